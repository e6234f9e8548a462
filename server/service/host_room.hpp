#pragma once
// A mall's own shop system, which speaks as a machine: its keys, the orders and facts that it tells, and the
// events that it reads.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "service/caller.hpp"
#include "store/tx.hpp"
#include "wire/host_api.hpp"
#include "wire/shipping_api.hpp"
#include "wire/tracks_api.hpp"

namespace afterdesk {

struct Ground;

/// Who speaks by a key.
struct HostCaller {
    TenantId tenant;
    ShopId shop;  ///< the only one that it may speak of; empty: all
    std::string key_id;
    std::vector<wire::HostScope> scopes;

    bool may(wire::HostScope scope) const;
    /// Whether an order of this shop is its own.
    bool sees(ShopId const& of) const { return shop.empty() || shop == of; }
};

/// Makes a key for the mall; it is good from now on. Errors: shop_unknown, too_many, period_is_empty for one
/// that is over already.
Result<wire::HostKeyMade, Mistakes> make_host_key(store::WriteTx& tx, TenantId const& tenant,
                                                  wire::HostKeyBody const& body, std::string const& made_by,
                                                  Instant now);

/// What of the pull log is wanted.
struct EventsWanted {
    std::string after;               ///< a page's next_after, or an event's id; empty: all that is kept
    std::vector<std::string> types;  ///< empty: all
    int limit = 100;
};

class HostRoom {
  public:
    explicit HostRoom(Ground& ground) : ground_(ground) {}

    // For administrators. Errors: right_missing (manage_shops).
    wire::HostKeysView keys(Caller const& caller);
    /// Errors: those of make_host_key.
    Result<wire::HostKeyMade, Mistakes> make(Caller const& caller, wire::HostKeyBody const& body);
    /// It opens nothing from now on. Errors: not_found.
    Result<Done, Mistakes> end(Caller const& caller, std::string_view id);

    /// Whose key "Bearer adk_<id>_<secret>" is. Errors: key_refused.
    Result<HostCaller, Mistakes> identify(std::string_view authorization);

    /// An order as the host knows it now; an older revision than one that was told is refused. Errors: those
    /// of the file format; revision_older, with the known one; order_differs; shop_unknown;
    /// differs_from_address.
    Result<wire::HostOrderTaken, Mistakes> put_order(HostCaller const& host, std::string_view order_no,
                                                     wire::HostOrder const& told, wire::Language language);
    /// Each by itself, in one commit.
    wire::HostOrdersTaken put_orders(HostCaller const& host, wire::Array const& orders,
                                     wire::Language language);

    /// A fact, once: told again it changes nothing. Errors: not_found (order_no, delivery_no, ticket_no);
    /// fact_told_otherwise; those of the facts themselves.
    Result<wire::HostFactTaken, Mistakes> tell(HostCaller const& host, wire::HostFact const& fact);

    /// Where a parcel is, once, without saying whose it is. Promise: also of a number that nobody knows yet.
    /// Errors: fact_told_otherwise (event_id).
    Result<wire::HostFactTaken, Mistakes> track(HostCaller const& host, wire::HostTracking const& told);

    /// Keeps pieces for sending: nothing of them is paid back by itself until the claim is over. All of them,
    /// or none. Promise: of a refund and a claim of the same pieces one comes first, and the other waits.
    /// Errors: not_found (order_no); those of `why_not_sent`; fact_told_otherwise, shipping_claim_over
    /// (claim_id).
    Result<wire::ShippingClaimTaken, Mistakes> claim_shipment(HostCaller const& host,
                                                              std::string_view order_no,
                                                              wire::ShippingClaimBody const& body);
    /// What waited for it goes on. Promise: again it changes nothing. Errors: not_found.
    Result<wire::ShippingReleased, Mistakes> release_shipment(HostCaller const& host,
                                                              std::string_view order_no,
                                                              std::string_view claim_id);

    /// Events behind a place. Errors: cursor_expired (after), bad_characters (after).
    Result<wire::HostEventPage, Mistakes> events(HostCaller const& host, EventsWanted const& wanted);

  private:
    Ground& ground_;
};

}  // namespace afterdesk
