// Wrong documents: each mistake with its code and its exact path.

#include <set>

#include "wire/reader.hpp"
#include "wire_fixture.hpp"

using namespace afterdesk;
using namespace afterdesk::wire;
using namespace afterdesk::wire_fixture;

namespace {

/// One change to the sample order and what it leads to.
struct Row {
    char const* name;
    char const* what;
    char const* by;
    char const* want;
};

constexpr Row rows[] = {
    {"order is missing", R"("order": {)", R"("orders": {)", "missing_key order; unknown_key orders"},
    {"order is text", R"("order": {)", R"("order": "E1", "was": {)", "wrong_type order; unknown_key was"},
    {"order is a list", R"("prior": [)", R"("order": [], "prior": [)", "duplicate_key order"},
    {"unknown key of an order", R"("currency")", R"("note": "", "currency")", "unknown_key order.note"},
    {"unknown key of a line", R"("sku": "C1")", R"("sku": "C1", "weight": 1)",
     "unknown_key order.lines[1].weight"},
    {"unknown key of a line discount", R"("amount_fen": 1000 })", R"("amount_fen": 1000, "lines": [1] })",
     "unknown_key order.lines[0].discounts[0].lines"},
    {"unknown key of a gift", R"("per_quantity": 3)", R"("per_quantity": 3, "x": 1)",
     "unknown_key order.lines[2].gift.x"},
    {"unknown key of a request line", R"("quantity": 2 })", R"("quantity": 2, "qty": 2 })",
     "unknown_key request.lines[0].qty"},
    {"unknown key of the policy", R"("policy": { })", R"("policy": { "limits": { "x_ms": 1 } })",
     "unknown_key policy.limits.x_ms"},
    {"missing key of an order", R"("freight_fen": 1000,)", "", "missing_key order.freight_fen"},
    {"missing key of an entitlement", R"("weight": 1, "used": true)", R"("weight": 1)",
     "missing_key order.lines[1].entitlements[0].used"},
    {"missing key of a payment", R"("payment_id": "w1", )", "", "missing_key order.payments[0].payment_id"},
    {"missing reason", R"("reason": "not_wanted", )", "", "missing_key request.reason"},
    {"missing quantity", R"("line_no": 1, "quantity": 2 })", R"("line_no": 1 })",
     "missing_key request.lines[0].quantity"},
    {"text for a number", R"("quantity": 3)", R"("quantity": "3")", "wrong_type order.lines[0].quantity"},
    {"number for a text", R"("title": "羊绒衫")", R"("title": 1)", "wrong_type order.lines[0].title"},
    {"number for a name", R"("kind": "virtual")", R"("kind": 1)", "wrong_type order.lines[1].kind"},
    {"number for true", R"("used": true)", R"("used": 1)", "wrong_type order.lines[1].entitlements[0].used"},
    {"object for a list", R"("lines": [1, 2])", R"("lines": {})", "wrong_type order.discounts[0].lines"},
    {"text in a list of numbers", R"("lines": [1, 2])", R"("lines": [1, "2"])",
     "wrong_type order.discounts[0].lines[1]"},
    {"list for an object", R"("presale": { "deposit_fen": 10000 })", R"("presale": [])",
     "wrong_type order.lines[3].presale"},
    {"null for what may only be left out", R"("spec": "灰 / L")", R"("spec": null)",
     "wrong_type order.lines[0].spec"},
    {"null for a list", R"("prior": [ { "line_no": 1, "quantity": 1, "state": "refunded" } ])",
     R"("prior": null)", "wrong_type prior"},
    {"policy is text", R"("policy": { })", R"("policy": "default")", "wrong_type policy"},
    {"fraction", R"("amount_fen": 2000)", R"("amount_fen": 2000.0)",
     "not_an_integer order.discounts[0].amount_fen"},
    {"exponent", R"("unit_price_fen": 50000)", R"("unit_price_fen": 5e4)",
     "not_an_integer order.lines[1].unit_price_fen"},
    {"beyond int64", R"("freight_fen": 1000)", R"("freight_fen": 9223372036854775808)",
     "not_an_integer order.freight_fen"},
    {"beyond every number", R"("freight_fen": 1000)", R"("freight_fen": 1e999)",
     "not_an_integer order.freight_fen"},
    {"negative amount", R"("amount_fen": 1000)", R"("amount_fen": -1000)",
     "must_not_be_negative order.lines[0].discounts[0].amount_fen"},
    {"negative quantity", R"("quantity": 2 })", R"("quantity": -2 })",
     "must_not_be_negative request.lines[0].quantity"},
    {"negative time", R"("paid_at_ms": 1794900000000)", R"("paid_at_ms": -1)",
     "must_not_be_negative order.paid_at_ms"},
    {"negative fee", R"("type": "refund_unshipped")", R"("type": "refund_unshipped", "fee_fen": -1)",
     "must_not_be_negative request.fee_fen"},
    {"quantity 0", R"("quantity": 3)", R"("quantity": 0)", "must_be_positive order.lines[0].quantity"},
    {"line number 0", R"("of_line": 1)", R"("of_line": 0)", "must_be_positive order.lines[2].gift.of_line"},
    {"gift for every 0", R"("per_quantity": 3)", R"("per_quantity": 0)",
     "must_be_positive order.lines[2].gift.per_quantity"},
    {"paid at a time in seconds", R"("paid_at_ms": 1794900000000)", R"("paid_at_ms": 1794900000)",
     "looks_like_seconds order.paid_at_ms"},
    {"now in seconds", R"("now_ms": 1795000000000)", R"("now_ms": 1795000000)", "looks_like_seconds now_ms"},
    {"received at a time in seconds", R"("received_at_ms": null)", R"("received_at_ms": 1794950000)",
     "looks_like_seconds order.lines[0].received_at_ms"},
    {"deliveries in seconds", R"("shipped_quantity": 0, "received_at_ms": null)",
     R"("deliveries": [ { "quantity": 1, "shipped_at_ms": 1794950000, "received_at_ms": 1794990000 } ])",
     "looks_like_seconds order.lines[0].deliveries[0].shipped_at_ms; "
     "looks_like_seconds order.lines[0].deliveries[0].received_at_ms"},
    {"the last moment before 2001", R"("paid_at_ms": 1794900000000)", R"("paid_at_ms": 978307199999)",
     "looks_like_seconds order.paid_at_ms"},
    {"holidays in seconds", R"("policy": { })",
     R"("policy": { "holidays": [ { "from_ms": 1794900000, "to_ms": 1795000000 } ],
                    "shops": { "s1": { "holidays": [ { "from_ms": 1, "to_ms": 1795000000000 } ] } } })",
     "looks_like_seconds policy.holidays[0].from_ms; looks_like_seconds policy.holidays[0].to_ms; "
     "looks_like_seconds policy.shops.s1.holidays[0].from_ms"},
    {"amount too large", R"("unit_price_fen": 50000)", R"("unit_price_fen": 1000000000000001)",
     "too_large order.lines[1].unit_price_fen"},
    {"quantity too large", R"("quantity": 3)", R"("quantity": 10000)", "too_large order.lines[0].quantity"},
    {"time after the year 9999", R"("now_ms": 1795000000000)", R"("now_ms": 253402300800000)",
     "too_large now_ms"},
    {"zone beyond the earth", R"("policy": { })", R"("policy": { "utc_offset_minutes": -721 })",
     "too_large policy.utc_offset_minutes"},
    {"order number too long", R"("order_no": "E1")",
     R"("order_no": "E1234567890123456789012345678901234567890123456789012345678901234")",
     "too_long order.order_no"},
    {"too many discounted lines", R"("lines": [1, 2])",
     R"("lines": [1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,
        1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,
        1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,
        1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,
        1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1])",
     "too_many order.discounts[0].lines"},
    {"empty id", R"("shop_id": "s1")", R"("shop_id": "")", "must_not_be_empty order.shop_id"},
    {"blank sku", R"("sku": "K1")", R"("sku": "  ")", "must_not_be_empty order.lines[0].sku"},
    {"blank behind an id", R"("buyer_id": "b1")", R"("buyer_id": "b1 ")", "bad_characters order.buyer_id"},
    {"NUL in a text", R"("title": "羊绒衫")", R"("title": "a\u0000")", "bad_characters order.lines[0].title"},
    {"control character in a text", R"("灰 / L")", R"("\u001b[31m")", "bad_characters order.lines[0].spec"},
    {"unknown kind", R"("kind": "virtual")", R"("kind": "Virtual")", "unknown_name order.lines[1].kind"},
    {"empty name", R"("kind": "virtual")", R"("kind": "")", "unknown_name order.lines[1].kind"},
    {"unknown type", R"("type": "refund_unshipped")", R"("type": "refund")", "unknown_name request.type"},
    {"unknown policy", R"("policy": { })", R"("policy": { "threshold": "drop" })",
     "unknown_name policy.threshold"},
    {"two reasons of one code", R"("policy": { })",
     R"("policy": { "reasons": [ { "code": "a", "zh": "甲", "en": "A", "types": [] },
                                 { "code": "a", "zh": "乙", "en": "B", "types": ["repair", "swap", 1] } ] })",
     "unknown_name policy.reasons[1].types[1]; wrong_type policy.reasons[1].types[2]; "
     "duplicate_key policy.reasons[1].code"},
    {"two reasons without a code", R"("policy": { })",
     R"("policy": { "reject_reasons": [ { "zh": "甲", "en": "A" }, { "zh": "乙", "en": "B" } ] })",
     "missing_key policy.reject_reasons[0].code; missing_key policy.reject_reasons[1].code"},
    {"broken text", R"("lines": [1, 2])", R"("lines": [1, 2,])", "malformed_json byte 1211"},
};

std::string mistakes_in(std::string const& text) {
    Result<Value, Mistakes> const value = parse_json(text);
    if (!value) return picture(value.error());
    Result<QuoteInput, Mistakes> const input = read_quote_input(*value);
    return input.ok() ? "" : picture(input.error());
}

}  // namespace

TEST_CASE("each wrong document is refused with its code and path") {
    std::string const e1 = fixture("quote/e1.json");
    REQUIRE(mistakes_in(e1) == "");
    for (Row const& row : rows) {
        CAPTURE(row.name);
        CHECK(mistakes_in(with(e1, row.what, row.by)) == row.want);
    }
}

TEST_CASE("every rule of the readers is met by a row") {
    std::set<std::string> met;
    for (Row const& row : rows) {
        std::string const want = row.want;
        for (std::size_t at = 0; at != std::string::npos;) {
            met.insert(want.substr(at, want.find(' ', at) - at));
            std::size_t const next = want.find("; ", at);
            at = next == std::string::npos ? next : next + 2;
        }
    }
    for (int i = 0; i <= static_cast<int>(Rule::unknown_name); ++i) {
        std::string const name(name_of(static_cast<Rule>(i)));
        CAPTURE(name);
        CHECK(met.count(name) == 1);
    }
}

TEST_CASE("limits stand beside the mistakes that have one") {
    auto const limit_of = [](std::string const& text) {
        Mistakes mistakes;
        read_order(parsed(text), "", mistakes);
        REQUIRE(!mistakes.empty());
        return mistakes.front().limit;
    };
    CHECK(limit_of(R"({"order_no":")" + std::string(65, 'x') + R"("})") == id_max_chars);
    CHECK(
        limit_of(R"({"order_no":"E1","shop_id":"s","buyer_id":"b","currency":"CNY","paid_at_ms":1794900000000,
                       "freight_fen":1000000000000001})") == max_fen);
}

TEST_CASE("paths of an order file have no prefix") {
    Mistakes mistakes;
    std::string const text =
        R"({"order_no":"E1","shop_id":"s1","buyer_id":"b1","currency":"CNY","paid_at_ms":1794900000000,)"
        R"("freight_fen":0,"lines":[{"line_no":1,"sku":"K","spu":"","title":"",)"
        R"("kind":"physical","quantity":1,"unit_price_fen":0,)"
        R"("discounts":[{"kind":"member"}]}],"payments":[]})";
    read_order(parsed(text), "", mistakes);
    CHECK(picture(mistakes) == "missing_key lines[0].discounts[0].amount_fen");
}

TEST_CASE("long keys are cut in paths") {
    Mistakes mistakes;
    read_request(
        parsed(R"({"type":"repair","reason":"r","lines":[],")" + std::string(1'000, 'k') + R"(":1})"),
        "request", mistakes);
    CHECK(picture(mistakes) == "unknown_key request." + std::string(64, 'k') + "…");
}

TEST_CASE("a document of nothing but mistakes does not fill the memory") {
    std::string text = R"({"type":"repair","reason":"r","lines":[])";
    for (int i = 0; i < 20'000; ++i) text += ",\"x" + std::to_string(i) + "\":0";
    Mistakes mistakes;
    read_request(parsed(text + "}"), "request", mistakes);
    CHECK(mistakes.size() == max_mistakes);
}

TEST_CASE("commands: what a person may send, and what not") {
    struct CommandRow {
        char const* text;
        char const* want;
    };
    for (CommandRow const& row : {
             CommandRow{R"({"command":"withdraw","version":3})", ""},
             CommandRow{R"({"command":"agree","version":3})", ""},
             CommandRow{R"({"command":"agree","version":3,"address":null})", "wrong_type address"},
             CommandRow{R"({"command":"agree","version":3,"address":{"name":"a","phone":"1"}})",
                        "missing_key address.text"},
             CommandRow{R"({"command":"reject","version":3})", "missing_key reason"},
             CommandRow{R"({"command":"make_offer","version":3,"refund_fen":-1,"x":1})",
                        "must_not_be_negative refund_fen; unknown_key x"},
             CommandRow{R"({"command":"ship_back","version":3,"parcel":{"carrier":"sf","tracking_no":1}})",
                        "wrong_type parcel.tracking_no"},
             CommandRow{R"({"command":"withdraw"})", "missing_key version"},
             CommandRow{R"({"command":"withdraw","version":3,"text":""})", "unknown_key text"},
             CommandRow{R"({"version":-1})", "missing_key command; must_not_be_negative version"},
             CommandRow{R"({"command":"apply","version":0})", "unknown_name command"},
             CommandRow{R"({"command":"record_refund","version":3,"refund_no":"1"})", "unknown_name command"},
             CommandRow{R"({"command":"time_out","version":3})", "unknown_name command"},
             CommandRow{R"([])", "wrong_type "},
         }) {
        CAPTURE(row.text);
        Result<CommandBody, Mistakes> const body = read_command(parsed(row.text));
        CHECK((body.ok() ? "" : picture(body.error())) == row.want);
    }
}

TEST_CASE("applications: the shown quote is required, with its digest in 16 digits") {
    std::string const good = R"({"order_no":"E1","request":{"type":"repair","reason":"r","lines":[]},)"
                             R"("quote":{"refund_fen":1,"digest":"00000000000000ff"}})";
    Result<ApplyBody, Mistakes> const body = read_apply(parsed(good));
    REQUIRE(body.ok());
    CHECK(body->apply.expected_digest == 255);
    auto const refusal = [&](char const* what, char const* by) {
        Result<ApplyBody, Mistakes> const read = read_apply(parsed(with(good, what, by)));
        return read.ok() ? "" : picture(read.error());
    };
    CHECK(refusal("00000000000000ff", "ff") == "bad_characters quote.digest");
    CHECK(refusal("00000000000000ff", "00000000000000FF") == "bad_characters quote.digest");
    CHECK(refusal("\"00000000000000ff\"", "255") == "wrong_type quote.digest");
    CHECK(refusal(R"("quote")", R"("quotes")") == "missing_key quote; unknown_key quotes");
}
