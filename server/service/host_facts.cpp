#include <algorithm>

#include "crypto/digest.hpp"
#include "service/facts.hpp"
#include "service/ground.hpp"
#include "service/parcels.hpp"
#include "service/told_tracks.hpp"
#include "store/host_notes.hpp"
#include "store/orders.hpp"

namespace afterdesk {

namespace {

using wire::HostFact;
using wire::HostFactConflict;
using wire::HostFactIgnored;
using wire::HostFactOutcome;
using wire::HostFactTaken;
using wire::HostFactType;

/// What is known of the delivery already, or a new one of that number.
Delivery delivery_of(Line const* line, HostFact const& fact) {
    if (line != nullptr) {
        for (Delivery const& known : line->deliveries)
            if (known.delivery_no == fact.delivery_no) return known;
    }
    Delivery fresh;
    fresh.delivery_no = fact.delivery_no;
    return fresh;
}

std::vector<LineFacts> shipped(Order const& order, HostFact const& fact) {
    std::vector<LineFacts> out;
    for (HostFact::OfLine const& told : fact.lines) {
        LineFacts& line = out.emplace_back();
        line.line_no = told.line_no;
        Delivery delivery = delivery_of(find_line(order, told.line_no), fact);
        delivery.quantity = told.quantity;
        delivery.shipped_at = fact.occurred_at;
        if (!fact.carrier.empty()) delivery.carrier = fact.carrier;
        if (!fact.tracking_no.empty()) delivery.tracking_no = fact.tracking_no;
        line.deliveries.push_back(std::move(delivery));
    }
    return out;
}

/// Errors: not_found for a delivery that was never told.
Result<std::vector<LineFacts>, Mistakes> delivered(Order const& order, HostFact const& fact) {
    std::vector<LineFacts> out;
    for (Line const& line : order.lines) {
        Delivery delivery = delivery_of(&line, fact);
        bool const travels =
            std::find_if(line.deliveries.begin(), line.deliveries.end(), [&](auto const& one) {
                return one.delivery_no == fact.delivery_no;
            }) != line.deliveries.end();
        if (!travels) continue;
        LineFacts& told = out.emplace_back();
        told.line_no = line.line_no;
        delivery.received_at = fact.occurred_at;
        told.deliveries.push_back(std::move(delivery));
    }
    if (out.empty()) return Err{one_mistake(Rule::not_found, "delivery_no")};
    return out;
}

std::vector<LineFacts> used(HostFact const& fact) {
    std::vector<LineFacts> out;
    for (HostFact::OfLine const& told : fact.lines) {
        LineFacts& line = out.emplace_back();
        line.line_no = told.line_no;
        line.used = told.entitlements;
    }
    return out;
}

std::vector<LineFacts> unused(HostFact const& fact) {
    std::vector<LineFacts> out = used(fact);
    for (LineFacts& line : out) std::swap(line.used, line.unused);
    return out;
}

/// Errors: not_found for a delivery that was never told; fact_told_otherwise for one that was signed for.
Result<std::vector<LineFacts>, Mistakes> voided(Order const& order, HostFact const& fact) {
    std::vector<LineFacts> out;
    for (Line const& line : order.lines) {
        for (Delivery const& known : line.deliveries) {
            if (known.delivery_no != fact.delivery_no) continue;
            if (known.received_at) return Err{one_mistake(Rule::fact_told_otherwise, "delivery_no")};
            LineFacts& told = out.emplace_back();
            told.line_no = line.line_no;
            told.voided = {fact.delivery_no};
        }
    }
    if (out.empty()) return Err{one_mistake(Rule::not_found, "delivery_no")};
    return out;
}

/// What is no fact of a line.
OrderNews news_of(HostFact const& fact) {
    OrderNews news;
    news.voids = fact.type == HostFactType::shipment_voided;
    if (fact.type == HostFactType::order_cancelled) news.cancelled_at = fact.occurred_at;
    if (fact.type == HostFactType::refund_external) {
        OutsideRefund refund{fact.refund_no, {fact.payment_id}, fact.amount_fen, fact.occurred_at, {}};
        for (HostFact::OfLine const& line : fact.lines) refund.lines.push_back({line.line_no, line.quantity});
        news.refunds.push_back(std::move(refund));
    }
    return news;
}

/// As the desk's own facts say it.
Result<wire::FactsBody, Mistakes> as_facts(Order const& order, HostFact const& fact) {
    wire::FactsBody body{order.order_no, {}, {}, {}};
    switch (fact.type) {
        case HostFactType::shipment_created: body.lines = shipped(order, fact); return body;
        case HostFactType::shipment_delivered: {
            TRY(lines, delivered(order, fact));
            body.lines = std::move(lines);
            return body;
        }
        case HostFactType::shipment_voided: {
            TRY(lines, voided(order, fact));
            body.lines = std::move(lines);
            return body;
        }
        case HostFactType::entitlement_used: body.lines = used(fact); return body;
        case HostFactType::entitlement_unused: body.lines = unused(fact); return body;
        case HostFactType::order_cancelled:
        case HostFactType::refund_external: return body;
        case HostFactType::payment_added:
            body.collections.push_back({{fact.ticket_no}, fact.payment_no, fact.amount_fen});
            return body;
        case HostFactType::parcel_tracked:
            body.parcels.push_back({fact.tracking_no, fact.occurred_at});
            return body;
    }
    CHECK(false);
}

HostFactConflict conflict_of(wire::FactConflict conflict) {
    return conflict == wire::FactConflict::used_after_refund ? HostFactConflict::used_after_refund
                                                             : HostFactConflict::shipped_after_refund;
}

HostFactConflict conflict_of(Contradiction what) {
    switch (what) {
        case Contradiction::refunded_twice: return HostFactConflict::refunded_twice;
        case Contradiction::shipped_already: return HostFactConflict::shipped_already;
        case Contradiction::ticket_open: return HostFactConflict::ticket_open;
        case Contradiction::shipment_claimed: return HostFactConflict::shipment_claimed;
    }
    CHECK(false);
}

HostFactTaken outcome_of(HostFact const& fact, FactsTaken const& view) {
    HostFactTaken out;
    out.fact_id = fact.fact_id;
    for (wire::FactsView::Moved const& moved : view.tickets)
        out.tickets.push_back({moved.ticket_no, moved.version, moved.state});
    if (view.contradicted) {
        out.outcome = HostFactOutcome::conflict;
        out.code = conflict_of(view.contradicted->what);
        out.ticket_no = view.contradicted->ticket.value;
    }
    for (wire::FactsView::OfLine const& line : view.lines) {
        if (!line.code || out.code) continue;
        out.outcome = HostFactOutcome::conflict;
        out.code = conflict_of(*line.code);
        out.ticket_no = line.ticket_no;
    }
    if (out.code || view.order_changed || !view.tickets.empty()) return out;
    out.outcome = HostFactOutcome::ignored;
    out.reason = HostFactIgnored::known_already;
    return out;
}

HostFactTaken ignored(HostFact const& fact, HostFactIgnored reason) {
    HostFactTaken out;
    out.fact_id = fact.fact_id;
    out.outcome = HostFactOutcome::ignored;
    out.reason = reason;
    return out;
}

/// "collections[0].amount_fen" → "amount_fen"; "lines[1].deliveries[0].quantity" → "lines[1].quantity".
std::string path_in(std::string const& path) {
    std::string out = path;
    auto const drop = [&](std::string_view part) {
        std::size_t const at = out.find(part);
        if (at != std::string::npos) out.erase(at, part.size());
    };
    drop("collections[0].");
    drop("parcels[0].");
    drop("deliveries[0].");
    for (std::string_view const list : {".used[", ".unused["}) {
        std::size_t const at = out.find(list);
        if (at != std::string::npos) out.replace(at, list.size(), ".entitlements[");
    }
    return out;
}

/// What is no mistake of the host's: nobody waits for the parcel, or for the money.
std::optional<HostFactTaken> without_effect(HostFact const& fact, Mistake const& mistake) {
    if (mistake.rule == Rule::parcel_missing) return ignored(fact, HostFactIgnored::parcel_of_nobody);
    bool const not_awaited = fact.type == HostFactType::payment_added &&
                             (mistake.rule == Rule::not_in_this_state || mistake.rule == Rule::not_your_part);
    if (!not_awaited) return std::nullopt;
    HostFactTaken out;
    out.fact_id = fact.fact_id;
    out.outcome = HostFactOutcome::conflict;
    out.code = HostFactConflict::payment_not_awaited;
    out.ticket_no = fact.ticket_no;
    return out;
}

HostFactTaken told_again(store::HostFactRow const& row) {
    HostFactTaken out;
    out.fact_id = row.fact_id;
    out.outcome = HostFactOutcome::duplicate;
    out.first = row.outcome;
    out.reason = row.reason;
    out.code = row.code;
    out.ticket_no = row.ticket_no;
    return out;
}

/// A parcel's station is kept, whatever its tickets make of it; what they take without the order's facts
/// (an interception's end) they are told by it.
HostFactTaken follow_parcel(store::WriteTx& tx, Ground& ground, HostCaller const& host, HostFact const& fact,
                            HostFactTaken out) {
    auto const row = keep_told(
        tx, host, {fact.fact_id, fact.carrier, fact.tracking_no, fact.status, fact.occurred_at, {}, {}},
        ground.now());
    if (!row || out.outcome != HostFactOutcome::ignored) return out;
    for (Ticket const& ticket : follow_track(tx, ground.policies, *row, ground.now()).moved)
        out.tickets.push_back(moved_view(ticket));
    if (!out.tickets.empty()) {
        out.outcome = HostFactOutcome::applied;
        out.reason.reset();
    }
    return out;
}

Result<HostFactTaken, Mistakes> take(store::WriteTx& tx, Ground& ground, Order const& order,
                                     HostCaller const& host, HostFact const& fact) {
    TenantId const& tenant = host.tenant;
    bool const tracks = fact.type == HostFactType::parcel_tracked;
    if (tracks && fact.status != wire::ParcelStatus::signed_for)
        return follow_parcel(tx, ground, host, fact, ignored(fact, HostFactIgnored::status_not_needed));
    TRY(body, as_facts(order, fact));
    Result<FactsTaken, Mistakes> view = Err{Mistakes{}};
    store::attempt(tx, [&] {
        view = take_facts(tx, ground.policies, tenant, order, body, ground.now(), news_of(fact));
        return view.ok();
    });
    if (view.ok()) {
        HostFactTaken out = outcome_of(fact, *view);
        return tracks ? follow_parcel(tx, ground, host, fact, std::move(out)) : out;
    }
    if (auto const known = without_effect(fact, view.error().front()))
        return tracks ? follow_parcel(tx, ground, host, fact, *known) : *known;
    Mistakes mistakes;
    for (Mistake const& one : view.error()) mistakes.push_back({one.rule, path_in(one.path), one.limit});
    return Err{std::move(mistakes)};
}

}  // namespace

Result<HostFactTaken, Mistakes> HostRoom::tell(HostCaller const& host, HostFact const& fact) {
    std::string const told = crypto::sha256(wire::write_json(wire::to_json(fact)));
    return ground_.store.write([&](store::WriteTx& tx) -> Result<HostFactTaken, Mistakes> {
        auto const order = store::find_order(tx, host.tenant, fact.order_no);
        if (!order || !host.sees(order->shop_id)) return Err{one_mistake(Rule::not_found, "order_no")};
        if (auto const known = store::find_host_fact(tx, host.tenant, fact.fact_id)) {
            if (known->told_hash != told) return Err{one_mistake(Rule::fact_told_otherwise, "fact_id")};
            return told_again(*known);
        }
        TRY(taken, take(tx, ground_, *order, host, fact));
        store::add_host_fact(tx, host.tenant,
                             {fact.fact_id, told, taken.outcome, taken.reason, taken.code, taken.ticket_no},
                             ground_.now());
        return taken;
    });
}

}  // namespace afterdesk
