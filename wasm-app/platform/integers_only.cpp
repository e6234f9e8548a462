// Takes the place of functions of the C library, which would bring all of its floating point along (a
// fiftieth of the page). The page neither writes a fraction nor does it care for the value of one: wire/json
// notes only that a number is none of ours.
#include <cstdarg>
#include <cstddef>
#include <cstring>

extern "C" {

int vsniprintf(char* out, std::size_t size, char const* format, std::va_list args);

int snprintf(char* out, std::size_t size, char const* format, ...) {
    std::va_list args;
    va_start(args, format);
    int const length = vsniprintf(out, size, format, args);
    va_end(args);
    return length;
}

// Contract: nlohmann::json's lexer, which hands over one number and nothing behind it.
double strtod(char const* text, char** end) {
    if (end != nullptr) *end = const_cast<char*>(text) + std::strlen(text);
    return 0;
}
// Never called, but named in the same place of the C++ library as std::to_string.
float strtof(char const* text, char** end) { return static_cast<float>(strtod(text, end)); }
long double strtold(char const* text, char** end) { return strtod(text, end); }

}  // extern "C"
