// Inspection line by line: how many of the returned pieces are in order.

#include "app/features/ticket/commands.hpp"
#include "app/shell/say.hpp"
#include "screens/pieces.hpp"
#include "text/staff.hpp"

namespace afterdesk::app::ticket {
namespace {

/// Lines that came back; what is virtual is not looked at.
template <class Visit>
void each_line(wire::TicketDetail const& detail, Visit visit) {
    for (QuotedLine const& quoted : detail.ticket.quote.lines) {
        Line const* const line = find_line(detail.order, quoted.line_no);
        bool const physical = line != nullptr && line->kind == LineKind::physical && quoted.quantity > 0;
        if (physical) visit(quoted, *line);
    }
}

}  // namespace

std::string all_accepted(wire::TicketDetail const& detail) {
    std::string typed;
    each_line(detail, [&typed](QuotedLine const& quoted, Line const&) {
        typed += (typed.empty() ? "" : " ") + std::to_string(quoted.line_no) + ":" +
                 std::to_string(quoted.quantity) + ":0";
    });
    return typed;
}

void make_inspection(Shell const& shell, wire::TicketDetail const& detail, screens::FormFieldView& field) {
    each_line(detail, [&](QuotedLine const& quoted, Line const& line) {
        std::string const what = line.spec.empty() ? line.title : line.title + " " + line.spec;
        field.choices.push_back(
            {std::to_string(quoted.line_no),
             text::fill(shell.language, t::inspect_line, {what, std::to_string(quoted.quantity)}),
             say(shell, t::inspect_refused)});
    });
    field.draw = &screens::draw_pieces;
}

}  // namespace afterdesk::app::ticket
