#include "outside/smtp/smtp_notifier.hpp"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>

#include "base/check.hpp"

namespace afterdesk::outside::smtp {

namespace {

constexpr int closing = 421;

template <class T>
void set(CURL* easy, CURLoption option, T value) {
    CHECK(curl_easy_setopt(easy, option, value) == CURLE_OK);
}

/// How far a conversation has come: the last command that was said.
struct Talk {
    std::string bytes;
    std::size_t given = 0;
    std::string verb{};
};

std::size_t give_bytes(char* to, std::size_t, std::size_t room, void* talk) {
    Talk& from = *static_cast<Talk*>(talk);
    std::size_t const count = std::min(room, from.bytes.size() - from.given);
    std::memcpy(to, from.bytes.data() + from.given, count);
    from.given += count;
    return count;
}

/// Of all that is said only which command it is.
int hear(CURL*, curl_infotype type, char* bytes, std::size_t count, void* talk) {
    constexpr std::array<std::string_view, 6> verbs{"EHLO", "STARTTLS", "AUTH", "MAIL", "RCPT", "DATA"};
    std::string_view const line(bytes, count);
    if (type != CURLINFO_HEADER_OUT) return 0;
    for (std::string_view const verb : verbs) {
        if (line.starts_with(verb)) static_cast<Talk*>(talk)->verb = verb;
    }
    return 0;
}

void set_server(CURL* easy, Settings const& settings, Talk& talk) {
    // The path is what we say that we are.
    set(easy, CURLOPT_URL, (settings.url + "/" + std::string(settings.from.domain())).c_str());
    set(easy, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
    long const tls = settings.without_tls ? CURLUSESSL_NONE : CURLUSESSL_ALL;
    set(easy, CURLOPT_USE_SSL, tls);
    set(easy, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(easy, CURLOPT_SSL_VERIFYPEER, 1L);
    set(easy, CURLOPT_SSL_VERIFYHOST, 2L);
    if (!settings.ca_file.empty()) {
        set(easy, CURLOPT_CAINFO, settings.ca_file.c_str());
        set(easy, CURLOPT_CAPATH, static_cast<char const*>(nullptr));
    }
    if (!settings.user.empty()) {
        set(easy, CURLOPT_USERNAME, settings.user.c_str());
        set(easy, CURLOPT_PASSWORD, settings.password.c_str());
    }
    set(easy, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
    set(easy, CURLOPT_PROXY, "");
    set(easy, CURLOPT_NOSIGNAL, 1L);
    set(easy, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(settings.connect_within.ms));
    set(easy, CURLOPT_TIMEOUT_MS, static_cast<long>(settings.answer_within.ms));
    set(easy, CURLOPT_VERBOSE, 1L);
    set(easy, CURLOPT_DEBUGFUNCTION, &hear);
    set(easy, CURLOPT_DEBUGDATA, static_cast<void*>(&talk));
}

/// What it means for the mail that a conversation ended so. Of a mail itself is said only what answers its
/// receiver or its bytes; all else is between the server and us.
HandedOver outcome_of(CURL* easy, std::string const& problem, Talk const& talk) {
    if (problem.empty()) return {Handed::taken};
    long code = 0;
    curl_easy_getinfo(easy, CURLINFO_RESPONSE_CODE, &code);
    bool const refused = code >= 400 && code < 600;
    if (!refused) return {Handed::away, talk.verb.empty() ? problem : talk.verb + ": " + problem};
    HandedOver out{Handed::away, "SMTP " + std::to_string(code) + " " + talk.verb};
    bool const of_mail = (talk.verb == "RCPT" || talk.verb == "DATA") && code != closing;
    if (of_mail) out.outcome = code < 500 ? Handed::later : Handed::refused;
    return out;
}

}  // namespace

HandedOver SmtpNotifier::hand_over(Letter const& letter) {
    Talk talk{bytes_of({letter.id, settings_.from, letter.to.email, letter.title, letter.text, letter.made})};
    std::string const from = "<" + settings_.from.address + ">", to = "<" + letter.to.email + ">";
    curl_slist* const added = curl_slist_append(nullptr, to.c_str());
    CHECK(added != nullptr);
    std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)> const receivers(added, &curl_slist_free_all);
    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> const easy(curl_easy_init(), &curl_easy_cleanup);
    CHECK(easy);
    set_server(easy.get(), settings_, talk);
    set(easy.get(), CURLOPT_MAIL_FROM, from.c_str());
    set(easy.get(), CURLOPT_MAIL_RCPT, receivers.get());
    set(easy.get(), CURLOPT_UPLOAD, 1L);
    set(easy.get(), CURLOPT_READFUNCTION, &give_bytes);
    set(easy.get(), CURLOPT_READDATA, static_cast<void*>(&talk));
    return outcome_of(easy.get(), calls_.perform(easy.get()), talk);
}

HandedOver SmtpNotifier::examine(Instant) {
    Talk talk;
    std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> const easy(curl_easy_init(), &curl_easy_cleanup);
    CHECK(easy);
    set_server(easy.get(), settings_, talk);
    set(easy.get(), CURLOPT_CUSTOMREQUEST, "NOOP");
    set(easy.get(), CURLOPT_NOBODY, 1L);
    return outcome_of(easy.get(), calls_.perform(easy.get()), talk);
}

}  // namespace afterdesk::outside::smtp
