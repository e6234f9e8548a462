// Scripts of commands: whatever they say, the desk answers; and it says the same twice.

#include "fuzz_wire.hpp"
#include "wire/replay.hpp"

using namespace afterdesk;
using namespace afterdesk::wire_fuzz;

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    auto const once = wire::replay_text(text_of(data, size), wire::Language::en);
    CHECK(once.status == 0 || once.status == 2);
    auto const answer = wire::parse_json(once.out, {64u << 20u, 64});
    CHECK(answer.ok());
    CHECK((once.status == 0) == (answer->find("errors") == nullptr));
    return 0;
}
