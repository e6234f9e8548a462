#pragma once
// Somebody before the page of a ticket that the core led there: presses by name, and reads what goes to the
// server.

#include "../shared/ticket_rows.hpp"
#include "browser.hpp"
#include "wire/codec.hpp"

namespace afterdesk::app {

/// A shop as it is shown: buyers see no return addresses.
inline wire::ShopView shop_for(Audience audience) {
    wire::ShopView shop{"s1", "云杉", "0571-5550101", {}};
    if (audience != Audience::buyer) shop.addresses = {ticket_fixture::default_address};
    return shop;
}

/// The ticket as the server would show it.
inline wire::TicketDetail shown_to(Audience audience, ticket_fixture::Given const& at, Context const& now) {
    wire::TicketDetail detail;
    detail.ticket = at.ticket;
    detail.history = at.history;
    detail.order = now.order;
    detail.policy = now.policy;
    detail.shop = shop_for(audience);
    detail.audience = audience;
    if (!at.ticket.first_approval.empty()) detail.first_approval_by = "陈晨";
    return detail;
}
inline wire::TicketDetail shown_to_buyer(ticket_fixture::Given const& at, Context const& now) {
    return shown_to(Audience::buyer, at, now);
}

/// The order with what all its tickets hold.
inline wire::OrderDetail order_for(Audience audience, ticket_fixture::Given const& at, Context const& now) {
    wire::OrderDetail detail;
    detail.order = now.order;
    detail.policy = now.policy;
    detail.shop = shop_for(audience);
    detail.stock = now.stock;
    detail.approved_today_fen = now.approved_today_fen;
    detail.claims = now.other_claims;
    for (Claim& own : claims_of(at.ticket)) detail.claims.push_back(std::move(own));
    detail.applications = 1;
    detail.audience = audience;
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

class TicketPage {
  public:
    TicketPage(Audience audience, ticket_fixture::Given const& at, Context const& now,
               ui::Viewport const& viewport = {})
        : audience_(audience),
          no_(at.ticket.no.value),
          order_(order_for(audience, at, now)),
          ticket_(shown_to(audience, at, now)),
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
    void press_option(std::string_view begins) {
        screen_.input().activations.push_back(nth(ui::Role::option, begins, 1));
        screen_.draw();
        follow();
    }
    void press_if_there(std::string_view name) {
        if (has_live(name)) press(name);
    }
    /// One of a group's choices, where another group has one of that name.
    void press_in(std::string_view group, std::string_view name) {
        std::vector<ui::Node> const& nodes = screen_.frame().nodes;
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            auto const parent = static_cast<std::size_t>(nodes[i].parent);
            bool const inside = nodes[i].parent >= 0 && nodes[parent].name == group;
            if (inside && nodes[i].role == ui::Role::radio && nodes[i].name == name) {
                screen_.input().activations.push_back(nodes[i].id);
                screen_.draw();
                return follow();
            }
        }
        FAIL("no such choice");
    }
    void choose_or_press(std::string_view label, std::string_view option) {
        has_live(option) ? press(option) : choose(label, option);
    }
    /// The nth control whose name begins so, from 1.
    std::uint32_t nth(ui::Role role, std::string_view begins, int number) const {
        for (ui::Node const& node : screen_.frame().nodes) {
            bool const covered = (node.state & ui::covered) != 0;
            if (node.role == role && !covered && node.name.starts_with(begins) && --number == 0)
                return node.id;
        }
        FAIL("no such control: " << begins);
        return 0;
    }
    void press_nth(std::string_view begins, int number) {
        screen_.input().activations.push_back(nth(ui::Role::button, begins, number));
        screen_.draw();
        follow();
    }
    /// One piece more of the nth line of an inspection is refused.
    void refuse_one(int line) { press_nth("增加不合格", line); }
    void type(std::string_view name, std::string_view words) {
        screen_.type_into(name, words);
        follow();
    }
    void key_on(std::string_view name, std::string_view key) {
        screen_.focus(name);
        screen_.key(std::string(key));
        follow();
    }
    /// A picture is chosen; the browser makes it small, the server keeps it.
    void show_picture(std::string const& evidence_id, int number = 1) {
        screen_.input().picked.push_back(
            {nth(ui::Role::file_picker, "添加照片", number), {{41, "a.jpg", "image/jpeg", 1'000, "blob:a"}}});
        screen_.draw();
        browser_.on(PictureShrunk{41, 500, "blob:b"});
        screen_.draw();
        auto const uploads = browser_.take<UploadFile>();
        REQUIRE(!uploads.empty());
        CHECK(uploads.back().path == root() + "/evidence");
        wire::EvidenceView const kept{evidence_id, 500, 10, 10};
        browser_.on(HttpDone{uploads.back().id, 201, wire::write_json(wire::to_json(kept))});
        screen_.draw();
    }
    /// What is known of its parcels comes.
    void tell(wire::TracksView const& tracks) {
        REQUIRE(tracks_asked_.id != 0);
        browser_.answer(tracks_asked_, 200, wire::to_json(tracks));
        screen_.draw();
    }
    /// Who comes for its goods is answered.
    void tell_pickup(wire::PickupView const& pickup) {
        REQUIRE(pickup_asked_.id != 0);
        browser_.answer(pickup_asked_, 200, wire::to_json(pickup));
        screen_.draw();
    }
    /// The command that went to the server last, or what is missing.
    std::string sent() {
        for (auto call = calls_.rbegin(); call != calls_.rend(); ++call) {
            if (call->path == root() + "/tickets/" + no_ + "/commands") return call->body;
        }
        return {};
    }
    screens::TicketView view() { return browser_.ticket_view(); }
    screens::VerdictView verdict() { return ticket::make_verdict(browser_.ticket(), browser_.shell()); }

  private:
    Browser opened(ticket_fixture::Given const& at, Context const& now) {
        Browser browser;
        wire::SessionView who = session(audience_);
        auto const kind = static_cast<ActorKind>(audience_);
        who.actor_id = (now.actor.kind == kind ? now.actor : ticket_fixture::actor_of(kind)).id;
        who.now_ms = now.now.ms;
        Started begun = started(std::string("#/") + letter() + "/tickets/" + no_, "");
        begun.now = now.now;
        browser.on(begun);
        browser.answer(browser.call(root() + "/session"), 200, wire::to_json(who));
        browser.answer(browser.call(root() + "/tickets/" + no_), 200,
                       wire::to_json(shown_to(audience_, at, now)));
        REQUIRE(browser.ticket().ticket.value.has_value());
        answer_questions(browser);
        browser.shell().effects.clear();
        return browser;
    }
    /// What is asked for meanwhile comes.
    void answer_questions(Browser& browser) {
        for (HttpCall const& call : browser.take<HttpCall>()) {
            if (call.method != "GET" || !browser.shell().calls.asked.contains(call.id)) continue;
            if (call.path == root() + "/orders/" + order_.order.order_no.value)
                browser.answer(call, 200, wire::to_json(order_));
            if (call.path == root() + "/tickets/" + no_) browser.answer(call, 200, wire::to_json(ticket_));
            if (call.path == root() + "/tickets/" + no_ + "/tracks") tracks_asked_ = call;
            if (call.path == root() + "/tickets/" + no_ + "/pickup") pickup_asked_ = call;
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

    std::string root() const { return "/api/v1/" + std::string(wire::name_of(audience_)); }
    char letter() const { return wire::name_of(audience_)[0]; }

    Audience audience_;
    std::string no_;
    wire::OrderDetail order_;
    wire::TicketDetail ticket_;
    std::vector<HttpCall> calls_;
    HttpCall tracks_asked_, pickup_asked_;
    Browser browser_;
    ui::Headless screen_;
};

class BuyerPage : public TicketPage {
  public:
    BuyerPage(ticket_fixture::Given const& at, Context const& now, ui::Viewport const& viewport = {})
        : TicketPage(Audience::buyer, at, now, viewport) {}
};

/// "rejected modify": how a missing one is told.
inline std::string name_of(Edge const& edge) {
    return std::string(wire::name_of(*edge.from)) + " " + std::string(wire::name_of(edge.command)) + " (" +
           std::string(act_name(edge)) + ")";
}

/// All rows of the core's tests: tickets in every state, each with a move.
inline std::vector<ticket_rows::Row> all_rows() {
    std::vector<ticket_rows::Row> rows = ticket_rows::review_rows();
    for (auto const& more :
         {ticket_rows::goods_rows(), ticket_rows::sending_rows(), ticket_rows::money_rows(),
          ticket_rows::appeal_rows(), ticket_rows::platform_rows()}) {
        rows.insert(rows.end(), more.begin(), more.end());
    }
    return rows;
}

/// Whether the core carries out what the page has sent, asked about the ticket as the page saw it.
inline bool is_carried_out(std::string const& body, CommandKind command, Ticket const& ticket,
                           Context const& now) {
    CHECK(body.find("\"command\":\"" + std::string(wire::name_of(command)) + "\"") != std::string::npos);
    auto const json = wire::parse_json(body);
    if (!json.ok()) return false;
    auto const sent = wire::read_command(*json);
    REQUIRE(sent.ok());
    CHECK(sent->version == ticket.version);
    Decision const decided = decide(ticket, sent->command, now);
    if (!decided.ok()) CHECK(decided.error() == Mistakes{});
    return decided.ok();
}

}  // namespace afterdesk::app
