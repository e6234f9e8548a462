#include <utility>
#include <variant>

#include "wire/codec.hpp"
#include "wire/fields.hpp"

namespace afterdesk::wire {

namespace {

constexpr std::size_t digest_chars = 16;
constexpr Range seen_version_range{0, max_int};

// ---- Digests ----------------------------------------------------------------------------------------------

std::string digest_text(std::uint64_t digest) {
    constexpr std::string_view hex = "0123456789abcdef";
    std::string text(digest_chars, '0');
    for (std::size_t i = 0; i < digest_chars; ++i) text[i] = hex[(digest >> (60 - 4 * i)) & 15];
    return text;
}

std::optional<std::uint64_t> parse_digest(std::string_view text) {
    constexpr std::string_view hex = "0123456789abcdef";
    if (text.size() != digest_chars) return std::nullopt;
    std::uint64_t digest = 0;
    for (char c : text) {
        std::size_t const digit = hex.find(c);
        if (digit == std::string_view::npos) return std::nullopt;
        digest = digest << 4 | digit;
    }
    return digest;
}

// ---- Apply ------------------------------------------------------------------------------------------------

void write_apply(Object& out, Apply const& apply) {
    Object quote;
    put(quote, "refund_fen", apply.expected_refund_fen);
    put(quote, "digest", digest_text(apply.expected_digest));
    put(out, "request", to_json(apply.request));
    put(out, "quote", std::move(quote));
    put(out, "remark", apply.remark);
    put(out, "evidence", evidence_json(apply.evidence));
}

/// What the page showed when the buyer agreed.
struct ShownQuote {
    Fen refund_fen = 0;
    std::uint64_t digest = 0;
};

ShownQuote read_shown_quote(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    ShownQuote shown;
    shown.refund_fen = reader.integer("refund_fen", fen_range);
    if (Value const* digest = reader.required("digest")) {
        auto const* text = digest->as<std::string>();
        auto const number = text ? parse_digest(*text) : std::nullopt;
        if (!number) reader.mistake(text ? Rule::bad_characters : Rule::wrong_type, "digest");
        shown.digest = number.value_or(0);
    }
    reader.finish();
    return shown;
}

// ---- Commands: the fields of each, in the variant's order -------------------------------------------------

struct WriteCommand {
    Object& out;

    void operator()(Apply const& command) const { write_apply(out, command); }
    void operator()(Withdraw const&) const {}
    void operator()(Agree const& command) const {
        if (command.address) put(out, "address", address_json(*command.address));
    }
    void operator()(Reject const& command) const {
        put(out, "reason", command.reason);
        put(out, "text", command.text);
        put(out, "evidence", evidence_json(command.evidence));
    }
    void operator()(MakeOffer const& command) const {
        put(out, "refund_fen", command.refund_fen);
        put(out, "text", command.text);
        if (command.address) put(out, "address", address_json(*command.address));
    }
    void operator()(AcceptOffer const&) const {}
    void operator()(DeclineOffer const&) const {}
    void operator()(ShipBack const& command) const { put(out, "parcel", parcel_json(command.parcel)); }
    void operator()(Receive const&) const {}
    void operator()(RetryRefund const&) const {}
    void operator()(RecordRefund const& command) const {
        put(out, "refund_no", command.refund_no);
        put(out, "status", name_of(command.status));
        put(out, "failure", command.failure);
    }
    void operator()(TimeOut const&) const {}
};

Agree read_agree(ObjectReader& reader) { return {reader.optional_as("address", read_address)}; }

Reject read_reject(ObjectReader& reader) {
    Reject command;
    command.reason = reader.id("reason");
    command.text = reader.text_or("text", max_long_chars);
    command.evidence = read_evidence_or_empty(reader, "evidence");
    return command;
}

MakeOffer read_make_offer(ObjectReader& reader) {
    MakeOffer command;
    command.refund_fen = reader.integer("refund_fen", fen_range);
    command.text = reader.text_or("text", max_long_chars);
    command.address = reader.optional_as("address", read_address);
    return command;
}

ShipBack read_ship_back(ObjectReader& reader) { return {reader.as("parcel", read_parcel)}; }

/// Nothing for the kinds that no person sends this way.
std::optional<Command> read_fields_of(CommandKind kind, ObjectReader& reader) {
    switch (kind) {
        case CommandKind::withdraw: return Withdraw{};
        case CommandKind::agree: return read_agree(reader);
        case CommandKind::reject: return read_reject(reader);
        case CommandKind::make_offer: return read_make_offer(reader);
        case CommandKind::accept_offer: return AcceptOffer{};
        case CommandKind::decline_offer: return DeclineOffer{};
        case CommandKind::ship_back: return read_ship_back(reader);
        case CommandKind::receive: return Receive{};
        case CommandKind::retry_refund: return RetryRefund{};
        case CommandKind::apply:
        case CommandKind::record_refund:
        case CommandKind::time_out: return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

Result<CommandBody, Mistakes> read_command(Value const& value) {
    Mistakes mistakes;
    ObjectReader reader(value, "", mistakes);
    CommandBody body;
    std::size_t const before = mistakes.size();
    auto const kind = reader.name("command", CommandKind::withdraw);
    bool const named = mistakes.size() == before;
    body.version = reader.number("version", seen_version_range);
    if (named) {
        if (auto command = read_fields_of(kind, reader)) {
            body.command = *std::move(command);
            reader.finish();
        } else {
            reader.mistake(Rule::unknown_name, "command");
        }
    }
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return body;
}

Value to_json(CommandBody const& body) {
    Object out;
    put(out, "command", name_of(kind_of(body.command)));
    put(out, "version", body.version);
    std::visit(WriteCommand{out}, body.command);
    return out;
}

Result<ApplyBody, Mistakes> read_apply(Value const& value) {
    Mistakes mistakes;
    ObjectReader reader(value, "", mistakes);
    ApplyBody body;
    body.order_no.value = reader.id("order_no");
    body.apply.request = reader.as("request", read_request);
    ShownQuote const shown = reader.as("quote", read_shown_quote);
    body.apply.expected_refund_fen = shown.refund_fen;
    body.apply.expected_digest = shown.digest;
    body.apply.remark = reader.text_or("remark", max_long_chars);
    body.apply.evidence = read_evidence_or_empty(reader, "evidence");
    reader.finish();
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return body;
}

Value to_json(ApplyBody const& body) {
    Object out;
    put(out, "order_no", body.order_no.value);
    write_apply(out, body.apply);
    return out;
}

}  // namespace afterdesk::wire
