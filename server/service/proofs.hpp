#pragma once
// Tickets to take along: one signed file of a ticket, as far as the caller may read it. Rule: wire/proof.hpp.

#include <string>
#include <string_view>

#include "service/caller.hpp"
#include "service/proof_key.hpp"
#include "wire/proof.hpp"

namespace afterdesk {

struct Ground;

class Proofs {
  public:
    explicit Proofs(Ground& ground);

    /// A document of now. Errors: not_found, also for tickets that are not his to see.
    Result<wire::Proof, Mistakes> make(Caller const& caller, std::string_view ticket_no);
    /// Whose signature it is.
    wire::ProofKeys keys();

  private:
    Ground& ground_;
    ProofKeyring keyring_;
};

}  // namespace afterdesk
