// A shop's return addresses.

#include <algorithm>

#include "app/calls/remote.hpp"
#include "app/features/addresses/classes.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "base/text.hpp"
#include "screens/addresses_screen.hpp"
#include "screens/classes_field.hpp"
#include "text/names.hpp"
#include "text/shop.hpp"
#include "wire/shop_api.hpp"

namespace afterdesk::app::addresses {
namespace {

using screens::FormFieldKind;

struct Model {
    Remote<wire::AddressBook> book;
    Remote<Classes> classes;  ///< of the rules
    int call = 0;             ///< of the change that is being sent
    Mistakes mistakes;
    bool unreachable = false, changed_elsewhere = false;
    std::string filled;  ///< the dialog whose fields were filled in
    screens::AddressesUi ui;
    screens::AddressesView view;
};

// ---- The dialogs: "add", "edit-0", "drop-0" -------------------------------------------------------------

enum class Task : std::uint8_t { none, add, edit, drop };
struct Dialog {
    Task task = Task::none;
    std::size_t place = 0;
};
constexpr std::string_view task_names[] = {"", "add", "edit-", "drop-"};

Dialog dialog_of(std::string_view name) {
    if (name == task_names[1]) return {Task::add, 0};
    for (Task const task : {Task::edit, Task::drop}) {
        std::string_view const begin = task_names[static_cast<std::size_t>(task)];
        if (!name.starts_with(begin)) continue;
        std::string_view const number = name.substr(begin.size());
        if (number.empty() || number.size() > 2) continue;
        std::size_t place = 0;
        bool digits = true;
        for (char const c : number) {
            digits = digits && c >= '0' && c <= '9';
            place = place * 10 + static_cast<std::size_t>(c - '0');
        }
        if (digits) return {task, place};
    }
    return {};
}

bool is_dialog(std::string_view name) { return dialog_of(name).task != Task::none; }

std::string href_of(Shell const& shell, Task task, std::size_t place = 0) {
    Route route = shell.route;
    route.dialog = task_names[static_cast<std::size_t>(task)];
    if (task == Task::edit || task == Task::drop) route.dialog += std::to_string(place);
    return to_hash(route);
}

std::string type_path(TicketType type) { return "types." + std::string(wire::name_of(type)); }

void fill_in(Model& model, Shell const& shell) {
    std::string const& name = shell.route.dialog;
    if (!model.book.value || model.filled == name) return;
    model.filled = name;
    model.ui.form = {};
    auto& values = model.ui.form.values;
    auto const& items = model.book.value->items;
    Dialog const dialog = dialog_of(name);
    if (dialog.task == Task::add && items.empty()) values["default"] = "1";
    if (dialog.task != Task::edit || dialog.place >= items.size()) return;
    ReturnAddress const& one = items[dialog.place];
    values["name"] = one.address.name;
    values["phone"] = one.address.phone;
    values["region"] = one.region;
    values["text"] = one.address.text;
    values["categories"] = screens::typed_codes(one.categories);
    for (TicketType const type : one.types) values[type_path(type)] = "1";
    values["default"] = one.is_default ? "1" : "";
}

ReturnAddress typed(screens::FormUi const& form) {
    auto const text = [&](char const* path) { return std::string(trim(form.value_of(path))); };
    ReturnAddress one{{text("name"), text("phone"), text("text")}, text("region"), {}, {}, false};
    one.categories = screens::codes_in(form.value_of("categories"));
    for (int i = 0; i < ticket_type_count; ++i) {
        auto const type = static_cast<TicketType>(i);
        if (form.value_of(type_path(type)) == "1") one.types.push_back(type);
    }
    one.is_default = form.value_of("default") == "1";
    return one;
}

// ---- To the server and back -------------------------------------------------------------------------------

void on_book(Model& model, Shell& shell, Answer const& answer) {
    settle(model.book, answer, wire::read_address_book);
    fill_in(model, shell);
}

void on_classes(Model& model, Shell&, Answer const& answer) { settle(model.classes, answer, read_classes); }

void fetch(Model& model, Shell& shell) {
    load(shell, model.classes, get(shell, "/policy"), in_feature<&on_classes>);
    load(shell, model.book, get(shell, "/addresses"), in_feature<&on_book>);
}

void on_saved(Model& model, Shell& shell, Answer const& answer) {
    if (model.call != answer.id) return;
    model.call = 0;
    model.unreachable = answer.status == 0;
    if (answer.good()) {
        auto book = read_body(answer.body, wire::read_address_book);
        if (book) model.book.value = std::move(book).value();
        toast(shell, t::address_saved, ui::Tone::success);
        return close_dialog(shell);
    }
    if (model.unreachable) return;
    model.mistakes = wire::read_api_error(answer.body).mistakes;
    for (Mistake const& mistake : model.mistakes)
        model.changed_elsewhere |= mistake.rule == Rule::stale_version;
    if (model.changed_elsewhere) fetch(model, shell);
}

void save(Model& model, Shell& shell, std::vector<ReturnAddress> items) {
    model.mistakes.clear();
    model.unreachable = model.changed_elsewhere = false;
    Ask question = post(shell.route.audience, "/addresses",
                        wire::to_json(wire::AddressBook{model.book.value->version, std::move(items)}));
    question.method = "PUT";
    model.call = ask(shell, std::move(question), in_feature<&on_saved>);
}

/// There is one default.
void make_default(std::vector<ReturnAddress>& items, std::size_t place) {
    if (!items[place].is_default) return;
    for (std::size_t i = 0; i < items.size(); ++i) items[i].is_default = i == place;
}

void submit(Model& model, Shell& shell) {
    Dialog const dialog = dialog_of(shell.route.dialog);
    if (model.call != 0 || !model.book.value || dialog.task == Task::none) return;
    std::vector<ReturnAddress> items = model.book.value->items;
    if (dialog.task != Task::add && dialog.place >= items.size()) return;
    if (dialog.task == Task::drop) {
        items.erase(items.begin() + static_cast<std::ptrdiff_t>(dialog.place));
    } else if (dialog.task == Task::edit) {
        items[dialog.place] = typed(model.ui.form);
        make_default(items, dialog.place);
    } else {
        items.push_back(typed(model.ui.form));
        make_default(items, items.size() - 1);
    }
    save(model, shell, std::move(items));
}

void move_row(Model& model, Shell& shell) {
    int const row = std::exchange(model.ui.moved, -1);
    if (row < 0 || model.call != 0 || !model.book.value) return;
    std::vector<ReturnAddress> items = model.book.value->items;
    int const other = model.ui.up ? row - 1 : row + 1;
    int const count = static_cast<int>(items.size());
    if (other < 0 || row >= count || other >= count) return;
    std::swap(items[static_cast<std::size_t>(row)], items[static_cast<std::size_t>(other)]);
    save(model, shell, std::move(items));
}

void enter(Model& model, Shell& shell, Route const& before) {
    if (before.screen != Screen::addresses) fetch(model, shell);
    if (before.dialog == shell.route.dialog && before.screen == Screen::addresses) return;
    model.mistakes.clear();
    model.unreachable = model.changed_elsewhere = false;
    model.filled.clear();
    fill_in(model, shell);
}

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    if (std::holds_alternative<screens::Submit>(intent)) submit(model, shell);
    if (std::holds_alternative<screens::Changed>(intent)) move_row(model, shell);
}

// ---- What is shown ----------------------------------------------------------------------------------------

std::string used_for(Shell const& shell, ReturnAddress const& one) {
    if (one.is_default) return say(shell, t::address_default);
    std::string what;
    auto const add = [&what](std::string const& word) { what += (what.empty() ? "" : " · ") + word; };
    for (std::string const& category : one.categories) add(class_name(shell, category));
    for (TicketType const type : one.types) add(say(shell, text::name(type)));
    return what.empty() ? say(shell, t::address_by_hand)
                        : text::fill(shell.language, t::address_used_for, {what});
}

void fill_rows(Model const& model, Shell const& shell, screens::AddressesView& view) {
    auto const& items = model.book.value->items;
    for (std::size_t i = 0; i < items.size(); ++i) {
        screens::AddressesView::Row row;
        Address const whole = whole_address(items[i]);
        row.key = std::to_string(i);
        row.title = whole.name + "  " + whole.phone;
        row.text = whole.text;
        row.used_for = used_for(shell, items[i]);
        row.is_default = items[i].is_default;
        row.edit_href = href_of(shell, Task::edit, i);
        view.rows.push_back(std::move(row));
    }
}

/// The server names a field by the place of its address in the list.
std::string mistake_of(Model const& model, Shell const& shell, Dialog const& dialog, std::string_view field) {
    std::size_t const place = dialog.task == Task::add ? model.book.value->items.size() : dialog.place;
    return message_at(shell, model.mistakes, "items[" + std::to_string(place) + "]." + std::string(field));
}

screens::FormFieldView make_classes(Model const& model, Shell const& shell, Dialog const& dialog) {
    screens::FormFieldView field;
    field.path = "categories";
    field.label = say(shell, t::address_categories);
    field.error = mistake_of(model, shell, dialog, field.path);
    bool const failed = model.classes.state == screens::Phase::failed;
    field.hint = say(shell, failed ? t::classes_failed : t::address_categories_hint);
    field.choices =
        class_choices(shell, model.classes.value, screens::codes_in(model.ui.form.value_of(field.path)));
    field.draw = &screens::draw_classes;
    return field;
}

void fill_fields(Model const& model, Shell const& shell, Dialog const& dialog, screens::FormView& form) {
    struct One {
        char const* path;
        text::Text const* label;
        int max;
        bool required;
    };
    constexpr One all[] = {{"name", &t::address_name, address_name_max_chars, true},
                           {"phone", &t::address_phone, address_phone_max_chars, true},
                           {"region", &t::address_region, address_name_max_chars, false},
                           {"text", &t::address_text, address_text_max_chars, true}};
    for (One const& one : all) {
        form.fields.push_back({one.path,
                               say(shell, *one.label),
                               FormFieldKind::text,
                               one.required,
                               one.max,
                               {},
                               mistake_of(model, shell, dialog, one.path)});
    }
    form.fields.push_back(make_classes(model, shell, dialog));
    form.fields.push_back({"default", say(shell, t::address_default), FormFieldKind::flag});
    for (int i = 0; i < ticket_type_count; ++i) {
        auto const type = static_cast<TicketType>(i);
        if (returns_goods(type))
            form.fields.push_back(
                {type_path(type),
                 text::fill(shell.language, t::address_used_for, {say(shell, text::name(type))}),
                 FormFieldKind::flag});
    }
}

screens::FormView make_form(Model const& model, Shell const& shell) {
    screens::FormView form;
    Dialog const dialog = dialog_of(shell.route.dialog);
    bool const known = model.book.value.has_value();
    if (dialog.task == Task::none || !known) return form;
    auto const& items = model.book.value->items;
    if (dialog.task != Task::add && dialog.place >= items.size()) return form;
    form.key = shell.route.dialog;
    form.close_href = href_of(shell, Task::none);
    if (dialog.task == Task::drop) {
        Address const whole = whole_address(items[dialog.place]);
        form.title = say(shell, t::address_drop);
        form.note = whole.name + " · " + whole.text + "\n" + say(shell, t::address_drop_note);
        form.harsh = true;
    } else {
        form.title = say(shell, dialog.task == Task::add ? t::address_add : t::address_edit);
        fill_fields(model, shell, dialog, form);
        if (dialog.task == Task::edit)
            form.more.push_back({say(shell, t::address_drop), href_of(shell, Task::drop, dialog.place)});
    }
    for (screens::FormFieldView const& field : form.fields) {
        if (field.required && trim(model.ui.form.value_of(field.path)).empty())
            form.why_not = say(shell, t::fill_in_first);
    }
    if (std::string lacks = why_no_right(shell, Right::set_policy); !lacks.empty())
        form.why_not = std::move(lacks);
    return form;
}

void show(Model& model, Shell& shell) {
    screens::AddressesView& view = model.view = {};
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::addresses_title);
    view.page.options.max_width = 1680;
    view.load = load_view(shell, model.book);
    view.why_not = why_no_right(shell, Right::set_policy);
    view.add_href = href_of(shell, Task::add);
    view.sending = model.call != 0;
    if (!model.book.value) return;
    fill_rows(model, shell, view);
    bool const for_all =
        std::any_of(view.rows.begin(), view.rows.end(), [](auto const& row) { return row.is_default; });
    if (!view.rows.empty() && !for_all) view.no_default = say(shell, t::addresses_no_default);
    view.form = make_form(model, shell);
    Mistakes rest = model.mistakes;
    std::erase_if(rest, [](Mistake const& mistake) { return mistake.path.starts_with("items["); });
    view.error =
        model.changed_elsewhere ? say(shell, t::address_changed) : message_of(shell, rest, model.unreachable);
}

void draw(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) {
    screens::draw_addresses(ui, model.view, model.ui, out);
}

}  // namespace

ScreenParts const screen{.enter = in_feature<&enter>,
                         .show = in_feature<&show>,
                         .draw = in_feature<&draw>,
                         .act = in_feature<&act>,
                         .is_dialog = &is_dialog};

}  // namespace afterdesk::app::addresses
