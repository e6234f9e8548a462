// What an event is signed with, and which addresses may be called.

#include "crypto/digest.hpp"
#include "outside/webhook/https_endpoints.hpp"
#include "outside/webhook/signature.hpp"
#include "testing.hpp"

using namespace afterdesk;
using namespace afterdesk::outside::webhook;

namespace {

bool is_called(char const* text) {
    auto const address = read_address(text);
    REQUIRE_MESSAGE(address, text);
    return is_public(*address);
}

Settings allowing(std::vector<char const*> networks) {
    Settings settings;
    for (char const* one : networks) settings.allowed.push_back(*read_network(one));
    settings.answer_within = {2'000};
    return settings;
}

}  // namespace

TEST_CASE("an event is signed as the scheme's own example is") {
    std::string const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    std::string const id = "msg_p5jXN8AQM9LWM0D4loKWxJek", body = R"({"test": 2432232314})";
    CHECK(signatures_of({secret}, id, 1'614'265'330, body) ==
          "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    std::string const other = new_secret();
    std::string const both = signatures_of({other, secret}, id, 1'614'265'330, body);
    CHECK(both == signatures_of({other}, id, 1'614'265'330, body) + " " +
                      signatures_of({secret}, id, 1'614'265'330, body));
}

TEST_CASE("a secret is whsec_ and base64 of 24 to 64 bytes") {
    auto const of = [](std::size_t bytes) { return "whsec_" + crypto::base64(std::string(bytes, 'k')); };
    CHECK_FALSE(key_in(of(23)));
    CHECK(key_in(of(24)) == std::string(24, 'k'));
    CHECK(key_in(of(64)));
    CHECK_FALSE(key_in(of(65)));
    CHECK_FALSE(key_in(crypto::base64(std::string(32, 'k'))));
    CHECK_FALSE(key_in("whsec_!!!!"));
    CHECK(key_in(new_secret()));
    CHECK(new_secret() != new_secret());
}

TEST_CASE("only what the whole Internet knows is public") {
    for (char const* text : {"8.8.8.8", "1.1.1.1", "172.15.0.1", "172.32.0.1", "100.63.0.1", "100.128.0.1",
                             "2606:4700::1111", "2400:3200::1"}) {
        CAPTURE(text);
        CHECK(is_called(text));
    }
    for (char const* text : {"127.0.0.1",
                             "127.255.255.254",
                             "0.0.0.0",
                             "10.0.0.1",
                             "172.16.0.1",
                             "172.31.255.255",
                             "192.168.1.1",
                             "169.254.169.254",
                             "100.64.0.1",
                             "100.127.255.255",
                             "192.0.2.1",
                             "198.18.0.1",
                             "224.0.0.1",
                             "240.0.0.1",
                             "255.255.255.255",
                             "::",
                             "::1",
                             "fe80::1",
                             "fc00::1",
                             "fd12:3456::1",
                             "ff02::1",
                             "2001:db8::1",
                             "2001:0:7f00:1::",
                             "2002:7f00:1::",
                             "64:ff9b::7f00:1",
                             "::ffff:127.0.0.1",
                             "::ffff:10.0.0.1",
                             "::127.0.0.1"}) {
        CAPTURE(text);
        CHECK_FALSE(is_called(text));
    }
    CHECK(is_called("::ffff:8.8.8.8"));
}

TEST_CASE("a network holds what begins as it does, of the same kind") {
    auto const holds = [](char const* network, char const* address) {
        return read_network(network)->holds(*read_address(address));
    };
    CHECK(holds("10.1.0.0/16", "10.1.255.255"));
    CHECK_FALSE(holds("10.1.0.0/16", "10.2.0.0"));
    CHECK(holds("10.1.2.3", "10.1.2.3"));
    CHECK_FALSE(holds("10.1.2.3", "10.1.2.4"));
    CHECK(holds("192.168.1.0/25", "192.168.1.127"));
    CHECK_FALSE(holds("192.168.1.0/25", "192.168.1.128"));
    CHECK(holds("fd00::/8", "fdff::1"));
    CHECK_FALSE(holds("fd00::/8", "10.0.0.1"));
    CHECK(holds("10.0.0.0/8", "::ffff:10.9.9.9"));
    for (char const* wrong :
         {"", "10.0.0.0/33", "10.0.0.0/", "10.0.0/8", "fd00::/129", "mall.example", "/8", "10.0.0.0/-1"}) {
        CAPTURE(wrong);
        CHECK_FALSE(read_network(wrong));
    }
}

TEST_CASE("an address that says of itself that it may not be called is refused before it is") {
    HttpsEndpoints const strict{Settings{}};
    for (char const* url :
         {"https://mall.example/hook", "https://mall.example:8443/a?b=c", "https://8.8.8.8/"}) {
        CAPTURE(url);
        CHECK(strict.may_call(url));
    }
    for (char const* url :
         {"http://mall.example/", "https://127.0.0.1/", "https://[::1]/", "https://[::ffff:10.0.0.1]/",
          "ftp://mall.example/", "https://user@mall.example/", "https://user:word@mall.example/",
          "https://mall.example/#x", "mall.example", "", "https://", "file:///etc/passwd",
          "gopher://mall.example/", "https://169.254.169.254/latest"}) {
        CAPTURE(url);
        CHECK_FALSE(strict.may_call(url));
    }
    HttpsEndpoints const own{allowing({"127.0.0.0/8"})};
    CHECK(own.may_call("http://127.0.0.1:8080/"));
    CHECK_FALSE(own.may_call("http://10.0.0.1/"));
    CHECK_FALSE(own.may_call("http://8.8.8.8/"));
}

TEST_CASE("a name that leads to an address of one's own is not connected to") {
    outside::WebhookMessage message{"https://localhost:9/", "id", "{}", {new_secret()}, {}};
    HttpsEndpoints strict{Settings{}};
    CHECK(strict.post(message).problem == "an address that may not be called");
    message.url = "https://127.0.0.1:9/";
    CHECK(strict.post(message).problem == "an address that may not be called");
    HttpsEndpoints own{allowing({"127.0.0.1", "::1"})};
    auto const tried = own.post(message);
    CHECK(tried.status == 0);
    CHECK(tried.problem != "an address that may not be called");
}
