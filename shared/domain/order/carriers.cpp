#include "domain/order/carriers.hpp"

#include <algorithm>

#include "base/pasted.hpp"
#include "base/text.hpp"

namespace afterdesk {

namespace {

constexpr Carrier listed[] = {
    {"SF", "顺丰速运", "SF Express"},
    {"ZTO", "中通快递", "ZTO Express"},
    {"YTO", "圆通速递", "YTO Express"},
    {"STO", "申通快递", "STO Express"},
    {"YUNDA", "韵达快递", "Yunda Express"},
    {"JTSD", "极兔速递", "J&T Express"},
    {"JD", "京东物流", "JD Logistics"},
    {"EMS", "邮政 EMS", "China Post EMS"},
    {"YZPY", "邮政快递包裹", "China Post parcel"},
    {"DBL", "德邦快递", "Deppon Express"},
    {"ZJS", "宅急送", "ZJS Express"},
    {"KYSY", "跨越速运", "KYE Express"},
    {other_carrier, "其他快递", "Another carrier"},
};

/// What this program called it before the list had the trade's codes.
constexpr std::string_view former_jt = "JT";

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

constexpr bool is_letter(char c) { return c >= 'a' && c <= 'z'; }

/// How a courier's numbers look: # is a digit, @ a letter, * either, all else itself.
struct Look {
    std::string_view pattern, code;
};
constexpr Look looks[] = {
    {"sf#############", "SF"},    {"sf############", "SF"},     {"yt#############", "YTO"},
    {"jt#############", "JTSD"},  {"jd**###########", "JD"},    {"jd**############", "JD"},
    {"dpk############", "DBL"},   {"ky#############", "KYSY"},  {"@@#########cn", "EMS"},
    {"73############", "ZTO"},    {"74############", "ZTO"},    {"75############", "ZTO"},
    {"76############", "ZTO"},    {"78############", "ZTO"},    {"77#############", "STO"},
    {"31#############", "YUNDA"}, {"46#############", "YUNDA"}, {"98###########", "YZPY"},
    {"99###########", "YZPY"},    {"10###########", "EMS"},     {"11###########", "EMS"},
};

constexpr bool fits(char c, char wanted) {
    if (wanted == '#') return is_digit(c);
    if (wanted == '@') return is_letter(c);
    if (wanted == '*') return is_digit(c) || is_letter(c);
    return c == wanted;
}

bool is_same(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char one, char other) { return lower(one) == lower(other); });
}

}  // namespace

std::span<Carrier const> carriers() { return listed; }

Carrier const* find_carrier(std::string_view code) {
    std::string_view wanted = trim(code);
    if (is_same(wanted, former_jt)) wanted = "JTSD";
    for (Carrier const& carrier : listed) {
        if (is_same(wanted, carrier.code)) return &carrier;
    }
    return nullptr;
}

std::string tidy_carrier(std::string_view written) {
    Carrier const* const found = find_carrier(written);
    return std::string(found != nullptr ? found->code : written);
}

std::string_view guess_carrier(std::string_view tracking_no) {
    std::string const number = tracking_key(tracking_no);
    for (Look const& look : looks) {
        if (std::equal(number.begin(), number.end(), look.pattern.begin(), look.pattern.end(), fits))
            return look.code;
    }
    return {};
}

}  // namespace afterdesk
