// What a mall's own system tells: orders, alone and in a batch, facts, and keys. What is read without a
// mistake comes back the same.

#include "fuzz_wire.hpp"
#include "wire/host_api.hpp"

using namespace afterdesk;
using namespace afterdesk::wire_fuzz;

namespace {

void check_order(wire::Value const& value) {
    Mistakes mistakes;
    wire::HostOrder const told = wire::read_host_order(value, mistakes);
    check_told(mistakes);
    if (!mistakes.empty()) return;
    auto const read = [](wire::Value const& of, Mistakes& found) { return wire::read_order(of, "", found); };
    check_round_trip(told.order, read, [](Order const& of) { return wire::to_json(of); });
}

void check_batch(wire::Value const& value) {
    auto const batch = wire::read_host_batch(value);
    if (!batch.ok()) return check_told(batch.error());
    for (wire::Value const& one : *batch) check_order(one);
}

void check_fact(wire::Value const& value) {
    auto const fact = wire::read_host_fact(value);
    if (!fact.ok()) return check_told(fact.error());
    auto const read = [](wire::Value const& of, Mistakes& found) {
        auto again = wire::read_host_fact(of);
        if (!again.ok()) found = again.error();
        return again.ok() ? *again : wire::HostFact{};
    };
    check_round_trip(*fact, read, [](wire::HostFact const& of) { return wire::to_json(of); });
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    auto const value = wire::parse_json(text_of(data, size));
    if (!value.ok()) {
        check_told(value.error());
        return 0;
    }
    check_order(*value);
    check_batch(*value);
    check_fact(*value);
    auto const key = wire::read_host_key_body(*value);
    if (!key.ok()) check_told(key.error());
    return 0;
}
