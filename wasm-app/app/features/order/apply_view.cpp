// The form of a request, ready to print.

#include <algorithm>

#include "app/features/order/model.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "text/names.hpp"

namespace afterdesk::app::order {
namespace {

void fill_lines(Model const& model, Shell const& shell, screens::ApplyView& view) {
    wire::OrderDetail const& detail = *model.order.value;
    auto const left = units_left(detail.order, detail.claims, model.form.type);
    for (std::size_t i = 0; i < detail.order.lines.size(); ++i) {
        Line const& line = detail.order.lines[i];
        screens::ApplyView::Line row;
        row.key = std::to_string(line.line_no);
        row.title = line.title;
        row.spec = line.spec;
        row.image = line.image;
        row.unit_price = yuan(line.unit_price_fen);
        row.max = left[i];
        row.note = left[i] > 0 ? text::fill(shell.language, t::can_take, {std::to_string(left[i])})
                               : say(shell, t::none_left);
        view.lines.push_back(std::move(row));
    }
}

void fill_amount(Model const& model, Shell const& shell, screens::ApplyView& view) {
    auto const input = quote_input_of(model, shell);
    if (!input) return;
    if (input->request.lines.empty()) {
        view.submit_why_not = say(shell, t::choose_goods_first);
        return;
    }
    QuoteInput shown = *input;
    bool const no_reason = shown.request.reason.empty();
    // Before a reason is chosen the amount is shown for the first one that fits.
    for (Reason const& reason : shown.policy.reasons) {
        if (shown.request.reason.empty() && is_for(reason, shown.request.type))
            shown.request.reason = reason.code;
    }
    auto const quoted = quote(shown);
    if (!quoted) {
        view.submit_why_not = message_of(shell, quoted.error(), false);
        if (auto const error = message_at(shell, quoted.error(), "request.reason"); !no_reason)
            view.reason_error = error;
        for (std::size_t i = 0; i < shown.request.lines.size(); ++i) {
            std::string const path = "request.lines[" + std::to_string(i) + "]";
            for (auto& line : view.lines) {
                if (line.key != std::to_string(shown.request.lines[i].line_no)) continue;
                line.error = message_at(shell, quoted.error(), path);
            }
        }
        return;
    }
    view.amount = yuan(quoted->refund_fen);
    view.receipt = make_receipt(shell, shown.order, *quoted);
    view.notices = make_notices(shell, shown.order, *quoted);
    view.gifts_choice = !quoted->gifts.empty() && model.form.type != TicketType::refund_unshipped;
    if (model.form.type == TicketType::refund_unshipped) {
        view.submit_label = text::fill(shell.language, t::submit_refund_now, {view.amount});
    }
    if (no_reason) {
        view.submit_why_not = say(shell, t::choose_reason_first);
        return;
    }
    Mistakes const refusal = refusal_of(model, shell, apply_of(model, shown.request, *quoted));
    if (view.remark_error.empty()) view.remark_error = message_at(shell, refusal, "remark");
    if (view.submit_why_not.empty()) view.submit_why_not = message_of(shell, refusal, false);
}

}  // namespace

screens::ApplyView make_apply_view(Model const& model, Shell const& shell) {
    screens::ApplyView view;
    ApplyForm const& form = model.form;
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, text::name(form.type));
    view.page.options.max_width = 1080;
    Route order;
    order.screen = Screen::order;
    order.id = form.order_no;
    view.page.options.back_href = to_hash(order);
    view.load = load_view(shell, model.order);
    bool const unshipped = form.type == TicketType::refund_unshipped;
    view.type_note = say(shell, unshipped ? t::refund_unshipped_note : t::return_refund_note);
    view.amount = "—";
    view.submit_label = say(shell, t::submit_request);
    view.submitting = form.call != 0;
    view.error = message_of(shell, form.mistakes, false);
    if (waiting(shell, form.idempotency_key) != nullptr) {
        view.queued = say(shell, t::queued_request);
        view.queued_key = form.idempotency_key;
    }
    if (!model.order.value || form.ui.quantities.size() != model.order.value->order.lines.size()) return view;
    Policy const& policy = model.order.value->policy;
    for (Reason const& reason : policy.reasons) {
        if (is_for(reason, form.type))
            view.reasons.push_back({reason.code, named(shell, &reason, reason.code), ""});
    }
    view.remark_hint = text::fill(shell.language, t::remark_hint, {std::to_string(policy.max_remark_chars)});
    view.remark_error = message_at(shell, form.mistakes, "remark");
    fill_lines(model, shell, view);
    fill_proof(model, shell, view);
    fill_amount(model, shell, view);
    if (!view.queued.empty()) view.submit_why_not = say(shell, t::waits_in_queue);
    note_seen(shell, model.order, view.page);
    return view;
}

}  // namespace afterdesk::app::order
