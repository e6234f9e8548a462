#pragma once
// One step of the schema: whose messages to the outside are.

namespace afterdesk::store {

inline constexpr char const* outbox_shops = R"sql(
ALTER TABLE outbox ADD COLUMN shop_id TEXT NOT NULL DEFAULT '';
UPDATE outbox SET shop_id = COALESCE((SELECT shop_id FROM ticket t
    WHERE t.tenant = outbox.tenant AND t.ticket_no = outbox.ticket_no), '');
CREATE INDEX outbox_by_shop ON outbox (tenant, shop_id, run_at_ms, key);
)sql";

}  // namespace afterdesk::store
