#include <algorithm>

#include "app/features/ticket/commands.hpp"
#include "app/shell/abnormal_parts.hpp"
#include "app/shell/missing.hpp"
#include "app/shell/say.hpp"
#include "domain/ticket/evidence_limit.hpp"
#include "text/desk.hpp"
#include "text/names.hpp"
#include "text/platform.hpp"
#include "text/staff.hpp"
#include "text/ticket.hpp"
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
    bool const pays = pays_back(detail.ticket.request.type) && !detail.ticket.request.recalls();
    bool const explains = pays || detail.ticket.quote.refund_fen > 0;
    for (QuotedLine const& quoted : detail.ticket.quote.lines) {
        Line const* line = find_line(detail.order, quoted.line_no);
        if (line == nullptr) continue;
        bool const shows_money = explains || quoted.goods_fen > 0;
        view.lines.push_back(
            {line->title, line->spec, line->image,
             text::fill(shell.language, t::times_quantity, {std::to_string(quoted.quantity)}),
             shows_money ? yuan(quoted.goods_fen) : std::string()});
    }
    if (explains) view.receipt = make_receipt(shell, detail.order, detail.ticket.quote);
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
    if (names_buyer) view.data.push_back({say(shell, t::buyer), said(shell, detail.buyer_name)});
    if (audience != Audience::merchant) view.data.push_back({say(shell, t::shop), detail.shop.name});
    if (audience == Audience::buyer && !detail.shop.phone.empty()) {
        view.data.push_back({say(shell, t::merchant_contact), detail.shop.phone});
    }
    view.remark = said(shell, ticket.remark);
    if (has_staff() && audience != Audience::buyer) fill_staff_data(shell, detail, view);
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

void fill_refunds(Shell const& shell, wire::TicketDetail const& detail, TicketView& view) {
    bool const for_staff = has_staff() && shell.route.audience != Audience::buyer;
    for (RefundPart const& part : detail.ticket.refunds) {
        std::string const status = say(shell, status_of(detail, part));
        if (!for_staff) {
            view.refunds.push_back({status, yuan(part.amount_fen)});
            view.refunds.push_back({part.refund_no, "", false, true});
            continue;
        }
        std::string label = part.refund_no + "  " + status + " · " + paid_by(shell, detail, part);
        view.refunds.push_back({std::move(label), yuan(part.amount_fen)});
        if (!part.failure.empty())
            view.refunds.push_back({say(shell, t::refund_failure), part.failure, false, true});
    }
}

void fill_signals(Shell const& shell, wire::TicketDetail const& detail, TicketView& view) {
    for (wire::Signal const& signal : detail.signals) {
        view.signals.push_back(signal.ticket_no.empty()
                                   ? say(shell, t::signal_parcel_elsewhere)
                                   : text::fill(shell.language, t::signal_parcel, {signal.ticket_no}));
    }
    if (has_staff() && !detail.ticket.first_approval.empty())
        view.signals.push_back(first_approval_notice(shell, detail));
}

// ---- Actions ----

/// It can not be given now by this reader: no button, the state says what is being waited for.
bool is_another_time(Rule rule) {
    return rule == Rule::not_in_this_state || rule == Rule::under_arbitration || rule == Rule::not_your_part;
}

/// The ticket of the order that is having them back already; empty: none that is known.
std::string recall_under_way(Model const& model) {
    if (!model.order.value) return {};
    for (wire::TicketSummary const& other : model.order.value->tickets) {
        if (other.reason == recall_reason && !is_end(other.state)) return other.ticket_no;
    }
    return {};
}

void add_recall(Model const& model, Shell const& shell, wire::TicketDetail const& detail, TicketView& view) {
    auto const recall = recall_of(detail.ticket, detail.order);
    if (!recall) return;
    bool const under_way = recall->type == TicketType::refund_shipped;
    ActionView action{CommandKind::apply, say(shell, under_way ? t::cmd_stop_strays : t::cmd_return_strays),
                      "", "", ui::ButtonKind::primary};
    if (std::string const other = recall_under_way(model); !other.empty())
        action.why_not = text::fill(shell.language, t::recall_under_way, {other});
    view.actions.push_back(std::move(action));
}

/// Where a refund goes that WeChat Pay could not pay out is said on a page of its own: tried again as it is,
/// it would only come back.
void add_direct(Model const& model, Shell const& shell, wire::TicketDetail const& detail, TicketView& view) {
    if (model.audience == Audience::buyer || abnormal_parts(detail).empty()) return;
    Route route;
    route.screen = Screen::abnormal;
    route.audience = model.audience;
    route.id = detail.ticket.no.value;
    ActionView action{CommandKind::retry_refund, say(shell, t::cmd_direct_refund), "", to_hash(route),
                      ui::ButtonKind::primary};
    action.why_not = why_no_right(shell, Right::pay_refunds);
    view.actions.push_back(std::move(action));
}

/// Why it can not be given now; empty when it can.
std::string why_dead(Model const& model, Shell const& shell, CommandRow const& row,
                     std::optional<Rule> rule) {
    bool const needs_right = has_staff() && model.audience != Audience::buyer;
    auto const right = needs_right ? right_for(row.command) : std::nullopt;
    if (std::string lacks = right ? why_no_right(shell, *right) : ""; !lacks.empty()) return lacks;
    if (rule) return message_of(shell, Mistake{*rule, ""});
    if (!row.opens_for(model.audience)) {
        Mistakes const refusal = preview(model, shell, row).refusal;
        return refusal.empty() ? std::string() : message_of(shell, refusal.front());
    }
    auto const never = why_not_now(model, shell, row.command);
    return never ? message_of(shell, *never) : std::string();
}

/// For staff as the table has it; of the buyer's, only what is to be done now stands out.
ui::ButtonKind tone_of_action(Model const& model, CommandRow const& row, TicketView const& view) {
    if (model.audience != Audience::buyer) {
        // Where add_direct stands before it, trying again only fails again.
        bool const fails_again = row.command == CommandKind::retry_refund && !view.actions.empty() &&
                                 view.actions.front().command == row.command;
        return fails_again ? ui::ButtonKind::secondary : row.tone;
    }
    bool const recalls = !view.actions.empty() && view.actions.front().command == CommandKind::apply;
    bool const is_main = !recalls && main_command(*model.ticket.value) == row.command;
    if (is_main) return ui::ButtonKind::primary;
    return row.tone == ui::ButtonKind::primary ? ui::ButtonKind::secondary : row.tone;
}

/// The form of a request changes it.
ActionView change_action(Shell const& shell, wire::TicketDetail const& detail, CommandRow const& row) {
    Route form;
    form.screen = Screen::apply;
    form.id = detail.ticket.order_no.value;
    form.type = detail.ticket.request.type;
    form.dialog = detail.ticket.no.value;
    int const left = changes_left(detail);
    ActionView action{row.command, text::fill(shell.language, t::cmd_modify_left, {std::to_string(left)}), "",
                      to_hash(form), row.tone};
    if (left == 0) {
        Mistake const often{Rule::too_many_modifications, "command", detail.policy.max_modifications};
        action.why_not = message_of(shell, often);
    }
    return action;
}

bool answers_offer(CommandKind kind) {
    return kind == CommandKind::accept_offer || kind == CommandKind::counter_offer ||
           kind == CommandKind::decline_offer;
}

/// What can not be appealed against any more has no button that says so for ever.
bool is_too_late(wire::TicketDetail const& detail, Shell const& shell) {
    auto const until = appeal_until(detail.ticket, detail.policy);
    return until && shell.server_now() > *until;
}

void fill_actions(Model const& model, Shell const& shell, wire::TicketDetail const& detail,
                  TicketView& view) {
    ActorKind const actor = context_of(model, shell).actor.kind;
    add_recall(model, shell, detail, view);
    if (has_staff()) add_direct(model, shell, detail, view);
    for (CommandRow const& row : command_rows()) {
        if (!row.audiences.has(model.audience)) continue;
        auto const rule = why_not(detail.ticket, actor, row.command);
        if (rule && is_another_time(*rule)) continue;
        if (row.command == CommandKind::modify) {
            view.actions.push_back(change_action(shell, detail, row));
            if (rule) view.actions.back().why_not = message_of(shell, Mistake{*rule, ""});
            continue;
        }
        ActionView action{row.command, label_of(shell, detail.ticket, row), "", "",
                          tone_of_action(model, row, view)};
        action.why_not = why_dead(model, shell, row, rule);
        auto const enough =
            row.command == CommandKind::add_evidence ? evidence_refused(detail.history, actor) : std::nullopt;
        if (enough && action.why_not.empty()) action.why_not = message_of(shell, *enough);
        if (row.command == CommandKind::appeal && is_too_late(detail, shell)) continue;
        if (has_staff() && model.audience != Audience::buyer) action.key = key_of(row.command);
        if (row.opens_for(model.audience)) {
            Route route = shell.route;
            route.dialog = row.slug;
            action.href = to_hash(route);
        }
        if (answers_offer(row.command)) action.place = screens::ActionPlace::offer;
        view.actions.push_back(std::move(action));
    }
    for (ActionView& action : view.actions) {
        bool const now = view.guided && action.kind == ui::ButtonKind::primary;
        if (now && action.place == screens::ActionPlace::bar) action.place = screens::ActionPlace::now;
    }
}

/// What is waited for where no clock of the parties runs, as staff are told; else null.
text::Text const* why_it_stands(Ticket const& ticket) {
    if (in_evidence_round(ticket)) return &t::staff_next_evidence;
    if (in_arbitration(ticket)) return &t::staff_next_verdict;
    return ticket.frozen ? &t::staff_next_frozen : nullptr;
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
    list.query = shell.route.query;
    view.page.options.back_href = to_hash(list);
    view.load = load_view(shell, model.ticket);
    view.missing = is_missing(model.ticket);
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
    bool const pays = pays_back(ticket.request.type) && !ticket.request.recalls();
    if (pays) view.amount = yuan(ticket.quote.refund_fen);
    bool const unpaid = ticket.state == State::refunding && !detail.waiting_for_host.empty();
    view.next = say(shell, unpaid        ? t::next_waiting_for_host
                           : ticket.held ? t::now_being_sent
                                         : text::next_in(ticket.state));
    bool const for_staff = has_staff() && model.audience != Audience::buyer;
    if (text::Text const* const stands = for_staff ? why_it_stands(ticket) : nullptr)
        view.next = say(shell, *stands);
    if (ticket.deadline) view.deadline_ms = page_clock(shell, *ticket.deadline);
    if (model.audience == Audience::buyer) fill_now(shell, detail, view);
    fill_appeal(shell, detail, view);
    fill_steps(shell, detail, view);
    fill_goods(shell, detail, view);
    fill_strays(shell, detail, view);
    fill_data(shell, detail, view);
    if (has_staff()) fill_contact(model, shell, view);
    fill_records(shell, detail, view);
    fill_tracks(model, shell, view);
    fill_refunds(shell, detail, view);
    fill_signals(shell, detail, view);
    if (has_staff() && model.audience != Audience::buyer) fill_contradictions(shell, detail, view);
    if (has_staff() && model.audience != Audience::buyer) say_for_staff(shell, detail, view);
    view.history = make_history(shell, detail);
    fill_actions(model, shell, detail, view);
    fill_pickup(model, shell, view);
    view.form = make_dialog(model, shell);
    view.sending = model.sending.call != 0;
    view.error =
        model.sending.stale ? say(shell, t::stale_notice) : message_of(shell, model.sending.mistakes, false);
    if (Outgoing const* waits = waiting_about(shell, ticket.no.value)) {
        view.queued_key = waits->key;
        CommandRow const* const row = row_of(waits->command);
        std::string const label =
            row == nullptr ? say(shell, t::cmd_return_strays) : label_of(shell, ticket, *row);
        view.queued = text::fill(shell.language, t::queued_command, {label});
        for (ActionView& action : view.actions) action.why_not = say(shell, t::waits_in_queue);
    }
    return view;
}

}  // namespace afterdesk::app::ticket
