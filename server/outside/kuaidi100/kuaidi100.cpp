#include "outside/kuaidi100/kuaidi100.hpp"

namespace afterdesk::outside::kuaidi100 {

Result<HttpsAnswer, std::string> Kuaidi100::post(std::string_view path, std::string form) {
    HttpsRequest request{"POST", settings_.address + std::string(path), {}, std::move(form)};
    request.fields = {"Accept: application/json", "User-Agent: AfterDesk",
                      "Content-Type: application/x-www-form-urlencoded"};
    return https_->call(request);
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

}  // namespace afterdesk::outside::kuaidi100
