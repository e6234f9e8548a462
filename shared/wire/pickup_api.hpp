#pragma once
// A courier who comes for what goes back. The conventions of wire/api.hpp.
//
//   GET  /api/v1/{buyer,merchant,platform}/tickets/:ticket_no/pickup             → 200 PickupView
//   POST /api/v1/buyer/tickets/:ticket_no/pickup          PickupBody             → 200 PickupView
//   POST /api/v1/buyer/tickets/:ticket_no/pickup:change   PickupChange           → 200 PickupView
//   POST /api/v1/buyer/tickets/:ticket_no/pickup:cancel   PickupCancel           → 200 PickupView

#include <optional>
#include <string>
#include <vector>

#include "domain/ticket/pickup.hpp"
#include "wire/api.hpp"
#include "wire/names.hpp"

namespace afterdesk::wire {

/// What the desk still has to tell the courier.
enum class PickupTodo : std::uint8_t { nothing, book, change, cancel };

/// The newest booking of a ticket.
struct PickupBooking {
    std::string booking_no;
    PickupState state = PickupState::asked;
    PickupTodo todo = PickupTodo::nothing;
    PickupSlot slot;
    std::optional<PickupSlot> wanted{};  ///< where it is to be moved to
    std::string carrier;
    FreightPayer payer = FreightPayer::buyer;
    std::string tracking_no{}, courier_name{}, courier_phone{}, code{};  ///< as far as they were told
    std::string reason{};  ///< why it failed, or what was asked last was refused: the courier's own words
    std::optional<Address> sender{};  ///< for its buyer, while it is needed
    std::string goods{};
    int weight_g = 0;  ///< 0: not said
    Instant as_of{};   ///< when the courier was heard
    bool can_change = false, can_cancel = false;
};

struct PickupView {
    bool offered = false;   ///< one can be booked now
    std::string carrier{};  ///< who would come
    FreightPayer payer = FreightPayer::buyer;
    std::vector<PickupSlot> slots{};  ///< to choose from, also for a change
    std::optional<PickupBooking> booking{};
};

struct PickupBody {
    Instant slot_from;
    Address address;
    std::string goods{};
    int weight_g = 0;
};
struct PickupChange {
    Instant slot_from;
};
/// Names the booking, so that one that was sent late does not end the next.
struct PickupCancel {
    std::string booking_no;
};

Value to_json(PickupView const& view);
Value to_json(PickupBody const& body);
Value to_json(PickupChange const& body);
Value to_json(PickupCancel const& body);
Result<PickupView, Mistakes> read_pickup_view(Value const& value);
Result<PickupBody, Mistakes> read_pickup_body(Value const& value);
Result<PickupChange, Mistakes> read_pickup_change(Value const& value);
Result<PickupCancel, Mistakes> read_pickup_cancel(Value const& value);

}  // namespace afterdesk::wire
