#pragma once
// Tells the courier what buyers ask for, and asks how it stands. Nothing is called inside a transaction, and
// a booking is sent once: of one whose answer was lost nobody knows whether somebody comes, so it is looked
// for, and never sent again by itself. What the courier pushes is only a hint to ask.

#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "outside/courier.hpp"
#include "service/ground.hpp"
#include "store/pickups.hpp"

namespace afterdesk {

class PickupWatch {
  public:
    PickupWatch(Ground& ground, outside::Parties const& parties) : ground_(ground), parties_(parties) {}

    /// Sees to one booking, if one is due. One thread at a time.
    bool step();
    /// When the next one is due; nothing while there is none.
    std::optional<Instant> next_step();

    /// Whether what came to the booking's own address is signed.
    bool is_push(std::string_view token, std::string_view body);
    /// The courier has news: it is asked. Units: is_push was asked before.
    void take_push(std::string_view token, std::string_view body);

  private:
    enum class Act : unsigned char { book, look, move, cancel };
    struct Turn {
        store::PickupRow row;
        Act act = Act::look;
        outside::PickupOrder order;
    };
    std::optional<Turn> take_due(store::WriteTx& tx);
    void carry_out(Turn const& turn);
    void look(Turn const& turn);

    using Hear = std::function<void(store::WriteTx&, store::PickupRow&)>;
    /// Notes what was heard, unless the booking was erased meanwhile.
    void keep(Turn const& turn, Hear const& hear);
    void hear_booked(store::PickupRow& row, outside::PickupAnswer const& answer) const;
    void hear_look(store::WriteTx& tx, store::PickupRow& row, outside::PickupAnswer const& answer);
    void hear_moved(store::PickupRow& row, PickupSlot const& to, outside::Answer const& answer) const;
    void hear_cancelled(store::PickupRow& row, outside::Answer const& answer) const;
    /// The goods are with the courier: the ticket goes on with their number, as its buyer wanted.
    void hand_over(store::WriteTx& tx, store::PickupRow& row);
    bool ship_back(store::WriteTx& tx, store::PickupRow const& row, Ticket const& ticket);

    Ground& ground_;
    outside::Parties const& parties_;
};

}  // namespace afterdesk
