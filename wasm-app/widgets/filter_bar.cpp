#include "widgets/filter_bar.hpp"

#include <algorithm>

#include "widgets/flow.hpp"
#include "widgets/icons.hpp"
#include "widgets/paint.hpp"

namespace afterdesk::ui {
namespace {

constexpr float wide_from = 820, picker_w = 190;

std::string spoken_range(FilterRange const& range, std::string_view sign) {
    std::string const from = std::string(sign) + range.from, to = std::string(sign) + range.to;
    if (range.to.empty()) return "≥ " + from;
    return range.from.empty() ? "≤ " + to : from + " – " + to;
}

std::string label_of(FilterField const& field, std::string_view key) {
    for (Choice const& item : field.items)
        if (item.key == key) return item.label;
    return {};
}

bool take(FilterField const& field, FilterState& state, std::string_view text) {
    std::string cleaned = clean_filter(field, text);
    if (cleaned == state.get(field.key)) return false;
    state.set(field.key, std::move(cleaned));
    return true;
}

// ---- Fields -----------------------------------------------------------------------------------------------

bool draw_one_of(Ui& ui, FilterField const& field, FilterState& state, FilterWords const& words,
                 bool in_bar = false) {
    std::vector<Choice> items{{"", in_bar ? spoken_pair(ui, field.label, words.any) : words.any}};
    items.insert(items.end(), field.items.begin(), field.items.end());
    std::string value(state.get(field.key));
    return picker(ui, field.key, field.label, items, value, {.hide_label = in_bar}) &&
           take(field, state, value);
}

bool draw_any_of(Ui& ui, FilterField const& field, FilterState& state) {
    heading(ui, 3, field.label);
    std::vector<std::string> const set = filter_keys(state.get(field.key));
    std::string text;
    bool changed = false;
    bool const pairs = !ui.viewport().phone();  // two beside each other
    for (std::size_t i = 0; i < field.items.size(); ++i) {
        Choice const& item = field.items[i];
        bool on = std::find(set.begin(), set.end(), item.key) != set.end();
        if (pairs && i % 2 == 0) begin_row(ui, field.key + " row" + std::to_string(i), {-1, -1});
        if (pairs && i % 2 == 1) next_cell(ui);
        changed |= checkbox(ui, field.key + "." + item.key, item.label, on, item.why_not);
        if (on) text += item.key + "~";
        bool const last = i + 1 == field.items.size();
        if (pairs && last && i % 2 == 0) next_cell(ui);
        if (pairs && (last || i % 2 == 1)) end_row(ui);
    }
    return changed && take(field, state, text);
}

/// What is typed in a field: as it is set, or what stands there and says nothing yet.
FilterDraft draft_of(FiltersUi const& typed, FilterField const& field, std::string_view set) {
    for (FilterDraft const& draft : typed.drafts)
        if (draft.key == field.key && draft.set == set) return draft;
    if (field.kind == FilterKind::words) return {field.key, std::string(set), {}, {}};
    FilterRange const range = filter_range(set);
    return {field.key, range.from, range.to, {}};
}

void keep_draft(FiltersUi& typed, FilterDraft draft, std::string_view set) {
    std::erase_if(typed.drafts, [&draft](FilterDraft const& old) { return old.key == draft.key; });
    draft.set = set;
    typed.drafts.push_back(std::move(draft));
}

FieldOptions end_options(FilterField const& field, std::string const& error) {
    FieldOptions options;
    options.kind = field.kind == FilterKind::days ? FieldKind::date : FieldKind::amount;
    options.max_chars = 20;
    options.error = error;
    return options;
}

bool draw_range(Ui& ui, FilterField const& field, FilterState& state, FiltersUi& typed,
                FilterWords const& words) {
    FilterDraft draft = draft_of(typed, field, state.get(field.key));
    bool const wrong = state.get(field.key).empty() && !(draft.from.empty() && draft.to.empty());
    std::string const& said = field.kind == FilterKind::days ? words.wrong_days : words.wrong_amount;
    begin_row(ui, field.key + " row", {-1, -1}, {.stack_below = 360, .center = false});
    bool typing =
        ui::field(ui, field.key + ".from", field.label + " " + words.from, draft.from, end_options(field, {}))
            .changed;
    next_cell(ui);
    FieldOptions const to = end_options(field, wrong ? said : std::string());
    typing |= ui::field(ui, field.key + ".to", field.label + " " + words.to, draft.to, to).changed;
    end_row(ui);
    if (!typing) return false;
    bool const changed = take(field, state, join_range({draft.from, draft.to}));
    keep_draft(typed, std::move(draft), state.get(field.key));
    return changed;
}

bool draw_words(Ui& ui, FilterField const& field, FilterState& state, FiltersUi& typed) {
    FilterDraft draft = draft_of(typed, field, state.get(field.key));
    FieldOptions options;
    options.kind = FieldKind::search;
    options.placeholder = field.label;
    options.hide_label = true;
    if (!ui::field(ui, field.key, field.label, draft.from, options).changed) return false;
    bool const changed = take(field, state, draft.from);
    keep_draft(typed, std::move(draft), state.get(field.key));
    return changed;
}

bool draw_flag(Ui& ui, FilterField const& field, FilterState& state) {
    bool on = !state.get(field.key).empty();
    return checkbox(ui, field.key, field.label, on) && take(field, state, on ? "1" : "");
}

struct Bar {
    std::span<FilterField const> fields;
    FilterState& state;
    FiltersUi& typed;
    FilterWords const& words;
};

bool draw_field(Ui& ui, Bar const& bar, FilterField const& field) {
    switch (field.kind) {
        case FilterKind::one_of: return draw_one_of(ui, field, bar.state, bar.words);
        case FilterKind::any_of: return draw_any_of(ui, field, bar.state);
        case FilterKind::flag: return draw_flag(ui, field, bar.state);
        case FilterKind::days:
        case FilterKind::amount: return draw_range(ui, field, bar.state, bar.typed, bar.words);
        case FilterKind::words: return draw_words(ui, field, bar.state, bar.typed);
    }
    return false;
}

// ---- The bar ----------------------------------------------------------------------------------------------

/// Searches, and what is chosen from where there is room, stand in the bar; all else behind its button.
bool in_bar(Ui& ui, FilterField const& field) {
    bool const wide = level(ui).w >= wide_from * ui.viewport().text_scale;
    bool const beside = wide && field.kind == FilterKind::one_of && !field.behind;
    return field.kind == FilterKind::words || beside;
}

bool draw_first_row(Ui& ui, std::string_view key, Bar const& bar) {
    std::vector<FilterField const*> shown;
    std::vector<float> widths;
    for (FilterField const& field : bar.fields) {
        if (!in_bar(ui, field)) continue;
        shown.push_back(&field);
        widths.push_back(field.kind == FilterKind::words ? -1.0f : picker_w);
    }
    bool const more = shown.size() < bar.fields.size();
    if (more) widths.push_back(0);
    if (widths.empty()) return false;
    bool changed = false;
    begin_row(ui, key, widths);
    for (std::size_t i = 0; i < shown.size(); ++i) {
        if (i > 0) next_cell(ui);
        if (shown[i]->kind == FilterKind::one_of) {
            changed |= draw_one_of(ui, *shown[i], bar.state, bar.words, true);
        } else {
            changed |= draw_field(ui, bar, *shown[i]);
        }
    }
    if (more && !shown.empty()) next_cell(ui);
    if (more && button(ui, "more", bar.words.more, {.icon = icons::plus})) bar.typed.open = true;
    if (more) ui.frame().nodes.back().state |= popup;
    end_row(ui);
    return changed;
}

bool draw_dialog(Ui& ui, std::string_view key, Bar const& bar) {
    std::vector<FilterField const*> behind;
    for (FilterField const& field : bar.fields)
        if (!in_bar(ui, field)) behind.push_back(&field);
    bool open = begin_dialog(ui, std::string(key) + " more", bar.words.more);
    bool changed = false;
    for (FilterField const* field : behind) changed |= draw_field(ui, bar, *field);
    if (button(ui, "done", bar.words.done, {.kind = ButtonKind::primary, .full_width = true})) open = false;
    end_dialog(ui);
    bar.typed.open = open;
    return changed;
}

/// True when it is pressed.
bool draw_chip(Ui& ui, FilterField const& field, std::string const& words, std::string_view remove) {
    Theme const& theme = ui.theme();
    Type const type = colored(small_type(theme), theme.color.accent);
    float const side = theme.space_3, cross = 24;
    Paragraph const& lines = paragraph(ui, words, type, std::max(1.0f, level(ui).w - 2 * side - cross));
    float const h = std::max(theme.touch_min, height_of(lines, type) + theme.space_4);
    float const want = lines.natural + 2 * side + cross;
    Rect const at = narrowed(ui, place(ui, h, want), lines.width + 2 * side + cross);
    std::uint32_t const id = key_id(ui, field.key + " chip");
    Node& node = add_node(ui, Role::button, id, std::string(remove) + " " + words, at);
    node.value = words;  // what is seen of its name
    node.look = "filter";
    node.font_px = type.px;
    node.icon = icons::close;
    Press const pressed = press(ui, id, at);
    Rect const pill = inset(at, 0, 5);
    fill(ui, pill, theme.color.accent_soft, std::min(17.0f, pill.h / 2));
    if (pressed.hovered || pressed.held || ui.viewport().forced_colors)
        outline(ui, pill, theme.color.accent, std::min(17.0f, pill.h / 2), theme.line_width);
    float const text_h = height_of(lines, type);
    draw_paragraph(ui, lines, words, type, {at.x + side, at.y + (at.h - text_h) / 2, lines.width, text_h});
    draw_icon(ui, icons::close, {at.x + at.w - side - 18, at.y, 18, at.h}, 16, theme.color.accent);
    focus_ring(ui, id, inset(pill, 4, 4), pill.h / 2 - 4);
    return pressed.pressed;
}

bool draw_chips(Ui& ui, std::string_view key, Bar const& bar, std::string_view count) {
    std::vector<FilterField const*> set;
    for (FilterField const& field : bar.fields)
        if (!bar.state.get(field.key).empty()) set.push_back(&field);
    std::size_t const cells = set.size() + (set.empty() ? 0 : 1) + (count.empty() ? 0 : 1);
    if (cells == 0) return false;
    std::vector<float> const widths(cells, 0.0f);
    begin_row(ui, std::string(key) + " chips", widths, {.gap = 8});
    FilterField const* taken = nullptr;
    for (FilterField const* field : set) {
        std::string const words =
            spoken_pair(ui, field->label, filter_words(*field, bar.state.get(field->key)));
        bool const says_itself = field->kind == FilterKind::flag;
        if (draw_chip(ui, *field, says_itself ? field->label : words, bar.words.remove)) taken = field;
        next_cell(ui);
    }
    bool const cleared = !set.empty() && button(ui, "clear", bar.words.clear, {.kind = ButtonKind::quiet});
    if (!set.empty() && !count.empty()) next_cell(ui);
    if (!count.empty()) {
        text(ui, count, TextStyle::muted);
        ui.frame().nodes.back().role = Role::status;
    }
    end_row(ui);
    if (taken != nullptr) bar.state.set(taken->key, {});
    if (cleared) bar.state.values.clear(), bar.typed.drafts.clear();
    return taken != nullptr || cleared;
}

}  // namespace

std::string filter_words(FilterField const& field, std::string_view text) {
    switch (field.kind) {
        case FilterKind::one_of: return label_of(field, text);
        case FilterKind::any_of: {
            std::string words;
            for (std::string const& key : filter_keys(text))
                words += (words.empty() ? "" : " / ") + label_of(field, key);
            return words;
        }
        case FilterKind::flag: return field.label;
        case FilterKind::days: return spoken_range(filter_range(text), "");
        case FilterKind::amount: return spoken_range(filter_range(text), "¥");
        case FilterKind::words: return std::string(text);
    }
    return {};
}

bool filter_bar(Ui& ui, std::string_view key, std::span<FilterField const> fields, FilterState& state,
                FiltersUi& typed, FilterOptions const& options) {
    Bar const bar{fields, state, typed, options.words};
    bool changed = draw_first_row(ui, key, bar);
    changed |= draw_chips(ui, key, bar, options.count);
    if (typed.open) changed |= draw_dialog(ui, key, bar);
    if (changed) show_outcome(ui);
    return changed;
}

}  // namespace afterdesk::ui
