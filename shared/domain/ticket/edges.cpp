#include "domain/ticket/edges.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <vector>

#include "base/check.hpp"
#include "domain/ticket/acts.hpp"
#include "domain/ticket/deciders.hpp"

namespace afterdesk {
namespace {

using enum State;
using enum ActorKind;
using C = CommandKind;
using G = Guard;
template <Act::Run* run>
constexpr Act const* E = &act_of<run>;
using enum Clock;

template <class... S>
constexpr States to(S... states) {
    return {((1u << static_cast<unsigned>(states)) | ...)};
}

/// Where a ticket goes once both sides agree: goods come back, money goes out, or goods are sent.
constexpr States granted = to(awaiting_return, refunding, completed, awaiting_reship);
/// Once the goods have come back and are in order.
constexpr States goods_fine = to(refunding, completed, awaiting_reship);
constexpr States parts_settled = to(refunding, refund_failed, completed, sending_back);
constexpr States offer_made_in = to(awaiting_merchant, awaiting_receipt, inspecting);
constexpr bool during_arbitration = true;

// clang-format off
constexpr Edge table[] = {
    // from              who       gives                  when                    what happens                 leads to                          its clock
    {std::nullopt,       buyer,    C::apply,              G::always,              E<acts::apply>,              to(awaiting_merchant, refunding, completed, awaiting_return, awaiting_reship), starts},
    {std::nullopt,       merchant, C::apply,              G::always,              E<acts::apply>,              to(awaiting_merchant, intercepting, refunding, completed, awaiting_return, awaiting_reship), starts},
    {std::nullopt,       platform, C::apply,              G::always,              E<acts::apply>,              to(intercepting, refunding, completed, awaiting_return, awaiting_reship), starts},

    {awaiting_merchant,  buyer,    C::modify,             G::always,              E<acts::modify>,             to(awaiting_merchant, refunding, completed, awaiting_return, awaiting_reship), starts},
    {awaiting_merchant,  buyer,    C::withdraw,           G::always,              E<acts::withdraw>,           to(closed),                       runs_on, during_arbitration},
    {awaiting_merchant,  merchant, C::agree,              G::always,              E<acts::agree>,              to(awaiting_merchant, awaiting_return, refunding, completed, awaiting_reship), starts},
    {awaiting_merchant,  merchant, C::reject,             G::always,              E<acts::reject>,             to(rejected),                     starts},
    {awaiting_merchant,  merchant, C::make_offer,         G::always,              E<acts::make_offer>,         to(awaiting_buyer),               starts},
    {awaiting_merchant,  merchant, C::accept_offer,       G::offer_of_buyer,      E<acts::accept_offer>,       to(awaiting_merchant, awaiting_return, refunding, completed, awaiting_reship), starts},
    {awaiting_merchant,  merchant, C::intercept,          G::parcel_under_way,    E<acts::intercept>,          to(intercepting),                 starts},
    {awaiting_merchant,  system,   C::time_out,           G::always,              E<acts::agree>,              to(awaiting_merchant, awaiting_return, refunding, completed, awaiting_reship), starts},

    {awaiting_buyer,     buyer,    C::withdraw,           G::goods_with_buyer,    E<acts::withdraw>,           to(closed),                       runs_on, during_arbitration},
    {awaiting_buyer,     buyer,    C::accept_offer,       G::offer_of_merchant,   E<acts::accept_offer>,       granted,                          starts},
    {awaiting_buyer,     buyer,    C::decline_offer,      G::offer_of_merchant,   E<acts::end_offer>,          offer_made_in,                    restores},
    {awaiting_buyer,     buyer,    C::counter_offer,      G::offer_of_merchant,   E<acts::counter_offer>,      offer_made_in,                    restores},
    {awaiting_buyer,     system,   C::time_out,           G::always,              E<acts::end_offer>,          offer_made_in,                    restores},

    {intercepting,       merchant, C::intercept_result,   G::always,              E<acts::end_intercept>,      to(intercepting, refunding, completed, awaiting_return), starts},
    {intercepting,       system,   C::intercept_result,   G::always,              E<acts::end_intercept>,      to(refunding, completed, awaiting_return), starts},
    {intercepting,       system,   C::time_out,           G::always,              E<acts::end_intercept>,      to(awaiting_return),              starts},

    {awaiting_return,    buyer,    C::withdraw,           G::always,              E<acts::withdraw>,           to(closed),                       runs_on, during_arbitration},
    {awaiting_return,    buyer,    C::ship_back,          G::always,              E<acts::ship_back>,          to(awaiting_receipt),             starts},
    {awaiting_return,    merchant, C::agree,              G::address_missing,     E<acts::name_address>,       to(awaiting_return),              starts},
    {awaiting_return,    merchant, C::receive,            G::address_known,       E<acts::receive>,            to(inspecting, refunding, completed, awaiting_reship), starts},
    {awaiting_return,    system,   C::time_out,           G::address_missing,     E<acts::name_address>,       to(awaiting_return),              starts},
    {awaiting_return,    system,   C::time_out,           G::address_known,       E<acts::close>,              to(closed),                       runs_on},

    {awaiting_receipt,   buyer,    C::ship_back,          G::always,              E<acts::ship_back>,          to(awaiting_receipt),             starts},
    {awaiting_receipt,   system,   C::parcel_signed,      G::always,              E<acts::note_parcel>,        to(awaiting_receipt),             starts, during_arbitration},
    {awaiting_receipt,   merchant, C::receive,            G::always,              E<acts::receive>,            to(inspecting, refunding, completed, awaiting_reship), starts},
    {awaiting_receipt,   merchant, C::make_offer,         G::pays_back,           E<acts::make_offer>,         to(awaiting_buyer),               starts},
    {awaiting_receipt,   merchant, C::accept_offer,       G::offer_of_buyer,      E<acts::accept_offer>,       to(awaiting_receipt, refunding, completed, awaiting_reship), starts},
    {awaiting_receipt,   system,   C::time_out,           G::always,              E<acts::receive>,            goods_fine,                       starts},

    {inspecting,         merchant, C::inspect,            G::always,              E<acts::inspect>,            to(refunding, completed, awaiting_reship, sending_back), starts},
    {inspecting,         merchant, C::make_offer,         G::pays_back,           E<acts::make_offer>,         to(awaiting_buyer),               starts},
    {inspecting,         merchant, C::accept_offer,       G::offer_of_buyer,      E<acts::accept_offer>,       to(inspecting, refunding, completed, awaiting_reship), starts},
    {inspecting,         system,   C::time_out,           G::always,              E<acts::accept_goods>,       goods_fine,                       starts},

    {refunding,          system,   C::record_refund,      G::always,              E<acts::record_refund>,      parts_settled,                    starts, during_arbitration},

    {refund_failed,      merchant, C::retry_refund,       G::always,              E<acts::retry_refund>,       to(refunding),                    runs_on},
    {refund_failed,      platform, C::retry_refund,       G::always,              E<acts::retry_refund>,       to(refunding),                    runs_on},
    {refund_failed,      merchant, C::record_offline,     G::always,              E<acts::record_offline>,     parts_settled,                    starts},
    {refund_failed,      platform, C::record_offline,     G::always,              E<acts::record_offline>,     parts_settled,                    starts},
    {refund_failed,      system,   C::record_refund,      G::always,              E<acts::record_refund>,      parts_settled,                    starts, during_arbitration},

    {awaiting_reship,    buyer,    C::withdraw,           G::nothing_came_back,   E<acts::withdraw>,           to(closed),                       runs_on, during_arbitration},
    {awaiting_reship,    buyer,    C::escalate,           G::merchant_is_late,    E<acts::escalate>,           to(awaiting_reship),              runs_on},
    {awaiting_reship,    merchant, C::reship,             G::always,              E<acts::reship>,             to(reshipped),                    starts},
    {awaiting_reship,    merchant, C::fall_back,          G::way_out_open,        E<acts::fall_back>,          to(awaiting_reship, refunding, completed, sending_back), starts},
    {awaiting_reship,    system,   C::record_collection,  G::difference_open,     E<acts::record_collection>,  to(awaiting_reship),              starts, during_arbitration},
    {awaiting_reship,    system,   C::time_out,           G::difference_open,     E<acts::fall_back>,          to(refunding, completed, sending_back), starts},
    {awaiting_reship,    system,   C::time_out,           G::merchant_is_late,    E<acts::escalate>,           to(awaiting_reship),              runs_on},
    {awaiting_reship,    system,   C::time_out,           G::always,              E<acts::remind>,             to(awaiting_reship),              starts},

    {reshipped,          buyer,    C::confirm_receipt,    G::always,              E<acts::confirm_receipt>,    to(completed, refunding),         runs_on},
    {reshipped,          buyer,    C::escalate,           G::always,              E<acts::escalate>,           to(reshipped),                    runs_on},
    {reshipped,          merchant, C::reship,             G::always,              E<acts::reship>,             to(reshipped),                    starts},
    {reshipped,          system,   C::parcel_signed,      G::always,              E<acts::note_parcel>,        to(reshipped),                    starts, during_arbitration},
    {reshipped,          system,   C::time_out,           G::always,              E<acts::confirm_receipt>,    to(completed, refunding),         runs_on},

    {sending_back,       buyer,    C::escalate,           G::verdict_open,        E<acts::escalate>,           to(sending_back),                 runs_on},
    {sending_back,       buyer,    C::confirm_receipt,    G::out_parcel_sent,     E<acts::end_sending_back>,   to(closed, completed),            runs_on},
    {sending_back,       merchant, C::reship,             G::always,              E<acts::reship>,             to(sending_back),                 starts},
    {sending_back,       system,   C::parcel_signed,      G::out_parcel_sent,     E<acts::note_parcel>,        to(sending_back),                 starts, during_arbitration},
    {sending_back,       system,   C::time_out,           G::out_parcel_sent,     E<acts::end_sending_back>,   to(closed, completed),            runs_on},
    {sending_back,       system,   C::time_out,           G::merchant_is_late,    E<acts::escalate>,           to(sending_back),                 runs_on},
    {sending_back,       system,   C::time_out,           G::always,              E<acts::remind>,             to(sending_back),                 starts},

    {rejected,           buyer,    C::modify,             G::always,              E<acts::modify>,             to(awaiting_merchant, refunding, completed, awaiting_return, awaiting_reship), starts},
    {rejected,           buyer,    C::escalate,           G::always,              E<acts::escalate>,           to(rejected),                     runs_on},
    {rejected,           buyer,    C::withdraw,           G::always,              E<acts::withdraw>,           to(closed),                       runs_on, during_arbitration},
    {rejected,           merchant, C::agree,              G::always,              E<acts::agree>,              to(rejected, awaiting_return, refunding, completed, awaiting_reship), starts},
    {rejected,           system,   C::time_out,           G::always,              E<acts::close>,              to(closed),                       runs_on},

    {completed,          buyer,    C::rate,               G::not_rated,           E<acts::rate>,               to(completed),                    runs_on},
    {completed,          merchant, C::settle_strays,      G::has_strays,          E<acts::settle_strays>,      to(completed),                    runs_on},
    {completed,          platform, C::settle_strays,      G::has_strays,          E<acts::settle_strays>,      to(completed),                    runs_on},
    // The channel may repeat its answer after the last part; it leads to no event.
    {completed,          system,   C::record_refund,      G::always,              E<acts::record_refund>,      to(completed),                    runs_on, during_arbitration},
    {sending_back,       system,   C::record_refund,      G::always,              E<acts::record_refund>,      to(sending_back),                 runs_on, during_arbitration},

    // It takes its pieces again, as one that is escalated after a rejection.
    {closed,             buyer,    C::appeal,             G::against_buyer,       E<acts::appeal>,             to(rejected),                     starts},
};

/// The states in which the platform may step in; there each of `everywhere` holds too.
constexpr State open_states[] = {awaiting_merchant, awaiting_buyer,  intercepting, awaiting_return, awaiting_receipt,
                                 inspecting,        awaiting_reship, reshipped,    sending_back,    rejected};

constexpr States same{};  // stands for the state itself

constexpr Edge everywhere[] = {
    {std::nullopt,       buyer,    C::add_evidence,       G::always,              E<acts::add_evidence>,       same,                             runs_on, during_arbitration},
    {std::nullopt,       merchant, C::add_evidence,       G::always,              E<acts::add_evidence>,       same,                             runs_on, during_arbitration},
    {std::nullopt,       platform, C::add_evidence,       G::always,              E<acts::add_evidence>,       same,                             runs_on, during_arbitration},
    {std::nullopt,       platform, C::step_in,            G::not_in_arbitration,  E<acts::step_in>,            same,                             runs_on},
    {std::nullopt,       platform, C::ask_evidence,       G::in_arbitration,      E<acts::ask_evidence>,       same,                             runs_on, during_arbitration},
    {std::nullopt,       platform, C::verdict,            G::in_arbitration,      E<acts::give_verdict>,       to(awaiting_return, refunding, completed, awaiting_reship, sending_back, closed), starts, during_arbitration},
    {std::nullopt,       platform, C::freeze,             G::clock_running,       E<acts::freeze>,             same,                             runs_on},
    {std::nullopt,       platform, C::resume,             G::frozen,              E<acts::resume>,             same,                             runs_on, during_arbitration},
    {std::nullopt,       system,   C::time_out,           G::evidence_round,      E<acts::end_evidence_round>, same,                             runs_on, during_arbitration},
};

/// Where one side may give the other more time; in some it depends on what is known which of them is waited for.
constexpr State buyers_states[] = {awaiting_buyer, awaiting_return, awaiting_reship, reshipped, sending_back, rejected};
constexpr Edge buyers_turn[] = {
    {std::nullopt,       merchant, C::extend_deadline,    G::buyers_time,         E<acts::extend_deadline>,    same,                             runs_on},
};
constexpr State merchants_states[] = {awaiting_merchant, intercepting,    awaiting_return, awaiting_receipt,
                                      inspecting,        awaiting_reship, sending_back};
constexpr Edge merchants_turn[] = {
    {std::nullopt,       buyer,    C::extend_deadline,    G::merchants_time,      E<acts::extend_deadline>,    same,                             runs_on},
};

/// The states that a verdict leads to, or that come after it, before any money is sent.
constexpr State buyer_appeals_states[] = {awaiting_return, awaiting_receipt, inspecting, awaiting_reship, sending_back};
constexpr Edge buyer_appeals[] = {
    {std::nullopt,       buyer,    C::appeal,             G::against_buyer,       E<acts::appeal>,             same,                             runs_on},
};
constexpr State merchant_appeals_states[] = {awaiting_return, awaiting_receipt, inspecting, awaiting_reship};
constexpr Edge merchant_appeals[] = {
    {std::nullopt,       merchant, C::appeal,             G::against_merchant,    E<acts::appeal>,             same,                             runs_on},
};

/// Those in which the buyer's goods need not be with the shop: elsewhere a verdict says what becomes of them.
constexpr State closable_states[] = {awaiting_merchant, awaiting_buyer, intercepting, awaiting_return,
                                     awaiting_reship,   reshipped,      sending_back, rejected};
constexpr Edge closable[] = {
    {std::nullopt,       platform, C::close,              G::nothing_paid,        E<acts::close>,              to(closed),                       runs_on, during_arbitration},
};

/// The states in which nothing has been decided for good: the order's changes still concern the ticket.
constexpr State undecided_states[] = {awaiting_merchant, awaiting_buyer, intercepting, awaiting_return, awaiting_receipt,
                                      inspecting};
constexpr Edge undecided[] = {
    {std::nullopt,       system,   C::order_changed,      G::always,              E<acts::note_order>,         to(closed),                       restores, during_arbitration},
};

/// The states in which the money is gone or on its way: what is shipped now is refunded already.
constexpr State refunded_states[] = {refunding, refund_failed, completed};
constexpr Edge refunded[] = {
    {std::nullopt,       system,   C::order_changed,      G::always,              E<acts::note_strays>,        same,                             runs_on, during_arbitration},
};

constexpr StateRow states[] = {
    {awaiting_merchant, merchant, &TimeLimits::merchant_review},
    {awaiting_buyer,    buyer,    &TimeLimits::buyer_offer},
    {intercepting,      merchant, &TimeLimits::merchant_intercept},
    {awaiting_return,   buyer,    &TimeLimits::buyer_return},
    {awaiting_receipt,  merchant, &TimeLimits::merchant_receipt},
    {inspecting,        merchant, &TimeLimits::merchant_inspect},
    {refunding,         system,   nullptr},
    {refund_failed,     merchant, nullptr},
    {awaiting_reship,   merchant, &TimeLimits::merchant_reship},
    {reshipped,         buyer,    &TimeLimits::buyer_receipt},
    {sending_back,      merchant, &TimeLimits::merchant_send_back},
    {rejected,          buyer,    &TimeLimits::buyer_appeal},
    {completed,         std::nullopt, nullptr},
    {closed,            std::nullopt, nullptr},
};
// clang-format on
static_assert(std::size(states) == state_count);

void add(std::vector<Edge>& all, std::span<Edge const> edges, std::span<State const> in) {
    for (State state : in) {
        for (Edge edge : edges) {
            edge.from = state;
            edge.next = edge.next == same ? to(state) : States{edge.next.bits};
            if (edge.command == C::order_changed && edge.clock == restores) {
                // An offer about what has been used meanwhile is over.
                edge.next.bits |= to(state).bits | (state == awaiting_buyer ? offer_made_in.bits : 0);
                // What waited for pieces that were being sent goes on.
                if (state == awaiting_merchant) edge.next.bits |= to(refunding, completed).bits;
            }
            bool const proof = edge.actor == buyer && edge.command == C::add_evidence;
            if (proof && state == rejected) {
                // The merchant looks again, as after a change.
                edge.next.bits |= to(awaiting_merchant).bits;
                edge.clock = starts;
            }
            all.push_back(edge);
        }
    }
}

template <class... Kinds>
consteval bool buyers_give_just_these(std::variant<Kinds...> const*) {
    constexpr bool said[] = {is_one_of<Kinds, BuyersKinds>...};
    bool given[sizeof...(Kinds)] = {};
    for (std::span<Edge const> const rows :
         {std::span<Edge const>(table), std::span<Edge const>(everywhere), std::span<Edge const>(buyers_turn),
          std::span<Edge const>(merchants_turn), std::span<Edge const>(buyer_appeals),
          std::span<Edge const>(merchant_appeals), std::span<Edge const>(closable),
          std::span<Edge const>(undecided), std::span<Edge const>(refunded)}) {
        for (Edge const& edge : rows) {
            if (edge.actor == buyer) given[static_cast<std::size_t>(edge.command)] = true;
        }
    }
    return std::equal(std::begin(said), std::end(said), std::begin(given));
}
static_assert(buyers_give_just_these(static_cast<CommandKinds const*>(nullptr)), "BuyersKinds, deciders.hpp");

/// The rows with the acts of these actors only: what no row names is not linked.
template <Actors whose, auto const& rows>
constexpr auto acted_by = [] {
    std::array<Edge, std::size(rows)> kept{};
    std::copy(std::begin(rows), std::end(rows), kept.begin());
    for (Edge& edge : kept) {
        if (!whose.has(edge.actor)) edge.act = nullptr;
    }
    return kept;
}();

template <Actors whose>
std::vector<Edge> all_edges() {
    constexpr auto const& in_one_state = acted_by<whose, table>;
    std::vector<Edge> all(in_one_state.begin(), in_one_state.end());
    add(all, acted_by<whose, everywhere>, open_states);
    add(all, acted_by<whose, buyers_turn>, buyers_states);
    add(all, acted_by<whose, merchants_turn>, merchants_states);
    add(all, acted_by<whose, buyer_appeals>, buyer_appeals_states);
    add(all, acted_by<whose, merchant_appeals>, merchant_appeals_states);
    add(all, acted_by<whose, closable>, closable_states);
    add(all, acted_by<whose, undecided>, undecided_states);
    add(all, acted_by<whose, refunded>, refunded_states);
    std::vector<Edge> by_state;
    by_state.reserve(all.size());
    for (int state = -1; state < state_count; ++state) {
        for (Edge const& edge : all) {
            if ((edge.from ? static_cast<int>(*edge.from) : -1) == state) by_state.push_back(edge);
        }
    }
    return by_state;
}

}  // namespace

std::span<Edge const> edges() {
    static std::vector<Edge> const all =
        deciders == only_buyers ? all_edges<only_buyers>() : all_edges<all_actors>();
    return all;
}

bool a_person_sends(CommandKind kind) {
    auto const all = edges();
    return kind != CommandKind::apply && std::any_of(all.begin(), all.end(), [&](Edge const& edge) {
               return edge.command == kind && edge.actor != ActorKind::system;
           });
}

std::string_view act_name(Edge const& edge) { return edge.act->name; }

std::span<StateRow const> state_rows() { return states; }

StateRow const& row_of(State state) { return states[static_cast<std::size_t>(state)]; }

bool in_arbitration(Ticket const& ticket) {
    return ticket.arbitration && ticket.arbitration->step != ArbitrationStep::decided;
}

bool in_evidence_round(Ticket const& ticket) {
    return ticket.arbitration && ticket.arbitration->step == ArbitrationStep::evidence;
}

bool goods_with_shop(Ticket const& ticket) {
    State const at =
        ticket.state == State::awaiting_buyer && ticket.offer ? ticket.offer->made_in : ticket.state;
    return ticket.goods == Goods::returned || at == State::awaiting_receipt;
}

namespace {

/// Who is waited for, as far as the state alone does not say it.
std::optional<ActorKind> waited_for(Ticket const& ticket) {
    if (ticket.held) return std::nullopt;
    if (ticket.state == State::awaiting_return && !ticket.return_address) return ActorKind::merchant;
    if (ticket.state == State::sending_back && ticket.out_parcel) return ActorKind::buyer;
    bool const owes = ticket.state == State::awaiting_reship && holds_true(Guard::difference_open, ticket);
    return owes ? ActorKind::buyer : row_of(ticket.state).waits_for;
}

/// One side may ask for a second verdict, as far as the time allows.
bool is_appealable(Ticket const& ticket, ActorKind side) {
    auto const& of = ticket.arbitration;
    bool const first = of && of->verdict && of->decided_at && !of->appeal && !in_arbitration(ticket);
    bool const by_it = ticket.state != State::closed || ticket.cause == Cause::verdict;
    if (!first || !by_it || !ticket.refunds.empty()) return false;
    return side == ActorKind::buyer ? of->less_than_asked : of->verdict->outcome != Outcome::refund_none;
}

}  // namespace

bool holds_true(Guard guard, Ticket const& ticket) {
    auto const offer_by = [&](ActorKind kind) { return ticket.offer && ticket.offer->by == kind; };
    bool const runs = ticket.deadline && !ticket.frozen;
    switch (guard) {
        case Guard::always: return true;
        case Guard::offer_of_merchant: return offer_by(ActorKind::merchant);
        case Guard::offer_of_buyer: return offer_by(ActorKind::buyer);
        case Guard::goods_with_buyer:
            return !ticket.offer || ticket.offer->made_in == State::awaiting_merchant;
        case Guard::parcel_under_way:
            return ticket.request.type == TicketType::refund_shipped && ticket.goods == Goods::not_received;
        case Guard::pays_back: return ticket.quote.refund_fen > 0;
        case Guard::address_known: return ticket.return_address.has_value();
        case Guard::address_missing: return !ticket.return_address;
        case Guard::nothing_came_back: return ticket.goods != Goods::returned;
        case Guard::way_out_open: return !pays_back(ticket.request.type);
        case Guard::out_parcel_sent: return ticket.out_parcel.has_value();
        case Guard::out_parcel_missing: return !ticket.out_parcel;
        case Guard::difference_open: return ticket.quote.collect_fen > 0 && !ticket.collected;
        case Guard::merchant_is_late: return ticket.reminded;
        case Guard::not_rated: return !ticket.rating;
        case Guard::not_in_arbitration: return !in_arbitration(ticket);
        case Guard::in_arbitration: return in_arbitration(ticket);
        case Guard::evidence_round: return in_evidence_round(ticket);
        case Guard::clock_running: return runs;
        case Guard::buyers_time: return runs && waited_for(ticket) == ActorKind::buyer;
        case Guard::merchants_time: return runs && waited_for(ticket) == ActorKind::merchant;
        case Guard::frozen: return ticket.frozen;
        case Guard::has_strays: return is_unsettled(ticket);
        case Guard::verdict_open:
            return !ticket.arbitration || !ticket.arbitration->verdict || ticket.reminded ||
                   ticket.out_parcel;
        case Guard::against_buyer: return is_appealable(ticket, ActorKind::buyer);
        case Guard::against_merchant: return is_appealable(ticket, ActorKind::merchant);
        case Guard::nothing_paid: return ticket.refunds.empty() && !goods_with_shop(ticket);
    }
    CHECK(false);
}

Result<Edge const*, Rule> find_edge(Ticket const& ticket, ActorKind actor, CommandKind command) {
    bool const exists = ticket.version > 0;
    bool const arbitrated = in_arbitration(ticket);
    bool anybody = false;
    bool blocked = false;
    for (Edge const& edge : edges()) {
        if (edge.command != command || edge.from.has_value() != exists) continue;
        if (exists && *edge.from != ticket.state) continue;
        if (!holds_true(edge.guard, ticket)) continue;
        if (arbitrated && !edge.during_arbitration) {
            blocked = true;
            continue;
        }
        anybody = true;
        if (edge.actor == actor) return &edge;
    }
    if (anybody) return Err{Rule::not_your_part};
    return Err{blocked ? Rule::under_arbitration : Rule::not_in_this_state};
}

std::optional<Rule> why_not(Ticket const& ticket, ActorKind actor, CommandKind command) {
    auto const edge = find_edge(ticket, actor, command);
    if (!edge.ok()) return edge.error();
    if (command == CommandKind::ship_back && !ticket.return_address) return Rule::address_required;
    bool const grants = command == CommandKind::agree || command == CommandKind::accept_offer;
    if (grants && ticket.held) return Rule::being_sent;
    return std::nullopt;
}

}  // namespace afterdesk
