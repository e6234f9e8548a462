// A request by staff for a buyer who reached them: whose order it is, which type, and what was said.

#include "app/features/order/model.hpp"
#include "app/shell/mall_rows.hpp"
#include "base/text.hpp"
#include "domain/money/applicable.hpp"
#include "screens/for_buyer_part.hpp"
#include "text/desk.hpp"
#include "text/names.hpp"
#include "text/shop.hpp"
#include "wire/shop_api.hpp"

namespace afterdesk::app::order {
namespace {

constexpr text::Text const* source_names[] = {&t::source_phone, &t::source_chat, &t::source_counter,
                                              &t::source_other};

wire::ContactSource source_of(ApplyForm const& form) {
    return wire::from_name<wire::ContactSource>(form.ui.source).value_or(wire::ContactSource::phone);
}

/// Every type by the address of its form, or why nothing of the order can be asked for as it.
ui::Choice make_type(Model const& model, Shell const& shell, TicketType type) {
    QuoteInput input;
    input.now = shell.server_now();
    input.order = model.order.value->order;
    input.claims = model.order.value->claims;
    input.policy = model.order.value->policy;
    input.request.type = type;
    Route route = shell.route;
    route.type = type;
    route.dialog.clear();
    ui::Choice choice{to_hash(route), say(shell, text::name(type)), say(shell, text::note(type))};
    Mistake const* against = nullptr;
    auto const lines = applicable(input);
    for (Applicable const& line : lines) {
        if (!line.why_not) return choice;
        // That it is for other goods says less than what is against these.
        if (against == nullptr || against->rule == Rule::kind_not_for_type) against = &*line.why_not;
    }
    if (against != nullptr) choice.why_not = message_of(shell, *against);
    return choice;
}

std::string open_tickets(wire::OrderDetail const& detail) {
    std::string numbers;
    for (wire::TicketSummary const& ticket : detail.tickets) {
        if (!is_end(ticket.state)) numbers += (numbers.empty() ? "" : ", ") + ticket.ticket_no;
    }
    return numbers;
}

}  // namespace

void fill_for_buyer(Model const& model, Shell const& shell, screens::ApplyView& view) {
    wire::OrderDetail const& detail = *model.order.value;
    view.draw_for_buyer = &screens::draw_for_buyer;
    view.page.options.title =
        say(shell, t::for_buyer_title) + " · " + say(shell, text::name(model.form.type));
    screens::ApplyView::ForBuyer& part = view.for_buyer;
    part.whose =
        text::fill(shell.language, t::for_buyer_whose,
                   {detail.order.order_no.value, detail.buyer_name, minute(shell, detail.order.paid_at)});
    if (std::string const open = open_tickets(detail); !open.empty())
        part.open = text::fill(shell.language, t::for_buyer_open, {open});
    for (int i = 0; i < ticket_type_count; ++i)
        part.types.push_back(make_type(model, shell, static_cast<TicketType>(i)));
    part.others_title = say(shell, t::refunds_by_others);
    part.others = rows_of_others(shell, detail.order);
    part.mall_title = say(shell, t::mall_fields);
    part.mall = rows_of_mall(shell, detail.order);
    Route here = shell.route;
    here.dialog.clear();
    part.type_key = to_hash(here);
    auto const names = wire::all_names<wire::ContactSource>();
    for (std::size_t i = 0; i < names.size(); ++i)
        part.sources.push_back({std::string(names[i]), say(shell, *source_names[i])});
    part.source_key = wire::name_of(source_of(model.form));
    part.max_chars = wire::max_contact_chars;
    view.submit_label = say(shell, t::for_buyer_submit);
    if (std::string lacks = why_no_right(shell, Right::open_tickets); !lacks.empty())
        view.submit_why_not = std::move(lacks);
}

std::string body_for_buyer(ApplyForm const& form, Apply apply) {
    wire::ApplyForBuyer body{{OrderNo{form.order_no}, std::move(apply)}, {}};
    body.contact = wire::Contact{source_of(form), with_line_feeds(form.ui.note)};
    return wire::write_json(wire::to_json(body));
}

}  // namespace afterdesk::app::order
