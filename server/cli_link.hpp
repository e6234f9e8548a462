#pragma once
// `afterdesk link`: a fresh launch link for a buyer, as the mall's shop would make it, signed with a key of
// this folder's own.

#include <string>

namespace afterdesk {

struct LinkOptions {
    std::string data_dir;
    std::string tenant;  ///< empty: the only one there is
    std::string buyer;
    std::string order;  ///< empty: the buyer's list of orders
};

/// Prints "#launch=<token>&to=/b/orders/<order>", to be put behind the page's address. It works once, for
/// five minutes. Units: the exit status: 0 printed, 2 there is no such mall, 1 the store or the keys could
/// not be read.
int cli_link(LinkOptions const& options);

/// The same text, for the buyer of a mall. Errors: empty when there is no such mall.
std::string launch_fragment(LinkOptions const& options);

}  // namespace afterdesk
