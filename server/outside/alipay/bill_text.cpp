#include "outside/alipay/bill_text.hpp"

#include <array>

#include "outside/bill_lines.hpp"

namespace afterdesk::outside::alipay {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr int fen_places = 2, fee_places = 5;

enum Column : unsigned char { trade_no, out_trade_no, kind, order_amount, refund_no, fee };
constexpr std::array<std::string_view, 6> names{"支付宝交易号",   "商户订单号",        "业务类型",
                                                "订单金额（元）", "退款批次号/请求号", "服务费（元）"};
constexpr std::string_view summary = "汇总查询", begins_on = "起始日期", list_ends = "列表结束",
                           refunds_in_all = "退款合计：", trades_in_all = "交易合计：", refund = "退款";
constexpr std::string_view year = "年", month = "月", day = "日";

/// "#起始日期：[2026年11月29日 00:00:00]" as "2026-11-29".
std::string first_day(std::string_view line) {
    // "日" stands in the words before it too.
    line = line.substr(line.find(begins_on) + begins_on.size());
    auto const part = [&](std::string_view before, std::size_t digits) {
        std::size_t const at = line.find(before);
        if (at == std::string_view::npos || at < digits) return std::string();
        return std::string(line.substr(at - digits, digits));
    };
    return part(year, 4) + "-" + part(month, 2) + "-" + part(day, 2);
}

class Reader {
  public:
    Reader(Bytes& text, BillWanted const& wanted, std::function<void(BilledRefund const&)> const& tell)
        : lines_(text), wanted_(wanted), tell_(tell) {
        totals_.format = BillFormat::alipay;
    }

    Result<BillTotals, BillMistake> read() {
        while (auto const next = lines_.next()) {
            std::string_view line = *next;
            if (line.starts_with(byte_order_mark)) line.remove_prefix(byte_order_mark.size());
            if (line.empty()) continue;
            auto const rule = line.starts_with('#') ? hear(line)
                              : columns_ == 0       ? read_head(line)
                                                    : take(line);
            if (rule) return broken(*rule);
        }
        if (!lines_.is_sound()) return broken(BillProblem::damaged);
        if (columns_ == 0 && !ended_) return broken(BillProblem::unreadable);
        bool const counted = refunds_ == totals_.refunds && trades_ == totals_.lines - totals_.refunds;
        if (!ended_ || !counted) return broken(BillProblem::incomplete);
        return totals_;
    }

  private:
    Err<BillMistake> broken(BillProblem problem) const {
        return Err{problem == BillProblem::line_malformed ? lines_.mistake() : BillMistake{problem}};
    }
    /// What stands around the lines.
    std::optional<BillProblem> hear(std::string_view line) {
        if (line.find(summary) != std::string_view::npos) return BillProblem::unreadable;
        if (line.find(list_ends) != std::string_view::npos) ended_ = true;
        if (auto const told = number_behind(line, refunds_in_all)) refunds_ = *told;
        if (auto const told = number_behind(line, trades_in_all)) trades_ = *told;
        bool const other_day =
            line.find(begins_on) != std::string_view::npos && first_day(line) != wanted_.day.text;
        return other_day ? std::optional(BillProblem::other_day) : std::nullopt;
    }
    std::optional<BillProblem> read_head(std::string_view line) {
        split_commas(line, cells_);
        find_columns(cells_, names, places_);
        for (int const place : places_) {
            if (place < 0) return BillProblem::unreadable;
        }
        columns_ = cells_.size();
        return std::nullopt;
    }
    std::string_view cell(Column column) const { return cells_[static_cast<std::size_t>(places_[column])]; }

    std::optional<BillProblem> take(std::string_view line) {
        split_commas(line, cells_);
        if (ended_ || cells_.size() != columns_) return BillProblem::line_malformed;
        ++totals_.lines;
        if (cell(kind).find(refund) == std::string_view::npos) return std::nullopt;
        auto const amount = decimal_of(cell(order_amount), fen_places);
        std::string_view const charged = cell(fee);
        auto const fees = charged.empty() ? std::optional<std::int64_t>(0) : decimal_of(charged, fee_places);
        if (!amount || *amount > 0 || !fees || cell(refund_no).empty()) return BillProblem::line_malformed;
        BilledRefund one{cell(refund_no), cell(trade_no), cell(out_trade_no), "CNY"};
        one.amount_fen = -*amount;
        one.charged = -*fees;  // what is paid stands below nought, what comes back above
        ++totals_.refunds;
        totals_.refunds_fen += one.amount_fen;
        tell_(one);
        return std::nullopt;
    }

    Lines lines_;
    BillWanted const& wanted_;
    std::function<void(BilledRefund const&)> const& tell_;
    std::vector<std::string_view> cells_;
    std::size_t columns_ = 0;
    std::array<int, names.size()> places_{};
    BillTotals totals_;
    std::int64_t refunds_ = -1, trades_ = -1;
    bool ended_ = false;
};

}  // namespace

bool is_utf8(std::string_view begin) {
    return begin.substr(0, begin.find('\n')).find("支付宝") != std::string_view::npos;
}

Result<BillTotals, BillMistake> read_bill_text(Bytes& text, BillWanted const& wanted,
                                               std::function<void(BilledRefund const&)> const& tell) {
    return Reader(text, wanted, tell).read();
}

}  // namespace afterdesk::outside::alipay
