// A quote, row by row.

#include <map>
#include <utility>

#include "app/shell/say.hpp"
#include "text/names.hpp"

namespace afterdesk::app {
namespace {

using screens::ReceiptRow;

std::string title_of(Order const& order, int line_no) {
    Line const* line = find_line(order, line_no);
    return line == nullptr ? std::string() : line->title;
}

/// What the units of one line have in common, added up for reading.
struct LineSum {
    Fen price_fen = 0, rounding_fen = 0, unpaid_fen = 0, deposit_kept_fen = 0, protected_fen = 0,
        paid_fen = 0;
    int units = 0;
    std::map<DiscountKind, Fen> discounts;

    /// False where it is the drop of a price that is paid back.
    bool adds_up() const {
        Fen shares_fen = 0;
        for (auto const& [kind, amount_fen] : discounts) shares_fen += amount_fen;
        return price_fen - shares_fen + rounding_fen - unpaid_fen - protected_fen - deposit_kept_fen ==
               paid_fen;
    }
};

LineSum sum_line(Quote const& quote, int line_no) {
    LineSum sum;
    for (ExplainedUnit const& unit : quote.explain) {
        if (unit.line_no != line_no) continue;
        sum.units += 1;
        sum.price_fen += unit.price_fen;
        sum.rounding_fen += unit.rounding_fen;
        sum.unpaid_fen += unit.unpaid_fen;
        sum.deposit_kept_fen += unit.deposit_kept_fen;
        sum.protected_fen += unit.protected_fen;
        sum.paid_fen += unit.paid_fen;
        for (DiscountShare const& share : unit.discounts) sum.discounts[share.kind] += share.amount_fen;
    }
    return sum;
}

void add_line(Shell const& shell, Order const& order, Quote const& quote, QuotedLine const& line,
              std::vector<ReceiptRow>& rows) {
    Line const* ordered = find_line(order, line.line_no);
    if (ordered == nullptr) return;
    LineSum const sum = sum_line(quote, line.line_no);
    rows.push_back(
        {ordered->title + " ×" + std::to_string(line.quantity), yuan(line.goods_fen), false, false});
    bool const plain = sum.discounts.empty() && sum.rounding_fen == 0 && sum.unpaid_fen == 0 &&
                       sum.deposit_kept_fen == 0 && sum.protected_fen == 0;
    if (plain || !sum.adds_up()) return;
    std::string const count = std::to_string(sum.units);
    Fen const unit_fen = line.entitlements.empty() ? ordered->unit_price_fen : sum.price_fen;
    rows.push_back({text::fill(shell.language, t::receipt_price,
                               {yuan(unit_fen), line.entitlements.empty() ? count : "1"}),
                    yuan(sum.price_fen), false, true});
    for (auto const& [kind, amount_fen] : sum.discounts) {
        if (amount_fen == 0) continue;
        std::string const label =
            text::fill(shell.language, t::receipt_discount, {say(shell, text::name(kind))});
        rows.push_back({label, minus_yuan(amount_fen), false, true});
    }
    if (sum.rounding_fen != 0) {
        Fen const more_fen = sum.rounding_fen;
        rows.push_back({say(shell, t::receipt_rounding),
                        more_fen > 0 ? "+" + yuan(more_fen) : minus_yuan(-more_fen), false, true});
    }
    if (sum.unpaid_fen != 0) {
        rows.push_back({say(shell, t::receipt_unpaid), minus_yuan(sum.unpaid_fen), false, true});
    }
    if (sum.deposit_kept_fen != 0) {
        rows.push_back({say(shell, t::receipt_deposit), minus_yuan(sum.deposit_kept_fen), false, true});
    }
    if (sum.protected_fen != 0)
        rows.push_back({say(shell, t::receipt_protected), minus_yuan(sum.protected_fen), false, true});
}

}  // namespace

std::vector<ReceiptRow> make_receipt(Shell const& shell, Order const& order, Quote const& quote) {
    std::vector<ReceiptRow> rows;
    for (QuotedLine const& line : quote.lines) add_line(shell, order, quote, line, rows);
    if (quote.claw_back_fen > 0)
        rows.push_back({say(shell, t::receipt_claw_back), minus_yuan(quote.claw_back_fen)});
    if (quote.gift_deduct_fen > 0) {
        rows.push_back({say(shell, t::receipt_gift_deduct), minus_yuan(quote.gift_deduct_fen)});
    }
    if (quote.fee_fen > 0) rows.push_back({say(shell, t::receipt_fee), minus_yuan(quote.fee_fen)});
    rows.push_back({say(shell, t::freight), yuan(quote.freight_fen)});
    rows.push_back({say(shell, text::name(quote.freight_rule)), "", false, true});
    rows.push_back({say(shell, t::receipt_total), yuan(quote.refund_fen), true, false});
    for (PaymentShare const& share : quote.payments) {
        if (share.amount_fen == 0) continue;
        std::string channel;
        for (Payment const& payment : order.payments) {
            if (payment.payment_id == share.payment_id) channel = say(shell, text::name(payment.channel));
        }
        rows.push_back(
            {text::fill(shell.language, t::receipt_to, {channel}), yuan(share.amount_fen), false, true});
    }
    return rows;
}

std::vector<std::string> make_notices(Shell const& shell, Order const& order, Quote const& quote) {
    std::vector<std::string> notices;
    for (QuotedGift const& gift : quote.gifts) {
        text::Text const& sentence = gift.action == GiftAction::cancel    ? t::gift_cancel
                                     : gift.action == GiftAction::return_ ? t::gift_return
                                                                          : t::gift_deduct;
        notices.push_back(text::fill(shell.language, sentence,
                                     {title_of(order, gift.line_no), std::to_string(gift.quantity)}));
    }
    for (int index : quote.returned.coupons) {
        if (std::cmp_greater_equal(index, order.discounts.size())) continue;
        DiscountKind const kind = order.discounts[static_cast<std::size_t>(index)].kind;
        notices.push_back(text::fill(shell.language, t::coupon_back, {say(shell, text::name(kind))}));
    }
    auto const add = [&](text::Text const& sentence, std::string const& amount) {
        notices.push_back(text::fill(shell.language, sentence, {amount}));
    };
    if (quote.returned.points > 0) add(t::points_back, std::to_string(quote.returned.points));
    if (quote.returned.points_earned > 0) add(t::points_taken, std::to_string(quote.returned.points_earned));
    Fen deposit_kept_fen = 0;
    for (ExplainedUnit const& unit : quote.explain) deposit_kept_fen += unit.deposit_kept_fen;
    if (deposit_kept_fen > 0) add(t::deposit_stays, yuan(deposit_kept_fen));
    if (quote.claw_back_fen > 0) add(t::promotion_taken, yuan(quote.claw_back_fen));
    if (quote.merchant_must_decide) notices.push_back(say(shell, t::merchant_must_decide));
    return notices;
}

}  // namespace afterdesk::app
