// Answers that are kept in the browser, by whose they are, and shown again without a network.

#include <cstdlib>

#include "app/calls/calls.hpp"
#include "app/shell/shell.hpp"
#include "base/hash.hpp"
#include "wire/names.hpp"

namespace afterdesk::app {
namespace {

using wire::Audience;

// So many answers are kept; one that falls on another's place takes it.
constexpr std::uint64_t list_places = 24, detail_places = 96;

std::string session_key(Audience audience) { return "session/" + std::string(wire::name_of(audience)); }

}  // namespace

std::string kept_root(Shell const& shell, Audience audience) {
    auto const& session = shell.session_of(audience);
    if (!session.value) return {};
    return "kept/" + std::string(wire::name_of(audience)) + "/" + percent_encode(session.value->actor_id) +
           "/";
}

std::string seen_key(Shell const& shell, Ask const& ask) {
    if (ask.seen == Seen::no) return {};
    if (ask.seen == Seen::session) return session_key(ask.audience);
    std::string const root = kept_root(shell, ask.audience);
    if (root.empty()) return {};
    bool const list = ask.seen == Seen::list;
    std::uint64_t const place = fnv1a(ask.path, 0) % (list ? list_places : detail_places);
    return root + "seen/" + (list ? "list" : "one") + std::to_string(place) + "/";
}

// "time\npath\nbody"
void remember(Shell& shell, Ask const& asked, std::string const& body) {
    std::string const key = seen_key(shell, asked);
    if (key.empty()) return;
    shell.effects.push_back(Keep{key, std::to_string(shell.now.ms) + "\n" + asked.path + "\n" + body, 0});
}

Answer seen_answer(Ask const& ask, int id, std::vector<KeptItem> const& items) {
    Answer answer{id, 0, "", std::nullopt, ask.audience};
    if (items.empty()) return answer;
    std::string const& text = items.front().text;
    auto const first = text.find('\n'), second = text.find('\n', first + 1);
    if (first == std::string::npos || second == std::string::npos) return answer;
    if (text.substr(first + 1, second - first - 1) != ask.path) return answer;
    answer.status = 200;
    answer.body = text.substr(second + 1);
    answer.seen_at = Instant{std::atoll(text.c_str())};
    return answer;
}

void forget_all(Shell& shell, Audience audience) {
    std::string const root = kept_root(shell, audience);
    if (!root.empty()) shell.effects.push_back(Forget{root});
    shell.effects.push_back(Forget{session_key(audience)});
}

}  // namespace afterdesk::app
