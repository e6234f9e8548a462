// Commands and applications: what is read without a mistake comes back the same.

#include "fuzz_wire.hpp"

using namespace afterdesk;
using namespace afterdesk::wire_fuzz;

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    auto const value = wire::parse_json(text_of(data, size));
    if (!value.ok()) return 0;
    Mistakes mistakes;
    wire::CommandBody const any = wire::read_any_command(*value, "", mistakes);
    check_told(mistakes);
    bool const applies = std::holds_alternative<Apply>(any.command);
    if (mistakes.empty() && !applies) {
        auto const read = [](wire::Value const& of, Mistakes& found) {
            return wire::read_any_command(of, "", found);
        };
        check_round_trip(any, read, [](wire::CommandBody const& of) { return wire::to_json(of); });
    }
    auto const by_person = wire::read_command(*value);
    // What a person may send is what a script may hold.
    CHECK(!by_person.ok() || (mistakes.empty() && by_person->command.index() == any.command.index()));
    auto const apply = wire::read_apply(*value);
    if (!apply.ok()) {
        check_told(apply.error());
        return 0;
    }
    auto const read = [](wire::Value const& of, Mistakes& found) {
        auto body = wire::read_apply(of);
        if (!body.ok()) found = body.error();
        return body.ok() ? *body : wire::ApplyBody{};
    };
    check_round_trip(*apply, read, [](wire::ApplyBody const& of) { return wire::to_json(of); });
    return 0;
}
