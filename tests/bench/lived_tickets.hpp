#pragma once
// Many tickets that came to be as all do: orders of the mall, then what buyers, shops and the channel did,
// each decided by the core and kept in all of the books. They only share commits.

#include "outside/simulated/book.hpp"
#include "server/many_tickets.hpp"
#include "service/carry_out.hpp"
#include "service/context.hpp"
#include "service/outbox.hpp"
#include "shipping.hpp"
#include "store/evidence.hpp"

namespace afterdesk::many {

/// The same tickets every time: of a hundred 87 refunded at once (five events), 10 of
/// goods that came back, 3 that wait for the shop.
class Living {
  public:
    /// Units: `count` of them are there already.
    Living(store::Store& store, Sizes sizes, int count = 0) : store_(store), sizes_(sizes), count_(count) {
        if (count == 0) put_mall(store, sizes);
    }

    /// So many more, with their orders.
    void add(int count) {
        for (int left = count; left > 0; left -= at_once) add_some(std::min(left, at_once));
    }
    int count() const { return count_; }
    int events() const { return events_; }
    /// The simulated channel's book says what was paid.
    void write_book(std::string const& data_dir) const {
        outside::simulated::Book(outside::simulated::book_file(data_dir)).begin_with(paid_, {});
    }

    Order order(int number) const {
        Order out = Filling::order(number, sizes_);
        out.paid_at = {at(number).ms - days(2).ms};
        if (life_of(number) == Life::refunded) return out;
        ship(out.lines[0], 1);
        sign_for(out.lines[0], Instant{at(number).ms - days(1).ms});
        return out;
    }

  private:
    static constexpr int at_once = 250;
    enum class Life : unsigned char { refunded, returned, waiting };

    static Life life_of(int number) {
        int const place = number * 37 % 100;
        return place < 3 ? Life::waiting : place < 13 ? Life::returned : Life::refunded;
    }
    Instant at(int number) const { return {start.ms + number * sizes_.apart_ms}; }

    void add_some(int count) {
        std::string text;
        for (int i = 0; i < count; ++i) text += wire::write_json(wire::to_json(order(count_ + i))) + "\n";
        CHECK(import_orders(store_, tenant_, text, {at(count_), {0}}).ok());
        int events = 0;
        std::vector<outside::simulated::Book::Entry> paid;
        store_.write([&](store::WriteTx& tx) {
            events = 0;
            paid.clear();
            for (int i = 0; i < count; ++i) {
                Ticket const ticket = live(tx, count_ + i);
                events += ticket.version;
                for (RefundPart const& part : ticket.refunds)
                    paid.push_back({part.refund_no, part.amount_fen, 1});
            }
            return true;
        });
        count_ += count;
        events_ += events;
        paid_.insert(paid_.end(), paid.begin(), paid.end());
    }

    /// One ticket's life. Promise: as it is at its end.
    Ticket live(store::WriteTx& tx, int number) {
        Order const of = order(number);
        Life const life = life_of(number);
        Actor const buyer{ActorKind::buyer, of.buyer_id.value}, shop{ActorKind::merchant, "m1"};
        Ticket const none;
        Instant const now = at(number);
        Apply apply;
        bool const here = life != Life::refunded;
        apply.request.type = here ? TicketType::return_refund : TicketType::refund_unshipped;
        apply.request.reason = number % 3 == 0 ? "wrong_order" : "not_wanted";
        apply.request.lines = {{1, 1, {}}};
        if (here) apply.evidence = {photo_of(tx, of.buyer_id)};
        auto const quoted = quote(quote_input(tx, policies_, {tenant_, of, apply.request, none, now}));
        CHECK(quoted.ok());
        apply.expected_refund_fen = quoted->refund_fen;
        apply.expected_digest = quote_digest(*quoted);
        Ticket ticket = none;
        auto const then = [&](Actor const& actor, Command const& command) {
            auto carried = carry_out(tx, policies_, {tenant_, ticket, of, actor, command, now},
                                     TicketNo{"AS" + padded(number)});
            if (!carried.ok())
                std::fprintf(stderr, "ticket %d: %s\n", number,
                             std::string(wire::name_of(carried.error().front().rule)).c_str());
            CHECK(carried.ok());
            ticket = std::move(carried->ticket);
        };
        then(buyer, apply);
        if (life == Life::waiting) return ticket;
        if (life == Life::returned) {
            then(shop, Agree{Address{"售后组", "0571-1", "杭州市余杭区 18 号"}});
            then(buyer, ShipBack{Parcel{"sf", "SF77" + padded(number)}});
            then(shop, Receive{});
        }
        return refund(tx, std::move(ticket), now + minutes(2));
    }

    /// Everybody's is the same, and has no file: `verify` misses one.
    EvidenceId photo_of(store::WriteTx& tx, BuyerId const& buyer) {
        std::string const id(64, 'a');
        store::add_evidence(tx, tenant_, {{id}, wire::Audience::buyer, buyer.value, 10, 1, 1, id}, start);
        return {id};
    }

    /// The channel has paid all of it.
    Ticket refund(store::WriteTx& tx, Ticket ticket, Instant now) {
        for (RefundPart const& part : ticket.refunds) {
            RecordRefund const answer{part.refund_no, PartStatus::succeeded, ""};
            auto const settled = settle_refund(tx, policies_, {tenant_, ticket.no, answer, now});
            CHECK(settled.ok());
        }
        return *store::find_ticket(tx, {tenant_, store::Scope::Of::tenant, {}}, ticket.no);
    }

    store::Store& store_;
    Sizes sizes_;
    int count_;
    TenantId const tenant_{"mall"};
    PolicyCache policies_;
    int events_ = 0;
    std::vector<outside::simulated::Book::Entry> paid_;
};

}  // namespace afterdesk::many
