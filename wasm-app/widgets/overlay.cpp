// What lies above the page: dialogs and passing messages.

#include "widgets/overlay.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "base/check.hpp"
#include "imgui.h"
#include "text/catalogue.hpp"
#include "widgets/flow.hpp"
#include "widgets/icons.hpp"
#include "widgets/paint.hpp"

namespace afterdesk::ui {
namespace {

constexpr float dialog_w = 520, header_h = 60, unknown_content_h = 240;
constexpr std::int64_t toast_shown_ms = 5000, toast_waited_for_ms = 2000;

/// A message that another one waits for is shown for a shorter time.
std::int64_t end_of(ToastMemory const& shown, ToastMemory const& next) {
    return shown.until_ms - (next.text.empty() ? 0 : toast_shown_ms - toast_waited_for_ms);
}

std::uint32_t content_height_id(std::uint32_t dialog) { return make_id(dialog, "content height"); }
std::uint32_t actions_height_id(std::uint32_t dialog) { return make_id(dialog, "actions height"); }

/// Below the last thing of a dialog.
float below_all(Ui& ui, OpenDialog const& dialog) {
    return dialog.anchored ? ui.theme().space_2
                           : 20 + (ui.viewport().phone() ? ui.viewport().safe_bottom : 0);
}

float sheet_w(Ui& ui) {
    Viewport const& viewport = ui.viewport();
    return viewport.phone() ? viewport.w
                            : std::min(dialog_w * std::max(1.0f, viewport.text_scale), viewport.w - 48);
}

Paragraph const& title_lines(Ui& ui, std::string_view title) {
    return paragraph(ui, title, heading_type(ui.theme(), 2), std::max(1.0f, sheet_w(ui) - 20 - 60));
}

/// Of the part above the content: a long title takes more than one line.
float title_h(Ui& ui, std::string_view title) {
    float const lines_h = height_of(title_lines(ui, title), heading_type(ui.theme(), 2));
    return std::max(header_h * std::max(1.0f, ui.viewport().text_scale), lines_h + 2 * ui.theme().space_4);
}

/// As it was in the last frame; null when it opens now.
OpenDialog const* shown_before(Ui& ui, std::uint32_t id) {
    for (OpenDialog const& dialog : ui.state().dialogs_before) {
        if (dialog.id == id) return &dialog;
    }
    return nullptr;
}

/// Until its content has been measured.
constexpr int settling_frames = 1;

/// Where the sheet stands for a content of this height below a title of that height. Once it stands it grows
/// downwards as long as there is room, so that nothing moves away under a finger.
Rect sheet_rect(Ui& ui, float above_h, float content_h, OpenDialog const* before) {
    Viewport const& viewport = ui.viewport();
    bool const phone = viewport.phone();
    float const free_above = viewport.safe_top + (phone ? 24.0f : 32.0f);
    float const free_below = phone ? 0.0f : 32.0f;
    float const most_h = std::max(header_h, viewport.h - free_above - free_below);
    float const h = std::min(most_h, above_h + content_h);
    float const w = sheet_w(ui);
    float y = phone ? viewport.h - h : free_above + (most_h - h) / 2;
    float const x = (viewport.w - w) / 2;
    bool const stands = before != nullptr && before->frames >= settling_frames && before->sheet.x == x;
    if (!phone && stands) y = std::clamp(before->sheet.y, free_above, free_above + most_h - h);
    return {x, y, w, h};
}

/// Below what opened it, or above where there is more room.
Rect beside(Ui& ui, Rect const& anchor, float h) {
    constexpr float gap = 4, edge = 8, most_h = 560, least_h = 220, least_w = 260;
    Viewport const& viewport = ui.viewport();
    float const scale = std::max(1.0f, viewport.text_scale);
    float const below = viewport.h - viewport.safe_bottom - edge - (anchor.y + anchor.h + gap);
    float const above = anchor.y - gap - edge - viewport.safe_top;
    float const room = std::max({below, above, std::min(least_h, viewport.h - 2 * edge)});
    h = std::min({h, most_h * scale, room});
    float const w = std::min(std::max(anchor.w, least_w * scale), viewport.w - 2 * edge);
    float const y = h <= below || below >= above ? anchor.y + anchor.h + gap : anchor.y - gap - h;
    return {std::clamp(anchor.x, edge, viewport.w - edge - w),
            std::clamp(y, std::min(edge, viewport.h - edge - h), viewport.h - edge - h), w, h};
}

void draw_sheet(Ui& ui, Rect const& sheet, bool anchored) {
    Theme const& theme = ui.theme();
    bool const phone = ui.viewport().phone();
    float const radius = theme.radius + (anchored ? 0.0f : 4.0f);
    if (!anchored) fill(ui, {0, 0, ui.viewport().w, ui.viewport().h}, theme.color.scrim, 0);
    Rect drawn = sheet;
    if (phone) drawn.h += radius;  // the lower corners lie below the edge
    if (!phone) shadow(ui, drawn, radius);
    fill(ui, drawn, theme.color.surface_raised, radius);
    outline(ui, drawn, theme.color.line, radius, theme.line_width);
}

bool pressed_outside(Ui& ui, Rect const& sheet) {
    ImGuiIO const& io = ImGui::GetIO();
    if (!takes_input(ui) || !ImGui::IsMouseReleased(ImGuiMouseButton_Left)) return false;
    auto const outside = [&sheet](ImVec2 at) {
        return at.x < sheet.x || at.y < sheet.y || at.x >= sheet.x + sheet.w || at.y >= sheet.y + sheet.h;
    };
    return outside(io.MouseClickedPos[0]) && outside(io.MousePos);
}

bool draw_header(Ui& ui, std::string_view title, Rect const& sheet) {
    Theme const& theme = ui.theme();
    float const h = title_h(ui, title);
    Rect const title_at{sheet.x + 20, sheet.y, std::max(0.0f, sheet.w - 20 - 60), h};
    Node& heading = add_node(ui, Role::heading, key_id(ui, "title"), title, title_at);
    heading.level = 2;
    heading.font_px = heading_type(theme, 2).px;
    heading.place = "middle";
    Type const type = heading_type(theme, 2);
    Paragraph const& lines = title_lines(ui, title);
    float const lines_h = height_of(lines, type);
    draw_paragraph(ui, lines, title, type, {title_at.x, title_at.y + (h - lines_h) / 2, title_at.w, lines_h});
    std::uint32_t const id = key_id(ui, "close");
    Rect const close_at{sheet.x + sheet.w - 52, sheet.y + (h - 44) / 2, 44, 44};
    Node& close = add_node(ui, Role::button, id, text::in(language(ui), t::close), close_at);
    close.look = "bare";
    close.icon = icons::close;
    Press const pressed = press(ui, id, close_at);
    if (pressed.hovered) fill(ui, inset(close_at, 2, 2), theme.color.accent_soft, theme.radius);
    draw_icon(ui, icons::close, close_at, 22, theme.color.text_muted);
    focus_ring(ui, id, inset(close_at, 4, 4), theme.radius_small);
    return pressed.pressed;
}

/// When a dialog opens, its first field or choice has the focus, or its heading when it has none. Later on it
/// asks for nothing, also when another dialog that lay above it is closed.
void ask_for_focus(Ui& ui, OpenDialog& dialog) {
    OpenDialog const* const was = shown_before(ui, dialog.id);
    std::vector<Node>& nodes = ui.frame().nodes;
    auto const answers = [](Node const& node) {
        bool const asks = node.role == Role::field || node.role == Role::radio || node.role == Role::checkbox;
        return asks && (node.state & disabled) == 0;
    };
    auto const first = nodes.begin() + static_cast<std::ptrdiff_t>(dialog.begin);
    if (was != nullptr) {
        dialog.focus = was->focus;
    } else if (dialog.focus == 0) {
        auto const found = std::find_if(first, nodes.end(), answers);
        dialog.focus = found == nodes.end() ? make_id(dialog.id, "title") : found->id;
    }
    for (auto node = first; node != nodes.end(); ++node)
        if (node->id == dialog.focus) node->state |= focus_me;
}

}  // namespace

bool begin_overlay(Ui& ui, Overlay const& overlay) {
    UiState& state = ui.state();
    OpenDialog dialog;
    dialog.id = overlay.id;
    dialog.begin = ui.frame().nodes.size();
    dialog.draw_before = state.draw;
    dialog.levels_before = state.levels.size();
    dialog.anchored = overlay.anchor != nullptr && !ui.viewport().phone();
    float const head_h = dialog.anchored ? 0 : title_h(ui, overlay.title);
    float const above_h = head_h + overlay.fixed_h;
    float const content_h = recall(ui, content_height_id(dialog.id), unknown_content_h);
    OpenDialog const* const before = shown_before(ui, dialog.id);
    dialog.frames = before == nullptr ? 0 : std::min(before->frames + 1, settling_frames);
    dialog.sheet = dialog.anchored ? beside(ui, *overlay.anchor, above_h + content_h)
                                   : sheet_rect(ui, above_h, content_h, before);
    Rect const sheet = dialog.sheet;
    dialog.content_y = sheet.y + above_h;

    state.draw = ImGui::GetForegroundDrawList();
    state.open_dialogs.push_back(dialog);
    push_clip(ui, {0, 0, ui.viewport().w, ui.viewport().h});
    push_level(ui, {Kind::dialog, dialog.id, -1, sheet.x, sheet.w, sheet.y, sheet.y + head_h});
    draw_sheet(ui, sheet, dialog.anchored);
    add_node(ui, Role::dialog, dialog.id, overlay.title, sheet).look = dialog.anchored ? "popover" : "";
    level(ui).node = last_node(ui);
    bool const closed = !dialog.anchored && draw_header(ui, overlay.title, sheet);
    bool const escaped = ui.input().escape && takes_input(ui);
    bool const left = pressed_outside(ui, sheet);
    if (closed || escaped || left) show_outcome(ui);
    return !(closed || escaped || left);
}

void begin_overlay_content(Ui& ui, float side) {
    OpenDialog& dialog = ui.state().open_dialogs.back();
    Rect const& sheet = dialog.sheet;
    constexpr float most_of_sheet = 0.4f;
    float const wanted = recall(ui, actions_height_id(dialog.id), 0);
    dialog.bar_h = wanted > most_of_sheet * sheet.h ? 0 : wanted;
    float const h = std::max(0.0f, sheet.y + sheet.h - dialog.content_y - dialog.bar_h);
    begin_scroller(ui, make_id(dialog.id, "content"), {sheet.x, dialog.content_y, sheet.w, h}, Kind::dialog,
                   sheet.x + side, sheet.w - 2 * side, dialog.anchored ? ui.theme().space_2 : 0);
}

bool begin_dialog(Ui& ui, std::string_view key, std::string_view title) {
    bool const open = begin_overlay(ui, {.id = key_id(ui, key), .title = title});
    begin_overlay_content(ui, 20);
    return open;
}

void begin_dialog_actions(Ui& ui) {
    OpenDialog& dialog = ui.state().open_dialogs.back();
    float const wanted = recall(ui, actions_height_id(dialog.id), 0);
    bool const too_high = wanted > dialog.bar_h;
    if (too_high) return learn(ui, actions_height_id(dialog.id), wanted, 0);
    Theme const& theme = ui.theme();
    Rect const& sheet = dialog.sheet;
    dialog.content_h = end_scroller(ui, Kind::dialog, theme.space_2);
    dialog.has_bar = true;
    float const y = sheet.y + sheet.h - dialog.bar_h;
    if (dialog.content_y + dialog.content_h > y + theme.space_2)
        line(ui, sheet.x, y, sheet.x + sheet.w, y, theme.color.line, theme.line_width);
    int const node = level(ui).node;
    push_level(ui, {Kind::dialog, make_id(dialog.id, "actions"), node, sheet.x + 20, sheet.w - 40, y,
                    y + theme.space_2});
}

void end_dialog(Ui& ui) {
    UiState& state = ui.state();
    CHECK(!state.open_dialogs.empty());
    OpenDialog const& ended = state.open_dialogs.back();
    float const below = below_all(ui, ended);
    if (ended.has_bar) {
        Level const bar = pop_level(ui, Kind::dialog);
        float const bar_h = std::ceil(bar.y + below - bar.top);
        learn(ui, actions_height_id(ended.id), bar_h, 0);
        learn(ui, content_height_id(ended.id), ended.content_h + bar_h, unknown_content_h);
    } else {
        learn(ui, content_height_id(ended.id), end_scroller(ui, Kind::dialog, below), unknown_content_h);
    }
    pop_level(ui, Kind::dialog);
    pop_clip(ui);
    OpenDialog dialog = state.open_dialogs.back();
    state.open_dialogs.pop_back();
    CHECK(state.levels.size() == dialog.levels_before);
    ask_for_focus(ui, dialog);
    dialog.end = ui.frame().nodes.size();
    state.draw = dialog.draw_before;
    state.dialogs.push_back(dialog);
}

// ---- Passing messages -------------------------------------------------------------------------------------

/// Those that come meanwhile wait together.
void toast(Ui& ui, std::string_view text, Tone tone) {
    UiState& state = ui.state();
    ToastMemory& message = state.toast.text.empty() ? state.toast : state.next_toast;
    if (message.text.empty() || tone == Tone::danger) message.tone = tone;
    if (!message.text.ends_with(text)) {  // the same twice is said once
        if (!message.text.empty()) message.text += '\n';
        message.text += text;
    }
    message.until_ms = ui.input().now_ms + toast_shown_ms;
}

void draw_toast(Ui& ui) {
    UiState& state = ui.state();
    ToastMemory& message = state.toast;
    ToastMemory& next = state.next_toast;
    if (!message.text.empty() && ui.input().now_ms >= end_of(message, next)) {
        message = std::exchange(next, {});
        message.until_ms = ui.input().now_ms + toast_shown_ms;
    }
    bool const alarming = message.tone == Tone::danger;
    std::string_view const text = message.text;

    Theme const& theme = ui.theme();
    Viewport const& viewport = ui.viewport();
    Type const type = body_type(theme);
    float const most_w = std::min(520.0f, viewport.w - 32) - 64;
    Paragraph const& lines = paragraph(ui, text, type, most_w);
    float const w = lines.width + 64;
    float const h = height_of(lines, type) + 2 * theme.space_3;
    float const floor = state.page_frame.id != 0 ? state.page_frame.area.y + state.page_frame.area.h
                                                 : viewport.h - viewport.safe_bottom;
    Rect const at = text.empty() ? Rect{} : Rect{(viewport.w - w) / 2, floor - 16 - h, w, h};
    // The places where messages appear are always there: a screen reader notices only what changes in a known
    // place.
    int const parent = level(ui).node;
    level(ui).node = -1;
    for (Role const role : {Role::status, Role::alert}) {
        bool const speaks = (role == Role::alert) == alarming;
        Node& node = add_node(ui, role, make_id(0, role == Role::alert ? "toast alert" : "toast status"),
                              speaks ? text : std::string_view{}, at);
        node.look = "toast";
        node.place = "notice";
        if (speaks) node.icon = tone_icon(message.tone);
    }
    level(ui).node = parent;
    if (!text.empty()) wake_at(ui, end_of(message, next));
}

}  // namespace afterdesk::ui
