#include "domain/order/outside_refunds.hpp"

#include <algorithm>

#include "domain/path.hpp"

namespace afterdesk {

namespace {

using OfLine = OutsideRefund::OfLine;

/// Pieces of a line that the refunds are for.
int pieces_in(std::vector<OfLine> const& lines, int line_no) {
    int count = 0;
    for (OfLine const& one : lines) count += one.line_no == line_no ? one.quantity : 0;
    return count;
}

void check_line(Order const& order, OutsideRefund const& refund, std::size_t i, std::string const& path,
                Mistakes& mistakes) {
    OfLine const& asked = refund.lines[i];
    Line const* const line = find_line(order, asked.line_no);
    if (line == nullptr) {
        mistakes.push_back({Rule::line_unknown, path_to(path, "lines", i, "line_no")});
        return;
    }
    int left = line->quantity;
    for (OutsideRefund const& one : order.prior) left -= pieces_in(one.lines, asked.line_no);
    std::vector<OfLine> const before(refund.lines.begin(),
                                     refund.lines.begin() + static_cast<std::ptrdiff_t>(i));
    left -= pieces_in(before, asked.line_no);
    if (asked.quantity > left)
        mistakes.push_back({Rule::prior_exceeds_line, path_to(path, "lines", i, "quantity"), left});
}

OutsideRefund const* find_refund(Order const& order, std::string const& refund_no) {
    auto const found = std::find_if(order.prior.begin(), order.prior.end(),
                                    [&](OutsideRefund const& one) { return one.refund_no == refund_no; });
    return found == order.prior.end() ? nullptr : &*found;
}

bool is_same(OutsideRefund const& known, OutsideRefund const& told) {
    return known.payment_id == told.payment_id && known.amount_fen == told.amount_fen &&
           known.lines == told.lines;
}

}  // namespace

Mistakes check_refund(Order const& order, OutsideRefund const& refund, std::string const& path) {
    Mistakes mistakes;
    auto const of = std::find_if(order.payments.begin(), order.payments.end(), [&](Payment const& payment) {
        return payment.payment_id == refund.payment_id;
    });
    if (of == order.payments.end()) {
        mistakes.push_back({Rule::unknown_name, path_to(path, "payment_id")});
    } else {
        Fen left = of->amount_fen;
        for (OutsideRefund const& one : order.prior)
            if (one.payment_id == refund.payment_id) left -= std::min(left, one.amount_fen);
        if (refund.amount_fen > left)
            mistakes.push_back({Rule::prior_exceeds_payment, path_to(path, "amount_fen"), left});
    }
    for (std::size_t i = 0; i < refund.lines.size(); ++i) check_line(order, refund, i, path, mistakes);
    return mistakes;
}

Mistakes check_prior(Order const& order, std::string const& path) {
    Mistakes mistakes;
    Order before = order;
    before.prior.clear();
    for (std::size_t i = 0; i < order.prior.size(); ++i) {
        OutsideRefund const& refund = order.prior[i];
        std::string const here = path_to(path, "prior", i);
        if (find_refund(before, refund.refund_no) != nullptr)
            mistakes.push_back({Rule::duplicate_key, path_to(here, "refund_no")});
        Mistakes const wrong = check_refund(before, refund, here);
        mistakes.insert(mistakes.end(), wrong.begin(), wrong.end());
        before.prior.push_back(refund);
    }
    return mistakes;
}

Order with_refund(Order order, OutsideRefund const& refund, Mistakes& mistakes) {
    if (OutsideRefund const* const known = find_refund(order, refund.refund_no)) {
        if (!is_same(*known, refund)) mistakes.push_back({Rule::fact_told_otherwise, "refund_no"});
        return order;
    }
    Mistakes const wrong = check_refund(order, refund, "");
    if (wrong.empty()) order.prior.push_back(refund);
    mistakes.insert(mistakes.end(), wrong.begin(), wrong.end());
    return order;
}

}  // namespace afterdesk
