#include "service/tickets.hpp"

#include <algorithm>
#include <chrono>
#include <thread>

#include "crypto/digest.hpp"
#include "service/carry_out.hpp"
#include "service/ground.hpp"
#include "service/kept_reply.hpp"
#include "service/load.hpp"
#include "service/persist.hpp"
#include "service/refund_accounts.hpp"
#include "service/ticket_numbers.hpp"
#include "store/contacts.hpp"
#include "store/orders.hpp"
#include "store/sessions.hpp"

namespace afterdesk {

namespace {

constexpr int tries_for_a_number = 50;

Refusal refusal_of(Rule rule, std::string path = {}) {
    return {one_mistake(rule, std::move(path)), std::nullopt};
}

store::IdemKey key_of(Caller const& caller, Idempotency const& idempotency) {
    return {caller.tenant, caller.audience, caller.actor_id, idempotency.key};
}

/// What a member of staff lacks for the command. Errors: right_missing.
std::optional<Refusal> missing_right(Caller const& caller, CommandKind command) {
    if (caller.audience == wire::Audience::buyer) return std::nullopt;
    auto const right = right_for(command);
    if (!right || caller.rights.has(*right)) return std::nullopt;
    return Refusal{lacks(*right), std::nullopt};
}

/// The same body sent to another place is another request.
std::string request_hash(std::string_view route, std::string_view about, Idempotency const& idempotency) {
    std::string hashed(route);
    hashed += '\n';
    hashed += about;
    hashed += '\n';
    hashed += idempotency.body;
    return crypto::sha256(hashed);
}

std::optional<Refusal> check_key(Idempotency const& idempotency) {
    std::string const& key = idempotency.key;
    auto const visible = [](char c) { return c > ' ' && c <= '~'; };
    if (key.empty()) return refusal_of(Rule::idempotency_key_required);
    bool const fits = key.size() <= wire::max_idempotency_key && std::all_of(key.begin(), key.end(), visible);
    if (!fits) return refusal_of(Rule::request_malformed, "idempotency_key");
    return std::nullopt;
}

using Answer = Result<Kept, Refusal>;

/// An answer that will be given once what it tells of is written.
struct Coming {
    store::IdemKey key;
    store::IdemRow row;
    Conclusion conclusion;
    std::string body;
    std::optional<store::ContactRow> contact;
    Instant now;
};

/// An answer, or what has to be written before it is given.
struct Decision {
    std::optional<Answer> answer;
    std::shared_ptr<Coming const> coming;
};

Decision told(Answer answer) { return {std::move(answer), nullptr}; }

/// What was answered to this key before. Errors: idempotency_key_reused.
std::optional<Answer> answered_before(store::ReadTx& tx, Ground& ground, Caller const& caller,
                                      store::IdemKey const& key, std::string const& hash) {
    auto const found = store::find_idem(tx, key);
    if (!found) return std::nullopt;
    if (found->request_hash != hash) return Err{refusal_of(Rule::idempotency_key_reused, "idempotency_key")};
    return Kept{found->created, reply_again(tx, ground.policies, caller, *found)};
}

/// Units: one operation's transaction, with nothing told before it.
Answer give(store::WriteTx& tx, PolicyCache& policies, Coming const& coming) {
    keep(tx, policies, coming.conclusion);
    if (coming.contact)
        store::add_contact(tx, coming.key.tenant, coming.conclusion.ticket.no, *coming.contact);
    store::IdemRow row = coming.row;
    // What changed nothing has no event of its own by which it could be told what was shown then.
    if (tx.live.empty()) row.body = coming.body;
    if (!tx.live.empty()) row.seq = tx.live.front().seq;
    store::add_idem(tx, coming.key, row, coming.now);
    return Kept{row.created, coming.body};
}

TicketNo free_number(store::ReadTx& tx, Ground& ground, TenantId const& tenant, ShopId const& shop,
                     Instant now) {
    int const offset_minutes = ground.policies.newest(tx, tenant, shop)->utc_offset_minutes;
    for (int i = 0; i < tries_for_a_number; ++i) {
        std::uint64_t const digits = next_ticket_digits(now, offset_minutes, i, ground.config.random64());
        TicketNo no = make_ticket_no(now, offset_minutes, digits);
        if (!store::ticket_exists(tx, tenant, no)) return no;
    }
    throw store::StoreFailure(store::FailureKind::busy, "no free ticket number was found");
}

/// The numbers of the ticket's refunds that nobody is there to pay.
std::vector<std::string> unserved(store::ReadTx& tx, Ground const& ground, TenantId const& tenant,
                                  Ticket const& ticket, Order const& order) {
    std::vector<std::string> numbers;
    for (RefundPart const& part : ticket.refunds) {
        if (part.status != PartStatus::pending) continue;
        auto const over = account_of(tx, ground.config.parties, tenant, order, part);
        // What names an account of another shop's is refused when it is sent.
        if (over.payments == nullptr && !over.is_foreign) numbers.push_back(part.refund_no);
    }
    return numbers;
}

/// The ticket as the caller sees it, without its policy. Units: `coming`, `history_text` as in load_detail.
wire::TicketDetail detail_of(store::ReadTx& tx, Ground& ground, Caller const& caller, Ticket ticket,
                             Order order, std::vector<EventRecord> const& coming = {},
                             std::string* history_text = nullptr) {
    auto waiting = unserved(tx, ground, caller.tenant, ticket, order);
    auto detail = load_detail(tx, caller, std::move(ticket), std::move(order), coming, history_text);
    detail.waiting_for_host = std::move(waiting);
    return detail;
}

/// The same of a ticket that is kept. Errors: not_found.
Result<wire::TicketDetail, Mistakes> kept_detail(store::ReadTx& tx, Ground& ground, Caller const& caller,
                                                 std::string_view ticket_no,
                                                 std::string* history_text = nullptr) {
    auto ticket = store::find_ticket(tx, scope_of(caller), {std::string(ticket_no)});
    if (!ticket) return Err{one_mistake(Rule::not_found, "ticket_no")};
    auto order = store::find_order(tx, caller.tenant, ticket->order_no);
    CHECK(order);
    return detail_of(tx, ground, caller, std::move(*ticket), std::move(*order), {}, history_text);
}

std::shared_ptr<wire::PolicyText const> policy_of(store::ReadTx& tx, Ground& ground, Caller const& caller,
                                                  Ticket const& ticket) {
    return ground.policies.text(tx, caller.tenant, ticket.policy_version, ticket.shop_id, caller.audience);
}

wire::TicketDetail with_policy(store::ReadTx& tx, Ground& ground, Caller const& caller,
                               wire::TicketDetail detail) {
    Ticket const& ticket = detail.ticket;
    detail.policy = *ground.policies.get(tx, caller.tenant, ticket.policy_version, ticket.shop_id);
    return detail;
}

/// What will be answered. Units: but for the key and the contact.
Coming coming_of(store::ReadTx& tx, Ground& ground, Caller const& caller, Conclusion conclusion,
                 Order const& order) {
    Coming coming;
    auto const detail = detail_of(tx, ground, caller, conclusion.ticket, order, conclusion.events);
    coming.body = wire::to_text(detail, {policy_of(tx, ground, caller, detail.ticket).get(), nullptr});
    coming.row.ticket_no = conclusion.ticket.no;
    coming.row.version = conclusion.ticket.version;
    coming.row.rest = rest_of(detail);
    coming.conclusion = std::move(conclusion);
    return coming;
}

Decision to_give(Coming coming) { return {std::nullopt, std::make_shared<Coming const>(std::move(coming))}; }

/// Decides until it is written.
template <class Decide>
Answer waiting(Ground& ground, Decide const& decide) {
    return ground.store.decide([&](store::ReadTx& tx) -> store::Decided<Answer> {
        Decision decision = decide(tx);
        if (decision.answer) return {std::move(decision.answer), nullptr};
        return {std::nullopt, [&ground, all = std::move(decision.coming)](store::WriteTx& out) {
                    return give(out, ground.policies, *all);
                }};
    });
}

/// Decides once, and leaves the rest to whoever is answered.
template <class Decide>
Soon write_soon(Ground& ground, Decide const& decide) {
    auto [decision, basis] = ground.store.decide_beside(decide);
    if (decision.answer) return std::move(*decision.answer);
    auto const all = std::move(decision.coming);
    return Pending{{all->row.created, all->body}, [&ground, all, on = std::move(basis)](store::Told told) {
                       auto const write = [&ground, all](store::WriteTx& tx) {
                           return give(tx, ground.policies, *all).ok();
                       };
                       ground.store.write_soon(on, write, std::move(told));
                   }};
}

/// What was asked for, and by whom. Units: what it names outlives it.
struct AskedBy {
    Caller const& caller;
    store::IdemKey key;
    std::string hash;
};

Decision decide_application(store::ReadTx& tx, Ground& ground, AskedBy const& asked,
                            wire::ApplyBody const& body, std::optional<wire::Contact> const& contact) {
    Caller const& caller = asked.caller;
    if (auto before = answered_before(tx, ground, caller, asked.key, asked.hash))
        return told(std::move(*before));
    auto const order = load_order(tx, scope_of(caller), body.order_no);
    if (!order) return told(Err{refusal_of(Rule::not_found, "order_no")});
    Instant const now = ground.now();
    Command const command = body.apply;
    TicketNo const new_no = free_number(tx, ground, caller.tenant, order->shop_id, now);
    auto conclusion = conclusion_of(
        tx, ground.policies, {caller.tenant, Ticket{}, *order, actor_of(caller), command, now}, new_no);
    if (!conclusion.ok()) return told(Err{Refusal{std::move(conclusion).error(), std::nullopt}});
    Coming coming = coming_of(tx, ground, caller, std::move(conclusion).value(), *order);
    coming.key = asked.key;
    coming.row.request_hash = asked.hash;
    coming.row.created = true;
    coming.now = now;
    if (contact) coming.contact = {*contact, caller.actor_id, now};
    return to_give(std::move(coming));
}

Decision decide_command(store::ReadTx& tx, Ground& ground, AskedBy const& asked, TicketNo const& no,
                        wire::CommandBody const& body) {
    Caller const& caller = asked.caller;
    if (auto before = answered_before(tx, ground, caller, asked.key, asked.hash))
        return told(std::move(*before));
    auto const ticket = store::find_ticket(tx, scope_of(caller), no);
    if (!ticket) return told(Err{refusal_of(Rule::not_found, "ticket_no")});
    auto const order = store::find_order(tx, caller.tenant, ticket->order_no);
    CHECK(order);
    auto const refuse = [&](Mistakes mistakes) {
        auto detail = with_policy(tx, ground, caller, detail_of(tx, ground, caller, *ticket, *order));
        return told(Err{Refusal{std::move(mistakes), std::move(detail)}});
    };
    if (body.version != ticket->version)
        return refuse(one_mistake(Rule::stale_version, "version", ticket->version));
    Instant const now = ground.now();
    auto conclusion = conclusion_of(tx, ground.policies,
                                    {caller.tenant, *ticket, *order, actor_of(caller), body.command, now});
    if (!conclusion.ok()) return refuse(std::move(conclusion).error());
    Coming coming = coming_of(tx, ground, caller, std::move(conclusion).value(), *order);
    coming.key = asked.key;
    coming.row.request_hash = asked.hash;
    coming.now = now;
    return to_give(std::move(coming));
}

/// What is refused before anything is looked at.
std::optional<Refusal> refused_at_once(Caller const& caller, CommandKind command,
                                       Idempotency const& idempotency) {
    if (auto missing = missing_right(caller, command)) return missing;
    return check_key(idempotency);
}

}  // namespace

Result<wire::TicketDetail, Mistakes> Tickets::show(Caller const& caller, std::string_view ticket_no) {
    return ground_.store.read([&](store::ReadTx& tx) -> Result<wire::TicketDetail, Mistakes> {
        auto detail = kept_detail(tx, ground_, caller, ticket_no);
        if (!detail.ok()) return detail;
        return with_policy(tx, ground_, caller, std::move(detail.value()));
    });
}

Result<std::string, Mistakes> Tickets::page(Caller const& caller, std::string_view ticket_no) {
    return ground_.store.read([&](store::ReadTx& tx) -> Result<std::string, Mistakes> {
        std::string history;
        auto const detail = kept_detail(tx, ground_, caller, ticket_no, &history);
        if (!detail.ok()) return Err{detail.error()};
        auto const policy = policy_of(tx, ground_, caller, detail->ticket);
        return wire::to_text(*detail, {policy.get(), history.empty() ? nullptr : &history});
    });
}

Result<wire::ContactView, Mistakes> Tickets::contact(Caller const& caller, std::string_view ticket_no) {
    if (caller.audience == wire::Audience::buyer) return Err{one_mistake(Rule::not_found)};
    return ground_.store.read([&](store::ReadTx& tx) -> Result<wire::ContactView, Mistakes> {
        auto const ticket = store::find_ticket(tx, scope_of(caller), {std::string(ticket_no)});
        auto row = ticket ? store::find_contact(tx, caller.tenant, ticket->no) : std::nullopt;
        if (!row) return Err{one_mistake(Rule::not_found, "ticket_no")};
        auto const staff = store::find_staff(tx, caller.tenant, row->staff_id);
        return wire::ContactView{std::move(row->contact), staff ? staff->name : row->staff_id, row->at.ms};
    });
}

Result<Kept, Refusal> Tickets::apply(Caller const& caller, wire::ApplyBody const& body,
                                     Idempotency const& idempotency,
                                     std::optional<wire::Contact> const& contact) {
    if (auto refusal = refused_at_once(caller, CommandKind::apply, idempotency))
        return Err{std::move(*refusal)};
    AskedBy const asked{caller, key_of(caller, idempotency), request_hash("apply", "", idempotency)};
    return waiting(ground_,
                   [&](store::ReadTx& tx) { return decide_application(tx, ground_, asked, body, contact); });
}

Soon Tickets::apply_soon(Caller const& caller, wire::ApplyBody const& body, Idempotency const& idempotency,
                         std::optional<wire::Contact> const& contact) {
    if (auto refusal = refused_at_once(caller, CommandKind::apply, idempotency))
        return Answer(Err{std::move(*refusal)});
    AskedBy const asked{caller, key_of(caller, idempotency), request_hash("apply", "", idempotency)};
    return write_soon(
        ground_, [&](store::ReadTx& tx) { return decide_application(tx, ground_, asked, body, contact); });
}

Result<Kept, Refusal> Tickets::command(Caller const& caller, std::string_view ticket_no,
                                       wire::CommandBody const& body, Idempotency const& idempotency) {
    if (auto refusal = refused_at_once(caller, kind_of(body.command), idempotency))
        return Err{std::move(*refusal)};
    AskedBy const asked{caller, key_of(caller, idempotency), request_hash("command", ticket_no, idempotency)};
    TicketNo const no{std::string(ticket_no)};
    return waiting(ground_, [&](store::ReadTx& tx) { return decide_command(tx, ground_, asked, no, body); });
}

Soon Tickets::command_soon(Caller const& caller, std::string_view ticket_no, wire::CommandBody const& body,
                           Idempotency const& idempotency) {
    if (auto refusal = refused_at_once(caller, kind_of(body.command), idempotency))
        return Answer(Err{std::move(*refusal)});
    AskedBy const asked{caller, key_of(caller, idempotency), request_hash("command", ticket_no, idempotency)};
    TicketNo const no{std::string(ticket_no)};
    return write_soon(ground_,
                      [&](store::ReadTx& tx) { return decide_command(tx, ground_, asked, no, body); });
}

void Tickets::settle() {
    for (int tries = 0; tries < 10'000; ++tries) {
        try {
            ground_.store.write([](store::WriteTx&) { return true; });
            return;
        } catch (store::StoreFailure const& failure) {
            if (failure.kind() != store::FailureKind::busy) return;  // nothing more is written
        }
        // There was no room in the queue, so somebody still waits in it.
        std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
}

}  // namespace afterdesk
