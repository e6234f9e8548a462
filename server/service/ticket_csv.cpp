// A list of tickets as a table for spreadsheets, made piece by piece.

#include <iterator>
#include <memory>
#include <utility>

#include "base/money.hpp"
#include "service/csv_cell.hpp"
#include "service/ground.hpp"
#include "service/tickets.hpp"

namespace afterdesk {

namespace {

constexpr int rows_a_piece = wire::max_page_size;

struct CsvWords {
    std::string_view zh, en;
};
constexpr CsvWords heads[] = {{"售后单号", "Ticket"},
                              {"订单号", "Order"},
                              {"店铺", "Shop"},
                              {"买家", "Buyer"},
                              {"类型", "Type"},
                              {"状态", "Status"},
                              {"商品", "Item"},
                              {"规格", "Variant"},
                              {"件数", "Quantity"},
                              {"原因", "Reason"},
                              {"金额（元）", "Amount (CNY)"},
                              {"申请时间", "Requested at"},
                              {"截止时间", "Due at"}};
// By TicketType and ShortStatus. Rule: DOMAIN §2, §3.
constexpr CsvWords types[] = {{"仅退款(未发货)", "Refund, not shipped"},
                              {"仅退款(已发货)", "Refund, shipped"},
                              {"退货退款", "Return and refund"},
                              {"换货", "Exchange"},
                              {"维修", "Repair"},
                              {"补寄", "Reship"},
                              {"退差价", "Price protection"},
                              {"虚拟商品退款", "Virtual goods refund"}};
constexpr CsvWords statuses[] = {
    {"待审核", "In review"},  {"待退货", "To return"},  {"待退款", "To refund"}, {"待换货", "To exchange"},
    {"换货中", "Exchanging"}, {"审核拒绝", "Rejected"}, {"已完成", "Completed"}, {"已关闭", "Closed"}};

/// One file: where it has come to, and in which words.
class Table {
  public:
    Table(Tickets& tickets, Caller caller, TicketQuery query, std::shared_ptr<Policy const> policy)
        : tickets_(tickets),
          caller_(std::move(caller)),
          query_(std::move(query)),
          policy_(std::move(policy)) {}

    /// Not empty before the end: pages on the way may be.
    std::string next() {
        std::string piece;
        while (piece.empty() && !ended_) piece = next_page();
        return piece;
    }

    Mistakes const& mistakes() const { return mistakes_; }

  private:
    std::string next_page() {
        auto const page = tickets_.list(caller_, query_);
        if (!page.ok()) {
            mistakes_ = page.error();
            ended_ = true;
            return {};
        }
        std::string piece = query_.cursor.empty() ? std::string(csv_mark) + head() : std::string();
        for (wire::TicketSummary const& ticket : page->items) piece += row_of(ticket);
        rows_ += static_cast<int>(page->items.size());
        query_.cursor = page->next_cursor;
        ended_ = query_.cursor.empty() || rows_ >= wire::max_csv_rows;
        return piece;
    }
    std::string_view in_words(CsvWords const& words) const {
        return caller_.language == wire::Language::en ? words.en : words.zh;
    }
    std::string head() const {
        std::string row;
        for (CsvWords const& words : heads) add_csv_cell(row, in_words(words));
        return row + "\r\n";
    }
    std::string_view reason_of(wire::TicketSummary const& ticket) const {
        Reason const* const reason = find_reason(*policy_, ticket.reason);
        return reason == nullptr ? std::string_view(ticket.reason) : in_words({reason->zh, reason->en});
    }
    std::string row_of(wire::TicketSummary const& ticket) const {
        int const offset_minutes = policy_->utc_offset_minutes;
        std::string row;
        add_csv_cell(row, ticket.ticket_no);
        add_csv_cell(row, ticket.order_no);
        add_csv_cell(row, ticket.shop_name);
        add_csv_cell(row, ticket.buyer_name);
        add_csv_cell(row, in_words(types[static_cast<std::size_t>(ticket.type)]));
        add_csv_cell(row, in_words(statuses[static_cast<std::size_t>(ticket.status)]));
        add_csv_cell(row, ticket.title);
        add_csv_cell(row, ticket.spec);
        add_csv_cell(row, std::to_string(ticket.quantity));
        add_csv_cell(row, reason_of(ticket));
        std::string amount = pays_back(ticket.type) ? format_fen(ticket.refund_fen) : std::string();
        std::erase(amount, ',');  // a number, not words
        add_csv_cell(row, amount);
        add_csv_cell(row, format_minute({ticket.applied_at_ms}, offset_minutes));
        add_csv_cell(
            row, ticket.deadline_ms ? format_minute({*ticket.deadline_ms}, offset_minutes) : std::string());
        return row + "\r\n";
    }

    Tickets& tickets_;
    Caller caller_;
    TicketQuery query_;
    std::shared_ptr<Policy const> policy_;
    Mistakes mistakes_;
    int rows_ = 0;
    bool ended_ = false;
};

static_assert(std::size(types) == static_cast<std::size_t>(TicketType::virtual_refund) + 1);
static_assert(std::size(statuses) == static_cast<std::size_t>(ShortStatus::shut) + 1);

}  // namespace

Result<FilePieces, Mistakes> Tickets::csv(Caller const& caller, TicketQuery query) {
    if (caller.audience == wire::Audience::buyer) return Err{one_mistake(Rule::not_your_part)};
    query.cursor.clear();
    query.count = rows_a_piece;
    query.counted = false;
    query.order = store::TicketOrder::newest;  // tickets that move meanwhile stay in their place
    auto policy = ground_.store.read(
        [&](store::ReadTx& tx) { return ground_.policies.newest(tx, caller.tenant, caller.shop); });
    auto const table = std::make_shared<Table>(*this, caller, std::move(query), std::move(policy));
    std::string first = table->next();
    if (first.empty()) return Err{table->mistakes()};
    return FilePieces([table, first = std::move(first)]() mutable {
        return first.empty() ? table->next() : std::exchange(first, {});
    });
}

}  // namespace afterdesk
