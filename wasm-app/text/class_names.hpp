#pragma once
// What classes of goods are called whose codes are the usual ones.

#include <string_view>

#include "text/shop.hpp"

namespace afterdesk::text {

struct ClassName {
    std::string_view code;
    Text const* name;
};
inline constexpr ClassName class_names[] = {
    {"apparel", &t::class_apparel},     {"shoes", &t::class_shoes},
    {"bags", &t::class_bags},           {"underwear", &t::class_underwear},
    {"digital", &t::class_digital},     {"appliance", &t::class_appliance},
    {"food", &t::class_food},           {"fresh", &t::class_fresh},
    {"cosmetics", &t::class_cosmetics}, {"toy", &t::class_toy},
    {"book", &t::class_book},           {"press", &t::class_press},
    {"course", &t::class_course},       {"voucher", &t::class_voucher},
    {"gift", &t::class_gift},           {"custom", &t::class_custom},
    {"flawed", &t::class_flawed},       {"near_expiry", &t::class_near_expiry},
};

/// Null where the shop has a code of its own.
constexpr Text const* class_name(std::string_view code) {
    for (ClassName const& one : class_names) {
        if (one.code == code) return one.name;
    }
    return nullptr;
}

}  // namespace afterdesk::text
