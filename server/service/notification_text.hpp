#pragma once
// What somebody reads: one row per kind, in both languages. No names of people, no addresses of theirs, no
// numbers of phones and parcels: those stand behind the link.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "base/money.hpp"
#include "wire/notification_api.hpp"

namespace afterdesk {

/// What it is about.
struct Told {
    wire::NotificationKind kind = wire::NotificationKind::agreed;
    std::string shop;  ///< its name
    std::string ticket_no;
    std::optional<Fen> amount_fen{};
    std::optional<Instant> until{};
    std::string link;
};

struct NotificationText {
    std::string title, text;
};
/// Units: times are China's.
NotificationText text_of(Told const& told, wire::NotificationLanguage language);

/// What a provider's template is filled with: shop, ticket, link, and amount and until where there are some.
std::vector<std::pair<std::string, std::string>> params_of(Told const& told);

}  // namespace afterdesk
