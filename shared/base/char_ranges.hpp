#pragma once
// Sets of characters as ranges of their code points, as Unicode's tables have them.

#include <cstddef>
#include <cstdint>

namespace afterdesk {

/// Both ends belong to it.
struct CharRange {
    std::uint32_t first, last;
};

template <std::size_t N>
bool within(std::uint32_t c, CharRange const (&ranges)[N]) {
    for (CharRange const& range : ranges) {
        if (c >= range.first && c <= range.last) return true;
    }
    return false;
}

}  // namespace afterdesk
