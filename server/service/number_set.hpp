#pragma once
// Which of a million numbers were there before, in little memory.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace afterdesk {

/// A set of hashes of 64 bits: of a million numbers two have the same in one of 37 million such sets.
class NumberSet {
  public:
    NumberSet() : slots_(first_slots) {}
    /// False when it was there.
    bool add(std::string_view number);
    bool has(std::string_view number) const { return slots_[place_of(hash_of(number))] != 0; }
    /// All of them in order, 8 bytes each.
    std::string text() const;

  private:
    static constexpr std::size_t first_slots = 1'024;
    static std::uint64_t hash_of(std::string_view number);
    std::size_t place_of(std::uint64_t hash) const;
    void grow();

    std::vector<std::uint64_t> slots_;  ///< 0: free; as many as a power of two
    std::size_t count_ = 0;

    friend bool is_among(std::string_view set_text, std::string_view number);
};

/// Whether the number is in a set's text.
bool is_among(std::string_view set_text, std::string_view number);

}  // namespace afterdesk
