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

/// What the library gets to read: the request line and nothing that it could misunderstand. Its open holes
/// (percent escapes in fields, chunks, forwarded addresses…) are all in parts that it never sees; we read
/// fields from our head.
std::string bare_request(std::string_view target) {
    std::string text("GET ");
    return text.append(target).append(" HTTP/1.1\r\nHost: afterdesk\r\n\r\n");
}

}  // namespace

class HttplibBridge::Server final : public httplib::Server {
  public:
    using Respond = std::function<void(httplib::Request const&, httplib::Response&)>;

    Server() {
        set_pre_routing_handler([this](httplib::Request const& request, httplib::Response& response) {
            asked_ = true;
            respond_(request, response);
            return HandlerResponse::Handled;
        });
        set_post_routing_handler([](httplib::Request const&, httplib::Response& response) {
            response.headers.erase("Keep-Alive");
            response.headers.erase("Accept-Ranges");
        });
    }

    /// Empty when the library answered by itself.
    std::string process(std::string_view target, Respond respond) {
        std::string const text = bare_request(target);
        MemoryStream stream(text);
        respond_ = std::move(respond);
        asked_ = false;
        bool closed = false;
        process_request(stream, "", 0, "", 0, true, closed, nullptr);
        respond_ = nullptr;
        return asked_ ? stream.take_output() : std::string();
    }

  private:
    Respond respond_;
    bool asked_ = false;
};

std::string_view reason_of(int status) { return httplib::status_message(status); }

HttplibBridge::HttplibBridge() : server_(std::make_unique<Server>()) {}
HttplibBridge::~HttplibBridge() = default;

std::optional<Request> HttplibBridge::take_apart(Head const& head, std::string_view body) {
    Request request;
    request.head = &head;
    request.body = body;
    bool const plain = head.path().size() == head.target.size();
    if (plain) return request;
    std::string const done =
        server_->process(head.target, [&](httplib::Request const& parsed, httplib::Response&) {
            for (auto const& [name, value] : parsed.params) request.query.emplace_back(name, value);
        });
    return done.empty() ? std::nullopt : std::optional(std::move(request));
}

std::string HttplibBridge::head_of_stream(Response const& response) {
    return server_->process("/", [&](httplib::Request const&, httplib::Response& head) {
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
