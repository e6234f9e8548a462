#pragma once
// Tickets as lists and in detail; a buyer applies, anybody gives a command.

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "service/caller.hpp"
#include "store/tickets.hpp"
#include "wire/codec.hpp"
#include "wire/shop_api.hpp"
#include "wire/work_api.hpp"

namespace afterdesk {

struct Ground;

/// What of a list is wanted; what is not said is not asked for.
struct TicketQuery {
    std::optional<ShortStatus> status;
    std::vector<TicketType> types;     ///< one of these
    std::vector<std::string> reasons;  ///< likewise
    std::vector<Work> work;            ///< likewise
    std::string q;
    std::string cursor;
    int count = wire::page_size;  ///< items in the page, at most
    store::TicketOrder order = store::TicketOrder::newest;
    std::string arbitration;  ///< "open" or the name of a step; empty: all
    std::optional<AppealStep> appeal;
    std::string queue, shop;
    std::string same_buyer;  ///< a ticket whose buyer's are wanted
    std::optional<Due> due;
    std::optional<Fen> least_fen, most_fen;
    std::optional<Instant> since, before;
    bool counted = true;  ///< whether the counts are wanted
};

/// A file that comes piece by piece; an empty piece is its end. Errors of the store end it early.
using FilePieces = std::function<std::string()>;

struct Idempotency {
    std::string key;        ///< 1-64 id characters
    std::string_view body;  ///< the raw request, compared by hash
};

/// An answer as it is kept beside the idempotency key, so that a repetition gets the same bytes.
struct Kept {
    bool created = false;  ///< something new came of it
    std::string body;
};

/// A decision that is made and not yet written.
struct Pending {
    Kept answer;  ///< true when it is written
    /// Begins to write, and returns. `told` hears once, from any thread, whether it is durable; when it is
    /// not, nothing was changed, and whoever asks again, waiting, hears why. Units: the service outlives it.
    std::function<void(store::Told told)> write;
};
/// An answer, or one that will be true soon.
using Soon = std::variant<Result<Kept, Refusal>, Pending>;

/// Foreign and missing objects are both not_found. A failure of the store throws StoreFailure.
class Tickets {
  public:
    explicit Tickets(Ground& ground) : ground_(ground) {}

    Result<wire::TicketPage, Mistakes> list(Caller const& caller, TicketQuery const& query);
    /// What waits for staff. Errors: not_your_part for buyers.
    Result<wire::WorkView, Mistakes> work(Caller const& caller);
    /// All that the query finds, the newest first, for spreadsheets. Units: the service outlives it.
    /// Errors: those of `list`; not_your_part for buyers.
    Result<FilePieces, Mistakes> csv(Caller const& caller, TicketQuery query);
    /// What was said when staff opened it for its buyer. Errors: not_found for buyers, too.
    Result<wire::ContactView, Mistakes> contact(Caller const& caller, std::string_view ticket_no);
    Result<wire::TicketDetail, Mistakes> show(Caller const& caller, std::string_view ticket_no);
    /// The same as its document.
    Result<std::string, Mistakes> page(Caller const& caller, std::string_view ticket_no);

    // One transaction each {idempotency key, events, row, money, ledger, outbox, live event}.
    /// `contact`: how the buyer reached the staff who applies for him.
    Result<Kept, Refusal> apply(Caller const& caller, wire::ApplyBody const& body,
                                Idempotency const& idempotency,
                                std::optional<wire::Contact> const& contact = std::nullopt);
    Result<Kept, Refusal> command(Caller const& caller, std::string_view ticket_no,
                                  wire::CommandBody const& body, Idempotency const& idempotency);

    // The same without waiting for the disk.
    Soon apply_soon(Caller const& caller, wire::ApplyBody const& body, Idempotency const& idempotency,
                    std::optional<wire::Contact> const& contact = std::nullopt);
    Soon command_soon(Caller const& caller, std::string_view ticket_no, wire::CommandBody const& body,
                      Idempotency const& idempotency);
    /// Waits until all that was begun has been told.
    void settle();

  private:
    Ground& ground_;
};

}  // namespace afterdesk
