#pragma once
// cpp-httplib behind our own types: it takes a checked request apart and writes the answer. Nothing else sees
// it.

#include <functional>
#include <memory>
#include <string>

#include "http/message.hpp"

namespace afterdesk::http {

/// Parser and writer of one thread.
class HttplibBridge {
  public:
    using Handler = std::function<Response(Request& request)>;

    HttplibBridge();
    ~HttplibBridge();

    /// The bytes that answer a request; `handler` says with what. The request gets its head, body and query.
    /// Promise: `handler` is called once, or not at all when the library does not understand what the gate
    /// let pass;
    /// the answer is then empty.
    std::string answer(Head const& head, std::string_view body, Handler const& handler, bool keep_alive);

    /// The bytes of an answer to a request that was not read to its end. The connection is to be closed
    /// afterwards.
    std::string write(Response const& response, bool without_body);

  private:
    class Server;
    std::unique_ptr<Server> server_;
};

}  // namespace afterdesk::http
