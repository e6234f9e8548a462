#pragma once
// The mall of these tests, and the three who use it.

#include <string>

#include "domain/staff/rights.hpp"
#include "service/caller.hpp"

namespace afterdesk::fault {

inline TenantId const mall_id{"mall"};
inline EvidenceId const picture{std::string(64, 'a')};

inline Caller caller(wire::Audience audience, char const* id, char const* shop) {
    Caller out;
    out.tenant = mall_id;
    out.audience = audience;
    out.actor_id = id;
    out.shop = {shop};
    if (audience == wire::Audience::merchant) out.rights = rights_of_side(ActorKind::merchant);
    if (audience == wire::Audience::platform) out.rights = rights_of_side(ActorKind::platform);
    return out;
}

inline Caller const buyer = caller(wire::Audience::buyer, "b1", "");
inline Caller const merchant = caller(wire::Audience::merchant, "m1", "s1");
inline Caller const platform = caller(wire::Audience::platform, "p1", "");

}  // namespace afterdesk::fault
