#include "service/account_book.hpp"

#include <charconv>
#include <limits>

#include "service/ground.hpp"
#include "store/accounts.hpp"
#include "store/people.hpp"

namespace afterdesk {

namespace {

using store::AccountEntry;
using wire::AccountEntryKind;
using wire::BuyerAccount;

wire::AccountEntryView view_of(AccountEntry const& entry) {
    return {store::number_in(entry), entry.account,         entry.kind, entry.amount_fen, entry.holds_fen,
            entry.order_no.value,    entry.ticket_no.value, entry.at.ms};
}

/// An entry's number, behind which an older page goes on.
Result<std::int64_t, Mistakes> entry_before(std::string_view cursor) {
    if (cursor.empty()) return std::numeric_limits<std::int64_t>::max();
    std::int64_t number = 0;
    auto const [end, error] = std::from_chars(cursor.data(), cursor.data() + cursor.size(), number);
    bool const formed = error == std::errc() && end == cursor.data() + cursor.size() && number > 0;
    if (!formed) return Err{one_mistake(Rule::request_malformed, "cursor")};
    return number;
}

Result<wire::BuyerAccounts, Mistakes> accounts_of(store::ReadTx& tx, TenantId const& tenant,
                                                  BuyerId const& buyer, AccountAsked const& asked) {
    TRY(before, entry_before(asked.cursor));
    wire::BuyerAccounts out;
    out.buyer_id = buyer.value;
    out.balance_fen = store::account_holds(tx, tenant, BuyerAccount::balance, buyer);
    out.points_fen = store::account_holds(tx, tenant, BuyerAccount::points, buyer);
    auto const found = store::account_entries(tx, tenant, buyer, before, asked.count + 1);
    for (AccountEntry const& entry : found) {
        if (std::cmp_equal(out.items.size(), asked.count)) {
            out.next_cursor = std::to_string(found[out.items.size() - 1].entry_no);
            break;
        }
        out.items.push_back(view_of(entry));
    }
    return out;
}

/// Whether both book the same. Units: when it happened is not compared: it is ours to say.
bool same(AccountEntry const& a, AccountEntry const& b) {
    return a.account == b.account && a.kind == b.kind && a.buyer == b.buyer && a.amount_fen == b.amount_fen &&
           a.order_no == b.order_no;
}

/// What stands in the way of a host's entry: nobody spends what he has not, and sums stay countable.
Mistakes why_not(store::ReadTx& tx, TenantId const& tenant, AccountEntry const& entry) {
    Fen const holds = store::account_holds(tx, tenant, entry.account, entry.buyer);
    bool const spends = entry.kind == AccountEntryKind::spend;
    Fen const most = spends ? holds : max_fen - holds;
    if (entry.amount_fen <= most) return {};
    return one_mistake(Rule::too_large, "amount_fen", std::max<Fen>(most, 0));
}

}  // namespace

std::optional<BuyerAccount> account_of(PaymentChannel channel) {
    if (channel == PaymentChannel::balance) return BuyerAccount::balance;
    if (channel == PaymentChannel::points) return BuyerAccount::points;
    return std::nullopt;
}

void post_refund(store::WriteTx& tx, TenantId const& tenant, store::RefundRow const& refund,
                 BuyerId const& buyer, Instant now) {
    auto const account = account_of(refund.channel);
    CHECK(account);
    AccountEntry entry{store::refund_entry_id(refund.refund_no),
                       *account,
                       AccountEntryKind::refund,
                       buyer,
                       refund.amount_fen,
                       refund.order_no,
                       refund.ticket_no,
                       now};
    if (auto const known = store::find_account_entry(tx, tenant, entry.entry_id)) {
        if (same(*known, entry)) return;
        throw store::StoreFailure(store::FailureKind::constraint,
                                  "the refund was posted to its account otherwise");
    }
    store::post_entry(tx, tenant, std::move(entry));
}

Result<wire::BuyerAccounts, Mistakes> AccountBook::own(Caller const& caller, AccountAsked const& asked) {
    return ground_.store.read(
        [&](store::ReadTx& tx) { return accounts_of(tx, caller.tenant, {caller.actor_id}, asked); });
}

Result<wire::BuyerAccounts, Mistakes> AccountBook::look(HostCaller const& host, std::string_view buyer,
                                                        AccountAsked const& asked) {
    using Seen = Result<wire::BuyerAccounts, Mistakes>;
    if (!host.shop.empty()) return Err{one_mistake(Rule::not_your_part)};
    return ground_.store.read([&](store::ReadTx& tx) -> Seen {
        auto const known = store::find_buyer(tx, host.tenant, {std::string(buyer)});
        if (!known) return Err{one_mistake(Rule::not_found, "buyer")};
        return accounts_of(tx, host.tenant, known->id, asked);
    });
}

Result<wire::AccountEntryTaken, Mistakes> AccountBook::post(HostCaller const& host, std::string_view buyer,
                                                            wire::AccountEntryBody const& body) {
    using Taken = Result<wire::AccountEntryTaken, Mistakes>;
    if (!host.shop.empty()) return Err{one_mistake(Rule::not_your_part)};
    return ground_.store.write([&](store::WriteTx& tx) -> Taken {
        if (!store::find_buyer(tx, host.tenant, {std::string(buyer)}))
            return Err{one_mistake(Rule::not_found, "buyer")};
        AccountEntry entry{store::host_entry_id(body.entry_id),
                           body.account,
                           body.kind,
                           {std::string(buyer)},
                           body.amount_fen,
                           {body.order_no},
                           {},
                           ground_.now()};
        if (auto const known = store::find_account_entry(tx, host.tenant, entry.entry_id)) {
            if (!same(*known, entry)) return Err{one_mistake(Rule::fact_told_otherwise, "entry_id")};
            return wire::AccountEntryTaken{view_of(*known), true};
        }
        if (Mistakes wrong = why_not(tx, host.tenant, entry); !wrong.empty()) return Err{std::move(wrong)};
        return wire::AccountEntryTaken{view_of(store::post_entry(tx, host.tenant, std::move(entry))), false};
    });
}

}  // namespace afterdesk
