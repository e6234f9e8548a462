#pragma once
// What the parts of the service share. Seen by server/service/*.cpp only.

#include <condition_variable>
#include <map>
#include <mutex>
#include <thread>

#include "files/evidence_files.hpp"
#include "files/reencode.hpp"
#include "service/channel.hpp"
#include "service/desk_clock.hpp"
#include "service/passwords.hpp"
#include "service/service.hpp"
#include "store/outbox.hpp"
#include "store/store.hpp"
#include "store/tickets.hpp"
#include "wire/policy_book.hpp"

namespace afterdesk {

// ---- Loading ----------------------------------------------------------------------------------------------

store::Scope scope_of(Caller const& caller);
Actor actor_of(Caller const& caller);
wire::TicketSummary summary_of(store::ListedTicket const& ticket);
inline Mistakes one_mistake(Rule rule, std::string path = {}, std::int64_t limit = -1) {
    return {Mistake{rule, std::move(path), limit}};
}

/// The order, when the scope may see it.
std::optional<Order> load_order(store::ReadTx& tx, store::Scope const& scope, OrderNo const& order_no);
/// Policies by version and shop. They never change, so each is read once.
class Policies {
  public:
    // Errors: StoreFailure when there is none.
    std::shared_ptr<Policy const> newest(store::ReadTx& tx, TenantId const& tenant, ShopId const& shop);
    std::shared_ptr<Policy const> get(store::ReadTx& tx, TenantId const& tenant, int version,
                                      ShopId const& shop);
    std::shared_ptr<wire::PolicyBook const> book(store::ReadTx& tx, TenantId const& tenant, int version);

  private:
    std::mutex mutex_;
    std::map<std::pair<TenantId, int>, std::shared_ptr<wire::PolicyBook const>> books_;
    std::map<std::tuple<TenantId, int, ShopId>, std::shared_ptr<Policy const>> known_;
};
store::Buyer load_buyer(store::ReadTx& tx, TenantId const& tenant, BuyerId const& id);
/// Return addresses are left out for buyers.
wire::ShopView load_shop_view(store::ReadTx& tx, TenantId const& tenant, wire::Audience audience,
                              ShopId const& id);
wire::TicketDetail load_detail(store::ReadTx& tx, TenantId const& tenant, wire::Audience audience,
                               Ticket ticket, Order order, Policy const& policy);

/// What the order's tickets hold, and how often each line was applied for.
struct OrderClaims {
    std::vector<Claim> claims;
    std::map<int, int> applications;  ///< by line number
};
/// Units: the ticket `except` is left out; empty: none is.
OrderClaims load_order_claims(store::ReadTx& tx, TenantId const& tenant, OrderNo const& order_no,
                              TicketNo const& except = {});
/// The largest number of applications on any of the lines. Rule: Context::applications.
int most_applications(OrderClaims const& use, std::vector<LineRequest> const& lines);

std::vector<Ware> load_shelf(store::ReadTx& tx, TenantId const& tenant, ShopId const& shop);

/// About what a decision is wanted.
struct ContextFor {
    TenantId const& tenant;
    Ticket const& ticket;  ///< version 0 for one that does not exist yet
    Order const& order;
    Actor actor;
    Command const& command;
    Instant now;
};
/// All that the decision needs to know but the number of a new ticket. What the command has no use for is
/// left empty.
Context load_context(store::ReadTx& tx, Policies& policies, ContextFor const& wanted);

// ---- Storing ----------------------------------------------------------------------------------------------

/// A decision on its way into the books: who, when, about what.
struct Decided {
    TenantId const& tenant;
    Ticket const& before;
    std::vector<Event> const& events;
    Actor const& actor;
    Instant now;
    Order const& order;
    store::Buyer const& buyer;
};
/// Folds the events, and writes events, row, money, refunds, outbox, evidence, search and live event.
/// Promise: the ticket as it is now. Units: at least one event.
Ticket persist(store::WriteTx& tx, Decided const& decided);

/// Decides and stores a command of the system. Nothing when the ticket is past it or it changes nothing.
/// Errors: what the decision says.
std::optional<Result<Ticket, Mistakes>> decide_as_system(store::WriteTx& tx, Policies& policies,
                                                         ContextFor const& wanted);

/// Writes facts of an order down, and tells its tickets. Promise: the tickets that moved.
/// Errors: see Service::note_facts.
Result<wire::FactsView, Mistakes> take_facts(store::WriteTx& tx, Policies& policies, TenantId const& tenant,
                                             Order const& order, wire::FactsBody const& facts, Instant now);

/// Moves the money that the step from `before` to `after` reserves, gives back or has paid.
void book(store::WriteTx& tx, TenantId const& tenant, Ticket const& before, Ticket const& after, Instant now);

// ---- Background work --------------------------------------------------------------------------------------

/// A thread that sleeps until it is poked or a time has come.
class Worker {
  public:
    /// `work` does what is due and tells how long to sleep at most. Units: milliseconds.
    void start(std::function<std::int64_t()> work);
    void stop();
    /// There may be something to do. Callable from any thread.
    void poke();

  private:
    void loop(std::function<std::int64_t()> const& work);

    std::mutex mutex_;
    std::condition_variable changed_;
    bool stopping_ = false, poked_ = false;
    std::thread thread_;
};

// ---- The service's own state ------------------------------------------------------------------------------

struct Service::Impl {
    store::Store& store;
    ServiceConfig config;
    DeskClock clock;
    Channel channel;
    files::Reencoder reencoder;
    files::EvidenceFiles evidence_files;
    Policies policies;
    PasswordCheck passwords;
    TryLimit sign_in_limit;
    Worker outbox_worker, timer_worker;
    std::mutex listener_mutex;
    std::function<void(std::vector<LiveEvent> const&)> listener;
    std::int64_t next_clean_up_ms = 0;  ///< used by the timer's thread only
    std::mutex journey_mutex;           ///< of the one who moves the clock

    Impl(store::Store& from, ServiceConfig with);
    ~Impl();

    Instant now() const { return clock.now(); }
    void move_clock(Duration by);
    void tell(std::vector<store::LiveRow> const& rows);
    void log(std::string_view text) const;

    // Outbox: one message, if one is due. Timers: one deadline, if one has passed. True when there was one.
    bool send_due();
    void send_refund(store::OutboxRow const& row);
    void send_reclaim(store::OutboxRow const& row);
    void try_later(store::OutboxRow const& row, std::string const& why);
    bool record_refund(store::OutboxRow const& row, RecordRefund const& answer);
    std::optional<Result<Ticket, Mistakes>> end_deadline(store::WriteTx& tx, store::DueTicket const& due);
    int end_due_deadlines();
    void clean_up();
    std::int64_t sleep_until(std::optional<Instant> next) const;
    std::int64_t outbox_turn();
    std::int64_t timer_turn();
};

}  // namespace afterdesk
