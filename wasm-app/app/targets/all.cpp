// Link target all: everything in one program, for tests without a browser.
#include "app/targets/screen_parts.hpp"

namespace afterdesk::app {

constinit Target const target = whole_target(signed_in);
constinit Parts const second_file = nothing_behind();
constinit Parts const third_file = nothing_behind();

}  // namespace afterdesk::app
