// What is sent once: kept in the browser when it did not reach the server, and sent again, under the same
// idempotency key, until the server has answered.

#include <algorithm>
#include <array>

#include "app/calls/calls.hpp"
#include "app/calls/features.hpp"
#include "app/shell/shell.hpp"
#include "wire/names.hpp"
#include "wire/reader.hpp"

namespace afterdesk::app {
namespace {

using wire::Audience;

constexpr int first_wait_ms = 3'000, longest_wait_ms = 60'000;

/// As it is kept in browsers: never to be changed.
constexpr std::string_view name_of(Later later) {
    switch (later) {
        case Later::request: return "request";
        case Later::command: return "command";
    }
    return {};
}

/// Earlier pages kept no name: an application was a request, everything else a command.
Later later_from(std::string_view name, CommandKind command) {
    for (Later later : {Later::request, Later::command}) {
        if (name == name_of(later)) return later;
    }
    return command == CommandKind::apply ? Later::request : Later::command;
}

std::string kept_key(Shell const& shell, Outgoing const& item) {
    return kept_root(shell, item.audience) + "queue/" + item.key;
}

Outgoing* find(Shell& shell, std::string_view key) {
    auto& all = shell.calls.outgoing;
    auto const at = std::find_if(all.begin(), all.end(), [key](Outgoing const& it) { return it.key == key; });
    return at == all.end() ? nullptr : &*at;
}

void post_it(Shell& shell, Outgoing& item) {
    item.call = ++shell.calls.last;
    Ask question;
    question.audience = item.audience;
    question.path = item.path;
    shell.calls.asked[item.call] = {std::move(question), nullptr, item.key};
    shell.effects.push_back(HttpCall{item.call, "POST", item.path, item.body, item.key});
}

void wait_for_network(Shell& shell) {
    int const wait_ms = std::min(longest_wait_ms, first_wait_ms << std::min(shell.calls.tries, 5));
    ++shell.calls.tries;
    shell.effects.push_back(SetTimer{"queue", wait_ms});
}

void keep(Shell& shell, Outgoing const& item) {
    wire::Value const kept = wire::Object{{"then", std::string(name_of(item.later))},
                                          {"command", std::string(wire::name_of(item.command))},
                                          {"subject", item.about},
                                          {"path", item.path},
                                          {"body", item.body},
                                          {"draft", item.draft}};
    shell.effects.push_back(Keep{kept_key(shell, item), wire::write_json(kept), 0});
}

void remove(Shell& shell, std::string const& key) {
    std::erase_if(shell.calls.outgoing, [&key](Outgoing const& it) { return it.key == key; });
}

void on_kept(Features&, Shell& shell, Recalled const& recalled) {
    Audience const audience = shell.route.audience;
    if (recalled.prefix != kept_root(shell, audience) + "queue/") return;
    for (KeptItem const& kept : recalled.items) {
        auto const value = wire::parse_json(kept.text);
        if (!value) continue;
        Mistakes mistakes;
        wire::ObjectReader reader(*value, "", mistakes);
        Outgoing item;
        item.key = kept.key.substr(kept.key.rfind('/') + 1);
        item.audience = audience;
        auto const command = wire::from_name<CommandKind>(reader.id_or("command"));
        std::string const then = reader.id_or("then");
        item.about = reader.id_or("subject");
        item.path = reader.text_or("path", 300);
        item.body = reader.text_or("body", 100'000);
        item.draft = reader.text_or("draft", 300);
        item.waits = true;
        if (!mistakes.empty() || !command || find(shell, item.key) != nullptr) continue;
        item.command = *command;
        item.later = later_from(then, *command);
        shell.calls.outgoing.push_back(std::move(item));
    }
    send_waiting(shell);
}

}  // namespace

int send_once(Shell& shell, Outgoing item) {
    post_it(shell, item);
    int const call = item.call;
    shell.calls.outgoing.push_back(std::move(item));
    return call;
}

Outgoing const* waiting(Shell const& shell, std::string_view key) {
    for (Outgoing const& item : shell.calls.outgoing) {
        if (item.waits && item.key == key) return &item;
    }
    return nullptr;
}

Outgoing const* waiting_about(Shell const& shell, std::string_view about) {
    for (Outgoing const& item : shell.calls.outgoing) {
        if (item.waits && item.about == about) return &item;
    }
    return nullptr;
}

std::size_t waiting_count(Shell const& shell) {
    auto const& all = shell.calls.outgoing;
    return static_cast<std::size_t>(
        std::count_if(all.begin(), all.end(), [](Outgoing const& item) { return item.waits; }));
}

void unsend(Shell& shell, std::string const& key) {
    Outgoing* const item = find(shell, key);
    if (item == nullptr || !item->waits) return;
    if (item->call != 0) shell.effects.push_back(CancelCall{item->call});
    shell.effects.push_back(Forget{kept_key(shell, *item)});
    remove(shell, key);
}

void recall_outgoing(Shell& shell, Audience audience) {
    if (shell.calls.outgoing_of == audience) return;
    shell.calls.outgoing_of = audience;
    shell.calls.outgoing.clear();
    recall(shell, kept_root(shell, audience) + "queue/", &on_kept);
}

void send_waiting(Shell& shell) {
    if (shell.rest != Rest::here) return;  // who hears the answer comes with it
    for (Outgoing& item : shell.calls.outgoing) {
        if (item.waits && item.call == 0 && shell.session_of(item.audience).ready()) post_it(shell, item);
    }
}

void on_sent(Features& features, Shell& shell, std::string const& key, Answer answer) {
    Outgoing* const item = find(shell, key);
    if (item == nullptr) return;
    item->call = 0;
    answer.key = item->key;
    answer.about = item->about;
    answer.draft = item->draft;
    Then const then = listener(item->later);
    bool const busy = answer.status >= 500 || answer.status == 429;
    bool const arrived = answer.status != 0 && !(item->waits && busy);
    if (item->waits && answer.status == 401) return;  // goes on when the same person has signed in again
    if (!arrived) {
        bool const first = !std::exchange(item->waits, true);
        if (first) {
            shell.calls.tries = 0;
            keep(shell, *item);
        }
        wait_for_network(shell);
        if (first && then != nullptr) then(features, shell, answer);
        return;
    }
    if (item->waits) shell.effects.push_back(Forget{kept_key(shell, *item)});
    remove(shell, key);
    if (then != nullptr) then(features, shell, answer);
}

}  // namespace afterdesk::app
