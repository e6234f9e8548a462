// What this API is, for programs and for readers. Both are long, and made once, as are their small forms.
#include "http/api_page.hpp"
#include "http/coding.hpp"
#include "http/openapi.hpp"
#include "http/routes.hpp"

namespace afterdesk::http {

namespace {

wire::Value const& document_of(Rooms const& rooms) {
    static wire::Value const document = openapi(rooms.version);
    return document;
}

wire::Language language_of(Request const& request) {
    std::string_view const asked = field(request.query, "lang");
    return asked.empty() ? request.language : wire::language_from(asked);
}

/// A text as it is and in gzip.
class Made {
  public:
    explicit Made(std::string text) : plain_(std::move(text)), small_(gzipped(plain_)) {}

    void fill(Response& response, Request const& request) const {
        bool const small = !small_.empty() && accepts(request.header("accept-encoding"), "gzip");
        response.body = small ? small_ : plain_;
        response.headers.emplace_back("Vary", "Accept-Encoding, Accept-Language");
        if (small) response.headers.emplace_back("Content-Encoding", "gzip");
    }

  private:
    std::string plain_, small_;
};

struct MadePage {
    explicit MadePage(ApiPage page) : text(std::move(page.html)), policy(std::move(page.policy)) {}
    Made text;
    std::string policy;
};

}  // namespace

Response show_openapi(Rooms const& rooms, Request const& request) {
    static Made const document(wire::write_json(document_of(rooms)));
    Response response;
    response.content_type = "application/json";
    document.fill(response, request);
    return response;
}

Response show_api_page(Rooms const& rooms, Request const& request) {
    static MadePage const zh(api_page(document_of(rooms), wire::Language::zh_cn));
    static MadePage const en(api_page(document_of(rooms), wire::Language::en));
    MadePage const& page = language_of(request) == wire::Language::en ? en : zh;
    Response response;
    response.content_type = "text/html; charset=utf-8";
    page.text.fill(response, request);
    response.headers.emplace_back("Content-Security-Policy", page.policy);
    return response;
}

}  // namespace afterdesk::http
