#include <algorithm>

#include "app/update.hpp"
#include "app/views.hpp"
#include "text/names.hpp"
#include "wire/names.hpp"

namespace afterdesk::app {
namespace {

using screens::ActionView;
using screens::ReceiptRow;
using screens::TicketView;
using wire::Audience;

ActorKind role_of(Audience audience) {
    switch (audience) {
        case Audience::buyer: return ActorKind::buyer;
        case Audience::merchant: return ActorKind::merchant;
        case Audience::platform: return ActorKind::platform;
    }
    return ActorKind::buyer;
}

std::string reason_text(Model const& model, Policy const& policy, std::string const& code) {
    Reason const* reason = find_reason(policy, code);
    if (reason == nullptr) return code;
    return model.language == text::Language::en ? reason->en : reason->zh;
}

std::string reject_text(Model const& model, Policy const& policy, std::string const& code) {
    RejectReason const* reason = find_reject_reason(policy, code);
    if (reason == nullptr) return code;
    return model.language == text::Language::en ? reason->en : reason->zh;
}

void fill_steps(Model const& model, wire::TicketDetail const& detail, TicketView& view) {
    for (Step const& step : afterdesk::steps(detail.ticket, detail.history)) {
        ui::StepItem item{say(model, text::name(step.kind)), "", step.at.has_value() && !step.current,
                          step.current};
        if (step.at) item.note = minute(model, *step.at);
        view.steps.push_back(std::move(item));
    }
}

// ---- Facts ----

void fill_goods(Model const& model, wire::TicketDetail const& detail, TicketView& view) {
    for (QuotedLine const& quoted : detail.ticket.quote.lines) {
        Line const* line = find_line(detail.order, quoted.line_no);
        if (line == nullptr) continue;
        view.lines.push_back(
            {line->title, line->spec, line->image,
             text::fill(model.language, t::times_quantity, {std::to_string(quoted.quantity)}),
             yuan(quoted.goods_fen)});
    }
    view.receipt = make_receipt(model, detail.order, detail.ticket.quote);
    view.notices = make_notices(model, detail.order, detail.ticket.quote);
}

void fill_data(Model const& model, wire::TicketDetail const& detail, TicketView& view) {
    Ticket const& ticket = detail.ticket;
    Audience const audience = model.route.audience;
    view.data.push_back({say(model, t::ticket_no), ticket.no.value});
    view.data.push_back({say(model, t::order_no), ticket.order_no.value});
    view.data.push_back({say(model, t::applied_at), minute(model, ticket.applied_at)});
    view.data.push_back({say(model, t::reason), reason_text(model, detail.policy, ticket.request.reason)});
    if (audience != Audience::buyer) view.data.push_back({say(model, t::buyer), detail.buyer_name});
    if (audience != Audience::merchant) view.data.push_back({say(model, t::shop), detail.shop.name});
    if (audience == Audience::buyer && !detail.shop.phone.empty()) {
        view.data.push_back({say(model, t::merchant_contact), detail.shop.phone});
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

void fill_steps_between(Model const& model, wire::TicketDetail const& detail, TicketView& view) {
    Ticket const& ticket = detail.ticket;
    if (ticket.rejection) {
        view.rejection.push_back(
            {say(model, t::reject_reason), reject_text(model, detail.policy, ticket.rejection->reason)});
        if (!ticket.rejection->text.empty()) {
            view.rejection.push_back({say(model, t::merchant_says), ticket.rejection->text});
        }
    }
    if (ticket.offer) {
        view.offer.push_back({text::fill(model.language, t::offer_amount,
                                         {yuan(ticket.offer->refund_fen), yuan(ticket.quote.refund_fen)}),
                              "", true, false});
        if (!ticket.offer->text.empty())
            view.offer.push_back({say(model, t::merchant_says), ticket.offer->text});
    }
    if (ticket.return_address) {
        Address const& address = *ticket.return_address;
        view.address.push_back({address.name + "  " + address.phone, ""});
        view.address.push_back({address.text, ""});
    }
    if (ticket.return_parcel) {
        view.parcel.push_back({text::courier_name(model.language, ticket.return_parcel->carrier),
                               ticket.return_parcel->tracking_no});
    }
    for (RefundPart const& part : ticket.refunds) {
        State const status = part.status == PartStatus::succeeded ? State::completed
                             : part.status == PartStatus::failed  ? State::refund_failed
                                                                  : State::refunding;
        view.refunds.push_back(
            {part.refund_no + "  " + say(model, text::name(status)), yuan(part.amount_fen)});
    }
}

// ---- Actions ----

/// A command, how its button looks, and the dialog that collects its fields.
struct Offered {
    CommandKind command;
    text::Text const* label;
    ui::ButtonKind kind;
    char const* dialog;
};

std::vector<Offered> offered_to(Audience audience, Ticket const& ticket) {
    bool const returns = returns_goods(ticket.request.type);
    switch (audience) {
        case Audience::buyer:
            return {{CommandKind::ship_back, ticket.return_parcel ? &t::cmd_change_parcel : &t::cmd_ship_back,
                     ui::ButtonKind::primary, "ship"},
                    {CommandKind::accept_offer, &t::cmd_accept_offer, ui::ButtonKind::primary, ""},
                    {CommandKind::decline_offer, &t::cmd_decline_offer, ui::ButtonKind::secondary, ""},
                    {CommandKind::withdraw, &t::cmd_withdraw, ui::ButtonKind::quiet, "withdraw"}};
        case Audience::merchant:
            return {{CommandKind::agree, returns ? &t::cmd_agree_return : &t::cmd_agree,
                     ui::ButtonKind::primary, "agree"},
                    {CommandKind::receive, &t::cmd_receive, ui::ButtonKind::primary, "receive"},
                    {CommandKind::retry_refund, &t::cmd_retry_refund, ui::ButtonKind::primary, ""},
                    {CommandKind::make_offer, &t::cmd_offer, ui::ButtonKind::secondary, "offer"},
                    {CommandKind::reject, &t::cmd_reject, ui::ButtonKind::danger, "reject"}};
        case Audience::platform:
            return {{CommandKind::retry_refund, &t::cmd_retry_refund, ui::ButtonKind::primary, ""}};
    }
    return {};
}

void fill_actions(Model const& model, wire::TicketDetail const& detail, TicketView& view) {
    ActorKind const actor = role_of(model.route.audience);
    for (Offered const& offered : offered_to(model.route.audience, detail.ticket)) {
        // A command that can not be given now is not shown: the state says what is being waited for.
        if (why_not(detail.ticket, actor, offered.command)) continue;
        ActionView action{offered.command, say(model, *offered.label), "", "", offered.kind};
        bool const address_missing =
            offered.command == CommandKind::ship_back && !detail.ticket.return_address;
        if (address_missing) action.why_not = message_of(model, {Rule::address_required, ""});
        if (*offered.dialog != '\0') {
            Route route = model.route;
            route.dialog = offered.dialog;
            action.href = to_hash(route);
        }
        view.actions.push_back(std::move(action));
    }
}

CommandKind command_of_dialog(std::string_view dialog) {
    if (dialog == "agree") return CommandKind::agree;
    if (dialog == "reject") return CommandKind::reject;
    if (dialog == "offer") return CommandKind::make_offer;
    if (dialog == "ship") return CommandKind::ship_back;
    if (dialog == "receive") return CommandKind::receive;
    return CommandKind::withdraw;
}

void fill_dialog_fields(Model const& model, wire::TicketDetail const& detail, TicketView& view) {
    Ticket const& ticket = detail.ticket;
    if (view.dialog == "agree" || view.dialog == "offer") {
        bool const wanted = returns_goods(ticket.request.type) && !ticket.return_address;
        for (std::size_t i = 0; wanted && i < detail.shop.addresses.size(); ++i) {
            Address const& address = detail.shop.addresses[i];
            view.addresses.push_back({std::to_string(i), address.name + "  " + address.phone, address.text});
        }
    }
    if (view.dialog == "reject") {
        for (RejectReason const& reason : detail.policy.reject_reasons) {
            auto const& types = reason.types;
            bool const fits =
                types.empty() || std::find(types.begin(), types.end(), ticket.request.type) != types.end();
            if (!fits) continue;
            view.reject_reasons.push_back({reason.code, reject_text(model, detail.policy, reason.code), ""});
        }
    }
    if (view.dialog == "ship") {
        for (text::Courier const& courier : text::couriers) {
            view.carriers.push_back({std::string(courier.code), say(model, courier.name), ""});
        }
    }
    if (view.dialog == "offer") {
        view.amount_hint = text::fill(model.language, t::offer_hint, {yuan(ticket.quote.refund_fen)});
        std::string const& typed = model.ticket_ui.offer_amount;
        auto const amount = parse_fen(typed);
        if (!typed.empty() && !amount) view.amount_error = say(model, t::offer_not_an_amount);
        if (amount && *amount >= ticket.quote.refund_fen) view.amount_error = view.amount_hint;
    }
    if (view.dialog == "receive") {
        view.dialog_note = text::fill(model.language, t::confirm_receive, {yuan(ticket.quote.refund_fen)});
    }
    if (view.dialog == "withdraw") view.dialog_note = say(model, t::confirm_withdraw);
}

void fill_dialog(Model const& model, wire::TicketDetail const& detail, TicketView& view) {
    if (model.route.dialog.empty()) return;
    CommandKind const command = command_of_dialog(model.route.dialog);
    if (why_not(detail.ticket, role_of(model.route.audience), command)) return;
    view.dialog = model.route.dialog;
    Route closed = model.route;
    closed.dialog.clear();
    view.close_href = to_hash(closed);
    for (ActionView const& action : view.actions) {
        if (action.command == command) view.send_label = action.label;
    }
    fill_dialog_fields(model, detail, view);
    if (!command_of(model, command)) view.send_why_not = say(model, t::fill_in_first);
    view.tracking_error = message_at(model, model.sending.mistakes, "parcel");
}

}  // namespace

screens::TicketView make_ticket_view(Model const& model) {
    TicketView view;
    view.page = make_page_view(model);
    view.page.options.title = say(model, t::ticket_no) + " " + model.ticket_key;
    Route list;
    list.screen = Screen::tickets;
    list.audience = model.route.audience;
    list.filter = model.route.filter;
    view.page.options.back_href = to_hash(list);
    view.load = load_view(model, model.ticket);
    if (!model.ticket.value) return view;
    note_seen(model, model.ticket, view.page);
    wire::TicketDetail const& detail = *model.ticket.value;
    Ticket const& ticket = detail.ticket;
    view.ticket_no = ticket.no.value;
    view.type = say(model, text::name(ticket.request.type));
    view.page.options.title = view.type;
    view.status = say(model, text::name(ticket.state));
    view.tone = tone_of(short_status(ticket));
    view.amount = pays_back(ticket.request.type) ? yuan(ticket.quote.refund_fen) : std::string();
    view.next = say(model, text::next_in(ticket.state));
    if (ticket.deadline) {
        view.deadline = time_left(model, *ticket.deadline);
        view.urgent = is_urgent(model, *ticket.deadline);
    }
    fill_steps(model, detail, view);
    fill_goods(model, detail, view);
    fill_data(model, detail, view);
    fill_steps_between(model, detail, view);
    view.history = make_history(model, detail);
    fill_actions(model, detail, view);
    fill_dialog(model, detail, view);
    view.sending = model.sending.call != 0;
    view.error =
        model.sending.stale ? say(model, t::stale_notice) : message_of(model, model.sending.mistakes, false);
    if (Queued const* waiting = queued_about(model, ticket.no.value)) {
        view.queued_key = waiting->key;
        std::string label;
        for (ActionView const& action : view.actions) {
            if (action.command == waiting->command) label = action.label;
        }
        view.queued = text::fill(model.language, t::queued_command, {label});
        for (ActionView& action : view.actions) action.why_not = say(model, t::waits_in_queue);
    }
    return view;
}

}  // namespace afterdesk::app
