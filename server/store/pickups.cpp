#include "store/pickups.hpp"

#include "store/bodies.hpp"
#include "store/engine.hpp"

namespace afterdesk::store {

namespace {

constexpr char const* pickup_columns =
    "SELECT tenant, ticket_no, turn, booking_no, buyer_id, state, todo, sent, handed, from_ms, until_ms,"
    " wanted_from_ms, wanted_until_ms, carrier, payer, name, phone, address, goods, weight_g, task_id,"
    " order_id, tracking_no, courier_name, courier_phone, code, reason, token, salt, tries, asked_ms,"
    " as_of_ms, next_ms FROM pickup ";

PickupRow pickup_in(Row const& row) {
    PickupRow out{{row.text(0)}, {row.text(1)}, row.number(2), row.text(3), {row.text(4)}};
    out.state = named<PickupState>(row.text(5));
    out.todo = named<wire::PickupTodo>(row.text(6));
    out.sent = row.integer(7) == 1;
    out.handed = row.integer(8) == 1;
    out.slot = {{row.integer(9)}, {row.integer(10)}};
    if (!row.is_null(11)) out.wanted = PickupSlot{{row.integer(11)}, {row.integer(12)}};
    out.carrier = row.text(13);
    out.payer = named<FreightPayer>(row.text(14));
    out.sender = {row.text(15), row.text(16), row.text(17)};
    out.goods = row.text(18);
    out.weight_g = row.number(19);
    out.task_id = row.text(20);
    out.order_id = row.text(21);
    out.tracking_no = row.text(22);
    out.courier_name = row.text(23);
    out.courier_phone = row.text(24);
    out.code = row.text(25);
    out.reason = row.text(26);
    out.token = row.text(27);
    out.salt = row.text(28);
    out.tries = row.number(29);
    out.asked = {row.integer(30)};
    out.as_of = {row.integer(31)};
    if (auto const next = row.optional_integer(32)) out.next = Instant{*next};
    return out;
}

std::optional<PickupRow> one_pickup(ReadTx& tx, std::string const& where, Params params) {
    Rows rows = sql(tx).query(pickup_columns + where, params);
    if (!rows.step()) return std::nullopt;
    return pickup_in(rows);
}

}  // namespace

void end_pickup(PickupRow& row, PickupState state) {
    row.state = state;
    row.todo = wire::PickupTodo::nothing;
    row.wanted.reset();
    row.next.reset();
    row.sender = {};
    row.courier_name.clear();
    row.courier_phone.clear();
    row.code.clear();
}

std::vector<PickupRow> pickups_of(ReadTx& tx, TenantId const& tenant, TicketNo const& no) {
    Rows rows =
        sql(tx).query(std::string(pickup_columns) + "WHERE tenant = $1 AND ticket_no = $2 ORDER BY turn DESC",
                      {tenant.value, no.value});
    std::vector<PickupRow> out;
    while (rows.step()) out.push_back(pickup_in(rows));
    return out;
}

std::optional<PickupRow> find_pickup(ReadTx& tx, TenantId const& tenant, TicketNo const& no, int turn) {
    return one_pickup(tx, "WHERE tenant = $1 AND ticket_no = $2 AND turn = $3",
                      {tenant.value, no.value, turn});
}

std::optional<PickupRow> pickup_with_token(ReadTx& tx, std::string const& token) {
    if (token.empty()) return std::nullopt;
    return one_pickup(tx, "WHERE token = $1 LIMIT 1", {token});
}

void put_pickup(WriteTx& tx, PickupRow const& row) {
    std::optional<std::int64_t> from, until;
    if (row.wanted) {
        from = row.wanted->from.ms;
        until = row.wanted->until.ms;
    }
    sql(tx).zero_freed_pages(true);
    sql(tx).run("DELETE FROM pickup WHERE tenant = $1 AND ticket_no = $2 AND turn = $3",
                {row.tenant.value, row.ticket_no.value, row.turn});
    sql(tx).run(
        "INSERT INTO pickup (tenant, ticket_no, turn, booking_no, buyer_id, state, todo, sent, handed,"
        " from_ms, until_ms, wanted_from_ms, wanted_until_ms, carrier, payer, name, phone, address, goods,"
        " weight_g, task_id, order_id, tracking_no, courier_name, courier_phone, code, reason, token, salt,"
        " tries, asked_ms, as_of_ms, next_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13,"
        " $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32,"
        " $33)",
        {row.tenant.value,
         row.ticket_no.value,
         row.turn,
         row.booking_no,
         row.buyer_id.value,
         wire::name_of(row.state),
         wire::name_of(row.todo),
         row.sent ? 1 : 0,
         row.handed ? 1 : 0,
         row.slot.from.ms,
         row.slot.until.ms,
         from,
         until,
         row.carrier,
         wire::name_of(row.payer),
         row.sender.name,
         row.sender.phone,
         row.sender.text,
         row.goods,
         row.weight_g,
         row.task_id,
         row.order_id,
         row.tracking_no,
         row.courier_name,
         row.courier_phone,
         row.code,
         row.reason,
         row.token,
         row.salt,
         row.tries,
         row.asked.ms,
         row.as_of.ms,
         ms_of(row.next)});
    sql(tx).zero_freed_pages(false);
}

std::optional<Instant> next_pickup_due(ReadTx& tx) {
    Rows rows = sql(tx).query("SELECT next_ms FROM pickup WHERE next_ms >= 0 ORDER BY next_ms LIMIT 1");
    return rows.step() ? std::optional(Instant{rows.integer(0)}) : std::nullopt;
}

std::optional<PickupRow> due_pickup(ReadTx& tx, Instant now) {
    return one_pickup(tx, "WHERE next_ms <= $1 ORDER BY next_ms LIMIT 1", {now.ms});
}

void begin_pickups_anew(WriteTx& tx) { sql(tx).run("UPDATE pickup SET sent = 1 WHERE sent = 0"); }

void forget_pickups_of(WriteTx& tx, TenantId const& tenant, TicketNo const& no) {
    sql(tx).run("DELETE FROM pickup WHERE tenant = $1 AND ticket_no = $2", {tenant.value, no.value});
}

}  // namespace afterdesk::store
