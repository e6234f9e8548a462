// The list of couriers.

#include <doctest/doctest.h>

#include <set>
#include <string>

#include "domain/order/carriers.hpp"

using namespace afterdesk;

TEST_CASE("each courier has a code of its own and a name in both languages; the last is any other") {
    std::set<std::string_view> codes;
    for (Carrier const& carrier : carriers()) {
        CAPTURE(std::string(carrier.code));
        CHECK(codes.insert(carrier.code).second);
        CHECK(!carrier.zh.empty());
        CHECK(!carrier.en.empty());
        CHECK(find_carrier(carrier.code) == &carrier);
    }
    for (char const* code : {"SF", "YTO", "ZTO", "STO", "YUNDA", "JD", "EMS", "JTSD", "DBL"}) {
        CHECK(codes.contains(code));
    }
    CHECK(carriers().back().code == other_carrier);
}

TEST_CASE("codes are known however they are written") {
    struct Row {
        char const* written;
        char const* code;
    };
    for (Row const& row : {Row{"SF", "SF"}, Row{"sf", "SF"}, Row{" Yto ", "YTO"}, Row{"jt", "JTSD"},
                           Row{"Other", "other"}, Row{"nonsense-xyz", "nonsense-xyz"}, Row{"", ""}}) {
        CAPTURE(row.written);
        CHECK(tidy_carrier(row.written) == row.code);
    }
    CHECK(find_carrier("nonsense-xyz") == nullptr);
    CHECK(find_carrier("") == nullptr);
}
