// Many requests at the same moment, over real sockets: answers that are given when they are written.
#include "server/site.hpp"

using namespace afterdesk;
using test::Answer;
using test::code_of;
using test::Fields;
using test::member;
using test::RawClient;
using test::request_text;
using test::Site;
using test::with;
using world::World;

TEST_CASE("of many who act on one ticket at once one comes through, and the others hear how it is now") {
    Site site;
    auto const applied = site.return_one();
    std::string const target = "/api/v1/merchant/tickets/" + applied.ticket.no.value + "/commands";
    Fields const merchant = site.sign_in_staff(wire::Audience::merchant, "yunshan", "right-1");
    constexpr int many = 12;
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < many; ++i) {
        clients.push_back(std::make_unique<RawClient>(site.server->port()));
        Fields fields = with(merchant, "Idempotency-Key", "many-" + std::to_string(i));
        fields.emplace_back("Content-Type", "application/json");
        clients.back()->send(request_text(
            "POST", target, fields, R"({"command":"reject","version":2,"reason":"other","text":"说明"})"));
    }
    int done = 0, late = 0;
    for (auto& client : clients) {
        Answer const answer = client->answer();
        if (answer.status == 200) ++done;
        if (answer.status != 409) continue;
        CHECK(code_of(answer) == "stale_version");
        CHECK(wire::read_current(answer.body)->ticket.version > 2);
        ++late;
    }
    CHECK(done == 1);
    CHECK(late == many - 1);
    CHECK(site.differences().empty());
}

TEST_CASE("the same application sent many times at once is done once, and all hear the same bytes") {
    Site site;
    Fields const buyer = site.sign_in_buyer("b1");
    Request const piece = World::request(TicketType::refund_unshipped, "not_wanted", {{1, 1, {}}});
    std::string const body = wire::write_json(wire::to_json(site.application(site.buyer, "E1", piece)));
    Fields fields = with(buyer, "Idempotency-Key", "once");
    fields.emplace_back("Content-Type", "application/json");
    std::vector<std::unique_ptr<RawClient>> clients;
    for (int i = 0; i < 12; ++i) {
        clients.push_back(std::make_unique<RawClient>(site.server->port()));
        clients.back()->send(request_text("POST", "/api/v1/buyer/tickets", fields, body));
    }
    std::vector<std::string> bodies;
    for (auto& client : clients) {
        Answer const answer = client->answer();
        CHECK(answer.status == 201);
        bodies.push_back(answer.body);
    }
    for (std::string const& one : bodies) CHECK(one == bodies.front());
    CHECK(site.call("GET", "/api/v1/buyer/tickets", buyer)
              .body.find(member(member(bodies.front(), "ticket"), "no")) != std::string::npos);
    CHECK(site.differences().empty());
}
