// Data folders that earlier releases left: today's program opens them, finds nothing wrong, shows every
// ticket to those it concerns, and goes on with each of them until the last deadline has passed.

#include <algorithm>
#include <cstdio>
#include <set>

#include "cli_verify.hpp"
#include "fault/soak.hpp"
#include "http/http_server.hpp"
#include "server/plausible.hpp"
#include "server/raw_client.hpp"
#include "service/launch_token.hpp"
#include "store/sqlite/database.hpp"

using namespace afterdesk;
using older::Contents;
using older::Desk;
using older::Told;
using test::Answer;

namespace {

constexpr Duration all_deadlines = days(30);
constexpr int fewest_moves = 100;  ///< so many live commands there are at least in a folder

using Fields = std::vector<std::pair<std::string, std::string>>;

/// The desk behind a socket, and a session for each of its people.
class Counter {
  public:
    explicit Counter(Desk& desk) : desk_(desk), server_(*desk.service, log_, options()) {
        REQUIRE_FALSE(server_.start());
    }

    /// A body with a status; what is sent has a key.
    Answer call(std::string const& method, std::string const& path, Fields fields, std::string body = "") {
        if (!body.empty()) fields.emplace_back("Content-Type", "application/json");
        test::RawClient client(server_.port());
        client.send(test::request_text(method, path, fields, body));
        return client.answer();
    }
    wire::Value get(std::string const& path, Fields const& cookie) {
        Answer const answer = call("GET", path, cookie);
        CAPTURE(path);
        CAPTURE(answer.body);
        REQUIRE(answer.status == 200);
        auto value = wire::parse_json(answer.body, wire::answer_limits);
        REQUIRE(value.ok());
        return std::move(value).value();
    }
    Fields staff(older::Login const& who) {
        return session(who.audience,
                       R"({"login":")" + who.login + R"(","password":")" + who.password + "\"}");
    }
    /// By a launch link that is signed with the folder's own key.
    Fields buyer(std::string const& id) {
        auto const launch_keys = load_launch_keys(desk_.folder.path());
        REQUIRE(launch_keys.ok());
        LaunchClaims claims;
        claims.issuer = desk_.contents.tenant;
        claims.tenant = {desk_.contents.tenant};
        claims.buyer = {id};
        claims.jti = "older-" + id;
        claims.expires = desk_.machine_now() + minutes(1);
        return session("buyer", R"({"token":")" + make_launch_token(launch_keys->front(), claims) + "\"}");
    }

  private:
    static http::HttpOptions options() {
        http::HttpOptions options;
        options.port = 0;
        options.rate = {1e6, 1e6};
        return options;
    }
    Fields session(std::string const& audience, std::string const& json) {
        Answer const answer = call("POST", "/api/v1/" + audience + "/sessions", {}, json);
        CAPTURE(answer.body);
        REQUIRE(answer.status == 200);
        std::string const cookie = answer.header("Set-Cookie");
        return {{"Cookie", cookie.substr(0, cookie.find(';'))}};
    }

    Desk& desk_;
    Log log_{LogLevel::silent};
    http::HttpServer server_;
};

std::string arbitration_of(Ticket const& ticket) {
    return ticket.arbitration ? std::string(wire::name_of(ticket.arbitration->step)) : "";
}

/// Shows all tickets that are his in a list and one by one, as they were told; the others not at all.
void check_view(Counter& counter, std::string const& audience, Fields const& cookie,
                std::vector<Told> const& tickets, bool (*is_his)(Told const&, std::string const&),
                std::string const& id) {
    CAPTURE(audience);
    CAPTURE(id);
    std::string const api = "/api/v1/" + audience + "/tickets";
    auto const page = wire::read_ticket_page(counter.get(api + "?count=300", cookie));
    REQUIRE(page.ok());
    std::map<std::string, State> listed;
    for (wire::TicketSummary const& one : page->items) listed[one.ticket_no] = one.state;
    for (Told const& told : tickets) {
        CAPTURE(told.no);
        CAPTURE(told.what);
        if (!is_his(told, id)) {
            CHECK(listed.count(told.no) == 0);
            CHECK(counter.call("GET", api + "/" + told.no, cookie).status == 404);
            continue;
        }
        REQUIRE(listed.count(told.no) == 1);
        CHECK(wire::name_of(listed[told.no]) == told.state);
        auto const detail = wire::read_ticket_detail(counter.get(api + "/" + told.no, cookie));
        REQUIRE(detail.ok());
        CHECK(wire::name_of(detail->ticket.state) == told.state);
        CHECK(wire::name_of(detail->ticket.request.type) == told.type);
        CHECK(arbitration_of(detail->ticket) == told.arbitration);
        // A buyer is not told what automatic rules saw.
        bool const all_of_it = audience != "buyer";
        CHECK((!all_of_it || fold(detail->history) == detail->ticket));
    }
}

bool is_buyers(Told const& told, std::string const& id) { return told.buyer_id == id; }
bool is_the_shops(Told const& told, std::string const& id) { return told.shop_id == id; }
bool is_anybodys(Told const&, std::string const&) { return true; }

void check_books(Desk const& desk) {
    for (std::string const& difference : desk.differences()) FAIL_CHECK(difference);
}

/// Nothing lies there with a time limit that is over, and no money is left on its way.
void check_settled(Desk const& desk) {
    TicketQuery all;
    all.count = wire::max_page_size;
    auto const page = desk.service->tickets.list(desk.platform(), all);
    REQUIRE(page.ok());
    CHECK(page->items.size() == desk.contents.tickets.size());
    for (wire::TicketSummary const& ticket : page->items) {
        CAPTURE(ticket.ticket_no);
        CAPTURE(wire::name_of(ticket.state));
        CHECK((!ticket.deadline_ms || *ticket.deadline_ms > desk.now().ms));
        CHECK(ticket.state != State::refunding);
    }
    check_books(desk);
}

/// Gives each ticket its `turn`-th live command; how many had one.
int act(Desk& desk, std::size_t turn, std::set<CommandKind>& given) {
    int acted = 0;
    for (Told const& told : desk.contents.tickets) {
        wire::TicketDetail const on = desk.look(told.no);
        auto const moves = older::live_moves(desk, on.ticket);
        if (turn >= moves.size()) continue;
        older::Move const& move = moves[turn];
        CAPTURE(told.no);
        CAPTURE(told.what);
        CAPTURE(wire::name_of(move.who.audience));
        CAPTURE(wire::name_of(move.kind));
        auto const command = older::plausible(desk, move, on);
        REQUIRE(command);
        auto const reply = desk.give(move.who, on, *command);
        if (!reply.ok()) {
            Mistake const& mistake = reply.error().mistakes.front();
            CAPTURE(mistake.path);
            FAIL_CHECK(wire::name_of(mistake.rule));
        }
        given.insert(move.kind);
        ++acted;
    }
    return acted;
}

/// Of the oldest and the newest folder every turn is taken, of those between each fifth, another one each
/// time; in a soak all.
std::size_t step_of(std::size_t folder, std::size_t folders) {
    bool const whole = folder == 0 || folder + 1 == folders || fault::is_soak();
    return whole ? 1 : 5;
}

}  // namespace

TEST_CASE("the folders hold a ticket in every state and of every type") {
    REQUIRE_FALSE(older::names().empty());
    std::set<std::string> states, types;
    for (std::string const& name : older::names()) {
        for (Told const& told : older::contents_of(name).tickets) {
            states.insert(told.state);
            types.insert(told.type);
        }
    }
    CHECK(std::cmp_equal(states.size(), state_count));
    CHECK(std::cmp_equal(types.size(), ticket_type_count));
}

TEST_CASE("an older folder opens and nothing in it is wrong") {
    for (std::string const& name : older::names()) {
        CAPTURE(name);
        Desk const desk(name);
        check_books(desk);
        CHECK(std::cmp_equal(verify_folder(desk.folder.path()).tickets, desk.contents.tickets.size()));
    }
}

TEST_CASE("people sign in to an older folder as before, and see what they saw") {
    for (std::string const& name : older::names()) {
        CAPTURE(name);
        Desk desk(name);
        Counter counter(desk);
        auto const& tickets = desk.contents.tickets;
        for (std::string const& id : desk.contents.buyers)
            check_view(counter, "buyer", counter.buyer(id), tickets, is_buyers, id);
        for (older::Login const& who : desk.contents.logins) {
            bool const platform = who.audience == "platform";
            check_view(counter, who.audience, counter.staff(who), tickets,
                       platform ? is_anybodys : is_the_shops, who.shop_id);
        }
    }
}

TEST_CASE("an application that an older program took is not taken again") {
    for (std::string const& name : older::names()) {
        CAPTURE(name);
        Desk desk(name);
        Counter counter(desk);
        older::Answered const& before = desk.contents.answered;
        Fields fields = counter.buyer(before.buyer_id);
        fields.emplace_back("Idempotency-Key", before.key);
        Answer const again = counter.call("POST", "/api/v1/buyer/tickets", fields, before.body);
        CAPTURE(again.body);
        REQUIRE(again.status == 201);
        auto const value = wire::parse_json(again.body, wire::answer_limits);
        REQUIRE(value.ok());
        auto const detail = wire::read_ticket_detail(*value);
        REQUIRE(detail.ok());
        CHECK(detail->ticket.no.value == before.ticket_no);
        CHECK(std::cmp_equal(verify_folder(desk.folder.path()).tickets, desk.contents.tickets.size()));
    }
}

TEST_CASE("what an older folder has beside tickets can be read: policies, stock, orders, pictures") {
    for (std::string const& name : older::names()) {
        CAPTURE(name);
        Desk desk(name);
        auto const newest = desk.service->policies.show(desk.platform(), std::nullopt);
        REQUIRE(newest.ok());
        for (int version = 1; version <= newest->stamp.version; ++version) {
            CAPTURE(version);
            CHECK(desk.service->policies.show(desk.platform(), version).ok());
        }
        std::set<std::string> shops;
        for (Told const& told : desk.contents.tickets) {
            shops.insert(told.shop_id);
            CHECK(desk.service->orders.show(desk.caller(told.buyer_id), told.order_no).ok());
            for (EvidenceId const& id : desk.look(told.no).ticket.evidence) {
                auto const found = desk.service->evidence.find(desk.platform(), id.value, false);
                REQUIRE(found.ok());
                CHECK(desk.service->evidence.read(*found).ok());
            }
        }
        for (std::string const& shop : shops) {
            CHECK(desk.service->policies.show(desk.merchant_of(shop), std::nullopt).ok());
            CHECK(desk.service->shelf.show(desk.merchant_of(shop)).ok());
        }
    }
}

TEST_CASE("without a hand, every ticket of an older folder comes to its end or waits for the platform") {
    for (std::string const& name : older::names()) {
        CAPTURE(name);
        Desk desk(name);
        desk.pass(all_deadlines);
        check_settled(desk);
    }
}

TEST_CASE("every live command of every ticket in an older folder is taken, and what follows is sound") {
    auto const names = older::names();
    for (std::size_t i = 0; i < names.size(); ++i) {
        std::string const& name = names[i];
        CAPTURE(name);
        std::set<CommandKind> given;
        int sum = 0;
        std::size_t const step = step_of(i, names.size());
        for (std::size_t turn = i % step;; turn += step) {
            CAPTURE(turn);
            Desk desk(name);
            int const acted = act(desk, turn, given);
            if (acted == 0) break;
            sum += acted;
            desk.pass(all_deadlines);
            check_settled(desk);
        }
        MESSAGE(name << ": " << sum << " commands of " << given.size() << " kinds");
        CHECK(sum >= fewest_moves / static_cast<int>(2 * step - 1));
    }
}

TEST_CASE("a folder of the future is refused with a sentence, and stays as it is") {
    for (std::string const& name : older::names()) {
        CAPTURE(name);
        world::Folder folder;
        older::unpack(name, folder.path());
        auto const version = [&] {
            store::sqlite::Database db(folder.path() + "/afterdesk.db", store::sqlite::Access::read_only);
            store::Rows rows = db.query("PRAGMA user_version");
            REQUIRE(rows.step());
            return rows.integer(0);
        };
        store::sqlite::Database(folder.path() + "/afterdesk.db", store::sqlite::Access::write)
            .script("PRAGMA user_version = 999");
        std::string said;
        try {
            store::Store const store(store::StoreOptions{folder.path()});
        } catch (store::StoreFailure const& failure) {
            said = failure.what();
        }
        CHECK(said.find("newer version") != std::string::npos);
        CHECK(version() == 999);
    }
}
