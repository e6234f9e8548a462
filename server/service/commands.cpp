// Writing: a buyer applies, anybody gives a command. One transaction from the idempotency key to the answer.

#include <algorithm>

#include "crypto/digest.hpp"
#include "domain/ticket/needs.hpp"
#include "service/impl.hpp"
#include "store/evidence.hpp"
#include "store/orders.hpp"
#include "store/sessions.hpp"

namespace afterdesk {

namespace {

constexpr int tries_for_a_number = 50;
constexpr int status_ok = 200;
constexpr int status_created = 201;

Refusal refused(Rule rule, std::string path = {}) {
    return {one_mistake(rule, std::move(path)), std::nullopt};
}

store::IdemKey key_of(Caller const& caller, Idempotency const& idempotency) {
    return {caller.tenant, caller.audience, caller.actor_id, idempotency.key};
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
    if (key.empty()) return refused(Rule::idempotency_key_required);
    bool const fits = key.size() <= wire::max_idempotency_key && std::all_of(key.begin(), key.end(), visible);
    if (!fits) return refused(Rule::request_malformed, "idempotency_key");
    return std::nullopt;
}

/// What was answered to this key before. Errors: idempotency_key_reused.
std::optional<Result<Reply, Refusal>> answered_before(store::ReadTx& tx, store::IdemKey const& key,
                                                      std::string const& hash) {
    auto found = store::find_idem(tx, key);
    if (!found) return std::nullopt;
    if (found->request_hash != hash) return Err{refused(Rule::idempotency_key_reused, "idempotency_key")};
    return Reply{found->status, std::move(found->body)};
}

Reply answer(store::WriteTx& tx, store::IdemKey const& key, std::string const& hash, int status,
             wire::TicketDetail const& detail, Instant now) {
    Reply reply{status, wire::write_json(wire::to_json(detail))};
    store::add_idem(tx, key, {hash, reply.status, reply.body}, now);
    return reply;
}

/// Pictures named by somebody have to be his own.
Mistakes check_pictures(store::ReadTx& tx, Caller const& caller, std::vector<EvidenceId> const& evidence) {
    Mistakes mistakes;
    for (std::size_t i = 0; i < evidence.size(); ++i) {
        if (store::owns_evidence(tx, caller.tenant, caller.audience, caller.actor_id, evidence[i])) continue;
        mistakes.push_back({Rule::evidence_unknown, "evidence[" + std::to_string(i) + "]", -1});
    }
    return mistakes;
}

/// Decides, and adds what only the store knows: whether the pictures are there.
Result<std::vector<Event>, Mistakes> decide_with_pictures(store::ReadTx& tx, Caller const& caller,
                                                          Ticket const& ticket, Command const& command,
                                                          Context const& context) {
    auto decided = decide(ticket, command, context);
    Mistakes unknown = check_pictures(tx, caller, pictures_in(command));
    if (unknown.empty()) return decided;
    if (!decided.ok()) {
        Mistakes all = decided.error();
        all.insert(all.end(), unknown.begin(), unknown.end());
        return Err{std::move(all)};
    }
    return Err{std::move(unknown)};
}

TicketNo free_number(store::ReadTx& tx, TenantId const& tenant, Context const& context,
                     std::function<std::uint64_t()> const& random64) {
    for (int i = 0; i < tries_for_a_number; ++i) {
        TicketNo no = make_ticket_no(context.now, context.policy.utc_offset_minutes, random64());
        if (!store::ticket_exists(tx, tenant, no)) return no;
    }
    throw store::StoreFailure(store::FailureKind::busy, "no free ticket number was found");
}

}  // namespace

Result<Reply, Refusal> Service::apply(Caller const& caller, wire::ApplyBody const& body,
                                      Idempotency const& idempotency) {
    if (auto bad_key = check_key(idempotency)) return Err{std::move(*bad_key)};
    store::IdemKey const key = key_of(caller, idempotency);
    std::string const hash = request_hash("apply", "", idempotency);
    return impl_->store.write([&](store::WriteTx& tx) -> Result<Reply, Refusal> {
        if (auto before = answered_before(tx, key, hash)) return std::move(*before);
        auto const order = load_order(tx, scope_of(caller), body.order_no);
        if (!order) return Err{refused(Rule::not_found, "order_no")};

        Instant const now = impl_->now();
        Command const command = body.apply;
        Context context = load_context(tx, impl_->policies,
                                       {caller.tenant, Ticket{}, *order, actor_of(caller), command, now});
        context.new_no = free_number(tx, caller.tenant, context, impl_->config.random64);
        auto decided = decide_with_pictures(tx, caller, Ticket{}, command, context);
        if (!decided.ok()) return Err{Refusal{std::move(decided).error(), std::nullopt}};

        store::Buyer const buyer = load_buyer(tx, caller.tenant, order->buyer_id);
        Ticket ticket = persist(tx, {caller.tenant, Ticket{}, *decided, context.actor, now, *order, buyer});
        auto const detail =
            load_detail(tx, caller.tenant, caller.audience, std::move(ticket), *order, context.policy);
        return answer(tx, key, hash, status_created, detail, now);
    });
}

Result<Reply, Refusal> Service::command(Caller const& caller, std::string_view ticket_no,
                                        wire::CommandBody const& body, Idempotency const& idempotency) {
    if (auto bad_key = check_key(idempotency)) return Err{std::move(*bad_key)};
    store::IdemKey const key = key_of(caller, idempotency);
    std::string const hash = request_hash("command", ticket_no, idempotency);
    store::Scope const scope = scope_of(caller);
    TicketNo const no{std::string(ticket_no)};
    return impl_->store.write([&](store::WriteTx& tx) -> Result<Reply, Refusal> {
        if (auto before = answered_before(tx, key, hash)) return std::move(*before);
        auto const ticket = store::find_ticket(tx, scope, no);
        if (!ticket) return Err{refused(Rule::not_found, "ticket_no")};
        auto const order = store::find_order(tx, caller.tenant, ticket->order_no);
        CHECK(order);
        Context const context =
            load_context(tx, impl_->policies,
                         {caller.tenant, *ticket, *order, actor_of(caller), body.command, impl_->now()});
        auto const detail_of = [&](Ticket const& shown) {
            return load_detail(tx, caller.tenant, caller.audience, shown, *order, context.policy);
        };
        if (body.version != ticket->version) {
            Mistakes stale = one_mistake(Rule::stale_version, "version", ticket->version);
            return Err{Refusal{std::move(stale), detail_of(*ticket)}};
        }
        auto decided = decide_with_pictures(tx, caller, *ticket, body.command, context);
        if (!decided.ok()) return Err{Refusal{std::move(decided).error(), detail_of(*ticket)}};

        Ticket after = *ticket;
        if (!decided->empty()) {
            store::Buyer const buyer = load_buyer(tx, caller.tenant, ticket->buyer_id);
            after =
                persist(tx, {caller.tenant, *ticket, *decided, context.actor, context.now, *order, buyer});
        }
        return answer(tx, key, hash, status_ok, detail_of(after), context.now);
    });
}

}  // namespace afterdesk
