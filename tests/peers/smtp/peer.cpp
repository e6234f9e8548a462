// The server's mails for programs of others: one letter in JSON on each line of standard input, what became
// of it on each line of standard output. Settings: a line of its own, the first.

#include "crypto/digest.hpp"
#include "notifiers.hpp"
#include "outside/webhook/https_endpoints.hpp"
#include "peers/lines.hpp"
#include "wire/json.hpp"

using namespace afterdesk;
using wire::Object;
using wire::text_in;
using wire::Value;

namespace {

char const* name_of(outside::Handed outcome) {
    switch (outcome) {
        case outside::Handed::taken: return "taken";
        case outside::Handed::refused: return "refused";
        case outside::Handed::later: return "later";
        case outside::Handed::away: return "away";
    }
    return "";
}

class Peer {
  public:
    /// Errors: what does not fit.
    std::vector<Said> begin(Value const& settings) {
        NotifiersConfig config;
        config.smtp_url = text_in(settings, "url");
        config.smtp_user = text_in(settings, "user");
        config.smtp_password_file = text_in(settings, "password");
        config.smtp_from = text_in(settings, "from");
        config.provider_url = text_in(settings, "provider");
        config.provider_secret_file = text_in(settings, "secret");
        outside::HttpsOptions by;
        by.ca_file = text_in(settings, "ca");
        outside::webhook::Settings provider;
        provider.ca_file = by.ca_file;
        provider.allowed = {*outside::webhook::read_network("127.0.0.1/32")};
        auto made = connect_notifiers(
            config, false, by, std::make_shared<outside::webhook::HttpsEndpoints>(std::move(provider)));
        if (!made.ok()) return made.error();
        notifiers_ = *made;
        return {};
    }
    Object answer(Value const& question) {
        outside::Letter letter;
        letter.id = text_in(question, "id");
        letter.kind = text_in(question, "kind");
        letter.person = text_in(question, "person");
        letter.to.email = text_in(question, "email");
        letter.to.phone = text_in(question, "phone");
        letter.title = crypto::from_base64(text_in(question, "title64")).value_or("");
        letter.text = crypto::from_base64(text_in(question, "text64")).value_or("");
        letter.params = {{"shop", letter.title}};
        letter.made = {1'795'147'200'000};
        letter.now = {std::stoll(text_in(question, "now_ms"))};
        std::string const what = text_in(question, "do");
        auto const done = what == "examine"   ? notifiers_.mail->examine(letter.now)
                          : what == "message" ? notifiers_.messages->hand_over(letter)
                                              : notifiers_.mail->hand_over(letter);
        return {{"outcome", name_of(done.outcome)}, {"code", done.code}};
    }

  private:
    Notifiers notifiers_;
};

}  // namespace

int main() { return test::answer_lines(Peer{}); }
