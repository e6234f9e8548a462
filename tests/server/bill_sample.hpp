#pragma once
// Bills as the channels give them out, for tests that alter them.

#include <string>
#include <vector>

#include "outside/bill.hpp"

namespace afterdesk::test {

/// A line of WeChat Pay's bill. Units: what it says of a payment (no refund) has an empty refund number.
struct WechatLine {
    std::string refund_no, out_trade_no, amount, state = "SUCCESS", currency = "CNY", fee = "0.00000",
                                                 time = "2026-11-20 12:00:01", transaction_id = {},
                                                 mchid = "1900000000";
};
std::string wechat_text(WechatLine const& line);
/// The whole bill, with its head and its count.
std::string wechat_bill(std::vector<WechatLine> const& lines);

struct AlipayLine {
    std::string trade_no, out_trade_no, kind, amount, refund_no, fee;
};
/// In UTF-8; the day is 2026-11-20.
std::string alipay_bill(std::vector<AlipayLine> const& lines);

std::string as_gb18030(std::string_view utf8);
std::string gzipped(std::string_view text);
/// A zip with these files, under names that say nothing.
std::string zipped(std::vector<std::string> const& files);

}  // namespace afterdesk::test
