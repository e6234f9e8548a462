// What staff are told to look at: one parcel on two open tickets.

#include "server/tamper.hpp"
#include "world.hpp"

using namespace afterdesk;
using world::World;

namespace {

/// Goods of this order on their way back in a parcel, as the buyer wrote it.
std::string sent_back(World& w, Caller const& buyer, Caller const& merchant, std::string order_no,
                      Parcel const& parcel) {
    auto const asked = World::request(TicketType::return_refund, "size_unfit", {{1, 1, {}}});
    auto body = w.application(buyer, std::move(order_no), asked);
    body.apply.evidence = {w.picture(buyer, std::string(63, 'a') + (buyer.actor_id == "b1" ? 'a' : 'b'))};
    std::string const no = w.read(w.apply(buyer, body, w.next_key())).ticket.no.value;
    w.must(merchant, no, Agree{world::address()});
    w.must(buyer, no, ShipBack{parcel});
    return no;
}

/// The numbers of the other tickets, as this caller is told; "?" for one that he may not see.
std::string told(World& w, Caller const& who, std::string const& no) {
    auto const detail = w.service->tickets.show(who, no);
    REQUIRE(detail.ok());
    std::string out;
    for (wire::Signal const& signal : detail->signals) {
        CHECK(signal.kind == wire::SignalKind::parcel_on_other_ticket);
        out += (out.empty() ? "" : " ") + (signal.ticket_no.empty() ? std::string("?") : signal.ticket_no);
    }
    return out;
}

}  // namespace

TEST_CASE("one parcel on two open tickets is remarked to staff on both, never to buyers") {
    World w;
    std::string const one = sent_back(w, w.buyer, w.merchant, "E2", {"sf", "JDVA-1234-567"});
    CHECK(told(w, w.merchant, one) == "");
    std::string const two = sent_back(w, w.other_buyer, w.merchant, "E4", {"SF", "jdva1234567"});
    CHECK(told(w, w.merchant, one) == two);
    CHECK(told(w, w.merchant, two) == one);
    CHECK(told(w, w.platform, one) == two);
    CHECK(told(w, w.buyer, one) == "");
    CHECK(told(w, w.other_buyer, two) == "");
    w.must(w.other_buyer, two, ShipBack{{"ZTO", "ZTO7654321"}});  // he had the wrong number
    CHECK(told(w, w.merchant, one) == "");
    w.must(w.other_buyer, two, ShipBack{{"SF", "JDVA1234567"}});
    CHECK(told(w, w.merchant, one) == two);
    CHECK(w.differences().empty());
    w.must(w.merchant, two, Receive{});
    w.service->jobs.run_due();
    REQUIRE(w.look(two).ticket.state == State::completed);
    CHECK(told(w, w.merchant, one) == "");
    CHECK(w.differences().empty());
    world::tamper(w.folder.path(), "DELETE FROM open_parcel");
    CHECK(w.differences().size() == 1);
}

TEST_CASE("the same number at two couriers is two parcels; of another shop's ticket no number is told") {
    World w;
    w.import({world::received_order("E5", "s2", "b2")});
    std::string const one = sent_back(w, w.buyer, w.merchant, "E2", {"YTO", "YT12345678"});
    std::string const two = sent_back(w, w.other_buyer, w.merchant, "E4", {"ZTO", "YT12345678"});
    CHECK(told(w, w.merchant, one) == "");
    CHECK(told(w, w.merchant, two) == "");
    std::string const other = sent_back(w, w.other_buyer, w.other_merchant, "E5", {"YTO", "YT12345678"});
    CHECK(told(w, w.merchant, one) == "?");
    CHECK(told(w, w.other_merchant, other) == "?");
    CHECK(told(w, w.platform, other) == one);
    w.import({world::received_order("E6", "s2", "b1")});
    sent_back(w, w.buyer, w.other_merchant, "E6", {"YTO", "YT12345678"});
    CHECK(told(w, w.merchant, one) == "?");
}
