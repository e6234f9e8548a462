// The API of reconciliation, field by field.

#include "wire/bills_api.hpp"

#include "wire/describe.hpp"

namespace afterdesk::wire {

namespace {

constexpr int channels = 16;

}  // namespace

void fields(FieldIo& io, BillDayView& day) {
    io.name("channel", day.channel);
    io.text("day", day.day, bill_day_chars);
    io.text(if_said("account"), day.account, max_short_chars);
    io.name("state", day.state);
    io.number("runs", day.runs, any_count_range);
    io.integer("ran_at_ms", day.ran_at_ms, instant_range);
    io.name_if("origin", day.origin);
    io.integer("lines", day.lines, counted_range);
    io.integer("refunds", day.refunds, counted_range);
    io.fen("refunds_fen", day.refunds_fen);
    io.integer("ours", day.ours, counted_range);
    io.fen("ours_fen", day.ours_fen);
    io.number("unsettled", day.unsettled, any_count_range);
    io.number("settled", day.settled, any_count_range);
    io.name_if("problem", day.problem);
    io.text(if_said("problem_detail"), day.problem_detail, max_title_chars);
    io.integer("closed_at_ms", day.closed_at_ms, instant_range);
}

void fields(FieldIo& io, Settlement& settled) {
    io.name("way", settled.way);
    io.text("note", settled.note, max_title_chars);
    io.text("by", settled.by, max_short_chars);
    io.text("by_name", settled.by_name, max_short_chars);
    io.integer("at_ms", settled.at_ms, instant_range);
}

void fields(FieldIo& io, DifferenceView& one) {
    io.integer("id", one.id, counted_range);
    io.name("channel", one.channel);
    io.text("day", one.day, bill_day_chars);
    io.text(if_said("account"), one.account, max_short_chars);
    io.name("kind", one.kind);
    io.text("refund_no", one.refund_no, max_title_chars);
    io.text(if_said("ticket_no"), one.ticket_no, max_short_chars);
    io.text(if_said("payment_no"), one.payment_no, max_title_chars);
    io.fen("ours_fen", one.ours_fen);
    io.fen("theirs_fen", one.theirs_fen);
    io.text(if_said("ours"), one.ours, max_title_chars);
    io.text(if_said("theirs"), one.theirs, max_title_chars);
    io.integer("found_at_ms", one.found_at_ms, instant_range);
    io.integer("gone_at_ms", one.gone_at_ms, instant_range);
    io.part_if("settled", one.settled);
}

void fields(FieldIo& io, ReconciliationView& view) {
    io.names("served", view.served, channels);
    io.list("days", view.days, max_bill_days);
    io.list("differences", view.differences, max_listed_differences);
    io.list("settled", view.settled, max_listed_differences);
    io.number("unsettled", view.unsettled, any_count_range);
}

void fields(FieldIo& io, ReconcileBody& body) {
    io.name("channel", body.channel);
    io.text("day", body.day, bill_day_chars);
    io.text(if_said("account"), body.account, max_short_chars);
}

void fields(FieldIo& io, SettleBody& body) {
    io.name("way", body.way);
    io.filled("note", body.note, max_title_chars);
}

void fields(FieldIo& io, HostRefund& refund) {
    io.text("refund_no", refund.refund_no, max_short_chars);
    io.text("ticket_no", refund.ticket_no, max_short_chars);
    io.text("order_no", refund.order_no, max_short_chars);
    io.text("payment_id", refund.payment_id, max_short_chars);
    io.name("channel", refund.channel);
    io.name("via", refund.via);
    io.name("status", refund.status);
    io.fen("amount_fen", refund.amount_fen);
    io.text(if_said("failure"), refund.failure, max_title_chars);
    io.integer("started_at_ms", refund.started_at_ms, instant_range);
    io.integer("settled_at_ms", refund.settled_at_ms, instant_range);
}

void fields(FieldIo& io, HostRefundPage& page) {
    io.list("items", page.items, max_host_refunds);
    io.text("next_after", page.next_after, max_title_chars);
}

Value to_json(BillDayView const& day) { return written(day); }
Value to_json(DifferenceView const& one) { return written(one); }
Value to_json(ReconciliationView const& view) { return written(view); }
Value to_json(HostRefundPage const& page) { return written(page); }
Value to_json(ReconcileBody const& body) { return written(body); }
Value to_json(SettleBody const& body) { return written(body); }

Result<ReconcileBody, Mistakes> read_reconcile_body(Value const& value) {
    return read_sent<ReconcileBody>(value);
}
Result<SettleBody, Mistakes> read_settle_body(Value const& value) { return read_sent<SettleBody>(value); }
Result<ReconciliationView, Mistakes> read_reconciliation(Value const& value) {
    return read_answer<ReconciliationView>(value);
}
Result<BillDayView, Mistakes> read_bill_day(Value const& value) { return read_answer<BillDayView>(value); }
Result<DifferenceView, Mistakes> read_difference(Value const& value) {
    return read_answer<DifferenceView>(value);
}

}  // namespace afterdesk::wire
