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
void fetch_tickets(Model& model);
void fetch_order(Model& model);
/// A new idempotency key. (load.cpp)
std::string new_key(Model& model);
void go(Model& model, Route const& route, bool replace);
void toast(Model& model, text::Text const& sentence, ui::Tone tone);
/// A call came back. (answers.cpp)
void on_answer(Model& model, HttpDone const& done);
/// The form of a request: quote input, submitting, photos, draft. (apply.cpp)
Request request_of(Model const& model);
std::optional<QuoteInput> quote_input_of(Model const& model);
void on_request_changed(Model& model);
void submit_request(Model& model);
void add_photos(Model& model, std::vector<ui::PickedFile> const& files);
void remove_photo(Model& model, std::size_t index);
void on_uploaded(Model& model, HttpDone const& done);
void start_form(Model& model);
void restore_draft(Model& model, std::string const& text);
std::string draft_key(Model const& model);
/// Commands on the shown ticket. (give.cpp)
void give(Model& model, CommandKind kind);
/// The body of a command out of the dialog's fields; empty when a field is not complete.
std::optional<wire::CommandBody> command_of(Model const& model, CommandKind kind);

}  // namespace afterdesk::app
