// What others paid back of an order, and the mall's own notes on it. In a file of its own, as buyers' program
// has another mall_fields beside these.

#include "wire/describe.hpp"

namespace afterdesk::wire {

void fields(FieldIo& io, OutsideRefund::OfLine& line) {
    io.number("line_no", line.line_no, line_no_range);
    io.number("quantity", line.quantity, quantity_range);
}

void fields(FieldIo& io, OutsideRefund& refund) {
    io.outside_id("refund_no", refund.refund_no);
    io.outside_id("payment_id", refund.payment_id.value);
    io.fen("amount_fen", refund.amount_fen, Range{1, max_fen});
    io.instant(if_said("refunded_at_ms"), refund.at);
    io.list(if_said("lines"), refund.lines, max_lines);
}

void fields(FieldIo& io, ExternalField& field) {
    io.filled("name", field.name, max_short_chars);
    io.text("value", field.value, max_title_chars);
}

}  // namespace afterdesk::wire
