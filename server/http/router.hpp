#pragma once
// The map of the server: every route with who may use it, what body it takes, and what answers it.

#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "http/long_polls.hpp"
#include "http/metrics.hpp"
#include "http/respond.hpp"
#include "http/static_files.hpp"
#include "service/service.hpp"

namespace afterdesk::http {

/// What the routes work with: the rooms of the service, and what belongs to the site itself.
struct Rooms {
    /// What waits in the server itself.
    struct Lines {
        std::size_t requests = 0, passwords = 0, pictures = 0;
    };
    Sessions& sessions;
    Orders& orders;
    Tickets& tickets;
    Shelf& shelf;
    ReturnAddresses& addresses;
    Policies& policies;
    Evidence& evidence;
    Uploads& uploads;
    Proofs& proofs;
    Jobs& jobs;
    StaffRoom& staff;
    OwnAccount& account;
    AuditLog& audit;
    Health& health;
    PublicAddress address;
    std::string version;
    bool demo = false;
    StaticFiles const& page;
    StaticFiles const& media;
    Metrics& metrics;
    std::function<bool()> ready;  ///< not while stopping
    HostRoom& hosts;
    HostTickets& host_tickets;
    Tracks& tracks;
    HostPeople& people;
    HostTasks& tasks;
    WebhookRoom& webhooks;
    LongPolls& polls;
    std::function<Lines()> lines;
    Reconciliation& reconciliation;
    std::function<Instant()> now;  ///< the desk's time
    AccountBook& accounts;
    AbnormalRefunds& abnormal;
    Pickups& pickups;
};

enum class Method : std::uint8_t { get, head, post, put, patch, delete_ };
std::string_view name_of(Method method);

/// A document is JSON that may be long: a policy, a stock list. A picture is its bytes, or a form with one
/// file. A piece is a part of a file's bytes. A bill is a payment channel's, as it gives it out.
enum class BodyKind : std::uint8_t { none, json, document, picture, piece, notice, bill };

/// What answers a request. Promise: whoever may not come in by the route's entry was sent away before.
using Answer = Response (*)(Rooms const& rooms, Request const& request);

/// Anybody may come in.
struct Open {};
/// Whoever is signed in as one of the audience, and has one of the rights, where there are any.
struct Session {
    wire::Audience audience;
    Rights needs{};
};
/// A machine that signs what it sends, head and raw body: no cookie, but no stranger either.
struct Signed {
    bool (*is_signed)(Rooms const& rooms, Request const& request);
};
/// A host's machine with a key that is good for this.
struct Keyed {
    wire::HostScope needs;
};
using Entry = std::variant<Open, Session, Signed, Keyed>;

/// What may stand behind the "?" of an address.
struct QueryKey {
    std::string_view name, says, zh;
    std::span<std::string_view const> (*values)() = nullptr;  ///< the names it may have; null: any text
    bool number = false;
};

struct Route {
    Method method;
    std::string pattern;  ///< "/orders/:order_no"; "/*" takes any rest
    Entry entry;
    BodyKind body;
    bool idempotent;  ///< asks for an Idempotency-Key
    Answer answer;
    std::span<QueryKey const> query = {};  ///< whatever else is asked for is refused
    /// What a large body can be refused for before it comes; empty: nothing.
    Mistakes (*before_body)(Rooms const& rooms, Request const& request) = nullptr;
    bool at_once = false;  ///< its answer waits for nothing, not even the store

    /// Errors: unknown_key, and duplicate_key for one that stands there twice. The page's own files are given
    /// whatever is behind them: messengers and browsers append to addresses.
    Mistakes check_query(Fields const& asked) const;

    /// Who must be signed in, where somebody must.
    std::optional<wire::Audience> audience() const;
    /// What he needs one of; empty: nothing.
    Rights needs() const;
    /// What the key must be good for, where a host's machine asks.
    std::optional<wire::HostScope> scope() const;

    std::size_t body_limit() const;
    bool is_api() const;
};

/// All routes there are, in the order in which they are tried.
std::vector<Route> all_routes();

class Router {
  public:
    Router();
    Router(Router const&) = delete;
    Router& operator=(Router const&) = delete;

    struct Match {
        Route const* route = nullptr;
        Fields path;          ///< values of the pattern's names, decoded
        std::string allowed;  ///< when no route has this method: those that are there, for Allow
    };
    /// `path` is as it was sent. HEAD finds its own routes, and the GET routes that are not
    /// of the API.
    Match find(std::string_view method, std::string_view path) const;

  private:
    std::vector<Route> routes_;
    std::vector<std::vector<std::string_view>> patterns_;  ///< of each, in parts
};

/// "a%20b" → "a b", or nothing for a broken escape.
std::optional<std::string> percent_decoded(std::string_view text);

}  // namespace afterdesk::http
