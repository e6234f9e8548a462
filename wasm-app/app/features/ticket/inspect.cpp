// Inspection line by line: what can be sold again, what can not, and what goes back to the buyer with why.

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

std::string title_of(Line const& line) {
    return line.spec.empty() ? line.title : line.title + " " + line.spec;
}

}  // namespace

std::string all_accepted(wire::TicketDetail const& detail) {
    std::string typed;
    each_line(detail, [&typed](QuotedLine const& quoted, Line const&) {
        typed += (typed.empty() ? "" : " ") + std::to_string(quoted.line_no) + ":" +
                 std::to_string(quoted.quantity) + ":0:0:0";
    });
    return typed;
}

void make_inspection(Shell const& shell, wire::TicketDetail const& detail, screens::FormFieldView& field) {
    each_line(detail, [&](QuotedLine const& quoted, Line const& line) {
        field.choices.push_back(
            {std::to_string(quoted.line_no), title_of(line),
             text::fill(shell.language, t::inspect_count, {std::to_string(quoted.quantity)})});
    });
    field.draw = &screens::draw_pieces;
}

std::vector<screens::FormFieldView> refusals_asked(Shell const& shell, wire::TicketDetail const& detail,
                                                   std::string_view typed_lines) {
    using screens::FormFieldKind;
    std::vector<screens::FormFieldView> fields;
    std::vector<screens::PiecesOfLine> const lines = screens::pieces_of(typed_lines);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        Line const* const line = find_line(detail.order, lines[i].line_no);
        if (lines[i].refused == 0 || line == nullptr) continue;
        std::string const at = "lines[" + std::to_string(i) + "].";
        auto const called = [&](text::Text const& text) {
            return text::fill(shell.language, text, {title_of(*line)});
        };
        screens::FormFieldView reason{at + "reason", called(t::inspect_reason), FormFieldKind::choice, true};
        for (Finding const& finding : detail.policy.findings)
            reason.choices.push_back({finding.code, named(shell, &finding, finding.code), ""});
        screens::FormFieldView photos{at + "evidence", called(t::inspect_photos), FormFieldKind::files, true};
        photos.hint = say(shell, t::inspect_proof);
        photos.proof.add = called(t::inspect_add);
        fields.push_back(std::move(reason));
        fields.push_back(std::move(photos));
    }
    return fields;
}

}  // namespace afterdesk::app::ticket
