#pragma once
// What a search finds, as one table for every door that has one: eight orders of a buyer, each with a ticket.

#include <array>
#include <string>

namespace afterdesk::search {

inline constexpr std::size_t goods_count = 8;
/// Goods by what their orders end in: 1 to 8.
inline constexpr std::array<char const*, goods_count> titles{"苹果 iPhone15Pro 原色钛金属",
                                                             "羊绒混纺双排扣风衣 100%羊毛",
                                                             "羊毛衫_加厚 Café",
                                                             "ＦＲＡＭＥ－A1 退换 货架",
                                                             "退款换货说明书 C++ 入门",
                                                             "Crème brûlée 模具 ñandú",
                                                             "Ёлка НОВЫЙ год",
                                                             "灰/L 码 袜子"};
inline std::string order_no(std::size_t good) { return "7700010471" + std::to_string(good + 1); }

struct Row {
    char const* typed;
    char const* found;  ///< the last digits of their orders
};
inline constexpr Row rows[] = {
    // Anywhere in a word: two Chinese characters, three others; one Chinese character too.
    {"15Pro", "1"},
    {"iPhone15Pro", "1"},
    {"hon", "1"},
    {"4711", "1"},
    {"104718", "8"},
    {"04713", "3"},
    {"77000104715", "5"},
    {"羊毛", "23"},
    {"羊毛衫", "3"},
    {"毛衫", "3"},
    {"双排扣", "2"},
    {"退款换货说明书", "5"},
    {"羊", "23"},
    {"衫", "3"},
    {"架", "4"},
    // As it is written, side by side.
    {"毛羊", ""},
    {"换货", "5"},
    {"退换货", ""},
    {"衫加", ""},
    {"iPhone16", ""},
    {"15Pros", ""},
    // One or two letters or digits: where they begin a word.
    {"i", "1"},
    {"ip", "1"},
    {"ho", ""},
    {"15", ""},
    {"77", "12345678"},
    {"c+", "5"},
    {"l", "8"},
    // Width, case, accents.
    {"１５ＰＲＯ", "1"},
    {"frame-a1", "4"},
    {"FRAME", "4"},
    {"ｆｒａ", "4"},
    {"cafe", "3"},
    {"CAFÉ", "3"},
    {"cafe\u0301", "3"},
    {"creme BRULEE", "6"},
    {"nandu", "6"},
    {"елка", "7"},
    {"новый", "7"},
    {"羊　毛", "23"},
    // All words, in any order, each somewhere.
    {"钛金 15pro", "1"},
    {"羊毛 双排扣", "2"},
    {"羊毛 退款", ""},
    {"衫 羊", "3"},
    {"订单号：77000104716", "6"},
    // Signs are meant as they are; alone they find nothing.
    {"100%", "2"},
    {"0%羊", "2"},
    {"100_", ""},
    {"衫_加", "3"},
    {"_加厚", "3"},
    {"衫%加", ""},
    {"frame_a1", ""},
    {"me-a", "4"},
    {"C++", "5"},
    {"灰/L", "8"},
    {"/l", "8"},
    {"羊毛 %", "23"},
    {"%", ""},
    {"_", ""},
    {"％", ""},
    {"%%%", ""},
    {"% _ *", ""},
    {"，", ""},
    {"*", ""},
    {"\"", ""},
    {"'", ""},
    {"-", ""},
    {"★", ""},
    // What means something to a database.
    {"羊毛*", ""},
    {"\"羊毛\"", ""},
    {"羊毛 OR 退款", ""},
    {"羊毛 NOT 衫", ""},
    {"NEAR(羊毛 衫)", ""},
    {"pieces:羊毛", ""},
    {"^羊毛", ""},
    {"' OR 1=1 --", ""},
};

}  // namespace afterdesk::search
