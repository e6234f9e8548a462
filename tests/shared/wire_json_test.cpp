// JSON values: what the parser accepts and refuses, and the one form that the writer gives.

#include <limits>

#include "wire_fixture.hpp"

using namespace afterdesk;
using namespace afterdesk::wire;
using namespace afterdesk::wire_fixture;

TEST_CASE("what is written without blanks comes back byte for byte") {
    for (char const* text : {
             "null",
             "true",
             "false",
             "0",
             "-9223372036854775808",
             "9223372036854775807",
             R"("")",
             R"("羊绒衫 😀 é")",
             R"("\"\\/\n\t\r\b\f\u0001\u001f")",
             "[]",
             "{}",
             R"([1,[2,[]],{"a":{}}])",
             R"({"b":1,"a":[true,null,"x"],"":"empty key"})",
         }) {
        CAPTURE(text);
        CHECK(write_json(parsed(text)) == text);
    }
}

TEST_CASE("escapes are read as the characters that they stand for") {
    CHECK(parsed(R"("\u7f8a\ud83d\ude00\/")") == Value("羊😀/"));
    CHECK(parsed(R"("\u0000")") == Value(std::string(1, '\0')));
}

TEST_CASE("indented writing puts each member and item on its line") {
    CHECK(write_json(parsed(R"({"a":[1,2],"b":{},"c":[],"d":{"e":null}})"), 2) ==
          "{\n  \"a\": [\n    1,\n    2\n  ],\n  \"b\": {},\n  \"c\": [],\n  \"d\": {\n    \"e\": null\n  "
          "}\n}");
}

TEST_CASE("blanks, line ends and a byte order mark around values do not matter") {
    CHECK(parsed("\xEF\xBB\xBF \r\n\t{ \"a\" :\r\n1 } \n") == parsed(R"({"a":1})"));
}

TEST_CASE("numbers that are no int64 integers are kept as they were written") {
    for (char const* text : {"1.0", "1e3", "-0.5", "1E-400", "9223372036854775808", "18446744073709551615",
                             "18446744073709551616", "-9223372036854775809", "100000000000000000000000000"}) {
        CAPTURE(text);
        CHECK(parsed(text) == Value(NotAnInteger{text}));
    }
    CHECK(parsed("-0") == Value(0));
    CHECK(parse_mistakes(R"({"a":[1,{"b":1e999}]})") == "not_an_integer a[1].b");
}

TEST_CASE("malformed texts are refused with the byte where reading stopped") {
    struct Row {
        char const* text;
        char const* want;
    };
    for (Row const& row : {
             Row{"", "malformed_json byte 1"},
             Row{" ", "malformed_json byte 2"},
             Row{"{", "malformed_json byte 2"},
             Row{R"({"a":1)", "malformed_json byte 7"},
             Row{R"({"a" 1})", "malformed_json byte 6"},
             Row{R"({a:1})", "malformed_json byte 2"},
             Row{"[1,]", "malformed_json byte 4"},
             Row{"[1 2]", "malformed_json byte 4"},
             Row{"{} {}", "malformed_json byte 4"},
             Row{"01", "malformed_json byte 2"},
             Row{"+1", "malformed_json byte 1"},
             Row{"1.", "malformed_json byte 3"},
             Row{"NaN", "malformed_json byte 1"},
             Row{"// a note\n1", "malformed_json byte 1"},
             Row{"'a'", "malformed_json byte 1"},
             Row{"\"a\nb\"", "malformed_json byte 3"},
             Row{R"("\x")", "malformed_json byte 3"},
             Row{R"("\ud83d")", "malformed_json byte 8"},
             Row{R"("\ude00")", "malformed_json byte 7"},
         }) {
        CAPTURE(row.text);
        CHECK(parse_mistakes(row.text) == row.want);
    }
}

TEST_CASE("malformed UTF-8 and NUL are refused wherever they stand") {
    CHECK(parse_mistakes("\"\xFF\"") == "bad_characters byte 2");
    CHECK(parse_mistakes("\"\xC0\xAF\"") == "bad_characters byte 2");           // overlong
    CHECK(parse_mistakes("\"a\xED\xA0\x80\"") == "bad_characters byte 3");      // a surrogate
    CHECK(parse_mistakes("\"a\xF4\x90\x80\x80\"") == "bad_characters byte 3");  // beyond U+10FFFF
    CHECK(parse_mistakes("\"\xE7\xBE\"") == "bad_characters byte 2");           // cut off
    CHECK(parse_mistakes(std::string_view("{}\0garbage", 10)) == "bad_characters byte 3");
    CHECK(parse_mistakes("\"\xEF\xBF\xBD\"") == "");  // U+FFFD itself, written out
}

TEST_CASE("a key that stands twice in an object is refused, each such key once") {
    CHECK(parse_mistakes(R"({"a":1,"b":2,"a":3})") == "duplicate_key a");
    CHECK(parse_mistakes(R"({"a":1,"a":2,"a":3})") == "duplicate_key a");
    CHECK(parse_mistakes(R"({"o":{"l":[0,{"x":1,"x":2}]},"o":1})") ==
          "duplicate_key o.l[1].x; duplicate_key o");
    CHECK(parse_mistakes(R"({"a":{"x":1},"b":{"x":1}})") == "");
    CHECK(parse_mistakes(R"({"a":1,"\u0061":2})") == "duplicate_key a");
}

TEST_CASE("a large object is checked for duplicates in reasonable time") {
    std::string text = "{";
    for (int i = 0; i < 60'000; ++i) text += '"' + std::to_string(i) + "\":0,";
    text += R"("59999":0})";
    CHECK(parse_mistakes(text) == "duplicate_key 59999");
}

TEST_CASE("documents beyond the limits are refused") {
    ParseLimits const limits{20, 3};
    CHECK(parse_mistakes("[[[1]]]", limits) == "");
    CHECK(parse_mistakes("[[[[]]]]", limits) == "too_large [0][0][0]");
    CHECK(parse_mistakes(R"({"a":[{"b":{}}]})", limits) == "too_large a[0].b");
    CHECK(parse_mistakes(std::string(20, ' ') + "1", limits) == "too_large ");
    CHECK(parse_mistakes(std::string(1'000'000, '[')).substr(0, 12) == "too_large [0");
}

TEST_CASE("find gives the member of an object and nothing else") {
    Value const value = parsed(R"({"a":1,"b":null})");
    REQUIRE(value.find("a") != nullptr);
    CHECK(*value.find("a") == Value(1));
    REQUIRE(value.find("b") != nullptr);
    CHECK(value.find("b")->is_null());
    CHECK(value.find("c") == nullptr);
    CHECK(Value(1).find("a") == nullptr);
}
