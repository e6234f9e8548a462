#pragma once
// `afterdesk reconcile`.

#include <string>
#include <vector>

#include "payment_channels.hpp"

namespace afterdesk {

struct ReconcileCommand {
    std::string data_dir = "data";
    std::string date;     ///< "2026-11-29"
    std::string bill;     ///< a file; empty: the channel is asked
    std::string channel;  ///< wechat or alipay; empty: the bill's own, or all that are asked
    std::string account;  ///< a merchant account's number; empty: the bill's own, or all that are asked
    std::string tenant, language;
    std::vector<std::string> refunds;  ///< who can be asked, as of serve
    ChannelsConfig channels;
};

/// Compares a day's bill with the books, also while a server works in the folder, and prints what differs.
/// Units: the exit status: 0 the day is closed, 1 a failure of disk or store, 2 nothing was compared and why,
/// 3 something differs and is not settled.
int cli_reconcile(ReconcileCommand const& command);

}  // namespace afterdesk
