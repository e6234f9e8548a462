#include <algorithm>

#include "app/features/ticket/commands.hpp"
#include "app/shell/say.hpp"
#include "text/names.hpp"
#include "wire/names.hpp"

namespace afterdesk::app::ticket {
namespace {

using screens::ActionView;
using screens::TicketView;
using wire::Audience;

void fill_steps(Shell const& shell, wire::TicketDetail const& detail, TicketView& view) {
    for (Step const& step : afterdesk::steps(detail.ticket, detail.history)) {
        ui::StepItem item{say(shell, text::name(step.kind)), "", step.at.has_value() && !step.current,
                          step.current};
        if (step.at) item.note = minute(shell, *step.at);
        view.steps.push_back(std::move(item));
    }
}

// ---- Facts ----

void fill_goods(Shell const& shell, wire::TicketDetail const& detail, TicketView& view) {
    for (QuotedLine const& quoted : detail.ticket.quote.lines) {
        Line const* line = find_line(detail.order, quoted.line_no);
        if (line == nullptr) continue;
        view.lines.push_back(
            {line->title, line->spec, line->image,
             text::fill(shell.language, t::times_quantity, {std::to_string(quoted.quantity)}),
             yuan(quoted.goods_fen)});
    }
    view.receipt = make_receipt(shell, detail.order, detail.ticket.quote);
    view.notices = make_notices(shell, detail.order, detail.ticket.quote);
    if (detail.ticket.request.recalls()) view.notices.push_back(say(shell, t::recall_notice));
}

/// "已退款后又发货：羊绒衫 ×2", of each line that has some.
void fill_strays(Shell const& shell, wire::TicketDetail const& detail, TicketView& view) {
    for (Strays const& strays : detail.ticket.strays) {
        Line const* const line = find_line(detail.order, strays.line_no);
        if (line == nullptr || strays.quantity == 0) continue;
        bool const used = line->kind == LineKind::virtual_;
        std::string const what =
            line->title + " " +
            text::fill(shell.language, t::times_quantity, {std::to_string(strays.quantity)});
        view.strays.push_back(text::fill(shell.language, used ? t::used_notice : t::strays_notice, {what}));
    }
}

void fill_data(Shell const& shell, wire::TicketDetail const& detail, TicketView& view) {
    Ticket const& ticket = detail.ticket;
    Audience const audience = shell.route.audience;
    view.data.push_back({say(shell, t::ticket_no), ticket.no.value});
    view.data.push_back({say(shell, t::order_no), ticket.order_no.value});
    view.data.push_back({say(shell, t::applied_at), minute(shell, ticket.applied_at)});
    view.data.push_back(
        {say(shell, t::reason),
         named(shell, find_reason(detail.policy, ticket.request.reason), ticket.request.reason)});
    bool const names_buyer = audience != Audience::buyer && !detail.buyer_name.empty();
    if (names_buyer) view.data.push_back({say(shell, t::buyer), detail.buyer_name});
    if (audience != Audience::merchant) view.data.push_back({say(shell, t::shop), detail.shop.name});
    if (audience == Audience::buyer && !detail.shop.phone.empty()) {
        view.data.push_back({say(shell, t::merchant_contact), detail.shop.phone});
    }
    view.remark = ticket.remark;
    for (EvidenceId const& id : ticket.evidence) {
        view.photos.push_back(api_path(audience, "/evidence/" + id.value));
    }
    if (audience == Audience::buyer) {
        Route order;
        order.screen = Screen::order;
        order.id = ticket.order_no.value;
        view.order_href = to_hash(order);
    }
}

text::Text const& status_of(wire::TicketDetail const& detail, RefundPart const& part) {
    auto const& waiting = detail.waiting_for_host;
    switch (part.status) {
        case PartStatus::succeeded: return text::name(State::completed);
        case PartStatus::failed: return text::name(State::refund_failed);
        case PartStatus::pending: break;
    }
    bool const waits = std::find(waiting.begin(), waiting.end(), part.refund_no) != waiting.end();
    return waits ? t::state_waiting_for_host : text::name(State::refunding);
}

void fill_steps_between(Shell const& shell, wire::TicketDetail const& detail, TicketView& view) {
    Ticket const& ticket = detail.ticket;
    if (ticket.rejection) {
        view.rejection.push_back({say(shell, t::reject_reason),
                                  named(shell, find_reject_reason(detail.policy, ticket.rejection->reason),
                                        ticket.rejection->reason)});
        if (!ticket.rejection->text.empty()) {
            view.rejection.push_back({say(shell, t::merchant_says), ticket.rejection->text});
        }
    }
    if (ticket.offer) {
        view.offer.push_back({text::fill(shell.language, t::offer_amount,
                                         {yuan(ticket.offer->refund_fen), yuan(ticket.quote.refund_fen)}),
                              "", true, false});
        if (!ticket.offer->text.empty())
            view.offer.push_back({say(shell, t::merchant_says), ticket.offer->text});
    }
    if (ticket.return_address) {
        Address const& address = *ticket.return_address;
        view.address.push_back({address.name + "  " + address.phone, ""});
        view.address.push_back({address.text, ""});
    }
    if (ticket.return_parcel) {
        Parcel const& parcel = *ticket.return_parcel;
        view.parcel.push_back({text::carrier_name(shell.language, parcel), parcel.tracking_no});
    }
    if (ticket.out_parcel) {
        Parcel const& parcel = *ticket.out_parcel;
        view.out_parcel.push_back({text::carrier_name(shell.language, parcel), parcel.tracking_no});
    }
    for (RefundPart const& part : ticket.refunds) {
        view.refunds.push_back(
            {part.refund_no + "  " + say(shell, status_of(detail, part)), yuan(part.amount_fen)});
    }
}

void fill_signals(Shell const& shell, wire::TicketDetail const& detail, TicketView& view) {
    for (wire::Signal const& signal : detail.signals) {
        view.signals.push_back(signal.ticket_no.empty()
                                   ? say(shell, t::signal_parcel_elsewhere)
                                   : text::fill(shell.language, t::signal_parcel, {signal.ticket_no}));
    }
}

// ---- Actions ----

/// It can not be given now by this reader: no button, the state says what is being waited for.
bool is_another_time(Rule rule) {
    return rule == Rule::not_in_this_state || rule == Rule::under_arbitration || rule == Rule::not_your_part;
}

void add_recall(Shell const& shell, wire::TicketDetail const& detail, TicketView& view) {
    auto const recall = recall_of(detail.ticket, detail.order);
    if (!recall) return;
    bool const under_way = recall->type == TicketType::refund_shipped;
    view.actions.push_back({CommandKind::apply,
                            say(shell, under_way ? t::cmd_stop_strays : t::cmd_return_strays), "", "",
                            ui::ButtonKind::primary});
}

void fill_actions(Model const& model, Shell const& shell, wire::TicketDetail const& detail,
                  TicketView& view) {
    ActorKind const actor = context_of(model, shell).actor.kind;
    add_recall(shell, detail, view);
    for (CommandRow const& row : command_rows()) {
        if (!row.audiences.has(model.audience)) continue;
        auto const rule = why_not(detail.ticket, actor, row.command);
        if (rule && is_another_time(*rule)) continue;
        ActionView action{row.command, say(shell, row.label_for(detail.ticket)), "", "", row.tone};
        if (rule) {
            action.why_not = message_of(shell, Mistake{*rule, ""});
        } else if (row.slug.empty()) {
            Mistakes const refusal = preview(model, shell, row).refusal;
            if (!refusal.empty()) action.why_not = message_of(shell, refusal.front());
        } else if (auto const never = why_not_now(model, shell, row.command)) {
            action.why_not = message_of(shell, *never);
        }
        if (!row.slug.empty()) {
            Route route = shell.route;
            route.dialog = row.slug;
            action.href = to_hash(route);
        }
        view.actions.push_back(std::move(action));
    }
}

}  // namespace

screens::TicketView make_view(Model const& model, Shell const& shell) {
    TicketView view;
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::ticket_no) + " " + model.no;
    Route list;
    list.screen = Screen::tickets;
    list.audience = shell.route.audience;
    list.filter = shell.route.filter;
    view.page.options.back_href = to_hash(list);
    view.load = load_view(shell, model.ticket);
    if (!model.ticket.value) return view;
    note_seen(shell, model.ticket, view.page);
    wire::TicketDetail const& detail = *model.ticket.value;
    Ticket const& ticket = detail.ticket;
    view.ticket_no = ticket.no.value;
    view.proof_href = api_path(model.audience, "/tickets/" + percent_encode(ticket.no.value) + "/proof");
    view.type = say(shell, text::name(ticket.request.type));
    view.page.options.title = view.type;
    view.status = say(shell, text::name(ticket.state));
    view.tone = tone_of(short_status(ticket));
    view.amount = pays_back(ticket.request.type) ? yuan(ticket.quote.refund_fen) : std::string();
    bool const unpaid = ticket.state == State::refunding && !detail.waiting_for_host.empty();
    view.next = say(shell, unpaid ? t::next_waiting_for_host : text::next_in(ticket.state));
    if (ticket.deadline) {
        view.deadline = time_left(shell, *ticket.deadline);
        view.urgent = is_urgent(shell, *ticket.deadline);
    }
    fill_steps(shell, detail, view);
    fill_goods(shell, detail, view);
    fill_strays(shell, detail, view);
    fill_data(shell, detail, view);
    fill_steps_between(shell, detail, view);
    fill_signals(shell, detail, view);
    view.history = make_history(shell, detail);
    fill_actions(model, shell, detail, view);
    view.form = make_dialog(model, shell);
    view.sending = model.sending.call != 0;
    view.error =
        model.sending.stale ? say(shell, t::stale_notice) : message_of(shell, model.sending.mistakes, false);
    if (Outgoing const* waits = waiting_about(shell, ticket.no.value)) {
        view.queued_key = waits->key;
        CommandRow const* const row = row_of(waits->command);
        std::string const label = say(shell, row == nullptr ? t::cmd_return_strays : row->label_for(ticket));
        view.queued = text::fill(shell.language, t::queued_command, {label});
        for (ActionView& action : view.actions) action.why_not = say(shell, t::waits_in_queue);
    }
    return view;
}

}  // namespace afterdesk::app::ticket
