#include "service/verify_accounts.hpp"

#include <algorithm>

#include "service/account_book.hpp"
#include "store/tickets.hpp"

namespace afterdesk {

namespace {

using store::AccountEntry;
using store::AccountEntryRow;
using store::PostingRow;

/// The books as they are made up anew, mall by mall.
class Again {
  public:
    Again(store::ReadTx& tx, std::map<std::string, store::RefundRow> const& refunds, NoteWrong const& note)
        : tx_(tx), refunds_(refunds), note_(note) {}

    void check(AccountEntryRow const& row) {
        if (row.tenant != tenant_) begin(row.tenant);
        AccountEntry const& entry = row.entry;
        std::string const about = "account entry " + entry.entry_id;
        auto const expect = [&](bool good, char const* what) {
            if (!good) note_(about, what);
        };
        expect(entry.entry_no == ++number_, "is out of order");
        expect(store::entry_hash(row.tenant, entry, hash_) == row.hash, "the hash chain is broken");
        hash_ = row.hash;
        Fen& total = totals_[entry.account];
        total += entry.amount_fen;
        expect(row.debits_fen == total && row.credits_fen == total, "the accounts do not add up to zero");
        check_postings(row, expect);
        if (entry.kind == store::AccountEntryKind::refund) check_refund(row, expect);
    }
    std::set<std::string> posted;

  private:
    void begin(TenantId const& tenant) {
        tenant_ = tenant;
        number_ = 0;
        hash_.clear();
        totals_.clear();
        held_.clear();
    }

    template <class Expect>
    void check_postings(AccountEntryRow const& row, Expect const& expect) {
        store::Legs const legs = store::legs_of(row.entry);
        expect(row.postings.size() == 2, "has not two postings");
        for (PostingRow const& one : row.postings) {
            bool const debit = one.name == legs.debit;
            expect(debit || one.name == legs.credit, "is posted to another account");
            Fen const amount_fen = row.entry.amount_fen;
            expect(one.debit_fen == (debit ? amount_fen : 0) && one.credit_fen == (debit ? 0 : amount_fen),
                   "is posted by another amount");
            Held& held = held_[one.name];
            held.fen += one.credit_fen - one.debit_fen;
            expect(one.posting_no == ++held.postings && one.holds_fen == held.fen,
                   "its account holds something else");
            expect(held.fen >= 0 || !one.name.starts_with("buyer_"), "its account is below zero");
        }
    }

    template <class Expect>
    void check_refund(AccountEntryRow const& row, Expect const& expect) {
        AccountEntry const& entry = row.entry;
        std::string const number = store::number_in(entry);
        posted.insert(number);
        auto const found = refunds_.find(number);
        if (found == refunds_.end()) return expect(false, "is of no refund");
        store::RefundRow const& refund = found->second;
        expect(refund.state == PartStatus::succeeded, "its refund is not paid");
        expect(refund.amount_fen == entry.amount_fen, "its refund is of another amount");
        expect(account_of(refund.channel) == entry.account, "its refund is of another account");
        expect(refund.order_no == entry.order_no && refund.ticket_no == entry.ticket_no,
               "its refund is of another ticket");
        auto const ticket =
            store::find_ticket(tx_, {row.tenant, store::Scope::Of::tenant, {}}, refund.ticket_no);
        expect(ticket && ticket->buyer_id == entry.buyer, "its refund is another buyer's");
    }

    struct Held {
        Fen fen = 0;
        std::int64_t postings = 0;
    };
    store::ReadTx& tx_;
    std::map<std::string, store::RefundRow> const& refunds_;
    NoteWrong const& note_;
    TenantId tenant_;
    std::int64_t number_ = 0;
    std::string hash_;
    std::map<store::BuyerAccount, Fen> totals_;
    std::map<std::string, Held> held_;
};

}  // namespace

std::set<std::string> check_accounts(store::ReadTx& tx,
                                     std::map<std::string, store::RefundRow> const& refunds,
                                     NoteWrong const& note) {
    Again again(tx, refunds, note);
    store::each_account_entry(tx, [&](AccountEntryRow const& row) { again.check(row); });
    if (store::stray_postings(tx) > 0) note("accounts", "there are postings of no entry");
    return std::move(again.posted);
}

}  // namespace afterdesk
