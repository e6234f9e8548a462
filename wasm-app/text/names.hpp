#pragma once
// The visible names of the core's enums.

#include "text/catalogue.hpp"
#include "text/history.hpp"
#include "wire/api.hpp"

namespace afterdesk::text {

Text const& name(TicketType type);
Text const& name(State state);
Text const& name(ShortStatus status);
Text const& name(wire::Shipping shipping);
Text const& name(DiscountKind kind);
Text const& name(PaymentChannel channel);
Text const& name(ActorKind kind);
Text const& name(StepKind kind);
/// The sentence for a quote's freight.
Text const& name(FreightRule rule);
/// Why an automatic step was taken; null for Cause::none.
Text const* why(Cause cause);
/// What happens next in a state; an empty sentence where nothing is to be said.
Text const& next_in(State state);

/// A courier a parcel can be sent with. Units: `code` as on the wire.
struct Courier {
    std::string_view code;
    Text name;
};
/// The couriers in the order that the page offers them.
inline constexpr Courier couriers[] = {
    {"sf", t::courier_sf}, {"zto", t::courier_zto},     {"yto", t::courier_yto}, {"sto", t::courier_sto},
    {"jd", t::courier_jd}, {"yunda", t::courier_yunda}, {"jt", t::courier_jt},   {"ems", t::courier_ems},
};
/// The courier's name, or its code when we do not know it.
std::string courier_name(Language language, std::string_view code);

}  // namespace afterdesk::text
