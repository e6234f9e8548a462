#include "base/check.hpp"

#include <cstdio>
#include <cstdlib>

namespace afterdesk {

void check_failed(char const* expression, char const* file, int line) {
    std::fprintf(stderr, "bug: %s does not hold at %s:%d\n", expression, file, line);
    std::abort();
}

}  // namespace afterdesk
