#pragma once
// A fast, non-cryptographic hash for ids and change detection. (Hash chains use SHA-256, in the server.)

#include <cstdint>
#include <string_view>

namespace afterdesk {

/// FNV-1a, 64 bit. Promise: the same on every machine; never used where an attacker gains by a collision.
constexpr std::uint64_t fnv1a(std::string_view bytes, std::uint64_t seed = 0xcbf29ce484222325u) {
    std::uint64_t h = seed;
    for (char c : bytes) h = (h ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
    return h;
}

}  // namespace afterdesk
