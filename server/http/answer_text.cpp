#include "http/answer_text.hpp"

#include <ctime>

#include "http/httplib_bridge.hpp"
#include "http/respond.hpp"

namespace afterdesk::http {

namespace {

constexpr std::size_t most_other_bytes = 768;

void add(std::string& text, std::string_view name, std::string_view value) {
    text.append(name).append(": ").append(value).append("\r\n");
}

}  // namespace

std::string const& date_now() {
    thread_local std::time_t written = 0;
    thread_local std::string date;
    std::time_t const now = std::time(nullptr);
    if (now == written) return date;
    written = now;
    std::tm utc{};
    ::gmtime_r(&now, &utc);
    char text[64];
    date.assign(text, std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &utc));
    return date;
}

std::string answer_text(Response const& response, Envelope const& envelope) {
    bool const says_length = response.status != 204 && response.status != 304;
    std::size_t bytes = response.body.size() + most_other_bytes;
    for (auto const& [name, value] : response.headers) bytes += name.size() + value.size() + 4;
    std::string text;
    text.reserve(bytes);
    text.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
    text.append(reason_of(response.status)).append("\r\n");
    for (auto const& [name, value] : response.headers) add(text, name, value);
    add_usual_fields(text, response.headers, envelope.https);
    add(text, "X-Request-Id", envelope.request_id);
    if (!response.body.empty()) add(text, "Content-Type", response.content_type);
    if (says_length) add(text, "Content-Length", std::to_string(response.body.size()));
    if (!envelope.keep_alive) add(text, "Connection", "close");
    add(text, "Date", date_now());
    text.append("\r\n");
    if (!envelope.without_body) text.append(response.body);
    return text;
}

}  // namespace afterdesk::http
