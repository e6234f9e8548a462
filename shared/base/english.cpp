#include "base/english.hpp"

namespace afterdesk {

std::string_view english_or(std::string_view other, std::string_view english) {
    // Not what the compiler knows to stand there.
    return english.empty() || *static_cast<char const volatile*>(english.data()) == '\0' ? other : english;
}

}  // namespace afterdesk
