// Hosts' tasks, field by field.

#include "wire/task_api.hpp"

#include "wire/describe.hpp"

namespace afterdesk::wire {

void fields(FieldIo& io, HostTaskFailure& failure) {
    io.filled("code", failure.code, max_short_chars);
    io.flag_or_false("retryable", failure.retryable);
    io.text(if_said("text"), failure.text, max_title_chars);
}

void fields(FieldIo& io, HostTaskData::OfLine& line) {
    io.number("line_no", line.line_no, line_no_range);
    io.number(if_said("quantity"), line.quantity, count_range);
    io.text(if_said("sku"), line.sku, max_short_chars);
    io.texts(if_said("entitlements"), line.entitlements, max_listed, max_short_chars);
}

void fields(FieldIo& io, HostTaskData::OfWare& ware) {
    io.text("sku", ware.sku, max_short_chars);
    io.number("quantity", ware.quantity, quantity_range);
}

void fields(FieldIo& io, HostTaskData::Refund& refund) {
    io.text("refund_no", refund.refund_no, max_short_chars);
    io.text("payment_id", refund.payment_id, max_short_chars);
    io.name("channel", refund.channel);
    io.fen("payment_fen", refund.payment_fen);
    io.fen("amount_fen", refund.amount_fen);
    io.fen("goods_fen", refund.goods_fen);
    io.fen("freight_fen", refund.freight_fen);
    io.text("reason", refund.reason, max_short_chars);
}

void fields(FieldIo& io, HostTaskCoupon& coupon) {
    io.number("place", coupon.place, any_count_range);
    io.name("kind", coupon.kind);
    io.fen("amount_fen", coupon.amount_fen);
    io.outside_id_or_empty(if_said("coupon_id"), coupon.coupon_id);
    io.fen(if_said("threshold_fen"), coupon.threshold_fen);
    io.numbers(if_said("lines"), coupon.lines, max_lines, line_no_range);
}

void fields(FieldIo& io, HostTaskData& data) {
    io.list(if_said("lines"), data.lines, max_listed);
    io.list(if_said("wares"), data.wares, max_listed);
    io.numbers(if_said("coupons"), data.coupons, max_listed, any_count_range);
    io.list(if_said("coupon_details"), data.coupon_details, max_listed);
    io.integer(if_said("points"), data.points, counted_range);
    io.integer(if_said("points_earned"), data.points_earned, counted_range);
    io.part_if("refund", data.refund);
}

void fields(FieldIo& io, HostTaskView& task) {
    io.text("id", task.id, max_title_chars);
    io.name("kind", task.kind);
    io.name("state", task.state);
    io.text("order_no", task.order_no, max_short_chars);
    io.text("ticket_no", task.ticket_no, max_short_chars);
    io.text("shop_id", task.shop_id, max_short_chars);
    io.text("buyer_id", task.buyer_id, max_short_chars);
    io.number("ticket_version", task.ticket_version, version_range);
    io.integer("made_at_ms", task.made_at_ms, instant_range);
    io.integer("due_at_ms", task.due_at_ms, instant_range);
    io.part("data", task.data);
    io.text(if_said("external_no"), task.external_no, max_short_chars);
    io.part_if("failure", task.failure);
    io.integer("answered_at_ms", task.answered_at_ms, instant_range);
}

void fields(FieldIo& io, HostTaskPage& page) {
    io.list("items", page.items, max_listed);
    io.text("next_cursor", page.next_cursor, max_title_chars);
}

void fields(FieldIo& io, HostTaskResult& result) {
    io.name("status", result.status);
    io.text(if_said("external_no"), result.external_no, max_short_chars);
    io.part_if("failure", result.failure);
    io.fen("amount_fen", result.amount_fen);
}

void fields(FieldIo& io, HostTaskTaken& taken) {
    io.name("outcome", taken.outcome);
    io.part("task", taken.task);
}

Result<HostTaskResult, Mistakes> read_host_task_result(Value const& value) {
    auto result = read_sent<HostTaskResult>(value);
    if (!result.ok()) return result;
    bool const refused = result->status == HostTaskStatus::refused;
    if (refused && !result->failure) return Err{Mistakes{{Rule::must_not_be_empty, "failure", -1}}};
    return result;
}

Value to_json(HostTaskData const& data) { return written(data); }
HostTaskData read_host_task_data(Value const& value, std::string const& path, Mistakes& mistakes) {
    return read_fields<HostTaskData>(value, path, mistakes, Form{.kept = true});
}
Value to_json(HostTaskPage const& page) { return written(page); }
Value to_json(HostTaskTaken const& taken) { return written(taken); }

}  // namespace afterdesk::wire
