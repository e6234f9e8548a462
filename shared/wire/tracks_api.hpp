#pragma once
// Where parcels are: what a ticket's page shows, and what hosts tell. The conventions of wire/api.hpp.
//
//   GET  /api/v1/{buyer,merchant,platform}/tickets/:ticket_no/tracks → 200 TracksView
//   POST /api/v1/host/tracking              HostTracking             → 200 HostFactTaken
//   GET  /api/v1/host/carriers                                       → 200 CarriersView

#include <optional>
#include <string>
#include <vector>

#include "domain/order/tracks.hpp"
#include "wire/api.hpp"
#include "wire/names.hpp"

namespace afterdesk::wire {

/// Back to the shop; out to the buyer again; or as it was ordered.
enum class ParcelWay : std::uint8_t { to_shop, to_buyer, ordered };

/// What is known of a ticket's parcels; nothing of those of which nothing is known.
struct TracksView {
    struct OfParcel {
        ParcelWay way = ParcelWay::to_shop;
        std::string carrier, tracking_no;
        Instant as_of;  ///< when it was told
        Track track;
    };
    std::vector<OfParcel> items;
};

/// A parcel's station, told without saying whose it is.
struct HostTracking {
    std::string event_id;  ///< the host's own; one number space with that of its facts
    std::string carrier, tracking_no;
    ParcelStatus status = ParcelStatus::in_transit;
    Instant occurred_at;
    std::string text, place;
};

Value to_json(TracksView const& view);
Result<TracksView, Mistakes> read_tracks_view(Value const& value);
Result<HostTracking, Mistakes> read_host_tracking(Value const& value);
Value to_json(HostTracking const& told);

/// As it is kept.
std::string stations_text(Track const& track);
Track read_stations(Value const& value, std::string const& path, Mistakes& mistakes);

}  // namespace afterdesk::wire
