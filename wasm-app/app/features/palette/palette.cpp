#include "app/features/palette/palette.hpp"

#include <algorithm>

#include "app/shell/own_text.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "app/shell/ticket_views.hpp"
#include "base/text.hpp"
#include "screens/palette_screen.hpp"
#include "text/keys.hpp"

namespace afterdesk::app::palette {
namespace {

struct Model {
    ui::PaletteUi ui;
    screens::PaletteView view;
};

/// Pages that only some may read.
struct Needed {
    Screen screen;
    Right right;
};
constexpr Needed needed[] = {{Screen::audit, Right::read_audit}, {Screen::health, Right::read_health}};

/// Pages that have no place in the navigation.
struct Beside {
    Screen screen;
    text::Text const* label;
};
constexpr Beside beside[] = {{Screen::devices, &t::devices_title},
                             {Screen::security, &t::security_title},
                             {Screen::verify, &t::verify_title},
                             {Screen::about, &t::about}};

bool may_read(Shell const& shell, Screen screen) {
    return std::none_of(std::begin(needed), std::end(needed), [&](Needed const& one) {
        return one.screen == screen && !why_no_right(shell, one.right).empty();
    });
}

std::string hash_of(Shell const& shell, Screen screen, std::string id, std::string query) {
    Route route;
    route.screen = screen;
    route.audience = shell.route.audience;
    route.id = std::move(id);
    route.query = std::move(query);
    return to_hash(route);
}

void add_pages(Shell const& shell, std::vector<ui::Command>& commands) {
    auto const add = [&](Screen screen, text::Text const& label) {
        std::string href = hash_of(shell, screen, {}, {});
        commands.push_back({href, say(shell, label), say(shell, t::palette_page), href});
    };
    for (ScreenRow const& row : screen_rows) {
        text::Text const* const label =
            nav_of(row.screen).label[static_cast<std::size_t>(shell.route.audience)];
        if (label != nullptr && may_read(shell, row.screen)) add(row.screen, *label);
    }
    for (Beside const& one : beside) add(one.screen, *one.label);
}

void add_typed(Shell const& shell, text::Text const& label, std::string const& typed, std::string href,
               std::vector<ui::Command>& commands) {
    commands.push_back({href, text::fill(shell.language, label, {typed}), "", href});
}

}  // namespace

void show(Features& features, Shell& shell) {
    Model& model = features.of<Model>();
    screens::PaletteView& view = model.view = {};
    wire::Audience const audience = shell.route.audience;
    view.language = shell.language;
    view.shown = audience != wire::Audience::buyer && row_of(shell.route.screen).needs_session &&
                 shell.session_of(audience).ready();
    if (!view.shown) model.ui = {};
    view.options.label = say(shell, t::palette_label);
    view.options.nothing = say(shell, t::palette_nothing);
    view.options.keys = say(shell, t::keys_title);
    if (!model.ui.open) return;
    std::string const typed(trim(model.ui.query));
    if (typed.starts_with("AS") && typed.size() > 10 && is_id(typed))
        add_typed(shell, t::palette_ticket, typed, hash_of(shell, Screen::ticket, typed, {}), view.commands);
    add_pages(shell, view.commands);
    for (ui::SavedView const& one : ticket_views(shell))
        view.commands.push_back({"view " + one.name, one.name, say(shell, t::palette_view),
                                 hash_of(shell, Screen::tickets, {}, one.query)});
    // Whatever else it is: an order's number, a buyer, goods.
    std::string search = hash_of(shell, Screen::tickets, {}, "q=" + percent_encode(typed));
    if (!typed.empty()) add_typed(shell, t::palette_search, typed, std::move(search), view.commands);
}

void draw(Features& features, Shell&, ui::Ui& ui, screens::Intents& out) {
    Model& model = features.of<Model>();
    screens::draw_palette(ui, model.view, model.ui, out);
}

void act(Features& features, Shell& shell, screens::PaletteChanged const& changed) {
    ui::PaletteUi& state = features.of<Model>().ui;
    state.help_open |= changed.keys;
    if (state.open) load_own_text(shell, "views");
}

}  // namespace afterdesk::app::palette
