#pragma once
// MD5, only where a provider signs with it: it proves nothing by itself.

#include <string>
#include <string_view>

namespace afterdesk::crypto {

/// Units: 32 hexadecimal characters, small letters.
std::string md5_hex(std::string_view bytes);

}  // namespace afterdesk::crypto
