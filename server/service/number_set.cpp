#include "service/number_set.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "crypto/digest.hpp"

namespace afterdesk {

namespace {

constexpr std::size_t bytes_each = 8;

std::uint64_t hash_in(std::string_view bytes) {
    std::uint64_t out = 0;
    for (char const c : bytes.substr(0, bytes_each)) out = out << 8u | static_cast<unsigned char>(c);
    return out;
}

}  // namespace

/// Never 0.
std::uint64_t NumberSet::hash_of(std::string_view number) {
    return std::max<std::uint64_t>(hash_in(crypto::sha256(number)), 1);
}

/// Where the hash stands, or where it would be put.
std::size_t NumberSet::place_of(std::uint64_t hash) const {
    std::size_t const mask = slots_.size() - 1;
    std::size_t at = static_cast<std::size_t>(hash) & mask;
    while (slots_[at] != 0 && slots_[at] != hash) at = (at + 1) & mask;
    return at;
}

bool NumberSet::add(std::string_view number) {
    std::uint64_t const hash = hash_of(number);
    std::size_t const at = place_of(hash);
    if (slots_[at] == hash) return false;
    slots_[at] = hash;
    if (++count_ * 2 > slots_.size()) grow();
    return true;
}

void NumberSet::grow() {
    std::vector<std::uint64_t> const before =
        std::exchange(slots_, std::vector<std::uint64_t>(slots_.size() * 2));
    for (std::uint64_t const hash : before) {
        if (hash != 0) slots_[place_of(hash)] = hash;
    }
}

std::string NumberSet::text() const {
    std::vector<std::uint64_t> sorted;
    sorted.reserve(count_);
    std::copy_if(slots_.begin(), slots_.end(), std::back_inserter(sorted),
                 [](auto hash) { return hash != 0; });
    std::sort(sorted.begin(), sorted.end());
    std::string out;
    out.reserve(sorted.size() * bytes_each);
    for (std::uint64_t const hash : sorted) {
        for (std::size_t i = bytes_each; i > 0; --i) out += static_cast<char>(hash >> (8 * (i - 1)) & 0xffu);
    }
    return out;
}

bool is_among(std::string_view set_text, std::string_view number) {
    std::uint64_t const hash = NumberSet::hash_of(number);
    std::size_t low = 0, high = set_text.size() / bytes_each;
    while (low < high) {
        std::size_t const middle = (low + high) / 2;
        bool const before = hash_in(set_text.substr(middle * bytes_each)) < hash;
        if (before)
            low = middle + 1;
        else
            high = middle;
    }
    return low < set_text.size() / bytes_each && hash_in(set_text.substr(low * bytes_each)) == hash;
}

}  // namespace afterdesk
