#include "app/shell/filter_words.hpp"

#include "app/shell/say.hpp"
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

}  // namespace afterdesk::app
