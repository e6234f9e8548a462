#pragma once
// Who is told what of a ticket: pure, from how the ticket was, what happened, and how it is.

#include <optional>
#include <vector>

#include "domain/ticket/ticket.hpp"
#include "wire/notification_api.hpp"

namespace afterdesk {

/// Something that somebody is told.
struct News {
    wire::NotificationKind kind = wire::NotificationKind::agreed;
    ActorKind to = ActorKind::buyer;
    std::optional<Fen> amount_fen{};
    std::optional<Instant> until{};

    bool operator==(News const&) const = default;
};

/// What a commit is worth telling. Rule: what waits for somebody, or moves his money; nobody is told what he,
/// or somebody of his own side, has just done. Units: `records` lead from `before` to `after`.
std::vector<News> news_of(Ticket const& before, std::vector<EventRecord> const& records, Ticket const& after);

/// How long before its end a time limit is told again, and how long it must be to be told at all: of a
/// shorter one was told when it began.
inline constexpr Duration deadline_ahead = hours(24), least_limit = hours(48);

/// Whose time of the ticket ends soon, as it is now. Units: its time limit is within `deadline_ahead`.
std::vector<News> news_of_deadline(Ticket const& ticket);

}  // namespace afterdesk
