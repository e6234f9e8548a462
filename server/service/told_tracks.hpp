#pragma once
// What a mall's own system tells of parcels is kept, also of numbers that nobody knows yet.

#include <optional>

#include "service/host_room.hpp"
#include "store/tracks.hpp"
#include "wire/tracks_api.hpp"

namespace afterdesk {

/// The parcel's track with what was told. Nothing when it is another shop's parcel.
std::optional<store::TrackRow> keep_told(store::WriteTx& tx, HostCaller const& host,
                                         wire::HostTracking const& told, Instant now);

/// As an answer says which tickets moved on.
wire::HostFactTaken::Moved moved_view(Ticket const& ticket);

}  // namespace afterdesk
