// Staff: what is fetched and changed.

#include "app/calls/remote.hpp"
#include "app/features/people/model.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "base/text.hpp"

namespace afterdesk::app::people {
namespace {

/// How a dialog's address begins; the longer ones first.
struct TaskName {
    Task task;
    std::string_view name;
};
constexpr TaskName task_names[] = {
    {Task::add, "add"},
    {Task::shop_add, "shop-add"},
    {Task::shop_off, "shop-off"},
    {Task::shop_on, "shop-on"},
    {Task::role_add, "role-add"},
    {Task::role_drop, "remove-role"},
    {Task::role_edit, "role"},
    {Task::edit, "edit"},
    {Task::reset, "password"},
    {Task::end, "sessions"},
    {Task::drop_two_step, "two-step"},
};

void on_list(Model& model, Shell& shell, Answer const& answer);

void fetch(Model& model, Shell& shell) {
    std::string const behind = model.query.empty() ? "" : "?" + model.query;
    Ask question = get(model.audience, "/staff" + behind);
    load(shell, model.list, std::move(question), in_feature<&on_list>);
}

void on_shops(Model& model, Shell&, Answer const& answer) { settle(model.shops, answer, wire::read_shops); }

void fetch_shops(Model& model, Shell& shell) {
    if (model.audience == wire::Audience::platform)
        load(shell, model.shops, get(model.audience, "/shops"), in_feature<&on_shops>);
}

/// The dialog begins with what is so now.
void fill_in(Model& model, Shell const& shell) {
    std::string const& name = shell.route.dialog;
    if (!model.list.value || model.filled == name) return;
    model.filled = name;
    model.ui.form = {};
    auto& values = model.ui.form.values;
    Dialog const dialog = dialog_of(name);
    if (auto const* person = dialog.task == Task::edit ? person_of(model, dialog.id) : nullptr) {
        values["name"] = person->name;
        values["role"] = person->role;
        values["disabled"] = person->disabled ? "1" : "";
    }
    if (auto const* role = dialog.task == Task::role_edit ? role_of(model, dialog.id) : nullptr) {
        values["name"] = role->name;
        for (Right right : role->rights) values[wire::right_path(right)] = "1";
    }
}

void on_list(Model& model, Shell& shell, Answer const& answer) {
    settle(model.list, answer, wire::read_staff_view);
    fill_in(model, shell);
}

void enter(Model& model, Shell& shell, Route const& before) {
    bool const other = model.audience != shell.route.audience || model.query != shell.route.query;
    if (other) {
        if (model.list.call != 0) shell.effects.push_back(CancelCall{model.list.call});
        screens::PeopleUi ui = std::move(model.ui);
        model = {};
        model.audience = shell.route.audience;
        model.query = shell.route.query;
        model.ui.people = std::move(ui.people);
    }
    if (other || before.screen != Screen::staff) {
        model.given.reset();
        fetch(model, shell);
        fetch_shops(model, shell);
    }
    if (before.dialog == shell.route.dialog && !other) return;
    model.mistakes.clear();
    model.unreachable = false;
    model.filled.clear();
    fill_in(model, shell);
}

void on_done(Model& model, Shell& shell, Answer const& answer) {
    if (!went_well(model, answer)) return;
    Task const task = dialog_of(shell.route.dialog).task;
    if (task == Task::add || task == Task::reset) {
        auto given = read_body(answer.body, wire::read_given_password);
        if (given) model.given = std::move(given).value();
    } else {
        toast(shell, task == Task::end ? t::staff_ended : t::staff_done, ui::Tone::success);
    }
    close_dialog(shell);
    fetch(model, shell);
    bool const of_shop = task == Task::shop_add || task == Task::shop_off || task == Task::shop_on;
    if (of_shop) fetch_shops(model, shell);
}

wire::Value body_of(Model const& model, Task task) {
    screens::FormUi const& form = model.ui.form;
    auto const text = [&](char const* path) { return std::string(trim(form.value_of(path))); };
    if (task == Task::add)
        return wire::Object{{"login", text("login")}, {"name", text("name")}, {"role", text("role")}};
    if (task == Task::edit)
        return wire::Object{
            {"name", text("name")}, {"role", text("role")}, {"disabled", text("disabled") == "1"}};
    if (task == Task::shop_add)
        return wire::Object{{"shop_id", text("shop_id")}, {"name", text("name")}, {"phone", text("phone")}};
    if (task == Task::shop_off || task == Task::shop_on)
        return wire::Object{{"disabled", task == Task::shop_off}};
    if (task != Task::role_add && task != Task::role_edit) return wire::Object{};
    wire::RoleBody role{text("name"), {}};
    for (int i = 0; i < right_count; ++i) {
        auto const right = static_cast<Right>(i);
        if (form.value_of(wire::right_path(right)) == "1") role.rights.push_back(right);
    }
    return wire::to_json(role);
}

void submit(Model& model, Shell& shell) {
    Dialog const dialog = dialog_of(shell.route.dialog);
    if (model.call != 0 || dialog.task == Task::none || !model.view.form.why_not.empty()) return;
    model.mistakes.clear();
    std::string const behind = model.query.empty() ? "" : "?" + model.query;
    std::string const person = "/staff/" + dialog.id;
    struct Way {
        char const* method;
        std::string path;
    };
    Way const way = [&]() -> Way {
        switch (dialog.task) {
            case Task::add: return {"POST", "/staff" + behind};
            case Task::edit: return {"PUT", person};
            case Task::reset: return {"POST", person + "/password"};
            case Task::end: return {"DELETE", person + "/sessions"};
            case Task::drop_two_step: return {"DELETE", person + "/two-step"};
            case Task::role_add: return {"POST", "/roles" + behind};
            case Task::role_edit: return {"PUT", "/roles/" + dialog.id};
            case Task::role_drop: return {"DELETE", "/roles/" + dialog.id};
            case Task::shop_off:
            case Task::shop_on:
                return {"PUT", "/shops/" + (shop_shown(model) == nullptr
                                                ? std::string()
                                                : percent_encode(shop_shown(model)->shop_id))};
            case Task::shop_add:
            case Task::none: break;
        }
        return {"POST", "/shops"};
    }();
    Ask question = post(model.audience, way.path, body_of(model, dialog.task));
    question.method = way.method;
    if (question.method == "DELETE") question.body.clear();
    model.call = ask(shell, std::move(question), in_feature<&on_done>);
}

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    if (std::holds_alternative<screens::Submit>(intent)) submit(model, shell);
    if (std::holds_alternative<screens::RemovePhoto>(intent)) model.given.reset();
}

void show(Model& model, Shell& shell) {
    model.view = make_view(model, shell);
    model.ui.shop = model.query.empty() ? "" : percent_decode(model.query.substr(model.query.find('=') + 1));
}

void draw(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) {
    screens::draw_people(ui, model.view, model.ui, out);
}

bool is_dialog(std::string_view name) { return dialog_of(name).task != Task::none; }

}  // namespace

Dialog dialog_of(std::string_view name) {
    for (TaskName const& one : task_names) {
        if (name == one.name) return {one.task, {}};
        bool const with_id =
            name.size() > one.name.size() + 1 && name.starts_with(one.name) && name[one.name.size()] == '-';
        std::string_view const id = with_id ? name.substr(one.name.size() + 1) : std::string_view();
        if (with_id && is_id(id)) return {one.task, std::string(id)};
    }
    return {};
}

std::string dialog_href(Shell const& shell, Task task, std::string_view id) {
    Route route = shell.route;
    route.dialog.clear();
    for (TaskName const& one : task_names) {
        if (one.task != task) continue;
        route.dialog = one.name;
        if (!id.empty()) route.dialog += "-" + std::string(id);
    }
    return to_hash(route);
}

ScreenParts const screen{.enter = in_feature<&enter>,
                         .show = in_feature<&show>,
                         .draw = in_feature<&draw>,
                         .act = in_feature<&act>,
                         .is_dialog = &is_dialog};

}  // namespace afterdesk::app::people
