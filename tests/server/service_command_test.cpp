// Commands: once per key, never on a stale version, nothing written when refused, nobody in another's place.

#include <thread>

#include "world.hpp"

using namespace afterdesk;
using world::rule_of;
using world::World;

namespace {

constexpr auto unshipped = TicketType::refund_unshipped;

std::string path_of(Result<Kept, Refusal> const& reply) { return reply.error().mistakes.front().path; }

Request pieces(int quantity) { return World::request(unshipped, "not_wanted", {{1, quantity, {}}}); }

std::int64_t head(World& w) { return w.service->live.head({"mall"}); }

}  // namespace

TEST_CASE("the same key and body get the first answer again, also after a restart") {
    World w;
    auto const body = w.application(w.buyer, "E1", pieces(1));
    auto const first = w.apply(w.buyer, body, "k");
    REQUIRE(first.ok());
    CHECK(first->created);
    auto const head_then = head(w);
    auto const again = w.apply(w.buyer, body, "k");
    REQUIRE(again.ok());
    CHECK(again->body == first->body);
    CHECK(again->created);
    w.service->jobs.run_due();
    w.restart();
    CHECK(w.apply(w.buyer, body, "k")->body == first->body);
    CHECK(head(w) == head_then + 1);  // the refund's end, nothing else
    CHECK(w.differences().empty());
}

TEST_CASE("the same key with another body, or sent elsewhere, is refused; another actor's key is his own") {
    World w;
    REQUIRE(w.apply(w.buyer, w.application(w.buyer, "E1", pieces(1)), "k").ok());
    CHECK(rule_of(w.apply(w.buyer, w.application(w.buyer, "E1", pieces(2)), "k")) ==
          Rule::idempotency_key_reused);
    CHECK(w.apply(w.other_buyer, w.application(w.other_buyer, "E3", pieces(1)), "k").ok());

    auto const one = w.return_one("E2");
    REQUIRE(w.give(w.buyer, one.ticket.no.value, Withdraw{}, one.ticket.version, "same").ok());
    auto const two = w.return_one("E2");
    CHECK(rule_of(w.give(w.buyer, two.ticket.no.value, Withdraw{}, two.ticket.version, "same")) ==
          Rule::idempotency_key_reused);
}

TEST_CASE("keys must be there and readable") {
    World w;
    auto const body = w.application(w.buyer, "E1", pieces(1));
    CHECK(rule_of(w.apply(w.buyer, body, "")) == Rule::idempotency_key_required);
    CHECK(rule_of(w.apply(w.buyer, body, "a b")) == Rule::request_malformed);
    CHECK(rule_of(w.apply(w.buyer, body, std::string(65, 'k'))) == Rule::request_malformed);
    CHECK(w.apply(w.buyer, body, std::string(64, 'k')).ok());
}

TEST_CASE("a hundred senders with one key have one effect") {
    World w;
    auto const body = w.application(w.buyer, "E1", pieces(1));
    std::vector<std::string> bodies(20);
    std::vector<std::thread> threads;
    threads.reserve(bodies.size());
    for (std::string& got : bodies) {
        threads.emplace_back([&] {
            for (int i = 0; i < 5; ++i) {
                auto const reply = w.apply(w.buyer, body, "k");
                got = reply.ok() ? reply->body : "refused";
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    for (std::string const& got : bodies) CHECK(got == bodies.front());
    CHECK(head(w) == 1);
}

TEST_CASE("a refused command writes nothing and does not use up its key") {
    World w;
    auto body = w.application(w.buyer, "E1", pieces(1));
    body.apply.expected_refund_fen += 1;
    CHECK(rule_of(w.apply(w.buyer, body, "k")) == Rule::quote_changed);
    CHECK(head(w) == 0);
    CHECK(w.apply(w.buyer, w.application(w.buyer, "E1", pieces(1)), "k").ok());
    CHECK(w.differences().empty());
}

TEST_CASE("a stale version is refused with the ticket as it is now") {
    World w;
    auto const ticket = w.return_one().ticket;
    w.must(w.merchant, ticket.no.value, Agree{world::address()});
    auto const late =
        w.give(w.merchant, ticket.no.value, Reject{"other", "说明", {}}, ticket.version, w.next_key());
    CHECK(rule_of(late) == Rule::stale_version);
    REQUIRE(late.error().current);
    CHECK(late.error().current->ticket.state == State::awaiting_return);
    auto const wrong =
        w.give(w.merchant, ticket.no.value, FallBack{}, late.error().current->ticket.version, "x");
    CHECK(rule_of(wrong) == Rule::not_in_this_state);
    CHECK(wrong.error().current.has_value());
}

TEST_CASE("of two people who decide at once, one is told that he is late") {
    World w;
    for (int round = 0; round < 4; ++round) {
        auto const ticket = w.return_one().ticket;
        std::atomic<int> done{0};
        std::atomic<int> stale{0};
        auto const decide = [&](Command command, std::string const& key) {
            auto const reply = w.give(w.merchant, ticket.no.value, std::move(command), ticket.version, key);
            if (reply.ok()) {
                ++done;
            } else if (reply.error().mistakes.front().rule == Rule::stale_version) {
                ++stale;
            }
        };
        std::thread agree(decide, Agree{world::address()}, "a" + std::to_string(round));
        std::thread reject(decide, Reject{"other", "说明", {}}, "r" + std::to_string(round));
        agree.join();
        reject.join();
        CHECK(done == 1);
        CHECK(stale == 1);
        if (w.look(ticket.no.value).ticket.state == State::awaiting_return)
            w.must(w.buyer, ticket.no.value, Withdraw{});
    }
    CHECK(w.differences().empty());
}

TEST_CASE("concurrent applications never take more than there is") {
    World w;
    auto const body = w.application(w.buyer, "E1", pieces(2));
    std::atomic<int> taken{0};
    std::vector<std::thread> threads;
    threads.reserve(8);
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&, i] {
            if (w.apply(w.buyer, body, "k" + std::to_string(i)).ok()) ++taken;
        });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(taken == 1);
    CHECK(w.differences().empty());
}

TEST_CASE("foreign tickets and orders are as if they were not there") {
    World w;
    auto const ticket = w.return_one().ticket;
    std::string const no = ticket.no.value;
    for (Caller const& stranger : {w.other_buyer, w.other_merchant}) {
        CHECK(w.service->tickets.show(stranger, no).error().front().rule == Rule::not_found);
        CHECK(w.service->orders.show(stranger, "E2").error().front().rule == Rule::not_found);
        CHECK(rule_of(w.give(stranger, no, Withdraw{}, ticket.version, w.next_key())) == Rule::not_found);
    }
    CHECK(rule_of(w.apply(w.other_buyer, w.application(w.buyer, "E1", pieces(1)), "k")) == Rule::not_found);
    CHECK(w.service->orders.quote_for(w.other_buyer, "E1", pieces(1)).error().front().rule ==
          Rule::not_found);
    Caller elsewhere = w.platform;
    elsewhere.tenant = {"other"};
    CHECK(w.service->tickets.show(elsewhere, no).error().front().rule == Rule::not_found);
    // The wrong side of one's own ticket.
    CHECK(rule_of(w.give(w.buyer, no, Agree{world::address()}, ticket.version, "k")) == Rule::not_your_part);
}

TEST_CASE("only one's own pictures can be named") {
    World w;
    auto const asked = World::request(TicketType::return_refund, "size_unfit", {{1, 1, {}}});
    auto body = w.application(w.buyer, "E2", asked);
    body.apply.evidence = {w.picture(w.buyer), {std::string(64, 'b')}};
    auto const unknown = w.apply(w.buyer, body, "k");
    CHECK(rule_of(unknown) == Rule::evidence_unknown);
    CHECK(path_of(unknown) == "evidence[1]");
    w.picture(w.other_buyer, std::string(64, 'b'));
    CHECK(rule_of(w.apply(w.buyer, body, "k")) == Rule::evidence_unknown);
    w.picture(w.buyer, std::string(64, 'b'));
    auto const applied = w.read(w.apply(w.buyer, body, "k"));
    auto const reject =
        w.give(w.merchant, applied.ticket.no.value, Reject{"other", "说明", {{std::string(64, 'a')}}},
               applied.ticket.version, "k2");
    CHECK(rule_of(reject) == Rule::evidence_unknown);
}

TEST_CASE("a line can be applied for five times, closed tickets count") {
    World w;
    for (int i = 0; i < 5; ++i) {
        auto const ticket = w.return_one().ticket;
        w.must(w.buyer, ticket.no.value, Withdraw{});
    }
    auto body =
        w.application(w.buyer, "E2", World::request(TicketType::return_refund, "size_unfit", {{1, 1, {}}}));
    body.apply.evidence = {w.picture(w.buyer)};
    CHECK(rule_of(w.apply(w.buyer, body, "k")) == Rule::too_many_applications);
    CHECK(w.service->orders.show(w.buyer, "E2")->applications == 5);
    CHECK(w.service->orders.show(w.buyer, "E2")->tickets.size() == 5);
    CHECK(w.differences().empty());
}
