// What other rules would have made of the tickets that there were: asked here, or on the page with what it
// takes to ask it there.

#include <algorithm>
#include <map>
#include <set>

#include "service/ground.hpp"
#include "service/load.hpp"
#include "service/policies.hpp"
#include "service/sent_policy.hpp"
#include "store/orders.hpp"

namespace afterdesk {

namespace {

constexpr int usual_count = 500;
/// Lines and claims that one answer holds at most, so that huge orders do not make it huge.
constexpr std::size_t most_weight = 20'000;

/// What was asked for last, and what the rules said to it.
PastTicket past_of(Ticket const& ticket, std::vector<EventRecord> const& history, Order const& order,
                   Policy const& then) {
    PastTicket past;
    past.shop_id = ticket.shop_id;
    past.policy_version = ticket.policy_version;
    past.applied_at = ticket.applied_at;
    past.order_no = ticket.order_no;
    past.came_to_fen = came_to_fen(ticket);
    int tickets_30d = 0;
    std::vector<std::string> signals;
    auto const begin = [&](Request const& request, Quote const& quote) {
        past.request = request;
        past.quoted_fen = quote.refund_fen;
        past.wanted = wanted_in(quote);
        past.reviewed = ticket.opened_by == ActorKind::buyer && needs_review(request.type, quote, then);
        std::vector<int> lines;
        for (LineRequest const& line : request.lines) lines.push_back(line.line_no);
        past.review = {
            ticket.no.value, facts_of(order, request.type, request.reason, lines, quote.refund_fen), {}};
        past.review.facts.buyer_tickets_30d = tickets_30d;
        past.review.facts.risk_signals = signals;
    };
    for (EventRecord const& record : history) {
        if (auto const* applied = std::get_if<Applied>(&record.event)) {
            tickets_30d = applied->buyer_tickets_30d;
            signals = applied->risk_signals;
            begin(applied->request, applied->quote);
        } else if (auto const* modified = std::get_if<Modified>(&record.event)) {
            begin(modified->request, modified->quote);
        } else if (auto const* reviewed = std::get_if<AutoReviewed>(&record.event)) {
            if (!past.reviewed) continue;
            AutoAction const action = reviewed->queue.empty() ? AutoAction::agree : AutoAction::queue;
            past.review.decision = {reviewed->rule, action, reviewed->queue, reviewed->why};
        }
    }
    return past;
}

/// A ticket, its order and the policy of then. Nothing when one of them is not there.
struct PastFound {
    PastTicket past;
    Order order;
    std::shared_ptr<Policy const> then;
};
std::optional<PastFound> find_past(store::ReadTx& tx, PolicyCache& policies, TenantId const& tenant,
                                   TicketNo const& no) {
    auto const history = store::history_of(tx, tenant, no);
    if (history.empty()) return std::nullopt;
    Ticket const ticket = fold(history);
    auto order = store::find_order(tx, tenant, ticket.order_no);
    if (!order || ticket.policy_version < 1 || ticket.policy_version > store::newest_policy(tx, tenant))
        return std::nullopt;
    auto const then = policies.get(tx, tenant, ticket.policy_version, ticket.shop_id);
    PastTicket past = past_of(ticket, history, *order, *then);
    return PastFound{std::move(past), std::move(*order), then};
}

/// Gathers what the page needs: each order and each policy once.
class Gathering {
  public:
    Gathering(store::ReadTx& tx, TenantId const& tenant) : tx_(tx), tenant_(tenant) {}

    bool is_full() const { return weight_ > most_weight; }
    void add(PastFound found) {
        PastTicket& past = found.past;
        past.claims = load_order_claims(tx_, tenant_, found.order, {past.review.ticket_no}).claims;
        if (past.claims.size() > wire::max_past_claims) past.claims.clear();  // its amount stays as it was
        weight_ += 1 + past.claims.size();
        if (orders_.insert(past.order_no).second) {
            weight_ += found.order.lines.size();
            view_.orders.push_back(std::move(found.order));
        }
        if (policies_.insert({past.policy_version, past.shop_id}).second)
            view_.policies.push_back({past.policy_version, past.shop_id, wire::to_json(*found.then)});
        view_.items.push_back(std::move(past));
    }
    wire::PastView take(bool more) {
        view_.more = more;
        return std::move(view_);
    }

  private:
    store::ReadTx& tx_;
    TenantId const& tenant_;
    wire::PastView view_;
    std::set<OrderNo> orders_;
    std::set<std::pair<int, ShopId>> policies_;
    std::size_t weight_ = 0;
};

}  // namespace

Result<wire::DryRunView, Mistakes> Policies::dry_run(Caller const& caller, wire::DryRunBody const& body) {
    if (caller.audience == wire::Audience::buyer) return Err{one_mistake(Rule::not_your_part)};
    return ground_.store.read([&](store::ReadTx& tx) -> Result<wire::DryRunView, Mistakes> {
        int const newest = store::newest_policy(tx, caller.tenant);
        auto const known = ground_.policies.book(tx, caller.tenant, newest);
        TRY(book, read_sent_policy(tx, caller, *known, body.document));
        wire::DryRunView view;
        Instant const since = body.since.value_or(Instant{});
        auto const numbers = store::newest_tickets(tx, scope_of(caller), since, wire::max_past_tickets + 1);
        view.more = std::cmp_greater(numbers.size(), wire::max_past_tickets);
        std::size_t const count = std::min<std::size_t>(numbers.size(), wire::max_past_tickets);
        for (std::size_t i = 0; i < count; ++i) {
            auto const found = find_past(tx, ground_.policies, caller.tenant, numbers[i]);
            if (!found || !found->past.reviewed) continue;
            ++view.reviewed;
            auto changes = afterdesk::dry_run(policy_for(book, found->past.shop_id), {found->past.review});
            for (ReviewChange& change : changes) view.changes.push_back(std::move(change));
        }
        return view;
    });
}

Result<wire::PastView, Mistakes> Policies::past(Caller const& caller, std::optional<int> count) {
    if (caller.audience == wire::Audience::buyer) return Err{one_mistake(Rule::not_your_part)};
    int const most = count.value_or(usual_count);
    if (most < 1) return Err{one_mistake(Rule::must_be_positive, "count")};
    if (most > wire::max_past_tickets)
        return Err{one_mistake(Rule::too_large, "count", wire::max_past_tickets)};
    return ground_.store.read([&](store::ReadTx& tx) -> Result<wire::PastView, Mistakes> {
        auto const numbers = store::newest_tickets(tx, scope_of(caller), Instant{}, most + 1);
        Gathering gathering(tx, caller.tenant);
        std::size_t looked_at = 0;
        while (looked_at < numbers.size() && std::cmp_less(looked_at, most) && !gathering.is_full()) {
            auto found = find_past(tx, ground_.policies, caller.tenant, numbers[looked_at++]);
            if (found) gathering.add(std::move(*found));
        }
        return gathering.take(looked_at < numbers.size());
    });
}

}  // namespace afterdesk
