// A payment channel's bill: any bytes are read or refused, and what is told of refunds adds up. Units: a bill
// as it is brought, packed or not.

#include <string>

#include "base/check.hpp"
#include "fuzz_wire.hpp"
#include "outside/bill.hpp"
#include "wire/names.hpp"

using namespace afterdesk;
using namespace afterdesk::wire_fuzz;

namespace {

/// Read again the same comes of it.
struct Read {
    std::int64_t refunds = 0;
    Fen fen = 0;
    std::string numbers;
    std::string end;
    bool operator==(Read const&) const = default;
};

Read read(std::string_view bytes) {
    static outside::BillWanted const wanted{*outside::bill_day("2026-11-20"), ""};
    Read out;
    auto const done =
        outside::read_bill(outside::BillFile::of(bytes), wanted, [&](outside::BilledRefund const& one) {
            CHECK(!one.refund_no.empty() && one.amount_fen >= 0);
            ++out.refunds;
            out.fen += one.amount_fen;
            out.numbers += one.refund_no;
        });
    if (!done.ok()) {
        out.end = wire::name_of(done.error().problem);
        return out;
    }
    CHECK(done->refunds <= done->lines);
    CHECK(done->format == outside::BillFormat::alipay || done->refunds == out.refunds);
    return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    std::string_view const bytes = text_of(data, size);
    CHECK(read(bytes) == read(bytes));
    return 0;
}
