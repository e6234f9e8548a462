#include <algorithm>

#include "base/pasted.hpp"
#include "crypto/digest.hpp"
#include "service/ground.hpp"
#include "service/parcels.hpp"
#include "service/told_tracks.hpp"
#include "store/host_notes.hpp"
#include "store/tickets.hpp"

namespace afterdesk {

namespace {

using wire::HostFactIgnored;
using wire::HostFactOutcome;
using wire::HostFactTaken;

bool sees_all(store::ReadTx& tx, HostCaller const& host, std::vector<TicketNo> const& tickets) {
    return std::all_of(tickets.begin(), tickets.end(), [&](TicketNo const& no) {
        auto const ticket = store::find_ticket(tx, {host.tenant, store::Scope::Of::tenant, {}}, no);
        return ticket && host.sees(ticket->shop_id);
    });
}

/// Why nothing followed.
HostFactIgnored reason_of(store::ReadTx& tx, TenantId const& tenant, store::TrackRow const& row,
                          ParcelStatus told) {
    if (store::tickets_with_track(tx, tenant, row.number).empty()) return HostFactIgnored::parcel_of_nobody;
    return is_last(told) ? HostFactIgnored::known_already : HostFactIgnored::status_not_needed;
}

HostFactTaken take(store::WriteTx& tx, Ground& ground, HostCaller const& host,
                   wire::HostTracking const& told) {
    HostFactTaken out;
    out.fact_id = told.event_id;
    auto const row = keep_told(tx, host, told, ground.now());
    if (row) {
        for (Ticket const& ticket : follow_track(tx, ground.policies, *row, ground.now()).moved)
            out.tickets.push_back(moved_view(ticket));
    }
    if (!out.tickets.empty()) return out;
    out.outcome = HostFactOutcome::ignored;
    out.reason = row ? reason_of(tx, host.tenant, *row, told.status) : HostFactIgnored::parcel_of_nobody;
    return out;
}

}  // namespace

wire::HostFactTaken::Moved moved_view(Ticket const& ticket) {
    return {ticket.no.value, ticket.version, ticket.state};
}

std::optional<store::TrackRow> keep_told(store::WriteTx& tx, HostCaller const& host,
                                         wire::HostTracking const& told, Instant now) {
    std::string const number = tracking_key(told.tracking_no);
    auto row = store::find_track(tx, host.tenant, number);
    auto const tickets = store::tickets_with_track(tx, host.tenant, number);
    bool const anothers = row && row->told_by != host.shop.value && tickets.empty();
    if (!host.shop.empty() && (anothers || !sees_all(tx, host, tickets))) return std::nullopt;
    if (!row) row = store::TrackRow{host.tenant, number, told.carrier, told.tracking_no, now};
    // What a shop's machine told of another's parcel is not taken for the mall's word.
    if (!row->told_by.empty() && row->told_by != host.shop.value) row->track.reset();
    // Told again with another time, it was wrong before.
    if (row->track && is_last(told.status))
        std::erase_if(row->track->stations, [&](Station const& one) { return one.status == told.status; });
    Station const station{std::min(told.occurred_at, now), told.text, told.place, told.status};
    row->track = with_station(row->track.value_or(Track{}), station);
    row->as_of = now;
    row->told_by = host.shop.value;
    store::put_track(tx, *row);
    return row;
}

Result<HostFactTaken, Mistakes> HostRoom::track(HostCaller const& host, wire::HostTracking const& told) {
    std::string const hash = crypto::sha256(wire::write_json(wire::to_json(told)));
    return ground_.store.write([&](store::WriteTx& tx) -> Result<HostFactTaken, Mistakes> {
        if (auto const known = store::find_host_fact(tx, host.tenant, told.event_id)) {
            if (known->told_hash != hash) return Err{one_mistake(Rule::fact_told_otherwise, "event_id")};
            HostFactTaken again;
            again.fact_id = told.event_id;
            again.outcome = HostFactOutcome::duplicate;
            again.first = known->outcome;
            again.reason = known->reason;
            return again;
        }
        HostFactTaken const taken = take(tx, ground_, host, told);
        store::add_host_fact(tx, host.tenant,
                             {told.event_id, hash, taken.outcome, taken.reason, std::nullopt, ""},
                             ground_.now());
        return taken;
    });
}

}  // namespace afterdesk
