// Orders: what is read without a mistake comes back the same, is priced to the fen, and adds up.

#include "domain/order/pricing.hpp"
#include "fuzz_wire.hpp"

using namespace afterdesk;
using namespace afterdesk::wire_fuzz;

namespace {

void check_prices(Order const& order) {
    Pricing const pricing = price_order(order);
    Fen paid = order.freight_fen;
    for (PricedLine const& line : pricing.lines) {
        CHECK(line.paid_fen >= 0 && line.paid_fen <= line.gross_fen);
        Fen units = 0;
        for (PricedUnit const& unit : line.pieces()) {
            CHECK(unit.paid_fen >= 0);
            units += unit.paid_fen;
        }
        CHECK(units == line.paid_fen);
        paid += line.paid_fen;
    }
    Fen payments = 0;
    for (Payment const& payment : order.payments) payments += payment.amount_fen;
    CHECK(paid == payments);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    auto const value = wire::parse_json(text_of(data, size));
    if (!value.ok()) {
        check_told(value.error());
        return 0;
    }
    Mistakes mistakes;
    Order const order = wire::read_order(*value, "order", mistakes);
    check_told(mistakes);
    if (!mistakes.empty()) return 0;
    auto const read = [](wire::Value const& of, Mistakes& found) { return wire::read_order(of, "", found); };
    check_round_trip(order, read, [](Order const& of) { return wire::to_json(of); });
    check_prices(order);
    return 0;
}
