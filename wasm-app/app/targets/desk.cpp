// Link target desk: what merchants and the platform load.
#include "app/targets/screen_parts.hpp"

namespace afterdesk::app {

constinit Target const target = target_in_three(staff);
constinit Parts const second_file = file_for<2>(staff);
constinit Parts const third_file = file_for<3>(staff);

}  // namespace afterdesk::app
