#include "service/pickup_watch.hpp"

#include <algorithm>

#include "base/pasted.hpp"
#include "service/carry_out.hpp"
#include "store/orders.hpp"
#include "store/tickets.hpp"

namespace afterdesk {

namespace {

using outside::Answer;
/// What came of a call.
using Reply = outside::Outcome;
using outside::PickupAnswer;
using store::PickupRow;
using wire::PickupTodo;

constexpr Duration while_asked = minutes(2);  ///< longer than any call: behind it nobody waits for the answer
constexpr Duration soon{20'000};
constexpr Duration far_off = hours(3), near = minutes(15), near_begins = hours(1);
constexpr Duration number_comes = minutes(30), least_again = minutes(1), most_again = hours(1);
/// Behind the slot: the desk ends what nobody came for, and what it could not end it gives up.
constexpr Duration late = days(3), given_up = days(4);
constexpr Duration nobody_to_ask = hours(1);

/// Of one that is over, and may have been collected all the same.
constexpr int most_tries = 5;

constexpr std::string_view slot_over = "SLOT_OVER", never_answered = "NEVER_ANSWERED";

/// A party that throws has not answered.
template <class Heard, class Ask>
Heard heard_of(Ask const& call) {
    try {
        return call();
    } catch (std::exception const& failure) {
        Heard none;
        none.code = failure.what();
        return none;
    }
}

Duration again_in(int tries) {
    std::int64_t const ms = least_again.ms << std::min(std::max(tries - 1, 0), 10);
    return {std::min(ms, most_again.ms)};
}

void try_again(PickupRow& row, Instant now) {
    ++row.tries;
    row.next = now + again_in(row.tries);
}

/// It still waits for its goods, or for those that this courier may have. Where his number is not known yet,
/// the parcel is told from others by who carries it.
bool waits(Ticket const& ticket, PickupRow const& row) {
    if (ticket.state == State::awaiting_return) return true;
    if (ticket.state != State::awaiting_receipt || !ticket.return_parcel) return false;
    if (row.tracking_no.empty()) return ticket.return_parcel->carrier == row.carrier;
    return is_same_tracking_no(ticket.return_parcel->tracking_no, row.tracking_no);
}

/// What became of it while nobody looked. `replaced`: its buyer has booked another since.
void catch_up(PickupRow& row, Ticket const& ticket, bool replaced, Instant now) {
    bool const is_new = row.state == PickupState::asked;
    if (is_over(row.state)) return;
    if (is_new && !row.sent) {
        if (ticket.state != State::awaiting_return) return store::end_pickup(row, PickupState::cancelled);
        if (row.slot.from > now) return;
        row.reason = slot_over;
        return store::end_pickup(row, PickupState::failed);
    }
    if (is_new) {  // the server ended while it was asked
        row.state = PickupState::unknown;
        if (row.todo == PickupTodo::book) row.todo = PickupTodo::nothing;
    }
    if (now - row.slot.until > given_up) {
        row.reason = never_answered;
        return store::end_pickup(row, PickupState::failed);
    }
    bool const wanted = waits(ticket, row) && !replaced && now - row.slot.until <= late;
    if (!wanted) row.todo = PickupTodo::cancel;
}

outside::PickupOrder order_of(PickupRow const& row, Ticket const& ticket) {
    outside::PickupOrder out{row.booking_no, row.carrier,
                             row.sender,     ticket.return_address.value_or(Address{}),
                             row.goods,      row.weight_g};
    out.slot = row.wanted.value_or(row.slot);
    out.payer = row.payer;
    out.push = {row.token, row.salt};
    out.task_id = row.task_id;
    out.order_id = row.order_id;
    return out;
}

void learn(std::string& known, std::string const& told) {
    if (!told.empty()) known = told;
}

/// Numbers and people, as far as they were told.
void learn(PickupRow& row, PickupAnswer const& answer) {
    learn(row.task_id, answer.task_id);
    learn(row.order_id, answer.order_id);
    learn(row.tracking_no, answer.tracking_no);
    learn(row.courier_name, answer.courier_name);
    learn(row.courier_phone, answer.courier_phone);
    learn(row.code, answer.pickup_code);
}

Instant when_to_look(PickupRow const& row, Instant now) {
    Instant const begins{row.slot.from.ms - near_begins.ms};
    if (now >= begins) return now + near;
    return std::min(now + far_off, begins);
}

}  // namespace

std::optional<Instant> PickupWatch::next_step() {
    return ground_.store.read([](store::ReadTx& tx) { return store::next_pickup_due(tx); });
}

bool PickupWatch::step() {
    auto const next = next_step();
    if (!next || *next > ground_.now()) return false;
    auto const turn = ground_.store.write([&](store::WriteTx& tx) { return take_due(tx); });
    if (turn) carry_out(*turn);
    return true;
}

std::optional<PickupWatch::Turn> PickupWatch::take_due(store::WriteTx& tx) {
    Instant const now = ground_.now();
    auto row = store::due_pickup(tx, now);
    if (!row) return std::nullopt;
    auto const ticket = store::find_ticket(tx, {row->tenant, store::Scope::Of::tenant, {}}, row->ticket_no);
    if (!ticket) {
        store::forget_pickups_of(tx, row->tenant, row->ticket_no);
        return std::nullopt;
    }
    row->next = now + nobody_to_ask;
    bool const replaced = store::pickups_of(tx, row->tenant, row->ticket_no).front().turn > row->turn;
    catch_up(*row, *ticket, replaced, now);
    bool const somebody = parties_.courier && !parties_.courier->picks_up_by().empty();
    if (!somebody || !row->next) {
        store::put_pickup(tx, *row);
        return std::nullopt;
    }
    Turn turn{*row, Act::look, order_of(*row, *ticket)};
    turn.order.now = now;
    turn.order.sent_at = ground_.clock.machine_now();
    if (row->todo == PickupTodo::book) turn.act = Act::book;
    if (row->todo == PickupTodo::change && !row->task_id.empty()) turn.act = Act::move;
    if (row->todo == PickupTodo::cancel && !row->task_id.empty()) turn.act = Act::cancel;
    if (turn.act == Act::book) row->sent = true;
    row->next = now + while_asked;
    store::put_pickup(tx, *row);
    return turn;
}

void PickupWatch::carry_out(Turn const& turn) {
    outside::Courier& courier = *parties_.courier;
    switch (turn.act) {
        case Act::book: {
            auto const answer = heard_of<PickupAnswer>([&] { return courier.book(turn.order); });
            if (answer.outcome == Reply::unknown)
                ground_.log("courier: pickup " + turn.row.booking_no +
                            " was not answered, and is looked for");
            return keep(turn, [&](store::WriteTx&, PickupRow& row) { hear_booked(row, answer); });
        }
        case Act::move: {
            auto const answer = heard_of<Answer>([&] { return courier.move(turn.order); });
            return keep(turn,
                        [&](store::WriteTx&, PickupRow& row) { hear_moved(row, turn.order.slot, answer); });
        }
        case Act::cancel: {
            auto const answer = heard_of<Answer>([&] { return courier.cancel(turn.order); });
            keep(turn, [&](store::WriteTx&, PickupRow& row) { hear_cancelled(row, answer); });
            // A no may mean that it is over already.
            if (answer.outcome == Reply::refused || answer.outcome == Reply::absent) look(turn);
            return;
        }
        case Act::look: return look(turn);
    }
}

void PickupWatch::look(Turn const& turn) {
    auto const answer = heard_of<PickupAnswer>([&] { return parties_.courier->look(turn.order); });
    keep(turn, [&](store::WriteTx& tx, PickupRow& row) { hear_look(tx, row, answer); });
}

void PickupWatch::keep(Turn const& turn, Hear const& hear) {
    ground_.store.write([&](store::WriteTx& tx) {
        auto row = store::find_pickup(tx, turn.row.tenant, turn.row.ticket_no, turn.row.turn);
        if (!row) return false;
        hear(tx, *row);
        store::put_pickup(tx, *row);
        return true;
    });
}

void PickupWatch::hear_booked(PickupRow& row, PickupAnswer const& answer) const {
    Instant const now = ground_.now();
    bool const cancelled = row.todo == PickupTodo::cancel;  // meanwhile
    if (answer.outcome == Reply::refused) {
        row.as_of = now;
        row.reason = answer.code;
        return store::end_pickup(row, PickupState::failed);
    }
    if (answer.outcome == Reply::absent) {  // it did not get there, so it may be sent again
        row.sent = false;
        if (cancelled) return store::end_pickup(row, PickupState::cancelled);
        return try_again(row, now);
    }
    if (!cancelled) row.todo = PickupTodo::nothing;
    if (answer.outcome != Reply::acknowledged) {
        row.state = later_of(row.state, PickupState::unknown);
        row.reason = answer.code;
        return try_again(row, now);
    }
    row.state = later_of(row.state, answer.state.value_or(PickupState::booked));
    row.as_of = now;
    learn(row, answer);
    row.next = cancelled ? now : now + soon;
}

void PickupWatch::hear_look(store::WriteTx& tx, PickupRow& row, PickupAnswer const& answer) {
    Instant const now = ground_.now();
    if (answer.outcome != Reply::acknowledged) {
        if (row.state == PickupState::unknown && row.reason.empty()) row.reason = answer.code;
        if (row.state == PickupState::collected) return hand_over(tx, row);
        try_again(row, now);
        if (is_over(row.state) && row.tries > most_tries) row.next.reset();
        return;
    }
    row.as_of = now;
    row.tries = 0;
    if (row.state == PickupState::unknown) row.reason.clear();
    learn(row, answer);
    row.state = later_of(later_of(row.state, PickupState::booked), answer.state.value_or(row.state));
    if (row.state == PickupState::collected) return hand_over(tx, row);
    if (is_over(row.state)) {
        row.reason = answer.reason;
        return store::end_pickup(row, row.state);
    }
    row.next = row.todo == PickupTodo::nothing ? when_to_look(row, now) : now + soon;
}

void PickupWatch::hear_moved(PickupRow& row, PickupSlot const& to, Answer const& answer) const {
    Instant const now = ground_.now();
    bool const wanted = row.todo == PickupTodo::change && row.wanted == to;
    bool const open = answer.outcome == Reply::unknown && to.from > now;
    if (answer.outcome == Reply::acknowledged) row.slot = to;
    if (!wanted) return;  // something else is asked for meanwhile
    if (open) return try_again(row, now);
    row.wanted.reset();
    row.todo = PickupTodo::nothing;
    if (answer.outcome != Reply::acknowledged) row.reason = answer.code;
    row.next = now + soon;
}

void PickupWatch::hear_cancelled(PickupRow& row, Answer const& answer) const {
    Instant const now = ground_.now();
    row.as_of = now;
    if (answer.outcome == Reply::acknowledged) return store::end_pickup(row, PickupState::cancelled);
    if (answer.outcome != Reply::refused && answer.outcome != Reply::absent) return try_again(row, now);
    row.todo = PickupTodo::nothing;
    row.reason = answer.code;
}

// ---- The ticket -------------------------------------------------------------------------------------------

void PickupWatch::hand_over(store::WriteTx& tx, PickupRow& row) {
    Instant const now = ground_.now();
    row.todo = PickupTodo::nothing;
    auto const ticket = store::find_ticket(tx, {row.tenant, store::Scope::Of::tenant, {}}, row.ticket_no);
    if (!ticket || ticket->state != State::awaiting_return) {
        row.handed = ticket && ticket->return_parcel &&
                     is_same_tracking_no(ticket->return_parcel->tracking_no, row.tracking_no);
        return store::end_pickup(row, PickupState::collected);
    }
    row.handed = !row.tracking_no.empty() && ship_back(tx, row, *ticket);
    if (row.handed || now - row.slot.until > late) return store::end_pickup(row, PickupState::collected);
    row.next = now + number_comes;
}

bool PickupWatch::ship_back(store::WriteTx& tx, PickupRow const& row, Ticket const& ticket) {
    auto const order = store::find_order(tx, row.tenant, ticket.order_no);
    CHECK(order);
    Command const command = ShipBack{{row.carrier, row.tracking_no}};
    Actor const buyer{ActorKind::buyer, row.buyer_id.value};
    return store::attempt(tx, [&] {
        auto const done = afterdesk::carry_out(tx, ground_.policies,
                                               {row.tenant, ticket, *order, buyer, command, ground_.now()});
        return done.ok();
    });
}

// ---- Pushes -----------------------------------------------------------------------------------------------

bool PickupWatch::is_push(std::string_view token, std::string_view body) {
    if (!parties_.courier) return false;
    auto const row = ground_.store.read(
        [&](store::ReadTx& tx) { return store::pickup_with_token(tx, std::string(token)); });
    return row && parties_.courier->is_signed(body, row->salt);
}

void PickupWatch::take_push(std::string_view token, std::string_view body) {
    std::string const task = parties_.courier ? parties_.courier->task_in(body) : std::string();
    ground_.store.write([&](store::WriteTx& tx) {
        auto row = store::pickup_with_token(tx, std::string(token));
        if (!row || row->state == PickupState::collected) return false;
        if (row->task_id.empty()) row->task_id = task;
        // Behind its end it may still be collected; who is being asked just now answers anyway.
        Instant const now = ground_.now();
        row->next = row->next ? std::min(*row->next, now) : now;
        store::put_pickup(tx, *row);
        return true;
    });
}

}  // namespace afterdesk
