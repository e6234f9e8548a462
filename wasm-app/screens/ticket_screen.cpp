#include "screens/ticket_screen.hpp"

#include "screens/missing.hpp"
#include "text/ticket.hpp"

namespace afterdesk::screens {
namespace {

void draw_action(ui::Ui& ui, TicketView const& view, ActionView const& action, bool full_width,
                 Intents& out) {
    bool const pressed = ui::button(
        ui, action.label, action.label,
        {.kind = action.kind, .why_not = action.why_not, .busy = view.sending, .full_width = full_width});
    if (action.why_not.empty()) ui.frame().nodes.back().shortcut = action.key;
    if (!pressed) return;
    if (action.href.empty()) {
        out.emplace_back(Give{action.command});
    } else {
        out.emplace_back(GoTo{action.href, false});
    }
}

std::vector<ActionView const*> actions_in(TicketView const& view, ActionPlace place) {
    std::vector<ActionView const*> found;
    for (ActionView const& action : view.actions) {
        if (action.place == place) found.push_back(&action);
    }
    return found;
}

void draw_buttons(ui::Ui& ui, TicketView const& view, ActionPlace place, Intents& out) {
    std::vector<ActionView const*> const actions = actions_in(view, place);
    if (actions.empty()) return;
    std::vector<float> const widths(actions.size(), 0.0f);
    ui::begin_row(ui, "buttons", widths);
    for (std::size_t i = 0; i < actions.size(); ++i) {
        if (i > 0) ui::next_cell(ui);
        draw_action(ui, view, *actions[i], false, out);
    }
    ui::end_row(ui);
}

void draw_steps(ui::Ui& ui, TicketView const& view) {
    ui::steps(ui, "steps", say(view.page, t::progress), view.steps);
}

void draw_status(ui::Ui& ui, TicketView const& view, Intents& out) {
    ui::begin_card(ui, "status");
    ui::begin_row(ui, "line", {-1, 0});
    ui::heading(ui, 2, view.status);
    ui::next_cell(ui);
    if (!view.amount.empty()) ui::text(ui, view.amount, ui::TextStyle::price_large);
    ui::end_row(ui);
    if (!view.next.empty())
        ui::text(ui, view.next, view.guided ? ui::TextStyle::strong : ui::TextStyle::muted);
    if (view.deadline_ms > 0) ui::countdown(ui, {.deadline_ms = view.deadline_ms, .after = view.then});
    for (ActionView const* action : actions_in(view, ActionPlace::now))
        draw_action(ui, view, *action, ui.viewport().phone(), out);
    if (!view.after.empty()) ui::text(ui, view.after, ui::TextStyle::muted);
    if (!ui.viewport().phone()) {
        ui::space(ui, 16);
        draw_steps(ui, view);
    }
    ui::end_card(ui);
}

void draw_claim(ui::Ui& ui, TicketView const& view) {
    if (view.claim_words.empty() && view.claim_files.empty()) return;
    ui::begin_section(ui, "claim", view.claim);
    ui::begin_card(ui, "card");
    ui::text(ui, view.claim_words);
    for (std::size_t i = 0; i < view.claim_files.size(); ++i) {
        TicketView::Evidence const& group = view.claim_files[i];
        ui::text(ui, group.who, ui::TextStyle::muted);
        draw_files(ui, "photos" + std::to_string(i), group.items);
    }
    ui::end_card(ui);
    ui::end_section(ui);
}

/// What can be done, and for staff what they decide about.
void draw_actions(ui::Ui& ui, TicketView const& view, Intents& out) {
    if (!view.error.empty() && view.form.key.empty()) ui::notice(ui, "error", view.error, ui::Tone::danger);
    if (!view.queued.empty()) {
        ui::notice(ui, "queued", view.queued, ui::Tone::info);
        if (ui::button(ui, "cancel-queued", say(view.page, t::cancel_queued)))
            out.emplace_back(CancelQueued{view.queued_key});
    }
    if (!actions_in(view, ActionPlace::bar).empty()) {
        ui::begin_card(ui, "actions");
        draw_buttons(ui, view, ActionPlace::bar, out);
        ui::end_card(ui);
    }
    draw_claim(ui, view);
}

void draw_goods(ui::Ui& ui, TicketView const& view) {
    ui::begin_section(ui, "goods", say(view.page, t::goods));
    ui::begin_card(ui, "card");
    for (std::size_t i = 0; i < view.lines.size(); ++i) {
        TicketView::Line const& line = view.lines[i];
        if (i > 0) ui::divider(ui);
        ui::begin_row(ui, "line" + std::to_string(i), {56, -1, 0}, {.center = false});
        ui::image(ui, "picture", line.image, "", 56);
        ui::next_cell(ui);
        ui::text(ui, line.title);
        if (!line.spec.empty()) ui::text(ui, line.spec, ui::TextStyle::muted);
        ui::next_cell(ui);
        if (!line.amount.empty()) ui::text(ui, line.amount, ui::TextStyle::price);
        ui::text(ui, line.quantity, ui::TextStyle::muted);
        ui::end_row(ui);
    }
    ui::end_card(ui);
    for (std::size_t i = 0; i < view.notices.size(); ++i) {
        ui::notice(ui, "notice" + std::to_string(i), view.notices[i], ui::Tone::info);
    }
    ui::end_section(ui);
    draw_receipt_section(ui, "receipt", say(view.page, t::refund_explained), view.receipt);
}

void draw_data(ui::Ui& ui, TicketView const& view) {
    ui::begin_section(ui, "data", say(view.page, t::ticket_data));
    ui::begin_card(ui, "card");
    draw_receipt_rows(ui, view.data);
    if (!view.remark.empty()) ui::label_value(ui, say(view.page, t::remark), view.remark);
    ui::divider(ui);
    ui::begin_row(ui, "links", {0, 0, 0});
    if (!view.order_href.empty()) ui::link(ui, "order", say(view.page, t::see_order), view.order_href);
    ui::next_cell(ui);
    ui::link(ui, "proof", say(view.page, t::proof_download), view.proof_href);
    ui::next_cell(ui);
    ui::link(ui, "verify", say(view.page, t::verify_title), "#/verify");
    ui::end_row(ui);
    ui::end_card(ui);
    ui::end_section(ui);
}

void draw_evidence(ui::Ui& ui, TicketView const& view) {
    if (view.evidence.empty()) return;
    ui::begin_section(ui, "evidence", say(view.page, t::evidence));
    for (std::size_t i = 0; i < view.evidence.size(); ++i) {
        TicketView::Evidence const& group = view.evidence[i];
        ui::text(ui, group.who, ui::TextStyle::muted);
        draw_files(ui, "photos" + std::to_string(i), group.items);
    }
    ui::end_section(ui);
}

void draw_offer(ui::Ui& ui, TicketView const& view, Intents& out) {
    if (view.offer.empty()) return;
    ui::begin_section(ui, "offer", view.offer_title);
    ui::begin_card(ui, "card");
    draw_receipt_rows(ui, view.offer);
    draw_buttons(ui, view, ActionPlace::offer, out);
    ui::end_card(ui);
    ui::end_section(ui);
}

void draw_tracks(ui::Ui& ui, TicketView const& view) {
    for (std::size_t i = 0; i < view.tracks.size(); ++i) {
        TicketView::Track const& track = view.tracks[i];
        ui::begin_section(ui, "track" + std::to_string(i), track.title);
        ui::begin_card(ui, "card");
        ui::begin_row(ui, "line", {-1, 0});
        ui::text(ui, track.status, ui::TextStyle::strong);
        ui::next_cell(ui);
        ui::text(ui, track.as_of, ui::TextStyle::muted);
        ui::end_row(ui);
        ui::text(ui, track.parcel, ui::TextStyle::muted);
        ui::track(ui, "stations", track.title, track.stations);
        ui::end_card(ui);
        ui::end_section(ui);
    }
}

void draw_history(ui::Ui& ui, TicketView const& view) {
    ui::begin_section(ui, "history", say(view.page, t::history));
    ui::begin_card(ui, "card");
    ui::timeline(ui, "events", say(view.page, t::history), view.history);
    ui::end_card(ui);
    ui::end_section(ui);
}

/// What was decided and sent.
void draw_records(ui::Ui& ui, TicketView const& view) {
    draw_receipt_section(ui, "rejection", say(view.page, t::rejection), view.rejection);
    draw_receipt_section(ui, "inspection", say(view.page, t::inspection), view.inspection);
    draw_receipt_section(ui, "arbitration", say(view.page, t::arbitration), view.arbitration);
    draw_receipt_section(ui, "out-parcel", say(view.page, t::out_parcel),
                         view.out_parcel);  // the later way first
    draw_receipt_section(ui, "address", say(view.page, t::return_address), view.address);
    draw_receipt_section(ui, "parcel", say(view.page, t::return_parcel), view.parcel);
    draw_receipt_section(ui, "pickup", view.pickup_title, view.pickup);
    draw_receipt_section(ui, "sent", view.sent_title, view.sent);
    draw_tracks(ui, view);
    if (ui.viewport().phone()) {  // where they stand below each other, what is to be done comes first
        ui::begin_card(ui, "progress");
        draw_steps(ui, view);
        ui::end_card(ui);
    }
}

void draw_amounts(ui::Ui& ui, TicketView const& view) {
    draw_goods(ui, view);
    draw_receipt_section(ui, "refunds", say(view.page, t::step_refund), view.refunds);
    draw_receipt_section(ui, "others", view.others_title, view.others);
    draw_data(ui, view);
    draw_receipt_section(ui, "mall", view.mall_title, view.mall);
}

/// What happened, and beside it, where there is room, what it is about.
void draw_for_buyer(ui::Ui& ui, TicketView const& view) {
    ui::space(ui, ui.theme().space_5);
    ui::begin_row(ui, "columns", {-3, -2}, {.gap = 24, .stack_below = 760, .center = false});
    draw_records(ui, view);
    draw_history(ui, view);
    draw_evidence(ui, view);
    ui::next_cell(ui);
    draw_amounts(ui, view);
    ui::end_row(ui);
}

}  // namespace

void draw_ticket_content(ui::Ui& ui, TicketView const& view, Intents& out) {
    if (view.missing) return draw_missing(ui, view.page, view.load, out);
    if (!draw_load(ui, view.page, view.load, out)) return;
    draw_status(ui, view, out);
    for (std::size_t i = 0; i < view.signals.size(); ++i) {
        ui::notice(ui, "signal" + std::to_string(i), view.signals[i], ui::Tone::warning);
    }
    for (std::size_t i = 0; i < view.strays.size(); ++i) {
        ui::notice(ui, "strays" + std::to_string(i), view.strays[i], ui::Tone::warning);
    }
    draw_offer(ui, view, out);
    draw_actions(ui, view, out);
    if (view.guided) return draw_for_buyer(ui, view);
    draw_records(ui, view);
    draw_amounts(ui, view);
    draw_evidence(ui, view);
    draw_history(ui, view);
}

void draw_ticket_dialog(ui::Ui& ui, TicketView const& view, FormUi& state, Intents& out) {
    draw_form_dialog(ui, view.page, view.form, state, view.error, view.sending, out);
}

void draw_ticket(ui::Ui& ui, TicketView const& view, FormUi& state, Intents& out) {
    begin_screen(ui, view.page, out);
    draw_ticket_content(ui, view, out);
    draw_ticket_dialog(ui, view, state, out);
    end_screen(ui, view.page, out);
}

}  // namespace afterdesk::screens
