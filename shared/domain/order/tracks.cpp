#include "domain/order/tracks.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace afterdesk {

Track tidied(Track track) {
    auto& all = track.stations;
    for (Station& one : all) {
        one.text = shorten(trim(one.text), max_station_chars);
        one.place = shorten(trim(one.place), max_place_chars);
    }
    std::stable_sort(all.begin(), all.end(), [](Station const& a, Station const& b) { return a.at > b.at; });
    all.erase(std::unique(all.begin(), all.end()), all.end());
    if (all.size() > static_cast<std::size_t>(max_stations)) all.resize(max_stations);
    return track;
}

Track with_station(Track track, Station const& told) {
    Track const one = tidied({track.status, {told}});
    auto& all = track.stations;
    if (std::find(all.begin(), all.end(), one.stations.front()) != all.end()) return track;
    all.insert(all.begin(), one.stations.front());
    track = tidied(std::move(track));
    auto const newest = std::find_if(track.stations.begin(), track.stations.end(),
                                     [](Station const& station) { return station.status.has_value(); });
    if (newest != track.stations.end()) track.status = *newest->status;
    return track;
}

std::optional<Instant> reached_at(Track const& track) {
    if (track.stations.empty()) return std::nullopt;
    Instant at = track.stations.front().at;
    for (Station const& station : track.stations) {
        if (!station.status) continue;
        if (*station.status != track.status) break;
        at = station.at;
    }
    return at;
}

bool is_as_new(Track const& answer, Track const& known) {
    if (known.stations.empty()) return true;
    return !answer.stations.empty() && answer.stations.front().at >= known.stations.front().at;
}

}  // namespace afterdesk
