#pragma once
// Why a payment channel's bill is not there, or can not be used.

#include <cstdint>

namespace afterdesk::wire {

enum class BillProblem : std::uint8_t {
    unreadable,      ///< neither WeChat Pay's trade bill nor Alipay's
    damaged,         ///< its packing is broken, or it is not the one that was promised
    line_malformed,  ///< a line can not be read
    incomplete,      ///< its end is missing, or it has other lines than it counts
    other_day,
    other_merchant,
    not_ready,     ///< the channel has not made it yet
    out_of_reach,  ///< the channel did not give it
    not_served,    ///< nobody asks this channel
};

}  // namespace afterdesk::wire
