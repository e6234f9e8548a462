// What one link target of the page has, and what it does about the other; one program for each of the two.

#include "browser.hpp"
#include "domain/ticket/deciders.hpp"
#include "domain/ticket/edges.hpp"

namespace afterdesk::app {
namespace {

bool const is_buyers = target.serves.has(Audience::buyer);
/// An address of this target, and one of the other.
std::string const own = is_buyers ? "#/b/orders" : "#/m/tickets";
std::string const others = is_buyers ? "#/m/tickets?status=reviewing" : "#/b/orders";

}  // namespace

TEST_CASE("a target has the screens of those whom it serves, and everybody's, and no others") {
    for (ScreenRow const& row : screen_rows) {
        CAPTURE(std::string(row.path));
        bool const everybodys = row.audiences.bits == 0;
        bool const with_the_desk = row.screen == Screen::verify;
        bool const wanted =
            everybodys ? !(with_the_desk && is_buyers) : (row.audiences.bits & target.serves.bits) != 0;
        auto const at = static_cast<std::size_t>(row.screen);
        Parts const* const files[] = {&target.first, &second_file, &third_file};
        int in_files = 0;
        for (Parts const* file : files) in_files += file->of[at] != nullptr ? 1 : 0;
        CHECK(in_files == (wanted ? 1 : 0));
        CHECK(file_of(row.screen) <= target.files);
        for (Audience audience : {Audience::buyer, Audience::merchant, Audience::platform}) {
            if (!everybodys && !row.audiences.has(audience)) continue;
            Route route;
            route.screen = row.screen;
            route.audience = audience;
            CHECK((parts_of(route) != nullptr) == (everybodys ? wanted : target.serves.has(audience)));
        }
    }
}

TEST_CASE(
    "a program in three files asks for those that its screen is in at once, one behind the other, and shows "
    "it "
    "when they have come") {
    if (!is_buyers) return;
    Browser browser;
    browser.on(started("#/b/devices/S1", ""));
    CHECK(browser.take<LoadRest>().size() == 1);
    browser.answer(browser.call("/api/v1/buyer/session"), 200, wire::to_json(session(Audience::buyer)));
    CHECK(browser.take<HttpCall>().empty());
    CHECK(browser.shows("正在加载"));
    browser.model.shell.effects.clear();
    browser.on(RestCame{true});
    CHECK(browser.take<HttpCall>().empty());
    CHECK(browser.take<LoadRest>().at(0).here == 2);
    CHECK(browser.shows("正在加载"));
    browser.on(RestCame{true});
    CHECK(browser.take<HttpCall>().size() == 1);
    CHECK_FALSE(browser.shows("网络不通"));
}

TEST_CASE("what a broken rule says comes behind: until it is here an error waits for its words") {
    if (!is_buyers) return;
    Browser browser;
    browser.on(started(own, ""));
    browser.answer(browser.call("/api/v1/buyer/session"), 200, wire::to_json(session(Audience::buyer)));
    Mistakes const refused{{Rule::not_found, "", -1}};
    int const call = browser.call("/api/v1/buyer/orders").id;
    browser.on(HttpDone{call, 404, wire::write_api_error(refused, false, "r1", nullptr)});
    CHECK(browser.shows("没有加载成功"));
    CHECK(browser.shows("正在加载"));
    browser.on(RestCame{true});
    CHECK(browser.shows(wire::message_for(refused.front(), wire::Language::zh_cn)));
}

TEST_CASE("one order needs the second file, and the third comes behind all that it asks for") {
    if (!is_buyers) return;
    Browser browser;
    browser.on(started("#/b/orders/E1", ""));
    CHECK(browser.take<LoadRest>().size() == 1);
    browser.answer(browser.call("/api/v1/buyer/session"), 200, wire::to_json(session(Audience::buyer)));
    browser.model.shell.effects.clear();
    browser.on(RestCame{true});
    CHECK(browser.take<LoadRest>().empty());
    browser.answer(browser.call("/api/v1/buyer/orders/E1"), 200, wire::to_json(order_detail()));
    CHECK(browser.shows("羊绒衫"));
    CHECK(browser.take<LoadRest>().size() == 1);
    browser.on(RestCame{true});
    CHECK(browser.take<HttpCall>().empty());
}

TEST_CASE(
    "a rest that could not be fetched says so, and is asked for again: by hand, by the network, by an "
    "address") {
    if (!is_buyers) return;
    Browser browser;
    browser.on(started("#/about", ""));
    browser.on(RestCame{false});
    CHECK(browser.shows("网络不通"));
    for (int how = 0; how < 3; ++how) {
        CAPTURE(how);
        browser.model.shell.effects.clear();
        if (how == 0) browser.want(screens::Reload{});
        if (how == 1) browser.on(Online{});
        if (how == 2) browser.on(HashChanged{"#/me"});
        CHECK(browser.take<LoadRest>().size() == 1);
        browser.want(screens::Reload{});
        CHECK(browser.take<LoadRest>().size() == 1);
        browser.on(RestCame{false});
    }
    browser.on(HashChanged{"#/about"});
    browser.on(RestCame{true});
    browser.on(RestCame{true});
    CHECK(browser.shows("Dear ImGui"));
}

TEST_CASE("a dialog that a screen of the rest does not know is left when it has come") {
    if (!is_buyers) return;
    Browser browser;
    browser.on(started("#/b/tickets/AS2026112100000001/no_such_dialog", ""));
    CHECK(browser.shell().route.dialog == "no_such_dialog");
    browser.on(RestCame{true});
    browser.on(RestCame{true});
    CHECK(browser.shell().route == parse_route("#/b/tickets/AS2026112100000001"));
}

TEST_CASE("what waits for the network waits for the rest, too") {
    if (!is_buyers) return;
    Browser browser;
    browser.on(started("#/b/orders", ""));
    browser.answer(browser.call("/api/v1/buyer/session"), 200, wire::to_json(session(Audience::buyer)));
    Outgoing item;
    item.key = "k1";
    item.path = "/api/v1/buyer/tickets";
    item.waits = true;
    browser.shell().calls.outgoing.push_back(item);
    browser.model.shell.effects.clear();
    browser.on(TimerFired{"queue"});
    CHECK(browser.take<HttpCall>().empty());
    browser.on(RestCame{true});
    browser.on(RestCame{true});
    CHECK(browser.call(item.path).method == "POST");
}

TEST_CASE("a target has the commands of those whom it serves, and no others") {
    for (ticket::CommandRow const& row : ticket::command_rows()) {
        CAPTURE(std::string(wire::name_of(row.command)));
        CHECK((row.audiences.bits & target.serves.bits) != 0);
    }
    CHECK((ticket::row_of(CommandKind::ship_back) != nullptr) == is_buyers);
    CHECK((ticket::row_of(CommandKind::agree) != nullptr) == !is_buyers);
    CHECK(ticket::row_of(CommandKind::extend_deadline) != nullptr);
}

TEST_CASE("a target knows who may do what, and decides it for those whom it serves") {
    CHECK(deciders == (is_buyers ? only_buyers : all_actors));
    for (Edge const& edge : edges()) CHECK((edge.act != nullptr) == deciders.has(edge.actor));
    Ticket const ticket = ticket_detail(State::awaiting_merchant, 1).ticket;
    CHECK_FALSE(why_not(ticket, ActorKind::merchant, CommandKind::agree));
    CHECK(why_not(ticket, ActorKind::buyer, CommandKind::agree) == Rule::not_your_part);
}

TEST_CASE("an address of the other target loads the page anew, asks nothing, and shows that it waits") {
    Browser browser;
    browser.on(started("#/", ""));
    CHECK(browser.take<ReloadPage>().empty());
    browser.model.shell.effects.clear();
    browser.on(HashChanged{others, "#/"});
    CHECK(browser.take<ReloadPage>().size() == 1);
    CHECK(browser.take<HttpCall>().empty());
    CHECK(browser.take<Navigate>().empty());
    CHECK_FALSE(browser.shows("商家登录"));
    browser.on(Tick{{1'795'100'001'000}});
    CHECK(browser.take<ReloadPage>().size() == 1);
}

TEST_CASE("the door is everybody's, and leads to each target's own screens") {
    Browser browser;
    browser.on(started("#/", ""));
    CHECK_FALSE(browser.shows("商家登录"));
    browser.on(RestCame{true});  // the mall's links do not lead there
    CHECK(browser.shows("商家登录"));
    browser.model.shell.effects.clear();
    browser.on(HashChanged{own, "#/"});
    CHECK(browser.take<ReloadPage>().empty());
    CHECK(browser.take<HttpCall>().size() == 1);
}

TEST_CASE("the page goes only when what was sent has arrived, or is kept") {
    for (bool const arrives : {true, false}) {
        Browser browser;
        browser.on(started("#/", ""));
        Outgoing item;
        item.key = "k1";
        item.later = Later::command;
        item.path = "/api/v1/tickets/AS1/commands";
        send_once(browser.shell(), item);
        HttpCall const sent = browser.call(item.path);
        browser.on(HashChanged{others, "#/"});
        CHECK(browser.take<ReloadPage>().empty());
        browser.on(HttpDone{sent.id, arrives ? 200 : 0, "{}"});
        CHECK(browser.take<Keep>().size() == (arrives ? 0 : 1));
        CHECK(browser.take<ReloadPage>().size() == 1);
    }
}

TEST_CASE("who comes back before the page has gone stays") {
    Browser browser;
    browser.on(started("#/", ""));
    Outgoing item;
    item.key = "k1";
    item.later = Later::command;
    item.path = "/api/v1/tickets/AS1/commands";
    send_once(browser.shell(), item);
    HttpCall const sent = browser.call(item.path);
    browser.on(HashChanged{others, "#/"});
    browser.on(HashChanged{own, "#/"});
    browser.on(HttpDone{sent.id, 200, "{}"});
    CHECK(browser.take<ReloadPage>().empty());
}

}  // namespace afterdesk::app
