#include "text/bills.hpp"

#include <array>

namespace afterdesk::text {

namespace {

constexpr std::array<DifferenceTexts, wire::difference_kinds> differences{{
    {{"本地没有这笔退款", "Not in our books"_en},
     {"渠道按我们的单号退了款，而这里没有记录。",
      "The channel paid a number of ours that is not known here."_en},
     {"可能恢复过备份：查原始记录，在售后单补登或向渠道追回。",
      "A backup may have been restored: look for it, and enter it or get it back."_en}},
    {{"渠道没有这笔退款", "Not in the bill"_en},
     {"本地显示已退款，渠道账单里没有。", "Our books say that it was paid; no bill has it."_en},
     {"向渠道按退款单号查询；未到账的要重新退款。",
      "Ask the channel by the number; what was not paid must be paid again."_en}},
    {{"未知退款", "Unknown refund"_en},
     {"单号和付款都不属于本商城。", "Neither its number nor its payment is known here."_en},
     {"若同一商户号还有其他系统，请确认是它退的。",
      "If another system has the same merchant number, make sure that it paid it."_en}},
    {{"外部退款", "External refund"_en},
     {"有人在渠道后台对本商城的付款退了款。", "Somebody refunded a payment of ours at the channel."_en},
     {"请商城按账单里的退款单号告知这笔退款（refund."
      "external），重新对账后差异自动消失；商城说不清的，查明经手人后在此处理。"
      "同一笔钱不要在售后单上再退一次。",
      "Have the mall tell it by the bill's number (refund.external) and compare again: then it is gone. If "
      "the mall can not say, find out who it was and settle it here. Do not pay the same money on a "
      "ticket."_en}},
    {{"超额退款", "Too much back"_en},
     {"加上这笔外部退款，退出的钱多于收到的钱。",
      "With this external refund more goes back than came in."_en},
     {"立即停止该订单的退款并向渠道核实；确实多退的，向买家追回，再在此写明结论。",
      "Stop refunds of the order and ask the channel at once. What was paid too much is had back from the "
      "buyer; then say here how it ended."_en}},
    {{"金额不一致", "Another amount"_en},
     {"双方记录的退款金额不同。", "The two sides say different amounts."_en},
     {"按渠道实际到账核对，差额补退或追回。", "See what arrived, and pay or get back the rest."_en}},
    {{"状态不一致", "Another state"_en},
     {"一方显示已退款，另一方没有。", "One side says paid and the other one does not."_en},
     {"在售后单上重试：同一单号不会重复退款。",
      "Try again on the ticket: the same number is never paid twice."_en}},
    {{"账单重复", "In the bill twice"_en},
     {"同一退款单号在账单里出现多次。", "The bill has the number more than once."_en},
     {"向渠道核实是否扣了两次款。", "Ask the channel whether money went out twice."_en}},
    {{"退了两次", "Paid twice"_en},
     {"渠道已原路退回，本地又从别的途径退了。", "The channel paid it, and so did our books another way."_en},
     {"与买家协商收回一笔。", "Get one of the two back from the buyer."_en}},
    {{"退到别的付款", "To another payment"_en},
     {"退款进了另一笔付款。", "It went back to another payment than ours."_en},
     {"核对付款单号的导入是否有误。", "See whether the payment's number was told wrongly."_en}},
    {{"日期不符", "On another day"_en},
     {"账单日期不在发起与完成之间。", "The bill's day is not between asking and being paid."_en},
     {"检查服务器时钟，或是否上传错了日期。", "Look at the server's clock, or at the day that was said."_en}},
    {{"币种不符", "Another currency"_en},
     {"账单不是人民币。", "The bill is not in CNY."_en},
     {"向渠道核实。", "Ask the channel."_en}},
    {{"收了手续费", "A fee for it"_en},
     {"渠道为这笔退款收了费用。", "The channel charged for this refund."_en},
     {"按合同核对费率。", "Look at the contract."_en}},
    {{"账本缺失", "Not in the ledger"_en},
     {"退款记录与账本的分录不相等。", "The refunds and the ledger's entries do not add up."_en},
     {"用 afterdesk verify 核对并联系运维。", "Run afterdesk verify and call whoever runs the server."_en}},
}};

constexpr Text ways[] = {{"双方都对，原因已查明", "Both are right, and it is known why"_en},
                         {"已更正本地账目", "Our books were put right"_en},
                         {"渠道已更正", "The channel put its own right"_en},
                         {"计入损失", "Written off"_en}};

constexpr Text states[] = {{"未对账", "Not compared"_en}, {"有差异", "Differs"_en}, {"已结账", "Closed"_en}};

constexpr Text problems[] = {
    {"账单格式无法识别", "It is no bill that can be read"_en},
    {"账单文件损坏", "The file is damaged"_en},
    {"账单有一行无法读取", "A line can not be read"_en},
    {"账单不完整", "It is not whole"_en},
    {"是另一天的账单", "It is another day's"_en},
    {"是另一个商户的账单", "It is another merchant's"_en},
    {"渠道还没有生成账单", "The channel has not made it yet"_en},
    {"没有取到账单，会自动重试", "It could not be fetched, and is tried again"_en},
    {"没有接入这个支付渠道", "This channel is not connected"_en},
};

}  // namespace

DifferenceTexts const& texts_of(wire::DifferenceKind kind) {
    return differences[static_cast<std::size_t>(kind)];
}
Text const& name(wire::SettleWay way) { return ways[static_cast<std::size_t>(way)]; }
Text const& name(wire::BillDayState state) { return states[static_cast<std::size_t>(state)]; }
Text const& sentence(wire::BillProblem problem) { return problems[static_cast<std::size_t>(problem)]; }

}  // namespace afterdesk::text
