// Takes the place of functions of the C library, which would bring files and floating point along (a
// thirtieth of the page). The page neither writes a fraction nor does it care for the value of one: wire/json
// keeps a number that is none of ours as text.
#include <algorithm>
#include <cstdarg>
#include <cstddef>
#include <cstring>

namespace {

/// Text of which the end may be cut off.
struct Cut {
    char* out;
    std::size_t size;
    std::size_t length = 0;

    void put(char c) {
        if (length + 1 < size) out[length] = c;
        ++length;
    }
    void put(char const* text, std::size_t count, int width) {
        for (auto wanted = static_cast<std::size_t>(std::max(width, 0)); wanted > count; --wanted) put(' ');
        while (count-- > 0) put(*text++);
    }
};

void put_number(Cut& text, unsigned long long number, unsigned base, char letter_a, bool negative, int digits,
                int width) {
    char buffer[32];
    char* const end = buffer + sizeof buffer;
    char* at = end;
    for (; number != 0 || digits > 0; number /= base, --digits) {
        auto const digit = static_cast<char>(number % base);
        *--at = static_cast<char>(digit < 10 ? '0' + digit : letter_a + digit - 10);
    }
    if (negative) *--at = '-';
    text.put(at, static_cast<std::size_t>(end - at), width);
}

}  // namespace

extern "C" {

// What Dear ImGui writes: %s, %c, %d, %u, %x, %p, with width and precision, without flags
// but 0. Digits: at most 20 are asked for.
int vsniprintf(char* out, std::size_t size, char const* format, std::va_list args) {
    Cut text{out, size};
    for (; *format != '\0'; ++format) {
        if (*format != '%') {
            text.put(*format);
            continue;
        }
        bool const zeros = *++format == '0';
        int numbers[2] = {0, -1};  // width, precision
        for (int& number : numbers) {
            if (&number != numbers) {
                if (*format != '.') break;
                ++format;
                number = 0;
            }
            for (; *format >= '0' && *format <= '9'; ++format) number = number * 10 + (*format - '0');
            if (*format == '*') {
                number = va_arg(args, int);
                ++format;
            }
        }
        int longs = 0;
        for (; *format == 'l' || *format == 'z' || *format == 'h'; ++format) longs += *format == 'l' ? 1 : 0;
        auto const [width, precision] = numbers;
        int const digits = zeros ? width : precision < 0 ? 1 : precision;
        char const kind = *format;
        if (kind == 's') {
            char const* const words = va_arg(args, char const*);
            bool const whole = precision < 0;
            text.put(words, whole ? std::strlen(words) : strnlen(words, static_cast<std::size_t>(precision)),
                     width);
        } else if (kind == 'd' || kind == 'i') {
            long long const number = longs > 1 ? va_arg(args, long long) : va_arg(args, int);
            auto const bits = static_cast<unsigned long long>(number);
            put_number(text, number < 0 ? 0 - bits : bits, 10, 'a', number < 0, digits, width);
        } else if (kind == 'u' || kind == 'x' || kind == 'X' || kind == 'p') {
            unsigned long long const number =
                longs > 1 ? va_arg(args, unsigned long long) : va_arg(args, unsigned);
            put_number(text, number, kind == 'u' ? 10 : 16, kind == 'X' ? 'A' : 'a', false, digits, width);
        } else {
            text.put(kind == 'c' ? static_cast<char>(va_arg(args, int)) : kind);
        }
    }
    if (size > 0) out[std::min(text.length, size - 1)] = '\0';
    return static_cast<int>(text.length);
}

// What the compiler has not made of it knows no fractions either.
int vsnprintf(char* out, std::size_t size, char const* format, std::va_list args) {
    return vsniprintf(out, size, format, args);
}

int snprintf(char* out, std::size_t size, char const* format, ...) {
    std::va_list args;
    va_start(args, format);
    int const length = vsniprintf(out, size, format, args);
    va_end(args);
    return length;
}

// Never called, but named in the same place of the C++ library as std::to_string.
double strtod(char const* text, char** end) {
    if (end != nullptr) *end = const_cast<char*>(text) + std::strlen(text);
    return 0;
}
float strtof(char const* text, char** end) { return static_cast<float>(strtod(text, end)); }
long double strtold(char const* text, char** end) { return strtod(text, end); }

}  // extern "C"
