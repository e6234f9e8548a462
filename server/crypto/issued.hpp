#pragma once
// By whom certificates were issued, and under which numbers: also of those whose keys are not ours to read.

#include <string>
#include <string_view>
#include <vector>

namespace afterdesk::crypto {

struct Issued {
    std::string issuer;  ///< the last part first: "CN=Class 2,OU=Authority,O=Somebody,C=CN"
    std::string serial;  ///< decimal digits
    bool by_rsa = false;
};
/// Those of a PEM text, in their order. What is no certificate is passed over.
std::vector<Issued> issued_in(std::string_view pem);

}  // namespace afterdesk::crypto
