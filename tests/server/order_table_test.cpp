// A mall's table: columns by a mapping, rows to orders, mistakes at their rows and columns.

#include <iconv.h>

#include "cli_import.hpp"
#include "files/csv_table.hpp"
#include "files/small_file.hpp"
#include "service/import_table.hpp"
#include "service/table_cells.hpp"
#include "store/orders.hpp"
#include "wire/messages.hpp"
#include "world.hpp"

using namespace afterdesk;
using world::World;

namespace {

std::string const maps = std::string(AFTERDESK_ROOT) + "/assets/import/";

/// "3 orders; 2 unknown_name 订单状态 …".
std::string told(ImportTable const& table) {
    std::string out = std::to_string(table.orders.rows.size()) + " orders";
    for (LineMistake const& one : table.orders.mistakes) {
        out += "; " + std::to_string(one.line) + ' ' + std::string(wire::name_of(one.mistake.rule)) + ' ' +
               one.mistake.path + (one.told.empty() ? "" : " " + one.told);
    }
    return out;
}

ImportTable by(std::string const& map, std::string_view text) {
    auto table = ImportTable::read(files::read_small_file(maps + map + ".json").value_or(""), text);
    REQUIRE_MESSAGE(table.ok(), map);
    return std::move(table).value();
}

std::string const pdd_head =
    "商品,订单号,订单状态,商品总价(元),店铺优惠折扣(元),平台优惠折扣(元),邮费(元),用户实付金额(元),"
    "商品数量(件),收货人,手机,支付时间,发货时间,确认收货时间,商品码,商品规格,样式ID,"
    "商家编码-规格维度,快递单号,快递公司\r\n";
std::string pdd_row(std::string const& number, std::string const& state, std::string const& amounts,
                    std::string const& received) {
    return "\"羊绒,围巾\"," + number + "\t," + state + "," + amounts +
           ",2,张三,138****0001,2026-11-20 10:00:05," + "2026/11/21 9:30," + received +
           ",88,灰色,99,K1,SF1,顺丰\r\n";
}

/// As a shop's spreadsheet writes it.
std::string in_gb18030(std::string const& utf8) {
    std::string out(utf8.size() * 2, '\0'), from = utf8;
    iconv_t const converter = ::iconv_open("GB18030", "UTF-8");
    char *in = from.data(), *to = out.data();
    std::size_t left = from.size(), room = out.size();
    REQUIRE(::iconv(converter, &in, &left, &to, &room) != static_cast<std::size_t>(-1));
    ::iconv_close(converter);
    out.resize(out.size() - room);
    return out;
}

}  // namespace

TEST_CASE("rows keep their lines, quotes and line ends") {
    std::string said;
    files::each_table_row("a,b\r\n1,\"x\r\ny\"\"z\"\r\n\r\n, \n3,4\r5,\"open", ',', [&](files::TableRow row) {
        said += std::to_string(row.line) + ':';
        for (std::string const& cell : row.cells) said += '[' + cell + ']';
    });
    CHECK(said == "1:[a][b]2:[1][x\r\ny\"z]6:[3][4]7:[5][open]");
}

TEST_CASE("text is UTF-8 or GB18030, and nothing else") {
    using files::TextCoding;
    CHECK(files::decode_text("\xEF\xBB\xBF中文", TextCoding::detected)->text == "中文");
    CHECK(files::decode_text("\xD6\xD0\xCE\xC4", TextCoding::detected)->coding == TextCoding::gb18030);
    CHECK(files::decode_text("\xD6\xD0\xCE\xC4", TextCoding::detected)->text == "中文");
    CHECK_FALSE(files::decode_text("\xD6\xD0\xCE\xC4", TextCoding::utf8));
    CHECK_FALSE(files::decode_text("\xFF\xFF\xFF", TextCoding::detected));
    CHECK_FALSE(files::decode_text("\xEF\xBB\xBF\xD6\xD0", TextCoding::detected));
}

TEST_CASE("cells: amounts, pieces, times, guarded numbers") {
    CHECK(bare_cell(" =\"4200012345678901234567\" ") == "4200012345678901234567");
    CHECK(bare_cell("'12") == "12");
    CHECK(bare_cell("\t12\t") == "12");
    CHECK(yuan_in("¥1,299.00") == 129'900);
    CHECK(yuan_in("-5.5") == 550);
    CHECK_FALSE(yuan_in("12.345"));
    CHECK(yuan_in("12元") == 1'200);
    CHECK_FALSE(yuan_in("twelve"));
    CHECK(count_in("2") == 2);
    CHECK_FALSE(count_in("2.5"));
    CHECK_FALSE(count_in("9999999"));
    std::int64_t const ten = 1'763'604'005'000;  // 2025-11-20 10:00:05 in China
    CHECK(time_in("2025-11-20 10:00:05", 480)->ms == ten);
    CHECK(time_in("2025/11/20 10:00", 480)->ms == ten - 5'000);
    CHECK(time_in("2025-11-20T10:00:05", 480)->ms == ten);
    CHECK(time_in("1763604005", 480)->ms == ten);
    CHECK(time_in("1763604005000", 480)->ms == ten);
    CHECK_FALSE(time_in("2025-02-31 10:00:00", 480));
    CHECK_FALSE(time_in("2025-11-20", 480));
    CHECK_FALSE(time_in("yesterday", 480));
    CHECK_FALSE(time_in("1-2-3-4-5-6-7-8", 480));
    CHECK_FALSE(time_in("176360400", 480));
}

TEST_CASE("a table in GB18030 becomes orders; the same again changes nothing; a dry run keeps nothing") {
    World w;
    std::string const utf8 = pdd_head + pdd_row("P1", "待发货", "99.99,5.00,0,8.00,102.99", "") +
                             pdd_row("P2", "已收货", "99.99,0,1.00,0,98.99", "2026-11-23 12:00:00") +
                             pdd_row("P3", "未发货，退款成功", "1,0,0,0,1", "");
    ImportTable const table = by("pinduoduo", in_gb18030(utf8));
    CHECK(told(table) == "2 orders");
    CHECK(table.orders.coding == files::TextCoding::gb18030);
    CHECK(table.orders.left_out == 1);
    auto const take = [&](Keeping keeping) {
        return import_orders(*w.store, {"mall"}, table.orders.lines, {world::noon, {0}},
                             {.keeping = keeping});
    };
    for (int i = 0; i < 2; ++i) CHECK(take(Keeping::tried)->added == 2);
    CHECK(take(Keeping::for_good)->added == 2);
    CHECK(take(Keeping::for_good)->unchanged == 2);
    auto const order =
        w.store->read([](store::ReadTx& tx) { return store::find_order(tx, {"mall"}, {"P1"}); });
    REQUIRE(order);
    CHECK(order->lines[0].title == "羊绒,围巾");
    CHECK(order->lines[0].unit_price_fen == 5'000);  // 99.99 over two pieces
    CHECK(order->payments[0].amount_fen == 10'299);
    CHECK(w.differences().empty());
}

TEST_CASE("what is wrong is said with row and column") {
    std::string const rows = pdd_row("P1", "在路上", "99.99,5.00,0,8.00,102.99", "") +
                             pdd_row("P2", "已收货", "九十九,0,1.00,0,98.99", "") +
                             pdd_row("", "待发货", "1,0,0,0,1", "");
    CHECK(told(by("pinduoduo", pdd_head + rows)) ==
          "0 orders; 2 unknown_name 订单状态 在路上; 4 must_not_be_empty 订单号; 3 wrong_type 商品总价(元) "
          "九十九; "
          "3 must_not_be_empty 确认收货时间");
    CHECK(told(by("pinduoduo", "商品,订单号\r\n1,2\r\n"))
              .starts_with("0 orders; 1 missing_key 订单状态; 1 missing_key"));
    CHECK(told(by("pinduoduo", "\xFF\xFF")) == "0 orders; 1 bad_characters ");
}

TEST_CASE("rows of one order are its lines, and what the import finds is said of the row") {
    World w;
    std::string const text =
        "主订单编号,子订单编号,选购商品,商品规格,商品数量,商品ID,商家编码,商品单价,订单应付金额,运费,"
        "商家优惠,"
        "平台优惠,支付方式,收件人,收件人手机号,支付完成时间,订单提交时间,订单状态\n"
        "D1,D1a,围巾,灰,2,8,K1,50.00,105.00,10.00,5.00,0,微信支付,李四,13800000002,2026-11-20 "
        "10:00:00,,待发货\n"
        "D2,D2a,帽子,黑,1,9,K2,30.00,30.00,0,0,0,支付宝,王五,13800000003,2026-11-20 10:00:00,,2\n"
        "D1,D1b,手套,灰,1,7,K3,20.00,20.00,0,0,0,微信支付,李四,13800000002,2026-11-20 10:00:00,,待发货\n";
    ImportTable const table = by("douyin", text);
    CHECK(told(table) == "2 orders");
    CHECK(table.orders.rows == std::vector<std::vector<int>>{{2, 4}, {3}});
    auto const first = import_orders(*w.store, {"mall"}, table.orders.lines, {world::noon, {0}});
    REQUIRE(first.ok());
    CHECK(first->added == 2);
    std::string changed = text;
    changed.replace(changed.find("手套,灰,1"), std::string("手套,灰,1").size(), "手套,灰,2");
    changed.replace(changed.find("20.00,20.00"), 11, "20.00,40.00");
    ImportTable const again = by("douyin", changed);
    auto taken = import_orders(*w.store, {"mall"}, again.orders.lines, {world::noon, {0}});
    again.put_in_place(taken);
    REQUIRE_FALSE(taken.ok());
    CHECK(taken.error()[0].line == 4);
    CHECK(taken.error()[0].mistake.path == "商品数量");
}

TEST_CASE("every mapping that we bring can be read, and knows the platform's codes") {
    for (char const* name : {"taobao", "pinduoduo", "douyin", "wechat"}) {
        CHECK_MESSAGE(by(name, "").orders.mistakes.size() >= 5, name);  // an empty table lacks columns
    }
    auto const states = [](char const* name) { return by(name, "").mapping.state.names; };
    CHECK(states("taobao").at("TRADE_FINISHED") == "received");
    CHECK(states("pinduoduo").at("2") == "shipped");
    CHECK(states("douyin").at("4") == "left_out");
    CHECK(states("wechat").at("20") == "paid");
}

TEST_CASE("a mapping that can not be is refused with its place") {
    auto const problems = [](std::string const& text) {
        auto const document = wire::parse_json(text);
        std::string out;
        auto const read = read_table_mapping(document.value());
        if (read.ok()) return std::string("sound");
        for (Mistake const& one : read.error())
            out += std::string(wire::name_of(one.rule)) + ' ' + one.path + "; ";
        return out;
    };
    CHECK(problems(R"({"order":{},"line":{},"color":1,"encoding":"latin1","delimiter":"::"})") ==
          "unknown_name encoding; too_long delimiter; missing_key order.order_no; missing_key order.shop_id; "
          "missing_key order.buyer_id; missing_key order.paid_at; missing_key order.channel; missing_key "
          "line.sku; "
          "missing_key line.title; missing_key line.quantity; missing_key line.unit_price; unknown_key "
          "color; ");
    CHECK(problems(R"({"state":{"column":"s","names":{"x":"gone"}}})")
              .starts_with("unknown_name state.names.x; "));
    CHECK(problems(R"({"state":{"names":7}})")
              .starts_with("wrong_type state.names; missing_key state.column; "));
}
