// The application, its changes, and what the order's changes make of it.

#include <algorithm>

#include "base/copy.hpp"
#include "domain/ticket/acts.hpp"

namespace afterdesk::acts {
namespace {

/// The quote of an application, or of its change, when it is what the page showed. Errors: all of its
/// mistakes.
Result<Quote, Mistakes> check_application(Ticket const& ticket, Apply const& apply, Context const& context) {
    Policy const& policy = context.policy;
    Mistakes mistakes;
    auto quoted = quote(to_change(
        ticket,
        {context.now, context.order, context.other_claims, apply.request, policy, {}, context.stock, false}));
    if (!quoted.ok()) {
        mistakes = quoted.error();
    } else if (quoted->refund_fen != apply.expected_refund_fen ||
               quote_digest(*quoted) != apply.expected_digest) {
        mistakes.push_back({Rule::quote_changed, "quote", quoted->refund_fen});
    }
    check_text(apply.remark, "remark", policy.max_remark_chars, mistakes);
    check_evidence_count(apply.evidence, policy, mistakes);
    bool const by_buyer = context.actor.kind == ActorKind::buyer;
    if (by_buyer && apply.evidence.empty() &&
        needs_evidence(policy, apply.request.reason, apply.request.type)) {
        mistakes.push_back({Rule::evidence_required, "evidence", 1});
    }
    // Rule: DOMAIN §5.5, a fee only with the buyer's consent; staff make an offer instead.
    if (!by_buyer && apply.request.fee_fen != 0) {
        mistakes.push_back({Rule::not_your_part, "request.fee_fen", 0});
    }
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return quoted;
}

/// True when the pieces were signed for. Units: what does not say where it came from came first; what no
/// delivery of the order brought came in place of another piece.
bool is_received(Line const& line, QuotedLine const& quoted) {
    int came_first = quoted.deliveries.empty() ? quoted.quantity : 0;
    for (std::size_t i = 0; i < line.deliveries.size(); ++i) {
        Delivery const& delivery = line.deliveries[i];
        auto const is_it = [&](DeliveredPieces const& pieces) {
            return pieces.delivery_no == delivery.delivery_no || pieces.delivery_no == place_name(i);
        };
        bool const named = std::any_of(quoted.deliveries.begin(), quoted.deliveries.end(), is_it);
        bool const brought = named || came_first > 0;
        if (brought && !delivery.received_at) return false;
        came_first -= delivery.quantity;
    }
    return came_first <= 0;
}

/// 已收到货 once all goods asked for were signed for: what is under way can still be stopped.
Goods goods_of(Request const& request, Quote const& quote, Order const& order) {
    bool any = false;
    for (QuotedLine const& quoted : quote.lines) {
        Line const* const line = find_line(order, quoted.line_no);
        bool const goods = line != nullptr && line->kind == LineKind::physical && quoted.quantity > 0;
        if (!goods) continue;
        bool const here =
            request.recalls() ? are_received(*line, quoted.quantity) : is_received(*line, quoted);
        if (!here) return Goods::not_received;
        any = true;
    }
    return any && request.type != TicketType::refund_unshipped ? Goods::received : Goods::not_received;
}

/// Strays that are under way: they need not come as far as the buyer.
bool is_to_stop(Ticket const& ticket) {
    return ticket.request.recalls() && ticket.request.type == TicketType::refund_shipped &&
           ticket.goods == Goods::not_received;
}

AutoDecision reviewed(Ticket const& ticket, Context const& context) {
    std::vector<int> line_nos;
    for (LineRequest const& asked : ticket.request.lines) line_nos.push_back(asked.line_no);
    ReviewFacts facts = facts_of(context.order, ticket.request.type, ticket.request.reason, line_nos,
                                 ticket.quote.refund_fen);
    facts.buyer_tickets_30d = context.buyer_tickets_30d;
    facts.risk_signals = context.risk_signals;
    return auto_review(context.policy, facts);
}

Cause automatic_cause(TicketType type) {
    return type == TicketType::virtual_refund ? Cause::virtual_is_automatic : Cause::unshipped_is_automatic;
}

/// What becomes of a fresh application: decided by nobody, by a rule, or waiting for the merchant.
void open(Events& events, Ticket ticket, Context const& context) {
    // What becomes of a cancelled order's money is a person's to say.
    if (context.order.cancelled_at) return;
    TicketType const type = ticket.request.type;
    if (!needs_review(type, ticket.quote, context.policy)) {
        grant(events, ticket, std::nullopt, automatic_cause(type), context);
        return;
    }
    AutoDecision decision = reviewed(ticket, context);
    if (decision.rule.empty()) return;
    bool const agrees = decision.action == AutoAction::agree;
    events.push_back(
        AutoReviewed{decision.rule, agrees ? std::string() : decision.queue, std::move(decision.why)});
    ticket = evolve(std::move(ticket), events.back(), context.now);
    if (agrees) grant(events, ticket, context.default_return_address, Cause::auto_rule, context);
}

}  // namespace

Decision apply(Ticket const& ticket, Command const& command, Context const& context) {
    Apply const& apply = std::get<Apply>(command);
    Mistakes mistakes;
    Quote quoted;
    if (auto checked = check_application(ticket, apply, context); checked.ok()) {
        quoted = std::move(checked).value();
    } else {
        mistakes = checked.error();
    }
    bool const by_buyer = context.actor.kind == ActorKind::buyer;
    if (by_buyer && context.applications >= context.policy.max_applications_per_line) {
        mistakes.push_back(
            {Rule::too_many_applications, "request", context.policy.max_applications_per_line});
    }
    if (!mistakes.empty()) return Err{std::move(mistakes)};

    Order const& order = context.order;
    Applied applied;
    applied.no = context.new_no;
    applied.order_no = order.order_no;
    applied.shop_id = order.shop_id;
    applied.buyer_id = order.buyer_id;
    applied.opened_by = context.actor.kind;
    applied.policy_version = context.policy.version;
    applied.request = copy_of(apply.request);
    applied.quote = std::move(quoted);
    applied.remark = apply.remark;
    applied.evidence = apply.evidence;
    applied.goods = goods_of(apply.request, applied.quote, order);
    applied.buyer_tickets_30d = context.buyer_tickets_30d;
    applied.risk_signals = context.risk_signals;
    Events events = {std::move(applied)};
    Ticket const opened = after(ticket, events, context);
    if (by_buyer) {
        open(events, opened, context);
        return events;
    }
    bool const waits = needs_second_person(opened, opened.quote, context, events, mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    if (waits) return events;
    grant(events, opened, context.default_return_address, Cause::opened_by_staff, context);
    if (is_to_stop(opened)) events.push_back(InterceptStarted{});
    return events;
}

Decision modify(Ticket const& ticket, Command const& command, Context const& context) {
    Apply const& changed = std::get<Modify>(command).apply;
    Mistakes mistakes;
    Quote quoted;
    if (auto checked = check_application(ticket, changed, context); checked.ok()) {
        quoted = std::move(checked).value();
    } else {
        mistakes = checked.error();
    }
    if (ticket.modifications >= context.policy.max_modifications) {
        mistakes.push_back({Rule::too_many_modifications, "request", context.policy.max_modifications});
    }
    if (!mistakes.empty()) return Err{std::move(mistakes)};

    // From here on the command must succeed.
    Goods const goods = goods_of(changed.request, quoted, context.order);
    Events events = {Modified{changed.request, std::move(quoted), changed.remark, changed.evidence}};
    if (goods != ticket.goods) events.push_back(OrderNoted{goods});
    open(events, after(ticket, events, context), context);
    return events;
}

// ---- The order changes ------------------------------------------------------------------------------------

namespace {

bool is_used(Line const* line, std::string const& id) {
    if (line == nullptr) return true;
    return std::any_of(
        line->entitlements.begin(), line->entitlements.end(),
        [&](Entitlement const& entitlement) { return entitlement.id == id && entitlement.used; });
}

/// The request without the entitlements that were used meanwhile. Rule: DOMAIN §5.6, "a used one is never
/// refunded".
std::optional<Request> without_used(Ticket const& ticket, Order const& order) {
    Request request = ticket.request;
    bool changed = false;
    for (QuotedLine const& quoted : ticket.quote.lines) {
        if (quoted.entitlements.empty()) continue;
        std::vector<std::string> left = quoted.entitlements;
        std::erase_if(left,
                      [&](std::string const& id) { return is_used(find_line(order, quoted.line_no), id); });
        if (left.size() == quoted.entitlements.size()) continue;
        changed = true;
        for (LineRequest& line : request.lines) {
            if (line.line_no != quoted.line_no) continue;
            line.quantity = 1;
            line.entitlements = left;
        }
        bool const none_left = left.empty();
        if (none_left) {
            std::erase_if(request.lines,
                          [&](LineRequest const& line) { return line.line_no == quoted.line_no; });
        }
    }
    if (!changed) return std::nullopt;
    return request;
}

/// True when others have paid back what the ticket asks for, as money or for its pieces.
bool is_taken_by_others(Ticket const& ticket, Context const& context) {
    if (context.order.prior.empty()) return false;
    auto const& claims = context.other_claims;
    for (PaymentShare const& own : ticket.quote.payments) {
        Fen left = 0;
        for (Payment const& payment : context.order.payments)
            left += payment.payment_id == own.payment_id ? payment.amount_fen : 0;
        for (Claim const& claim : claims)
            for (PaymentShare const& share : claim.payments)
                left -= share.payment_id == own.payment_id ? share.amount_fen : 0;
        if (own.amount_fen > left) return true;
    }
    return std::any_of(ticket.quote.lines.begin(), ticket.quote.lines.end(), [&](QuotedLine const& quoted) {
        Line const* const line = find_line(context.order, quoted.line_no);
        if (line == nullptr) return false;
        int left = line->entitlements.empty() ? line->quantity : static_cast<int>(line->entitlements.size());
        for (Claim const& claim : claims) {
            bool const holds = claim.line_no == quoted.line_no && claim.type != TicketType::price_protect &&
                               !claim.replacement;
            left -= holds ? claim.quantity : 0;
        }
        int const wanted =
            quoted.entitlements.empty() ? quoted.quantity : static_cast<int>(quoted.entitlements.size());
        return wanted > left;
    });
}

/// What is left to be asked for when others have paid some of it back; the end of it where that is nothing.
Events after_refund_by_others(Ticket const& ticket, Context const& context) {
    auto quoted = quote_again(ticket.request, ticket.quote, context);
    if (!quoted.ok()) return {Closed{Cause::refunded_outside, {}}};
    Events events;
    if (ticket.offer) events.push_back(OfferEnded{Cause::refunded_outside});
    events.push_back(Requoted{ticket.request, std::move(quoted).value(), Cause::refunded_outside});
    return events;
}

bool shipped_meanwhile(Ticket const& ticket, Context const& context) {
    if (ticket.request.type != TicketType::refund_unshipped) return false;
    return !quote_again(ticket.request, ticket.quote, context).ok();
}

}  // namespace

Decision note_order(Ticket const& ticket, Command const&, Context const& context) {
    Events events;
    if (is_taken_by_others(ticket, context)) return after_refund_by_others(ticket, context);
    if (shipped_meanwhile(ticket, context)) return Events{Closed{Cause::shipped_meanwhile, {}}};
    bool const on_the_way_back = ticket.goods == Goods::returned;
    Goods const goods = goods_of(ticket.request, ticket.quote, context.order);
    if (!on_the_way_back && goods != ticket.goods) events.push_back(OrderNoted{goods});
    auto request = without_used(ticket, context.order);
    if (!request) {
        go_on(events, after(ticket, events, context), context);
        return events;
    }
    if (request->lines.empty()) return Events{Closed{Cause::used_meanwhile, {}}};
    auto quoted = quote_again(*request, ticket.quote, context);
    if (!quoted.ok()) return events;  // nothing better is known; the mall's word is kept for the next look
    if (ticket.offer) events.push_back(OfferEnded{Cause::used_meanwhile});
    events.push_back(Requoted{std::move(*request), std::move(quoted).value(), Cause::used_meanwhile});
    return events;
}

}  // namespace afterdesk::acts
