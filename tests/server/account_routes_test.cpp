// Buyers' accounts over HTTP: a host books and reads by its key, a buyer sees his own. And where a refund
// goes that did not come through, as far as routes say it.

#include "outside/internal/internal_payments.hpp"
#include "server/host.hpp"
#include "server/person.hpp"

using namespace afterdesk;
using test::Answer;
using test::error_of;
using test::Fields;
using test::items_of;
using test::member;
using test::Person;
using test::Site;

namespace {

constexpr char const* path = "/api/v1/host/accounts/b1";

/// Balance and points are the desk's own books.
void keep_accounts(Site& site) {
    site.parties = outside::simulated::simulated_parties(site.folder.path());
    auto const books = std::make_shared<outside::internal::InternalPayments>();
    site.parties.payments[PaymentChannel::balance] = books;
    site.parties.payments[PaymentChannel::points] = books;
}

struct OwnAccounts {
    Site site{Site::hurried(), keep_accounts};
    Fields key = test::host_key(site);

    Answer book(std::string const& body) const {
        return site.call("POST", std::string(path) + "/entries",
                         test::with(key, "Content-Type", "application/json"), body);
    }
    Answer look(std::string const& query = "") const { return site.call("GET", path + query, key); }
};

}  // namespace

TEST_CASE("a host tops up and books what is spent; with a refund of ours both sides hold the same") {
    OwnAccounts mall;
    Answer const first = mall.book(
        R"({"entry_id":"T1","account":"balance","kind":"top_up","amount_fen":5000,"order_no":"X1"})");
    CHECK(first.status == 200);
    CHECK(first.body.find(R"("repeated":false)") != std::string::npos);
    Answer const again = mall.book(
        R"({"entry_id":"T1","account":"balance","kind":"top_up","amount_fen":5000,"order_no":"X1"})");
    CHECK(again.status == 200);
    CHECK(again.body.find(R"("repeated":true)") != std::string::npos);
    CHECK(error_of(mall.book(R"({"entry_id":"S1","account":"balance","kind":"spend","amount_fen":5001})")) ==
          "amount_fen too_large");
    CHECK(error_of(mall.book(R"({"entry_id":"R1","account":"balance","kind":"refund","amount_fen":1})")) ==
          "kind unknown_name");
    CHECK(error_of(mall.book(R"({"entry_id":"R1","account":"balance","kind":"top_up","amount_fen":0})")) ==
          "amount_fen must_be_positive");
    CHECK(error_of(mall.book(R"({"entry_id":"R1","account":"gift","kind":"top_up","amount_fen":1})")) ==
          "account unknown_name");
    CHECK(mall.book(R"({"entry_id":"S1","account":"balance","kind":"spend","amount_fen":1000})").status ==
          200);

    static_cast<void>(mall.site.refund_one("E1", 3));
    mall.site.service->jobs.run_due();
    Answer const seen = mall.look("?count=2");
    CHECK(seen.status == 200);
    CHECK(member(seen.body, "balance_fen") == "8000");
    auto const newest = items_of(seen.body);
    REQUIRE(newest.size() == 2);
    CHECK(member(newest[0], "kind") == "refund");
    CHECK(member(newest[0], "amount_fen") == "4000");
    CHECK(member(newest[1], "entry_id") == "S1");
    Answer const rest = mall.look("?cursor=" + member(seen.body, "next_cursor"));
    REQUIRE(items_of(rest.body).size() == 1);
    CHECK(member(items_of(rest.body)[0], "order_no") == "X1");
    CHECK(member(rest.body, "next_cursor").empty());
    CHECK(mall.look("?count=0").status == 400);
    CHECK(mall.look("?cursor=x").status == 400);
    CHECK(mall.site.call("GET", "/api/v1/host/accounts/nobody", mall.key).status == 404);

    Person own = Person::buyer(mall.site, "b1");
    CHECK(member(own.get("/accounts").body, "balance_fen") == "8000");
    Person other = Person::buyer(mall.site, "b2");
    CHECK(member(other.get("/accounts").body, "balance_fen") == "0");
    CHECK(mall.site.differences() == std::vector<std::string>{});
}

TEST_CASE("accounts are the mall's: a shop's key, and one without the scope, see nothing of them") {
    OwnAccounts mall;
    Fields const shop = test::host_key(mall.site, {wire::HostScope::refunds_execute}, "s1");
    CHECK(mall.site.call("GET", path, shop).status == 403);
    Fields const idle = test::host_key(mall.site, {wire::HostScope::events_read});
    CHECK(mall.site.call("GET", path, idle).status == 403);
}

TEST_CASE("a refund that its channel does not call abnormal can not be told where to go") {
    OwnAccounts mall;
    Person merchant = Person::merchant(mall.site);
    auto const ticket = mall.site.refund_one("E1", 1).ticket;
    std::string const body = R"({"refund_no":")" + ticket.refunds.front().refund_no + R"(","version":)" +
                             std::to_string(ticket.version) + R"(,"target":"merchant"})";
    Answer const refused = merchant.post("/tickets/" + ticket.no.value + "/abnormal-refund", body);
    CHECK(error_of(refused) == "refund_no refund_part_unknown");
    CHECK(refused.body.find("6214") == std::string::npos);
}
