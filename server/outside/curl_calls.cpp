#include "outside/curl_calls.hpp"

#include <curl/curl.h>

#include "base/check.hpp"

namespace afterdesk::outside {

namespace {

constexpr int longest_wait_ms = 1'000;

/// Once for the program; it stays until the end.
void begin_curl() {
    static bool const begun = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK;
    CHECK(begun);
}

}  // namespace

/// A call on its way, known to its owner as long as it lasts.
class CurlCalls::Line {
  public:
    Line(CurlCalls& owner, CURL* easy) : multi_(curl_multi_init()), easy_(easy), owner_(owner) {
        CHECK(multi_ != nullptr);
        CHECK(curl_multi_add_handle(multi_, easy_) == CURLM_OK);
        std::lock_guard const lock(owner_.mutex_);
        owner_.busy_.push_back(multi_);
    }
    ~Line() {
        {
            std::lock_guard const lock(owner_.mutex_);
            std::erase(owner_.busy_, multi_);
        }
        curl_multi_remove_handle(multi_, easy_);
        curl_multi_cleanup(multi_);
    }
    Line(Line const&) = delete;
    Line& operator=(Line const&) = delete;

    CURLM* multi() const { return multi_; }

  private:
    CURLM* multi_;
    CURL* easy_;
    CurlCalls& owner_;
};

CurlCalls::CurlCalls() { begin_curl(); }

void CurlCalls::hurry() {
    hurrying_ = true;
    std::lock_guard const lock(mutex_);
    for (void* const multi : busy_) curl_multi_wakeup(multi);
}

std::string CurlCalls::perform(void* easy) {
    Line const line(*this, easy);
    for (int running = 1; running > 0;) {
        if (hurrying_) return "the server stops";
        CURLMcode done = curl_multi_perform(line.multi(), &running);
        if (done == CURLM_OK && running > 0) {
            done = curl_multi_poll(line.multi(), nullptr, 0, longest_wait_ms, nullptr);
        }
        if (done != CURLM_OK) return curl_multi_strerror(done);
    }
    int left = 0;
    CURLMsg const* const message = curl_multi_info_read(line.multi(), &left);
    CHECK(message != nullptr && message->msg == CURLMSG_DONE);
    return message->data.result == CURLE_OK ? "" : curl_easy_strerror(message->data.result);
}

}  // namespace afterdesk::outside
