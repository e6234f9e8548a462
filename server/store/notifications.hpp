#pragma once
// What people are told of their tickets: made of the pull log, sent once each, kept for a while. Where they
// want to hear of it.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/health.hpp"
#include "store/tx.hpp"
#include "wire/notification_api.hpp"

namespace afterdesk::store {

/// Somebody who can be told something.
struct Person {
    TenantId tenant;
    bool is_buyer = true;  ///< else one of the staff
    std::string id;
};

/// Written over when there is one.
void put_notification_contact(WriteTx& tx, Person const& person, wire::NotificationContact const& contact);
std::optional<wire::NotificationContact> find_notification_contact(ReadTx& tx, Person const& person);
void drop_notification_contact(WriteTx& tx, Person const& person);

/// How far a mall's notifications were made.
struct NotificationPlace {
    std::int64_t spread_seq = 0;  ///< commits up to this one have theirs
    Instant deadline{};           ///< time limits up to this one and ticket have theirs
    TicketNo ticket_no{};

    bool operator==(NotificationPlace const&) const = default;
};
/// Nothing before the first notification.
std::optional<NotificationPlace> find_notification_place(ReadTx& tx, TenantId const& tenant);
/// Promise: false when another was faster.
bool move_notification_place(WriteTx& tx, TenantId const& tenant,
                             std::optional<NotificationPlace> const& from, NotificationPlace const& to);

struct Notification {
    std::int64_t number = 0;
    std::string id;  ///< of this news for this person this way
    wire::NotificationWay way = wire::NotificationWay::mail;
    wire::NotificationKind kind = wire::NotificationKind::agreed;
    Person to;
    TicketNo ticket_no;
    int version = 0;  ///< of the ticket
    ShopId shop;
    std::optional<Fen> amount_fen{};
    std::optional<Instant> until{};
    Instant made{};
    int attempts = 0;  ///< with the one that is under way
};
/// Promise: one that is there already stays as it is. Units: `state` waiting or left_out.
void add_notification(WriteTx& tx, Notification const& one, wire::NotificationState state,
                      std::string_view problem);
/// How many were made for the person this way since then, at most `limit`.
int count_notifications(ReadTx& tx, Person const& person, wire::NotificationWay way, Instant since,
                        int limit);

/// The next that is due, for `lease`; nobody else gets it meanwhile.
std::optional<Notification> lease_notification(WriteTx& tx, TenantId const& tenant, wire::NotificationWay way,
                                               std::string_view owner, Instant now, Duration lease);
/// When one is due; nothing while there is none.
std::optional<Instant> next_notification(ReadTx& tx, TenantId const& tenant, wire::NotificationWay way);
void drop_notification_leases(WriteTx& tx, TenantId const& tenant, std::string_view owner);

/// What came of a try that is still ours. Units: `run_at` is when a waiting one is tried again.
void settle_notification(WriteTx& tx, Notification const& one, wire::NotificationState state,
                         std::string_view problem, Instant run_at);

/// Those that were made before and do not wait. Promise: the number that went.
int forget_notifications(WriteTx& tx, TenantId const& tenant, Instant before, int limit);
/// What waits to be sent; at most `limit`.
int count_waiting_notifications(ReadTx& tx, TenantId const& tenant, int limit);
Ailments parked_notifications(ReadTx& tx, TenantId const& tenant, int limit);

/// In a copy: nobody is told of the past. What was made goes, and what follows begins with the next start.
void begin_notifications_anew(WriteTx& tx);

}  // namespace afterdesk::store
