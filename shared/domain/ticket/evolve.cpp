// What a ticket is after an event. Nothing here can fail: what happened, happened.

#include <algorithm>
#include <utility>

#include "base/copy.hpp"
#include "domain/ticket/ticket.hpp"

namespace afterdesk {
namespace {

void keep(Cause cause, Ticket& ticket) {
    if (cause != Cause::none) ticket.cause = cause;
}

/// A state has a clock of its own: what ran before has ended. A round of evidence goes on beside it.
void enter(Ticket& ticket, State state) {
    if (state == ticket.state) return;
    ticket.state = state;
    if (is_end(state) || !in_evidence_round(ticket)) ticket.deadline.reset();
    ticket.paused.reset();
    ticket.reminded = false;
    ticket.extensions = 0;
    ticket.first_approval.clear();
    ticket.held.reset();
}

void ask_for(Ticket& ticket, Request const& request, Quote const& quote) {
    ticket.request = copy_of(request);
    ticket.quote = copy_of(quote);
    ticket.first_approval.clear();
}

RefundPart* part_with(Ticket& ticket, std::string const& refund_no) {
    for (RefundPart& part : ticket.refunds) {
        if (part.refund_no == refund_no) return &part;
    }
    return nullptr;
}

/// A failed part waits for staff at once, whatever is still on its way beside it: that may take days.
void settle(Ticket& ticket) {
    bool const stuck = std::any_of(ticket.refunds.begin(), ticket.refunds.end(),
                                   [](RefundPart const& part) { return part.status == PartStatus::failed; });
    enter(ticket, stuck ? State::refund_failed : State::refunding);
}

void succeed(Ticket& ticket, std::string const& refund_no, std::optional<Via> via) {
    if (RefundPart* part = part_with(ticket, refund_no)) {
        part->status = PartStatus::succeeded;
        part->failure.clear();
        if (via) part->via = *via;
    }
    settle(ticket);
}

void note_strays(Ticket& ticket, std::vector<Strays> lines) {
    ticket.strays = std::move(lines);
    if (has_strays(ticket)) {
        ticket.queue = strays_queue;
    } else if (ticket.queue == strays_queue && ticket.paid_twice.empty()) {
        ticket.queue.clear();
    }
}

bool gives_less(Verdict const& verdict, Ticket const& asked) {
    bool const for_money = pays_back(asked.request.type);
    switch (verdict.outcome) {
        case Outcome::refund_all: return false;
        case Outcome::refund_part: return !for_money || verdict.refund_fen < asked.quote.refund_fen;
        case Outcome::refund_none: return true;
        case Outcome::exchange: return for_money;
    }
    CHECK(false);
}

/// Of the two verdicts that there may be, the first is what the appeal was against.
void decide(Arbitration& called, VerdictGiven const& event, Ticket const& asked, Instant at) {
    if (called.appeal) called.appeal->first = std::move(called.verdict);
    called.step = ArbitrationStep::decided;
    called.verdict = event.verdict;
    called.decided_at = at;
    called.judge = event.judge;
    called.less_than_asked = gives_less(event.verdict, asked);
}

/// Goods are here and in order. A refund follows in the same decision.
void goods_are_fine(Ticket& ticket) {
    if (!pays_back(ticket.request.type)) enter(ticket, State::awaiting_reship);
}

struct Fold {
    Ticket& ticket;
    Instant at;

    void operator()(Applied const& event) const {
        ticket.no = event.no;
        ticket.order_no = event.order_no;
        ticket.shop_id = event.shop_id;
        ticket.buyer_id = event.buyer_id;
        ticket.opened_by = event.opened_by;
        ticket.policy_version = event.policy_version;
        ticket.request = copy_of(event.request);
        ticket.quote = copy_of(event.quote);
        ticket.remark = event.remark;
        ticket.evidence = event.evidence;
        ticket.goods = event.goods;
        ticket.applied_at = at;
        ticket.state_since = at;
        enter(ticket, State::awaiting_merchant);
    }
    void operator()(Modified const& event) const {
        ask_for(ticket, event.request, event.quote);
        ticket.held.reset();
        ticket.remark = event.remark;
        ticket.evidence = event.evidence;
        ++ticket.modifications;
        ticket.rejection.reset();
        ticket.offer.reset();
        ticket.auto_rule.clear();
        ticket.queue.clear();
        enter(ticket, State::awaiting_merchant);
    }
    void operator()(AutoReviewed const& event) const {
        ticket.auto_rule = event.rule;
        ticket.queue = event.queue;
    }
    void operator()(FirstApproval const& event) const { ticket.first_approval = event.staff; }
    void operator()(Withdrawn const&) const {
        keep(Cause::withdrawn, ticket);
        ticket.offer.reset();
        enter(ticket, State::closed);
    }
    void operator()(Agreed const& event) const {
        keep(event.cause, ticket);
        if (event.address) ticket.return_address = event.address;
        ticket.rejection.reset();
        if (goods_to_come(ticket)) {
            if (ticket.state != State::awaiting_return) {
                ticket.return_parcel.reset();
                ticket.return_signed_at.reset();
                ticket.out_parcel.reset();
                ticket.out_signed_at.reset();
            }
            enter(ticket, State::awaiting_return);
        } else {
            // A refund goes on to RefundStarted in the same decision.
            enter(ticket, pays_back(ticket.request.type) ? State::refunding : State::awaiting_reship);
        }
    }
    void operator()(Rejected const& event) const {
        ticket.rejection = event.rejection;
        ticket.offer.reset();
        enter(ticket, State::rejected);
    }
    void operator()(OfferMade const& event) const {
        ticket.offer = event.offer;
        enter(ticket, State::awaiting_buyer);
    }
    void operator()(OfferAccepted const&) const {
        Offer const offer = ticket.offer.value_or(Offer{});
        ask_for(ticket, offer.request, offer.quote);
        if (ticket.arbitration) ticket.arbitration->decided_at.reset();
        ticket.offer.reset();
        enter(ticket, offer.made_in);
    }
    void operator()(OfferEnded const& event) const {
        keep(event.cause, ticket);
        State const back_to = ticket.offer ? ticket.offer->made_in : ticket.state;
        ticket.offer.reset();
        enter(ticket, back_to);
    }
    void operator()(OfferCountered const& event) const {
        ticket.offer = event.offer;
        enter(ticket, event.offer.made_in);
    }
    void operator()(InterceptStarted const&) const {
        ticket.offer.reset();
        enter(ticket, State::intercepting);
    }
    void operator()(InterceptEnded const& event) const {
        keep(event.cause, ticket);
        if (event.stopped) {
            ticket.goods = Goods::returned;
            enter(ticket, State::refunding);
            return;
        }
        ticket.goods_come_back = true;
        ticket.return_address = event.address;
        enter(ticket, State::awaiting_return);
    }
    void operator()(ShippedBack const& event) const {
        ticket.return_parcel = event.parcel;
        ticket.return_signed_at.reset();
        enter(ticket, State::awaiting_receipt);
    }
    void operator()(ParcelArrived const& event) const {
        (event.outgoing ? ticket.out_signed_at : ticket.return_signed_at) = event.at;
    }
    void operator()(Received const& event) const {
        keep(event.cause, ticket);
        ticket.goods = Goods::returned;
        if (event.inspect) {
            enter(ticket, State::inspecting);
        } else {
            goods_are_fine(ticket);
        }
    }
    void operator()(Inspected const& event) const {
        keep(event.cause, ticket);
        ticket.inspection = event.inspection;
        ask_for(ticket, event.request, event.quote);
        auto const& lines = event.inspection.lines;
        bool const any = std::any_of(lines.begin(), lines.end(),
                                     [](InspectedLine const& line) { return line.accepted > 0; });
        if (any) goods_are_fine(ticket);  // else SendingBack follows
    }
    void operator()(Requoted const& event) const {
        keep(event.cause, ticket);
        ask_for(ticket, event.request, event.quote);
    }
    void operator()(StockReserved const& event) const { ticket.stock = event.stock; }
    void operator()(DifferencePaid const& event) const {
        ticket.collected = Collected{event.payment_no, event.amount_fen};
    }
    void operator()(Reshipped const& event) const {
        ticket.out_parcel = event.parcel;
        ticket.out_signed_at.reset();
        ticket.goods = Goods::received;
        if (ticket.state != State::sending_back) enter(ticket, State::reshipped);
    }
    void operator()(RefundStarted const& event) const {
        keep(event.cause, ticket);
        ticket.refunds = event.parts;
        enter(ticket, State::refunding);
    }
    void operator()(EntitlementsReclaimed const&) const {}
    void operator()(RefundPartSucceeded const& event) const {
        succeed(ticket, event.refund_no, std::nullopt);
    }
    void operator()(RefundPartFailed const& event) const {
        if (RefundPart* part = part_with(ticket, event.refund_no)) {
            part->status = PartStatus::failed;
            part->failure = event.failure;
        }
        settle(ticket);
    }
    void operator()(RefundRetried const& event) const {
        for (RefundPart& part : ticket.refunds) {
            if (part.status != PartStatus::failed) continue;
            part.status = PartStatus::pending;
            part.failure.clear();
            bool const to_balance = event.via == Via::balance && part.via == Via::original;
            if (!to_balance) continue;
            part.via = Via::balance;
            part.refund_no += "B";
        }
        settle(ticket);
    }
    void operator()(PaidOffline const& event) const { succeed(ticket, event.refund_no, Via::offline); }
    void operator()(PaidTwice const& event) const {
        ticket.paid_twice.push_back(event.refund_no);
        ticket.queue = strays_queue;
    }
    void operator()(EvidenceAdded const&) const {}
    void operator()(Escalated const& event) const {
        keep(event.cause, ticket);
        ticket.arbitration = Arbitration{ArbitrationStep::requested, event.by, event.text, {}};
    }
    void operator()(EvidenceAsked const&) const {
        if (ticket.arbitration) ticket.arbitration->step = ArbitrationStep::evidence;
    }
    void operator()(EvidenceRoundOver const&) const {
        if (ticket.arbitration) ticket.arbitration->step = ArbitrationStep::requested;
        ticket.deadline.reset();
    }
    void operator()(VerdictGiven const& event) const {
        if (ticket.arbitration) decide(*ticket.arbitration, event, ticket, at);
        ticket.goods_come_back = event.verdict.return_goods;
        // What the shop has to pay for, it keeps.
        if (event.verdict.outcome != Outcome::refund_none) ticket.inspection.reset();
        ticket.deadline.reset();
        ticket.paused.reset();
        ticket.reminded = false;
    }
    void operator()(Appealed const& event) const {
        if (ticket.arbitration) {
            ticket.arbitration->step = ArbitrationStep::requested;
            ticket.arbitration->appeal = Objection{event.by, event.text};
        }
        if (ticket.state == State::closed) enter(ticket, State::rejected);
    }
    void operator()(HeldForShipping const& event) const { ticket.held = event.hold; }
    void operator()(SendingBack const& event) const {
        keep(event.cause, ticket);
        ticket.goods = Goods::returned;
        enter(ticket, State::sending_back);
    }
    void operator()(Reminded const& event) const {
        keep(event.cause, ticket);
        ticket.reminded = true;
    }
    void operator()(OrderNoted const& event) const { ticket.goods = event.goods; }
    void operator()(StraysNoted const& event) const { note_strays(ticket, event.lines); }
    void operator()(StraysSettled const&) const {
        std::vector<Strays> lines = ticket.strays;
        for (Strays& line : lines) line.settled += std::exchange(line.quantity, 0);
        note_strays(ticket, std::move(lines));
        ticket.queue.clear();
    }
    void operator()(Frozen const&) const { ticket.frozen = true; }
    void operator()(Resumed const&) const { ticket.frozen = false; }
    void operator()(DeadlineExtended const&) const { ++ticket.extensions; }
    void operator()(ClockStarted const& event) const {
        ticket.deadline = event.deadline;
        if (!in_arbitration(ticket)) ticket.paused.reset();
    }
    void operator()(ClockPaused const& event) const {
        ticket.paused = event.left;
        // The round of evidence has a clock of its own.
        if (!in_evidence_round(ticket)) ticket.deadline.reset();
    }
    void operator()(Rated const& event) const { ticket.rating = event.rating; }
    void operator()(Completed const& event) const {
        keep(event.cause, ticket);
        enter(ticket, State::completed);
    }
    void operator()(Closed const& event) const {
        keep(event.cause, ticket);
        ticket.offer.reset();
        enter(ticket, State::closed);
    }
};

}  // namespace

Ticket evolve(Ticket ticket, Event const& event, Instant at) {
    State const before = ticket.state;
    std::visit(Fold{ticket, at}, event);
    if (ticket.state != before) ticket.state_since = at;
    ++ticket.version;
    return ticket;
}

Ticket fold(std::vector<EventRecord> const& history) {
    Ticket ticket;
    for (EventRecord const& record : history) ticket = evolve(std::move(ticket), record.event, record.at);
    return ticket;
}

}  // namespace afterdesk
