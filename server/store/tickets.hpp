#pragma once
// Tickets: the current row, the events behind it with their hash chain, and the lists.

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "domain/ticket/ticket.hpp"
#include "domain/ticket/work.hpp"
#include "store/people.hpp"
#include "store/scope.hpp"
#include "store/search.hpp"
#include "store/tx.hpp"

namespace afterdesk::store {

/// The ticket, when it is there and within the scope.
std::optional<Ticket> find_ticket(ReadTx& tx, Scope const& scope, TicketNo const& no);
bool ticket_exists(ReadTx& tx, TenantId const& tenant, TicketNo const& no);
/// All tickets of an order, the oldest first, closed ones too.
std::vector<Ticket> tickets_of_order(ReadTx& tx, TenantId const& tenant, OrderNo const& order_no);
std::vector<EventRecord> history_of(ReadTx& tx, TenantId const& tenant, TicketNo const& no);
/// The same as a document for staff.
std::string history_text(ReadTx& tx, TenantId const& tenant, TicketNo const& no);

/// Open tickets, but for this one, whose returned parcel has this number; at most ten.
std::vector<Ticket> open_tickets_with_parcel(ReadTx& tx, TenantId const& tenant,
                                             std::string const& tracking_no, TicketNo const& except);
/// The number under which it is found there; empty while none comes back to an open ticket.
std::string awaited_parcel(Ticket const& ticket);
/// The numbers under which it is found, one a line.
std::string kept_parcels(ReadTx& tx, TenantId const& tenant, TicketNo const& no);

/// Units: `events` are the newest ones, already folded into `ticket`.
struct TicketChange {
    TenantId const& tenant;
    Ticket const& ticket;
    std::vector<EventRecord> const& events;
    Order const& order;
    Buyer const& buyer;
};
/// A change as it will be written: documents, hashes and words, so that nothing of it is worked out while
/// others wait to write. Units: good as long as the order's book and the buyer's stand.
struct TicketStep;
using ReadyStep = std::shared_ptr<TicketStep const>;
/// Errors: StoreFailure `moved` when the row is not at the version that the events follow on.
ReadyStep ready_step(ReadTx& tx, TicketChange const& change);
/// Writes the row, appends the events to the chain, and keeps what lists, search and live streams need.
/// Errors: StoreFailure `moved`, as above.
void save_ticket(WriteTx& tx, TicketStep const& step);
void save_ticket(WriteTx& tx, TicketChange const& change);

/// The buyer is called otherwise now: his tickets are found so. Errors: StoreFailure.
void name_tickets_of(WriteTx& tx, TenantId const& tenant, Buyer const& buyer);

/// Puts what every ticket is found by into an empty index. Errors: StoreFailure.
void put_ticket_texts(WriteTx& tx);

/// The step of the arbitration, as the row's column has it; empty without one.
std::string arbitration_column(Ticket const& ticket);
/// Its pile of work likewise; empty when it asks nothing of staff.
std::string work_column(Ticket const& ticket);

/// Writes what lists and search show of an order's tickets: its goods may be told with other looks.
void show_anew(WriteTx& tx, TenantId const& tenant, Order const& order);

/// What a ticket is found by: one part per line.
std::string text_of(Ticket const& ticket, Order const& order, Buyer const& buyer);

// ---- Lists ------------------------------------------------------------------------------------------------

/// A place in a list: the sort key and the number of the last ticket shown.
struct TicketPlace {
    std::int64_t key = 0;
    std::string ticket_no;
};
/// What the rows stand by.
enum class TicketOrder : unsigned char { newest, oldest, deadline, deadline_last, amount, amount_least };
std::span<std::string_view const> ticket_order_names();

/// What one question about a list looks at, at most: what is asked for may fit one ticket in a million.
/// Units: entries of an index; a row that has to be looked at itself costs as much as four.
inline constexpr int list_budget = 10'000;
/// The same of counts that are not kept, beside a list: above it they say "at least".
inline constexpr int count_budget = 2'000;

/// What of a list is wanted; what is not said here is not asked for.
struct TicketFilter {
    Scope scope;
    std::optional<ShortStatus> status;
    std::vector<TicketType> types;               ///< one of these
    std::vector<std::string> reasons;            ///< likewise
    std::vector<Work> work;                      ///< likewise
    std::optional<ArbitrationStep> arbitration;  ///< only tickets at this step of it
    bool arbitrated = false;                     ///< only tickets that the platform has to decide
    std::optional<AppealStep> appeal;            ///< only tickets whose verdict was appealed against
    std::string queue;                           ///< only tickets of this queue
    std::string shop;                            ///< only this shop's
    std::string same_buyer;                      ///< only those of the buyer of this ticket
    std::optional<Due> due;                      ///< of what asks something of staff, as seen at `now`
    Instant now;
    std::optional<Fen> least_fen, most_fen;
    std::optional<Instant> since, before;  ///< when they were applied for
    std::optional<SearchQuery> search;
    TicketOrder order = TicketOrder::newest;
    std::optional<TicketPlace> behind;
    int limit = 0;
    bool counted = true;  ///< whether its counts are wanted; a search gives them in any case
    bool updated = true;  ///< whether it is asked when they were changed last
    int budget = list_budget;
};
/// What a list shows of a ticket.
struct ListedTicket {
    TicketNo no;
    OrderNo order_no;
    ShopId shop_id;
    std::string shop_name, buyer_name;
    TicketType type = TicketType::refund_unshipped;
    State state = State::awaiting_merchant;
    ShortStatus status = ShortStatus::reviewing;
    std::string title, spec, image;  ///< of the first requested line
    int line_count = 0, quantity = 0;
    Fen refund_fen = 0;
    std::string reason;
    Instant applied_at;
    std::optional<Instant> deadline;
    int version = 0;
    bool has_strays = false;
    Instant updated_at;  ///< of the last event, where the filter asks for it
    std::optional<ArbitrationStep> arbitration;
    std::optional<AppealStep> appeal;
};
struct TicketList {
    std::vector<ListedTicket> items;
    std::optional<TicketPlace> next;    ///< when there are, or may be, more: a page need not be full
    std::map<ShortStatus, int> counts;  ///< whatever the status filter
    bool at_least = false;              ///< there may be more than the counts say
};
/// How much lies in a pile.
struct PileOfWork {
    Work work = Work::review;
    int count = 0, half_day = 0, overdue = 0;  ///< of them, see Due
    Fen half_day_fen = 0;
    std::optional<Instant> first_deadline;
    bool at_least = false;  ///< more may be due: only so many were looked at
};
/// Those that have something, in their order.
std::vector<PileOfWork> piles_of_work(ReadTx& tx, Scope const& scope, Instant now);

/// How many tickets wait in the queue.
int count_queue(ReadTx& tx, Scope const& scope, std::string_view queue);
/// All that tickets are in, by their names.
std::vector<std::string> queues_of(ReadTx& tx, Scope const& scope);
TicketList list_tickets(ReadTx& tx, TicketFilter const& filter);
std::vector<ListedTicket> list_tickets_of_order(ReadTx& tx, Scope const& scope, OrderNo const& order_no);
/// Tickets of the order that are neither completed nor closed.
int count_open_tickets(ReadTx& tx, TenantId const& tenant, OrderNo const& order_no);

/// Tickets applied for since then, the newest first.
std::vector<TicketNo> newest_tickets(ReadTx& tx, Scope const& scope, Instant since, int limit);
/// Tickets of the buyer since then, but for this one. Units: `except` may be empty.
int count_tickets_of_buyer(ReadTx& tx, TenantId const& tenant, BuyerId const& buyer, Instant since,
                           TicketNo const& except);

// ---- Approvals --------------------------------------------------------------------------------------------

/// What a member of staff has agreed to.
struct ApprovalRow {
    TicketNo ticket_no;
    int seq = 0;  ///< of the ticket's newest event then
    std::string staff_id;
    Fen amount_fen = 0;
};
void add_approval(WriteTx& tx, TenantId const& tenant, ApprovalRow const& row, Instant now);
/// The sum since then.
Fen approved_since(ReadTx& tx, TenantId const& tenant, std::string_view staff_id, Instant since);

// ---- Deadlines --------------------------------------------------------------------------------------------

struct DueTicket {
    TenantId tenant;
    TicketNo no;
    Instant deadline;
};
/// Tickets whose deadline is not after `now`, tenant by tenant, the most overdue first, from behind one of
/// them on.
std::vector<DueTicket> due_tickets(ReadTx& tx, Instant now, std::optional<DueTicket> const& behind,
                                   int limit);
/// The first deadline after that time.
std::optional<Instant> next_deadline(ReadTx& tx, Instant after);

}  // namespace afterdesk::store
