#pragma once
// The API beside tickets: facts from the mall, stock, policy, the demo's clock. The same conventions as in
// wire/api.hpp.
//
//   POST   /api/v1/{aud}/quotes                 {"order_no","request","ticket_no"?} → 200 {"quote","digest"};
//            ticket_no: the ticket that is to be modified, whose pieces then count as free
//   POST   /api/v1/platform/facts               FactsBody                         → 200 FactsView
//   GET    /api/v1/merchant/stock                                                 → 200 StockView
//   PUT    /api/v1/merchant/stock               {"items":[Ware]}                  → 200 StockView
//   GET    /api/v1/platform/policy              ?version=                         → 200 PolicyView
//   PUT    /api/v1/platform/policy              {"based_on","policy","note"?}     → 200 PolicyView
//   POST   /api/v1/platform/policy/dry-run      {"policy","since_ms"?}            → 200 DryRunView
//   GET    /api/v1/{merchant|platform}/policy/past ?count=                        → 200 PastView
//   GET    /api/v1/merchant/policy              ?version=                         → 200 PolicyView
//   PUT    /api/v1/merchant/policy              {"based_on","overrides","note"?}  → 200 PolicyView
//   POST   /api/v1/merchant/policy/dry-run      {"overrides","since_ms"?}         → 200 DryRunView
//   GET    /api/v1/platform/clock                                                 → 200 ClockView
//   POST   /api/v1/platform/clock               {"advance_ms"} (demo mode only)   → 200 ClockView
//   GET    /api/v1/openapi.json                                                → 200 this API as OpenAPI 3.1

#include "domain/order/order_facts.hpp"
#include "domain/order/stock.hpp"
#include "domain/policy/auto_review.hpp"
#include "domain/ticket/what_if.hpp"
#include "wire/api.hpp"
#include "wire/codec.hpp"

namespace afterdesk::wire {

inline constexpr int max_parcels_told = 100;
inline constexpr int max_collections_told = 100;
/// How far the demo's clock may be moved at once.
inline constexpr Duration longest_advance = days(400);

// ---- Facts ------------------------------------------------------------------------------------------------

struct ParcelFact {
    std::string tracking_no;
    Instant signed_at;
};
/// The buyer has paid the difference of an exchange.
struct CollectionFact {
    TicketNo ticket_no;
    std::string payment_no;
    Fen amount_fen = 0;
};
/// {"order_no","lines":[{"line_no","shipped_quantity"?,"received_at_ms"?,
///  "deliveries"?:[{"delivery_no","quantity","shipped_at_ms"?,"received_at_ms"?,"carrier"?,"tracking_no"?}],
///  "used"?:[ids]}],
///  "parcels":[{"tracking_no","signed_at_ms"}],"collections":[{"ticket_no","payment_no","amount_fen"}]}.
struct FactsBody {
    OrderNo order_no;
    std::vector<LineFacts> lines;
    std::vector<ParcelFact> parcels;
    std::vector<CollectionFact> collections;
};
Result<FactsBody, Mistakes> read_facts(Value const& value);
Value to_json(FactsBody const& body);
/// The lines of the above, at `path`.
std::vector<LineFacts> read_line_facts(Value const& value, std::string const& path, Mistakes& mistakes);

/// What became of a line's facts. They are true and kept, whatever they cost.
enum class FactOutcome : std::uint8_t { applied, duplicate, conflict };
/// Why a fact costs money: a ticket has had refunded what it says of.
enum class FactConflict : std::uint8_t { shipped_after_refund, used_after_refund };

/// What the facts led to: {"order_changed","tickets":[{"ticket_no","version","state"}],
///  "lines":[{"line_no","outcome","code"?,"ticket_no"?}]}, one for each line that was told, in its order. A
/// conflict is said until staff have seen to the ticket that it names, also when the fact is told again.
struct FactsView {
    struct Moved {
        std::string ticket_no;
        int version = 0;
        State state = State::awaiting_merchant;
    };
    struct OfLine {
        int line_no = 0;
        FactOutcome outcome = FactOutcome::applied;
        std::optional<FactConflict> code;  ///< of a conflict
        std::string ticket_no;             ///< likewise
    };
    bool order_changed = false;
    std::vector<Moved> tickets;
    std::vector<OfLine> lines;
};
Value to_json(FactsView const& view);

// ---- Stock ------------------------------------------------------------------------------------------------

/// Errors: duplicate_key for a SKU that stands twice.
Result<std::vector<Ware>, Mistakes> read_stock_body(Value const& value);
/// The same list inside of another document.
std::vector<Ware> read_wares(Value const& value, std::string const& path, Mistakes& mistakes);
Value to_json(Ware const& ware);

/// {"items":[{…Ware,"reserved"}]}; `available` are the pieces that nobody has reserved.
struct StockView {
    struct Item {
        Ware ware;
        int reserved = 0;
    };
    std::vector<Item> items;
};
Value to_json(StockView const& view);

// ---- Policy -----------------------------------------------------------------------------------------------

/// `document` is the mall's policy or a shop's overrides; it is read when the version that it is based on is
/// known.
struct PolicyBody {
    int based_on = 0;
    Value document;
    std::string note = {};  ///< why, in its author's words
};
inline constexpr int max_policy_note_chars = 500;
Result<PolicyBody, Mistakes> read_policy_body(Value const& value, wire::Audience audience);

/// A version, and who wrote it.
struct PolicyStamp {
    int version = 0;
    std::int64_t at_ms = 0;
    std::string audience, actor;  ///< empty: it came with the desk
    std::string name;             ///< the author's; shops are told none of the platform's people
    std::string note;
};
/// The platform: {"version",…,"policy","versions":[…]}. A shop: {"version",…,"overrides","base","policy",
/// "versions"} where `policy` is what holds in the shop, `base` what would without its overrides, and the
/// versions are those of the platform and its own.
struct PolicyView {
    PolicyStamp stamp;
    std::optional<Value> overrides, base;
    Value policy;
    Value evidence;  ///< evidence_demands of the mall, or of the shop that asks
    std::vector<PolicyStamp> versions;
};
Value to_json(PolicyView const& view);
Result<PolicyView, Mistakes> read_policy_view(Value const& value);

struct DryRunBody {
    Value document;
    std::optional<Instant> since;
};
Result<DryRunBody, Mistakes> read_dry_run_body(Value const& value, wire::Audience audience);

/// {"reviewed","more","changes":[{"ticket_no","before":{"action","rule","queue","why"},"after"}]}; action is
/// "agree", "queue" or "merchant" (no rule fits).
struct DryRunView {
    int reviewed = 0;   ///< so many past reviews were looked at, the newest first
    bool more = false;  ///< there are older ones
    std::vector<ReviewChange> changes;
};
Value to_json(DryRunView const& view);

/// What the page needs to decide past tickets again by itself, the newest first:
/// {"items":[{"ticket_no","shop_id","policy_version","applied_at_ms","order_no","request","claims",
///   "reviewed","facts":{…},"before":{…as in DryRunView},"quoted_fen","came_to_fen"}],
///  "orders":[Order],"policies":[{"version","shop_id","policy"}],"more"}.
/// Orders and policies stand once, however many tickets name them; a ticket may name none that is there.
struct PastView {
    struct Then {
        int version = 0;
        ShopId shop_id;
        Value policy;
    };
    std::vector<PastTicket> items;
    std::vector<Order> orders;
    std::vector<Then> policies;
    bool more = false;  ///< there are older ones
};
inline constexpr int max_past_tickets = 2'000;
inline constexpr int max_past_claims = 1'000;  ///< of one ticket; with more it is told none
Value to_json(PastView const& view);
Result<PastView, Mistakes> read_past_view(Value const& value);

// ---- Carriers ---------------------------------------------------------------------------------------------

/// {"items":[{"code","zh","en","needs_name"}]}, in the order that they are offered.
struct CarriersView {
    struct Item {
        std::string code, zh, en;
        bool needs_name = false;  ///< a parcel says what the carrier is called: "carrier_name"
    };
    std::vector<Item> items;
};
/// All that there are.
CarriersView all_carriers();
Value to_json(CarriersView const& view);

// ---- The clock --------------------------------------------------------------------------------------------

/// {"now_ms","advanced_ms","demo"}.
struct ClockView {
    std::int64_t now_ms = 0, advanced_ms = 0;
    bool demo = false;
};
Value to_json(ClockView const& view);
Result<Duration, Mistakes> read_advance(Value const& value);

}  // namespace afterdesk::wire
