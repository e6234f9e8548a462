#pragma once
// Where refunds go that did not come through, as staff said it.

#include <optional>
#include <string>
#include <string_view>

#include "store/tx.hpp"
#include "wire/abnormal_api.hpp"

namespace afterdesk::store {

struct AbnormalRow {
    wire::AbnormalTarget target = wire::AbnormalTarget::merchant;
    std::string bank{}, sealed_account{}, sealed_name{}, key_id{};  ///< of a card
    std::optional<Instant> told{};  ///< when the channel took it on; 0: it said no
};
/// What was said last counts, and has not been told.
void put_abnormal(WriteTx& tx, TenantId const& tenant, std::string_view refund_no, AbnormalRow const& row);
std::optional<AbnormalRow> find_abnormal(ReadTx& tx, TenantId const& tenant, std::string_view refund_no);
/// What was sealed is not needed any more.
void mark_abnormal_told(WriteTx& tx, TenantId const& tenant, std::string_view refund_no, Instant at);

}  // namespace afterdesk::store
