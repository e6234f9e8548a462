// The quote of a file: the sample of DOMAIN §5, wrong input with all its mistakes, and the frozen form.

#include "wire/quote_text.hpp"
#include "wire_fixture.hpp"

using namespace afterdesk;
using namespace afterdesk::wire;
using namespace afterdesk::wire_fixture;

namespace {

std::string const& e1() {
    static std::string const text = fixture("quote/e1.json");
    return text;
}

/// What `quote_text` says about wrong input, as a picture.
std::string refusal(std::string const& text) {
    CliResult const result = quote_text(text, Language::en);
    if (result.status != 2) return "status " + std::to_string(result.status);
    Value const document = parsed(result.out);
    REQUIRE(document.find("errors") != nullptr);
    REQUIRE(document.find("errors")->as<Array>() != nullptr);
    std::string out;
    for (Value const& error : *document.find("errors")->as<Array>()) {
        if (!out.empty()) out += "; ";
        out += *error.find("code")->as<std::string>() + ' ' + *error.find("path")->as<std::string>();
        CHECK(!error.find("message")->as<std::string>()->empty());
        CHECK(error.as<Object>()->size() == 3);
    }
    return out;
}

}  // namespace

TEST_CASE("the sample of the domain page gives its quote, byte for byte") {
    CliResult const result = quote_text(e1(), Language::zh_cn);
    CHECK(result.status == 0);
    CHECK(result.out == fixture("quote/e1.quote.json"));
}

TEST_CASE("prior and policy may be left out") {
    std::string const without =
        with(with(e1(), R"("prior": [ { "line_no": 1, "quantity": 1, "state": "refunded" } ],)", ""),
             R"( ] },
  "policy": { } })",
             "] } }");
    CliResult const result = quote_text(without, Language::en);
    CHECK(result.status == 0);
    CHECK(parsed(result.out).find("refund_fen")->as<std::int64_t>() != nullptr);
}

TEST_CASE("policy keys override the default one by one") {
    std::string const text =
        with(e1(), R"("policy": { })",
             R"("policy": { "payments": "proportional", "limits": { "buyer_offer_ms": 1 } })");
    Result<QuoteInput, Mistakes> const input = read_quote_input(parsed(text));
    REQUIRE(input.ok());
    Policy want = default_policy();
    want.payments = PaymentsPolicy::proportional;
    want.limits.buyer_offer.ms = 1;
    CHECK(input->policy == want);
}

TEST_CASE("mistakes of order, prior, request and policy are reported at once, in the order of the file") {
    std::string text = with(e1(), R"("now_ms": 1795000000000)", R"("now_ms": "today")");
    text = with(text, R"("freight_fen": 1000)", R"("freight_fen": 10.5)");
    text = with(text, R"("sku": "K1", )", "");
    text = with(text, R"("quantity": 3)", R"("quantity": 0)");
    text = with(text, R"("channel": "wechat")", R"("channel": "cheque")");
    text = with(text, R"("state": "refunded")", R"("state": "refunded", "units": [0])");
    text = with(text, R"("reason": "not_wanted")", R"("reason": "")");
    text = with(text, R"("policy": { })", R"("policy": { "points": true }, "extra": 1)");
    CHECK(refusal(text) ==
          "wrong_type now_ms; not_an_integer order.freight_fen; missing_key order.lines[0].sku; "
          "must_be_positive order.lines[0].quantity; unknown_name order.payments[0].channel; "
          "must_be_positive prior[0].units[0]; must_not_be_empty request.reason; wrong_type policy.points; "
          "unknown_key extra");
}

TEST_CASE("sums are not doubted while a value is missing, but other lines are checked") {
    std::string text = with(e1(), R"("amount_fen": 158000)", R"("amount_fen": "158000")");
    text = with(text, R"("line_no": 4)", R"("line_no": 2)");
    text = with(text, R"("deposit_fen": 10000)", R"("deposit_fen": 80001)");
    CHECK(refusal(text) ==
          "wrong_type order.payments[0].amount_fen; line_no_twice order.lines[3].line_no; "
          "deposit_exceeds_line order.lines[3].presale.deposit_fen");
}

TEST_CASE("a presale whose balance was not paid: the file says so, and only the deposit was paid") {
    std::string const whole = R"("presale": { "deposit_fen": 10000 })";
    std::string const part = R"("presale": { "deposit_fen": 10000, "balance_paid": false })";
    std::string const text = with(e1(), whole, part);
    CHECK(refusal(text) == "sums_do_not_add_up order.payments");
    std::string const paid = with(text, R"("amount_fen": 158000)", R"("amount_fen": 88000)");
    CHECK(refusal(paid) == "status 0");
    auto const input = read_quote_input(parsed(paid));
    REQUIRE(input.ok());
    CHECK(!input->order.lines[3].presale->balance_paid);
    std::string const again = write_json(to_json(input->order));
    CHECK(again.find(R"("presale":{"deposit_fen":10000,"balance_paid":false})") != std::string::npos);
    CHECK(refusal(with(e1(), R"("policy": { })", R"("policy": { "unpaid_presale_refund_percent": 101 })")) ==
          "too_large policy.unpaid_presale_refund_percent");
    CHECK(refusal(with(text, R"("balance_paid": false)", R"("balance_paid": true)")) == "status 0");
}

TEST_CASE("an unknown key changes nothing that was understood: sums and rules are checked with it") {
    CHECK(refusal(with(e1(), R"("currency")", R"("colour": "red", "currency")")) ==
          "unknown_key order.colour");
    CHECK(refusal(with(with(e1(), R"("currency")", R"("colour": "red", "currency")"), "158000", "158001")) ==
          "unknown_key order.colour; sums_do_not_add_up order.payments");
    CHECK(refusal(with(with(e1(), R"("currency")", R"("colour": "red", "currency")"), R"("quantity": 2)",
                       R"("quantity": 3)")) ==
          "unknown_key order.colour; quantity_exceeds_left request.lines[0].quantity");
}

TEST_CASE("what the rules refuse has status 2 and a sentence in the asked language") {
    std::string const text = with(e1(), R"("quantity": 2)", R"("quantity": 3)");
    CHECK(refusal(text) == "quantity_exceeds_left request.lines[0].quantity");
    CHECK(quote_text(text, Language::en).out.find("more than can still be asked for (2)") !=
          std::string::npos);
    CHECK(quote_text(text, Language::zh_cn).out.find("超过了可申请的数量（2 件）") != std::string::npos);
}

TEST_CASE("what is no JSON at all is refused the same way") {
    CHECK(refusal("") == "malformed_json byte 1");
    CHECK(refusal("[]") == "wrong_type ");
    CHECK(refusal("{}") == "missing_key now_ms; missing_key order; missing_key request");
    CHECK(refusal(with(e1(), R"("freight_fen": 1000)", R"("freight_fen": 1000, "freight_fen": 0)")) ==
          "duplicate_key order.freight_fen");
}

TEST_CASE("extra keys of a quote stand after the sample's and only when they say something") {
    Quote quote;
    quote.freight_rule = FreightRule::kept_shipped;
    quote.returned.coupons = {1};
    CHECK(write_json(to_json(quote)) ==
          R"({"refund_fen":0,"goods_fen":0,"freight_fen":0,"fee_fen":0,"lines":[],"payments":[],)"
          R"("returned":{"points":0,"coupons":[1]},"gifts":[],"explain":[],"freight_rule":"kept_shipped"})");
    quote.gift_deduct_fen = 1;
    quote.claw_back_fen = 2;
    quote.merchant_must_decide = true;
    std::string const text = write_json(to_json(quote));
    CHECK(text.find(R"("freight_rule":"kept_shipped","gift_deduct_fen":1,"claw_back_fen":2,)"
                    R"("merchant_must_decide":true})") != std::string::npos);
}

TEST_CASE("the units of gifts are kept in the frozen form only") {
    Quote quote;
    quote.gifts = {{3, 2, GiftAction::return_, 0, {1, 2}}, {4, 1, GiftAction::deduct, 500, {}}};
    auto const gifts = [&](QuoteForm form) { return write_json(*to_json(quote, form).find("gifts")); };
    CHECK(gifts(QuoteForm::shown) == R"([{"line_no":3,"quantity":2,"action":"return"},)"
                                     R"({"line_no":4,"quantity":1,"action":"deduct","deduct_fen":500}])");
    CHECK(gifts(QuoteForm::frozen) == R"([{"line_no":3,"quantity":2,"action":"return","units":[1,2]},)"
                                      R"({"line_no":4,"quantity":1,"action":"deduct","deduct_fen":500}])");
    Mistakes mistakes;
    CHECK(read_quote(to_json(quote, QuoteForm::frozen), "", mistakes) == quote);
    CHECK(mistakes.empty());
}
