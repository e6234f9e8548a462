#pragma once
// Back to an earlier time by the event log, in a restored folder. Tickets, their money and their stock are as
// they were then; orders, people, policies and what is on the shelf stay as the backup has them.

#include <string>
#include <vector>

#include "base/instant.hpp"

namespace afterdesk::store {
class Store;
}

namespace afterdesk {

/// A ticket of which something can not be brought back: money or goods went out after that time.
struct NotRewound {
    std::string ticket_no;
    Instant kept_until;  ///< its order stands as it was then
    Instant last_fact;   ///< when that happened
};
struct Rewound {
    int removed = 0;    ///< tickets that did not exist yet
    int shortened = 0;  ///< tickets that lost their last events
    int events = 0;     ///< that are gone
    std::vector<NotRewound> kept;
};

/// All tickets of an order go back together: to `until`, or as far as to the last event that the world has
/// seen (a refund that may have been sent, a payment, a parcel to the buyer). What was asked after `until`
/// can be asked again. Errors: StoreFailure.
Rewound rewind(store::Store& store, Instant until);

}  // namespace afterdesk
