#pragma once
// Tickets as a host's machine reads and decides them, and the shelves that it counts.
//
//   GET  /api/v1/host/tickets                       ?updated_after_seq=&order_no=&state=&cursor=&count=
//                                                                    → 200 HostTicketPage
//   GET  /api/v1/host/tickets/:ticket_no                             → 200 HostTicket
//   POST /api/v1/host/tickets/:ticket_no/commands   Command          → 200 TicketDetail, as the shop sees it
//   PUT  /api/v1/host/shops/:id/stock               {"items":[Ware]} → 200 StockView

#include <optional>
#include <string>
#include <vector>

#include "wire/host_api.hpp"

namespace afterdesk::wire {

/// As it is now: which pieces, how much, and what travels.
struct HostTicket {
    struct OfLine {
        int line_no = 0, quantity = 0;
        std::vector<std::string> entitlements;
        Fen goods_fen = 0;
    };
    std::string ticket_no, order_no, shop_id, buyer_id;
    TicketType type = TicketType::refund_unshipped;
    State state = State::awaiting_merchant;
    int version = 0;  ///< a command names it
    std::string reason;
    std::int64_t applied_at_ms = 0;
    std::optional<std::int64_t> deadline_ms;
    Fen refund_fen = 0, goods_fen = 0, freight_fen = 0, fee_fen = 0, collect_fen = 0;
    std::vector<OfLine> lines;
    std::vector<HostEvent::OfRefund> refunds;
    std::vector<std::string> paid_twice;  ///< refunds beside its own; somebody has to see to them
    std::optional<Parcel> return_parcel, out_parcel;
    std::vector<ExternalField> external;  ///< of its order, as the host told them
};
struct HostTicketPage {
    std::vector<HostTicket> items;
    std::string next_cursor;  ///< empty behind the last; a page need not be full
    std::int64_t seq = 0;     ///< as of this commit: what `updated_after_seq` is next time
};
HostTicket host_ticket_of(Ticket const& ticket, Order const& order);

Value to_json(HostTicket const&);
Value to_json(HostTicketPage const&);

}  // namespace afterdesk::wire
