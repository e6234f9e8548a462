#pragma once
// Who is asking, from where, and how he is refused.

#include <optional>
#include <string>
#include <string_view>

#include "wire/api.hpp"
#include "wire/messages.hpp"
#include "wire/right_names.hpp"

namespace afterdesk {

/// Who is asking, found by the session.
struct Caller {
    TenantId tenant;
    wire::Audience audience = wire::Audience::buyer;
    std::string actor_id;
    std::string name;
    ShopId shop;           ///< merchants only
    Rights rights;         ///< of staff, as they are now
    std::string order_no;  ///< buyers: from the launch link
    wire::Language language = wire::Language::zh_cn;
    std::string request_id;
};

inline ActorKind side_of(wire::Audience audience) {
    switch (audience) {
        case wire::Audience::buyer: return ActorKind::buyer;
        case wire::Audience::merchant: return ActorKind::merchant;
        case wire::Audience::platform: return ActorKind::platform;
    }
    return ActorKind::system;
}

/// What a request says of where it comes from.
struct Origin {
    std::string_view address;     ///< the client's
    std::string_view user_agent;  ///< as its browser calls itself
    std::string_view network{};   ///< that address's; empty: the address itself
    std::string_view marks{};     ///< whom of the staff it was given a mark for: see known_browsers.hpp
};

/// A refusal, and for a stale or wrong-state command the ticket as it is now.
struct Refusal {
    Mistakes mistakes;
    std::optional<wire::TicketDetail> current;
};

/// The refusal of whoever lacks a right.
inline Mistakes lacks(Right right) { return {Mistake{Rule::right_missing, wire::right_path(right), -1}}; }

inline Mistakes one_mistake(Rule rule, std::string path = {}, std::int64_t limit = -1) {
    return {Mistake{rule, std::move(path), limit}};
}

}  // namespace afterdesk
