// Sequences of tickets of every type on random orders: reserved, withdrawn, refunded, in any order. No line
// and no payment ever gives back more than it took, and refunding all gives all back, to the fen.
//
// Runs 3,000 orders; AFTERDESK_RUNS says how many, AFTERDESK_SEED where to begin. A failure prints its seed.

#include <cstdio>
#include <cstdlib>
#include <optional>

#include "random_order.hpp"

namespace afterdesk {
namespace {

using namespace order_fixture;
using enum TicketType;

std::uint64_t from_environment(char const* name, std::uint64_t otherwise) {
    char const* const text = std::getenv(name);
    return text != nullptr ? std::strtoull(text, nullptr, 10) : otherwise;
}

/// What is broken, in a word; nothing when all holds.
using Broken = std::optional<std::string>;

/// A ticket that holds something.
struct Held {
    TicketType type = refund_unshipped;
    Quote quote;
    std::vector<Claim> claims;
};

/// An order and its tickets. `exact`: everything that could keep money back is left out, so that all must
/// come back in the end.
struct Story {
    Random random;
    bool exact = true;
    QuoteInput input;
    Pricing pricing;
    Fen payments_fen = 0;
    std::vector<Held> tickets;
    int quotes = 0;

    Story(std::uint64_t seed, bool big) : random(seed) {
        OrderShape shape;
        exact = random.one_in(2);
        shape.used_hours = !exact;
        if (big) {
            shape.max_price_fen = max_fen;
            shape.max_quantity = random.one_in(20) ? 900 : 6;
            shape.max_lines = 3;
        }
        input.order = random_order(random, shape);
        for (Line& line : input.order.lines) {
            if (line.kind != LineKind::physical || random.one_in(2)) continue;
            ship(line, random.number(0, line.quantity));
            if (line.shipped_quantity() > 0 && random.one_in(2)) sign_for(line, now);
        }
        pricing = price_order(input.order);
        for (Payment const& payment : input.order.payments) payments_fen += payment.amount_fen;
        input.now = now;
        input.policy = policy;
        choose_policy();
        input.request.reason = "agreed";
        input.fault = Fault::shop;
    }

    void choose_policy() {
        Policy& chosen = input.policy;
        chosen.threshold = random.of<ThresholdPolicy>({ThresholdPolicy::keep, ThresholdPolicy::claw_back,
                                                       ThresholdPolicy::claw_back, ThresholdPolicy::ask});
        chosen.payments =
            random.of<PaymentsPolicy>({PaymentsPolicy::cash_first, PaymentsPolicy::proportional});
        chosen.freight_when_shop_at_fault = !exact && random.one_in(2);
        chosen.exchange_difference = ExchangePolicy::settle;
    }

    static Policy const policy;
};

Policy const Story::policy = default_policy();

// ---- What must hold ---------------------------------------------------------------------------------------

/// Σ paid + freight = Σ payments; each discount and each line is split to its last fen.
/// Rule: DOMAIN §5.1, §5.2.
Broken broken_prices(Story const& story) {
    Order const& order = story.input.order;
    std::vector<Fen> spread(order.discounts.size(), 0);
    Fen total = order.freight_fen;
    for (PricedLine const& line : story.pricing.lines) {
        Fen off = 0;
        for (DiscountShare const& share : line.discounts) {
            if (share.amount_fen < 0) return "share below zero";
            off += share.amount_fen;
            if (share.order_discount >= 0)
                spread[static_cast<std::size_t>(share.order_discount)] += share.amount_fen;
        }
        if (line.paid_fen < 0 || line.unpaid_fen < 0) return "line below zero";
        if (line.paid_fen + line.unpaid_fen != line.gross_fen - off) return "paid is not gross − shares";
        Fen paid = 0;
        for (PricedUnit const& piece : line.pieces()) {
            if (piece.paid_fen < 0 || piece.deposit_fen < 0 || piece.deposit_fen > piece.paid_fen) {
                return "piece below zero";
            }
            Fen const cost = piece.paid_fen + piece.unpaid_fen;
            if (cost != piece.price_fen - sum(piece.discount_fen) + piece.rounding_fen) {
                return "piece does not add up";
            }
            paid += piece.paid_fen;
        }
        if (paid != line.paid_fen) return "pieces are not the line";
        total += line.paid_fen;
    }
    for (std::size_t j = 0; j < spread.size(); ++j) {
        if (spread[j] != order.discounts[j].amount_fen) return "discount not spread";
    }
    return total == story.payments_fen ? Broken{} : "lines and freight are not the payments";
}

/// The promises of Quote.
Broken broken_quote(Quote const& quote, TicketType type) {
    for (Fen amount : {quote.refund_fen, quote.goods_fen, quote.freight_fen, quote.fee_fen,
                       quote.gift_deduct_fen, quote.collect_fen}) {
        if (amount < 0) return "amount below zero";
    }
    if (quote.refund_fen != quote.goods_fen - quote.fee_fen - quote.gift_deduct_fen + quote.freight_fen) {
        return "refund does not add up";
    }
    if (quote.collect_fen > 0 && quote.goods_fen > 0) return "both sides pay";
    Fen of_lines = 0;
    Fen of_units = 0;
    Fen of_payments = 0;
    for (QuotedLine const& line : quote.lines) {
        if (line.goods_fen < 0) return "line below zero";
        of_lines += line.goods_fen;
    }
    for (ExplainedUnit const& unit : quote.explain) {
        if (unit.paid_fen < 0 || unit.protected_fen < 0 || unit.deposit_kept_fen < 0)
            return "unit below zero";
        Fen off = 0;
        for (DiscountShare const& share : unit.discounts) off += share.amount_fen;
        Fen const paid = unit.price_fen - off + unit.rounding_fen - unit.unpaid_fen - unit.protected_fen -
                         unit.deposit_kept_fen;
        if (type != price_protect && unit.paid_fen != paid) return "unit does not add up";
        if (unit.paid_fen > paid) return "unit gives more than its paid";
        of_units += unit.paid_fen;
    }
    for (PaymentShare const& share : quote.payments) {
        if (share.amount_fen <= 0) return "payment share not above zero";
        of_payments += share.amount_fen;
    }
    if (of_lines != quote.goods_fen) return "lines are not the goods";
    if (pays_back(type) && of_units - quote.claw_back_fen != quote.goods_fen)
        return "units are not the goods";
    return of_payments == quote.refund_fen ? Broken{} : "payments are not the refund";
}

struct Sums {
    std::vector<Fen> line_fen, payment_fen;
    Fen refund_fen = 0, freight_fen = 0;
};

Sums sums_of(Story const& story) {
    Order const& order = story.input.order;
    Sums sums{std::vector<Fen>(order.lines.size(), 0), std::vector<Fen>(order.payments.size(), 0), 0, 0};
    for (Held const& ticket : story.tickets) {
        sums.refund_fen += ticket.quote.refund_fen;
        sums.freight_fen += ticket.quote.freight_fen;
        for (QuotedLine const& line : ticket.quote.lines) {
            auto const at = static_cast<std::size_t>(find_line(order, line.line_no) - order.lines.data());
            sums.line_fen[at] += line.goods_fen;
        }
        for (PaymentShare const& share : ticket.quote.payments) {
            for (std::size_t p = 0; p < order.payments.size(); ++p) {
                if (order.payments[p].payment_id == share.payment_id) sums.payment_fen[p] += share.amount_fen;
            }
        }
    }
    return sums;
}

/// 0 ≤ reserved + refunded ≤ paid. Rule: DOMAIN §3.3.
Broken broken_sums(Story const& story) {
    Sums const sums = sums_of(story);
    for (std::size_t i = 0; i < sums.line_fen.size(); ++i) {
        if (sums.line_fen[i] > story.pricing.lines[i].paid_fen) return "line gives more than it took";
    }
    for (std::size_t p = 0; p < sums.payment_fen.size(); ++p) {
        if (sums.payment_fen[p] > story.input.order.payments[p].amount_fen)
            return "payment gives more than it took";
    }
    if (sums.freight_fen > story.input.order.freight_fen) return "freight given twice";
    return {};
}

/// After everything was refunded: nothing is missing but freight that stays.
Broken broken_end(Story const& story) {
    Order const& order = story.input.order;
    Sums const sums = sums_of(story);
    bool goods = false;
    bool shipped = false;
    for (std::size_t i = 0; i < sums.line_fen.size(); ++i) {
        if (sums.line_fen[i] != story.pricing.lines[i].paid_fen) return "line did not come back";
        goods = goods || (order.lines[i].kind == LineKind::physical && !order.lines[i].gift);
        shipped = shipped || order.lines[i].shipped_quantity() > 0;
    }
    Fen const freight_kept = goods && !shipped ? 0 : order.freight_fen;
    if (sums.freight_fen != order.freight_fen - freight_kept) return "freight did not come back";
    if (sums.refund_fen != story.payments_fen - freight_kept) return "total did not come back";
    for (std::size_t p = 0; p < sums.payment_fen.size() && freight_kept == 0; ++p) {
        if (sums.payment_fen[p] != order.payments[p].amount_fen) return "payment did not come back";
    }
    return {};
}

// ---- What happens -----------------------------------------------------------------------------------------

/// Refusals that a random request may meet: it did not look at prices, stock or hours.
bool may_be_refused(Rule rule) {
    return rule == Rule::price_not_lower || rule == Rule::quantity_exceeds_left ||
           rule == Rule::nothing_left || rule == Rule::kind_not_for_type || rule == Rule::entitlement_taken ||
           rule == Rule::entitlement_used;
}

void ask_for_lines(Story& story, bool all) {
    Random& random = story.random;
    Request& request = story.input.request;
    request.lines.clear();
    std::vector<int> const left = units_left(story.input.order, story.input.claims, request.type);
    for (std::size_t i = 0; i < left.size(); ++i) {
        Line const& line = story.input.order.lines[i];
        if (left[i] == 0 || (!all && !random.one_in(2)) || (line.gift && story.exact)) continue;
        LineRequest asked{line.line_no, all ? left[i] : random.number(1, left[i]), {}};
        if (!all && !line.entitlements.empty() && random.one_in(2)) {
            asked.entitlements = {random.of(line.entitlements).id};
        }
        if (request.type == price_protect) asked.now_price_fen = random.between(0, line.unit_price_fen);
        if (request.type == exchange && random.one_in(2)) asked.want_sku = "W" + std::to_string(line.line_no);
        request.lines.push_back(std::move(asked));
    }
}

/// What could be had instead of each line's goods, cheaper or dearer.
void fill_shelf(Story& story) {
    story.input.stock.clear();
    if (story.input.request.type != exchange) return;
    for (Line const& line : story.input.order.lines) {
        Fen const price_fen = story.random.between(0, std::min(max_fen, 2 * line.unit_price_fen));
        story.input.stock.push_back({"W" + std::to_string(line.line_no), line.spu, "", "", price_fen, 9'999});
        story.input.stock.push_back({line.sku, line.spu, "", "", line.unit_price_fen, 9'999});
    }
}

Broken ask(Story& story, TicketType type, bool all) {
    story.input.claims.clear();
    for (Held const& ticket : story.tickets) append(story.input.claims, ticket.claims);
    story.input.request.type = type;
    story.input.request.fee_fen = 0;
    ask_for_lines(story, all);
    if (story.input.request.lines.empty()) return {};
    fill_shelf(story);
    ++story.quotes;
    Result<Quote, Mistakes> result = quote(story.input);
    if (result && !story.exact && story.random.one_in(4)) {
        story.input.request.fee_fen = story.random.between(0, result->goods_fen);
        result = quote(story.input);
    }
    if (!result) {
        for (Mistake const& mistake : result.error()) {
            if (!may_be_refused(mistake.rule)) {
                return "refused by rule " + std::to_string(static_cast<int>(mistake.rule)) + " at " +
                       mistake.path;
            }
        }
        return {};
    }
    if (Broken broken = broken_quote(*result, type)) return broken;
    story.tickets.push_back({type, *result, held(*result, type)});
    return broken_sums(story);
}

/// A unit whose difference was paid back may have been refunded since, for the rest.
bool may_be_withdrawn(Story const& story, Held const& ticket) {
    return !story.exact || ticket.type != price_protect;
}

Broken one_step(Story& story) {
    Random& random = story.random;
    if (!story.tickets.empty() && random.one_in(5)) {
        auto const gone = static_cast<std::ptrdiff_t>(random.next() % story.tickets.size());
        if (may_be_withdrawn(story, story.tickets[static_cast<std::size_t>(gone)])) {
            story.tickets.erase(story.tickets.begin() + gone);
            return broken_sums(story);
        }
    }
    if (!story.exact) {
        story.choose_policy();
        story.input.fault = random.of<Fault>({Fault::buyer, Fault::shop, Fault::carrier});
        story.input.request.keep_gifts = random.one_in(3);
    }
    std::vector<TicketType> types = {refund_unshipped, refund_shipped, return_refund, virtual_refund,
                                     price_protect};
    if (!story.exact) types.insert(types.end(), {exchange, repair, reship});
    return ask(story, random.of(types), false);
}

Broken broken_story(Story& story) {
    if (Broken broken = broken_prices(story)) return broken;
    for (int step = story.random.number(4, 14); step > 0; --step) {
        if (Broken broken = one_step(story)) return broken;
    }
    for (TicketType type : {refund_unshipped, virtual_refund, return_refund}) {
        if (Broken broken = ask(story, type, true)) return broken;
    }
    return story.exact ? broken_end(story) : Broken{};
}

TEST_CASE("Whatever is asked for in whatever order, the money adds up") {
    std::uint64_t const first = from_environment("AFTERDESK_SEED", 1);
    std::uint64_t const runs = from_environment("AFTERDESK_RUNS", 3'000);
    std::int64_t quotes = 0;
    std::int64_t tickets = 0;
    for (std::uint64_t seed = first; seed < first + runs; ++seed) {
        Story story(seed, seed % 16 == 0);
        Broken const broken = broken_story(story);
        quotes += story.quotes;
        tickets += static_cast<std::int64_t>(story.tickets.size());
        if (!broken) continue;
        CAPTURE(seed);
        CAPTURE(*broken);
        FAIL("the money does not add up");
    }
    std::printf("money: orders %llu (seeds %llu to %llu), quotes %lld, tickets at the end %lld\n",
                static_cast<unsigned long long>(runs), static_cast<unsigned long long>(first),
                static_cast<unsigned long long>(first + runs - 1), static_cast<long long>(quotes),
                static_cast<long long>(tickets));
}

}  // namespace
}  // namespace afterdesk
