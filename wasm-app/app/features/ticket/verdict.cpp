// The platform's verdict: what both sides have shown by rounds, and every step, amount and parcel that the
// typed decision will cause.

#include <algorithm>

#include "app/features/ticket/commands.hpp"
#include "app/features/ticket/outcome.hpp"
#include "app/shell/say.hpp"
#include "text/names.hpp"
#include "text/staff.hpp"
#include "text/ticket.hpp"

namespace afterdesk::app::ticket {
namespace {

using screens::VerdictView;

// ---- What was shown ---------------------------------------------------------------------------------------

VerdictView::Round new_round(Shell const& shell, std::string title, std::string asked) {
    return {std::move(title),
            std::move(asked),
            {say(shell, t::buyers_side), {}},
            {say(shell, t::merchants_side), {}}};
}

void fill_rounds(Shell const& shell, wire::TicketDetail const& detail, VerdictView& view) {
    view.rounds.push_back(new_round(shell, say(shell, t::round_before), ""));
    int asked_for = 0;
    std::string judged;
    for (EventRecord const& record : detail.history) {
        if (std::holds_alternative<Escalated>(record.event))
            view.rounds.push_back(new_round(shell, say(shell, t::round_called), ""));
        if (auto const* const first = std::get_if<VerdictGiven>(&record.event)) {
            judged = sentence_of(shell, detail.policy, detail.ticket, record.event);
            if (!first->verdict.text.empty()) judged += say(shell, t::between_hints) + first->verdict.text;
        }
        if (std::holds_alternative<Appealed>(record.event))
            view.rounds.push_back(new_round(shell, say(shell, t::round_appealed), judged));
        if (auto const* const asked = std::get_if<EvidenceAsked>(&record.event)) {
            std::string const number = std::to_string(++asked_for);
            view.rounds.push_back(
                new_round(shell, text::fill(shell.language, t::round_asked, {number}), asked->text));
        }
        ui::TimelineEntry entry = entry_of(shell, detail, record);
        bool const says = !entry.said.empty() || !entry.files.empty() ||
                          std::holds_alternative<Applied>(record.event) ||
                          std::holds_alternative<Rejected>(record.event);
        if (!says) continue;
        if (record.actor.kind == ActorKind::buyer) view.rounds.back().buyer.shown.push_back(std::move(entry));
        if (record.actor.kind == ActorKind::merchant)
            view.rounds.back().merchant.shown.push_back(std::move(entry));
    }
}

void fill_about(Shell const& shell, wire::TicketDetail const& detail, VerdictView& view) {
    Ticket const& ticket = detail.ticket;
    view.about.push_back({say(shell, t::ticket_no), ticket.no.value});
    view.about.push_back({say(shell, t::shop), detail.shop.name});
    view.about.push_back({say(shell, t::buyer), detail.buyer_name});
    for (QuotedLine const& quoted : ticket.quote.lines) {
        Line const* const line = find_line(detail.order, quoted.line_no);
        if (line == nullptr) continue;
        std::string const count =
            text::fill(shell.language, t::times_quantity, {std::to_string(quoted.quantity)});
        view.about.push_back({line->title + " " + count, yuan(quoted.goods_fen)});
    }
    view.about.push_back(
        {say(shell, t::reason),
         named(shell, find_reason(detail.policy, ticket.request.reason), ticket.request.reason)});
    view.about.push_back({say(shell, t::refund_amount), yuan(ticket.quote.refund_fen), true, false});
}

// ---- What follows -----------------------------------------------------------------------------------------

/// What goes back to a payment: the parts that go out now, or those agreed on for later.
Fen back_to(Ticket const& after, PaymentId const& id) {
    Fen back_fen = 0;
    for (RefundPart const& part : after.refunds) back_fen += part.payment_id == id ? part.amount_fen : 0;
    if (!after.refunds.empty() || granted_fen(after) == 0) return back_fen;
    for (PaymentShare const& share : after.quote.payments)
        back_fen += share.payment_id == id ? share.amount_fen : 0;
    return back_fen;
}

struct Sums {
    Fen paid = 0, others = 0, back = 0;
};

void add_payment(VerdictView& view, std::string channel, Sums const& of) {
    view.payments.push_back({std::move(channel), yuan(of.paid), yuan(of.others), yuan(of.back),
                             yuan(of.paid - of.others - of.back)});
}

void fill_payments(Model const& model, Shell const& shell, Ticket const& after, VerdictView& view) {
    std::vector<Claim> const others = claims_beside(model);
    Sums all;
    auto const add = [&](PaymentId const& id, std::string channel, Fen paid_fen) {
        Sums of{paid_fen, 0, back_to(after, id)};
        for (Claim const& claim : others) {
            for (PaymentShare const& share : claim.payments)
                of.others += share.payment_id == id ? share.amount_fen : 0;
        }
        all = {all.paid + of.paid, all.others + of.others, all.back + of.back};
        add_payment(view, std::move(channel), of);
    };
    for (Payment const& payment : model.ticket.value->order.payments)
        add(payment.payment_id, say(shell, text::name(payment.channel)), payment.amount_fen);
    if (auto const& extra = after.collected)
        add({extra->payment_no}, say(shell, t::payment_difference), extra->amount_fen);
    if (view.payments.size() > 1) add_payment(view, say(shell, t::payment_sum), all);
}

void add_way_back(Shell const& shell, Ticket const& after, Verdict const& verdict, VerdictView& view) {
    if (after.state != State::awaiting_return) return;
    if (!after.return_address) {
        view.parcels.push_back(say(shell, t::parcel_no_address));
    } else {
        Address const& address = *after.return_address;
        std::string const place = address.name + " " + address.phone + " " + address.text;
        view.parcels.push_back(text::fill(shell.language, t::parcel_back, {place}));
    }
    bool const by_shop = verdict.freight_payer == FreightPayer::shop;
    view.parcels.push_back(text::fill(shell.language, t::parcel_back_paid,
                                      {say(shell, by_shop ? t::fault_shop : t::fault_buyer)}));
}

void add_sent(Shell const& shell, std::string const& what, int quantity, VerdictView& view) {
    view.parcels.push_back(text::fill(shell.language, t::parcel_out, {what, std::to_string(quantity)}));
}

void fill_parcels(Shell const& shell, Order const& order, Ticket const& after, Verdict const& verdict,
                  VerdictView& view) {
    add_way_back(shell, after, verdict, view);
    bool const sends = verdict.outcome == Outcome::exchange && !pays_back(after.request.type);
    for (QuotedExchange const& goods : after.quote.exchanges) {
        if (sends) add_sent(shell, goods.title + " " + goods.spec, goods.quantity, view);
    }
    for (QuotedLine const& quoted : after.quote.lines) {
        Line const* const line = find_line(order, quoted.line_no);
        if (sends && after.quote.exchanges.empty() && line != nullptr)
            add_sent(shell, line->title + " " + line->spec, quoted.quantity, view);
    }
    if (after.state == State::sending_back) view.parcels.push_back(say(shell, t::parcel_refused));
    if (view.parcels.empty()) view.parcels.push_back(say(shell, t::parcel_none));
}

void fill_follows(Model const& model, Shell const& shell, CommandRow const& row, VerdictView& view) {
    Preview const now = preview(model, shell, row);
    if (!knows_all(model) || now.events.empty()) return;
    wire::TicketDetail const& detail = *model.ticket.value;
    Verdict const& verdict = std::get<GiveVerdict>(now.command).verdict;
    Ticket const after = ticket_after(detail.ticket, now.events, shell.server_now());
    for (Event const& event : now.events) {
        std::string words = sentence_of(shell, detail.policy, after, event);
        if (!words.empty()) view.events.push_back(std::move(words));
    }
    Fen const gets_fen = granted_fen(after);
    view.amounts.push_back({say(shell, t::buyer_gets), yuan(gets_fen), true, false});
    fill_payments(model, shell, after, view);
    if (gets_fen > 0) {
        view.receipt = make_receipt(shell, detail.order, after.quote);
        view.notices = make_notices(shell, detail.order, after.quote);
    }
    fill_parcels(shell, detail.order, after, verdict, view);
    view.next = say(shell, text::name(after.state));
    view.next_note = say(shell, text::next_in(after.state));
    if (after.deadline) view.deadline_ms = page_clock(shell, *after.deadline);
}

}  // namespace

screens::VerdictView make_verdict(Model const& model, Shell const& shell) {
    VerdictView view;
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::cmd_verdict) + " " + model.no;
    view.page.options.max_width = 1200;
    Route ticket = shell.route;
    ticket.dialog.clear();
    view.page.options.back_href = to_hash(ticket);
    view.load = load_view(shell, model.ticket);
    CommandRow const* const row = row_of(CommandKind::verdict);
    if (!model.ticket.value || row == nullptr) return view;
    note_seen(shell, model.ticket, view.page);
    fill_about(shell, *model.ticket.value, view);
    fill_rounds(shell, *model.ticket.value, view);
    view.form = make_dialog(model, shell);
    view.facts = load_view(shell, model.order);
    fill_follows(model, shell, *row, view);
    bool const waits = view.form.why_not.empty() && !knows_all(model);
    if (waits) view.form.why_not = say(shell, t::loading);
    view.sending = model.sending.call != 0;
    view.error =
        model.sending.stale ? say(shell, t::stale_notice) : message_of(shell, model.sending.mistakes, false);
    if (waiting_about(shell, model.no) != nullptr) view.form.why_not = say(shell, t::waits_in_queue);
    return view;
}

}  // namespace afterdesk::app::ticket
