#pragma once
// Which pieces of an order its tickets hold, and what they have paid back for pieces that the buyer keeps.

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "domain/money/claim.hpp"

namespace afterdesk {

/// Pieces of one line that go together. Units: indices into the order's lines and into the line's pieces (its
/// entitlements where it has them, its units otherwise), ascending.
struct Pieces {
    std::size_t line = 0;
    std::vector<std::size_t> pieces;
    std::vector<DeliveredPieces> deliveries = {};  ///< that brought them; empty: the first ones
};

/// What tickets have left of one delivery of a line, or of what replaced pieces of it.
struct DeliveryLeft {
    std::string delivery_no;
    std::optional<Instant> received_at;
    int quantity = 0;
    bool held = false;       ///< by the ticket itself (QuoteInput::held)
    std::string place = {};  ///< "#1": what it was called before it had a number
};

/// What tickets hold of one line.
struct LineOccupied {
    std::vector<bool> taken;  ///< one entry per piece: refunded, reserved, or away for an exchange or repair
    std::vector<Fen> protected_fen;  ///< one entry per piece: paid back because its price dropped
    int taken_as_unshipped = 0;      ///< pieces
    int taken_as_shipped = 0;
    int gone = 0;                          ///< pieces taken by types that pay back
    int settled = 0;                       ///< strays that are back, or are let go
    std::vector<DeliveryLeft> deliveries;  ///< first those of the order

    int free() const;
    /// The first free pieces, at most `count`.
    std::vector<std::size_t> lowest_free(int count) const;
    /// Takes as many pieces out of the deliveries named, the rest out of the first that have some.
    /// Shape: what it took, by delivery.
    std::vector<DeliveryLeft> take_delivered(std::vector<DeliveredPieces> const& named, int count);
    /// Takes as many out of the last deliveries.
    void take_last_delivered(int count);
};

/// What tickets hold of an order.
struct Occupied {
    std::vector<LineOccupied> lines;  ///< one entry per order line

    /// Nothing is held yet.
    explicit Occupied(Order const& order);
    /// Units: the pieces are free.
    void take(Pieces const& pieces, TicketType type);
    /// Likewise, and out of their deliveries.
    void take_delivered(Pieces const& pieces, TicketType type);
};

/// Number of pieces: entitlements where the line has them, units otherwise.
std::size_t piece_count(Line const& line);

/// How many units of the line the type may still take; 1 or 0 for a line with entitlements.
/// Rule: DOMAIN §5 "Quote".
int quantity_left(Line const& line, LineOccupied const& hold, TicketType type);

/// The piece with this entitlement id, or nothing.
std::optional<std::size_t> find_entitlement(Line const& line, std::string const& id);

/// The entitlements that nobody holds and nobody used. Rule: DOMAIN §5.6.
std::vector<std::size_t> free_unused(Line const& line, LineOccupied const& hold);

/// Adds a piece to those chosen, in order; false when it was there already.
bool choose(std::vector<std::size_t>& pieces, std::size_t piece);

/// True when the quantity fits a line with entitlements: it counts as one, or as those that are named.
bool counts_entitlements(int quantity, std::size_t named);

/// The claims of other tickets on an order. `asked` is the type of those that name none.
struct OtherClaims {
    Order const& order;
    std::vector<Claim> const& claims;
    TicketType asked;
    bool replacements = true;  ///< what replaced a piece counts as a delivery of its own
};

/// Lets the claims take their pieces: those with exact ones first, then the others the lowest free.
/// Shape: the pieces per claim, without pieces where the claim is wrong; those of a price_protect claim stay
/// free. Errors: added to `mistakes`.
std::vector<Pieces> occupy(OtherClaims const& others, Occupied& occupied, Mistakes& mistakes);

}  // namespace afterdesk
