// One out of many: a field that opens the list of what can be chosen.

#include <algorithm>
#include <string>

#include "base/fold_text.hpp"
#include "text/catalogue.hpp"
#include "widgets/field.hpp"
#include "widgets/flow.hpp"
#include "widgets/icons.hpp"
#include "widgets/overlay.hpp"
#include "widgets/paint.hpp"

namespace afterdesk::ui {
namespace {

constexpr std::size_t search_from = 10;  ///< choices
constexpr float picker_side_w = 14, mark_w = 22;

// ---- The list ---------------------------------------------------------------------------------------------

/// Chosen, or what Enter in the search would choose.
struct OptionLook {
    bool on = false, next = false;
};

void draw_mark(Ui& ui, Rect const& at, bool on) {
    Palette const& color = ui.theme().color;
    float const x = at.x + at.w / 2, y = at.y + at.h / 2;
    if (!ui.viewport().phone()) {
        if (on) draw_icon(ui, icons::check, at, 20, color.accent);
        return;
    }
    ring(ui, x, y, 10, on ? color.accent : color.line_strong, on ? 2.0f : 1.5f);
    if (on) circle(ui, x, y, 6, color.accent);
}

bool draw_option(Ui& ui, Choice const& item, OptionLook const& look) {
    Theme const& theme = ui.theme();
    Level& box = level(ui);
    std::string_view const note = note_of(item);
    bool const live = item.why_not.empty();
    Type const type = live ? body_type(theme) : colored(body_type(theme), theme.color.text_muted);
    Type const small = muted_type(theme);
    float const w = box.w - 2 * theme.space_4 - mark_w - theme.space_2;
    Paragraph const& words = paragraph(ui, item.label, type, w);
    float const words_h = height_of(words, type);
    float const note_h = note.empty() ? 0 : height_of(paragraph(ui, note, small, w), small);
    float const air = ui.viewport().phone() ? theme.space_3 : theme.space_2;
    Rect const at{box.x, box.y, box.w, std::max(theme.touch_min, words_h + note_h + 2 * air)};
    box.y += at.h;

    std::uint32_t const id = key_id(ui, item.key);
    Node& node = add_node(ui, Role::option, id, spoken_pair(ui, item.label, note), at);
    node.value = note;
    node.look = look.on ? "option on" : "option";
    if (look.on) node.icon = icons::check;
    if (look.on) node.state |= selected;
    if (!live) node.state |= disabled;
    Press const pressed = press(ui, id, at, live);
    if (!visible(ui, at)) return pressed.pressed;
    Rect const lit = inset(at, theme.space_2, 1);
    if (pressed.hovered || pressed.held || look.next)
        fill(ui, lit, theme.color.accent_soft, theme.radius_small);
    float const x = at.x + theme.space_4, y = at.y + (at.h - words_h - note_h) / 2;
    draw_paragraph(ui, words, item.label, type, {x, y, w, words_h});
    if (!note.empty())
        draw_paragraph(ui, paragraph(ui, note, small, w), note, small, {x, y + words_h, w, note_h});
    draw_mark(ui, {at.x + at.w - theme.space_4 - mark_w, at.y, mark_w, at.h}, look.on);
    focus_ring(ui, id, lit, theme.radius_small);
    return pressed.pressed;
}

/// The box above a long list. True when Enter was pressed in it.
bool draw_search(Ui& ui, OpenPicker& picker) {
    Theme const& theme = ui.theme();
    Level box = level(ui);
    box.x += theme.space_4;
    box.w -= 2 * theme.space_4;
    box.y += box.y > box.top ? 0 : theme.space_3;
    push_level(ui, box);
    text::Language const lang = language(ui);
    bool const submitted = field(ui, "search", text::in(lang, t::search), picker.query,
                                 {.kind = FieldKind::search,
                                  .placeholder = std::string(text::in(lang, t::search)),
                                  .hide_label = true})
                               .submitted;
    pop_level(ui, Kind::dialog);
    return submitted;
}

void take(OpenPicker& picker, std::string const& key) {
    picker.value = key;
    picker.picked = true;
}

/// Those that the search leaves.
void draw_options(Ui& ui, OpenPicker& picker, bool submitted) {
    std::string const sought = fold_text(picker.query);
    std::vector<Choice const*> found;
    for (Choice const& item : picker.items) {
        bool const fits =
            sought.empty() || fold_text(item.label + " " + item.note).find(sought) != std::string::npos;
        if (fits) found.push_back(&item);
    }
    if (found.empty()) {
        text(ui, text::in(language(ui), t::no_such_choice), TextStyle::muted);
        return;
    }
    Level const box = level(ui);
    std::uint32_t const id = make_id(picker.id, "list");
    add_node(ui, Role::listbox, id, picker.label, {box.x, box.y, box.w, 0});
    int const list = last_node(ui);
    push_level(ui, {Kind::bar, id, list, box.x, box.w, box.y, box.y});
    auto const first_live =
        std::find_if(found.begin(), found.end(), [](Choice const* item) { return item->why_not.empty(); });
    Choice const* const next = sought.empty() || first_live == found.end() ? nullptr : *first_live;
    std::uint32_t focus = make_id(id, (first_live == found.end() ? found.front() : *first_live)->key);
    for (Choice const* item : found) {
        bool const on = item->key == picker.value;
        if (on) focus = make_id(id, item->key);
        if (draw_option(ui, *item, {on, item == next})) take(picker, item->key);
    }
    if (submitted && next != nullptr) take(picker, next->key);
    std::uint32_t& asked = ui.state().open_dialogs.back().focus;
    if (asked == 0) asked = focus;
    float const bottom = pop_level(ui, Kind::bar).y;
    ui.frame().nodes[static_cast<std::size_t>(list)].rect.h = bottom - box.y;
    level(ui).y = bottom;
}

}  // namespace

std::string_view note_of(Choice const& item) { return item.why_not.empty() ? item.note : item.why_not; }

void draw_picker_list(Ui& ui) {
    OpenPicker& picker = ui.state().picker;
    if (picker.id == 0) return;
    if (picker.frame != ui.state().frame_no) picker = {};  // what it stood in is gone
    if (!picker.open) return;
    std::vector<Node> const& nodes = ui.frame().nodes;
    auto const button = std::find_if(nodes.begin(), nodes.end(),
                                     [&picker](Node const& node) { return node.id == picker.id; });
    Rect const anchor = button->rect;
    bool const searches = picker.items.size() >= search_from;
    std::uint32_t const id = make_id(picker.id, "sheet");
    float const search_h = searches ? ui.theme().control_h + ui.theme().space_4 + ui.theme().space_2 : 0;
    picker.open = begin_overlay(ui, {id, picker.label, &anchor, search_h});
    bool const submitted = searches && draw_search(ui, picker);
    // A finger shall see the list, not the keyboard over it.
    if (searches && !ui.viewport().phone()) ui.state().open_dialogs.back().focus = make_id(id, "search");
    begin_overlay_content(ui, 0);
    if (ui.viewport().phone()) space(ui, ui.theme().space_1);  // for the ring around the first
    draw_options(ui, picker, submitted);
    end_dialog(ui);
    if (picker.picked) picker.open = false;
    if (picker.open) return;
    picker.focus_back = true;
    show_outcome(ui);
}

// ---- The field --------------------------------------------------------------------------------------------

namespace {

/// What its list left behind. True when another one was chosen there.
bool take_over(Ui& ui, std::uint32_t id, std::string& value) {
    OpenPicker& picker = ui.state().picker;
    if (picker.id != id) return false;
    picker.frame = ui.state().frame_no;
    bool const focused = ui.input().focused == id;
    if (picker.focus_is_back && !focused) picker.focus_back = false;
    picker.focus_is_back = picker.focus_back && focused;
    bool const changed = picker.picked && picker.value != value;
    if (changed) value = picker.value;
    picker.picked = false;
    return changed;
}

void draw_button(Ui& ui, std::uint32_t id, Rect const& box, std::string_view shown, Type const& type,
                 bool has_error) {
    Theme const& theme = ui.theme();
    OpenPicker const& picker = ui.state().picker;
    bool const open = picker.id == id && picker.open;
    draw_field_box(ui, box, open, has_error);
    float const w = box.w - 2 * picker_side_w - mark_w - theme.space_1;
    Paragraph const& lines = paragraph(ui, shown, type, w);
    float const h = height_of(lines, type);
    draw_paragraph(ui, lines, shown, type, {box.x + picker_side_w, box.y + (box.h - h) / 2, w, h});
    draw_icon(ui, icons::chevron_down, {box.x + box.w - picker_side_w - mark_w, box.y, mark_w, box.h}, 18,
              theme.color.text_muted);
    focus_ring(ui, id, box, theme.radius);
}

}  // namespace

bool picker(Ui& ui, std::string_view key, std::string_view label, std::span<Choice const> items,
            std::string& value, PickerOptions const& options) {
    Theme const& theme = ui.theme();
    std::uint32_t const id = key_id(ui, key);
    OpenPicker& picker = ui.state().picker;
    bool const changed = take_over(ui, id, value);
    if (!options.hide_label) draw_field_label(ui, id, label, options.required);
    auto const chosen =
        std::find_if(items.begin(), items.end(), [&value](Choice const& item) { return item.key == value; });
    bool const none = chosen == items.end();
    std::string_view shown = none ? std::string_view(options.placeholder) : chosen->label;
    if (shown.empty()) shown = text::in(language(ui), t::choose);
    std::string_view said = options.why_not.empty() ? options.hint : options.why_not;
    if (said.empty() && !none) said = note_of(*chosen);

    bool const live = options.why_not.empty() && !items.empty();
    bool const inked = live && !none;
    Type const type = inked ? body_type(theme) : colored(body_type(theme), theme.color.text_muted);
    Paragraph const& lines =
        paragraph(ui, shown, type, level(ui).w - 2 * picker_side_w - mark_w - theme.space_1);
    Rect const box = place(ui, std::max(theme.control_h, height_of(lines, type) + 2 * theme.space_2), 260);
    Node& node = add_node(ui, Role::button, id, spoken_pair(ui, label, shown), box);
    node.value = shown;
    node.description = options.error.empty() ? said : std::string_view(options.error);
    node.look = inked ? "picker" : "picker none";
    node.icon = icons::chevron_down;
    node.state |= live ? popup : disabled;
    if (picker.id == id && picker.focus_back) node.state |= focus_me;
    bool const pressed = press(ui, id, box, live).pressed;
    if (pressed) {
        picker = {};
        picker.id = id;
        picker.frame = ui.state().frame_no;
        picker.open = true;
    }
    if (picker.id == id && picker.open) {
        picker.label = label;
        picker.value = value;
        picker.items.assign(items.begin(), items.end());
    }
    draw_button(ui, id, box, shown, type, !options.error.empty());
    draw_below_field(ui, id, {said, options.error, {}});
    return changed;
}

}  // namespace afterdesk::ui
