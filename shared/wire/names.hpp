#pragma once
// The wire names of our enums: the only place that spells them.

#include <cstddef>
#include <optional>
#include <string_view>

#include "domain/ticket/ticket.hpp"

namespace afterdesk::wire {

std::string_view name_of(Rule rule);
std::string_view name_of(TicketType type);
std::string_view name_of(State state);
std::string_view name_of(ShortStatus status);
std::string_view name_of(ActorKind kind);
std::string_view name_of(LineKind kind);
std::string_view name_of(DiscountKind kind);
std::string_view name_of(PaymentChannel channel);
std::string_view name_of(ClaimState state);
std::string_view name_of(GiftAction action);
std::string_view name_of(FreightRule rule);
std::string_view name_of(Cause cause);
std::string_view name_of(PartStatus status);
std::string_view name_of(CommandKind kind);
std::string_view name_of(StepKind kind);
std::string_view name_of(Fault fault);
std::string_view name_of(EvidenceRule rule);
std::string_view name_of(FreightPayer payer);
std::string_view name_of(CouponPolicy policy);
std::string_view name_of(PointsPolicy policy);
std::string_view name_of(ThresholdPolicy policy);
std::string_view name_of(PaymentsPolicy policy);
std::string_view name_of(ExchangePolicy policy);
std::string_view name_of(Phase phase);
std::string_view name_of(AutoAction action);
std::string_view name_of(Goods goods);
std::string_view name_of(Outcome outcome);
std::string_view name_of(ArbitrationStep step);
std::string_view name_of(Via via);
std::string_view name_of(Guard guard);
std::string_view name_of(Act act);
std::string_view name_of(Clock clock);

/// The enum value with this wire name, or nothing. Instantiated for every enum above.
template <class Enum>
std::optional<Enum> from_name(std::string_view name);

/// "agreed", "refund_started", … for an event of the history.
std::string_view event_name(Event const& event);

/// The place in the Event variant of the event with this name, or nothing.
std::optional<std::size_t> event_index(std::string_view name);

}  // namespace afterdesk::wire
