#include "domain/ticket/pickup.hpp"

#include <algorithm>

#include "base/pasted.hpp"
#include "base/text.hpp"
#include "domain/ticket/acts.hpp"

namespace afterdesk {

namespace {

constexpr int first_hour = 9, last_hour = 19, slot_hours = 2;
constexpr Duration least_notice = hours(1);
/// The area's and the number's digits, or those of a mobile.
constexpr int least_phone_digits = 7;

/// Midnight, so many days on.
Instant midnight(Instant now, int later) {
    Civil day = to_civil(now + days(later), china_offset_minutes);
    return from_civil({day.year, day.month, day.day, 0, 0, 0}, china_offset_minutes);
}

}  // namespace

PickupState later_of(PickupState known, PickupState told) {
    if (known == PickupState::collected) return known;
    if (is_over(known)) return told == PickupState::collected ? told : known;
    return std::max(known, told);
}

std::vector<PickupSlot> pickup_slots(Instant now, std::optional<Instant> deadline) {
    std::vector<PickupSlot> out;
    for (int day = 0; day < pickup_days; ++day) {
        Instant const begins = midnight(now, day);
        for (int hour = first_hour; hour < last_hour; hour += slot_hours) {
            PickupSlot const slot{begins + hours(hour), begins + hours(hour + slot_hours)};
            bool const in_time = slot.from >= now + least_notice && (!deadline || slot.until <= *deadline);
            if (in_time) out.push_back(slot);
        }
    }
    return out;
}

std::optional<int> pickup_day(PickupSlot const& slot, Instant now) {
    for (int day = 0; day < pickup_days; ++day) {
        if (midnight(slot.from, 0) == midnight(now, day)) return day;
    }
    return std::nullopt;
}

FreightPayer return_freight_payer(Ticket const& ticket, Policy const& policy) {
    if (ticket.arbitration && ticket.arbitration->verdict) return ticket.arbitration->verdict->freight_payer;
    Reason const* const reason = find_reason(policy, ticket.request.reason);
    return reason == nullptr ? FreightPayer::buyer : reason->return_freight_payer;
}

Mistakes check_pickup_sender(Address const& sender) {
    Mistakes mistakes;
    acts::check_address(sender, mistakes);
    if (!mistakes.empty()) return mistakes;
    auto const digits =
        std::count_if(sender.phone.begin(), sender.phone.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (digits < least_phone_digits) mistakes.push_back({Rule::bad_characters, "address.phone"});
    if (sender.text.size() > static_cast<std::size_t>(pickup_address_max_bytes))
        mistakes.push_back({Rule::too_long, "address.text", pickup_address_max_bytes / 3});
    return mistakes;
}

}  // namespace afterdesk
