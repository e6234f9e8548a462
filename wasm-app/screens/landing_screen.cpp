#include "screens/landing_screen.hpp"

#include <algorithm>

namespace afterdesk::screens {

namespace {

constexpr float stacked_below = 760;
constexpr float staff_stacked_below = 480;

std::string_view door_icon_of(wire::Audience audience) {
    switch (audience) {
        case wire::Audience::buyer: return ui::icons::user;
        case wire::Audience::merchant: return ui::icons::store;
        case wire::Audience::platform: return ui::icons::scale;
    }
    return "";
}

/// A short page does not hang at the top of a large window.
void draw_air(ui::Ui& ui) {
    constexpr float content_h = 420;
    if (ui.viewport().wide()) ui::space(ui, std::max(0.0f, (ui.viewport().h - content_h) / 4));
}

void draw_doors(ui::Ui& ui, LandingView const& view, Intents& out) {
    ui::text(ui, say(view.page, t::landing_demo));
    ui::space(ui, 8);
    ui::begin_row(ui, "demo", {-1, -1, -1}, {.stack_below = stacked_below, .center = false});
    for (std::size_t i = 0; i < view.doors.size(); ++i) {
        LandingView::Door const& door = view.doors[i];
        if (i > 0) ui::next_cell(ui);
        ui::begin_card(ui, wire::name_of(door.audience));
        ui::text(ui, door.who, ui::TextStyle::strong);
        ui::text(ui, door.about, ui::TextStyle::small);
        ui::space(ui, 8);
        bool const pressed = ui::button(ui, "try", door.button,
                                        {.kind = ui::ButtonKind::primary,
                                         .busy = door.opening,
                                         .full_width = true,
                                         .icon = door_icon_of(door.audience)});
        if (pressed) out.emplace_back(TryAs{door.audience});
        ui::end_card(ui);
    }
    ui::end_row(ui);
    ui::space(ui, 16);
}

void draw_staff(ui::Ui& ui, LandingView const& view) {
    ui::begin_row(ui, "doors", {-1, -1}, {.stack_below = staff_stacked_below, .center = false});
    ui::begin_card(ui, "merchant",
                   {.href = "#/m/work", .name = std::string(say(view.page, t::landing_merchant))});
    ui::text(ui, say(view.page, t::landing_merchant), ui::TextStyle::strong);
    ui::end_card(ui);
    ui::next_cell(ui);
    ui::begin_card(ui, "platform",
                   {.href = "#/p/work", .name = std::string(say(view.page, t::landing_platform))});
    ui::text(ui, say(view.page, t::landing_platform), ui::TextStyle::strong);
    ui::end_card(ui);
    ui::end_row(ui);
}

}  // namespace

void draw_landing(ui::Ui& ui, LandingView const& view, Intents& out) {
    begin_screen(ui, view.page, out);
    if (view.busy) {
        ui::skeleton(ui, "loading", say(view.page, t::loading), 2);
    } else {
        draw_air(ui);
        if (!view.error.empty()) ui::notice(ui, "error", view.error, ui::Tone::danger);
        if (!view.doors.empty()) draw_doors(ui, view, out);
        bool const says_how = view.error.empty() && view.doors.empty();
        if (says_how) ui::text(ui, say(view.page, t::landing_buyer));
        ui::space(ui, 8);
        draw_staff(ui, view);
    }
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens
