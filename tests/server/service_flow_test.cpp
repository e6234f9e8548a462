// A ticket's way through the service: every commit leaves books that add up, and the channel pays once.

#include "world.hpp"

using namespace afterdesk;
using world::World;

TEST_CASE("what was not shipped is refunded at once, and the books agree") {
    World w;
    auto const applied = w.refund_one();
    CHECK(applied.ticket.state == State::refunding);
    CHECK(applied.ticket.quote.refund_fen == 6'667);
    CHECK(w.differences().empty());

    CHECK(w.service->jobs.run_due() == 1);
    auto const done = w.look(applied.ticket.no.value);
    CHECK(done.ticket.state == State::completed);
    CHECK(done.history.size() == 5);
    CHECK(w.differences().empty());
    CHECK(w.service->jobs.run_due() == 0);
}

TEST_CASE("goods go back, are received, and the money follows") {
    World w;
    auto const applied = w.return_one();
    std::string const no = applied.ticket.no.value;
    CHECK(applied.ticket.state == State::awaiting_merchant);
    w.must(w.merchant, no, Agree{world::address()});
    w.must(w.buyer, no, ShipBack{world::parcel()});
    auto const received = w.must(w.merchant, no, Receive{});
    CHECK(received.ticket.state == State::refunding);
    CHECK(w.service->jobs.run_due() == 1);
    CHECK(w.look(no).ticket.state == State::completed);
    CHECK(w.differences().empty());
}
