// Keys of the mall's own systems: what is fetched, made, ended and shown.

#include <algorithm>

#include "app/calls/remote.hpp"
#include "app/shell/columns.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "base/text.hpp"
#include "screens/keys_screen.hpp"
#include "text/host_keys.hpp"
#include "wire/host_api.hpp"
#include "wire/staff_api.hpp"

namespace afterdesk::app::keys {
namespace {

using wire::Audience;
using Key = wire::HostKeyView;

/// Dialogs: a new key, and the end of one, with its id behind.
constexpr std::string_view add = "add", end = "end-";
constexpr Duration soon = days(14);
constexpr int periods[] = {30, 90, 365};

struct Model {
    Remote<wire::HostKeysView> list;
    Remote<wire::ShopsView> shops;
    int call = 0;
    Mistakes mistakes;
    bool unreachable = false;
    std::string made;  ///< the new key, until it is noted down
    screens::KeysUi ui;
    screens::KeysView view;
};

Key const* key_of(Model const& model, std::string_view dialog) {
    if (!model.list.value || !dialog.starts_with(end)) return nullptr;
    for (Key const& key : model.list.value->items) {
        if (key.id == dialog.substr(end.size())) return &key;
    }
    return nullptr;
}

// ---- What is fetched and done -----------------------------------------------------------------------------

void on_list(Model& model, Shell&, Answer const& answer) { settle(model.list, answer, wire::read_host_keys); }

void on_shops(Model& model, Shell&, Answer const& answer) { settle(model.shops, answer, wire::read_shops); }

void fetch(Model& model, Shell& shell) {
    load(shell, model.list, get(Audience::platform, "/keys"), in_feature<&on_list>);
}

void enter(Model& model, Shell& shell, Route const& before) {
    bool const came = before.screen != Screen::keys;
    if (came && why_no_right(shell, Right::manage_shops).empty()) {
        model.made.clear();
        fetch(model, shell);
        load(shell, model.shops, get(Audience::platform, "/shops"), in_feature<&on_shops>);
    }
    if (!came && before.dialog == shell.route.dialog) return;
    model.mistakes.clear();
    model.unreachable = false;
    model.ui.form = {};
    model.ui.form.values["period"] = std::to_string(periods[std::size(periods) - 1]);
}

void on_made(Model& model, Shell& shell, Answer const& answer) {
    if (!went_well(model, answer)) return;
    if (auto made = read_body(answer.body, wire::read_host_key_made)) model.made = std::move(made->key);
    close_dialog(shell);
    fetch(model, shell);
}

/// A key that had been ended before is as good as ended.
void on_ended(Model& model, Shell& shell, Answer const& answer) {
    bool const gone = model.call == answer.id && answer.status == 404;
    if (gone) model.call = 0;
    if (!gone && !went_well(model, answer)) return;
    toast(shell, t::host_key_ended_toast, ui::Tone::success);
    close_dialog(shell);
    fetch(model, shell);
}

wire::Value body_of(Model const& model, Shell const& shell) {
    screens::FormUi const& form = model.ui.form;
    wire::Array scopes;
    for (std::string_view const scope : wire::all_names<wire::HostScope>()) {
        if (form.value_of(scope) == "1") scopes.emplace_back(std::string(scope));
    }
    wire::Object body{{"name", std::string(trim(form.value_of("name")))}, {"scopes", std::move(scopes)}};
    if (std::string_view const shop = form.value_of("shop_id"); !shop.empty())
        body.emplace_back("shop_id", std::string(shop));
    for (int const period : periods) {
        // Keys go by the time of day, not by the demo's clock.
        if (form.value_of("period") == std::to_string(period))
            body.emplace_back("expires_at_ms", (shell.now + days(period)).ms);
    }
    return body;
}

void submit(Model& model, Shell& shell) {
    bool const ready = model.call == 0 && !model.view.form.key.empty() && model.view.form.why_not.empty();
    if (!ready) return;
    model.mistakes.clear();
    if (shell.route.dialog == add) {
        model.call =
            ask(shell, post(Audience::platform, "/keys", body_of(model, shell)), in_feature<&on_made>);
    } else if (Key const* const key = key_of(model, shell.route.dialog)) {
        Ask question = get(Audience::platform, "/keys/" + key->id);
        question.method = "DELETE";
        model.call = ask(shell, std::move(question), in_feature<&on_ended>);
    }
}

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    if (std::holds_alternative<screens::Submit>(intent)) submit(model, shell);
    if (std::holds_alternative<screens::RemovePhoto>(intent)) model.made.clear();
}

// ---- What is shown ----------------------------------------------------------------------------------------

std::string href_of(Shell const& shell, std::string dialog) {
    Route route = shell.route;
    route.dialog = std::move(dialog);
    return to_hash(route);
}

std::string scope_text(Shell const& shell, std::string_view scope) {
    for (text::ScopeName const& known : text::scope_names) {
        if (known.scope == scope) return say(shell, known.name);
    }
    return std::string(scope);
}

std::string scopes_text(Shell const& shell, Key const& key) {
    std::string said;
    for (wire::HostScope const scope : key.scopes)
        said += (said.empty() ? "" : " · ") + scope_text(shell, wire::name_of(scope));
    return said;
}

std::string shop_text(Model const& model, Shell const& shell, Key const& key) {
    if (key.shop_id.empty()) return say(shell, t::host_key_whole_mall);
    if (!model.shops.value) return key.shop_id;
    for (auto const& shop : model.shops.value->items) {
        if (shop.shop_id == key.shop_id) return shop.name;
    }
    return key.shop_id;
}

std::string end_text(Shell const& shell, Key const& key) {
    return key.expires_at_ms ? minute(shell, {*key.expires_at_ms}) : say(shell, t::host_key_for_ever);
}

std::string used_text(Shell const& shell, Key const& key) {
    return key.used_at_ms ? minute(shell, {*key.used_at_ms}) : say(shell, t::host_key_unused);
}

ui::TableCell state_cell(Shell const& shell, Key const& key) {
    bool const over = key.expires_at_ms && *key.expires_at_ms <= shell.now.ms;
    bool const ends = key.expires_at_ms && *key.expires_at_ms <= (shell.now + soon).ms;
    text::Text const& words = over ? t::host_key_over : ends ? t::host_key_soon_over : t::host_key_valid;
    ui::Tone const tone = over ? ui::Tone::neutral : ends ? ui::Tone::warning : ui::Tone::success;
    return {.words = say(shell, words), .is_badge = true, .tone = tone};
}

ui::TableRow make_row(Model const& model, Shell const& shell, Key const& key) {
    std::string const by = key.made_by.empty() ? say(shell, t::host_key_by_operator) : "";
    ui::TableRow row;
    row.key = key.id;
    row.href = href_of(shell, std::string(end) + key.id);
    row.name = say(shell, t::host_key_end) + " " + key.name;
    row.cells = {{.words = key.name, .note = "adk_" + key.id, .style = ui::TextStyle::strong},
                 state_cell(shell, key),
                 {.words = scopes_text(shell, key)},
                 {.words = shop_text(model, shell, key)},
                 {.words = used_text(shell, key), .style = ui::TextStyle::muted},
                 {.words = end_text(shell, key), .style = ui::TextStyle::muted},
                 {.words = minute(shell, {key.made_at_ms}), .note = by, .style = ui::TextStyle::muted}};
    return row;
}

void fill_table(Model const& model, Shell const& shell, screens::KeysView& view) {
    constexpr ColumnRow all[] = {{"name", &t::host_key_name, 2, 180, ui::OnCard::title},
                                 {"state", &t::staff_state, 0.7f, 96, ui::OnCard::mark},
                                 {"scopes", &t::host_key_scopes, 3, 200},
                                 {"shop", &t::host_key_shop, 1, 120},
                                 {"used", &t::host_key_used, 1, 130},
                                 {"ends", &t::host_key_expires, 1, 130},
                                 {"made", &t::host_key_made_at, 1, 130}};
    view.columns = columns_of(shell, all);
    for (Key const& key : model.list.value->items) view.rows.push_back(make_row(model, shell, key));
    view.table.name = view.page.options.title;
    view.table.total = static_cast<int>(view.rows.size());
    view.table.opens = true;
}

void fill_add_form(Model const& model, Shell const& shell, screens::FormView& form) {
    using screens::FormFieldKind;
    auto const field = [&](std::string path, text::Text const& label, FormFieldKind kind,
                           bool (*draw)(ui::Ui&, screens::FormFieldView const&, std::string&) = nullptr) {
        screens::FormFieldView made{path, say(shell, label), kind};
        made.error = message_at(shell, model.mistakes, path);
        made.draw = draw;
        form.fields.push_back(std::move(made));
    };
    form.title = say(shell, t::host_key_add);
    field("name", t::host_key_name, FormFieldKind::text);
    form.fields.back().required = true;
    form.fields.back().max_chars = 64;
    form.fields.back().hint = say(shell, t::host_key_name_hint);
    field("scopes", t::host_key_scopes, FormFieldKind::choice, &screens::draw_as_heading);
    for (std::string_view const scope : wire::all_names<wire::HostScope>()) {
        std::string const label =
            text::fill(shell.language, t::host_key_scope_row, {scope_text(shell, scope), std::string(scope)});
        form.fields.push_back({std::string(scope), label, FormFieldKind::flag});
    }
    field("shop_id", t::host_key_shop, FormFieldKind::choice, &screens::draw_as_picker);
    auto& shops = form.fields.back().choices;
    shops.push_back({"", say(shell, t::host_key_whole_mall)});
    if (model.shops.value)
        for (auto const& shop : model.shops.value->items) shops.push_back({shop.shop_id, shop.name});
    field("period", t::host_key_period, FormFieldKind::choice, &screens::draw_as_picker);
    form.fields.back().choices = {{"30", say(shell, t::host_key_days_30)},
                                  {"90", say(shell, t::host_key_days_90)},
                                  {"365", say(shell, t::host_key_days_365)},
                                  {"never", say(shell, t::host_key_for_ever)}};
    auto const scopes = wire::all_names<wire::HostScope>();
    bool const some = std::any_of(scopes.begin(), scopes.end(), [&](std::string_view scope) {
        return model.ui.form.value_of(scope) == "1";
    });
    if (!some || trim(model.ui.form.value_of("name")).empty()) form.why_not = say(shell, t::fill_in_first);
}

void fill_end_form(Model const& model, Shell const& shell, Key const& key, screens::FormView& form) {
    form.title = say(shell, t::host_key_end);
    form.note = say(shell, t::host_key_end_note);
    form.harsh = true;
    form.follows_title = key.name;
    form.follows = {{say(shell, t::host_key_itself), "adk_" + key.id},
                    {say(shell, t::host_key_scopes), scopes_text(shell, key)},
                    {say(shell, t::host_key_shop), shop_text(model, shell, key)},
                    {say(shell, t::host_key_used), used_text(shell, key)},
                    {say(shell, t::host_key_expires), end_text(shell, key)}};
    if (!why_no_right(shell, Right::read_audit).empty()) return;
    Route log;
    log.screen = Screen::audit;
    log.audience = Audience::platform;
    log.query = "q=" + percent_encode(key.name);
    form.more.push_back({say(shell, t::host_key_log), to_hash(log)});
}

screens::FormView make_form(Model const& model, Shell const& shell) {
    screens::FormView form;
    Key const* const key = key_of(model, shell.route.dialog);
    if (!model.list.value || (shell.route.dialog != add && key == nullptr)) return form;
    form.key = shell.route.dialog;
    form.close_href = href_of(shell, "");
    if (key == nullptr) {
        fill_add_form(model, shell, form);
    } else {
        fill_end_form(model, shell, *key, form);
    }
    return form;
}

void show(Model& model, Shell& shell) {
    screens::KeysView& view = model.view = {};
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::host_keys_title);
    view.page.options.max_width = 1680;
    view.load = load_view(shell, model.list);
    view.why_not = why_no_right(shell, Right::manage_shops);
    view.made = model.made;
    view.sending = model.call != 0;
    if (!model.list.value || !view.why_not.empty()) return;
    view.add_href = href_of(shell, std::string(add));
    if (model.list.value->items.size() >= static_cast<std::size_t>(wire::max_host_keys))
        view.add_why_not =
            text::fill(shell.language, t::host_key_most, {std::to_string(wire::max_host_keys)});
    fill_table(model, shell, view);
    if (!model.made.empty()) return;
    view.form = make_form(model, shell);
    Mistakes rest = model.mistakes;
    for (screens::FormFieldView const& field : view.form.fields)
        std::erase_if(rest, [&](Mistake const& mistake) { return mistake.path == field.path; });
    view.error = message_of(shell, rest, model.unreachable);
}

void draw(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) {
    screens::draw_keys(ui, model.view, model.ui, out);
}

bool is_dialog(std::string_view name) {
    return name == add || (name.starts_with(end) && is_id(name.substr(end.size())));
}

}  // namespace

ScreenParts const screen{.enter = in_feature<&enter>,
                         .show = in_feature<&show>,
                         .draw = in_feature<&draw>,
                         .act = in_feature<&act>,
                         .is_dialog = &is_dialog};

}  // namespace afterdesk::app::keys
