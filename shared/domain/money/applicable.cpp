#include "domain/money/applicable.hpp"

#include <algorithm>
#include <charconv>
#include <string_view>

#include "domain/money/quote_request.hpp"

namespace afterdesk {

namespace {

/// One piece of every line, wherever the goods wanted or today's price do not matter.
QuoteInput one_of_each(QuoteInput const& input) {
    QuoteInput asked = input;
    asked.request.lines.clear();
    asked.request.fee_fen = 0;
    asked.request.opened = false;
    asked.stock.clear();
    bool const by_price = asked.request.type == TicketType::price_protect;
    for (Line const& line : asked.order.lines) {
        LineRequest& wanted = asked.request.lines.emplace_back();
        wanted.line_no = line.line_no;
        if (by_price) wanted.now_price_fen = 0;
    }
    return asked;
}

/// Which of the request's lines a mistake is about; nothing when it is about all of them.
std::optional<std::size_t> line_of(Mistake const& mistake) {
    constexpr std::string_view lines = "request.lines[";
    std::string_view path = mistake.path;
    if (!path.starts_with(lines)) return std::nullopt;
    path.remove_prefix(lines.size());
    std::size_t index = 0;
    std::from_chars(path.data(), path.data() + path.size(), index);
    return index;
}

/// What the request says against each of its lines; nothing where all is well.
std::vector<std::optional<Mistake>> against_each(QuoteInput const& asked) {
    std::vector<std::optional<Mistake>> against(asked.request.lines.size());
    auto const quoted = quote(asked);
    if (quoted.ok()) return against;
    for (Mistake const& mistake : quoted.error()) {
        auto const line = line_of(mistake);
        if (line && !against[*line]) against[*line] = Mistake{mistake.rule, "", mistake.limit};
    }
    return against;
}

/// What goes with goods only can not be asked for where no goods can.
void keep_to_goods(Order const& order, TicketType type, std::vector<Applicable>& lines) {
    bool const goods_too = type == TicketType::refund_shipped || type == TicketType::return_refund;
    if (!goods_too) return;
    bool goods = false;
    for (std::size_t i = 0; i < lines.size(); ++i)
        goods |= order.lines[i].kind == LineKind::physical && !lines[i].why_not;
    if (goods) return;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (order.lines[i].kind == LineKind::virtual_)
            lines[i] = {Mistake{Rule::kind_not_for_type, ""}, std::nullopt};
    }
}

/// A reason allows the line: the window that ends last counts.
void allow(Applicable& line, std::optional<Instant> end) {
    line.why_not.reset();
    if (end && (!line.until || *line.until < *end)) line.until = end;
}

}  // namespace

std::vector<Applicable> applicable(QuoteInput const& input) {
    QuoteInput asked = one_of_each(input);
    std::vector<Applicable> lines(input.order.lines.size(), {Mistake{Rule::reason_not_for_type, ""}, {}});
    for (Reason const& reason : input.policy.reasons) {
        if (!is_for(reason, input.request.type)) continue;
        asked.request.reason = reason.code;
        auto const against = against_each(asked);
        for (std::size_t i = 0; i < lines.size(); ++i) {
            Line const& line = input.order.lines[i];
            bool const said_nothing = lines[i].why_not && lines[i].why_not->rule == Rule::reason_not_for_type;
            if (!against[i]) {
                allow(lines[i], window_end(asked, reason, line, line.last_received_at()));
            } else if (said_nothing) {
                lines[i].why_not = against[i];
            }
        }
    }
    keep_to_goods(input.order, input.request.type, lines);
    return lines;
}

bool anything_applicable(QuoteInput const& input) {
    QuoteInput asked = input;
    auto const counts = [&](Applicable const& one, Line const& line) {
        return !one.why_not && (one.until || !line.last_received_at());
    };
    for (int i = 0; i < ticket_type_count; ++i) {
        asked.request.type = static_cast<TicketType>(i);
        auto const lines = applicable(asked);
        for (std::size_t at = 0; at < lines.size(); ++at)
            if (counts(lines[at], input.order.lines[at])) return true;
    }
    return false;
}

}  // namespace afterdesk
