#pragma once
// Which feature each screen is, and how a link target takes those that it needs: only they are linked.

#include "app/shell/screen_table.hpp"

namespace afterdesk::app {

/// In the order of the rows.
inline constexpr ScreenParts const* screen_parts[] = {
    &landing::screen, &sign_in::screen,   &orders::screen, &order::screen,     &apply::screen,
    &work::screen,    &desk::tickets,     &desk::ticket,   &receive::screen,   &disputes::screen,
    &channel::screen, &for_buyer::screen, &stock::screen,  &addresses::screen, &rules::screen,
    &people::screen,  &audit::screen,     &health::screen, &security::screen,  &about::screen,
    &devices::screen, &me::screen,        &verify::screen, &gallery::screen,
};
static_assert(std::size(screen_parts) == std::size(screen_rows));

/// Everybody's, but seldom needed: only the desk's program has it, and boot.js knows so.
constexpr bool is_with_the_desk(Screen screen) { return screen == Screen::verify; }

/// What the mall's links lead to, and the door: shown before the rest of the program is there.
constexpr bool is_seen_first(Screen screen) {
    return screen == Screen::landing || screen == Screen::orders || screen == Screen::order;
}

/// Those for these people, in one of the two parts of a program.
consteval Parts parts_for(Audiences serves, bool (*belongs)(Screen)) {
    Parts made{};
    for (std::size_t i = 0; i < std::size(screen_rows); ++i) {
        unsigned const whose = screen_rows[i].audiences.bits;
        bool const served = whose == 0
                                ? !is_with_the_desk(screen_rows[i].screen) || serves.bits != buyers.bits
                                : (whose & serves.bits) != 0;
        if (served && belongs(screen_rows[i].screen)) made.of[i] = screen_parts[i];
    }
    return made;
}

/// A target for these people that comes in one part, and one that comes in two.
consteval Target whole_target(Audiences serves) {
    return {serves, false, parts_for(serves, [](Screen) { return true; })};
}
consteval Target target_in_two(Audiences serves) { return {serves, true, parts_for(serves, &is_seen_first)}; }

/// What belongs to them.
consteval Parts nothing_behind() { return {}; }
consteval Parts rest_for(Audiences serves) {
    return parts_for(serves, [](Screen screen) { return !is_seen_first(screen); });
}

}  // namespace afterdesk::app
