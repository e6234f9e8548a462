#include "outside/kuaidi100/kuaidi100.hpp"

#include <algorithm>

namespace afterdesk::outside::kuaidi100 {

namespace {

HttpsRequest request_of(std::string url, std::string form) {
    HttpsRequest request{"POST", std::move(url), {}, std::move(form)};
    request.fields = {"Accept: application/json", "User-Agent: AfterDesk",
                      "Content-Type: application/x-www-form-urlencoded"};
    return request;
}

/// Where the buyer pays the courier, it is an order of his; else one of the mall's account.
std::string_view path_of(FreightPayer payer) {
    return payer == FreightPayer::buyer ? "/order/corderapi.do" : "/order/borderapi.do";
}

/// libcurl's words when nothing was sent, of its versions 7 and 8.
constexpr std::string_view nothing_sent[] = {"Couldn't connect to server", "Could not connect to server",
                                             "Couldn't resolve host name", "Could not resolve hostname"};

bool never_got_there(std::string_view problem) {
    return std::find(std::begin(nothing_sent), std::end(nothing_sent), problem) != std::end(nothing_sent);
}

}  // namespace

Result<HttpsAnswer, std::string> Kuaidi100::post(std::string_view path, std::string form) {
    return https_->call(request_of(settings_.address + std::string(path), std::move(form)));
}

Result<HttpsAnswer, std::string> Kuaidi100::order_by(PickupOrder const& order, PickupCall const& call) {
    OrderAccount const account{settings_.account.key, settings_.order_secret};
    return https_->call(request_of(settings_.order_address + std::string(path_of(order.payer)),
                                   order_form(account, call, order.sent_at)));
}

TrackAnswer Kuaidi100::ask(ParcelAsked const& parcel) {
    // Without its courier nobody can be asked; to be told, it guesses itself.
    if (company_of(parcel).empty()) return {Found::refused, {}, "CARRIER_UNKNOWN"};
    auto const answer = post("/poll/query.do", query_form(settings_.account, parcel));
    if (!answer.ok()) return {Found::unknown, {}, answer.error()};
    return read_answer(answer->status, answer->body, parcel);
}

Answer Kuaidi100::subscribe(ParcelAsked const& parcel, PushAddress const& to) {
    auto const answer = post(
        "/poll", subscribe_form(settings_.account, parcel, settings_.push_url + "/" + to.token, to.salt));
    if (!answer.ok()) return {Outcome::unknown, answer.error()};
    return read_subscribed(answer->status, answer->body);
}

PickupAnswer Kuaidi100::book(PickupOrder const& order) {
    auto const answer = order_by(order, booking_call(order, settings_.pickup_url + "/" + order.push.token));
    if (!answer.ok())
        return {never_got_there(answer.error()) ? Outcome::absent : Outcome::unknown, answer.error(), {}};
    return read_booked(answer->status, answer->body);
}

PickupAnswer Kuaidi100::look(PickupOrder const& order) {
    auto const answer = order_by(order, detail_call(order));
    if (!answer.ok()) return {Outcome::unknown, answer.error(), {}};
    return read_detail(answer->status, answer->body, order);
}

Answer Kuaidi100::move(PickupOrder const& order) {
    auto const answer = order_by(order, move_call(order));
    if (!answer.ok()) return {Outcome::unknown, answer.error()};
    return read_done(answer->status, answer->body);
}

Answer Kuaidi100::cancel(PickupOrder const& order) {
    auto const answer = order_by(order, cancel_call(order));
    if (!answer.ok()) return {Outcome::unknown, answer.error()};
    return read_done(answer->status, answer->body);
}

}  // namespace afterdesk::outside::kuaidi100
