#pragma once
// A buyer before the page of a ticket that the core led there: presses by name, and reads what goes to the
// server.

#include "../shared/ticket_rows.hpp"
#include "browser.hpp"
#include "wire/codec.hpp"

namespace afterdesk::app {

/// The ticket as the server would show it to its buyer.
inline wire::TicketDetail shown_to_buyer(ticket_fixture::Given const& at, Context const& now) {
    wire::TicketDetail detail;
    detail.ticket = at.ticket;
    detail.history = at.history;
    detail.order = now.order;
    detail.policy = now.policy;
    detail.shop = {"s1", "云杉", "0571-5550101", {}};
    detail.audience = Audience::buyer;
    return detail;
}

/// The order with what all its tickets hold.
inline wire::OrderDetail order_of_buyer(ticket_fixture::Given const& at, Context const& now) {
    wire::OrderDetail detail;
    detail.order = now.order;
    detail.policy = now.policy;
    detail.shop = {"s1", "云杉", "0571-5550101", {}};
    detail.claims = now.other_claims;
    for (Claim& own : claims_of(at.ticket)) detail.claims.push_back(std::move(own));
    detail.applications = 1;
    detail.audience = Audience::buyer;
    wire::TicketSummary own;
    own.ticket_no = at.ticket.no.value;
    own.order_no = at.ticket.order_no.value;
    own.shop_id = at.ticket.shop_id.value;
    own.version = at.ticket.version;
    own.state = at.ticket.state;
    own.reason = at.ticket.request.reason;
    detail.tickets = {own};
    return detail;
}

class BuyerPage {
  public:
    BuyerPage(ticket_fixture::Given const& at, Context const& now, ui::Viewport const& viewport = {})
        : no_(at.ticket.no.value),
          order_(order_of_buyer(at, now)),
          ticket_(shown_to_buyer(at, now)),
          browser_(opened(at, now)),
          screen_([this](ui::Ui& ui) { draw(ui); }, viewport) {
        screen_.input().now_ms = browser_.model.shell.now.ms;
        screen_.draw();
    }

    Browser& browser() { return browser_; }
    ui::Headless& screen() { return screen_; }
    wire::OrderDetail& order() { return order_; }

    /// Whether the control is there, in front, and live.
    bool has_live(std::string_view name) const {
        ui::Node const* const node = screen_.control(name);
        return node != nullptr && (node->state & (ui::disabled | ui::covered)) == 0;
    }
    /// Why it is dead; empty when it is live, or not there.
    std::string why_dead(std::string_view name) const {
        ui::Node const* const node = screen_.control(name);
        return node == nullptr || (node->state & ui::disabled) == 0 ? std::string() : node->description;
    }
    void press(std::string_view name) {
        screen_.press(name);
        follow();
    }
    void choose(std::string_view label, std::string_view option) {
        screen_.choose(label, option);
        follow();
    }
    void type(std::string_view name, std::string_view words) {
        screen_.type_into(name, words);
        follow();
    }
    /// A picture is chosen; the browser makes it small, the server keeps it.
    void show_picture(std::string const& evidence_id) {
        screen_.pick("添加照片", {{41, "a.jpg", "image/jpeg", 1'000, "blob:a"}});
        browser_.on(PictureShrunk{41, 500, "blob:b"});
        screen_.draw();
        auto const uploads = browser_.take<UploadFile>();
        REQUIRE(!uploads.empty());
        CHECK(uploads.back().path == "/api/v1/buyer/evidence");
        wire::EvidenceView const kept{evidence_id, 500, 10, 10};
        browser_.on(HttpDone{uploads.back().id, 201, wire::write_json(wire::to_json(kept))});
        screen_.draw();
    }
    /// The command that went to the server last, or what is missing.
    std::string sent() {
        for (auto call = calls_.rbegin(); call != calls_.rend(); ++call) {
            if (call->path == "/api/v1/buyer/tickets/" + no_ + "/commands") return call->body;
        }
        return {};
    }
    screens::TicketView view() { return browser_.ticket_view(); }

  private:
    Browser opened(ticket_fixture::Given const& at, Context const& now) {
        Browser browser;
        wire::SessionView who = session(Audience::buyer);
        who.now_ms = now.now.ms;
        Started begun = started("#/b/tickets/" + no_, "");
        begun.now = now.now;
        browser.on(begun);
        browser.answer(browser.call("/api/v1/buyer/session"), 200, wire::to_json(who));
        browser.answer(browser.call("/api/v1/buyer/tickets/" + no_), 200,
                       wire::to_json(shown_to_buyer(at, now)));
        REQUIRE(browser.ticket().ticket.value.has_value());
        answer_questions(browser);
        browser.shell().effects.clear();
        return browser;
    }
    /// What is asked for meanwhile comes.
    void answer_questions(Browser& browser) {
        for (HttpCall const& call : browser.take<HttpCall>()) {
            if (call.method != "GET" || !browser.shell().calls.asked.contains(call.id)) continue;
            if (call.path == "/api/v1/buyer/orders/" + order_.order.order_no.value)
                browser.answer(call, 200, wire::to_json(order_));
            if (call.path == "/api/v1/buyer/tickets/" + no_)
                browser.answer(call, 200, wire::to_json(ticket_));
        }
    }
    void draw(ui::Ui& ui) {
        ScreenParts const& parts = shown_parts(browser_.shell());
        parts.show(browser_.model.features, browser_.shell());
        screens::Intents intents;
        parts.draw(browser_.model.features, browser_.shell(), ui, intents);
        browser_.shell().toasts.clear();
        for (screens::Intent const& intent : intents) browser_.want(intent);
    }
    /// The browser does what the page asked for.
    void follow() {
        for (int round = 0; round < 3; ++round) {
            for (HttpCall const& call : browser_.take<HttpCall>()) calls_.push_back(call);
            answer_questions(browser_);
            auto const moves = browser_.take<Navigate>();
            browser_.shell().effects.clear();
            if (!moves.empty()) browser_.on(HashChanged{moves.back().hash});
            screen_.draw();
        }
    }

    std::string no_;
    wire::OrderDetail order_;
    wire::TicketDetail ticket_;
    std::vector<HttpCall> calls_;
    Browser browser_;
    ui::Headless screen_;
};

/// All rows of the core's tests: tickets in every state, each with a move.
inline std::vector<ticket_rows::Row> all_rows() {
    std::vector<ticket_rows::Row> rows = ticket_rows::review_rows();
    for (auto const& more : {ticket_rows::goods_rows(), ticket_rows::sending_rows(),
                             ticket_rows::money_rows(), ticket_rows::platform_rows()}) {
        rows.insert(rows.end(), more.begin(), more.end());
    }
    return rows;
}

}  // namespace afterdesk::app
