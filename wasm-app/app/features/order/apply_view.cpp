// The form of a request, ready to print.

#include <algorithm>

#include "app/features/order/model.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "domain/money/applicable.hpp"
#include "text/buyer.hpp"
#include "text/names.hpp"

namespace afterdesk::app::order {
namespace {

/// "已签收 1 件 · 未发货 2 件", where they have not all come as far.
std::string how_far(Shell const& shell, Line const& line) {
    if (line.kind != LineKind::physical) return {};
    int const received = line.received_quantity(), shipped = line.shipped_quantity();
    std::string said;
    int kinds = 0;
    auto const add = [&](text::Text const& sentence, int quantity) {
        if (quantity <= 0) return;
        if (kinds++ > 0) said += " · ";
        said += text::fill(shell.language, sentence, {std::to_string(quantity)});
    };
    add(t::pieces_received, received);
    add(t::pieces_under_way, shipped - received);
    add(t::pieces_unshipped, line.quantity - shipped);
    return kinds > 1 ? said : std::string();
}

void fill_lines(Model const& model, Shell const& shell, screens::ApplyView& view) {
    auto const& lines = model.order.value->order.lines;
    auto const left = left_of(model);
    auto const input = quote_input_of(model, shell);
    auto const may = input ? applicable(*input) : std::vector<Applicable>(lines.size());
    int most = 0, chosen = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        Line const& line = lines[i];
        screens::ApplyView::Line row;
        row.key = std::to_string(line.line_no);
        row.title = line.title;
        row.spec = line.spec;
        row.image = line.image;
        row.unit_price = yuan(line.unit_price_fen);
        row.shipping = how_far(shell, line);
        row.max = left[i];
        row.note = left[i] > 0      ? text::fill(shell.language, t::can_take, {std::to_string(left[i])})
                   : may[i].why_not ? refusal_of(shell, model.form.type, *may[i].why_not)
                                    : say(shell, t::none_left);
        row.with_others = !line.gift;  // a gift follows what it came with
        if (row.with_others) {
            most += left[i];
            chosen += model.form.ui.quantities[i];
        }
        view.lines.push_back(std::move(row));
    }
    view.can_choose_all = most > 1;
    view.all_chosen = most > 0 && chosen == most;
}

/// Each mistake at the line that it is about.
void mark_lines(Shell const& shell, Request const& request, Mistakes const& mistakes,
                screens::ApplyView& view) {
    for (std::size_t i = 0; i < request.lines.size(); ++i) {
        std::string const path = "request.lines[" + std::to_string(i) + "].";
        for (auto& line : view.lines) {
            if (line.key == std::to_string(request.lines[i].line_no))
                line.error = message_at(shell, mistakes, path);
        }
    }
}

/// What is refunded; for an exchange what one side still owes the other.
void fill_sum(Shell const& shell, TicketType type, Quote const& quote, screens::ApplyView& view) {
    if (type == TicketType::exchange) {
        bool const owes = quote.collect_fen > 0, gets = quote.refund_fen > 0;
        view.amount_label = say(shell, owes ? t::difference_due : gets ? t::difference_back : t::difference);
        view.amount = yuan(owes ? quote.collect_fen : quote.refund_fen);
        view.amount_known = true;
        view.amount_note = owes ? view.amount_label + " " + view.amount : say(shell, t::difference_none);
    } else {
        view.amount_known = pays_back(type);
        view.amount = pays_back(type) ? yuan(quote.refund_fen) : say(shell, t::no_money);
        view.amount_note = view.amount;
    }
    if (type == TicketType::refund_unshipped)
        view.submit_label = text::fill(shell.language, t::submit_refund_now, {view.amount});
}

/// To give the gift back or to keep it, each with its refund, where the rules leave the choice.
void fill_gifts(Shell const& shell, QuoteInput input, screens::ApplyView& view) {
    input.request.keep_gifts = false;
    auto const back = quote(input);
    input.request.keep_gifts = true;
    auto const kept = quote(input);
    if (!back.ok() || !kept.ok()) return;
    bool const comes_back = std::any_of(back->gifts.begin(), back->gifts.end(), [](QuotedGift const& gift) {
        return gift.action == GiftAction::return_;
    });
    if (!comes_back || *back == *kept) return;
    view.gifts = {{std::string(screens::gifts_back),
                   text::fill(shell.language, t::gift_send_back, {yuan(back->refund_fen)})},
                  {std::string(screens::gifts_kept),
                   text::fill(shell.language, t::gift_keep, {yuan(kept->refund_fen)})}};
}

/// The shop is sending some of it just now, so its refund does not come at once.
bool waits_for_sending(Model const& model, Quote const& quote) {
    if (model.form.type != TicketType::refund_unshipped || !model.order.value) return false;
    auto const& sent = model.order.value->being_sent;
    return std::any_of(quote.lines.begin(), quote.lines.end(), [&](QuotedLine const& line) {
        return std::any_of(sent.begin(), sent.end(), [&](LineBeingSent const& one) {
            return one.line_no == line.line_no && one.left < line.quantity;
        });
    });
}

void fill_amount(Model const& model, Shell const& shell, screens::ApplyView& view) {
    auto const input = quote_input_of(model, shell);
    if (!input) return;
    view.amount_note = say(shell, t::choose_goods_first);
    if (input->request.lines.empty()) {
        bool const none = std::all_of(view.lines.begin(), view.lines.end(),
                                      [](screens::ApplyView::Line const& line) { return line.max == 0; });
        if (none && !view.lines.empty()) view.amount_note = view.lines.front().note;
        view.submit_why_not = view.amount_note;
        return;
    }
    QuoteInput shown = *input;
    bool const no_reason = shown.request.reason.empty();
    assume_reason(model, shown.request);
    auto const quoted = quote(shown);
    if (!quoted) {
        view.amount_note = view.submit_why_not = message_of(shell, quoted.error(), false);
        if (!no_reason) view.reason_error = message_at(shell, quoted.error(), "request.reason");
        mark_lines(shell, shown.request, quoted.error(), view);
        return;
    }
    fill_sum(shell, model.form.type, *quoted, view);
    bool const explains = pays_back(model.form.type) || quoted->refund_fen > 0;
    if (explains) view.receipt = make_receipt(shell, shown.order, *quoted);
    view.notices = make_notices(shell, shown.order, *quoted);
    if (waits_for_sending(model, *quoted)) {
        view.submit_label = say(shell, model.form.changes.empty() ? t::submit_request : t::submit_change);
        view.notices.push_back(message_of(shell, Mistake{Rule::being_sent, ""}));
    }
    fill_gifts(shell, shown, view);
    if (no_reason) {
        view.submit_why_not = say(shell, t::choose_reason_first);
        return;
    }
    Mistakes const refusal = refusal_of(model, shell, apply_of(model, shown.request, *quoted));
    if (view.remark_error.empty()) view.remark_error = message_at(shell, refusal, "remark");
    if (view.submit_why_not.empty()) view.submit_why_not = message_of(shell, refusal, false);
}

/// Which ticket is changed, and how often it still may be.
std::string change_note(Model const& model, Shell const& shell) {
    if (model.form.changes.empty() || !model.ticket.value) return {};
    int const left = policy_of(model).max_modifications - model.ticket.value->ticket.modifications;
    return text::fill(shell.language, t::change_note,
                      {model.form.changes, std::to_string(std::max(left, 0))});
}

/// Staff go back to what they had found.
std::string back_to(Model const& model, Shell const& shell) {
    ApplyForm const& form = model.form;
    Route route;
    if (for_a_buyer(model)) {
        route.screen = Screen::for_buyer;
        route.audience = asker(model);
        std::string const search = to_hash(route);
        return shell.from.starts_with(search) ? shell.from : search;
    }
    route.screen = form.changes.empty() ? Screen::order : Screen::ticket;
    route.id = form.changes.empty() ? form.order_no : form.changes;
    return to_hash(route);
}

}  // namespace

screens::ApplyView make_apply_view(Model const& model, Shell const& shell) {
    screens::ApplyView view;
    ApplyForm const& form = model.form;
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, text::name(form.type));
    view.page.options.back_href = back_to(model, shell);
    view.load = load_view(shell, model.order);
    bool const waits_for_ticket = model.order.ready() && !form.changes.empty();
    if (waits_for_ticket) view.load = load_view(shell, model.ticket);
    view.type_note = say(shell, text::note(form.type));
    view.change_note = change_note(model, shell);
    view.amount_label = say(shell, form.type == TicketType::exchange ? t::difference : t::refund_amount);
    bool const no_money = !pays_back(form.type) && form.type != TicketType::exchange;
    view.amount = no_money ? std::string(say(shell, t::no_money)) : "—";
    view.submit_label = say(shell, form.changes.empty() ? t::submit_request : t::submit_change);
    view.submitting = form.call != 0;
    view.error = message_of(shell, form.mistakes, false);
    if (waiting(shell, form.idempotency_key) != nullptr) {
        view.queued = say(shell, t::queued_request);
        view.queued_key = form.idempotency_key;
    }
    if (!is_known(model) || form.ui.quantities.size() != model.order.value->order.lines.size()) return view;
    fill_lines(model, shell, view);
    fill_what_happened(model, shell, view);
    fill_parts(model, shell, view);
    fill_words(model, shell, view);
    fill_proof(model, shell, view);
    fill_amount(model, shell, view);
    if (for_a_buyer(model)) fill_for_buyer(model, shell, view);
    if (!view.queued.empty()) view.submit_why_not = say(shell, t::waits_in_queue);
    note_seen(shell, model.order, view.page);
    return view;
}

}  // namespace afterdesk::app::order
