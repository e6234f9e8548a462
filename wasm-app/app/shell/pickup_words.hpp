#pragma once
// What the screens of a door pickup and of its ticket both say of it.

#include "app/shell/say.hpp"
#include "wire/pickup_api.hpp"

namespace afterdesk::app {

/// "明天 2026-12-01 09:00 – 11:00".
std::string slot_words(Shell const& shell, PickupSlot const& slot);
std::string pickup_state_words(Shell const& shell, wire::PickupBooking const& booking);
ui::Tone tone_of(wire::PickupBooking const& booking);
/// State, time, courier, and who comes, as far as it is known.
std::vector<screens::ReceiptRow> pickup_rows(Shell const& shell, wire::PickupBooking const& booking);

}  // namespace afterdesk::app
