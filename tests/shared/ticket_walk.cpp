// The walk. Two tickets know of each other only what the other holds, so what a ticket can do is found once
// for each of these, and pairs of tickets are put together from it.

#include "ticket_walk.hpp"

#include <algorithm>
#include <deque>

#include "domain/ticket/needs.hpp"
#include "domain/ticket/positions.hpp"

namespace afterdesk::ticket_walk {

using namespace ticket_fixture;

namespace {

bool is_over(Ticket const& ticket) {
    return ticket.version == 0 || ticket.state == State::closed || ticket.state == State::completed;
}

/// The goods are with the buyer again, or never left: others may ask for them.
bool leaves_goods(Ticket const& ticket) {
    TicketType const type = ticket.request.type;
    return type == TicketType::price_protect || (ticket.state == State::completed && !pays_back(type));
}

/// These say something new each time; the server takes each by its key once.
bool adds_each_time(CommandKind kind) {
    return kind == CommandKind::add_evidence || kind == CommandKind::extend_deadline ||
           kind == CommandKind::ask_evidence || kind == CommandKind::modify;
}

}  // namespace

Walk::Walk(Shop shop, Budget budget)
    : shop_(std::move(shop)), budget_(budget), pricing_(price_order(shop_.context.order)) {
    if (shop_.facts.empty()) shop_.facts.push_back({shop_.context.order, shop_.context.stock});
    number_of(Ticket{}, now, 0, {});
}

void Walk::hold(bool holds, Around const& at, std::string_view what) {
    if (holds || broken_.size() >= 10) return;
    broken_.push_back(shop_.name + ": " + std::string(what) + picture(at));
}

std::string Walk::picture(Around const& around) const {
    std::string text = "; others " + std::to_string(around.others) + ", fact " + std::to_string(around.fact);
    std::vector<std::string> events;
    for (int at = around.node; at != 0; at = nodes_[static_cast<std::size_t>(at)].before) {
        for (auto record = nodes_[static_cast<std::size_t>(at)].events.rbegin();
             record != nodes_[static_cast<std::size_t>(at)].events.rend(); ++record) {
            events.push_back(name_of(record->event));
        }
    }
    text += ": ";
    for (auto event = events.rbegin(); event != events.rend(); ++event) text += " " + *event;
    return text;
}

Context Walk::context_of(Around const& around) const {
    Context made = shop_.context;
    Fact const& fact = shop_.facts[static_cast<std::size_t>(around.fact)];
    made.order = fact.order;
    made.stock = fact.stock;
    made.other_claims = holdings_[static_cast<std::size_t>(around.others)];
    made.now = nodes_[static_cast<std::size_t>(around.node)].at;
    return made;
}

int Walk::number_of(std::vector<Claim> const& occupied) {
    int const next = static_cast<int>(holdings_.size());
    auto const [place, is_new] = holdings_by_key_.try_emplace(key_of(occupied), next);
    if (is_new) holdings_.push_back(occupied);
    return place->second;
}

int Walk::number_of(Ticket const& ticket, Instant at, int before, std::vector<EventRecord> events) {
    int const next = static_cast<int>(nodes_.size());
    auto const [place, is_new] = node_by_key_.try_emplace(key_of(ticket), next);
    if (!is_new) return place->second;
    nodes_.push_back({ticket, at, before, std::move(events), number_of(claims_of(ticket))});
    if (next > 0) check_history({next, 0, 0}, next);
    return next;
}

// ---- One ticket -------------------------------------------------------------------------------------------

Walk::Exits const& Walk::exits(Around const& around) {
    auto const found = exits_.find(around);
    if (found != exits_.end()) return found->second;
    return exits_.emplace(around, find_exits(around)).first->second;
}

Walk::Exits Walk::find_exits(Around const& around) {
    Exits exits;
    if (around.node == 0) {
        try_apply(around, exits);
    } else {
        Ticket const ticket = nodes_[static_cast<std::size_t>(around.node)].ticket;
        std::set<std::pair<CommandKind, ActorKind>> forbidden;
        for (Command const& command : commands_for(ticket, shop_)) {
            CommandKind const kind = kind_of(command);
            for (ActorKind actor : actors) {
                // What the table forbids it forbids whatever the command carries: once is enough.
                bool const may = find_edge(ticket, actor, kind).ok();
                if (!may && !forbidden.insert({kind, actor}).second) continue;
                try_command(around, command, actor, exits);
            }
        }
        Context const at = context_of(around);
        for (Request const& wish : shop_.wishes) {
            auto const quoted =
                quote({at.now, at.order, at.other_claims, wish, at.policy, std::nullopt, at.stock, false});
            if (!quoted.ok()) continue;
            Apply const apply{wish, quoted->refund_fen, quote_digest(*quoted), "", {{"e1"}}};
            for (ActorKind actor : actors) try_command(around, Modify{apply}, actor, exits);
        }
        hold(is_over(ticket) || !exits.to.empty(), around, "no way out");
    }
    std::sort(exits.to.begin(), exits.to.end());
    exits.to.erase(std::unique(exits.to.begin(), exits.to.end()), exits.to.end());
    return exits;
}

void Walk::try_apply(Around const& around, Exits& exits) {
    Context at = context_of(around);
    for (Request const& wish : shop_.wishes) {
        for (ActorKind actor : actors) {
            at.actor = actor_of(actor);
            auto const quoted =
                quote({at.now, at.order, at.other_claims, wish, at.policy, std::nullopt, at.stock, false});
            Apply apply{wish, 0, 0, "", {{"e1"}}};
            if (quoted.ok()) {
                apply.expected_refund_fen = quoted->refund_fen;
                apply.expected_digest = quote_digest(*quoted);
            }
            auto const edge = find_edge(Ticket{}, actor, CommandKind::apply);
            Decision const decided = decide(Ticket{}, apply, at);
            ++decisions_;
            check_needs(around, Ticket{}, apply, at);
            hold(decided.ok() == (edge.ok() && quoted.ok()), around, "applied against the quote");
            if (decided.ok()) {
                used_.insert(*edge);
                ++exits.accepted;
                follow(around, apply, at, *decided, exits);
                continue;
            }
            bool const said = edge.ok() ? !quoted.ok() && decided.error() == quoted.error()
                                        : decided.error() == Mistakes{{edge.error(), "command"}};
            hold(said, around, "an application is refused for another reason than the quote's");
            ++exits.refused;
        }
    }
}

void Walk::try_command(Around const& around, Command const& command, ActorKind actor, Exits& exits) {
    Ticket const ticket = nodes_[static_cast<std::size_t>(around.node)].ticket;
    CommandKind const kind = kind_of(command);
    Context at = context_of(around);
    at.actor = actor_of(actor);
    bool const second = kind == CommandKind::verdict && in_arbitration(ticket) && ticket.arbitration->appeal;
    if (second && actor == ActorKind::platform) {
        Decision const alone = decide(ticket, command, at);
        hold(!alone.ok() && alone.error().front().rule == Rule::second_judge_needed, around,
             "one judge gave both verdicts");
        at.actor.id = "p2";
    }
    bool const timer = kind == CommandKind::time_out;
    if (timer && ticket.deadline) at.now = std::max(at.now, *ticket.deadline);
    auto const edge = find_edge(ticket, actor, kind);
    Decision const decided = decide(ticket, command, at);
    ++decisions_;
    check_needs(around, ticket, command, at);
    bool const due = timer && actor == ActorKind::system && ticket.deadline;
    if (!decided.ok()) {
        ++exits.refused;
        hold(!decided.error().empty(), around, "refused without a reason");
        bool const by_table = edge.ok() || decided.error() == Mistakes{{edge.error(), "command"}};
        hold(by_table, around, "refused for another reason than the table's");
        bool const told = why_not(ticket, actor, kind).has_value();
        hold(edge.ok() || told, around, "a dead button without its reason");
        hold(!due, around, "the timer fires and is refused");
        return;
    }
    hold(edge.ok(), around, "against the table");
    if (!edge.ok()) return;
    used_.insert(*edge);
    ++exits.accepted;
    hold(!due || !decided->empty(), around, "the timer fires and nothing happens");
    follow(around, command, at, *decided, exits);
}

void Walk::follow(Around const& around, Command const& command, Context const& context,
                  std::vector<Event> const& events, Exits& exits) {
    Ticket ticket = around.node == 0 ? Ticket{} : nodes_[static_cast<std::size_t>(around.node)].ticket;
    std::vector<EventRecord> records;
    for (Event const& event : events) {
        std::vector<RefundPart> const parts = ticket.refunds;
        int const version = ticket.version;
        ticket = evolve(std::move(ticket), event, context.now);
        hold(ticket.version == version + 1, around, "an event that is not counted");
        for (std::size_t i = 0; i < parts.size(); ++i) {
            bool const unpaid = parts[i].status == PartStatus::succeeded && ticket.refunds[i] != parts[i];
            hold(!unpaid, around, "a part that was paid and is so no more");
        }
        // An accepted offer of another type is quoted anew in the same decision.
        if (!std::holds_alternative<OfferAccepted>(event)) check_money(around, ticket);
        records.push_back({ticket.version, context.now, context.actor, event});
    }
    check_money(around, ticket);
    check_ticket(around, ticket);
    CommandKind const kind = kind_of(command);
    if (kind != CommandKind::apply && !adds_each_time(kind)) {
        Decision const again = decide(ticket, command, context);
        hold(!again.ok() || again->empty(), around, "the same command had an effect twice");
    }
    if (events.empty()) return;
    int const to = number_of(ticket, context.now, around.node, std::move(records));
    if (to != around.node) exits.to.push_back(to);
}

void Walk::check_history(Around const& around, int node) {
    std::vector<EventRecord> history;
    for (int at = node; at != 0; at = nodes_[static_cast<std::size_t>(at)].before) {
        auto const& events = nodes_[static_cast<std::size_t>(at)].events;
        history.insert(history.begin(), events.begin(), events.end());
    }
    // A ticket that follows a closed one in its place begins anew.
    hold(fold(history) == nodes_[static_cast<std::size_t>(node)].ticket, around,
         "the folded history is another ticket");
    hold(positions_from(history) == positions_of(nodes_[static_cast<std::size_t>(node)].ticket), around,
         "the history adds up to other money than the ticket holds");
}

// ---- The properties ---------------------------------------------------------------------------------------

namespace {

/// Every part of it there, and of weight: limits that bite, rules that look at the buyer.
Context with_everything(Context context) {
    context.default_return_address = default_address;
    context.applications = context.policy.max_applications_per_line;
    context.buyer_tickets_30d = 3;
    context.approved_today_fen = 2'000;
    context.policy.daily_limit_fen = 12'000;
    return context;
}

Context with_needs_only(Context context, Needs const& needs) {
    if (!needs.claims) context.other_claims.clear();
    if (!needs.applications) context.applications = 0;
    if (!needs.stock) context.stock.clear();
    if (!needs.buyer_history) context.buyer_tickets_30d = 0;
    if (!needs.return_address) context.default_return_address.reset();
    if (!needs.approved_today) context.approved_today_fen = 0;
    return context;
}

bool same(Decision const& a, Decision const& b, Ticket const& ticket, Context const& context) {
    if (!a.ok() || !b.ok()) return a.ok() == b.ok() && a.error() == b.error();
    auto const after = [&](std::vector<Event> const& events) {
        Ticket folded = ticket;
        for (Event const& event : events) folded = evolve(std::move(folded), event, context.now);
        return folded;
    };
    return a->size() == b->size() && after(*a) == after(*b);
}

}  // namespace

/// What needs_of leaves out makes no difference. Looked at in one decision of five.
void Walk::check_needs(Around const& around, Ticket const& ticket, Command const& command, Context context) {
    if (decisions_ % 5 != 0) return;
    context = with_everything(std::move(context));
    Needs const needs = needs_of(ticket, command, context.actor.kind, context.policy);
    Decision const with_all = decide(ticket, command, context);
    Decision const with_needed = decide(ticket, command, with_needs_only(context, needs));
    hold(same(with_all, with_needed, ticket, context), around, "a decision needs more than needs_of says");
}

void Walk::check_ticket(Around const& around, Ticket const& ticket) {
    bool const gave_back =
        ticket.state == State::closed || (ticket.state == State::rejected && !in_arbitration(ticket));
    std::vector<Claim> held = claims_of(ticket);
    std::erase_if(held, [](Claim const& claim) { return claim.replacement.has_value(); });
    bool const holds_nothing = held.empty();
    bool const nothing_left =
        ticket.state == State::completed && !pays_back(ticket.request.type) && ticket.quote.goods_fen == 0;
    hold(holds_nothing == (gave_back || nothing_left), around,
         "holds what it should not, or not what it should");

    bool const for_money = ticket.state == State::refunding || ticket.state == State::refund_failed;
    bool const stands = ticket.frozen || in_arbitration(ticket);
    bool const evidence_round =
        in_arbitration(ticket) && ticket.arbitration->step == ArbitrationStep::evidence;
    if (is_over(ticket) || for_money) {
        hold(!ticket.deadline && !ticket.paused, around, "a clock where nobody is waited for");
    } else {
        hold(ticket.paused.has_value() == stands, around, "a clock that should stand, or should not");
        hold(ticket.deadline.has_value() == (!stands || evidence_round), around, "a turn without a timer");
    }
    hold(ticket.offer.has_value() || ticket.state != State::awaiting_buyer, around, "waits for no offer");
    bool const with_shop = ticket.goods == Goods::returned && !pays_back(ticket.request.type);
    hold(ticket.state != State::completed || !with_shop, around, "complete, and the goods are with the shop");
    if (ticket.state == State::closed) {
        hold(ticket.refunds.empty(), around, "closed although money went out");
        hold(ticket.goods != Goods::returned, around, "closed while the shop has the goods");
    }
    if (ticket.state != State::completed && ticket.state != State::sending_back) return;
    Fen paid_fen = 0;
    for (RefundPart const& part : ticket.refunds) {
        hold(part.status == PartStatus::succeeded, around, "complete with a part that was not paid");
        // The difference that the buyer paid for dearer goods goes back beside the refund.
        bool const difference = ticket.collected && part.payment_id.value == ticket.collected->payment_no;
        hold(!difference || part.amount_fen == ticket.collected->amount_fen, around,
             "another difference goes back than was paid");
        if (!difference) paid_fen += part.amount_fen;
    }
    bool const untouched = ticket.refunds.empty();
    bool const by_verdict = ticket.arbitration && ticket.arbitration->verdict &&
                            ticket.arbitration->verdict->outcome == Outcome::refund_none;
    bool const may_pay_nothing = ticket.state == State::sending_back || by_verdict;
    hold(paid_fen == ticket.quote.refund_fen || (untouched && may_pay_nothing), around,
         "complete with another sum than the quote");
}

/// Reserved and refunded together never exceed what was paid: in units, by line, by payment, in freight.
void Walk::check_money(Around const& around, Ticket const& ticket) {
    if (!has_claims(ticket)) return;
    Order const& order = shop_.context.order;
    std::set<std::pair<int, int>> units;
    std::map<int, Fen> goods_fen;
    std::map<std::string, Fen> payments_fen;
    Fen freight_fen = 0;
    for (Claim const& claim : holdings_[static_cast<std::size_t>(around.others)]) {
        if (claim.granted) goods_fen[claim.line_no] += claim.granted->goods_fen;
        if (claim.granted) freight_fen += claim.granted->freight_fen;
        for (PaymentShare const& share : claim.payments)
            payments_fen[share.payment_id.value] += share.amount_fen;
        if (claim.type == TicketType::price_protect) continue;
        for (int unit : claim.units) units.insert({claim.line_no, unit});
    }
    auto const take_units = [&](int line_no, std::vector<int> const& taken) {
        for (int unit : taken) hold(units.insert({line_no, unit}).second, around, "a unit taken twice");
    };
    Quote const& quote = ticket.quote;
    bool const untouched = ticket.state == State::completed && ticket.refunds.empty();
    for (QuotedLine const& line : quote.lines) {
        hold(line.goods_fen >= 0, around, "goods below nothing");
        if (!untouched) goods_fen[line.line_no] += line.goods_fen;
        if (!leaves_goods(ticket)) take_units(line.line_no, line.units);
    }
    if (!leaves_goods(ticket)) {
        for (QuotedGift const& gift : quote.gifts) take_units(gift.line_no, gift.units);
    }
    check_deliveries(around, ticket);
    Fen shares_fen = 0;
    for (PaymentShare const& share : quote.payments) {
        hold(share.amount_fen >= 0, around, "a payment's share below nothing");
        payments_fen[share.payment_id.value] += share.amount_fen;
        shares_fen += share.amount_fen;
    }
    hold(shares_fen == quote.refund_fen, around, "shares that do not add up to the refund");
    freight_fen += quote.freight_fen;
    hold(freight_fen >= 0 && freight_fen <= order.freight_fen, around, "freight refunded twice");
    for (std::size_t i = 0; i < order.lines.size(); ++i) {
        Line const& line = order.lines[i];
        hold(goods_fen[line.line_no] <= pricing_.lines[i].paid_fen, around, "more than the line's paid");
        bool const known =
            !units.contains({line.line_no, line.quantity + 1}) && !units.contains({line.line_no, 0});
        hold(known, around, "a unit that the line does not have");
    }
    for (Payment const& payment : order.payments) {
        hold(payments_fen[payment.payment_id.value] <= payment.amount_fen, around,
             "more than the payment took");
    }
}

/// No delivery is asked for more pieces than it brought.
void Walk::check_deliveries(Around const& around, Ticket const& ticket) {
    std::map<std::pair<int, std::string>, int> taken;
    auto const take = [&](int line_no, std::vector<DeliveredPieces> const& deliveries) {
        for (DeliveredPieces const& of : deliveries) taken[{line_no, of.delivery_no}] += of.quantity;
    };
    for (Claim const& claim : holdings_[static_cast<std::size_t>(around.others)]) {
        if (!claim.replacement) take(claim.line_no, claim.deliveries);
    }
    if (!leaves_goods(ticket)) {
        for (QuotedLine const& line : ticket.quote.lines) take(line.line_no, line.deliveries);
    }
    for (Line const& line : shop_.facts[static_cast<std::size_t>(around.fact)].order.lines) {
        for (std::size_t i = 0; i < line.deliveries.size(); ++i) {
            hold(taken[{line.line_no, line.key_of(i)}] <= line.deliveries[i].quantity, around,
                 "more pieces of a delivery than it brought");
        }
    }
}

/// From every state of a ticket alone its end can be reached.
void Walk::check_ends() {
    for (int fact = 0; fact < static_cast<int>(shop_.facts.size()); ++fact) {
        std::vector<std::vector<int>> into(nodes_.size());
        std::vector<bool> ends(nodes_.size(), false);
        std::deque<int> queue;
        std::vector<int> known;
        for (auto const& [around, exits] : exits_) {
            if (around.others != 0 || around.fact != fact) continue;
            known.push_back(around.node);
            for (int to : exits.to) into[static_cast<std::size_t>(to)].push_back(around.node);
        }
        for (std::size_t i = 0; i < nodes_.size(); ++i) {
            if (!is_over(nodes_[i].ticket)) continue;
            ends[i] = true;
            queue.push_back(static_cast<int>(i));
        }
        for (; !queue.empty(); queue.pop_front()) {
            for (int from : into[static_cast<std::size_t>(queue.front())]) {
                if (ends[static_cast<std::size_t>(from)]) continue;
                ends[static_cast<std::size_t>(from)] = true;
                queue.push_back(from);
            }
        }
        for (int node : known) hold(ends[static_cast<std::size_t>(node)], {node, 0, fact}, "a dead end");
    }
}

// ---- Two tickets ------------------------------------------------------------------------------------------

void Walk::visit(Pair pair) {
    if (pair.a > pair.b) std::swap(pair.a, pair.b);
    std::uint64_t const key = (static_cast<std::uint64_t>(pair.a) << 34u) |
                              (static_cast<std::uint64_t>(pair.b) << 4u) |
                              static_cast<std::uint64_t>(pair.fact);
    if (pair_numbers_.contains(key)) return;
    if (pairs_.size() >= budget_.together) {
        complete_ = false;
        return;
    }
    pair_numbers_.emplace(key, static_cast<std::uint32_t>(pairs_.size()));
    pairs_.push_back(pair);
}

void Walk::run_alone() {
    std::set<Around> seen = {{0, 0, 0}};
    std::deque<Around> queue(seen.begin(), seen.end());
    std::size_t left = budget_.alone;
    for (; !queue.empty() && broken_.empty(); queue.pop_front()) {
        if (left-- == 0) {
            complete_ = false;
            break;
        }
        Around const here = queue.front();
        std::vector<Around> next;
        for (int to : exits(here).to) next.push_back({to, 0, here.fact});
        if (here.fact + 1 < static_cast<int>(shop_.facts.size()))
            next.push_back({here.node, 0, here.fact + 1});
        for (Around const& to : next) {
            if (seen.insert(to).second) queue.push_back(to);
        }
    }
    if (broken_.empty() && complete_) check_ends();
    for (Around const& of : seen) {
        auto const found = exits_.find(of);
        if (found == exits_.end()) continue;
        ++states_;
        transitions_ += found->second.accepted;
        refusals_ += found->second.refused;
    }
}

void Walk::run_together() {
    visit({0, 0, 0});
    for (std::size_t at = 0; at < pairs_.size() && broken_.empty(); ++at) {
        Pair const here = pairs_[at];
        int const holds_a = nodes_[static_cast<std::size_t>(here.a)].occupied;
        int const holds_b = nodes_[static_cast<std::size_t>(here.b)].occupied;
        Exits const& of_a = exits({here.a, holds_b, here.fact});
        for (int to : of_a.to) visit({to, here.b, here.fact});
        Exits const& of_b = exits({here.b, holds_a, here.fact});
        for (int to : of_b.to) visit({here.a, to, here.fact});
        transitions_ += of_a.accepted + of_b.accepted;
        refusals_ += of_a.refused + of_b.refused;
        if (here.fact + 1 < static_cast<int>(shop_.facts.size())) visit({here.a, here.b, here.fact + 1});
    }
    states_ += pairs_.size();
}

}  // namespace afterdesk::ticket_walk
