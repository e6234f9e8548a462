#pragma once
// Policies by version and shop. They never change, so each is read once.

#include <map>
#include <memory>
#include <mutex>
#include <tuple>

#include "store/tx.hpp"
#include "wire/api.hpp"
#include "wire/policy_book.hpp"

namespace afterdesk {

/// Callable from any thread.
class PolicyCache {
  public:
    // Errors: StoreFailure when there is none.
    std::shared_ptr<Policy const> newest(store::ReadTx& tx, TenantId const& tenant, ShopId const& shop);
    std::shared_ptr<Policy const> get(store::ReadTx& tx, TenantId const& tenant, int version,
                                      ShopId const& shop);
    /// What documents say of it to an audience.
    std::shared_ptr<wire::PolicyText const> text(store::ReadTx& tx, TenantId const& tenant, int version,
                                                 ShopId const& shop, wire::Audience audience);
    std::shared_ptr<wire::PolicyBook const> book(store::ReadTx& tx, TenantId const& tenant, int version);

  private:
    std::mutex mutex_;
    std::map<std::pair<TenantId, int>, std::shared_ptr<wire::PolicyBook const>> books_;
    struct Known {
        std::shared_ptr<Policy const> policy;
        std::shared_ptr<wire::PolicyText const> for_buyers, for_staff;
    };
    Known known(store::ReadTx& tx, TenantId const& tenant, int version, ShopId const& shop);
    std::map<std::tuple<TenantId, int, ShopId>, Known> known_;
};

}  // namespace afterdesk
