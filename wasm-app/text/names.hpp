#pragma once
// The visible names of the core's enums.

#include "text/catalogue.hpp"
#include "text/history.hpp"
#include "wire/api.hpp"

namespace afterdesk::text {

Text const& name(TicketType type);
/// What a buyer gets by it, in one sentence.
Text const& note(TicketType type);
Text const& name(State state);
Text const& name(ShortStatus status);
Text const& name(wire::Shipping shipping);
Text const& name(DiscountKind kind);
Text const& name(PaymentChannel channel);
Text const& name(ActorKind kind);
Text const& name(StepKind kind);
/// "Video {0}".
Text const& name(wire::EvidenceKind kind);
/// The sentence for a quote's freight.
Text const& name(FreightRule rule);
/// Why an automatic step was taken; null for Cause::none.
Text const* why(Cause cause);
/// What happens next in a state; an empty sentence where nothing is to be said.
Text const& next_in(State state);

/// The carrier's name: of one that is not listed what the sender called it, or what was written for a code.
std::string carrier_name(Language language, std::string_view code, std::string_view called = {});
std::string carrier_name(Language language, Parcel const& parcel);

}  // namespace afterdesk::text
