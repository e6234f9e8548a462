#pragma once
// Which screen an address shows. One truthful hash per screen and dialog: #/b/… buyer, #/m/… merchant, #/p/…
// platform. What each screen's address looks like stands in shell/screen_table.hpp.

#include <string>
#include <string_view>

#include "base/percent.hpp"
#include "wire/api.hpp"

namespace afterdesk::app {

enum class Screen : std::uint8_t;
enum class Rest : std::uint8_t;

/// What the list shows; kept in the address of the list and of the ticket beside it.
struct TicketFilter {
    std::string status;  ///< wire name of a ShortStatus or AfterSales, or strays_queue, empty for all
    std::string type;    ///< wire name, empty for all
    std::string q;
    bool by_deadline = false;
    bool operator==(TicketFilter const&) const = default;
};

struct Route {
    Screen screen{};
    wire::Audience audience = wire::Audience::buyer;
    std::string id;                                  ///< order or ticket number; part of the gallery
    TicketType type = TicketType::refund_unshipped;  ///< apply
    std::string dialog;                              ///< as the screen's feature names it; empty for none
    TicketFilter filter;                             ///< lists, and the ticket beside one
    std::string
        query;  ///< staff's list, and the ticket beside it: what it is narrowed by, as it stands there
    bool operator==(Route const&) const = default;
};

/// Reads a hash; anything unknown shows the landing screen. Which dialogs a screen has is known when its part
/// of the program is here; until then any are taken.
Route parse_route(std::string_view hash, Rest rest);
/// Promise: parse_route(to_hash(r)) == r for every route that parse_route can give.
std::string to_hash(Route const& route);

}  // namespace afterdesk::app
