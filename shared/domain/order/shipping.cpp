#include "domain/order/shipping.hpp"

#include <algorithm>

namespace afterdesk {

void use_claims(std::vector<ShippingClaim>& claims, LinePieces const& sent) {
    std::vector<ShippingClaim*> by_end;
    for (ShippingClaim& claim : claims) by_end.push_back(&claim);
    std::stable_sort(by_end.begin(), by_end.end(), [](auto* a, auto* b) { return a->until < b->until; });
    int left = sent.quantity;
    for (ShippingClaim* const claim : by_end) {
        for (LinePieces& line : claim->lines) {
            if (line.line_no != sent.line_no) continue;
            int const used = std::min(left, line.quantity);
            line.quantity -= used;
            left -= used;
        }
        std::erase_if(claim->lines, [](LinePieces const& line) { return line.quantity == 0; });
    }
}

}  // namespace afterdesk
