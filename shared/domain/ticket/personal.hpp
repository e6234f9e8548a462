#pragma once
// What of a ticket is personal: words that somebody wrote, pictures, numbers of parcels, what the mall warned
// of. Rule: who has to erase it (PIPL Art. 47) still has to keep what was decided, when, and for how much
// (E-Commerce Law Art. 31): that is not personal, and stays.

#include <string>
#include <string_view>

#include "domain/order/order.hpp"
#include "domain/ticket/events.hpp"

namespace afterdesk {

/// Stands where personal words stood. A ticket's page says it in the reader's language; wherever else it is
/// seen (lists, files, programs) it says so itself.
inline constexpr std::string_view erased_mark = "[已删除 erased]";

/// True when `without_personal` would change it.
bool is_personal(Event const& event);
/// Promise: pictures are gone, each text that was there is `erased_mark`, and all else is as it was; a second
/// time nothing changes.
Event without_personal(Event event);
EventRecord without_personal(EventRecord record);
/// Without the numbers of the parcels that went to the buyer.
Order without_personal(Order order);

/// The text as something can be found by it: nothing where it was erased.
std::string_view to_find(std::string_view text);

}  // namespace afterdesk
