#pragma once
// A courier who comes to a buyer's door for what goes back: what is shown of a booking, and what its buyer
// asks for. It is only written down here; PickupWatch tells the courier.

#include <string_view>

#include "outside/courier.hpp"
#include "service/caller.hpp"
#include "service/ground.hpp"
#include "wire/pickup_api.hpp"

namespace afterdesk {

class Pickups {
  public:
    explicit Pickups(Ground& ground) : ground_(ground) {}

    using View = Result<wire::PickupView, Mistakes>;
    /// Whether one can be booked, and how the newest booking stands; without the sender's data for staff.
    /// Errors: not_found.
    View show(Caller const& caller, std::string_view ticket_no);

    // Its buyer's. Errors of all: not_found, also where nobody comes.

    /// Errors: why the ticket can not be shipped back; not_in_this_state while another one is under way;
    /// unknown_name for a slot that is not offered; too_many; mistakes of the address.
    View book(Caller const& caller, std::string_view ticket_no, wire::PickupBody const& body);
    /// Errors: not_in_this_state once it is too late; unknown_name.
    View change(Caller const& caller, std::string_view ticket_no, wire::PickupChange const& body);
    /// Errors: not_in_this_state once it is over; not_found (booking_no) for another than the newest.
    /// Promise: told again it is the same.
    View cancel(Caller const& caller, std::string_view ticket_no, wire::PickupCancel const& body);

  private:
    /// Whose couriers come; empty: nobody's.
    std::string carrier() const;

    Ground& ground_;
};

}  // namespace afterdesk
