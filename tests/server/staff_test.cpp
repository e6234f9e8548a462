// People and their roles over the API: what each may, what is refused by the name of the right, and that what
// is taken away is gone at once.
#include "server/site.hpp"
#include "wire/staff_api.hpp"

using namespace afterdesk;
using test::Answer;
using test::code_of;
using test::cookie_of;
using test::Fields;
using test::member;
using test::Site;
using wire::Audience;

namespace {

struct Shop {
    Site site;
    Fields manager = site.sign_in_staff(Audience::merchant, "yunshan", "right-1");
    Fields admin = site.sign_in_staff(Audience::platform, "admin", "right-3");

    Answer json(char const* method, std::string const& path, Fields who, std::string const& body) {
        who.emplace_back("Content-Type", "application/json");
        return site.call(method, "/api/v1/" + path, who, body);
    }
    /// Signs in with whatever comes of it.
    Answer sign_in(std::string const& login, std::string const& password,
                   Audience side = Audience::merchant) {
        site.pass(minutes(2));
        return json("POST", std::string(wire::name_of(side)) + "/sessions", {},
                    R"({"login":")" + login + R"(","password":")" + password + "\"}");
    }
    /// Signs in with a password that was given, and chooses another.
    Answer choose(std::string const& login, std::string const& first, std::string const& own) {
        site.pass(minutes(2));
        return json(
            "POST", "merchant/sessions", {},
            R"({"login":")" + login + R"(","password":")" + first + R"(","new_password":")" + own + "\"}");
    }
    Fields session(std::string const& login, std::string const& password,
                   Audience side = Audience::merchant) {
        site.pass(minutes(2));
        return site.sign_in_staff(side, login, password);
    }
    wire::StaffView staff(Fields const& who, std::string const& path = "merchant/staff") {
        Answer const answer = site.call("GET", "/api/v1/" + path, who);
        REQUIRE(answer.status == 200);
        return *wire::read_staff_view(*wire::parse_json(answer.body));
    }
    /// Adds somebody to the manager's shop and gives his id and the password that he then chose.
    std::pair<std::string, std::string> add(std::string const& login, std::string const& role) {
        auto const [id, first] = given(login, role);
        std::string const own = "seven green boats";
        REQUIRE(choose(login, first, own).status == 200);
        return {id, own};
    }
    /// The same with the first password.
    std::pair<std::string, std::string> given(std::string const& login, std::string const& role) {
        Answer const answer = json("POST", "merchant/staff", manager,
                                   R"({"login":")" + login + R"(","name":"新人","role":")" + role + "\"}");
        CAPTURE(answer.body);
        REQUIRE(answer.status == 201);
        return {member(answer.body, "staff_id"), member(answer.body, "password")};
    }
    std::string add_role(std::string const& name, std::string const& rights) {
        Answer const answer = json("POST", "merchant/roles", manager,
                                   R"({"name":")" + name + R"(","rights":[)" + rights + "]}");
        CAPTURE(answer.body);
        REQUIRE(answer.status == 201);
        return member(answer.body, "id");
    }
    Answer change(std::string const& id, std::string const& role, bool disabled = false) {
        return json(
            "PUT", "merchant/staff/" + id, manager,
            R"({"name":"新人","role":")" + role + R"(","disabled":)" + (disabled ? "true}" : "false}"));
    }
    bool is_in(Fields const& who, char const* side = "merchant") {
        return site.call("GET", std::string("/api/v1/") + side + "/session", who).status == 200;
    }
    Answer agree(Fields const& who, std::string const& ticket) {
        Fields fields = who;
        fields.emplace_back("Idempotency-Key", site.next_key());
        int const version = site.service->tickets.show(site.merchant, ticket)->ticket.version;
        return json("POST", "merchant/tickets/" + ticket + "/commands", fields,
                    R"({"command":"agree","version":)" + std::to_string(version) +
                        R"(,"address":{"name":"a","phone":"1","text":"b"}})");
    }
};

std::string path_of(Answer const& answer) { return member(member(answer.body, "error"), "path"); }

}  // namespace

TEST_CASE("whoever is added signs in with the password that was shown once, and does what his role may") {
    Shop shop;
    auto const [id, password] = shop.given("xinren", "reviewer");
    Fields const him = cookie_of(shop.choose("xinren", password, "seven green boats"));
    Answer const session = shop.site.call("GET", "/api/v1/merchant/session", him);
    CHECK(session.body.find(R"("role":"reviewer")") != std::string::npos);
    CHECK(session.body.find("review_tickets") != std::string::npos);
    CHECK(session.body.find("set_stock") == std::string::npos);
    Answer const refused = shop.json("PUT", "merchant/stock", him, R"({"items":[]})");
    CHECK(refused.status == 403);
    CHECK(code_of(refused) == "right_missing");
    CHECK(path_of(refused) == "rights.set_stock");
    CHECK(refused.body.find("设置库存") != std::string::npos);
    // Names and roles are everybody's to see; logins and sessions are not.
    for (auto const& item : shop.staff(him).items) CHECK(item.login.empty() != item.own);
    CHECK(shop.staff(shop.manager).items.size() == 3);
    CHECK(shop.staff(shop.admin, "platform/staff?shop=s1").items.size() == 3);
    CHECK(shop.staff(shop.admin, "platform/staff").items.size() == 2);
    CHECK(code_of(shop.json("POST", "merchant/staff", shop.manager,
                            R"({"login":"admin","name":"n","role":"reviewer"})")) == "name_taken");
    CHECK(code_of(shop.json("POST", "merchant/staff", shop.manager,
                            R"({"login":"neu","name":"n","role":"administrator"})")) == "unknown_name");
}

TEST_CASE("a right that is taken away is gone with the next request, and so is the session") {
    Shop shop;
    std::string const ticket = shop.site.return_one().ticket.no.value;
    std::string const packer = shop.add_role("打包", R"("handle_goods")");
    auto const [id, password] = shop.add("dabao", packer);
    Fields him = shop.session("dabao", password);
    Answer const refused = shop.agree(him, ticket);
    CHECK(refused.status == 403);
    CHECK(path_of(refused) == "rights.review_tickets");
    // More rights need no new session.
    CHECK(shop.change(id, "reviewer").status == 200);
    CHECK(shop.is_in(him));
    CHECK(shop.change(id, packer).status == 200);
    CHECK_FALSE(shop.is_in(him));
    // A role that becomes smaller does the same to all who have it.
    him = shop.session("dabao", password);
    CHECK(
        shop.json("PUT", "merchant/roles/" + packer, shop.manager, R"({"name":"打包","rights":[]})").status ==
        200);
    CHECK_FALSE(shop.is_in(him));
    CHECK(code_of(shop.site.call("DELETE", "/api/v1/merchant/roles/" + packer, shop.manager)) ==
          "role_in_use");
    CHECK(shop.change(id, "reviewer").status == 200);
    CHECK(shop.site.call("DELETE", "/api/v1/merchant/roles/" + packer, shop.manager).status == 204);
    // Switched off: no session, and the right password says why.
    him = shop.session("dabao", password);
    CHECK(shop.agree(him, ticket).status == 200);
    CHECK(shop.change(id, "reviewer", true).status == 200);
    CHECK_FALSE(shop.is_in(him));
    CHECK(code_of(shop.sign_in("dabao", password)) == "account_disabled");
    CHECK(code_of(shop.sign_in("dabao", "wrong")) == "wrong_password");
    CHECK(shop.change(id, "reviewer").status == 200);
    CHECK(shop.sign_in("dabao", password).status == 200);
}

TEST_CASE("nobody gives what he does not have, reaches above himself, or changes his own role") {
    Shop shop;
    std::string const hr = shop.add_role("人事", R"("manage_staff","open_tickets")");
    auto const [id, password] = shop.add("renshi", hr);
    Fields const him = shop.session("renshi", password);
    auto const code = [&](char const* method, std::string const& path, std::string const& body) {
        Answer const answer = shop.json(method, "merchant/" + path, him, body);
        return code_of(answer) + (answer.status == 403 ? " " + path_of(answer) : "");
    };
    CHECK(code("POST", "staff", R"({"login":"a","name":"n","role":"manager"})") ==
          "beyond_your_rights rights.review_tickets");
    CHECK(code("POST", "roles", R"({"name":"r","rights":["set_policy"]})") ==
          "beyond_your_rights rights.set_policy");
    CHECK(code("POST", "roles", R"({"name":"r","rights":["move_clock"]})") == "unknown_name");
    CHECK(code("POST", "staff/m1/password", "{}") == "beyond_your_rights rights.review_tickets");
    CHECK(code("PUT", "staff/m1", R"({"name":"n","role":"reviewer","disabled":true})") ==
          "beyond_your_rights rights.review_tickets");
    CHECK(code("PUT", "roles/" + hr, R"({"name":"人事","rights":[]})") == "not_yourself");
    CHECK(code("PUT", "staff/" + id, R"({"name":"n","role":"reviewer","disabled":false})") == "not_yourself");
    CHECK(code("PUT", "staff/" + id, R"({"name":"n","role":")" + hr + R"(","disabled":true})") ==
          "not_yourself");
    // Another shop's people are not there, neither are the platform's.
    CHECK(code("PUT", "staff/m2", R"({"name":"n","role":"reviewer","disabled":false})") == "not_found");
    CHECK(code("POST", "staff/p1/password", "{}") == "not_found");
    CHECK(shop.is_in(shop.manager));
}

TEST_CASE("a password that somebody else chose is good for choosing one's own, once, for three days") {
    Shop shop;
    auto const [id, first] = shop.given("xinren", "reviewer");
    CHECK(code_of(shop.sign_in("xinren", first)) == "new_password_required");
    CHECK(code_of(shop.choose("xinren", "wrong", "seven green boats")) == "wrong_password");
    for (char const* const easy :
         {"short", "Xinren-2026!", "qwerty123456", "aaaabbbbaaaabbbb", "云杉服饰云杉服饰云杉服饰"}) {
        CAPTURE(easy);
        Answer const refused = shop.choose("xinren", first, easy);
        CHECK(refused.status == 422);
        CHECK(path_of(refused) == "new_password");
    }
    CHECK(code_of(shop.choose("xinren", first, first)) == "password_is_public");
    CHECK(shop.choose("xinren", first, "seven green boats").status == 200);
    CHECK(code_of(shop.sign_in("xinren", first)) == "wrong_password");
    CHECK(shop.sign_in("xinren", "seven green boats").status == 200);
    // Who has one of his own does not change it at the door.
    CHECK(shop.choose("xinren", "seven green boats", "eight green boats").status == 200);
    CHECK(shop.sign_in("xinren", "seven green boats").status == 200);
    Answer const reset = shop.json("POST", "merchant/staff/" + id + "/password", shop.manager, "{}");
    shop.site.pass(days(3));
    Fields const manager = shop.session("yunshan", "right-1");
    CHECK(code_of(shop.choose("xinren", member(reset.body, "password"), "nine green boats")) ==
          "first_password_over");
    Answer const again = shop.json("POST", "merchant/staff/" + id + "/password", manager, "{}");
    CHECK(shop.choose("xinren", member(again.body, "password"), "nine green boats").status == 200);
}

TEST_CASE("a reset gives another first password; one's own needs the old one and a fresh session's token") {
    Shop shop;
    auto const [id, first] = shop.add("mima", "reviewer");
    Fields him = shop.session("mima", first);
    Answer const reset = shop.json("POST", "merchant/staff/" + id + "/password", shop.manager, "{}");
    CHECK(reset.status == 200);
    CHECK_FALSE(shop.is_in(him));
    CHECK(shop.sign_in("mima", first).status == 401);
    std::string const second = "eight green boats";
    him = cookie_of(shop.choose("mima", member(reset.body, "password"), second));
    Fields const elsewhere = shop.session("mima", second);
    auto const own = [&](std::string const& old, std::string const& fresh) {
        return shop.json("PUT", "merchant/password", him,
                         R"({"old":")" + old + R"(","password":")" + fresh + "\"}");
    };
    Answer const wrong = own("not-it", "a-third-password");
    CHECK(wrong.status == 422);
    CHECK(code_of(wrong) == "old_password_wrong");
    CHECK(path_of(wrong) == "old");
    CHECK(shop.is_in(him));
    CHECK(code_of(own(second, "short")) == "password_too_short");
    CHECK(code_of(own(second, "demo-pass-2026")) == "password_is_public");
    CHECK(code_of(own(second, "mima-mima-mima-1")) == "password_is_public");
    Answer const changed = own(second, "nine green boats");
    CHECK(changed.status == 204);
    CHECK(shop.is_in(cookie_of(changed)));
    CHECK_FALSE(shop.is_in(him));
    CHECK_FALSE(shop.is_in(elsewhere));
    CHECK(shop.sign_in("mima", "nine green boats").status == 200);
    Fields const again = shop.session("mima", "nine green boats");
    CHECK(shop.site.call("DELETE", "/api/v1/merchant/staff/" + id + "/sessions", shop.manager).status == 204);
    CHECK_FALSE(shop.is_in(again));
}

TEST_CASE("right passwords are not counted as tries") {
    Shop shop;
    auto const code = [&](char const* password) {
        return code_of(shop.json("POST", "merchant/sessions", {},
                                 std::string(R"({"login":"shenhe","password":")") + password + "\"}"));
    };
    for (int i = 0; i < 8; ++i) CHECK(code("right-4") == "");
    for (int i = 0; i < 5; ++i) CHECK(code("wrong") == "wrong_password");
    CHECK(code("right-4") == "too_many_requests");
}

TEST_CASE("the platform adds a shop and its first manager; the audit log tells it all") {
    Shop shop;
    CHECK(shop.json("POST", "platform/shops", shop.admin, R"({"shop_id":"s9","name":"新店","phone":"1"})")
              .status == 201);
    CHECK(code_of(shop.json("POST", "platform/shops", shop.admin, R"({"shop_id":"s9","name":"新店"})")) ==
          "name_taken");
    Answer const added = shop.json("POST", "platform/staff?shop=s9", shop.admin,
                                   R"({"login":"dianzhang","name":"店主","role":"manager"})");
    CHECK(added.status == 201);
    Fields const him =
        cookie_of(shop.choose("dianzhang", member(added.body, "password"), "seven green boats"));
    CHECK(shop.json("PUT", "merchant/stock", him, R"({"items":[]})").status == 200);
    CHECK(code_of(shop.json("POST", "platform/staff?shop=s8", shop.admin,
                            R"({"login":"y","name":"n","role":"manager"})")) == "not_found");
    auto const audit = [&](Fields const& who, std::string const& path) {
        Answer const answer = shop.site.call("GET", "/api/v1/" + path, who);
        CAPTURE(answer.body);
        REQUIRE(answer.status == 200);
        std::string out;
        auto const page = wire::read_audit_page(*wire::parse_json(answer.body));
        for (auto const& item : page->items)
            out += (out.empty() ? "" : ", ") + item.actor + " " + item.action + " " + item.name;
        return out;
    };
    CHECK(audit(him, "merchant/audit") ==
          "店主 stock_set 0, 店主 signed_in dianzhang, 店主 password_changed dianzhang, "
          "小云 staff_added dianzhang, "
          "小云 shop_added s9");
    CHECK(audit(shop.admin, "platform/audit?noun=shop") == "小云 shop_added s9");
    CHECK(audit(shop.admin, "platform/audit?who=p1&action=staff_added") == "小云 staff_added dianzhang");
    CHECK(audit(shop.admin, "platform/audit?q=dian&from=2026-11-20&to=2026-11-20&noun=session") ==
          "店主 signed_in dianzhang");
    CHECK(audit(shop.admin, "platform/audit?to=2026-11-19") == "");
    CHECK(code_of(shop.site.call("GET", "/api/v1/platform/audit?from=yesterday", shop.admin)) ==
          "bad_characters");
}

TEST_CASE("the audit log has the tickets' events, page by page, and says whether a history is whole") {
    Shop shop;
    std::string const ticket = shop.site.return_one().ticket.no.value;
    CHECK(shop.agree(shop.manager, ticket).status == 200);
    Answer const chain = shop.site.call("GET", "/api/v1/merchant/tickets/" + ticket + "/chain", shop.manager);
    CHECK(chain.body.find(R"("sound":true)") != std::string::npos);
    Answer const found =
        shop.site.call("GET", "/api/v1/platform/audit?noun=ticket&who=m1&q=" + ticket, shop.admin);
    auto const page = *wire::read_audit_page(*wire::parse_json(found.body));
    REQUIRE(page.items.size() == 1);
    CHECK(page.items[0].action == "agreed");
    CHECK(page.items[0].actor == "许蔓");
    Fields keyed = shop.admin;
    keyed.emplace_back("Idempotency-Key", shop.site.next_key());
    int const version = shop.site.service->tickets.show(shop.site.merchant, ticket)->ticket.version;
    CHECK(shop.json("POST", "platform/tickets/" + ticket + "/commands", keyed,
                    R"({"command":"freeze","text":"等待检测","version":)" + std::to_string(version) + "}")
              .status == 200);
    Answer const stopped =
        shop.site.call("GET", "/api/v1/platform/audit?action=frozen&q=" + ticket, shop.admin);
    auto const why = *wire::read_audit_page(*wire::parse_json(stopped.body));
    REQUIRE(why.items.size() == 1);
    CHECK(why.items[0].note == "等待检测");
    for (int i = 0; i < 35; ++i)
        CHECK(shop.json("PUT", "merchant/stock", shop.manager, R"({"items":[]})").status == 200);
    std::string cursor;
    std::size_t rows = 0;
    int pages = 0;
    do {
        Answer const one =
            shop.site.call("GET", "/api/v1/merchant/audit?noun=stock&cursor=" + cursor, shop.manager);
        auto const read = wire::read_audit_page(*wire::parse_json(one.body));
        REQUIRE(read.ok());
        rows += read->items.size();
        cursor = read->next_cursor;
        ++pages;
    } while (!cursor.empty());
    CHECK(rows == 35);
    CHECK(pages == 2);
}

TEST_CASE("the health page counts what is wrong and names the ticket") {
    Shop shop;
    auto const check = [&](wire::HealthCheck which) {
        Answer const answer = shop.site.call("GET", "/api/v1/platform/health", shop.admin);
        REQUIRE(answer.status == 200);
        auto const view = *wire::read_health(*wire::parse_json(answer.body));
        return view.checks[static_cast<std::size_t>(which)];
    };
    for (auto const which : wire::all_names<wire::HealthCheck>()) {
        CAPTURE(which);
        CHECK(check(*wire::from_name<wire::HealthCheck>(which)).count == 0);
    }
    Fields admin = shop.admin;
    CHECK(shop.json("POST", "platform/channel", admin,
                    R"({"delay_ms":0,"fail_next":9,"lose_answer_next":0,"duplicate_answers":false})")
              .status == 200);
    std::string const ticket = shop.site.refund_one().ticket.no.value;
    shop.site.service->jobs.run_due();
    auto const failed = check(wire::HealthCheck::refund_failed);
    REQUIRE(failed.tickets.size() == 1);
    CHECK(failed.tickets[0].ticket_no == ticket);
    CHECK(failed.level == wire::HealthLevel::look);
    Answer const metrics = shop.site.call("GET", "/metrics", {});
    CHECK(metrics.body.find("afterdesk_health_ledger 0") != std::string::npos);
}

TEST_CASE("the health page says which version answers, and what waits its turn") {
    Shop shop;
    auto const look = [&] {
        Answer const answer = shop.site.call("GET", "/api/v1/platform/health", shop.admin);
        REQUIRE(answer.status == 200);
        return *wire::read_health(*wire::parse_json(answer.body));
    };
    auto const seen = look();
    Answer const meta = shop.site.call("GET", "/api/v1/meta", {});
    CHECK(meta.body.find("\"version\":\"" + seen.version + '"') != std::string::npos);
    auto const names = wire::all_names<wire::HealthQueue>();
    REQUIRE(seen.queues.size() == names.size());
    for (std::size_t i = 0; i < names.size(); ++i) {
        CHECK(wire::name_of(seen.queues[i].queue) == names[i]);
        CHECK(seen.queues[i].waiting == 0);
    }
    shop.site.refund_one();  // nobody sends while the jobs stand still
    CHECK(look().queues[0].waiting == 1);
    shop.site.service->jobs.run_due();
    CHECK(look().queues[0].waiting == 0);
}
