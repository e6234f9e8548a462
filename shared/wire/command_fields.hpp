#pragma once
// Commands field by field, but for Apply and Modify, which hold what the page showed (command_json.cpp).

#include "wire/ticket_fields.hpp"

namespace afterdesk {

void text_of(auto& io, auto& command) { io.text_or_empty("text", command.text, wire::max_long_chars); }

void fields(auto& io, Is<Agree> auto& command) { io.part_if("address", command.address); }

void fields(auto& io, Is<Reject> auto& command) {
    io.id("reason", command.reason);
    text_of(io, command);
    io.evidence("evidence", command.evidence);
}

void fields(auto& io, Is<MakeOffer> auto& command) {
    io.fen("refund_fen", command.refund_fen);
    text_of(io, command);
    io.part_if("address", command.address);
    io.name_if("type", command.type);
}

void fields(auto& io, Is<CounterOffer> auto& command) {
    io.fen("refund_fen", command.refund_fen);
    text_of(io, command);
}

void fields(auto& io, Is<InterceptResult> auto& command) {
    io.flag("stopped", command.stopped);
    io.part_if("address", command.address);
}

void fields(auto& io, Is<ShipBack> auto& command) { io.part("parcel", command.parcel); }

void fields(auto& io, Is<ParcelSigned> auto& command) {
    io.text("tracking_no", command.tracking_no, wire::max_short_chars);
    io.instant("signed_at_ms", command.at);
}

void fields(auto& io, Is<Receive> auto& command) { io.flag_or_false("inspect", command.inspect); }
void fields(auto& io, Is<Inspect> auto& command) { fields(io, command.inspection); }
void fields(auto& io, Is<Reship> auto& command) { io.part("parcel", command.parcel); }
void fields(auto& io, Is<FallBack> auto& command) { text_of(io, command); }
void fields(auto& io, Is<RetryRefund> auto& command) { io.name_or("via", command.via); }

void fields(auto& io, Is<RecordOffline> auto& command) {
    io.text("refund_no", command.refund_no, max_refund_no_chars);
    text_of(io, command);
    io.evidence("evidence", command.evidence);
}

void fields(auto& io, Is<RecordRefund> auto& command) {
    io.text("refund_no", command.refund_no, max_refund_no_chars);
    io.name("status", command.status);
    io.text_or_empty("failure", command.failure, wire::max_long_chars);
}

void fields(auto& io, Is<RecordCollection> auto& command) {
    io.outside_id("payment_no", command.payment_no);
    io.fen("amount_fen", command.amount_fen);
}

void fields(auto& io, Is<ExtendDeadline> auto& command) { io.duration("by_ms", command.by); }

void fields(auto& io, Is<AddEvidence> auto& command) {
    io.evidence("evidence", command.evidence);
    text_of(io, command);
}

void fields(auto& io, Is<Escalate> auto& command) {
    text_of(io, command);
    io.evidence("evidence", command.evidence);
}

void fields(auto& io, Is<StepIn> auto& command) { text_of(io, command); }
void fields(auto& io, Is<AskEvidence> auto& command) { text_of(io, command); }

void fields(auto& io, Is<GiveVerdict> auto& command) {
    io.part("verdict", command.verdict);
    io.part_if("address", command.address);
}

void fields(auto& io, Is<Appeal> auto& command) {
    text_of(io, command);
    io.evidence("evidence", command.evidence);
}

void fields(auto& io, Is<Freeze> auto& command) { text_of(io, command); }
void fields(auto& io, Is<Close> auto& command) { text_of(io, command); }
void fields(auto& io, Is<Rate> auto& command) { fields(io, command.rating); }
void fields(auto& io, Is<SettleStrays> auto& command) { text_of(io, command); }

}  // namespace afterdesk
