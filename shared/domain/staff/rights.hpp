#pragma once
// What members of staff may do: rights, the roles that hold them, and the right that each command needs. The
// server's checks, the page's dead controls, the API's description and the table "who may do what" are all
// taken from here.

#include <initializer_list>
#include <optional>
#include <span>

#include "domain/ticket/commands.hpp"

namespace afterdesk {

/// Reading tickets, orders, stock and rules needs none: whoever is staff may.
enum class Right : std::uint8_t {
    open_tickets,    ///< for buyers
    review_tickets,  ///< decide, offer, extend
    handle_goods,    ///< receive, inspect, send
    pay_refunds,     ///< again, another way, by hand
    decide_disputes,
    set_stock,
    set_policy,
    tell_facts,   ///< what the mall knows of orders
    set_channel,  ///< faults of the simulated payment channel
    move_clock,   ///< of the demo
    manage_staff,
    manage_shops,
    read_audit,
    read_health,
};
inline constexpr int right_count = 14;

/// A set of rights.
struct Rights {
    std::uint32_t bits = 0;

    constexpr Rights() = default;
    constexpr Rights(std::initializer_list<Right> rights) {
        for (Right right : rights) bits |= 1u << static_cast<unsigned>(right);
    }
    constexpr bool has(Right right) const { return (bits >> static_cast<unsigned>(right) & 1u) != 0; }
    constexpr bool has_any(Rights of) const { return (bits & of.bits) != 0; }
    /// Whether all of `of` are among them.
    constexpr bool cover(Rights of) const { return (of.bits & ~bits) == 0; }
    constexpr void add(Right right) { bits |= 1u << static_cast<unsigned>(right); }
    constexpr bool empty() const { return bits == 0; }
    bool operator==(Rights const&) const = default;
};
/// In the order of the enum.
std::vector<Right> list_of(Rights rights);

/// What changes tickets. Whoever has none of these only reads.
inline constexpr Rights acts_on_tickets{Right::open_tickets, Right::review_tickets, Right::handle_goods,
                                        Right::pay_refunds, Right::decide_disputes};

/// The roles that are there from the beginning; shops and malls make others (sets of rights with a name).
enum class StaffRole : std::uint8_t { reviewer, manager, arbiter, administrator, auditor };
struct RoleRow {
    StaffRole role;
    ActorKind side;  ///< merchant or platform
    Rights rights;
};
std::span<RoleRow const> role_rows();
RoleRow const& row_of(StaffRole role);

/// Those that a side can have at all.
Rights rights_of_side(ActorKind side);

/// What staff need for a command; nothing for those that only buyers and the system give.
std::optional<Right> right_for(CommandKind command);

}  // namespace afterdesk
