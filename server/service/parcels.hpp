#pragma once
// What follows from where a parcel is: its tickets move on where the domain says so (ParcelSigned,
// InterceptResult), whoever told it: a courier, or the mall's own system.

#include <optional>
#include <string>
#include <vector>

#include "service/persist.hpp"
#include "service/policy_cache.hpp"
#include "store/tracks.hpp"

namespace afterdesk {

/// The parcels that a ticket waits for from now on are looked at as soon as may be.
void watch_parcels(store::WriteTx& tx, ReadyDecision const& ready);

/// A ticket's parcel of that number, and who receives it.
struct OwnParcel {
    Parcel parcel;
    std::string phone;  ///< the receiver's, or its last digits
    Instant behind;     ///< what was before is another parcel's: couriers give numbers again
};
/// Nothing when the ticket waits for no parcel of that number.
std::optional<OwnParcel> awaited_by(store::ReadTx& tx, TenantId const& tenant, Ticket const& ticket,
                                    std::string const& number);

/// True when the track is of a parcel that was sent since.
bool is_of(Track const& track, Instant behind);
/// From when on a delivery's stations are its own.
Instant sent_from(Delivery const& delivery, Order const& order);

/// The open tickets that have the number.
std::vector<Ticket> open_tickets_of(store::ReadTx& tx, TenantId const& tenant, std::string const& number);

/// What became of it.
struct Followed {
    std::vector<Ticket> moved;      ///< as they are now
    std::vector<std::string> said;  ///< of those that refused, for the log
};
/// Tells the tickets what is known. Promise: told again it changes nothing.
Followed follow_track(store::WriteTx& tx, PolicyCache& policies, store::TrackRow const& row, Instant now);

}  // namespace afterdesk
