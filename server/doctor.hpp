#pragma once
// What a configuration is like before a server starts with it: settings, the data folder, the machine's
// clock, and the parties outside. Nothing is changed, and no money moves.

#include <vector>

#include "config.hpp"

namespace afterdesk {

struct Diagnosis {
    enum class Kind : unsigned char {
        sound,
        remark,  ///< it works, but somebody should know
        wrong,   ///< what depends on it will not work
    };
    Kind kind = Kind::sound;
    Said text;  ///< one sentence; of what is not sound it says what to do
};

/// Everything that can be looked at, also when some of it is wrong. Units: the machine's clock. The channels
/// are asked for a refund that nobody asked for: whoever knows our keys answers that there is none.
std::vector<Diagnosis> examine(ServeConfig const& config, Instant now);

/// The part of it that asks whoever tells people; nobody is told anything.
std::vector<Diagnosis> examine_notifiers(ServeConfig const& config, Instant now);
/// The part of it that asks whoever sends couriers to buyers' doors, for a booking that there is not.
std::vector<Diagnosis> examine_couriers(ServeConfig const& config, Instant now);
/// The part of it that asks the channels.
std::vector<Diagnosis> examine_channels(ServeConfig const& config, Instant now);

}  // namespace afterdesk
