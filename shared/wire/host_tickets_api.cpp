#include "wire/host_tickets_api.hpp"

#include "wire/describe.hpp"
#include "wire/host_fields.hpp"

namespace afterdesk::wire {

namespace {

/// What JavaScript counts exactly.

}  // namespace

void fields(FieldIo& io, ExternalField& field);

void fields(FieldIo& io, HostTicket::OfLine& line) {
    io.number("line_no", line.line_no, line_no_range);
    io.number("quantity", line.quantity, quantity_range);
    io.outside_ids(if_said("entitlements"), line.entitlements, max_entitlements);
    io.fen("goods_fen", line.goods_fen);
}

void fields(FieldIo& io, HostTicket& ticket) {
    io.text("ticket_no", ticket.ticket_no, max_short_chars);
    io.text("order_no", ticket.order_no, max_short_chars);
    io.text("shop_id", ticket.shop_id, max_short_chars);
    io.text("buyer_id", ticket.buyer_id, max_short_chars);
    io.name("type", ticket.type);
    io.name("state", ticket.state);
    io.number("version", ticket.version, version_range);
    io.text("reason", ticket.reason, max_short_chars);
    io.integer("applied_at_ms", ticket.applied_at_ms, instant_range);
    io.integer("deadline_ms", ticket.deadline_ms, instant_range);
    io.fen("refund_fen", ticket.refund_fen);
    io.fen("goods_fen", ticket.goods_fen);
    io.fen("freight_fen", ticket.freight_fen);
    io.fen("fee_fen", ticket.fee_fen);
    io.fen("collect_fen", ticket.collect_fen);
    io.list("lines", ticket.lines, max_lines);
    io.list("refunds", ticket.refunds, max_listed);
    io.texts(if_said("paid_twice"), ticket.paid_twice, max_listed);
    io.part_if("return_parcel", ticket.return_parcel);
    io.part_if("out_parcel", ticket.out_parcel);
    io.list(if_said("external"), ticket.external, max_external_fields);
}

void fields(FieldIo& io, HostTicketPage& page) {
    io.list("items", page.items, max_listed);
    io.text("next_cursor", page.next_cursor, max_title_chars);
    io.integer("seq", page.seq, counted_range);
}

HostTicket host_ticket_of(Ticket const& ticket, Order const& order) {
    HostTicket out;
    out.ticket_no = ticket.no.value;
    out.order_no = ticket.order_no.value;
    out.shop_id = ticket.shop_id.value;
    out.buyer_id = ticket.buyer_id.value;
    out.type = ticket.request.type;
    out.state = ticket.state;
    out.version = ticket.version;
    out.reason = ticket.request.reason;
    out.applied_at_ms = ticket.applied_at.ms;
    if (ticket.deadline) out.deadline_ms = ticket.deadline->ms;
    Quote const& quote = ticket.quote;
    out.refund_fen = quote.refund_fen;
    out.goods_fen = quote.goods_fen;
    out.freight_fen = quote.freight_fen;
    out.fee_fen = quote.fee_fen;
    out.collect_fen = quote.collect_fen;
    // A line that is only made good for has no pieces.
    for (QuotedLine const& line : quote.lines)
        if (line.quantity > 0)
            out.lines.push_back({line.line_no, line.quantity, line.entitlements, line.goods_fen});
    for (RefundPart const& part : ticket.refunds)
        out.refunds.push_back({part.refund_no, part.payment_id.value, part.amount_fen, part.status});
    out.paid_twice = ticket.paid_twice;
    out.return_parcel = ticket.return_parcel;
    out.out_parcel = ticket.out_parcel;
    out.external = order.external;
    return out;
}

Value to_json(HostTicket const& ticket) { return written(ticket); }
Value to_json(HostTicketPage const& page) { return written(page); }

}  // namespace afterdesk::wire
