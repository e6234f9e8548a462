#include "service/policy_cache.hpp"

#include "store/bodies.hpp"
#include "store/people.hpp"

namespace afterdesk {

std::shared_ptr<wire::PolicyBook const> PolicyCache::book(store::ReadTx& tx, TenantId const& tenant,
                                                          int version) {
    {
        std::lock_guard const lock(mutex_);
        auto const found = books_.find({tenant, version});
        if (found != books_.end()) return found->second;
    }
    std::string const body = store::policy_body(tx, tenant, version);
    if (body.empty()) throw store::StoreFailure(store::FailureKind::other, "a policy is missing");
    auto const read = [](wire::Value const& value, std::string const& path, Mistakes& mistakes) {
        return wire::read_policy_book(value, Policy{}, path, mistakes);
    };
    auto book = std::make_shared<wire::PolicyBook const>(store::read_body(body, "policy", read));
    std::lock_guard const lock(mutex_);
    return books_.emplace(std::pair(tenant, version), std::move(book)).first->second;
}

std::shared_ptr<Policy const> PolicyCache::newest(store::ReadTx& tx, TenantId const& tenant,
                                                  ShopId const& shop) {
    return get(tx, tenant, store::newest_policy(tx, tenant), shop);
}

std::shared_ptr<Policy const> PolicyCache::get(store::ReadTx& tx, TenantId const& tenant, int version,
                                               ShopId const& shop) {
    return known(tx, tenant, version, shop).policy;
}

std::shared_ptr<wire::PolicyText const> PolicyCache::text(store::ReadTx& tx, TenantId const& tenant,
                                                          int version, ShopId const& shop,
                                                          wire::Audience audience) {
    Known const found = known(tx, tenant, version, shop);
    return audience == wire::Audience::buyer ? found.for_buyers : found.for_staff;
}

PolicyCache::Known PolicyCache::known(store::ReadTx& tx, TenantId const& tenant, int version,
                                      ShopId const& shop) {
    auto const whole = book(tx, tenant, version);
    ShopId const own = whole->shops.contains(shop.value) ? shop : ShopId{};
    std::lock_guard const lock(mutex_);
    Known& known = known_[{tenant, version, own}];
    if (!known.policy) {
        known.policy = std::make_shared<Policy const>(wire::policy_for(*whole, own));
        auto const text = [&](wire::Audience audience) {
            return std::make_shared<wire::PolicyText const>(wire::policy_text(*known.policy, audience));
        };
        known.for_buyers = text(wire::Audience::buyer);
        known.for_staff = text(wire::Audience::merchant);
    }
    return known;
}

}  // namespace afterdesk
