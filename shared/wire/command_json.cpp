// Commands and applications as the API takes them. command_fields.hpp describes all but Apply and Modify.

#include <algorithm>
#include <utility>
#include <variant>

#include "wire/command_fields.hpp"
#include "wire/describe.hpp"

namespace afterdesk::wire {

namespace {

constexpr Range seen_version_range{0, max_int};

/// What the page showed when the buyer agreed.
void shown_quote(FieldIo& io, Apply& apply) {
    io.fen("refund_fen", apply.expected_refund_fen);
    io.digest("digest", apply.expected_digest);
}

}  // namespace

void fields(FieldIo& io, Apply& apply) {
    io.part("request", apply.request);
    io.part_by<shown_quote>("quote", apply);
    io.text_or_empty("remark", apply.remark, max_long_chars);
    io.evidence("evidence", apply.evidence);
}

void fields(FieldIo& io, Modify& modify) { fields(io, modify.apply); }

void fields(FieldIo& io, ApplyBody& body) {
    io.outside_id("order_no", body.order_no.value);
    fields(io, body.apply);
}

namespace {

void fields_of(FieldIo& io, Command& command) {
    std::visit([&](auto& one) { fields(io, one); }, command);
}

CommandBody read_body(Value const& value, std::string const& path, bool by_person, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    FieldIo io(reader, {.sent = true});
    CommandBody body;
    std::size_t const before = mistakes.size();
    auto kind = CommandKind::withdraw;
    io.name("command", kind);
    bool const named = mistakes.size() == before;
    io.number(by_person ? Key("version") : or_default("version"), body.version, seen_version_range);
    if (!named) return body;
    if (by_person && !a_person_sends(kind)) {
        reader.mistake(Rule::unknown_name, "command");
        return body;
    }
    body.command = Command::of_kind(static_cast<std::size_t>(kind));
    fields_of(io, body.command);
    io.finish();
    return body;
}

}  // namespace

Result<CommandBody, Mistakes> read_command(Value const& value) {
    Mistakes mistakes;
    CommandBody body = read_body(value, "", true, mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return body;
}

CommandBody read_any_command(Value const& value, std::string const& path, Mistakes& mistakes) {
    return read_body(value, path, false, mistakes);
}

Value to_json(CommandBody const& body) {
    Object out;
    put(out, "command", name_of(kind_of(body.command)));
    put(out, "version", body.version);
    FieldIo io(out, {});
    fields_of(io, const_cast<Command&>(body.command));  // a writer changes nothing
    return out;
}

Result<ApplyBody, Mistakes> read_apply(Value const& value) { return read_sent<ApplyBody>(value); }

Value to_json(ApplyBody const& body) { return written(body); }

}  // namespace afterdesk::wire
