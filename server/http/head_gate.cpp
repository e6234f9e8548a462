#include "http/head_gate.hpp"

#include <algorithm>
#include <array>

#include "base/text.hpp"

namespace afterdesk::http {

namespace {

/// Nothing, or what is wrong.
using Checked = std::optional<GateFault>;

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_hex(char c) { return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F'); }

bool is_token(std::string_view text) {
    constexpr std::string_view marks = "!#$%&'*+-.^_`|~";
    return !text.empty() && std::all_of(text.begin(), text.end(), [&](char c) {
        return is_letter(c) || is_digit(c) || marks.find(c) != std::string_view::npos;
    });
}

/// %0d, %0a or %00: decoded by somebody behind us it would begin a new line or end a string.
/// Rule: CVE-2026-45372.
bool has_dangerous_escape(std::string_view text) {
    for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
        std::string const code = lower_case(text.substr(at + 1, 2));
        if (code == "0d" || code == "0a" || code == "00") return true;
    }
    return false;
}

bool has_broken_escape(std::string_view text) {
    for (std::size_t at = text.find('%'); at != std::string_view::npos; at = text.find('%', at + 1)) {
        if (at + 2 >= text.size() || !is_hex(text[at + 1]) || !is_hex(text[at + 2])) return true;
    }
    return false;
}

Checked check_target(std::string_view target) {
    if (target.size() > max_target_bytes) return GateFault::target_too_long;
    bool const visible =
        std::all_of(target.begin(), target.end(), [](char c) { return c > ' ' && c < '\x7f' && c != '#'; });
    if (target.empty() || target.front() != '/' || !visible) return GateFault::malformed_target;
    if (has_broken_escape(target) || has_dangerous_escape(target)) return GateFault::malformed_target;
    return std::nullopt;
}

Checked read_request_line(std::string_view line, Head& head) {
    std::size_t const first = line.find(' ');
    std::size_t const last = line.rfind(' ');
    if (first == std::string_view::npos || first == last) return GateFault::malformed_request_line;
    head.method = std::string(line.substr(0, first));
    head.target = std::string(line.substr(first + 1, last - first - 1));
    std::string_view const version = line.substr(last + 1);
    if (!is_token(head.method) || head.method.size() > 16) return GateFault::malformed_request_line;
    if (version != "HTTP/1.1" && version != "HTTP/1.0") return GateFault::version_unsupported;
    head.minor_version = version.back() - '0';
    return check_target(head.target);
}

std::string_view without_blanks(std::string_view value) {
    while (!value.empty() && (value.front() == ' ' || value.front() == '\t')) value.remove_prefix(1);
    while (!value.empty() && (value.back() == ' ' || value.back() == '\t')) value.remove_suffix(1);
    return value;
}

Checked read_field(std::string_view line, Head& head) {
    std::size_t const colon = line.find(':');
    if (colon == std::string_view::npos || !is_token(line.substr(0, colon)))
        return GateFault::malformed_field;
    std::string name = lower_case(line.substr(0, colon));
    std::string_view const value = without_blanks(line.substr(colon + 1));
    if (has_dangerous_escape(value)) return GateFault::escape_in_field;
    head.headers.emplace_back(std::move(name), std::string(value));
    return std::nullopt;
}

Checked read_fields(std::string_view lines, Head& head) {
    while (!lines.empty()) {
        if (head.headers.size() == max_head_fields) return GateFault::too_many_fields;
        std::size_t const end = lines.find("\r\n");
        if (Checked const fault = read_field(lines.substr(0, end), head)) return fault;
        lines.remove_prefix(end + 2);
    }
    return std::nullopt;
}

int times(Head const& head, std::string_view name) {
    return static_cast<int>(std::count_if(head.headers.begin(), head.headers.end(),
                                          [&](auto const& f) { return f.first == name; }));
}

/// Fields that we read: with two of them, two readers could each take another one.
Checked check_single(Head& head) {
    constexpr std::array single = {"host",          "content-length", "content-type",    "content-encoding",
                                   "cookie",        "origin",         "expect",          "idempotency-key",
                                   "last-event-id", "sec-fetch-site", "connection",      "range",
                                   "if-range",      "upload-offset",  "upload-complete", "authorization"};
    for (char const* name : single) {
        if (times(head, name) > 1) return GateFault::repeated_field;
    }
    return std::nullopt;
}

Checked check_host(Head& head) {
    if (times(head, "host") == 0) return GateFault::host_missing;
    std::string_view const host = head.header("host");
    bool const clean = std::all_of(host.begin(), host.end(), [](char c) {
        return is_letter(c) || is_digit(c) || c == '.' || c == '-' || c == '_' || c == ':' || c == '[' ||
               c == ']';
    });
    if (host.empty() || host.size() > 255 || !clean) return GateFault::malformed_host;
    return std::nullopt;
}

Checked read_length(Head& head) {
    head.has_length = times(head, "content-length") == 1;
    if (!head.has_length) return std::nullopt;
    std::string_view const digits = head.header("content-length");
    if (digits.empty() || digits.size() > 18 || !std::all_of(digits.begin(), digits.end(), is_digit)) {
        return GateFault::malformed_length;
    }
    for (char c : digits)
        head.content_length = head.content_length * 10 + static_cast<std::uint64_t>(c - '0');
    return std::nullopt;
}

Checked check_body(Head& head) {
    if (times(head, "transfer-encoding") > 0) return GateFault::transfer_encoding;
    if (Checked const fault = read_length(head)) return fault;
    bool const bodiless =
        head.method == "GET" || head.method == "HEAD" || head.method == "DELETE" || head.method == "OPTIONS";
    if (bodiless && head.content_length > 0) return GateFault::body_not_expected;
    bool const bodied = head.method == "POST" || head.method == "PUT" || head.method == "PATCH";
    if (bodied && !head.has_length) return GateFault::length_missing;
    std::string_view const encoding = head.header("content-encoding");
    if (!encoding.empty() && !same_word(encoding, "identity")) return GateFault::content_encoding;
    return std::nullopt;
}

Checked check_connection(Head& head) {
    std::string_view const expect = head.header("expect");
    if (times(head, "expect") > 0 && !same_word(expect, "100-continue"))
        return GateFault::expectation_unsupported;
    if (times(head, "upgrade") > 0) return GateFault::upgrade_unsupported;
    head.expects_continue = !expect.empty() && head.minor_version == 1;
    std::string const connection = lower_case(head.header("connection"));
    head.keep_alive = head.minor_version == 1 && connection.find("close") == std::string::npos;
    return std::nullopt;
}

}  // namespace

Result<Scan, GateFault> scan_head(std::string_view bytes, std::size_t from) {
    std::size_t const end = std::min(bytes.size(), max_head_bytes);
    for (std::size_t at = from; at < end; ++at) {
        char const c = bytes[at];
        bool const after_cr = at > 0 && bytes[at - 1] == '\r';
        if ((c == '\n') != after_cr) return Err{GateFault::control_byte};
        bool const control = (c >= 0 && c < ' ' && c != '\t' && c != '\r' && c != '\n') || c == '\x7f';
        if (control) return Err{GateFault::control_byte};
        if (c == '\n' && at >= 3 && bytes[at - 2] == '\n') return Scan{at + 1, at + 1};
    }
    if (bytes.size() >= max_head_bytes) return Err{GateFault::head_too_large};
    return Scan{0, end};
}

Result<Head, GateFault> check_head(std::string_view bytes) {
    TRY(scan, scan_head(bytes, 0));
    if (scan.head_bytes != bytes.size()) return Err{GateFault::malformed_request_line};
    Head head;
    head.bytes = bytes.size();
    std::size_t const line_end = bytes.find("\r\n");
    if (Checked const fault = read_request_line(bytes.substr(0, line_end), head)) return Err{*fault};
    std::string_view const lines = bytes.substr(line_end + 2, bytes.size() - line_end - 4);
    if (Checked const fault = read_fields(lines, head)) return Err{*fault};
    for (auto const check : {check_single, check_host, check_body, check_connection}) {
        if (Checked const fault = check(head)) return Err{*fault};
    }
    return head;
}

GateAnswer answer_for(GateFault fault) {
    switch (fault) {
        case GateFault::head_too_large: return {431, Rule::request_malformed};
        case GateFault::too_many_fields: return {431, Rule::request_malformed};
        case GateFault::target_too_long: return {414, Rule::request_malformed};
        case GateFault::version_unsupported: return {505, Rule::request_malformed};
        case GateFault::length_missing: return {411, Rule::length_required};
        case GateFault::transfer_encoding: return {411, Rule::length_required};
        case GateFault::content_encoding: return {415, Rule::content_type_unsupported};
        case GateFault::expectation_unsupported: return {417, Rule::request_malformed};
        case GateFault::control_byte:
        case GateFault::malformed_request_line:
        case GateFault::malformed_target:
        case GateFault::malformed_field:
        case GateFault::escape_in_field:
        case GateFault::repeated_field:
        case GateFault::host_missing:
        case GateFault::malformed_host:
        case GateFault::malformed_length:
        case GateFault::body_not_expected:
        case GateFault::upgrade_unsupported: return {400, Rule::request_malformed};
    }
    return {400, Rule::request_malformed};
}

std::string_view name_of(GateFault fault) {
    switch (fault) {
        case GateFault::head_too_large: return "head_too_large";
        case GateFault::too_many_fields: return "too_many_fields";
        case GateFault::control_byte: return "control_byte";
        case GateFault::malformed_request_line: return "malformed_request_line";
        case GateFault::version_unsupported: return "version_unsupported";
        case GateFault::target_too_long: return "target_too_long";
        case GateFault::malformed_target: return "malformed_target";
        case GateFault::malformed_field: return "malformed_field";
        case GateFault::escape_in_field: return "escape_in_field";
        case GateFault::repeated_field: return "repeated_field";
        case GateFault::host_missing: return "host_missing";
        case GateFault::malformed_host: return "malformed_host";
        case GateFault::malformed_length: return "malformed_length";
        case GateFault::body_not_expected: return "body_not_expected";
        case GateFault::length_missing: return "length_missing";
        case GateFault::transfer_encoding: return "transfer_encoding";
        case GateFault::content_encoding: return "content_encoding";
        case GateFault::expectation_unsupported: return "expectation_unsupported";
        case GateFault::upgrade_unsupported: return "upgrade_unsupported";
    }
    return "";
}

}  // namespace afterdesk::http
