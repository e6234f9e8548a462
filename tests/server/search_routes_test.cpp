// Searching over HTTP: the same table at every route that takes a `q`.

#include "base/percent.hpp"
#include "server/person.hpp"
#include "server/search_world.hpp"

using namespace afterdesk;
using test::Answer;
using test::Person;
using test::Site;

namespace {

wire::Value document(Answer const& answer) {
    REQUIRE(answer.status == 200);
    auto parsed = wire::parse_json(answer.body, wire::answer_limits);
    REQUIRE(parsed.ok());
    return std::move(parsed).value();
}

std::string tickets_found(Person& who, std::string const& q) {
    auto const page = wire::read_ticket_page(document(who.get("/tickets?q=" + q)));
    REQUIRE(page.ok());
    return search::ends_of(page->items);
}

}  // namespace

TEST_CASE("what a search finds, at every route that searches") {
    Site site;
    search::fill(site);
    Person buyer = Person::buyer(site, search::seeker);
    Person merchant = Person::merchant(site);
    Person platform = Person::platform(site);
    for (search::Row const& row : search::rows) {
        CAPTURE(row.typed);
        std::string const q = percent_encode(row.typed);
        auto const orders = wire::read_order_page(document(buyer.get("/orders?q=" + q)));
        REQUIRE(orders.ok());
        CHECK(search::ends_of(orders->items) == row.found);
        for (Person* who : {&buyer, &merchant, &platform}) CHECK(tickets_found(*who, q) == row.found);
    }
}

TEST_CASE("a search that is too long or no text is refused at every route") {
    Site site;
    Person buyer = Person::buyer(site);
    for (char const* route : {"/orders?q=", "/tickets?q="}) {
        CHECK(test::code_of(buyer.get(route + std::string(65, 'x'))) == "too_long");
        CHECK(test::code_of(buyer.get(route + std::string("%FF"))) == "bad_characters");
    }
}
