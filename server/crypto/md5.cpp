#include "crypto/md5.hpp"

#include <openssl/evp.h>

#include <array>

#include "base/check.hpp"
#include "crypto/digest.hpp"

namespace afterdesk::crypto {

std::string md5_hex(std::string_view bytes) {
    std::array<unsigned char, EVP_MAX_MD_SIZE> out{};
    unsigned size = 0;
    CHECK(EVP_Digest(bytes.data(), bytes.size(), out.data(), &size, EVP_md5(), nullptr) == 1);
    return hex({reinterpret_cast<char const*>(out.data()), size});
}

}  // namespace afterdesk::crypto
