// Link target desk: what merchants and the platform load.
#include "app/targets/screen_parts.hpp"

namespace afterdesk::app {

constinit Target const target = whole_target(staff);
constinit Parts const second_file = nothing_behind();
constinit Parts const third_file = nothing_behind();

}  // namespace afterdesk::app
