#pragma once
// The couriers (快递公司) that a parcel can be sent with: one list for page, API and shops.

#include <span>
#include <string>
#include <string_view>

namespace afterdesk {

/// Units: `code` as the trade writes it.
struct Carrier {
    std::string_view code, zh, en;
};

/// One that is not listed: the sender says what it is called.
inline constexpr std::string_view other_carrier = "other";
inline constexpr int carrier_name_max_chars = 32;

/// In the order that they are offered; `other_carrier` is the last.
std::span<Carrier const> carriers();

/// The courier with this code, in capitals or not; null for a code that is not listed.
Carrier const* find_carrier(std::string_view code);

/// The code as it is listed ("sf" → "SF"); of what is not listed, what was written.
std::string tidy_carrier(std::string_view written);

/// Whose number it may be, by its look: a code of the list; "" where several have such numbers, or none. A
/// guess, for people to correct.
std::string_view guess_carrier(std::string_view tracking_no);

}  // namespace afterdesk
