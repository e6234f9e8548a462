// A key more than we know: clients are told, an open page reads on when the server is newer than it is.

#include <functional>

#include "wire/admin_api.hpp"
#include "wire_fixture.hpp"
#include "wire_random.hpp"

using namespace afterdesk;
using namespace afterdesk::wire;
using namespace afterdesk::wire_fixture;
using wire_random::Random;

namespace {

constexpr std::uint64_t unknown_seeds = 5;

/// Calls `look` with one more key in each object of the document in turn.
void each_addition(Value& at, std::function<void()> const& look) {
    if (Object* members = at.as<Object>()) {
        members->insert(members->begin(), {"brand_new", Object{{"x", 1}}});
        look();
        members->erase(members->begin());
        for (auto& member : *members) each_addition(member.second, look);
    } else if (Array* items = at.as<Array>()) {
        for (Value& item : *items) each_addition(item, look);
    }
}

/// Reads each of them, and gives what was read another time than the document says. "": none.
template <class Read>
std::string misread(Value document, Read read) {
    std::string const want = write_json(document);
    std::string out;
    int times = 0;
    each_addition(document, [&] {
        ++times;
        auto const answer = read(document);
        std::string const got = answer.ok() ? write_json(to_json(*answer)) : picture(answer.error());
        if (got != want && out.empty()) out = got;
    });
    return times > 0 ? out : "nothing was added";
}

/// The documents with one key more that were not refused for it. "": none.
template <class Read>
std::string accepted(Value document, Read read) {
    std::string out;
    each_addition(document, [&] {
        Mistakes const mistakes = read(document);
        bool const told = mistakes.size() == 1 && mistakes.front().rule == Rule::unknown_key &&
                          mistakes.front().path.ends_with("brand_new");
        if (!told) out += write_json(document) + " " + picture(mistakes) + "\n";
    });
    return out;
}

/// The mistakes of a reader of whole documents.
template <class Read>
auto of(Read read) {
    return [read](Value const& value) {
        auto const result = read(value);
        return result.ok() ? Mistakes{} : result.error();
    };
}

Order known_order() {
    Mistakes mistakes;
    return read_order(*parsed(fixture("quote/e1.json")).find("order"), "", mistakes);
}

TicketSummary short_one(Random& random) {
    TicketSummary out;
    out.ticket_no = out.order_no = out.shop_id = random.id();
    out.version = 1;
    return out;
}

OrderDetail known_detail(Random& random) {
    OrderDetail out;
    out.order = known_order();
    out.shop = {random.id(), "", "", {random.address()}};
    out.claims = random.list(3, [&] { return random.claim(); });
    out.policy = random.policy();
    out.tickets = {short_one(random)};
    return out;
}

TicketDetail known_ticket(Random& random) {
    TicketDetail out;
    out.ticket = random.ticket();
    for (std::size_t kind = 0; kind < std::variant_size_v<EventKinds>; ++kind)
        out.history.push_back(random.event_record(kind));
    out.order = known_order();
    out.shop = {random.id(), "", "", {}};
    out.policy = random.policy();
    return out;
}

}  // namespace

TEST_CASE("every answer with a key more is still read as it is") {
    for (std::uint64_t seed = 1; seed <= unknown_seeds; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        SessionView session;
        session.actor_id = random.id();
        OrderPage orders;
        orders.items = {{random.id(), random.id(), "", 1, 2, {}, {{1, "", "", "", 1, 1}}, 0}};
        TicketPage tickets{{short_one(random)}, "", {{ShortStatus::reviewing, 3}}};
        CHECK(misread(to_json(session), read_session) == "");
        CHECK(misread(to_json(orders), read_order_page) == "");
        CHECK(misread(to_json(tickets), read_ticket_page) == "");
        CHECK(misread(to_json(known_detail(random)), read_order_detail) == "");
        CHECK(misread(to_json(known_ticket(random)), read_ticket_detail) == "");
        CHECK(misread(to_json(EvidenceView{random.id(), 1, 2, 3}), wire::read_evidence) == "");
        CHECK(misread(to_json(wire::UploadView{random.id(), 1, 2}), wire::read_upload) == "");
        CHECK(misread(to_json(ChannelView{}), read_channel_view) == "");
        CHECK(misread(to_json(DevicesView{{{random.id()}}}), read_devices) == "");
        CHECK(misread(to_json(DemoView{{{Audience::platform, "", ""}}}), read_demo) == "");
    }
}

TEST_CASE("an error with a key more is still told") {
    Random random(3);
    TicketDetail const current = known_ticket(random);
    Mistakes const mistakes = {{Rule::too_long, "text", 500}, {Rule::not_found, "x", -1}};
    Value document = parsed(write_api_error(mistakes, true, "r1", &current), answer_limits);
    int times = 0;
    each_addition(document, [&] {
        std::string const body = write_json(document);
        ApiError const error = read_api_error(body);
        times += error.mistakes == mistakes && error.request_id == "r1" && read_current(body) ? 1 : 0;
    });
    int wanted = 0;
    each_addition(document, [&] { ++wanted; });
    CHECK(times == wanted);
}

TEST_CASE("everything that a client sends is refused for a key more") {
    for (std::uint64_t seed = 1; seed <= unknown_seeds; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        for (Command const& command : random.commands())
            CHECK(accepted(to_json(CommandBody{command, 1}), of(read_command)) == "");
        CHECK(accepted(to_json(ApplyBody{{random.id()}, random.apply()}), of(read_apply)) == "");
        FactsBody facts{{random.id()},
                        {{1, 2, random.instant(), {"a"}}},
                        {{"SF1", random.instant()}},
                        {{{"T1"}, "P1", 5}}};
        CHECK(accepted(to_json(facts), of(read_facts)) == "");
        Value const stock = Object{{"items", Array{to_json(Ware{"K1", "P1", "", "", 100, 1})}}};
        CHECK(accepted(stock, of(read_stock_body)) == "");
        CHECK(accepted(to_json(ChannelSettings{}), of(read_channel_body)) == "");
        CHECK(accepted(Object{{"advance_ms", 5}}, of(read_advance)) == "");
        auto const platform = [](auto read) {
            return of([read](Value const& value) { return read(value, Audience::platform); });
        };
        CHECK(accepted(to_json(random.policy()), [](Value const& value) {
                  Mistakes mistakes;
                  read_policy(value, default_policy(), "policy", mistakes);
                  return mistakes;
              }) == "");
        Value body = Object{{"based_on", 1}, {"policy", Object{}}, {"x", 1}};
        CHECK(platform(read_policy_body)(body) == Mistakes{{Rule::unknown_key, "x", -1}});
        body = Object{{"policy", Object{}}, {"x", 1}};
        CHECK(platform(read_dry_run_body)(body) == Mistakes{{Rule::unknown_key, "x", -1}});
    }
}
