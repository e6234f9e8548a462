#pragma once
// For whom a program decides. What only others may do it knows of, so that it can say why somebody may not;
// how that is done is left out of it.

#include "domain/ticket/commands.hpp"
#include "domain/ticket/state.hpp"

namespace afterdesk {

/// A set of actors.
struct Actors {
    unsigned bits = 0;
    constexpr bool has(ActorKind kind) const { return (bits >> static_cast<unsigned>(kind) & 1u) != 0; }
    bool operator==(Actors const&) const = default;
};
inline constexpr Actors only_buyers{1u << static_cast<unsigned>(ActorKind::buyer)}, all_actors{15};

/// What buyers give (edges.cpp checks that it is all of it).
using BuyersKinds = std::variant<Apply, Modify, Withdraw, CounterOffer, AcceptOffer, DeclineOffer, ShipBack,
                                 ConfirmReceipt, ExtendDeadline, AddEvidence, Escalate, Rate, Appeal>;

/// All actors, in every program that does not define it itself: then this library's own is not linked.
/// `decide` must not be asked for others.
extern Actors const deciders;

}  // namespace afterdesk
