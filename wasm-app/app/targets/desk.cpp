// Link target desk: what merchants and the platform load.
#include "app/targets/screen_parts.hpp"

namespace afterdesk::app {

constinit Target const target = target_of(staff);

}  // namespace afterdesk::app
