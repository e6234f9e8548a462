#include "browser.hpp"

namespace afterdesk::app {
namespace {

std::string const draft = "kept/buyer/b1/draft/E1/refund_unshipped/";

HttpCall submit(Browser& browser) {
    browser.type_request({{3}, "not_wanted", "不喜欢", false});
    browser.want(screens::Submit{});
    return browser.call("/api/v1/buyer/tickets");
}

}  // namespace

TEST_CASE("a request that did not arrive waits, and goes again under the same key with the same body") {
    Browser browser = at_form();
    HttpCall const first = submit(browser);
    CHECK(first.idempotency_key.size() == 32);
    browser.want(screens::Submit{});
    CHECK(browser.take<HttpCall>().empty());
    browser.on(HttpDone{first.id, 0, ""});
    CHECK(!browser.apply_view().queued.empty());
    CHECK(!browser.apply_view().submit_why_not.empty());
    CHECK(browser.order().form.ui.remark == "不喜欢");
    REQUIRE(browser.take<SetTimer>().size() == 1);
    browser.want(screens::Submit{});
    CHECK(browser.take<HttpCall>().empty());
    browser.on(TimerFired{"queue"});
    HttpCall const second = browser.call("/api/v1/buyer/tickets");
    CHECK(second.idempotency_key == first.idempotency_key);
    CHECK(second.body == first.body);
    browser.on(HttpDone{second.id, 503, ""});
    REQUIRE(browser.take<SetTimer>().size() == 1);
    browser.on(Online{});
    HttpCall const third = browser.call("/api/v1/buyer/tickets");
    browser.answer(third, 201, wire::to_json(ticket_detail(State::refunding, 2)));
    CHECK(waiting_count(browser.shell()) == 0);
    CHECK(browser.take<Forget>().size() == 2);
    browser.follow();
    CHECK(browser.shell().route.screen == Screen::ticket);
    CHECK(browser.ticket().ticket.ready());
}

TEST_CASE("what waits is read back after a reload, for the same person only, and is sent") {
    Browser before = at_form();
    HttpCall const first = submit(before);
    before.on(HttpDone{first.id, 0, ""});
    std::vector<KeptItem> const waiting = before.kept("kept/buyer/b1/queue/");
    REQUIRE(waiting.size() == 1);

    Browser browser;
    browser.on(started("#/b/orders", ""));
    browser.answer(browser.call("/api/v1/buyer/session"), 200, wire::to_json(session(Audience::buyer)));
    REQUIRE(browser.take<Recall>().size() == 1);
    CHECK(browser.take<Recall>()[0].prefix == "kept/buyer/b1/queue/");
    browser.on(Recalled{"kept/buyer/b2/queue/", waiting});
    CHECK(waiting_count(browser.shell()) == 0);
    browser.on(Recalled{"kept/buyer/b1/queue/", waiting});
    HttpCall const again = browser.call("/api/v1/buyer/tickets");
    CHECK(again.idempotency_key == first.idempotency_key);
    CHECK(again.body == first.body);
    CHECK(browser.orders_view().page.waiting == "1 项操作已保存，联网后自动发送。");
}

TEST_CASE("changing a request that waits takes it back; the changed one has another key") {
    Browser browser = at_form();
    HttpCall const first = submit(browser);
    browser.on(HttpDone{first.id, 0, ""});
    browser.type_request({{2}, "not_wanted", "不喜欢", false});
    CHECK(waiting_count(browser.shell()) == 0);
    browser.want(screens::Submit{});
    CHECK(browser.call("/api/v1/buyer/tickets").idempotency_key != first.idempotency_key);
}

TEST_CASE("a waiting request that is refused in the end says why, and the form can be corrected") {
    Browser browser = at_form();
    HttpCall const first = submit(browser);
    browser.on(HttpDone{first.id, 0, ""});
    browser.on(TimerFired{"queue"});
    HttpCall const second = browser.call("/api/v1/buyer/tickets");
    Mistakes const changed{{Rule::quote_changed, "quote"}};
    browser.on(HttpDone{second.id, 409, wire::write_api_error(changed, false, "r1")});
    CHECK(waiting_count(browser.shell()) == 0);
    CHECK(browser.apply_view().error == wire::message_for(changed[0], wire::Language::zh_cn));
    CHECK(browser.apply_view().submit_why_not.empty());
}

TEST_CASE("without a network an order is shown as it was seen, and it is said when") {
    Browser before = at_form();
    before.want(screens::Reload{});
    before.answer(before.call("/api/v1/buyer/orders/E1"), 200, wire::to_json(order_detail()));
    std::vector<KeptItem> const seen = before.kept("kept/buyer/b1/seen/");
    REQUIRE(seen.size() == 1);

    Browser browser;
    browser.on(started("#/b/orders/E1", ""));
    browser.on(HttpDone{browser.call("/api/v1/buyer/session").id, 0, ""});
    REQUIRE(browser.take<Recall>().size() == 1);
    CHECK(browser.take<Recall>()[0].prefix == "session/buyer");
    std::string const remembered =
        "1795100000000\n/api/v1/buyer/session\n" + wire::write_json(wire::to_json(session(Audience::buyer)));
    browser.on(Recalled{"session/buyer", {{"session/buyer", remembered, {}}}});
    HttpCall const order = browser.call("/api/v1/buyer/orders/E1");
    browser.on(HttpDone{order.id, 0, ""});
    CHECK(browser.take<Recall>().back().prefix == seen[0].key);
    CHECK(browser.order_view().load.state == screens::Phase::loading);
    browser.on(Recalled{seen[0].key, seen});
    screens::OrderView const view = browser.order_view();
    CHECK(view.load.state == screens::Phase::ready);
    CHECK(view.page.notice.starts_with("没有网络，显示的是 "));

    SUBCASE("another answer in the same place is not taken for it") {
        browser.on(HashChanged{"#/b/orders/E2", ""});
        HttpCall const other = browser.call("/api/v1/buyer/orders/E2");
        browser.on(HttpDone{other.id, 0, ""});
        browser.on(Recalled{browser.take<Recall>().back().prefix, seen});
        CHECK(browser.order_view().load.state == screens::Phase::failed);
    }
    SUBCASE("back again, it is of now") {
        browser.on(LiveState{false, false});
        browser.on(LiveState{true, false});
        browser.answer(browser.call("/api/v1/buyer/orders/E1"), 200, wire::to_json(order_detail()));
        CHECK(browser.order_view().page.notice.empty());
    }
}

TEST_CASE("a refused stream: the session is asked; it opens again, waits longer, or the door is shown") {
    Browser browser = at_ticket(State::awaiting_merchant, 1);
    browser.on(LiveState{false, true});
    REQUIRE(browser.take<SetTimer>().size() == 1);
    int const first_wait_ms = browser.take<SetTimer>()[0].delay_ms;
    browser.shell().effects.clear();
    browser.on(TimerFired{"live"});
    HttpCall const check = browser.call("/api/v1/merchant/session");
    SUBCASE("not reached") {
        browser.on(HttpDone{check.id, 0, ""});
        REQUIRE(browser.take<SetTimer>().size() == 1);
        CHECK(browser.take<SetTimer>()[0].delay_ms > first_wait_ms);
    }
    SUBCASE("still signed in") {
        browser.answer(check, 200, wire::to_json(session(Audience::merchant)));
        CHECK(browser.take<OpenLive>().size() == 1);
    }
    SUBCASE("taken back meanwhile by whoever looked at the page again") {
        browser.on(Shown{});
        CHECK(browser.take<OpenLive>().size() == 1);
        browser.on(LiveState{true, false});
        browser.shell().effects.clear();
        browser.answer(check, 200, wire::to_json(session(Audience::merchant)));
        CHECK(browser.take<OpenLive>().empty());
        browser.shell().effects.clear();
        browser.on(TimerFired{"live"});
        CHECK(browser.take<OpenLive>().empty());
        CHECK(browser.take<HttpCall>().empty());
    }
    SUBCASE("signed out") {
        browser.on(HttpDone{check.id, 401, wire::write_api_error({{Rule::not_signed_in, ""}}, false, "r1")});
        CHECK(browser.take<CloseLive>().size() == 1);
        browser.follow();
        CHECK(browser.shell().route.screen == Screen::sign_in);
    }
}

TEST_CASE("a tab whose stream went to another one takes it back when it is looked at again") {
    Browser browser = at_ticket(State::awaiting_merchant, 1);
    browser.on(LiveState{true, false});
    browser.shell().effects.clear();
    browser.on(Shown{});
    CHECK(browser.take<OpenLive>().empty());
    browser.on(LiveState{false, false});  // "bye", and the browser waits for minutes
    CHECK(browser.shows("实时更新已断开"));
    browser.on(Shown{});
    REQUIRE(browser.take<OpenLive>().size() == 1);
    CHECK(browser.take<OpenLive>()[0].path == "/api/v1/merchant/events");
    browser.on(LiveState{true, false});
    CHECK_FALSE(browser.shows("实时更新已断开"));
    browser.answer(browser.call("/api/v1/merchant/tickets/AS2026112100000001"), 200,
                   wire::to_json(ticket_detail(State::rejected, 2)));
    CHECK(browser.shows("商家已拒绝"));
}

TEST_CASE("who has to sign in first comes to what he wanted") {
    Browser browser;
    browser.on(started("#/m/tickets/AS2026112100000001/reject", ""));
    HttpCall const check = browser.call("/api/v1/merchant/session");
    browser.on(HttpDone{check.id, 401, wire::write_api_error({{Rule::not_signed_in, ""}}, false, "r1")});
    browser.follow();
    REQUIRE(browser.shell().route.screen == Screen::sign_in);
    auto& form = browser.model.features.of<sign_in::Model>().ui;
    form.login = "m1";
    form.password = "secret";
    browser.want(screens::Submit{});
    browser.answer(browser.call("/api/v1/merchant/sessions"), 200,
                   wire::to_json(session(Audience::merchant)));
    browser.follow();
    CHECK(browser.shell().route.screen == Screen::ticket);
    CHECK(browser.shell().route.id == "AS2026112100000001");
    CHECK(browser.shell().route.dialog == "reject");
}

TEST_CASE("another version of the page is noticed when the stream is back") {
    Browser browser = at_form();
    browser.shell().version = "page.1111.js";
    browser.on(LiveState{false, false});
    browser.on(LiveState{true, false});
    HttpCall const asked = browser.call("/");
    int status = 200;
    std::string script = "page.1111.js";
    SUBCASE("the same") {}
    SUBCASE("another") { script = "page.2222.js"; }
    SUBCASE("an error page") { status = 502; }
    browser.on(HttpDone{asked.id, status, "<script src=\"" + script + "\">"});
    CHECK(browser.apply_view().page.update_ready == (script == "page.2222.js"));
    browser.want(screens::UpdatePage{});
    CHECK(browser.take<ReloadPage>().size() == 1);
}

TEST_CASE("photos: made small one at a time, two uploads at once; what is no picture is refused by name") {
    Browser browser = at_form();
    browser.want(screens::AddPhotos{{{1, "note.txt", "text/plain", 10, ""},
                                     {2, "huge.jpg", "image/jpeg", 100 << 20, "blob:2"},
                                     {3, "a.png", "image/png", 1'000, "blob:3"},
                                     {4, "b.heic", "", 1'000, ""},
                                     {5, "c.jpg", "image/jpeg", 1'000, "blob:5"},
                                     {6, "d.jpg", "image/jpeg", 1'000, "blob:6"}}});
    auto const& photos = browser.order().form.photos;
    CHECK(photos[0].failed());
    CHECK(photos[1].failed());
    for (int handle : {3, 4, 5, 6}) {
        auto const shrinking = browser.take<ShrinkPicture>();
        REQUIRE(!shrinking.empty());
        CHECK(shrinking.back().file_handle == handle);
        bool const readable = handle != 4;
        browser.on(PictureShrunk{handle, readable ? 500 : 0, readable ? "blob:small" : ""});
    }
    CHECK(photos[3].heic);
    CHECK(photos[3].failed());
    REQUIRE(browser.take<UploadFile>().size() == 2);
    UploadFile const first = browser.take<UploadFile>()[0];
    browser.on(HttpDone{first.id, 201, R"({"id":"abc","bytes":900,"width":10,"height":10})"});
    CHECK(photos[2].evidence_id == "abc");
    CHECK(browser.take<UploadFile>().size() == 3);

    SUBCASE("one that was cut off goes on when the network is back") {
        browser.on(HttpDone{browser.take<UploadFile>()[1].id, 0, ""});
        CHECK(photos[4].unreachable);
        browser.on(Online{});
        CHECK(browser.take<UploadFile>().back().file_handle == 5);
    }
    SUBCASE("all are there again after a reload, those not uploaded yet go on") {
        std::vector<KeptItem> const kept = browser.kept(draft);
        Browser after = at_form();
        after.on(Recalled{draft, kept});
        REQUIRE(after.order().form.photos.size() == 3);
        CHECK(after.order().form.photos[0].evidence_id == "abc");
        CHECK(after.take<UploadFile>().size() == 2);
    }
    SUBCASE("one that is taken away leaves nothing behind") {
        browser.shell().effects.clear();
        browser.want(screens::RemovePhoto{4});
        CHECK(browser.take<CancelCall>().size() == 1);
        CHECK(browser.take<ReleaseFile>().size() == 1);
        CHECK(browser.take<Forget>().size() == 1);
    }
}

TEST_CASE("a video: its picture first, then in pieces, and on from where the server says after a break") {
    Browser browser = at_form();
    constexpr std::int64_t bytes = (1 << 20) + 100;
    constexpr std::int64_t half = 512 << 10;
    browser.want(screens::AddPhotos{{{1, "开箱.mov", "video/quicktime", bytes, "blob:film"},
                                     {2, "long.mp4", "video/mp4", (50 << 20) + 1, "blob:long"},
                                     {3, "report.pdf", "application/pdf", (10 << 20) + 1, ""},
                                     {4, "a.exe", "application/x-msdownload", 10, ""}}});
    auto const& photos = browser.order().form.photos;
    CHECK(photos[1].mistakes == Mistakes{{Rule::file_too_large, "long.mp4", 50 << 20}});
    CHECK(photos[2].mistakes == Mistakes{{Rule::file_too_large, "report.pdf", 10 << 20}});
    CHECK(photos[3].mistakes == Mistakes{{Rule::file_kind_not_taken, "a.exe"}});
    REQUIRE(browser.take<MakePoster>().size() == 1);
    browser.on(PictureShrunk{1, 900, "blob:poster", 7});
    UploadFile const poster = browser.take<UploadFile>().back();
    CHECK(poster.file_handle == 7);
    browser.on(HttpDone{poster.id, 201, R"({"id":"abc","bytes":900,"width":10,"height":10})"});
    std::vector<KeptItem> const kept = browser.kept(draft);
    HttpCall const begin = browser.call("/api/v1/buyer/uploads");
    CHECK(begin.body == R"({"name":"开箱.mov","bytes":1048676,"poster":"abc"})");
    CHECK(!begin.idempotency_key.empty());
    auto const place = [&](int id, int status, std::int64_t offset) {
        browser.on(
            HttpDone{id, status, wire::write_json(wire::to_json(wire::UploadView{"u1", bytes, offset}))});
    };
    place(begin.id, 201, 0);
    auto const piece = [&] {
        auto const sent = browser.take<SendPiece>();
        REQUIRE(!sent.empty());
        return sent.back();
    };
    CHECK(piece().path == "/api/v1/buyer/uploads/u1");
    CHECK(piece().bytes == half);
    place(piece().id, 200, half);
    CHECK(piece().offset == half);
    CHECK(browser.apply_view().proof.items[0].percent == 49);

    SUBCASE("to its end") {
        place(piece().id, 200, 1 << 20);
        CHECK(piece().bytes == 100);
        CHECK(piece().last);
        browser.on(
            HttpDone{piece().id, 201, R"({"id":"film","bytes":9,"width":1,"height":1,"kind":"video"})"});
        CHECK(photos[0].evidence_id == "film");
        CHECK(browser.apply_view().proof.items[0].percent == -1);
    }
    SUBCASE("a break: begun again under the same key, it goes on where the server says") {
        browser.on(HttpDone{piece().id, 0, ""});
        CHECK(photos[0].unreachable);
        browser.shell().effects.clear();
        browser.on(Online{});
        HttpCall const again = browser.call("/api/v1/buyer/uploads");
        CHECK(again.idempotency_key == begin.idempotency_key);
        CHECK(again.body == begin.body);
        SUBCASE("in the middle") {
            place(again.id, 201, 1 << 20);
            CHECK(piece().offset == 1 << 20);
        }
        SUBCASE("all of it was there: the end is asked for once more") {
            place(again.id, 201, bytes);
            CHECK(piece().bytes == 0);
            CHECK(piece().last);
        }
    }
    SUBCASE("after a reload it needs no other picture") {
        Browser after = at_form();
        after.on(Recalled{draft, kept});
        REQUIRE(after.order().form.photos.size() == 1);
        CHECK(after.take<MakePoster>().empty());
        CHECK(after.call("/api/v1/buyer/uploads").idempotency_key == begin.idempotency_key);
    }
    SUBCASE("refused: one sentence, and taken away it is gone on the server too") {
        browser.on(HttpDone{piece().id, 422, wire::write_api_error({{Rule::not_a_video, ""}}, false, "")});
        CHECK(photos[0].mistakes == Mistakes{{Rule::not_a_video, ""}});
        browser.shell().effects.clear();
        browser.want(screens::RemovePhoto{0});
        CHECK(browser.call("/api/v1/buyer/uploads/u1").method == "DELETE");
    }
}

}  // namespace afterdesk::app
