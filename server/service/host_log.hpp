#pragma once
// The pull log's events, made of commits and histories. Whoever tells hosts of events reads them here, so
// that page by page and by webhook they are the same.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "store/live.hpp"
#include "wire/host_api.hpp"

namespace afterdesk {

/// A place in the pull log: behind this commit, or behind that version of its ticket.
struct LogPlace {
    std::string stream;
    std::int64_t seq = 0;
    int version = 0;  ///< 0: the whole commit was read
};
/// "<stream>-<seq>" or "<stream>-<seq>.<version>".
std::string text_of(LogPlace const& place);
/// Errors: nothing when it is not one.
std::optional<LogPlace> read_place(std::string_view text);

class HostLog {
  public:
    HostLog(store::ReadTx& tx, TenantId tenant)
        : tx_(tx), tenant_(std::move(tenant)), stream_(store::stream_of(tx, tenant_)) {}

    std::string const& stream() const { return stream_; }

    /// The first of the commit's versions; the last is commit.version.
    static int first_version(store::LoggedCommit const& commit) {
        return commit.first_version > 0 ? commit.first_version : commit.version;
    }
    /// The event that led to this version of the commit's ticket, when its type is among them (empty: all).
    /// Errors: nothing also when it is not there any more.
    std::optional<wire::HostEvent> event(store::LoggedCommit const& commit, int version,
                                         std::vector<std::string> const& types);

  private:
    /// A ticket that is told step by step.
    struct Told {
        std::vector<EventRecord> history;
        Ticket ticket;

        /// As it was behind its event of that version; false where there is none.
        bool go_to(int version);
    };
    Told& ticket_of(TicketNo const& no);

    store::ReadTx& tx_;
    TenantId tenant_;
    std::string stream_;
    std::map<TicketNo, Told> tickets_;
};

}  // namespace afterdesk
