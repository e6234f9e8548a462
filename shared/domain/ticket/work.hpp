#pragma once
// What a ticket asks of staff: the piles of work that the desk shows.

#include <optional>

#include "domain/ticket/state.hpp"

namespace afterdesk {

/// A pile. Rule: a ticket lies in one of them at most.
enum class Work : std::uint8_t {
    review,   ///< to be agreed to, refused or negotiated; a parcel to be stopped; an address to be named
    second,   ///< four eyes: one has agreed, another person has to
    receive,  ///< a parcel comes to the shop
    inspect,  ///< it is there
    send,     ///< what replaces goods, what was repaired or missing, what inspection refused
    refund_failed,  ///< the channel did not pay
    proof,          ///< the platform asks both sides for proof
    dispute,        ///< the platform has to decide
    strays,         ///< shipped, used, or paid again although it had been refunded
};
inline constexpr int work_count = 9;

/// How near the end of its time is what lies there.
enum class Due : std::uint8_t {
    overdue,   ///< over, or over once already and reminded of
    half_day,  ///< within twelve hours
    day,       ///< within a day
};
/// Units: from now on; of `overdue` nothing.
Duration reach_of(Due due);

/// How far an appeal against a verdict has come.
enum class AppealStep : std::uint8_t {
    open,     ///< somebody else has to decide
    decided,  ///< for good
};
/// Nothing when nobody appealed.
std::optional<AppealStep> appeal_of(Ticket const& ticket);

/// The pile of a ticket; nothing when nobody of the staff is waited for.
std::optional<Work> work_of(Ticket const& ticket);

/// True for the shop's own piles; the others are the platform's.
constexpr bool is_shops(Work work) { return work != Work::dispute; }
constexpr bool is_platforms(Work work) {
    return work == Work::dispute || work == Work::refund_failed || work == Work::strays;
}

/// Whether this member of staff is done with it: it lies in no pile of his side, or waits for a second
/// person.
bool is_done_with(Ticket const& ticket, Actor const& actor);

}  // namespace afterdesk
