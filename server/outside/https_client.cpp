#include "outside/https_client.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <ctime>
#include <memory>

#include "base/check.hpp"

namespace afterdesk::outside {

namespace {

constexpr std::size_t head_share = 16;

/// An answer while it comes.
struct Arriving {
    HttpsAnswer answer;
    std::size_t most_bytes = 0, head_bytes = 0;
    HttpsRequest const* request = nullptr;
    bool is_good = false;  ///< its first line says 200
};

/// Whom a call may reach.
struct Reach {
    HttpsOptions const& options;
    bool refused = false;
};

/// Whatever the name led to: this very address is connected to, or none.
curl_socket_t open_socket(void* to, curlsocktype, curl_sockaddr* address) {
    auto& reach = *static_cast<Reach*>(to);
    if (!reach.options.may_connect(address->addr)) {
        reach.refused = true;
        return CURL_SOCKET_BAD;
    }
    return ::socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

std::size_t take_body(char* bytes, std::size_t, std::size_t count, void* arriving) {
    Arriving& to = *static_cast<Arriving*>(arriving);
    if (to.is_good && to.request->into) return to.request->into({bytes, count}) ? count : 0;
    if (to.answer.body.size() + count > to.most_bytes) return 0;
    to.answer.body.append(bytes, count);
    return count;
}

std::size_t take_field(char* bytes, std::size_t, std::size_t count, void* arriving) {
    Arriving& to = *static_cast<Arriving*>(arriving);
    to.head_bytes += count;
    if (to.head_bytes > to.most_bytes / head_share) return 0;
    std::string_view line(bytes, count);
    if (line.starts_with("HTTP/")) {
        to.answer.fields.clear();  // what came before it was only on the way
        to.is_good = line.substr(line.find(' ') + 1).starts_with("200");
    }
    std::size_t const colon = line.find(':');
    if (colon == std::string_view::npos) return count;
    std::string name(line.substr(0, colon));
    for (char& c : name) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    line.remove_prefix(colon + 1);
    line.remove_prefix(std::min(line.find_first_not_of(" \t"), line.size()));
    line = line.substr(0, line.find_last_not_of(" \t\r\n") + 1);
    to.answer.fields.emplace_back(std::move(name), std::string(line));
    return count;
}

/// A list of fields, as libcurl has it.
class Fields {
  public:
    explicit Fields(std::vector<std::string> const& fields) {
        for (std::string const& field : fields) add(field);
        add("Expect:");  // a body is sent at once
    }
    ~Fields() { curl_slist_free_all(list_); }
    Fields(Fields const&) = delete;
    Fields& operator=(Fields const&) = delete;
    curl_slist* list() const { return list_; }

  private:
    void add(std::string const& field) {
        curl_slist* const longer = curl_slist_append(list_, field.c_str());
        CHECK(longer != nullptr);
        list_ = longer;
    }
    curl_slist* list_ = nullptr;
};

template <class T>
void set(CURL* easy, CURLoption option, T value) {
    CHECK(curl_easy_setopt(easy, option, value) == CURLE_OK);
}

void set_limits(CURL* easy, HttpsOptions const& options, Duration within) {
    set(easy, CURLOPT_PROTOCOLS_STR, options.plain ? "http" : "https");
    set(easy, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    set(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    if (!options.ca_file.empty()) {
        set(easy, CURLOPT_CAINFO, options.ca_file.c_str());
        set(easy, CURLOPT_CAPATH, static_cast<char const*>(nullptr));
    }
    set(easy, CURLOPT_FOLLOWLOCATION, 0L);
    set(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(easy, CURLOPT_PROXY, options.proxy.c_str());
    set(easy, CURLOPT_NOSIGNAL, 1L);
    set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_within.ms));
    set(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(std::max(options.answer_within, within).ms));
}

void set_request(CURL* easy, HttpsRequest const& request, Fields const& fields, Arriving& arriving) {
    set(easy, CURLOPT_URL, request.url.c_str());
    set(easy, CURLOPT_CUSTOMREQUEST, request.method.c_str());
    set(easy, CURLOPT_PATH_AS_IS, 1L);  // as it was signed
    if (!request.body.empty()) {
        set(easy, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request.body.size()));
        set(easy, CURLOPT_POSTFIELDS, request.body.data());
    }
    set(easy, CURLOPT_HTTPHEADER, fields.list());
    set(easy, CURLOPT_WRITEFUNCTION, &take_body);
    set(easy, CURLOPT_WRITEDATA, static_cast<void*>(&arriving));
    set(easy, CURLOPT_HEADERFUNCTION, &take_field);
    set(easy, CURLOPT_HEADERDATA, static_cast<void*>(&arriving));
}

}  // namespace

std::string_view HttpsAnswer::field(std::string_view name) const {
    auto const found =
        std::find_if(fields.begin(), fields.end(), [&](auto const& one) { return one.first == name; });
    return found == fields.end() ? std::string_view() : std::string_view(found->second);
}

std::optional<Instant> HttpsAnswer::date() const {
    std::string const said(field("date"));
    std::time_t const seconds = said.empty() ? -1 : curl_getdate(said.c_str(), nullptr);
    return seconds < 0 ? std::nullopt : std::optional(Instant{std::int64_t{seconds} * 1'000});
}

CurlHttps::CurlHttps(HttpsOptions options) : options_(std::move(options)) {}

Result<HttpsAnswer, std::string> CurlHttps::call(HttpsRequest const& request) {
    Arriving arriving{{}, options_.most_bytes, 0, &request};
    Fields const fields(request.fields);
    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> const held(curl_easy_init(), &curl_easy_cleanup);
    CHECK(held);
    CURL* const easy = held.get();
    Reach reach{options_};
    set_limits(easy, options_, request.within);
    if (options_.may_connect) {
        set(easy, CURLOPT_OPENSOCKETFUNCTION, &open_socket);
        set(easy, CURLOPT_OPENSOCKETDATA, static_cast<void*>(&reach));
    }
    set_request(easy, request, fields, arriving);
    std::string problem = calls_.perform(easy);
    if (!problem.empty() && reach.refused) problem = "an address that may not be called";
    if (!problem.empty()) return Err{std::move(problem)};
    long status = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &status);
    arriving.answer.status = static_cast<int>(status);
    return std::move(arriving.answer);
}

}  // namespace afterdesk::outside
