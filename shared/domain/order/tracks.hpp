#pragma once
// Where a parcel has been (物流轨迹): stations as its courier tells them, and what is known of it by them.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"

namespace afterdesk {

/// Rule: the states of 快递100 (0 在途 … 14 拒签), in the desk's words.
enum class ParcelStatus : std::uint8_t {
    in_transit,        ///< 在途
    signed_for,        ///< 签收
    returned,          ///< 退签: on its way back it was signed for by its sender
    problem,           ///< 疑难
    collected,         ///< 揽收
    out_for_delivery,  ///< 派件
    returning,         ///< 退回: on its way back to its sender
    refused,           ///< 拒签
    customs,           ///< 清关
};

/// True when nothing more is to come of it.
constexpr bool is_last(ParcelStatus status) {
    return status == ParcelStatus::signed_for || status == ParcelStatus::returned;
}

struct Station {
    Instant at;
    std::string text, place;
    std::optional<ParcelStatus> status{};  ///< where the courier says it of this one
    bool operator==(Station const&) const = default;
};

inline constexpr int max_stations = 200;
inline constexpr int max_station_chars = 500;
inline constexpr int max_place_chars = 64;

/// Promise: the newest station is the first.
struct Track {
    ParcelStatus status = ParcelStatus::in_transit;
    std::vector<Station> stations;
    bool operator==(Track const&) const = default;
};

/// In order and within its limits, each station once: what is too old is left out, what is too long is cut.
Track tidied(Track track);

/// One more thing that was told of it, whatever came before. Promise: told again it changes nothing; the
/// newest that says a status decides.
Track with_station(Track track, Station const& told);

/// When it came into its status: the first of the newest stations that say it, else the newest of all.
/// Nothing without stations.
std::optional<Instant> reached_at(Track const& track);

/// True when the answer is not older than what is known.
bool is_as_new(Track const& answer, Track const& known);

}  // namespace afterdesk
