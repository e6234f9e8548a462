#pragma once
// Couriers who come for what goes back: the bookings of tickets.

#include <optional>
#include <string>
#include <vector>

#include "store/tx.hpp"
#include "wire/pickup_api.hpp"

namespace afterdesk::store {

struct PickupRow {
    TenantId tenant;
    TicketNo ticket_no;
    int turn = 0;  ///< of the ticket's bookings, from 1
    std::string booking_no;
    BuyerId buyer_id;
    PickupState state = PickupState::asked;
    wire::PickupTodo todo = wire::PickupTodo::nothing;
    bool sent = false;    ///< the courier may have heard of it: it is never booked again
    bool handed = false;  ///< the ticket went on with its number
    PickupSlot slot{};
    std::optional<PickupSlot> wanted{};
    std::string carrier{};
    FreightPayer payer = FreightPayer::buyer;
    Address sender{};
    std::string goods{};
    int weight_g = 0;
    std::string task_id{}, order_id{}, tracking_no{};
    std::string courier_name{}, courier_phone{}, code{};
    std::string reason{};  ///< in the courier's words
    std::string token{}, salt{};
    int tries = 0;    ///< in vain, since something was heard
    Instant asked{};  ///< when its buyer asked for it
    Instant as_of{};  ///< when the courier was heard
    std::optional<Instant> next{};
};

/// Nothing more is to come of it: it is looked at no more, and who sends and who comes is forgotten.
void end_pickup(PickupRow& row, PickupState state);

/// All of a ticket's, the newest first.
std::vector<PickupRow> pickups_of(ReadTx& tx, TenantId const& tenant, TicketNo const& no);
std::optional<PickupRow> find_pickup(ReadTx& tx, TenantId const& tenant, TicketNo const& no, int turn);
std::optional<PickupRow> pickup_with_token(ReadTx& tx, std::string const& token);
/// Promise: of what it held before nothing stays in the table's free space.
void put_pickup(WriteTx& tx, PickupRow const& row);

std::optional<Instant> next_pickup_due(ReadTx& tx);
std::optional<PickupRow> due_pickup(ReadTx& tx, Instant now);

/// As after a restore: what may have been booked since is looked for, and never booked again.
void begin_pickups_anew(WriteTx& tx);
void forget_pickups_of(WriteTx& tx, TenantId const& tenant, TicketNo const& no);

}  // namespace afterdesk::store
