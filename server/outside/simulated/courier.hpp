#pragma once
// The courier of a demo: each number travels the same way whenever it is asked about, by the desk's clock.

#include <set>
#include <string>

#include "outside/courier.hpp"

namespace afterdesk::outside::simulated {

/// How long a parcel travels.
inline constexpr Duration travel_time = hours(47);

/// How long behind the beginning of its slot a pickup is collected.
inline constexpr Duration comes_after = minutes(30);

/// Parcels that the desk has known for longer than that before anybody asked wait for their receiver: what
/// was decided about them before is not overtaken.
class SimulatedCourier final : public Courier {
  public:
    TrackAnswer ask(ParcelAsked const& parcel) override;

    // Whoever is booked is told to somebody at once, and comes in the slot, by the desk's clock.
    std::string picks_up_by() const override { return "SF"; }
    PickupAnswer book(PickupOrder const& order) override;
    PickupAnswer look(PickupOrder const& order) override;
    Answer move(PickupOrder const& order) override;
    Answer cancel(PickupOrder const& order) override;

  private:
    std::set<std::string> cancelled_;  ///< by our numbers
};

}  // namespace afterdesk::outside::simulated
