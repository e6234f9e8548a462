#pragma once
// The field of a form in which the pieces of each line are told apart.

#include "screens/form.hpp"

namespace afterdesk::screens {

/// A stepper for each line. `value`: "line_no:accepted:refused", blanks between; the field's choices are the
/// lines in its order, their note says how many are refused: {0}.
bool draw_pieces(ui::Ui& ui, FormFieldView const& field, std::string& value);

}  // namespace afterdesk::screens
