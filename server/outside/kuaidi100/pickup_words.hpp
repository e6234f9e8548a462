#pragma once
// 快递100's words for door pickups. Rule: api.kuaidi100.com 商家寄件 (order/borderapi.do: the account pays) and
// C 端寄件 (order/corderapi.do: the sender pays the courier), which have one form: bOrder or cOrder, detail,
// modifyOrder, cancel.

#include <optional>
#include <string>
#include <string_view>

#include "outside/courier.hpp"

namespace afterdesk::outside::kuaidi100 {

struct OrderAccount {
    std::string key;     ///< who asks
    std::string secret;  ///< signs
};

/// One question: what, and its param as JSON.
struct PickupCall {
    std::string method, param;
};
/// Units: callBackUrl of 200 bytes at most.
PickupCall booking_call(PickupOrder const& order, std::string const& callback_url);
/// By its taskId, else by our own number (thirdOrderId).
PickupCall detail_call(PickupOrder const& order);
PickupCall move_call(PickupOrder const& order);
PickupCall cancel_call(PickupOrder const& order);

/// Units: sign is MD5(param + t + key + secret) in capitals, t milliseconds.
std::string order_form(OrderAccount const& account, PickupCall const& call, Instant at);

/// A state's number in the desk's words; nothing for those that say nothing of the goods.
std::optional<PickupState> pickup_state_of(std::string_view status);

// Answers. Units: an HTTP status, and a body.

/// acknowledged only with a taskId. Whatever leaves open whether somebody comes is unknown: no answer, no
/// taskId, a repetition (501), a 500 that speaks of the service itself.
PickupAnswer read_booked(int status, std::string_view body);
/// Of the booking that was asked about; another's is unknown.
PickupAnswer read_detail(int status, std::string_view body, PickupOrder const& asked);
Answer read_done(int status, std::string_view body);

/// The taskId of a push; empty: none.
std::string task_of_push(std::string_view body);

}  // namespace afterdesk::outside::kuaidi100
