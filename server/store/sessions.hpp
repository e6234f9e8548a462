#pragma once
// Who is signed in, which launch links were used, and what was answered to which idempotency key.

#include <optional>
#include <string>
#include <vector>

#include "store/tx.hpp"
#include "wire/api.hpp"

namespace afterdesk::store {

/// Where a session is used, as it was last seen.
struct Device {
    std::string address;
    std::string browser, system;  ///< as service/device.hpp calls them; empty: not known
};

/// A session. Only the token's hash is kept.
struct Session {
    std::string token_hash;
    TenantId tenant;
    wire::Audience audience = wire::Audience::buyer;
    std::string actor_id;
    std::string order_no;
    Instant created, seen;
    Duration idle;    ///< ends when not seen for so long
    Instant expires;  ///< ends then at the latest
    wire::SignInWay way = wire::SignInWay::launch;
    Device device;
};

void add_session(WriteTx& tx, Session const& session);
std::optional<Session> find_session(ReadTx& tx, std::string_view token_hash);
/// Those of one person that hold now, the last seen first, at most `limit`.
std::vector<Session> sessions_of(ReadTx& tx, TenantId const& tenant, wire::Audience audience,
                                 std::string_view actor_id, Instant now, int limit);
/// The same of all people of a shop, or of the platform when `shop` is empty.
std::vector<Session> sessions_of_staff(ReadTx& tx, TenantId const& tenant, wire::Audience audience,
                                       ShopId const& shop, Instant now, int limit);
void touch_session(WriteTx& tx, std::string_view token_hash, Instant now, Device const& device);
void end_session(WriteTx& tx, std::string_view token_hash);
/// The same session under another token. False when it is not there.
bool renew_session(WriteTx& tx, std::string_view token_hash, std::string_view fresh_hash);
/// Ends all of the owner's but this one.
void end_other_sessions(WriteTx& tx, Session const& kept);

/// True when this link was not used before; it is now. Units: the row is kept until `expires`.
bool use_launch_jti(WriteTx& tx, TenantId const& tenant, std::string_view jti, Instant expires);

/// Whose key, and which. Units: request_hash is a SHA-256 over route and body.
struct IdemKey {
    TenantId tenant;
    wire::Audience audience = wire::Audience::buyer;
    std::string actor, key;
};
/// An answer, by what it was made of. Rule: what it shows of orders, shops and buyers is as it was then
/// (store/shown_before.hpp).
struct IdemRow {
    std::string request_hash;
    bool created = false;  ///< something new came of it
    TicketNo ticket_no;
    int version = 0;       ///< of the ticket
    std::int64_t seq = 0;  ///< of the live event that told of it
    std::string rest{};    ///< what else was shown, as the service wrote it
    std::string body{};    ///< the answer itself, where it is not made again
};
std::optional<IdemRow> find_idem(ReadTx& tx, IdemKey const& key);
/// Errors: StoreFailure `moved` when the key was used meanwhile.
void add_idem(WriteTx& tx, IdemKey const& key, IdemRow const& row, Instant now);

/// Forgets what is over: sessions, links, and keys made before `keys_before`. Promise: the number of rows.
int forget_old(WriteTx& tx, Instant now, Instant keys_before);

}  // namespace afterdesk::store
