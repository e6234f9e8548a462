#pragma once
// Door pickup (上门取件): a courier comes for what goes back to the shop. A booking is the desk's own record
// beside the ticket; the ticket hears of it once, as its buyer's ship_back.

#include <cstdint>
#include <optional>
#include <vector>

#include "domain/policy/policy.hpp"
#include "domain/rule.hpp"
#include "domain/ticket/state.hpp"

namespace afterdesk {

enum class PickupState : std::uint8_t {
    asked,      ///< the courier was not told yet, or has not answered yet
    unknown,    ///< no answer: it may be booked or not, and is looked for
    booked,     ///< the courier has taken it on
    assigned,   ///< it is known who comes
    collected,  ///< the goods are with the courier
    cancelled,
    failed,  ///< nobody comes
};

/// True when nothing more is to come of it.
constexpr bool is_over(PickupState state) { return state >= PickupState::collected; }

/// What a booking becomes by an answer that may be older than what is known: it goes on, never back.
PickupState later_of(PickupState known, PickupState told);

struct PickupSlot {
    Instant from, until;
    bool operator==(PickupSlot const&) const = default;
};

inline constexpr int pickup_days = 3;  ///< Rule: 快递100 dayType, 今天 / 明天 / 后天
inline constexpr int pickup_goods_max_chars = 32;
inline constexpr int pickup_max_weight_g = 50'000;
/// Rule: 快递100 takes 300 bytes of address.
inline constexpr int pickup_address_max_bytes = 300;

/// When somebody can come, the next first: two hours each between 9 and 19 o'clock in China, which has one
/// time, none that begins within the hour, or ends behind the ticket's deadline.
std::vector<PickupSlot> pickup_slots(Instant now, std::optional<Instant> deadline);

/// Which of these days it is, 0 the day of `now`; nothing for another day.
std::optional<int> pickup_day(PickupSlot const& slot, Instant now);

/// Who pays the way back: the reason says it, or the newest verdict. Rule: DOMAIN §6 return_freight_payer.
FreightPayer return_freight_payer(Ticket const& ticket, Policy const& policy);

/// Who sends, as it was typed, without blanks around. Errors: must_not_be_empty, too_long, bad_characters for
/// what can not be a telephone number; paths address.name, .phone, .text.
Mistakes check_pickup_sender(Address const& sender);

}  // namespace afterdesk
