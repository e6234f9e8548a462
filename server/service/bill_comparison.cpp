#include "service/bill_comparison.hpp"

#include <algorithm>

#include "outside/accounts.hpp"
#include "store/orders.hpp"

namespace afterdesk {

namespace {

using outside::BillState;
using store::BookedRefund;
using wire::DifferenceKind;
using wire::DifferenceView;

constexpr int refunds_at_once = 500;
/// A refund that its channel took on may take days; no bank takes longer.
constexpr int most_days = 31;
constexpr std::string_view yuan = "CNY";
/// "AS", a date and eight digits, "-" and which part. Rule: DOMAIN §8.
constexpr std::size_t ticket_digits = 16;

/// Whether it looks like a number of ours.
bool is_our_form(std::string_view number) {
    constexpr std::string_view digits = "0123456789";
    if (!number.starts_with("AS")) return false;
    number.remove_prefix(2);
    std::size_t const dash = number.find_first_not_of(digits);
    return dash == ticket_digits && number.substr(dash).size() > 1 && number[dash] == '-' &&
           number.substr(dash + 1).find_first_not_of("0123456789B") == std::string_view::npos;
}

std::string_view name_of(BillState state) {
    switch (state) {
        case BillState::paid: return "succeeded";
        case BillState::processing: return "processing";
        case BillState::failed: return "failed";
    }
    return "";
}

/// Whether bill and books tell another end of it. What is on its way there may be paid here: the bill is as
/// of the day itself.
bool is_other_state(BillState theirs, PartStatus ours) {
    switch (theirs) {
        case BillState::paid: return ours != PartStatus::succeeded;
        case BillState::failed: return ours == PartStatus::succeeded;
        case BillState::processing: return ours == PartStatus::failed;
    }
    return false;
}

std::string payment_in(BillLine const& line) {
    return line.out_trade_no.empty() ? line.transaction_id : line.out_trade_no;
}

DifferenceView difference(DifferenceKind kind, std::string refund_no) {
    DifferenceView one;
    one.kind = kind;
    one.refund_no = std::move(refund_no);
    return one;
}

/// The days on which it was on its way.
std::string days_text(BookedRefund const& booked) {
    std::string const from = outside::bill_day_of(booked.started).text;
    std::string const to = outside::bill_day_of(*booked.settled).text;
    return from == to ? from : from + " – " + to;
}

/// What the mall told that others paid back of a payment (`refund.external`, `prior`): under the number in
/// question, and under others.
struct ToldOf {
    std::optional<Fen> this_one_fen;
    Fen others_fen = 0;
};
ToldOf told_of(store::ReadTx& tx, TenantId const& tenant, std::string_view payment,
               std::string_view refund_no) {
    ToldOf told;
    for (store::PaidOrder const& paid : store::orders_by_payment(tx, tenant, payment)) {
        auto const order = store::find_order(tx, tenant, paid.order_no);
        if (!order) continue;
        for (OutsideRefund const& refund : order->prior) {
            if (refund.payment_id != paid.payment_id) continue;
            if (refund.refund_no == refund_no) {
                told.this_one_fen = told.this_one_fen.value_or(0) + refund.amount_fen;
            } else {
                told.others_fen += refund.amount_fen;
            }
        }
    }
    return told;
}

}  // namespace

BillLine line_of(outside::BilledRefund const& refund) {
    return {std::string(refund.refund_no),
            std::string(refund.transaction_id),
            std::string(refund.out_trade_no),
            std::string(refund.currency),
            refund.state,
            refund.amount_fen,
            refund.charged};
}

void BillComparison::note(DifferenceView difference) {
    if (differences_.size() >= max_differences) {
        is_all_ = false;
        return;
    }
    difference.channel = key_.channel;
    difference.day = key_.day;
    difference.account = key_.account;
    differences_.push_back(std::move(difference));
}

/// Whether this bill must have it. What was asked for before accounts were kept is the one of everybody's.
bool BillComparison::is_of_account(store::RefundRow const& ours) const {
    if (!key_.account.empty()) return ours.account == key_.account;
    return ours.account.empty() || ours.account == outside::account_of_everybody ||
           ours.account == everybodys_;
}

void BillComparison::take(store::ReadTx& tx, BillLine const& line) {
    bool const again = !seen_.add(line.refund_no);
    auto const booked = store::find_booked(tx, key_.tenant, line.refund_no);
    if (again) {
        DifferenceView one = difference(DifferenceKind::duplicate, line.refund_no);
        if (booked) one.ticket_no = booked->refund.ticket_no.value;
        one.payment_no = payment_in(line);
        one.theirs_fen = line.amount_fen;
        one.theirs = std::to_string(++again_.try_emplace(line.refund_no, 1).first->second);
        return note(std::move(one));
    }
    if (!booked) return take_stranger(tx, line);
    take_known(tx, line, *booked);
}

/// Nobody here asked for it under this number.
void BillComparison::take_stranger(store::ReadTx& tx, BillLine const& line) {
    if (line.state == BillState::failed) return;              // nor did anything come of it
    if (store::tenant_of_refund(tx, line.refund_no)) return;  // another mall's, of the same merchant
    DifferenceView one = difference(DifferenceKind::unknown_refund, line.refund_no);
    one.payment_no = payment_in(line);
    one.theirs_fen = line.amount_fen;
    one.theirs = std::string(name_of(line.state));
    if (is_our_form(line.refund_no)) {
        one.kind = DifferenceKind::missing_here;
        return note(std::move(one));
    }
    std::string const* number = &line.transaction_id;
    auto payment = store::payment_by_number(tx, key_.tenant, *number);
    if (!payment) payment = store::payment_by_number(tx, key_.tenant, *(number = &line.out_trade_no));
    if (payment) {
        ToldOf const told = told_of(tx, key_.tenant, *number, line.refund_no);
        if (told.this_one_fen == line.amount_fen) return;  // who paid it is known
        one.ours_fen = told.this_one_fen;
        if (told.this_one_fen) {
            one.kind = DifferenceKind::amount;
            return note(std::move(one));
        }
        Fen const back = payment->reserved_fen + payment->refunded_fen + told.others_fen;
        one.ours_fen = back;
        one.ours = payment->order_no.value;
        bool const too_much = back + line.amount_fen > payment->paid_fen;
        one.kind = too_much ? DifferenceKind::surplus : DifferenceKind::external_refund;
    }
    note(std::move(one));
}

void BillComparison::take_known(store::ReadTx& tx, BillLine const& line, BookedRefund const& booked) {
    store::RefundRow const& ours = booked.refund;
    auto const differs = [&](DifferenceKind kind, std::string here = {}, std::string there = {}) {
        DifferenceView one = difference(kind, line.refund_no);
        one.ticket_no = ours.ticket_no.value;
        one.payment_no = ours.payment_id.value;
        one.ours_fen = ours.amount_fen;
        one.theirs_fen = line.amount_fen;
        one.ours = std::move(here);
        one.theirs = std::move(there);
        note(std::move(one));
    };
    if (line.currency != yuan) differs(DifferenceKind::currency, std::string(yuan), line.currency);
    if (line.amount_fen != ours.amount_fen) differs(DifferenceKind::amount);
    bool const named = store::is_number_of(tx, key_.tenant, ours, line.transaction_id) ||
                       store::is_number_of(tx, key_.tenant, ours, line.out_trade_no);
    if (!named) differs(DifferenceKind::payment, ours.payment_id.value, payment_in(line));
    bool const known = !ours.account.empty() && ours.account != outside::account_of_everybody;
    if (known && !is_of_account(ours))
        differs(DifferenceKind::payment, ours.account, key_.account.empty() ? everybodys_ : key_.account);
    if (line.charged > 0) differs(DifferenceKind::fee, {}, std::to_string(line.charged));
    bool const another_way = line.state == BillState::paid && (ours.via != Via::original || booked.replaced);
    if (another_way) return differs(DifferenceKind::paid_twice, std::string(wire::name_of(ours.via)));
    if (is_other_state(line.state, ours.state)) {
        differs(DifferenceKind::state, std::string(wire::name_of(ours.state)),
                std::string(name_of(line.state)));
    }
    if (ours.state != PartStatus::succeeded || !booked.settled) return;
    bool const can_be =
        day_.until + around_midnight > booked.started && day_.from <= *booked.settled + around_midnight;
    if (!can_be) differs(DifferenceKind::day, days_text(booked), day_.text);
}

store::SettledPlace BillComparison::first_place() const { return {{day_.from.ms - around_midnight.ms}, ""}; }

std::optional<store::SettledPlace> BillComparison::take_ours(store::ReadTx& tx,
                                                             store::SettledPlace const& behind) {
    // What was settled just before midnight may stand in the next day's bill, and is looked at with that.
    Instant const until{day_.until.ms - around_midnight.ms};
    auto const booked = store::settled_refunds(tx, key_.tenant, {behind, until}, refunds_at_once);
    for (BookedRefund const& one : booked) {
        bool const theirs = one.refund.channel == key_.channel && one.refund.via == Via::original &&
                            one.refund.state == PartStatus::succeeded && is_of_account(one.refund);
        if (theirs) check_ours(tx, one);
    }
    if (booked.size() < refunds_at_once) return std::nullopt;
    return store::SettledPlace{*booked.back().settled, booked.back().refund.refund_no};
}

void BillComparison::check_ours(store::ReadTx& tx, BookedRefund const& booked) {
    store::RefundRow const& ours = booked.refund;
    ++ours_;
    ours_fen_ += ours.amount_fen;
    DifferenceView one = difference(DifferenceKind::ledger, ours.refund_no);
    one.ticket_no = ours.ticket_no.value;
    one.payment_no = ours.payment_id.value;
    one.ours_fen = ours.amount_fen;
    auto const paid = store::paid_of(tx, key_.tenant, ours);
    if (paid.ledger_fen != paid.refunds_fen) {
        one.ours_fen = paid.refunds_fen;
        one.theirs_fen = paid.ledger_fen;
        note(one);
        one.ours_fen = ours.amount_fen;
        one.theirs_fen = std::nullopt;
    }
    if (!is_missing_there(tx, booked)) return;
    one.kind = DifferenceKind::missing_there;
    one.ours = days_text(booked);
    note(std::move(one));
}

/// The channel may have it on any day on which it was on its way. A day that was not compared says nothing.
bool BillComparison::is_missing_there(store::ReadTx& tx, BookedRefund const& booked) {
    if (seen_.has(booked.refund.refund_no)) return false;
    Instant const last = *booked.settled + around_midnight;
    auto day = outside::bill_day_of({booked.started.ms - around_midnight.ms});
    for (int i = 0; i < most_days && day.from <= last; ++i, day = outside::bill_day_of(day.until)) {
        if (day == day_) continue;
        std::string const* const seen = seen_on(tx, day);
        if (seen == nullptr || is_among(*seen, booked.refund.refund_no)) return false;
    }
    return day.from > last;
}

std::string const* BillComparison::seen_on(store::ReadTx& tx, outside::BillDay const& day) {
    if (other_day_ != day.text) {
        other_day_ = day.text;
        other_seen_ = store::seen_in_bill(tx, {key_.tenant, key_.channel, day.text, key_.account});
    }
    return other_seen_ ? &*other_seen_ : nullptr;
}

}  // namespace afterdesk
