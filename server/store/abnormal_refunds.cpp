#include "store/abnormal_refunds.hpp"

#include "store/bodies.hpp"
#include "store/engine.hpp"

namespace afterdesk::store {

void put_abnormal(WriteTx& tx, TenantId const& tenant, std::string_view refund_no, AbnormalRow const& row) {
    sql(tx).run(
        "INSERT INTO abnormal_refund (tenant, refund_no, target, bank, sealed_account, sealed_name, key_id,"
        " told_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, NULL)"
        " ON CONFLICT (tenant, refund_no) DO UPDATE SET target = excluded.target, bank = excluded.bank,"
        " sealed_account = excluded.sealed_account, sealed_name = excluded.sealed_name,"
        " key_id = excluded.key_id, told_ms = NULL",
        {tenant.value, refund_no, wire::name_of(row.target), row.bank, row.sealed_account, row.sealed_name,
         row.key_id});
}

std::optional<AbnormalRow> find_abnormal(ReadTx& tx, TenantId const& tenant, std::string_view refund_no) {
    Rows row = sql(tx).query(
        "SELECT target, bank, sealed_account, sealed_name, key_id, told_ms FROM abnormal_refund"
        " WHERE tenant = $1 AND refund_no = $2",
        {tenant.value, refund_no});
    if (!row.step()) return std::nullopt;
    AbnormalRow out{named<wire::AbnormalTarget>(row.text(0)), row.text(1), row.text(2), row.text(3),
                    row.text(4)};
    if (auto const told = row.optional_integer(5)) out.told = Instant{*told};
    return out;
}

void mark_abnormal_told(WriteTx& tx, TenantId const& tenant, std::string_view refund_no, Instant at) {
    sql(tx).run(
        "UPDATE abnormal_refund SET told_ms = $3, sealed_account = '', sealed_name = ''"
        " WHERE tenant = $1 AND refund_no = $2 AND told_ms IS NULL",
        {tenant.value, refund_no, at.ms});
}

}  // namespace afterdesk::store
