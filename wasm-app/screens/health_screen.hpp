#pragma once
// What is not as it should be: each number with what it means, what to do, and the tickets to look at.

#include "screens/page_view.hpp"
#include "screens/reconciliation_part.hpp"

namespace afterdesk::screens {

struct HealthView {
    PageView page;
    LoadView load;
    std::string summary, at;
    struct Ticket {
        std::string label, href, note;
        std::string also_label, also_href;  ///< what can be done at once; empty: nothing
    };
    struct Check {
        std::string key, title, count, level, means, to_do, more;
        ui::Tone tone = ui::Tone::success;
        std::vector<Ticket> tickets;
        std::string all_href;  ///< where all of them stand; empty: nowhere
    };
    /// Beside each other where there is room; what is wrong stands first.
    struct Group {
        std::string key, title;
        std::vector<Check> checks;
    };
    std::vector<Group> groups;
    struct Number {
        std::string label, value;
    };
    std::vector<Number> server;  ///< its version, and what waits its turn there
    std::string one_title;       ///< above all groups; empty: each has its own
    /// The demo's clock; empty: there is none to move.
    std::string clock_why_not, clock_error;
    bool demo = false, moving = false;
};
struct HealthUi {
    std::string hours = "24";
};
/// All that the page shows, and what was typed there.
struct HealthParts {
    HealthView const& health;
    ReconciliationView const& bills;
};
struct HealthTyped {
    HealthUi& health;
    ReconciliationUi& bills;
};
/// Submit: the clock is moved, or the open dialog is sent.
void draw_health(ui::Ui& ui, HealthParts const& parts, HealthTyped const& typed, Intents& out);

}  // namespace afterdesk::screens
