// Link target buyer: what the mall's buyers load.
#include "app/targets/screen_parts.hpp"
#include "domain/ticket/deciders.hpp"

namespace afterdesk {

constinit Actors const deciders = only_buyers;

}  // namespace afterdesk

namespace afterdesk::app {

constinit Target const target = target_in_two(buyers);
constinit Parts const behind = rest_for(buyers);

}  // namespace afterdesk::app
