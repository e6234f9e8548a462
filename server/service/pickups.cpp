#include "service/pickups.hpp"

#include <algorithm>

#include "base/pasted.hpp"
#include "base/text.hpp"
#include "crypto/digest.hpp"
#include "domain/ticket/edges.hpp"
#include "domain/ticket/personal.hpp"
#include "service/load.hpp"
#include "store/pickups.hpp"
#include "store/tickets.hpp"

namespace afterdesk {

namespace {

using store::PickupRow;
using wire::PickupTodo;

constexpr std::size_t pickup_token_bytes = 16;
/// Each may send somebody out.
constexpr int most_bookings = 10;

/// Why nobody can be sent for it; nothing when somebody can.
std::optional<Rule> refused_by(Ticket const& ticket) {
    if (ticket.state != State::awaiting_return) return Rule::not_in_this_state;
    return why_not(ticket, ActorKind::buyer, CommandKind::ship_back);
}

/// One that its buyer has given up without anybody knowing whether it was booked keeps nobody from another.
bool is_under_way(PickupRow const& row) {
    bool const given_up = row.state == PickupState::unknown && row.todo == PickupTodo::cancel;
    return !is_over(row.state) && !given_up;
}
bool is_any_under_way(std::vector<PickupRow> const& rows) {
    return std::any_of(rows.begin(), rows.end(), is_under_way);
}

bool can_change(PickupRow const& row) {
    bool const taken = row.state == PickupState::booked || row.state == PickupState::assigned;
    return taken && row.todo == PickupTodo::nothing;
}
bool can_cancel(PickupRow const& row) { return !is_over(row.state) && row.todo != PickupTodo::cancel; }

wire::PickupBooking shown(PickupRow const& row, bool for_buyer) {
    wire::PickupBooking out{row.booking_no, row.state,   row.todo, row.slot,
                            row.wanted,     row.carrier, row.payer};
    out.tracking_no = row.tracking_no;
    out.courier_name = row.courier_name;
    out.reason = row.reason;
    out.as_of = row.as_of;
    if (!for_buyer) return out;
    out.courier_phone = row.courier_phone;
    out.code = row.code;
    out.goods = row.goods;
    out.weight_g = row.weight_g;
    if (!row.sender.text.empty()) out.sender = row.sender;
    out.can_change = can_change(row);
    out.can_cancel = can_cancel(row);
    return out;
}

/// Reads one ticket's bookings.
struct Room {
    store::ReadTx& tx;
    Ground& ground;
    Caller const& caller;
    std::string carrier;

    std::optional<Ticket> ticket(std::string_view no) const {
        return store::find_ticket(tx, scope_of(caller), {std::string(no)});
    }
    FreightPayer payer(Ticket const& ticket) const {
        return return_freight_payer(
            ticket, *ground.policies.get(tx, caller.tenant, ticket.policy_version, ticket.shop_id));
    }
    wire::PickupView view(Ticket const& ticket) const {
        auto const rows = store::pickups_of(tx, caller.tenant, ticket.no);
        bool const for_buyer = caller.audience == wire::Audience::buyer;
        wire::PickupView out;
        out.carrier = carrier;
        out.payer = payer(ticket);
        if (!rows.empty()) out.booking = shown(rows.front(), for_buyer);
        bool const goes = for_buyer && !carrier.empty() && !refused_by(ticket);
        bool const moves = out.booking && out.booking->can_change;
        if (goes) out.slots = pickup_slots(ground.now(), ticket.deadline);
        out.offered = goes && !out.slots.empty() && !is_any_under_way(rows);
        if (!out.offered && !moves) out.slots.clear();
        return out;
    }
    std::optional<PickupSlot> slot(Ticket const& ticket, Instant from) const {
        for (PickupSlot const& one : pickup_slots(ground.now(), ticket.deadline)) {
            if (one.from == from) return one;
        }
        return std::nullopt;
    }
};

Address tidied(Address const& typed) {
    return {std::string(trim(typed.name)), tidy_phone(typed.phone), std::string(trim(typed.text))};
}

Mistakes slot_unknown() { return one_mistake(Rule::unknown_name, "slot_from_ms"); }

PickupRow new_row(Room const& room, Ticket const& ticket, int turn, wire::PickupBody const& body) {
    PickupRow row{room.caller.tenant, ticket.no, turn, ticket.no.value + "-P" + std::to_string(turn),
                  ticket.buyer_id};
    row.todo = PickupTodo::book;
    row.carrier = room.carrier;
    row.payer = room.payer(ticket);
    row.sender = tidied(body.address);
    row.goods = std::string(trim(body.goods));
    row.weight_g = body.weight_g;
    std::string const fresh = crypto::hex(crypto::random_bytes(2 * pickup_token_bytes));
    row.token = fresh.substr(0, 2 * pickup_token_bytes);
    row.salt = fresh.substr(2 * pickup_token_bytes);
    row.asked = room.ground.now();
    row.next = row.asked;
    return row;
}

}  // namespace

std::string Pickups::carrier() const {
    auto const& courier = ground_.config.parties.courier;
    return courier ? courier->picks_up_by() : std::string();
}

Pickups::View Pickups::show(Caller const& caller, std::string_view ticket_no) {
    return ground_.store.read([&](store::ReadTx& tx) -> View {
        Room const room{tx, ground_, caller, carrier()};
        auto const ticket = room.ticket(ticket_no);
        if (!ticket) return Err{one_mistake(Rule::not_found, "ticket_no")};
        return room.view(*ticket);
    });
}

Pickups::View Pickups::book(Caller const& caller, std::string_view ticket_no, wire::PickupBody const& body) {
    return ground_.store.write([&](store::WriteTx& tx) -> View {
        Room const room{tx, ground_, caller, carrier()};
        auto const ticket = room.ticket(ticket_no);
        if (!ticket) return Err{one_mistake(Rule::not_found, "ticket_no")};
        if (room.carrier.empty()) return Err{one_mistake(Rule::not_found, "pickup")};
        if (auto const rule = refused_by(*ticket)) return Err{one_mistake(*rule, "pickup")};
        auto const rows = store::pickups_of(tx, caller.tenant, ticket->no);
        if (is_any_under_way(rows)) return Err{one_mistake(Rule::not_in_this_state, "pickup")};
        Mistakes mistakes = check_pickup_sender(tidied(body.address));
        auto const slot = room.slot(*ticket, body.slot_from);
        if (!slot) mistakes.push_back(slot_unknown().front());
        int const turn = rows.empty() ? 1 : rows.front().turn + 1;
        if (turn > most_bookings) mistakes.push_back({Rule::too_many, "pickup", most_bookings});
        if (!mistakes.empty()) return Err{std::move(mistakes)};
        PickupRow row = new_row(room, *ticket, turn, body);
        row.slot = *slot;
        store::put_pickup(tx, row);
        return room.view(*ticket);
    });
}

Pickups::View Pickups::change(Caller const& caller, std::string_view ticket_no,
                              wire::PickupChange const& body) {
    return ground_.store.write([&](store::WriteTx& tx) -> View {
        Room const room{tx, ground_, caller, carrier()};
        auto const ticket = room.ticket(ticket_no);
        if (!ticket) return Err{one_mistake(Rule::not_found, "ticket_no")};
        auto rows = store::pickups_of(tx, caller.tenant, ticket->no);
        if (rows.empty() || room.carrier.empty()) return Err{one_mistake(Rule::not_found, "pickup")};
        PickupRow& row = rows.front();
        if (!can_change(row)) return Err{one_mistake(Rule::not_in_this_state, "pickup")};
        auto const slot = room.slot(*ticket, body.slot_from);
        if (!slot) return Err{slot_unknown()};
        if (*slot == row.slot) return room.view(*ticket);
        row.wanted = slot;
        row.todo = PickupTodo::change;
        row.reason.clear();
        row.tries = 0;
        row.next = ground_.now();
        store::put_pickup(tx, row);
        return room.view(*ticket);
    });
}

Pickups::View Pickups::cancel(Caller const& caller, std::string_view ticket_no,
                              wire::PickupCancel const& body) {
    return ground_.store.write([&](store::WriteTx& tx) -> View {
        Room const room{tx, ground_, caller, carrier()};
        auto const ticket = room.ticket(ticket_no);
        if (!ticket) return Err{one_mistake(Rule::not_found, "ticket_no")};
        auto rows = store::pickups_of(tx, caller.tenant, ticket->no);
        if (rows.empty() || rows.front().booking_no != body.booking_no)
            return Err{one_mistake(Rule::not_found, "booking_no")};
        PickupRow& row = rows.front();
        if (row.state == PickupState::cancelled || row.todo == PickupTodo::cancel) return room.view(*ticket);
        if (!can_cancel(row)) return Err{one_mistake(Rule::not_in_this_state, "pickup")};
        row.reason.clear();
        row.tries = 0;
        row.wanted.reset();
        row.todo = PickupTodo::cancel;
        row.next = ground_.now();
        if (!row.sent) store::end_pickup(row, PickupState::cancelled);
        store::put_pickup(tx, row);
        return room.view(*ticket);
    });
}

}  // namespace afterdesk
