#include "service/proofs.hpp"

#include <algorithm>
#include <set>

#include "base/sha256.hpp"
#include "domain/money/paid_outside.hpp"
#include "service/ground.hpp"
#include "service/load.hpp"
#include "store/audit.hpp"
#include "store/bodies.hpp"
#include "store/evidence.hpp"
#include "store/orders.hpp"
#include "wire/stored/stored.hpp"

namespace afterdesk {

namespace {

using wire::Audience;

/// The event as the audience may have it.
wire::ProofEvent shown_to(Audience audience, store::EventRow const& row, EventRecord const& record) {
    wire::Linked const& link = row.linked;
    wire::ProofEvent event{hex_of(link.hash), link.body, false, link.seal.erased(), link.seal};
    if (audience != Audience::buyer) return event;
    if (wire::is_internal(record.event)) return {event.hash, std::nullopt};
    event.body = wire::stored::text_for_buyer(record, wire::stored::version_in(link.body));
    event.cut = event.body != link.body;
    if (event.cut) event.seal = {};
    return event;
}

/// When the amount was last worked out.
Instant quoted_at(std::vector<EventRecord> const& history) {
    Ticket ticket;
    Instant at;
    for (EventRecord const& record : history) {
        Quote const before = ticket.quote;
        ticket = evolve(std::move(ticket), record.event, record.at);
        if (ticket.quote != before) at = record.at;
    }
    return at;
}

/// What the order's other tickets held then.
std::vector<Claim> claims_at(store::ReadTx& tx, TenantId const& tenant, Ticket const& ticket,
                             Order const& order, Instant at) {
    std::vector<Claim> claims;
    for (Ticket const& other : store::tickets_of_order(tx, tenant, ticket.order_no)) {
        if (other.no == ticket.no) continue;
        std::vector<EventRecord> history = store::history_of(tx, tenant, other.no);
        std::erase_if(history, [&](EventRecord const& record) { return record.at > at; });
        for (Claim& claim : claims_of(fold(history))) claims.push_back(std::move(claim));
    }
    Order then = order;
    std::erase_if(then.prior, [&](OutsideRefund const& one) { return one.at && *one.at > at; });
    return with_outside_refunds(then, std::move(claims));
}

void add_history(store::ReadTx& tx, wire::Proof& proof) {
    std::vector<EventRecord> history;
    std::set<std::string> pictures;
    for (store::EventRow const& row : store::event_rows(tx, proof.tenant, proof.ticket_no)) {
        history.push_back(store::read_body(row.linked.body, "ticket_event", wire::stored::read_event));
        proof.events.push_back(shown_to(proof.audience, row, history.back()));
        for (EvidenceId const& id : evidence_of(history.back().event)) {
            if (!pictures.insert(id.value).second) continue;
            proof.files.push_back({id.value, store::bytes_of_evidence(tx, proof.tenant, id)});
        }
    }
    proof.claims = claims_at(tx, proof.tenant, proof.ticket, proof.order, quoted_at(history));
}

}  // namespace

Proofs::Proofs(Ground& ground) : ground_(ground), keyring_(ground.store.data_dir()) {}

Result<wire::Proof, Mistakes> Proofs::make(Caller const& caller, std::string_view ticket_no) {
    wire::Proof proof;
    proof.tenant = caller.tenant;
    proof.ticket_no = {std::string(ticket_no)};
    proof.audience = caller.audience;
    proof.made_at = ground_.now();
    bool const found = ground_.store.read([&](store::ReadTx& tx) {
        auto ticket = store::find_ticket(tx, scope_of(caller), proof.ticket_no);
        if (!ticket) return false;
        auto order = store::find_order(tx, caller.tenant, ticket->order_no);
        CHECK(order);
        proof.policy = *ground_.policies.get(tx, caller.tenant, ticket->policy_version, ticket->shop_id);
        proof.order = std::move(*order);
        proof.ticket = std::move(*ticket);
        add_history(tx, proof);
        return true;
    });
    if (!found) return Err{one_mistake(Rule::not_found, "ticket_no")};
    crypto::SigningKey const& key = keyring_.keys().back();
    std::string const text = wire::signed_text(wire::to_json(proof));
    proof.signature = {hex_of(key.public_key), hex_of(crypto::sign(key.seed, text))};
    return proof;
}

wire::ProofKeys Proofs::keys() {
    wire::ProofKeys out;
    for (crypto::SigningKey const& key : keyring_.keys()) out.items.push_back({hex_of(key.public_key)});
    return out;
}

}  // namespace afterdesk
