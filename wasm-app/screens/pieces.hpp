#pragma once
// The field of a form in which the pieces of each line are told apart.

#include "screens/form.hpp"

namespace afterdesk::screens {

/// What became of a line's pieces: `accepted` are resaleable but for seconds and scrap.
struct PiecesOfLine {
    int line_no = 0, accepted = 0, refused = 0, seconds = 0, scrap = 0;
    int all() const { return accepted + refused; }
    int resaleable() const { return accepted - seconds - scrap; }
};
/// Of "line_no:accepted:refused:seconds:scrap", blanks between; numbers at the end may be missing.
std::vector<PiecesOfLine> pieces_of(std::string_view typed);

/// For each line how many of its pieces are seconds, scrap and refused; the rest can be sold again. The
/// field's choices are the lines in its order, their note says how many pieces there are.
bool draw_pieces(ui::Ui& ui, FormFieldView const& field, std::string& value);

}  // namespace afterdesk::screens
