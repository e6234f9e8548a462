#include "base/english.hpp"

namespace afterdesk {
namespace {

#ifdef __EMSCRIPTEN__
/// By this tools/assemble_web knows the part, and the program that it has come.
constexpr std::string_view mark = "All that stands here is English."_en;

bool english_is_here() { return *static_cast<char const volatile*>(mark.data()) != '\0'; }
#else
constexpr bool english_is_here() { return true; }
#endif

}  // namespace

std::string_view english_or(std::string_view other, std::string_view english) {
    return english.empty() || !english_is_here() ? other : english;
}

}  // namespace afterdesk
