// The sections of the rules' page, and what is shown of the one that is open.

#include <algorithm>

#include "app/features/rules/model.hpp"
#include "app/shell/say.hpp"
#include "text/rules.hpp"

namespace afterdesk::app::rules {
namespace {

// A new member of the policy stands at the last but one until it has a place of its own.
constexpr Section all_sections[] = {
    {"windows",
     &t::rules_windows,
     {"price_protect_days", "window_extension_days", "replacement_restarts_window"}},
    {"review", &t::rules_review, {"auto_rules"}},
    {"classes", &t::rules_classes, {"categories"}},
    {"reasons", &t::rules_reasons, {"reasons"}},
    {"rejections", &t::rules_rejections, {"reject_reasons"}},
    {"findings", &t::rules_findings, {"findings"}},
    {"limits", &t::rules_limits, {"limits", "extensions"}},
    {"holidays", &t::rules_holidays, {"holidays"}},
    {"money",
     &t::rules_money,
     {"four_eyes_above_fen", "daily_limit_fen", "freight_when_shop_at_fault", "coupons", "points",
      "threshold", "payments", "exchange_difference", "unpaid_presale_refund_percent"}},
    {more_slug, &t::rules_more, {}},
    {versions_slug, &t::rules_versions, {}},
};

bool has_key(Section const& section, std::string_view key) {
    return std::find(section.keys.begin(), section.keys.end(), key) != section.keys.end();
}

bool is_named(std::string_view key) {
    return std::any_of(std::begin(all_sections), std::end(all_sections),
                       [key](Section const& it) { return has_key(it, key); });
}

void add_fields(std::vector<wire::PolicyField const*>& out, wire::PolicyField const& field) {
    if (field.kind != wire::PolicyKind::part) return out.push_back(&field);
    for (wire::PolicyField const& inner : field.fields) add_fields(out, inner);
}

std::vector<ui::Tab> make_tabs(Shell const& shell) {
    std::vector<ui::Tab> tabs;
    for (Section const& section : all_sections) {
        std::string const slug(section.slug);
        tabs.push_back({slug, say(shell, *section.label), section_href(shell, slug)});
    }
    return tabs;
}

/// Why it can not be published: the first mistake, with the name of its field.
std::string first_mistake(Model const& model, Shell const& shell) {
    if (model.mistakes.empty()) return {};
    Mistake const& first = model.mistakes.front();
    std::string form_path;
    bool inside = false;
    for (char const c : first.path) {
        inside = inside || c == '[';
        if (!inside) form_path += c;
        inside = inside && c != ']';
    }
    std::string said = message_of(shell, first);
    if (wire::PolicyField const* const field = wire::find_policy_field(form_path))
        said = text::fill(shell.language, t::field_says, {label_of(shell, *field), said});
    return text::fill(shell.language, t::rules_publish_why_not, {said});
}

void fill_draft(Model const& model, Shell const& shell, screens::RulesView& view) {
    int const version = model.book.value->stamp.version;
    view.version = text::fill(shell.language, t::rules_version, {std::to_string(version)});
    view.close_href = section_href(shell, shell.route.id);
    view.publish_href = section_href(shell, shell.route.id, publish_dialog);
    view.discard_href = section_href(shell, shell.route.id, discard_dialog);
    view.publish = text::fill(shell.language, t::rules_publish, {std::to_string(version + 1)});
    // Whoever may not change them may still try what a change would do.
    view.publish_why_not = why_no_right(shell, Right::set_policy);
    if (view.publish_why_not.empty()) view.publish_why_not = first_mistake(model, shell);
    if (model.draft.edits.empty()) return;
    std::string const count = std::to_string(model.draft.edits.size());
    view.unsaved = text::fill(shell.language, t::rules_unsaved, {count});
    view.publishing = shell.route.dialog == publish_dialog;
    view.discarding = shell.route.dialog == discard_dialog;
    view.sending = model.saving != 0;
    view.error = message_of(shell, model.save_mistakes, model.unreachable);
    if (!view.publishing) return;
    for (wire::PolicyChange const& change : policy_changes(model.draft.loaded(), model.draft.effective()))
        view.changes.push_back(change_words(model, shell, change));
    view.what_if.says = what_if_says(model, shell);
}

void fill_stale(Model const& model, Shell const& shell, screens::RulesView& view) {
    if (model.stale_version <= 0) return;
    std::string const version = std::to_string(model.stale_version);
    view.stale.push_back(text::fill(shell.language, t::rules_stale, {version}));
    for (wire::PolicyChange const& change : model.changed_meanwhile)
        view.stale.push_back(change_words(model, shell, change));
}

}  // namespace

std::span<Section const> sections() { return all_sections; }

Section const* find_section(std::string_view slug) {
    for (Section const& section : all_sections) {
        if (section.slug == slug) return &section;
    }
    return nullptr;
}

std::vector<wire::PolicyField const*> fields_of(Section const& section) {
    std::vector<wire::PolicyField const*> out;
    for (std::string_view const key : section.keys) {
        for (wire::PolicyField const& field : wire::policy_form()) {
            if (!key.empty() && field.key == key) add_fields(out, field);
        }
    }
    if (section.slug != more_slug) return out;
    for (wire::PolicyField const& field : wire::policy_form()) {
        if (!is_named(field.key)) add_fields(out, field);
    }
    return out;
}

wire::PolicyField const* list_of(Section const& section) {
    auto const fields = fields_of(section);
    bool const alone = fields.size() == 1 && fields.front()->kind == wire::PolicyKind::list;
    return alone ? fields.front() : nullptr;
}

int number_in(std::string_view dialog) {
    if (dialog.empty() || dialog.size() > 6) return -1;
    int number = 0;
    for (char const c : dialog) {
        if (c < '0' || c > '9') return -1;
        number = number * 10 + (c - '0');
    }
    return number;
}

std::string section_href(Shell const& shell, std::string_view slug, std::string_view dialog) {
    Route route = shell.route;
    route.id = slug;
    route.dialog = dialog;
    return to_hash(route);
}

screens::RulesView make_view(Model const& model, Shell const& shell) {
    screens::RulesView view;
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::rules_title);
    view.page.options.max_width = 1680;
    view.load = load_view(shell, model.book);
    if (!model.book.value) return view;
    Section const* const section = find_section(shell.route.id);
    if (section == nullptr) return view;
    note_seen(shell, model.book, view.page);
    view.sections = make_tabs(shell);
    view.section = section->slug;
    view.what_if = make_what_if(model, shell);
    fill_draft(model, shell, view);
    fill_stale(model, shell, view);
    wire::PolicyField const* const list = list_of(*section);
    if (section->slug == versions_slug) {
        fill_versions(model, shell, view);
    } else if (list != nullptr) {
        fill_list(model, shell, *list, view);
    } else {
        fill_fields(model, shell, *section, view);
    }
    constexpr std::size_t short_list = 6;
    view.list.beside = view.list.rows.size() <= short_list;
    // An item that stands alone begins at its top.
    bool const alone = view.list.open >= 0 && !view.list.beside;
    if (alone) view.page.options.key = section_href(shell, section->slug, shell.route.dialog);
    return view;
}

}  // namespace afterdesk::app::rules
