// Tracks of parcels, field by field.

#include "wire/tracks_api.hpp"

#include "wire/describe.hpp"
#include "wire/fields.hpp"

namespace afterdesk::wire {

namespace {

constexpr int max_parcels = 1'000;

}  // namespace

void fields(FieldIo& io, Station& station) {
    io.instant("at_ms", station.at);
    io.text("text", station.text, max_station_chars);
    io.text(if_said("place"), station.place, max_place_chars);
    io.name_if("status", station.status);
}

void fields(FieldIo& io, Track& track) {
    io.name("status", track.status);
    io.list("stations", track.stations, max_stations);
}

void fields(FieldIo& io, TracksView::OfParcel& parcel) {
    io.name("way", parcel.way);
    io.text("carrier", parcel.carrier, max_short_chars);
    io.text("tracking_no", parcel.tracking_no, max_short_chars);
    io.instant("as_of_ms", parcel.as_of);
    fields(io, parcel.track);
}

void fields(FieldIo& io, TracksView& view) { io.list("items", view.items, max_parcels); }

void fields(FieldIo& io, HostTracking& told) {
    io.outside_id("event_id", told.event_id);
    io.text(if_said("carrier"), told.carrier, max_short_chars);
    io.filled("tracking_no", told.tracking_no, max_short_chars);
    io.name("status", told.status);
    io.instant("occurred_at_ms", told.occurred_at);
    io.text(if_said("text"), told.text, max_station_chars);
    io.text(if_said("place"), told.place, max_place_chars);
}

Value to_json(TracksView const& view) { return written(view); }
Value to_json(HostTracking const& told) { return written(told); }
Result<TracksView, Mistakes> read_tracks_view(Value const& value) { return read_answer<TracksView>(value); }
Result<HostTracking, Mistakes> read_host_tracking(Value const& value) {
    return read_sent<HostTracking>(value);
}

std::string stations_text(Track const& track) { return write_json(written(track)); }
Track read_stations(Value const& value, std::string const& path, Mistakes& mistakes) {
    return read_fields<Track>(value, path, mistakes, Form{.kept = true});
}

}  // namespace afterdesk::wire
