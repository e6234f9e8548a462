// The frame of every screen: top bar, navigation, the scrolling column, the bar with the main action, panes.

#include <algorithm>
#include <string>

#include "base/check.hpp"
#include "text/catalogue.hpp"
#include "widgets/desk_parts.hpp"
#include "widgets/flow.hpp"
#include "widgets/icons.hpp"
#include "widgets/overlay.hpp"
#include "widgets/paint.hpp"

namespace afterdesk::ui {
namespace {

constexpr float rail_w = 220, narrow_rail_w = 84, bottom_nav_h = 62, top_bar_phone_h = 52, top_bar_h = 64;
/// Below this height a phone shows its keyboard: the navigation makes room.
constexpr float least_h_with_nav = 420;

/// Where the parts of a page stand.
struct Parts {
    Rect rail, top_bar, bottom_nav, area;
};

enum class NavPlace { none, rail, narrow_rail, bottom };

NavPlace nav_place(Ui& ui, PageOptions const& options) {
    Viewport const& viewport = ui.viewport();
    if (options.nav.empty()) return NavPlace::none;
    if (viewport.wide() && !has_slim_rail(ui)) return NavPlace::rail;
    if (!viewport.phone()) return NavPlace::narrow_rail;
    return viewport.h < least_h_with_nav ? NavPlace::none : NavPlace::bottom;
}

Type title_type(Ui& ui) { return heading_type(ui.theme(), ui.viewport().phone() ? 2 : 1); }

constexpr float back_w = 36;

/// Beside a label below its icon: five of them share the width of a phone.
float nav_text_side(Ui const& ui) { return ui.viewport().phone() ? 2 : 4; }

/// How much higher than one line the highest label below an icon is.
float extra_label_h(Ui& ui, std::vector<NavItem> const& nav, float item_w) {
    Type type = small_type(ui.theme());
    type.face = Face::strong;
    float most = type.line_h;
    for (NavItem const& item : nav)
        most =
            std::max(most, height_of(paragraph(ui, item.label, type, item_w - 2 * nav_text_side(ui)), type));
    return most - type.line_h;
}

float column_side(Viewport const& viewport) { return viewport.phone() ? 16.0f : 24.0f; }

Parts parts_of(Ui& ui, PageOptions const& options, NavPlace place, float scale) {
    Viewport const& viewport = ui.viewport();
    Parts parts;
    float left = 0;
    float bottom = viewport.h;
    if (place == NavPlace::rail || place == NavPlace::narrow_rail) {
        float const w = (place == NavPlace::rail ? rail_w : narrow_rail_w) * scale + viewport.safe_left;
        parts.rail = {0, 0, w, viewport.h};
        left = w;
    }
    if (place == NavPlace::bottom) {
        float const item_w = viewport.w / static_cast<float>(options.nav.size());
        float const h = bottom_nav_h * scale + extra_label_h(ui, options.nav, item_w) + viewport.safe_bottom;
        parts.bottom_nav = {0, viewport.h - h, viewport.w, h};
        bottom -= h;
    }
    float const room =
        viewport.w - left - 2 * column_side(viewport) - (options.back_href.empty() ? 0 : back_w);
    Type const type = title_type(ui);
    float const title_h =
        height_of(paragraph(ui, options.title, type, std::min(room, options.max_width * scale)), type);
    float const one_line_h = (viewport.phone() ? top_bar_phone_h : top_bar_h) * scale;
    float const top_h = std::max(one_line_h, title_h + 2 * ui.theme().space_3) + viewport.safe_top;
    parts.top_bar = {left, 0, viewport.w - left, top_h};
    parts.area = {left, top_h, viewport.w - left, std::max(0.0f, bottom - top_h)};
    return parts;
}

/// A box of a bar: children are placed by hand.
void open_bar(Ui& ui, Role role, std::string_view key, std::string_view name, Rect const& rect) {
    std::uint32_t const id = key_id(ui, key);
    add_node(ui, role, id, name, rect);
    push_level(ui, {Kind::bar, id, last_node(ui), rect.x, rect.w, rect.y, rect.y});
}

void draw_brand(Ui& ui, std::string_view brand, Rect const& at, Align align) {
    Theme const& theme = ui.theme();
    Node& node = add_node(ui, Role::text, key_id(ui, "brand"), brand, at);
    node.look = align == Align::right ? "muted" : "strong brand";
    node.place = align == Align::right ? "middle end" : "middle";
    if (align == Align::right) node.font_px = theme.font_small;
    if (align == Align::left) node.icon = icons::shield;
    if (align == Align::right) {
        draw_line(ui, brand, muted_type(theme), at, align);
        return;
    }
    Rect const mark_at{at.x, at.y + (at.h - 32) / 2, 32, 32};
    fill(ui, mark_at, theme.color.accent, 8);
    draw_icon(ui, icons::shield, mark_at, 20, theme.color.text_on_accent);
    draw_line(ui, brand, strong_type(theme), {at.x + 42, at.y, at.w - 42, at.h});
}

void draw_back(Ui& ui, PageOptions const& options, Rect const& at) {
    std::uint32_t const id = key_id(ui, "back");
    std::string_view const name =
        options.back_label.empty() ? text::in(language(ui), t::back) : std::string_view(options.back_label);
    Node& node = add_node(ui, Role::link, id, name, at);
    node.href = options.back_href;
    node.look = "bare";
    node.icon = icons::back;
    Press const pressed = press(ui, id, at);
    if (pressed.hovered) fill(ui, inset(at, 2, 2), ui.theme().color.accent_soft, ui.theme().radius);
    draw_icon(ui, icons::back, at, 24, ui.theme().color.text);
    focus_ring(ui, id, inset(at, 4, 4), ui.theme().radius_small);
}

void draw_title(Ui& ui, std::string_view title, Rect const& at) {
    std::uint32_t const id = key_id(ui, "title");
    Node& node = add_node(ui, Role::heading, id, title, at);
    node.level = 1;
    UiState const& state = ui.state();
    if (state.page_focus != 0 && state.page_focus == state.page_frame.id) node.state |= focus_me;
    Type const type = title_type(ui);
    node.font_px = type.px;
    node.place = "middle";
    Paragraph const& lines = paragraph(ui, title, type, at.w);
    float const h = height_of(lines, type);
    draw_paragraph(ui, lines, title, type, {at.x, at.y + (at.h - h) / 2, at.w, h});
}

/// Opens the page's menu.
void menu_button(Ui& ui, PageOptions const& options, Rect const& at, std::string_view look) {
    OpenPage& page = ui.state().page_frame;
    page.menu = options.menu;
    page.menu_at = at;
    Theme const& theme = ui.theme();
    bool const bare = look == "bare";
    bool const named = look == "account";
    std::uint32_t const id = key_id(ui, "menu");
    Node& node =
        add_node(ui, Role::button, id, spoken_pair(ui, options.menu, named ? options.menu_note : ""), at);
    if (named) node.value = options.menu_note;
    node.look = look;
    node.icon = (bare ? icons::globe : icons::user);
    node.state |= popup;
    Press const pressed = press(ui, id, at);
    if (pressed.hovered || pressed.held) fill(ui, at, theme.color.accent_soft, theme.radius);
    if (named) {
        Type const name = strong_type(theme), note = muted_type(theme);
        float const y = at.y + (at.h - name.line_h - note.line_h) / 2;
        float const x = at.x + 52, w = at.w - 60;
        circle(ui, at.x + 26, at.y + at.h / 2, 18, theme.color.accent_soft);
        draw_icon(ui, icons::user, {at.x + 8, at.y, 36, at.h}, 20, theme.color.accent);
        draw_line(ui, options.menu, name, {x, y, w, name.line_h});
        draw_line(ui, options.menu_note, note, {x, y + name.line_h, w, note.line_h});
    } else {
        draw_icon(ui, bare ? icons::globe : icons::user, at, 22, theme.color.text_muted);
    }
    focus_ring(ui, id, inset(at, 4, 4), theme.radius_small);
    if (pressed.pressed) ui.state().menu_of = page.id;
}

void draw_top_bar(Ui& ui, PageOptions const& options, Parts const& parts, NavPlace place) {
    Theme const& theme = ui.theme();
    Viewport const& viewport = ui.viewport();
    OpenPage const& page = ui.state().page_frame;
    bool const has_rail = parts.rail.w > 0;
    if (!has_rail) {
        fill(ui, parts.top_bar, theme.color.surface, 0);
        float const edge = parts.top_bar.y + parts.top_bar.h - theme.line_width / 2;
        line(ui, 0, edge, viewport.w, edge, theme.color.line, theme.line_width);
    }
    open_bar(ui, Role::banner, "banner", {}, parts.top_bar);
    if (!has_rail) ui.frame().nodes.back().look = "top bar";
    float const y = viewport.safe_top;
    float const h = parts.top_bar.h - y;
    float x = page.column_x;
    float end = page.column_x + page.column_w;
    bool const brand_left = !has_rail && !viewport.phone() && options.back_href.empty();
    if (brand_left && !options.brand.empty()) {
        float const w = 42 + width_of(ui, options.brand, strong_type(theme));
        draw_brand(ui, options.brand, {x, y, w, h}, Align::left);
        x += w + theme.space_5;
    }
    if (!options.back_href.empty()) {
        draw_back(ui, options, {x - 12, y + (h - 44) / 2, 44, 44});
        x += back_w;
    }
    float const title_w = width_of(ui, options.title, title_type(ui));
    float const brand_w = width_of(ui, options.brand, muted_type(theme));
    if (options.nav.empty() && !options.menu.empty()) {
        end -= 44;
        menu_button(ui, options, {end, y + (h - 44) / 2, 44, 44}, "bare");
        end -= theme.space_2;
    }
    bool const brand_right = !brand_left && !options.brand.empty() && place != NavPlace::rail &&
                             x + title_w + theme.space_4 + brand_w <= end;
    if (brand_right) end -= brand_w + theme.space_4;
    draw_title(ui, options.title, {x, y, std::max(0.0f, end - x), h});
    if (brand_right) draw_brand(ui, options.brand, {end + theme.space_4, y, brand_w, h}, Align::right);
    pop_level(ui, Kind::bar);
}

void draw_count(Ui& ui, int count, float right, float middle) {
    std::string const shown = count > 99 ? "99+" : std::to_string(count);
    Type const type = colored(muted_type(ui.theme()), ui.theme().color.text_on_accent);
    float const h = type.line_h;
    float const w = std::max(h, width_of(ui, shown, type) + 12);
    Rect const at{right - w, middle - h / 2, w, h};
    fill(ui, at, ui.theme().color.accent, h / 2);
    draw_line(ui, shown, type, at, Align::center);
}

/// One link of the navigation. `stacked`: the label below the icon.
void draw_nav_item(Ui& ui, NavItem const& item, Rect const& at, bool stacked) {
    Theme const& theme = ui.theme();
    std::uint32_t const id = key_id(ui, item.key);
    std::string name = item.label;
    if (item.count > 0) name += " (" + std::to_string(item.count) + ")";
    Node& node = add_node(ui, Role::link, id, name, at);
    node.href = item.href;
    node.look = item.current ? "nav on" : "nav";
    node.place = stacked ? "stacked" : std::string_view();
    node.icon = item.icon;
    if (stacked) node.font_px = theme.font_small;
    if (item.current) node.state |= current;
    Press const pressed = press(ui, id, at);
    Color const ink = item.current ? theme.color.accent : theme.color.text_muted;
    if (stacked) {
        Type type = colored(small_type(theme), ink);
        type.face = item.current ? Face::strong : Face::regular;
        float const text_w = at.w - 2 * nav_text_side(ui);
        Paragraph const& lines = paragraph(ui, item.label, type, text_w);
        float const top = at.y + (at.h - 26 - height_of(lines, type)) / 2;
        if (item.current || pressed.hovered) {
            fill(ui, {at.x + at.w / 2 - 26, top - 1, 52, 28}, theme.color.accent_soft, 14);
        }
        draw_icon(ui, item.icon, {at.x, top, at.w, 26}, 22, ink);
        draw_paragraph(ui, lines, item.label, type, {at.x + nav_text_side(ui), top + 27, text_w, 0},
                       Align::center);
        if (item.count > 0) draw_count(ui, item.count, at.x + at.w / 2 + 32, top + 7);
    } else {
        if (item.current || pressed.hovered) {
            fill(ui, at, item.current ? theme.color.accent_soft : theme.color.page, theme.radius);
        }
        draw_icon(ui, item.icon, {at.x + 12, at.y, 24, at.h}, 20, ink);
        Type type = item.current ? strong_type(theme) : body_type(theme);
        type.color = item.current ? theme.color.accent : theme.color.text;
        draw_line(ui, item.label, type, {at.x + 46, at.y, at.w - 46 - (item.count > 0 ? 48.0f : 8.0f), at.h});
        if (item.count > 0) draw_count(ui, item.count, at.x + at.w - 12, at.y + at.h / 2);
    }
    focus_ring(ui, id, inset(at, 4, 4), theme.radius_small);
}

void draw_rail(Ui& ui, PageOptions const& options, Rect const& rail, bool narrow) {
    Theme const& theme = ui.theme();
    Viewport const& viewport = ui.viewport();
    fill(ui, rail, theme.color.surface, 0);
    float const edge = rail.x + rail.w - theme.line_width / 2;
    line(ui, edge, 0, edge, viewport.h, theme.color.line, theme.line_width);
    open_bar(ui, Role::navigation, "nav", options.brand, rail);
    ui.frame().nodes.back().look = "rail bar";
    float const side = narrow ? 0 : theme.space_3;
    float const x = viewport.safe_left + side;
    float const w = rail.w - viewport.safe_left - 2 * side;
    float y = viewport.safe_top + 16;
    if (!narrow) {
        if (!options.brand.empty()) draw_brand(ui, options.brand, {x + 4, y, w - 8, 40}, Align::left);
        y += 60;
    }
    float const scale = viewport.text_scale, extra_h = extra_label_h(ui, options.nav, w);
    for (NavItem const& item : options.nav) {
        if (item.in_menu) continue;
        float const h = (narrow ? 64.0f : 46.0f) * std::max(1.0f, scale) + (narrow ? extra_h : 0);
        draw_nav_item(ui, item, {x, y, w, h}, narrow);
        y += h + theme.space_1;
    }
    if (!options.menu.empty()) {
        float const h = (narrow ? 52.0f : 60.0f) * std::max(1.0f, scale);
        menu_button(ui, options, {x, viewport.h - viewport.safe_bottom - theme.space_2 - h, w, h},
                    narrow ? "nav" : "account");
    }
    pop_level(ui, Kind::bar);
}

void draw_bottom_nav(Ui& ui, OpenPage const& page, Rect const& at) {
    Theme const& theme = ui.theme();
    fill(ui, at, theme.color.surface, 0);
    line(ui, at.x, at.y, at.x + at.w, at.y, theme.color.line, theme.line_width);
    open_bar(ui, Role::navigation, "nav", page.nav_name, at);
    ui.frame().nodes.back().look = "low bar";
    float const w = at.w / static_cast<float>(page.bottom_nav.size());
    float x = at.x;
    for (NavItem const& item : page.bottom_nav) {
        draw_nav_item(ui, item, {x, at.y, w, at.h - ui.viewport().safe_bottom}, true);
        x += w;
    }
    pop_level(ui, Kind::bar);
}

/// Remembers which page is shown: the heading of a page that replaced another one asks for the focus.
void enter_page(Ui& ui, std::uint32_t id) {
    UiState& state = ui.state();
    if (state.page != 0 && state.page != id) state.page_focus = id;
    if (state.page != id) state.menu_of = 0;
    state.page = id;
    state.page_frame.id = id;
}

std::uint32_t bar_height_id(Ui& ui) { return make_id(ui.state().page_frame.id, "action bar height"); }

std::uint32_t slim_rail_id() { return make_id(0, "slim rail"); }

}  // namespace

void slim_rail(Ui& ui) { ui.state().sizes[slim_rail_id()] = {1, ui.state().frame_no}; }

bool has_slim_rail(Ui& ui) {
    auto const found = ui.state().sizes.find(slim_rail_id());
    return found != ui.state().sizes.end() && found->second.second == ui.state().frame_no;
}

void begin_page(Ui& ui, PageOptions const& options) {
    UiState& state = ui.state();
    Viewport const& viewport = ui.viewport();
    NavPlace const place = nav_place(ui, options);
    float const scale = std::max(1.0f, viewport.text_scale);
    Parts const parts = parts_of(ui, options, place, scale);
    ui.frame().title = options.title;
    if (!options.brand.empty()) ui.frame().title += " · " + options.brand;

    OpenPage& page = state.page_frame;
    enter_page(ui, make_id(make_id(0, "page"), options.key.empty() ? options.title : options.key));
    float const side = column_side(viewport);
    float const left = std::max(parts.area.x, viewport.safe_left) + side;
    float const room = std::max(0.0f, viewport.w - viewport.safe_right - side - left);
    page.column_w = std::min(room, options.max_width * std::max(1.0f, viewport.text_scale));
    page.column_x = left + (room - page.column_w) / 2;
    page.bottom_nav = place == NavPlace::bottom ? options.nav : std::vector<NavItem>{};
    page.nav_name = options.brand.empty() ? options.title : options.brand;
    page.bar_bottom = parts.area.y + parts.area.h;

    push_level(ui, {Kind::page, page.id, -1, parts.area.x, parts.area.w, 0, 0});
    draw_top_bar(ui, options, parts, place);
    if (parts.rail.w > 0) draw_rail(ui, options, parts.rail, place == NavPlace::narrow_rail);

    page.area = parts.area;
    page.area.h = std::max(0.0f, page.area.h - recall(ui, bar_height_id(ui), 0));
    add_node(ui, Role::main, key_id(ui, "main"), {}, parts.area);
    page.main_node = last_node(ui);
    push_level(ui, {Kind::page, page.id, page.main_node, page.column_x, page.column_w, 0, 0});
    page.scroller_id = key_id(ui, "scroller");
    begin_scroller(ui, page.scroller_id, page.area, Kind::page, page.column_x, page.column_w,
                   viewport.phone() ? 16.0f : 24.0f);
    page.scrolling = true;
}

void begin_action_bar(Ui& ui) {
    OpenPage& page = ui.state().page_frame;
    CHECK(page.scrolling && !page.has_bar);
    Theme const& theme = ui.theme();
    page.has_bar = true;
    float const height = recall(ui, bar_height_id(ui), theme.control_h + 2 * theme.space_3);
    float const y = page.bar_bottom - height;
    float const x = page.area.x;
    push_clip(ui, {0, 0, ui.viewport().w, ui.viewport().h});
    std::uint32_t const id = make_id(page.id, "actions");
    push_level(ui, {Kind::bar, id, page.main_node, page.column_x, page.column_w, y, y + theme.space_3});
    page.bar_begin = mark(ui);
    page.bar_surface = begin_surface(ui, x, y, page.area.w, theme.color.surface, 0, 0, 0);
    line(ui, x, y, x + page.area.w, y, theme.color.line, theme.line_width);
    add_node(ui, Role::group, id, {}, {x, y, page.area.w, height}).look = "low bar";
    level(ui).node = last_node(ui);
}

void end_action_bar(Ui& ui) {
    Level const closed = pop_level(ui, Kind::bar);
    pop_clip(ui);
    OpenPage& page = ui.state().page_frame;
    float const safe = page.bottom_nav.empty() ? ui.viewport().safe_bottom : 0;
    float const height = closed.y + ui.theme().space_3 + safe - closed.top;
    end_surface(ui, page.bar_surface, height);
    ui.frame().nodes[static_cast<std::size_t>(closed.node)].rect.h = height;
    move_down(ui, page.bar_begin, mark(ui), page.bar_bottom - height - closed.top);
    learn(ui, bar_height_id(ui), height, 0);
}

void end_page(Ui& ui) {
    OpenPage& page = ui.state().page_frame;
    if (ui.viewport().w >= 600 && ui.state().scrolls[page.scroller_id].y > 0) {
        float const edge = page.area.y + ui.theme().line_width / 2;
        line(ui, page.area.x, edge, page.area.x + page.area.w, edge, ui.theme().color.line,
             ui.theme().line_width);
    }
    if (!page.has_bar) learn(ui, bar_height_id(ui), 0, 0);
    bool const at_edge = page.bottom_nav.empty() && !page.has_bar;
    page.scrolling = false;
    end_scroller(ui, Kind::page, page.fills_height ? 0 : 32 + (at_edge ? ui.viewport().safe_bottom : 0));
    pop_level(ui, Kind::page);
    if (!page.bottom_nav.empty()) {
        float const h = ui.viewport().h - page.bar_bottom;
        draw_bottom_nav(ui, page, {0, page.bar_bottom, ui.viewport().w, h});
    }
    pop_level(ui, Kind::page);
}

bool begin_page_menu(Ui& ui) {
    UiState& state = ui.state();
    OpenPage const& page = state.page_frame;
    if (state.menu_of != page.id || page.menu_at.w == 0) return false;
    bool const open =
        begin_overlay(ui, {.id = make_id(page.id, "menu"), .title = page.menu, .anchor = &page.menu_at});
    if (!open) state.menu_of = 0;
    begin_overlay_content(ui, ui.theme().space_4);
    return true;
}

void close_page_menu(Ui& ui) { ui.state().menu_of = 0; }

// ---- Panes ------------------------------------------------------------------------------------------------

PanesShown begin_panes(Ui& ui, std::string_view key, PanesOptions const& options) {
    UiState& state = ui.state();
    OpenPanes panes;
    std::uint32_t const id = key_id(ui, key);
    panes.both = ui.viewport().wide() && state.page_frame.scrolling;
    PanesShown shown;
    Level const box = level(ui);
    push_level(ui, {Kind::panes, id, box.node, box.x, box.w, box.y, box.y, 0, box.last, 0});
    if (!panes.both) {
        state.panes.push_back(panes);
        shown.right = options.show_right_when_narrow;
        shown.left = !shown.right;
        return shown;
    }
    OpenPage& page = state.page_frame;
    page.fills_height = true;
    bool const first = box.last == Flow::start;
    float const top = first ? page.area.y : box.y + ui.theme().space_4;
    panes.area = {page.area.x, top, page.area.w, std::max(0.0f, page.area.y + page.area.h - top)};
    panes.left_w = std::min(options.left_width * ui.viewport().text_scale, panes.area.w / 2);
    state.panes.push_back(panes);
    Theme const& theme = ui.theme();
    float const edge = panes.area.x + panes.left_w;
    line(ui, edge, top, edge, top + panes.area.h, theme.color.line, theme.line_width);
    line(ui, panes.area.x, top, panes.area.x + panes.area.w, top, theme.color.line, theme.line_width);
    begin_scroller(ui, make_id(id, "left"), {panes.area.x, top, panes.left_w, panes.area.h}, Kind::panes,
                   panes.area.x + 16, panes.left_w - 32, 16);
    return shown;
}

void next_pane(Ui& ui) {
    UiState& state = ui.state();
    OpenPanes const panes = state.panes.back();
    if (!panes.both) return;
    end_scroller(ui, Kind::panes, 24);
    float const x = panes.area.x + panes.left_w + 1;
    Rect const view{x, panes.area.y, panes.area.x + panes.area.w - x, panes.area.h};
    float const w = std::min(view.w - 48, 860.0f * std::max(1.0f, ui.viewport().text_scale));
    begin_scroller(ui, make_id(level(ui).id, "right"), view, Kind::panes, view.x + (view.w - w) / 2, w, 24);
}

void end_panes(Ui& ui) {
    OpenPanes const panes = ui.state().panes.back();
    ui.state().panes.pop_back();
    if (panes.both) end_scroller(ui, Kind::panes, 32);
    Level const closed = pop_level(ui, Kind::panes);
    // The page itself does not scroll: its content is exactly as high as what is seen of it.
    level(ui).y = panes.both ? level(ui).top + ui.state().page_frame.area.h : closed.y;
    placed(ui, panes.both ? panes.area.w : closed.want, closed.last);
}

}  // namespace afterdesk::ui
