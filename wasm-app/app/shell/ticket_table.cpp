#include "app/shell/ticket_table.hpp"

#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "text/names.hpp"
#include "text/queue.hpp"
#include "text/short_time.hpp"

namespace afterdesk::app {
namespace {

using wire::Audience;

std::vector<ui::Column> whole_columns(Shell const& shell) {
    bool const english = shell.language == text::Language::en;  // "Return and refund" stands in one line
    bool const names_shop = shell.route.audience == Audience::platform;  // below the buyer
    return {{.key = "deadline",
             .title = say(shell, t::column_left),
             .weight = 0.2f,
             .least_w = 112,
             .sorts = true,
             .on_card = ui::OnCard::mark},
            {.key = "ticket",
             .title = say(shell, t::ticket_no),
             .weight = 0.4f,
             .least_w = 180,
             .always = true,
             .on_card = ui::OnCard::title},
            {.key = "kind",
             .title = say(shell, t::column_kind),
             .weight = 0.6f,
             .least_w = english ? 156.0f : 122.0f},
            {.key = "buyer",
             .title = say(shell, t::buyer),
             .weight = 0.4f,
             .least_w = names_shop ? 80.0f : 64.0f,
             .gives_way = 3},
            {.key = "item", .title = say(shell, t::column_item), .weight = 2, .least_w = 180, .gives_way = 1},
            {.key = "reason", .title = say(shell, t::reason), .weight = 0.8f, .least_w = 88, .gives_way = 2},
            {.key = "amount",
             .title = say(shell, t::column_amount),
             .weight = 0.3f,
             .least_w = 104,
             .number = true,
             .sorts = true},
            {.key = "at",
             .title = say(shell, t::applied_at),
             .weight = 0.3f,
             .least_w = 112,
             .sorts = true,
             .gives_way = 4},
            {.key = "updated",
             .title = say(shell, t::column_updated),
             .weight = 0.3f,
             .least_w = 112,
             .on_card = ui::OnCard::absent,
             .gives_way = 5}};
}

ui::TableCell time_cell(Shell const& shell, wire::TicketSummary const& ticket) {
    if (!ticket.deadline_ms) return {.words = "—", .style = ui::TextStyle::muted};
    Instant const deadline{*ticket.deadline_ms};
    bool const over = deadline < shell.server_now();
    ui::Tone const tone = over                         ? ui::Tone::danger
                          : is_urgent(shell, deadline) ? ui::Tone::warning
                                                       : ui::Tone::neutral;
    return {.words = short_time(shell, deadline), .is_badge = true, .tone = tone};
}

std::string reason_of(Shell const& shell, wire::TicketSummary const& ticket, wire::WorkView const* names) {
    if (names == nullptr) return ticket.reason;
    for (wire::WorkView::Named const& reason : names->reasons)
        if (reason.code == ticket.reason) return named(shell, &reason, ticket.reason);
    return ticket.reason;
}

std::string joined(std::string const& a, std::string_view between, std::string const& b) {
    return a.empty() || b.empty() ? a + b : a + std::string(between) + b;
}

/// How a dispute stands that is not over, or was appealed against.
std::string dispute_mark(Shell const& shell, wire::TicketSummary const& ticket) {
    std::string const appeal = appeal_mark(shell, ticket);
    if (!ticket.arbitration || *ticket.arbitration == ArbitrationStep::decided) return appeal;
    bool const proof = *ticket.arbitration == ArbitrationStep::evidence;
    std::string const step = say(shell, proof ? t::arbitration_evidence : t::arbitration_requested);
    return (appeal.empty() ? say(shell, t::filter_arbitration) : appeal) + " · " + step;
}

/// The ticket's number, and what else is to be known before anything of it.
ui::TableCell number_cell(Shell const& shell, wire::TicketSummary const& ticket,
                          screens::TicketRowView const& row) {
    ui::TableCell cell{.words = ticket.ticket_no, .note = row.mark};
    if (!row.mark.empty()) return cell;
    cell.note = dispute_mark(shell, ticket);
    cell.note_is_badge = true;
    cell.tone = ticket.appeal ? ui::Tone::warning : ui::Tone::info;
    return cell;
}

std::vector<ui::TableCell> whole_cells(Shell const& shell, wire::TicketSummary const& ticket,
                                       screens::TicketRowView const& row, wire::WorkView const* names) {
    bool const names_shop = shell.route.audience == Audience::platform;
    std::string const times =
        text::fill(shell.language, t::times_quantity, {std::to_string(ticket.quantity)});
    return {time_cell(shell, ticket),
            number_cell(shell, ticket, row),
            {.words = row.type, .note = row.status},
            {.words = ticket.buyer_name, .note = names_shop ? ticket.shop_name : std::string()},
            {.words = ticket.title,
             .note = joined(joined(ticket.spec, " ", times), " ", row.more),
             .picture = ticket.image,
             .has_picture = true},
            {.words = reason_of(shell, ticket, names)},
            {.words = row.amount.empty() ? "—" : row.amount,
             .style = row.amount.empty() ? ui::TextStyle::muted : ui::TextStyle::price},
            {.words = near_minute(shell, {ticket.applied_at_ms}), .style = ui::TextStyle::muted},
            {.words = ticket.updated_at_ms > 0 ? near_minute(shell, {ticket.updated_at_ms}) : std::string(),
             .style = ui::TextStyle::muted}};
}

}  // namespace

std::string near_minute(Shell const& shell, Instant at) {
    constexpr std::size_t year = 5, day = 10;  // "2026-", "2026-11-28"
    std::string const said = minute(shell, at);
    bool const this_year = said.substr(0, year) == minute(shell, shell.server_now()).substr(0, year);
    return this_year ? said.substr(year) : said.substr(0, day);
}

std::string short_time(Shell const& shell, Instant deadline) {
    std::int64_t const minutes = (deadline - shell.server_now()).ms / 60'000;
    auto const said = [&](text::Text const& sentence, std::int64_t a, std::int64_t b) {
        return text::fill(shell.language, sentence, {std::to_string(a), std::to_string(b)});
    };
    if (minutes < 0) return say(shell, t::due_overdue);
    if (minutes < 60) return said(t::left_minutes, minutes, 0);
    if (minutes < 24 * 60) return said(t::left_hours, minutes / 60, 0);
    return said(t::left_days, minutes / (24 * 60), minutes / 60 % 24);
}

std::vector<ui::Column> ticket_columns(Shell const& shell, TableWidth width) {
    if (width == TableWidth::whole) return whole_columns(shell);
    return {{.key = "ticket",
             .title = say(shell, t::ticket_region),
             .least_w = 150,
             .always = true,
             .on_card = ui::OnCard::title},
            {.key = "deadline",
             .title = say(shell, t::column_left),
             .weight = 0.1f,
             .least_w = 116,
             .number = true,
             .on_card = ui::OnCard::mark}};
}

ui::TableRow ticket_table_row(Shell const& shell, wire::TicketSummary const& ticket,
                              wire::WorkView const* names, TableWidth width) {
    screens::TicketRowView const row = make_ticket_row(shell, ticket);
    ui::TableRow out;
    out.key = row.ticket_no;
    out.href = row.href;
    out.name = joined(row.name, " ", dispute_mark(shell, ticket));
    out.current = row.selected;
    if (width == TableWidth::whole) {
        out.cells = whole_cells(shell, ticket, row, names);
    } else {
        ui::TableCell time = time_cell(shell, ticket);
        time.note = row.amount;
        std::string const shop =
            shell.route.audience == Audience::platform ? ticket.shop_name : std::string();
        std::string const where = joined(dispute_mark(shell, ticket), " · ", shop);
        out.cells = {
            {.words = ticket.buyer_name + " · " + row.type, .note = joined(where, " · ", ticket.title)},
            std::move(time)};
    }
    return out;
}

std::string appeal_mark(Shell const& shell, wire::TicketSummary const& ticket) {
    if (!ticket.appeal) return {};
    return say(shell, *ticket.appeal == AppealStep::open ? t::appeal_round : t::appeal_final);
}

text::Text const& name_of(Work work) {
    constexpr text::Text const* names[work_count] = {
        &t::work_review,        &t::work_second, &t::work_receive, &t::work_inspect, &t::work_send,
        &t::work_refund_failed, &t::work_proof,  &t::work_dispute, &t::strays_mark};
    return *names[static_cast<std::size_t>(work)];
}

text::Text const& name_of(Due due) {
    constexpr text::Text const* names[] = {&t::due_overdue, &t::due_half_day, &t::due_day};
    return *names[static_cast<std::size_t>(due)];
}

std::string own_piles(Audience audience) {
    std::string all;
    for (int i = 0; i < work_count; ++i) {
        auto const work = static_cast<Work>(i);
        if (!(audience == Audience::platform ? is_platforms(work) : is_shops(work))) continue;
        all += (all.empty() ? "" : ",") + std::string(wire::name_of(work));
    }
    return all;
}

}  // namespace afterdesk::app
