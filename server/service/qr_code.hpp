#pragma once
// A text as a QR code.

#include <string>
#include <string_view>
#include <vector>

namespace afterdesk {

/// Rows of "1" for dark and "0" for light, without the quiet zone; empty when the text is too long for one.
/// Rule: ISO/IEC 18004, error correction M.
std::vector<std::string> qr_code(std::string_view text);

}  // namespace afterdesk
