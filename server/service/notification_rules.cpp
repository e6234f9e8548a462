#include "service/notification_rules.hpp"

#include <algorithm>

#include "domain/ticket/work.hpp"

namespace afterdesk {

namespace {

using wire::NotificationKind;

/// The goods are to be sent back, and it is said where to.
bool is_to_send_back(Ticket const& ticket) {
    return ticket.state == State::awaiting_return && ticket.return_address.has_value();
}

bool is_all_paid(Ticket const& ticket) {
    return !ticket.refunds.empty() &&
           std::all_of(ticket.refunds.begin(), ticket.refunds.end(),
                       [](RefundPart const& part) { return part.status == PartStatus::succeeded; });
}

Fen paid_fen(Ticket const& ticket) {
    Fen sum = 0;
    for (RefundPart const& part : ticket.refunds) sum += part.amount_fen;
    return sum;
}

bool waits_for_buyer(Ticket const& ticket) {
    bool const owes = ticket.state == State::awaiting_reship && holds_true(Guard::difference_open, ticket);
    return ticket.state == State::awaiting_buyer || is_to_send_back(ticket) || owes;
}

bool waits_for_shop(Ticket const& ticket) {
    auto const work = work_of(ticket);
    return work && is_shops(*work) && !is_platforms(*work);
}

/// What single events say.
class Teller {
  public:
    Teller(Ticket const& after, std::vector<News>& news) : after_(after), news_(news) {}

    void operator()(Applied const&) const { look_at_it(); }
    void operator()(Modified const&) const { look_at_it(); }
    void operator()(Rejected const&) const {
        if (after_.state == State::rejected) tell(NotificationKind::rejected, ActorKind::buyer, {}, until());
    }
    void operator()(OfferMade const& made) const { offer(made.offer); }
    void operator()(OfferCountered const& countered) const { offer(countered.offer); }
    void operator()(EvidenceAsked const&) const {
        for (ActorKind const side : {ActorKind::buyer, ActorKind::merchant})
            tell(NotificationKind::asked, side, {}, until());
    }
    void operator()(VerdictGiven const&) const {
        for (ActorKind const side : {ActorKind::buyer, ActorKind::merchant})
            tell(NotificationKind::verdict, side);
    }
    void operator()(ParcelArrived const& arrived) const {
        bool const waits = after_.state == State::awaiting_receipt || after_.state == State::inspecting;
        if (!arrived.outgoing && waits) tell(NotificationKind::parcel_back, ActorKind::merchant, {}, until());
    }
    void operator()(Escalated const&) const { tell(NotificationKind::escalated, ActorKind::platform); }
    void operator()(Appealed const&) const { tell(NotificationKind::escalated, ActorKind::platform); }
    void operator()(RefundPartFailed const&) const {
        if (after_.state == State::refund_failed)
            tell(NotificationKind::refund_failed, ActorKind::platform, paid_fen(after_));
    }
    template <class Other>
    void operator()(Other const&) const {}

  private:
    std::optional<Instant> until() const { return after_.deadline; }
    void tell(NotificationKind kind, ActorKind to, std::optional<Fen> amount_fen = {},
              std::optional<Instant> until = {}) const {
        News const one{kind, to, amount_fen, until};
        if (std::find(news_.begin(), news_.end(), one) == news_.end()) news_.push_back(one);
    }
    /// When nothing has decided it by itself.
    void look_at_it() const {
        if (work_of(after_) != Work::review) return;
        Fen const fen = after_.quote.refund_fen;
        tell(NotificationKind::applied, ActorKind::merchant, fen > 0 ? std::optional(fen) : std::nullopt,
             until());
    }
    /// While it stands.
    void offer(Offer const& offer) const {
        if (!after_.offer) return;
        bool const of_buyer = offer.by == ActorKind::buyer;
        std::optional<Fen> const amount_fen =
            offer.refund_fen > 0 ? std::optional(offer.refund_fen) : std::nullopt;
        tell(of_buyer ? NotificationKind::countered : NotificationKind::offered,
             of_buyer ? ActorKind::merchant : ActorKind::buyer, amount_fen, until());
    }

    Ticket const& after_;
    std::vector<News>& news_;
};

}  // namespace

std::vector<News> news_of(Ticket const& before, std::vector<EventRecord> const& records,
                          Ticket const& after) {
    std::vector<News> news;
    for (EventRecord const& record : records) {
        std::vector<News> of_event;
        std::visit(Teller(after, of_event), static_cast<EventKinds const&>(record.event));
        std::erase_if(of_event, [&](News const& one) {
            return one.to == record.actor.kind || std::find(news.begin(), news.end(), one) != news.end();
        });
        news.insert(news.end(), of_event.begin(), of_event.end());
    }
    if (is_to_send_back(after) && !is_to_send_back(before))
        news.push_back({NotificationKind::agreed, ActorKind::buyer, {}, after.deadline});
    if (is_all_paid(after) && !is_all_paid(before))
        news.push_back({NotificationKind::refunded, ActorKind::buyer, paid_fen(after), {}});
    return news;
}

std::vector<News> news_of_deadline(Ticket const& ticket) {
    if (!ticket.deadline || *ticket.deadline - ticket.state_since < least_limit) return {};
    std::vector<News> news;
    bool const proof = in_evidence_round(ticket);
    if (proof || waits_for_buyer(ticket))
        news.push_back({NotificationKind::buyer_deadline, ActorKind::buyer, {}, ticket.deadline});
    if (proof || waits_for_shop(ticket))
        news.push_back({NotificationKind::shop_deadline, ActorKind::merchant, {}, ticket.deadline});
    return news;
}

}  // namespace afterdesk
