// Every state that two tickets of one small order can reach together, by every command of every actor and
// every timer: the required properties of DOMAIN §3 hold in each, and after each single event.

#include <algorithm>
#include <deque>
#include <map>
#include <memory>
#include <set>
#include <unordered_map>

#include "ticket_fixture.hpp"

using namespace afterdesk;
using namespace afterdesk::ticket_fixture;

namespace {

constexpr TicketType unshipped = TicketType::refund_unshipped;
constexpr TicketType returned = TicketType::return_refund;

/// An order, the rules of its shop, and what its buyer may ask for.
struct Shop {
    char const* name;
    Context context;
    std::vector<Request> wishes;
    Fen offered_percent = 50;  ///< of what is asked for
};

/// A history shared by all the worlds that continue it.
struct Past {
    EventRecord record;
    std::shared_ptr<Past const> before;
};

struct Slot {
    Ticket ticket;
    std::shared_ptr<Past const> past;

    /// A closed ticket holds nothing, so that its place may be taken by a new one.
    bool free() const { return ticket.version == 0 || ticket.state == State::closed; }
    bool over() const { return free() || ticket.state == State::completed; }
};

struct World {
    std::array<Slot, 2> slots;
};

/// All of a ticket that decides what can still happen to it: not the times, the causes, the number of events.
std::string key_of(Slot const& slot) {
    if (slot.free()) return "-";
    Ticket const& ticket = slot.ticket;
    std::string key = std::to_string(static_cast<int>(ticket.state)) + " " +
                      std::to_string(quote_digest(ticket.quote)) + " " +
                      std::to_string(ticket.request.fee_fen) + (ticket.request.type == returned ? "r" : "u") +
                      (ticket.return_address ? "a" : "") + (ticket.return_parcel ? "p" : "");
    if (ticket.offer) {
        key += " " + std::to_string(ticket.offer->refund_fen) + "@" +
               std::to_string(static_cast<int>(ticket.offer->made_in));
    }
    for (RefundPart const& part : ticket.refunds) key += " " + std::to_string(static_cast<int>(part.status));
    return key;
}

/// The two tickets are interchangeable.
std::string key_of(World const& world) {
    std::string const a = key_of(world.slots[0]);
    std::string const b = key_of(world.slots[1]);
    return a < b ? a + "|" + b : b + "|" + a;
}

class Walk {
  public:
    explicit Walk(Shop shop) : shop_(std::move(shop)), pricing_(price_order(shop_.context.order)) {}

    void run() {
        reach(World{});
        for (std::size_t at = 0; at < worlds_.size() && broken_.empty(); ++at) leave(at);
        check_ends();
    }

    std::vector<std::string> const& broken() const { return broken_; }
    std::size_t states() const { return worlds_.size(); }
    std::size_t transitions() const { return arrows_.size(); }
    std::size_t refusals() const { return refusals_; }
    std::set<State> const& seen() const { return seen_; }

  private:
    void hold(bool holds, char const* what) {
        if (!holds && broken_.size() < 10) broken_.push_back(std::string(shop_.name) + ": " + what);
    }

    std::size_t reach(World world) {
        auto const [place, is_new] = number_.try_emplace(key_of(world), worlds_.size());
        if (is_new) {
            for (Slot const& slot : world.slots) check_history(slot);
            worlds_.push_back(std::move(world));
        }
        return place->second;
    }

    void check_history(Slot const& slot) {
        std::vector<EventRecord> history;
        for (auto past = slot.past; past; past = past->before) history.push_back(past->record);
        std::reverse(history.begin(), history.end());
        hold(fold(history) == slot.ticket, "the folded history is another ticket");
    }

    /// Properties of a ticket at rest.
    void check_ticket(Slot const& slot) {
        Ticket const& ticket = slot.ticket;
        seen_.insert(ticket.state);
        bool const gave_back = ticket.state == State::rejected || ticket.state == State::closed;
        hold(holdings_of(ticket).empty() == gave_back,
             "holds what it should not, or does not hold what it should");
        bool const waits_for_payment =
            ticket.state == State::refunding || ticket.state == State::refund_failed;
        bool const over = ticket.state == State::completed || ticket.state == State::closed;
        hold(ticket.deadline.has_value() == !(waits_for_payment || over), "a person's turn without a timer");
        hold(ticket.state != State::closed || !ticket.return_parcel,
             "closed while the merchant has the goods");
        if (ticket.state != State::completed) return;
        Fen paid_fen = 0;
        for (RefundPart const& part : ticket.refunds) {
            hold(part.status == PartStatus::succeeded, "complete with a part that was not paid");
            paid_fen += part.amount_fen;
        }
        hold(paid_fen == ticket.quote.refund_fen, "complete with another sum than the quote");
    }

    void leave(std::size_t from) {
        for (std::size_t which : {0u, 1u}) {
            World const world = worlds_[from];  // a copy: `reach` makes the list grow
            Slot const& slot = world.slots[which];
            std::vector<Command> const all = commands(slot);
            Context at = context_for(world, which);
            for (ActorKind actor : actors) {
                at.actor = actor_of(actor);
                at.now = actor == ActorKind::system ? slot.ticket.deadline.value_or(start) : start;
                for (Command const& command : all) try_move(from, world, which, command, at);
            }
            if (!slot.free()) continue;
            at.actor = actor_of(ActorKind::buyer);
            at.now = start;
            for (Request const& wish : shop_.wishes) apply(from, world, which, wish, at);
        }
    }

    Context context_for(World const& world, std::size_t which) const {
        Context made = shop_.context;
        made.others = holdings_of(world.slots[1 - which].ticket);
        made.new_no = {which == 0 ? "ASa" : "ASb"};
        return made;
    }

    /// Well-formed commands, also those that this state refuses.
    std::vector<Command> commands(Slot const& slot) const {
        Ticket const& ticket = slot.ticket;
        Fen const less = (ticket.quote.refund_fen + ticket.quote.fee_fen) * shop_.offered_percent / 100;
        std::vector<Command> all = {Withdraw{},
                                    Agree{shop_address},
                                    Reject{"worn", "", {}},
                                    MakeOffer{less, "", shop_address},
                                    AcceptOffer{},
                                    DeclineOffer{},
                                    ShipBack{parcel},
                                    Receive{},
                                    RetryRefund{},
                                    TimeOut{}};
        for (RefundPart const& part : ticket.refunds) {
            all.push_back(RecordRefund{part.refund_no, PartStatus::succeeded, ""});
            all.push_back(RecordRefund{part.refund_no, PartStatus::failed, "LIMIT"});
        }
        if (!slot.free()) all.push_back(Apply{});
        return all;
    }

    void apply(std::size_t from, World const& world, std::size_t which, Request const& wish,
               Context const& at) {
        Result<Quote, Mistakes> const quoted = quote({at.now, at.order, at.others, wish, at.policy});
        if (quoted.ok()) {
            Apply const application{wish, quoted->refund_fen, quote_digest(*quoted), "", {{"e1"}}};
            Slot fresh;
            World empty = world;
            empty.slots[which] = fresh;
            try_move(from, empty, which, application, at);
        } else {
            Result<std::vector<Event>, Mistakes> const refused =
                decide(Ticket{}, Apply{wish, 0, 0, "", {{"e1"}}}, at);
            hold(!refused.ok() && refused.error() == quoted.error(), "an application that the quote refuses");
            ++refusals_;
        }
    }

    void try_move(std::size_t from, World const& world, std::size_t which, Command const& command,
                  Context const& at) {
        Ticket const& ticket = world.slots[which].ticket;
        std::optional<Rule> const forbidden = why_not(ticket, at.actor.kind, kind_of(command));
        Result<std::vector<Event>, Mistakes> const decided = decide(ticket, command, at);
        if (forbidden) {
            bool const so =
                !decided.ok() && decided.error().size() == 1 && decided.error()[0].rule == *forbidden;
            hold(so, "forbidden, but decided or refused for another reason");
        }
        if (!decided.ok()) {
            hold(!decided.error().empty(), "refused without a reason");
            ++refusals_;
            return;
        }
        World next = world;
        for (Event const& event : *decided) take(next, which, event, at);
        Result<std::vector<Event>, Mistakes> const again = decide(next.slots[which].ticket, command, at);
        hold(!again.ok() || again->empty(), "the same command had an effect twice");
        check_ticket(next.slots[which]);
        if (!decided->empty()) arrows_.push_back({from, reach(std::move(next))});
    }

    void take(World& world, std::size_t which, Event const& event, Context const& at) {
        Slot& slot = world.slots[which];
        int const version = slot.ticket.version;
        std::vector<RefundPart> const refunds = slot.ticket.refunds;
        slot.ticket = evolve(std::move(slot.ticket), event, at.now);
        hold(slot.ticket.version == version + 1, "an event that is not counted");
        for (std::size_t i = 0; i < refunds.size(); ++i) {
            bool const unpaid =
                refunds[i].status == PartStatus::succeeded && slot.ticket.refunds[i] != refunds[i];
            hold(!unpaid, "a part that was paid and is so no more");
        }
        EventRecord record{slot.ticket.version, at.now, at.actor, event};
        slot.past = std::make_shared<Past const>(Past{std::move(record), slot.past});
        check_money(world);
    }

    /// Reserved and refunded together never exceed what was paid, in units, by line, by payment, in freight.
    void check_money(World const& world) {
        std::set<std::pair<int, int>> units;
        std::map<int, Fen> goods_fen;
        std::map<std::string, Fen> payments_fen;
        Fen freight_fen = 0;
        auto const take_units = [&](int line_no, std::vector<int> const& taken) {
            for (int unit : taken) hold(units.insert({line_no, unit}).second, "a unit taken twice");
        };
        for (Slot const& slot : world.slots) {
            if (slot.free() || slot.ticket.state == State::rejected) continue;
            Quote const& quote = slot.ticket.quote;
            for (QuotedLine const& line : quote.lines) {
                take_units(line.line_no, line.units);
                hold(std::cmp_equal(line.units.size(), line.quantity), "a quantity without its units");
                hold(line.goods_fen >= 0, "goods below nothing");
                goods_fen[line.line_no] += line.goods_fen;
            }
            for (QuotedGift const& gift : quote.gifts) take_units(gift.line_no, gift.units);
            for (PaymentShare const& share : quote.payments) {
                hold(share.amount_fen >= 0, "a payment's share below nothing");
                payments_fen[share.payment_id.value] += share.amount_fen;
            }
            freight_fen += quote.freight_fen;
        }
        Order const& order = shop_.context.order;
        hold(freight_fen >= 0 && freight_fen <= order.freight_fen, "freight refunded twice");
        Fen all_goods_fen = 0;
        Fen all_paid_fen = 0;
        for (std::size_t i = 0; i < order.lines.size(); ++i) {
            Line const& of = order.lines[i];
            all_goods_fen += goods_fen[of.line_no];
            all_paid_fen += pricing_.lines[i].paid_fen;
            // A claw-back is made good by whatever goes last: there the order's lines count together.
            bool const together = shop_.context.policy.threshold == ThresholdPolicy::claw_back;
            hold(together || goods_fen[of.line_no] <= pricing_.lines[i].paid_fen,
                 "more than the line's paid");
            hold(!units.contains({of.line_no, of.quantity + 1}) && !units.contains({of.line_no, 0}),
                 "a unit that the line does not have");
        }
        hold(all_goods_fen <= all_paid_fen, "more than the lines' paid");
        for (Payment const& payment : order.payments) {
            hold(payments_fen[payment.payment_id.value] <= payment.amount_fen, "more than the payment took");
        }
    }

    /// From every world both tickets can still come to an end.
    void check_ends() {
        std::vector<std::vector<std::size_t>> into(worlds_.size());
        for (auto const& [from, to] : arrows_) into[to].push_back(from);
        std::vector<bool> ends(worlds_.size(), false);
        std::deque<std::size_t> queue;
        for (std::size_t i = 0; i < worlds_.size(); ++i) {
            if (!worlds_[i].slots[0].over() || !worlds_[i].slots[1].over()) continue;
            ends[i] = true;
            queue.push_back(i);
        }
        for (; !queue.empty(); queue.pop_front()) {
            for (std::size_t from : into[queue.front()]) {
                if (ends[from]) continue;
                ends[from] = true;
                queue.push_back(from);
            }
        }
        for (std::size_t i = 0; i < worlds_.size(); ++i)
            hold(ends[i], ("a dead end: " + key_of(worlds_[i])).c_str());
    }

    Shop shop_;
    Pricing pricing_;
    std::vector<World> worlds_;
    std::unordered_map<std::string, std::size_t> number_;
    std::vector<std::pair<std::size_t, std::size_t>> arrows_;
    std::size_t refusals_ = 0;
    std::set<State> seen_;
    std::vector<std::string> broken_;
};

// ---- The shops --------------------------------------------------------------------------------------------

std::vector<Request> every_quantity(TicketType type) {
    return {request(type, {{1, 1, {}}}), request(type, {{1, 2, {}}}), request(type, {{2, 1, {}}}),
            request(type, {{1, 1, {}}, {2, 1, {}}}), request(type, {{1, 2, {}}, {2, 1, {}}})};
}

Order paid_once(Order of) {
    Fen total_fen = 0;
    for (Payment const& payment : of.payments) total_fen += payment.amount_fen;
    of.payments = {{{"w1"}, PaymentChannel::wechat, total_fen}};
    return of;
}

/// 满 200 减 10.01 over both lines, so that shares do not divide evenly.
Order reduced(Order of) {
    of.discounts = {{DiscountKind::full_reduction, 1'001, 0, 20'000, {}}};
    of.payments[0].amount_fen -= 1'001;
    return of;
}

/// Line 2 comes free with two of line 1.
Order with_gift(Order of) {
    of.lines[1].unit_price_fen = 0;
    of.lines[1].gift = Gift{1, 2, 3'000};
    of.payments[0].amount_fen -= 5'000;
    return of;
}

Context in(Order const& of) { return context(of, ActorKind::buyer, start); }

Shop promotion_shop(char const* name, ThresholdPolicy threshold, int shipped, TicketType type) {
    Shop shop{name, in(paid_once(reduced(order(shipped, shipped == 0 ? 0 : 1)))), every_quantity(type)};
    shop.context.policy.threshold = threshold;
    // A claw-back makes each ticket's amount depend on those before it: three wishes show every mixture.
    if (threshold == ThresholdPolicy::claw_back)
        shop.wishes.erase(shop.wishes.begin() + 3, shop.wishes.end());
    return shop;
}

std::vector<Shop> shops() {
    std::vector<Shop> all;
    all.push_back({"nothing shipped, two payments", in(order(0, 0)), every_quantity(unshipped)});

    Shop part{"one of two shipped", in(paid_once(order(1, 1))), every_quantity(returned)};
    for (Request const& wish : every_quantity(unshipped)) part.wishes.push_back(wish);
    part.offered_percent = 0;
    all.push_back(part);

    Shop received{"all received", in(paid_once(order(2, 1))), every_quantity(returned)};
    all.push_back(received);

    Shop fault{"the shop at fault pays freight", in(paid_once(order(2, 1))), every_quantity(returned)};
    fault.context.policy.freight_when_shop_at_fault = true;
    fault.context.default_return_address = default_address;
    for (Request& wish : fault.wishes) wish.reason = "broken";
    all.push_back(fault);

    Shop gift{"a gift that goes back or is paid for", in(paid_once(with_gift(order(2, 1)))), {}};
    for (int quantity : {1, 2}) {
        gift.wishes.push_back(request(returned, {{1, quantity, {}}}));
        gift.wishes.push_back(request(returned, {{1, quantity, {}}}));
        gift.wishes.back().keep_gifts = true;
    }
    all.push_back(gift);

    all.push_back(
        promotion_shop("the merchant decides about a promotion", ThresholdPolicy::ask, 0, unshipped));
    all.push_back(promotion_shop("a promotion is clawed back", ThresholdPolicy::claw_back, 0, unshipped));
    all.push_back(
        promotion_shop("a promotion is clawed back from returns", ThresholdPolicy::claw_back, 2, returned));
    return all;
}

}  // namespace

TEST_CASE("whatever two tickets of one order do, the required properties hold") {
    std::set<State> seen;
    for (Shop const& shop : shops()) {
        Walk walk(shop);
        walk.run();
        for (std::string const& broken : walk.broken()) FAIL_CHECK(broken);
        MESSAGE(std::string(shop.name) << ": " << walk.states() << " states, " << walk.transitions()
                                       << " transitions, " << walk.refusals() << " refusals");
        seen.insert(walk.seen().begin(), walk.seen().end());
    }
    CHECK(seen == std::set<State>{State::awaiting_merchant, State::awaiting_buyer, State::awaiting_return,
                                  State::awaiting_receipt, State::refunding, State::refund_failed,
                                  State::rejected, State::completed, State::closed});
}
