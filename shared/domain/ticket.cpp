// decide: which events a command leads to. One decide_<command> each, in the variant's order.

#include <algorithm>
#include <initializer_list>
#include <string_view>
#include <utility>

#include "base/text.hpp"
#include "domain/ticket.hpp"

namespace afterdesk {
namespace {

using Decision = Result<std::vector<Event>, Mistakes>;

Decision refused(Rule rule, std::string path, std::int64_t limit = -1) {
    return Err{Mistakes{Mistake{rule, std::move(path), limit}}};
}

// ---- What several commands carry --------------------------------------------------------------------------

void check_text(std::string const& text, std::string const& path, int max_chars, Mistakes& mistakes) {
    if (!is_clean_utf8(text)) {
        mistakes.push_back({Rule::bad_characters, path});
    } else if (count_chars(text) > max_chars) {
        mistakes.push_back({Rule::too_long, path, max_chars});
    }
}

void check_evidence_count(std::vector<EvidenceId> const& evidence, Policy const& policy, Mistakes& mistakes) {
    if (std::cmp_greater(evidence.size(), policy.max_evidence)) {
        mistakes.push_back({Rule::too_many, "evidence", policy.max_evidence});
    }
}

constexpr std::string_view digits = "0123456789";
constexpr std::string_view letters = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

bool only(std::string const& text, std::initializer_list<std::string_view> sets) {
    auto const fits = [&](char c) {
        auto const has_it = [&](std::string_view set) { return set.find(c) != std::string_view::npos; };
        return std::any_of(sets.begin(), sets.end(), has_it);
    };
    return std::all_of(text.begin(), text.end(), fits);
}

void check_filled(std::string const& text, std::string const& path, int max_chars, Mistakes& mistakes) {
    if (trim(text).empty()) {
        mistakes.push_back({Rule::must_not_be_empty, path});
    } else {
        check_text(text, path, max_chars, mistakes);
    }
}

void check_address(std::optional<Address> const& address, Mistakes& mistakes) {
    if (!address) {
        mistakes.push_back({Rule::address_required, "address"});
        return;
    }
    check_filled(address->name, "address.name", address_name_max_chars, mistakes);
    if (only(address->phone, {digits, "+-() *#"})) {
        check_filled(address->phone, "address.phone", address_phone_max_chars, mistakes);
    } else {
        mistakes.push_back({Rule::bad_characters, "address.phone"});
    }
    check_filled(address->text, "address.text", address_text_max_chars, mistakes);
}

void check_parcel(Parcel const& parcel, Mistakes& mistakes) {
    if (parcel.carrier.empty()) {
        mistakes.push_back({Rule::must_not_be_empty, "parcel.carrier"});
    } else if (!is_id(parcel.carrier)) {
        mistakes.push_back({Rule::bad_characters, "parcel.carrier"});
    }
    std::string const& number = parcel.tracking_no;
    if (number.empty()) {
        mistakes.push_back({Rule::must_not_be_empty, "parcel.tracking_no"});
    } else if (number.size() > tracking_no_max_chars) {
        mistakes.push_back({Rule::too_long, "parcel.tracking_no", tracking_no_max_chars});
    } else if (number.size() < tracking_no_min_chars || !only(number, {digits, letters, "-"})) {
        mistakes.push_back({Rule::bad_characters, "parcel.tracking_no"});
    }
}

// ---- What several commands lead to ------------------------------------------------------------------------

/// Money goes out; a refund of nothing is complete at once.
void start_refund(std::vector<Event>& events, TicketNo const& no, Quote const& quote, Cause cause) {
    RefundStarted started{{}, cause};
    for (PaymentShare const& share : quote.payments) {
        if (share.amount_fen == 0) continue;
        std::string refund_no = no.value + "-" + std::to_string(started.parts.size() + 1);
        started.parts.push_back(
            {share.payment_id, std::move(refund_no), share.amount_fen, PartStatus::pending, {}});
    }
    bool const nothing_to_pay = started.parts.empty();
    events.push_back(std::move(started));
    if (nothing_to_pay) events.push_back(Completed{});
}

/// The request is granted: the goods come back to `address`, or the money goes out.
/// Rule: while no address is known the merchant's clock runs, not the buyer's.
void grant(std::vector<Event>& events, Ticket const& ticket, Quote const& quote,
           std::optional<Address> const& address, Cause cause, Context const& context) {
    if (returns_goods(ticket.request.type)) {
        TimeLimits const& limits = context.policy.limits;
        Instant const until = context.now + (address ? limits.buyer_return : limits.merchant_review);
        events.push_back(Agreed{address, cause, until});
        return;
    }
    events.push_back(Agreed{std::nullopt, cause, std::nullopt});
    start_refund(events, ticket.no, quote, Cause::none);
}

Instant merchant_deadline(State state, Context const& context) {
    TimeLimits const& limits = context.policy.limits;
    bool const goods_under_way = state == State::awaiting_receipt;
    return context.now + (goods_under_way ? limits.merchant_receipt : limits.merchant_review);
}

// ---- Apply ------------------------------------------------------------------------------------------------

/// The types whose whole way is built.
bool is_offered(TicketType type) {
    switch (type) {
        case TicketType::refund_unshipped:
        case TicketType::return_refund: return true;
        case TicketType::refund_shipped:
        case TicketType::exchange:
        case TicketType::repair:
        case TicketType::reship:
        case TicketType::price_protect:
        case TicketType::virtual_refund: return false;
    }
    CHECK(false);
}

bool needs_evidence(Request const& request, Policy const& policy) {
    Reason const* reason = find_reason(policy, request.reason);
    if (reason == nullptr) return false;  // refused as reason_unknown
    switch (evidence_for(*reason, request.type)) {
        case EvidenceRule::none:
        case EvidenceRule::optional: return false;
        case EvidenceRule::photo:
        case EvidenceRule::video:
        case EvidenceRule::report: return true;
    }
    CHECK(false);
}

Decision decide_apply(Ticket const&, Apply const& apply, Context const& context) {
    Policy const& policy = context.policy;
    if (context.actor.id != context.order.buyer_id.value) return refused(Rule::not_your_part, "command");
    if (!is_offered(apply.request.type)) return refused(Rule::kind_not_for_type, "request.type");
    Mistakes mistakes;
    auto const quoted = quote({context.now, context.order, context.others, apply.request, policy});
    if (!quoted.ok()) {
        mistakes = quoted.error();
    } else if (quoted->refund_fen != apply.expected_refund_fen ||
               quote_digest(*quoted) != apply.expected_digest) {
        mistakes.push_back({Rule::quote_changed, "quote", quoted->refund_fen});
    }
    check_text(apply.remark, "remark", policy.max_remark_chars, mistakes);
    check_evidence_count(apply.evidence, policy, mistakes);
    if (apply.evidence.empty() && needs_evidence(apply.request, policy)) {
        mistakes.push_back({Rule::evidence_required, "evidence", 1});
    }
    if (context.applications >= policy.max_applications_per_line) {
        mistakes.push_back({Rule::too_many_applications, "request", policy.max_applications_per_line});
    }
    if (!mistakes.empty()) return Err{std::move(mistakes)};

    // From here on the command must succeed.
    Order const& order = context.order;
    Applied applied{context.new_no, order.order_no, order.shop_id, order.buyer_id, policy.version,
                    apply.request,  *quoted,        apply.remark,  apply.evidence, std::nullopt};
    bool const reviewed = needs_review(apply.request.type, *quoted);
    if (reviewed) applied.deadline = merchant_deadline(State::awaiting_merchant, context);
    std::vector<Event> events;
    events.push_back(std::move(applied));
    if (!reviewed) start_refund(events, context.new_no, *quoted, Cause::unshipped_is_automatic);
    return events;
}

// ---- The merchant's review --------------------------------------------------------------------------------

Decision decide_withdraw(Ticket const&, Withdraw const&, Context const&) {
    // From here on the command must succeed.
    return std::vector<Event>{Withdrawn{}};
}

Decision decide_agree(Ticket const& ticket, Agree const& agree, Context const& context) {
    Mistakes mistakes;
    if (returns_goods(ticket.request.type)) check_address(agree.address, mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};

    // From here on the command must succeed.
    std::vector<Event> events;
    grant(events, ticket, ticket.quote, agree.address, Cause::none, context);
    return events;
}

bool is_for(RejectReason const& reason, TicketType type) {
    auto const& types = reason.types;
    return types.empty() || std::find(types.begin(), types.end(), type) != types.end();
}

Decision decide_reject(Ticket const& ticket, Reject const& reject, Context const& context) {
    RejectReason const* reason = find_reject_reason(context.policy, reject.reason);
    Mistakes mistakes;
    if (reason == nullptr) {
        mistakes.push_back({Rule::reason_unknown, "reason"});
    } else if (!is_for(*reason, ticket.request.type)) {
        mistakes.push_back({Rule::reason_not_for_type, "reason"});
    }
    check_text(reject.text, "text", context.policy.max_remark_chars, mistakes);
    check_evidence_count(reject.evidence, context.policy, mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};

    // From here on the command must succeed.
    Instant const until = context.now + context.policy.limits.buyer_appeal;
    return std::vector<Event>{Rejected{{reject.reason, reject.text, reject.evidence}, until}};
}

// ---- Offers -----------------------------------------------------------------------------------------------

/// The quote with the fee that leaves `refund_fen`.
Quote lower(Quote const& now, Fen refund_fen, PaymentsPolicy policy, Mistakes& mistakes) {
    Fen const without_fee = now.refund_fen + now.fee_fen;
    auto lowered = with_fee(now, without_fee - refund_fen, policy);
    if (lowered.ok()) return std::move(lowered).value();
    // The merchant wrote an amount, not a fee: the limit told is the lowest amount.
    mistakes.push_back({Rule::fee_exceeds_goods, "refund_fen", without_fee - now.goods_fen});
    return {};
}

Decision decide_make_offer(Ticket const& ticket, MakeOffer const& make, Context const& context) {
    bool const goods_still_to_come =
        returns_goods(ticket.request.type) && ticket.state == State::awaiting_merchant;
    Mistakes mistakes;
    Quote lowered;
    if (make.refund_fen >= ticket.quote.refund_fen) {
        mistakes.push_back({Rule::offer_not_lower, "refund_fen", ticket.quote.refund_fen});
    } else if (make.refund_fen < 0) {
        mistakes.push_back({Rule::offer_below_zero, "refund_fen", 0});
    } else {
        lowered = lower(ticket.quote, make.refund_fen, context.policy.payments, mistakes);
    }
    check_text(make.text, "text", context.policy.max_remark_chars, mistakes);
    if (goods_still_to_come) check_address(make.address, mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};

    // From here on the command must succeed.
    Offer offer{make.refund_fen, std::move(lowered), make.text, std::nullopt, ticket.state};
    if (goods_still_to_come) offer.address = make.address;
    return std::vector<Event>{OfferMade{std::move(offer), context.now + context.policy.limits.buyer_offer}};
}

Decision decide_accept_offer(Ticket const& ticket, AcceptOffer const&, Context const& context) {
    CHECK(ticket.offer);

    // From here on the command must succeed.
    Offer const& offer = *ticket.offer;
    std::vector<Event> events = {OfferAccepted{}};
    if (offer.made_in == State::awaiting_receipt) {
        start_refund(events, ticket.no, offer.quote, Cause::none);
    } else {
        grant(events, ticket, offer.quote, offer.address, Cause::none, context);
    }
    return events;
}

Decision offer_ended(Ticket const& ticket, Cause cause, Context const& context) {
    CHECK(ticket.offer);
    return std::vector<Event>{OfferEnded{cause, merchant_deadline(ticket.offer->made_in, context)}};
}

Decision decide_decline_offer(Ticket const& ticket, DeclineOffer const&, Context const& context) {
    // From here on the command must succeed.
    return offer_ended(ticket, Cause::none, context);
}

// ---- The way back of the goods ----------------------------------------------------------------------------

Decision decide_ship_back(Ticket const& ticket, ShipBack const& ship, Context const& context) {
    Mistakes mistakes;
    check_parcel(ship.parcel, mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};

    // From here on the command must succeed.
    if (ticket.return_parcel == ship.parcel) return std::vector<Event>{};
    // Counted from this message until courier data tells when the parcel is signed for.
    return std::vector<Event>{ShippedBack{ship.parcel, merchant_deadline(State::awaiting_receipt, context)}};
}

Decision received(Ticket const& ticket, Cause cause) {
    std::vector<Event> events = {Received{cause}};
    start_refund(events, ticket.no, ticket.quote, Cause::none);
    return events;
}

Decision decide_receive(Ticket const& ticket, Receive const&, Context const&) {
    // From here on the command must succeed.
    return received(ticket, Cause::none);
}

// ---- The money --------------------------------------------------------------------------------------------

Decision decide_retry_refund(Ticket const&, RetryRefund const&, Context const&) {
    // From here on the command must succeed.
    return std::vector<Event>{RefundRetried{}};
}

Decision decide_record_refund(Ticket const& ticket, RecordRefund const& record, Context const&) {
    auto const& parts = ticket.refunds;
    auto const asked_for = [&](RefundPart const& part) { return part.refund_no == record.refund_no; };
    auto const part = std::find_if(parts.begin(), parts.end(), asked_for);
    if (part == parts.end()) return refused(Rule::refund_part_unknown, "refund_no");

    // From here on the command must succeed. What a channel once paid stays paid, whatever it says later.
    std::vector<Event> events;
    bool const news = part->status != PartStatus::succeeded && part->status != record.status;
    if (!news) return events;
    switch (record.status) {
        case PartStatus::pending: break;
        case PartStatus::failed: events.push_back(RefundPartFailed{record.refund_no, record.failure}); break;
        case PartStatus::succeeded: {
            events.push_back(RefundPartSucceeded{record.refund_no});
            auto const paid = [&](RefundPart const& other) {
                return other.status == PartStatus::succeeded || asked_for(other);
            };
            if (std::all_of(parts.begin(), parts.end(), paid)) events.push_back(Completed{});
            break;
        }
    }
    return events;
}

// ---- The clock --------------------------------------------------------------------------------------------

Decision return_time_over(Ticket const& ticket, Context const& context) {
    if (ticket.return_address) return std::vector<Event>{Closed{Cause::return_timeout}};
    // The merchant owes the address: the buyer does not lose the ticket for it, the clock starts again.
    std::vector<Event> events;
    grant(events, ticket, ticket.quote, context.default_return_address, Cause::merchant_timeout, context);
    return events;
}

Decision decide_time_out(Ticket const& ticket, TimeOut const&, Context const& context) {
    CHECK(ticket.deadline);
    Instant const due = *ticket.deadline;
    if (context.now < due) return refused(Rule::deadline_not_reached, "command", due.ms);

    // From here on the command must succeed.
    std::vector<Event> events;
    switch (ticket.state) {
        case State::awaiting_merchant:
            grant(events, ticket, ticket.quote, context.default_return_address, Cause::merchant_timeout,
                  context);
            return events;
        case State::awaiting_buyer: return offer_ended(ticket, Cause::offer_timeout, context);
        case State::awaiting_return: return return_time_over(ticket, context);
        case State::awaiting_receipt: return received(ticket, Cause::receipt_timeout);
        case State::rejected: return std::vector<Event>{Closed{Cause::appeal_timeout}};
        case State::intercepting:
        case State::inspecting:
        case State::refunding:
        case State::refund_failed:
        case State::awaiting_reship:
        case State::reshipped:
        case State::sending_back:
        case State::completed:
        case State::closed: break;  // no edge leads here
    }
    CHECK(false);
}

// ---- Dispatch ---------------------------------------------------------------------------------------------

struct Decide {
    Ticket const& ticket;
    Context const& context;

    Decision operator()(Apply const& c) const { return decide_apply(ticket, c, context); }
    Decision operator()(Withdraw const& c) const { return decide_withdraw(ticket, c, context); }
    Decision operator()(Agree const& c) const { return decide_agree(ticket, c, context); }
    Decision operator()(Reject const& c) const { return decide_reject(ticket, c, context); }
    Decision operator()(MakeOffer const& c) const { return decide_make_offer(ticket, c, context); }
    Decision operator()(AcceptOffer const& c) const { return decide_accept_offer(ticket, c, context); }
    Decision operator()(DeclineOffer const& c) const { return decide_decline_offer(ticket, c, context); }
    Decision operator()(ShipBack const& c) const { return decide_ship_back(ticket, c, context); }
    Decision operator()(Receive const& c) const { return decide_receive(ticket, c, context); }
    Decision operator()(RetryRefund const& c) const { return decide_retry_refund(ticket, c, context); }
    Decision operator()(RecordRefund const& c) const { return decide_record_refund(ticket, c, context); }
    Decision operator()(TimeOut const& c) const { return decide_time_out(ticket, c, context); }
};

}  // namespace

CommandKind kind_of(Command const& command) {
    static_assert(std::variant_size_v<Command> == command_kind_count);
    return static_cast<CommandKind>(command.index());
}

Decision decide(Ticket const& ticket, Command const& command, Context const& context) {
    CommandKind const kind = kind_of(command);
    if (auto const rule = why_not(ticket, context.actor.kind, kind)) return refused(*rule, "command");
    bool const anothers = context.actor.kind == ActorKind::buyer && kind != CommandKind::apply &&
                          context.actor.id != ticket.buyer_id.value;
    if (anothers) return refused(Rule::not_your_part, "command");
    return std::visit(Decide{ticket, context}, command);
}

}  // namespace afterdesk
