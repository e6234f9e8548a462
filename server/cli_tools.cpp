#include "cli_tools.hpp"

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "store/desk_clock.hpp"

namespace afterdesk {

namespace {

constexpr std::size_t max_input_bytes = 512u << 20;

struct CloseFile {
    void operator()(std::FILE* file) const {
        if (file != stdin) std::fclose(file);
    }
};

std::optional<std::int64_t> unit_ms(char unit) {
    switch (unit) {
        case 'd': return days(1).ms;
        case 'h': return hours(1).ms;
        case 'm': return minutes(1).ms;
        case 's': return 1'000;
        default: return std::nullopt;
    }
}

/// "1d12h" without its sign.
std::optional<Duration> length_of_time(std::string_view text) {
    constexpr std::int64_t most = 100'000;
    std::int64_t sum = 0;
    while (!text.empty()) {
        std::int64_t number = 0;
        std::size_t digits = 0;
        for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits) {
            number = number * 10 + (text[digits] - '0');
            if (number > most) return std::nullopt;
        }
        if (digits == 0 || digits == text.size()) return std::nullopt;
        auto const unit = unit_ms(text[digits]);
        if (!unit) return std::nullopt;
        sum += number * *unit;
        text.remove_prefix(digits + 1);
    }
    return Duration{sum};
}

}  // namespace

std::optional<std::string> read_input(std::string const& path) {
    std::unique_ptr<std::FILE, CloseFile> const file(path == "-" ? stdin : std::fopen(path.c_str(), "rb"));
    if (!file) return std::nullopt;
    std::string text;
    std::array<char, 65'536> chunk{};
    for (;;) {
        std::size_t const got = std::fread(chunk.data(), 1, chunk.size(), file.get());
        text.append(chunk.data(), got);
        if (std::ferror(file.get()) != 0 || text.size() > max_input_bytes) return std::nullopt;
        if (got == 0) return text;
    }
}

std::optional<store::Tenant> pick_tenant(store::Store& store, std::string const& id) {
    auto const all = store.read([](store::ReadTx& tx) { return store::tenants(tx); });
    if (id.empty()) return all.size() == 1 ? std::optional(all.front()) : std::nullopt;
    for (store::Tenant const& tenant : all) {
        if (tenant.id.value == id) return tenant;
    }
    return std::nullopt;
}

wire::Language terminal_language(std::string const& name) {
    if (!name.empty()) return wire::language_from(name);
    for (char const* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        char const* const value = std::getenv(variable);
        if (value != nullptr && *value != '\0') return wire::language_from(value);
    }
    return wire::Language::zh_cn;
}

wire::Language operators_language() {
    for (char const* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        char const* const value = std::getenv(variable);
        if (value == nullptr || *value == '\0') continue;
        return std::string_view(value).starts_with("zh") ? wire::Language::zh_cn : wire::Language::en;
    }
    return wire::Language::en;
}

std::optional<Instant> instant_named(std::string const& text) {
    Civil at;
    int read = 0;
    int const fields = std::sscanf(text.c_str(), "%4d-%2d-%2dT%2d:%2d:%2d%n", &at.year, &at.month, &at.day,
                                   &at.hour, &at.minute, &at.second, &read);
    bool const sound = fields == 6 && at.year >= 1970 && at.month >= 1 && at.month <= 12 && at.day >= 1 &&
                       at.day <= 31 && at.hour >= 0 && at.hour <= 23 && at.minute >= 0 && at.minute <= 59 &&
                       at.second >= 0 && at.second <= 60;
    if (!sound) return std::nullopt;
    std::string const zone = text.substr(static_cast<std::size_t>(read));
    if (zone == "Z") return from_civil(at, 0);
    int hour = 0;
    int minute = 0;
    bool const offset = zone.size() == 6 && (zone[0] == '+' || zone[0] == '-') &&
                        std::sscanf(zone.c_str() + 1, "%2d:%2d", &hour, &minute) == 2;
    if (!offset) return std::nullopt;
    int const east = hour * 60 + minute;
    return from_civil(at, zone[0] == '-' ? -east : east);
}

Instant clock_now() {
    auto const since_epoch = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since_epoch).count()};
}

std::optional<Duration> clock_offset(std::string const& text, Instant now) {
    if (text.empty()) return Duration{0};
    bool const forward = text.front() == '+';
    if (forward || text.front() == '-') {
        auto const length = text.size() > 1 ? length_of_time(std::string_view(text).substr(1)) : std::nullopt;
        if (!length) return std::nullopt;
        return forward ? *length : Duration{-length->ms};
    }
    auto const instant = instant_named(text);
    if (!instant) return std::nullopt;
    return *instant - now;
}

Instant desk_now(store::Store& store) {
    auto const row = store.read([](store::ReadTx& tx) { return store::read_clock(tx); });
    return clock_now() + Duration{row.offset.ms + row.advanced.ms};
}

int guarded(char const* name, std::function<int()> const& command) {
    try {
        return command();
    } catch (std::exception const& failure) {
        std::fprintf(stderr, "%s: %s\n", name, failure.what());
        return 1;
    }
}

}  // namespace afterdesk
