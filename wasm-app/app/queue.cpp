// What did not reach the server is kept in the browser and sent again, under the same idempotency key, until
// the server has answered: so it is carried out once, also when only the answer was lost.

#include <algorithm>

#include "app/update.hpp"
#include "app/views.hpp"
#include "wire/names.hpp"
#include "wire/reader.hpp"

namespace afterdesk::app {
namespace {

using wire::Audience;

constexpr int first_wait_ms = 3'000, longest_wait_ms = 60'000;

std::string queue_key(Model const& model, Queued const& item) {
    return kept_root(model, item.audience) + "queue/" + item.key;
}

Queued* find(Model& model, std::string const& key) {
    auto const at = std::find_if(model.queue.begin(), model.queue.end(),
                                 [&key](Queued const& item) { return item.key == key; });
    return at == model.queue.end() ? nullptr : &*at;
}

void wait_for_network(Model& model) {
    int const wait_ms = std::min(longest_wait_ms, first_wait_ms << std::min(model.queue_tries, 5));
    ++model.queue_tries;
    model.effects.push_back(SetTimer{"queue", wait_ms});
}

/// The server has the request: shown where it was written, said elsewhere.
void on_arrived(Model& model, Queued const& item, HttpDone const& done) {
    if (item.command == CommandKind::apply && model.apply.idempotency_key == item.key) {
        model.apply.call = done.id;
        bool const shown = model.route.screen == Screen::apply;
        on_submitted(model, done, shown);
        return;
    }
    if (item.command != CommandKind::apply && model.ticket_key == item.subject &&
        model.sending.idempotency_key == item.key) {
        model.sending.call = done.id;
        on_command(model, done);
        return;
    }
    if (done.status < 300) {
        toast(model, item.command == CommandKind::apply ? t::submitted_toast : t::done_toast,
              ui::Tone::success);
        if (!item.draft.empty()) model.effects.push_back(Forget{item.draft});
    } else {
        Mistakes const mistakes = wire::read_api_error(done.body).mistakes;
        std::string said =
            text::fill(model.language, t::queued_refused, {item.subject, message_of(model, mistakes, false)});
        model.toasts.push_back({std::move(said), ui::Tone::danger});
    }
    reload(model);
}

}  // namespace

Queued const* queued(Model const& model, std::string const& key) {
    for (Queued const& item : model.queue) {
        if (item.key == key) return &item;
    }
    return nullptr;
}

Queued const* queued_about(Model const& model, std::string const& subject) {
    for (Queued const& item : model.queue) {
        if (item.subject == subject) return &item;
    }
    return nullptr;
}

void enqueue(Model& model, Queued item) {
    if (queued(model, item.key) != nullptr) return;
    wire::Value const kept = wire::Object{{"command", std::string(wire::name_of(item.command))},
                                          {"subject", item.subject},
                                          {"path", item.path},
                                          {"body", item.body},
                                          {"draft", item.draft}};
    model.effects.push_back(Keep{queue_key(model, item), wire::write_json(kept), 0});
    model.queue.push_back(std::move(item));
    model.queue_tries = 0;
    wait_for_network(model);
}

void unqueue(Model& model, std::string const& key) {
    Queued* const item = find(model, key);
    if (item == nullptr) return;
    if (item->call != 0) model.effects.push_back(CancelCall{item->call});
    model.effects.push_back(Forget{queue_key(model, *item)});
    std::erase_if(model.queue, [&key](Queued const& it) { return it.key == key; });
}

void recall_queue(Model& model, Audience audience) {
    if (model.queue_of == audience) return;
    model.queue_of = audience;
    model.queue.clear();
    model.effects.push_back(Recall{kept_root(model, audience) + "queue/"});
}

void restore_queue(Model& model, std::vector<KeptItem> const& items) {
    Audience const audience = model.route.audience;
    for (KeptItem const& kept : items) {
        auto const value = wire::parse_json(kept.text);
        if (!value) continue;
        Mistakes mistakes;
        wire::ObjectReader reader(*value, "", mistakes);
        Queued item;
        item.key = kept.key.substr(kept.key.rfind('/') + 1);
        item.audience = audience;
        auto const command = wire::from_name<CommandKind>(reader.id_or("command"));
        item.subject = reader.id_or("subject");
        item.path = reader.text_or("path", 300);
        item.body = reader.text_or("body", 100'000);
        item.draft = reader.text_or("draft", 300);
        if (!mistakes.empty() || !command || queued(model, item.key) != nullptr) continue;
        item.command = *command;
        model.queue.push_back(std::move(item));
    }
    flush_queue(model);
}

void flush_queue(Model& model) {
    for (Queued& item : model.queue) {
        if (item.call != 0 || !model.session_of(item.audience).ready()) continue;
        item.call = send(model, {Purpose::queued, item.audience, item.key},
                         {0, "POST", item.path, item.body, item.key});
    }
}

void on_queued_answer(Model& model, Call const& call, HttpDone const& done) {
    Queued* const waiting = find(model, call.key);
    if (waiting == nullptr) return;
    waiting->call = 0;
    if (done.status == 401) return;  // goes on when the same person has signed in again
    if (done.status == 0 || done.status >= 500 || done.status == 429) {
        wait_for_network(model);
        return;
    }
    Queued const item = *waiting;
    unqueue(model, item.key);
    on_arrived(model, item, done);
}

}  // namespace afterdesk::app
