#include "domain/order/order_facts.hpp"

#include <algorithm>

namespace afterdesk {
namespace {

Line* find_line_in(Order& order, int line_no) {
    auto const found = std::find_if(order.lines.begin(), order.lines.end(),
                                    [&](Line const& line) { return line.line_no == line_no; });
    return found == order.lines.end() ? nullptr : &*found;
}

void note_used(Line& line, std::vector<std::string> const& used, std::string const& path,
               Mistakes& mistakes) {
    for (std::size_t i = 0; i < used.size(); ++i) {
        auto const found = std::find_if(line.entitlements.begin(), line.entitlements.end(),
                                        [&](Entitlement const& one) { return one.id == used[i]; });
        if (found == line.entitlements.end()) {
            mistakes.push_back({Rule::entitlement_unknown, path + ".used[" + std::to_string(i) + "]"});
        } else {
            found->used = true;
        }
    }
}

void note_line(Line& line, LineFacts const& facts, std::string const& path, Mistakes& mistakes) {
    int const shipped = facts.shipped_quantity.value_or(0);
    bool const is_virtual = line.kind == LineKind::virtual_;
    if (is_virtual && shipped > 0) {
        mistakes.push_back({Rule::virtual_is_not_shipped, path + ".shipped_quantity", 0});
    } else if (shipped > line.quantity) {
        mistakes.push_back({Rule::shipped_exceeds_quantity, path + ".shipped_quantity", line.quantity});
    } else {
        line.shipped_quantity = std::max(line.shipped_quantity, shipped);
    }
    if (!line.received_at) line.received_at = facts.received_at;
    note_used(line, facts.used, path, mistakes);
}

/// The order without what facts may change.
Order without_facts(Order order) {
    for (Line& line : order.lines) {
        line.shipped_quantity = 0;
        line.received_at.reset();
        for (Entitlement& entitlement : line.entitlements) entitlement.used = false;
    }
    return order;
}

}  // namespace

Order with_facts(Order order, std::vector<LineFacts> const& facts, Mistakes& mistakes) {
    for (std::size_t i = 0; i < facts.size(); ++i) {
        std::string const path = "lines[" + std::to_string(i) + "]";
        if (Line* line = find_line_in(order, facts[i].line_no)) {
            note_line(*line, facts[i], path, mistakes);
        } else {
            mistakes.push_back({Rule::line_unknown, path + ".line_no"});
        }
    }
    return order;
}

std::optional<std::vector<LineFacts>> facts_between(Order const& known, Order const& told) {
    if (without_facts(known) != without_facts(told)) return std::nullopt;
    std::vector<LineFacts> facts;
    for (Line const& line : told.lines) {
        LineFacts one{line.line_no, line.shipped_quantity, line.received_at, {}};
        for (Entitlement const& entitlement : line.entitlements) {
            if (entitlement.used) one.used.push_back(entitlement.id);
        }
        facts.push_back(std::move(one));
    }
    return facts;
}

}  // namespace afterdesk
