#include "screens/rules_screen.hpp"

#include "text/rules.hpp"
#include "widgets/cut_strip.hpp"

namespace afterdesk::screens {
namespace {

using What = ChangeRules::What;

constexpr float what_if_w = 400, what_if_from = 900, two_fields_from = 560;

void draw_reset(ui::Ui& ui, std::string const& path, std::string const& differs, std::string const& reset,
                Intents& out) {
    if (differs.empty()) return;
    ui::begin_row(ui, path + "-differs", {-1, 0});
    ui::badge(ui, differs, ui::Tone::info);
    ui::next_cell(ui);
    if (ui::button(ui, "reset", reset, {.kind = ui::ButtonKind::quiet}))
        out.emplace_back(ChangeRules{What::reset, path, ""});
    ui::end_row(ui);
}

/// What was chosen, each with the button that takes it off, and a list to add from.
void draw_several(ui::Ui& ui, RulesView const& view, RuleFieldView const& field, Intents& out) {
    ui::begin_section(ui, field.path, "");
    ui::text(ui, field.label, ui::TextStyle::strong);
    std::vector<float> const widths(2 * field.chosen.size(), 0.0f);
    if (!widths.empty()) ui::begin_row(ui, "chosen", widths, {.gap = 4});
    for (std::size_t i = 0; i < field.chosen.size(); ++i) {
        ui::Choice const& choice = field.chosen[i];
        if (i > 0) ui::next_cell(ui);
        ui::badge(ui, choice.label, ui::Tone::neutral);
        ui::next_cell(ui);
        std::string const take = text::fill(view.page.language, t::rules_take_choice, {choice.label});
        if (ui::icon_button(ui, choice.key, take, ui::icons::close))
            out.emplace_back(ChangeRules{What::unchoose, field.path, choice.key});
    }
    if (!widths.empty()) ui::end_row(ui);
    std::string added;
    std::string const add = text::fill(view.page.language, t::rules_add_choice, {field.label});
    bool const empty = field.chosen.empty();
    if (!field.choices.empty() &&
        ui::picker(ui, "add", add, field.choices, added,
                   {.hint = field.hint,
                    .error = field.error,
                    .placeholder = std::string(say(view.page, empty ? t::rules_nothing_chosen : t::choose))}))
        out.emplace_back(ChangeRules{What::choose, field.path, added});
    ui::end_section(ui);
}

/// − and + beside an amount.
void draw_steps(ui::Ui& ui, RulesView const& view, RuleFieldView const& field, Intents& out) {
    auto const step = [&](std::string_view icon, text::Text const& words, What what) {
        ui::next_cell(ui);
        std::string const name = text::fill(view.page.language, words, {field.label});
        if (ui::icon_button(ui, icon, name, icon)) out.emplace_back(ChangeRules{what, field.path, ""});
    };
    step(ui::icons::minus, t::decrease, What::less);
    step(ui::icons::plus, t::increase, What::more);
    ui::end_row(ui);
}

void draw_field(ui::Ui& ui, RulesView const& view, RuleFieldView const& field, FormUi& form, Intents& out) {
    std::string& value = form.values.try_emplace(field.path, field.typed).first->second;
    bool changed = false;
    auto const typed = [&](ui::FieldKind kind, int max_chars) {
        return ui::field(ui, field.path, field.label, value,
                         {.kind = kind, .hint = field.hint, .error = field.error, .max_chars = max_chars})
            .changed;
    };
    switch (field.kind) {
        case RuleFieldKind::text: changed = typed(ui::FieldKind::text, field.max_chars); break;
        case RuleFieldKind::amount:
            if (field.steps) ui::begin_row(ui, field.path + "-steps", {-1, 0, 0}, {.gap = 4});
            changed = typed(ui::FieldKind::amount, 20);
            if (field.steps) draw_steps(ui, view, field, out);
            break;
        case RuleFieldKind::number: changed = typed(ui::FieldKind::number, 12); break;
        case RuleFieldKind::date: changed = typed(ui::FieldKind::date, 10); break;
        case RuleFieldKind::flag: {
            bool on = value == "1";
            changed = ui::checkbox(ui, field.path, field.label, on);
            if (changed) value.assign(on ? 1 : 0, '1');
            if (!field.hint.empty()) ui::text(ui, field.hint, ui::TextStyle::muted);
            break;
        }
        case RuleFieldKind::choice:
            changed = ui::picker(ui, field.path, field.label, field.choices, value,
                                 {.hint = field.hint, .error = field.error});
            break;
        case RuleFieldKind::several: draw_several(ui, view, field, out); break;
    }
    if (changed) out.emplace_back(ChangeRules{What::typed, field.path, value});
    draw_reset(ui, field.path, field.differs, field.reset, out);
}

bool is_wide(RuleFieldView const& field) {
    return field.kind == RuleFieldKind::flag || field.kind == RuleFieldKind::several;
}

/// Two beside each other where both are short and there is room.
void draw_fields(ui::Ui& ui, RulesView const& view, FormUi& form, Intents& out) {
    for (std::size_t i = 0; i < view.fields.size(); ++i) {
        RuleFieldView const& field = view.fields[i];
        bool const pair = i + 1 < view.fields.size() && !is_wide(field) && !is_wide(view.fields[i + 1]);
        if (!pair) {
            draw_field(ui, view, field, form, out);
            continue;
        }
        ui::begin_row(ui, "with-" + field.path, {-1, -1}, {.stack_below = two_fields_from, .center = false});
        draw_field(ui, view, field, form, out);
        ui::next_cell(ui);
        draw_field(ui, view, view.fields[++i], form, out);
        ui::end_row(ui);
    }
}

void draw_item(ui::Ui& ui, RulesView const& view, RulesUi& state, Intents& out) {
    RuleListView const& list = view.list;
    std::string const at = std::to_string(list.open);
    ui::begin_card(ui, "item-" + at);
    ui::heading(ui, 2, list.open_title);
    draw_fields(ui, view, state.form, out);
    ui::begin_row(ui, "item-tools", {0, 0, 0, 0});
    auto const tool = [&](char const* key, text::Text const& words, What what, ui::ButtonKind kind) {
        if (ui::button(ui, key, say(view.page, words), {.kind = kind}))
            out.emplace_back(ChangeRules{what, list.path, at});
    };
    if (list.open > 0) tool("up", t::rules_up, What::up, ui::ButtonKind::secondary);
    ui::next_cell(ui);
    if (list.open + 1 < static_cast<int>(list.rows.size()))
        tool("down", t::rules_down, What::down, ui::ButtonKind::secondary);
    ui::next_cell(ui);
    tool("remove", t::rules_remove, What::remove, ui::ButtonKind::secondary);
    ui::next_cell(ui);
    ui::link(ui, "to-list", say(view.page, t::rules_to_list), list.list_href);
    ui::end_row(ui);
    ui::end_card(ui);
}

void draw_table(ui::Ui& ui, RulesView const& view, RulesUi& state, Intents& out) {
    RuleListView const& list = view.list;
    if (!list.note.empty()) ui::text(ui, list.note, ui::TextStyle::muted);
    draw_reset(ui, list.path, list.differs, list.reset, out);
    if (list.rows.empty()) {
        ui::empty_state(ui, "none", ui::icons::list, say(view.page, t::rules_none), list.none_note);
    } else {
        ui::TableOptions const options{
            .name = list.name, .total = static_cast<int>(list.rows.size()), .opens = true};
        ui::Table table = ui::begin_table(ui, "items", list.columns, state.table, options);
        for (int const i : table.rows) ui::table_row(ui, table, i, list.rows[static_cast<std::size_t>(i)]);
        ui::end_table(ui, table);
    }
    if (!list.add.empty() &&
        ui::button(ui, "add", list.add, {.why_not = list.add_why_not, .icon = ui::icons::plus}))
        out.emplace_back(ChangeRules{What::add, list.path, ""});
}

void draw_version(ui::Ui& ui, RulesView const& view, Intents& out) {
    RuleVersionView const& chosen = view.chosen;
    ui::begin_card(ui, "version");
    ui::heading(ui, 2, chosen.title);
    if (!chosen.note.empty()) ui::text(ui, chosen.note, ui::TextStyle::muted);
    if (draw_load(ui, view.page, chosen.load, out)) {
        for (std::string const& sentence : chosen.differences) ui::text(ui, "· " + sentence);
        if (!chosen.restore.empty() && ui::button(ui, "restore", chosen.restore))
            out.emplace_back(ChangeRules{What::restore, "", std::to_string(chosen.version)});
    }
    ui::link(ui, "to-list", say(view.page, t::rules_to_list), view.list.list_href);
    ui::end_card(ui);
}

void draw_section(ui::Ui& ui, RulesView const& view, RulesUi& state, Intents& out) {
    bool const open = view.version_open || view.list.open >= 0;
    bool const lists = view.has_list && (!open || (view.list.beside && ui.viewport().wide()));
    if (lists) draw_table(ui, view, state, out);
    if (view.version_open) draw_version(ui, view, out);
    if (view.has_list && view.list.open >= 0) draw_item(ui, view, state, out);
    if (view.has_list) return;
    ui::begin_card(ui, "fields");
    draw_fields(ui, view, state.form, out);
    ui::end_card(ui);
}

void draw_content(ui::Ui& ui, RulesView const& view, RulesUi& state, Intents& out) {
    std::string section = view.section;
    ui::begin_row(ui, "where", {-1, 0}, {.stack_below = two_fields_from});
    ui::tabs(ui, "sections", say(view.page, t::rules_sections), view.sections, section);
    ui::mark_cut_strip(ui);
    ui::next_cell(ui);
    bool const kept = view.unsaved.empty();
    ui::badge(ui, kept ? view.version : view.version + " · " + view.unsaved,
              kept ? ui::Tone::neutral : ui::Tone::info);
    ui::end_row(ui);
    for (std::size_t i = 0; i < view.stale.size(); ++i) {
        if (i == 0) ui::notice(ui, "stale", view.stale[i], ui::Tone::warning);
        if (i > 0) ui::text(ui, "· " + view.stale[i]);
    }
    if (!view.what_if.shown) return draw_section(ui, view, state, out);
    ui::begin_row(ui, "parts", {-1, what_if_w}, {.gap = 20, .stack_below = what_if_from, .center = false});
    draw_section(ui, view, state, out);
    ui::next_cell(ui);
    draw_what_if(ui, view.page, view.what_if, out);
    ui::end_row(ui);
}

/// The figures of the dry run stand here too: their own place may be out of sight.
void draw_bar(ui::Ui& ui, RulesView const& view, Intents& out) {
    bool const narrow = ui.viewport().phone();
    std::string figures;
    for (WhatIfFigure const& figure : view.what_if.figures)
        figures += (figures.empty() ? "" : " · ") + figure.label + " " + figure.number;
    ui::begin_action_bar(ui);
    if (narrow && !figures.empty()) ui::text(ui, figures, ui::TextStyle::small);
    float const wide[] = {-1, 0, 0}, equal[] = {-1, -1};
    ui::begin_row(ui, "draft", narrow ? std::span<float const>(equal) : std::span<float const>(wide));
    if (!narrow) {
        ui::text(ui, figures.empty() ? view.unsaved : figures,
                 figures.empty() ? ui::TextStyle::muted : ui::TextStyle::strong);
        ui::next_cell(ui);
    }
    if (ui::button(ui, "discard", say(view.page, t::rules_discard), {.full_width = narrow}))
        out.emplace_back(GoTo{view.discard_href, false});
    ui::next_cell(ui);
    if (ui::button(ui, "publish", view.publish,
                   {.kind = ui::ButtonKind::primary, .why_not = view.publish_why_not, .full_width = narrow}))
        out.emplace_back(GoTo{view.publish_href, false});
    ui::end_row(ui);
    ui::end_action_bar(ui);
}

/// The last row of a dialog, and its end. `open`: false when it was closed above.
void draw_buttons(ui::Ui& ui, RulesView const& view, std::string_view send, ui::ButtonOptions const& options,
                  bool open, Intents& out) {
    ui::begin_dialog_actions(ui);
    ui::begin_row(ui, "buttons", {-1, -1});
    if (ui::button(ui, "cancel", say(view.page, t::cancel), {.full_width = true})) open = false;
    ui::next_cell(ui);
    if (ui::button(ui, "send", send, options)) out.emplace_back(Submit{});
    ui::end_row(ui);
    ui::end_dialog(ui);
    if (!open) out.emplace_back(GoTo{view.close_href, true});
}

void draw_discard(ui::Ui& ui, RulesView const& view, Intents& out) {
    std::string_view const title = say(view.page, t::rules_discard);
    bool const open = ui::begin_dialog(ui, "discard", title);
    ui::text(ui, say(view.page, t::rules_discard_ask));
    draw_buttons(ui, view, title, {.kind = ui::ButtonKind::danger, .full_width = true}, open, out);
}

void draw_publish(ui::Ui& ui, RulesView const& view, RulesUi& state, Intents& out) {
    bool const open = ui::begin_dialog(ui, "publish", view.publish);
    ui::text(ui, say(view.page, t::rules_publish_changes), ui::TextStyle::strong);
    for (std::string const& sentence : view.changes) ui::text(ui, "· " + sentence);
    if (!view.what_if.says.empty()) ui::notice(ui, "says", view.what_if.says, ui::Tone::info);
    ui::field(ui, "note", say(view.page, t::rules_note), state.form.values["note"],
              {.kind = ui::FieldKind::multiline,
               .hint = std::string(say(view.page, t::rules_note_hint)),
               .max_chars = 200,
               .lines = 2});
    if (!view.error.empty()) ui::notice(ui, "error", view.error, ui::Tone::danger);
    draw_buttons(ui, view, view.publish,
                 {.kind = ui::ButtonKind::primary,
                  .why_not = view.publish_why_not,
                  .busy = view.sending,
                  .full_width = true},
                 open, out);
}

}  // namespace

void draw_rules(ui::Ui& ui, RulesView const& view, RulesUi& state, Intents& out) {
    begin_screen(ui, view.page, out);
    if (draw_load(ui, view.page, view.load, out)) {
        draw_content(ui, view, state, out);
        if (!view.unsaved.empty()) draw_bar(ui, view, out);
        if (view.discarding) draw_discard(ui, view, out);
        if (view.publishing) draw_publish(ui, view, state, out);
    }
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens
