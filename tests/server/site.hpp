#pragma once
// The whole server on a free port, over the small mall of world.hpp, and people who talk to it.

#include "http/http_server.hpp"
#include "server/raw_client.hpp"
#include "server/world.hpp"

namespace afterdesk::test {

using Fields = std::vector<std::pair<std::string, std::string>>;

struct Site : world::World {
    Log log{LogLevel::silent};
    std::unique_ptr<http::HttpServer> server;

    /// By default nobody is told to come more slowly: a fast machine sends more in a second than people do.
    /// `prepare` may change what the service is set up with.
    explicit Site(http::HttpOptions options = hurried(), std::function<void(Site&)> prepare = {});
    ~Site();

    /// One request on a connection of its own.
    Answer call(std::string_view method, std::string_view target, Fields const& fields = {},
                std::string_view body = "") const;
    /// The same with a JSON body.
    Answer post(std::string_view target, std::string const& json, Fields fields = {}) const;

    /// A launch link's token for a buyer.
    std::string launch_token(std::string const& buyer_id);
    /// Signs in and returns the Cookie header of the session.
    Fields sign_in_buyer(std::string const& buyer_id);
    Fields sign_in_staff(wire::Audience audience, std::string const& login, std::string const& password);

    static http::HttpOptions hurried();

  private:
    void restart_service();
};

/// `fields` and one more.
Fields with(Fields fields, std::string name, std::string value);
/// The Cookie header that the answer's first Set-Cookie asks for.
Fields cookie_of(Answer const& answer);
/// The member of a JSON text, as text; "" when it is not there.
std::string member(std::string const& json, std::string_view key);
/// The code of an error document.
std::string code_of(Answer const& answer);
/// A PNG of one pixel.
std::string small_png();
/// Waits (10 s at most) for something that another thread does.
template <class Condition>
bool eventually(Condition condition) {
    for (int i = 0; i < 1000 && !condition(); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    return condition();
}

}  // namespace afterdesk::test
