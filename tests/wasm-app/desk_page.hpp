#pragma once
// Staff in front of the page, with a server behind it that knows some tickets: follows addresses, answers
// what is asked, presses keys as the mirror does.

#include <functional>
#include <memory>

#include "app/features/queue/model.hpp"
#include "app/features/work/model.hpp"
#include "browser.hpp"
#include "widgets/table.hpp"

namespace afterdesk::app {

struct DeskPage {
    Browser browser;
    std::vector<wire::TicketDetail> tickets;  ///< as the server has them, in the order of its list
    std::vector<std::string> asked;           ///< paths behind "/api/v1/merchant"
    std::vector<std::string> given;           ///< bodies of commands
    std::vector<std::string> keys;            ///< their idempotency keys
    std::vector<std::string> hashes;          ///< where the page went, the newest last
    std::map<std::string, std::string> stored;
    std::string refused;  ///< the ticket that the server refuses commands of
    bool reachable = true;
    std::string slowed;       ///< the ticket whose next commands are too early for the server
    int slow_times = 1;       ///< how many of them
    int retry_after_s = 0;    ///< what it says then
    std::vector<int> pauses;  ///< what the page then waits, in milliseconds
    bool told_first = false;  ///< the live event comes before the answer to a command
    int empty_pages = 0;      ///< of the list, before the one with its tickets
    std::unique_ptr<ui::Headless> page;

    explicit DeskPage(std::string const& hash, float width = 1280, int count = 4, float scale = 1) {
        for (int i = 1; i <= count; ++i) tickets.push_back(numbered(i));
        ui::Viewport viewport;
        viewport.w = width;
        viewport.h = 900;
        viewport.text_scale = scale;
        hashes = {hash};
        browser.on(started(hash, ""));
        serve();
        page = std::make_unique<ui::Headless>([this](ui::Ui& ui) { draw(ui); }, viewport);
    }

    static std::string number(int i) { return "AS202611210000000" + std::to_string(i); }
    static wire::TicketDetail numbered(int i) {
        wire::TicketDetail detail = ticket_detail(State::awaiting_merchant, 1);
        detail.ticket.no = TicketNo{number(i)};
        detail.ticket.deadline = Instant{1'795'100'000'000 + hours(i).ms};
        return detail;
    }
    static wire::TicketSummary summary(wire::TicketDetail const& detail) {
        Ticket const& ticket = detail.ticket;
        wire::TicketSummary out;
        out.ticket_no = ticket.no.value;
        out.order_no = ticket.order_no.value;
        out.shop_id = ticket.shop_id.value;
        out.buyer_name = "林*";
        out.type = ticket.request.type;
        out.state = ticket.state;
        out.status = short_status(ticket);
        out.title = "羊绒衫";
        out.refund_fen = ticket.quote.refund_fen;
        out.reason = ticket.request.reason;
        out.applied_at_ms = 1'795'000'000'000;
        out.updated_at_ms = 1'795'000'060'000;
        if (ticket.deadline) out.deadline_ms = ticket.deadline->ms;
        out.version = ticket.version;
        if (ticket.arbitration) out.arbitration = ticket.arbitration->step;
        out.appeal = appeal_of(ticket);
        return out;
    }

    queue::Model& queue() { return browser.model.features.of<queue::Model>(); }
    Shell& shell() { return browser.shell(); }
    std::string const& hash() const { return hashes.back(); }

    void draw(ui::Ui& ui) {
        show_page(browser.model);
        screens::Intents intents;
        draw_page(browser.model, ui, intents);
        shell().toasts.clear();
        for (screens::Intent const& intent : intents) browser.want(intent);
        serve();
    }

    /// Does what the page asks of browser and server, until it asks for nothing more.
    void serve() {
        while (!shell().effects.empty()) {
            std::vector<Effect> const effects = std::exchange(shell().effects, {});
            for (Effect const& effect : effects) {
                if (auto const* call = std::get_if<HttpCall>(&effect)) answer(*call);
                if (auto const* to = std::get_if<Navigate>(&effect)) go(to->hash, to->replace);
                if (std::holds_alternative<GoBack>(effect)) {
                    hashes.pop_back();
                    browser.on(HashChanged{hashes.back(), below()});
                }
                if (auto const* timer = std::get_if<SetTimer>(&effect); timer && timer->name == "pause")
                    pauses.push_back(timer->delay_ms);
                if (auto const* store = std::get_if<Store>(&effect)) stored[store->key] = store->text;
                if (auto const* load = std::get_if<Load>(&effect))
                    browser.on(Stored{load->key, stored[load->key]});
            }
        }
    }

    void go(std::string const& to, bool replace = false) {
        if (replace) hashes.pop_back();
        hashes.push_back(to);
        browser.on(HashChanged{to, below()});
    }
    std::string below() const { return hashes.size() > 1 ? hashes[hashes.size() - 2] : std::string(); }

    /// The pause is over.
    void end_pause() {
        browser.on(TimerFired{"pause"});
        serve();
        page->draw();
        page->draw();
    }

    /// A key that some control names as its own.
    bool press_key(std::string_view key) {
        for (ui::Node const& node : page->frame().nodes) {
            if (node.shortcut != key || (node.state & (ui::disabled | ui::covered)) != 0) continue;
            page->input().activations.push_back(node.id);
            page->draw();
            page->draw();
            return true;
        }
        return false;
    }
    /// Follows the link of this name.
    void follow(std::string_view name) {
        ui::Node const* const link = page->find(ui::Role::link, name);
        REQUIRE(link != nullptr);
        go(link->href);
        serve();
        page->draw();
    }

  private:
    wire::TicketDetail* find(std::string const& no) {
        for (wire::TicketDetail& one : tickets)
            if (one.ticket.no.value == no) return &one;
        return nullptr;
    }

    wire::TicketPage list() {
        wire::TicketPage found;
        if (empty_pages > 0) {
            --empty_pages;
            found.next_cursor = "1:AS1";
            found.counts[ShortStatus::reviewing] = 1;
            found.counts_at_least = true;
            return found;
        }
        for (wire::TicketDetail const& one : tickets) {
            found.items.push_back(summary(one));
            ++found.counts[short_status(one.ticket)];
        }
        return found;
    }

    /// Of all tickets.
    wire::OrderDetail order() const {
        wire::OrderDetail found;
        found.order = tickets.front().order;
        found.shop = tickets.front().shop;
        found.policy = tickets.front().policy;
        return found;
    }

    static wire::WorkView work() {
        wire::WorkView view;
        view.piles = {{Work::review, 3, 2, 0, 19'334, 1'795'110'000'000},
                      {Work::refund_failed, 1, 0, 0, 0, {}}};
        view.reasons = {{"quality", "质量问题", "Quality"}, {"size_unfit", "尺码不合适", "Wrong size"}};
        view.queues = {"senior"};
        return view;
    }

    void give(HttpCall const& call, wire::TicketDetail& detail) {
        given.push_back(call.body);
        keys.push_back(call.idempotency_key);
        if (refused == detail.ticket.no.value) {
            browser.on(HttpDone{call.id, 409,
                                wire::write_api_error({{Rule::stale_version, "version"}}, false, "r")});
            return;
        }
        if (slowed == detail.ticket.no.value) {
            if (--slow_times <= 0) slowed.clear();
            browser.on(HttpDone{call.id, 429,
                                wire::write_api_error({{Rule::too_many_requests, ""}}, false, "r"),
                                std::nullopt, retry_after_s});
            return;
        }
        bool const rejects = call.body.find("\"reject\"") != std::string::npos;
        detail.ticket.state = rejects ? State::rejected : State::awaiting_return;
        if (!rejects) detail.ticket.return_address = detail.shop.addresses.front();
        ++detail.ticket.version;
        if (told_first) {
            browser.on(LiveMessage{
                "{\"ticket_no\":\"" + detail.ticket.no.value +
                "\",\"order_no\":\"E1\",\"version\":" + std::to_string(detail.ticket.version) + "}"});
            serve();
        }
        browser.answer(call, 200, wire::to_json(detail));
    }

    void answer(HttpCall const& call) {
        constexpr std::string_view root = "/api/v1/merchant";
        REQUIRE(call.path.starts_with(root));
        std::string const rest = call.path.substr(root.size());
        asked.push_back(rest);
        if (!reachable) return browser.on(HttpDone{call.id, 0, ""});
        if (rest == "/session") return browser.answer(call, 200, wire::to_json(session(Audience::merchant)));
        if (rest == "/work") return browser.answer(call, 200, wire::to_json(work()));
        if (rest.starts_with("/tickets?") || rest == "/tickets")
            return browser.answer(call, 200, wire::to_json(list()));
        if (rest == "/addresses" || rest.ends_with("/contact") || rest.starts_with("/orders?"))
            return browser.on(HttpDone{call.id, 404, "{}"});
        if (rest.starts_with("/orders/")) return browser.answer(call, 200, wire::to_json(order()));
        std::string const no = rest.substr(9, 18);
        wire::TicketDetail* const detail = find(no);
        if (detail == nullptr && rest.starts_with("/tickets/"))
            return browser.on(HttpDone{call.id, 404, "{}"});
        REQUIRE(detail != nullptr);
        if (rest.ends_with("/commands")) return give(call, *detail);
        browser.answer(call, 200, wire::to_json(*detail));
    }
};

/// What its row in the queue is called.
inline std::string row_name(int i) { return "退货退款 羊绒衫 ¥96.67 待商家处理 " + DeskPage::number(i); }

}  // namespace afterdesk::app
