#include "domain/order/carriers.hpp"

#include <algorithm>

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

}  // namespace afterdesk
