#pragma once
// Somebody whom others call by HTTPS, as a test plays him.

#include <deque>

#include "outside/https_client.hpp"

namespace afterdesk::outside {

/// Answers with one body after the other; with none left nobody answers.
class PlayedHttps final : public Https {
  public:
    Result<HttpsAnswer, std::string> call(HttpsRequest const& request) override {
        asked.push_back(request);
        if (bodies.empty()) return Err{problem};
        HttpsAnswer answer;
        answer.status = 200;
        answer.body = bodies.front();
        bodies.pop_front();
        return answer;
    }
    std::vector<HttpsRequest> asked;
    std::deque<std::string> bodies;
    std::string problem = "Timeout was reached";
};

}  // namespace afterdesk::outside
