#include "base/sha256.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/check.hpp"

namespace afterdesk {

namespace {

using State = std::array<std::uint32_t, 8>;
constexpr std::size_t block_bytes = 64, length_bytes = 8;

// The first 32 bits of the fractional parts of the cube roots of the first 64 primes.
constexpr std::array<std::uint32_t, 64> round_constants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};
constexpr State first_state{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                            0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};

constexpr std::uint32_t turned_by(std::uint32_t word, int bits) { return word >> bits | word << (32 - bits); }

std::uint32_t word_at(std::string_view block, std::size_t at) {
    std::uint32_t word = 0;
    for (std::size_t i = 0; i < 4; ++i) word = word << 8 | static_cast<unsigned char>(block[at + i]);
    return word;
}

void take_in(State& state, std::string_view block) {
    std::array<std::uint32_t, 64> w{};
    for (std::size_t i = 0; i < 16; ++i) w[i] = word_at(block, 4 * i);
    for (std::size_t i = 16; i < w.size(); ++i) {
        std::uint32_t const a = w[i - 15], b = w[i - 2];
        w[i] = w[i - 16] + (turned_by(a, 7) ^ turned_by(a, 18) ^ a >> 3) + w[i - 7] +
               (turned_by(b, 17) ^ turned_by(b, 19) ^ b >> 10);
    }
    State s = state;
    for (std::size_t i = 0; i < w.size(); ++i) {
        std::uint32_t const mixed = turned_by(s[4], 6) ^ turned_by(s[4], 11) ^ turned_by(s[4], 25);
        std::uint32_t const chosen = (s[4] & s[5]) ^ (~s[4] & s[6]);
        std::uint32_t const one = s[7] + mixed + chosen + round_constants[i] + w[i];
        std::uint32_t const turned = turned_by(s[0], 2) ^ turned_by(s[0], 13) ^ turned_by(s[0], 22);
        std::uint32_t const two = turned + ((s[0] & s[1]) ^ (s[0] & s[2]) ^ (s[1] & s[2]));
        s = {one + two, s[0], s[1], s[2], s[3] + one, s[4], s[5], s[6]};
    }
    for (std::size_t i = 0; i < s.size(); ++i) state[i] += s[i];
}

int digit_of(char c) { return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1; }

}  // namespace

std::string sha256_of(std::string_view bytes) {
    State state = first_state;
    std::uint64_t const bits = std::uint64_t{bytes.size()} * 8;
    for (; bytes.size() >= block_bytes; bytes.remove_prefix(block_bytes)) {
        take_in(state, bytes.substr(0, block_bytes));
    }
    std::string rest(bytes);
    rest += '\x80';
    bool const fits = rest.size() + length_bytes <= block_bytes;
    rest.resize((fits ? 1 : 2) * block_bytes - length_bytes, '\0');
    for (int shift = 56; shift >= 0; shift -= 8) rest += static_cast<char>(bits >> shift & 0xff);
    for (std::size_t at = 0; at < rest.size(); at += block_bytes) {
        take_in(state, std::string_view(rest).substr(at, block_bytes));
    }
    std::string out;
    for (std::uint32_t const word : state) {
        for (int shift = 24; shift >= 0; shift -= 8) out += static_cast<char>(word >> shift & 0xff);
    }
    return out;
}

std::string hex_of(std::string_view bytes) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string out;
    for (char const c : bytes) {
        auto const byte = static_cast<unsigned char>(c);
        out += digits[byte >> 4];
        out += digits[byte & 15];
    }
    return out;
}

bool is_hex(std::string_view text, std::size_t bytes) {
    return text.size() == 2 * bytes &&
           std::all_of(text.begin(), text.end(), [](char c) { return digit_of(c) >= 0; });
}

std::string bytes_of_hex(std::string_view hex) {
    CHECK(is_hex(hex, hex.size() / 2));
    std::string out;
    for (std::size_t i = 0; i < hex.size(); i += 2) {
        out += static_cast<char>(digit_of(hex[i]) * 16 + digit_of(hex[i + 1]));
    }
    return out;
}

}  // namespace afterdesk
