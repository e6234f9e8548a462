// Link target all: everything in one program, for tests without a browser.
#include "app/targets/screen_parts.hpp"

namespace afterdesk::app {

constinit Target const target = target_of(signed_in);

}  // namespace afterdesk::app
