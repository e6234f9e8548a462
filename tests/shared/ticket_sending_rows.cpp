// Rows: goods on their way to the buyer: replacements, repaired and missing ones, and those that inspection
// refused.

#include "ticket_rows.hpp"

namespace afterdesk::ticket_rows {

using namespace ticket_fixture;
using enum State;

namespace {

Parcel const other{"ZTO", "ZTO000002"};

std::vector<Row> reship_rows() {
    std::vector<Move> const back = {agree(), ship_back(), receive()};
    std::vector<Move> const late = with(back, {time_out()});
    return {
        {"the buyer does without the missing piece",
         reship_missing,
         {agree()},
         withdraw(),
         "withdrawn",
         closed,
         "",
         Cause::withdrawn},
        {"the merchant sends the replacement", exchange, back, reship(), "reshipped", reshipped, "runs 230h"},
        {"the merchant sends it late", exchange, late, reship(), "reshipped", reshipped, "runs 230h",
         Cause::reship_timeout},
        {"nothing to send: money instead", exchange, back, fall_back(), "requoted refund_started", refunding,
         "", Cause::out_of_stock},
        {"nothing to repair: money instead", repair, back, fall_back(), "requoted refund_started", refunding,
         "", Cause::irreparable},
        {"the missing piece is not to be had: money instead",
         reship_missing,
         {agree()},
         fall_back(),
         "requoted refund_started",
         refunding,
         "",
         Cause::out_of_stock},
        {"the buyer pays the difference; the merchant's time begins", dearer, back,
         after(hours(5), collected(4'000)), "difference_paid", awaiting_reship, "runs 150h"},
        {"the buyer never pays the difference: money instead", dearer, back, time_out(),
         "requoted refund_started", refunding, "", Cause::difference_timeout},
        {"the merchant is reminded", exchange, back, time_out(), "reminded", awaiting_reship, "runs 20h",
         Cause::reship_timeout},
        {"the buyer of a late merchant calls the platform", exchange, late, after(hours(1), escalate()),
         "escalated", awaiting_reship, "stands 19h", Cause::reship_timeout},
        {"a late merchant gets the platform called", exchange, late, time_out(), "escalated", awaiting_reship,
         "stands 0h", Cause::reship_timeout},
    };
}

std::vector<Row> reshipped_rows() {
    std::vector<Move> const sent = {agree(), ship_back(), receive(), reship()};
    return {
        {"the buyer has the replacement", exchange, sent, confirm(), "completed", completed},
        {"the buyer has the cheaper replacement: the difference goes back", cheaper, sent, confirm(),
         "refund_started", refunding},
        {"the buyer complains about the replacement", exchange, sent, after(hours(1), escalate()),
         "escalated", reshipped, "stands 229h"},
        {"the merchant corrects the parcel's number", exchange, sent, reship(other), "reshipped", reshipped,
         "runs 230h"},
        {"the same number again", exchange, sent, reship(), "", reshipped, "runs 229h59m"},
        {"ten days from when the parcel was signed for", exchange, sent,
         after(hours(9), signed_for(out_parcel, now + hours(8))), "parcel_arrived", reshipped,
         "runs 228h56m"},
        {"the buyer never says that it came", exchange, sent, time_out(), "completed", completed, "",
         Cause::buyer_receipt_timeout},
        {"the buyer never says that the cheaper goods came", cheaper, sent, time_out(), "refund_started",
         refunding, "", Cause::buyer_receipt_timeout},
    };
}

std::vector<Row> sending_back_rows() {
    Cause const refused = Cause::inspection_refused;
    std::vector<Move> const all = {agree(), ship_back(), look_at(), inspect({{1, 0, 2}, {2, 0, 1}})};
    std::vector<Move> const part = {agree(), ship_back(), look_at(), inspect({{1, 1, 1}, {2, 0, 1}}),
                                    paid(1)};
    std::vector<Move> const late = with(all, {time_out()});
    return {
        {"the buyer doubts what the inspection found", returned, all, after(hours(1), escalate()),
         "escalated", sending_back, "stands 139h", refused},
        {"the merchant sends the refused goods back", returned, all, reship(), "reshipped", sending_back,
         "runs 230h", refused},
        {"the buyer has the refused goods back", returned, with(all, {reship()}), confirm(), "closed", closed,
         "", refused},
        {"the buyer has the refused piece back, the other was paid", returned, with(part, {reship()}),
         confirm(), "completed", completed, "", refused},
        {"ten days from when the parcel was signed for", returned, with(all, {reship()}),
         after(hours(9), signed_for(out_parcel, now + hours(8))), "parcel_arrived", sending_back,
         "runs 228h55m", refused},
        {"the buyer never says that they came", returned, with(all, {reship()}), time_out(), "closed", closed,
         "", refused},
        {"the buyer never says that the refused piece came", returned, with(part, {reship()}), time_out(),
         "completed", completed, "", Cause::buyer_receipt_timeout},
        {"a merchant who keeps them is reminded", returned, all, time_out(), "reminded", sending_back,
         "runs 20h", Cause::send_back_timeout},
        {"a merchant who still keeps them gets the platform called", returned, late, time_out(), "escalated",
         sending_back, "stands 0h", Cause::send_back_timeout},
        {"the channel repeats its answer", returned, part, paid(1), "", sending_back, "runs 139h59m",
         refused},
    };
}

}  // namespace

std::vector<Row> sending_rows() {
    std::vector<Row> rows = reship_rows();
    for (auto const& more : {reshipped_rows(), sending_back_rows()}) {
        rows.insert(rows.end(), more.begin(), more.end());
    }
    return rows;
}

}  // namespace afterdesk::ticket_rows
