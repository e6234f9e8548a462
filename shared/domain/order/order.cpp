#include "domain/order/order.hpp"

#include <algorithm>

namespace afterdesk {

Line const* find_line(Order const& order, int line_no) {
    auto const found = std::find_if(order.lines.begin(), order.lines.end(),
                                    [&](Line const& line) { return line.line_no == line_no; });
    return found == order.lines.end() ? nullptr : &*found;
}

int Line::shipped_quantity() const {
    int shipped = 0;
    for (Delivery const& delivery : deliveries) shipped += delivery.quantity;
    return shipped;
}

int Line::received_quantity() const {
    int received = 0;
    for (Delivery const& delivery : deliveries) {
        if (delivery.received_at) received += delivery.quantity;
    }
    return received;
}

std::optional<Instant> Line::last_received_at() const {
    std::optional<Instant> last;
    for (Delivery const& delivery : deliveries) last = std::max(last, delivery.received_at);
    return last;
}

std::string Line::key_of(std::size_t index) const {
    std::string const& number = deliveries[index].delivery_no;
    return number.empty() ? place_name(index) : number;
}

Fen unpaid_of(Line const& line, Fen cost_fen) {
    bool const unpaid = line.presale && !line.presale->balance_paid;
    return unpaid ? cost_fen - std::min(line.presale->deposit_fen, cost_fen) : 0;
}

std::string place_name(std::size_t index) { return "#" + std::to_string(index + 1); }

std::vector<Delivery> in_one_delivery(int quantity, std::optional<Instant> received_at) {
    if (quantity == 0 && !received_at) return {};
    return {{{}, quantity, {}, received_at, {}, {}}};
}

bool says_all_in_short(std::vector<Delivery> const& deliveries) {
    if (deliveries.empty()) return true;
    Delivery const& first = deliveries.front();
    return deliveries == in_one_delivery(first.quantity, first.received_at);
}

}  // namespace afterdesk
