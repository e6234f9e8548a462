#include "widgets/text_wrap.hpp"

#include <random>
#include <string>
#include <vector>

#include "base/text.hpp"
#include "testing.hpp"

namespace afterdesk::ui {
namespace {

/// Letters are 1 wide, everything from U+1100 on is 2 wide, and so is the punctuation of Chinese text.
float width_in_test(void const*, std::uint32_t c, std::size_t) {
    if (c == 0x2060) return 0;
    bool const wide = c >= 0x1100 || c == 0x2014 || c == 0x2026 || (c >= 0x2018 && c <= 0x201D);
    return wide ? 2 : 1;
}

std::vector<std::string> wrapped(std::string_view text, float width) {
    std::vector<std::string> lines;
    for (TextLine const& line : wrap_text(text, width, {width_in_test, nullptr})) {
        lines.emplace_back(text.substr(line.begin, line.end - line.begin));
    }
    return lines;
}

using Lines = std::vector<std::string>;

std::string joined(Lines const& lines) {
    std::string all;
    for (std::string const& line : lines) all += "[" + line + "]";
    return all;
}

struct Row {
    std::string name;
    std::string_view text;
    float width;
    Lines want;
};

}  // namespace

TEST_CASE("lines break where Chinese and Latin readers expect it") {
    Row const rows[] = {
        {"hanzi break anywhere", "退款已经到账", 6, {"退款已", "经到账"}},
        {"a comma never begins a line", "已经退款，请查收", 8, {"已经退", "款，请查", "收"}},
        {"nor does a full stop", "退款成功。", 8, {"退款成", "功。"}},
        {"nor two signs in a row", "他说“退款成功。”", 12, {"他说“退款成", "功。”"}},
        {"an opening bracket never ends a line", "售后（七日）", 6, {"售后", "（七", "日）"}},
        {"an opening quote goes with what it quotes", "请看《退款规则》", 6, {"请看", "《退款", "规则》"}},
        {"an amount stays with its currency sign", "实退¥1,234.50元", 10, {"实退", "¥1,234.50", "元"}},
        {"a negative amount stays whole", "优惠 −¥20.00", 8, {"优惠", "−¥20.00"}},
        {"so it does where browsers are told so", "优惠 −\u2060¥20.00", 8, {"优惠", "−\u2060¥20.00"}},
        {"a percentage stays whole", "折扣率为12.5%以上", 9, {"折扣率为", "12.5%以上"}},
        {"Latin words stay whole", "the parcel has arrived", 10, {"the parcel", "has", "arrived"}},
        {"a Latin word may follow a hanzi on the next line",
         "购买 iPhone 手机",
         8,
         {"购买", "iPhone", "手机"}},
        {"a tracking number is cut only when it alone is too long",
         "单号SF1234567890",
         8,
         {"单号", "SF123456", "7890"}},
        {"a date and a time break between them only", "2026-11-21 22:15", 12, {"2026-11-21", "22:15"}},
        {"a hyphen may end a line between words", "non-refundable", 10, {"non-", "refundable"}},
        {"an apostrophe is part of its word", "don’t break", 7, {"don’t", "break"}},
        {"f(x) is one word", "call f(x) now", 8, {"call", "f(x) now"}},
        {"an ellipsis is not split and begins no line", "请稍等……马上", 8, {"请稍", "等……马", "上"}},
        {"a dash is not split", "退款——到账", 6, {"退款", "——到", "账"}},
        {"newlines are kept", "一\n\n二", 20, {"一", "", "二"}},
        {"blanks at the end of a line take no room", "aaa    bbb", 3, {"aaa", "bbb"}},
        {"a half-width comma begins no line either", "四字退款,请查收", 8, {"四字退", "款,请查", "收"}},
        {"plain quotes stick to their word", "say \"yes\" now", 6, {"say", "\"yes\"", "now"}},
        {"no-break spaces hold", "5\u00A0kg bag", 5, {"5\u00A0kg", "bag"}},
        {"signs that leave no place to break are cut", "。。。。。", 4, {"。。", "。。", "。"}},
        {"an empty text has no lines", "", 10, {}},
    };
    for (Row const& row : rows) {
        CAPTURE(row.name);
        CHECK(joined(wrapped(row.text, row.width)) == joined(row.want));
    }
}

TEST_CASE("emoji made of several characters are never taken apart") {
    std::string const family = "\U0001F468\u200D\U0001F469\u200D\U0001F467";
    std::string const thumb = "\U0001F44D\U0001F3FD";
    std::string const flags = "\U0001F1E8\U0001F1F3\U0001F1EB\U0001F1F7";
    CHECK(wrapped("好" + family + "好", 4).size() == 3);
    CHECK(wrapped(family, 2) == Lines{family});
    CHECK(wrapped("好" + thumb, 2) == Lines{"好", thumb});
    CHECK(wrapped(flags, 4) == Lines{flags.substr(0, 8), flags.substr(8)});
}

TEST_CASE("a combining mark takes no room and stays with its letter") {
    CHECK(wrapped("cafe\u0301 bar", 4) == Lines{"cafe\u0301", "bar"});
}

TEST_CASE("whatever the text, nothing is lost, no line is too wide and no line begins with a sign") {
    unsigned const seed = 20261121;
    CAPTURE(seed);
    std::mt19937 random(seed);
    std::vector<std::string> const pieces = {"退", "款", "，", "。",    "（", "）", "《", "》", "“", "”",
                                             "a",  "bc", "Z9", "12.5%", "¥8", " ",  "  ", "-",  "…", "—",
                                             "、", "：", "！", ",",     ".",  "(",  ")",  "😀"};
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        for (std::size_t n = random() % 30; n > 0; --n) text += pieces[random() % pieces.size()];
        float const width = static_cast<float>(4 + random() % 20);
        std::vector<TextLine> const lines = wrap_text(text, width, {width_in_test, nullptr});
        CAPTURE(joined(wrapped(text, width)));
        CAPTURE(width);
        std::size_t at = 0;
        for (TextLine const& line : lines) {
            REQUIRE(line.begin >= at);
            std::string const between = text.substr(at, line.begin - at);
            CHECK(between.find_first_not_of(' ') == std::string::npos);
            CHECK(line.width <= width);
            at = line.end;
        }
        CHECK(text.find_first_not_of(' ', at) == std::string::npos);
    }
}

TEST_CASE("a sign that may not begin a line begins none, when the line above had a place to break") {
    std::string_view const bad_starts[] = {"，", "。", "！", "？", "、", "；", "：", "）", "》",
                                           "」", "』", "】", "”",  "’",  "…",  "%",  "％"};
    std::string_view const bad_ends[] = {"（", "《", "「", "『", "【", "“", "‘", "¥", "￥", "$"};
    for (std::string_view sign : bad_starts) {
        std::size_t at = 0;
        std::uint32_t const c = next_char(sign, at);
        CAPTURE(std::string(sign));
        CHECK_FALSE(can_break_between(U'款', c));
        CHECK_FALSE(can_break_between('a', c));
    }
    for (std::string_view sign : bad_ends) {
        std::size_t at = 0;
        std::uint32_t const c = next_char(sign, at);
        CAPTURE(std::string(sign));
        CHECK_FALSE(can_break_between(c, U'款'));
        CHECK_FALSE(can_break_between(c, '5'));
        CHECK(can_break_between(U'款', c));
    }
    CHECK(can_break_between(U'退', U'款'));
    CHECK(can_break_between(U'退', 'a'));
    CHECK(can_break_between('9', U'元'));
    CHECK_FALSE(can_break_between('a', '9'));
}

}  // namespace afterdesk::ui
