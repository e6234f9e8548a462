#pragma once
// Numbers as people paste them: full width, in groups, with what stood before them. Page and server read
// them the same way; what is left is checked afterwards.

#include <string>
#include <string_view>

namespace afterdesk {

/// Full-width letters, digits and signs become half-width ones; every dash a hyphen, every blank a space;
/// what can not be seen is dropped.
std::string half_width(std::string_view text);

/// "运单号：ＳＦ 1234-5678" → "SF12345678". Promise: hyphens stay where a courier counts parcels with them
/// (JDVA1234567-1-1-).
std::string tidy_tracking_no(std::string_view pasted);
/// What a number is compared by: small letters, without hyphens.
std::string tracking_key(std::string_view number);
/// The same parcel, whoever wrote the number.
bool is_same_tracking_no(std::string_view a, std::string_view b);

/// "电话：０５７１－５５５ ０１０１" → "0571-5550101", "138-0013-8000" → "13800138000".
std::string tidy_phone(std::string_view pasted);

/// What is looked for: without a label in front ("订单号：E1" → "E1"); a number in groups of digits becomes
/// one ("SF 1234 5678 9012").
std::string tidy_search(std::string_view typed);

}  // namespace afterdesk
