#include "service/refund_accounts.hpp"

#include <algorithm>

#include "service/persist.hpp"

namespace afterdesk {

outside::ChosenAccount account_of(outside::Parties const& parties, Order const& order,
                                  store::RefundRow const& refund) {
    auto const paid = std::find_if(order.payments.begin(), order.payments.end(), [&](Payment const& payment) {
        return payment.payment_id == refund.payment_id;
    });
    // The difference of an exchange is a payment of its own, of which nothing more is known.
    ProviderPayment const known = paid == order.payments.end() ? ProviderPayment{} : paid->provider;
    return outside::account_for(parties, {refund.channel, order.shop_id, known, refund.account});
}

outside::ChosenAccount account_of(store::ReadTx& tx, outside::Parties const& parties, TenantId const& tenant,
                                  Order const& order, RefundPart const& part) {
    auto refund = store::find_refund(tx, tenant, part.refund_no);
    if (!refund) {
        refund.emplace();
        refund->payment_id = part.payment_id;
        refund->channel = channel_of(order, part);
    }
    return account_of(parties, order, *refund);
}

}  // namespace afterdesk
