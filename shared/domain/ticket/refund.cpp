// The money on its way: what the channel says, and what staff do when it says no.

#include <algorithm>

#include "base/text.hpp"
#include "domain/ticket/acts.hpp"

namespace afterdesk::acts {
namespace {

RefundPart const* part_with(Ticket const& ticket, std::string const& refund_no) {
    for (RefundPart const& part : ticket.refunds) {
        if (part.refund_no == refund_no) return &part;
    }
    return nullptr;
}

/// A part whose number was replaced when it went to the balance, wherever it was paid at last.
bool was_replaced(Ticket const& ticket, std::string const& refund_no) {
    return std::any_of(ticket.refunds.begin(), ticket.refunds.end(),
                       [&](RefundPart const& part) { return part.refund_no == refund_no + "B"; });
}

/// The mall told of it as a refund by others.
bool is_by_others(Order const& order, std::string const& refund_no) {
    return std::any_of(order.prior.begin(), order.prior.end(),
                       [&](OutsideRefund const& one) { return one.refund_no == refund_no; });
}

/// Not the difference of an exchange, which is paid beside the order.
bool is_of_order(RefundPart const& part, Order const& order) {
    return std::any_of(order.payments.begin(), order.payments.end(),
                       [&](Payment const& payment) { return payment.payment_id == part.payment_id; });
}

/// What the part's payment has left beside all other refunds of it.
Fen left_for(RefundPart const& part, Ticket const& ticket, Context const& context) {
    Fen left = 0;
    for (Payment const& payment : context.order.payments)
        left += payment.payment_id == part.payment_id ? payment.amount_fen : 0;
    for (Claim const& claim : context.other_claims)
        for (PaymentShare const& share : claim.payments)
            left -= share.payment_id == part.payment_id ? share.amount_fen : 0;
    for (RefundPart const& own : ticket.refunds) {
        bool const other = own.payment_id == part.payment_id && own.refund_no != part.refund_no;
        left -= other ? own.amount_fen : 0;
    }
    return std::max<Fen>(0, left);
}

/// Adds the end of the ticket when the part was the last one.
void finish_when_paid(Events& events, Ticket const& ticket, Context const& context) {
    Ticket const now = after(ticket, events, context);
    bool const all = std::all_of(now.refunds.begin(), now.refunds.end(),
                                 [](RefundPart const& part) { return part.status == PartStatus::succeeded; });
    if (all && now.state == State::refunding) finish(events, now, Cause::none);
}

}  // namespace

Decision retry_refund(Ticket const& ticket, Command const& command, Context const& context) {
    Via const via = std::get<RetryRefund>(command).via;
    if (via == Via::offline) return refused(Rule::evidence_required, "via");
    // What others paid back meanwhile is not paid again.
    for (RefundPart const& part : ticket.refunds) {
        if (part.status != PartStatus::failed || context.order.prior.empty()) continue;
        Fen const left = left_for(part, ticket, context);
        if (is_of_order(part, context.order) && part.amount_fen > left)
            return refused(Rule::payments_exhausted, "command", left);
    }
    return Events{RefundRetried{via}};
}

Decision record_offline(Ticket const& ticket, Command const& command, Context const& context) {
    RecordOffline const& record = std::get<RecordOffline>(command);
    RefundPart const* const part = part_with(ticket, record.refund_no);
    Mistakes mistakes;
    if (part == nullptr || part->status != PartStatus::failed) {
        mistakes.push_back({Rule::refund_part_unknown, "refund_no"});
    }
    check_words(record.text, record.evidence, context.policy, mistakes);
    if (record.evidence.empty()) mistakes.push_back({Rule::evidence_required, "evidence", 1});
    if (!mistakes.empty()) return Err{std::move(mistakes)};

    // From here on the command must succeed.
    Events events = {PaidOffline{record.refund_no, record.text, record.evidence}};
    finish_when_paid(events, ticket, context);
    return events;
}

Decision record_refund(Ticket const& ticket, Command const& command, Context const& context) {
    RecordRefund const& record = std::get<RecordRefund>(command);
    RefundPart const* const part = part_with(ticket, record.refund_no);
    if (part == nullptr) {
        bool const beside =
            was_replaced(ticket, record.refund_no) || is_by_others(context.order, record.refund_no);
        if (!beside) return refused(Rule::refund_part_unknown, "refund_no");
        auto const& known = ticket.paid_twice;
        bool const news = record.status == PartStatus::succeeded &&
                          std::find(known.begin(), known.end(), record.refund_no) == known.end();
        return news ? Events{PaidTwice{record.refund_no}} : Events{};
    }

    // From here on the command must succeed. What a channel once paid stays paid, whatever it says later.
    Events events;
    if (part->via == Via::offline) {
        auto const& known = ticket.paid_twice;
        bool const news = record.status == PartStatus::succeeded &&
                          std::find(known.begin(), known.end(), record.refund_no) == known.end();
        if (news) events.push_back(PaidTwice{record.refund_no});
        return events;
    }
    bool const news = part->status != PartStatus::succeeded && part->status != record.status;
    if (!news) return events;
    switch (record.status) {
        case PartStatus::pending: break;
        case PartStatus::failed: events.push_back(RefundPartFailed{record.refund_no, record.failure}); break;
        case PartStatus::succeeded:
            events.push_back(RefundPartSucceeded{record.refund_no});
            finish_when_paid(events, ticket, context);
            break;
    }
    return events;
}

Decision record_collection(Ticket const& ticket, Command const& command, Context const& context) {
    RecordCollection const& record = std::get<RecordCollection>(command);
    if (!is_outside_id(record.payment_no)) return refused(Rule::bad_characters, "payment_no");
    auto const& payments = context.order.payments;
    bool const known = std::any_of(payments.begin(), payments.end(), [&](Payment const& payment) {
        return payment.payment_id.value == record.payment_no;
    });
    if (known) return refused(Rule::payment_id_twice, "payment_no");
    if (record.amount_fen != ticket.quote.collect_fen) {
        return refused(Rule::sums_do_not_add_up, "amount_fen", ticket.quote.collect_fen);
    }
    return Events{DifferencePaid{record.payment_no, record.amount_fen}};
}

}  // namespace afterdesk::acts
