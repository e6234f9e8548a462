#include "domain/ticket/deciders.hpp"

namespace afterdesk {

constinit Actors const deciders = all_actors;

}  // namespace afterdesk
