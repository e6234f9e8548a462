#include <stdexcept>

#include "money_chaos.hpp"

namespace afterdesk::fault {

using outside::Answer;
using Told = outside::Outcome;

Answer Bank::pay(outside::RefundOrder const& order) {
    Answer const answer = inner_->refund(order);
    // It tells by itself, too: once, or more often.
    for (unsigned copies = 1 + below(2); copies > 0; --copies)
        mail.push_back({order.tenant, order.refund_no, order.refund_fen, answer});
    return answer;
}

Answer Bank::refuse(outside::RefundOrder const& order) {
    Answer const answer{Told::refused, "NOT_ENOUGH"};
    refused_[order.refund_no] = true;
    if (rude_ || below(2) == 0) mail.push_back({order.tenant, order.refund_no, order.refund_fen, answer});
    return answer;
}

Answer Bank::refund(outside::RefundOrder const& order) {
    fuse_.chance();
    if (inner_->query(order).outcome == Told::paid) return inner_->refund(order);
    if (taken_on_.contains(order.refund_no)) return {Told::processing, ""};
    refused_.erase(order.refund_no);
    if (!rude_) {
        std::erase_if(mail, [&](outside::Notice const& one) {
            return one.refund_no == order.refund_no && one.answer.outcome == Told::refused;
        });
    }
    switch (calm_ ? 0 : below(8)) {
        case 1: pay(order); return {Told::unknown, "TIMEOUT"};
        case 2: taken_on_.emplace(order.refund_no, order); return {Told::processing, ""};
        case 3: taken_on_.emplace(order.refund_no, order); return {Told::unknown, "TIMEOUT"};
        case 4: return refuse(order);
        case 5: return {Told::unknown, "UNREACHABLE"};
        case 6: throw std::runtime_error("connection reset");
        default: break;
    }
    Answer const answer = pay(order);
    fuse_.chance();
    return answer;
}

Answer Bank::query(outside::RefundOrder const& order) {
    fuse_.chance();
    if (!calm_ && below(6) == 0) return {Told::unknown, "TIMEOUT"};
    if (inner_->query(order).outcome == Told::paid) return {Told::paid, ""};
    if (taken_on_.contains(order.refund_no)) return {Told::processing, ""};
    if (refused_.contains(order.refund_no)) return {Told::refused, "NOT_ENOUGH"};
    return {Told::absent, ""};
}

void Bank::go_on() {
    if (taken_on_.empty()) return;
    auto const one = std::next(taken_on_.begin(), below(static_cast<unsigned>(taken_on_.size())));
    outside::RefundOrder const order = one->second;
    taken_on_.erase(one);
    bool const refuses = !calm_ && below(4) == 0;
    if (!refuses) {
        pay(order);
        return;
    }
    refused_[order.refund_no] = true;
    mail.push_back({order.tenant, order.refund_no, order.refund_fen, {Told::refused, "CLOSED"}});
}

}  // namespace afterdesk::fault
