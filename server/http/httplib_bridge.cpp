#include "http/httplib_bridge.hpp"

#include <httplib.h>

#include <algorithm>
#include <cstring>

#include "http/answer_text.hpp"

namespace afterdesk::http {

namespace {

/// A stream over bytes that are here already, and answers that are kept.
class MemoryStream final : public httplib::Stream {
  public:
    explicit MemoryStream(std::string_view input) : input_(input) {}

    bool is_readable() const override { return !input_.empty(); }
    bool wait_readable() const override { return true; }
    bool wait_writable() const override { return true; }
    ssize_t read(char* to, std::size_t size) override {
        std::size_t const count = std::min(size, input_.size());
        std::memcpy(to, input_.data(), count);
        input_.remove_prefix(count);
        return static_cast<ssize_t>(count);
    }
    ssize_t write(char const* from, std::size_t size) override {
        output_.append(from, size);
        return static_cast<ssize_t>(size);
    }
    void get_remote_ip_and_port(std::string&, int&) const override {}
    void get_local_ip_and_port(std::string&, int&) const override {}
    socket_t socket() const override { return INVALID_SOCKET; }
    time_t duration() const override { return 0; }

    std::string take_output() { return std::move(output_); }

  private:
    std::string_view input_;
    std::string output_;
};

/// What the library gets to read before it writes a head. Requests it never sees as a whole: its open holes
/// (percent escapes in fields, chunks, forwarded addresses…) are all in what we read by ourselves.
constexpr std::string_view bare_request = "GET / HTTP/1.1\r\nHost: afterdesk\r\n\r\n";

}  // namespace

class HttplibBridge::Server final : public httplib::Server {
  public:
    using Respond = std::function<void(httplib::Request const&, httplib::Response&)>;

    Server() {
        set_pre_routing_handler([this](httplib::Request const& request, httplib::Response& response) {
            respond_(request, response);
            return HandlerResponse::Handled;
        });
        set_post_routing_handler([](httplib::Request const&, httplib::Response& response) {
            response.headers.erase("Keep-Alive");
            response.headers.erase("Accept-Ranges");
        });
    }

    std::string answer(Respond respond) {
        MemoryStream stream(bare_request);
        respond_ = std::move(respond);
        bool closed = false;
        process_request(stream, "", 0, "", 0, true, closed, nullptr);
        respond_ = nullptr;
        return stream.take_output();
    }

  private:
    Respond respond_;
};

std::string_view reason_of(int status) { return httplib::status_message(status); }

HttplibBridge::HttplibBridge() : server_(std::make_unique<Server>()) {}
HttplibBridge::~HttplibBridge() = default;

Request take_apart(Head const& head, std::string_view body) {
    Request request;
    request.head = &head;
    request.body = body;
    std::size_t const path_bytes = head.path().size();
    if (path_bytes == head.target.size()) return request;
    std::string_view const query = std::string_view(head.target).substr(path_bytes + 1);
    httplib::Params params;
    httplib::detail::parse_query_text(query.data(), query.size(), params);
    for (auto const& [name, value] : params) request.query.emplace_back(name, value);
    return request;
}

std::string HttplibBridge::head_of_stream(Response const& response) {
    return server_->answer([&](httplib::Request const&, httplib::Response& head) {
        head.status = response.status;
        for (auto const& [name, value] : response.headers) head.set_header(name, value);
        head.set_header("Date", date_now());
        head.set_content_provider(response.content_type, [](std::size_t, httplib::DataSink& sink) {
            sink.done();
            return true;
        });
    });
}

}  // namespace afterdesk::http
