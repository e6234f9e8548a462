#pragma once
// Who knows where parcels are, as the desk asks. A real one is a class in a folder of its own.

#include <string>
#include <string_view>

#include "domain/order/tracks.hpp"
#include "domain/ticket/pickup.hpp"
#include "outside/ports.hpp"

namespace afterdesk::outside {

/// All that a courier service wants to know to find a parcel.
struct ParcelAsked {
    std::string carrier;  ///< a code of order/carriers.hpp; another one, or "", is guessed from the number
    std::string tracking_no;  ///< as it was written
    std::string phone{};      ///< of its receiver, or the last digits: some couriers tell nobody else
    Instant since{};          ///< when the desk heard of it
    Instant first_asked{};    ///< when it was asked about for the first time
    Instant now{};            ///< the desk's time
};

enum class Found : unsigned char {
    track,    ///< its whole track, as it is now
    nothing,  ///< it does not know the number (yet)
    refused,  ///< it will not tell before somebody changes a setting, or the parcel's data
    unknown,  ///< no answer
};
struct TrackAnswer {
    Found found = Found::unknown;
    Track track{};
    std::string code{};  ///< its own word for why not; kept, shown to staff
};

/// Where it tells news by itself.
struct PushAddress {
    std::string token;  ///< of the parcel alone, in the address
    std::string salt;   ///< what it signs with
};

/// A door pickup, as the courier is told of it. Units: personal data, for the courier alone.
struct PickupOrder {
    std::string booking_no{};  ///< ours, the same however often it is told
    std::string carrier{};     ///< a code of order/carriers.hpp
    Address from{}, to{};
    std::string goods{};
    int weight_g = 0;  ///< 0: not said
    PickupSlot slot{};
    FreightPayer payer = FreightPayer::buyer;
    PushAddress push{};
    std::string task_id{}, order_id{};  ///< the courier's own numbers, as far as they are known
    Instant now{};                      ///< the desk's time
    Instant sent_at{};                  ///< the machine's
};

/// What the courier says of one.
struct PickupAnswer {
    /// acknowledged; refused: a definite no; absent: nothing of it came there, or it knows no such booking;
    /// unknown: it may have happened or not.
    Outcome outcome = Outcome::unknown;
    std::string code{};                  ///< its words for why not
    std::optional<PickupState> state{};  ///< where it says one
    std::string task_id{}, order_id{}, tracking_no{};
    std::string courier_name{}, courier_phone{}, pickup_code{};
    std::string reason{};  ///< why it was cancelled or failed
};

/// Called outside any transaction, from one thread at a time.
class Courier : public Party {
  public:
    /// Errors: in the answer; an exception counts as unknown.
    virtual TrackAnswer ask(ParcelAsked const& parcel) = 0;
    /// How long to wait between two questions about one number, whatever happens in between. Rule: 快递100
    /// locks a number that is asked about more than once in 30 minutes. Units: the machine's clock.
    virtual Duration between_asks() const { return {0}; }

    /// True when it can tell news by itself.
    virtual bool tells() const { return false; }
    /// Asks to be told: acknowledged, refused with a code, or unknown.
    virtual Answer subscribe(ParcelAsked const&, PushAddress const&) { return {Outcome::refused, ""}; }
    /// Whether what came to the address is signed with its salt.
    virtual bool is_signed(std::string_view, std::string_view) const { return false; }
    /// What it wants to hear then, as JSON.
    virtual std::string_view thanks() const { return "{}"; }

    // ---- Door pickups -------------------------------------------------------------------------------------

    /// Who would come: a code of order/carriers.hpp; empty: nobody does.
    virtual std::string picks_up_by() const { return {}; }
    /// Asks for one to come. Promise: it is sent once. Errors: in the answer; an exception counts as unknown.
    virtual PickupAnswer book(PickupOrder const&) { return {.outcome = Outcome::refused}; }
    /// How it stands, by the courier's number, or by ours where that is not known.
    virtual PickupAnswer look(PickupOrder const&) { return {.outcome = Outcome::refused}; }
    /// Moves it to its slot, ends it: told again it is the same.
    virtual Answer move(PickupOrder const&) { return {Outcome::refused}; }
    virtual Answer cancel(PickupOrder const&) { return {Outcome::refused}; }
    /// The courier's number in a push that is_signed; empty: none.
    virtual std::string task_in(std::string_view) const { return {}; }
};

}  // namespace afterdesk::outside
