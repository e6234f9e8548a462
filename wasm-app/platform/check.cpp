// A bug says so in the browser's console. The function of shared/base/check.cpp is not linked then: it would
// bring files and their formatting along.
#include "base/check.hpp"

#include <emscripten/console.h>

#include <cstdlib>
#include <string>

namespace afterdesk {

void check_failed(char const* expression, char const* file, int line) {
    std::string const sentence =
        std::string("bug: ") + expression + " does not hold at " + file + ":" + std::to_string(line);
    emscripten_console_error(sentence.c_str());
    std::abort();
}

}  // namespace afterdesk
