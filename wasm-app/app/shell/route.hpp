#pragma once
// Which screen an address shows. One truthful hash per screen and dialog: #/b/… buyer, #/m/… merchant, #/p/…
// platform. What each screen's address looks like stands in shell/screen_table.hpp.

#include <string>
#include <string_view>

#include "base/percent.hpp"
#include "wire/api.hpp"

namespace afterdesk::app {

enum class Screen : std::uint8_t;

/// What a buyer's list shows; kept in its address.
struct TicketFilter {
    std::string status;  ///< wire name of a ShortStatus or AfterSales, empty for all
    std::string q;
    bool operator==(TicketFilter const&) const = default;
};

struct Route {
    Screen screen{};
    wire::Audience audience = wire::Audience::buyer;
    std::string id;                                  ///< order or ticket number; part of the gallery
    TicketType type = TicketType::refund_unshipped;  ///< apply
    std::string dialog;                              ///< as the screen's feature names it; empty for none
    TicketFilter filter;                             ///< buyers' lists
    std::string
        query;  ///< staff's list, and the ticket beside it: what it is narrowed by, as it stands there
    bool operator==(Route const&) const = default;
};

/// A program comes in one to three files, each behind the one before.
inline constexpr int every_file = 3;

/// Reads a hash; anything unknown shows the landing screen. Which dialogs a screen has is known when its file
/// of the program is here; until then any are taken.
Route parse_route(std::string_view hash, int files = every_file);
/// Promise: parse_route(to_hash(r)) == r for every route that parse_route can give.
std::string to_hash(Route const& route);

}  // namespace afterdesk::app
