#pragma once
// WeChat Pay's words for refunds: what is asked, what is answered, what is told. Rule: APIv3, docs 4012556457
// (ask), 4012791865 (query), 4012556654 (notice), 4013163605 (limits).

#include <optional>
#include <string>
#include <string_view>

#include "outside/ports.hpp"

namespace afterdesk::outside::wechat {

inline constexpr int most_refunds = 50;                  ///< of one payment
inline constexpr Duration refund_period = days(365);     ///< behind the payment
inline constexpr Duration between_refunds = minutes(1);  ///< of one payment
inline constexpr std::size_t most_reason_bytes = 80;
inline constexpr std::size_t most_number_bytes = 32, most_refund_no_bytes = 64;

/// The mall's number of the payment, or the provider's: what it is known by.
std::string payment_number(RefundOrder const& order);

/// What makes asking useless, so that it is said before anybody is asked. Errors: a refusal with one of the
/// codes OUT_OF_TIME, TOO_MANY_REFUNDS, OTHER_MCHID, BAD_PAYMENT_NO, BAD_REFUND_NO, BAD_AMOUNT.
std::optional<Answer> against(RefundOrder const& order, std::string_view mchid, Instant now);

/// Not longer than this, cut between two characters, without line breaks.
std::string cut_to_bytes(std::string_view text, std::size_t most_bytes);

/// The body of a request. Units: `notify_url` "": nobody is told.
std::string refund_body(RefundOrder const& order, std::string_view notify_url);

// Answers, once it is known that they are the channel's own. Units: an HTTP status; a body.
/// To a request: processing when it was taken on; refused or unknown by the table of codes.
Answer answer_to_refund(int status, std::string_view body, RefundOrder const& order);
/// To a query: paid, processing, refused (CLOSED, ABNORMAL, RETURNED_TO_MERCHANT, or contradicted by our
/// books), absent, unknown.
Answer answer_to_query(int status, std::string_view body, RefundOrder const& order);

/// What became of a refund that the merchant's own account took: the channel calls it SUCCESS, and its payer
/// has nothing. Rule: doc 4012791865, user_received_account.
inline constexpr std::string_view returned_to_merchant = "RETURNED_TO_MERCHANT";

/// The number of an abnormal refund that the channel knows it by. Units: an answer to a query. Errors:
/// nothing when it is another refund than ours, or not abnormal.
std::optional<std::string> abnormal_refund_id(int status, std::string_view body, RefundOrder const& order);
/// The body that says where it goes. Rule: doc 4012810603.
std::string abnormal_body(RefundOrder const& order, AbnormalWay const& way);

/// A notice, opened with the key. Errors: malformed documents; forbidden characters for what does not open.
Result<Notice, Mistakes> read_notice(std::string_view body, std::string_view mchid, std::string_view key);

}  // namespace afterdesk::outside::wechat
