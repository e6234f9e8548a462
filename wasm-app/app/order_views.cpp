#include <algorithm>

#include "app/update.hpp"
#include "app/views.hpp"
#include "text/names.hpp"

namespace afterdesk::app {
namespace {

ui::Tone tone_of(wire::Shipping shipping) {
    switch (shipping) {
        case wire::Shipping::unshipped: return ui::Tone::warning;
        case wire::Shipping::partly_shipped: return ui::Tone::info;
        case wire::Shipping::shipped: return ui::Tone::info;
        case wire::Shipping::received: return ui::Tone::success;
    }
    return ui::Tone::neutral;
}

wire::Shipping line_shipping(Line const& line) {
    if (line.shipped_quantity == 0) return wire::Shipping::unshipped;
    if (line.shipped_quantity < line.quantity) return wire::Shipping::partly_shipped;
    return line.received_at ? wire::Shipping::received : wire::Shipping::shipped;
}

std::string times(Model const& model, int quantity) {
    return text::fill(model.language, t::times_quantity, {std::to_string(quantity)});
}

screens::OrderRowView make_row(Model const& model, wire::OrderSummary const& order) {
    screens::OrderRowView row;
    Route route;
    route.screen = Screen::order;
    route.id = order.order_no;
    row.order_no = order.order_no;
    row.href = to_hash(route);
    row.shop = order.shop_name;
    row.status = say(model, text::name(order.shipping));
    row.status_tone = tone_of(order.shipping);
    row.paid_at = minute(model, {order.paid_at_ms});
    row.total = yuan(order.paid_fen);
    if (order.open_tickets > 0) {
        row.open_tickets = text::fill(model.language, t::open_tickets, {std::to_string(order.open_tickets)});
    }
    for (std::size_t i = 0; i < order.lines.size() && i < 3; ++i) {
        wire::OrderLineView const& line = order.lines[i];
        row.lines.push_back(
            {line.title, line.spec, line.image, times(model, line.quantity), yuan(line.unit_price_fen)});
    }
    if (order.lines.size() > 3) {
        row.more = text::fill(model.language, t::and_more_lines, {std::to_string(order.lines.size())});
    }
    row.name = order.shop_name + " " + (order.lines.empty() ? std::string() : order.lines[0].title) + " " +
               row.total + " " + row.status + " " + order.order_no;
    return row;
}

std::vector<screens::ReceiptRow> payment_rows(Model const& model, Order const& order) {
    std::vector<screens::ReceiptRow> rows;
    Fen gross_fen = 0, paid_fen = 0, discount_fen = 0;
    for (PricedLine const& line : price_order(order).lines) {
        gross_fen += line.gross_fen;
        discount_fen += line.gross_fen - line.paid_fen;
    }
    for (Payment const& payment : order.payments) paid_fen += payment.amount_fen;
    rows.push_back({say(model, t::goods), yuan(gross_fen)});
    if (discount_fen > 0) rows.push_back({say(model, t::discounts), "−" + yuan(discount_fen)});
    rows.push_back({say(model, t::freight), yuan(order.freight_fen)});
    rows.push_back({say(model, t::paid_total), yuan(paid_fen), true, false});
    for (Payment const& payment : order.payments) {
        rows.push_back({say(model, text::name(payment.channel)), yuan(payment.amount_fen), false, true});
    }
    return rows;
}

screens::OrderView::Line make_line(Model const& model, Line const& line) {
    screens::OrderView::Line view{
        line.title, line.spec, line.image, times(model, line.quantity), yuan(line.unit_price_fen), "", {}};
    if (line.kind == LineKind::physical) view.status = say(model, text::name(line_shipping(line)));
    if (line.kind == LineKind::virtual_) view.badges.push_back(say(model, t::virtual_badge));
    if (line.gift) view.badges.push_back(say(model, t::gift_badge));
    if (line.presale) view.badges.push_back(say(model, t::presale_badge));
    return view;
}

screens::OrderView::Option make_option(Model const& model, TicketType type, text::Text const& note,
                                       text::Text const& none) {
    wire::OrderDetail const& detail = *model.order.value;
    Route route;
    route.screen = Screen::apply;
    route.id = detail.order.order_no.value;
    route.type = type;
    auto const left = units_left(detail.order, detail.claims, type);
    bool const any = std::any_of(left.begin(), left.end(), [](int n) { return n > 0; });
    return {std::string(to_hash(route)), say(model, text::name(type)), say(model, note), to_hash(route),
            any ? std::string() : say(model, none)};
}

void fill_lines(Model const& model, screens::ApplyView& view) {
    wire::OrderDetail const& detail = *model.order.value;
    auto const left = units_left(detail.order, detail.claims, model.apply.type);
    for (std::size_t i = 0; i < detail.order.lines.size(); ++i) {
        Line const& line = detail.order.lines[i];
        screens::ApplyView::Line row;
        row.key = std::to_string(line.line_no);
        row.title = line.title;
        row.spec = line.spec;
        row.image = line.image;
        row.unit_price = yuan(line.unit_price_fen);
        row.max = left[i];
        row.note = left[i] > 0 ? text::fill(model.language, t::can_take, {std::to_string(left[i])})
                               : say(model, t::none_left);
        view.lines.push_back(std::move(row));
    }
}

std::string photo_status(Model const& model, Photo const& photo) {
    if (photo.heic) return say(model, t::photo_heic);
    if (photo.unreachable) return say(model, t::photo_no_network);
    if (photo.failed()) {
        return text::fill(model.language, t::upload_failed, {message_of(model, photo.mistakes, false)});
    }
    if (photo.call != 0) return text::fill(model.language, t::uploading, {std::to_string(photo.percent)});
    if (photo.shrinking || (photo.waits() && !photo.small)) return say(model, t::photo_preparing);
    return photo.waits() ? say(model, t::photo_waiting) : std::string();
}

void fill_photos(Model const& model, screens::ApplyView& view) {
    ApplyForm const& form = model.apply;
    Policy const& policy = model.order.value->policy;
    Reason const* reason = find_reason(policy, form.ui.reason);
    bool const needed = reason != nullptr && evidence_for(*reason, form.type) != EvidenceRule::none &&
                        evidence_for(*reason, form.type) != EvidenceRule::optional;
    view.photos_shown = form.type != TicketType::refund_unshipped;
    view.photos_hint =
        needed ? say(model, t::photos_required)
               : text::fill(model.language, t::photos_optional, {std::to_string(policy.max_evidence)});
    view.can_add_photo = static_cast<int>(form.photos.size()) < policy.max_evidence;
    bool running = false, any = false;
    for (Photo const& photo : form.photos) {
        screens::PhotoView row{photo.name, photo.preview_url, photo_status(model, photo), photo.failed()};
        if (photo.call != 0) row.percent = photo.percent;
        row.can_retry = photo.unreachable;
        running |= photo.evidence_id.empty() && (!photo.failed() || photo.unreachable);
        any |= !photo.evidence_id.empty();
        view.photos.push_back(std::move(row));
    }
    if (running) view.submit_why_not = say(model, t::wait_for_uploads);
    if (needed && !any && !running) view.submit_why_not = say(model, t::photos_required);
}

void fill_amount(Model const& model, screens::ApplyView& view) {
    auto const input = quote_input_of(model);
    if (!input) return;
    if (input->request.lines.empty()) {
        view.submit_why_not = say(model, t::choose_goods_first);
        return;
    }
    QuoteInput shown = *input;
    bool const no_reason = shown.request.reason.empty();
    // Before a reason is chosen the amount is shown for the first one that fits.
    for (Reason const& reason : shown.policy.reasons) {
        bool const fits =
            std::find(reason.types.begin(), reason.types.end(), shown.request.type) != reason.types.end();
        if (shown.request.reason.empty() && fits) shown.request.reason = reason.code;
    }
    auto const quoted = quote(shown);
    if (!quoted) {
        view.submit_why_not = message_of(model, quoted.error(), false);
        if (auto const error = message_at(model, quoted.error(), "request.reason"); !no_reason)
            view.reason_error = error;
        for (std::size_t i = 0; i < shown.request.lines.size(); ++i) {
            std::string const path = "request.lines[" + std::to_string(i) + "]";
            for (auto& line : view.lines) {
                if (line.key != std::to_string(shown.request.lines[i].line_no)) continue;
                line.error = message_at(model, quoted.error(), path);
            }
        }
        return;
    }
    view.amount = yuan(quoted->refund_fen);
    view.receipt = make_receipt(model, shown.order, *quoted);
    view.notices = make_notices(model, shown.order, *quoted);
    view.gifts_choice = !quoted->gifts.empty() && model.apply.type != TicketType::refund_unshipped;
    if (model.apply.type == TicketType::refund_unshipped) {
        view.submit_label = text::fill(model.language, t::submit_refund_now, {view.amount});
    }
    if (no_reason) view.submit_why_not = say(model, t::choose_reason_first);
}

}  // namespace

screens::OrdersView make_orders_view(Model const& model) {
    screens::OrdersView view;
    view.page = make_page_view(model);
    view.page.options.title = say(model, t::my_orders);
    view.load = load_view(model, model.orders);
    bool const searched = !model.orders_ui.q.empty();
    view.empty_title = say(model, searched ? t::orders_none_found : t::orders_empty);
    view.empty_note = say(model, searched ? t::none_found_note : t::orders_empty_note);
    if (!model.orders.value) return view;
    note_seen(model, model.orders, view.page);
    for (wire::OrderSummary const& order : model.orders.value->items)
        view.rows.push_back(make_row(model, order));
    view.more = {!model.orders.value->next_cursor.empty(), model.more_call != 0, model.more_failed};
    return view;
}

screens::OrderView make_order_view(Model const& model) {
    screens::OrderView view;
    view.page = make_page_view(model);
    view.page.options.title = say(model, t::order_no) + " " + model.order_key;
    view.page.options.back_href = "#/b/orders";
    view.load = load_view(model, model.order);
    if (!model.order.value) return view;
    note_seen(model, model.order, view.page);
    wire::OrderDetail const& detail = *model.order.value;
    view.order_no = detail.order.order_no.value;
    view.shop = detail.shop.name;
    view.shop_phone = detail.shop.phone;
    view.paid_at = minute(model, detail.order.paid_at);
    for (Line const& line : detail.order.lines) view.lines.push_back(make_line(model, line));
    view.receipt = payment_rows(model, detail.order);
    view.options.push_back(
        make_option(model, TicketType::refund_unshipped, t::refund_unshipped_note, t::nothing_unshipped));
    view.options.push_back(
        make_option(model, TicketType::return_refund, t::return_refund_note, t::nothing_shipped));
    for (wire::TicketSummary const& ticket : detail.tickets)
        view.tickets.push_back(make_ticket_row(model, ticket));
    return view;
}

screens::ApplyView make_apply_view(Model const& model) {
    screens::ApplyView view;
    ApplyForm const& form = model.apply;
    view.page = make_page_view(model);
    view.page.options.title = say(model, text::name(form.type));
    view.page.options.max_width = 1080;
    Route order;
    order.screen = Screen::order;
    order.id = form.order_no;
    view.page.options.back_href = to_hash(order);
    view.load = load_view(model, model.order);
    bool const unshipped = form.type == TicketType::refund_unshipped;
    view.type_note = say(model, unshipped ? t::refund_unshipped_note : t::return_refund_note);
    view.amount = "—";
    view.submit_label = say(model, t::submit_request);
    view.submitting = form.call != 0;
    view.error = message_of(model, form.mistakes, false);
    if (queued(model, form.idempotency_key) != nullptr) {
        view.queued = say(model, t::queued_request);
        view.queued_key = form.idempotency_key;
    }
    if (!model.order.value || form.ui.quantities.size() != model.order.value->order.lines.size()) return view;
    Policy const& policy = model.order.value->policy;
    for (Reason const& reason : policy.reasons) {
        bool const fits =
            std::find(reason.types.begin(), reason.types.end(), form.type) != reason.types.end();
        if (fits)
            view.reasons.push_back(
                {reason.code, model.language == text::Language::en ? reason.en : reason.zh, ""});
    }
    view.remark_hint = text::fill(model.language, t::remark_hint, {std::to_string(policy.max_remark_chars)});
    view.remark_error = message_at(model, form.mistakes, "remark");
    fill_lines(model, view);
    fill_photos(model, view);
    fill_amount(model, view);
    if (!view.queued.empty()) view.submit_why_not = say(model, t::waits_in_queue);
    note_seen(model, model.order, view.page);
    return view;
}

}  // namespace afterdesk::app
