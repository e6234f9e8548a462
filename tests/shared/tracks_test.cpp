// Tracks of parcels, and whose number it may be.

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

#include "domain/order/carriers.hpp"
#include "domain/order/tracks.hpp"

using namespace afterdesk;
using enum ParcelStatus;

namespace {

Station at(std::int64_t hour, std::optional<ParcelStatus> status = std::nullopt, std::string text = "x") {
    return {Instant{hour * 3'600'000}, std::move(text), "", status};
}
Track of(std::vector<Station> const& told) {
    Track track;
    for (Station const& one : told) track = with_station(std::move(track), one);
    return track;
}

}  // namespace

TEST_CASE("stations told in any order, or twice, make the same track") {
    std::vector<Station> told{at(1, collected), at(5, in_transit), at(9, out_for_delivery),
                              at(12, signed_for), at(13, std::nullopt, "thanks")};
    Track const whole = of(told);
    CHECK(whole.status == signed_for);
    CHECK(reached_at(whole) == Instant{12 * 3'600'000});
    CHECK(whole.stations.front().text == "thanks");
    std::mt19937 random(7);
    for (int i = 0; i < 50; ++i) {
        std::shuffle(told.begin(), told.end(), random);
        Track mixed = of(told);
        for (Station const& one : told) mixed = with_station(std::move(mixed), one);
        CHECK(mixed == whole);
    }
}

TEST_CASE("what came late is no news: an older station does not take a sign-for back") {
    Track const track = with_station(of({at(5, signed_for)}), at(3, out_for_delivery));
    CHECK(track.status == signed_for);
    CHECK_FALSE(is_as_new(of({at(4, in_transit)}), track));
    CHECK(is_as_new(of({at(5, signed_for)}), track));
    CHECK(is_as_new(of({at(1, in_transit)}), Track{}));
    CHECK_FALSE(is_as_new(Track{}, track));
}

TEST_CASE("a track has its limits: many stations, long words") {
    Track track;
    for (int i = 0; i < max_stations + 50; ++i)
        track.stations.push_back(at(i, in_transit, std::string(2'000, 'y')));
    track = tidied(std::move(track));
    CHECK(track.stations.size() == static_cast<std::size_t>(max_stations));
    CHECK(track.stations.front().at == Instant{(max_stations + 49) * 3'600'000LL});
    CHECK(track.stations.front().text.size() <= static_cast<std::size_t>(max_station_chars) + 3);
    CHECK_FALSE(reached_at(Track{}));
}

TEST_CASE("a number that one courier's look like is guessed to be his, and no other is guessed") {
    struct Row {
        char const* number;
        char const* code;
    };
    Row const rows[] = {{"SF1408223109123", "SF"},
                        {"sf 1408 2231 0912", "SF"},
                        {"YT9693083639795", "YTO"},
                        {"JT0001234567890", "JTSD"},
                        {"JDVA01234567890", "JD"},
                        {"DPK123456789012", "DBL"},
                        {"73123456789012", "ZTO"},
                        {"78123456789012", "ZTO"},
                        {"772012345678901", "STO"},
                        {"462012345678901", "YUNDA"},
                        {"9812345678901", "YZPY"},
                        {"1012345678901", "EMS"},
                        {"EA123456789CN", "EMS"},
                        {"12", ""},
                        {"", ""},
                        {"AS2026110100000001", ""},
                        {"单号：YT9693083639795", "YTO"}};
    for (Row const& row : rows) {
        CAPTURE(row.number);
        CHECK(guess_carrier(row.number) == row.code);
    }
}
