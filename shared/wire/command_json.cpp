#include <algorithm>
#include <utility>
#include <variant>

#include "wire/codec.hpp"
#include "wire/command_fields.hpp"
#include "wire/describe.hpp"

// ---- What the page showed ---------------------------------------------------------------------------------

namespace afterdesk::wire {
namespace {

constexpr std::size_t digest_chars = 16;
constexpr Range seen_version_range{0, max_int};

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

void write_apply(Object& out, Apply const& apply) {
    Object quote;
    put(quote, "refund_fen", apply.expected_refund_fen);
    put(quote, "digest", digest_text(apply.expected_digest));
    put(out, "request", to_json(apply.request));
    put(out, "quote", std::move(quote));
    put(out, "remark", apply.remark);
    put(out, "evidence", evidence_json(apply.evidence));
}

Apply read_apply_fields(ObjectReader& reader) {
    Apply apply;
    apply.request = reader.as("request", read_request);
    ShownQuote const shown = reader.as("quote", read_shown_quote);
    apply.expected_refund_fen = shown.refund_fen;
    apply.expected_digest = shown.digest;
    apply.remark = reader.text_or("remark", max_long_chars);
    apply.evidence = read_evidence_or_empty(reader, "evidence");
    return apply;
}

// ---- Fields ----------------------------------------------------------------------------------------------

void write_fields(Object& out, Command const& command) {
    FieldWriter io(out);
    std::visit(
        [&](auto const& one) {
            using One = std::remove_cvref_t<decltype(one)>;
            if constexpr (std::is_same_v<One, Apply>) {
                write_apply(out, one);
            } else if constexpr (std::is_same_v<One, Modify>) {
                write_apply(out, one.apply);
            } else {
                fields(io, one);
            }
        },
        command);
}

Command read_fields(CommandKind kind, ObjectReader& reader) {
    Command command = Command::of_kind(static_cast<std::size_t>(kind));
    FieldReader io(reader);
    std::visit(
        [&](auto& one) {
            using One = std::remove_cvref_t<decltype(one)>;
            if constexpr (std::is_same_v<One, Apply>) {
                one = read_apply_fields(reader);
            } else if constexpr (std::is_same_v<One, Modify>) {
                one.apply = read_apply_fields(reader);
            } else {
                fields(io, one);
            }
        },
        command);
    return command;
}

/// Somebody but the system may give it; Apply has a body of its own.
bool a_person_sends(CommandKind kind) {
    auto const all = edges();
    return kind != CommandKind::apply && std::any_of(all.begin(), all.end(), [&](Edge const& edge) {
               return edge.command == kind && edge.actor != ActorKind::system;
           });
}

CommandBody read_body(ObjectReader& reader, bool by_person) {
    CommandBody body;
    std::size_t const before = reader.mistakes().size();
    auto const kind = reader.name("command", CommandKind::withdraw);
    bool const named = reader.mistakes().size() == before;
    body.version = by_person ? reader.number("version", seen_version_range)
                             : reader.number_or("version", seen_version_range, 0);
    if (!named) return body;
    if (by_person && !a_person_sends(kind)) {
        reader.mistake(Rule::unknown_name, "command");
        return body;
    }
    body.command = read_fields(kind, reader);
    reader.finish();
    return body;
}

}  // namespace

Result<CommandBody, Mistakes> read_command(Value const& value) {
    Mistakes mistakes;
    ObjectReader reader(value, "", mistakes);
    CommandBody body = read_body(reader, true);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return body;
}

CommandBody read_any_command(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    return read_body(reader, false);
}

Value to_json(CommandBody const& body) {
    Object out;
    put(out, "command", name_of(kind_of(body.command)));
    put(out, "version", body.version);
    write_fields(out, body.command);
    return out;
}

Result<ApplyBody, Mistakes> read_apply(Value const& value) {
    Mistakes mistakes;
    ObjectReader reader(value, "", mistakes);
    ApplyBody body;
    body.order_no.value = reader.id("order_no");
    body.apply = read_apply_fields(reader);
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
