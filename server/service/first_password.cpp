#include "service/first_password.hpp"

#include "crypto/digest.hpp"
#include "crypto/one_time.hpp"

namespace afterdesk {

namespace {

constexpr std::size_t password_bytes = 10;
constexpr std::size_t group_chars = 4;

}  // namespace

std::string first_password() {
    std::string out;
    for (char c : crypto::base32(crypto::random_bytes(password_bytes))) {
        if (out.size() % (group_chars + 1) == group_chars) out += '-';
        out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return out;
}

}  // namespace afterdesk
