#include "service/parcels.hpp"

#include <algorithm>

#include "base/pasted.hpp"
#include "domain/ticket/personal.hpp"
#include "service/carry_out.hpp"
#include "store/orders.hpp"
#include "store/people.hpp"
#include "store/tickets.hpp"

namespace afterdesk {

namespace {

/// How long a delivery's own time may be behind what its courier saw.
constexpr Duration clocks_differ = days(1);

store::Scope whole(TenantId const& tenant) { return {tenant, store::Scope::Of::tenant, {}}; }

bool is_outgoing(State state) { return state == State::reshipped || state == State::sending_back; }

std::optional<Parcel> awaited_parcel(Ticket const& ticket) {
    if (ticket.state == State::awaiting_receipt) return ticket.return_parcel;
    return is_outgoing(ticket.state) ? ticket.out_parcel : std::nullopt;
}

/// What of the request's goods is on its way to the buyer, as it was ordered.
std::vector<Delivery> under_way(Ticket const& ticket, Order const& order) {
    std::vector<Delivery> out;
    for (LineRequest const& asked : ticket.request.lines) {
        Line const* const line = find_line(order, asked.line_no);
        if (line == nullptr || line->kind != LineKind::physical) continue;
        for (Delivery const& delivery : line->deliveries) {
            if (delivery.quantity > 0 && !delivery.received_at) out.push_back(delivery);
        }
    }
    return out;
}

bool has_number(Parcel const& parcel, std::string const& number) {
    return !to_find(parcel.tracking_no).empty() && tracking_key(parcel.tracking_no) == number;
}

void watch(store::WriteTx& tx, ReadyDecision const& ready, Parcel const& parcel) {
    if (to_find(parcel.tracking_no).empty()) return;
    std::string const number = tracking_key(parcel.tracking_no);
    store::TrackRow row{ready.tenant, number, parcel.carrier, parcel.tracking_no, ready.now};
    if (auto known = store::find_track(tx, ready.tenant, number)) {
        bool const corrected = known->carrier != parcel.carrier;
        row = std::move(*known);
        row.carrier = parcel.carrier;
        row.tracking_no = parcel.tracking_no;
        if (corrected) row.subscribed = false;
    }
    row.next = ready.now;
    row.used = true;
    store::put_track(tx, row);
    store::use_track(tx, ready.tenant, ready.after.no, number);
}

/// When it got there, unless that was another parcel under the same number.
std::optional<Instant> reached_behind(Track const& track, Instant behind) {
    auto const at = reached_at(track);
    return at && *at >= behind ? at : std::nullopt;
}

/// One answer for all of the goods that were to be stopped: they are all back, or all delivered. Nothing
/// while they are neither: a person answers, or time runs out.
std::optional<InterceptResult> intercepted(store::ReadTx& tx, TenantId const& tenant, Ticket const& ticket,
                                           Order const& order) {
    std::optional<ParcelStatus> all;
    for (Delivery const& delivery : under_way(ticket, order)) {
        if (to_find(delivery.tracking_no).empty()) return std::nullopt;
        auto const row = store::find_track(tx, tenant, tracking_key(delivery.tracking_no));
        if (!row || !row->track || !is_last(row->track->status)) return std::nullopt;
        if (!row->told_by.empty() && row->told_by != ticket.shop_id.value) return std::nullopt;
        if (!reached_behind(*row->track, sent_from(delivery, order))) return std::nullopt;
        if (all && *all != row->track->status) return std::nullopt;
        all = row->track->status;
    }
    if (!all) return std::nullopt;
    return InterceptResult{*all == ParcelStatus::returned, std::nullopt};
}

/// What the ticket is told, if anything.
std::optional<Command> told_to(store::ReadTx& tx, store::TrackRow const& row, Ticket const& ticket,
                               Order const& order) {
    if (!row.track) return std::nullopt;
    if (ticket.state == State::intercepting) {
        auto const result = intercepted(tx, row.tenant, ticket, order);
        return result ? std::optional<Command>(*result) : std::nullopt;
    }
    auto const parcel = awaited_parcel(ticket);
    bool const arrived =
        parcel && has_number(*parcel, row.number) && row.track->status == ParcelStatus::signed_for;
    auto const at = arrived ? reached_behind(*row.track, ticket.applied_at) : std::nullopt;
    return at ? std::optional<Command>(ParcelSigned{parcel->tracking_no, *at}) : std::nullopt;
}

}  // namespace

void watch_parcels(store::WriteTx& tx, ReadyDecision const& ready) {
    Ticket const& before = ready.before;
    Ticket const& after = ready.after;
    bool const entered = before.state != after.state;
    auto const parcel = awaited_parcel(after);
    bool const named = before.return_parcel != after.return_parcel || before.out_parcel != after.out_parcel;
    if (parcel && (entered || named)) watch(tx, ready, *parcel);
    if (!entered || after.state != State::intercepting) return;
    for (Delivery const& delivery : under_way(after, ready.order))
        watch(tx, ready, {delivery.carrier, delivery.tracking_no});
}

std::optional<OwnParcel> awaited_by(store::ReadTx& tx, TenantId const& tenant, Ticket const& ticket,
                                    std::string const& number) {
    auto const buyers = [&] {
        auto const buyer = store::find_buyer(tx, tenant, ticket.buyer_id);
        return buyer ? buyer->phone_tail : std::string();
    };
    if (ticket.state == State::intercepting) {
        auto const order = store::find_order(tx, tenant, ticket.order_no);
        CHECK(order);
        for (Delivery const& delivery : under_way(ticket, *order)) {
            Parcel const parcel{delivery.carrier, delivery.tracking_no};
            if (has_number(parcel, number)) return OwnParcel{parcel, buyers(), sent_from(delivery, *order)};
        }
        return std::nullopt;
    }
    auto const parcel = awaited_parcel(ticket);
    if (!parcel || !has_number(*parcel, number)) return std::nullopt;
    std::string const shops =
        ticket.return_address ? tidy_phone(ticket.return_address->phone) : std::string();
    return OwnParcel{*parcel, is_outgoing(ticket.state) ? buyers() : shops, ticket.applied_at};
}

bool is_of(Track const& track, Instant behind) {
    return !track.stations.empty() && track.stations.front().at >= behind;
}

Instant sent_from(Delivery const& delivery, Order const& order) {
    return {delivery.shipped_at.value_or(order.paid_at).ms - clocks_differ.ms};
}

std::vector<Ticket> open_tickets_of(store::ReadTx& tx, TenantId const& tenant, std::string const& number) {
    std::vector<Ticket> out;
    for (TicketNo const& no : store::tickets_with_track(tx, tenant, number)) {
        auto ticket = store::find_ticket(tx, whole(tenant), no);
        if (ticket && !is_end(ticket->state)) out.push_back(std::move(*ticket));
    }
    return out;
}

Followed follow_track(store::WriteTx& tx, PolicyCache& policies, store::TrackRow const& row, Instant now) {
    Followed out;
    if (!row.track || !is_last(row.track->status)) return out;
    for (Ticket const& ticket : open_tickets_of(tx, row.tenant, row.number)) {
        if (!row.told_by.empty() && row.told_by != ticket.shop_id.value) continue;
        auto const order = store::find_order(tx, row.tenant, ticket.order_no);
        CHECK(order);
        auto const command = told_to(tx, row, ticket, *order);
        if (!command) continue;
        store::attempt(tx, [&] {
            auto moved =
                carry_out_as_system(tx, policies, {row.tenant, ticket, *order, Actor{}, *command, now});
            if (!moved) return false;
            if (moved->ok()) {
                out.moved.push_back(std::move(*moved).value());
                return true;
            }
            out.said.push_back("ticket " + ticket.no.value + " did not take where its parcel is: " +
                               std::string(wire::name_of(moved->error().front().rule)));
            return false;
        });
    }
    return out;
}

}  // namespace afterdesk
