#pragma once
// Which feature each screen is, and how a link target takes those that it needs: only they are linked.

#include "app/shell/screen_table.hpp"

namespace afterdesk::app {

/// In the order of the rows.
inline constexpr ScreenParts const* screen_parts[] = {
    &landing::screen, &sign_in::screen, &orders::screen, &order::screen,   &apply::screen, &desk::tickets,
    &desk::ticket,    &channel::screen, &about::screen,  &devices::screen, &me::screen,    &gallery::screen,
};
static_assert(std::size(screen_parts) == std::size(screen_rows));

/// A target for these people.
consteval Target target_of(Audiences serves) {
    Target made{serves, {}};
    for (std::size_t i = 0; i < std::size(screen_rows); ++i) {
        unsigned const whose = screen_rows[i].audiences.bits;
        if (whose == 0 || (whose & serves.bits) != 0) made.parts[i] = screen_parts[i];
    }
    return made;
}

}  // namespace afterdesk::app
