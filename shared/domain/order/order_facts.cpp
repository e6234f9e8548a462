#include "domain/order/order_facts.hpp"

#include <algorithm>

namespace afterdesk {
namespace {

Line* find_line_in(Order& order, int line_no) {
    auto const found = std::find_if(order.lines.begin(), order.lines.end(),
                                    [&](Line const& line) { return line.line_no == line_no; });
    return found == order.lines.end() ? nullptr : &*found;
}

/// Units: `path` is of the list.
void note_used(Line& line, std::vector<std::string> const& ids, bool used, std::string const& path,
               Mistakes& mistakes) {
    for (std::size_t i = 0; i < ids.size(); ++i) {
        auto const found = std::find_if(line.entitlements.begin(), line.entitlements.end(),
                                        [&](Entitlement const& one) { return one.id == ids[i]; });
        if (found == line.entitlements.end()) {
            mistakes.push_back({Rule::entitlement_unknown, path + "[" + std::to_string(i) + "]"});
        } else {
            found->used = used;
        }
    }
}

/// The delivery that brought the pieces up to this number, or null.
Delivery* delivery_up_to(Line& line, int shipped) {
    Delivery* found = nullptr;
    int count = 0;
    for (Delivery& delivery : line.deliveries) {
        count += delivery.quantity;
        if (count == shipped) found = &delivery;
    }
    return found;
}

/// Told without a number of its own.
void note_count(Line& line, int shipped, std::optional<Instant> received_at) {
    int const more = shipped - line.shipped_quantity();
    Delivery* known = delivery_up_to(line, shipped);
    bool const waits = !line.deliveries.empty() && line.deliveries.back().quantity == 0;
    if (more > 0 && waits) {
        known = &line.deliveries.back();
        known->quantity = more;
    } else if (more > 0 || (known == nullptr && line.deliveries.empty())) {
        auto const fresh = in_one_delivery(more, received_at);
        line.deliveries.insert(line.deliveries.end(), fresh.begin(), fresh.end());
        return;
    }
    if (known != nullptr && received_at) known->received_at = received_at;
}

/// What is left out stays as it was known.
void complete(Delivery& told, Delivery const& known) {
    if (!told.shipped_at) told.shipped_at = known.shipped_at;
    if (!told.received_at) told.received_at = known.received_at;
    if (told.carrier.empty()) told.carrier = known.carrier;
    if (told.tracking_no.empty()) told.tracking_no = known.tracking_no;
}

void note_numbered(Line& line, Delivery told) {
    auto& all = line.deliveries;
    auto place = std::find_if(all.begin(), all.end(),
                              [&](Delivery const& known) { return known.delivery_no == told.delivery_no; });
    if (place != all.end()) {
        complete(told, *place);
        *place = std::move(told);
        return;
    }
    int unnamed = told.quantity;
    for (auto known = all.begin(); known != all.end(); ++known) {
        if (!known->delivery_no.empty() || unnamed == 0) continue;
        int const named = std::min(unnamed, known->quantity);
        known->quantity -= named;
        unnamed -= named;
        complete(told, *known);
        if (known->quantity == 0 && place == all.end()) place = known;
    }
    if (place != all.end()) {
        *place = std::move(told);
    } else {
        all.push_back(std::move(told));
    }
    std::erase_if(all, [](Delivery const& one) { return one.delivery_no.empty() && one.quantity == 0; });
}

void note_shipped(Line& line, LineFacts const& facts, std::string const& path, Mistakes& mistakes) {
    Line known = line;
    for (std::size_t j = 0; j < facts.deliveries.size(); ++j) {
        std::string const where = path + ".deliveries[" + std::to_string(j) + "].quantity";
        note_numbered(known, facts.deliveries[j]);
        if (known.kind == LineKind::virtual_) {
            mistakes.push_back({Rule::virtual_is_not_shipped, where, 0});
        } else if (known.shipped_quantity() > known.quantity) {
            mistakes.push_back({Rule::shipped_exceeds_quantity, where, known.quantity});
        } else {
            continue;
        }
        return;
    }
    int const shipped = facts.shipped_quantity.value_or(known.shipped_quantity());
    if (known.kind == LineKind::virtual_ && shipped > 0) {
        mistakes.push_back({Rule::virtual_is_not_shipped, path + ".shipped_quantity", 0});
    } else if (shipped > known.quantity) {
        mistakes.push_back({Rule::shipped_exceeds_quantity, path + ".shipped_quantity", known.quantity});
    } else {
        note_count(known, shipped, facts.received_at);
        line = std::move(known);
    }
}

void note_line(Line& line, LineFacts const& facts, std::string const& path, Mistakes& mistakes) {
    std::erase_if(line.deliveries, [&](Delivery const& one) {
        return std::find(facts.voided.begin(), facts.voided.end(), one.delivery_no) != facts.voided.end();
    });
    note_shipped(line, facts, path, mistakes);
    note_used(line, facts.used, true, path + ".used", mistakes);
    note_used(line, facts.unused, false, path + ".unused", mistakes);
}

/// The order without what facts may change.
Order without_facts(Order order) {
    for (Line& line : order.lines) {
        line.deliveries.clear();
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
        auto const& deliveries = line.deliveries;
        bool const numbered = std::any_of(deliveries.begin(), deliveries.end(), [](Delivery const& delivery) {
            return !delivery.delivery_no.empty();
        });
        int shipped = 0;
        for (Delivery const& delivery : deliveries) {
            shipped += delivery.quantity;
            if (numbered && delivery.delivery_no.empty()) continue;
            LineFacts& one = facts.emplace_back();
            one.line_no = line.line_no;
            if (numbered) {
                one.deliveries.push_back(delivery);
            } else {
                one.shipped_quantity = shipped;
                one.received_at = delivery.received_at;
            }
        }
        LineFacts& used = facts.emplace_back();
        used.line_no = line.line_no;
        for (Entitlement const& entitlement : line.entitlements) {
            if (entitlement.used) used.used.push_back(entitlement.id);
        }
    }
    return facts;
}

}  // namespace afterdesk
