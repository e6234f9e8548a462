// The server's courier for programs of others: one question in JSON on each line of standard input, one
// answer on each line of standard output. Settings: a line of its own, the first.

#include "courier_service.hpp"
#include "crypto/digest.hpp"
#include "peers/lines.hpp"
#include "wire/json.hpp"
#include "wire/tracks_api.hpp"

using namespace afterdesk;
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

Object told(outside::Answer const& answer) {
    bool const taken = answer.outcome == outside::Outcome::acknowledged;
    bool const refused = answer.outcome == outside::Outcome::refused;
    return {{"outcome", taken ? "acknowledged" : refused ? "refused" : "unknown"}, {"code", answer.code}};
}

class Peer {
  public:
    /// Errors: what does not fit.
    std::vector<Said> begin(Value const& settings) {
        CourierConfig const config{"kuaidi100", text_in(settings, "customer"), text_in(settings, "key"),
                                   text_in(settings, "url")};
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
        if (what == "thanks") return {{"thanks", courier_->thanks()}};
        std::string const body = crypto::from_base64(text_in(question, "body64")).value_or("");
        if (what == "is_signed") return {{"signed", courier_->is_signed(body, at.salt)}};
        return {{"error", "unknown question"}};
    }

  private:
    std::shared_ptr<outside::Courier> courier_;
};

}  // namespace

int main() { return test::answer_lines(Peer{}); }
