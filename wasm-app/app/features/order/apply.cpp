// The form of a request: what it asks for, what the core says to it, and its way to the server.

#include <algorithm>

#include "app/features/order/model.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "base/copy.hpp"
#include "base/text.hpp"

namespace afterdesk::app::order {

using wire::Audience;

void start_form(Model& model, Shell& shell) {
    Route const& route = shell.route;
    if (model.form.order_no == route.id && model.form.type == route.type) return;
    release_photos(shell, model.form.photos);
    model.form = {};
    model.form.order_no = route.id;
    model.form.type = route.type;
    if (model.order_no == route.id && model.order.value) {
        model.form.ui.quantities.resize(model.order.value->order.lines.size(), 0);
        recall_draft(model, shell);
    }
}

void fit_form(Model& model, Shell& shell, bool first) {
    auto& quantities = model.form.ui.quantities;
    quantities.resize(model.order.value->order.lines.size(), 0);
    auto const left = units_left(model.order.value->order, model.order.value->claims, model.form.type);
    for (std::size_t i = 0; i < quantities.size(); ++i) quantities[i] = std::min(quantities[i], left[i]);
    if (first) recall_draft(model, shell);
}

Request request_of(Model const& model) {
    ApplyForm const& form = model.form;
    Request request;
    request.type = form.type;
    request.reason = form.ui.reason;
    request.keep_gifts = form.ui.keep_gifts;
    if (!model.order.value) return request;
    auto const& lines = model.order.value->order.lines;
    for (std::size_t i = 0; i < lines.size() && i < form.ui.quantities.size(); ++i) {
        if (form.ui.quantities[i] > 0) request.lines.push_back({lines[i].line_no, form.ui.quantities[i], {}});
    }
    return request;
}

std::optional<QuoteInput> quote_input_of(Model const& model, Shell const& shell) {
    if (!model.order.value || model.order_no != model.form.order_no) return std::nullopt;
    wire::OrderDetail const& detail = *model.order.value;
    return QuoteInput{shell.server_now(), detail.order, detail.claims, request_of(model), detail.policy};
}

Apply apply_of(Model const& model, Request const& request, Quote const& shown) {
    Apply apply;
    apply.request = copy_of(request);
    apply.expected_refund_fen = shown.refund_fen;
    apply.expected_digest = quote_digest(shown);
    apply.remark = with_line_feeds(model.form.ui.remark);
    for (Photo const& photo : model.form.photos) {
        if (!photo.evidence_id.empty()) apply.evidence.push_back(EvidenceId{photo.evidence_id});
    }
    return apply;
}

Mistakes refusal_of(Model const& model, Shell const& shell, Apply const& apply) {
    wire::OrderDetail const& detail = *model.order.value;
    Context context;
    context.now = shell.server_now();
    context.actor = {ActorKind::buyer, detail.order.buyer_id.value};
    context.order = copy_of(detail.order);
    context.other_claims = detail.claims;
    context.policy = copy_of(detail.policy);
    // It is told of the line that has most: it counts here when all lines are asked for.
    bool const all_lines = apply.request.lines.size() == detail.order.lines.size();
    context.applications = all_lines ? detail.applications : 0;
    auto const decision = decide(Ticket{}, apply, context);
    return decision.ok() ? Mistakes{} : decision.error();
}

void on_request_changed(Model& model, Shell& shell) {
    ApplyForm& form = model.form;
    unsend(shell, form.idempotency_key);
    form.idempotency_key.clear();
    form.mistakes.clear();
    form.touched = true;
    keep_draft(model, shell);
}

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
    wire::ApplyBody const body{OrderNo{form.order_no}, apply_of(model, input->request, *quoted)};
    Outgoing item;
    item.key = form.idempotency_key;
    item.audience = Audience::buyer;
    item.later = Later::request;
    item.command = CommandKind::apply;
    item.about = form.order_no;
    item.path = api_path(Audience::buyer, "/tickets");
    item.body = wire::write_json(wire::to_json(body));
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

void on_refused(Model& model, Shell& shell, Answer const& answer) {
    ApplyForm& form = model.form;
    form.mistakes = wire::read_api_error(answer.body).mistakes;
    form.idempotency_key.clear();
    for (Mistake const& mistake : form.mistakes) {
        bool const outdated = mistake.rule == Rule::quote_changed ||
                              mistake.rule == Rule::quantity_exceeds_left ||
                              mistake.rule == Rule::nothing_left;
        if (outdated) fetch_order(model, shell);
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
    form = {};
    toast(shell, t::submitted_toast, ui::Tone::success);
    ++shell.tickets_changed;
    shell.stale = shell.route.screen != Screen::apply;
    if (shell.stale) return;
    Route route;
    route.screen = Screen::ticket;
    route.id = detail->ticket.no.value;
    shell.fresh_ticket = std::move(detail).value();
    go(shell, route, true);
}

}  // namespace afterdesk::app::order
