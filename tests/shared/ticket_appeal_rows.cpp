// Rows: one side does not accept a verdict, and what the second one leads to.

#include "ticket_rows.hpp"

namespace afterdesk::ticket_rows {

using namespace ticket_fixture;
using enum State;

namespace {

/// A part, once the goods have come back.
Move part_for_goods() {
    return verdict({.outcome = Outcome::refund_part, .refund_fen = 9'000, .return_goods = true});
}

/// A verdict that one side does not like, and where the ticket stands by then. Units: hours of the limit of
/// the state.
struct Judged {
    ActorKind by;
    State state;
    std::vector<Move> history;
    int limit_hours;
};

std::vector<Judged> judged() {
    using enum ActorKind;
    std::vector<Move> const part = {step_in(), part_for_goods()};
    std::vector<Move> const all = {step_in(), refund_all(true)};
    std::vector<Move> const here = {agree(), ship_back(), look_at()};
    return {{buyer, awaiting_return, part, 168},
            {buyer, awaiting_receipt, with(part, {ship_back()}), 240},
            {buyer, inspecting, with(part, {ship_back(), look_at()}), 30},
            {buyer, awaiting_reship, {step_in(), send_another()}, 150},
            {buyer, sending_back, with(here, {step_in(), refund_none()}), 140},
            {merchant, awaiting_return, all, 168},
            {merchant, awaiting_receipt, with(all, {ship_back()}), 240},
            {merchant, inspecting, with(all, {ship_back(), look_at()}), 30},
            {merchant, awaiting_reship, {step_in(), send_another()}, 150}};
}

std::vector<Row> rows_of(Judged const& of) {
    std::string const stands = "stands " + told({hours(of.limit_hours).ms - hours(1).ms});
    Move const in_an_hour = after(hours(1), appeal(of.by));
    return {{"an appeal is open: the clock stands", returned, of.history, in_an_hour, "appealed", of.state,
             stands, Cause::verdict}};
}

std::vector<Row> rows_of_closed() {
    std::vector<Move> const refused = {reject(), escalate(), refund_none()};
    std::vector<Move> const again = with(refused, {after(hours(1), appeal(ActorKind::buyer))});
    return {
        {"the buyer who got nothing appeals: the ticket is open again", returned, refused,
         after(hours(1), appeal(ActorKind::buyer)), "appealed", rejected, "stands 160h", Cause::verdict},
        {"on the appeal he gets all", returned, again, second_verdict(refund_all()),
         "verdict_given requoted agreed refund_started", refunding, "", Cause::verdict},
        {"on the appeal he gets nothing either", returned, again, second_verdict(refund_none()),
         "verdict_given closed", closed, "", Cause::verdict},
        {"the appeal is taken back", returned, again, withdraw(), "withdrawn", closed, "", Cause::withdrawn},
        {"the platform asks for evidence about the appeal", returned, again, ask_evidence(), "evidence_asked",
         rejected, "runs 10h stands 160h", Cause::verdict},
        {"what a verdict ended without a rejection is open again, too",
         returned,
         {step_in(), refund_none()},
         appeal(ActorKind::buyer),
         "appealed",
         rejected,
         "stands 160h",
         Cause::verdict},
        {"on the merchant's appeal the buyer gets nothing",
         returned,
         {step_in(), refund_all(true), appeal(ActorKind::merchant)},
         second_verdict(refund_none()),
         "verdict_given closed",
         closed,
         "",
         Cause::verdict},
        {"on the merchant's appeal it stays as it was: the buyer has all his time",
         returned,
         {step_in(), refund_all(true), after(hours(9), appeal(ActorKind::merchant))},
         second_verdict(refund_all(true)),
         "verdict_given requoted agreed",
         awaiting_return,
         "runs 168h",
         Cause::verdict},
    };
}

}  // namespace

std::vector<Row> appeal_rows() {
    std::vector<Row> rows = rows_of_closed();
    for (Judged const& of : judged()) {
        for (Row const& row : rows_of(of)) rows.push_back(row);
    }
    return rows;
}

}  // namespace afterdesk::ticket_rows
