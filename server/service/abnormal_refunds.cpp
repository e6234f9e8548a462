#include "service/abnormal_refunds.hpp"

#include <algorithm>
#include <array>

#include "service/audit_log.hpp"
#include "service/carry_out.hpp"
#include "service/ground.hpp"
#include "service/load.hpp"
#include "service/refund_accounts.hpp"
#include "store/abnormal_refunds.hpp"
#include "store/orders.hpp"
#include "store/tickets.hpp"

namespace afterdesk {

namespace {

/// The channel's word for it. Rule: WeChat Pay, doc 4012791865, status.
constexpr std::string_view abnormal = "ABNORMAL", returned = "RETURNED_TO_MERCHANT";

/// As WeChat Pay calls it. Rule: doc 4012810603, bank_type.
std::string bank_name(wire::DebitBank bank) {
    std::string name(wire::name_of(bank));
    std::transform(name.begin(), name.end(), name.begin(), [](char one) {
        return one >= 'a' && one <= 'z' ? static_cast<char>(one - 'a' + 'A') : one;
    });
    return name + "_DEBIT";
}

/// The part that its channel calls abnormal, or that it did not take where it was said to go. Errors: null.
RefundPart const* abnormal_part(store::ReadTx& tx, TenantId const& tenant, Ticket const& ticket,
                                std::string const& refund_no) {
    bool const told = store::find_abnormal(tx, tenant, refund_no).has_value();
    auto const found =
        std::find_if(ticket.refunds.begin(), ticket.refunds.end(), [&](RefundPart const& part) {
            return part.refund_no == refund_no && part.status == PartStatus::failed &&
                   part.via == Via::original &&
                   (part.failure == abnormal || (told && part.failure != returned));
        });
    return found == ticket.refunds.end() ? nullptr : &*found;
}

outside::Payments const* payments_of(store::ReadTx& tx, Ground const& ground, TenantId const& tenant,
                                     Order const& order, RefundPart const& part) {
    outside::Payments const* const payments =
        account_of(tx, ground.config.parties, tenant, order, part).payments;
    return payments != nullptr && payments->settles_abnormal() ? payments : nullptr;
}

/// Errors: busy when there is no valid key to seal a card with.
Result<store::AbnormalRow, Mistakes> sealed(outside::Payments const& payments,
                                            wire::AbnormalBody const& body) {
    if (body.target == wire::AbnormalTarget::merchant)
        return store::AbnormalRow{body.target, "", "", "", "", std::nullopt};
    auto const way = payments.seal({bank_name(*body.bank), body.account, body.name});
    if (!way) return Err{one_mistake(Rule::busy)};
    return store::AbnormalRow{body.target,      way->bank,   way->sealed_account,
                              way->sealed_name, way->key_id, std::nullopt};
}

/// The ticket as it is, its order, and what of it concerns.
struct FoundRefund {
    Ticket ticket;
    Order order;
    outside::Payments const* payments = nullptr;
};
Result<FoundRefund, Mistakes> find(store::ReadTx& tx, Ground const& ground, Caller const& caller,
                                   std::string_view ticket_no, wire::AbnormalBody const& body) {
    auto ticket = store::find_ticket(tx, scope_of(caller), {std::string(ticket_no)});
    if (!ticket) return Err{one_mistake(Rule::not_found, "ticket_no")};
    if (body.version != ticket->version)
        return Err{one_mistake(Rule::stale_version, "version", ticket->version)};
    auto order = store::find_order(tx, caller.tenant, ticket->order_no);
    CHECK(order);
    RefundPart const* const part = abnormal_part(tx, caller.tenant, *ticket, body.refund_no);
    outside::Payments const* const payments =
        part == nullptr ? nullptr : payments_of(tx, ground, caller.tenant, *order, *part);
    if (payments == nullptr) return Err{one_mistake(Rule::refund_part_unknown, "refund_no")};
    return FoundRefund{std::move(*ticket), std::move(*order), payments};
}

}  // namespace

Result<Done, Mistakes> AbnormalRefunds::settle(Caller const& caller, std::string_view ticket_no,
                                               wire::AbnormalBody const& body) {
    if (!caller.rights.has(Right::pay_refunds)) return Err{lacks(Right::pay_refunds)};
    return ground_.store.write([&](store::WriteTx& tx) -> Result<Done, Mistakes> {
        TRY(found, find(tx, ground_, caller, ticket_no, body));
        TRY(row, sealed(*found.payments, body));
        Instant const now = ground_.now();
        Command const again = RetryRefund{Via::original};
        TRY(carried, carry_out(tx, ground_.policies,
                               {caller.tenant, found.ticket, found.order, actor_of(caller), again, now}));
        store::put_abnormal(tx, caller.tenant, body.refund_no, row);
        note_act(
            tx, caller, now,
            {"refund_directed", wire::AuditNoun::ticket, carried.ticket.no.value,
             body.refund_no + " → " + std::string(wire::name_of(body.target)), carried.ticket.shop_id.value});
        return Done{};
    });
}

}  // namespace afterdesk
