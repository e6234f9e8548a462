#pragma once
// The time that is left, in the few letters of a table's cell.

#include "text/text.hpp"

namespace afterdesk::t {

using text::Text;

inline constexpr Text left_days{"{0} 天 {1} 时", "{0} d {1} h"_en};
inline constexpr Text left_hours{"{0} 小时", "{0} h"_en};
inline constexpr Text left_minutes{"{0} 分钟", "{0} min"_en};

}  // namespace afterdesk::t
