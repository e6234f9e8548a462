#include "store/ticket_row.hpp"

#include <array>
#include <string>
#include <string_view>

#include "store/question.hpp"
#include "wire/stored/stored.hpp"

namespace afterdesk::store {

namespace {

/// What lists show of the goods: the first requested line, and how much more there is.
struct Goods {
    std::string title, spec, image;
    int line_count = 0, quantity = 0;
};

Goods goods_of(Ticket const& ticket, Order const& order) {
    Goods goods;
    goods.line_count = static_cast<int>(ticket.request.lines.size());
    for (LineRequest const& asked : ticket.request.lines) goods.quantity += asked.quantity;
    if (ticket.request.lines.empty()) return goods;
    Line const* first = find_line(order, ticket.request.lines.front().line_no);
    if (first == nullptr) return goods;
    goods.title = first->title;
    goods.spec = first->spec;
    goods.image = first->image;
    return goods;
}

bool stands_there(Row const& row, int column, Param const& value) {
    switch (value.kind()) {
        case Param::Kind::null: return row.is_null(column);
        case Param::Kind::integer: return !row.is_null(column) && row.integer(column) == value.number();
        case Param::Kind::text:
        case Param::Kind::blob: return row.text(column) == value.bytes();
    }
    CHECK(false);
}

}  // namespace

RowColumns::RowColumns(Ticket const& ticket, Order const& order)
    : version_(ticket.version),
      body_(wire::stored::text_of(ticket)),
      reason_(ticket.request.reason),
      work_(work_column(ticket)),
      arbitration_(arbitration_column(ticket)),
      queue_(ticket.queue),
      type_(wire::name_of(ticket.request.type)),
      state_(wire::name_of(ticket.state)),
      status_(wire::name_of(short_status(ticket))),
      refund_fen_(ticket.quote.refund_fen),
      late_(ticket.reminded) {
    if (ticket.deadline) deadline_ms_ = ticket.deadline->ms;
    Goods goods = goods_of(ticket, order);
    line_count_ = goods.line_count;
    quantity_ = goods.quantity;
    title_ = std::move(goods.title);
    spec_ = std::move(goods.spec);
    image_ = std::move(goods.image);
}

std::array<Param, RowColumns::count> RowColumns::values() const {
    Param const deadline = deadline_ms_ ? Param(*deadline_ms_) : Param(nullptr);
    return {version_, body_, type_,       state_,    status_,  refund_fen_,  reason_, title_,       spec_,
            image_,   work_, line_count_, quantity_, deadline, arbitration_, queue_,  late_ ? 1 : 0};
}

std::optional<RowChanges> changes_of(ReadTx& tx, TenantId const& tenant, TicketNo const& no,
                                     RowColumns const& columns, std::int64_t at_version) {
    Question asked;
    asked.add("SELECT 0");
    for (std::string_view const name : RowColumns::names) asked.add(", ").add(name);
    asked.add(" FROM ticket WHERE tenant = ? AND ticket_no = ?", {tenant.value, no.value});
    Rows row = query(tx, asked);
    if (!row.step() || row.integer(1) != at_version) return std::nullopt;
    RowChanges changed{};
    auto const values = columns.values();
    for (std::size_t i = 0; i < RowColumns::count; ++i)
        changed[i] = !stands_there(row, static_cast<int>(i) + 1, values[i]);
    return changed;
}

bool insert_row(WriteTx& tx, TenantId const& tenant, Ticket const& ticket, RowColumns const& columns) {
    Question asked;
    asked.add("INSERT INTO ticket (tenant, ticket_no, order_no, shop_id, buyer_id, applied_at_ms");
    for (std::string_view const name : RowColumns::names) asked.add(", ").add(name);
    asked.add(") VALUES (?, ?, ?, ?, ?, ?",
              {tenant.value, ticket.no.value, ticket.order_no.value, ticket.shop_id.value,
               ticket.buyer_id.value, ticket.applied_at.ms});
    for (Param const& value : columns.values()) asked.add(", ?", {value});
    asked.add(") ON CONFLICT (tenant, ticket_no) DO NOTHING");
    return sql(tx).run(asked.text(), asked.params()) == 1;
}

bool update_row(WriteTx& tx, TenantId const& tenant, TicketNo const& no, RowColumns const& columns,
                RowChanges const& changed, std::int64_t at_version) {
    auto const values = columns.values();
    Question asked;
    asked.add("UPDATE ticket SET version = ?", {values[0]});
    for (std::size_t i = 1; i < RowColumns::count; ++i)
        if (changed[i]) asked.add(", ").add(RowColumns::names[i]).add(" = ?", {values[i]});
    asked.add(" WHERE tenant = ? AND ticket_no = ? AND version = ?", {tenant.value, no.value, at_version});
    return sql(tx).run(asked.text(), asked.params()) == 1;
}

void row_has_moved(TicketNo const& no) {
    // What came before this in the transaction was decided on an older row.
    throw StoreFailure(FailureKind::moved, "ticket " + no.value + " has moved on");
}

void put_row(WriteTx& tx, TicketChange const& change, std::int64_t at_version) {
    TicketNo const& no = change.ticket.no;
    RowColumns const columns(change.ticket, change.order);
    auto const changed = changes_of(tx, change.tenant, no, columns, at_version);
    if (!changed || !update_row(tx, change.tenant, no, columns, *changed, at_version)) row_has_moved(no);
}

}  // namespace afterdesk::store
