#pragma once
// One step of the schema: couriers who come for what goes back.

namespace afterdesk::store {

// A ticket's bookings, one behind the other. `sent`: the courier may have heard of it. `handed`: the ticket
// went on with its number. What is personal (sender, courier) is there while it is needed.
inline constexpr char const* pickups = R"sql(
CREATE TABLE pickup (
    tenant TEXT NOT NULL,
    ticket_no TEXT NOT NULL,
    turn INTEGER NOT NULL,
    booking_no TEXT NOT NULL,
    buyer_id TEXT NOT NULL,
    state TEXT NOT NULL,
    todo TEXT NOT NULL,
    sent INTEGER NOT NULL CHECK (sent IN (0, 1)),
    handed INTEGER NOT NULL CHECK (handed IN (0, 1)),
    from_ms INTEGER NOT NULL,
    until_ms INTEGER NOT NULL,
    wanted_from_ms INTEGER,
    wanted_until_ms INTEGER,
    carrier TEXT NOT NULL,
    payer TEXT NOT NULL,
    name TEXT NOT NULL,
    phone TEXT NOT NULL,
    address TEXT NOT NULL,
    goods TEXT NOT NULL,
    weight_g INTEGER NOT NULL,
    task_id TEXT NOT NULL,
    order_id TEXT NOT NULL,
    tracking_no TEXT NOT NULL,
    courier_name TEXT NOT NULL,
    courier_phone TEXT NOT NULL,
    code TEXT NOT NULL,
    reason TEXT NOT NULL,
    token TEXT NOT NULL,
    salt TEXT NOT NULL,
    tries INTEGER NOT NULL,
    asked_ms INTEGER NOT NULL,
    as_of_ms INTEGER NOT NULL,
    next_ms INTEGER,
    PRIMARY KEY (tenant, ticket_no, turn)
) STRICT, WITHOUT ROWID;
CREATE INDEX pickup_by_due ON pickup (next_ms) WHERE next_ms IS NOT NULL;
CREATE INDEX pickup_by_token ON pickup (token);
)sql";

}  // namespace afterdesk::store
