#include "outside/simulated/courier.hpp"

#include "base/pasted.hpp"

namespace afterdesk::outside::simulated {

namespace {

using enum ParcelStatus;

constexpr std::string_view cities[] = {"杭州", "上海", "广州", "成都", "武汉", "西安", "南京", "长沙"};

/// One of them, by the number.
std::string_view city_of(std::string const& number, std::size_t salt) {
    std::size_t sum = salt;
    for (char const c : number) sum = sum * 31 + static_cast<unsigned char>(c);
    return cities[sum % std::size(cities)];
}

struct Leg {
    Duration behind;
    ParcelStatus status;
    std::string text, place;
};

std::vector<Leg> way_of(std::string const& number) {
    std::string const from(city_of(number, 7));
    std::string to(city_of(number, 11));
    if (to == from) to = from == "杭州" ? "上海" : "杭州";
    return {{hours(2), collected, "快件已由" + from + "营业部揽收", from},
            {hours(6), in_transit, "快件离开" + from + "转运中心，发往" + to + "转运中心", from},
            {hours(26), in_transit, "快件到达" + to + "转运中心", to},
            {hours(43), out_for_delivery, "快件已到达" + to + "营业部，正在派送", to},
            {travel_time, signed_for, "快件已签收，签收人：本人", to}};
}

/// A number as this courier gives them, the same for the same booking.
std::string number_of(std::string const& booking_no) {
    constexpr std::uint64_t least = 1'000'000'000'000, many = 9'000'000'000'000;
    std::uint64_t sum = 7;
    for (char const c : booking_no) sum = sum * 131 + static_cast<unsigned char>(c);
    return "SF" + std::to_string(least + sum % many);
}

bool was_there(PickupOrder const& order) { return order.now >= order.slot.from + comes_after; }

}  // namespace

TrackAnswer SimulatedCourier::ask(ParcelAsked const& parcel) {
    bool const came_late = parcel.first_asked - parcel.since > travel_time;
    Track track;
    for (Leg const& leg : way_of(tracking_key(parcel.tracking_no))) {
        Instant const at = parcel.since + leg.behind;
        bool const reached = at <= parcel.now && !(came_late && leg.status == signed_for);
        if (!reached) break;
        track = with_station(std::move(track), {at, leg.text, leg.place, leg.status});
    }
    if (track.stations.empty()) return {Found::nothing, {}, ""};
    return {Found::track, std::move(track), ""};
}

PickupAnswer SimulatedCourier::book(PickupOrder const& order) {
    PickupAnswer out{.outcome = Outcome::acknowledged, .state = PickupState::booked};
    out.task_id = "T" + order.booking_no;
    out.order_id = "O" + order.booking_no;
    return out;
}

PickupAnswer SimulatedCourier::look(PickupOrder const& order) {
    if (order.task_id.empty()) return {.outcome = Outcome::absent};
    PickupAnswer out{.outcome = Outcome::acknowledged, .state = PickupState::assigned};
    if (cancelled_.contains(order.booking_no)) {
        out.state = PickupState::cancelled;
        return out;
    }
    out.courier_name = "李师傅";
    out.courier_phone = "13800000000";
    std::string const number = number_of(order.booking_no);
    out.pickup_code = number.substr(number.size() - 4);
    if (!was_there(order)) return out;
    out.state = PickupState::collected;
    out.tracking_no = number;
    return out;
}

Answer SimulatedCourier::move(PickupOrder const&) { return {Outcome::acknowledged}; }

Answer SimulatedCourier::cancel(PickupOrder const& order) {
    if (was_there(order)) return {Outcome::refused, "已取件，不能取消"};
    cancelled_.insert(order.booking_no);
    return {Outcome::acknowledged};
}

}  // namespace afterdesk::outside::simulated
