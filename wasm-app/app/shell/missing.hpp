#pragma once
// What the server does not have, or not for this reader: asking again does not help.

#include "app/calls/remote.hpp"

namespace afterdesk::app {

template <class T>
bool is_missing(Remote<T> const& remote) {
    bool const failed = remote.state == screens::Phase::failed && !remote.mistakes.empty();
    return failed && remote.mistakes.front().rule == Rule::not_found;
}

}  // namespace afterdesk::app
