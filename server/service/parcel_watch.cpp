#include "service/parcel_watch.hpp"

#include <algorithm>

#include "crypto/digest.hpp"
#include "domain/order/carriers.hpp"
#include "service/parcels.hpp"

namespace afterdesk {

namespace {

using outside::Found;
using outside::TrackAnswer;

constexpr std::size_t track_token_bytes = 16;
constexpr Duration given_up_after = days(60);  ///< Rule: as 快递100 does, without changes
constexpr Duration when_told = hours(12), on_its_way = hours(3), at_the_door = hours(1);
constexpr Duration not_known_yet = hours(6), when_refused = hours(12), not_answered = minutes(30);

/// A party that throws has not answered.
template <class Answer, class Ask>
Answer asked(Ask const& call) {
    try {
        return call();
    } catch (std::exception const& failure) {
        Answer none;
        none.code = failure.what();
        return none;
    }
}

bool is_given_up(store::TrackRow const& row, Instant now) {
    Instant last = row.since;
    if (row.track && !row.track->stations.empty()) last = std::max(last, row.track->stations.front().at);
    return row.first_asked.ms > 0 && now - std::max(last, row.first_asked) > given_up_after;
}

}  // namespace

void ParcelWatch::take_up() {
    if (!parties_.courier) return;
    ground_.store.write([&](store::WriteTx& tx) {
        store::wake_unasked_tracks(tx, ground_.now());
        return true;
    });
}

std::optional<Instant> ParcelWatch::next_look() {
    return ground_.store.read([](store::ReadTx& tx) { return store::next_track_due(tx); });
}

bool ParcelWatch::look() {
    auto const next = next_look();
    if (!next || *next > ground_.now()) return false;
    std::string const fresh = crypto::hex(crypto::random_bytes(2 * track_token_bytes));
    Looked looked = ground_.store.write([&](store::WriteTx& tx) { return take_due(tx, fresh); });
    log(looked.said);
    if (!looked.question) return true;
    Question& question = *looked.question;
    outside::Courier& courier = *parties_.courier;
    if (courier.tells() && !question.row.subscribed) subscribe(question);
    keep(question, asked<TrackAnswer>([&] { return courier.ask(question.parcel); }));
    return true;
}

std::optional<outside::ParcelAsked> ParcelWatch::wanted(store::ReadTx& tx, store::TrackRow const& row) {
    if (!parties_.courier || is_given_up(row, ground_.now())) return std::nullopt;
    auto const is_over = [&](Ticket const& ticket, Instant behind) {
        bool const believed = row.told_by.empty() || row.told_by == ticket.shop_id.value;
        return believed && row.track && is_last(row.track->status) && is_of(*row.track, behind);
    };
    for (Ticket const& ticket : open_tickets_of(tx, row.tenant, row.number)) {
        auto const own = awaited_by(tx, row.tenant, ticket, row.number);
        if (!own || is_over(ticket, own->behind)) continue;
        return outside::ParcelAsked{tidy_carrier(own->parcel.carrier),
                                    own->parcel.tracking_no,
                                    own->phone,
                                    row.since,
                                    row.first_asked,
                                    ground_.now()};
    }
    return std::nullopt;
}

/// What was known before is told to its tickets; then it is asked, if it may be. That it will be is written
/// down first: whatever happens in between, nobody is asked again too early.
ParcelWatch::Looked ParcelWatch::take_due(store::WriteTx& tx, std::string const& fresh) {
    Instant const now = ground_.now(), machine = ground_.clock.machine_now();
    auto row = store::due_track(tx, now);
    if (!row) return {};
    Looked out{std::nullopt, follow_track(tx, ground_.policies, *row, now).said};
    auto parcel = wanted(tx, *row);
    row->next.reset();
    Instant const last = store::last_asked(tx, row->number);
    Duration const left = parcel ? last + parties_.courier->between_asks() - machine : Duration{0};
    bool const waits = last.ms > 0 && left.ms > 0;
    if (!parcel || waits) {
        if (parcel) row->next = now + left;
        store::put_track(tx, *row);
        return out;
    }
    row->asked = machine;
    if (row->first_asked.ms == 0) row->first_asked = now;
    parcel->first_asked = row->first_asked;
    if (row->token.empty()) {
        row->token = fresh.substr(0, 2 * track_token_bytes);
        row->salt = fresh.substr(2 * track_token_bytes);
    }
    row->next = now + std::max(not_answered, parties_.courier->between_asks());
    store::put_track(tx, *row);
    out.question = Question{std::move(*row), std::move(*parcel)};
    return out;
}

void ParcelWatch::subscribe(Question& question) {
    outside::PushAddress const to{question.row.token, question.row.salt};
    auto const answer =
        asked<outside::Answer>([&] { return parties_.courier->subscribe(question.parcel, to); });
    question.row.subscribed = answer.outcome == outside::Outcome::acknowledged;
    if (answer.outcome == outside::Outcome::refused)
        ground_.log("courier: news of a parcel were refused: " + answer.code);
}

Duration ParcelWatch::pause_behind(store::TrackRow const& row, Found found) const {
    switch (found) {
        case Found::unknown: return not_answered;
        case Found::refused: return when_refused;
        case Found::nothing: return not_known_yet;
        case Found::track: break;
    }
    if (row.subscribed) return when_told;
    if (is_last(row.track->status)) return not_known_yet;  // of the parcel that had the number before
    return row.track->status == ParcelStatus::out_for_delivery ? at_the_door : on_its_way;
}

void ParcelWatch::keep(Question const& question, TrackAnswer const& answer) {
    bool const news = answer.code != question.row.code;
    if (answer.found == Found::refused && news) ground_.log("courier: " + answer.code);
    log(ground_.store.write([&](store::WriteTx& tx) -> std::vector<std::string> {
        auto row = store::find_track(tx, question.row.tenant, question.row.number);
        if (!row) return {};  // erased meanwhile
        Instant const now = ground_.now();
        row->code = answer.code;
        row->subscribed = question.row.subscribed;
        bool const newer = answer.found == Found::track &&
                           (!row->track || !row->told_by.empty() || is_as_new(answer.track, *row->track));
        if (newer) {
            row->track = answer.track;
            row->told_by.clear();
        }
        if (answer.found == Found::track) row->as_of = now;
        // A hint that came meanwhile has its turn; the pause between two questions is kept by take_due.
        bool const hinted = row->next && question.row.next && *row->next < *question.row.next;
        Duration const pause = std::max(pause_behind(*row, answer.found), parties_.courier->between_asks());
        if (!hinted) row->next = now + pause;
        store::put_track(tx, *row);
        return follow_track(tx, ground_.policies, *row, now).said;
    }));
}

void ParcelWatch::log(std::vector<std::string> const& said) const {
    for (std::string const& what : said) ground_.log("courier: " + what);
}

bool ParcelWatch::is_push(std::string_view token, std::string_view body) {
    if (!parties_.courier) return false;
    auto const row = ground_.store.read(
        [&](store::ReadTx& tx) { return store::track_with_token(tx, std::string(token)); });
    return row && parties_.courier->is_signed(body, row->salt);
}

void ParcelWatch::take_push(std::string_view token) {
    ground_.store.write([&](store::WriteTx& tx) {
        auto row = store::track_with_token(tx, std::string(token));
        if (!row) return false;
        Instant const now = ground_.now();
        row->next = row->next ? std::min(*row->next, now) : now;
        store::put_track(tx, *row);
        return true;
    });
}

std::string_view ParcelWatch::thanks() const {
    return parties_.courier ? parties_.courier->thanks() : std::string_view("{}");
}

}  // namespace afterdesk
