#pragma once
// Hosts' endpoints and their deliveries: made of the pull log, sent one after the other for each ticket, kept
// for a while when they are done.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/health.hpp"
#include "store/tx.hpp"
#include "wire/webhook_api.hpp"

namespace afterdesk::store {

struct Webhook {
    TenantId tenant;
    std::string id;
    ShopId shop;  ///< empty: all events of the mall
    std::string url;
    std::vector<std::string> types;    ///< empty: all
    std::vector<std::string> secrets;  ///< as they were told, the newest first
    bool enabled = true;
    std::optional<wire::WebhookEnd> ended;
    Instant made{};
    std::int64_t spread_seq = 0;  ///< commits up to this one have their deliveries
    int failures = 0;             ///< tries in a row that failed
    std::optional<Instant> failing_since{};
    Instant quiet_until{0};

    bool works() const { return enabled && !ended; }
};

/// What the host may change, and `ended`; a new one begins with what happens from now on.
void put_webhook(WriteTx& tx, Webhook const& webhook);
std::optional<Webhook> find_webhook(ReadTx& tx, TenantId const& tenant, std::string_view id);
/// By id.
std::vector<Webhook> webhooks_of(ReadTx& tx, TenantId const& tenant);
/// Those of all malls that something is sent to.
std::vector<Webhook> working_webhooks(ReadTx& tx);
/// Promise: the number of its deliveries that went; it goes itself when there are none left.
int drop_webhook(WriteTx& tx, TenantId const& tenant, std::string_view id, int limit);
void end_webhook(WriteTx& tx, Webhook const& webhook, wire::WebhookEnd why);
/// What became of the newest try. `quiet_until`: nothing is sent before; none: all is well.
void note_try(WriteTx& tx, Webhook const& webhook, Instant now, std::optional<Instant> quiet_until);
/// Nothing is sent to it before.
void hold_webhook(WriteTx& tx, Webhook const& webhook, Instant until);
/// It is tried at once.
void wake_webhook(WriteTx& tx, TenantId const& tenant, std::string_view id);

/// An event as it is sent. Units: `ticket_no` is empty for what is of none; then it waits for nobody.
struct Outgoing {
    std::string event_id, type, ticket_no;
    int version = 0;  ///< of the ticket
    std::string body;
};
/// Makes the deliveries of the commits behind webhook.spread_seq up to `seq`. Promise: each once; false when
/// another was faster.
bool spread(WriteTx& tx, Webhook const& webhook, std::int64_t seq, std::vector<Outgoing> const& events,
            Instant now);
/// One more, of no commit.
void add_delivery(WriteTx& tx, Webhook const& webhook, Outgoing const& event, Instant now);

struct Delivery {
    std::int64_t number = 0;
    Outgoing event;
    Instant since{};   ///< when its turn came
    int attempts = 0;  ///< with the one that is under way
};
/// The next whose turn has come, for `lease`; nobody else gets it meanwhile.
std::optional<Delivery> lease_delivery(WriteTx& tx, Webhook const& webhook, std::string_view owner,
                                       Instant now, Duration lease);
/// When one is due; nothing while there is none.
std::optional<Instant> next_delivery(ReadTx& tx, Webhook const& webhook);
void drop_delivery_leases(WriteTx& tx, std::string_view owner);

/// What came of a try.
struct Tried {
    Instant at;
    int status = 0;
    std::string problem;
};
/// Promise: the next of its ticket has its turn.
void set_delivered(WriteTx& tx, Webhook const& webhook, Delivery const& delivery, Tried const& tried);
void set_waiting(WriteTx& tx, Webhook const& webhook, Delivery const& delivery, Tried const& tried,
                 Instant run_at);
void set_parked(WriteTx& tx, Webhook const& webhook, Delivery const& delivery, Tried const& tried);
/// Whatever waits for its next try is due now.
void hasten_deliveries(WriteTx& tx, Webhook const& webhook, Instant now);

/// Whatever has its turn is due now, and is tried for three days more.
void begin_deliveries_again(WriteTx& tx, Webhook const& webhook, Instant now);

/// Of these events, or without any all that are parked. Promise: how many wait now.
int redeliver(WriteTx& tx, Webhook const& webhook, std::vector<std::string> const& event_ids, Instant now);

/// Behind number `before`, the newest first.
struct DeliveriesWanted {
    std::optional<wire::DeliveryState> state;
    std::int64_t before = 0;  ///< 0: from the newest on
    int limit = 0;
};
struct ListedDelivery {
    std::int64_t number = 0;
    wire::DeliveryView view;
};
std::vector<ListedDelivery> list_deliveries(ReadTx& tx, Webhook const& webhook,
                                            DeliveriesWanted const& wanted);
/// At most `limit`.
int count_deliveries(ReadTx& tx, Webhook const& webhook, wire::DeliveryState state, int limit);

/// Those that were delivered before. Promise: the number that went.
int forget_deliveries(WriteTx& tx, Webhook const& webhook, Instant before, int limit);
/// What waits to be sent, in all the mall; at most `limit`.
int count_outgoing(ReadTx& tx, TenantId const& tenant, int limit);
/// Deliveries that were given up, and endpoints that nothing is sent to any more.
Ailments parked_deliveries(ReadTx& tx, TenantId const& tenant, int limit);

/// After tickets went back to an earlier time: what was to be sent of events that are no more goes with them.
/// Units: asked before the live events get new numbers.
void rewind_webhooks(WriteTx& tx);

}  // namespace afterdesk::store
