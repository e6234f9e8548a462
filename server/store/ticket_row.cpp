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

/// What a row says beside whose it is.
class Columns {
  public:
    static constexpr std::size_t count = 17;
    static constexpr std::array<std::string_view, count> names{
        "version", "body", "type",       "state",    "status",      "refund_fen",  "reason", "title", "spec",
        "image",   "work", "line_count", "quantity", "deadline_ms", "arbitration", "queue",  "late"};

    explicit Columns(TicketChange const& change)
        : ticket_(change.ticket),
          goods_(goods_of(change.ticket, change.order)),
          body_(wire::stored::text_of(change.ticket)),
          arbitration_(arbitration_column(change.ticket)),
          work_(work_column(change.ticket)) {}

    std::array<Param, count> values() const {
        Param const deadline = ticket_.deadline ? Param(ticket_.deadline->ms) : Param(nullptr);
        return {ticket_.version,
                body_,
                wire::name_of(ticket_.request.type),
                wire::name_of(ticket_.state),
                wire::name_of(short_status(ticket_)),
                ticket_.quote.refund_fen,
                ticket_.request.reason,
                goods_.title,
                goods_.spec,
                goods_.image,
                work_,
                goods_.line_count,
                goods_.quantity,
                deadline,
                arbitration_,
                ticket_.queue,
                ticket_.reminded ? 1 : 0};
    }

  private:
    Ticket const& ticket_;
    Goods goods_;
    std::string body_, arbitration_, work_;
};

bool stands_there(Row const& row, int column, Param const& value) {
    switch (value.kind()) {
        case Param::Kind::null: return row.is_null(column);
        case Param::Kind::integer: return !row.is_null(column) && row.integer(column) == value.number();
        case Param::Kind::text:
        case Param::Kind::blob: return row.text(column) == value.bytes();
    }
    CHECK(false);
}

bool insert_row(WriteTx& tx, TicketChange const& change, Columns const& columns) {
    Ticket const& ticket = change.ticket;
    Question asked;
    asked.add("INSERT INTO ticket (tenant, ticket_no, order_no, shop_id, buyer_id, applied_at_ms");
    for (std::string_view const name : Columns::names) asked.add(", ").add(name);
    asked.add(") VALUES (?, ?, ?, ?, ?, ?",
              {change.tenant.value, ticket.no.value, ticket.order_no.value, ticket.shop_id.value,
               ticket.buyer_id.value, ticket.applied_at.ms});
    for (Param const& value : columns.values()) asked.add(", ?", {value});
    asked.add(") ON CONFLICT (tenant, ticket_no) DO NOTHING");
    return sql(tx).run(asked.text(), asked.params()) == 1;
}

/// Which columns say something else now. Nothing when the row is at another version.
std::optional<std::array<bool, Columns::count>> changes_of(ReadTx& tx, TicketChange const& change,
                                                           Columns const& columns, std::int64_t at_version) {
    Question asked;
    asked.add("SELECT 0");
    for (std::string_view const name : Columns::names) asked.add(", ").add(name);
    asked.add(" FROM ticket WHERE tenant = ? AND ticket_no = ?",
              {change.tenant.value, change.ticket.no.value});
    Rows row = query(tx, asked);
    if (!row.step() || row.integer(1) != at_version) return std::nullopt;
    std::array<bool, Columns::count> changed{};
    auto const values = columns.values();
    for (std::size_t i = 0; i < Columns::count; ++i)
        changed[i] = !stands_there(row, static_cast<int>(i) + 1, values[i]);
    return changed;
}

bool update_row(WriteTx& tx, TicketChange const& change, Columns const& columns, std::int64_t at_version) {
    auto const changed = changes_of(tx, change, columns, at_version);
    if (!changed) return false;
    auto const values = columns.values();
    Question asked;
    asked.add("UPDATE ticket SET version = ?", {values[0]});
    for (std::size_t i = 1; i < Columns::count; ++i)
        if ((*changed)[i]) asked.add(", ").add(Columns::names[i]).add(" = ?", {values[i]});
    asked.add(" WHERE tenant = ? AND ticket_no = ? AND version = ?",
              {change.tenant.value, change.ticket.no.value, at_version});
    return sql(tx).run(asked.text(), asked.params()) == 1;
}

}  // namespace

void put_row(WriteTx& tx, TicketChange const& change, std::int64_t at_version) {
    Columns const columns(change);
    bool const put =
        at_version == 0 ? insert_row(tx, change, columns) : update_row(tx, change, columns, at_version);
    // What came before this in the transaction was decided on an older row.
    if (!put) throw StoreFailure(FailureKind::moved, "ticket " + change.ticket.no.value + " has moved on");
}

}  // namespace afterdesk::store
