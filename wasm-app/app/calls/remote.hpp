#pragma once
// Data from the server: NotAsked | Loading | Failed | Ready, and how an answer becomes it.

#include <algorithm>

#include "app/calls/calls.hpp"
#include "app/calls/features.hpp"
#include "app/shell/shell.hpp"
#include "wire/codec.hpp"

namespace afterdesk::app {

/// Reads a body with one of the wire readers.
template <class T>
Result<T, Mistakes> read_body(std::string const& body, Result<T, Mistakes> (*read)(wire::Value const&)) {
    auto value = wire::parse_json(body, {8u << 20, 32});
    if (!value) return Err{value.error()};
    return read(*value);
}

/// Asks for it, and calls an earlier question back: WebKit gives one answer to equal questions that are on
/// their way at once, and the older one knows nothing of what was the reason to ask again.
template <class T>
void load(Shell& shell, Remote<T>& remote, Ask question, Then then) {
    if (remote.call != 0) shell.effects.push_back(CancelCall{remote.call});
    if (!remote.value) remote.state = screens::Phase::loading;
    remote.call = ask(shell, std::move(question), then);
}

/// Puts an answer into its place; a failed refresh keeps what is shown. True when it answered this.
template <class T>
bool settle(Remote<T>& remote, Answer const& answer, Result<T, Mistakes> (*read)(wire::Value const&)) {
    if (remote.call != answer.id) return false;
    remote.call = 0;
    remote.mistakes.clear();
    if (answer.good()) {
        auto value = read_body(answer.body, read);
        if (value) {
            remote.value = std::move(value).value();
            remote.state = screens::Phase::ready;
            remote.seen_at = answer.seen_at;
            return true;
        }
        remote.mistakes = value.error();
    } else if (answer.status != 0) {
        remote.mistakes = wire::read_api_error(answer.body).mistakes;
        remote.value.reset();
    }
    remote.state = remote.value ? screens::Phase::ready : screens::Phase::failed;
    return true;
}

/// How what was sent ended: true when it went well; else what was wrong is kept. Units: `sent` has the
/// number of the `call`, `unreachable` and `mistakes`.
template <class Sent>
bool went_well(Sent& sent, Answer const& answer) {
    if (sent.call != answer.id) return false;
    sent.call = 0;
    sent.unreachable = answer.status == 0;
    if (answer.good()) return true;
    if (!sent.unreachable) sent.mistakes = wire::read_api_error(answer.body).mistakes;
    return false;
}

/// A list that comes page by page.
template <class Page>
struct PagedList {
    Remote<Page> page;
    ListCalls calls{};

    /// How many rows have come.
    std::size_t rows() const { return page.value ? page.value->items.size() : 0; }
    screens::MoreView more() const {
        return {page.value && !page.value->next_cursor.empty(), calls.more_call != 0, calls.more_failed};
    }
};

/// Where a list is, and how much of it is wanted.
struct ListAsk {
    std::string path{};  ///< with what narrows it
    std::size_t rows = 0;
    Seen seen = Seen::list;
};
/// Asks for a list from its beginning; `then` hears what comes, also of fetch_more, and calls hear_list.
template <class Page>
void fetch(Shell& shell, PagedList<Page>& list, ListAsk asked, Then then) {
    Ask question = first_of(shell, list.calls, std::move(asked.path), asked.rows);
    question.seen = asked.seen;
    load(shell, list.page, std::move(question), then);
}
/// Asks for its next page, unless there is none to ask for now.
template <class Page>
void fetch_more(Shell& shell, PagedList<Page>& list, Then then) {
    bool const now = list.page.value && list.calls.more_call == 0;
    ask_more(shell, list.calls, now ? list.page.value->next_cursor : std::string(), then);
}
/// Puts its beginning into its place, or adds its next page.
template <class Page>
void hear_list(PagedList<Page>& list, Answer const& answer,
               Result<Page, Mistakes> (*read)(wire::Value const&)) {
    if (settle(list.page, answer, read) || list.calls.more_call != answer.id) return;
    list.calls.more_call = 0;
    list.calls.more_failed = true;
    if (!answer.good() || !list.page.value) return;
    auto page = read_body(answer.body, read);
    if (!page) return;
    list.calls.more_failed = false;
    for (auto& item : page.value().items) list.page.value->items.push_back(std::move(item));
    list.page.value->next_cursor = page->next_cursor;
}

/// The part of an address behind "?".
struct Query {
    std::string text{};

    void add(std::string_view key, std::string_view value) {
        if (value.empty()) return;
        text += (text.empty() ? "?" : "&") + std::string(key) + "=" + percent_encode(value);
    }
};

}  // namespace afterdesk::app
