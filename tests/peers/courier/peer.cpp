// The server's courier for programs of others: one question in JSON on each line of standard input, one
// answer on each line of standard output. Settings: a line of its own, the first.

#include "courier_service.hpp"
#include "crypto/digest.hpp"
#include "peers/lines.hpp"
#include "wire/json.hpp"
#include "wire/tracks_api.hpp"

using namespace afterdesk;
using wire::number_in;
using wire::Object;
using wire::text_in;
using wire::Value;

namespace {

char const* name_of(outside::Found found) {
    switch (found) {
        case outside::Found::track: return "track";
        case outside::Found::nothing: return "nothing";
        case outside::Found::refused: return "refused";
        case outside::Found::unknown: return "unknown";
    }
    return "";
}

Object told(outside::TrackAnswer const& answer) {
    Object out{{"found", name_of(answer.found)}, {"code", answer.code}};
    auto const track = wire::parse_json(wire::stations_text(answer.track));
    if (track.ok()) out.emplace_back("track", *track);
    if (auto const at = reached_at(answer.track)) out.emplace_back("reached_at_ms", at->ms);
    return out;
}

char const* name_of(outside::Outcome outcome) {
    if (outcome == outside::Outcome::acknowledged) return "acknowledged";
    if (outcome == outside::Outcome::refused) return "refused";
    return outcome == outside::Outcome::absent ? "absent" : "unknown";
}

Object told(outside::Answer const& answer) {
    return {{"outcome", name_of(answer.outcome)}, {"code", answer.code}};
}

Object told(outside::PickupAnswer const& answer) {
    return {{"outcome", name_of(answer.outcome)},
            {"code", answer.code},
            {"state", answer.state ? std::string(wire::name_of(*answer.state)) : std::string()},
            {"task_id", answer.task_id},
            {"order_id", answer.order_id},
            {"tracking_no", answer.tracking_no}};
}

Address address_in(Value const& question, std::string_view key) {
    Value const* const at = question.find(key);
    return at == nullptr ? Address{}
                         : Address{text_in(*at, "name"), text_in(*at, "phone"), text_in(*at, "text")};
}

outside::PickupOrder pickup_in(Value const& question) {
    outside::PickupOrder out{
        text_in(question, "booking_no"), text_in(question, "carrier"),
        address_in(question, "from"),    address_in(question, "to"),
        text_in(question, "goods"),      static_cast<int>(number_in(question, "weight_g"))};
    out.slot = {{number_in(question, "from_ms")}, {number_in(question, "until_ms")}};
    out.payer = text_in(question, "payer") == "shop" ? FreightPayer::shop : FreightPayer::buyer;
    out.push = {text_in(question, "token"), text_in(question, "salt")};
    out.task_id = text_in(question, "task_id");
    out.order_id = text_in(question, "order_id");
    out.now = {number_in(question, "now_ms")};
    out.sent_at = out.now;
    return out;
}

class Peer {
  public:
    /// Errors: what does not fit.
    std::vector<Said> begin(Value const& settings) {
        CourierConfig const config{"kuaidi100",
                                   text_in(settings, "customer"),
                                   text_in(settings, "key"),
                                   text_in(settings, "url"),
                                   text_in(settings, "secret"),
                                   text_in(settings, "pickup_carrier"),
                                   text_in(settings, "order_url")};
        outside::HttpsOptions by;
        by.ca_file = text_in(settings, "ca");
        by.answer_within = {2'000};
        auto courier = connect_courier(config, false, by, text_in(settings, "public_url"));
        if (!courier.ok()) return courier.error();
        courier_ = std::move(courier).value();
        return {};
    }
    Object answer(Value const& question) {
        std::string const what = text_in(question, "do");
        outside::ParcelAsked parcel{text_in(question, "carrier"), text_in(question, "tracking_no"),
                                    text_in(question, "phone")};
        outside::PushAddress const at{text_in(question, "token"), text_in(question, "salt")};
        if (what == "ask") return told(courier_->ask(parcel));
        if (what == "subscribe") return told(courier_->subscribe(parcel, at));
        if (what == "book") return told(courier_->book(pickup_in(question)));
        if (what == "look") return told(courier_->look(pickup_in(question)));
        if (what == "move") return told(courier_->move(pickup_in(question)));
        if (what == "cancel") return told(courier_->cancel(pickup_in(question)));
        if (what == "thanks") return {{"thanks", courier_->thanks()}};
        std::string const body = crypto::from_base64(text_in(question, "body64")).value_or("");
        if (what == "is_signed") return {{"signed", courier_->is_signed(body, at.salt)}};
        if (what == "task_in") return {{"task", courier_->task_in(body)}};
        return {{"error", "unknown question"}};
    }

  private:
    std::shared_ptr<outside::Courier> courier_;
};

}  // namespace

int main() { return test::answer_lines(Peer{}); }
