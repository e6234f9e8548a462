// The order's screen and the request's: what they fetch, and what a person does there.

#include "app/features/order/model.hpp"
#include "app/shell/screen_table.hpp"

namespace afterdesk::app::order {
namespace {

void on_order(Model& model, Shell& shell, Answer const& answer) {
    settle(model.order, answer, wire::read_order_detail);
    if (model.order.ready() && shell.route.screen == Screen::apply) fit_form(model, shell);
}

void on_ticket(Model& model, Shell& shell, Answer const& answer) {
    settle(model.ticket, answer, wire::read_ticket_detail);
    if (model.ticket.ready() && shell.route.screen == Screen::apply) fit_form(model, shell);
}

void take_order(Model& model, Shell const& shell) {
    std::string const& order_no = shell.route.id;
    if (has_staff() && model.audience != shell.route.audience) {
        model.audience = shell.route.audience;
        model.order_no.clear();
    }
    if (model.order_no == order_no) return;
    model.order_no = order_no;
    model.order = {};
}

void enter(Model& model, Shell& shell, Route const&) {
    take_order(model, shell);
    fetch_order(model, shell);
}

void enter_apply(Model& model, Shell& shell, Route const&) {
    start_form(model, shell);
    take_order(model, shell);
    fetch_order(model, shell);
    fetch_ticket(model, shell);
    fit_form(model, shell);
    choose_named_line(model, shell);
    retry_photos(model, shell);
}

bool is_dialog(std::string_view part) { return is_ticket_no(part) || is_line_no(part); }

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    if (std::holds_alternative<screens::Changed>(intent)) on_request_changed(model, shell);
    if (std::holds_alternative<screens::Submit>(intent)) submit_request(model, shell);
    if (auto const* add = std::get_if<screens::AddPhotos>(&intent)) add_photos(model, shell, add->files);
    if (auto const* it = std::get_if<screens::RemovePhoto>(&intent)) remove_photo(model, shell, it->index);
    if (auto const* it = std::get_if<screens::RetryPhoto>(&intent)) retry_photo(model, shell, it->index);
}

void told(Model& model, Shell& shell, News const& news) {
    if (news.online) retry_photos(model, shell);
    if (news.order_no.empty() || news.order_no != model.order_no) return;
    fetch_order(model, shell);
    if (shell.route.screen == Screen::apply) fetch_ticket(model, shell);
}

void show(Model& model, Shell& shell) { model.view = make_view(model, shell); }

void draw(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) {
    screens::draw_order(ui, model.view, out);
}

void show_apply(Model& model, Shell& shell) { model.apply_view = make_apply_view(model, shell); }

void draw_apply(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) {
    screens::draw_apply(ui, model.apply_view, model.form.ui, out);
}

}  // namespace

void fetch_order(Model& model, Shell& shell) {
    Ask question = get(asker(model), "/orders/" + percent_encode(model.order_no));
    question.seen = Seen::one;
    question.shown = model.order.value.has_value();
    load(shell, model.order, std::move(question), in_feature<&on_order>);
}

void fetch_ticket(Model& model, Shell& shell) {
    if (model.form.changes.empty()) return;
    Ask question = get(asker(model), "/tickets/" + model.form.changes);
    question.seen = Seen::one;
    question.shown = model.ticket.value.has_value();
    load(shell, model.ticket, std::move(question), in_feature<&on_ticket>);
}

ScreenParts const screen{.enter = in_feature<&enter>,
                         .show = in_feature<&show>,
                         .draw = in_feature<&draw>,
                         .told = in_feature<&told>};

}  // namespace afterdesk::app::order

namespace afterdesk::app::apply {

ScreenParts const screen{.enter = in_feature<&order::enter_apply>,
                         .show = in_feature<&order::show_apply>,
                         .draw = in_feature<&order::draw_apply>,
                         .act = in_feature<&order::act>,
                         .told = in_feature<&order::told>,
                         .hear = in_feature<&order::on_submitted>,
                         .is_dialog = &order::is_dialog};

}  // namespace afterdesk::app::apply
