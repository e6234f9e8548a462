#include "cli_verify_proof.hpp"

#include <algorithm>
#include <cstdio>

#include "base/money.hpp"
#include "base/sha256.hpp"
#include "base/spelled.hpp"
#include "cli_tools.hpp"
#include "crypto/digest.hpp"
#include "crypto/signature.hpp"
#include "wire/names.hpp"
#include "wire/proof_check.hpp"

namespace afterdesk {

namespace {

constexpr int failed_status = 1, wrong_input = 2;

using wire::ProofCheck;
using wire::ProofFinding;

char const* word_of(ProofFinding finding) {
    switch (finding) {
        case ProofFinding::good: return "ok";
        case ProofFinding::failed: return "FAILED";
        case ProofFinding::open: return "open";
    }
    CHECK(false);
}

std::string said_of(wire::Proof const& proof, wire::CheckedProof const& checked, ProofCheck check) {
    switch (check) {
        case ProofCheck::chain:
            return std::to_string(checked.whole) + " events whole, " + std::to_string(checked.cut) +
                   " without the shop's own notes, " + std::to_string(checked.withheld) + " withheld" +
                   (checked.erased > 0
                        ? "; personal words erased from " + std::to_string(checked.erased) + " (" +
                              std::to_string(checked.vouched) + " of before seals, by the desk's word)"
                        : "") +
                   (checked.broken_at > 0 ? "; does not fit from event " + std::to_string(checked.broken_at)
                                          : "");
        case ProofCheck::replay:
            return "the events lead to version " + std::to_string(checked.ticket.version) + ", " +
                   std::string(wire::name_of(checked.ticket.state));
        case ProofCheck::amounts:
            return "granted " + format_fen(checked.ticket.quote.refund_fen) + ", refunded " +
                   format_fen(checked.refunded_fen);
        case ProofCheck::quote:
            return "the order and the policy of the file lead to " +
                   (checked.anew_fen ? format_fen(*checked.anew_fen) : std::string("no amount"));
        case ProofCheck::evidence: return std::to_string(proof.files.size()) + " files are listed";
        case ProofCheck::signature: return proof.signature ? "key " + proof.signature->key : "there is none";
    }
    CHECK(false);
}

ProofFinding signature_of(wire::Proof const& proof, wire::Value const& document, std::string const& key) {
    if (!proof.signature) return ProofFinding::failed;
    bool const right_key = key.empty() || key == proof.signature->key;
    bool const valid = crypto::is_signed(bytes_of_hex(proof.signature->key),
                                         bytes_of_hex(proof.signature->value), wire::signed_text(document));
    return right_key && valid ? ProofFinding::good : ProofFinding::failed;
}

bool check_pictures(wire::Proof const& proof, std::vector<std::string> const& pictures) {
    bool all = true;
    for (std::string const& path : pictures) {
        auto const bytes = read_input(path);
        std::string const hash = bytes ? crypto::sha256_hex(*bytes) : std::string();
        bool const listed = std::any_of(proof.files.begin(), proof.files.end(),
                                        [&](wire::ProofFile const& file) { return file.sha256 == hash; });
        std::printf("%-7s %-10s %s\n", listed ? "ok" : "FAILED", "picture", path.c_str());
        all = all && listed;
    }
    return all;
}

}  // namespace

int cli_verify_proof(VerifyProofOptions const& options) {
    return guarded("afterdesk verify-proof", [&] {
        auto const text = read_input(options.file);
        auto const document = wire::parse_json(text.value_or(""), wire::proof_limits);
        auto const proof = document.ok() ? wire::read_proof(*document)
                                         : Result<wire::Proof, Mistakes>(Err{Mistakes(document.error())});
        if (!proof.ok()) {
            Mistake const& first = proof.error().front();
            std::fprintf(stderr, "afterdesk verify-proof: %s: %s\n", first.path.c_str(),
                         wire::message_for(first, terminal_language()).c_str());
            return wrong_input;
        }
        wire::CheckedProof checked = wire::check_proof(*proof);
        checked.set(ProofCheck::signature, signature_of(*proof, *document, options.key));
        std::printf("ticket %s of %s, made %s\n", proof->ticket_no.value.c_str(), proof->tenant.value.c_str(),
                    format_minute(proof->made_at, china_offset_minutes).c_str());
        for (int i = 0; i < wire::proof_check_count; ++i) {
            auto const check = static_cast<ProofCheck>(i);
            std::printf("%-7s %-10s %s\n", word_of(checked.of(check)),
                        std::string(enumerator_names<ProofCheck>[static_cast<std::size_t>(i)]).c_str(),
                        said_of(*proof, checked, check).c_str());
        }
        bool const pictures = check_pictures(*proof, options.pictures);
        return checked.sound() && pictures ? 0 : failed_status;
    });
}

}  // namespace afterdesk
