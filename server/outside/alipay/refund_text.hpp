#pragma once
// Alipay's words for refunds. Rule: docs alipay.trade.refund, alipay.trade.fastpay.refund.query.

#include <optional>
#include <string>
#include <string_view>

#include "outside/ports.hpp"

namespace afterdesk::outside::alipay {

/// What became of a refund is asked no sooner than this behind asking for it.
inline constexpr Duration before_query{10'000};

/// "12.34", exact.
std::string yuan_of(Fen fen);
/// The way back: digits, and at most two behind a point. Errors: nothing.
std::optional<Fen> fen_of_yuan(std::string_view yuan);

/// What makes asking useless. Errors: a refusal with BAD_PAYMENT_NO, BAD_REFUND_NO, BAD_AMOUNT.
std::optional<Answer> against(RefundOrder const& order);

// biz_content of the two methods.
std::string refund_content(RefundOrder const& order);
std::string query_content(RefundOrder const& order);

// Answers, once it is known that they are the channel's own. Units: what stands under the method's key.
/// To a request: paid when money moved by it, processing when it had moved before; unknown when it speaks of
/// another payment; else by the table of codes.
Answer answer_to_refund(std::string_view answer, RefundOrder const& order);
/// To a query: paid, absent (then it may be asked for again), processing, refused when it contradicts our
/// books, unknown.
Answer answer_to_query(std::string_view answer, RefundOrder const& order);

}  // namespace afterdesk::outside::alipay
