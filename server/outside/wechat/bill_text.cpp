#include "outside/wechat/bill_text.hpp"

#include <algorithm>
#include <array>

#include "outside/bill_lines.hpp"

namespace afterdesk::outside::wechat {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr int fen_places = 2, fee_places = 5;

/// The columns that matter.
enum Column : unsigned char {
    time,
    mchid,
    sub_mchid,
    transaction_id,
    out_trade_no,
    currency,
    refund_no,
    refunded,
    asked,  ///< for how much; it is the amount before coupons are taken off
    state,
    fee,
    applied_at,
    paid_at,
};
constexpr std::array<std::string_view, 13> names{
    "交易时间", "商户号",       "特约商户号", "微信订单号", "商户订单号",   "货币种类",    "商户退款单号",
    "退款金额", "申请退款金额", "退款状态",   "手续费",     "退款申请时间", "退款成功时间"};
constexpr std::string_view totals_begin = "总交易单数";
/// What some bills do not have.
constexpr bool may_be_missing(std::size_t column) {
    return column == asked || column == sub_mchid || column == applied_at || column == paid_at;
}

struct StateRow {
    std::string_view name;
    BillState state;
};
constexpr std::array states{StateRow{"SUCCESS", BillState::paid},
                            StateRow{"PROCESSING", BillState::processing},
                            StateRow{"FAIL", BillState::failed}, StateRow{"CHANGE", BillState::failed}};

class Reader {
  public:
    Reader(Bytes& text, BillWanted const& wanted, std::function<void(BilledRefund const&)> const& tell)
        : lines_(text), wanted_(wanted), tell_(tell) {}

    Result<BillTotals, BillMistake> read() {
        auto head = lines_.next();
        if (!head || !read_head(*head))
            return broken(lines_.is_sound() ? BillProblem::unreadable : BillProblem::damaged);
        while (auto const line = lines_.next()) {
            if (line->empty()) continue;
            if (!line->starts_with('`')) {
                if (line->starts_with(totals_begin)) return read_totals();
                return Err{lines_.mistake()};
            }
            if (auto const rule = take(*line)) return broken(*rule);
        }
        return broken(lines_.is_sound() ? BillProblem::incomplete : BillProblem::damaged);
    }

  private:
    Err<BillMistake> broken(BillProblem problem) const {
        return Err{problem == BillProblem::line_malformed ? lines_.mistake() : BillMistake{problem}};
    }
    bool read_head(std::string_view head) {
        if (head.starts_with(byte_order_mark)) head.remove_prefix(byte_order_mark.size());
        split_commas(head, cells_);
        columns_ = cells_.size();
        find_columns(cells_, names, places_);
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (places_[i] < 0 && !may_be_missing(i)) return false;
        }
        return true;
    }
    std::string_view cell(Column column) const {
        int const place = places_[column];
        return place < 0 ? std::string_view() : cells_[static_cast<std::size_t>(place)];
    }
    /// Errors: what is wrong with the line.
    std::optional<BillProblem> take(std::string_view line) {
        split_backticks(line, cells_);
        if (cells_.size() != columns_) return BillProblem::line_malformed;
        ++totals_.lines;
        bool const theirs = cell(mchid) == wanted_.mchid || cell(sub_mchid) == wanted_.mchid;
        if (!wanted_.mchid.empty() && !theirs) return BillProblem::other_merchant;
        for (Column const one : {time, applied_at, paid_at})
            on_the_day_ = on_the_day_ || cell(one).starts_with(wanted_.day.text);
        std::string_view const number = cell(refund_no);
        if (number.empty() || number == "0") return std::nullopt;
        return take_refund(number) ? std::nullopt : std::optional(BillProblem::line_malformed);
    }
    bool take_refund(std::string_view number) {
        BilledRefund refund{number, cell(transaction_id), cell(out_trade_no), cell(currency)};
        auto const found = std::find_if(states.begin(), states.end(),
                                        [&](StateRow const& one) { return one.name == cell(state); });
        auto const amount = decimal_of(places_[asked] < 0 ? cell(refunded) : cell(asked), fen_places);
        auto const fees = decimal_of(cell(fee), fee_places);
        if (found == states.end() || !amount || *amount < 0 || !fees) return false;
        refund.state = found->state;
        refund.amount_fen = *amount;
        refund.charged = *fees;
        ++totals_.refunds;
        totals_.refunds_fen += refund.amount_fen;
        tell_(refund);
        return true;
    }
    /// The bill's own count is the last line.
    Result<BillTotals, BillMistake> read_totals() {
        auto const line = lines_.next();
        if (!line || !line->starts_with('`'))
            return broken(lines_.is_sound() ? BillProblem::incomplete : BillProblem::damaged);
        split_backticks(*line, cells_);
        if (decimal_of(cells_.front(), 0) != totals_.lines) return broken(BillProblem::incomplete);
        while (auto const more = lines_.next()) {
            if (!more->empty()) return Err{lines_.mistake()};
        }
        if (!lines_.is_sound()) return broken(BillProblem::damaged);
        if (totals_.lines > 0 && !on_the_day_) return broken(BillProblem::other_day);
        return totals_;
    }

    Lines lines_;
    BillWanted const& wanted_;
    std::function<void(BilledRefund const&)> const& tell_;
    std::vector<std::string_view> cells_;
    std::size_t columns_ = 0;
    std::array<int, names.size()> places_{};
    BillTotals totals_;
    bool on_the_day_ = false;
};

std::string yuan(Fen fen) {
    std::string const cents = std::to_string(fen % 100);
    return std::to_string(fen / 100) + (cents.size() == 1 ? ".0" : ".") + cents;
}

std::string second_text(Instant at) {
    int const second = to_civil(at, china_offset_minutes).second;
    return format_minute(at, china_offset_minutes) + (second < 10 ? ":0" : ":") + std::to_string(second);
}

}  // namespace

bool begins_bill(std::string_view text) { return text.starts_with(names[time]); }

Result<BillTotals, BillMistake> read_bill_text(Bytes& text, BillWanted const& wanted,
                                               std::function<void(BilledRefund const&)> const& tell) {
    return Reader(text, wanted, tell).read();
}

std::string BillWriter::head() {
    return std::string(byte_order_mark) +
           "交易时间,公众账号ID,商户号,特约商户号,设备号,微信订单号,商户订单号,用户标识,交易类型,交易状态,"
           "付款银行,货币种类,应结订单金额,代金券金额,微信退款单号,商户退款单号,退款金额,充值券退款金额,"
           "退款类型,退款状态,商品名称,商户数据包,手续费,费率,订单金额,申请退款金额,费率备注\r\n";
}

std::string BillWriter::line(BillRow const& row) {
    ++lines_;
    refunded_fen_ += row.amount_fen;
    std::string const amount = yuan(row.amount_fen);
    std::string const cells[] = {second_text(row.at),
                                 "wx0000000000000000",
                                 mchid_,
                                 "0",
                                 "",
                                 "4200" + row.payment_no,
                                 row.payment_no,
                                 "",
                                 "JSAPI",
                                 "REFUND",
                                 "OTHERS",
                                 "CNY",
                                 "0.00",
                                 "0.00",
                                 "5030" + row.refund_no,
                                 row.refund_no,
                                 amount,
                                 "0.00",
                                 "ORIGINAL",
                                 "SUCCESS",
                                 "",
                                 "",
                                 "0.00000",
                                 "0.60%",
                                 "0.00",
                                 amount,
                                 ""};
    std::string out;
    for (std::string const& cell : cells) out += (out.empty() ? "`" : ",`") + cell;
    return out + "\r\n";
}

std::string BillWriter::foot() const {
    std::string const amount = yuan(refunded_fen_);
    return "总交易单数,应结订单总金额,退款总金额,充值券退款总金额,手续费总金额,订单总金额,"
           "申请退款总金额\r\n`" +
           std::to_string(lines_) + ",`0.00,`" + amount + ",`0.00,`0.00000,`0.00,`" + amount + "\r\n";
}

}  // namespace afterdesk::outside::wechat
