#pragma once
// Which feature each screen is, and how a link target takes those that it needs: only they are linked.

#include "app/shell/screen_table.hpp"

namespace afterdesk::app {

/// In the order of the rows.
inline constexpr ScreenParts const* screen_parts[] = {
    &landing::screen,  &sign_in::screen,  &orders::screen,    &order::screen,   &apply::screen,
    &work::screen,     &desk::tickets,    &desk::ticket,      &pickup::screen,  &receive::screen,
    &disputes::screen, &channel::screen,  &for_buyer::screen, &stock::screen,   &addresses::screen,
    &rules::screen,    &people::screen,   &audit::screen,     &health::screen,  &keys::screen,
    &abnormal::screen, &security::screen, &about::screen,     &devices::screen, &me::screen,
    &verify::screen,   &gallery::screen,
};
static_assert(std::size(screen_parts) == std::size(screen_rows));

/// Everybody's, but seldom needed: only the desk's program has it, and boot.js knows so.
constexpr bool is_with_the_desk(Screen screen) { return screen == Screen::verify; }

/// The file of a program in three that a screen is in. The mall's links lead to the list or to one order;
/// staff's daily work is first, then what they look up, then the rules. boot.js knows what an address needs.
constexpr int file_for_buyers(Screen screen) {
    if (screen == Screen::orders) return 1;
    return screen == Screen::landing || screen == Screen::order ? 2 : 3;
}
constexpr int file_for_staff(Screen screen) {
    if (screen == Screen::rules) return 3;
    return screen == Screen::landing || screen == Screen::apply || screen >= Screen::channel ? 2 : 1;
}

/// Those for these people, in one of the files of a program.
template <class Belongs>
constexpr Parts parts_for(Audiences serves, Belongs belongs) {
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

constexpr Parts with_what_all_have(Parts parts) {
    parts.message = &wire::message_for;
    parts.menu = &screens::draw_menu;
    return parts;
}

template <int file>
constexpr Parts file_for(Audiences serves) {
    auto const file_with = serves == buyers ? &file_for_buyers : &file_for_staff;
    Parts const parts = parts_for(serves, [file_with](Screen screen) { return file_with(screen) == file; });
    return file == 2 ? with_what_all_have(parts) : parts;
}

constexpr Target target_of(Audiences serves, int files, Parts const& first) {
    Target made{serves, files, first, {}};
    for (NavRow const& row : nav_rows) {
        auto const at = static_cast<std::size_t>(row.screen);
        if ((screen_rows[at].audiences.bits & serves.bits) == 0) continue;
        made.nav[at] = row.entry;
        for (unsigned whose = 0; whose < 3; ++whose)
            if ((serves.bits >> whose & 1u) == 0) made.nav[at].label[whose] = nullptr;
    }
    return made;
}

/// A target for these people that comes in one file, and one that comes in three.
consteval Target whole_target(Audiences serves) {
    return target_of(serves, 1, with_what_all_have(parts_for(serves, [](Screen) { return true; })));
}
consteval Target target_in_three(Audiences serves) { return target_of(serves, 3, file_for<1>(serves)); }

/// What belongs to the first.
consteval Parts nothing_behind() { return {}; }

}  // namespace afterdesk::app
