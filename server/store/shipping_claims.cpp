#include "store/shipping_claims.hpp"

#include "store/bodies.hpp"
#include "store/engine.hpp"
#include "wire/shipping_api.hpp"

namespace afterdesk::store {

namespace {

constexpr char const* claim_columns =
    "SELECT claim_id, asked, minutes, pieces, until_ms, over FROM shipping_claim ";

std::vector<LinePieces> pieces_in(std::string const& text) {
    return read_body(text, "shipping_claim", wire::read_line_pieces);
}

ShippingClaimRow claim_in(Row const& row) {
    return {{row.text(0), pieces_in(row.text(3)), {row.integer(4)}},
            pieces_in(row.text(1)),
            row.number(2),
            row.number(5) == 1};
}

}  // namespace

std::optional<ShippingClaimRow> find_shipping_claim(ReadTx& tx, TenantId const& tenant,
                                                    OrderNo const& order_no, std::string_view claim_id) {
    tx.saw(Book::order, tenant, order_no.value);
    Rows row =
        sql(tx).query(std::string(claim_columns) + "WHERE tenant = $1 AND order_no = $2 AND claim_id = $3",
                      {tenant.value, order_no.value, claim_id});
    return row.step() ? std::optional(claim_in(row)) : std::nullopt;
}

std::vector<ShippingClaim> shipping_claims_of(ReadTx& tx, TenantId const& tenant, OrderNo const& order_no,
                                              Instant now) {
    tx.saw(Book::order, tenant, order_no.value);
    Rows rows =
        sql(tx).query(std::string(claim_columns) + "WHERE tenant = $1 AND order_no = $2 ORDER BY claim_id",
                      {tenant.value, order_no.value});
    std::vector<ShippingClaim> out;
    while (rows.step()) {
        ShippingClaimRow one = claim_in(rows);
        if (!one.over && one.claim.until > now) out.push_back(std::move(one.claim));
    }
    return out;
}

void put_shipping_claim(WriteTx& tx, TenantId const& tenant, OrderNo const& order_no,
                        ShippingClaimRow const& row) {
    tx.changed(Book::order, tenant, order_no.value);
    sql(tx).run(
        "INSERT INTO shipping_claim (tenant, order_no, claim_id, asked, minutes, pieces, until_ms, over)"
        " VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (tenant, order_no, claim_id)"
        " DO UPDATE SET minutes = excluded.minutes, pieces = excluded.pieces, until_ms = excluded.until_ms, "
        "over = excluded.over",
        {tenant.value, order_no.value, row.claim.claim_id, wire::line_pieces_text(row.asked), row.minutes,
         wire::line_pieces_text(row.claim.lines), row.claim.until.ms, row.over ? 1 : 0});
}

int forget_shipping_claims(WriteTx& tx, TenantId const& tenant, Instant before, int limit) {
    return sql(tx).run(
        "DELETE FROM shipping_claim WHERE tenant = $1 AND (order_no, claim_id) IN"
        " (SELECT order_no, claim_id FROM shipping_claim WHERE tenant = $1 AND until_ms < $2"
        " ORDER BY until_ms LIMIT $3)",
        {tenant.value, before.ms, limit});
}

}  // namespace afterdesk::store
