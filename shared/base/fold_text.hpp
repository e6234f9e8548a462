#pragma once
// Texts as they are compared when somebody looks for one.

#include <string>
#include <string_view>

namespace afterdesk {

/// Without differences of width, case and accents; any blank is a space, what can not be seen is dropped.
/// Promise: folding it again changes nothing.
std::string fold_text(std::string_view text);

}  // namespace afterdesk
