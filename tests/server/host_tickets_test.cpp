// A host's machine reads tickets, decides them for the shop by its key, and counts the shelf.

#include "server/host.hpp"

using namespace afterdesk;
using test::Answer;
using test::error_of;
using test::Fields;
using test::items_of;
using test::member;
using test::Site;
using test::with;

namespace {

using enum wire::HostScope;

struct Reading : Site {
    Fields const key = test::host_key(*this, {tickets_read, tickets_write, stock_write});

    Answer get(std::string const& path) { return call("GET", "/api/v1/host" + path, key); }
    Answer send(std::string_view method, std::string const& path, std::string const& json,
                Fields const& by) const {
        return call(method, "/api/v1/host" + path, with(by, "Content-Type", "application/json"), json);
    }
    Answer give(std::string const& no, std::string const& command, std::string const& idempotency,
                std::string const& more = "") {
        std::string const body = R"({"command":")" + command + R"(","version":)" +
                                 std::to_string(look(no).ticket.version) + more + "}";
        return send("POST", "/tickets/" + no + "/commands", body, with(key, "Idempotency-Key", idempotency));
    }
    std::vector<std::string> numbers(std::string const& query) {
        std::vector<std::string> out;
        Answer const answer = get("/tickets" + query);
        REQUIRE(answer.status == 200);
        for (std::string const& one : items_of(answer.body)) out.push_back(member(one, "ticket_no"));
        return out;
    }
};

}  // namespace

TEST_CASE("a host lists tickets, and those that changed since it looked") {
    Reading site;
    std::string const first = site.refund_one("E1", 2).ticket.no.value;
    site.pass(minutes(1));
    std::string const second = site.return_one("E2", 1).ticket.no.value;
    CHECK(site.numbers("") == std::vector{second, first});
    CHECK(site.numbers("?state=awaiting_merchant") == std::vector{second});
    CHECK(site.numbers("?order_no=E1") == std::vector{first});
    CHECK(site.numbers("?order_no=E1&state=closed").empty());
    Answer const page = site.get("/tickets?count=1");
    CHECK(site.numbers("?count=1&cursor=" + member(page.body, "next_cursor")) == std::vector{first});

    std::string const seq = member(page.body, "seq");
    CHECK(site.numbers("?updated_after_seq=" + seq).empty());
    site.service->jobs.run_due();
    CHECK(site.numbers("?updated_after_seq=" + seq) == std::vector{first});
    CHECK(site.numbers("?updated_after_seq=0").size() == 2);
    CHECK(site.get("/tickets?updated_after_seq=999999").status == 410);
    CHECK(error_of(site.get("/tickets?states=closed")) == "states unknown_key");
    CHECK(site.get("/tickets?states=closed").status == 400);
    CHECK(error_of(site.get("/tickets?state=shut")) == "state unknown_name");

    std::string const one = site.get("/tickets/" + first).body;
    CHECK(member(one, "refund_fen") == std::to_string(site.look(first).ticket.quote.refund_fen));
    auto const lines = items_of(one, "lines");
    REQUIRE(lines.size() == 1);
    CHECK(member(lines[0], "quantity") == "2");
    CHECK(items_of(one, "refunds").size() == site.look(first).ticket.refunds.size());
    CHECK(error_of(site.get("/tickets/AS1")) == "ticket_no not_found");
}

TEST_CASE("a command by a key is decided as a person's, once, and is noted as the key's") {
    Reading site;
    std::string const no = site.returned_one("E2", 1);
    CHECK(error_of(site.give(no, "verdict", "k0")) != "");
    Answer const done = site.give(no, "receive", "k1");
    REQUIRE(done.status == 200);
    bool by_key = false;
    for (EventRecord const& record : site.look(no).history)
        by_key |= record.actor.kind == ActorKind::merchant && record.actor.id.starts_with("key:");
    CHECK(by_key);
    Answer const late = site.give(no, "agree", "k2");
    CHECK(late.status == 409);
    CHECK(test::code_of(late) == "not_in_this_state");
    CHECK(test::code_of(site.send("POST", "/tickets/" + no + "/commands",
                                  R"({"command":"receive","version":1})",
                                  with(site.key, "Idempotency-Key", "k3"))) == "stale_version");
    Answer const noted = site.call("GET", "/api/v1/platform/audit",
                                   site.sign_in_staff(wire::Audience::platform, "admin", "right-3"));
    CHECK(noted.body.find("\"key:") != std::string::npos);
    CHECK(site.differences().empty());
}

TEST_CASE("a shop's key reads, decides and counts what is the shop's own") {
    Reading site;
    std::string const no = site.returned_one("E2", 1);
    Fields const other = test::host_key(site, {tickets_read, tickets_write, stock_write}, "s2");
    CHECK(items_of(site.call("GET", "/api/v1/host/tickets", other).body).empty());
    CHECK(site.call("GET", "/api/v1/host/tickets/" + no, other).status == 404);
    CHECK(site.send("POST", "/tickets/" + no + "/commands", R"({"command":"receive","version":1})",
                    with(other, "Idempotency-Key", "k1"))
              .status == 404);
    std::string const ware =
        R"({"items":[{"sku":"K9","spu":"P9","title":"帽子","unit_price_fen":900,"available":4}]})";
    CHECK(error_of(site.send("PUT", "/shops/s1/stock", ware, other)) == "shop_id not_found");
    CHECK(error_of(site.send("PUT", "/shops/s7/stock", ware, site.key)) == "shop_id not_found");
    REQUIRE(site.send("PUT", "/shops/s1/stock", ware, site.key).status == 200);
    CHECK(site.stock_of("K9") == std::pair{4, 0});
    CHECK(error_of(site.send("PUT", "/shops/s1/stock", R"({"items":[{"sku":"K9"}]})", site.key)) ==
          "items[0].spu missing_key");
}
