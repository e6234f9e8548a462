#include "screens/missing.hpp"

#include "text/buyer.hpp"

namespace afterdesk::screens {

void draw_missing(ui::Ui& ui, PageView const& page, LoadView const& load, Intents& out) {
    if (ui::empty_state(ui, "missing", ui::icons::search, say(page, t::missing_title), load.error,
                        say(page, t::back)))
        out.emplace_back(GoTo{page.options.back_href, false});
}

}  // namespace afterdesk::screens
