// The bug museum: one scenario for each class of mistake that the after-sales systems of others keep making.
// Through the API wherever theirs was there. K1 to K16 are the classes of the study of peers.

#include <thread>

#include "outside/simulated/book.hpp"
#include "server/person.hpp"
#include "store/outbox.hpp"

using namespace afterdesk;
using test::address_field;
using test::Answer;
using test::code_of;
using test::member;
using test::Person;
using test::Site;
using test::wish;

namespace {

std::string const one_unshipped = wish("refund_unshipped", "not_wanted", "1");
std::string const one_back = wish("return_refund", "size_unfit", "1");

/// What the channel paid, by number.
std::vector<outside::simulated::Book::Entry> paid(Site& site) {
    outside::simulated::Book book(site.folder.path() + "/channel.db");
    return book.all();
}

Fen refund_of(Answer const& answer) {
    std::string const text = member(member(member(answer.body, "ticket"), "quote"), "refund_fen");
    REQUIRE(!text.empty());
    return std::stoll(text);
}

Order five_pieces(std::string no) {
    Order order = world::unshipped_order(std::move(no), "s1", "b1");
    order.lines = {world::line(1, "羊绒衫", 5, 3'333)};
    order.freight_fen = 0;
    order.discounts = {{DiscountKind::shop_coupon, 1, 0, std::nullopt, {}}};
    order.payments = {{{"w1"}, PaymentChannel::wechat, 16'664}};
    return order;
}

Order one_piece(std::string no, Fen coupon_fen) {
    Order order = world::unshipped_order(std::move(no), "s1", "b1");
    order.lines = {world::line(1, "羊绒衫", 1, 10'000)};
    order.freight_fen = 0;
    order.lines[0].discounts = {{DiscountKind::shop_coupon, coupon_fen, 0, std::nullopt, {}}};
    order.payments = {{{"w1"}, PaymentChannel::wechat, 10'000 - coupon_fen}};
    return order;
}

}  // namespace

TEST_CASE("K1 no money leaves before the decision is on the disk, and none for a refused one") {
    Site site;
    Person buyer = Person::buyer(site);
    std::string forged = buyer.application("E1", one_unshipped);
    forged.replace(forged.find("\"refund_fen\":6667"), 17, "\"refund_fen\":9999");
    CHECK(code_of(buyer.post("/tickets", forged)) == "quote_changed");
    site.service->jobs.run_due();
    CHECK(paid(site).empty());
    Answer const applied = buyer.apply("E1", one_unshipped);
    REQUIRE(applied.status == 201);
    CHECK(paid(site).empty());  // answered and committed, the channel comes after
    site.service->jobs.run_due();
    CHECK(paid(site).size() == 1);
    CHECK(site.differences().empty());
}

TEST_CASE("K2 a retry uses the same refund number, so that the channel pays once") {
    Site site;
    Person platform = Person::platform(site);
    REQUIRE(
        platform
            .post("/channel", R"({"delay_ms":0,"fail_next":0,"lose_answer_next":2,"duplicate_answers":true})")
            .status == 200);
    std::string const no = Person::number_in(Person::buyer(site).apply("E1", one_unshipped));
    for (int i = 0; i < 5; ++i) {
        site.service->jobs.run_due();
        site.pass(minutes(1));
    }
    CHECK(platform.state_of(no) == "completed");
    REQUIRE(paid(site).size() == 1);
    CHECK(paid(site)[0].refund_no == no + "-1");
    CHECK(paid(site)[0].times_paid == 1);
    CHECK(site.differences().empty());
}

TEST_CASE("K3 a failed refund is no dead end: again, to the balance, or outside with proof") {
    Site site;
    Person merchant = Person::merchant(site);
    Person platform = Person::platform(site);
    auto const failed = [&] {
        REQUIRE(site.service->jobs.set_channel_settings(site.platform, {0, 1, 0, false}).ok());
        std::string const no = Person::number_in(Person::buyer(site).apply("E1", one_unshipped));
        site.service->jobs.run_due();
        CHECK(merchant.state_of(no) == "refund_failed");
        return no;
    };
    std::string const again = failed();
    CHECK(merchant.give(again, "retry_refund").status == 200);
    site.service->jobs.run_due();
    std::string const elsewhere = failed();
    CHECK(platform.give(elsewhere, "retry_refund", R"(,"via":"balance")").status == 200);
    site.service->jobs.run_due();
    std::string const outside = failed();
    std::string const proof =
        R"(,"refund_no":")" + outside + R"(-1","text":"银行转账","evidence":[")" + merchant.picture() + "\"]";
    CHECK(merchant.give(outside, "record_offline", proof).status == 200);
    site.service->jobs.run_due();
    for (std::string const& no : {again, elsewhere, outside}) CHECK(merchant.state_of(no) == "completed");
    CHECK(site.differences().empty());
}

TEST_CASE("K4 two reviewers click at once: one decision, the other hears that he is late") {
    Site site;
    Person buyer = Person::buyer(site);
    Person first = Person::merchant(site);
    Person second = Person::reviewer(site);
    std::string const picture = buyer.picture();
    for (int round = 0; round < 3; ++round) {
        std::string const no = Person::number_in(buyer.apply("E2", one_back, picture));
        std::string const version = first.version_of(no);
        Answer agreed;
        Answer rejected;
        std::thread one([&] { agreed = first.give_on(version, no, "agree", address_field); });
        std::thread other(
            [&] { rejected = second.give_on(version, no, "reject", R"(,"reason":"other","text":"说明")"); });
        one.join();
        other.join();
        CHECK((agreed.status == 200) != (rejected.status == 200));
        CHECK(code_of(agreed.status == 200 ? rejected : agreed) == "stale_version");
        CHECK(buyer.give(no, "withdraw").status == 200);
    }
    CHECK(site.differences().empty());
}

TEST_CASE("K5 five one-piece tickets on a five-piece line pay what was paid, and there is no sixth") {
    Site site;
    site.import({five_pieces("F1")});
    Person buyer = Person::buyer(site);
    Fen sum = 0;
    for (int i = 0; i < 5; ++i) {
        Answer const applied = buyer.apply("F1", one_unshipped);
        REQUIRE(applied.status == 201);
        sum += refund_of(applied);
    }
    CHECK(sum == 16'664);
    Answer const sixth = buyer.quote("F1", one_unshipped);
    CHECK(sixth.status == 422);
    site.service->jobs.run_due();
    Fen out = 0;
    for (auto const& entry : paid(site)) out += entry.amount_fen;
    CHECK(out == 16'664);
    CHECK(site.differences().empty());
}

TEST_CASE("K6 a coupon of 10 % was never paid: 90 % comes back") {
    Site site;
    site.import({one_piece("C1", 1'000)});
    Answer const applied = Person::buyer(site).apply("C1", one_unshipped);
    CHECK(refund_of(applied) == 9'000);
}

TEST_CASE("K7 200 yuan in three parts: 66.67, 66.67, 66.66") {
    Site site;
    Person buyer = Person::buyer(site);
    std::string const picture = buyer.picture();
    std::vector<Fen> parts;
    for (int i = 0; i < 3; ++i) parts.push_back(refund_of(buyer.apply("E2", one_back, picture)));
    CHECK(parts == std::vector<Fen>{6'667, 6'667, 6'666});
}

TEST_CASE("K8 the same line twice in a request, and pieces under way in another ticket, are counted") {
    Site site;
    Person buyer = Person::buyer(site);
    std::string const twice =
        R"({"type":"refund_unshipped","reason":"not_wanted","lines":[{"line_no":1,"quantity":2},)"
        R"({"line_no":1,"quantity":2}]})";
    CHECK(code_of(buyer.quote("E1", twice)) == "line_twice");
    REQUIRE(buyer.apply("E1", wish("refund_unshipped", "not_wanted", "2")).status == 201);
    Answer const more = buyer.quote("E1", wish("refund_unshipped", "not_wanted", "2"));
    CHECK(more.status == 422);
    CHECK(code_of(more) == "quantity_exceeds_left");
    CHECK(buyer.quote("E1", one_unshipped).status == 200);
}

TEST_CASE("K9 a refund puts nothing on the shelf; an exchange gives back what it held, once") {
    Site site;
    site.put_stock({{"K1", "P1", "羊绒衫", "", 10'000, 5}, world::other_size(2)});
    Person buyer = Person::buyer(site);
    Person merchant = Person::merchant(site);
    REQUIRE(buyer.apply("E1", one_unshipped).status == 201);
    site.service->jobs.run_due();
    CHECK(site.stock_of("K1") == std::pair(5, 0));
    std::string const wanted = wish("exchange", "size_unfit", "1", R"(,"want_sku":"K1-XL")");
    std::string const no = Person::number_in(buyer.apply("E2", wanted, buyer.picture()));
    REQUIRE(merchant.give(no, "agree", address_field).status == 200);
    CHECK(site.stock_of("K1-XL") == std::pair(1, 1));
    REQUIRE(buyer.give(no, "withdraw").status == 200);
    CHECK(buyer.give(no, "withdraw").status == 409);
    CHECK(site.stock_of("K1-XL") == std::pair(2, 0));
    CHECK(site.stock_of("K1") == std::pair(5, 0));  // nothing came back, so nothing is there more
    CHECK(site.differences().empty());
}

TEST_CASE("K10 points and coupons of a part are a part, and a coupon goes back with the last piece only") {
    Site site;
    site.set_policy(R"({"points":"by_unit_share","coupons":"when_whole_order"})");
    Order order = world::unshipped_order("P1", "s1", "b1");
    order.lines = {world::line(1, "羊绒衫", 3, 10'000)};
    order.freight_fen = 0;
    order.discounts = {{DiscountKind::points, 300, 301, std::nullopt, {}},
                       {DiscountKind::shop_coupon, 3'000, 0, std::nullopt, {}}};
    order.payments = {{{"w1"}, PaymentChannel::wechat, 26'700}};
    site.import({order});
    Person buyer = Person::buyer(site);
    int points = 0;
    std::vector<std::string> coupons;
    for (int i = 0; i < 3; ++i) {
        Answer const applied = buyer.apply("P1", one_unshipped);
        REQUIRE(applied.status == 201);
        std::string const returned = member(member(member(applied.body, "ticket"), "quote"), "returned");
        points += std::stoi(member(returned, "points"));
        coupons.push_back(member(returned, "coupons"));
    }
    CHECK(points == 301);
    CHECK(coupons == std::vector<std::string>{"[]", "[]", "[1]"});
}

TEST_CASE("K11 no endpoint moves a ticket along an edge that is not there") {
    Site site;
    Person buyer = Person::buyer(site);
    std::string const picture = buyer.picture();
    std::string const no = Person::number_in(buyer.apply("E2", one_back, picture));
    struct Side {
        Person person;
        ActorKind actor;
    };
    Side sides[] = {{std::move(buyer), ActorKind::buyer},
                    {Person::merchant(site), ActorKind::merchant},
                    {Person::platform(site), ActorKind::platform}};
    auto const try_all = [&] {
        auto const before = site.look(no).ticket;
        int refused = 0;
        for (Side& side : sides) {
            for (int i = 0; i < command_kind_count; ++i) {
                auto const kind = static_cast<CommandKind>(i);
                if (find_edge(before, side.actor, kind).ok()) continue;
                std::string const name(wire::name_of(kind));
                CAPTURE(name);
                Answer const answer = side.person.give_on(std::to_string(before.version), no, name);
                CHECK((answer.status == 400 || answer.status == 403 || answer.status == 409));
                ++refused;
            }
        }
        CHECK(site.look(no).ticket == before);
        return refused;
    };
    CHECK(try_all() > 60);
    REQUIRE(sides[1].person.give(no, "reject", R"(,"reason":"other","text":"说明")").status == 200);
    CHECK(try_all() > 60);
    REQUIRE(sides[0].person.give(no, "withdraw").status == 200);
    CHECK(try_all() == 3 * command_kind_count);
}

TEST_CASE("K12 the sender does not set amounts, states, prices or other people's tickets") {
    Site site;
    Person buyer = Person::buyer(site);
    Person stranger = Person::buyer(site, "b2");
    for (std::string const more :
         {R"(,"refund_fen":1)", R"(,"receive_now":true)", R"(,"state":"completed")", R"(,"buyer_id":"b2")"}) {
        std::string body = buyer.application("E1", one_unshipped);
        body.insert(body.size() - 1, more);
        CHECK(code_of(buyer.post("/tickets", body)) == "unknown_key");
    }
    std::string const priced = wish("refund_unshipped", "not_wanted", "1", R"(,"unit_price_fen":999999)");
    CHECK(code_of(buyer.quote("E1", priced)) == "unknown_key");
    std::string const no = Person::number_in(buyer.apply("E2", one_back, buyer.picture()));
    CHECK(stranger.get("/tickets/" + no).status == 404);
    CHECK(stranger.give_on("1", no, "withdraw").status == 404);
    CHECK(stranger.quote("E1", one_unshipped).status == 404);
    CHECK(stranger.post("/tickets", buyer.application("E1", one_unshipped)).status == 404);
    CHECK(buyer.state_of(no) == "awaiting_merchant");
}

TEST_CASE("K13 a rejected, withdrawn or lapsed ticket gives its pieces back") {
    Site site;
    Person buyer = Person::buyer(site);
    Person merchant = Person::merchant(site);
    std::string const all = wish("return_refund", "size_unfit", "3");
    std::string const picture = buyer.picture();
    std::string const first = Person::number_in(buyer.apply("E2", all, picture));
    CHECK(buyer.quote("E2", all).status == 422);
    REQUIRE(merchant.give(first, "reject", R"(,"reason":"other","text":"说明")").status == 200);
    std::string const second = Person::number_in(buyer.apply("E2", all, picture));
    REQUIRE(buyer.give(second, "withdraw").status == 200);
    std::string const third = Person::number_in(buyer.apply("E2", all, picture));
    REQUIRE(merchant.give(third, "agree", address_field).status == 200);
    site.pass(days(7));
    site.service->jobs.run_due();
    CHECK(Person::platform(site).state_of(third) == "closed");
    CHECK(site.service->orders.show(site.buyer, "E2")->claims.empty());
    CHECK(site.differences().empty());
}

TEST_CASE("K14 the window counts from the day after sign-for, whenever the order was paid") {
    Site site;
    // Signed for on the 19th at noon in China: seven days from the 20th, until the 26th is over.
    Order late = world::received_order("D1", "s1", "b1");
    late.paid_at = Instant{world::noon.ms - days(60).ms};
    site.import({late});
    Duration const to_the_end = days(6) < hours(156) ? hours(156) : days(6);
    site.pass(Duration{to_the_end.ms - 1});  // a moment before midnight of the 26th
    CHECK(Person::buyer(site).quote("D1", one_back).status == 200);
    site.pass({1});
    Answer const over = Person::buyer(site).quote("D1", one_back);
    CHECK(over.status == 422);
    CHECK(code_of(over) == "window_over");
}

TEST_CASE("K15 quantities are whole and positive") {
    Site site;
    Person buyer = Person::buyer(site);
    for (std::string const quantity : {"-1", "0", "1.5", "1e0", "\"1\"", "null", "99999999999999999999"}) {
        CAPTURE(quantity);
        Answer const answer = buyer.quote("E1", wish("refund_unshipped", "not_wanted", quantity));
        CHECK((answer.status == 400 || answer.status == 422));
        CHECK(member(member(answer.body, "error"), "path") == "request.lines[0].quantity");
    }
}

TEST_CASE("K16 history stays: changed, withdrawn and asked again, each step is still there") {
    Site site;
    Person buyer = Person::buyer(site);
    std::string const picture = buyer.picture();
    std::string const first = Person::number_in(buyer.apply("E2", one_back, picture));
    std::string changed = buyer.application("E2", wish("return_refund", "wrong_order", "2"), picture, first);
    std::string const fields = changed.substr(changed.find(",\"request\""));
    Answer const modified = buyer.give(first, "modify", fields.substr(0, fields.size() - 1));
    REQUIRE(modified.status == 200);
    REQUIRE(buyer.give(first, "withdraw").status == 200);
    std::string const second = Person::number_in(buyer.apply("E2", one_back, picture));
    CHECK(second != first);
    Answer const old = buyer.get("/tickets/" + first);
    CHECK(old.status == 200);
    CHECK(old.body.find("\"event\":\"applied\"") != std::string::npos);
    CHECK(old.body.find("\"event\":\"modified\"") != std::string::npos);
    CHECK(old.body.find("\"event\":\"withdrawn\"") != std::string::npos);
    CHECK(old.body.find("size_unfit") != std::string::npos);
    CHECK(old.body.find("wrong_order") != std::string::npos);
    CHECK(site.call("DELETE", "/api/v1/buyer/tickets/" + first).status == 405);
    CHECK(site.differences().empty());
}
