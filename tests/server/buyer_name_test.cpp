// What buyers are called: told by order files and launch links, the newest counts, in each mall for itself;
// found by search.

#include "server/signed_link.hpp"
#include "service/buyer_names.hpp"

using namespace afterdesk;
using test::SignedLinks;
using world::World;

namespace {

constexpr char const* half = R"(,"buyer_name":)";

/// An order's line as a mall writes it, with more keys at its end.
std::string line_of(Order const& order, std::string const& more = "") {
    std::string text = wire::write_json(wire::to_json(order));
    text.pop_back();
    return text + more + "}\n";
}

/// "1 added", "1 updated", "1 unchanged", or the first mistake.
std::string imported(World& w, std::string const& text, char const* tenant = "mall") {
    auto const done = import_orders(*w.store, {tenant}, text, {world::noon, {0}});
    if (!done.ok()) {
        Mistake const& first = done.error().front().mistake;
        return std::string(wire::name_of(first.rule)) + " " + first.path;
    }
    if (done->added > 0) return std::to_string(done->added) + " added";
    if (done->updated > 0) return std::to_string(done->updated) + " updated";
    return std::to_string(done->unchanged) + " unchanged";
}

store::Buyer buyer(World& w, char const* id, char const* tenant = "mall") {
    return w.store->read([&](store::ReadTx& tx) { return store::find_buyer(tx, {tenant}, {id}); })
        .value_or(store::Buyer{});
}

std::vector<std::string> found(World& w, Caller const& who, std::string q) {
    TicketQuery query;
    query.q = std::move(q);
    auto const page = w.service->tickets.list(who, query);
    REQUIRE(page.ok());
    std::vector<std::string> names;
    for (auto const& item : page->items) names.push_back(item.buyer_name);
    return names;
}

/// A ticket of a buyer whom only an order named.
std::string ticket_of(World& w, char const* id, std::string const& more = "") {
    std::string const no = std::string("N-") + id;
    REQUIRE(imported(w, line_of(world::received_order(no, "s1", id), more)) == "1 added");
    Caller const who = World::caller(wire::Audience::buyer, id, "");
    auto const asked = World::request(TicketType::return_refund, "size_unfit", {{1, 1, {}}});
    auto body = w.application(who, no, asked);
    body.apply.evidence = {w.picture(who)};
    return w.read(w.apply(who, body, w.next_key())).ticket.no.value;
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("an order file says what its buyer is called; the newest line counts, silence changes nothing") {
    World w;
    Order const order = world::received_order("N1", "s1", "new-1");
    CHECK(imported(w, line_of(order, R"(,"buyer_name":"新客小王","buyer_phone_tail":"13800007788")")) ==
          "1 added");
    CHECK(buyer(w, "new-1") == store::Buyer{{"new-1"}, "新客小王", "7788"});
    CHECK(imported(w, line_of(order)) == "1 unchanged");
    CHECK(imported(w, line_of(order, R"(,"buyer_name":null,"buyer_phone_tail":"")")) == "1 unchanged");
    CHECK(buyer(w, "new-1").name == "新客小王");
    CHECK(imported(w, line_of(order, R"(,"buyer_name":"小王")")) == "1 updated");
    CHECK(buyer(w, "new-1") == store::Buyer{{"new-1"}, "小王", "7788"});
    CHECK(imported(w, line_of(order, R"(,"buyer_phone_tail":"0001")")) == "1 updated");
    CHECK(buyer(w, "new-1") == store::Buyer{{"new-1"}, "小王", "0001"});
    std::string const two = line_of(world::received_order("N2", "s1", "new-1"), R"(,"buyer_name":"甲")") +
                            line_of(world::received_order("N3", "s1", "new-1"), R"(,"buyer_name":"乙")");
    CHECK(imported(w, two) == "2 added");
    CHECK(buyer(w, "new-1").name == "乙");
    CHECK(w.differences().empty());
}

TEST_CASE("a nickname refuses no file; what is no text, or no phone number, does, and nothing is kept") {
    World w;
    Order const order = world::received_order("N1", "s1", "b1");
    for (char const* bad : {"7", "[]", "{}", "true"}) {
        CAPTURE(bad);
        CHECK(imported(w, line_of(order, half + std::string(bad))) == "wrong_type buyer_name");
        CHECK(imported(w, line_of(order, R"(,"buyer_phone_tail":)" + std::string(bad))) ==
              "wrong_type buyer_phone_tail");
    }
    CHECK(imported(w, line_of(order, R"(,"buyer_name":"甲","buyer_phone_tail":"77")")) ==
          "bad_characters buyer_phone_tail");
    CHECK(imported(w, line_of(order, R"(,"buyer_name":"甲","buyer_name":"乙")")) ==
          "duplicate_key buyer_name");
    CHECK(imported(w, line_of(order, R"(,"buyer_nick":"甲")")) == "unknown_key buyer_nick");
    Order elsewhere = order;
    elsewhere.shop_id = {"s9"};
    CHECK(imported(w, line_of(order, R"(,"buyer_name":"甲")") + line_of(elsewhere)) ==
          "order_no_twice order_no");
    CHECK(buyer(w, "b1").name == "林晓");
    std::string long_name;
    for (int i = 0; i < 65; ++i) long_name += "鱼";
    CHECK(imported(w, line_of(order, half + ('"' + long_name + '"'))) == "1 added");
    CHECK(buyer(w, "b1").name == long_name.substr(0, std::size_t{64} * 3));
    CHECK(imported(w, line_of(order, half + std::string(R"("小\u0085鱼")"))) == "1 updated");
    CHECK(buyer(w, "b1").name == "小 鱼");
}

TEST_CASE("a launch link says what its buyer is called, also one whose order came first") {
    World w;
    SignedLinks links(w);
    CHECK(imported(w, line_of(world::received_order("N1", "s1", "new-1"))) == "1 added");
    CHECK(links.name_after("new-1", "") == "");
    CHECK(links.name_after("new-1", R"(,"name":"旧名","phone_tail":"7788")") == "旧名");
    CHECK(links.name_after("new-1", R"(,"name":"新名")") == "新名");
    CHECK(links.name_after("new-1", R"(,"phone_tail":"13800000001")") == "新名");
    CHECK(links.name_after("new-1", R"(,"name":"","phone_tail":"nothing")") == "新名");
    CHECK(buyer(w, "new-1") == store::Buyer{{"new-1"}, "新名", "0001"});
    // What a file tells later is newer, and the other way round.
    CHECK(imported(w, line_of(world::received_order("N1", "s1", "new-1"), R"(,"buyer_name":"档案名")")) ==
          "1 updated");
    CHECK(links.name_after("new-1", "") == "档案名");
}

TEST_CASE("a link that is refused, or opened again, tells no name") {
    World w;
    SignedLinks links(w);
    std::string const old = links.of("b1", R"(,"name":"旧名")");
    CHECK(links.refusal(old) == "");
    CHECK(links.name_after("b1", R"(,"name":"新名")") == "新名");
    CHECK(links.refusal(old) == "launch_token_used token.jti");
    CHECK(links.refusal(links.of("b1", R"(,"name":"过期")", "1")) == "launch_token_expired token.exp");
    std::string bent = links.of("b1", R"(,"name":"假名")");
    CHECK(links.refusal(bent.substr(0, bent.rfind('.')) + ".AAAA") == "launch_token_forged token");
    CHECK(buyer(w, "b1").name == "新名");
}

TEST_CASE("lists show the first character that people see, the ticket the whole name") {
    CHECK(masked_name("") == "");
    CHECK(masked_name("三") == "三**");
    CHECK(masked_name("欧阳娜娜") == "欧**");
    CHECK(masked_name("Alice Smith") == "A**");
    CHECK(masked_name("e\u0301mile") == "e\u0301**");
    CHECK(masked_name("\U0001F1E8\U0001F1F3小王") == "\U0001F1E8\U0001F1F3**");
    World w;
    std::string const no = ticket_of(w, "new-1", R"(,"buyer_name":"欧阳娜娜")");
    for (Caller const& who : {w.merchant, w.platform}) {
        CHECK(found(w, who, "欧阳娜娜") == Names{"欧**"});
        auto const seen = w.service->tickets.show(who, no);
        REQUIRE(seen.ok());
        CHECK(seen->buyer_name == "欧阳娜娜");
    }
}

TEST_CASE("staff find a buyer's tickets by what he is called now") {
    World w;
    SignedLinks links(w);
    ticket_of(w, "new-1");
    CHECK(found(w, w.merchant, "") == Names{""});
    links.name_after("new-1", R"(,"name":"新客小王","phone_tail":"7788")");
    for (Caller const& who : {w.merchant, w.platform}) {
        for (char const* q : {"新客小王", "小王", "7788", "王 7788"}) {
            CAPTURE(q);
            CHECK(found(w, who, q) == Names{"新**"});
        }
    }
    CHECK(found(w, w.other_merchant, "新客小王").empty());
    CHECK(found(w, w.buyer, "新客小王").empty());
    CHECK(imported(w, line_of(world::received_order("N-new-1", "s1", "new-1"), R"(,"buyer_name":"李雷")")) ==
          "1 updated");
    CHECK(found(w, w.merchant, "李雷") == Names{"李**"});
    CHECK(found(w, w.merchant, "小王").empty());
    CHECK(found(w, w.merchant, "7788") == Names{"李**"});
    Mall mall = world::small_mall();
    mall.buyers.push_back({{"new-1"}, "韩梅梅", "0002"});
    load_mall(*w.store, mall);
    CHECK(found(w, w.merchant, "韩梅") == Names{"韩**"});
    CHECK(found(w, w.merchant, "李雷").empty());
    CHECK(found(w, w.merchant, "7788").empty());
    CHECK(w.differences().empty());
}

TEST_CASE("every ticket of a buyer is found by the new name, and nobody else's") {
    World w;
    SignedLinks links(w);
    for (char const* id : {"new-1", "new-2"}) ticket_of(w, id, R"(,"buyer_name":"重名")");
    w.refund_one("E1");
    w.return_one("E2");
    CHECK(found(w, w.merchant, "重名").size() == 2);
    links.name_after("b1", R"(,"name":"林小晓")");
    CHECK(found(w, w.merchant, "林小晓") == Names{"林**", "林**"});
    CHECK(found(w, w.merchant, "林晓").empty());
    CHECK(found(w, w.merchant, "重名").size() == 2);
    // The next change of a ticket keeps it found.
    w.must(w.merchant, ticket_of(w, "new-3", R"(,"buyer_name":"三")"), Agree{world::address()});
    CHECK(found(w, w.merchant, "三") == Names{"三**"});
    CHECK(w.differences().empty());
}

TEST_CASE("each mall knows its own buyers, also where their ids are the same") {
    World w;
    Mall second = world::small_mall();
    second.tenant = {{"second"}, "另一商城", "second"};
    for (MallStaff& one : second.staff) one.staff.login += "-2";
    load_mall(*w.store, second);
    CHECK(imported(w, line_of(world::received_order("N1", "s1", "b1"), R"(,"buyer_name":"乙")"), "second") ==
          "1 added");
    CHECK(buyer(w, "b1", "second").name == "乙");
    CHECK(buyer(w, "b1").name == "林晓");
}

TEST_CASE("whoever is staff is given his role: leaving it out makes nobody a manager") {
    auto const role = [](std::string const& said) {
        std::string const staff =
            R"({"staff_id":"p","login":"p","name":"n","audience":"platform","password":"right-99"})";
        auto const value = wire::parse_json(R"({"tenant":{"id":"m","name":"m"},"shops":[],"staff":[)" +
                                            staff.substr(0, staff.size() - 1) + said + "}]}");
        auto const mall = read_mall(*value);
        if (mall.ok()) return mall->staff[0].staff.role;
        Mistake const& first = mall.error().front();
        return std::string(wire::name_of(first.rule)) + " " + first.path;
    };
    CHECK(role("") == "missing_key staff[0].role");
    CHECK(role(R"(,"role":"")") == "unknown_name staff[0].role");
    CHECK(role(R"(,"role":"boss")") == "unknown_name staff[0].role");
    CHECK(role(R"(,"role":"manager")") == "administrator");  // as the first releases called them
    CHECK(role(R"(,"role":"auditor")") == "auditor");
    CHECK(role(R"(,"role":"reviewer")") == "arbiter");
}

TEST_CASE("a mall's file keeps four digits of a phone number") {
    auto const tail = [](std::string const& written) {
        std::string const buyer = R"({"buyer_id":"b","name":"n","phone_tail":")" + written + "\"}";
        auto const value =
            wire::parse_json(R"({"tenant":{"id":"m","name":"m"},"shops":[],"buyers":[)" + buyer + "]}");
        auto const mall = read_mall(*value);
        return mall.ok() ? mall->buyers[0].phone_tail : mall.error().front().path;
    };
    CHECK(tail("6218") == "6218");
    CHECK(tail("00006218") == "6218");
    CHECK(tail("") == "");
    CHECK(tail("62") == "buyers[0].phone_tail");
}
