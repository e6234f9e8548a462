// Policies as documents: every mistake with its path, and what a shop overrides.

#include "wire/policy_book.hpp"
#include "wire/quote_text.hpp"
#include "wire_fixture.hpp"

using namespace afterdesk;
using namespace afterdesk::wire;
using namespace afterdesk::wire_fixture;

namespace {

/// The mistakes of a policy document over the default one.
std::string mistakes_of(std::string const& text) {
    Mistakes mistakes;
    read_policy(parsed(text), default_policy(), "policy", mistakes);
    return picture(mistakes);
}

PolicyBook book_of(std::string const& text, std::string& mistakes) {
    Mistakes found;
    PolicyBook book = read_policy_book(parsed(text), default_policy(), "policy", found);
    mistakes = picture(found);
    return book;
}

}  // namespace

TEST_CASE("every mistake of a policy has its path") {
    struct Row {
        char const* text;
        char const* want;
    };
    for (
        Row const& row : std::vector<Row>{
            {R"({"exchange_difference":"maybe"})", "unknown_name policy.exchange_difference"},
            {R"({"price_protect_days":-1})", "must_not_be_negative policy.price_protect_days"},
            {R"({"window_extension_days":9999})", "too_large policy.window_extension_days"},
            {R"({"categories":{}})", "wrong_type policy.categories"},
            {R"({"categories":[{"category":"a"},{"category":"b"},{"category":"c","window_days":-1}]})",
             "must_not_be_negative policy.categories[2].window_days"},
            {R"({"categories":[{"category":" ","no_reason_return":1,"warranty_days":"x","color":1}]})",
             "must_not_be_empty policy.categories[0].category; "
             "wrong_type policy.categories[0].no_reason_return; "
             "wrong_type policy.categories[0].warranty_days; unknown_key policy.categories[0].color"},
            {R"({"categories":[{"types":["loan"]}]})",
             "missing_key policy.categories[0].category; unknown_name policy.categories[0].types[0]"},
            {R"({"holidays":[{"from_ms":5,"to_ms":5},{"from_ms":6},{"from_ms":1,"to_ms":2,"x":0}]})",
             "period_is_empty policy.holidays[0].to_ms; missing_key policy.holidays[1].to_ms; "
             "unknown_key policy.holidays[2].x"},
            {R"({"four_eyes_above_fen":1.5,"daily_limit_fen":-1})",
             "not_an_integer policy.four_eyes_above_fen; must_not_be_negative policy.daily_limit_fen"},
            {R"({"inspection":"yes","max_modifications":1001,"virtual_is_automatic":0})",
             "wrong_type policy.inspection; too_large policy.max_modifications; "
             "wrong_type policy.virtual_is_automatic"},
            {R"({"limits":{"merchant_inspect_ms":0,"reminder_grace_ms":-1}})",
             "must_be_positive policy.limits.merchant_inspect_ms; "
             "must_not_be_negative policy.limits.reminder_grace_ms"},
            {R"({"auto_rules":[{"id":"a","action":"queue"},{"id":"a","action":"shout"},{}]})",
             "missing_key policy.auto_rules[0].queue; unknown_name policy.auto_rules[1].action; "
             "missing_key policy.auto_rules[2].id; missing_key policy.auto_rules[2].action; "
             "duplicate_key policy.auto_rules[1].id"},
            {R"({"auto_rules":[{"id":"a","action":"agree","reasons":["mood",""],"categories":[7]}]})",
             "must_not_be_empty policy.auto_rules[0].reasons[1]; "
             "wrong_type policy.auto_rules[0].categories[0]; reason_unknown policy.auto_rules[0].reasons[0]"},
            {R"({"auto_rules":[{"id":"a","action":"agree","max_refund_fen":-1,"max_buyer_tickets_30d":-1}]})",
             "must_not_be_negative policy.auto_rules[0].max_refund_fen; "
             "must_not_be_negative policy.auto_rules[0].max_buyer_tickets_30d"},
            {R"({"reasons":[{"code":"a","zh":"甲","en":"A","types":[],"phases":["later"],"no_reason":0}]})",
             "unknown_name policy.reasons[0].phases[0]; wrong_type policy.reasons[0].no_reason"},
            {R"({"shops":{}})", "unknown_key policy.shops"},
        }) {
        CAPTURE(row.text);
        CHECK(mistakes_of(row.text) == row.want);
    }
}

TEST_CASE("a reason that the document itself brings may be used by its rules") {
    CHECK(mistakes_of(R"({"reasons":[{"code":"mood","zh":"心情","en":"Mood","types":["exchange"]}],)"
                      R"("auto_rules":[{"id":"a","action":"agree","reasons":["mood"]}]})") == "");
}

TEST_CASE("rules can not ask for risk signals, which no one tells yet; stored ones that do are read") {
    std::string const asking =
        R"({"auto_rules":[{"id":"a","action":"agree"},)"
        R"({"id":"b","action":"agree","risk_signals":["vpn"]}],)"
        R"("shops":{"s1":{"auto_rules":[{"id":"c","action":"agree","risk_signals":["x"]}]},)"
        R"("s2":{"auto_rules":[{"id":"d","action":"agree","risk_signals":[]}]}}})";
    Mistakes refused;
    refuse_unavailable(parsed(asking), "policy", refused);
    CHECK(picture(refused) ==
          "risk_signals_unavailable policy.auto_rules[1].risk_signals; "
          "risk_signals_unavailable policy.shops.s1.auto_rules[0].risk_signals");
    for (Language const language : {Language::zh_cn, Language::en})
        CHECK(message_for(refused.front(), language) != "");

    std::string mistakes;
    PolicyBook const stored = book_of(asking, mistakes);
    CHECK(mistakes == "");
    CHECK(stored.base.auto_rules[1].risk_signals == std::vector<std::string>{"vpn"});
}

TEST_CASE("a shop overrides key by key") {
    std::string mistakes;
    PolicyBook const book =
        book_of(R"({"version":7,"inspection":true,"limits":{"buyer_offer_ms":5},"shops":{)"
                R"("s1":{"daily_limit_fen":900,"limits":{"buyer_return_ms":6}},"s2":{}}})",
                mistakes);
    CHECK(mistakes == "");
    Policy want = default_policy();
    want.version = 7;
    want.inspection = true;
    want.limits.buyer_offer.ms = 5;
    CHECK(book.base == want);
    CHECK(policy_for(book, {"s2"}) == want);
    CHECK(policy_for(book, {"s3"}) == want);
    want.daily_limit_fen = 900;
    want.limits.buyer_return.ms = 6;
    CHECK(policy_for(book, {"s1"}) == want);

    std::string again;
    PolicyBook const read = book_of(write_json(to_json(book)), again);
    CHECK(again == "");
    CHECK(read.base == book.base);
    CHECK(read.shops == book.shops);
}

TEST_CASE("mistakes of a shop's part have its path; the version is the document's") {
    std::string mistakes;
    book_of(R"({"threshold":"drop","shops":{"s1":{"version":2,"shops":{},"points":1},"s2 ":{},"s3":[]}})",
            mistakes);
    CHECK(mistakes ==
          "unknown_name policy.threshold; unknown_key policy.shops.s1.version; wrong_type "
          "policy.shops.s1.points; "
          "unknown_key policy.shops.s1.shops; bad_characters policy.shops.s2 ; wrong_type policy.shops.s3");
    book_of(R"({"shops":[]})", mistakes);
    CHECK(mistakes == "wrong_type policy.shops");
    book_of("7", mistakes);
    CHECK(mistakes == "wrong_type policy");
}

TEST_CASE("a book without shops is written as its policy") {
    PolicyBook const book{default_policy(), {}};
    CHECK(to_json(book) == to_json(default_policy()));
}

TEST_CASE("a quote file may bring the tenant's whole document, the stock and a verdict's finding") {
    std::string const e1 = fixture("quote/e1.json");
    auto const result = [](std::string const& text) {
        CliResult const quoted = quote_text(text, Language::en);
        Value const document = parsed(quoted.out);
        Value const* const refund = document.find("refund_fen");
        if (refund != nullptr) return std::to_string(*refund->as<std::int64_t>());
        Value const& error = document.find("errors")->as<Array>()->front();
        return *error.find("code")->as<std::string>() + " " + *error.find("path")->as<std::string>();
    };
    std::string const coat =
        with(e1, R"({ "line_no": 1, "quantity": 2 } ])", R"({ "line_no": 4, "quantity": 1 } ])");
    CHECK(result(coat) == "70000");
    CHECK(result(with(coat, R"("policy": { })", R"("policy": { }, "fault": "shop")")) == "80000");
    CHECK(result(with(coat, R"("policy": { })", R"("policy": { }, "fault": "nobody")")) ==
          "unknown_name fault");
    CHECK(result(with(e1, R"("policy": { })", R"("policy": { "shops": { "s1": { "reasons": [] } } })")) ==
          "reason_unknown request.reason");
    CHECK(result(with(e1, R"("policy": { })", R"("policy": { "shops": { "s9": { "reasons": [] } } })")) ==
          "18844");
    CHECK(result(with(e1, R"("policy": { })", R"("policy": { "shops": { "s1": { "x": 1 } } })")) ==
          "unknown_key policy.shops.s1.x");

    std::string cheaper = with(coat, R"("quantity": 1 } ])", R"("quantity": 1, "now_price_fen": 75000 } ])");
    cheaper = with(cheaper, R"("type": "refund_unshipped", "reason": "not_wanted")",
                   R"("type": "price_protect", "reason": "price_drop")");
    CHECK(result(cheaper) == "5000");
    std::string const shelf = R"({"sku":"Y1","spu":"Y1","unit_price_fen":78000,"available":1})";
    CHECK(result(with(cheaper, R"("policy": { })", R"("policy": { }, "stock": [)" + shelf + "]")) == "2000");
    CHECK(result(with(cheaper, R"("policy": { })",
                      R"("policy": { }, "later": true, "stock": [)" + shelf + "," + shelf + "]")) ==
          "duplicate_key stock[1].sku");
    CHECK(result(with(cheaper, R"("now_price_fen": 75000)", R"("now_price_fen": -1)")) ==
          "must_not_be_negative request.lines[0].now_price_fen");
    CHECK(result(
              with(cheaper, R"("policy": { })", R"("policy": { }, "stock": [{"sku":"A","available":-1}])")) ==
          "missing_key stock[0].spu");
}

TEST_CASE("an exchange and its difference stand in the quote") {
    Quote quote;
    quote.collect_fen = 800;
    quote.exchanges = {{1, 1, "RED", "P1", "羊绒衫", "红", 10'800, -800}};
    std::string const text = write_json(to_json(quote));
    CHECK(text.find(R"("freight_rule":"none_paid","collect_fen":800,"exchanges":[{"line_no":1,"quantity":1,)"
                    R"("sku":"RED","spu":"P1","title":"羊绒衫","spec":"红","unit_price_fen":10800,)"
                    R"("difference_fen":-800}]})") != std::string::npos);
}

TEST_CASE("sums of an order may be more than one of its amounts may be") {
    Quote quote;
    quote.refund_fen = quote.goods_fen = 3 * max_fen;
    quote.lines = {{1, 3, {1, 2, 3}, {}, 3 * max_fen}};
    Mistakes mistakes;
    CHECK(read_quote(to_json(quote), "", mistakes) == quote);
    CHECK(picture(mistakes) == "");
}
