// Events on their way to hosts: every one, in its ticket's order, with the same bytes, however badly it is
// heard.

#include <map>
#include <thread>

#include "server/endpoints.hpp"
#include "service/webhooks.hpp"

using namespace afterdesk;
using outside::WebhookAnswer;
using outside::WebhookMessage;
using test::HearingWorld;
using test::machine;
using wire::DeliveryState;

namespace {

std::string text_in(std::string const& body, std::string_view key) {
    auto const value = wire::parse_json(body);
    REQUIRE(value.ok());
    wire::Value const* const found = value->find(key);
    REQUIRE(found != nullptr);
    auto const* const text = found->as<std::string>();
    return text != nullptr ? *text : wire::write_json(*found);
}

/// Each ticket's versions as they were heard.
std::map<std::string, std::vector<int>> versions_in(std::vector<WebhookMessage> const& heard) {
    std::map<std::string, std::vector<int>> out;
    for (WebhookMessage const& one : heard)
        out[text_in(one.body, "ticket_no")].push_back(std::stoi(text_in(one.body, "ticket_version")));
    return out;
}

std::vector<int> counted_to(int last) {
    std::vector<int> out;
    for (int i = 1; i <= last; ++i) out.push_back(i);
    return out;
}

}  // namespace

TEST_CASE("every event is sent once, in its ticket's order, as the pull log has it") {
    HearingWorld world;
    world.put("all");
    std::string const first = world.refund_one("E1").ticket.no.value;
    world.service->jobs.run_due();
    std::string const second = world.return_one("E2").ticket.no.value;
    world.service->jobs.run_due();
    auto const heard = world.hearing->heard();
    auto versions = versions_in(heard);
    CHECK(versions[first] == counted_to(world.look(first).ticket.version));
    CHECK(versions[second] == counted_to(world.look(second).ticket.version));

    auto const log = world.service->hosts.events(machine(), {"", {}, 500});
    REQUIRE(log.ok());
    REQUIRE(log->items.size() == heard.size());
    for (std::size_t i = 0; i < heard.size(); ++i) {
        CHECK(heard[i].body == wire::write_json(to_json(log->items[i])));
        CHECK(heard[i].id == webhook_id_of(log->items[i].id));
        CHECK(heard[i].id.find('.') == std::string::npos);
    }
    for (auto const& one : world.deliveries("all")) {
        CHECK(one.state == DeliveryState::delivered);
        CHECK((one.attempts == 1 && one.status == 204));
    }
    CHECK(world.look_at("all").waiting == 0);
    CHECK(world.differences().empty());
}

TEST_CASE("an endpoint hears of what happens from its beginning on, of its shop, and of its types") {
    HearingWorld world;
    world.refund_one("E1");
    wire::WebhookBody of_other;
    of_other.shop_id = "s2";
    world.put("other-shop", of_other);
    wire::WebhookBody of_types;
    of_types.types = {"ticket.applied"};
    world.put("applied", of_types);
    world.service->jobs.run_due();
    CHECK(versions_in(world.hearing->heard()).size() == 0);
    world.return_one("E2");
    auto const asked = world::World::request(TicketType::refund_unshipped, "not_wanted", {{1, 1, {}}});
    world.read(world.apply(world.other_buyer, world.application(world.other_buyer, "E3", asked), "k"));
    world.service->jobs.run_due();
    std::map<std::string, std::vector<std::string>> by_url;
    for (auto const& one : world.hearing->heard()) by_url[one.url].push_back(one.body);
    REQUIRE_FALSE(by_url["https://mall.example/other-shop"].empty());
    for (std::string const& body : by_url["https://mall.example/other-shop"])
        CHECK(text_in(body, "order_no") == "E3");
    auto const& applied = by_url["https://mall.example/applied"];
    REQUIRE(applied.size() == 2);
    for (std::string const& body : applied) CHECK(text_in(body, "type") == "ticket.applied");
}

TEST_CASE("what fails goes again with the same bytes, and the ticket's next waits for it; others do not") {
    HearingWorld world;
    world.put("all");
    std::string const slow = world.refund_one("E1").ticket.no.value;
    int bad = 4;
    world.hearing->answer = [&](WebhookMessage const& message) {
        if (text_in(message.body, "ticket_no") != slow || bad == 0) return WebhookAnswer{200};
        --bad;
        return WebhookAnswer{500};
    };
    std::string const other = world.return_one("E2").ticket.no.value;
    world.service->jobs.run_due();
    world.live_for(minutes(5), {1'000});
    auto const heard = world.hearing->heard();
    std::vector<std::string> of_slow;
    std::size_t other_done = 0, slow_done = 0;
    for (std::size_t i = 0; i < heard.size(); ++i) {
        bool const of_it = text_in(heard[i].body, "ticket_no") == slow;
        if (of_it) of_slow.push_back(heard[i].body);
        (of_it ? slow_done : other_done) = i;
    }
    CHECK(other_done < slow_done);
    int const versions = world.look(slow).ticket.version;
    REQUIRE(std::cmp_equal(of_slow.size(), versions + 4));
    for (int i = 1; i < 5; ++i) CHECK(of_slow[static_cast<std::size_t>(i)] == of_slow[0]);
    auto const in_order = versions_in(heard)[other];
    CHECK(in_order == counted_to(world.look(other).ticket.version));
    CHECK(world.look_at("all").waiting == 0);
    CHECK_FALSE(world.look_at("all").failing_since_ms);
}

TEST_CASE(
    "what is not heard for three days is parked, is seen by staff, and goes again when it is asked for") {
    HearingWorld world;
    world.put("all");
    std::string const bad = world.refund_one("E1").ticket.no.value;
    bool well = false;
    world.hearing->answer = [&](WebhookMessage const& message) {
        bool const of_it = message.body.find(bad) != std::string::npos;
        return WebhookAnswer{of_it && !well ? 500 : 204};
    };
    world.service->jobs.run_due();
    int days_gone = 0;
    for (; days_gone < 5 && world.look_at("all").parked == 0; ++days_gone) {
        world.live_for(days(1));
        REQUIRE(world.service->webhooks.ping(machine(), "all").ok());  // the endpoint is well: others arrive
        world.service->jobs.run_due();
    }
    CHECK((days_gone >= 3 && days_gone <= 4));
    auto const parked = world.deliveries("all", DeliveryState::parked);
    REQUIRE(parked.size() == 1);
    CHECK(parked[0].ticket_no == bad);
    CHECK(parked[0].status == 500);
    CHECK(parked[0].attempts >= 10);
    CHECK_FALSE(world.look_at("all").ended);
    // Those behind it wait.
    auto const waiting = world.deliveries("all", DeliveryState::waiting);
    CHECK(std::cmp_equal(waiting.size(), world.look(bad).ticket.version - 1));
    auto const health = world.service->health.look(world.platform);
    auto const& seen = health.checks[static_cast<std::size_t>(wire::HealthCheck::webhooks)];
    REQUIRE(seen.count == 1);
    CHECK(seen.tickets[0].ticket_no == bad);

    well = true;
    auto const again = world.service->webhooks.redeliver(machine(), "all", {});
    REQUIRE(again.ok());
    CHECK(again->count == 1);
    world.service->jobs.run_due();
    CHECK(world.look_at("all").waiting == 0);
    CHECK(world.look_at("all").parked == 0);
}

TEST_CASE(
    "an endpoint that answers 410 is sent nothing more until it is set again; then it goes on where it was") {
    HearingWorld world;
    world.put("all");
    std::string const no = world.refund_one("E1").ticket.no.value;
    world.hearing->answer = [](auto const&) { return WebhookAnswer{410}; };
    world.service->jobs.run_due();
    CHECK(world.look_at("all").ended == wire::WebhookEnd::gone);
    CHECK(world.hearing->heard().size() == 1);
    world.live_for(days(2), hours(6));
    CHECK(world.hearing->heard().size() == 1);
    auto const health = world.service->health.look(world.platform);
    CHECK(health.checks[static_cast<std::size_t>(wire::HealthCheck::webhooks)].count == 1);
    world.hearing->answer = nullptr;
    world.put("all");
    world.service->jobs.run_due();
    auto const versions = versions_in(world.hearing->heard())[no];
    CHECK(std::vector<int>(versions.begin() + 1, versions.end()) ==
          counted_to(world.look(no).ticket.version));
}

TEST_CASE(
    "an endpoint that is away is asked now and then, ends after three days, and is complete when it is "
    "back") {
    HearingWorld world;
    world.put("all");
    world.hearing->answer = [](auto const&) { return WebhookAnswer{0, "nobody listens"}; };
    std::string const first = world.refund_one("E1").ticket.no.value;
    std::string const second = world.return_one("E2").ticket.no.value;
    world.service->jobs.run_due();
    world.live_for(days(4));
    CHECK(world.look_at("all").ended == wire::WebhookEnd::unreachable);
    CHECK(world.hearing->heard().size() < 400);
    std::size_t const before = world.hearing->heard().size();
    world.hearing->answer = nullptr;
    world.put("all");
    world.service->jobs.run_due();
    auto heard = world.hearing->heard();
    heard.erase(heard.begin(), heard.begin() + static_cast<std::ptrdiff_t>(before));
    auto versions = versions_in(heard);
    CHECK(versions[first] == counted_to(world.look(first).ticket.version));
    CHECK(versions[second] == counted_to(world.look(second).ticket.version));
}

TEST_CASE("whoever was away for some hours gets all of it at once when he is back") {
    HearingWorld world;
    world.put("all");
    world.hearing->answer = [](auto const&) { return WebhookAnswer{503}; };
    std::string const no = world.refund_one("E1").ticket.no.value;
    world.service->jobs.run_due();
    world.live_for(hours(20));
    world.hearing->answer = nullptr;
    world.live_for(minutes(20), minutes(1));
    auto const versions = versions_in(world.hearing->heard())[no];
    CHECK(versions.back() == world.look(no).ticket.version);
    CHECK(world.look_at("all").waiting == 0);
}

TEST_CASE("both secrets sign while two are set; one is made when none is said, and shown once") {
    HearingWorld world;
    auto const made = world.put("all");
    REQUIRE(made.secret.starts_with("whsec_"));
    CHECK(world.put("all").secret.empty());
    world.refund_one("E1");
    world.service->jobs.run_due();
    CHECK(world.hearing->heard().front().secrets == std::vector<std::string>{made.secret});
    wire::WebhookBody turned;
    turned.secrets = {"whsec_" + std::string(44, 'A'), made.secret};
    world.put("all", turned);
    CHECK(world.look_at("all").secrets == 2);
    world.return_one("E2");
    world.service->jobs.run_due();
    CHECK(world.hearing->heard().back().secrets == turned.secrets);
}

TEST_CASE("killed between sending and noting it, it is sent again, and nothing is left out") {
    HearingWorld world;
    world.put("all");
    std::string const no = world.refund_one("E1").ticket.no.value;
    // Heard, and the server ends before it can say so.
    struct Killed {};
    world.hearing->answer = [](WebhookMessage const&) -> WebhookAnswer { throw Killed(); };
    CHECK_THROWS_AS(world.service->jobs.run_due(), Killed);
    REQUIRE(world.hearing->heard().size() == 1);
    world.hearing->answer = nullptr;
    world.restart();
    world.service->jobs.start();
    world.service->jobs.stop();
    world.service->jobs.run_due();
    auto const heard = world.hearing->heard();
    CHECK(heard[1].id == heard[0].id);
    CHECK(heard[1].body == heard[0].body);
    auto versions = versions_in(heard)[no];
    versions.erase(versions.begin());
    CHECK(versions == counted_to(world.look(no).ticket.version));
}

TEST_CASE("a ping waits for nobody; an endpoint that is dropped is gone with what waited for it") {
    HearingWorld world;
    world.put("all");
    world.hearing->answer = [](WebhookMessage const& message) {
        return WebhookAnswer{text_in(message.body, "type") == "webhook.ping" ? 200 : 500};
    };
    world.refund_one("E1");
    world.service->jobs.run_due();
    auto const pinged = world.service->webhooks.ping(machine(), "all");
    REQUIRE(pinged.ok());
    world.service->jobs.run_due();
    auto const listed = world.deliveries("all", DeliveryState::delivered);
    REQUIRE(listed.size() == 1);
    CHECK(listed[0].event_id == pinged->event_id);
    REQUIRE(world.service->webhooks.drop(machine(), "all").ok());
    CHECK_FALSE(world.service->webhooks.show(machine(), "all").ok());
    CHECK(world.service->webhooks.list(machine()).items.empty());
    world.put("all");
    CHECK(world.deliveries("all").empty());
}

TEST_CASE("what was delivered is sent again when it is asked for, for seven days, and then forgotten") {
    HearingWorld world;
    world.put("all");
    world.refund_one("E1");
    world.service->jobs.run_due();
    auto const first = world.hearing->heard().front();
    std::string const id = world.deliveries("all").back().event_id;
    auto const again = world.service->webhooks.redeliver(machine(), "all", {{id, "nobody-1.1"}});
    REQUIRE(again.ok());
    CHECK(again->count == 1);
    world.service->jobs.run_due();
    CHECK(world.hearing->heard().back().body == first.body);
    CHECK(world.hearing->heard().back().id == first.id);
    world.pass(days(8));
    world.service->jobs.start();
    for (int i = 0; i < 1'000 && !world.deliveries("all").empty(); ++i)
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
    world.service->jobs.stop();
    CHECK(world.deliveries("all").empty());
}

TEST_CASE("a key of one shop sets and sees that shop's endpoints alone") {
    HearingWorld world;
    world.put("all");
    HostCaller const own = machine("s1");
    wire::WebhookBody body;
    body.url = "https://mall.example/s1";
    auto const refused = [&](std::string const& id) {
        auto const done = world.service->webhooks.put(own, id, body);
        return done.ok() ? std::string() : std::string(wire::name_of(done.error().front().rule));
    };
    CHECK(refused("mine") == "shop_unknown");
    body.shop_id = "s2";
    CHECK(refused("mine") == "shop_unknown");
    body.shop_id = "s1";
    CHECK(refused("all") == "name_taken");
    CHECK(refused("mine").empty());
    CHECK(world.service->webhooks.list(own).items.size() == 1);
    CHECK_FALSE(world.service->webhooks.show(own, "all").ok());
    CHECK_FALSE(world.service->webhooks.drop(own, "all").ok());
    CHECK_FALSE(world.service->webhooks.ping(own, "all").ok());
    CHECK_FALSE(world.service->webhooks.redeliver(own, "all", {}).ok());
    CHECK_FALSE(world.service->webhooks.deliveries(own, "all", {std::nullopt, "", 10}).ok());
}

TEST_CASE("the list of deliveries goes page by page, the newest first") {
    HearingWorld world;
    world.put("all");
    world.refund_one("E1");
    world.return_one("E2");
    world.service->jobs.run_due();
    auto const all = world.deliveries("all");
    std::vector<std::string> ids;
    std::string cursor;
    do {
        auto const page = world.service->webhooks.deliveries(machine(), "all", {std::nullopt, cursor, 3});
        REQUIRE(page.ok());
        for (auto const& one : page->items) ids.push_back(one.event_id);
        cursor = page->next_cursor;
    } while (!cursor.empty());
    REQUIRE(ids.size() == all.size());
    for (std::size_t i = 0; i < ids.size(); ++i) CHECK(ids[i] == all[i].event_id);
    CHECK_FALSE(world.service->webhooks.deliveries(machine(), "all", {std::nullopt, "x", 3}).ok());
}
