// What must be true of the money after each step, and at the end.

#include <algorithm>
#include <set>

#include "money_chaos.hpp"
#include "people.hpp"
#include "store/audit.hpp"
#include "store/health.hpp"
#include "testing.hpp"

namespace afterdesk::fault {

namespace {

/// Paid although another number, or somebody by hand, had paid it already.
bool is_double(store::RefundRow const& row, std::map<std::string, store::RefundRow> const& all) {
    return row.via == Via::offline || all.contains(row.refund_no + "B");
}

}  // namespace

void Chaos::check_money() {
    check_paid();
    check_received();
    check_ledger();
    check_under_way();
}

/// What is not paid yet is on its way, or somebody's task at once, whatever else of its ticket is on its way.
void Chaos::check_under_way() {
    auto const all = refunds();
    auto const tickets = states();
    for (auto const& one : all) {
        store::RefundRow const& row = one.second;
        if (row.state == PartStatus::succeeded || all.contains(one.first + "B")) continue;
        bool const sent = store_->read([&](store::ReadTx& tx) {
            return store::is_in_outbox(tx, mall_id, store::OutboxKind::refund, one.first);
        });
        hold(sent == (row.state == PartStatus::pending), one.first,
             "pending and not sent, or sent and settled");
        std::string const& state = tickets.at(row.ticket_no.value);
        bool const task = state == wire::name_of(State::refund_failed);
        bool const under_way = row.state == PartStatus::pending && state == wire::name_of(State::refunding);
        hold(task || under_way, one.first + " in " + state, "nobody sees to it");
    }
}

/// What the channel really paid: each number once, of no payment more than came in by it, nothing unasked.
void Chaos::check_paid() {
    auto const all = refunds();
    std::map<std::pair<std::string, std::string>, Fen> sums;
    for (auto const& entry : outside_->paid()) {
        hold(entry.times == 1, entry.refund_no, "paid more than once");
        auto const row = all.find(entry.refund_no);
        if (row == all.end()) {
            hold(false, entry.refund_no, "paid, and nobody asked for it");
            continue;
        }
        hold(row->second.amount_fen == entry.fen, entry.refund_no, "another amount");
        bool const twice = is_double(row->second, all);
        hold(chance_.temper == Temper::rude || !twice, entry.refund_no, "paid twice");
        if (!twice) sums[{row->second.order_no.value, row->second.payment_id.value}] += entry.fen;
    }
    for (auto const& [payment, sum] : sums) {
        for (auto const& row : payments(payment.first))
            hold(row.payment_id.value != payment.second || sum <= row.paid_fen, payment.first,
                 "paid back more than came in");
    }
}

/// The other way round: what we call paid was paid, so that nothing is over that a channel said no to.
void Chaos::check_received() {
    std::map<std::string, Fen> paid;
    for (auto const& one : outside_->paid()) paid[one.refund_no] = one.fen;
    for (auto const& [no, row] : refunds()) {
        if (row.state != PartStatus::succeeded || row.via == Via::offline) continue;
        auto const found = paid.find(no);
        hold(found != paid.end() && found->second == row.amount_fen, no, "called paid, and it was not");
    }
}

/// The accounts of each payment add up to nothing and to what is held of it; nobody holds more than was paid.
void Chaos::check_ledger() {
    constexpr int all = 1'000;
    auto const stretch =
        store_->read([](store::ReadTx& tx) { return store::wrong_ledgers(tx, mall_id, {}, all); });
    hold(stretch.wrong.empty() && !stretch.next, "ledger", "does not add up to what is held");
    for (std::string const& no : touched_) {
        auto const balances =
            store_->read([&](store::ReadTx& tx) { return store::ledger_balances(tx, mall_id, {no}); });
        for (auto const& [payment, accounts] : balances) {
            Fen sum = 0;
            for (auto const& [account, fen] : accounts) sum += fen;
            hold(sum == 0, no, "the ledger does not add up");
        }
        for (auto const& row : payments(no)) {
            bool const sound = row.reserved_fen >= 0 && row.refunded_fen >= 0 &&
                               row.reserved_fen + row.refunded_fen <= row.paid_fen;
            hold(sound, no, "holds more than was paid");
        }
    }
}

/// Everything came to an end: paid, or paid twice and said so.
void Chaos::check_ends() {
    auto const all = refunds();
    std::set<std::string> paid;
    for (auto const& one : outside_->paid()) paid.insert(one.refund_no);
    for (auto const& one : all) {
        std::string const& no = one.first;
        store::RefundRow const& row = one.second;
        hold(row.state == PartStatus::succeeded || all.contains(no + "B"), no, "came to no end");
        bool const twice = paid.contains(no) && is_double(row, all);
        auto const shown = service_->tickets.show(platform, row.ticket_no.value);
        REQUIRE(shown.ok());
        auto const& said = shown->ticket.paid_twice;
        hold(twice == (std::find(said.begin(), said.end(), no) != said.end()), no,
             "paid twice and not said so");
        hold(shown->ticket.state == State::completed, no, "its ticket came to no end");
        tally_.paid_twice += twice ? 1 : 0;
        tally_.elsewhere += row.via == Via::original ? 0 : 1;
    }
    tally_.refunds = static_cast<int>(all.size());
    tally_.rude = chance_.temper == Temper::rude ? 1 : 0;
}

int Chaos::count_paid_by_channels() {
    auto const all = refunds();
    auto const paid = outside_->paid();
    return static_cast<int>(std::count_if(paid.begin(), paid.end(), [&](Paid const& one) {
        return all.at(one.refund_no).channel != PaymentChannel::balance;
    }));
}

int Chaos::count_over_unpaid() {
    std::set<std::string> paid;
    for (auto const& one : outside_->paid()) paid.insert(one.refund_no);
    auto const all = refunds();
    auto const tickets = states();
    return static_cast<int>(std::count_if(all.begin(), all.end(), [&](auto const& one) {
        store::RefundRow const& row = one.second;
        bool const over = tickets.at(row.ticket_no.value) == wire::name_of(State::completed);
        return over && row.via != Via::offline && !all.contains(one.first + "B") && !paid.contains(one.first);
    }));
}

}  // namespace afterdesk::fault
