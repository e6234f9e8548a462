#pragma once
// SHA-1, for what others sum up so (WeChat Pay's bills): it finds what was cut or altered on its way, and
// proves nothing. Thin over OpenSSL's libcrypto.

#include <memory>
#include <string>
#include <string_view>

namespace afterdesk::crypto {

class Sha1 {
  public:
    Sha1();
    ~Sha1();
    Sha1(Sha1 const&) = delete;
    Sha1& operator=(Sha1 const&) = delete;

    void add(std::string_view bytes);
    /// Of all that was added, in hexadecimal digits.
    std::string hex() &&;

  private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace afterdesk::crypto
