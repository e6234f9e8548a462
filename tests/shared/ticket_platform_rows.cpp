// Rows: what may be done in every open state: evidence, arbitration, freezing, closing, news of the order.

#include "ticket_rows.hpp"

namespace afterdesk::ticket_rows {

using namespace ticket_fixture;
using enum State;

namespace {

/// A ticket in each state in which the platform may step in. Units: hours of the state's limit.
struct Place {
    State state;
    Start (*start)();
    std::vector<Move> history;
    int limit_hours;
    Cause cause = Cause::none;
};

std::vector<Move> const here = {agree(), ship_back(), look_at()};
std::vector<Move> const refused = {agree(), ship_back(), look_at(), inspect({{1, 0, 2}, {2, 0, 1}})};

std::vector<Place> places() {
    return {{awaiting_merchant, returned, {}, 48},
            {awaiting_buyer, returned, {offer(20'000)}, 40},
            {intercepting, under_way, {intercept()}, 72},
            {awaiting_return, returned, {agree()}, 168},
            {awaiting_receipt, returned, {agree(), ship_back()}, 240},
            {inspecting, returned, here, 30},
            {awaiting_reship, reship_missing, {agree()}, 150},
            {reshipped, reship_missing, {agree(), reship()}, 230},
            {sending_back, returned, refused, 140, Cause::inspection_refused},
            {rejected, returned, {reject()}, 160}};
}

std::string left(char const* word, Duration of) { return std::string(word) + " " + told(of); }

std::vector<Row> rows_in(Place const& place) {
    Duration const limit = hours(place.limit_hours);
    std::string const minute_later = left("runs", {limit.ms - minutes(1).ms});
    std::string const stands = left("stands", {limit.ms - hours(1).ms});
    Move const in_an_hour = after(hours(1), step_in());
    std::vector<Move> const called = with(place.history, {in_an_hour});
    std::vector<Move> const asked_for = with(called, {ask_evidence()});
    std::vector<Move> const frozen = with(place.history, {after(hours(1), freeze())});
    Cause const cause = place.cause;
    bool const looked_at_again = place.state == rejected;
    return {
        {"the buyer adds evidence", place.start, place.history, evidence(ActorKind::buyer),
         looked_at_again ? "evidence_added modified" : "evidence_added",
         looked_at_again ? awaiting_merchant : place.state, looked_at_again ? "runs 48h" : minute_later,
         cause},
        {"the merchant adds evidence", place.start, place.history, evidence(ActorKind::merchant),
         "evidence_added", place.state, minute_later, cause},
        {"the platform adds evidence", place.start, place.history, evidence(ActorKind::platform),
         "evidence_added", place.state, minute_later, cause},
        {"evidence may be added while the platform decides", place.start, called,
         evidence(ActorKind::merchant), "evidence_added", place.state, stands, cause},
        {"the platform steps in: the clock stands", place.start, place.history, in_an_hour, "escalated",
         place.state, stands, cause},
        {"the platform asks for evidence", place.start, called, ask_evidence(), "evidence_asked", place.state,
         "runs 10h " + stands, cause},
        {"the round of evidence is over", place.start, asked_for, time_out(), "evidence_round_over",
         place.state, stands, cause},
        {"evidence that comes in the round", place.start, asked_for, evidence(ActorKind::buyer),
         "evidence_added", place.state, "runs 9h59m " + stands, cause},
        {"the platform freezes the clock", place.start, place.history, after(hours(1), freeze()), "frozen",
         place.state, stands, cause},
        {"the platform lets the clock run on", place.start, frozen, after(hours(99), resume()), "resumed",
         place.state, left("runs", {limit.ms - hours(1).ms}), cause},
        {"a clock that is let run on while the platform decides stands", place.start,
         with(frozen, {step_in()}), resume(), "resumed", place.state, stands, cause},
    };
}

// ---- More time for the other side -------------------------------------------------------------------------

/// Where one side waits for the other. Units: hours of the limit that is left when the time is given.
struct Wait {
    State state;
    Start (*start)();
    std::vector<Move> history;
    ActorKind by;
    int left_hours;
    Cause cause = Cause::none;
};

std::vector<Wait> waits() {
    using enum ActorKind;
    std::vector<Move> const sent_back = with(refused, {reship()});
    return {{awaiting_merchant, returned, {}, buyer, 48},
            {awaiting_buyer, returned, {offer(20'000)}, merchant, 40},
            {intercepting, under_way, {intercept()}, buyer, 72},
            {awaiting_return, returned, {time_out()}, buyer, 48, Cause::merchant_timeout},
            {awaiting_return, returned, {agree()}, merchant, 168},
            {awaiting_receipt, returned, {agree(), ship_back()}, buyer, 240},
            {inspecting, returned, here, buyer, 30},
            {awaiting_reship, reship_missing, {agree()}, buyer, 150},
            {awaiting_reship, dearer, {agree(), ship_back(), receive()}, merchant, 150},
            {reshipped, reship_missing, {agree(), reship()}, merchant, 230},
            {sending_back, returned, refused, buyer, 140, Cause::inspection_refused},
            {sending_back, returned, sent_back, merchant, 230, Cause::inspection_refused},
            {rejected, returned, {reject()}, merchant, 160}};
}

std::vector<Row> extension_rows() {
    std::vector<Row> rows;
    for (Wait const& wait : waits()) {
        std::string const later = left("runs", {hours(wait.left_hours + 24).ms - minutes(1).ms});
        rows.push_back({"whoever waits gives the other a day more", wait.start, wait.history, extend(wait.by),
                        "extended", wait.state, later, wait.cause});
    }
    return rows;
}

std::vector<Row> verdict_rows() {
    return {
        {"the buyer gets all",
         returned,
         {reject(), escalate()},
         refund_all(),
         "verdict_given requoted agreed refund_started",
         refunding,
         "",
         Cause::verdict},
        {"the buyer gets all and sends the goods",
         returned,
         {step_in()},
         refund_all(true),
         "verdict_given requoted agreed",
         awaiting_return,
         "runs 168h",
         Cause::verdict},
        {"an open offer is over",
         returned,
         {offer(20'000), step_in()},
         refund_part(9'000),
         "offer_ended verdict_given requoted agreed refund_started",
         refunding,
         "",
         Cause::verdict},
        {"the parcel may go on, the buyer gets part",
         under_way,
         {intercept(), step_in()},
         refund_part(9'000),
         "verdict_given requoted agreed refund_started",
         refunding,
         "",
         Cause::verdict},
        {"the buyer need not send the goods",
         returned,
         {agree(), step_in()},
         refund_part(0),
         "verdict_given requoted agreed refund_started completed",
         completed,
         "",
         Cause::verdict},
        {"a parcel that is on its way still has to come",
         returned,
         {agree(), ship_back(), step_in()},
         refund_none(),
         "verdict_given sending_back",
         sending_back,
         "runs 140h",
         Cause::verdict},
        {"the buyer gets nothing: the goods go back", returned, with(here, {step_in()}), refund_none(),
         "verdict_given sending_back", sending_back, "runs 140h", Cause::verdict},
        {"the buyer gets another one",
         exchange,
         {agree(), ship_back(), receive(), time_out(), escalate()},
         send_another(),
         "verdict_given requoted stock_reserved agreed",
         awaiting_reship,
         "runs 150h",
         Cause::verdict},
        {"the buyer keeps what came",
         exchange,
         {agree(), ship_back(), receive(), reship(), escalate()},
         refund_none(),
         "verdict_given completed",
         completed,
         "",
         Cause::verdict},
        {"the inspection was wrong: the buyer gets all", returned, with(refused, {escalate()}), refund_all(),
         "verdict_given requoted agreed refund_started", refunding, "", Cause::verdict},
        {"the rejection was right",
         returned,
         {reject(), escalate()},
         refund_none(),
         "verdict_given closed",
         closed,
         "",
         Cause::verdict},
    };
}

void course_used(Context& at) {
    for (Line& line : at.order.lines) {
        if (!line.entitlements.empty()) line.entitlements[0].used = true;
    }
}
void order_shipped(Context& at) { ship(at.order.lines[0], 2); }
void order_signed_for(Context& at) {
    for (Line& line : at.order.lines) sign_for(line, at.now);
}

std::vector<Row> order_rows() {
    Move const used = when(course_used, order_changed());
    Cause const cause = Cause::used_meanwhile;
    return {
        {"no news", mixed, {}, order_changed(), "", awaiting_merchant, "runs 47h59m"},
        {"what was not shipped is shipped by now",
         asked,
         {},
         when(order_shipped, order_changed()),
         "closed",
         closed,
         "",
         Cause::shipped_meanwhile},
        {"the parcel was signed for",
         under_way,
         {},
         when(order_signed_for, order_changed()),
         "order_noted",
         awaiting_merchant,
         "runs 47h59m"},
        {"a lesson is taken while the merchant thinks",
         mixed,
         {},
         used,
         "requoted",
         awaiting_merchant,
         "runs 47h59m",
         cause},
        {"a lesson is taken while an offer is open: the offer is over",
         mixed,
         {after(hours(3), offer(20'000))},
         used,
         "offer_ended requoted",
         awaiting_merchant,
         "runs 45h",
         cause},
        {"the parcel was signed for while it was to be stopped",
         under_way,
         {intercept()},
         when(order_signed_for, order_changed()),
         "order_noted",
         intercepting,
         "runs 71h59m"},
        {"a lesson is taken before the goods are sent",
         mixed,
         {agree()},
         used,
         "requoted",
         awaiting_return,
         "runs 167h59m",
         cause},
        {"a lesson is taken while the goods are on their way",
         mixed,
         {agree(), ship_back()},
         used,
         "requoted",
         awaiting_receipt,
         "runs 239h59m",
         cause},
        {"a lesson is taken while the goods are looked at", mixed, here, used, "requoted", inspecting,
         "runs 29h59m", cause},
    };
}

}  // namespace

std::vector<Row> platform_rows() {
    std::vector<Row> rows = verdict_rows();
    rows.push_back({"the platform closes a ticket whose goods are on their way back to the buyer", returned,
                    with(refused, {reship()}), shut(), "closed", closed, "", Cause::closed_by_platform});
    for (Row const& row : order_rows()) rows.push_back(row);
    for (Row const& row : extension_rows()) rows.push_back(row);
    for (Place const& place : places()) {
        for (Row const& row : rows_in(place)) rows.push_back(row);
        bool const with_shop =
            place.state == awaiting_receipt || place.state == inspecting || place.state == sending_back;
        if (with_shop) continue;  // there a verdict says what becomes of the goods
        rows.push_back({"the platform closes the ticket", place.start, place.history, shut(), "closed",
                        closed, "", Cause::closed_by_platform});
    }
    return rows;
}

}  // namespace afterdesk::ticket_rows
