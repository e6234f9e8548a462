#pragma once
// How the Model changes: by what comes from the browser and by what a person wants. The only place that
// decides.

#include "app/model.hpp"
#include "wire/codec.hpp"

namespace afterdesk::app {

void update(Model& model, Happening const& happening);
void update(Model& model, screens::Intent const& intent);

// The parts, one file each.
/// Fetches what the route needs; called when the route changed and after signing in. (load.cpp)
void enter(Model& model, Route const& before);
/// Fetches the shown data again, keeping what is shown meanwhile. (load.cpp)
void reload(Model& model);
/// Sends a call and remembers what it is for. (load.cpp)
int send(Model& model, Call call, HttpCall http);
std::string api_path(wire::Audience audience, std::string_view rest);
void fetch_ticket(Model& model);
/// `rows`: as many as the list shows already, so that it does not become shorter.
void fetch_tickets(Model& model, std::size_t rows = 0);
/// How many rows of a list have come.
template <class Page>
std::size_t rows_of(Remote<Page> const& list) {
    return list.value ? list.value->items.size() : 0;
}
void fetch_order(Model& model);
/// A new idempotency key. (load.cpp)
std::string new_key(Model& model);
void go(Model& model, Route const& route, bool replace);
void toast(Model& model, text::Text const& sentence, ui::Tone tone);
/// A call came back. (answers.cpp)
void on_answer(Model& model, HttpDone const& done);
/// Closes what `hash` lies below of: by the back button's way when it opened from there. (update.cpp)
void leave_to(Model& model, std::string const& hash);
void wait_for_live(Model& model);

/// The form of a request: quote input, submitting. (apply.cpp)
Request request_of(Model const& model);
std::optional<QuoteInput> quote_input_of(Model const& model);
void on_request_changed(Model& model);
void submit_request(Model& model);
void start_form(Model& model);

/// Photos: made small one at a time, two uploads at once. (photos.cpp)
void add_photos(Model& model, std::vector<ui::PickedFile> const& files);
void remove_photo(Model& model, std::size_t index);
void retry_photo(Model& model, std::size_t index);
void retry_photos(Model& model);
void release_photos(Model& model);
void on_shrunk(Model& model, PictureShrunk const& shrunk);
void on_uploaded(Model& model, HttpDone const& done);
void next_photos(Model& model);

/// What the browser keeps for the signed-in: drafts, and answers for when there is no network. (keeping.cpp)
std::string kept_root(Model const& model, wire::Audience audience);
std::string draft_key(Model const& model);
std::string ticket_draft_key(Model const& model);
void keep_draft(Model& model);
void restore_draft(Model& model, std::vector<KeptItem> const& items);
void keep_ticket_draft(Model& model);
void on_recalled(Model& model, Recalled const& recalled);
void remember(Model& model, Call const& call, std::string const& body);
/// Looks up what was answered before; true when that will be the answer.
bool recall_seen(Model& model, Call const& call, int id);
void forget_all(Model& model, wire::Audience audience);

/// What waits for the network. (queue.cpp)
void enqueue(Model& model, Queued item);
void unqueue(Model& model, std::string const& key);
Queued const* queued(Model const& model, std::string const& key);
Queued const* queued_about(Model const& model, std::string const& subject);
void recall_queue(Model& model, wire::Audience audience);
void restore_queue(Model& model, std::vector<KeptItem> const& items);
void flush_queue(Model& model);
void on_queued_answer(Model& model, Call const& call, HttpDone const& done);

/// Commands on the shown ticket. (give.cpp)
void give(Model& model, CommandKind kind);
/// The body of a command out of the dialog's fields; empty when a field is not complete.
std::optional<wire::CommandBody> command_of(Model const& model, CommandKind kind);

/// What became of a request or a command, sent just now or out of the queue. (answers.cpp)
/// `shown`: the screen on which it was written is still there.
void on_submitted(Model& model, HttpDone const& done, bool shown = true);
void on_command(Model& model, HttpDone const& done);

}  // namespace afterdesk::app
