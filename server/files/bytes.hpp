#pragma once
// Numbers and words out of bytes that may end anywhere.

#include <algorithm>
#include <cstdint>
#include <string_view>

namespace afterdesk::files {

/// Promise: never reads outside; after the end everything is 0.
class Bytes {
  public:
    enum class Order : unsigned char { big_endian, little_endian };

    explicit Bytes(std::string_view bytes, Order order = Order::big_endian) : bytes_(bytes), order_(order) {}

    std::uint32_t number(std::size_t at, int size) const {
        std::uint32_t out = 0;
        for (int i = 0; i < size; ++i) {
            int const from = order_ == Order::big_endian ? i : size - 1 - i;
            std::size_t const place = at + static_cast<std::size_t>(from);
            out = out << 8 | (place < bytes_.size() ? static_cast<unsigned char>(bytes_[place]) : 0u);
        }
        return out;
    }
    bool has(std::size_t at, std::string_view text) const { return part(at, text.size()) == text; }
    std::string_view part(std::size_t at, std::size_t count) const {
        return bytes_.substr(std::min(at, size()), count);
    }
    std::size_t size() const { return bytes_.size(); }

  private:
    std::string_view bytes_;
    Order order_;
};

}  // namespace afterdesk::files
