// Texts with Hebrew and Arabic: which lines are set whole, as what, and how wide. How the browser then orders
// them is seen in tests/e2e/right_to_left.mjs.
#include "widgets/right_to_left.hpp"

#include <string>
#include <vector>

#include "imgui.h"
#include "testing.hpp"
#include "widgets/flow.hpp"
#include "widgets/headless.hpp"

namespace afterdesk::ui {
namespace {

constexpr std::string_view rlm = "\u200F", alm = "\u061C";

std::string with_marks_shown(std::string text) {
    for (auto const& [mark, shown] : {std::pair{rlm, "<R>"}, std::pair{alm, "<A>"}})
        for (std::size_t at = 0; (at = text.find(mark)) != std::string::npos;)
            text.replace(at, mark.size(), shown);
    return text;
}

/// Whoever sets lines in the tests keeps them.
std::vector<std::string>& lines_set() {
    static std::vector<std::string> lines;
    return lines;
}

void keep_line(ImFont&, float, std::string const& line, Color, std::vector<LinePiece>&) {
    lines_set().push_back(with_marks_shown(line));
}

/// Lines that were set whole in a frame, "|" between them, when words may be `width` wide.
template <class Draw>
std::string set_whole(float width, Draw draw) {
    Viewport narrow;
    narrow.w = width + 32;  // the page's sides
    Headless page(draw, narrow);
    page.state().setter.draw = keep_line;
    lines_set().clear();
    page.draw();
    std::string all;
    for (std::string const& line : lines_set()) all += all.empty() ? line : "|" + line;
    return all;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("only letters from right to left, and signs that turn others, ask for more than glyph by glyph") {
    for (std::string_view text :
         {"", "退款已到账，共 ¥99.00。", "naïve “quotes” — №5 ½", "éàü ß Ελλάδα Привет", "Հայերեն",
          "😀🇨🇳👍🏽", "한국어 ไทย हिन्दी", "\uFEFF｢全角｣", "\u200E\u202A\u202C"}) {
        CAPTURE(std::string(text));
        CHECK_FALSE(has_right_to_left(text));
    }
    for (std::string_view text :
         {"חולצה", "退款 חולצה", "قميص", "ܐܒܓ", "ދިވެހި", "ߒߞߏ", "\uFB1D\uFB20", "\uFEDF\uFE8E", "\U0001E900",
          "\U00010800", "abc\u202Edef", "\u2067x", "\u200F"}) {
        CAPTURE(std::string(text));
        CHECK(has_right_to_left(text));
    }
}

TEST_CASE("a line that is set alone keeps what its neighbours said of it") {
    struct Row {
        std::string name;
        std::string_view before, line, behind, want;
    };
    Row const rows[] = {
        {"a whole text needs no marks", "", "אבג 12", "", "אבג 12"},
        {"a number follows the Hebrew word above it", "אבג ", "12 דהו", "", "<R>12 דהו"},
        {"after Arabic it is an Arabic number", "سعر ", "12 ريال", "", "<A>12 ريال"},
        {"Latin above ends that", "אבג abc ", "12 דהו", "", "12 דהו"},
        {"so does Chinese", "אבג 退款 ", "12 דהו", "", "12 דהו"},
        {"signs and numbers between do not", "אבג (34), ", "12 דהו", "", "<R>12 דהו"},
        {"nor full-width ones", "אבג（３４）。", "12 דהו", "", "<R>12 דהו"},
        {"a newline above begins anew", "אבג\n", "12 דהו", "", "12 דהו"},
        {"a comma at the end belongs to the words it stands between", "", "אבג,", " דהו", "אבג,<R>"},
        {"but not before Latin", "", "אבג,", " abc דהו", "אבג,"},
        {"before a number it does", "", "אבג,", " 12", "אבג,<R>"},
        {"unless the line ends in Latin", "", "אבג abc,", " 12", "אבג abc,"},
        {"a newline below ends it", "", "אבג,", "\nדהו", "אבג,"},
        {"a line of numbers between Hebrew words", "אבג ", "12 (34)", " דהו", "<R>12 (34)<R>"},
        {"marks of vowels are no letters from the left", "שָׁלוֹם ", "12", "", "<R>12"},
    };
    for (Row const& row : rows) {
        CAPTURE(row.name);
        std::string const text = std::string(row.before) + std::string(row.line) + std::string(row.behind);
        std::string const alone = set_alone(text, row.before.size(), row.before.size() + row.line.size());
        CHECK(with_marks_shown(alone) == row.want);
    }
}

TEST_CASE("lines break between words from right to left, each as wide as when it is set whole") {
    auto const eight_wide = [](void const*, std::string const& word) {
        return word.size() > 3 ? 8.0f : 1.0f;  // letters of two bytes
    };
    auto const wrapped = [&](std::string_view text, float room) {
        WholeWords const words(text, room, {eight_wide, nullptr});
        Lines lines;
        for (TextLine const& line : wrap_text(text, room, words.advance()))
            lines.emplace_back(text.substr(line.begin, line.end - line.begin));
        return lines;
    };
    CHECK(wrapped("قميص قطني أزرق", 17) == Lines{"قميص قطني", "أزرق"});
    CHECK(wrapped("قميص قطني أزرق", 16) == Lines{"قميص", "قطني", "أزرق"});
    CHECK(wrapped("款قميص款", 9) == Lines{"款قميص", "款"});
    // Four letters that are wider together than a line share their width.
    CHECK(wrapped("قميص", 4) == Lines{"قم", "يص"});
}

TEST_CASE("what has no such letters is drawn glyph by glyph") {
    CHECK(set_whole(400, [](Ui& ui) { text(ui, "退款已到账，共 ¥99.00。"); }).empty());
    CHECK(set_whole(80, [](Ui& ui) { text(ui, "退款退款 退款退款 חולצה"); }) == "חולצה");
}

TEST_CASE("titles, labels and buttons are set whole, line by line") {
    CHECK(set_whole(400, [](Ui& ui) { heading(ui, 2, "חולצה (XL) 50%"); }) == "חולצה (XL) 50%");
    // 16 px: six letters are 48 wide.
    CHECK(set_whole(60, [](Ui& ui) { text(ui, "אבגדהו 12, זחט"); }) == "אבגדהו<R>|<R>12, זחט");
    CHECK(set_whole(400, [](Ui& ui) { button(ui, "go", "שלח"); }) == "שלח");
}

TEST_CASE("a field's text is set as the browser's own field sets it") {
    std::string one = "אבג", many = "אבג\n12 דהו";
    CHECK(set_whole(400, [&](Ui& ui) { field(ui, "one", "", one, {.hide_label = true}); }) == "אבג");
    CHECK(set_whole(400, [&](Ui& ui) {
              field(ui, "many", "", many, {.kind = FieldKind::multiline, .hide_label = true});
          }) == "אבג|12 דהו");
}

TEST_CASE("pictures of lines that are no longer seen give their place back, the others keep theirs") {
    int round = 0;
    Viewport high;
    high.h = 8000;
    Headless page(
        [&round](Ui& ui) {
            text(ui, "אבג");
            for (int i = 0; i < 100; ++i) text(ui, "דהו " + std::to_string(round * 100 + i));
        },
        high);
    static int kept = 0;
    page.state().setter.draw = [](ImFont& font, float, std::string const& line, Color,
                                  std::vector<LinePiece>& pieces) {
        kept += line == "אבג" ? 1 : 0;
        pieces.push_back({font.ContainerAtlas->AddCustomRect(40, 20), {0, 0, 40, 20}});
    };
    for (; round < 5; ++round) {
        page.draw();
        CHECK(page.state().pieces.size() <= 201);
    }
    for (LinePiece const& piece : page.state().pieces) {
        ImFontAtlasRect rect;
        CHECK(page.state().regular->ContainerAtlas->GetCustomRect(piece.rect, &rect));
    }
    CHECK(kept == 1);
}

TEST_CASE("a text that is cut keeps its beginning, and the dots stand where reading stops") {
    std::string long_text = "אבגדהו זחטיכל";  // 13 letters of 8
    auto const cut = [&](float width) {
        return set_whole(width + 28, [&](Ui& ui) { field(ui, "one", "", long_text, {.hide_label = true}); });
    };
    CHECK(cut(104) == "אבגדהו זחטיכל");
    CHECK(cut(103) == "אבגדהו זחט…<R>");
    CHECK(cut(16) == "…");
    long_text = "abcdef אבגדהו";
    CHECK(cut(64) == "abcdef…");
}

}  // namespace afterdesk::ui
