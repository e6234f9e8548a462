#include "text/numbers.hpp"

#include <string_view>

namespace afterdesk::text {
namespace {

struct Unit {
    std::int64_t size;
    std::string_view sign;
};

constexpr Unit chinese[] = {{100'000'000, "亿"}, {10'000, "万"}};
constexpr Unit english[] = {{1'000'000'000, "B"}, {1'000'000, "M"}, {1'000, "K"}};

/// In hundredths, without zeros at the end.
std::string two_digits(std::int64_t hundredths) {
    std::string words = std::to_string(hundredths / 100);
    std::int64_t const rest = hundredths % 100;
    if (rest != 0) words += "." + std::to_string(rest / 10);
    if (rest % 10 != 0) words += std::to_string(rest % 10);
    return words;
}

template <std::size_t count>
std::string shortened(Unit const (&units)[count], std::int64_t number) {
    for (Unit const& unit : units) {
        if (number < unit.size) continue;
        std::int64_t const step = unit.size / 100 == 0 ? 1 : unit.size / 100;
        return two_digits((number + step / 2) / step) + std::string(unit.sign);
    }
    return std::to_string(number);
}

}  // namespace

std::string short_number(Language language, std::int64_t number) {
    if (number < 0) return "-" + short_number(language, -number);
    return language == Language::en ? shortened(english, number) : shortened(chinese, number);
}

std::string grouped_number(std::int64_t number) {
    if (number < 0) return "-" + grouped_number(-number);
    std::string words = std::to_string(number);
    for (std::size_t at = words.size(); at > 3;) words.insert(at -= 3, 1, ',');
    return words;
}

}  // namespace afterdesk::text
