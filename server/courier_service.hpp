#pragma once
// Who knows where parcels are, as the operator names it: flags, environment, a file with a key.

#include <memory>
#include <string>
#include <vector>

#include "outside/courier.hpp"
#include "payment_channels.hpp"

namespace afterdesk {

struct CourierConfig {
    std::string name;  ///< kuaidi100, simulated or none; empty: none, in the demo the simulator
    std::string customer;
    std::string key_file;          ///< for its owner only
    std::string address;           ///< empty: 快递100's own
    std::string secret_file{};     ///< signs door pickups; empty: nobody comes. For its owner only
    std::string pickup_carrier{};  ///< whose couriers come; empty: JD
    std::string order_address{};   ///< where they are booked; empty: 快递100's own
};

/// What can not be, before any file is read. Units: sentences.
std::vector<Said> courier_problems(CourierConfig const& config, bool demo);

/// The service, ready to be asked; null when there is none. Errors: a sentence for each thing that lacks or
/// does not fit.
Result<std::shared_ptr<outside::Courier>, std::vector<Said>> connect_courier(CourierConfig const& config,
                                                                             bool demo,
                                                                             outside::HttpsOptions const& by,
                                                                             std::string const& public_url);

}  // namespace afterdesk
