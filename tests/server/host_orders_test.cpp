// Orders and facts as a host's machine tells them: each once, whatever is repeated or comes late.

#include "server/host.hpp"
#include "server/person.hpp"

using namespace afterdesk;
using test::Answer;
using test::error_of;
using test::Fields;
using test::Host;
using test::items_of;
using test::member;
using test::Site;
using test::with;

namespace {

std::string fact(std::string const& id, std::string const& type, std::string const& order_no,
                 std::string const& more) {
    return R"({"fact_id":")" + id + R"(","type":")" + type + R"(","order_no":")" + order_no +
           R"(","occurred_at_ms":1795140000000)" + (more.empty() ? "" : "," + more) + "}";
}
std::string shipped(std::string const& id, std::string const& order_no, int quantity,
                    std::string const& delivery_no = "D1") {
    return fact(id, "shipment.created", order_no,
                R"("delivery_no":")" + delivery_no + R"(","lines":[{"line_no":1,"quantity":)" +
                    std::to_string(quantity) + "}]");
}

/// One piece of E1 was refunded. The ticket's number.
std::string refunded(Site& site) {
    std::string const no = site.refund_one("E1", 3).ticket.no.value;
    site.service->jobs.run_due();
    return no;
}

}  // namespace

TEST_CASE("an order is put as often as its host likes; an older revision is refused") {
    Site site;
    Host host(site);
    Order order = world::unshipped_order("N1", "s1", "b7");
    Answer const added = host.put(order, 5);
    CHECK(added.status == 200);
    CHECK(member(added.body, "outcome") == "added");
    CHECK(member(added.body, "revision") == "5");
    CHECK(member(host.put(order, 5).body, "outcome") == "unchanged");
    ship(order.lines[0], 3);
    CHECK(member(host.put(order, 6).body, "outcome") == "updated");
    Answer const old = host.put(world::unshipped_order("N1", "s1", "b7"), 4);
    CHECK(old.status == 409);
    CHECK(error_of(old) == "revision revision_older");
    CHECK(old.body.find(R"("limit":6)") != std::string::npos);

    order.lines[0].unit_price_fen += 1;
    order.payments[0].amount_fen += 3;
    Answer const dearer = host.put(order, 7);
    CHECK(dearer.status == 422);
    CHECK(test::code_of(dearer) == "order_differs");
    Answer const elsewhere = host.call("PUT", "/orders/N2", Host::sent(order, 7));
    CHECK(error_of(elsewhere) == "order_no differs_from_address");
    CHECK(error_of(host.call("PUT", "/orders/N1", "{}")) == "revision missing_key");
    Order const nowhere = world::unshipped_order("N3", "s9", "b7");
    CHECK(error_of(host.put(nowhere, 1)) == "shop_id shop_unknown");
}

TEST_CASE("a batch answers each order in its place, and a bad one takes no other with it") {
    Site site;
    Host host(site);
    Order bad = world::unshipped_order("B2", "s1", "b7");
    bad.payments[0].amount_fen += 1;
    std::string const body = R"({"orders":[)" + Host::sent(world::unshipped_order("B1", "s1", "b7"), 1) +
                             "," + Host::sent(bad, 1) + "," +
                             Host::sent(world::received_order("B3", "s2", "b7"), 1) + R"(,7]})";
    Answer const answer = host.call("POST", "/orders:batch", body);
    REQUIRE(answer.status == 200);
    auto const items = items_of(answer.body);
    REQUIRE(items.size() == 4);
    CHECK(member(items[0], "outcome") == "added");
    CHECK(member(items[1], "outcome") == "refused");
    auto const errors = items_of(items[1], "errors");
    REQUIRE(errors.size() == 1);
    CHECK(member(errors[0], "code") == "sums_do_not_add_up");
    CHECK_FALSE(member(errors[0], "message").empty());
    CHECK(member(items[2], "outcome") == "added");
    CHECK(member(items[3], "outcome") == "refused");
    CHECK(error_of(host.call("POST", "/orders:batch", R"({"orders":[]})")) == "orders must_not_be_empty");
    std::string many = R"({"orders":[1)";
    for (int i = 0; i < wire::max_host_orders; ++i) many += ",1";
    CHECK(error_of(host.call("POST", "/orders:batch", many + "]}")) == "orders too_many");
}

TEST_CASE("a key of one shop knows no other's orders") {
    Site site;
    Host host(site, "s2");
    CHECK(error_of(host.put(world::unshipped_order("N1", "s1", "b7"), 1)) == "shop_id shop_unknown");
    CHECK(error_of(host.put(world::unshipped_order("E1", "s2", "b1"), 1)) == "shop_id order_differs");
    CHECK(error_of(host.tell(shipped("f1", "E1", 3))) == "order_no not_found");
    CHECK(host.tell(shipped("f1", "E3", 3)).status == 200);
}

TEST_CASE("a key of one shop names payments only to numbers that the mall gave the shop") {
    Site site;
    Host of_shop(site, "s2");
    Order order = world::unshipped_order("N1", "s2", "b7");
    auto const first = [&] { return error_of(of_shop.put(order, 1)); };
    REQUIRE(order.payments[0].channel == PaymentChannel::wechat);
    CHECK(first() == "payments[0].mchid scope_missing");
    order.payments[0].provider.mchid = "1900000109";
    CHECK(first() == "payments[0].mchid scope_missing");
    Fields const mall = with(host_key(site, {wire::HostScope::admin}), "Content-Type", "application/json");
    Fields const its_own =
        with(host_key(site, {wire::HostScope::admin}, "s2"), "Content-Type", "application/json");
    auto const give = [&](Fields const& key, std::string const& merchants) {
        return site.call("PUT", "/api/v1/host/shops/s2", key, R"({"name":"S","phone":"1")" + merchants + "}");
    };
    CHECK(error_of(give(its_own, R"(,"merchants":["1900000109"])")) == "merchants scope_missing");
    CHECK(error_of(give(mall, R"(,"merchants":["a b"])")) == "merchants[0] bad_characters");
    CHECK(give(mall, R"(,"merchants":["1900000200","1900000201"])").status == 200);
    CHECK(first() == "payments[0].mchid scope_missing");
    order.payments[0].provider.sub_mchid = "1900000201";
    CHECK(of_shop.put(order, 1).status == 200);
    CHECK(give(its_own, "").status == 200);  // the shop's key leaves them as they are
    CHECK(of_shop.put(order, 2).status == 200);
    CHECK(give(mall, "").status == 200);
    CHECK(error_of(of_shop.put(order, 3)) == "payments[0].mchid scope_missing");
    CHECK(Host(site).put(world::unshipped_order("N2", "s2", "b7"), 1).status ==
          200);  // the mall's is trusted
}

TEST_CASE("an order names no account that is another shop's, whoever writes it") {
    /// A merchant account of WeChat Pay that nobody asks.
    struct Account final : outside::Payments {
        explicit Account(std::string number) : no(std::move(number)) {}
        outside::Answer refund(outside::RefundOrder const&) override { return {}; }
        outside::Answer query(outside::RefundOrder const&) override { return {}; }
        bool is_signed(outside::Message const&, Instant) const override { return false; }
        Result<outside::Notice, Mistakes> read_notice(std::string_view) const override {
            return Err{Mistakes{}};
        }
        std::string account_no() const override { return no; }
        std::string no;
    };
    Site site(Site::hurried(), [](Site& it) {
        auto const by = [](char const* no) { return std::make_shared<Account>(no); };
        it.parties.payments = {{PaymentChannel::wechat, by("100")}};
        it.parties.accounts = {{PaymentChannel::wechat, {}, {{"s1"}}, {}, by("101")},
                               {PaymentChannel::wechat, {}, {{"s2"}}, {"7"}, by("102")}};
    });
    Host of_shop(site, "s2"), of_mall(site);
    int number = 0;
    auto const put = [&](Host& host, std::string const& mchid, std::string const& sub_mchid = "") {
        Order order = world::unshipped_order("N" + std::to_string(++number), "s2", "b7");
        order.payments[0].provider.mchid = mchid;
        order.payments[0].provider.sub_mchid = sub_mchid;
        auto const said = host.put(order, 1);
        return said.status == 200 ? std::string() : error_of(said);
    };
    std::string const refused = "payments[0].mchid scope_missing";
    CHECK(put(of_mall, "101") == refused);
    CHECK(put(of_mall, "102", "8") == refused);
    for (char const* const mchid : {"", "100", "102", "999"}) CHECK(put(of_mall, mchid) == "");
    // The shop's own account needs no word of the mall's; that of everybody does.
    CHECK(put(of_shop, "") == "");
    CHECK(put(of_shop, "102", "7") == "");
    for (char const* const mchid : {"101", "100", "999"}) CHECK(put(of_shop, mchid) == refused);
    Fields const mall = with(host_key(site, {wire::HostScope::admin}), "Content-Type", "application/json");
    CHECK(site.call("PUT", "/api/v1/host/shops/s2", mall,
                    R"({"name":"S","phone":"1","merchants":["100","101","8"]})")
              .status == 200);
    CHECK(put(of_shop, "100") == "");
    CHECK(put(of_shop, "101") == refused);
    CHECK(put(of_shop, "101", "8") == refused);
}

TEST_CASE("a fact is taken once; told again it changes nothing and says what it was answered") {
    Site site;
    Host host(site);
    Answer const first = host.tell(shipped("f1", "E1", 2));
    REQUIRE(first.status == 200);
    CHECK(member(first.body, "outcome") == "applied");
    Answer const again = host.tell(shipped("f1", "E1", 2));
    CHECK(member(again.body, "outcome") == "duplicate");
    CHECK(member(again.body, "first") == "applied");
    CHECK(error_of(host.tell(shipped("f1", "E1", 3))) == "fact_id fact_told_otherwise");
    Answer const by_another_number = host.tell(shipped("f2", "E1", 2));
    CHECK(member(by_another_number.body, "outcome") == "ignored");
    CHECK(member(by_another_number.body, "reason") == "known_already");

    CHECK(member(host.tell(fact("f3", "shipment.delivered", "E1", R"("delivery_no":"D1")")).body,
                 "outcome") == "applied");
    // What is told of its shipping afterwards does not take the sign-for back.
    CHECK(member(host.tell(shipped("f4", "E1", 2)).body, "outcome") == "ignored");
    auto const order = site.service->orders.show(site.platform, "E1");
    REQUIRE(order.ok());
    CHECK(order->order.lines[0].received_quantity() == 2);
}

TEST_CASE("what was shipped after its refund is a conflict that names the ticket, also when told again") {
    Site site;
    Host host(site);
    std::string const no = refunded(site);
    Answer const told = host.tell(shipped("f1", "E1", 3));
    CHECK(told.status == 200);
    CHECK(member(told.body, "outcome") == "conflict");
    CHECK(member(told.body, "code") == "shipped_after_refund");
    CHECK(member(told.body, "ticket_no") == no);
    Answer const again = host.tell(shipped("f1", "E1", 3));
    CHECK(member(again.body, "outcome") == "duplicate");
    CHECK(member(again.body, "first") == "conflict");
    CHECK(member(again.body, "ticket_no") == no);
}

TEST_CASE("a fact that is wrong names its field, and is not kept") {
    Site site;
    Host host(site);
    CHECK(error_of(host.tell(fact("f1", "shipment.sent", "E1", ""))) == "type unknown_name");
    CHECK(error_of(host.tell(fact("f1", "shipment.delivered", "E1", R"("delivery_no":"D9")"))) ==
          "delivery_no not_found");
    CHECK(error_of(host.tell(fact("f1", "shipment.delivered", "E1", R"("delivery_no":"D9","x":1)"))) ==
          "x unknown_key");
    CHECK(error_of(host.tell(shipped("f1", "E9", 1))) == "order_no not_found");
    CHECK(error_of(host.tell(shipped("f1", "E1", 4))) == "lines[0].quantity shipped_exceeds_quantity");
    CHECK(error_of(host.tell(
              fact("f1", "entitlement.used", "E1", R"("lines":[{"line_no":2,"entitlements":["e9"]}])"))) ==
          "lines[0].entitlements[0] entitlement_unknown");
    CHECK(error_of(host.tell(
              fact("f1", "payment.added", "E1", R"("ticket_no":"AS1","payment_no":"x1","amount_fen":5)"))) ==
          "ticket_no not_found");
    Answer const parcel =
        host.tell(fact("f1", "parcel.tracked", "E1", R"("tracking_no":"SF9","status":"signed_for")"));
    CHECK(member(parcel.body, "outcome") == "ignored");
    CHECK(member(parcel.body, "reason") == "parcel_of_nobody");
    Answer const on_its_way =
        host.tell(fact("f2", "parcel.tracked", "E1", R"("tracking_no":"SF9","status":"in_transit")"));
    CHECK(member(on_its_way.body, "reason") == "status_not_needed");
}

TEST_CASE("money that no ticket waits for is a conflict, and nothing is booked") {
    Site site;
    Host host(site);
    std::string const no = refunded(site);
    Answer const told = host.tell(
        fact("f1", "payment.added", "E1", R"("ticket_no":")" + no + R"(","payment_no":"x1","amount_fen":5)"));
    CHECK(member(told.body, "outcome") == "conflict");
    CHECK(member(told.body, "code") == "payment_not_awaited");
    CHECK(member(told.body, "ticket_no") == no);
    CHECK(site.differences().empty());
}
