#include "domain/order/order.hpp"

#include <algorithm>

namespace afterdesk {

Line const* find_line(Order const& order, int line_no) {
    auto const found = std::find_if(order.lines.begin(), order.lines.end(),
                                    [&](Line const& line) { return line.line_no == line_no; });
    return found == order.lines.end() ? nullptr : &*found;
}

}  // namespace afterdesk
