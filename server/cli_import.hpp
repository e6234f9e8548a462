#pragma once
// `afterdesk import FILE`: orders from a file into the store; and the demo, which is imported the same way.

#include <string>

#include "store/store.hpp"
#include "wire/messages.hpp"

namespace afterdesk {

struct ImportOptions {
    std::string file;  ///< one order a line; "-" is standard input
    std::string data_dir;
    std::string tenant;    ///< empty: the only one there is
    std::string language;  ///< "zh-CN" or "en"; empty: that of the terminal
};

/// Imports all orders of the file or none. Mistakes are printed on standard error, one a line: line, path,
/// sentence. Units: the exit status: 0 done, 2 wrong input, 1 the file or the store could not be read.
int cli_import(ImportOptions const& options);

/// Loads DIR/mall.json and DIR/orders.jsonl into an empty store; does nothing when the mall's orders are
/// there already. All times are moved by whole days, so that the demo is fresh. Promise: the exit status as
/// above.
int load_demo(store::Store& store, std::string const& demo_dir, Instant now, wire::Language language);

}  // namespace afterdesk
