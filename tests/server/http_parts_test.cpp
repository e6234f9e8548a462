// The page's files in memory, the router's table, and small parts that need no socket.
#include "http/static_files.hpp"

#include <fcntl.h>
#include <unistd.h>
#include <zlib.h>

#include <filesystem>
#include <fstream>

#include "http/admission.hpp"
#include "http/coding.hpp"
#include "http/cookies.hpp"
#include "http/head_gate.hpp"
#include "http/log.hpp"
#include "http/rate_limit.hpp"
#include "testing.hpp"

using namespace afterdesk;
using namespace afterdesk::http;

namespace fs = std::filesystem;

namespace {

/// A folder of its own that goes away with the test.
struct Folder {
    fs::path path = fs::temp_directory_path() / ("afterdesk_static_" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path / "sub"); }
    ~Folder() { fs::remove_all(path); }
    void write(std::string const& name, std::string const& content) const {
        std::ofstream(path / name) << content;
    }
};

std::string header(Response const& response, std::string_view name) {
    return std::string(field(response.headers, name));
}

std::string unpacked(Response const& response) {
    if (header(response, "Content-Encoding") != "gzip") return response.body;
    std::string packed = response.body, plain(100'000, '\0');
    z_stream stream{};
    REQUIRE(inflateInit2(&stream, 15 + 16) == Z_OK);
    stream.next_in = reinterpret_cast<Bytef*>(packed.data());
    stream.avail_in = static_cast<uInt>(packed.size());
    stream.next_out = reinterpret_cast<Bytef*>(plain.data());
    stream.avail_out = static_cast<uInt>(plain.size());
    CHECK(inflate(&stream, Z_FINISH) == Z_STREAM_END);
    plain.resize(stream.total_out);
    inflateEnd(&stream);
    return plain;
}

}  // namespace

TEST_CASE("a page's file is served in the smallest form that the browser takes") {
    Folder const folder;
    folder.write("index.html", "<html>");
    folder.write("page.3f2a9c04abcd.wasm", "plain");
    folder.write("page.3f2a9c04abcd.wasm.br", "b");
    folder.write("page.3f2a9c04abcd.wasm.gz", "gz");
    folder.write("sub/tea.svg", "<svg/>");
    auto const loaded = StaticFiles::load(folder.path.string());
    REQUIRE(loaded.ok());

    auto const wasm = [&](char const* accept) {
        return *loaded->serve("page.3f2a9c04abcd.wasm", accept, "");
    };
    CHECK(wasm("gzip, deflate, br").body == "b");
    CHECK(header(wasm("gzip, deflate, br"), "Content-Encoding") == "br");
    CHECK(wasm("gzip").body == "gz");
    CHECK(wasm("br;q=0, gzip;q=0.5").body == "gz");
    CHECK(wasm("").body == "plain");
    CHECK(header(wasm(""), "Content-Encoding").empty());
    CHECK(header(wasm(""), "Vary") == "Accept-Encoding");
    CHECK(wasm("br").content_type == "application/wasm");
    CHECK(header(wasm("br"), "Cache-Control") == "public, max-age=31536000, immutable");

    Response const page = *loaded->serve("", "br", "");
    CHECK(page.body == "<html>");
    CHECK(page.content_type == "text/html; charset=utf-8");
    CHECK(header(page, "Cache-Control") == "no-cache");
    CHECK(header(page, "Content-Security-Policy").find("'wasm-unsafe-eval'") != std::string::npos);
    CHECK(loaded->serve("sub/tea.svg", "", "")->content_type == "image/svg+xml");
}

TEST_CASE("a larger document is sent smaller to a browser that takes gzip, and unpacks to itself") {
    std::string const document = "[\"" + std::string(5000, 'a') + "\"]";
    struct Row {
        char const* why;
        std::string type, body, takes;
        char const* coding;
    };
    for (Row const& row :
         {Row{"large", "application/json", document, "gzip, deflate, br", "gzip"},
          Row{"large, with a charset", "application/json; charset=utf-8", document, "gzip", "gzip"},
          Row{"not taken", "application/json", document, "br", ""},
          Row{"refused by its weight", "application/json", document, "gzip;q=0", ""},
          Row{"small", "application/json", "{}", "gzip", ""},
          Row{"a picture", "image/jpeg", document, "gzip", ""}}) {
        CAPTURE(row.why);
        Response response;
        response.content_type = row.type;
        response.body = row.body;
        compress(response, row.takes);
        CHECK(header(response, "Content-Encoding") == row.coding);
        CHECK((response.body == row.body) == (*row.coding == '\0'));
        CHECK(unpacked(response) == row.body);
        bool const may_differ = row.body == document && row.type != "image/jpeg";
        CHECK(header(response, "Vary") == (may_differ ? "Accept-Encoding" : ""));
    }
}

TEST_CASE("a page may use the style sheet and the scripts that stand in it, and no other inline ones") {
    Folder const folder;
    folder.write("index.html",
                 "<head><style>p{color:red}</style></head><script type=\"x\">p{color:red}</script>"
                 "<script data-x=\"1\">p{color:red}</script>");
    folder.write("other.html", "<p style=\"color:red\"><script src=\"a.js\"></script>");
    auto const loaded = StaticFiles::load(folder.path.string());
    REQUIRE(loaded.ok());
    auto const policy = [&](char const* path) {
        return header(*loaded->serve(path, "", ""), "Content-Security-Policy");
    };
    // printf 'p{color:red}' | openssl dgst -sha256 -binary | base64
    std::string const hash = " 'sha256-p0bF+un5yUb9MBO6xRb8kPHlY2BdpHVtLiFkDrZPF64='";
    CHECK(policy("").find("style-src 'self'" + hash + "; img-src") != std::string::npos);
    CHECK(policy("").find("script-src 'self'" + hash + hash + " 'wasm-unsafe-eval'; style-src") !=
          std::string::npos);
    CHECK(policy("other.html").find("style-src 'self'; img-src") != std::string::npos);
    CHECK(policy("other.html").find("script-src 'self' 'wasm-unsafe-eval';") != std::string::npos);
}

TEST_CASE("what a page asks to be fetched beforehand stands in its answer's head already") {
    Folder folder;
    folder.write("index.html", R"(<script data-buyer="b.wasm b.words" data-desk="d.wasm d.words"></script>)");
    folder.write("plain.html", "<p>nothing to fetch</p>");
    auto const files = StaticFiles::load(folder.path.string());
    REQUIRE(files);
    CHECK(header(*files->serve("", "", "", "desk"), "Link") ==
          "</d.wasm>; rel=preload; as=fetch; type=\"application/wasm\"; crossorigin");
    CHECK(header(*files->serve("", "", "", "buyer"), "Link") ==
          "</b.wasm>; rel=preload; as=fetch; type=\"application/wasm\"; crossorigin");
    CHECK(header(*files->serve("", "", "", "other"), "Link").empty());
    CHECK(header(*files->serve("plain.html", "", ""), "Link").empty());
}

TEST_CASE("a form that the browser has is not sent again; another form of the same file is") {
    Folder const folder;
    folder.write("a.js", "plain");
    folder.write("a.js.br", "b");
    auto const loaded = StaticFiles::load(folder.path.string());
    std::string const tag = header(*loaded->serve("a.js", "br", ""), "ETag");
    CHECK(loaded->serve("a.js", "br", tag)->status == 304);
    CHECK(loaded->serve("a.js", "br", "W/\"x\", " + tag)->status == 304);
    CHECK(loaded->serve("a.js", "br", tag)->body.empty());
    CHECK(loaded->serve("a.js", "", tag)->status == 200);
}

TEST_CASE("nothing outside the folder, and no form without its file, is there") {
    Folder const folder;
    folder.write("a.js", "plain");
    folder.write("b.js.gz", "orphan");
    auto const loaded = StaticFiles::load((folder.path / "").string());
    for (char const* path : {"../a.js", "/etc/passwd", "b.js", "b.js.gz", "a.js/", "A.JS", "sub"}) {
        CAPTURE(path);
        CHECK_FALSE(loaded->serve(path, "gzip", ""));
    }
    CHECK_FALSE(StaticFiles::load(folder.path.string() + "/none").ok());
    CHECK_FALSE(StaticFiles::load(folder.path.string(), 3).ok());
}

TEST_CASE("a session's cookie is found among others, and only under its whole name") {
    CHECK(cookie_value("a=1; afterdesk-buyer=T; b=2", "afterdesk-buyer") == "T");
    CHECK(cookie_value("xafterdesk-buyer=X;afterdesk-buyer=T", "afterdesk-buyer") == "T");
    CHECK(cookie_value("afterdesk-buyer-x=X", "afterdesk-buyer").empty());
    CHECK(cookie_value("", "afterdesk-buyer").empty());
    CHECK(set_cookie(wire::Audience::buyer, {true, ""}, "T", 60) ==
          "__Host-afterdesk-buyer=T; Path=/; Max-Age=60; HttpOnly; SameSite=Lax; Secure");
    CHECK(set_cookie(wire::Audience::platform, {false, ""}, "T", 0) ==
          "afterdesk-platform=T; Path=/; Max-Age=0; HttpOnly; SameSite=Lax");
}

TEST_CASE("a client that changes too much at once has to wait, others do not") {
    RateLimit limit({10, 3, 100});
    RateLimit::Time const start{};
    for (int i = 0; i < 3; ++i) CHECK(limit.take("192.0.2.1", start));
    CHECK_FALSE(limit.take("192.0.2.1", start));
    CHECK(limit.take("192.0.2.2", start));
    CHECK(limit.take("192.0.2.1", start + std::chrono::milliseconds(100)));
    CHECK_FALSE(limit.take("192.0.2.1", start + std::chrono::milliseconds(100)));
    for (int i = 0; i < 3; ++i) CHECK(limit.take("2001:db8:1:2:" + std::to_string(i) + "::9", start));
    CHECK_FALSE(limit.take("2001:db8:1:2:ffff::1", start));
    for (int i = 0; i < 500; ++i) CHECK(limit.take("198.51.100." + std::to_string(i), start));
}

TEST_CASE("a change asked for by another site's page is recognised") {
    auto const head = [](std::string const& fields) {
        return check_head("POST / HTTP/1.1\r\nHost: shop.example:8080\r\nContent-Length: 0\r\n" + fields +
                          "\r\n")
            .value();
    };
    CHECK_FALSE(is_cross_site(head(""), ""));
    CHECK_FALSE(is_cross_site(head("Sec-Fetch-Site: same-origin\r\n"), ""));
    CHECK_FALSE(is_cross_site(head("Sec-Fetch-Site: none\r\n"), ""));
    CHECK(is_cross_site(head("Sec-Fetch-Site: same-site\r\n"), ""));
    CHECK(is_cross_site(head("Sec-Fetch-Site: cross-site\r\nOrigin: http://shop.example:8080\r\n"), ""));
    CHECK_FALSE(is_cross_site(head("Origin: http://SHOP.example:8080\r\n"), ""));
    CHECK(is_cross_site(head("Origin: http://shop.example\r\n"), ""));
    CHECK(is_cross_site(head("Origin: http://shop.example:8080.evil.example\r\n"), ""));
    CHECK(is_cross_site(head("Origin: null\r\n"), ""));
    CHECK_FALSE(is_cross_site(head("Origin: https://shop.example\r\n"), "https://shop.example"));
}

TEST_CASE("a client's address is what the own proxy says, and nobody else's word") {
    auto const head = check_head("GET / HTTP/1.1\r\nHost: a\r\nX-Real-IP: 192.0.2.7\r\n\r\n").value();
    CHECK(client_address(head, {"127.0.0.1", true}, "x-real-ip") == "192.0.2.7");
    CHECK(client_address(head, {"127.0.0.1", true}, "") == "127.0.0.1");
    CHECK(client_address(head, {"192.0.2.66", false}, "x-real-ip") == "192.0.2.66");
    CHECK_FALSE(is_local(head, {"127.0.0.1", true}));
}

TEST_CASE("percent escapes are decoded once, broken ones are nothing") {
    CHECK(percent_decoded("a%20%E4%B8%AD%2541") == "a \xe4\xb8\xad%41");
    CHECK_FALSE(percent_decoded("%4"));
    CHECK_FALSE(percent_decoded("%4g"));
}

TEST_CASE("an entry of the log is one line, whatever it holds") {
    Folder const folder;
    std::string const path = (folder.path / "log").string();
    int const kept = ::dup(STDERR_FILENO), file = ::open(path.c_str(), O_CREAT | O_WRONLY, 0600);
    ::dup2(file, STDERR_FILENO);
    Log(LogLevel::info).write(LogLevel::info, "refused", {{"why", "a\nb \"c\"=\r\x1b[2J"}, {"more", ""}});
    ::dup2(kept, STDERR_FILENO);
    ::close(kept);
    ::close(file);
    std::ifstream in(path);
    std::string const line{std::istreambuf_iterator<char>(in), {}};
    CHECK(line.substr(line.find("Z ") + 2) == "info refused why=\"a?b \\\"c\\\"=??[2J\" more=\"\"\n");
}
