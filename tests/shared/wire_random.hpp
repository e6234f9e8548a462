#pragma once
// Random values of every type that is written as JSON: well-formed, in every shape, from a fixed seed.

#include <string>
#include <utility>
#include <vector>

#include "domain/ticket.hpp"
#include "wire_random_quote.hpp"

namespace afterdesk::wire_random {

class Random : public QuoteRandom {
  public:
    using QuoteRandom::QuoteRandom;

    // ---- Tickets ------------------------------------------------------------------------------------------

    std::vector<EvidenceId> evidence() {
        return list(3, [&] { return EvidenceId{id()}; });
    }
    Address address() { return {filled(), "138-0000", filled()}; }
    Parcel parcel() { return {id(), "SF" + std::to_string(100'000 + number(900'000))}; }
    Cause cause() { return one_of(Cause::withdrawn); }
    Offer offer() {
        return {fen(), quote(), text(), maybe([&] { return address(); }), one_of(State::closed)};
    }
    Rejection rejection() { return {id(), text(), evidence()}; }
    RefundPart part() { return {{id()}, id(), fen(), one_of(PartStatus::failed), text()}; }
    std::vector<RefundPart> parts() {
        return list(3, [&] { return part(); });
    }
    std::optional<Instant> deadline() {
        return maybe([&] { return instant(); });
    }
    Ticket ticket() {
        Ticket out;
        out.no = {id()};
        out.order_no = {id()};
        out.shop_id = {id()};
        out.buyer_id = {id()};
        out.state = one_of(State::closed);
        out.version = 1 + number(1'000);
        out.policy_version = 1 + number(1'000);
        out.request = request();
        out.quote = quote();
        out.remark = text();
        out.evidence = evidence();
        out.offer = maybe([&] { return offer(); });
        out.rejection = maybe([&] { return rejection(); });
        out.return_address = maybe([&] { return address(); });
        out.return_parcel = maybe([&] { return parcel(); });
        out.refunds = parts();
        out.cause = cause();
        out.applied_at = instant();
        out.state_since = instant();
        out.deadline = deadline();
        return out;
    }
    Applied applied() {
        return {{id()},    {id()},  {id()}, {id()},     1 + number(9),
                request(), quote(), text(), evidence(), deadline()};
    }
    /// The event with this index in the variant.
    Event event(std::size_t index) {
        Event const all[] = {applied(),
                             Withdrawn{},
                             Agreed{maybe([&] { return address(); }), cause(), deadline()},
                             Rejected{rejection(), deadline()},
                             OfferMade{offer(), deadline()},
                             OfferAccepted{},
                             OfferEnded{cause(), deadline()},
                             ShippedBack{parcel(), deadline()},
                             Received{cause()},
                             RefundStarted{parts(), cause()},
                             RefundPartSucceeded{id()},
                             RefundPartFailed{id(), text()},
                             RefundRetried{},
                             Completed{},
                             Closed{cause()}};
        static_assert(std::size(all) == std::variant_size_v<Event>);
        return all[index];
    }
    EventRecord event_record(std::size_t index) {
        return {1 + number(1'000), instant(), {one_of(ActorKind::system), coin() ? id() : ""}, event(index)};
    }

    // ---- Commands -----------------------------------------------------------------------------------------

    Apply apply() { return {request(), fen(), bits(), text(), evidence()}; }
    /// What a person may send, all kinds in turn.
    std::vector<Command> commands() {
        auto const some_address = [&] { return maybe([&] { return address(); }); };
        return {Withdraw{},
                Agree{some_address()},
                Reject{id(), text(), evidence()},
                MakeOffer{fen(), text(), some_address()},
                AcceptOffer{},
                DeclineOffer{},
                ShipBack{parcel()},
                Receive{},
                RetryRefund{}};
    }
};

}  // namespace afterdesk::wire_random
