#pragma once
// Tickets and their events as they lie on disk: in versions, each of which is read for ever.
//
// Version 1 has no "v"; later ones begin with "v":2. Rows are written anew with the newest version each time
// they are saved, events never: their bytes are what the hash chain holds.
//
// Add a field to a ticket, an event or a part of one:
//   1. the member in its struct, with the value that older documents have by default;
//   2. one line in wire/ticket_fields.hpp (or where its part is described), io.since(6).text("assignee", …),
//      with the version after the newest;
//   3. one row in `upcasts` below. A function in it makes of a document of the version before what the
//      default does not say (counts what was not counted, derives what was implied); null: the default does.
//      What it makes of a ticket has to be what folding its events comes to, or `verify` finds a difference;
//   4. documents of the new version as files: tests/fixtures/stored/v6 (tests/shared/wire_stored_test.cpp
//      says how). Those of earlier versions stay as they are.
// A new kind of event is such a field, too: earlier versions have no document of it (first_version_of in
// the test says since when it is there), and programs of before can not read it.
// Several fields of one release share a version. A field is not taken away and does not change its meaning:
// give the new meaning a new key. Events of old are decoded as they were, so `verify` can write them again in
// the version that they have and compare the bytes.

#include <array>
#include <span>
#include <string>
#include <string_view>

#include "wire/describe.hpp"

namespace afterdesk::wire::stored {

/// What leads from one version to the next, for both kinds of documents.
struct Upcast {
    void (*ticket)(Ticket&);
    void (*event)(EventRecord&);
};

/// The first leads from version 1 to 2.
/// Who decided stands in the event itself since version 5.
void name_judge(EventRecord& record);

inline constexpr std::array<Upcast, 5> upcasts{{
    {nullptr, nullptr},  // time limits that were never extended
    {nullptr, nullptr},  // lines that came in one delivery, and nothing shipped after its refund
    {nullptr, nullptr},  // no words about goods that can not be sent
    // Inspected without grades and reasons, frozen without words. A ticket's row does not know who decided,
    // nor when: the server folds those anew (migration 16).
    {nullptr, &name_judge},
    {nullptr, nullptr},  // no refunds that wait while their goods are being sent
}};
inline constexpr int newest_version = 1 + static_cast<int>(upcasts.size());

/// The version that a document's text says: 1 without one.
int version_in(std::string_view text);

/// A row or an event in its one form, as this version has it. Promise: for every text that any version wrote,
/// text_of(read(text), version_in(text)) == text.
std::string text_of(Ticket const& ticket, int version = newest_version);
std::string text_of(EventRecord const& record, int version = newest_version);
/// The event as its buyer may read it: the same text, without what is the shop's own business.
std::string text_for_buyer(EventRecord const& record, int version);

/// The text of a stored event as answers to staff have it: what the newest version says needs no reading.
template <class Read>
std::string shown_text(std::string const& stored, Read read) {
    if (version_in(stored) != newest_version) return written_text(read(stored));
    return '{' + stored.substr(stored.find(',') + 1);
}

/// Reads a document of any version. Errors: those of FieldIo; too_large at "v", which a newer program wrote.
Ticket read_ticket(Value const& value, std::string const& path, Mistakes& mistakes);
EventRecord read_event(Value const& value, std::string const& path, Mistakes& mistakes);
/// The same of either text; what it does not say is as it is by default.
EventRecord read_shown_event(Value const& value, std::string const& path, Mistakes& mistakes);

// ---- How it is done, for documents with any history of versions -------------------------------------------

/// The versions of one kind of document.
template <class T>
using Steps = std::span<void (*const)(T&)>;

/// What "v" says, 1 without it; the newest when it can not be read (`versioned` tells why).
int version_of(Value const& value, int newest);

/// The document's own fields after its version.
template <class T>
void versioned(FieldIo& io, T& value) {
    int version = io.form().version;
    io.number(if_said("v"), version, Range{2, io.form().newest}, 1);
    fields(io, value);
}

template <class T>
T read_any(Value const& value, std::string const& path, Mistakes& mistakes, Steps<T> steps, Form form = {}) {
    int const newest = 1 + static_cast<int>(steps.size());
    int const version = version_of(value, newest);
    form.version = version;
    form.newest = newest;
    T out;
    read_by<&versioned<T>>(out, value, path, mistakes, form);
    for (auto const& step : steps.subspan(static_cast<std::size_t>(version) - 1)) {
        if (step != nullptr) step(out);
    }
    return out;
}

template <class T>
std::string text_in(T const& value, int version, int newest, Form form = {}) {
    form.version = version;
    form.newest = newest;
    return written_text_by<&versioned<T>>(value, form);
}

}  // namespace afterdesk::wire::stored
