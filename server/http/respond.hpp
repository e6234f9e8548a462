#pragma once
// Answers: the one table from rules to HTTP status, error documents, and the headers that every answer
// carries.

#include <string>
#include <string_view>

#include "http/message.hpp"

namespace afterdesk::http {

/// Whom an answer speaks to.
struct Addressee {
    wire::Language language = wire::Language::zh_cn;
    std::string request_id;
};
Addressee addressee_of(Head const& head, std::string request_id);

/// An error document. The status is that of the first mistake.
Response refuse(Addressee const& to, Mistakes const& mistakes, wire::TicketDetail const* current = nullptr);
Response refuse(Request const& to, Mistakes const& mistakes);
Response refuse(Request const& to, Refusal const& refusal);

Response json(int status, wire::Value const& value);
Response json(int status, std::string text);

/// A document as the answer, or the refusal.
template <class T>
Response reply(Request const& to, Result<T, Mistakes> const& result, int status = 200) {
    if (!result.ok()) return refuse(to, result.error());
    if constexpr (requires { to_text(*result); }) {
        return json(status, to_text(*result));
    } else {
        return json(status, to_json(*result));
    }
}

/// Of a body in which nothing has to be said: whatever is, is refused by name.
Result<Done, Mistakes> read_nothing(wire::Value const& body);

/// Reads the body, a JSON document, and answers with what `serve` makes of it.
template <class Read, class Serve>
Response with_body(Request const& request, Read read, Serve serve) {
    auto const document = wire::parse_json(request.body);
    if (!document.ok()) return refuse(request, document.error());
    auto const body = read(*document);
    return body.ok() ? serve(*body) : refuse(request, body.error());
}
Response text(int status, std::string body);

/// How browsers reach the server.
struct PublicAddress {
    bool https = false;  ///< cookies are Secure, and browsers are told to stay with https
    std::string origin;  ///< "https://shop.example"; empty: whatever Host says
};

/// What a page may do: run our program, talk to us, show pictures of ours and of these origins, and be framed
/// by nobody. Rule: reference/server.md §5.
std::string page_policy(std::vector<std::string> const& image_origins);

/// Adds X-Request-Id and the security headers; those that the route has set stay.
void complete(Response& response, std::string_view request_id, PublicAddress const& address);
/// The security headers as lines, without those that are in `set`.
void add_usual_fields(std::string& text, Fields const& set, bool https);

}  // namespace afterdesk::http
