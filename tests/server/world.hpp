#pragma once
// A small mall in a folder of its own: two shops, two buyers, staff, orders, a clock that tests move.

#include <unistd.h>
#include <atomic>
#include <filesystem>
#include <memory>
#include <string>

#include "outside/simulated/faults.hpp"
#include "outside/simulated/simulated.hpp"
#include "service/mall.hpp"
#include "service/order_import.hpp"
#include "service/service.hpp"
#include "service/verify.hpp"
#include "shipping.hpp"
#include "store/evidence.hpp"
#include "store/store.hpp"
#include "testing.hpp"
#include "wire/api.hpp"

namespace afterdesk::world {

inline constexpr Instant noon{1'795'147'200'000};  ///< 2026-11-20T12:00+08:00

/// A folder that goes away with its owner.
class Folder {
  public:
    Folder() {
        static std::atomic<int> count{0};
        path_ = (std::filesystem::temp_directory_path() /
                 ("afterdesk-test-" + std::to_string(::getpid()) + "-" + std::to_string(++count)))
                    .string();
        std::filesystem::create_directories(path_);
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
    std::string const& path() const { return path_; }

  private:
    std::string path_;
};

inline Line line(int line_no, std::string title, int quantity, Fen unit_price_fen) {
    Line out;
    out.line_no = line_no;
    out.sku = "K" + std::to_string(line_no);
    out.spu = "P" + std::to_string(line_no);
    out.title = std::move(title);
    out.spec = "灰 / L";
    out.quantity = quantity;
    out.unit_price_fen = unit_price_fen;
    return out;
}

/// Not shipped: 3 × ¥66.67 and 1 × ¥50.00, freight ¥10, paid by two payments.
inline Order unshipped_order(std::string no, std::string shop, std::string buyer) {
    Order order;
    order.order_no = {std::move(no)};
    order.shop_id = {std::move(shop)};
    order.buyer_id = {std::move(buyer)};
    order.paid_at = {noon.ms - days(1).ms};
    order.freight_fen = 1'000;
    order.lines = {line(1, "羊绒衫 Cashmere", 3, 10'000), line(2, "编程课 10 课时", 1, 5'000)};
    order.lines[0].discounts = {{DiscountKind::shop_coupon, 10'000, 0, std::nullopt, {}}};
    order.payments = {{{"w1"}, PaymentChannel::wechat, 16'000}, {{"b1"}, PaymentChannel::balance, 10'000}};
    return order;
}

/// The same, shipped and signed for yesterday.
inline Order received_order(std::string no, std::string shop, std::string buyer) {
    Order order = unshipped_order(std::move(no), std::move(shop), std::move(buyer));
    order.paid_at = {noon.ms - days(4).ms};
    for (Line& one : order.lines) {
        ship(one, one.quantity);
        sign_for(one, Instant{noon.ms - days(1).ms});
    }
    return order;
}

inline Mall small_mall() {
    Mall mall;
    mall.tenant = {{"mall"}, "云上商城", "mall"};
    mall.shops = {
        {{"s1"}, "云杉服饰", "400-1", {{{"售后组", "0571-1", "杭州市余杭区 18 号"}, "", {}, {}, false}}},
        {{"s2"}, "深蓝数码", "400-2", {}}};
    mall.buyers = {{{"b1"}, "林晓", "6218"}, {{"b2"}, "陈一诺", "0937"}};
    mall.staff = {{{{}, {"m1"}, "yunshan", "许蔓", wire::Audience::merchant, {"s1"}, ""}, "right-1"},
                  {{{}, {"m2"}, "shenlan", "梁志强", wire::Audience::merchant, {"s2"}, ""}, "right-2"},
                  {{{}, {"p1"}, "admin", "小云", wire::Audience::platform, {}, ""}, "right-3"},
                  {{{}, {"m3"}, "shenhe", "审核员", wire::Audience::merchant, {"s1"}, ""}, "right-4"},
                  {{{}, {"p2"}, "zhongcai", "仲裁员", wire::Audience::platform, {}, ""}, "right-5"}};
    char const* const roles[] = {"manager", "manager", "administrator", "reviewer", "arbiter"};
    for (std::size_t i = 0; i < mall.staff.size(); ++i) mall.staff[i].staff.role = roles[i];
    return mall;
}

inline std::string orders_text(std::vector<Order> const& orders) {
    std::string text;
    for (Order const& order : orders) text += wire::write_json(wire::to_json(order)) + "\n";
    return text;
}

inline Address address() { return {"售后组", "0571-1", "杭州市余杭区 18 号"}; }
inline Parcel parcel(std::string tracking_no = "SF1234567890") { return {"sf", std::move(tracking_no)}; }

/// Another size of line 1's goods, at the same price.
inline Ware other_size(int available = 2, Fen unit_price_fen = 10'000) {
    return {"K1-XL", "P1", "羊绒衫 Cashmere", "灰 / XL", unit_price_fen, available};
}

struct World {
    Folder folder;
    std::atomic<std::int64_t> now_ms{noon.ms};
    std::atomic<std::uint64_t> next_random{1};
    std::unique_ptr<store::Store> store;
    std::unique_ptr<Service> service;
    std::string reencode_program = "/nowhere";
    outside::Parties parties;    ///< empty: the simulated ones
    bool has_way_to_pay = true;  ///< nor a mall that takes entitlements back
    DailyEvidence daily_evidence{};
    std::vector<DemoPerson> demo_people;
    int keys = 0;

    Caller buyer, other_buyer, merchant, other_merchant, platform, reviewer;

    World() {
        open_store();
        load_mall(*store, small_mall());
        import({unshipped_order("E1", "s1", "b1"), received_order("E2", "s1", "b1"),
                unshipped_order("E3", "s2", "b2"), received_order("E4", "s1", "b2")});
        start();
        buyer = caller(wire::Audience::buyer, "b1", "");
        other_buyer = caller(wire::Audience::buyer, "b2", "");
        merchant = caller(wire::Audience::merchant, "m1", "s1");
        other_merchant = caller(wire::Audience::merchant, "m2", "s2");
        platform = caller(wire::Audience::platform, "p1", "");
        reviewer = caller(wire::Audience::merchant, "m3", "s1");
        reviewer.rights = row_of(StaffRole::reviewer).rights;
    }

    /// Every write runs twice here: that it may is the contract of Store::write.
    void open_store() {
        store::StoreOptions options;
        options.data_dir = folder.path();
        options.write_twice = true;
        store = std::make_unique<store::Store>(std::move(options));
    }
    ServiceConfig config() {
        ServiceConfig config;
        config.demo = true;
        config.demo_people = demo_people;
        config.tenant_name = "?";
        config.now = [this] { return Instant{now_ms.load()}; };
        config.random64 = [this] { return next_random++; };
        config.log = [](std::string_view text) { MESSAGE(std::string(text)); };
        config.reencode_program = reencode_program;
        config.parties = parties;
        config.daily_evidence = daily_evidence;
        bool const simulated = has_way_to_pay && parties.payments.empty();
        if (simulated) config.parties = outside::simulated::simulated_parties(folder.path());
        if (parties.courier) config.parties.courier = parties.courier;
        config.parties.mail = parties.mail;
        config.parties.messages = parties.messages;
        config.public_url = "https://desk.example";
        return config;
    }
    void start() {
        service.reset();
        service = std::make_unique<Service>(*store, config());
    }
    /// As after a crash: everything is opened again.
    void restart() {
        service.reset();
        store.reset();
        open_store();
        start();
    }
    void import(std::vector<Order> const& orders) {
        auto const done = import_orders(*store, {"mall"}, orders_text(orders), {Instant{now_ms.load()}, {0}});
        REQUIRE(done.ok());
    }
    static Caller caller(wire::Audience audience, std::string id, std::string shop) {
        Caller out;
        out.tenant = {"mall"};
        out.audience = audience;
        out.actor_id = std::move(id);
        out.shop = {std::move(shop)};
        if (audience == wire::Audience::merchant) out.rights = rights_of_side(ActorKind::merchant);
        if (audience == wire::Audience::platform) out.rights = rights_of_side(ActorKind::platform);
        return out;
    }
    void pass(Duration time) { now_ms += time.ms; }

    // ---- What people do -----------------------------------------------------------------------------------

    /// A picture of the caller's, without the work of making one.
    EvidenceId picture(Caller const& whose, std::string id = std::string(64, 'a')) {
        store->write([&](store::WriteTx& tx) {
            store::add_evidence(tx, whose.tenant, {{id}, whose.audience, whose.actor_id, 10, 1, 1, id}, noon);
            return true;
        });
        return {id};
    }
    wire::ApplyBody application(Caller const& who, std::string order_no, Request const& request) {
        auto const quoted = service->orders.quote_for(who, order_no, request);
        REQUIRE(quoted.ok());
        Apply apply;
        apply.request = request;
        apply.expected_refund_fen = quoted->refund_fen;
        apply.expected_digest = quote_digest(*quoted);
        return {{std::move(order_no)}, apply};
    }
    static Request request(TicketType type, std::string reason, std::vector<LineRequest> lines) {
        Request out;
        out.type = type;
        out.reason = std::move(reason);
        out.lines = std::move(lines);
        return out;
    }
    std::string next_key() { return "key-" + std::to_string(++keys); }

    Result<Kept, Refusal> apply(Caller const& who, wire::ApplyBody const& body, std::string const& key) {
        std::string const text = wire::write_json(wire::to_json(body));
        return service->tickets.apply(who, body, {key, text});
    }
    Result<Kept, Refusal> give(Caller const& who, std::string const& ticket_no, Command command, int version,
                               std::string const& key) {
        wire::CommandBody const body{std::move(command), version};
        std::string const text = wire::write_json(wire::to_json(body));
        return service->tickets.command(who, ticket_no, body, {key, text});
    }
    /// The same, with a new key and the newest version; it must succeed.
    wire::TicketDetail must(Caller const& who, std::string const& ticket_no, Command command) {
        auto const now = service->tickets.show(who, ticket_no);
        REQUIRE(now.ok());
        return read(give(who, ticket_no, std::move(command), now->ticket.version, next_key()));
    }
    wire::TicketDetail read(Result<Kept, Refusal> const& reply) {
        if (!reply.ok()) {
            std::string const rule(wire::name_of(reply.error().mistakes.front().rule));
            FAIL(rule << " at " << reply.error().mistakes.front().path);
        }
        auto const value = wire::parse_json(reply->body, wire::answer_limits);
        REQUIRE(value.ok());
        auto detail = wire::read_ticket_detail(*value);
        REQUIRE(detail.ok());
        return std::move(detail).value();
    }
    /// One piece of line 1 of an unshipped order: refunded without review.
    wire::TicketDetail refund_one(std::string order_no = "E1", int quantity = 1) {
        auto const asked = request(TicketType::refund_unshipped, "not_wanted", {{1, quantity, {}}});
        return read(apply(buyer, application(buyer, std::move(order_no), asked), next_key()));
    }
    /// One piece of line 1 of a received order: the merchant reviews.
    wire::TicketDetail return_one(std::string order_no = "E2", int quantity = 1) {
        auto const asked = request(TicketType::return_refund, "size_unfit", {{1, quantity, {}}});
        auto body = application(buyer, std::move(order_no), asked);
        body.apply.evidence = {picture(buyer)};
        return read(apply(buyer, body, next_key()));
    }
    /// One piece of line 1 of a received order, to be exchanged for another size.
    wire::TicketDetail exchange_one(std::string order_no = "E2", std::string sku = "K1-XL",
                                    int quantity = 1) {
        LineRequest line{1, quantity, {}};
        line.want_sku = std::move(sku);
        auto const asked = request(TicketType::exchange, "size_unfit", {line});
        auto body = application(buyer, std::move(order_no), asked);
        body.apply.evidence = {picture(buyer)};
        return read(apply(buyer, body, next_key()));
    }
    /// A received order's goods come back: applied, agreed, sent.
    std::string returned_one(std::string order_no = "E2", int quantity = 1) {
        std::string const no = return_one(std::move(order_no), quantity).ticket.no.value;
        must(merchant, no, Agree{address()});
        must(buyer, no, ShipBack{parcel()});
        return no;
    }
    /// The newest policy with these keys on top.
    void set_policy(std::string const& changed) {
        auto const now = service->policies.show(platform, {});
        REQUIRE(now.ok());
        auto const value = wire::parse_json(changed);
        REQUIRE(value.ok());
        wire::Object document = *now->policy.as<wire::Object>();
        for (auto const& entry : *value->as<wire::Object>()) {
            std::erase_if(document, [&](auto const& one) { return one.first == entry.first; });
            document.push_back(entry);
        }
        auto const done = service->policies.put(platform, {now->stamp.version, document});
        if (!done.ok()) FAIL(done.error().front().path);
    }
    void put_stock(std::vector<Ware> const& wares) { REQUIRE(service->shelf.put(merchant, wares).ok()); }
    /// (available, reserved) of a SKU of shop s1.
    std::pair<int, int> stock_of(std::string const& sku) {
        auto const stock = service->shelf.show(merchant);
        REQUIRE(stock.ok());
        for (auto const& item : stock->items) {
            if (item.ware.sku == sku) return {item.ware.available, item.reserved};
        }
        return {-1, -1};
    }
    wire::FactsView tell(wire::FactsBody const& facts) {
        auto const done = service->orders.note_facts(platform, facts);
        if (!done.ok()) {
            FAIL(wire::name_of(done.error().front().rule) << " at " << done.error().front().path);
        }
        return *done;
    }
    wire::TicketDetail look(std::string const& ticket_no) {
        auto detail = service->tickets.show(platform, ticket_no);
        REQUIRE(detail.ok());
        return std::move(detail).value();
    }
    /// Everything stored follows from what happened. The pictures of `picture` have no files.
    std::vector<std::string> differences() {
        auto found = verify_folder(folder.path()).differences;
        std::erase_if(found, [](std::string const& text) { return text.find("file aaaa") == 0; });
        return found;
    }
};

/// Of what is refused.
inline Rule rule_of(Result<Kept, Refusal> const& reply) {
    REQUIRE(!reply.ok());
    return reply.error().mistakes.front().rule;
}

}  // namespace afterdesk::world
