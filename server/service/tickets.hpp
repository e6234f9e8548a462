#pragma once
// Tickets as lists and in detail; a buyer applies, anybody gives a command.

#include <optional>
#include <string>
#include <string_view>

#include "service/caller.hpp"
#include "wire/codec.hpp"

namespace afterdesk {

struct Ground;

struct TicketQuery {
    std::optional<ShortStatus> status;
    std::optional<TicketType> type;
    std::string q;
    std::string cursor;
    int count = wire::page_size;  ///< items in the page, at most
    bool by_deadline = false;
    std::string arbitration;  ///< "open" or the name of a step; empty: all
    std::string queue;
};

struct Idempotency {
    std::string key;        ///< 1-64 id characters
    std::string_view body;  ///< the raw request, compared by hash
};

/// An answer as it is kept beside the idempotency key, so that a repetition gets the same bytes.
struct Kept {
    bool created = false;  ///< something new came of it
    std::string body;
};

/// Foreign and missing objects are both not_found. A failure of the store throws StoreFailure.
class Tickets {
  public:
    explicit Tickets(Ground& ground) : ground_(ground) {}

    Result<wire::TicketPage, Mistakes> list(Caller const& caller, TicketQuery const& query);
    Result<wire::TicketDetail, Mistakes> show(Caller const& caller, std::string_view ticket_no);

    // One transaction each {idempotency key, events, row, money, ledger, outbox, live event}.
    Result<Kept, Refusal> apply(Caller const& caller, wire::ApplyBody const& body,
                                Idempotency const& idempotency);
    Result<Kept, Refusal> command(Caller const& caller, std::string_view ticket_no,
                                  wire::CommandBody const& body, Idempotency const& idempotency);

  private:
    Ground& ground_;
};

}  // namespace afterdesk
