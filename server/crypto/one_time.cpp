#include "crypto/one_time.hpp"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "base/check.hpp"

namespace afterdesk::crypto {

namespace {

constexpr std::int64_t step_ms = 30'000;
constexpr std::size_t sha1_bytes = 20;

unsigned char const* bytes_of(std::string_view text) {
    return reinterpret_cast<unsigned char const*>(text.data());
}

}  // namespace

std::string hmac_sha1(std::string_view key, std::string_view text) {
    std::string out(sha1_bytes, '\0');
    unsigned int length = 0;
    auto const* const made = HMAC(EVP_sha1(), key.data(), static_cast<int>(key.size()), bytes_of(text),
                                  text.size(), reinterpret_cast<unsigned char*>(out.data()), &length);
    CHECK(made != nullptr && length == sha1_bytes);
    return out;
}

std::string counter_code(std::string_view secret, std::uint64_t counter, int digits) {
    std::string text(8, '\0');
    for (int i = 7; i >= 0; --i, counter >>= 8)
        text[static_cast<std::size_t>(i)] = static_cast<char>(counter & 0xff);
    std::string const mac = hmac_sha1(secret, text);
    auto const byte = [&](std::size_t at) { return static_cast<std::uint32_t>(bytes_of(mac)[at]); };
    std::size_t const at = byte(sha1_bytes - 1) & 0xf;
    std::uint32_t number = (byte(at) & 0x7f) << 24 | byte(at + 1) << 16 | byte(at + 2) << 8 | byte(at + 3);
    std::string code(static_cast<std::size_t>(digits), '0');
    for (auto digit = code.rbegin(); digit != code.rend(); ++digit, number /= 10)
        *digit = static_cast<char>('0' + number % 10);
    return code;
}

std::int64_t step_of(Instant at) { return at.ms / step_ms; }

std::string base32(std::string_view bytes) {
    constexpr std::string_view letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    std::string out;
    std::uint32_t held = 0;
    int bits = 0;
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        held = held << 8 | bytes_of(bytes)[i];
        for (bits += 8; bits >= 5; bits -= 5) out += letters[held >> (bits - 5) & 31];
    }
    if (bits > 0) out += letters[held << (5 - bits) & 31];
    return out;
}

}  // namespace afterdesk::crypto
