#include "service/host_tasks.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "domain/ticket/stock_reserved.hpp"
#include "service/carry_out.hpp"
#include "service/ground.hpp"
#include "service/outbox.hpp"
#include "service/persist.hpp"
#include "store/host_tasks.hpp"
#include "store/orders.hpp"
#include "store/outbox.hpp"
#include "store/tickets.hpp"

namespace afterdesk {

namespace {

using wire::HostTaskData;
using wire::HostTaskKind;
using wire::HostTaskOutcome;
using wire::HostTaskResult;
using wire::HostTaskState;
using wire::HostTaskStatus;
using wire::HostTaskTaken;
using wire::HostTaskView;

constexpr Duration time_to_answer = hours(24);
/// When the host says that it is at work.
constexpr Duration time_to_finish = days(3);

struct AskedOfHost {
    HostTaskKind kind = HostTaskKind::stock_hold;
    int version = 0;
    HostTaskData data;
};

HostTaskData of_lines(Request const& request) {
    HostTaskData data;
    for (LineRequest const& line : request.lines) data.lines.push_back({line.line_no, line.quantity, "", {}});
    return data;
}

HostTaskData reclaimed(EntitlementsReclaimed const& event) {
    HostTaskData data;
    for (auto const& line : event.lines) data.lines.push_back({line.line_no, 0, "", line.entitlements});
    return data;
}

/// Only what somebody has looked at goes back on the shelf.
HostTaskData restocked(Inspected const& event, Order const& order) {
    HostTaskData data;
    if (event.cause != Cause::none) return data;
    for (InspectedLine const& line : event.inspection.lines) {
        Line const* const bought = find_line(order, line.line_no);
        int const quantity = resaleable(line);
        if (quantity > 0)
            data.lines.push_back({line.line_no, quantity, bought != nullptr ? bought->sku : "", {}});
    }
    return data;
}

std::vector<wire::HostTaskCoupon> coupons_of(Order const& order, std::vector<int> const& places) {
    std::vector<wire::HostTaskCoupon> out;
    for (int const place : places) {
        if (std::cmp_greater_equal(place, order.discounts.size())) continue;
        Discount const& used = order.discounts[static_cast<std::size_t>(place)];
        out.push_back({place, used.kind, used.amount_fen, used.coupon_id, used.threshold_fen, used.lines});
    }
    return out;
}

/// What goes back instead of money, once the money has.
void add_returned(std::vector<AskedOfHost>& out, ReadyDecision const& ready, int version) {
    Ticket const& after = ready.after;
    bool const paid = std::any_of(after.refunds.begin(), after.refunds.end(), [](RefundPart const& part) {
        return part.status == PartStatus::succeeded;
    });
    Returned const& returned = after.quote.returned;
    if (!paid) return;
    HostTaskData coupons, points;
    coupons.coupons = returned.coupons;
    coupons.coupon_details = coupons_of(ready.order, returned.coupons);
    points.points = returned.points;
    points.points_earned = returned.points_earned;
    if (!coupons.coupons.empty()) out.push_back({HostTaskKind::coupon_return, version, coupons});
    if (points.points > 0 || points.points_earned > 0)
        out.push_back({HostTaskKind::points_return, version, points});
}

HostTaskData to_send(Ticket const& ticket) {
    if (ticket.request.type != TicketType::exchange) return of_lines(ticket.request);
    HostTaskData data;
    for (QuotedExchange const& one : ticket.quote.exchanges) data.wares.push_back({one.sku, one.quantity});
    return data;
}

void add_stock_moves(std::vector<AskedOfHost>& out, ReadyDecision const& ready) {
    HostTaskData held, released, sent;
    for (StockMove const& move : stock_moves(ready.before, ready.after)) {
        if (move.reserved > 0) held.wares.push_back({move.sku, move.reserved});
        if (move.reserved < 0) released.wares.push_back({move.sku, -move.reserved});
        if (move.sent > 0) sent.wares.push_back({move.sku, move.sent});
    }
    int const version = ready.after.version;
    if (!held.wares.empty()) out.push_back({HostTaskKind::stock_hold, version, held});
    if (!released.wares.empty()) out.push_back({HostTaskKind::stock_release, version, released});
    if (!sent.wares.empty()) out.push_back({HostTaskKind::stock_commit, version, sent});
}

RefundPart const* part_in(Ticket const& ticket, std::string const& refund_no) {
    auto const found = std::find_if(ticket.refunds.begin(), ticket.refunds.end(),
                                    [&](RefundPart const& part) { return part.refund_no == refund_no; });
    return found == ticket.refunds.end() ? nullptr : &*found;
}

/// Paid over the channel that took it, or to the balance; what a person pays is his.
bool is_to_pay(RefundPart const* part) {
    return part != nullptr && part->status == PartStatus::pending && part->via != Via::offline;
}

bool enters(ReadyDecision const& ready, State state) {
    return ready.before.state != state && ready.after.state == state;
}
bool leaves(ReadyDecision const& ready, State state) {
    bool const was_there = ready.before.version > 0 && ready.before.state == state;
    return was_there && ready.after.state != state;
}

std::vector<AskedOfHost> asked_by(ReadyDecision const& ready) {
    std::vector<AskedOfHost> out;
    for (EventRecord const& record : ready.records) {
        if (auto const* reclaim = std::get_if<EntitlementsReclaimed>(&record.event)) {
            out.push_back({HostTaskKind::entitlement_reclaim, record.seq, reclaimed(*reclaim)});
        } else if (std::holds_alternative<InterceptStarted>(record.event)) {
            out.push_back({HostTaskKind::parcel_intercept, record.seq, of_lines(ready.after.request)});
        } else if (auto const* inspected = std::get_if<Inspected>(&record.event)) {
            HostTaskData data = restocked(*inspected, ready.order);
            if (!data.lines.empty())
                out.push_back({HostTaskKind::stock_restock, record.seq, std::move(data)});
        } else if (std::holds_alternative<Completed>(record.event)) {
            add_returned(out, ready, record.seq);
        }
    }
    add_stock_moves(out, ready);
    if (enters(ready, State::awaiting_reship))
        out.push_back({HostTaskKind::goods_reship, ready.after.version, to_send(ready.after)});
    return out;
}

std::string id_of(Ticket const& ticket, AskedOfHost const& asked) {
    std::string kind(wire::name_of(asked.kind));
    std::replace(kind.begin(), kind.end(), '.', '-');
    return ticket.no.value + "-" + std::to_string(asked.version) + "-" + kind;
}

/// Of a refund by its number alone: asked for again it is the same task.
std::string refund_task(std::string const& refund_no) { return refund_no + "-refund"; }

HostTaskView new_task(Ticket const& ticket, HostTaskKind kind, Instant now) {
    HostTaskView task;
    task.kind = kind;
    task.order_no = ticket.order_no.value;
    task.ticket_no = ticket.no.value;
    task.shop_id = ticket.shop_id.value;
    task.buyer_id = ticket.buyer_id.value;
    task.made_at_ms = now.ms;
    task.due_at_ms = (now + time_to_answer).ms;
    return task;
}

/// "<made_ms>-<id>"
std::optional<std::pair<std::int64_t, std::string>> place_of_task(std::string_view text) {
    std::size_t const dash = text.find('-');
    if (dash == std::string_view::npos) return std::nullopt;
    std::int64_t made = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + dash, made);
    bool const sound = error == std::errc() && end == text.data() + dash && made >= 0;
    return sound ? std::optional(std::pair(made, std::string(text.substr(dash + 1)))) : std::nullopt;
}

HostTaskState state_of(HostTaskStatus status) {
    switch (status) {
        case HostTaskStatus::done: return HostTaskState::done;
        case HostTaskStatus::processing: return HostTaskState::processing;
        case HostTaskStatus::refused: return HostTaskState::refused;
    }
    CHECK(false);
}

bool is_same(HostTaskView const& task, HostTaskResult const& result) {
    bool const failed = task.failure.has_value();
    if (task.external_no != result.external_no || failed != result.failure.has_value()) return false;
    return !failed ||
           (task.failure->code == result.failure->code && task.failure->text == result.failure->text &&
            task.failure->retryable == result.failure->retryable);
}

/// A definite answer to an interception moves its ticket on. Promise: false when the ticket is past it.
Result<bool, Mistakes> end_intercept(store::WriteTx& tx, Ground& ground, TenantId const& tenant,
                                     HostTaskView const& task) {
    auto const ticket = store::find_ticket(tx, {tenant, store::Scope::Of::tenant, {}}, {task.ticket_no});
    CHECK(ticket);
    auto const order = store::find_order(tx, tenant, ticket->order_no);
    CHECK(order);
    Command const command = InterceptResult{task.state == HostTaskState::done, std::nullopt};
    auto const moved =
        carry_out_as_system(tx, ground.policies, {tenant, *ticket, *order, Actor{}, command, ground.now()});
    if (moved && !moved->ok()) return Err{moved->error()};
    return moved.has_value();
}

/// Gives the ticket what became of its refund. Promise: false when that changes nothing.
Result<bool, Mistakes> end_refund(store::WriteTx& tx, Ground& ground, TenantId const& tenant,
                                  HostTaskView const& task) {
    bool const paid = task.state == HostTaskState::done;
    TicketNo const ticket_no{task.ticket_no};
    RecordRefund const answer{task.data.refund->refund_no, paid ? PartStatus::succeeded : PartStatus::failed,
                              paid ? std::string() : task.failure->code};
    return settle_refund(tx, ground.policies, {tenant, ticket_no, answer, ground.now()});
}

/// Whoever pays says how much.
Mistakes check_amount(HostTaskView const& task, HostTaskResult const& result) {
    bool const paid = task.data.refund && result.status == HostTaskStatus::done;
    if (!paid) return {};
    if (!result.amount_fen) return one_mistake(Rule::must_not_be_empty, "amount_fen");
    Fen const asked = task.data.refund->amount_fen;
    return *result.amount_fen == asked ? Mistakes{}
                                       : one_mistake(Rule::sums_do_not_add_up, "amount_fen", asked);
}

bool may_see(HostCaller const& host, HostTaskKind kind) {
    return kind != HostTaskKind::refund_execute || host.may(wire::HostScope::refunds_execute);
}

/// What follows from the answer here. Promise: false when it came too late.
Result<bool, Mistakes> follow(store::WriteTx& tx, Ground& ground, TenantId const& tenant,
                              HostTaskView const& task) {
    bool const done = task.state == HostTaskState::done;
    if (task.kind == HostTaskKind::entitlement_reclaim && done) {
        std::string const number = task.ticket_no + "-E" + std::to_string(task.ticket_version);
        store::settle_reclaim(tx, tenant, number, ground.now());
    }
    bool const definite = done || (task.state == HostTaskState::refused && !task.failure->retryable);
    if (!definite) return true;
    if (task.kind == HostTaskKind::parcel_intercept) return end_intercept(tx, ground, tenant, task);
    if (task.kind == HostTaskKind::refund_execute) return end_refund(tx, ground, tenant, task);
    return true;
}

}  // namespace

void ask_hosts(store::WriteTx& tx, ReadyDecision const& ready) {
    if (leaves(ready, State::intercepting))
        store::withdraw_host_tasks(tx, ready.tenant, ready.after.no, HostTaskKind::parcel_intercept);
    if (leaves(ready, State::awaiting_reship))
        store::withdraw_host_tasks(tx, ready.tenant, ready.after.no, HostTaskKind::goods_reship);
    for (RefundPart const& part : ready.before.refunds) {
        if (is_to_pay(&part) && !is_to_pay(part_in(ready.after, part.refund_no)))
            store::withdraw_host_task(tx, ready.tenant, refund_task(part.refund_no));
    }
    auto const asked = asked_by(ready);
    if (asked.empty() || !store::has_key_for(tx, ready.tenant, wire::HostScope::tasks_write, ready.now))
        return;
    for (AskedOfHost const& one : asked) {
        HostTaskView task = new_task(ready.after, one.kind, ready.now);
        task.id = id_of(ready.after, one);
        task.ticket_version = one.version;
        task.data = one.data;
        store::add_host_task(tx, ready.tenant, task);
    }
}

bool ask_host_to_pay(store::WriteTx& tx, outside::RefundOrder const& order, Ticket const& ticket,
                     PaymentChannel channel, Instant now) {
    if (!store::has_key_for(tx, order.tenant, wire::HostScope::refunds_execute, now)) return false;
    HostTaskView task = new_task(ticket, HostTaskKind::refund_execute, now);
    task.id = refund_task(order.refund_no);
    task.ticket_version = ticket.version;
    task.data = of_lines(ticket.request);
    task.data.refund = {
        order.refund_no,        order.payment_id.value,   channel,     order.payment_fen, order.refund_fen,
        ticket.quote.goods_fen, ticket.quote.freight_fen, order.reason};
    store::add_host_task(tx, order.tenant, task);
    return true;
}

bool host_may_pay(store::ReadTx& tx, TenantId const& tenant, std::string const& refund_no) {
    auto const task = store::find_host_task(tx, tenant, refund_task(refund_no));
    if (!task) return false;
    bool const tries_again =
        task->state == HostTaskState::refused && task->failure && task->failure->retryable;
    return tries_again || task->state == HostTaskState::open || task->state == HostTaskState::processing;
}

Result<wire::HostTaskPage, Mistakes> HostTasks::list(HostCaller const& host, TasksAsked const& asked) {
    store::HostTasksWanted wanted{asked.state, asked.kind, asked.order_no, asked.ticket_no, host.shop};
    wanted.limit = asked.count + 1;
    if (!asked.cursor.empty()) {
        auto const place = place_of_task(asked.cursor);
        if (!place) return Err{one_mistake(Rule::bad_characters, "cursor")};
        std::tie(wanted.behind_ms, wanted.behind_id) = *place;
    }
    return ground_.store.read([&](store::ReadTx& tx) -> Result<wire::HostTaskPage, Mistakes> {
        wire::HostTaskPage page;
        page.items = store::list_host_tasks(tx, host.tenant, wanted);
        if (std::cmp_greater(page.items.size(), asked.count)) {
            page.items.pop_back();
            HostTaskView const& last = page.items.back();
            page.next_cursor = std::to_string(last.made_at_ms) + "-" + last.id;
        }
        std::erase_if(page.items, [&](HostTaskView const& one) { return !may_see(host, one.kind); });
        return page;
    });
}

Result<HostTaskTaken, Mistakes> HostTasks::answer(HostCaller const& host, std::string_view id,
                                                  HostTaskResult const& result) {
    return ground_.store.write([&](store::WriteTx& tx) -> Result<HostTaskTaken, Mistakes> {
        auto task = store::find_host_task(tx, host.tenant, id);
        if (!task || !host.sees({task->shop_id})) return Err{one_mistake(Rule::not_found)};
        if (!may_see(host, task->kind)) {
            std::string const scope(wire::name_of(wire::HostScope::refunds_execute));
            return Err{one_mistake(Rule::scope_missing, scope)};
        }
        HostTaskState const told = state_of(result.status);
        bool const over = task->state == HostTaskState::withdrawn;
        bool const again = task->answered_at_ms && (over || task->state == told) && is_same(*task, result);
        if (again) return HostTaskTaken{HostTaskOutcome::duplicate, *task};
        if (task->state == HostTaskState::done) return Err{one_mistake(Rule::fact_told_otherwise, "status")};
        if (Mistakes wrong = check_amount(*task, result); !wrong.empty()) return Err{std::move(wrong)};
        Instant const now = ground_.now();
        task->external_no = result.external_no;
        task->failure = result.failure;
        task->answered_at_ms = now.ms;
        // What was paid although nobody wanted it any more has to be known.
        bool const paid = task->data.refund && told == HostTaskState::done;
        if (!over || paid) task->state = told;
        if (told == HostTaskState::processing) task->due_at_ms = (now + time_to_finish).ms;
        store::set_host_task(tx, host.tenant, *task);
        if (over && !paid) return HostTaskTaken{HostTaskOutcome::late, *task};
        TRY(in_time, follow(tx, ground_, host.tenant, *task));
        return HostTaskTaken{in_time && !over ? HostTaskOutcome::taken : HostTaskOutcome::late, *task};
    });
}

}  // namespace afterdesk
