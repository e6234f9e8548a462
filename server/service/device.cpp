#include "service/device.hpp"

#include <span>

namespace afterdesk {

namespace {

struct Mark {
    std::string_view in_user_agent, name;
};

// The first that stands there counts: almost all of them also call themselves Chrome and Safari.
constexpr Mark browsers[] = {
    {"MicroMessenger", "WeChat"},
    {"AlipayClient", "Alipay"},
    {"DingTalk", "DingTalk"},
    {"QQBrowser", "QQ Browser"},
    {"HuaweiBrowser", "Huawei Browser"},
    {"MiuiBrowser", "Mi Browser"},
    {"SamsungBrowser", "Samsung Internet"},
    {"UCBrowser", "UC Browser"},
    {"OPR/", "Opera"},
    {"Edg/", "Edge"},
    {"EdgA/", "Edge"},
    {"EdgiOS/", "Edge"},
    {"Firefox/", "Firefox"},
    {"FxiOS/", "Firefox"},
    {"CriOS/", "Chrome"},
    {"Chrome/", "Chrome"},
    {"Safari/", "Safari"},
};
constexpr Mark systems[] = {
    {"HarmonyOS", "HarmonyOS"}, {"Windows", "Windows"}, {"iPhone", "iOS"},      {"iPad", "iPadOS"},
    {"Android", "Android"},     {"CrOS", "ChromeOS"},   {"Macintosh", "macOS"}, {"Linux", "Linux"},
};

std::string first_in(std::string_view user_agent, std::span<Mark const> marks) {
    for (Mark const& mark : marks) {
        if (user_agent.find(mark.in_user_agent) != std::string_view::npos) return std::string(mark.name);
    }
    return {};
}

}  // namespace

store::Device device_of(Origin const& origin) {
    return {std::string(origin.address), first_in(origin.user_agent, browsers),
            first_in(origin.user_agent, systems)};
}

std::string masked_address(std::string_view address) {
    bool const dots = address.find('.') != std::string_view::npos;
    char const between = dots ? '.' : ':';
    std::size_t const first = address.find(between);
    std::size_t const second = first == std::string_view::npos ? first : address.find(between, first + 1);
    if (second == std::string_view::npos) return {};
    return std::string(address.substr(0, second)) + (dots ? ".*.*" : ":*");
}

}  // namespace afterdesk
