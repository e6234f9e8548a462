#pragma once
// The API of refunds that did not come through to their payer (WeChat Pay: ABNORMAL): staff say whose account
// takes them. The same conventions as in wire/api.hpp.
//
//   POST /api/v1/{aud}/tickets/:ticket_no/abnormal-refund    AbnormalBody  → 200 TicketDetail

#include <optional>
#include <string>

#include "wire/api.hpp"
#include "wire/names.hpp"

namespace afterdesk::wire {

enum class AbnormalTarget : std::uint8_t {
    merchant,  ///< the merchant's settlement account; then the merchant pays the buyer another way
    buyer,     ///< a bank card of the buyer's
};

/// Banks whose debit cards can be paid to. Rule: doc 4012810603, bank_type.
enum class DebitBank : std::uint8_t {
    cmb,    ///< 招商银行
    comm,   ///< 交通银行
    abc,    ///< 农业银行
    ccb,    ///< 建设银行
    icbc,   ///< 工商银行
    boc,    ///< 中国银行
    pab,    ///< 平安银行
    spdb,   ///< 浦发银行
    citic,  ///< 中信银行
    ceb,    ///< 光大银行
    cmbc,   ///< 民生银行
    cib,    ///< 兴业银行
    gdb,    ///< 广发银行
    psbc,   ///< 邮储银行
    nbcb,   ///< 宁波银行
};

struct AbnormalBody {
    std::string refund_no;
    int version = 0;  ///< of the ticket that the sender saw
    AbnormalTarget target = AbnormalTarget::merchant;
    // Of the buyer's card. They are sealed for the channel, and neither kept nor logged.
    std::optional<DebitBank> bank;
    std::string account, name;
};

/// Errors: must_not_be_empty for a part of the card that lacks, too_many for one that nobody wants,
/// bad_characters for a number that is none of a card.
Result<AbnormalBody, Mistakes> read_abnormal(Value const&);
Value to_json(AbnormalBody const&);

}  // namespace afterdesk::wire
