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

/// Puts an answer into its place; a failed refresh keeps what is shown. True when it was the answer to this.
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

/// A list that comes page by page.
template <class Page>
struct PagedList {
    Remote<Page> page;
    int more_call = 0;
    bool more_failed = false;

    /// How many rows have come.
    std::size_t rows() const { return page.value ? page.value->items.size() : 0; }
    /// Where the next page begins; empty when there is none to ask for now.
    std::string next_cursor() const {
        return page.value && more_call == 0 ? page.value->next_cursor : std::string();
    }
    screens::MoreView more() const {
        return {page.value && !page.value->next_cursor.empty(), more_call != 0, more_failed};
    }
};

/// Adds the next page to a list.
template <class Page>
void append(PagedList<Page>& list, Answer const& answer, Result<Page, Mistakes> (*read)(wire::Value const&)) {
    if (list.more_call != answer.id) return;
    list.more_call = 0;
    list.more_failed = true;
    if (!answer.good() || !list.page.value) return;
    auto page = read_body(answer.body, read);
    if (!page) return;
    list.more_failed = false;
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
    /// More than one page at once, where as much was shown before.
    void add_count(std::size_t rows) {
        if (rows > wire::page_size)
            add("count", std::to_string(std::min<std::size_t>(rows, wire::max_page_size)));
    }
};

}  // namespace afterdesk::app
