#include "crypto/issued.hpp"

#include <openssl/bio.h>
#include <openssl/bn.h>
#include <openssl/err.h>
#include <openssl/objects.h>
#include <openssl/pem.h>
#include <openssl/x509.h>

#include <array>

#include "crypto/openssl_owner.hpp"

namespace afterdesk::crypto {

namespace {

using Bio = OpensslOwner<BIO, &BIO_free_all>;
using X509Owner = OpensslOwner<X509, &X509_free>;
using Number = OpensslOwner<BIGNUM, &BN_free>;

/// What is signed by RSA, whatever the digest. Rule: RFC 8017, pkcs-1.
constexpr std::string_view rsa_signatures = "1.2.840.113549.1.1.";

struct PartName {
    int nid;
    std::string_view name;
};
constexpr std::array part_names{
    PartName{NID_commonName, "CN"},       PartName{NID_countryName, "C"},
    PartName{NID_localityName, "L"},      PartName{NID_stateOrProvinceName, "ST"},
    PartName{NID_organizationName, "O"},  PartName{NID_organizationalUnitName, "OU"},
    PartName{NID_pkcs9_emailAddress, "E"}};

std::string_view name_of(int nid) {
    for (PartName const& one : part_names)
        if (one.nid == nid) return one.name;
    return {};
}

std::string value_of(X509_NAME_ENTRY const* entry) {
    unsigned char* bytes = nullptr;
    int const size = ASN1_STRING_to_UTF8(&bytes, X509_NAME_ENTRY_get_data(entry));
    std::string value(reinterpret_cast<char const*>(bytes), static_cast<std::size_t>(size < 0 ? 0 : size));
    OPENSSL_free(bytes);
    return value;
}

std::string text_of(X509_NAME const* name) {
    std::string text;
    for (int i = X509_NAME_entry_count(name) - 1; i >= 0; --i) {
        X509_NAME_ENTRY const* const entry = X509_NAME_get_entry(name, i);
        if (!text.empty()) text += ',';
        text += name_of(OBJ_obj2nid(X509_NAME_ENTRY_get_object(entry)));
        text += '=';
        text += value_of(entry);
    }
    return text;
}

std::string serial_of(X509 const* certificate) {
    Number const number(ASN1_INTEGER_to_BN(X509_get0_serialNumber(certificate), nullptr));
    char* const digits = number ? BN_bn2dec(number.get()) : nullptr;
    std::string serial(digits == nullptr ? "" : digits);
    OPENSSL_free(digits);
    return serial;
}

bool is_signed_by_rsa(X509 const* certificate) {
    std::array<char, 64> text{};
    ASN1_OBJECT const* const signature = OBJ_nid2obj(X509_get_signature_nid(certificate));
    if (signature == nullptr) return false;
    OBJ_obj2txt(text.data(), static_cast<int>(text.size()), signature, 1);
    return std::string_view(text.data()).starts_with(rsa_signatures);
}

}  // namespace

std::vector<Issued> issued_in(std::string_view pem) {
    Bio const bio(BIO_new_mem_buf(pem.data(), static_cast<int>(pem.size())));
    std::vector<Issued> out;
    while (BIO_ctrl_pending(bio.get()) > 0) {
        X509Owner const one(PEM_read_bio_X509(bio.get(), nullptr, nullptr, nullptr));
        if (one)
            out.push_back({text_of(X509_get_issuer_name(one.get())), serial_of(one.get()),
                           is_signed_by_rsa(one.get())});
    }
    ERR_clear_error();
    return out;
}

}  // namespace afterdesk::crypto
