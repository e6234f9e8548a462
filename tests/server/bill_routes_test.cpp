// Reconciliation over HTTP: the platform asks, brings and settles; a host's machine brings bills and reads
// refunds. And by the command line beside the server, killed at any moment.

#include <unistd.h>

#include <fstream>
#include <thread>

#include "outside/wechat/bill_text.hpp"
#include "server/host.hpp"
#include "server/person.hpp"
#include "server/program.hpp"

using namespace afterdesk;
using test::Answer;
using test::error_of;
using test::Fields;
using test::items_of;
using test::member;
using test::Person;
using test::Program;
using test::Site;

namespace {

constexpr char const* asked = "?channel=wechat&day=2026-11-20";

/// A refund to two payments was paid the day before; staff sign in after that: no session outlives a night.
struct Desk {
    Site site;
    RefundPart const part = paid_the_day_before(site);
    Person platform = Person::platform(site);
    Fields cookie = site.sign_in_staff(wire::Audience::platform, "admin", "right-3");
    std::string const refund_no = part.refund_no;
    Fen const refund_fen = part.amount_fen;

    /// The channel's of the two.
    static RefundPart paid_the_day_before(Site& site) {
        RefundPart part = site.refund_one("E1", 3).ticket.refunds.front();
        site.service->jobs.run_due();
        site.pass(days(1));
        return part;
    }
    std::string bill(Fen fen) const {
        outside::wechat::BillWriter writer("1900000109");
        std::string text = outside::wechat::BillWriter::head();
        text += writer.line({refund_no, "w1", fen, world::noon});
        return text + writer.foot();
    }
    Answer bring(std::string const& text, std::string const& query = asked) const {
        return site.call("POST", "/api/v1/platform/bills" + query,
                         test::with(cookie, "Content-Type", "text/csv"), text);
    }
};

}  // namespace

TEST_CASE(
    "a bill that is brought differs, its difference is settled once with a note, and the day is closed") {
    Desk desk;
    Answer const brought = desk.bring(desk.bill(1));
    CHECK(brought.status == 200);
    CHECK(member(brought.body, "state") == "differing");
    CHECK(member(brought.body, "origin") == "upload");
    std::string const seen = desk.platform.get("/reconciliation").body;
    REQUIRE(items_of(seen, "differences").size() == 1);
    std::string const one = items_of(seen, "differences")[0];
    CHECK(member(one, "kind") == "amount");
    CHECK(member(one, "refund_no") == desk.refund_no);
    CHECK(member(one, "ours_fen") == std::to_string(desk.refund_fen));
    CHECK(member(one, "theirs_fen") == "1");
    CHECK(desk.platform.get("/health").body.find(R"("check":"reconciliation","level":"look","count":1)") !=
          std::string::npos);

    std::string const path = "/differences/" + member(one, "id");
    CHECK(error_of(desk.platform.post(path, R"({"way":"explained","note":" "})")) ==
          "note must_not_be_empty");
    CHECK(error_of(desk.platform.post(path, R"({"way":"forgotten","note":"x"})")) == "way unknown_name");
    Answer const settled = desk.platform.post(path, R"({"way":"written_off","note":"案件 7"})");
    CHECK(settled.status == 200);
    CHECK(member(member(settled.body, "settled"), "by") == "p1");
    CHECK(desk.platform.post(path, R"({"way":"explained","note":"x"})").status == 409);
    CHECK(desk.platform.post("/differences/x", R"({"way":"explained","note":"x"})").status == 404);
    std::string const after = desk.platform.get("/reconciliation").body;
    CHECK(items_of(after, "differences").empty());
    CHECK(items_of(after, "settled").size() == 1);
    CHECK(member(items_of(after, "days")[0], "state") == "closed");
    std::string const acts = desk.platform.get("/audit?noun=bill").body;
    CHECK(acts.find("difference_settled") != std::string::npos);
    CHECK(acts.find("bill_brought") != std::string::npos);
    CHECK(desk.site.differences().empty());
}

TEST_CASE("a bill that can not be used is refused with what is wrong with it") {
    Desk desk;
    std::string const good = desk.bill(desk.refund_fen);
    CHECK(error_of(desk.bring("hello")) == "bill wrong_type");
    CHECK(error_of(desk.bring(good.substr(0, good.size() / 2))) == "bill file_cut_short");
    CHECK(error_of(desk.bring(good, "?channel=alipay&day=2026-11-20")) == "merchant differs_from_address");
    CHECK(error_of(desk.bring(good, "?channel=wechat&day=2026-11-19")) == "day differs_from_address");
    CHECK(error_of(desk.bring(good, "?channel=wechat&day=2026-11-21")) == "day deadline_not_reached");
    CHECK(error_of(desk.bring(good, "?channel=wechat&day=yesterday")) == "day bad_characters");
    CHECK(error_of(desk.bring(good, "?channel=cash&day=2026-11-20")) == "channel unknown_name");
    CHECK(error_of(desk.bring(good, "?channel=balance&day=2026-11-20")) == "channel unknown_name");
    CHECK(error_of(desk.bring(good, "?channel=wechat")) == "day missing_key");
    CHECK(items_of(desk.platform.get("/reconciliation").body, "days").empty());
    CHECK(member(desk.bring(good).body, "state") == "closed");
}

TEST_CASE("the channel is asked when somebody wants it, and by the thread that does it each morning") {
    Desk desk;
    std::string const day = R"({"channel":"wechat","day":"2026-11-20"})";
    Answer const done = desk.platform.post("/reconciliation", day);
    CHECK(done.status == 200);
    CHECK(member(done.body, "state") == "closed");
    CHECK(member(done.body, "origin") == "channel");
    desk.site.service->reconciliation.start();
    Answer const again = desk.platform.post("/reconciliation", day);
    CHECK(member(again.body, "runs") == "2");
    desk.site.service->reconciliation.stop();
    CHECK(error_of(desk.platform.post("/reconciliation", R"({"channel":"wechat","day":"2026-11-21"})")) ==
          "day deadline_not_reached");
}

TEST_CASE("a host's machine brings bills and reads the refunds, as JSON and as a table") {
    Desk desk;
    Fields const key = test::host_key(desk.site, {wire::HostScope::refunds_execute});
    Answer const brought = desk.site.call("POST", "/api/v1/host/bills" + std::string(asked),
                                          test::with(key, "Content-Type", "application/octet-stream"),
                                          desk.bill(desk.refund_fen));
    CHECK(brought.status == 200);
    CHECK(member(brought.body, "state") == "closed");
    Answer const page = desk.site.call("GET", "/api/v1/host/refunds?limit=1", key);
    REQUIRE(items_of(page.body).size() == 1);
    std::string const next = member(page.body, "next_after");
    CHECK(!next.empty());
    Answer const rest = desk.site.call("GET", "/api/v1/host/refunds?after=" + next, key);
    REQUIRE(items_of(rest.body).size() == 1);
    CHECK(member(items_of(page.body)[0], "refund_no") != member(items_of(rest.body)[0], "refund_no"));
    CHECK(items_of(desk.site.call("GET", "/api/v1/host/refunds?settled_to=1", key).body).empty());
    CHECK(error_of(desk.site.call("GET", "/api/v1/host/refunds?limit=0", key)) == "limit must_be_positive");
    Answer const table = desk.site.call("GET", "/api/v1/host/refunds.csv", key);
    CHECK(table.body.find("\"" + desk.refund_no + "\"") != std::string::npos);

    Fields const of_shop = test::host_key(desk.site, {wire::HostScope::refunds_execute}, "s2");
    CHECK(items_of(desk.site.call("GET", "/api/v1/host/refunds", of_shop).body).empty());
    CHECK(desk.site
              .call("POST", "/api/v1/host/bills" + std::string(asked),
                    test::with(of_shop, "Content-Type", "text/csv"), desk.bill(1))
              .status == 403);
}

TEST_CASE(
    "by the command line, beside the server: killed at any moment nothing is lost and nothing doubled") {
    Desk desk;
    std::string const file = desk.site.folder.path() + "/../bill-" + std::to_string(::getpid()) + ".csv";
    std::ofstream(file) << desk.bill(1);
    auto const words = [&] {
        return std::vector<std::string>{"reconcile", "--data",     desk.site.folder.path(),
                                        "--date",    "2026-11-20", "--bill",
                                        file,        "--lang",     "en"};
    };
    for (int i = 0; i < 25; ++i) {
        Program program(words());
        std::this_thread::sleep_for(std::chrono::milliseconds(2 * i));
        program.kill();
    }
    Program program(words());
    CHECK(program.until("are open").find("amount " + desk.refund_no) != std::string::npos);
    CHECK(program.ended() == 3);
    std::string const seen = desk.platform.get("/reconciliation").body;
    CHECK(items_of(seen, "differences").size() == 1);
    CHECK(items_of(seen, "days").size() == 1);
    CHECK(desk.site.differences().empty());
    std::ofstream(file) << desk.bill(desk.refund_fen);
    CHECK(Program(words()).ended() == 0);
    std::filesystem::remove(file);
    CHECK(Program({"reconcile", "--data", desk.site.folder.path(), "--date", "2026-11-31"}).ended() == 2);
    // Nothing of what was killed lies about.
    int left = 0;
    for (auto const& one : std::filesystem::directory_iterator(desk.site.folder.path()))
        left += one.path().filename().string().starts_with(".temporary") ? 1 : 0;
    CHECK(left == 0);
}
