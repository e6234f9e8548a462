// A check of all books can be stopped and go on, and finds the same.

#include "server/tamper.hpp"
#include "world.hpp"

using namespace afterdesk;
using world::World;

namespace {

/// The pictures of World::picture have no files.
Verified from(std::string const& dir, std::optional<VerifyPlace> place) {
    Verified found = verify_folder(VerifyOptions{dir, std::move(place)});
    std::erase_if(found.differences, [](std::string const& text) { return text.starts_with("file aaaa"); });
    return found;
}

}  // namespace

TEST_CASE("a run goes on behind the order that another one ended with") {
    World w;
    w.refund_one();
    w.return_one();
    std::string const dir = w.folder.path();
    CHECK(verify_folder(dir).orders == 4);
    CHECK(verify_folder(dir).tickets == 2);
    Verified const rest = from(dir, VerifyPlace{"mall", "E1"});
    CHECK(rest.orders == 3);
    CHECK(rest.tickets == 1);
    CHECK(rest.differences == std::vector<std::string>{});
    CHECK(from(dir, VerifyPlace{"mall", "E4"}).orders == 0);
    w.service.reset();
    world::tamper(dir, "UPDATE ticket SET state = 'closed' WHERE order_no = 'E1'");
    CHECK(!from(dir, std::nullopt).differences.empty());
    CHECK(from(dir, VerifyPlace{"mall", "E1"}).differences.empty());
    CHECK(!from(dir, VerifyPlace{"mall", "E0"}).differences.empty());
}

TEST_CASE("a place is one word, whatever the numbers hold") {
    for (VerifyPlace const& place : {VerifyPlace{"mall", "E1"}, VerifyPlace{"云上/商城", "E 1%/?"}}) {
        std::string const mark = verify_mark(place);
        CHECK(mark.find(' ') == std::string::npos);
        auto const again = verify_place(mark);
        REQUIRE(again);
        CHECK(again->tenant == place.tenant);
        CHECK(again->order_no == place.order_no);
    }
    CHECK(!verify_place("E1"));
}

TEST_CASE("when the time is over it says where it stands") {
    World w;
    Verified const whole = verify_folder(VerifyOptions{w.folder.path(), {}, 3'600});
    CHECK(!whole.stopped_at);
    CHECK(whole.orders == 4);
}

TEST_CASE("a ticket whose order is gone is found") {
    World w;
    std::string const no = w.refund_one().ticket.no.value;
    w.service.reset();
    w.store.reset();
    world::tamper(w.folder.path(), "PRAGMA foreign_keys=OFF; UPDATE ticket SET order_no = 'E9'");
    auto const found = verify_folder(w.folder.path()).differences;
    CHECK(std::find(found.begin(), found.end(), "ticket " + no + ": its order is missing") != found.end());
}
