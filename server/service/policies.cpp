#include "service/policies.hpp"

#include <algorithm>

#include "service/audit_log.hpp"
#include "service/ground.hpp"
#include "service/load.hpp"
#include "store/orders.hpp"

namespace afterdesk {

namespace {

constexpr int versions_shown = 100;
constexpr int reviews_looked_at = 2'000;

wire::PolicyStamp stamp_of(store::PolicyRow const& row) {
    return {row.version, row.at.ms, row.audience, row.actor};
}

bool is_shop(Caller const& caller) { return caller.audience == wire::Audience::merchant; }

wire::PolicyView view_of(wire::PolicyBook const& book, std::vector<store::PolicyRow> const& rows,
                         Caller const& caller) {
    wire::PolicyView view;
    for (store::PolicyRow const& row : rows) {
        if (row.version == book.base.version) view.stamp = stamp_of(row);
        view.versions.push_back(stamp_of(row));
    }
    view.stamp.version = book.base.version;
    if (is_shop(caller)) {
        auto const found = book.shops.find(caller.shop.value);
        view.overrides = found == book.shops.end() ? wire::Value(wire::Object{}) : found->second;
        Policy const policy = policy_for(book, caller.shop);
        view.policy = wire::to_json(policy);
        view.evidence = wire::evidence_demands(policy);
    } else {
        view.policy = wire::to_json(book);
        view.evidence = wire::evidence_demands(book.base);
    }
    return view;
}

/// The mall's document with these overrides of one shop; none when they are empty.
wire::Value with_overrides(wire::PolicyBook const& book, ShopId const& shop, wire::Value overrides) {
    wire::PolicyBook changed = book;
    auto const* const keys = overrides.as<wire::Object>();
    changed.shops.erase(shop.value);
    if (keys != nullptr && !keys->empty()) changed.shops.emplace(shop.value, std::move(overrides));
    return wire::to_json(changed);
}

/// Paths as the sender knows them: his document is a part of the whole.
void shorten_paths(Mistakes& mistakes, ShopId const& shop) {
    std::string const inner = "policy.shops." + shop.value;
    for (Mistake& mistake : mistakes) {
        if (mistake.path.rfind(inner, 0) == 0) mistake.path = "overrides" + mistake.path.substr(inner.size());
    }
}

void check_shops(store::ReadTx& tx, TenantId const& tenant, wire::PolicyBook const& book,
                 Mistakes& mistakes) {
    for (auto const& [shop, keys] : book.shops) {
        if (!store::find_shop(tx, tenant, {shop})) {
            mistakes.push_back({Rule::shop_unknown, "policy.shops." + shop, -1});
        }
    }
}

/// What the caller's document comes to, on top of the newest version. Errors: all of its mistakes.
Result<wire::PolicyBook, Mistakes> read_book(store::ReadTx& tx, Caller const& caller,
                                             wire::PolicyBook const& newest, wire::Value const& document) {
    Mistakes mistakes;
    wire::Value const whole = is_shop(caller) ? with_overrides(newest, caller.shop, document) : document;
    Policy const base = is_shop(caller) ? newest.base : default_policy();
    wire::PolicyBook book = wire::read_policy_book(whole, base, "policy", mistakes);
    if (mistakes.empty()) check_shops(tx, caller.tenant, book, mistakes);
    if (is_shop(caller)) shorten_paths(mistakes, caller.shop);
    std::string const named = is_shop(caller) ? "overrides" : "policy";
    wire::refuse_unavailable(document, named, mistakes);
    wire::refuse_holidays_in_seconds(document, named, mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return book;
}

// ---- Dry run ----------------------------------------------------------------------------------------------

/// The newest review of a ticket: what was asked for then, and what the rules said. Nothing when no rule was
/// asked.
std::optional<PastReview> last_review(Ticket const& ticket, std::vector<EventRecord> const& history,
                                      Order const& order, Policy const& policy) {
    std::optional<PastReview> review;
    int tickets_30d = 0;
    std::vector<std::string> signals;
    auto const begin = [&](Request const& request, Quote const& quote) {
        review.reset();
        bool const asked = ticket.opened_by == ActorKind::buyer && needs_review(request.type, quote, policy);
        if (!asked) return;
        std::vector<int> lines;
        for (LineRequest const& line : request.lines) lines.push_back(line.line_no);
        review = PastReview{
            ticket.no.value, facts_of(order, request.type, request.reason, lines, quote.refund_fen), {}};
        review->facts.buyer_tickets_30d = tickets_30d;
        review->facts.risk_signals = signals;
    };
    for (EventRecord const& record : history) {
        if (auto const* applied = std::get_if<Applied>(&record.event)) {
            tickets_30d = applied->buyer_tickets_30d;
            signals = applied->risk_signals;
            begin(applied->request, applied->quote);
        } else if (auto const* modified = std::get_if<Modified>(&record.event)) {
            begin(modified->request, modified->quote);
        } else if (auto const* reviewed = std::get_if<AutoReviewed>(&record.event)) {
            if (!review) continue;
            AutoAction const action = reviewed->queue.empty() ? AutoAction::agree : AutoAction::queue;
            review->decision = {reviewed->rule, action, reviewed->queue, reviewed->why};
        }
    }
    return review;
}

}  // namespace

Result<wire::PolicyView, Mistakes> Policies::show(Caller const& caller, std::optional<int> version) {
    if (caller.audience == wire::Audience::buyer) return Err{one_mistake(Rule::not_your_part)};
    return ground_.store.read([&](store::ReadTx& tx) -> Result<wire::PolicyView, Mistakes> {
        int const newest = store::newest_policy(tx, caller.tenant);
        int const wanted = version.value_or(newest);
        if (wanted < 1 || wanted > newest) return Err{one_mistake(Rule::not_found, "version")};
        auto const book = ground_.policies.book(tx, caller.tenant, wanted);
        return view_of(*book, store::policy_rows(tx, caller.tenant, versions_shown), caller);
    });
}

Result<wire::PolicyView, Mistakes> Policies::put(Caller const& caller, wire::PolicyBody const& body) {
    if (caller.audience == wire::Audience::buyer) return Err{one_mistake(Rule::not_your_part)};
    if (!caller.rights.has(Right::set_policy)) return Err{lacks(Right::set_policy)};
    return ground_.store.write([&](store::WriteTx& tx) -> Result<wire::PolicyView, Mistakes> {
        int const newest = store::newest_policy(tx, caller.tenant);
        if (body.based_on != newest) return Err{one_mistake(Rule::stale_version, "based_on", newest)};
        auto const known = ground_.policies.book(tx, caller.tenant, newest);
        TRY(book, read_book(tx, caller, *known, body.document));
        book.base.version = newest + 1;
        store::PolicyRow const row{newest + 1, ground_.now(), std::string(wire::name_of(caller.audience)),
                                   caller.actor_id};
        store::add_policy(tx, caller.tenant, row, book);
        note_act(tx, caller, ground_.now(),
                 {"policy_set", wire::AuditNoun::policy, std::to_string(row.version)});
        return view_of(book, store::policy_rows(tx, caller.tenant, versions_shown), caller);
    });
}

Result<wire::DryRunView, Mistakes> Policies::dry_run(Caller const& caller, wire::DryRunBody const& body) {
    if (caller.audience == wire::Audience::buyer) return Err{one_mistake(Rule::not_your_part)};
    return ground_.store.read([&](store::ReadTx& tx) -> Result<wire::DryRunView, Mistakes> {
        int const newest = store::newest_policy(tx, caller.tenant);
        TRY(book, read_book(tx, caller, *ground_.policies.book(tx, caller.tenant, newest), body.document));
        wire::DryRunView view;
        Instant const since = body.since.value_or(Instant{});
        auto const numbers = store::newest_tickets(tx, scope_of(caller), since, reviews_looked_at + 1);
        view.more = std::cmp_greater(numbers.size(), reviews_looked_at);
        std::size_t const count = std::min<std::size_t>(numbers.size(), reviews_looked_at);
        for (std::size_t i = 0; i < count; ++i) {
            auto const history = store::history_of(tx, caller.tenant, numbers[i]);
            Ticket const ticket = fold(history);
            auto const order = store::find_order(tx, caller.tenant, ticket.order_no);
            CHECK(order);
            auto const then = ground_.policies.get(tx, caller.tenant, ticket.policy_version, ticket.shop_id);
            auto const review = last_review(ticket, history, *order, *then);
            if (!review) continue;
            ++view.reviewed;
            auto changes = afterdesk::dry_run(policy_for(book, ticket.shop_id), {*review});
            for (ReviewChange& change : changes) view.changes.push_back(std::move(change));
        }
        return view;
    });
}

}  // namespace afterdesk
