#include "domain/ticket/positions.hpp"

#include <algorithm>

#include "base/check.hpp"
#include "domain/ticket/ticket.hpp"

namespace afterdesk {

Positions positions_of(Ticket const& ticket) {
    Positions positions;
    for (RefundPart const& part : ticket.refunds) {
        if (part.status == PartStatus::succeeded) positions[part.payment_id].refunded_fen += part.amount_fen;
    }
    if (!has_claims(ticket)) return positions;
    for (PaymentShare const& share : ticket.quote.payments) {
        if (share.amount_fen == 0) continue;
        Position& position = positions[share.payment_id];
        position.reserved_fen = share.amount_fen - position.refunded_fen;
        CHECK(position.reserved_fen >= 0);
    }
    for (RefundPart const& part : ticket.refunds) {
        bool const of_difference = ticket.collected && part.payment_id.value == ticket.collected->payment_no;
        bool const open = of_difference && part.status != PartStatus::succeeded;
        if (open) positions[part.payment_id].reserved_fen = part.amount_fen;
    }
    return positions;
}

// ---- From the history -------------------------------------------------------------------------------------

namespace {

/// One ticket's money as an accountant follows it: what is promised, whether it stands, what was paid.
/// It knows nothing of states.
class Account {
  public:
    template <class Other>
    void note(Other const&) {}

    void note(Applied const& event) { promise(event.quote); }
    void note(Modified const& event) { promise(event.quote); }
    void note(Inspected const& event) { promise(event.quote); }
    void note(Requoted const& event) { promised_ = event.quote.payments; }
    void note(OfferMade const& event) { offered_ = event.offer.quote.payments; }
    void note(OfferCountered const& event) { offered_ = event.offer.quote.payments; }
    void note(OfferAccepted const&) { promised_ = offered_; }
    void note(Agreed const&) { stands_ = true; }
    void note(Rejected const&) { stands_ = false; }
    /// The platform looks at it: what a rejection gave back is promised again until it decides.
    void note(Escalated const&) { stands_ = true; }
    void note(Appealed const&) { stands_ = true; }
    void note(Withdrawn const&) { stands_ = false; }
    void note(Closed const&) { stands_ = false; }
    void note(RefundStarted const& event) {
        stands_ = true;
        parts_ = event.parts;
    }
    void note(RefundPartSucceeded const& event) { pay(event.refund_no); }
    void note(PaidOffline const& event) { pay(event.refund_no); }
    void note(RefundPartFailed const& event) {
        if (RefundPart* const part = find(event.refund_no)) part->status = PartStatus::failed;
    }
    void note(RefundRetried const& event) {
        for (RefundPart& part : parts_) {
            if (part.status != PartStatus::failed) continue;
            part.status = PartStatus::pending;
            bool const to_balance = event.via == Via::balance && part.via == Via::original;
            if (!to_balance) continue;
            part.via = Via::balance;
            part.refund_no += "B";
        }
    }

    Positions positions() const {
        Positions all;
        for (RefundPart const& part : parts_) {
            Position& position = all[part.payment_id];
            bool const paid = part.status == PartStatus::succeeded;
            (paid ? position.refunded_fen : position.reserved_fen) += part.amount_fen;
        }
        // What is promised and not yet on its way.
        for (PaymentShare const& share : promised_) {
            bool const on_its_way = std::any_of(parts_.begin(), parts_.end(), [&](RefundPart const& part) {
                return part.payment_id == share.payment_id;
            });
            if (!on_its_way && share.amount_fen != 0) all[share.payment_id].reserved_fen += share.amount_fen;
        }
        if (!stands_) {
            for (auto& entry : all) entry.second.reserved_fen = 0;
        }
        std::erase_if(all, [](auto const& entry) { return entry.second == Position{}; });
        return all;
    }

  private:
    void promise(Quote const& quote) {
        promised_ = quote.payments;
        stands_ = true;
    }
    RefundPart* find(std::string const& refund_no) {
        auto const found = std::find_if(parts_.begin(), parts_.end(),
                                        [&](RefundPart const& part) { return part.refund_no == refund_no; });
        return found == parts_.end() ? nullptr : &*found;
    }
    void pay(std::string const& refund_no) {
        if (RefundPart* const part = find(refund_no)) part->status = PartStatus::succeeded;
    }

    std::vector<PaymentShare> promised_, offered_;
    std::vector<RefundPart> parts_;
    bool stands_ = false;
};

}  // namespace

Positions positions_from(std::vector<EventRecord> const& history) {
    Account account;
    for (EventRecord const& record : history) {
        std::visit([&](auto const& event) { account.note(event); }, record.event);
    }
    return account.positions();
}

}  // namespace afterdesk
