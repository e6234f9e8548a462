#pragma once
// What the server can do for somebody: load ▸ decide ▸ store. Every call is bound to a tenant and an actor;
// nothing here knows HTTP. Refusals come back as Mistakes; a failure of the store throws StoreFailure (the
// route answers 503).

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wire/admin_api.hpp"
#include "wire/api.hpp"
#include "wire/codec.hpp"
#include "wire/messages.hpp"

namespace afterdesk {

namespace store {
class Store;
}

/// Who is asking, found by the session cookie.
struct Caller {
    TenantId tenant;
    wire::Audience audience = wire::Audience::buyer;
    std::string actor_id;
    std::string name;
    ShopId shop;           ///< merchants only
    bool manager = false;  ///< of staff: may also set policy and stock, and on the platform the clock
    std::string order_no;  ///< buyers: from the launch link
    wire::Language language = wire::Language::zh_cn;
    std::string request_id;
};

/// A refusal, and for a stale or wrong-state command the ticket as it is now.
struct Refusal {
    Mistakes mistakes;
    std::optional<wire::TicketDetail> current;
};

/// An answer as it was (or will be) sent: kept beside the idempotency key, so that a repetition gets the same
/// bytes.
struct Reply {
    int status = 200;
    std::string body;
};

struct SignedIn {
    std::string session_token;  ///< goes into the cookie; only its hash is stored
    std::int64_t max_age_s = 0;
    wire::SessionView view;
};

struct Idempotency {
    std::string key;        ///< Idempotency-Key header, 1-64 id characters
    std::string_view body;  ///< the raw request body, compared by hash
};

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

/// A change that was committed: what live streams are told. `seq` is tenant-wide, in commit order, without
/// gaps.
struct LiveEvent {
    std::int64_t seq = 0;
    TenantId tenant;
    ShopId shop;
    BuyerId buyer;
    std::string ticket_no, order_no;
    int version = 0;
    State state = State::awaiting_merchant;
};

struct ServiceConfig {
    bool demo = false;
    std::string tenant_name;
    std::function<Instant()> now;             ///< the machine's clock
    Duration clock_offset{0};                 ///< what the desk's clock adds to it; `serve --clock`
    std::function<std::uint64_t()> random64;  ///< from the system's generator
    /// The program that is run as `program reencode` for each picture: normally this one.
    std::string reencode_program = "/proc/self/exe";
    /// Told of failures in background work; empty: standard error.
    std::function<void(std::string_view)> log;
};

class Service {
  public:
    Service(store::Store& store, ServiceConfig config);
    ~Service();

    // Sessions. Errors: launch_token_*, wrong_password, too_many_requests.
    Result<SignedIn, Mistakes> sign_in_by_launch(std::string_view token);
    Result<SignedIn, Mistakes> sign_in_by_password(wire::Audience audience, std::string_view login,
                                                   std::string_view password,
                                                   std::string_view client_address);
    std::optional<Caller> identify(wire::Audience audience, std::string_view session_token);
    /// Whether the session still holds; asking does not keep it alive.
    bool session_holds(wire::Audience audience, std::string_view session_token);
    void sign_out(std::string_view session_token);
    wire::SessionView session_view(Caller const& caller);

    // Reading. Foreign and missing objects are both not_found.
    Result<wire::OrderPage, Mistakes> orders(Caller const&, std::string_view q, std::string_view cursor,
                                             int count = wire::page_size);
    Result<wire::OrderDetail, Mistakes> order(Caller const&, std::string_view order_no);
    Result<wire::TicketPage, Mistakes> tickets(Caller const&, TicketQuery const&);
    Result<wire::TicketDetail, Mistakes> ticket(Caller const&, std::string_view ticket_no);
    /// Units: a ticket that is about to be changed is named, so that what it holds counts as free.
    Result<Quote, Mistakes> quote_for(Caller const&, std::string_view order_no, Request const&,
                                      TicketNo const& changing = {});

    // Writing: one transaction each {idempotency key, events, row, holdings, ledger, outbox, live event}.
    Result<Reply, Refusal> apply(Caller const&, wire::ApplyBody const&, Idempotency const&);
    Result<Reply, Refusal> command(Caller const&, std::string_view ticket_no, wire::CommandBody const&,
                                   Idempotency const&);

    /// What the mall knows of an order, and what it leads to in the order's tickets: one transaction.
    /// Promise: told again it changes nothing. Errors: as with_facts; parcel_missing for a parcel of
    /// nobody's; not_found; what the tickets say to a collection.
    Result<wire::FactsView, Mistakes> note_facts(Caller const&, wire::FactsBody const&);

    // Stock and policy. Errors: not_your_part for staff who are no managers; stale_version.
    Result<wire::StockView, Mistakes> stock(Caller const&);
    Result<wire::StockView, Mistakes> put_stock(Caller const&, std::vector<Ware> const&);
    /// The platform: the mall's policy. A merchant: the shop's overrides, and what holds there.
    Result<wire::PolicyView, Mistakes> policy(Caller const&, std::optional<int> version);
    Result<wire::PolicyView, Mistakes> put_policy(Caller const&, wire::PolicyBody const&);
    Result<wire::DryRunView, Mistakes> dry_run_policy(Caller const&, wire::DryRunBody const&);

    // The clock. Errors: not_your_part unless an administrator asks in demo mode.
    wire::ClockView clock();
    /// Promise: when it answers, every deadline on the way has fired, each at its own time.
    Result<wire::ClockView, Mistakes> advance_clock(Caller const&, Duration by);

    // Evidence: `add` re-encodes in a child process and keeps by content hash.
    Result<wire::EvidenceView, Mistakes> add_evidence(Caller const&, std::string_view bytes);
    struct EvidenceFile {
        std::string bytes, content_type;
    };
    Result<EvidenceFile, Mistakes> evidence(Caller const&, std::string_view id, bool thumbnail);

    // Simulated payment channel (demo mode).
    wire::ChannelSettings channel_settings();
    Result<wire::ChannelSettings, Mistakes> set_channel_settings(Caller const&, wire::ChannelSettings const&);

    // Live events after `seq` that the caller may see, oldest first, at most `limit`.
    std::vector<LiveEvent> live_since(Caller const&, std::int64_t seq, int limit);
    std::int64_t live_head(TenantId const&);
    /// The number in front of the oldest event that is kept: whoever stands before it has missed some.
    std::int64_t live_floor(TenantId const&);
    /// Called after each commit, on the writer thread; must only wake somebody up.
    void on_commit(std::function<void(std::vector<LiveEvent> const&)> listener);

    /// Background work: the outbox (refunds) and due timers, on threads of their own. `stop` waits for them.
    void start_jobs();
    void stop_jobs();
    /// The same work, once, on the caller's thread, as far as it is due. Promise: the number of things done.
    int run_due_jobs();

  private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace afterdesk
