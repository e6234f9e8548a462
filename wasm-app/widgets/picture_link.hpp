#pragma once
// A small picture that opens where it is shown whole.

#include "widgets/ui.hpp"

namespace afterdesk::ui {

struct PictureLink {
    std::string_view name{};  ///< read, not shown
    std::string_view url{};   ///< of the small picture; empty: the icon stands in its place
    std::string_view href{};  ///< empty: it opens nothing
    std::string_view icon = icons::photo;
};
/// A square of `size` CSS px.
void picture_link(Ui& ui, std::string_view key, PictureLink const& link, float size);

}  // namespace afterdesk::ui
