#include "service/verify.hpp"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <future>
#include <set>

#include "base/percent.hpp"
#include "crypto/digest.hpp"
#include "domain/ticket/positions.hpp"
#include "files/evidence_files.hpp"
#include "outside/simulated/book.hpp"
#include "service/backup.hpp"
#include "service/verify_accounts.hpp"
#include "store/audit.hpp"
#include "store/bodies.hpp"
#include "store/orders.hpp"
#include "store/stock.hpp"
#include "store/store.hpp"
#include "store/ticket_counts.hpp"
#include "store/tickets.hpp"
#include "wire/chain.hpp"
#include "wire/stored/stored.hpp"

namespace afterdesk {

namespace {

constexpr std::size_t max_differences = 1'000;

/// The differences found so far, each with what it is about.
class Findings {
  public:
    explicit Findings(Verified& out) : out_(out) {}
    void note(std::string const& about, std::string const& what) {
        if (out_.differences.size() < max_differences) out_.differences.push_back(about + ": " + what);
    }
    void expect(bool good, std::string const& about, std::string const& what) {
        if (!good) note(about, what);
    }

  private:
    Verified& out_;
};

// ---- Tickets ----------------------------------------------------------------------------------------------

/// The history, read strictly; its hashes and numbers are checked on the way.
std::vector<EventRecord> check_history(store::ReadTx& tx, store::TicketRow const& row, Findings& findings) {
    std::vector<EventRecord> history;
    wire::Chain const chain(row.tenant, row.no, crypto::sha256);
    std::string prev = wire::first_chain_hash();
    for (store::EventRow const& event : store::event_rows(tx, row.tenant, row.no)) {
        std::string const about = "ticket " + row.no.value + " event " + std::to_string(event.seq);
        std::string const& body = event.linked.body;
        history.push_back(store::read_body(body, about, wire::stored::read_event));
        EventRecord const& record = history.back();
        std::string const again = wire::stored::text_of(record, wire::stored::version_in(body));
        findings.expect(again == body, about, "is not in its one form");
        bool const in_order = event.seq == std::ssize(history) && record.seq == event.seq;
        findings.expect(in_order, about, "is out of order");
        findings.expect(record.at.ms == event.at_ms, about, "tells another time than its column");
        bool const chained = event.prev_hash == prev && chain.follows(prev, event.linked, record);
        findings.expect(chained, about, "the hash chain is broken");
        if (event.linked.hash.size() == prev.size()) prev = event.linked.hash;
    }
    return history;
}

void check_columns(store::TicketRow const& row, Ticket const& ticket, Findings& findings) {
    std::string const about = "ticket " + row.no.value;
    findings.expect(row.no == ticket.no && row.order_no == ticket.order_no, about, "its numbers differ");
    findings.expect(row.version == ticket.version, about, "its version column differs");
    findings.expect(row.type == wire::name_of(ticket.request.type), about, "its type column differs");
    findings.expect(row.state == wire::name_of(ticket.state), about, "its state column differs");
    findings.expect(row.status == wire::name_of(short_status(ticket)), about, "its status column differs");
    findings.expect(row.refund_fen == ticket.quote.refund_fen, about, "its amount column differs");
    findings.expect(row.applied_at_ms == ticket.applied_at.ms, about, "its time column differs");
    std::optional<std::int64_t> const deadline =
        ticket.deadline ? std::optional(ticket.deadline->ms) : std::nullopt;
    findings.expect(row.deadline_ms == deadline, about, "its deadline column differs");
    findings.expect(row.arbitration == store::arbitration_column(ticket), about,
                    "its arbitration column differs");
    findings.expect(row.queue == ticket.queue, about, "its queue column differs");
    findings.expect(row.work == store::work_column(ticket) && row.late == ticket.reminded, about,
                    "its work columns differ");
}

/// An order with what its tickets are read beside.
struct WithOrder {
    store::OrderRow const& row;
    Order const& order;
    store::Buyer buyer;
};

/// What is found, held against what the index says.
class TextCheck {
  public:
    /// Units: `whole`: every text will be checked, so that what the index holds beside them is found, too.
    TextCheck(store::ReadTx& tx, bool whole) : tx_(tx), whole_(whole) {
        if (whole) prints_ = store::text_prints(tx);
    }

    void check(store::FindableText const& wanted, std::string const& about, Findings& findings) {
        auto const kept = store::find_text(tx_, wanted.tenant, wanted.kind, wanted.name);
        if (!kept) return findings.note(about, "can not be found");
        ++checked_;
        findings.expect(kept->text == store::indexed_as(wanted, kept->number).text, about,
                        "is found by another text");
        if (!whole_) return;
        auto const there = prints_.find(kept->number);
        bool const same =
            there != prints_.end() && there->second == store::print_of(tx_, wanted, kept->number);
        findings.expect(same, about, "its search words differ");
    }
    void finish(Findings& findings) const {
        findings.expect(!whole_ || checked_ >= prints_.size(), "search", "finds what is not there");
    }

  private:
    store::ReadTx& tx_;
    bool whole_;
    store::TextPrints prints_;
    std::size_t checked_ = 0;
};

void check_text(WithOrder const& of, Ticket const& ticket, TextCheck& texts, Findings& findings) {
    texts.check({of.row.tenant, store::Findable::ticket, ticket.no.value, ticket.shop_id, ticket.buyer_id,
                 store::text_of(ticket, of.order, of.buyer)},
                "ticket " + ticket.no.value, findings);
}

void check_text(store::ReadTx& tx, WithOrder const& of, TextCheck& texts, Findings& findings) {
    auto const shop = store::find_shop(tx, of.row.tenant, of.order.shop_id);
    texts.check({of.row.tenant, store::Findable::order, of.order.order_no.value, of.order.shop_id,
                 of.order.buyer_id, store::text_of(of.order, shop ? shop->name : std::string(), of.buyer)},
                "order " + of.order.order_no.value, findings);
}

/// The numbers that are kept, held against the tickets.
class CountCheck {
  public:
    void count(TenantId const& tenant, Ticket const& ticket) {
        for (store::CountKey const& key : store::keys_of(store::counted_row(ticket))) add(tenant, key, -1);
    }
    void finish(store::ReadTx& tx, Findings& findings) {
        store::each_count(tx, [&](TenantId const& tenant, store::CountKey const& key, std::int64_t number) {
            add(tenant, key, number);
        });
        for (auto const& [key, too_many] : by_key_) {
            findings.expect(too_many == 0, "count " + key.second.id + " " + key.second.name,
                            "is " + std::to_string(too_many) + " too many");
        }
    }

  private:
    void add(TenantId const& tenant, store::CountKey const& key, std::int64_t number) {
        by_key_[{tenant, key}] += number;
    }

    std::map<std::pair<TenantId, store::CountKey>, std::int64_t> by_key_;
};

/// The number that a part had before it went to the balance; it stays in the books.
bool was_replaced(store::RefundRow const& refund, Ticket const& ticket) {
    return std::any_of(ticket.refunds.begin(), ticket.refunds.end(),
                       [&](RefundPart const& part) { return part.refund_no == refund.refund_no + "B"; });
}

bool is_part(store::RefundRow const& refund, Ticket const& ticket) {
    return std::any_of(ticket.refunds.begin(), ticket.refunds.end(), [&](RefundPart const& part) {
        return part.refund_no == refund.refund_no && part.payment_id == refund.payment_id &&
               part.amount_fen == refund.amount_fen && part.status == refund.state &&
               part.failure == refund.failure && part.via == refund.via;
    });
}

void check_refunds(store::ReadTx& tx, store::TicketRow const& row, Ticket const& ticket, Findings& findings) {
    auto const rows = store::refund_rows(tx, row.tenant, row.no);
    std::size_t parts = 0;
    for (store::RefundRow const& refund : rows) {
        std::string const about = "refund " + refund.refund_no;
        bool const replaced = was_replaced(refund, ticket);
        parts += replaced ? 0 : 1;
        auto const& twice = ticket.paid_twice;
        bool const paid_twice = std::find(twice.begin(), twice.end(), refund.refund_no) != twice.end();
        PartStatus const wanted = paid_twice ? PartStatus::succeeded : PartStatus::failed;
        bool const matched = replaced ? refund.state == wanted : is_part(refund, ticket);
        findings.expect(matched, about, "is not a part of its ticket");
        bool const queued = store::is_in_outbox(tx, row.tenant, store::OutboxKind::refund, refund.refund_no);
        findings.expect(queued == (refund.state == PartStatus::pending), about,
                        queued ? "is settled and still in the outbox" : "is pending and not in the outbox");
    }
    findings.expect(parts == ticket.refunds.size(), "ticket " + row.no.value,
                    "its refund rows are not its parts");
}

/// What events leave behind in other tables: entitlements to take back, differences that were paid.
void check_traces(store::ReadTx& tx, store::TicketRow const& row, std::vector<EventRecord> const& history,
                  Findings& findings) {
    std::vector<std::string> reclaims;
    std::vector<store::CollectionRow> paid;
    for (EventRecord const& record : history) {
        if (std::holds_alternative<EntitlementsReclaimed>(record.event)) {
            reclaims.push_back(row.no.value + "-E" + std::to_string(record.seq));
        } else if (auto const* one = std::get_if<DifferencePaid>(&record.event)) {
            paid.push_back({one->payment_no, row.no, one->amount_fen});
        }
    }
    auto const rows = store::reclaim_rows(tx, row.tenant, row.no);
    findings.expect(rows.size() == reclaims.size(), "ticket " + row.no.value,
                    "its reclaimed entitlements are not all in the books");
    for (store::ReclaimRow const& reclaim : rows) {
        std::string const about = "reclaim " + reclaim.reclaim_no;
        bool const known = std::find(reclaims.begin(), reclaims.end(), reclaim.reclaim_no) != reclaims.end();
        findings.expect(known, about, "is of no event");
        bool const queued =
            store::is_in_outbox(tx, row.tenant, store::OutboxKind::reclaim, reclaim.reclaim_no);
        findings.expect(queued != reclaim.settled, about, "is settled and queued, or neither");
    }
    std::sort(paid.begin(), paid.end(),
              [](auto const& a, auto const& b) { return a.payment_no < b.payment_no; });
    findings.expect(store::collection_rows(tx, row.tenant, row.no) == paid, "ticket " + row.no.value,
                    "its paid difference is not in the books");
}

void check_stock(store::ReadTx& tx, store::TicketRow const& row, Ticket const& ticket, Findings& findings) {
    auto held = stock_reserved(ticket);
    std::sort(held.begin(), held.end(), [](auto const& a, auto const& b) { return a.sku < b.sku; });
    findings.expect(store::stock_hold_rows(tx, row.tenant, row.no) == held, "ticket " + row.no.value,
                    "other pieces are kept back for it than it says");
}

/// Money and units that the tickets of an order hold.
struct Held {
    std::size_t differences = 0;  ///< payments beside those of the order
    std::map<PaymentId, Position> money;
    std::map<int, std::multiset<std::string>> pieces;  ///< by line: unit numbers and entitlement names
};

void add_held(Ticket const& ticket, std::vector<EventRecord> const& history, Held& held) {
    if (ticket.collected) ++held.differences;
    for (auto const& [payment, position] : positions_from(history)) {
        held.money[payment].reserved_fen += position.reserved_fen;
        held.money[payment].refunded_fen += position.refunded_fen;
    }
    for (Claim const& claim : claims_of(ticket)) {
        if (claim.type == TicketType::price_protect) continue;  // holds money, no pieces
        for (std::string const& name : claim.entitlements) held.pieces[claim.line_no].insert(name);
        if (!claim.entitlements.empty()) continue;
        for (int const unit : claim.units) held.pieces[claim.line_no].insert("#" + std::to_string(unit));
    }
}

/// What is checked on the way, and at its end.
struct Walk {
    store::ReadTx& tx;
    Verified& out;
    TextCheck texts;
    CountCheck counts;
};

void check_ticket(Walk& walk, WithOrder const& of, store::TicketRow const& row, Held& held) {
    store::ReadTx& tx = walk.tx;
    Findings findings(walk.out);
    std::string const about = "ticket " + row.no.value;
    try {
        auto const history = check_history(tx, row, findings);
        walk.out.events += static_cast<int>(history.size());
        Ticket const ticket = fold(history);
        bool const same = wire::stored::text_of(ticket, wire::stored::version_in(row.body)) == row.body;
        findings.expect(same, about, "its row is not what its events lead to");
        check_columns(row, ticket, findings);
        check_text(of, ticket, walk.texts, findings);
        walk.counts.count(row.tenant, ticket);
        findings.expect(store::kept_parcels(tx, row.tenant, row.no) == store::awaited_parcel(ticket), about,
                        "its parcel on the way back is found under another number");
        check_refunds(tx, row, ticket, findings);
        check_traces(tx, row, history, findings);
        check_stock(tx, row, ticket, findings);
        walk.out.refunds += static_cast<int>(ticket.refunds.size());
        add_held(ticket, history, held);
    } catch (store::StoreFailure const& failure) {
        findings.note(about, failure.what());
    }
    ++walk.out.tickets;
}

// ---- Orders -----------------------------------------------------------------------------------------------

void check_money(store::ReadTx& tx, store::OrderRow const& row, Order const& order, Held const& held,
                 Findings& findings) {
    auto const rows = store::payments_of(tx, row.tenant, row.no);
    auto balances = store::ledger_balances(tx, row.tenant, row.no);
    findings.expect(rows.size() == order.payments.size() + held.differences, "order " + row.no.value,
                    "its payments are not all there");
    for (store::PaymentRow const& payment : rows) {
        std::string const about = "order " + row.no.value + " payment " + payment.payment_id.value;
        auto const found = held.money.find(payment.payment_id);
        Position const position = found == held.money.end() ? Position{} : found->second;
        bool const as_tickets_say = position == Position{payment.reserved_fen, payment.refunded_fen};
        findings.expect(as_tickets_say, about, "holds something else than its tickets say");
        store::Balances& ledger = balances[payment.payment_id];
        Fen const kept = payment.paid_fen - payment.reserved_fen - payment.refunded_fen;
        bool const adds_up = ledger["buyer"] == -payment.paid_fen && ledger["kept"] == kept &&
                             ledger["reserved"] == payment.reserved_fen &&
                             ledger["refunded"] == payment.refunded_fen;
        findings.expect(adds_up, about, "the ledger does not add up");
    }
    for (auto const& entry : held.money) {
        bool const known = std::any_of(rows.begin(), rows.end(),
                                       [&](auto const& one) { return one.payment_id == entry.first; });
        findings.expect(known, "order " + row.no.value, "tickets hold an unknown payment");
    }
}

void check_pieces(store::OrderRow const& row, Order const& order, Held const& held, Findings& findings) {
    for (auto const& [line_no, pieces] : held.pieces) {
        Line const* const line = find_line(order, line_no);
        std::string const about = "order " + row.no.value + " line " + std::to_string(line_no);
        std::set<std::string> const once(pieces.begin(), pieces.end());
        findings.expect(once.size() == pieces.size(), about, "a piece is held twice");
        std::size_t const most = line == nullptr              ? 0
                                 : line->entitlements.empty() ? static_cast<std::size_t>(line->quantity)
                                                              : line->entitlements.size();
        findings.expect(pieces.size() <= most, about, "more pieces are held than there are");
    }
}

void check_order(Walk& walk, store::OrderRow const& row) {
    Findings findings(walk.out);
    ++walk.out.orders;
    try {
        Order const order = store::read_body(row.body, "order", wire::read_kept_order);
        auto const buyer = store::find_buyer(walk.tx, row.tenant, order.buyer_id);
        WithOrder const of{row, order, buyer.value_or(store::Buyer{})};
        Held held;
        for (store::TicketRow const& ticket : store::ticket_rows_of(walk.tx, row.tenant, row.no))
            check_ticket(walk, of, ticket, held);
        check_money(walk.tx, row, order, held, findings);
        check_pieces(row, order, held, findings);
        check_text(walk.tx, of, walk.texts, findings);
    } catch (store::StoreFailure const& failure) {
        findings.note("order " + row.no.value, failure.what());
    }
}

/// Promise: where it stopped, when that was before the end.
std::optional<VerifyPlace> check_orders(Walk& walk, VerifyOptions const& options) {
    auto const until = std::chrono::steady_clock::now() + std::chrono::seconds(options.seconds);
    std::optional<VerifyPlace> stopped;
    store::OrderPlaceOf const from =
        options.from ? store::OrderPlaceOf{{options.from->tenant}, {options.from->order_no}}
                     : store::OrderPlaceOf{};
    store::each_order(walk.tx, from, [&](store::OrderRow const& row) {
        check_order(walk, row);
        if (options.seconds == 0 || std::chrono::steady_clock::now() < until) return true;
        stopped = VerifyPlace{row.tenant.value, row.no.value};
        return false;
    });
    return stopped;
}

// ---- The outside ------------------------------------------------------------------------------------------

using Paid = std::map<std::string, outside::simulated::Book::Entry>;

Paid paid_by_channel(std::string const& data_dir) {
    Paid paid;
    std::string const file = outside::simulated::book_file(data_dir);
    if (!std::filesystem::exists(file)) return paid;
    outside::simulated::Book book(file);
    for (auto const& entry : book.all()) paid.emplace(entry.refund_no, entry);
    return paid;
}

/// What the channel had paid before our snapshot was taken must be known to us in it.
void check_paid(Paid const& before, std::map<std::string, store::RefundRow> const& refunds,
                Findings& findings) {
    for (auto const& [no, entry] : before) {
        auto const ours = refunds.find(no);
        findings.expect(entry.times_paid == 1, "channel " + no,
                        "paid " + std::to_string(entry.times_paid) + " times");
        if (ours == refunds.end()) {
            findings.note("channel " + no, "paid a number that we do not know");
            continue;
        }
        findings.expect(ours->second.amount_fen == entry.amount_fen, "channel " + no, "paid another amount");
        findings.expect(ours->second.state != PartStatus::failed, "channel " + no,
                        "paid what we take for failed");
    }
}

void check_channel(Paid const& before, std::string const& data_dir, store::ReadTx& tx, Findings& findings) {
    auto const refunds = store::all_refunds(tx);
    auto const posted = check_accounts(
        tx, refunds, [&](std::string const& about, std::string const& what) { findings.note(about, what); });
    Paid ours = before;
    for (std::string const& later : paid_later(data_dir)) ours.erase(later);
    check_paid(ours, refunds, findings);
    // Real channels keep their books themselves.
    if (!std::filesystem::exists(outside::simulated::book_file(data_dir))) return;
    Paid const after = paid_by_channel(data_dir);
    for (auto const& [no, refund] : refunds) {
        bool const claimed = refund.state == PartStatus::succeeded && refund.via != Via::offline;
        bool const paid = after.contains(no);
        findings.expect(!claimed || paid || posted.contains(no), "refund " + no,
                        "the channel did not pay it");
        findings.expect(!paid || !posted.contains(no), "refund " + no,
                        "the channel paid it, and it was posted to an account");
    }
}

void check_files(store::ReadTx& tx, std::string const& data_dir, Verified& out, Findings& findings) {
    files::EvidenceFiles const files(data_dir);
    for (std::string const& name : store::kept_files(tx)) {
        ++out.files;
        findings.expect(files.is_whole(name), "file " + name, "is missing or damaged");
    }
}

}  // namespace

std::string verify_mark(VerifyPlace const& place) {
    return percent_encode(place.tenant) + "/" + percent_encode(place.order_no);
}

std::optional<VerifyPlace> verify_place(std::string_view mark) {
    std::size_t const slash = mark.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    return VerifyPlace{percent_decode(mark.substr(0, slash)), percent_decode(mark.substr(slash + 1))};
}

Verified verify_folder(VerifyOptions const& options) {
    Verified out;
    Findings findings(out);
    // A server may be at work: the channel is looked at before and after the snapshot.
    Paid const paid_before = paid_by_channel(options.data_dir);
    store::Moment moment(options.data_dir);
    store::ReadTx& tx = moment.tx();
    // SQLite's own checks need nothing of ours, so they run beside; a run that may end early begins without.
    auto const when = options.seconds > 0 ? std::launch::deferred : std::launch::async;
    auto damages = std::async(when, [&] {
        store::Moment own(options.data_dir);
        return store::damages(own.tx());
    });
    bool const whole = !options.from && options.seconds == 0;
    Walk walk{tx, out, TextCheck(tx, whole), {}};
    out.stopped_at = check_orders(walk, options);
    if (out.stopped_at) return out;
    if (whole) walk.counts.finish(tx, findings);
    walk.texts.finish(findings);
    for (std::string const& damage : damages.get()) findings.note("file", damage);
    for (TicketNo const& no : store::tickets_without_order(tx))
        findings.note("ticket " + no.value, "its order is missing");
    for (std::string const& wrong : store::wrong_shelves(tx)) findings.note("stock", "reserved in " + wrong);
    for (std::string const& tenant : store::live_gaps(tx))
        findings.note("tenant " + tenant, "live events have gaps");
    check_files(tx, options.data_dir, out, findings);
    check_channel(paid_before, options.data_dir, tx, findings);
    return out;
}

}  // namespace afterdesk
