#include "store/bills.hpp"

#include <algorithm>

#include "crypto/digest.hpp"
#include "store/bodies.hpp"
#include "store/engine.hpp"

namespace afterdesk::store {

namespace {

using wire::BillDayState;
using wire::BillDayView;
using wire::DifferenceView;

/// As it is kept: "wechat", and of an account of its own "wechat:1900000200".
std::string channel_text(BillKey const& key) {
    std::string text(wire::name_of(key.channel));
    if (!key.account.empty()) text += ':' + key.account;
    return text;
}
/// Reads it into a day or a difference.
template <class View>
void take_channel(View& view, std::string const& text) {
    std::size_t const end = std::min(text.find(':'), text.size());
    view.channel = named<PaymentChannel>(text.substr(0, end));
    view.account = text.substr(std::min(end + 1, text.size()));
}

constexpr char const* day_columns =
    "channel, day, state, runs, ran_ms, origin, lines, refunds, refunds_fen, ours, ours_fen, unsettled, "
    "settled, problem, problem_detail, closed_ms";

BillDayView day_in(Row const& row) {
    BillDayView day;
    take_channel(day, row.text(0));
    day.day = row.text(1);
    day.state = named<BillDayState>(row.text(2));
    day.runs = row.number(3);
    day.ran_at_ms = row.optional_integer(4);
    if (std::string const origin = row.text(5); !origin.empty()) day.origin = named<wire::BillOrigin>(origin);
    day.lines = row.integer(6);
    day.refunds = row.integer(7);
    day.refunds_fen = row.integer(8);
    day.ours = row.integer(9);
    day.ours_fen = row.integer(10);
    day.unsettled = row.number(11);
    day.settled = row.number(12);
    if (std::string const problem = row.text(13); !problem.empty())
        day.problem = named<wire::BillProblem>(problem);
    day.problem_detail = row.text(14);
    day.closed_at_ms = row.optional_integer(15);
    return day;
}

constexpr char const* difference_columns =
    "id, channel, day, kind, refund_no, ticket_no, payment_no, ours_fen, theirs_fen, ours, theirs, found_ms, "
    "gone_ms, settled_ms, way, note, settled_by, settled_name";

DifferenceView difference_in(Row const& row) {
    DifferenceView one;
    one.id = row.integer(0);
    take_channel(one, row.text(1));
    one.day = row.text(2);
    one.kind = named<wire::DifferenceKind>(row.text(3));
    one.refund_no = row.text(4);
    one.ticket_no = row.text(5);
    one.payment_no = row.text(6);
    one.ours_fen = row.optional_integer(7);
    one.theirs_fen = row.optional_integer(8);
    one.ours = row.text(9);
    one.theirs = row.text(10);
    one.found_at_ms = row.integer(11);
    one.gone_at_ms = row.optional_integer(12);
    if (row.is_null(13)) return one;
    one.settled = wire::Settlement{named<wire::SettleWay>(row.text(14)), row.text(15), row.text(16),
                                   row.text(17), row.integer(13)};
    return one;
}

std::vector<DifferenceView> differences_in(Rows rows) {
    std::vector<DifferenceView> out;
    while (rows.step()) out.push_back(difference_in(rows));
    return out;
}

/// What a difference is told again by.
std::string facts_of(DifferenceView const& one) {
    auto const number = [](std::optional<Fen> fen) { return fen ? std::to_string(*fen) : std::string("-"); };
    std::string text(wire::name_of(one.kind));
    for (std::string const& part :
         {one.refund_no, one.payment_no, number(one.ours_fen), number(one.theirs_fen), one.ours, one.theirs})
        text += '\n' + part;
    return crypto::sha256(text);
}

/// A day that was never tried.
void begin_day(WriteTx& tx, BillKey const& key) {
    sql(tx).run(
        "INSERT INTO bill_day (tenant, channel, day, state, runs, ran_ms, origin, lines, refunds, "
        "refunds_fen, ours, ours_fen, unsettled, settled, problem, problem_detail, next_ms, closed_ms, seen)"
        " VALUES ($1, $2, $3, 'open', 0, NULL, '', 0, 0, 0, 0, 0, 0, 0, '', '', 0, NULL, NULL)"
        " ON CONFLICT (tenant, channel, day) DO NOTHING",
        {key.tenant.value, channel_text(key), key.day});
}

void keep_difference(WriteTx& tx, BillRun const& run, DifferenceView const& one, int number, Instant now) {
    std::string const facts = facts_of(one);
    BillKey const& key = run.key;
    int const known = sql(tx).run(
        "UPDATE bill_difference SET last_run = $5, gone_ms = NULL, is_open = settled_ms IS NULL"
        " WHERE tenant = $1 AND channel = $2 AND day = $3 AND facts = $4",
        {key.tenant.value, channel_text(key), key.day, Blob{facts}, number});
    if (known > 0) return;
    sql(tx).run(
        "INSERT INTO bill_difference (tenant, id, channel, day, kind, refund_no, ticket_no, payment_no,"
        " ours_fen, theirs_fen, ours, theirs, facts, found_ms, last_run, gone_ms, is_open, settled_ms)"
        " SELECT $1, COALESCE(MAX(id), 0) + 1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, "
        "NULL, "
        "1, NULL FROM bill_difference WHERE tenant = $1",
        {key.tenant.value, channel_text(key), key.day, wire::name_of(one.kind), one.refund_no, one.ticket_no,
         one.payment_no, one.ours_fen, one.theirs_fen, one.ours, one.theirs, Blob{facts}, now.ms, number});
}

/// Counts what is open, and closes the day when nothing is.
void count_day(WriteTx& tx, BillKey const& key, Instant now) {
    std::int64_t open = 0, settled = 0;
    {
        Rows row = sql(tx).query(
            "SELECT COALESCE(SUM(is_open), 0), COALESCE(SUM(settled_ms IS NOT NULL), 0) FROM bill_difference"
            " WHERE tenant = $1 AND channel = $2 AND day = $3",
            {key.tenant.value, channel_text(key), key.day});
        row.step();
        open = row.integer(0);
        settled = row.integer(1);
    }
    sql(tx).run(
        "UPDATE bill_day SET unsettled = $4, settled = $5,"
        " state = CASE WHEN $4 = 0 AND is_all = 1 THEN 'closed' ELSE 'differing' END,"
        " closed_ms = CASE WHEN $4 = 0 AND is_all = 1 THEN COALESCE(closed_ms, $6) ELSE NULL END"
        " WHERE tenant = $1 AND channel = $2 AND day = $3",
        {key.tenant.value, channel_text(key), key.day, open, settled, now.ms});
}

}  // namespace

BillDayView keep_run(WriteTx& tx, BillRun const& run, Instant now, Instant next_look) {
    BillKey const& key = run.key;
    begin_day(tx, key);
    int const number = find_bill_day(tx, key)->runs + 1;
    sql(tx).run(
        "UPDATE bill_day SET runs = $4, ran_ms = $5, origin = $6, lines = $7, refunds = $8, refunds_fen = $9,"
        " ours = $10, ours_fen = $11, problem = '', problem_detail = '', next_ms = $12, seen = $13,"
        " is_all = $14"
        " WHERE tenant = $1 AND channel = $2 AND day = $3",
        {key.tenant.value, channel_text(key), key.day, number, now.ms, wire::name_of(run.origin), run.lines,
         run.refunds, run.refunds_fen, run.ours, run.ours_fen, next_look.ms, Blob{run.seen},
         run.is_all ? 1 : 0});
    for (DifferenceView const& one : run.differences) keep_difference(tx, run, one, number, now);
    if (run.is_all) {
        sql(tx).run(
            "UPDATE bill_difference SET gone_ms = $5, is_open = 0"
            " WHERE tenant = $1 AND channel = $2 AND day = $3 AND last_run < $4 AND is_open = 1",
            {key.tenant.value, channel_text(key), key.day, number, now.ms});
    }
    count_day(tx, key, now);
    return *find_bill_day(tx, key);
}

BillDayView keep_failure(WriteTx& tx, BillKey const& key, BillFailure const& why, Instant next_look) {
    begin_day(tx, key);
    sql(tx).run(
        "UPDATE bill_day SET problem = $4, problem_detail = $5, next_ms = $6"
        " WHERE tenant = $1 AND channel = $2 AND day = $3",
        {key.tenant.value, channel_text(key), key.day, wire::name_of(why.problem), why.detail, next_look.ms});
    return *find_bill_day(tx, key);
}

std::optional<BillDayView> find_bill_day(ReadTx& tx, BillKey const& key) {
    Rows row = sql(tx).query("SELECT " + std::string(day_columns) +
                                 " FROM bill_day WHERE tenant = $1 AND channel = $2 AND day = $3",
                             {key.tenant.value, channel_text(key), key.day});
    return row.step() ? std::optional(day_in(row)) : std::nullopt;
}

std::vector<BillDayView> bill_days(ReadTx& tx, TenantId const& tenant, int limit) {
    Rows rows = sql(tx).query("SELECT " + std::string(day_columns) +
                                  " FROM bill_day WHERE tenant = $1 ORDER BY day DESC, channel DESC LIMIT $2",
                              {tenant.value, limit});
    std::vector<BillDayView> out;
    while (rows.step()) out.push_back(day_in(rows));
    return out;
}

std::optional<Instant> next_bill_look(ReadTx& tx, BillKey const& key) {
    Rows row = sql(tx).query(
        "SELECT next_ms FROM bill_day WHERE tenant = $1 AND channel = $2 AND day = $3 AND state <> 'closed'",
        {key.tenant.value, channel_text(key), key.day});
    return row.step() ? std::optional(Instant{row.integer(0)}) : std::nullopt;
}

std::optional<std::string> seen_in_bill(ReadTx& tx, BillKey const& key) {
    Rows row = sql(tx).query("SELECT seen FROM bill_day WHERE tenant = $1 AND channel = $2 AND day = $3",
                             {key.tenant.value, channel_text(key), key.day});
    if (!row.step() || row.is_null(0)) return std::nullopt;
    return row.text(0);
}

std::vector<DifferenceView> open_differences(ReadTx& tx, TenantId const& tenant, int limit) {
    return differences_in(
        sql(tx).query("SELECT " + std::string(difference_columns) +
                          " FROM bill_difference WHERE tenant = $1 AND is_open = 1 ORDER BY id LIMIT $2",
                      {tenant.value, limit}));
}

std::vector<DifferenceView> settled_differences(ReadTx& tx, TenantId const& tenant, int limit) {
    return differences_in(
        sql(tx).query("SELECT " + std::string(difference_columns) +
                          " FROM bill_difference WHERE tenant = $1 AND settled_ms IS NOT NULL"
                          " ORDER BY settled_ms DESC, id DESC LIMIT $2",
                      {tenant.value, limit}));
}

int count_open_differences(ReadTx& tx, TenantId const& tenant) {
    Rows row = sql(tx).query("SELECT COUNT(*) FROM bill_difference WHERE tenant = $1 AND is_open = 1",
                             {tenant.value});
    return row.step() ? row.number(0) : 0;
}

std::optional<DifferenceView> find_difference(ReadTx& tx, TenantId const& tenant, std::int64_t id) {
    Rows row = sql(tx).query(
        "SELECT " + std::string(difference_columns) + " FROM bill_difference WHERE tenant = $1 AND id = $2",
        {tenant.value, id});
    return row.step() ? std::optional(difference_in(row)) : std::nullopt;
}

void settle_difference(WriteTx& tx, TenantId const& tenant, std::int64_t id,
                       wire::Settlement const& settled) {
    auto const one = find_difference(tx, tenant, id);
    int const rows = sql(tx).run(
        "UPDATE bill_difference SET settled_ms = $3, settled_by = $4, settled_name = $5, way = $6, note = $7,"
        " is_open = 0 WHERE tenant = $1 AND id = $2 AND settled_ms IS NULL",
        {tenant.value, id, settled.at_ms, settled.by, settled.by_name, wire::name_of(settled.way),
         settled.note});
    if (!one || rows != 1) throw StoreFailure(FailureKind::constraint, "no difference to be settled");
    count_day(tx, {tenant, one->channel, one->day, one->account}, {settled.at_ms});
}

// ---- Our side ---------------------------------------------------------------------------------------------

namespace {

constexpr char const* booked_columns =
    "r.refund_no, r.ticket_no, r.order_no, r.payment_id, r.channel, r.amount_fen, r.state, r.failure, r.via,"
    " r.started_at_ms, r.settled_at_ms, EXISTS (SELECT 1 FROM refund b WHERE b.tenant = r.tenant"
    " AND b.refund_no = r.refund_no || 'B'), r.account";

BookedRefund booked_in(Row const& row) {
    BookedRefund out;
    out.refund = {row.text(0),
                  {row.text(1)},
                  {row.text(2)},
                  {row.text(3)},
                  named<PaymentChannel>(row.text(4)),
                  row.integer(5),
                  named<PartStatus>(row.text(6)),
                  row.text(7),
                  named<Via>(row.text(8)),
                  row.text(12)};
    out.started = {row.integer(9)};
    if (!row.is_null(10)) out.settled = Instant{row.integer(10)};
    out.replaced = row.integer(11) != 0;
    return out;
}

}  // namespace

std::optional<BookedRefund> find_booked(ReadTx& tx, TenantId const& tenant, std::string_view refund_no) {
    Rows row = sql(tx).query(
        "SELECT " + std::string(booked_columns) + " FROM refund r WHERE r.tenant = $1 AND r.refund_no = $2",
        {tenant.value, refund_no});
    return row.step() ? std::optional(booked_in(row)) : std::nullopt;
}

std::vector<BookedRefund> settled_refunds(ReadTx& tx, TenantId const& tenant, SettledSpan const& span,
                                          int limit) {
    Rows rows =
        sql(tx).query("SELECT " + std::string(booked_columns) +
                          " FROM refund r WHERE r.tenant = $1 AND r.settled_at_ms IS NOT NULL"
                          " AND (r.settled_at_ms, r.refund_no) > ($2, $3) AND r.settled_at_ms < $4"
                          " ORDER BY r.settled_at_ms, r.refund_no LIMIT $5",
                      {tenant.value, span.behind.settled.ms, span.behind.refund_no, span.until.ms, limit});
    std::vector<BookedRefund> out;
    while (rows.step()) out.push_back(booked_in(rows));
    return out;
}

std::optional<Instant> first_settled(ReadTx& tx, TenantId const& tenant) {
    Rows row = sql(tx).query(
        "SELECT settled_at_ms FROM refund WHERE tenant = $1 AND settled_at_ms IS NOT NULL"
        " ORDER BY settled_at_ms LIMIT 1",
        {tenant.value});
    return row.step() ? std::optional(Instant{row.integer(0)}) : std::nullopt;
}

PaidOf paid_of(ReadTx& tx, TenantId const& tenant, RefundRow const& refund) {
    PaidOf out;
    Rows entries = sql(tx).query(
        "SELECT COALESCE(SUM(CASE WHEN credit = 'refunded' THEN amount_fen WHEN debit = 'refunded'"
        " THEN -amount_fen ELSE 0 END), 0) FROM ledger_entry"
        " WHERE tenant = $1 AND order_no = $2 AND payment_id = $3 AND ticket_no = $4",
        {tenant.value, refund.order_no.value, refund.payment_id.value, refund.ticket_no.value});
    if (entries.step()) out.ledger_fen = entries.integer(0);
    Rows refunds = sql(tx).query(
        "SELECT COALESCE(SUM(r.amount_fen), 0) FROM refund r WHERE r.tenant = $1 AND r.ticket_no = $2"
        " AND r.payment_id = $3 AND r.state = 'succeeded' AND NOT EXISTS (SELECT 1 FROM refund b"
        " WHERE b.tenant = r.tenant AND b.refund_no = r.refund_no || 'B')",
        {tenant.value, refund.ticket_no.value, refund.payment_id.value});
    if (refunds.step()) out.refunds_fen = refunds.integer(0);
    return out;
}

std::optional<NumberedPayment> payment_by_number(ReadTx& tx, TenantId const& tenant,
                                                 std::string_view number) {
    // A payment for several orders has parts of it in each.
    Rows row = sql(tx).query(
        "SELECT MIN(n.order_no), MIN(n.payment_id), SUM(m.paid_fen), SUM(m.reserved_fen),"
        " SUM(m.refunded_fen) FROM payment_number n CROSS JOIN order_money m ON m.tenant = n.tenant"
        " AND m.order_no = n.order_no AND m.payment_id = n.payment_id WHERE n.tenant = $1 AND n.number = $2",
        {tenant.value, number});
    if (!row.step() || row.is_null(0)) return std::nullopt;
    return NumberedPayment{{row.text(0)}, {row.text(1)}, row.integer(2), row.integer(3), row.integer(4)};
}

std::vector<PaidOrder> orders_by_payment(ReadTx& tx, TenantId const& tenant, std::string_view number) {
    std::vector<PaidOrder> out;
    Rows row = sql(tx).query(
        "SELECT order_no, payment_id FROM payment_number WHERE tenant = $1 AND number = $2"
        " ORDER BY order_no, payment_id",
        {tenant.value, number});
    while (row.step()) out.push_back({{row.text(0)}, {row.text(1)}});
    return out;
}

bool is_number_of(ReadTx& tx, TenantId const& tenant, RefundRow const& refund, std::string_view number) {
    return sql(tx)
        .query(
            "SELECT 1 FROM payment_number WHERE tenant = $1 AND number = $2 AND order_no = $3"
            " AND payment_id = $4",
            {tenant.value, number, refund.order_no.value, refund.payment_id.value})
        .step();
}

void number_payments(WriteTx& tx, TenantId const& tenant, OrderNo const& order_no,
                     std::vector<Payment> const& payments) {
    for (Payment const& payment : payments) {
        for (std::string const& number :
             {payment.payment_id.value, payment.provider.transaction_id, payment.provider.out_trade_no}) {
            if (number.empty()) continue;
            sql(tx).run(
                "INSERT INTO payment_number (tenant, number, order_no, payment_id) VALUES ($1, $2, $3, $4)"
                " ON CONFLICT (tenant, number, order_no, payment_id) DO NOTHING",
                {tenant.value, number, order_no.value, payment.payment_id.value});
        }
    }
}

}  // namespace afterdesk::store
