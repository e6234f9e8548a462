#pragma once
// The courier of a demo: each number travels the same way whenever it is asked about, by the desk's clock.

#include "outside/courier.hpp"

namespace afterdesk::outside::simulated {

/// How long a parcel travels.
inline constexpr Duration travel_time = hours(47);

/// Parcels that the desk has known for longer than that before anybody asked wait for their receiver: what
/// was decided about them before is not overtaken.
class SimulatedCourier final : public Courier {
  public:
    TrackAnswer ask(ParcelAsked const& parcel) override;
};

}  // namespace afterdesk::outside::simulated
