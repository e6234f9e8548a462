#include "service/webhook_room.hpp"

#include <charconv>

#include "crypto/digest.hpp"
#include "outside/webhook/signature.hpp"
#include "service/ground.hpp"
#include "store/live.hpp"
#include "store/people.hpp"
#include "store/webhooks.hpp"

namespace afterdesk {

namespace {

using outside::webhook::key_in;
using outside::webhook::new_secret;
using store::Webhook;
using wire::DeliveryState;

constexpr int most_deliveries = 10'000;
constexpr int dropped_at_once = 1'000;
constexpr std::size_t most_id_chars = 64, ping_bytes = 8;
constexpr std::string_view id_characters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// His own, or nothing.
std::optional<Webhook> find_own(store::ReadTx& tx, HostCaller const& host, std::string_view id) {
    auto webhook = store::find_webhook(tx, host.tenant, id);
    if (webhook && !host.shop.empty() && webhook->shop != host.shop) return std::nullopt;
    return webhook;
}

Err<Mistakes> nowhere() { return Err{one_mistake(Rule::not_found)}; }

wire::WebhookView view_of(store::ReadTx& tx, Webhook const& webhook) {
    wire::WebhookView view;
    view.id = webhook.id;
    view.url = webhook.url;
    view.shop_id = webhook.shop.value;
    view.types = webhook.types;
    view.enabled = webhook.enabled;
    view.ended = webhook.ended;
    view.secrets = static_cast<int>(webhook.secrets.size());
    view.waiting = store::count_deliveries(tx, webhook, DeliveryState::waiting, most_deliveries);
    view.parked = store::count_deliveries(tx, webhook, DeliveryState::parked, most_deliveries);
    view.made_at_ms = webhook.made.ms;
    if (webhook.failing_since) view.failing_since_ms = webhook.failing_since->ms;
    return view;
}

/// What of the body can be said without looking anything up.
Mistakes check_form(std::string_view id, wire::WebhookBody const& body) {
    Mistakes mistakes;
    bool const named = id.size() <= most_id_chars && id.find_first_not_of(id_characters) == std::string::npos;
    if (!named) mistakes.push_back({Rule::bad_characters, "id", -1});
    for (std::size_t i = 0; i < body.secrets.size(); ++i) {
        if (!key_in(body.secrets[i]))
            mistakes.push_back({Rule::bad_characters, "secrets[" + std::to_string(i) + "]", -1});
    }
    return mistakes;
}

Mistakes check_hosts_shop(store::ReadTx& tx, HostCaller const& host, ShopId const& shop) {
    bool const known =
        shop.empty() ? host.shop.empty() : host.sees(shop) && store::find_shop(tx, host.tenant, shop);
    return known ? Mistakes{} : one_mistake(Rule::shop_unknown, "shop_id");
}

std::string ping_text(std::string const& id, TenantId const& tenant, Instant now) {
    wire::WebhookPing ping;
    ping.id = id;
    ping.tenant = tenant.value;
    ping.occurred_at_ms = now.ms;
    return wire::write_json(to_json(ping));
}

}  // namespace

wire::WebhooksView WebhookRoom::list(HostCaller const& host) {
    return ground_.store.read([&](store::ReadTx& tx) {
        wire::WebhooksView view;
        for (Webhook const& one : store::webhooks_of(tx, host.tenant)) {
            if (host.shop.empty() || one.shop == host.shop) view.items.push_back(view_of(tx, one));
        }
        return view;
    });
}

Result<wire::WebhookView, Mistakes> WebhookRoom::show(HostCaller const& host, std::string_view id) {
    return ground_.store.read([&](store::ReadTx& tx) -> Result<wire::WebhookView, Mistakes> {
        auto const webhook = find_own(tx, host, id);
        if (!webhook) return nowhere();
        return view_of(tx, *webhook);
    });
}

Result<wire::WebhookKept, Mistakes> WebhookRoom::put(HostCaller const& host, std::string_view id,
                                                     wire::WebhookBody const& body) {
    if (Mistakes wrong = check_form(id, body); !wrong.empty()) return Err{std::move(wrong)};
    if (endpoints_ && !endpoints_->may_call(body.url)) return Err{one_mistake(Rule::bad_characters, "url")};
    return ground_.store.write([&](store::WriteTx& tx) -> Result<wire::WebhookKept, Mistakes> {
        if (Mistakes wrong = check_hosts_shop(tx, host, {body.shop_id}); !wrong.empty())
            return Err{std::move(wrong)};
        auto const known = store::find_webhook(tx, host.tenant, id);
        if (known && !find_own(tx, host, id)) return Err{one_mistake(Rule::name_taken, "id")};
        bool const full =
            std::cmp_greater_equal(store::webhooks_of(tx, host.tenant).size(), wire::max_webhooks);
        if (!known && full) return Err{one_mistake(Rule::too_many, "webhooks", wire::max_webhooks)};
        Webhook webhook = known.value_or(Webhook{});
        bool const makes = body.secrets.empty() && !known;
        std::string const made = makes ? new_secret() : std::string();
        if (makes) webhook.secrets = {made};
        if (!body.secrets.empty()) webhook.secrets = body.secrets;
        webhook.tenant = host.tenant;
        webhook.id = id;
        webhook.shop = {body.shop_id};
        webhook.url = body.url;
        webhook.types = body.types;
        webhook.enabled = body.enabled;
        webhook.ended = std::nullopt;
        if (!known) webhook.made = ground_.now();
        store::put_webhook(tx, webhook);
        store::name_stream(tx, host.tenant);
        store::begin_deliveries_again(tx, webhook, ground_.now());
        auto const kept = store::find_webhook(tx, host.tenant, id);
        return wire::WebhookKept{view_of(tx, *kept), made};
    });
}

Result<Done, Mistakes> WebhookRoom::drop(HostCaller const& host, std::string_view id) {
    bool const his =
        ground_.store.read([&](store::ReadTx& tx) { return find_own(tx, host, id).has_value(); });
    if (!his) return nowhere();
    auto const drop = [&](store::WriteTx& tx) {
        return store::drop_webhook(tx, host.tenant, id, dropped_at_once);
    };
    while (ground_.store.write(drop) == dropped_at_once) {
    }
    return Done{};
}

Result<wire::WebhookPinged, Mistakes> WebhookRoom::ping(HostCaller const& host, std::string_view id) {
    return ground_.store.write([&](store::WriteTx& tx) -> Result<wire::WebhookPinged, Mistakes> {
        auto const webhook = find_own(tx, host, id);
        if (!webhook) return nowhere();
        std::string const event_id = "ping-" + crypto::hex(crypto::random_bytes(ping_bytes));
        Instant const now = ground_.now();
        store::add_delivery(tx, *webhook,
                            {event_id, "webhook.ping", "", 0, ping_text(event_id, host.tenant, now)}, now);
        store::wake_webhook(tx, host.tenant, id);
        return wire::WebhookPinged{event_id};
    });
}

Result<wire::Redelivered, Mistakes> WebhookRoom::redeliver(HostCaller const& host, std::string_view id,
                                                           wire::RedeliverBody const& body) {
    return ground_.store.write([&](store::WriteTx& tx) -> Result<wire::Redelivered, Mistakes> {
        auto const webhook = find_own(tx, host, id);
        if (!webhook) return nowhere();
        int const count = store::redeliver(tx, *webhook, body.event_ids, ground_.now());
        store::wake_webhook(tx, host.tenant, id);
        return wire::Redelivered{count};
    });
}

Result<wire::DeliveryPage, Mistakes> WebhookRoom::deliveries(HostCaller const& host, std::string_view id,
                                                             DeliveriesAsked const& asked) {
    std::int64_t before = 0;
    auto const [end, error] =
        std::from_chars(asked.cursor.data(), asked.cursor.data() + asked.cursor.size(), before);
    bool const sound = error == std::errc() && end == asked.cursor.data() + asked.cursor.size() && before > 0;
    if (!asked.cursor.empty() && !sound) return Err{one_mistake(Rule::bad_characters, "cursor")};
    return ground_.store.read([&](store::ReadTx& tx) -> Result<wire::DeliveryPage, Mistakes> {
        auto const webhook = find_own(tx, host, id);
        if (!webhook) return nowhere();
        wire::DeliveryPage page;
        auto const rows = store::list_deliveries(tx, *webhook, {asked.state, before, asked.count + 1});
        for (store::ListedDelivery const& row : rows) {
            if (std::cmp_equal(page.items.size(), asked.count)) break;
            page.items.push_back(row.view);
            page.next_cursor = std::to_string(row.number);
        }
        if (std::cmp_less_equal(rows.size(), asked.count)) page.next_cursor.clear();
        return page;
    });
}

}  // namespace afterdesk
