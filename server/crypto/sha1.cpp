#include "crypto/sha1.hpp"

#include <openssl/evp.h>

#include "base/check.hpp"
#include "crypto/digest.hpp"

namespace afterdesk::crypto {

struct Sha1::State {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
};

Sha1::Sha1() : state_(std::make_unique<State>()) {
    CHECK(state_->context != nullptr && EVP_DigestInit_ex(state_->context, EVP_sha1(), nullptr) == 1);
}

Sha1::~Sha1() { EVP_MD_CTX_free(state_->context); }

void Sha1::add(std::string_view bytes) {
    CHECK(EVP_DigestUpdate(state_->context, bytes.data(), bytes.size()) == 1);
}

std::string Sha1::hex() && {
    std::string sum(EVP_MAX_MD_SIZE, '\0');
    unsigned size = 0;
    CHECK(EVP_DigestFinal_ex(state_->context, reinterpret_cast<unsigned char*>(sum.data()), &size) == 1);
    return crypto::hex(std::string_view(sum).substr(0, size));
}

}  // namespace afterdesk::crypto
