#include "scenario.hpp"

#include <unistd.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <memory>
#include <optional>
#include <random>
#include <system_error>
#include <thread>
#include <vector>

#include "base/check.hpp"
#include "crypto/digest.hpp"
#include "files/evidence_files.hpp"
#include "outside/simulated/simulated.hpp"
#include "people.hpp"
#include "server/sample_files.hpp"
#include "service/erasure.hpp"
#include "service/mall.hpp"
#include "service/order_import.hpp"
#include "service/retention.hpp"
#include "service/service.hpp"
#include "short_log.hpp"
#include "store/evidence.hpp"
#include "store/outbox.hpp"
#include "store/stock.hpp"
#include "store/store.hpp"

namespace afterdesk::fault {

namespace {

constexpr int quantity = 20;
constexpr int on_the_shelf = 1'000'000;
constexpr char const* other_size = "K1-XL";

Instant clock() {
    using namespace std::chrono;
    return {duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count()};
}

std::string order_name(int thread, int number, bool received) {
    return (received ? "R" : "U") + std::to_string(thread) + "-" + std::to_string(number);
}

Order order(std::string no, bool received) {
    Order out;
    out.order_no = {std::move(no)};
    out.shop_id = {"s1"};
    out.buyer_id = {"b1"};
    out.paid_at = {clock().ms - days(2).ms};
    Line line;
    line.line_no = 1;
    line.sku = "K1";
    line.spu = "P1";
    line.title = "羊绒衫";
    line.quantity = quantity;
    line.unit_price_fen = 10'001;
    if (received) line.deliveries = in_one_delivery(quantity, Instant{clock().ms - days(1).ms});
    out.lines = {line};
    Fen const paid = line.unit_price_fen * quantity;
    out.payments = {{{"w1"}, PaymentChannel::wechat, paid - 30'000},
                    {{"b1"}, PaymentChannel::balance, 30'000}};
    return out;
}

/// One write, so that a kill leaves whole lines.
void tell(std::string const& what, std::int64_t number) {
    std::string const line = what + " " + std::to_string(number);
    if (on_answer) return on_answer(line);
    std::string const whole = line + "\n";
    CHECK(::write(STDOUT_FILENO, whole.data(), whole.size()) == static_cast<ssize_t>(whole.size()));
}

/// What the route does: a failure of the world is an answer, too.
template <class Ask>
auto asked(Ask ask) -> std::optional<decltype(ask())> {
    try {
        return ask();
    } catch (store::StoreFailure const& failure) {
        tell("failed", static_cast<int>(failure.kind()));
    } catch (std::system_error const& failure) {
        tell("failed_file", failure.code().value());
    }
    return std::nullopt;
}

void tell_of_moves() {
    static std::atomic<int> rounds = 0;
    tell("moved", ++rounds);
}

struct Desk {
    store::Store store;
    Service service;

    explicit Desk(std::string const& data_dir)
        : store(store::StoreOptions{data_dir}), service(store, config(data_dir)) {}
    static ServiceConfig config(std::string const& data_dir) {
        ServiceConfig out;
        out.parties = outside::simulated::simulated_parties(data_dir);
        out.demo = true;
        out.now = clock;
        out.random64 = crypto::random64;
        return out;
    }

    template <class Ask>
    std::optional<Ticket> acknowledged(Ask ask) {
        auto const reply = asked(ask);
        if (!reply || !reply->ok()) return std::nullopt;
        auto const value = wire::parse_json((*reply)->body, wire::answer_limits);
        CHECK(value.ok());
        auto const detail = wire::read_ticket_detail(*value);
        CHECK(detail.ok());
        tell(detail->ticket.no.value, detail->ticket.version);
        return detail->ticket;
    }
    static std::string key() { return crypto::base64url(crypto::random_bytes(16)); }

    std::optional<Ticket> apply(std::string const& order_no, TicketType type, int pieces) {
        wire::ApplyBody body;
        body.order_no = {order_no};
        body.apply.request.type = type;
        body.apply.request.reason = type == TicketType::refund_unshipped ? "not_wanted" : "size_unfit";
        body.apply.request.lines = {{1, pieces, {}}};
        if (type == TicketType::exchange) body.apply.request.lines[0].want_sku = other_size;
        if (type != TicketType::refund_unshipped) body.apply.evidence = {picture};
        auto const quote =
            asked([&] { return service.orders.quote_for(buyer, order_no, body.apply.request); });
        if (!quote || !quote->ok()) return std::nullopt;
        auto const& quoted = *quote;
        body.apply.expected_refund_fen = quoted->refund_fen;
        body.apply.expected_digest = quote_digest(*quoted);
        return acknowledged([&] {
            return service.tickets.apply(buyer, body, {key(), wire::write_json(wire::to_json(body))});
        });
    }
    std::optional<Ticket> give(Caller const& who, std::optional<Ticket> const& ticket, Command command) {
        if (!ticket) return std::nullopt;
        wire::CommandBody const body{std::move(command), ticket->version};
        return acknowledged([&] {
            return service.tickets.command(who, ticket->no.value, body,
                                           {key(), wire::write_json(wire::to_json(body))});
        });
    }
    void return_goods(std::string const& order_no, int pieces) {
        auto ticket = apply(order_no, TicketType::return_refund, pieces);
        ticket = give(merchant, ticket, Agree{Address{"售后组", "0571-1", "杭州市余杭区 18 号"}});
        ticket = give(buyer, ticket, ShipBack{Parcel{"sf", "SF1234567890"}});
        give(merchant, ticket, Receive{});
    }
    /// A piece is kept back by the approval, and sent or given back afterwards.
    void exchange_goods(std::string const& order_no, int pieces, bool sent) {
        auto ticket = apply(order_no, TicketType::exchange, pieces);
        ticket = give(merchant, ticket, Agree{Address{"售后组", "0571-1", "杭州市余杭区 18 号"}});
        if (!sent) {
            give(buyer, ticket, Withdraw{});
            return;
        }
        ticket = give(buyer, ticket, ShipBack{Parcel{"sf", "SF1234567890"}});
        ticket = give(merchant, ticket, Receive{});
        ticket = give(merchant, ticket, Reship{Parcel{"sf", "SF0000000002"}});
        give(buyer, ticket, ConfirmReceipt{});
    }
    /// What waits to be sent; a failure is tried again by whoever comes next.
    void send() {
        asked([&] { return service.jobs.run_due(); });
    }
    /// In pieces, from where an earlier run got to. Promise: whether it was kept.
    bool film(std::string_view bytes) {
        constexpr std::size_t piece = 10'000;
        auto const size = static_cast<std::int64_t>(bytes.size());
        auto upload = asked([&] { return service.uploads.begin(buyer, {"film.mp4", size, ""}, "film"); });
        while (upload && upload->ok() && (*upload)->offset < size) {
            std::string const id = (*upload)->id;
            auto const at = (*upload)->offset;
            auto const next = bytes.substr(static_cast<std::size_t>(at), piece);
            upload = asked([&] { return service.uploads.append(buyer, id, at, next); });
            if (upload && upload->ok()) tell("upload", (*upload)->offset);
        }
        if (!upload || !upload->ok()) return false;
        auto const kept = asked([&] { return service.uploads.finish(buyer, (*upload)->id); });
        if (!kept || !kept->ok()) return false;
        tell("kept", 1);
        return true;
    }
    /// The verdict moves the ticket, the units and the money in one step.
    void decide_case(std::string const& order_no, int pieces) {
        auto ticket = apply(order_no, TicketType::return_refund, pieces);
        ticket = give(merchant, ticket, Reject{"other", "说明", {}});
        ticket = give(buyer, ticket, Escalate{"", {}});
        give(platform, ticket,
             GiveVerdict{{Outcome::refund_all, 0, Fault::shop, FreightPayer::shop, false, ""}, {}});
    }
};

}  // namespace

void prepare(std::string const& data_dir, int orders) {
    store::Store store(store::StoreOptions{data_dir});
    Mall mall;
    mall.tenant = {{"mall"}, "云上商城", "mall"};
    mall.shops = {{{"s1"}, "云杉服饰", "400-1", {}}};
    mall.buyers = {{{"b1"}, "林晓", "6218"}};
    load_mall(store, mall);
    std::string text;
    for (int t = 0; t < threads; ++t) {
        for (int n = 0; n < orders; ++n) {
            for (bool const received : {false, true}) {
                text += wire::write_json(wire::to_json(order(order_name(t, n, received), received))) + "\n";
            }
        }
    }
    CHECK(import_orders(store, {"mall"}, text, {clock(), {0}}).ok());
    store.write([](store::WriteTx& tx) {
        store::add_evidence(tx, {"mall"}, {picture, wire::Audience::buyer, "b1", 1, 1, 1, picture.value},
                            clock());
        store::put_wares(tx, {"mall"}, {"s1"}, {{other_size, "P1", "羊绒衫", "", 10'001, on_the_shelf}});
        return true;
    });
}

void work_for_ever(std::string const& data_dir, unsigned seed) {
    test::ShortLog const log(log_pages, tell_of_moves);
    Desk desk(data_dir);
    CHECK(desk.service.jobs.set_channel_settings(platform, {0, 0, 10, true}).ok());
    desk.service.jobs.start();
    std::vector<std::thread> all;
    all.reserve(threads);
    for (int t = 0; t < threads; ++t) {
        all.emplace_back([&desk, t, seed] {
            std::minstd_rand random(seed * 31 + static_cast<unsigned>(t));
            for (;;) {
                int const n = static_cast<int>(random() % orders_per_thread);
                int const pieces = 1 + static_cast<int>(random() % 3);
                std::string const received = order_name(t, n, true);
                switch (random() % 4) {
                    case 0: desk.apply(order_name(t, n, false), TicketType::refund_unshipped, 1); break;
                    case 1: desk.return_goods(received, pieces); break;
                    case 2: desk.exchange_goods(received, pieces, random() % 2 == 0); break;
                    case 3: desk.decide_case(received, pieces); break;
                }
            }
        });
    }
    for (std::thread& one : all) one.join();
}

namespace {

void once(Desk& desk) {
    desk.apply("U0-0", TicketType::refund_unshipped, quantity);
    desk.send();
    desk.return_goods("R0-0", 2);
    desk.send();
}
void exchange(Desk& desk) {
    desk.exchange_goods("R0-1", 1, true);
    desk.exchange_goods("R0-2", 2, false);
}
void verdict(Desk& desk) {
    desk.decide_case("R0-3", 2);
    desk.send();
}
}  // namespace

void work_once(std::string const& data_dir) {
    test::ShortLog const log(log_pages, tell_of_moves);
    Desk desk(data_dir);
    once(desk);
}

void work_on_exchange(std::string const& data_dir) {
    test::ShortLog const log(log_pages, tell_of_moves);
    Desk desk(data_dir);
    exchange(desk);
}

void work_on_verdict(std::string const& data_dir) {
    test::ShortLog const log(log_pages, tell_of_moves);
    Desk desk(data_dir);
    verdict(desk);
}

void prepare_erasure(std::string const& data_dir) {
    Desk desk(data_dir);
    auto const applied = desk.apply("U0-0", TicketType::refund_unshipped, 1);
    CHECK(applied);
    desk.send();
    auto const paid = desk.service.tickets.show(buyer, applied->no.value);
    CHECK(paid.ok() && paid->ticket.state == State::completed);
    CHECK(desk.give(buyer, paid->ticket, Rate{{5, erased_words}}));
    std::string const his = std::string(erased_words) + " in a picture";
    std::string const name = files::EvidenceFiles(data_dir).keep(his);
    desk.store.write([&](store::WriteTx& tx) {
        auto const bytes = static_cast<std::int64_t>(his.size());
        store::add_evidence(tx, {"mall"}, {{name}, wire::Audience::buyer, "b1", bytes, 1, 1, name}, clock());
        return true;
    });
    std::string const film = test::sample_mp4({.data = erased_words + std::string(5'000, 'v')});
    auto const size = static_cast<std::int64_t>(film.size());
    auto const begun = desk.service.uploads.begin(buyer, {"his.mp4", size, ""}, "his");
    CHECK(begun.ok());
    CHECK(desk.service.uploads.append(buyer, begun->id, 0, film.substr(0, film.size() - 1)).ok());
}

void work_on_erasure(std::string const& data_dir) {
    test::ShortLog const log(log_pages, tell_of_moves);
    store::Store store(store::StoreOptions{data_dir});
    CHECK(erase(store, {{"mall"}, store::Erasable::buyer, "b1", "asked", clock()}).ok());
    tell("erased", 1);
    CHECK(finish_erasures(store, true));
    tell("gone", 1);
}

void work_on_retention(std::string const& data_dir) {
    test::ShortLog const log(log_pages, tell_of_moves);
    store::Store store(store::StoreOptions{data_dir});
    auto const later = [] { return Instant{clock().ms + days(100).ms}; };
    DailyRetention daily(store, days(60), later, [](std::string_view) { CHECK(false); });
    while (daily.step()) {
    }
    tell("gone", 1);
}

std::string sample_film() { return test::sample_mp4({.data = std::string(400'000, 'v')}); }

std::string sample_picture() { return std::string(30'000, 'p'); }

void work_on_upload(std::string const& data_dir) {
    test::ShortLog const log(log_pages, tell_of_moves);
    Desk desk(data_dir);
    desk.film(sample_film());
}

void work_through(std::string const& data_dir, bool pauses) {
    test::ShortLog const log(log_pages, tell_of_moves);
    Desk desk(data_dir);
    // Longer than the writer waits before it uses an idle moment.
    auto const pause = [&] {
        if (pauses) std::this_thread::sleep_for(std::chrono::milliseconds(1'300));
    };
    once(desk);
    exchange(desk);
    pause();
    verdict(desk);
    desk.film(sample_film());
    if (asked([&] { return files::EvidenceFiles(data_dir).keep(sample_picture()); })) tell("picture", 1);
    pause();
    std::vector<std::thread> crowd;
    crowd.reserve(threads);
    for (int t = 0; t < threads; ++t) {
        crowd.emplace_back([&desk, t] {
            std::string const thread = std::to_string(t);
            desk.apply("U" + thread + "-1", TicketType::refund_unshipped, 3);
            desk.return_goods("R" + thread + "-0", 1);
        });
    }
    for (std::thread& one : crowd) one.join();
    desk.send();
}

void settle(std::string const& data_dir) {
    Desk desk(data_dir);
    desk.service.jobs.start();
    auto const waiting = [&] {
        return desk.store.read([](store::ReadTx& tx) { return store::next_outbox_run(tx).has_value(); });
    };
    while (waiting()) std::this_thread::sleep_for(std::chrono::milliseconds(10));
    desk.service.jobs.stop();
}

}  // namespace afterdesk::fault
