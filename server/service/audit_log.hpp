#pragma once
// Who did what and when: what is not a ticket is noted with the act, in its transaction; tickets have their
// events.

#include <string>

#include "service/caller.hpp"
#include "store/audit_log.hpp"
#include "wire/staff_api.hpp"

namespace afterdesk {

struct Ground;

struct Act {
    std::string action;
    wire::AuditNoun noun = wire::AuditNoun::ticket;
    std::string name{};  ///< which one
    std::string note{};
    std::string shop_id{};  ///< of whom it concerns, when that is not the caller's own shop
};
/// Notes an act of the caller's.
void note_act(store::WriteTx& tx, Caller const& caller, Instant now, Act const& act);

struct AuditSearch {
    std::string who, action, noun, q, from, to;  ///< days as "2026-11-29", the last one counts
    std::string cursor;
};

class AuditLog {
  public:
    explicit AuditLog(Ground& ground) : ground_(ground) {}
    /// A shop's own; the platform's is everybody's. Errors: unknown_name (noun), bad_characters (from, to),
    /// request_malformed (cursor).
    Result<wire::AuditPage, Mistakes> list(Caller const& caller, AuditSearch const& search);
    /// The hash chain of a ticket's history, counted through. Errors: not_found.
    Result<wire::ChainView, Mistakes> chain(Caller const& caller, std::string_view ticket_no);

  private:
    Ground& ground_;
};

}  // namespace afterdesk
