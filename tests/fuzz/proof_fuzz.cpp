// Proof files: whatever somebody chose, the checks end and say the same of what is written again.

#include "fuzz_wire.hpp"
#include "wire/proof_check.hpp"

using namespace afterdesk;
using namespace afterdesk::wire_fuzz;

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    auto const document = wire::parse_json(text_of(data, size), wire::proof_limits);
    if (!document.ok()) return 0;
    auto const proof = wire::read_proof(*document);
    if (!proof.ok()) {
        check_told(proof.error());
        return 0;
    }
    wire::CheckedProof const once = wire::check_proof(*proof);
    wire::Value const written = wire::to_json(*proof);
    auto const back = wire::read_proof(again(written));
    CHECK(back.ok());
    CHECK(wire::signed_text(wire::to_json(*back)) == wire::signed_text(written));
    wire::CheckedProof const twice = wire::check_proof(*back);
    CHECK(twice.sound() == once.sound() && twice.broken_at == once.broken_at);
    return 0;
}
