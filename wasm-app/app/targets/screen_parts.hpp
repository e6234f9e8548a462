#pragma once
// Which feature each screen is, and how a link target takes those that it needs: only they are linked.

#include "app/shell/screen_table.hpp"

namespace afterdesk::app {

/// In the order of the rows.
inline constexpr ScreenParts const* screen_parts[] = {
    &landing::screen, &sign_in::screen, &orders::screen,  &order::screen, &apply::screen,
    &desk::tickets,   &desk::ticket,    &channel::screen, &about::screen, &devices::screen,
    &me::screen,      &verify::screen,  &gallery::screen,
};
static_assert(std::size(screen_parts) == std::size(screen_rows));

/// Everybody's, but seldom needed: only the desk's program has it, and boot.js knows so.
constexpr bool is_with_the_desk(Screen screen) { return screen == Screen::verify; }

/// A target for these people.
consteval Target target_of(Audiences serves) {
    Target made{serves, {}};
    for (std::size_t i = 0; i < std::size(screen_rows); ++i) {
        unsigned const whose = screen_rows[i].audiences.bits;
        bool const served = whose == 0
                                ? !is_with_the_desk(screen_rows[i].screen) || serves.bits != buyers.bits
                                : (whose & serves.bits) != 0;
        if (served) made.parts[i] = screen_parts[i];
    }
    return made;
}

}  // namespace afterdesk::app
