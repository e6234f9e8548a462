#pragma once
// The API of staff, shops, the audit log and the health page. The same conventions as in wire/api.hpp; each
// needs the right that the router's row names.
//
//   GET    /api/v1/{m|p}/staff             ?shop= (platform)                       → 200 StaffView
//   POST   /api/v1/{m|p}/staff             StaffBody, ?shop=                       → 201 GivenPassword
//   PUT    /api/v1/{m|p}/staff/:id         ChangeBody                              → 200 StaffView::Item
//   POST   /api/v1/{m|p}/staff/:id/password  {}: another first password            → 200 GivenPassword
//   DELETE /api/v1/{m|p}/staff/:id/sessions                                        → 204
//   DELETE /api/v1/{m|p}/staff/:id/two-step  takes the second step off             → 204
//   POST   /api/v1/{m|p}/roles             RoleBody, ?shop=                        → 201 StaffView::RoleItem
//   PUT    /api/v1/{m|p}/roles/:id         RoleBody                                → 200 StaffView::RoleItem
//   DELETE /api/v1/{m|p}/roles/:id                                                 → 204
//   PUT    /api/v1/{m|p}/password          PasswordBody: one's own                 → 204
//   GET    /api/v1/{m|p}/two-step                                                  → 200 TwoStepView
//   POST   /api/v1/{m|p}/two-step          {"password"}: a secret to set up        → 200 TwoStepSetup
//   PUT    /api/v1/{m|p}/two-step          {"code"}: it is on                      → 200 RecoveryCodes
//   POST   /api/v1/{m|p}/two-step/off      {"code"}: or a recovery code            → 204
//   GET    /api/v1/platform/shops                                                  → 200 ShopsView
//   POST   /api/v1/platform/shops          ShopBody                                → 201 ShopsView::Item
//   PUT    /api/v1/platform/shops/:id      {"disabled"}: its people can not sign in → 200 ShopsView::Item
//   GET    /api/v1/{m|p}/audit             ?who=&action=&noun=&q=&from=&to=&cursor= → 200 AuditPage
//   GET    /api/v1/{m|p}/tickets/:ticket_no/chain                                  → 200 ChainView
//   GET    /api/v1/platform/health                                                 → 200 HealthView

#include <string>
#include <vector>

#include "domain/staff/rights.hpp"
#include "wire/api.hpp"

namespace afterdesk::wire {

inline constexpr int max_login_chars = 64;
inline constexpr int max_password_chars = 256;
inline constexpr int max_staff = 1'000;    ///< that are listed
inline constexpr int max_code_rows = 177;  ///< of a QR code
inline constexpr int max_own_roles = 50;   ///< of a shop, or of the platform
inline constexpr int recovery_code_count = 10;
inline constexpr int max_health_tickets = 20;  ///< that are named of each check

// ---- Staff ------------------------------------------------------------------------------------------------

/// Who works here, and which roles there are. Whoever may not manage staff sees names and roles.
struct StaffView {
    struct Item {
        std::string staff_id, name;
        std::string login;  ///< empty for who may not manage staff
        std::string role;   ///< a RoleItem's id
        bool disabled = false, two_step = false, own = false;
        int sessions = 0;
        std::int64_t seen_ms = 0;  ///< last; 0: not signed in now
    };
    struct RoleItem {
        std::string id;    ///< "manager"; of its own ones a number of ours
        std::string name;  ///< of its own ones
        std::vector<Right> rights;
        bool own = false;  ///< made here: can be changed
    };
    std::vector<Item> items;
    std::vector<RoleItem> roles;
};
struct StaffBody {
    std::string login, name, role;
};
struct ChangeBody {
    std::string name, role;
    bool disabled = false;
};
/// A password that is shown once.
struct GivenPassword {
    std::string staff_id, login, password;
};
struct RoleBody {
    std::string name;
    std::vector<Right> rights;
};
struct PasswordBody {
    std::string old_password, password;
};

// ---- Two-step sign-in -------------------------------------------------------------------------------------

struct TwoStepView {
    bool on = false;
    int recovery_left = 0;
};
/// Rule: RFC 6238; the link is what apps read: otpauth://totp/….
struct TwoStepSetup {
    std::string secret;  ///< Base32
    std::string link;
    /// The link as a QR code (ISO/IEC 18004) without its quiet zone: rows of "1" for dark and "0" for light.
    std::vector<std::string> code;
};
/// Each opens once; shown once.
struct RecoveryCodes {
    std::vector<std::string> codes;
};

// ---- Shops ------------------------------------------------------------------------------------------------

struct ShopsView {
    struct Item {
        std::string shop_id, name, phone;
        int staff = 0;
        bool disabled = false;  ///< nobody of it may sign in
    };
    std::vector<Item> items;
};
struct ShopBody {
    std::string shop_id, name, phone;
};
struct ShopChange {
    bool disabled = false;
};

// ---- Audit ------------------------------------------------------------------------------------------------

/// What was done to.
enum class AuditNoun : std::uint8_t {
    ticket,
    staff,
    role,
    session,
    policy,
    stock,
    channel,
    clock,
    shop,
    buyer,
    key,
    bill
};

struct AuditPage {
    struct Item {
        std::int64_t at_ms = 0;
        ActorKind side = ActorKind::system;  ///< system: also whoever runs the server
        std::string actor_id, actor;         ///< the name, where there is one
        std::string action;                  ///< of a ticket the event's name
        AuditNoun noun = AuditNoun::ticket;
        std::string name;  ///< which one: a ticket's number, a login
        std::string note;
        std::string shop_id;
    };
    struct Person {
        std::string id, name;
    };
    std::vector<Item> items;
    std::string next_cursor;
    std::vector<Person> people;  ///< whose acts can be looked for
};

/// Whether a ticket's history is as it was written.
struct ChainView {
    std::string ticket_no;
    int events = 0;
    bool sound = false;
    int broken_at = 0;  ///< the first event that does not fit; 0: none
    std::string head;   ///< the newest event's hash, in hex
};

// ---- Health -----------------------------------------------------------------------------------------------

enum class HealthCheck : std::uint8_t {
    ledger,            ///< payments whose ledger does not add up
    refund_failed,     ///< tickets with a refund that the channel refused
    unknown_refunds,   ///< asked for long ago, and no answer
    stuck_jobs,        ///< messages that were tried again and again
    late_timers,       ///< time limits that are over and have not fired
    waiting_for_host,  ///< refunds that there is no way to pay
    shelves,           ///< reserved pieces that are not those of the tickets
    host_tasks,        ///< tasks of a host that are late, or were refused
    webhooks,          ///< events that could not be delivered, and endpoints that ended
    notifications,     ///< mails and messages that nobody took
    pickups,           ///< couriers who may have been sent for, of whom nothing is heard
    reconciliation,    ///< differences from channels' bills that nobody has settled
};
enum class HealthLevel : std::uint8_t { good, look, bad };
/// What waits its turn: of the mall, or in the server that answers.
enum class HealthQueue : std::uint8_t {
    messages,       ///< to payment channels and the mall, that are not answered yet
    events,         ///< to hosts' endpoints
    notifications,  ///< mails and messages to people
    requests,       ///< that no worker has taken yet
    passwords,      ///< to be checked
    pictures,       ///< to be written anew
};

struct HealthView {
    struct Ticket {
        std::string ticket_no;  ///< empty: of none
        std::string note;
        std::int64_t since_ms = 0;
    };
    struct Item {
        HealthCheck check = HealthCheck::ledger;
        HealthLevel level = HealthLevel::good;
        int count = 0;
        std::vector<Ticket> tickets;  ///< the oldest first, at most max_health_tickets
    };
    struct Queue {
        HealthQueue queue = HealthQueue::messages;
        int waiting = 0;
    };
    std::int64_t now_ms = 0;
    std::string version;  ///< of the server's program
    std::vector<Item> checks;
    std::vector<Queue> queues;  ///< each once
};

Value to_json(StaffView const&);
Value to_json(StaffView::Item const&);
Value to_json(StaffView::RoleItem const&);
Value to_json(GivenPassword const&);
Value to_json(TwoStepView const&);
Value to_json(TwoStepSetup const&);
Value to_json(RecoveryCodes const&);
Value to_json(ShopsView const&);
Value to_json(ShopsView::Item const&);
Value to_json(AuditPage const&);
Value to_json(ChainView const&);
Value to_json(HealthView const&);
Value to_json(RoleBody const&);

// What the page reads.
Result<StaffView, Mistakes> read_staff_view(Value const&);
Result<GivenPassword, Mistakes> read_given_password(Value const&);
Result<TwoStepView, Mistakes> read_two_step(Value const&);
Result<TwoStepSetup, Mistakes> read_two_step_setup(Value const&);
Result<RecoveryCodes, Mistakes> read_recovery_codes(Value const&);
Result<ShopsView, Mistakes> read_shops(Value const&);
Result<AuditPage, Mistakes> read_audit_page(Value const&);
Result<ChainView, Mistakes> read_chain(Value const&);
Result<HealthView, Mistakes> read_health(Value const&);

// What the server reads.
Result<StaffBody, Mistakes> read_staff_body(Value const&);
Result<ChangeBody, Mistakes> read_change_body(Value const&);
Result<RoleBody, Mistakes> read_role_body(Value const&);
Result<PasswordBody, Mistakes> read_password_body(Value const&);
Result<ShopBody, Mistakes> read_shop_body(Value const&);
Result<ShopChange, Mistakes> read_shop_change(Value const&);

}  // namespace afterdesk::wire
