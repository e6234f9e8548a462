#include "screens/ticket_row.hpp"

namespace afterdesk::screens {

void draw_ticket_row(ui::Ui& ui, TicketRowView const& row) {
    ui::begin_card(ui, row.ticket_no, {.href = row.href, .name = row.name, .selected = row.selected});
    ui::begin_row(ui, "head", {-1, 0});
    ui::text(ui, row.type + " · " + row.shop_or_buyer, ui::TextStyle::strong);
    ui::next_cell(ui);
    ui::badge(ui, row.status, row.tone);
    ui::end_row(ui);
    ui::begin_row(ui, "goods", {48, -1, 0}, {.center = false});
    ui::image(ui, "picture", row.image, "", 48);
    ui::next_cell(ui);
    ui::text(ui, row.title);
    if (!row.mark.empty()) ui::badge(ui, row.mark, ui::Tone::warning);
    std::string const detail = row.spec.empty()   ? row.more
                               : row.more.empty() ? row.spec
                                                  : row.spec + " · " + row.more;
    if (!detail.empty()) ui::text(ui, detail, ui::TextStyle::muted);
    ui::next_cell(ui);
    if (!row.amount.empty()) ui::text(ui, row.amount, ui::TextStyle::price);
    ui::text(ui, row.quantity, ui::TextStyle::muted);
    ui::end_row(ui);
    ui::begin_row(ui, "foot", {-1, 0});
    ui::text(ui, row.ticket_no, ui::TextStyle::small);
    ui::text(ui, row.applied_at, ui::TextStyle::muted);
    ui::next_cell(ui);
    if (!row.deadline.empty())
        ui::text(ui, row.deadline, row.urgent ? ui::TextStyle::danger : ui::TextStyle::muted);
    ui::end_row(ui);
    ui::end_card(ui);
}

}  // namespace afterdesk::screens
