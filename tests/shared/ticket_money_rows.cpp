// Rows: the refund and what the channel says to it, and what may still be done at the end.

#include "ticket_rows.hpp"

namespace afterdesk::ticket_rows {

using namespace ticket_fixture;
using enum State;

namespace {

constexpr Cause automatic = Cause::unshipped_is_automatic;

Move by_platform(Move move) {
    move.actor = ActorKind::platform;
    return move;
}

std::vector<Row> channel_rows() {
    return {
        {"the first of two parts is paid",
         unshipped,
         {},
         paid(1),
         "part_succeeded",
         refunding,
         "",
         automatic},
        {"the last part is paid",
         unshipped,
         {paid(2)},
         paid(1),
         "part_succeeded completed",
         completed,
         "",
         automatic},
        {"the last part is paid, and refused goods go back",
         returned,
         {agree(), ship_back(), look_at(), inspect({{1, 1, 1}, {2, 0, 1}})},
         paid(1),
         "part_succeeded sending_back",
         sending_back,
         "runs 140h",
         Cause::inspection_refused},
        {"one part fails while the other is under way",
         unshipped,
         {},
         failed(1),
         "part_failed",
         refund_failed,
         "",
         automatic},
        {"the part that is under way fails, too",
         unshipped,
         {failed(1)},
         failed(2),
         "part_failed",
         refund_failed,
         "",
         automatic},
        {"the part that had failed turns out paid while the other is under way",
         unshipped,
         {failed(1)},
         paid(1),
         "part_succeeded",
         refunding,
         "",
         automatic},
        {"one part fails, the other was paid",
         unshipped,
         {paid(1)},
         failed(2),
         "part_failed",
         refund_failed,
         "",
         automatic},
        {"one part is paid, the other had failed",
         unshipped,
         {failed(1)},
         paid(2),
         "part_succeeded",
         refund_failed,
         "",
         automatic},
        {"the channel is still at it",
         unshipped,
         {},
         channel(part_no(1), PartStatus::pending),
         "",
         refunding,
         "",
         automatic},
        {"a paid part that is said to have failed stays paid",
         unshipped,
         {paid(1)},
         failed(1),
         "",
         refunding,
         "",
         automatic},
        {"a failed part that turns out paid counts",
         unshipped,
         {failed(1), failed(2)},
         paid(1),
         "part_succeeded",
         refund_failed,
         "",
         automatic},
        {"a failed part is said to be on its way",
         unshipped,
         {failed(1), failed(2)},
         channel(part_no(1), PartStatus::pending),
         "",
         refund_failed,
         "",
         automatic},
        {"the last failed part turns out paid",
         unshipped,
         {paid(1), failed(2)},
         paid(2),
         "part_succeeded completed",
         completed,
         "",
         automatic},
        {"a number that was replaced by the balance is paid after all",
         unshipped,
         {paid(1), failed(2), retry(Via::balance)},
         paid(2),
         "paid_twice",
         refunding,
         "",
         automatic},
        {"a part that was paid outside is paid by the channel, too",
         unshipped,
         {failed(1), failed(2), offline(part_no(1))},
         paid(1),
         "paid_twice",
         refund_failed,
         "",
         automatic},
    };
}

std::vector<Row> staff_rows() {
    std::vector<Move> const both_failed = {failed(1), failed(2)};
    return {
        {"the merchant has the failed part asked for again",
         unshipped,
         {paid(1), failed(2)},
         retry(),
         "refund_retried",
         refunding,
         "",
         automatic},
        {"the platform has the failed parts asked for again", unshipped, both_failed, by_platform(retry()),
         "refund_retried", refunding, "", automatic},
        {"the merchant has the failed part asked for again while the other is under way",
         unshipped,
         {failed(1)},
         retry(),
         "refund_retried",
         refunding,
         "",
         automatic},
        {"the merchant paid the failed part outside while the other is under way",
         unshipped,
         {failed(1)},
         offline(part_no(1)),
         "paid_offline",
         refunding,
         "",
         automatic},
        {"the part that was under way is paid, and the other one was outside of the system",
         unshipped,
         {failed(1), offline(part_no(1))},
         paid(2),
         "part_succeeded completed",
         completed,
         "",
         automatic},
        {"the retried part is paid",
         unshipped,
         {paid(1), failed(2), retry()},
         paid(2),
         "part_succeeded completed",
         completed,
         "",
         automatic},
        {"the retried part goes to the balance",
         unshipped,
         {paid(1), failed(2), retry(Via::balance)},
         channel(part_no(2) + "B", PartStatus::succeeded),
         "part_succeeded completed",
         completed,
         "",
         automatic},
        {"the merchant paid one part outside of the system", unshipped, both_failed, offline(part_no(2)),
         "paid_offline", refund_failed, "", automatic},
        {"the platform paid the last part outside of the system",
         unshipped,
         {failed(1), failed(2), offline(part_no(2))},
         by_platform(offline(part_no(1))),
         "paid_offline completed",
         completed,
         "",
         automatic},
        {"the merchant paid outside, and refused goods go back",
         returned,
         {agree(), ship_back(), look_at(), inspect({{1, 1, 1}, {2, 0, 1}}), failed(1)},
         offline(part_no(1)),
         "paid_offline sending_back",
         sending_back,
         "runs 140h",
         Cause::inspection_refused},
    };
}

void all_shipped(Context& at) {
    for (Line& line : at.order.lines) ship(line, line.quantity);
}

void nothing_shipped(Context& at) {
    for (Line& line : at.order.lines) line.deliveries.clear();
}

std::vector<Row> stray_rows() {
    std::vector<Move> const done = {paid(1), paid(2)};
    Move const told = when(all_shipped, order_changed());
    std::vector<Move> const strayed = {paid(1), paid(2), told};
    return {
        {"shipped while the refund runs", unshipped, {}, told, "strays_noted", refunding, "", automatic},
        {"shipped after the refund failed",
         unshipped,
         {failed(1), failed(2)},
         told,
         "strays_noted",
         refund_failed,
         "",
         automatic},
        {"shipped after the refund", unshipped, done, told, "strays_noted", completed, "", automatic},
        {"told again", unshipped, strayed, order_changed(), "", completed, "", automatic},
        {"it was not shipped after all", unshipped, strayed, when(nothing_shipped, order_changed()),
         "strays_noted", completed, "", automatic},
        {"the merchant lets the buyer keep it", unshipped, strayed, settle_strays(), "strays_settled",
         completed, "", automatic},
        {"the platform settles it otherwise", unshipped, strayed, by_platform(settle_strays()),
         "strays_settled", completed, "", automatic},
    };
}

std::vector<Row> end_rows() {
    std::vector<Move> const done = {paid(1), paid(2)};
    std::vector<Move> const by_balance = {paid(1), failed(2), retry(Via::balance),
                                          channel(part_no(2) + "B", PartStatus::succeeded)};
    std::vector<Move> const disputed = {
        agree(),   ship_back(),         look_at(), inspect({{1, 1, 1}, {2, 0, 1}}),
        failed(1), offline(part_no(1)), escalate()};
    return {
        {"the buyer rates", unshipped, done, rate(), "rated", completed, "", automatic},
        {"the channel repeats itself after the end", unshipped, done, paid(2), "", completed, "", automatic},
        {"a late failure after the end changes nothing", unshipped, done, failed(2), "", completed, "",
         automatic},
        {"a replaced number is paid after the end", unshipped, by_balance, paid(2), "paid_twice", completed,
         "", automatic},
        {"a replaced number is paid while the platform decides about the goods", returned, disputed, paid(1),
         "paid_twice", sending_back, "stands 139h59m", Cause::inspection_refused},
    };
}

}  // namespace

std::vector<Row> money_rows() {
    std::vector<Row> rows = channel_rows();
    for (auto const& more : {staff_rows(), stray_rows(), end_rows()})
        rows.insert(rows.end(), more.begin(), more.end());
    return rows;
}

}  // namespace afterdesk::ticket_rows
