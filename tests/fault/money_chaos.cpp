#include "money_chaos.hpp"

#include <algorithm>
#include <atomic>
#include <optional>
#include <set>

#include "domain/ticket/personal.hpp"
#include "people.hpp"
#include "service/mall.hpp"
#include "service/order_import.hpp"
#include "service/retention.hpp"
#include "service/verify.hpp"
#include "store/audit.hpp"
#include "store/evidence.hpp"
#include "store/orders.hpp"
#include "testing.hpp"

namespace afterdesk::fault {

namespace {

constexpr int quantity = 24;
constexpr int log_pages = 100;
std::atomic<int> log_moved = 0;
constexpr Instant noon = chaos_noon;
constexpr int most_days = 2;

/// The pictures that are sent along, without files. Once more after an erasure: then they are sent again.
void put_pictures_in(store::Store& store) {
    store.write([](store::WriteTx& tx) {
        for (Caller const* who : {&buyer, &platform}) {
            store::add_evidence(tx, mall_id, {picture, who->audience, who->actor_id, 1, 1, 1, picture.value},
                                noon);
        }
        return true;
    });
}

}  // namespace

void hold(bool promise, std::string const& about, char const* broken) {
    if (promise) return;
    std::string const told = about + ": " + broken;
    FAIL_CHECK(told);
}

// ---- The mall ---------------------------------------------------------------------------------------------

Order unpaid_order(int number, bool received) {
    Order out;
    out.order_no = {(received ? "R" : "U") + std::to_string(number)};
    out.shop_id = {"s1"};
    out.buyer_id = {"b1"};
    out.paid_at = {noon.ms - days(2).ms};
    Line line;
    line.line_no = 1;
    line.sku = "K1";
    line.spu = "P1";
    line.title = "羊绒衫";
    line.quantity = quantity;
    line.unit_price_fen = 1'001 + number;
    if (received) line.deliveries = in_one_delivery(quantity, Instant{noon.ms - days(1).ms});
    out.lines = {line};
    return out;
}

Fen price_of(Order const& order) { return order.lines.front().unit_price_fen * quantity; }

void prepare_chaos(std::string const& data_dir, ChaosKind const& kind) {
    store::Store store(store::StoreOptions{data_dir});
    Mall mall;
    mall.tenant = {mall_id, "云上商城", "mall"};
    mall.shops = {{{"s1"}, "云杉服饰", "400-1", {}}};
    mall.buyers = {{{"b1"}, "林晓", "6218"}};
    load_mall(store, mall);
    std::string text;
    for (int i = 0; i < chaos_orders; ++i) {
        for (bool const received : {false, true})
            text += wire::write_json(wire::to_json(kind.order(i, received))) + "\n";
    }
    REQUIRE(import_orders(store, mall_id, text, {noon, {0}}).ok());
    put_pictures_in(store);
}

Chaos::Chaos(std::string const& fresh, unsigned seed, ChaosKind const& kind, Temper temper)
    : short_log_(log_pages, [] { ++log_moved; }),
      random_(seed),
      folder_("-chaos-" + std::to_string(seed)),
      now_ms_(noon.ms),
      chance_{random_,
              fuse_,
              folder_.path,
              temper,
              [this] { return Instant{now_ms_}; },
              [this] { return Instant{now_ms_ + wrong_by_ms_}; }} {
    log_moved = 0;
    folder_.copy_of(fresh);
    if (below(4) == 0 && temper == Temper::usual) chance_.temper = Temper::rude;
    outside_ = kind.outside(chance_);
    open();
}

void Chaos::open() {
    store_ = std::make_unique<store::Store>(store::StoreOptions{folder_.path});
    parties_ = outside_->parties();
    ServiceConfig config;
    config.demo = true;
    config.now = [this] {
        fuse_.chance();
        return chance_.server_now();
    };
    config.random64 = [this] { return (std::uint64_t{random_()} << 32U) ^ random_(); };
    config.log = [](std::string_view) {};
    config.parties = parties_;
    ground_ = std::make_unique<Ground>(*store_, config);
    outbox_ = std::make_unique<Outbox>(*ground_, parties_);
    service_ = std::make_unique<Service>(*store_, config);
    outbox_->take_up();
}

void Chaos::restart() {
    fuse_.disarm();
    service_.reset();
    outbox_.reset();
    ground_.reset();
    store_.reset();
    open();
}

template <class Work>
void Chaos::survive(Work work) {
    if (below(12) == 0) fuse_.arm(1 + static_cast<int>(below(14)));
    try {
        work();
        fuse_.disarm();
    } catch (Crash const&) {
        ++tally_.crashes;
        restart();
        work();
    }
}

std::optional<Ticket> Chaos::apply(std::string const& order_no, TicketType type, int pieces) {
    touched_.push_back(order_no);
    wire::ApplyBody body;
    body.order_no = {order_no};
    body.apply.request.type = type;
    body.apply.request.reason = type == TicketType::refund_unshipped ? "not_wanted" : "size_unfit";
    body.apply.request.lines = {{1, pieces, {}}};
    if (type != TicketType::refund_unshipped) body.apply.evidence = {picture};
    body.apply.remark = "退到我家, " + std::to_string(keys_);
    auto const quoted = service_->orders.quote_for(buyer, order_no, body.apply.request);
    if (!quoted.ok()) return std::nullopt;  // nothing is left of it
    body.apply.expected_refund_fen = quoted->refund_fen;
    body.apply.expected_digest = quote_digest(*quoted);
    std::string const key = "key-" + std::to_string(++keys_);
    std::optional<Ticket> ticket;
    survive([&] {
        auto const reply = service_->tickets.apply(buyer, body, {key, wire::write_json(wire::to_json(body))});
        if (!reply.ok()) return;
        auto const detail = wire::read_ticket_detail(*wire::parse_json(reply->body, wire::answer_limits));
        ticket = detail->ticket;
    });
    if (ticket) ++tally_.tickets;
    return ticket;
}

std::optional<Ticket> Chaos::give(Caller const& who, std::optional<Ticket> const& ticket,
                                  Command const& command) {
    if (!ticket) return std::nullopt;
    wire::CommandBody const body{command, ticket->version};
    std::string const key = "key-" + std::to_string(++keys_);
    std::optional<Ticket> after;
    survive([&] {
        auto const reply = service_->tickets.command(who, ticket->no.value, body,
                                                     {key, wire::write_json(wire::to_json(body))});
        if (!reply.ok()) return;
        after = wire::read_ticket_detail(*wire::parse_json(reply->body, wire::answer_limits))->ticket;
    });
    CHECK(after.has_value());
    return after;
}

void Chaos::buy_back() {
    apply("U" + std::to_string(below(chaos_orders)), TicketType::refund_unshipped,
          1 + static_cast<int>(below(2)));
}

void Chaos::return_goods() {
    auto ticket = apply("R" + std::to_string(below(chaos_orders)), TicketType::return_refund,
                        1 + static_cast<int>(below(2)));
    ticket = give(merchant, ticket, Agree{Address{"售后组", "0571-1", "杭州市余杭区 18 号"}});
    ticket = give(buyer, ticket, ShipBack{Parcel{"sf", "SF1234567890"}});
    give(merchant, ticket, Receive{});
}

void Chaos::send() {
    survive([&] { outbox_->send_due(); });
}

/// What a letter says counts when the channel signed it just now, for us.
void Chaos::deliver() {
    auto const letter = outside_->next_letter();
    if (!letter) return;
    ++tally_.notices;
    std::string_view const channel = wire::name_of(letter->channel);
    auto const field = [&](std::string_view name) {
        auto const found = std::find_if(letter->fields.begin(), letter->fields.end(),
                                        [&](auto const& one) { return one.first == name; });
        return found == letter->fields.end() ? std::string_view() : std::string_view(found->second);
    };
    bool heard = false;
    survive([&] {
        bool const is_signed = service_->jobs.is_signed(channel, {field, letter->body});
        hold(is_signed == letter->is_signed, letter->body, "its signature was taken for something else");
        if (!is_signed) return;
        auto const refused = service_->jobs.take_notice(channel, {field, letter->body});
        if (letter->is_ours && refused) FAIL_CHECK(wire::name_of(refused->front().rule));
        hold(letter->is_ours || refused, letter->body, "taken, and it was not for us");
        heard = true;
    });
    if (heard || !letter->is_ours) outside_->delivered();
}

/// Somebody sees to a refund that the channel refused.
bool Chaos::mend() {
    std::vector<std::string> failed;
    for (auto const& [no, state] : states()) {
        if (state == wire::name_of(State::refund_failed)) failed.push_back(no);
    }
    if (failed.empty()) return false;
    auto const shown = service_->tickets.show(platform, failed[below(static_cast<unsigned>(failed.size()))]);
    REQUIRE(shown.ok());
    Ticket const& ticket = shown->ticket;
    touched_.push_back(ticket.order_no.value);
    ++tally_.mended;
    auto const part = std::find_if(ticket.refunds.begin(), ticket.refunds.end(),
                                   [](RefundPart const& one) { return one.status == PartStatus::failed; });
    unsigned const way = below(chance_.temper == Temper::rude ? 4 : 8);
    if (way > 1 && part != ticket.refunds.end()) outside_->see_to(part->refund_no);
    if (way == 0 && part != ticket.refunds.end()) {
        give(platform, ticket, RecordOffline{part->refund_no, "现金", {picture}});
    } else {
        give(platform, ticket, RetryRefund{way == 1 ? Via::balance : Via::original});
    }
    return true;
}

void Chaos::put_pictures() { put_pictures_in(*store_); }

/// Somebody asks for it, of whatever ticket: it is over, or it is refused. What is left to do follows, or the
/// process ends before.
void Chaos::erase_one() {
    auto const all = states();
    if (all.empty()) return;
    auto const one = std::next(all.begin(), below(static_cast<unsigned>(all.size())));
    std::string const &no = one->first, &state = one->second;
    auto const before = all_books();
    bool erased = false;
    survive([&] {
        erased = erase(*store_, {mall_id, store::Erasable::ticket, no, "asked", Instant{now_ms_}}).ok();
        fuse_.chance();
        if (erased) hold(finish_erasures(*store_, false), no, "erased, and not to its end");
    });
    hold(erased == (state == wire::name_of(State::completed)), no, "erased while it is open, or not at all");
    hold(all_books() == before, no, "erasing it changed the books");
    if (!erased) return;
    ++tally_.erased;
    check_erased(no);
    put_pictures();
}

/// What is over for a while goes by itself.
void Chaos::retain() {
    auto const before = all_books();
    auto const erasures = [&] {
        return store_->read([](store::ReadTx& tx) { return store::all_erasures(tx); });
    };
    auto const known = erasures().size();
    survive([&] {
        DailyRetention daily(
            *store_, minutes(40), [this] { return Instant{now_ms_}; }, [](std::string_view) {});
        while (daily.step()) fuse_.chance();
    });
    hold(all_books() == before, "by age", "erasing changed the books");
    tally_.by_age += static_cast<int>(erasures().size() - known);
    put_pictures();
}

/// With all of his tickets, as everything is over.
void Chaos::erase_buyer() {
    auto const before = all_books();
    bool const done = erase(*store_, {mall_id, store::Erasable::buyer, "b1", "asked", Instant{now_ms_}}).ok();
    hold(done && finish_erasures(*store_, true), "b1", "can not be erased although everything is over");
    hold(all_books() == before, "b1", "erasing him changed the books");
    for (auto const& one : states()) check_erased(one.first);
}

/// Its words are gone, and its chain still proves the rest.
void Chaos::check_erased(std::string const& no) {
    auto const shown = service_->tickets.show(platform, no);
    REQUIRE(shown.ok());
    hold(shown->ticket.remark == erased_mark, no, "erased, and its words are there");
    auto const chain = service_->audit.chain(platform, no);
    hold(chain.ok() && chain->sound, no, "erased, and its chain is broken");
}

/// Every refund, and every account.
std::string Chaos::all_books() {
    std::string out;
    std::set<std::string> names;
    for (auto const& [no, row] : refunds()) {
        out += no + " " + std::to_string(row.amount_fen) + " " + std::string(wire::name_of(row.state)) + "\n";
        names.insert(row.order_no.value);
    }
    for (std::string const& name : names) out += books(name);
    return out;
}

int Chaos::count_in(State state) {
    auto const all = states();
    return static_cast<int>(std::count_if(
        all.begin(), all.end(), [&](auto const& one) { return one.second == wire::name_of(state); }));
}

std::string Chaos::books(std::string const& order_no) {
    std::string out;
    auto const all =
        store_->read([&](store::ReadTx& tx) { return store::ledger_balances(tx, mall_id, {order_no}); });
    for (auto const& [payment, accounts] : all) {
        for (auto const& [account, fen] : accounts) out += std::to_string(fen) + " ";
    }
    for (auto const& row : payments(order_no))
        out += std::to_string(row.reserved_fen) + " " + std::to_string(row.refunded_fen) + "\n";
    return out;
}

std::map<std::string, std::string> Chaos::states() {
    std::map<std::string, std::string> out;
    store_->read([&](store::ReadTx& tx) {
        store::each_ticket(tx, [&](store::TicketRow const& row) { out[row.no.value] = row.state; });
        return true;
    });
    return out;
}

std::map<std::string, store::RefundRow> Chaos::refunds() {
    return store_->read([](store::ReadTx& tx) { return store::all_refunds(tx); });
}

std::vector<store::PaymentRow> Chaos::payments(std::string const& order_no) {
    return store_->read([&](store::ReadTx& tx) { return store::payments_of(tx, mall_id, {order_no}); });
}

/// Days go by; or the machine's clock is set: just within what signatures may be apart, at it, beyond it.
void Chaos::move_clocks() {
    constexpr int window_ms = 300'000;
    unsigned const what = below(8);
    int const way = below(2) == 0 ? 1 : -1;
    if (what == 0) now_ms_ += below(static_cast<unsigned>(days(most_days).ms));
    if (what == 1) wrong_by_ms_ = way * window_ms;
    if (what == 2) wrong_by_ms_ = way * (window_ms - 1'000);
    if (what == 3) wrong_by_ms_ = way * (window_ms + 1'000);
    if (what == 4) wrong_by_ms_ = way * static_cast<int>(below(window_ms));
    if (what > 4) wrong_by_ms_ = 0;
}

void Chaos::step() {
    touched_.clear();
    if (outside_->moves_clocks() && below(20) == 0) return move_clocks();
    unsigned const what = below(100);
    if (what < 22) {
        buy_back();
    } else if (what < 28) {
        return_goods();
    } else if (what < 62) {
        send();
    } else if (what < 63) {
        erase_one();
    } else if (what < 64) {
        below(3) == 0 ? retain() : erase_one();
    } else if (what < 76) {
        deliver();
    } else if (what < 82) {
        outside_->go_on();
    } else if (what < 90) {
        mend();
    } else if (what < 92) {
        survive([&] { service_->jobs.run_due(); });
    } else if (what < 98) {
        now_ms_ += static_cast<std::int64_t>(below(700'000));
    } else {
        restart();
    }
}

void Chaos::run(int steps) {
    for (int i = 0; i < steps; ++i) {
        CAPTURE(i);
        step();
        check_money();
    }
}

void Chaos::finish() {
    outside_->calm_down();
    wrong_by_ms_ = 0;
    restart();  // with everybody there
    std::int64_t const calm_ms = now_ms_;
    for (int round = 0; round < 2'000; ++round) {
        while (outside_->has_work()) outside_->go_on();
        while (outside_->has_letters()) deliver();
        bool const mended = mend();
        bool const sent = outbox_->send_due();
        if (!sent) now_ms_ += minutes(10).ms;
        bool const quiet = !mended && !sent && !outside_->has_letters() && !outside_->has_work();
        if (quiet && !outbox_->next_run()) break;
    }
    hold(now_ms_ - calm_ms <= days(2).ms, folder_.path, "takes longer than two days");
    touched_.clear();
    check_money();
    check_ends();
    erase_buyer();
    check_money();
    for (std::string const& difference : verify_folder(folder_.path).differences) {
        if (difference.find("file aaaa") != 0) FAIL_CHECK(difference);
    }
}

// ---- What it came to --------------------------------------------------------------------------------------

Tally Chaos::tally() {
    tally_.moved = log_moved;
    tally_.outside = outside_->happened();
    return tally_;
}

void Tally::add(Tally const& one) {
    tickets += one.tickets;
    refunds += one.refunds;
    crashes += one.crashes;
    notices += one.notices;
    mended += one.mended;
    elsewhere += one.elsewhere;
    rude += one.rude;
    paid_twice += one.paid_twice;
    erased += one.erased;
    by_age += one.by_age;
    moved += one.moved;
    for (auto const& [what, times] : one.outside) outside[what] += times;
}

std::string Tally::text() const {
    std::string out = std::to_string(refunds) + " refunds of " + std::to_string(tickets) + " tickets, " +
                      std::to_string(crashes) + " crashes, " + std::to_string(notices) + " notices, " +
                      std::to_string(mended) + " mended by staff, " + std::to_string(elsewhere) +
                      " paid elsewhere, " + std::to_string(rude) + " rude channels, " +
                      std::to_string(paid_twice) + " paid twice and said so, " + std::to_string(erased) +
                      " erased on request, " + std::to_string(by_age) + " by age, the log moved " +
                      std::to_string(moved) + " times beside";
    for (auto const& [what, times] : outside) out += ", " + what + " " + std::to_string(times);
    return out;
}

}  // namespace afterdesk::fault
