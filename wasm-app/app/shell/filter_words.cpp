#include "app/shell/filter_words.hpp"

#include <algorithm>

#include "app/shell/say.hpp"
#include "base/text.hpp"
#include "text/queue.hpp"

namespace afterdesk::app {

ui::FilterWords filter_words(Shell const& shell) {
    return {.more = say(shell, t::filter_more),
            .any = say(shell, t::status_all),
            .clear = say(shell, t::filter_clear),
            .remove = say(shell, t::filter_remove),
            .from = say(shell, t::filter_from),
            .to = say(shell, t::filter_to),
            .wrong_days = say(shell, t::filter_wrong_days),
            .wrong_amount = say(shell, t::filter_wrong_amount),
            .done = say(shell, t::filter_done)};
}

std::vector<ui::Choice> said_in(std::string_view query, std::string_view key) {
    std::vector<ui::Choice> items;
    while (!query.empty()) {
        std::string_view const pair = query.substr(0, query.find('&'));
        query.remove_prefix(std::min(query.size(), pair.size() + 1));
        std::size_t const equals = pair.find('=');
        if (pair.substr(0, equals) != key || equals == std::string_view::npos) continue;
        for (std::string const& one : ui::filter_keys(percent_decode(pair.substr(equals + 1))))
            items.push_back({one, one, ""});
    }
    return items;
}

}  // namespace afterdesk::app
