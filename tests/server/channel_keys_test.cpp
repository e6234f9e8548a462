// What payment channels stand on: signatures, sealed text, base64, and calls by HTTPS that end.

#include <arpa/inet.h>
#include <sys/socket.h>
#include <unistd.h>

#include <chrono>
#include <thread>

#include "crypto/digest.hpp"
#include "crypto/rsa.hpp"
#include "crypto/sealed.hpp"
#include "outside/https_client.hpp"
#include "server/wechat_sample.hpp"
#include "testing.hpp"

using namespace afterdesk;
using Steady = std::chrono::steady_clock;

namespace {

std::string from_hex(std::string_view digits) {
    std::string out;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
        out += static_cast<char>(std::stoi(std::string(digits.substr(i, 2)), nullptr, 16));
    }
    return out;
}

/// Takes connections and never says a word.
class Silent {
  public:
    Silent() : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t size = sizeof address;
        auto* const at = reinterpret_cast<sockaddr*>(&address);
        REQUIRE(::bind(socket_, at, size) == 0);
        REQUIRE(::listen(socket_, 8) == 0);
        REQUIRE(::getsockname(socket_, at, &size) == 0);
        port_ = ntohs(address.sin_port);
    }
    ~Silent() { ::close(socket_); }
    Silent(Silent const&) = delete;
    Silent& operator=(Silent const&) = delete;
    std::string url(char const* scheme = "https") const {
        return std::string(scheme) + "://127.0.0.1:" + std::to_string(port_) + "/";
    }

  private:
    int socket_;
    int port_ = 0;
};

}  // namespace

TEST_CASE("base64 has one spelling for each value") {
    CHECK(crypto::from_base64("").value() == "");
    CHECK(crypto::from_base64("Zm8=").value() == "fo");
    CHECK(crypto::from_base64("Zm9v").value() == "foo");
    for (char const* wrong : {"Zm8", "Zm9=", "Zm8==", "Zm8=\n", " Zm8=", "Zm-_", "Zm9vA", "="}) {
        CAPTURE(wrong);
        CHECK(!crypto::from_base64(wrong));
    }
}

TEST_CASE("an RSA signature is of one text and one key") {
    auto const secret = crypto::RsaKey::private_from_pem(test::merchant_keys().private_pem);
    auto const open = crypto::RsaKey::public_from_pem(test::merchant_keys().public_pem);
    auto const other = crypto::RsaKey::public_from_pem(test::channel_keys().public_pem);
    REQUIRE((secret && open && other));
    std::string const signature = secret->sign("text");
    CHECK(signature.size() == 256);
    CHECK(open->is_signed(signature, "text"));
    CHECK(!open->is_signed(signature, "texts"));
    CHECK(!open->is_signed("", "text"));
    CHECK(!open->is_signed(signature + "x", "text"));
    CHECK(!other->is_signed(signature, "text"));
    std::string pem = test::merchant_keys().public_pem;
    std::string inner = pem.substr(pem.find('\n') + 1, pem.rfind("-----END") - pem.find('\n') - 1);
    std::erase(inner, '\n');
    auto const bare = crypto::RsaKey::public_from_base64(inner);
    REQUIRE(bare);
    CHECK(bare->is_signed(signature, "text"));
    for (std::string const& wrong : {std::string(), std::string("-----BEGIN PUBLIC KEY-----"), inner, pem}) {
        CHECK(!crypto::RsaKey::private_from_pem(wrong));
    }
    CHECK(!crypto::RsaKey::public_from_pem(test::merchant_keys().private_pem));
    CHECK(!crypto::RsaKey::public_from_base64("AAAA"));
}

TEST_CASE("sealed text is that of the standard, and opens whole or not at all") {
    // McGrew and Viega, The Galois/Counter Mode of Operation, test cases 13, 14 and 16.
    std::string const zeros(32, '\0'), nonce(12, '\0');
    CHECK(crypto::open_sealed(zeros, {nonce, "", from_hex("530f8afbc74536b9a963b4f1c4cb738b")}).value() ==
          "");
    CHECK(crypto::open_sealed(
              zeros,
              {nonce, "", from_hex("cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919")}) ==
          std::string(16, '\0'));
    std::string const key = from_hex("feffe9928665731c6d6a8f9467308308feffe9928665731c6d6a8f9467308308");
    std::string const iv = from_hex("cafebabefacedbaddecaf888");
    std::string const beside = from_hex("feedfacedeadbeeffeedfacedeadbeefabaddad2");
    std::string sealed = from_hex(
        "522dc1f099567d07f47f37a32a84427d643a8cdcbfe5c0c97598a2bd2555d1aa8cb08e48590dbb3da7b08b1056828838c5f6"
        "1e63"
        "93ba7a0abcc9f66276fc6ece0f4e1768cddf8853bb2d551b");
    CHECK(crypto::hex(crypto::open_sealed(key, {iv, beside, sealed}).value()) ==
          "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b1"
          "6aedf5aa0de6"
          "57ba637b39");
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        std::string changed = sealed;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << (bit % 8)));
        CHECK(!crypto::open_sealed(key, {iv, beside, changed}));
    }
    CHECK(!crypto::open_sealed(key, {iv, "", sealed}));
    CHECK(!crypto::open_sealed(key, {"", beside, sealed}));
    CHECK(!crypto::open_sealed(key, {iv, beside, "short"}));
}

TEST_CASE("calls end: in time, at once when the program does; and none goes without TLS") {
    Silent const silent;
    outside::HttpsOptions options;
    options.answer_within = {300};
    outside::CurlHttps brief(options);
    auto const late = brief.call({"GET", silent.url()});
    REQUIRE(!late.ok());
    auto const plain = brief.call({"GET", silent.url("http")});
    REQUIRE(!plain.ok());
    CHECK(plain.error() == "Unsupported protocol");

    options.answer_within = {60'000};
    options.connect_within = {60'000};
    outside::CurlHttps patient(options);
    auto const began = Steady::now();
    std::thread hurrying([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        patient.hurry();
    });
    auto const ended = patient.call({"GET", silent.url()});
    hurrying.join();
    REQUIRE(!ended.ok());
    CHECK(ended.error() == "the server stops");
    CHECK(Steady::now() - began < std::chrono::seconds(10));
    CHECK(!patient.call({"GET", silent.url()}).ok());
}
