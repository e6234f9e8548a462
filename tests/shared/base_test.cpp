// Money, dates and texts: the arithmetic that everything else stands on.

#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "base/fold_text.hpp"
#include "base/hash.hpp"
#include "base/instant.hpp"
#include "base/money.hpp"
#include "base/pasted.hpp"
#include "base/percent.hpp"
#include "base/sha256.hpp"
#include "base/text.hpp"
#include "testing.hpp"

namespace afterdesk {
namespace {

constexpr Fen largest = std::numeric_limits<Fen>::max();
constexpr Fen smallest = std::numeric_limits<Fen>::min();

TEST_CASE("Sums and products that do not fit are no numbers") {
    CHECK(add_fen(1, 2) == 3);
    CHECK(add_fen(largest, 0) == largest);
    CHECK(add_fen(largest, 1) == std::nullopt);
    CHECK(add_fen(smallest, -1) == std::nullopt);
    CHECK(multiply_fen(max_fen, 9'000) == max_fen * 9'000);
    CHECK(multiply_fen(max_fen, 9'999) == std::nullopt);
    CHECK(multiply_fen(smallest, -1) == std::nullopt);
}

TEST_CASE("An amount is spread by largest remainder") {
    struct Row {
        char const* name;
        Fen total;
        std::vector<Fen> weights;
        std::vector<Fen> shares;
    };
    std::vector<Row> const rows = {
        {"the coupon of DOMAIN §5", 2'000, {29'000, 50'000}, {734, 1'266}},
        {"equal remainders go to the earlier", 100, {1, 1, 1}, {34, 33, 33}},
        {"the largest remainder gets the fen, wherever it stands", 10, {1, 3, 6}, {1, 3, 6}},
        {"and not the largest weight", 5, {60, 30, 10}, {3, 2, 0}},
        {"a weight of nothing gets nothing", 7, {0, 1, 0, 1}, {0, 4, 0, 3}},
        {"all weights nothing: all to the first", 9, {0, 0}, {9, 0}},
        {"nothing to spread", 0, {5, 5}, {0, 0}},
        {"nothing over nobody", 0, {}, {}},
        {"one takes all", largest, {1}, {largest}},
        {"the largest numbers do not overflow", largest, {largest, largest}, {largest / 2 + 1, largest / 2}},
        {"the whole by its own weights", 12'345, {12'000, 345}, {12'000, 345}},
        {"fewer fen than weights", 2, {5, 5, 5}, {1, 1, 0}},
    };
    for (Row const& row : rows) {
        CAPTURE(row.name);
        CHECK(allocate(row.total, row.weights) == row.shares);
    }
}

TEST_CASE("An amount is split into parts that differ by one fen, the larger first") {
    CHECK(split_evenly(20'000, 3) == std::vector<Fen>{6'667, 6'667, 6'666});
    CHECK(split_evenly(10'000, 3) == std::vector<Fen>{3'334, 3'333, 3'333});
    CHECK(split_evenly(2, 4) == std::vector<Fen>{1, 1, 0, 0});
    CHECK(split_evenly(0, 2) == std::vector<Fen>{0, 0});
    CHECK(split_evenly(7, 1) == std::vector<Fen>{7});
}

TEST_CASE("Money is written with two decimals and groups of three") {
    struct Row {
        Fen amount_fen;
        char const* text;
    };
    for (Row const& row : std::vector<Row>{{0, "0.00"},
                                           {5, "0.05"},
                                           {-5, "-0.05"},
                                           {99'999, "999.99"},
                                           {100'000, "1,000.00"},
                                           {123'456, "1,234.56"},
                                           {-123'456'789, "-1,234,567.89"},
                                           {max_fen, "10,000,000,000,000.00"},
                                           {largest, "92,233,720,368,547,758.07"},
                                           {smallest, "-92,233,720,368,547,758.08"}}) {
        CHECK(format_fen(row.amount_fen) == row.text);
    }
}

TEST_CASE("Money typed by a person is read, and nothing else") {
    struct Row {
        char const* typed;
        std::optional<Fen> amount_fen;
    };
    for (Row const& row : std::vector<Row>{{"12", 1'200},
                                           {"12.3", 1'230},
                                           {"12.34", 1'234},
                                           {"0", 0},
                                           {"0.05", 5},
                                           {"007", 700},
                                           {"1,234.56", 123'456},
                                           {"12,345", 1'234'500},
                                           {"1,234,567.8", 123'456'780},
                                           {"10000000000000", max_fen},
                                           {"10,000,000,000,000.00", max_fen},
                                           {"10000000000000.01", std::nullopt},
                                           {"99999999999999999999999999", std::nullopt},
                                           {"", std::nullopt},
                                           {".", std::nullopt},
                                           {".5", std::nullopt},
                                           {"12.", std::nullopt},
                                           {"12.345", std::nullopt},
                                           {"1.2.3", std::nullopt},
                                           {"-1", std::nullopt},
                                           {"+1", std::nullopt},
                                           {" 1", 100},
                                           {"1e3", std::nullopt},
                                           {"¥1", 100},
                                           {"１", 100},
                                           {",123", std::nullopt},
                                           {"1,23", std::nullopt},
                                           {"12,34", std::nullopt},
                                           {"1234,567", std::nullopt},
                                           {"1,234567", std::nullopt},
                                           {"1,2345", std::nullopt},
                                           {"1,,234", std::nullopt},
                                           {"1,234,56", std::nullopt},
                                           {"1.2,3", std::nullopt}}) {
        CAPTURE(row.typed);
        CHECK(parse_fen(row.typed) == row.amount_fen);
    }
}

TEST_CASE("What was written can be typed again") {
    for (Fen amount : {0, 1, 99, 100, 123'456, 100'000'000}) CHECK(parse_fen(format_fen(amount)) == amount);
}

TEST_CASE("A moment is a date in a zone, and back") {
    struct Row {
        char const* name;
        std::int64_t ms;
        int offset_minutes;
        Civil civil;
    };
    std::vector<Row> const rows = {
        {"the beginning", 0, 0, {1970, 1, 1, 0, 0, 0}},
        {"the beginning in China", 0, china_offset_minutes, {1970, 1, 1, 8, 0, 0}},
        {"a second before it", -1'000, 0, {1969, 12, 31, 23, 59, 59}},
        {"the day before it, west of Greenwich", 0, -60, {1969, 12, 31, 23, 0, 0}},
        {"a leap day", 1'709'164'800'000, 0, {2024, 2, 29, 0, 0, 0}},
        {"the day after a leap day", 1'709'251'200'000, 0, {2024, 3, 1, 0, 0, 0}},
        {"a leap day of a century", 951'782'400'000, 0, {2000, 2, 29, 0, 0, 0}},
        {"no leap day in 1900", -2'203'891'200'000, 0, {1900, 3, 1, 0, 0, 0}},
        {"no leap day in 2100", 4'107'542'400'000, 0, {2100, 3, 1, 0, 0, 0}},
        {"the last second of 9999", 253'402'300'799'000, 0, {9999, 12, 31, 23, 59, 59}},
        {"the first day of the year 1", -62'135'596'800'000, 0, {1, 1, 1, 0, 0, 0}},
        {"now of DOMAIN §5", 1'795'000'000'000, china_offset_minutes, {2026, 11, 18, 19, 6, 40}},
        {"a zone with half an hour", 0, 330, {1970, 1, 1, 5, 30, 0}},
    };
    for (Row const& row : rows) {
        CAPTURE(row.name);
        CHECK(to_civil({row.ms}, row.offset_minutes) == row.civil);
        CHECK(from_civil(row.civil, row.offset_minutes) == Instant{row.ms});
    }
}

TEST_CASE("Every day of four centuries follows the day before") {
    Instant const first = from_civil({1800, 1, 1, 12, 0, 0}, china_offset_minutes);
    Civil before = to_civil(Instant{first.ms - days(1).ms}, china_offset_minutes);
    for (int day = 0; day < 146'097; ++day) {
        Instant const at = first + days(day);
        Civil const civil = to_civil(at, china_offset_minutes);
        REQUIRE(from_civil(civil, china_offset_minutes) == at);
        bool const same_month = civil.month == before.month && civil.day == before.day + 1;
        bool const next_month = civil.month == before.month % 12 + 1 && civil.day == 1 && before.day >= 28;
        REQUIRE((same_month || next_month));
        before = civil;
    }
}

TEST_CASE("The farthest moments have dates too") {
    CHECK(to_civil({largest}, china_offset_minutes).year > 200'000'000);
    CHECK(to_civil({smallest}, -china_offset_minutes).year < -200'000'000);
}

TEST_CASE("The day after begins at midnight of the zone") {
    Instant const noon = from_civil({2026, 11, 21, 12, 0, 0}, china_offset_minutes);
    Instant const midnight = from_civil({2026, 11, 22, 0, 0, 0}, china_offset_minutes);
    CHECK(start_of_next_day(noon, china_offset_minutes) == midnight);
    CHECK(start_of_next_day(Instant{midnight.ms - 1}, china_offset_minutes) == midnight);
    CHECK(start_of_next_day(midnight, china_offset_minutes) == midnight + days(1));
    CHECK(start_of_next_day(Instant{-1}, 0) == Instant{0});
}

TEST_CASE("Dates are written for people and for ticket numbers") {
    Instant const at = from_civil({2026, 1, 2, 3, 4, 5}, china_offset_minutes);
    CHECK(format_minute(at, china_offset_minutes) == "2026-01-02 03:04");
    CHECK(format_date_digits(at, china_offset_minutes) == "20260102");
    CHECK(format_date_digits(at, 0) == "20260101");
}

TEST_CASE("Clean UTF-8 is told from what is not") {
    struct Row {
        char const* name;
        std::string text;
        bool clean;
    };
    std::vector<Row> const rows = {
        {"nothing", "", true},
        {"ASCII with line break and tab", "a\n\tb", true},
        {"Chinese", "售后", true},
        {"an emoji of four bytes", "\xF0\x9F\x98\x80", true},
        {"the last code point", "\xF4\x8F\xBF\xBF", true},
        {"NUL", std::string(1, '\0'), false},
        {"carriage return", "\r", false},
        {"escape", "\x1B", false},
        {"DEL", "\x7F", false},
        {"a C1 control", "\xC2\x85", false},
        {"the blank after the C1 controls", "\xC2\xA0", true},
        {"a continuation byte alone", "\x80", false},
        {"a cut sequence", "\xE5\x94", false},
        {"a cut sequence before a letter",
         "\xE5\x94"
         "a",
         false},
        {"an overlong slash", "\xC0\xAF", false},
        {"an overlong sequence of three", "\xE0\x80\xAF", false},
        {"an overlong sequence of four", "\xF0\x80\x80\xAF", false},
        {"a surrogate", "\xED\xA0\x80", false},
        {"beyond the last code point", "\xF4\x90\x80\x80", false},
        {"a byte that never occurs", "\xFF", false},
    };
    for (Row const& row : rows) {
        CAPTURE(row.name);
        CHECK(is_clean_utf8(row.text) == row.clean);
    }
}

TEST_CASE("Text is counted and stepped in code points") {
    CHECK(count_chars("") == 0);
    CHECK(count_chars("a售后\xF0\x9F\x98\x80") == 4);
    std::string const text = "a\x80售";
    std::size_t at = 0;
    CHECK(next_char(text, at) == U'a');
    CHECK(next_char(text, at) == 0xFFFD);
    CHECK(at == 2);
    CHECK(next_char(text, at) == U'售');
    CHECK(at == text.size());
}

TEST_CASE("Every code point comes back from its bytes") {
    for (std::uint32_t code_point = 0; code_point <= 0x10FFFF; code_point += code_point < 0x3000 ? 1 : 61) {
        if (code_point >= 0xD800 && code_point <= 0xDFFF) continue;
        std::string bytes;
        append_char(bytes, code_point);
        std::size_t at = 0;
        REQUIRE(next_char(bytes, at) == code_point);
        REQUIRE(at == bytes.size());
    }
    std::string bytes;
    append_char(bytes, 0xD800);
    append_char(bytes, 0x110000);
    CHECK(bytes == "\xEF\xBF\xBD\xEF\xBF\xBD");
}

TEST_CASE("Blanks at the ends are cut, those inside stay") {
    CHECK(trim(" \t\n售 后　") == "售 后");
    CHECK(trim("　　") == "");
    CHECK(trim("") == "");
    CHECK(trim("a") == "a");
}

TEST_CASE("Text is shortened by code points") {
    CHECK(shorten("售后服务台", 2) == "售后…");
    CHECK(shorten("售后", 2) == "售后");
    CHECK(shorten("售后", 0) == "…");
    CHECK(shorten("", 0) == "");
}

TEST_CASE("An id is made of 1-64 visible characters of a small set") {
    CHECK(is_id("Aa0_.:@-"));
    CHECK(is_id(std::string(64, 'a')));
    CHECK_FALSE(is_id(std::string(65, 'a')));
    CHECK_FALSE(is_id(""));
    CHECK_FALSE(is_id("a b"));
    CHECK_FALSE(is_id("a/b"));
    CHECK_FALSE(is_id("售"));
}

TEST_CASE("An id of the mall is any 1-64 characters that can be seen") {
    for (char const* id : {"#1001", "Cam/4567", "订单 1", "é😀", "a\u200Db", "%2F", "...", "葛\U000E0100"}) {
        CAPTURE(id);
        CHECK(is_outside_id(id));
    }
    for (char const* id :
         {"",         ".",       "..",     " a",      "a ",       "\u3000a",  "a\u2003",
          "a\tb",     "a\nb",    "a\x7f",  "a\u0085", "a\u00ADb", "a\u200Eb", "a\u2029b",
          "a\u2066b", "\uFEFFa", "\uE000", "\uFFFD",  "\uFFFE",   "\xff",     "\xed\xa0\x80"}) {
        CAPTURE(id);
        CHECK_FALSE(is_outside_id(id));
    }
    std::string wide;
    for (int i = 0; i < 64; ++i) wide += "单";
    CHECK(is_outside_id(wide));
    CHECK_FALSE(is_outside_id(wide + "a"));
}

TEST_CASE("Every line break is a line feed, and a mark in front of a file is passed over") {
    CHECK(with_line_feeds("a\r\nb\rc\nd\r\r\n") == "a\nb\nc\nd\n\n");
    CHECK(with_line_feeds("") == "");
    CHECK(without_bom("\uFEFFa\uFEFF") == "a\uFEFF");
    CHECK(without_bom("\xEF\xBB") == "\xEF\xBB");
    CHECK(trim("\r\n a \r") == "a");
}

TEST_CASE("Percent coding leaves letters, digits and -_.~ as they are") {
    CHECK(percent_encode("aZ09-_.~") == "aZ09-_.~");
    CHECK(percent_encode("#1/ 单%") == "%231%2F%20%E5%8D%95%25");
}

TEST_CASE("A pasted parcel number is read as meant") {
    struct Row {
        char const* pasted;
        char const* want;
    };
    for (Row const& row : {Row{"SF 1234 5678 9012", "SF123456789012"},
                           {"ＳＦ１２３４５６７８９０１２", "SF123456789012"},
                           {" SF123456789012", "SF123456789012"},
                           {"sf123456789012\n", "sf123456789012"},
                           {"运单号：SF1234567890123", "SF1234567890123"},
                           {"运单号 SF1234567890123", "SF1234567890123"},
                           {"顺丰速运\u00A0SF1234567890123", "SF1234567890123"},
                           {"No.: 7700-1234-5678", "770012345678"},
                           {"７７００－１２３４\u2014５６７８\u200B", "770012345678"},
                           {"JDVA12345678901-1-1-", "JDVA12345678901-1-1-"},
                           {"快递单号:ＪＤＶＡ12345678901－1－1－", "JDVA12345678901-1-1-"},
                           {"SF1234@5678", "SF1234@5678"},
                           {"12:34567", "12:34567"},
                           {"", ""},
                           {"运单号：", ""}}) {
        CAPTURE(row.pasted);
        CHECK(tidy_tracking_no(row.pasted) == row.want);
        CHECK(tidy_tracking_no(row.want) == row.want);
        CHECK(is_same_tracking_no(row.pasted, row.want));
    }
    CHECK(is_same_tracking_no("sf-1234 5678", "SF12345678"));
    CHECK_FALSE(is_same_tracking_no("JDVA1-1-1-", "JDVA1-1-2-"));
}

TEST_CASE("A pasted phone number is read as meant") {
    struct Row {
        char const* pasted;
        char const* want;
    };
    for (Row const& row : {Row{"０５７１－５５５０１０１", "0571-5550101"},
                           {"138 0013 8000", "13800138000"},
                           {"138-0013-8000", "13800138000"},
                           {"电话：０５７１ ５５５０１０１", "05715550101"},
                           {"+86 138-0013-8000", "+86138-0013-8000"},
                           {"400-820-8820", "400-820-8820"},
                           {"(0571) 555-0101*8", "(0571)555-0101*8"},
                           {"", ""}}) {
        CAPTURE(row.pasted);
        CHECK(tidy_phone(row.pasted) == row.want);
    }
}

TEST_CASE("What is looked for loses its label, and a number its gaps") {
    CHECK(tidy_search(" 订单号：Ｅ１００１ ") == "E1001");
    CHECK(tidy_search("SF 1234 5678 9012") == "SF123456789012");
    CHECK(tidy_search("1380 0138 000") == "13800138000");
    CHECK(tidy_search("iphone 15 羊绒") == "iphone 15 羊绒");
    CHECK(tidy_search("尺码：大") == "尺码:大");
}

TEST_CASE("Texts are compared without width, case and accents; what can not be seen is dropped") {
    struct Row {
        char const* text;
        char const* want;
    };
    for (Row const& row : {Row{"ＡＢ１ abC", "ab1 abc"},
                           {"Café cafe\u0301 CAFÉ", "cafe cafe cafe"},
                           {"ÀÖÿŁđŞőǍǜẶ", "aoyldsoaua"},
                           {"Æsop Œuvre Straße", "aesop oeuvre strasse"},
                           {"ΆΣΑΣ ς", "ασασ σ"},
                           {"Ёлка Й", "елка и"},
                           {"羊绒　衫\n灰\t/ L", "羊绒 衫 灰 / l"},
                           {"零\u200b宽\u00ad度", "零宽度"},
                           {"❤\ufe0f", "❤"},
                           {"100%_−－—", "100%_---"},
                           {"", ""}}) {
        CAPTURE(row.text);
        CHECK(fold_text(row.text) == row.want);
    }
}

TEST_CASE("A folded text stays as it is when it is folded again") {
    for (std::uint32_t c = 1; c < 0x30000; ++c) {
        std::string text;
        append_char(text, c);
        std::string const folded = fold_text(text);
        if (fold_text(folded) != folded) FAIL_CHECK(c);
    }
}

TEST_CASE("A pasted amount is read as meant") {
    for (char const* typed : {"1234.5", "1,234.50", "￥1,234.50", "¥ 1234.5", "１，２３４．５０", "1234。5",
                              " 1234.50元 ", "￥１２３４．５０ 元"}) {
        CAPTURE(typed);
        CHECK(parse_fen(typed) == Fen{123'450});
    }
    for (char const* typed : {"", "￥", "元", "1,23", "1..2", "1。2。3", "-5", "￥￥5", "5元元", "1 234"}) {
        CAPTURE(typed);
        CHECK(!parse_fen(typed).has_value());
    }
}

TEST_CASE("SHA-256 is that of FIPS 180-4, at every length around a block's end") {
    auto const hex = [](std::string const& text) { return hex_of(sha256_of(text)); };
    CHECK(hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    CHECK(hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    CHECK(hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
          "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    CHECK(
        hex("abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopqklmnopqrlmnopqrs"
            "mnopqrstnopqrstu") == "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1");
    CHECK(hex(std::string(1'000'000, 'a')) ==
          "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
    CHECK(hex(std::string(55, 'a')) == "9f4390f8d30c2dd92ec9f095b65e2b9ae9b0a925a5258e241c9f1e910f734318");
    CHECK(hex(std::string(56, 'a')) == "b35439a4ac6f0948b6d6f9e3c6af0f5f590ce20f1bde7090ef7970686ec6738a");
    CHECK(hex(std::string(64, 'a')) == "ffe054fe7ae0cb6dc65c3af9b61d5209f439851db43d0ba5997337df154668eb");
}

TEST_CASE("Hexadecimal digits give the bytes again, and nothing else is hexadecimal") {
    std::string bytes;
    for (int c = 0; c < 256; ++c) bytes += static_cast<char>(c);
    std::string const hex = hex_of(bytes);
    CHECK(hex.substr(0, 8) == "00010203");
    CHECK(bytes_of_hex(hex) == bytes);
    CHECK(is_hex(hex, 256));
    CHECK_FALSE(is_hex(hex, 255));
    for (char const* other : {"0", "0g", "AB", " 0"}) CHECK_FALSE(is_hex(other, 1));
}

TEST_CASE("The hash is FNV-1a") {
    CHECK(fnv1a("") == 0xcbf29ce484222325u);
    CHECK(fnv1a("a") == 0xaf63dc4c8601ec8cu);
    CHECK(fnv1a("foobar") == 0x85944171f73967e8u);
}

}  // namespace
}  // namespace afterdesk
