// Signed-in devices: who is signed in where, and the end of a session.

#include "app/calls/remote.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "app/shell/session.hpp"
#include "base/text.hpp"
#include "screens/devices_screen.hpp"
#include "text/sessions.hpp"

namespace afterdesk::app::devices {
namespace {

using Item = wire::DevicesView::Item;

/// Which dialog ends all others; every other dialog has the name of a session.
constexpr std::string_view others = "others";

struct Model {
    Remote<wire::DevicesView> list;
    wire::Audience audience = wire::Audience::buyer;
    int call = 0;  ///< of the session that is being ended
    Mistakes mistakes;
    bool unreachable = false;
    screens::FormUi form;  ///< the dialogs have no fields
    screens::DevicesView view;
};

// ---- What is fetched and done -----------------------------------------------------------------------------

void on_list(Model& model, Shell&, Answer const& answer) { settle(model.list, answer, wire::read_devices); }

void fetch(Model& model, Shell& shell) {
    Ask question = get(model.audience, "/devices");
    question.seen = Seen::list;
    question.shown = model.list.value.has_value();
    load(shell, model.list, std::move(question), in_feature<&on_list>);
}

void enter(Model& model, Shell& shell, Route const& before) {
    bool const other = model.audience != shell.route.audience;
    if (other) {
        if (model.list.call != 0) shell.effects.push_back(CancelCall{model.list.call});
        model = {};
        model.audience = shell.route.audience;
    }
    if (other || before.screen != Screen::devices) fetch(model, shell);
    if (before.dialog == shell.route.dialog || model.call != 0) return;
    model.mistakes.clear();
    model.unreachable = false;
}

Item const* item_of(Model const& model, std::string_view id) {
    if (!model.list.value) return nullptr;
    for (Item const& item : model.list.value->items) {
        if (item.id == id) return &item;
    }
    return nullptr;
}

/// A session that had ended before is as good as ended.
void on_ended(Model& model, Shell& shell, Answer const& answer) {
    if (model.call != answer.id) return;
    model.call = 0;
    bool const gone = answer.status == 404;
    if (answer.good() || gone) {
        toast(shell, gone ? t::device_gone_toast : t::device_ended_toast, ui::Tone::success);
        close_dialog(shell);
        fetch(model, shell);
        return;
    }
    model.unreachable = answer.status == 0;
    if (!model.unreachable) model.mistakes = wire::read_api_error(answer.body).mistakes;
}

void end_session(Model& model, Shell& shell) {
    std::string const& dialog = shell.route.dialog;
    Item const* const item = item_of(model, dialog);
    if (model.call != 0 || (item == nullptr && dialog != others)) return;
    if (item != nullptr && item->here) {
        sign_out(shell);
        return;
    }
    model.mistakes.clear();
    model.unreachable = false;
    Ask question = get(model.audience, item == nullptr ? "/devices" : "/devices/" + dialog);
    question.method = "DELETE";
    model.call = ask(shell, std::move(question), in_feature<&on_ended>);
}

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    if (std::holds_alternative<screens::Submit>(intent)) end_session(model, shell);
}

// ---- What is shown ----------------------------------------------------------------------------------------

std::string title_of(Shell const& shell, Item const& item) {
    std::string browser = item.browser;
    if (browser == "WeChat") browser = say(shell, t::device_wechat);
    if (browser == "Alipay") browser = say(shell, t::device_alipay);
    if (browser.empty() && item.system.empty()) return say(shell, t::device_unknown);
    std::string const between = browser.empty() || item.system.empty() ? "" : " · ";
    return browser + between + item.system;
}

text::Text const& text_of(wire::SignInWay way) {
    switch (way) {
        case wire::SignInWay::launch: return t::device_way_launch;
        case wire::SignInWay::password: return t::device_way_password;
        case wire::SignInWay::demo: return t::device_way_demo;
    }
    CHECK(false);
}

std::string dialog_href(Shell const& shell, std::string_view dialog) {
    Route route = shell.route;
    route.dialog = dialog;
    return to_hash(route);
}

screens::DeviceRowView make_row(Shell const& shell, Item const& item, bool several_people) {
    screens::DeviceRowView row;
    row.id = item.id;
    row.title = title_of(shell, item);
    if (item.here) row.here = say(shell, t::device_here);
    if (several_people) row.who = item.name;
    if (!item.address.empty()) row.facts.push_back({say(shell, t::device_address), item.address});
    row.facts.push_back({say(shell, t::device_way), say(shell, text_of(item.way))});
    row.facts.push_back({say(shell, t::device_since), minute(shell, {item.since_ms})});
    row.facts.push_back({say(shell, t::device_seen), minute(shell, {item.seen_ms})});
    std::string const whose = several_people ? item.name + " · " + row.title : row.title;
    row.end_label =
        item.here ? say(shell, t::device_end_here) : text::fill(shell.language, t::device_end, {whose});
    row.end_href = dialog_href(shell, item.id);
    return row;
}

screens::FormView make_dialog(Shell const& shell, std::vector<screens::DevicesView::Group> const& groups) {
    screens::FormView form;
    form.harsh = true;
    form.close_href = dialog_href(shell, "");
    if (shell.route.dialog == others) {
        form.title = say(shell, t::device_end_others);
        form.note = say(shell, t::confirm_device_end_others);
        form.key = others;
    }
    for (auto const& group : groups) {
        for (screens::DeviceRowView const& row : group.rows) {
            if (row.id != shell.route.dialog) continue;
            form.title = row.end_label;
            form.note = say(shell, row.here.empty() ? t::confirm_device_end : t::confirm_device_end_here);
            form.key = row.id;
        }
    }
    return form;
}

void show(Model& model, Shell& shell) {
    screens::DevicesView& view = model.view = {};
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::devices_title);
    if (model.audience != wire::Audience::buyer) view.page.options.max_width = 1400;
    view.load = load_view(shell, model.list);
    if (!model.list.value) return;
    note_seen(shell, model.list, view.page);
    std::vector<Item> const& items = model.list.value->items;
    bool const several_people =
        !std::all_of(items.begin(), items.end(), [](Item const& it) { return it.own; });
    bool const elsewhere =
        std::any_of(items.begin(), items.end(), [](Item const& it) { return it.own && !it.here; });
    view.intro = say(shell, several_people ? t::devices_intro_all : t::devices_intro);
    if (items.empty()) return;
    view.groups = {{"own", say(shell, several_people ? t::devices_own : t::device_here), {}},
                   {"others", say(shell, several_people ? t::devices_of_people : t::devices_others), {}}};
    for (Item const& item : items) {
        bool const first = several_people ? item.own : item.here;
        view.groups[first ? 0 : 1].rows.push_back(make_row(shell, item, several_people));
    }
    view.of_people = several_people;
    view.others_href = dialog_href(shell, others);
    if (!elsewhere) view.others_why_not = say(shell, t::device_no_others);
    view.form = make_dialog(shell, view.groups);
    view.error = message_of(shell, model.mistakes, model.unreachable);
    view.sending = model.call != 0;
}

void draw(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) {
    screens::draw_devices(ui, model.view, model.form, out);
}

}  // namespace

ScreenParts const screen{.enter = in_feature<&enter>,
                         .show = in_feature<&show>,
                         .draw = in_feature<&draw>,
                         .act = in_feature<&act>,
                         .is_dialog = &is_id};

}  // namespace afterdesk::app::devices
