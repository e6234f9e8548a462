#pragma once
// cpp-httplib behind our own types: it takes a checked request's query apart and writes the heads of streams.
// Nothing else sees it.

#include <memory>
#include <string>
#include <string_view>

#include "http/message.hpp"

namespace afterdesk::http {

/// "Not Found" for 404.
std::string_view reason_of(int status);

/// What a request gets of the head and the body, and what stands behind its "?". Units: the gate let it pass.
Request take_apart(Head const& head, std::string_view body);

/// Writes for one thread.
class HttplibBridge {
  public:
    HttplibBridge();
    ~HttplibBridge();

    /// What stands before a stream: the event loop writes the rest, and then ends the connection.
    std::string head_of_stream(Response const& response);

  private:
    class Server;
    std::unique_ptr<Server> server_;
};

}  // namespace afterdesk::http
