// What payment channels tell by themselves, over real sockets: who signs comes in, nobody else.

#include "server/person.hpp"

using namespace afterdesk;
using outside::simulated::signature_of;
using test::Answer;
using test::Fields;
using test::Site;
using test::with;

namespace {

/// A refund that the channel has paid and not said so.
struct Late {
    Site site{Site::hurried(), [](Site& it) {
                  it.parties = outside::simulated::simulated_parties(it.folder.path());
                  it.parties.faults->answer_later(1);
              }};
    std::string ticket_no;
    outside::Notice notice;

    Late() {
        Ticket const ticket = site.refund_one().ticket;
        site.service->jobs.run_due();
        ticket_no = ticket.no.value;
        RefundPart const& part = ticket.refunds.front();
        notice = {{"mall"}, part.refund_no, part.amount_fen, {outside::Outcome::paid, ""}};
    }
    State state() { return site.look(ticket_no).ticket.state; }
    std::string seconds(Duration ago = {0}) const {
        return std::to_string((site.now_ms.load() - ago.ms) / 1'000);
    }
    std::string signature(std::string const& at, std::string const& body) const {
        return signature_of(outside::simulated::ensure_channel_key(site.folder.path()), at, body);
    }
    Answer post(std::string const& at, std::string const& signed_with, std::string const& body,
                std::string const& channel = "wechat") const {
        return site.post("/api/v1/notify/" + channel, body,
                         {{"Notify-Timestamp", at}, {"Notify-Signature", signed_with}});
    }
    /// As the channel would.
    int tell(outside::Notice const& told) const {
        std::string const body = outside::simulated::notice_text(told);
        return post(seconds(), signature(seconds(), body), body).status;
    }
};

}  // namespace

TEST_CASE("what the channel tells later settles the refund; told again it changes nothing") {
    Late late;
    CHECK(late.state() == State::refunding);
    CHECK(late.tell(late.notice) == 200);
    Ticket const settled = late.site.look(late.ticket_no).ticket;
    CHECK(settled.state == State::completed);
    CHECK(late.tell(late.notice) == 200);
    CHECK(late.site.look(late.ticket_no).ticket == settled);
    late.site.pass(minutes(10));
    CHECK(late.site.service->jobs.run_due() == 0);  // it is not asked again
    CHECK(late.site.differences().empty());
}

TEST_CASE("without its word the channel is asked again, and the later word changes nothing") {
    Late late;
    late.site.pass({2'000});
    CHECK(late.site.service->jobs.run_due() == 1);
    CHECK(late.state() == State::completed);
    CHECK(late.tell(late.notice) == 200);
    CHECK(late.site.differences().empty());
}

TEST_CASE("whoever does not sign as agreed, now and over this very body, is not let in") {
    Late late;
    std::string const body = outside::simulated::notice_text(late.notice);
    std::string const now = late.seconds();
    std::string const right = late.signature(now, body);
    std::string wrong = right;
    wrong.back() = wrong.back() == '0' ? '1' : '0';
    CHECK(late.site.post("/api/v1/notify/wechat", body).status == 401);
    CHECK(late.post(now, wrong, body).status == 401);
    CHECK(late.post(now, right.substr(0, 20), body).status == 401);
    CHECK(late.post(now, right, body + " ").status == 401);
    CHECK(late.post(late.seconds({1'000}), right, body).status == 401);
    CHECK(late.post("", late.signature("", body), body).status == 401);
    for (Duration const ago : {minutes(6), Duration{-minutes(6).ms}}) {
        std::string const then = late.seconds(ago);
        CHECK(late.post(then, late.signature(then, body), body).status == 401);
    }
    CHECK(late.post(now, right, body, "nobody").status == 401);
    Fields const cookie = late.site.sign_in_staff(wire::Audience::platform, "admin", "right-3");
    CHECK(late.site.post("/api/v1/notify/wechat", body, cookie).status == 401);
    CHECK(late.state() == State::refunding);
    std::string const then = late.seconds(minutes(4));
    CHECK(late.post(then, late.signature(then, body), body).status == 200);
}

TEST_CASE("signed and yet wrong: another amount, an unknown number, no document; a no is asked about") {
    Late late;
    outside::Notice other = late.notice;
    other.refund_fen += 1;
    CHECK(late.tell(other) == 422);
    other = late.notice;
    other.refund_no = "AS-nobody-1";
    CHECK(late.tell(other) == 404);
    std::string const now = late.seconds();
    CHECK(late.post(now, late.signature(now, "{}"), "{}").status == 400);
    CHECK(late.state() == State::refunding);
    other = late.notice;
    other.answer = {outside::Outcome::refused, "ACCOUNT_CLOSED"};
    CHECK(late.tell(other) == 200);
    CHECK(late.state() == State::refunding);
    late.site.service->jobs.run_due();
    CHECK(late.state() == State::completed);  // it had paid
    CHECK(late.tell(other) == 200);
    CHECK(late.state() == State::completed);
    CHECK(late.site.service->jobs.run_due() == 0);
}
