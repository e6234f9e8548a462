// Staff: what is shown.

#include <algorithm>

#include "app/features/people/model.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "text/shop.hpp"
#include "wire/right_names.hpp"

namespace afterdesk::app::people {
namespace {

using screens::FormFieldKind;
using screens::FormView;
using Item = wire::StaffView::Item;
using RoleItem = wire::StaffView::RoleItem;

std::string title_of(Shell const& shell, RoleItem const& role) {
    auto const known = wire::from_name<StaffRole>(role.id);
    return known ? std::string(wire::role_text(*known, shell.language)) : role.name;
}

std::string role_title(Model const& model, Shell const& shell, std::string_view id) {
    RoleItem const* const role = role_of(model, id);
    return role == nullptr ? std::string(id) : title_of(shell, *role);
}

std::vector<ui::Choice> role_choices(Model const& model, Shell const& shell) {
    std::vector<ui::Choice> choices;
    for (RoleItem const& role : model.list.value->roles) choices.push_back({role.id, title_of(shell, role)});
    return choices;
}

ui::Column column(Shell const& shell, char const* key, text::Text const& title) {
    ui::Column out;
    out.key = key;
    out.title = say(shell, title);
    return out;
}

ui::TableRow person_row(Model const& model, Shell const& shell, Item const& item, bool may) {
    ui::TableRow row;
    row.key = item.staff_id;
    row.name = item.name + " · " + role_title(model, shell, item.role);
    if (may) row.href = dialog_href(shell, Task::edit, item.staff_id);
    std::string const own = item.own ? say(shell, t::staff_own) : "";
    row.cells.push_back({.words = item.name + own, .note = item.login, .style = ui::TextStyle::strong});
    row.cells.push_back({.words = role_title(model, shell, item.role)});
    row.cells.push_back({.words = say(shell, item.disabled ? t::staff_off : t::staff_on),
                         .is_badge = true,
                         .tone = item.disabled ? ui::Tone::neutral : ui::Tone::success});
    if (!may) return row;
    std::string seen = say(shell, t::staff_nowhere);
    if (item.sessions > 0)
        seen = text::fill(shell.language, t::staff_sessions,
                          {std::to_string(item.sessions), minute(shell, {item.seen_ms})});
    row.cells.push_back(
        {.words = say(shell, item.two_step ? t::staff_yes : t::staff_no), .style = ui::TextStyle::muted});
    row.cells.push_back({.words = std::move(seen), .style = ui::TextStyle::muted});
    return row;
}

void fill_people(Model const& model, Shell const& shell, screens::PeopleView& view) {
    bool const may = view.why_not.empty();
    view.columns = {column(shell, "name", t::staff_name), column(shell, "role", t::staff_role),
                    column(shell, "state", t::staff_state)};
    view.columns[0].weight = 2;
    view.columns[0].least_w = 120;
    view.columns[1].least_w = 116;
    view.columns[0].always = true;
    view.columns[0].on_card = ui::OnCard::title;
    view.columns[2].on_card = ui::OnCard::mark;
    if (may) {
        view.columns.push_back(column(shell, "two-step", t::staff_two_step));
        view.columns.push_back(column(shell, "seen", t::staff_seen));
        view.columns.back().weight = 2;
        view.columns.back().least_w = 180;
    }
    for (Item const& item : model.list.value->items) view.rows.push_back(person_row(model, shell, item, may));
    view.people.name = say(shell, t::staff_people);
    view.people.total = static_cast<int>(view.rows.size());
    view.people.opens = may;
}

/// Those that somebody here can have, against the roles.
void fill_rights(Model const& model, Shell const& shell, screens::PeopleView& view) {
    auto const& roles = model.list.value->roles;
    view.role_columns = {column(shell, "right", t::right_column)};
    view.role_columns[0].weight = 2;
    view.role_columns[0].least_w = 150;
    view.role_columns[0].on_card = ui::OnCard::title;
    for (RoleItem const& role : roles) {
        ui::Column one;
        one.key = role.id;
        one.title = title_of(shell, role);
        view.role_columns.push_back(std::move(one));
        if (role.own)
            view.own_roles.push_back({role.id, text::fill(shell.language, t::role_edit, {role.name}),
                                      dialog_href(shell, Task::role_edit, role.id)});
    }
    for (int i = 0; i < right_count; ++i) {
        auto const right = static_cast<Right>(i);
        ui::TableRow row;
        row.key = wire::name_of(right);
        row.name = wire::right_text(right, shell.language);
        row.cells.push_back({.words = row.name});
        bool somebodys = false;
        for (RoleItem const& role : roles) {
            bool const has = std::find(role.rights.begin(), role.rights.end(), right) != role.rights.end();
            somebodys |= has;
            row.cells.push_back({.words = say(shell, has ? t::right_given : t::right_absent),
                                 .style = has ? ui::TextStyle::success : ui::TextStyle::muted});
        }
        if (somebodys) view.right_rows.push_back(std::move(row));
    }
    view.rights.name = say(shell, t::roles_title);
    view.rights.total = static_cast<int>(view.right_rows.size());
}

void add_field(Model const& model, Shell const& shell, FormView& form, char const* path,
               text::Text const& label, FormFieldKind kind = FormFieldKind::text) {
    form.fields.push_back({path,
                           say(shell, label),
                           kind,
                           kind != FormFieldKind::flag,
                           64,
                           {},
                           message_at(shell, model.mistakes, path)});
}

void fill_role_form(Model const& model, Shell const& shell, FormView& form) {
    add_field(model, shell, form, "name", t::role_name);
    bool const shop = model.audience == wire::Audience::merchant || !model.query.empty();
    Rights const there = rights_of_side(shop ? ActorKind::merchant : ActorKind::platform);
    for (Right right : list_of(there)) {
        form.fields.push_back({wire::right_path(right), std::string(wire::right_text(right, shell.language)),
                               FormFieldKind::flag});
    }
    form.note = say(shell, t::staff_lost_note);
}

void fill_person_form(Model const& model, Shell const& shell, Item const& person, FormView& form) {
    add_field(model, shell, form, "name", t::staff_name);
    if (!person.own) {
        add_field(model, shell, form, "role", t::staff_role, FormFieldKind::choice);
        form.fields.back().choices = role_choices(model, shell);
        add_field(model, shell, form, "disabled", t::staff_disable, FormFieldKind::flag);
    }
    form.title = say(shell, t::staff_save);
    form.note = person.login + " · " + say(shell, t::staff_lost_note);
    form.more.push_back({say(shell, t::staff_reset), dialog_href(shell, Task::reset, person.staff_id)});
    if (person.sessions > 0)
        form.more.push_back({say(shell, t::staff_end), dialog_href(shell, Task::end, person.staff_id)});
    if (person.two_step)
        form.more.push_back(
            {say(shell, t::staff_drop_two_step), dialog_href(shell, Task::drop_two_step, person.staff_id)});
}

/// A question about somebody, without fields.
void ask_about(Shell const& shell, Item const& person, text::Text const& title, text::Text const& note,
               FormView& form) {
    form.title = say(shell, title);
    form.note = person.name + " · " + person.login + "\n" + say(shell, note);
    form.harsh = true;
}

/// Where it is told what somebody did, for those who may read it.
void add_doings(Shell const& shell, Item const& person, FormView& form) {
    if (!why_no_right(shell, Right::read_audit).empty()) return;
    Route log;
    log.screen = Screen::audit;
    log.audience = shell.route.audience;
    log.query = "who=" + percent_encode(person.staff_id);
    form.more.push_back({say(shell, t::staff_doings), to_hash(log)});
}

void fill_about_person(Model const& model, Shell const& shell, Dialog const& dialog, FormView& form) {
    Item const* const person = person_of(model, dialog.id);
    if (person == nullptr) return form.key.clear();
    if (dialog.task == Task::edit) {
        fill_person_form(model, shell, *person, form);
        return add_doings(shell, *person, form);
    }
    if (dialog.task == Task::reset)
        return ask_about(shell, *person, t::staff_reset, t::staff_reset_note, form);
    if (dialog.task == Task::end) return ask_about(shell, *person, t::staff_end, t::staff_end_note, form);
    ask_about(shell, *person, t::staff_drop_two_step, t::staff_drop_two_step_note, form);
}

void fill_about_role(Model const& model, Shell const& shell, Dialog const& dialog, FormView& form) {
    RoleItem const* const role = role_of(model, dialog.id);
    if (role == nullptr || !role->own) return form.key.clear();
    if (dialog.task == Task::role_edit) {
        fill_role_form(model, shell, form);
        form.title = say(shell, t::staff_save);
        form.more.push_back({text::fill(shell.language, t::role_drop, {role->name}),
                             dialog_href(shell, Task::role_drop, role->id)});
        return;
    }
    form.title = text::fill(shell.language, t::role_drop, {role->name});
    form.note = say(shell, t::role_drop_note);
    form.harsh = true;
}

void fill_add_form(Model const& model, Shell const& shell, FormView& form) {
    form.title = say(shell, t::staff_add);
    add_field(model, shell, form, "login", t::staff_login);
    form.fields.back().hint = say(shell, t::staff_login_hint);
    add_field(model, shell, form, "name", t::staff_name);
    add_field(model, shell, form, "role", t::staff_role, FormFieldKind::choice);
    form.fields.back().choices = role_choices(model, shell);
}

void fill_shop_form(Model const& model, Shell const& shell, FormView& form) {
    form.title = say(shell, t::shop_add);
    add_field(model, shell, form, "shop_id", t::shop_id);
    form.fields.back().hint = say(shell, t::shop_id_hint);
    add_field(model, shell, form, "name", t::shop_name);
    add_field(model, shell, form, "phone", t::shop_phone);
    form.fields.back().required = false;
}

/// To shut a shop, or open it again.
void fill_shop_question(Model const& model, Shell const& shell, bool off, FormView& form) {
    wire::ShopsView::Item const* const shop = shop_shown(model);
    if (shop == nullptr || shop->disabled == off) return form.key.clear();
    form.title = say(shell, off ? t::shop_disable : t::shop_enable);
    form.note = shop->name + "\n" + say(shell, off ? t::shop_disable_note : t::shop_enable_note);
    form.harsh = off;
}

FormView make_form(Model const& model, Shell const& shell) {
    FormView form;
    Dialog const dialog = dialog_of(shell.route.dialog);
    if (dialog.task == Task::none || !model.list.value) return form;
    form.key = shell.route.dialog;
    form.close_href = dialog_href(shell, Task::none);
    switch (dialog.task) {
        case Task::none: break;
        case Task::add: fill_add_form(model, shell, form); break;
        case Task::shop_add: fill_shop_form(model, shell, form); break;
        case Task::shop_off:
        case Task::shop_on: fill_shop_question(model, shell, dialog.task == Task::shop_off, form); break;
        case Task::role_add:
            form.title = say(shell, t::role_add);
            fill_role_form(model, shell, form);
            break;
        case Task::role_edit:
        case Task::role_drop: fill_about_role(model, shell, dialog, form); break;
        case Task::edit:
        case Task::reset:
        case Task::end:
        case Task::drop_two_step: fill_about_person(model, shell, dialog, form); break;
    }
    for (screens::FormFieldView const& field : form.fields) {
        if (field.required && model.ui.form.value_of(field.path).empty())
            form.why_not = say(shell, t::fill_in_first);
    }
    bool const shops =
        dialog.task == Task::shop_add || dialog.task == Task::shop_off || dialog.task == Task::shop_on;
    std::string lacks = why_no_right(shell, shops ? Right::manage_shops : Right::manage_staff);
    if (!lacks.empty()) form.why_not = std::move(lacks);
    return form;
}

/// What is said at a field is not said again below.
std::string other_mistakes(Model const& model, Shell const& shell, FormView const& form) {
    Mistakes rest = model.mistakes;
    for (screens::FormFieldView const& field : form.fields)
        std::erase_if(rest, [&](Mistake const& mistake) { return mistake.path == field.path; });
    return message_of(shell, rest, model.unreachable);
}

void fill_shops(Model const& model, Shell const& shell, screens::PeopleView& view) {
    Route route = shell.route;
    route.dialog.clear();
    auto const add = [&](std::string key, std::string label) {
        route.query = key.empty() ? "" : "shop=" + percent_encode(key);
        view.shops.push_back({std::move(key), std::move(label)});
        view.shop_hrefs.push_back(to_hash(route));
    };
    add("", say(shell, t::the_platform));
    if (model.shops.value) {
        for (auto const& shop : model.shops.value->items)
            add(shop.shop_id, shop.disabled ? text::fill(shell.language, t::shop_row_disabled, {shop.name})
                                            : text::fill(shell.language, t::shop_row,
                                                         {shop.name, std::to_string(shop.staff)}));
    }
    if (wire::ShopsView::Item const* const shop = shop_shown(model)) {
        view.shop_change = say(shell, shop->disabled ? t::shop_enable : t::shop_disable);
        view.shop_change_href = dialog_href(shell, shop->disabled ? Task::shop_on : Task::shop_off);
    }
    view.shop_add_href = dialog_href(shell, Task::shop_add);
    view.shop_add_why_not = why_no_right(shell, Right::manage_shops);
}

}  // namespace

wire::ShopsView::Item const* shop_shown(Model const& model) {
    if (!model.shops.value || model.query.empty()) return nullptr;
    std::string const id = percent_decode(model.query.substr(model.query.find('=') + 1));
    for (wire::ShopsView::Item const& shop : model.shops.value->items) {
        if (shop.shop_id == id) return &shop;
    }
    return nullptr;
}

Item const* person_of(Model const& model, std::string_view id) {
    if (!model.list.value) return nullptr;
    for (Item const& item : model.list.value->items) {
        if (item.staff_id == id) return &item;
    }
    return nullptr;
}

RoleItem const* role_of(Model const& model, std::string_view id) {
    if (!model.list.value) return nullptr;
    for (RoleItem const& role : model.list.value->roles) {
        if (role.id == id) return &role;
    }
    return nullptr;
}

screens::PeopleView make_view(Model const& model, Shell const& shell) {
    screens::PeopleView view;
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::staff_title);
    view.page.options.max_width = 1680;
    view.load = load_view(shell, model.list);
    view.why_not = why_no_right(shell, Right::manage_staff);
    if (model.audience == wire::Audience::platform) fill_shops(model, shell, view);
    if (model.given) {
        view.given_login = model.given->login;
        view.given_password = model.given->password;
    }
    if (!model.list.value) return view;
    view.add_href = dialog_href(shell, Task::add);
    view.role_add_href = dialog_href(shell, Task::role_add);
    fill_people(model, shell, view);
    fill_rights(model, shell, view);
    if (!model.given) view.form = make_form(model, shell);
    view.error = other_mistakes(model, shell, view.form);
    view.sending = model.call != 0;
    return view;
}

}  // namespace afterdesk::app::people
