// What comes from couriers: any text is read or refused, a track is within its limits and in order, and what
// nobody signed is no push. Units: an answer, a push, or a number.

#include <algorithm>
#include <string>

#include "base/text.hpp"
#include "domain/order/carriers.hpp"
#include "fuzz_wire.hpp"
#include "outside/kuaidi100/pickup_words.hpp"
#include "outside/kuaidi100/words.hpp"
#include "wire/tracks_api.hpp"

using namespace afterdesk;
using namespace afterdesk::wire_fuzz;
namespace kuaidi100 = afterdesk::outside::kuaidi100;
using outside::Found;

namespace {

void check_track(Track const& track) {
    auto const& all = track.stations;
    CHECK(!all.empty() && all.size() <= static_cast<std::size_t>(max_stations));
    CHECK(std::is_sorted(all.begin(), all.end(),
                         [](Station const& a, Station const& b) { return a.at > b.at; }));
    for (Station const& one : all) CHECK(is_clean_utf8(one.text) && is_clean_utf8(one.place));
    auto const at = reached_at(track);
    CHECK(at && *at <= all.front().at && *at >= all.back().at);
    // What is kept is read again as it was.
    Mistakes mistakes;
    auto const kept = wire::parse_json(wire::stations_text(track));
    CHECK(kept.ok());
    CHECK(wire::read_stations(*kept, "", mistakes) == track);
    CHECK(mistakes.empty());
    for (Station const& one : all) CHECK(with_station(track, one) == track);
}

void check_answers(std::string_view text) {
    outside::ParcelAsked asked{"YTO", "V030344422"};
    for (int const status : {200, 302, 404, 500}) {
        auto const answer = kuaidi100::read_answer(status, text, asked);
        CHECK((answer.found != Found::track) || status == 200);
        CHECK(is_clean_utf8(answer.code));
        if (answer.found == Found::track) check_track(answer.track);
        auto const taken = kuaidi100::read_subscribed(status, text).outcome;
        CHECK(taken != outside::Outcome::acknowledged || status == 200);
    }
}

void check_number(std::string_view text) {
    std::string_view const code = guess_carrier(text);
    CHECK(code.empty() || find_carrier(code) != nullptr);
    outside::ParcelAsked asked{std::string(text), std::string(text)};
    asked.phone = std::string(text);
    for (std::string const& form : {kuaidi100::query_form({"c", "k"}, asked),
                                    kuaidi100::subscribe_form({"c", "k"}, asked, "https://x", "s")})
        CHECK(kuaidi100::read_form(form));
}

/// A yes has a number and a status of 200; whatever is shown is text.
void check_pickups(std::string_view text) {
    outside::PickupOrder asked;
    asked.booking_no = std::string(text);
    for (int const status : {200, 404, 500}) {
        for (auto const& answer :
             {kuaidi100::read_booked(status, text), kuaidi100::read_detail(status, text, asked)}) {
            bool const yes = answer.outcome == outside::Outcome::acknowledged;
            CHECK(!yes || (status == 200 && !answer.task_id.empty()));
            for (std::string const* shown :
                 {&answer.code, &answer.task_id, &answer.order_id, &answer.tracking_no, &answer.courier_name,
                  &answer.courier_phone, &answer.pickup_code, &answer.reason})
                CHECK(is_clean_utf8(*shown));
        }
        bool const done = kuaidi100::read_done(status, text).outcome == outside::Outcome::acknowledged;
        CHECK(!done || status == 200);
    }
    std::string const task = kuaidi100::task_of_push(text);
    CHECK(task.find_first_of("<>&\"' \n") == std::string::npos);
    asked.from = asked.to = {std::string(text), std::string(text), std::string(text)};
    asked.goods = asked.task_id = std::string(text);
    for (auto const& call : {kuaidi100::booking_call(asked, "https://x"), kuaidi100::detail_call(asked),
                             kuaidi100::move_call(asked), kuaidi100::cancel_call(asked)})
        CHECK(kuaidi100::read_form(kuaidi100::order_form({"k", "s"}, call, {1})));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    std::string_view const text = text_of(data, size);
    check_answers(text);
    check_number(text);
    check_pickups(text);
    CHECK(!kuaidi100::is_signed(text, "a salt that nobody knows"));
    return 0;
}
