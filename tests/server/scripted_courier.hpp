#pragma once
// A courier that answers as a test says, and counts the questions.

#include <stdexcept>
#include <vector>

#include "outside/courier.hpp"

namespace afterdesk::test {

/// At that time, in words of its own.
inline Station station(Instant at, ParcelStatus status) { return {at, "station", "", status}; }

class ScriptedCourier final : public outside::Courier {
  public:
    outside::TrackAnswer ask(outside::ParcelAsked const& parcel) override {
        asked.push_back(parcel);
        if (throws) throw std::runtime_error("cut off");
        return answer;
    }
    Duration between_asks() const override { return minutes(30); }
    bool tells() const override { return told_by_itself; }
    outside::Answer subscribe(outside::ParcelAsked const&, outside::PushAddress const& at) override {
        addresses.push_back(at);
        return {outside::Outcome::acknowledged, ""};
    }
    bool is_signed(std::string_view body, std::string_view salt) const override { return body == salt; }

    /// All of the parcel's way, the newest last.
    void is_at(std::vector<Station> stations) {
        Track track;
        for (Station const& one : stations) track = with_station(std::move(track), one);
        answer = {outside::Found::track, std::move(track), ""};
    }

    outside::TrackAnswer answer{outside::Found::nothing, {}, "500"};
    std::vector<outside::ParcelAsked> asked;
    std::vector<outside::PushAddress> addresses;
    bool throws = false, told_by_itself = false;
};

}  // namespace afterdesk::test
