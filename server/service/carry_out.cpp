#include "service/carry_out.hpp"

#include "domain/ticket/evidence_limit.hpp"
#include "domain/ticket/needs.hpp"
#include "service/load.hpp"
#include "store/evidence.hpp"
#include "store/tickets.hpp"

namespace afterdesk {

namespace {

wire::Audience audience_of(ActorKind actor) {
    switch (actor) {
        case ActorKind::buyer: return wire::Audience::buyer;
        case ActorKind::merchant: return wire::Audience::merchant;
        case ActorKind::platform: return wire::Audience::platform;
        case ActorKind::system: break;
    }
    CHECK(false);
}

/// What only the store knows: whether the pictures are there. Pictures named by somebody have to be his own.
Mistakes check_pictures(store::ReadTx& tx, ContextFor const& wanted) {
    Mistakes mistakes;
    auto const evidence = pictures_in(wanted.command);
    for (std::size_t i = 0; i < evidence.size(); ++i) {
        wire::Audience const audience = audience_of(wanted.actor.kind);
        if (store::owns_evidence(tx, wanted.tenant, audience, wanted.actor.id, evidence[i])) continue;
        mistakes.push_back({Rule::evidence_unknown, "evidence[" + std::to_string(i) + "]", -1});
    }
    return mistakes;
}

/// What freed strays concerns the tickets that had them refunded.
void tell_others(store::WriteTx& tx, PolicyCache& policies, ReadyDecision const& done) {
    for (Ticket const& other : store::tickets_of_order(tx, done.tenant, done.order.order_no)) {
        if (other.no == done.after.no || !has_strays(other)) continue;
        Command const changed = OrderChanged{};
        carry_out_as_system(tx, policies, {done.tenant, other, done.order, Actor{}, changed, done.now});
    }
}

/// A ticket is kept for ever: nobody fills the disk with it. Errors: too_much_evidence.
void check_room(store::ReadTx& tx, ContextFor const& wanted, Mistakes& mistakes) {
    if (!std::holds_alternative<AddEvidence>(wanted.command)) return;
    auto const history = store::history_of(tx, wanted.tenant, wanted.ticket.no);
    if (auto refused = evidence_refused(history, wanted.actor.kind)) mistakes.push_back(std::move(*refused));
}

}  // namespace

Result<Conclusion, Mistakes> conclusion_of(store::ReadTx& tx, PolicyCache& policies, ContextFor const& wanted,
                                           TicketNo const& new_no) {
    Context context = load_context(tx, policies, wanted);
    context.new_no = new_no;
    auto const decided = decide(wanted.ticket, wanted.command, context);
    Mistakes mistakes = decided.ok() ? Mistakes{} : decided.error();
    for (Mistake& unknown : check_pictures(tx, wanted)) mistakes.push_back(std::move(unknown));
    check_room(tx, wanted, mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    if (decided->empty()) return Conclusion{wanted.ticket, {}, nullptr};
    store::Buyer const buyer = load_buyer(tx, wanted.tenant, wanted.order.buyer_id);
    auto ready = std::make_shared<ReadyDecision const>(make_ready(
        tx, {wanted.tenant, wanted.ticket, *decided, wanted.actor, wanted.now, wanted.order, buyer}));
    return Conclusion{ready->after, ready->records, ready};
}

void keep(store::WriteTx& tx, PolicyCache& policies, Conclusion const& conclusion) {
    if (conclusion.to_write == nullptr) return;
    ReadyDecision const& ready = *conclusion.to_write;
    persist(tx, ready);
    if (frees_strays(ready.before, ready.after)) tell_others(tx, policies, ready);
}

Result<Carried, Mistakes> carry_out(store::WriteTx& tx, PolicyCache& policies, ContextFor const& wanted,
                                    TicketNo const& new_no) {
    auto conclusion = conclusion_of(tx, policies, wanted, new_no);
    if (!conclusion.ok()) return Err{std::move(conclusion).error()};
    keep(tx, policies, *conclusion);
    return Carried{std::move(conclusion->ticket), conclusion->to_write != nullptr};
}

std::optional<Result<Ticket, Mistakes>> carry_out_as_system(store::WriteTx& tx, PolicyCache& policies,
                                                            ContextFor const& wanted) {
    CHECK(wanted.actor.kind == ActorKind::system);
    // What no longer concerns the ticket is not an error of who tells it.
    if (!find_edge(wanted.ticket, ActorKind::system, kind_of(wanted.command)).ok()) return std::nullopt;
    auto carried = carry_out(tx, policies, wanted);
    if (!carried.ok()) return Result<Ticket, Mistakes>(Err{std::move(carried).error()});
    if (!carried->changed) return std::nullopt;
    return Result<Ticket, Mistakes>(std::move(carried).value().ticket);
}

}  // namespace afterdesk
