// The form of a request: how it is filled in, and its way to the server.

#include <algorithm>
#include <utility>

#include "app/features/order/model.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"

namespace afterdesk::app::order {

using wire::Audience;

namespace {

bool all_digits(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

/// What was asked for, to be changed.
void fill_from_ticket(Model& model, Shell& shell) {
    ApplyForm& form = model.form;
    Ticket const& ticket = model.ticket.value->ticket;
    auto const& lines = model.order.value->order.lines;
    for (LineRequest const& asked : ticket.request.lines) {
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (lines[i].line_no != asked.line_no) continue;
            form.ui.quantities[i] = asked.quantity;
            screens::ApplyPart& part = form.ui.parts[i];
            part.want_sku = asked.want_sku.empty() ? lines[i].sku : asked.want_sku;
            if (asked.now_price_fen) part.price = format_fen(*asked.now_price_fen);
            part.entitlements = asked.entitlements;
        }
    }
    form.ui.reason = ticket.request.reason;
    form.ui.remark = ticket.remark;
    form.ui.keep_gifts = ticket.request.keep_gifts;
    form.ui.opened = ticket.request.opened;
    Reason const* const reason = find_reason(policy_of(model), form.ui.reason);
    if (reason != nullptr && !is_offered(model, *reason))  // it says whether they came
        form.ui.came = came_key(model) == screens::came_yes ? screens::came_no : screens::came_yes;
    for (EvidenceId const& id : ticket.evidence) {
        form.photos.push_back(uploaded_photo(asker(model), file_of(*model.ticket.value, id)));
        form.photos.back().key = new_key(shell).substr(0, 12);
    }
}

}  // namespace

bool is_ticket_no(std::string_view part) {
    constexpr std::size_t digits = 16;
    return part.size() == 2 + digits && part.starts_with("AS") && all_digits(part.substr(2));
}

bool is_line_no(std::string_view part) { return !part.empty() && part.size() <= 4 && all_digits(part); }

void start_form(Model& model, Shell& shell) {
    Route const& route = shell.route;
    std::string const changes = is_ticket_no(route.dialog) ? route.dialog : std::string();
    ApplyForm& form = model.form;
    bool const same = form.order_no == route.id && form.type == route.type && form.changes == changes;
    if (same) return;
    release_photos(shell, model.form.photos);
    screens::ApplyUi said;
    if (has_staff() && form.order_no == route.id) {  // the talk goes on, whatever type it is
        said.source = std::move(form.ui.source);
        said.note = std::move(form.ui.note);
    }
    form = {};
    if (has_staff()) form.ui = std::move(said);
    form.order_no = route.id;
    form.type = route.type;
    form.changes = changes;
    bool const known = model.ticket.value && model.ticket.value->ticket.no.value == changes;
    if (!known) model.ticket = {};
}

void choose_named_line(Model& model, Shell const& shell) {
    if (!model.form.ready || !is_line_no(shell.route.dialog)) return;
    auto const left = left_of(model);
    auto const& lines = model.order.value->order.lines;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        int& quantity = model.form.ui.quantities[i];
        bool const named = std::to_string(lines[i].line_no) == shell.route.dialog;
        if (named && quantity == 0) quantity = std::min(1, left[i]);
    }
}

void fit_form(Model& model, Shell& shell) {
    if (!is_known(model)) return;
    ApplyForm& form = model.form;
    auto const left = left_of(model);
    bool const first = !std::exchange(form.ready, true);
    form.ui.quantities.resize(left.size(), 0);
    form.ui.parts.resize(left.size());
    if (first && !form.changes.empty()) fill_from_ticket(model, shell);
    for (std::size_t i = 0; i < left.size(); ++i)
        form.ui.quantities[i] = std::min(form.ui.quantities[i], left[i]);
    if (!first) return;
    choose_named_line(model, shell);
    recall_draft(model, shell);
}

void on_request_changed(Model& model, Shell& shell) {
    ApplyForm& form = model.form;
    Reason const* const reason = is_known(model) ? find_reason(policy_of(model), form.ui.reason) : nullptr;
    if (reason != nullptr && !is_offered(model, *reason)) form.ui.reason.clear();
    unsend(shell, form.idempotency_key);
    form.idempotency_key.clear();
    form.mistakes.clear();
    form.touched = true;
    keep_draft(model, shell);
}

namespace {

/// A new request, or the change of the ticket that the form was opened for.
Outgoing outgoing_of(Model const& model, Apply apply) {
    ApplyForm const& form = model.form;
    Outgoing item;
    item.audience = asker(model);
    item.later = Later::request;
    item.about = form.order_no;
    item.path = api_path(item.audience, "/tickets");
    if (form.changes.empty()) {
        item.command = CommandKind::apply;
        if (for_a_buyer(model)) {
            item.body = body_for_buyer(form, std::move(apply));
            return item;
        }
        item.body =
            wire::write_json(wire::to_json(wire::ApplyBody{OrderNo{form.order_no}, std::move(apply)}));
        return item;
    }
    wire::CommandBody const body{Modify{std::move(apply)}, model.ticket.value->ticket.version};
    item.command = CommandKind::modify;
    item.about = form.changes;
    item.path += "/" + form.changes + "/commands";
    item.body = wire::write_json(wire::to_json(body));
    return item;
}

}  // namespace

void submit_request(Model& model, Shell& shell) {
    ApplyForm& form = model.form;
    auto const input = quote_input_of(model, shell);
    if (form.call != 0 || !input || waiting(shell, form.idempotency_key) != nullptr) return;
    auto const quoted = quote(*input);
    if (!quoted) return;
    if (form.idempotency_key.empty()) {
        form.idempotency_key = new_key(shell);
        keep_draft(model, shell);  // after a reload it is still the same request
    }
    form.mistakes.clear();
    Outgoing item = outgoing_of(model, apply_of(model, input->request, *quoted));
    item.key = form.idempotency_key;
    item.draft = draft_key(model, shell);
    form.call = send_once(shell, std::move(item));
}

namespace {

/// It was sent by an earlier page, or its form is not there any more.
void on_submitted_elsewhere(Shell& shell, Answer const& answer) {
    if (answer.good()) {
        toast(shell, t::submitted_toast, ui::Tone::success);
        if (!answer.draft.empty()) shell.effects.push_back(Forget{answer.draft});
    } else {
        toast_refused(shell, answer);
    }
    shell.stale = true;
}

/// The page saw something older than the server has.
bool is_outdated(Mistake const& mistake) {
    constexpr Rule rules[] = {Rule::quote_changed, Rule::quantity_exceeds_left, Rule::nothing_left,
                              Rule::out_of_stock, Rule::stale_version};
    return std::find(std::begin(rules), std::end(rules), mistake.rule) != std::end(rules);
}

void on_refused(Model& model, Shell& shell, Answer const& answer) {
    ApplyForm& form = model.form;
    form.mistakes = wire::read_api_error(answer.body).mistakes;
    form.idempotency_key.clear();
    if (std::any_of(form.mistakes.begin(), form.mistakes.end(), is_outdated)) {
        fetch_order(model, shell);
        fetch_ticket(model, shell);
    }
}

}  // namespace

void on_submitted(Model& model, Shell& shell, Answer const& answer) {
    ApplyForm& form = model.form;
    if (form.idempotency_key != answer.key) {
        if (answer.status != 0) on_submitted_elsewhere(shell, answer);
        return;
    }
    form.call = 0;
    form.mistakes.clear();
    if (answer.status == 0) return;  // it waits, and the view says so
    if (!answer.good()) {
        on_refused(model, shell, answer);
        return;
    }
    auto detail = read_body(answer.body, wire::read_ticket_detail);
    if (!detail) {
        form.mistakes = detail.error();
        return;
    }
    shell.effects.push_back(Forget{draft_key(model, shell)});
    release_photos(shell, model.form.photos);
    bool const changed = !form.changes.empty();
    form = {};
    toast(shell, changed ? t::changed_toast : t::submitted_toast, ui::Tone::success);
    ++shell.tickets_changed;
    shell.stale = shell.route.screen != Screen::apply;
    if (shell.stale) return;
    Route route;
    route.screen = Screen::ticket;
    route.audience = asker(model);
    route.id = detail->ticket.no.value;
    shell.fresh_ticket = std::move(detail).value();
    go(shell, route, true);
}

}  // namespace afterdesk::app::order
