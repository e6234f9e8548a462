#pragma once
// The screens: one row each. A new one is a value, a row, its feature, and that one's parts in
// app/targets/screen_parts.hpp.

#include <algorithm>
#include <iterator>

#include "app/calls/features.hpp"
#include "app/shell/shell.hpp"
#include "text/access.hpp"
#include "text/host_keys.hpp"
#include "text/queue.hpp"
#include "text/shop.hpp"
#include "text/staff.hpp"
#include "wire/messages.hpp"

namespace afterdesk::app {

enum class Screen : std::uint8_t {
    landing,
    sign_in,
    orders,
    order,
    apply,
    work,
    tickets,
    ticket,
    pickup,
    receive,
    disputes,
    channel,
    for_buyer,
    stock,
    addresses,
    rules,
    staff,
    audit,
    health,
    keys,
    abnormal,
    security,
    about,
    devices,
    me,
    verify,
    gallery,
};

/// A ticket was changed, or the network is back.
struct News {
    std::string ticket_no, order_no;
    int version = 0;
    bool online = false;
};

/// What a screen's feature does; null where there is nothing to do. Made by `in_feature` of its functions.
struct ScreenParts {
    /// Its address is shown now: fetches what it needs.
    void (*enter)(Features&, Shell&, Route const& before) = nullptr;
    /// Something changed: makes the view anew.
    void (*show)(Features&, Shell&) = nullptr;
    void (*draw)(Features&, Shell&, ui::Ui&, screens::Intents&) = nullptr;
    /// A person wants something that is not the shell's to do.
    void (*act)(Features&, Shell&, screens::Intent const&) = nullptr;
    void (*told)(Features&, Shell&, News const&) = nullptr;
    /// What became of something that was sent once from here.
    Then hear = nullptr;
    /// Another screen is shown now: forgets what may not outlive this one.
    void (*leave)(Features&, Shell&) = nullptr;
    /// Whether the last part of an address names a dialog.
    bool (*is_dialog)(std::string_view name) = nullptr;
};

namespace landing {
extern ScreenParts const screen;
}
namespace sign_in {
extern ScreenParts const screen;
}
namespace orders {
extern ScreenParts const screen;
}
namespace order {
extern ScreenParts const screen;
}
namespace apply {
extern ScreenParts const screen;
}
namespace work {
extern ScreenParts const screen;
}
namespace desk {
extern ScreenParts const tickets, ticket;
}
namespace pickup {
extern ScreenParts const screen;
}
namespace receive {
extern ScreenParts const screen;
}
namespace for_buyer {
extern ScreenParts const screen;
}
namespace stock {
extern ScreenParts const screen;
}
namespace addresses {
extern ScreenParts const screen;
}
namespace disputes {
extern ScreenParts const screen;
}
namespace channel {
extern ScreenParts const screen;
}
namespace rules {
extern ScreenParts const screen;
}
namespace people {
extern ScreenParts const screen;
}
namespace audit {
extern ScreenParts const screen;
}
namespace health {
extern ScreenParts const screen;
}
namespace security {
extern ScreenParts const screen;
}
namespace about {
extern ScreenParts const screen;
}
namespace devices {
extern ScreenParts const screen;
}
namespace me {
extern ScreenParts const screen;
}
namespace verify {
extern ScreenParts const screen;
}
namespace rest {
extern ScreenParts const screen;  ///< stands for one that is not here yet
}
namespace keys {
extern ScreenParts const screen;
}
namespace abnormal {
extern ScreenParts const screen;
}
namespace gallery {
extern ScreenParts const screen;
}

/// Whose screen it is.
struct Audiences {
    unsigned bits = 0;  ///< 0: everybody's, its address names no audience
    constexpr bool has(wire::Audience audience) const {
        return (bits >> static_cast<unsigned>(audience) & 1u) != 0;
    }
    bool operator==(Audiences const&) const = default;
};
inline constexpr Audiences everybody{}, buyers{1}, merchants{2}, platform{4}, staff{6}, signed_in{7};

/// Its place in the navigation of those who have it; no icon: none.
struct NavEntry {
    std::string_view icon{};
    text::Text const* label[3] = {};  ///< by audience
    bool seldom =
        false;  ///< on phones it stands on the account's page; those stand together, before the last
};

/// Which part of the list's filter its address has; with the words its tab. Of staff's `whole` is the query.
enum class FilterPart : std::uint8_t { none, words, whole };

struct ScreenRow {
    Screen screen;
    Audiences audiences;
    /// Behind "#/", or "#/b/" and its like: ":id", ":type" and ":dialog" stand for a part of the Route, with
    /// "?" for one that may be missing.
    std::string_view path;
    FilterPart filter;
    bool needs_session;
    Screen under;  ///< the entry that is marked in the navigation
};

// clang-format off
inline constexpr ScreenRow screen_rows[] = {
    {Screen::landing, everybody, "", FilterPart::none, false, Screen::landing},
    {Screen::sign_in, staff, "sign-in", FilterPart::none, false, Screen::sign_in},
    {Screen::orders, buyers, "orders", FilterPart::words, true, Screen::orders},
    {Screen::order, buyers, "orders/:id", FilterPart::none, true, Screen::orders},
    {Screen::apply, signed_in, "orders/:id/apply/:type/:dialog?", FilterPart::none, true, Screen::orders},
    {Screen::work, staff, "work", FilterPart::none, true, Screen::work},
    {Screen::tickets, signed_in, "tickets", FilterPart::whole, true, Screen::tickets},
    {Screen::ticket, signed_in, "tickets/:id/:dialog?", FilterPart::whole, true, Screen::tickets},
    {Screen::pickup, buyers, "pickup/:id/:dialog?", FilterPart::none, true, Screen::tickets},
    {Screen::receive, merchants, "receive", FilterPart::whole, true, Screen::receive},
    {Screen::disputes, platform, "disputes/:id?", FilterPart::whole, true, Screen::disputes},
    {Screen::channel, platform, "channel", FilterPart::none, true, Screen::channel},
    {Screen::for_buyer, staff, "for-buyer", FilterPart::whole, true, Screen::for_buyer},
    {Screen::stock, merchants, "stock/:id?", FilterPart::none, true, Screen::stock},
    {Screen::addresses, merchants, "addresses/:dialog?", FilterPart::none, true, Screen::addresses},
    {Screen::rules, staff, "rules/:id?/:dialog?", FilterPart::none, true, Screen::rules},
    {Screen::staff, staff, "staff/:dialog?", FilterPart::whole, true, Screen::staff},
    {Screen::audit, staff, "audit", FilterPart::whole, true, Screen::audit},
    {Screen::health, platform, "health/:dialog?", FilterPart::none, true, Screen::health},
    {Screen::keys, platform, "keys/:dialog?", FilterPart::none, true, Screen::keys},
    {Screen::abnormal, staff, "refund-to/:id", FilterPart::none, true, Screen::tickets},
    {Screen::security, staff, "security/:dialog?", FilterPart::none, true, Screen::me},
    {Screen::about, everybody, "about", FilterPart::none, false, Screen::about},
    {Screen::devices, signed_in, "devices/:dialog?", FilterPart::none, true, Screen::me},
    {Screen::me, signed_in, "me", FilterPart::none, true, Screen::me},
    {Screen::verify, everybody, "verify", FilterPart::none, false, Screen::verify},
    {Screen::gallery, everybody, "gallery/:id?", FilterPart::none, false, Screen::gallery},
};

/// Where they stand in the navigation; each target has its own of them (Target).
struct NavRow {
    Screen screen;
    NavEntry entry;
};
inline constexpr NavRow nav_rows[] = {
    {Screen::orders, {ui::icons::orders, {&t::my_orders}}},
    {Screen::work, {ui::icons::home, {nullptr, &t::work_title, &t::work_title}}},
    {Screen::tickets, {ui::icons::list, {&t::my_tickets, &t::merchant_queue, &t::platform_queue}}},
    {Screen::receive, {ui::icons::box, {nullptr, &t::receive_title}}},
    {Screen::disputes, {ui::icons::scale, {nullptr, nullptr, &t::disputes}}},
    {Screen::channel, {ui::icons::wallet, {nullptr, nullptr, &t::channel}}},
    {Screen::for_buyer, {ui::icons::chat, {nullptr, &t::for_buyer_title, &t::for_buyer_title}, true}},
    {Screen::stock, {ui::icons::orders, {nullptr, &t::shelf_title}, true}},
    {Screen::addresses, {ui::icons::store, {nullptr, &t::addresses_title}, true}},
    {Screen::rules, {ui::icons::edit, {nullptr, &t::rules_title, &t::rules_title}, true}},
    {Screen::staff, {ui::icons::user, {nullptr, &t::staff_title, &t::staff_title}, true}},
    {Screen::audit, {ui::icons::search, {nullptr, &t::audit_title, &t::audit_title}, true}},
    {Screen::health, {ui::icons::check, {nullptr, nullptr, &t::health_title}, true}},
    {Screen::keys, {ui::icons::globe, {nullptr, nullptr, &t::host_keys_title}, true}},
    {Screen::me, {ui::icons::user, {&t::me, &t::me, &t::me}}},
};
// clang-format on

inline ScreenRow const& row_of(Screen screen) { return screen_rows[static_cast<std::size_t>(screen)]; }

namespace detail {
constexpr bool in_order() {
    for (std::size_t i = 0; i < std::size(screen_rows); ++i) {
        if (static_cast<std::size_t>(screen_rows[i].screen) != i) return false;
    }
    return true;
}
}  // namespace detail
static_assert(detail::in_order(), "a row for each screen, in their order");
static_assert(std::all_of(std::begin(nav_rows), std::end(nav_rows),
                          [](NavRow const& row) { return row.screen <= Screen::me; }),
              "a phone's bar ends with the person");
static_assert(std::size(screen_rows) == static_cast<std::size_t>(Screen::gallery) + 1);

/// What one file of a program has; null: not in it.
struct Parts {
    ScreenParts const* of[std::size(screen_rows)];  ///< screens, by their number
    /// What every screen has, but none at first sight: what a rule says that was broken, and the page's menu.
    decltype(&wire::message_for) message;
    decltype(&screens::draw_menu) menu;
};
/// What one link target of the page has: the screens of those whom it serves, and everybody's.
struct Target {
    Audiences serves;
    int files;  ///< that it comes in
    Parts first;
    NavEntry nav[std::size(screen_rows)];  ///< by the screens' numbers
};
/// This program's, made in app/targets/. The linker knows it, and leaves out what only others are shown.
extern Target const target;
inline NavEntry const& nav_of(Screen screen) { return target.nav[static_cast<std::size_t>(screen)]; }
/// Whether this program is for these people alone. Written without a call, so that the linker can answer it.
inline bool serves_only(Audiences who) { return target.serves.bits == who.bits; }
/// Whether it has staff's screens; what only they lead to is left out of the others.
inline bool has_staff() { return !serves_only(buyers); }

/// The second file, and the third. Rule: tools/link_in_parts makes a file of its own of all
/// that only they lead to; nothing of it is called before Shell::files says that it is here.
extern Parts const second_file, third_file;

/// Of this program; 1 for what it does not have.
inline int file_of(Screen screen) {
    auto const at = static_cast<std::size_t>(screen);
    return third_file.of[at] != nullptr ? 3 : second_file.of[at] != nullptr ? 2 : 1;
}
/// Whether what is to be shown is not here yet.
inline bool waits_for_rest(Shell const& shell) { return file_of(shell.route.screen) > shell.files; }

/// Null when this program does not have it. Only its address; its file may not be here yet.
inline ScreenParts const* parts_in_file(Screen screen) {
    Parts const* const files[] = {&target.first, &second_file, &third_file};
    return files[file_of(screen) - 1]->of[static_cast<std::size_t>(screen)];
}

/// The screen that an address shows; null when another target has it.
inline ScreenParts const* parts_of(Route const& route) {
    bool const served = row_of(route.screen).audiences.bits == 0 || target.serves.has(route.audience);
    return served ? parts_in_file(route.screen) : nullptr;
}

}  // namespace afterdesk::app
