#pragma once
// Who is asking, from where, and how he is refused.

#include <optional>
#include <string>
#include <string_view>

#include "wire/api.hpp"
#include "wire/messages.hpp"

namespace afterdesk {

/// Who is asking, found by the session.
struct Caller {
    TenantId tenant;
    wire::Audience audience = wire::Audience::buyer;
    std::string actor_id;
    std::string name;
    ShopId shop;           ///< merchants only
    bool manager = false;  ///< of staff: may also set policy and stock, and on the platform the clock
    std::string order_no;  ///< buyers: from the launch link
    wire::Language language = wire::Language::zh_cn;
    std::string request_id;
};

/// What a request says of where it comes from.
struct Origin {
    std::string_view address;     ///< the client's
    std::string_view user_agent;  ///< as its browser calls itself
};

/// A refusal, and for a stale or wrong-state command the ticket as it is now.
struct Refusal {
    Mistakes mistakes;
    std::optional<wire::TicketDetail> current;
};

inline Mistakes one_mistake(Rule rule, std::string path = {}, std::int64_t limit = -1) {
    return {Mistake{rule, std::move(path), limit}};
}

}  // namespace afterdesk
