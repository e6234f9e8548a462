#pragma once
// Tickets as rows of a table, as staff see them in the queue and on the workbench.

#include "app/shell/shell.hpp"
#include "widgets/table.hpp"
#include "wire/work_api.hpp"

namespace afterdesk::app {

/// Of the whole width, and of the list beside a ticket.
enum class TableWidth : std::uint8_t { whole, narrow };

std::vector<ui::Column> ticket_columns(Shell const& shell, TableWidth width);
/// `names` says what reasons are called; null: it is not known yet.
ui::TableRow ticket_table_row(Shell const& shell, wire::TicketSummary const& ticket,
                              wire::WorkView const* names, TableWidth width);

/// "11-28 16:04", of another year "2025-11-28".
std::string near_minute(Shell const& shell, Instant at);

/// "2 小时"; nothing but that it is over, when it is.
std::string short_time(Shell const& shell, Instant deadline);

/// "申诉 · 第 2 轮": which round of a dispute it is, when there was an appeal; else empty.
std::string appeal_mark(Shell const& shell, wire::TicketSummary const& ticket);

/// "待审核", of a pile and of what is nearly over.
text::Text const& name_of(Work work);
text::Text const& name_of(Due due);
/// The piles of who reads, joined by commas, as the API takes them.
std::string own_piles(wire::Audience audience);

}  // namespace afterdesk::app
