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
std::string bare_request(std::string_view method, std::string_view target) {
    std::string text(method);
    text.append(" ").append(target).append(" HTTP/1.1\r\nHost: afterdesk\r\n");
    if (method == "POST" || method == "PUT" || method == "PATCH") text += "Content-Length: 0\r\n";
    return text + "\r\n";
}

}  // namespace

class HttplibBridge::Server final : public httplib::Server {
  public:
    Server() {
        set_pre_routing_handler([this](httplib::Request const& request, httplib::Response& response) {
            respond(request, response);
            return HandlerResponse::Handled;
        });
        set_post_routing_handler(
            [this](httplib::Request const&, httplib::Response& response) { finish(response); });
    }

    /// Empty when the library answered by itself.
    std::string process(std::string const& text, std::function<Response(httplib::Request const&)> responder,
                        bool keep) {
        MemoryStream stream(text);
        responder_ = std::move(responder);
        keep_ = keep;
        asked_ = false;
        bool closed = false;
        process_request(stream, "", 0, "", 0, !keep, closed, nullptr);
        responder_ = nullptr;
        return asked_ ? stream.take_output() : std::string();
    }

  private:
    void respond(httplib::Request const& request, httplib::Response& response) {
        asked_ = true;
        Response ours = responder_(request);
        response.status = ours.status;
        in_parts_ = !field(ours.headers, "Accept-Ranges").empty();
        for (auto const& [name, value] : ours.headers) response.set_header(name, value);
        if (ours.live || ours.pieces) {
            // Only the head goes out now; the event loop writes the rest.
            keep_ = false;
            response.set_content_provider(ours.content_type, [](std::size_t, httplib::DataSink& sink) {
                sink.done();
                return true;
            });
        } else if (!ours.body.empty()) {
            response.set_content(std::move(ours.body), ours.content_type);
        }
    }

    void finish(httplib::Response& response) {
        response.headers.erase("Connection");
        response.headers.erase("Keep-Alive");
        response.headers.erase("Accept-Ranges");
        if (in_parts_) response.set_header("Accept-Ranges", "bytes");
        if (!keep_) response.set_header("Connection", "close");
        if (response.status == 204 || response.status == 304) response.headers.erase("Content-Length");
        response.set_header("Date", date_now());
    }

    std::function<Response(httplib::Request const&)> responder_;
    bool keep_ = true;
    bool asked_ = false;
    bool in_parts_ = false;  ///< the answer says so itself; the library would say it of all
};

HttplibBridge::HttplibBridge() : server_(std::make_unique<Server>()) {}
HttplibBridge::~HttplibBridge() = default;

std::string HttplibBridge::answer(Head const& head, std::string_view body, Handler const& handler,
                                  bool keep_alive) {
    auto const responder = [&](httplib::Request const& parsed) {
        Request request;
        request.head = &head;
        request.body = body;
        for (auto const& [name, value] : parsed.params) request.query.emplace_back(name, value);
        return handler(request);
    };
    std::string const text = bare_request(head.method, head.target);
    return server_->process(text, responder, keep_alive);
}

std::string HttplibBridge::write(Response const& response, bool without_body) {
    std::string const text = bare_request(without_body ? "HEAD" : "GET", "/");
    return server_->process(
        text, [&](httplib::Request const&) { return response; }, false);
}

}  // namespace afterdesk::http
