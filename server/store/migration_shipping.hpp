#pragma once
// One step of the schema: what hosts keep of orders for sending.

namespace afterdesk::store {

// `asked` and `pieces` are lists of line numbers and quantities: as it was claimed, and what of it was not
// sent yet. `over`: released, or all of it was sent. An order has few.
inline constexpr char const* shipping_claims = R"sql(
CREATE TABLE shipping_claim (
    tenant TEXT NOT NULL,
    order_no TEXT NOT NULL,
    claim_id TEXT NOT NULL,
    asked TEXT NOT NULL,
    minutes INTEGER NOT NULL,
    pieces TEXT NOT NULL,
    until_ms INTEGER NOT NULL,
    over INTEGER NOT NULL CHECK (over IN (0, 1)),
    PRIMARY KEY (tenant, order_no, claim_id),
    FOREIGN KEY (tenant, order_no) REFERENCES order_row (tenant, order_no)
) STRICT, WITHOUT ROWID;
CREATE INDEX shipping_claim_by_end ON shipping_claim (tenant, until_ms);
)sql";

}  // namespace afterdesk::store
