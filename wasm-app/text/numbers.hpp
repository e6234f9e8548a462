#pragma once
// Numbers where there is little room: on the axis of a chart.

#include <cstdint>
#include <string>

#include "text/text.hpp"

namespace afterdesk::text {

/// "950", "1.2万", "3亿"; in English "950", "12K", "1.25M". Units: at most two digits behind the point.
std::string short_number(Language language, std::int64_t number);
/// "12,345".
std::string grouped_number(std::int64_t number);

}  // namespace afterdesk::text
