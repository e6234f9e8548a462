#pragma once
// Policies: the mall's document and the shops' overrides, in versions; and what other rules would have
// decided.

#include <optional>

#include "service/caller.hpp"
#include "wire/admin_api.hpp"

namespace afterdesk {

struct Ground;

/// The platform: the mall's policy. A merchant: the shop's overrides, and what holds there.
/// Errors: not_your_part for buyers, right_missing, stale_version.
class Policies {
  public:
    explicit Policies(Ground& ground) : ground_(ground) {}
    Result<wire::PolicyView, Mistakes> show(Caller const& caller, std::optional<int> version);
    Result<wire::PolicyView, Mistakes> put(Caller const& caller, wire::PolicyBody const& body);
    Result<wire::DryRunView, Mistakes> dry_run(Caller const& caller, wire::DryRunBody const& body);
    /// The newest tickets that the caller may see, for a dry run on the page. Errors: must_be_positive,
    /// too_large for `count`.
    Result<wire::PastView, Mistakes> past(Caller const& caller, std::optional<int> count);

  private:
    Ground& ground_;
};

}  // namespace afterdesk
