#pragma once
// What only pages of the desk are made of.

#include <string_view>

namespace afterdesk::ui {

class Ui;

/// The page that begins next has a narrow rail, where there is room for a wide one, too.
void slim_rail(Ui& ui);
bool has_slim_rail(Ui& ui);

/// A number that stands alone and large. `urgent`: it is to be seen first.
enum class FigureTone : unsigned char { plain, urgent };
void figure(Ui& ui, std::string_view words, FigureTone tone);

/// A link that looks as the quiet buttons do beside which it stands.
void quiet_link(Ui& ui, std::string_view key, std::string_view label, std::string_view href);

}  // namespace afterdesk::ui
