// Quotes: whatever is asked, the answer is an explained refund that adds up, or mistakes with their paths.

#include <map>

#include "fuzz_wire.hpp"

using namespace afterdesk;
using namespace afterdesk::wire_fuzz;

namespace {

void check_sums(QuoteInput const& input, Quote const& quote) {
    CHECK(quote.refund_fen >= 0 && quote.fee_fen >= 0 && quote.fee_fen <= quote.goods_fen);
    CHECK(quote.collect_fen == 0 || quote.refund_fen == 0);
    CHECK(quote.refund_fen == quote.goods_fen - quote.fee_fen - quote.gift_deduct_fen + quote.freight_fen);
    CHECK(quote.freight_fen >= 0 && quote.freight_fen <= input.order.freight_fen);
    Fen goods = 0;
    for (QuotedLine const& line : quote.lines) {
        CHECK(line.goods_fen >= 0);
        goods += line.goods_fen;
    }
    CHECK(goods == quote.goods_fen);
    Fen shares = 0;
    for (PaymentShare const& share : quote.payments) {
        CHECK(share.amount_fen > 0);
        shares += share.amount_fen;
    }
    CHECK(shares == quote.refund_fen);
    std::map<std::string, Fen> left;
    for (Payment const& payment : input.order.payments) left[payment.payment_id.value] = payment.amount_fen;
    for (PaymentShare const& share : quote.payments) CHECK(share.amount_fen <= left[share.payment_id.value]);
}

void check_lower(Quote const& quote, PaymentsPolicy policy) {
    auto const half = with_fee(quote, quote.fee_fen + (quote.goods_fen - quote.fee_fen) / 2, policy);
    CHECK(half.ok());
    CHECK(half->refund_fen >= 0 && half->refund_fen <= quote.refund_fen);
    Fen shares = 0;
    for (PaymentShare const& share : half->payments) shares += share.amount_fen;
    CHECK(shares == half->refund_fen);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    auto const value = wire::parse_json(text_of(data, size));
    if (!value.ok()) return 0;
    Mistakes mistakes;
    QuoteInput const input = wire::read_quote_input(*value, mistakes);
    check_told(mistakes);
    if (!mistakes.empty()) return 0;
    auto const quoted = quote(input);
    if (!quoted.ok()) {
        CHECK(!quoted.error().empty());
        check_told(quoted.error());
        return 0;
    }
    check_sums(input, *quoted);
    check_lower(*quoted, input.policy.payments);
    auto const read = [](wire::Value const& of, Mistakes& found) { return wire::read_quote(of, "", found); };
    auto const write = [](Quote const& of) { return wire::to_json(of, wire::QuoteForm::frozen); };
    check_round_trip(*quoted, read, write);
    // What it holds, others may build on.
    QuoteInput next = input;
    for (Claim& claim : claims_of(*quoted, input.request.type, ClaimState::reserved)) {
        next.claims.push_back(std::move(claim));
    }
    auto const second = quote(next);
    if (second.ok()) check_sums(next, *second);
    return 0;
}
