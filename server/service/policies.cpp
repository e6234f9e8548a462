#include "service/policies.hpp"

#include "service/audit_log.hpp"
#include "service/ground.hpp"
#include "service/sent_policy.hpp"
#include "store/people.hpp"

namespace afterdesk {

namespace {

constexpr int versions_shown = 100;

bool is_shop(Caller const& caller) { return caller.audience == wire::Audience::merchant; }

/// The version, and its author. To a shop the platform is one, and other shops' people are nobody.
wire::PolicyStamp stamp_of(store::PolicyRow const& row, std::optional<store::Staff> const& author,
                           Caller const& caller) {
    wire::PolicyStamp stamp{row.version, row.at.ms, row.audience, row.actor, "", row.note};
    bool const by_platform = row.audience == wire::name_of(wire::Audience::platform);
    bool const own = author && author->shop == caller.shop && author->audience == caller.audience;
    if (is_shop(caller) && !own) stamp.actor = stamp.note = "";
    if (is_shop(caller) && !own && !by_platform) stamp.audience = "";
    if (author && (own || !is_shop(caller))) stamp.name = author->name;
    return stamp;
}

/// Of another shop, and so nothing to this one.
bool is_elsewhere(store::PolicyRow const& row, std::optional<store::Staff> const& author,
                  Caller const& caller) {
    bool const of_a_shop = row.audience == wire::name_of(wire::Audience::merchant);
    return is_shop(caller) && of_a_shop && (!author || author->shop != caller.shop);
}

wire::PolicyView view_of(store::ReadTx& tx, wire::PolicyBook const& book, Caller const& caller) {
    wire::PolicyView view;
    for (store::PolicyRow const& row : store::policy_rows(tx, caller.tenant, versions_shown)) {
        auto const author = store::find_staff(tx, caller.tenant, row.actor);
        wire::PolicyStamp const stamp = stamp_of(row, author, caller);
        if (row.version == book.base.version) view.stamp = stamp;
        if (!is_elsewhere(row, author, caller)) view.versions.push_back(stamp);
    }
    view.stamp.version = book.base.version;
    if (is_shop(caller)) {
        view.base = wire::to_json(book.base);
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

}  // namespace

Result<wire::PolicyBook, Mistakes> read_sent_policy(store::ReadTx& tx, Caller const& caller,
                                                    wire::PolicyBook const& newest,
                                                    wire::Value const& document) {
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

Result<wire::PolicyView, Mistakes> Policies::show(Caller const& caller, std::optional<int> version) {
    if (caller.audience == wire::Audience::buyer) return Err{one_mistake(Rule::not_your_part)};
    return ground_.store.read([&](store::ReadTx& tx) -> Result<wire::PolicyView, Mistakes> {
        int const newest = store::newest_policy(tx, caller.tenant);
        int const wanted = version.value_or(newest);
        if (wanted < 1 || wanted > newest) return Err{one_mistake(Rule::not_found, "version")};
        auto const book = ground_.policies.book(tx, caller.tenant, wanted);
        return view_of(tx, *book, caller);
    });
}

Result<wire::PolicyView, Mistakes> Policies::put(Caller const& caller, wire::PolicyBody const& body) {
    if (caller.audience == wire::Audience::buyer) return Err{one_mistake(Rule::not_your_part)};
    if (!caller.rights.has(Right::set_policy)) return Err{lacks(Right::set_policy)};
    return ground_.store.write([&](store::WriteTx& tx) -> Result<wire::PolicyView, Mistakes> {
        int const newest = store::newest_policy(tx, caller.tenant);
        if (body.based_on != newest) return Err{one_mistake(Rule::stale_version, "based_on", newest)};
        auto const known = ground_.policies.book(tx, caller.tenant, newest);
        TRY(book, read_sent_policy(tx, caller, *known, body.document));
        book.base.version = newest + 1;
        store::PolicyRow const row{newest + 1, ground_.now(), std::string(wire::name_of(caller.audience)),
                                   caller.actor_id, body.note};
        store::add_policy(tx, caller.tenant, row, book);
        note_act(tx, caller, ground_.now(),
                 {"policy_set", wire::AuditNoun::policy, std::to_string(row.version)});
        return view_of(tx, book, caller);
    });
}

}  // namespace afterdesk
