// What several commands lead to: a new quote, goods on their way, money out.

#include <algorithm>
#include <limits>

#include "domain/ticket/acts.hpp"
#include "domain/ticket/approval.hpp"
#include "domain/ticket/shipping.hpp"

namespace afterdesk::acts {
namespace {

/// The stock that an exchange needs, by SKU; empty when the shop lacks some of it.
/// Rule: reserved when the exchange is agreed to.
std::optional<std::vector<StockReservation>> stock_for(Quote const& quote, std::vector<Ware> const& stock) {
    std::vector<StockReservation> needed;
    for (QuotedExchange const& exchange : quote.exchanges) {
        auto const same = [&](StockReservation const& hold) { return hold.sku == exchange.sku; };
        auto const there = std::find_if(needed.begin(), needed.end(), same);
        if (there == needed.end()) {
            needed.push_back({exchange.sku, exchange.quantity});
        } else {
            there->quantity += exchange.quantity;
        }
    }
    if (stock.empty()) return needed;  // the mall does not tell: nothing to compare with
    for (StockReservation const& hold : needed) {
        auto const ware =
            std::find_if(stock.begin(), stock.end(), [&](Ware const& w) { return w.sku == hold.sku; });
        if (ware == stock.end() || ware->available < hold.quantity) return std::nullopt;
    }
    return needed;
}

/// The goods of an exchange as they were agreed on. Whether there are any left is asked when it is granted.
std::vector<Ware> agreed_wares(Quote const& before) {
    std::vector<Ware> wares;
    for (QuotedExchange const& goods : before.exchanges) {
        wares.push_back({goods.sku, goods.spu, goods.title, goods.spec, goods.unit_price_fen,
                         std::numeric_limits<int>::max()});
    }
    return wares;
}

/// What an exchange becomes when there is nothing to send: the goods come back for their price.
std::optional<Requoted> as_refund(Ticket const& ticket, Cause cause, Context const& context) {
    Request const request = as_type(ticket.request, TicketType::return_refund);
    auto quoted = quote_again(request, ticket.quote, context);
    if (!quoted.ok()) return std::nullopt;
    return Requoted{request, std::move(quoted).value(), cause};
}

/// Nobody decided that it is granted: it can wait as well.
bool is_by_itself(Cause cause) {
    return cause == Cause::unshipped_is_automatic || cause == Cause::auto_rule ||
           cause == Cause::merchant_timeout;
}

}  // namespace

std::optional<Instant> held_until(Ticket const& ticket, Context const& context) {
    return afterdesk::held_until(ticket.request, ticket.quote, context.order, context.shipping);
}

void go_on(Events& events, Ticket const& ticket, Context const& context) {
    bool const waits =
        ticket.held && !ticket.frozen && !in_arbitration(ticket) && !context.order.cancelled_at;
    if (!waits || held_until(ticket, context) == ticket.held->until) return;
    grant(events, ticket, std::nullopt, ticket.held->cause, context);
}

Ticket after(Ticket ticket, Events const& events, Context const& context) {
    for (Event const& event : events) ticket = evolve(std::move(ticket), event, context.now);
    return ticket;
}

Result<Quote, Mistakes> quote_again(Request const& request, Quote const& before, Context const& context,
                                    std::optional<Fault> fault) {
    QuoteInput input{context.now,    context.order, context.other_claims, request,
                     context.policy, fault,         agreed_wares(before), true};
    input.request.fee_fen = 0;
    input.held = before.lines;
    TRY(quoted, quote(input));
    return with_fee(quoted, std::min(request.fee_fen, quoted.goods_fen), context.policy.payments);
}

Result<Quote, Mistakes> lowered(Quote const& quote, Fen refund_fen, PaymentsPolicy policy) {
    if (refund_fen < 0) return Err{Mistakes{{Rule::offer_below_zero, "refund_fen", 0}}};
    if (refund_fen > quote.refund_fen) {
        return Err{Mistakes{{Rule::offer_not_lower, "refund_fen", quote.refund_fen}}};
    }
    Fen const without_fee = quote.refund_fen + quote.fee_fen;
    auto lower = with_fee(quote, without_fee - refund_fen, policy);
    if (lower.ok()) return lower;
    // Somebody wrote an amount, not a fee: the limit told is the lowest amount.
    return Err{Mistakes{{Rule::fee_exceeds_goods, "refund_fen", without_fee - quote.goods_fen}}};
}

void start_refund(Events& events, Ticket const& ticket, Cause cause) {
    RefundStarted started{{}, cause};
    std::vector<PaymentShare> shares = ticket.quote.payments;
    // Rule: who does not get the dearer goods gets the difference back too.
    bool const has_the_goods = ticket.goods == Goods::received && ticket.out_parcel;
    if (ticket.collected && !has_the_goods) {
        shares.push_back({{ticket.collected->payment_no}, ticket.collected->amount_fen});
    }
    for (PaymentShare const& share : shares) {
        if (share.amount_fen == 0) continue;
        std::string refund_no = ticket.no.value + "-" + std::to_string(started.parts.size() + 1);
        started.parts.push_back({share.payment_id,
                                 std::move(refund_no),
                                 share.amount_fen,
                                 PartStatus::pending,
                                 {},
                                 Via::original});
    }
    EntitlementsReclaimed reclaimed;
    for (QuotedLine const& line : ticket.quote.lines) {
        if (!line.entitlements.empty()) reclaimed.lines.push_back({line.line_no, line.entitlements});
    }
    bool const nothing_to_pay = started.parts.empty();
    if (!reclaimed.lines.empty()) events.push_back(std::move(reclaimed));
    events.push_back(std::move(started));
    if (nothing_to_pay) finish(events, ticket, Cause::none);
}

void grant(Events& events, Ticket ticket, std::optional<Address> const& address, Cause cause,
           Context const& context) {
    if (auto until = is_by_itself(cause) ? held_until(ticket, context) : std::nullopt) {
        events.push_back(HeldForShipping{{*until, cause}});
        return;
    }
    auto const add = [&](Event event) {
        ticket = evolve(std::move(ticket), event, context.now);
        events.push_back(std::move(event));
    };
    if (ticket.request.type == TicketType::exchange) {
        if (auto stock = stock_for(ticket.quote, context.stock)) {
            if (!stock->empty()) add(StockReserved{std::move(*stock)});
        } else if (auto refund = as_refund(ticket, Cause::out_of_stock, context)) {
            add(std::move(*refund));
        }
    }
    bool const to_come = goods_to_come(ticket);
    add(Agreed{to_come ? address : std::nullopt, cause});
    if (!to_come && pays_back(ticket.request.type)) start_refund(events, ticket, Cause::none);
}

void finish(Events& events, Ticket const& ticket, Cause cause) {
    if (has_refused_goods(ticket)) {
        events.push_back(SendingBack{Cause::inspection_refused});
    } else {
        events.push_back(Completed{cause});
    }
}

Request as_type(Request request, TicketType type) {
    request.type = type;
    for (LineRequest& line : request.lines) {
        if (type != TicketType::exchange) line.want_sku.clear();
        if (type != TicketType::price_protect) line.now_price_fen.reset();
    }
    if (!pays_back(type)) request.fee_fen = 0;
    return request;
}

bool needs_second_person(Ticket const& ticket, Quote const& quote, Context const& context, Events& events,
                         Mistakes& mistakes) {
    if (context.actor.kind != ActorKind::merchant) return false;
    Policy const& policy = context.policy;
    Fen const refund_fen = quote.refund_fen;
    Fen const left_today_fen =
        policy.daily_limit_fen - std::min(context.approved_today_fen, policy.daily_limit_fen);
    bool const over_the_day =
        policy.daily_limit_fen > 0 && newly_approved_fen(ticket, quote) > left_today_fen;
    if (over_the_day) mistakes.push_back({Rule::daily_limit_reached, "command", policy.daily_limit_fen});
    if (policy.four_eyes_above_fen == 0 || refund_fen <= policy.four_eyes_above_fen) return false;
    if (ticket.first_approval == context.actor.id) {
        mistakes.push_back({Rule::second_person_needed, "command", policy.four_eyes_above_fen});
        return false;
    }
    if (!ticket.first_approval.empty()) return false;
    events.push_back(FirstApproval{context.actor.id});
    return true;
}

}  // namespace afterdesk::acts

namespace afterdesk {

Result<Quote, Mistakes> quote_anew(Ticket const& ticket, Context const& context) {
    if (!ticket.arbitration || !ticket.arbitration->verdict) {
        return acts::quote_again(ticket.request, ticket.quote, context);
    }
    Verdict const& verdict = *ticket.arbitration->verdict;
    Context judged = context;
    judged.policy.freight_when_shop_at_fault = verdict.freight_payer == FreightPayer::shop;
    return acts::quote_again(ticket.request, ticket.quote, judged, verdict.fault);
}

}  // namespace afterdesk
