// What a launch link may say: dates as JSON writes numbers, names as people write them; what is refused, and
// the claim that it is refused for.

#include "server/signed_link.hpp"
#include "service/buyer_names.hpp"

using namespace afterdesk;
using test::SignedLinks;
using world::World;

namespace {

std::string repeated(std::string_view text, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += text;
    return out;
}

/// "1795147260" → "1.795147260e9".
std::string with_exponent(std::int64_t seconds) {
    std::string const digits = std::to_string(seconds);
    return digits.substr(0, 1) + "." + digits.substr(1) + "e" + std::to_string(digits.size() - 1);
}

/// Numbers of every shape, made by a walk over the grammar of JSON's numbers.
std::string some_number(std::uint32_t& seed) {
    auto const next = [&seed](std::uint32_t below) {
        seed = seed * 1'664'525u + 1'013'904'223u;
        return (seed >> 16) % below;
    };
    auto const digits = [&](std::uint32_t most) {
        std::string out;
        for (std::uint32_t i = 0, count = 1 + next(most); i < count; ++i)
            out += static_cast<char>('0' + next(10));
        return out;
    };
    std::string out = next(4) == 0 ? "-" : "";
    out += next(3) == 0 ? "0" : std::to_string(1 + next(9)) + digits(24);
    if (next(2) == 0) out += "." + digits(24);
    if (next(2) == 0) {
        out += next(2) == 0 ? "e" : "E";
        constexpr std::string_view signs[] = {"", "+", "-"};
        out += std::string(signs[next(3)]) + digits(next(8) == 0 ? 30 : 2);
    }
    return out;
}

}  // namespace

TEST_CASE("a date is any number that JSON can write") {
    World w;
    SignedLinks links(w);
    std::int64_t const now = links.now_s();
    std::string const in_a_minute = std::to_string(now + 60);
    std::string const just_now = std::to_string(now - 1);
    for (std::string const& exp :
         {in_a_minute, in_a_minute + ".25", in_a_minute + ".0",
          in_a_minute + ".000000000000000000000000000001", with_exponent(now + 60), in_a_minute + "e0",
          in_a_minute + "E+0", in_a_minute + "0e-1", in_a_minute + "00000.000e-5", "0." + in_a_minute + "e10",
          "0.0000" + in_a_minute + "E+14", in_a_minute + ".5e-000"}) {
        CAPTURE(exp);
        CHECK(links.refusal(links.of("b1", "", exp)) == "");
    }
    for (std::string const& at :
         {just_now + ".123456", just_now + ".0", with_exponent(now - 1), std::string("0.5"), std::string("0"),
          std::string("-0"), std::string("1e-400"), std::string("0e400"), std::string("-0.0e9")}) {
        CAPTURE(at);
        CHECK(links.refusal(links.of("b1", R"(,"iat":)" + at)) == "");
        CHECK(links.refusal(links.of("b1", R"(,"nbf":)" + at)) == "");
    }
}

TEST_CASE("a fraction counts for the strict side: over a little earlier, begun a little later") {
    World w;
    SignedLinks links(w);
    std::int64_t const now = links.now_s();
    auto const at = [](std::int64_t seconds, char const* fraction) {
        return std::to_string(seconds) + fraction;
    };
    // Thirty seconds are between two clocks.
    CHECK(links.refusal(links.of("b1", "", at(now - 29, ".0"))) == "");
    CHECK(links.refusal(links.of("b1", "", at(now - 30, ".999"))) == "launch_token_expired token.exp");
    CHECK(links.refusal(links.of("b1", "", at(now + 330, ".9"))) == "");
    CHECK(links.refusal(links.of("b1", "", at(now + 331, ".0"))) == "launch_token_too_long_lived token.exp");
    for (std::string const& claim : {std::string("nbf"), std::string("iat")}) {
        std::string const key = ",\"" + claim + "\":";
        CHECK(links.refusal(links.of("b1", key + at(now + 29, ".001"))) == "");
        CHECK(links.refusal(links.of("b1", key + at(now + 30, ".0"))) == "");
        CHECK(links.refusal(links.of("b1", key + at(now + 30, ".001"))) ==
              "launch_token_expired token." + claim);
    }
}

TEST_CASE("a date that is none is refused with its claim, whatever it looks like") {
    World w;
    SignedLinks links(w);
    std::string const soon = std::to_string(links.now_s() + 60);
    std::string const text = '"' + soon + '"';
    for (std::string const& bad : {text,
                                   std::string("-1"),
                                   std::string("-0.5"),
                                   std::string("-1e9"),
                                   std::string("1e999"),
                                   std::string("-1e999"),
                                   std::string("1e99999999999999999999"),
                                   std::string("1e300"),
                                   std::string("253402300800"),
                                   std::string("253402300799.5e1"),
                                   std::string("9223372036854775807"),
                                   std::string("9223372036854775808"),
                                   std::string("18446744073709551616"),
                                   std::string("-9223372036854775809"),
                                   repeated("9", 400),
                                   repeated("9", 1'000) + ".5",
                                   std::string("true"),
                                   std::string("[]"),
                                   std::string("{}"),
                                   std::string("[1]"),
                                   std::string("NaN"),
                                   std::string("Infinity"),
                                   std::string("-Infinity"),
                                   std::string(R"("")"),
                                   std::string(R"("NaN")")}) {
        CAPTURE(bad);
        CHECK(links.refusal(links.of("b1", "", bad)) == "launch_token_malformed token.exp");
        CHECK(links.refusal(links.of("b1", R"(,"iat":)" + bad)) == "launch_token_malformed token.iat");
        CHECK(links.refusal(links.of("b1", R"(,"nbf":)" + bad)) == "launch_token_malformed token.nbf");
    }
    CHECK(links.refusal(links.of("b1", "", "null")) == "launch_token_malformed token.exp");
    CHECK(links.refusal(links.of("b1", R"(,"exp":1)")) == "launch_token_malformed token.exp");
    for (char const* over : {"0", "0.0", "1e-999", "1"}) {
        CAPTURE(over);
        CHECK(links.refusal(links.of("b1", "", over)) == "launch_token_expired token.exp");
    }
    CHECK(links.refusal(links.of("b1", "", "253402300799")) == "launch_token_too_long_lived token.exp");
    for (char const* not_json : {"+1", ".5", "1.", "01", "1e", "0x10", "1_000", "nan"}) {
        CAPTURE(not_json);
        CHECK(links.refusal(links.of("b1", "", not_json)) == "launch_token_malformed token");
    }
}

TEST_CASE("whatever number stands for a date, it is taken or refused by its name") {
    World w;
    SignedLinks links(w);
    std::uint32_t seed = 7;
    for (int i = 0; i < 500; ++i) {
        std::string const number = some_number(seed);
        CAPTURE(number);
        std::string const of_exp = links.refusal(links.of("b1", "", number));
        CHECK((of_exp.empty() || of_exp.ends_with(" token.exp")));
        std::string const of_iat = links.refusal(links.of("b1", R"(,"iat":)" + number));
        CHECK((of_iat.empty() || of_iat.ends_with(" token.iat")));
    }
}

TEST_CASE("a claim that may be missing may be null") {
    World w;
    SignedLinks links(w);
    CHECK(links.refusal(links.of(
              "b1", R"(,"name":null,"phone_tail":null,"order_no":null,"iat":null,"nbf":null)")) == "");
    CHECK(w.service->sessions.sign_in_by_launch(links.of("b1", R"(,"name":null)"))->view.name == "林晓");
    std::string const body =
        R"({"iss":"mall","aud":"afterdesk","tenant":"mall","sub":"b1","jti":"n","exp":)" +
        std::to_string(links.now_s() + 60) + "}";
    CHECK(links.refusal(links.raw(body, R"({"alg":"HS256","typ":null,"kid":null})")) == "");
    // What nobody asked for is none of ours, however it looks.
    CHECK(links.refusal(
              links.of("b1", R"(,"vip":1.5,"tags":[NaN,"\ud83d",[[[[[{"a":null}]]]]]],"lang":null)")) == "");
}

TEST_CASE("a refused link names the claim") {
    World w;
    SignedLinks links(w);
    std::string const exp = std::to_string(links.now_s() + 60);
    struct Row {
        std::string iss, aud, tenant, sub, jti, more, want;
    };
    std::string const malformed = "launch_token_malformed token.";
    std::string const foreign = "launch_token_wrong_audience token.";
    std::string const mall = R"("mall")", us = R"("afterdesk")", b1 = R"("b1")", j = R"("x")";
    for (Row const& row :
         {Row{"null", us, mall, b1, j, "", malformed + "iss"},
          {R"("other")", us, mall, b1, j, "", foreign + "iss"},
          {mall, "null", mall, b1, j, "", foreign + "aud"},
          {mall, R"(["a",7])", mall, b1, j, "", foreign + "aud"},
          {mall, us, "7", b1, j, "", malformed + "tenant"},
          {mall, us, R"("other")", b1, j, "", foreign + "tenant"},
          {mall, us, mall, R"("")", j, "", malformed + "sub"},
          {mall, us, mall, R"("\ud83d")", j, "", malformed + "sub"},
          {mall, us, mall, "1e999", j, "", malformed + "sub"},
          {mall, us, mall, b1, "null", "", malformed + "jti"},
          {mall, us, mall, b1, '"' + repeated("j", 65) + '"', "", malformed + "jti"},
          {mall, us, mall, b1, j, R"(,"order_no":7)", malformed + "order_no"},
          {mall, us, mall, b1, j, R"(,"sub":"b2")", malformed + "sub"},
          {mall, us, mall, b1, j, R"(,"secret words":1,"secret words":2)", "launch_token_malformed token"}}) {
        CAPTURE(row.want);
        CHECK(links.refusal(links.raw(R"({"iss":)" + row.iss + R"(,"aud":)" + row.aud + R"(,"tenant":)" +
                                      row.tenant + R"(,"sub":)" + row.sub + R"(,"jti":)" + row.jti +
                                      R"(,"exp":)" + exp + row.more + "}")) == row.want);
    }
    CHECK(links.refusal(links.raw("{}", R"({"alg":7})")) == malformed + "alg");
    CHECK(links.refusal(links.raw("{}", R"({"alg":"HS256","kid":[]})")) == malformed + "kid");
    CHECK(links.refusal(links.raw("{}", R"({"alg":"HS256","crit":["exp"]})")) == malformed + "crit");
    std::string const once = links.of("b1");
    CHECK(links.refusal(once) == "");
    CHECK(links.refusal(once) == "launch_token_used token.jti");
    CHECK(links.refusal(once.substr(0, once.rfind('.')) + ".AAAA") == "launch_token_forged token");
}

TEST_CASE("no name keeps a buyer out: long and broken ones are made fit for a list") {
    World w;
    SignedLinks links(w);
    struct Row {
        std::string written, want;
    };
    std::string const family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
    std::string const a60 = repeated("鱼", 60);
    int count = 0;
    for (Row const& row : {Row{repeated("鱼", 64), repeated("鱼", 64)},
                           {repeated("鱼", 65), repeated("鱼", 64)},
                           {repeated("x", 2'000), repeated("x", 64)},
                           {R"(小鱼\ud83d)", "小鱼"},
                           {R"(小\udc1f鱼)", "小鱼"},
                           {R"(\udc1f\ud83d\ud83d\udc1f)", "\U0001F41F"},
                           {"小鱼\xed\xa0\xbd", "小鱼"},
                           {"小鱼\xf0\x9f\x90", "小鱼"},
                           {"小\xff鱼", "小鱼"},
                           {"小\u0085鱼", "小 鱼"},
                           {R"(小\u0085鱼)", "小 鱼"},
                           {R"(小\u0000\u0007鱼\u007f)", "小鱼"},
                           {"小\n\t 鱼", "小 鱼"},
                           {R"(  小\r\n鱼\u3000 )", "小 鱼"},
                           {"\u202e小鱼\u2066", "小鱼"},
                           {R"(\"小\\鱼)", "\"小\\鱼"},
                           // Nothing that people see as one is cut in two.
                           {a60 + family, a60},
                           {repeated("鱼", 59) + family, repeated("鱼", 59) + family},
                           {repeated("鱼", 63) + "e\u0301\u0301", repeated("鱼", 63)},
                           {repeated("鱼", 63) + "\U0001F44D\U0001F3FD", repeated("鱼", 63)},
                           {repeated("鱼", 63) + "\u2764\uFE0F", repeated("鱼", 63)},
                           {repeated("鱼", 61) + repeated("\U0001F1E8\U0001F1F3", 2),
                            repeated("鱼", 61) + "\U0001F1E8\U0001F1F3"},
                           {repeated("\u0301", 70), repeated("\u0301", 64)}}) {
        CAPTURE(row.written);
        CHECK(links.name_after("n" + std::to_string(++count), ",\"name\":\"" + row.written + "\"") ==
              row.want);
    }
    for (char const* nothing : {"7", "[]", "{}", "true", "NaN", R"("")", R"(" \u0085 ")", R"("\ud83d")"}) {
        CAPTURE(nothing);
        CHECK(links.name_after("b1", std::string(",\"name\":") + nothing) == "林晓");
    }
}

TEST_CASE("of a phone number four digits are kept, and never more") {
    struct Row {
        char const* told;
        char const* want;
    };
    for (Row const& row : {Row{"6218", "6218"},
                           {"13800006218", "6218"},
                           {"138****6218", "6218"},
                           {" +86 138-0000 6218 ", "6218"},
                           {"", ""},
                           {"218", ""},
                           {"621x", ""},
                           {"62 18", ""},
                           {"手机尾号", ""}}) {
        CAPTURE(row.told);
        CHECK(phone_tail_of(row.told) == row.want);
    }
}
