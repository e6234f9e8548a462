// The head gate as a table: what may pass, what is refused and why. The rows marked with a CVE are the holes
// of cpp-httplib 0.41 (reference/server.md §1.2, §1.3); they stay here for every newer version.
#include "http/head_gate.hpp"

#include <string>
#include <vector>

#include "testing.hpp"

using namespace afterdesk;
using namespace afterdesk::http;

namespace {

/// A request with a Host, the given request line and the given fields.
std::string head(std::string const& line, std::string const& fields = "") {
    return line + "\r\nHost: shop.example\r\n" + fields + "\r\n";
}
std::string get(std::string const& fields) { return head("GET / HTTP/1.1", fields); }
std::string post(std::string const& fields) { return head("POST /api HTTP/1.1", fields); }

struct Refused {
    char const* name;
    std::string bytes;
    GateFault want;
};

/// The request line.
std::vector<Refused> bad_request_lines() {
    using enum GateFault;
    return {
        {"no target", head("GET HTTP/1.1"), malformed_request_line},
        {"no version", head("GET /"), malformed_request_line},
        {"an empty line first", "\r\n" + get(""), malformed_request_line},
        {"a method that is no token", head("G(T / HTTP/1.1"), malformed_request_line},
        {"a very long method", head("ABCDEFGHIJKLMNOPQRST / HTTP/1.1"), malformed_request_line},
        {"HTTP/2 by name", head("GET / HTTP/2.0"), version_unsupported},
        {"HTTP/0.9 style version", head("GET / HTTP/0.9"), version_unsupported},
        {"small letters in the version", head("GET / http/1.1"), version_unsupported},
        {"an absolute target", head("GET http://other.example/ HTTP/1.1"), malformed_target},
        {"the asterisk", head("OPTIONS * HTTP/1.1"), malformed_target},
        {"a target of CONNECT", head("CONNECT shop.example:443 HTTP/1.1"), malformed_target},
        {"a fragment", head("GET /#a HTTP/1.1"), malformed_target},
        {"a blank in the target", head("GET /a b HTTP/1.1"), malformed_target},
        {"a byte above ASCII in the target", head("GET /\xc3\xa9 HTTP/1.1"), malformed_target},
        {"a broken escape", head("GET /%4 HTTP/1.1"), malformed_target},
        {"an escape that is no number", head("GET /%zz HTTP/1.1"), malformed_target},
        {"CR LF in the target by escape", head("GET /?q=a%0d%0aX:1 HTTP/1.1"), malformed_target},
        {"NUL in the target by escape", head("GET /a%00.jpg HTTP/1.1"), malformed_target},
        {"no CVE, std::regex overflow: a target of 1,025 bytes",
         head("GET /" + std::string(2048, 'a') + " HTTP/1.1"), target_too_long},
    };
}

/// Bytes that end lines for some readers only.
std::vector<Refused> bad_bytes() {
    using enum GateFault;
    std::string const nul(1, '\0');
    return {
        {"a bare LF", "GET / HTTP/1.1\nHost: a\n\n", control_byte},
        {"a bare CR", "GET / HTTP/1.1\rHost: a\r\n\r\n", control_byte},
        {"CR CR LF", "GET / HTTP/1.1\r\r\nHost: a\r\n\r\n", control_byte},
        {"NUL in a field", get("X-A: a" + nul + "b\r\n"), control_byte},
        {"DEL in a field", get("X-A: a\x7f\r\n"), control_byte},
        {"escape in a field", get("X-A: \x1b[2J\r\n"), control_byte},
        {"the first bytes of TLS", "\x16\x03\x01\x02", control_byte},
    };
}

std::vector<Refused> bad_fields() {
    using enum GateFault;
    return {
        {"a folded line", get("X-A: a\r\n b\r\n"), malformed_field},
        {"a blank before the colon", get("X-A : a\r\n"), malformed_field},
        {"no colon", get("X-A\r\n"), malformed_field},
        {"an empty name", get(": a\r\n"), malformed_field},
        {"a name that is no token", get("X A: a\r\n"), malformed_field},
        {"CVE-2026-45372: CR LF by escape in a value", get("X-A: a%0d%0aInjected: 1\r\n"), escape_in_field},
        {"CVE-2026-45372: LF alone", get("X-A: a%0AInjected: 1\r\n"), escape_in_field},
        {"CVE-2026-45372: in a cookie", get("Cookie: a=%0d%0a\r\n"), escape_in_field},
        {"CVE-2026-45372: in the referrer", get("Referer: http://a/%0D%0A\r\n"), escape_in_field},
        {"NUL by escape in a value", get("X-A: %00\r\n"), escape_in_field},
        {"two hosts", get("Host: other.example\r\n"), repeated_field},
        {"two cookies", get("Cookie: a=1\r\nCookie: b=2\r\n"), repeated_field},
        {"two keys", post("Content-Length: 1\r\nIdempotency-Key: a\r\nIdempotency-Key: b\r\n"),
         repeated_field},
        {"no host", "GET / HTTP/1.1\r\n\r\n", host_missing},
        {"no host in HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", host_missing},
        {"an empty host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", malformed_host},
        {"a host with a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n", malformed_host},
        {"a host with a user", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n", malformed_host},
    };
}

/// How long the body is: there is one way to say it.
std::vector<Refused> bad_lengths() {
    using enum GateFault;
    return {
        {"two lengths that differ", post("Content-Length: 1\r\nContent-Length: 2\r\n"), repeated_field},
        {"two lengths that agree", post("Content-Length: 1\r\nContent-Length: 1\r\n"), repeated_field},
        {"a list of lengths", post("Content-Length: 1, 1\r\n"), malformed_length},
        {"a negative length", post("Content-Length: -1\r\n"), malformed_length},
        {"a length with a sign", post("Content-Length: +1\r\n"), malformed_length},
        {"a hexadecimal length", post("Content-Length: 0x10\r\n"), malformed_length},
        {"an empty length", post("Content-Length:\r\n"), malformed_length},
        {"a length that overflows", post("Content-Length: 18446744073709551617\r\n"), malformed_length},
        {"no CVE, unframed bodies: no length", post(""), length_missing},
        {"PUT without length", head("PUT / HTTP/1.1"), length_missing},
        {"a body on GET", get("Content-Length: 5\r\n"), body_not_expected},
        {"a body on HEAD", head("HEAD / HTTP/1.1", "Content-Length: 5\r\n"), body_not_expected},
        {"a body on DELETE", head("DELETE / HTTP/1.1", "Content-Length: 5\r\n"), body_not_expected},
        {"CVE-2026-45352, -2025-46728, -2026-34441: chunks", post("Transfer-Encoding: chunked\r\n"),
         transfer_encoding},
        {"chunks and a length", post("Transfer-Encoding: chunked\r\nContent-Length: 5\r\n"),
         transfer_encoding},
        {"no CVE, hangs: gzip, chunked", post("Transfer-Encoding: gzip, chunked\r\n"), transfer_encoding},
        {"no CVE: chunks over two lines", post("Transfer-Encoding: gzip\r\nTransfer-Encoding: chunked\r\n"),
         transfer_encoding},
        {"identity as transfer encoding", post("Transfer-Encoding: identity\r\n"), transfer_encoding},
        {"chunks on GET", get("Transfer-Encoding: chunked\r\n"), transfer_encoding},
        {"transfer encoding in odd letters", post("tRANSFER-eNCODING: chunked\r\n"), transfer_encoding},
        {"CVE-2026-22776: a compressed body", post("Content-Length: 5\r\nContent-Encoding: gzip\r\n"),
         content_encoding},
        {"an unknown expectation", post("Content-Length: 5\r\nExpect: 200-maybe\r\n"),
         expectation_unsupported},
        {"a switch to WebSocket", get("Connection: Upgrade\r\nUpgrade: websocket\r\n"), upgrade_unsupported},
    };
}

}  // namespace

TEST_CASE("heads that mean two things are refused, each for its reason") {
    for (auto const rows : {bad_request_lines, bad_bytes, bad_fields, bad_lengths}) {
        for (Refused const& row : rows()) {
            CAPTURE(row.name);
            auto const result = check_head(row.bytes);
            REQUIRE_FALSE(result.ok());
            CHECK(name_of(result.error()) == name_of(row.want));
            CHECK(answer_for(result.error()).status >= 400);
        }
    }
}

TEST_CASE("a head is read as it was meant") {
    auto const result = check_head(
        "POST /api/v1/buyer/orders?q=%E9%80%80%E6%AC%BE HTTP/1.1\r\nHost: 127.0.0.1:8080\r\ncontent-LENGTH: "
        "12\r\n"
        "Content-Type:  application/json \r\nCookie: a=1; b=%E4%B8%AD\r\nUser-Agent: %E5%BE%AE/1 "
        "CFNetwork\r\n"
        "X-Forwarded-For:\r\nExpect: 100-Continue\r\nConnection: Keep-Alive\r\n\r\n");
    REQUIRE(result.ok());
    CHECK(result->method == "POST");
    CHECK(result->path() == "/api/v1/buyer/orders");
    CHECK(result->content_length == 12);
    CHECK(result->header("content-type") == "application/json");
    CHECK(result->header("cookie") == "a=1; b=%E4%B8%AD");
    CHECK(result->header("x-forwarded-for").empty());  // CVE-2026-46527: empty, and nobody reads it
    CHECK(result->expects_continue);
    CHECK(result->keep_alive);
    CHECK(check_head(get("Accept: a\r\nAccept: b\r\n")).ok());
    CHECK_FALSE(check_head(get("Connection: close\r\n"))->keep_alive);
    CHECK_FALSE(check_head(head("GET / HTTP/1.0"))->keep_alive);
    CHECK(check_head(post("Content-Length: 0\r\n"))->content_length == 0);
    CHECK(check_head(head("GET /" + std::string(1023, 'a') + " HTTP/1.1")).ok());
}

TEST_CASE("sizes and counts have limits") {
    std::string fields;
    for (int i = 0; i < 63; ++i) fields += "X-" + std::to_string(i) + ": a\r\n";
    CHECK(check_head(get(fields)).ok());  // with Host: 64
    CHECK(check_head(get(fields + "X-63: a\r\n")).error() == GateFault::too_many_fields);

    std::string const shell = get("X-A: \r\n");
    CHECK(check_head(get("X-A: " + std::string(max_head_bytes - shell.size(), 'a') + "\r\n")).ok());
    std::string const large = get("X-A: " + std::string(max_head_bytes - shell.size() + 1, 'a') + "\r\n");
    CHECK(check_head(large).error() == GateFault::head_too_large);
}

TEST_CASE("a head that comes byte by byte is found at its last byte, and a bad byte at once") {
    std::string const bytes = get("X-A: a\r\n");
    std::size_t seen = 0;
    for (std::size_t size = 1; size <= bytes.size(); ++size) {
        auto const scan = scan_head(std::string_view(bytes).substr(0, size), seen);
        REQUIRE(scan.ok());
        seen = scan->seen;
        CHECK(scan->head_bytes == (size == bytes.size() ? size : 0));
    }
    CHECK(scan_head("GET / HTTP/1.1\n", 0).error() == GateFault::control_byte);
    CHECK(scan_head(bytes + "the next request", 0)->head_bytes == bytes.size());
}

TEST_CASE("any cut or changed byte of a good head gives an answer and never a crash") {
    std::string const bytes = post("Content-Length: 5\r\nCookie: a=1; b=%41\r\nExpect: 100-continue\r\n");
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        static_cast<void>(check_head(std::string_view(bytes).substr(0, at)));
        for (int value = 0; value < 256; ++value) {
            std::string changed = bytes;
            changed[at] = static_cast<char>(value);
            auto const result = check_head(changed);
            if (result.ok()) CHECK(result->bytes == bytes.size());
        }
    }
}
