#include "money_chaos.hpp"

#include <algorithm>
#include <atomic>
#include <optional>
#include <set>

#include "domain/ticket/personal.hpp"
#include "outside/simulated/simulated.hpp"
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

constexpr int orders = 10, quantity = 24;
constexpr int log_pages = 100;
std::atomic<int> log_moved = 0;
constexpr Instant noon{1'795'147'200'000};

Order order(int number, bool received) {
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
    Fen const paid = line.unit_price_fen * quantity;
    Fen const from_balance = number % 3 == 0 ? 0 : paid / 3;
    out.payments = {{{"w1"}, PaymentChannel::wechat, paid - from_balance}};
    if (from_balance > 0) out.payments.push_back({{"b1"}, PaymentChannel::balance, from_balance});
    return out;
}

/// As CHECK, which is too slow for so many.
void hold(bool promise, std::string const& about, char const* broken) {
    if (!promise) FAIL_CHECK(about << ": " << broken);
}

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

// ---- The mall ---------------------------------------------------------------------------------------------

void prepare_chaos(std::string const& data_dir) {
    store::Store store(store::StoreOptions{data_dir});
    Mall mall;
    mall.tenant = {mall_id, "云上商城", "mall"};
    mall.shops = {{{"s1"}, "云杉服饰", "400-1", {}}};
    mall.buyers = {{{"b1"}, "林晓", "6218"}};
    load_mall(store, mall);
    std::string text;
    for (int i = 0; i < orders; ++i) {
        for (bool const received : {false, true})
            text += wire::write_json(wire::to_json(order(i, received))) + "\n";
    }
    REQUIRE(import_orders(store, mall_id, text, {noon, {0}}).ok());
    put_pictures_in(store);
}

Chaos::Chaos(std::string const& fresh, unsigned seed)
    : short_log_(log_pages, [] { ++log_moved; }),
      random_(seed),
      folder_("-chaos-" + std::to_string(seed)),
      now_ms_(noon.ms) {
    log_moved = 0;
    folder_.copy_of(fresh);
    rude_ = below(4) == 0;
    book_ = std::make_shared<outside::simulated::Book>(outside::simulated::book_file(folder_.path));
    bank_ = std::make_shared<Bank>(
        std::make_shared<outside::simulated::BookPayments>(book_, std::string(32, 'k')), random_, fuse_,
        rude_);
    parties_.payments = {{PaymentChannel::wechat, bank_}, {PaymentChannel::balance, bank_}};
    open();
}

void Chaos::open() {
    store_ = std::make_unique<store::Store>(store::StoreOptions{folder_.path});
    ServiceConfig config;
    config.demo = true;
    config.now = [this] {
        fuse_.chance();
        return Instant{now_ms_};
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
    apply("U" + std::to_string(below(orders)), TicketType::refund_unshipped, 1 + static_cast<int>(below(2)));
}

void Chaos::return_goods() {
    auto ticket =
        apply("R" + std::to_string(below(orders)), TicketType::return_refund, 1 + static_cast<int>(below(2)));
    ticket = give(merchant, ticket, Agree{Address{"售后组", "0571-1", "杭州市余杭区 18 号"}});
    ticket = give(buyer, ticket, ShipBack{Parcel{"sf", "SF1234567890"}});
    give(merchant, ticket, Receive{});
}

void Chaos::send() {
    survive([&] { outbox_->send_due(); });
}

/// One of its messages, and sometimes it comes again.
void Chaos::deliver() {
    if (bank_->mail.empty()) return;
    std::size_t const place = below(static_cast<unsigned>(bank_->mail.size()));
    outside::Notice const notice = bank_->mail[place];
    ++tally_.notices;
    survive([&] {
        auto const refused = service_->jobs.take_notice("wechat", outside::simulated::notice_text(notice));
        if (refused) FAIL_CHECK(wire::name_of(refused->front().rule));
    });
    if (below(4) != 0) bank_->mail.erase(bank_->mail.begin() + static_cast<std::ptrdiff_t>(place));
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
    unsigned const way = below(rude_ ? 4 : 8);
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

void Chaos::step() {
    touched_.clear();
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
        bank_->go_on();
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
    bank_->calm_down();
    for (int round = 0; round < 2'000; ++round) {
        while (bank_->has_work()) bank_->go_on();
        while (!bank_->mail.empty()) deliver();
        bool const mended = mend();
        bool const sent = outbox_->send_due();
        if (!sent) now_ms_ += minutes(10).ms;
        bool const quiet = !mended && !sent && bank_->mail.empty() && !bank_->has_work();
        if (quiet && !outbox_->next_run()) break;
    }
    touched_.clear();
    check_money();
    check_ends();
    erase_buyer();
    check_money();
    for (std::string const& difference : verify_folder(folder_.path).differences) {
        if (difference.find("file aaaa") != 0) FAIL_CHECK(difference);
    }
}

// ---- The promises -----------------------------------------------------------------------------------------

namespace {

/// Paid although another number, or somebody by hand, had paid it already.
bool is_double(store::RefundRow const& row, std::map<std::string, store::RefundRow> const& all) {
    return row.via == Via::offline || all.contains(row.refund_no + "B");
}

}  // namespace

void Chaos::check_money() {
    check_paid();
    check_ledger();
    check_under_way();
}

/// What is not paid yet is on its way, or it is somebody's task.
void Chaos::check_under_way() {
    auto const all = refunds();
    auto const tickets = states();
    for (auto const& one : all) {
        store::RefundRow const& row = one.second;
        if (row.state == PartStatus::succeeded || all.contains(one.first + "B")) continue;
        bool const sent = store_->read([&](store::ReadTx& tx) {
            return store::is_in_outbox(tx, mall_id, store::OutboxKind::refund, one.first);
        });
        hold(sent == (row.state == PartStatus::pending), one.first,
             "pending and not sent, or sent and settled");
        std::string const& state = tickets.at(row.ticket_no.value);
        bool const task = state == wire::name_of(State::refund_failed);
        hold(task || (sent && state == wire::name_of(State::refunding)), one.first, "nobody sees to it");
    }
}

/// What the channel really paid: each number once, of no payment more than came in by it, nothing unasked.
void Chaos::check_paid() {
    auto const all = refunds();
    std::map<std::pair<std::string, std::string>, Fen> sums;
    for (auto const& entry : book_->all()) {
        hold(entry.times_paid == 1, entry.refund_no, "paid more than once");
        auto const row = all.find(entry.refund_no);
        if (row == all.end()) {
            hold(false, entry.refund_no, "paid, and nobody asked for it");
            continue;
        }
        hold(row->second.amount_fen == entry.amount_fen, entry.refund_no, "another amount");
        bool const twice = is_double(row->second, all);
        hold(rude_ || !twice, entry.refund_no, "paid twice");
        if (!twice) sums[{row->second.order_no.value, row->second.payment_id.value}] += entry.amount_fen;
    }
    for (auto const& [payment, sum] : sums) {
        for (auto const& row : payments(payment.first))
            hold(row.payment_id.value != payment.second || sum <= row.paid_fen, payment.first,
                 "paid back more than came in");
    }
}

/// Of the orders of this step: the accounts add up to nothing, and nobody holds more than was paid.
void Chaos::check_ledger() {
    for (std::string const& no : touched_) {
        auto const balances =
            store_->read([&](store::ReadTx& tx) { return store::ledger_balances(tx, mall_id, {no}); });
        for (auto const& [payment, accounts] : balances) {
            Fen sum = 0;
            for (auto const& [account, fen] : accounts) sum += fen;
            hold(sum == 0, no, "the ledger does not add up");
        }
        for (auto const& row : payments(no)) {
            bool const sound = row.reserved_fen >= 0 && row.refunded_fen >= 0 &&
                               row.reserved_fen + row.refunded_fen <= row.paid_fen;
            hold(sound, no, "holds more than was paid");
        }
    }
}

/// Everything came to an end: paid, or paid twice and said so.
void Chaos::check_ends() {
    auto const all = refunds();
    for (auto const& one : all) {
        std::string const& no = one.first;
        store::RefundRow const& row = one.second;
        hold(row.state == PartStatus::succeeded || all.contains(no + "B"), no, "came to no end");
        bool const twice = book_->find(no).has_value() && is_double(row, all);
        auto const shown = service_->tickets.show(platform, row.ticket_no.value);
        REQUIRE(shown.ok());
        auto const& said = shown->ticket.paid_twice;
        hold(twice == (std::find(said.begin(), said.end(), no) != said.end()), no,
             "paid twice and not said so");
        hold(shown->ticket.state == State::completed, no, "its ticket came to no end");
        tally_.paid_twice += twice ? 1 : 0;
        tally_.elsewhere += row.via == Via::original ? 0 : 1;
    }
    tally_.refunds = static_cast<int>(all.size());
    tally_.rude = rude_ ? 1 : 0;
}

Tally Chaos::tally() {
    tally_.moved = log_moved;
    return tally_;
}

}  // namespace afterdesk::fault
