// What hosts keep for sending, field by field.

#include "wire/shipping_api.hpp"

#include "wire/describe.hpp"

namespace afterdesk::wire {

void fields(FieldIo& io, LinePieces& pieces) {
    io.number("line_no", pieces.line_no, line_no_range);
    io.number("quantity", pieces.quantity, quantity_range);
}

void fields(FieldIo& io, BlockedPieces& blocked) {
    io.number("line_no", blocked.line_no, line_no_range);
    io.name("why", blocked.why);
    io.number("quantity", blocked.quantity, quantity_range);
    io.text(if_said("by"), blocked.by, max_short_chars);
}

namespace {

constexpr int max_blocked = 10'000;
constexpr Range minutes_range{1, max_claim_minutes};

struct Kept {
    std::vector<LinePieces> pieces;
};
void fields(FieldIo& io, Kept& kept) { io.list("pieces", kept.pieces, max_lines); }

}  // namespace

void fields(FieldIo& io, ShippingClaimBody& body) {
    io.outside_id("claim_id", body.claim_id);
    io.list("lines", body.lines, max_lines);
    io.number(if_said("minutes"), body.minutes, minutes_range, usual_claim_minutes);
}

void fields(FieldIo& io, ShippingClaimTaken& taken) {
    io.outside_id("claim_id", taken.claim_id);
    io.flag("allowed", taken.allowed);
    io.instant(if_said("expires_at_ms"), taken.expires_at);
    io.list("blocked", taken.blocked, max_blocked);
}

void fields(FieldIo& io, ShippingReleaseBody& body) { io.outside_id("claim_id", body.claim_id); }

void fields(FieldIo& io, HostFactTaken::Moved& moved);
void fields(FieldIo& io, ShippingReleased& released) {
    io.outside_id("claim_id", released.claim_id);
    io.list("tickets", released.tickets, max_blocked);
}

Value to_json(ShippingClaimTaken const& taken) { return written(taken); }
Value to_json(ShippingReleased const& released) { return written(released); }
Result<ShippingClaimBody, Mistakes> read_shipping_claim_body(Value const& value) {
    return read_sent<ShippingClaimBody>(value);
}
Result<ShippingReleaseBody, Mistakes> read_shipping_release_body(Value const& value) {
    return read_sent<ShippingReleaseBody>(value);
}

std::string line_pieces_text(std::vector<LinePieces> const& pieces) {
    return write_json(written(Kept{pieces}));
}
std::vector<LinePieces> read_line_pieces(Value const& value, std::string const& path, Mistakes& mistakes) {
    return read_fields<Kept>(value, path, mistakes, Form{.kept = true}).pieces;
}

}  // namespace afterdesk::wire
