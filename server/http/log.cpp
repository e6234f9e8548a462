#include "http/log.hpp"

#include <chrono>
#include <cstdio>
#include <ctime>

namespace afterdesk {

namespace {

std::string time_text() {
    auto const now = std::chrono::system_clock::now().time_since_epoch();
    auto const ms = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
    std::time_t const s = static_cast<std::time_t>(ms / 1000);
    std::tm utc{};
    ::gmtime_r(&s, &utc);
    char text[64];
    std::size_t const size = std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%S", &utc);
    std::string const fraction = std::to_string(ms % 1000);
    return std::string(text, size) + "." + std::string(3 - fraction.size(), '0') + fraction + "Z";
}

std::string_view name_of(LogLevel level) {
    switch (level) {
        case LogLevel::info: return "info";
        case LogLevel::warning: return "warning";
        case LogLevel::error: return "error";
        case LogLevel::silent: return "silent";
    }
    return "";
}

/// One line stays one line, whatever the value holds.
std::string printable(std::string_view value) {
    std::string text;
    bool quoted = value.empty();
    for (char c : value) {
        bool const control = (c >= 0 && c < ' ') || c == '\x7f';
        quoted = quoted || c == ' ' || c == '=' || control;
        if (c == '"' || c == '\\') text += '\\';
        text += control ? '?' : c;
    }
    return quoted ? "\"" + text + "\"" : text;
}

}  // namespace

void Log::write(LogLevel level, std::string_view event, std::initializer_list<Pair> pairs) const {
    if (!writes(level)) return;
    std::string line = time_text() + " " + std::string(name_of(level)) + " " + std::string(event);
    for (Pair const& pair : pairs) line += " " + std::string(pair.key) + "=" + printable(pair.value);
    line += "\n";
    std::lock_guard const lock(mutex_);
    std::fwrite(line.data(), 1, line.size(), stderr);
}

}  // namespace afterdesk
