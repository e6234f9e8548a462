#include "widgets/saved_views.hpp"

#include <algorithm>

#include "base/percent.hpp"
#include "base/text.hpp"
#include "widgets/cut_strip.hpp"

namespace afterdesk::ui {
namespace {

std::vector<SavedView>::iterator find_view(std::vector<SavedView>& views, std::string_view name) {
    return std::find_if(views.begin(), views.end(),
                        [name](SavedView const& view) { return view.name == name; });
}

/// As it is kept; empty when it can not be one.
std::string clean_name(std::string_view name) {
    std::string_view const said = trim(name);
    return is_clean_utf8(said) && count_chars(said) <= max_view_name_chars ? std::string(said)
                                                                           : std::string();
}

}  // namespace

std::vector<SavedView> parse_views(std::string_view text) {
    std::vector<SavedView> views;
    while (!text.empty()) {
        std::string_view const line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        std::size_t const blank = line.find(' ');
        if (blank == std::string_view::npos) continue;
        std::string const name = percent_decode(line.substr(0, blank));
        if (find_view(views, name) == views.end()) keep_view(views, name, line.substr(blank + 1));
    }
    return views;
}

std::string format_views(std::span<SavedView const> views) {
    std::string text;
    for (SavedView const& view : views) text += percent_encode(view.name) + " " + view.query + "\n";
    return text;
}

bool keep_view(std::vector<SavedView>& views, std::string_view name, std::string_view query) {
    std::string const cleaned = clean_name(name);
    if (cleaned.empty()) return false;
    auto const found = find_view(views, cleaned);
    if (found != views.end()) {
        found->query = query;
        return true;
    }
    if (views.size() >= max_views) return false;
    views.push_back({cleaned, std::string(query)});
    return true;
}

bool rename_view(std::vector<SavedView>& views, std::string_view from, std::string_view to) {
    std::string const cleaned = clean_name(to);
    auto const found = find_view(views, from);
    if (cleaned.empty() || found == views.end()) return false;
    auto const other = find_view(views, cleaned);
    if (other != views.end() && other != found) return false;
    found->name = cleaned;
    return true;
}

void remove_view(std::vector<SavedView>& views, std::string_view name) {
    auto const found = find_view(views, name);
    if (found != views.end()) views.erase(found);
}

// ---- Drawn ------------------------------------------------------------------------------------------------

namespace {

bool draw_renaming(Ui& ui, std::vector<SavedView>& views, ViewsUi& state, ViewWords const& words) {
    auto const typed = field(ui, "new name", words.name, state.new_name, {.max_chars = max_view_name_chars});
    if (!(button(ui, "rename", words.rename, {.kind = ButtonKind::primary}) || typed.submitted)) return false;
    if (!rename_view(views, state.renamed, state.new_name)) {
        toast(ui, words.refused, Tone::danger);
        return false;
    }
    state.renamed.clear();
    return true;
}

/// Each with what can be done to it.
bool draw_kept(Ui& ui, std::vector<SavedView>& views, ViewsUi& state, ViewWords const& words) {
    bool changed = false;
    std::string removed;
    begin_list(ui, "views", words.label, static_cast<int>(views.size()));
    for (std::size_t i = 0; i < views.size(); ++i) {
        std::string const name = views[i].name;
        begin_list_item(ui, name, static_cast<int>(i) + 1);
        if (state.renamed == name) {
            changed |= draw_renaming(ui, views, state, words);
        } else {
            begin_row(ui, "view", {-1, 0, 0});
            text(ui, name);
            next_cell(ui);
            if (icon_button(ui, "rename", words.rename + " " + name, icons::edit))
                state.renamed = state.new_name = name;
            next_cell(ui);
            if (icon_button(ui, "remove", words.remove + " " + name, icons::close)) removed = name;
            end_row(ui);
        }
        end_list_item(ui);
    }
    end_list(ui);
    if (!removed.empty()) remove_view(views, removed);
    return changed || !removed.empty();
}

bool draw_dialog(Ui& ui, std::string_view key, std::vector<SavedView>& views, ViewsUi& state,
                 ViewOptions const& options) {
    ViewWords const& words = options.words;
    bool open = begin_dialog(ui, std::string(key) + " dialog", words.save);
    auto const typed = field(ui, "name", words.name, state.name, {.max_chars = max_view_name_chars});
    bool const wants = button(ui, "save", words.save, {.kind = ButtonKind::primary, .full_width = true});
    bool changed = false;
    if (wants || typed.submitted) {
        changed = keep_view(views, state.name, options.query);
        if (!changed) toast(ui, words.refused, Tone::danger);
        if (changed) state.name.clear(), open = false;
    }
    if (!views.empty()) changed |= draw_kept(ui, views, state, words);
    end_dialog(ui);
    state.open = open;
    return changed;
}

}  // namespace

bool saved_views(Ui& ui, std::string_view key, std::vector<SavedView>& views, ViewsUi& state,
                 ViewOptions const& options) {
    std::vector<Tab> links;
    std::string chosen;
    for (SavedView const& view : views) {
        links.push_back({view.name, view.name, options.href + (view.query.empty() ? "" : "?") + view.query});
        if (view.query == options.query) chosen = view.name;
    }
    begin_row(ui, key, {-1, 0});
    if (!links.empty()) {
        tabs(ui, "views", options.words.label, links, chosen);
        mark_cut_strip(ui);
    }
    next_cell(ui);
    if (button(ui, "save", options.words.save, {.kind = ButtonKind::quiet, .icon = icons::plus}))
        state.open = true;
    ui.frame().nodes.back().state |= popup;
    end_row(ui);
    return state.open && draw_dialog(ui, key, views, state, options);
}

}  // namespace afterdesk::ui
