#pragma once
// The stored events folded again, compared with the stored rows.

#include <string>
#include <vector>

namespace afterdesk {

struct Replayed {
    int tickets = 0, events = 0, differing = 0;
    /// For one ticket: each event and the state that it led to. Always: which tickets differ.
    std::vector<std::string> lines;
};

/// Looks at one ticket, or at all when `ticket_no` is empty. Beside a running server too.
/// Errors: StoreFailure.
Replayed replay_folder(std::string const& data_dir, std::string const& ticket_no);

}  // namespace afterdesk
