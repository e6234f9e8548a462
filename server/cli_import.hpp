#pragma once
// `afterdesk import FILE`: orders from a file into the store; and the demo, which is imported the same way.

#include <string>
#include <string_view>
#include <vector>

#include "store/store.hpp"
#include "wire/messages.hpp"

namespace afterdesk {

struct ImportOptions {
    std::string file;  ///< one order a line; "-" is standard input
    std::string data_dir;
    std::string tenant;     ///< empty: the only one there is
    std::string language;   ///< "zh-CN" or "en"; empty: that of the terminal
    bool skip_bad = false;  ///< take the sound lines, and report the others
    std::string map;        ///< the file is a table, and this one says what its columns are; empty: it is not
    bool dry_run = false;   ///< say what would come of it, keep nothing
    /// Whose pictures the page shows; a server that serves the folder knows better.
    std::vector<std::string> image_origins;
};

/// Imports all orders of the file or none, or the sound ones: by the server that serves the folder, so that
/// whoever looks at it now sees what changed; by itself when none does. Mistakes are printed on standard
/// error: line, order, field, rule, sentence, and what is known and told where they differ; so are remarks on
/// what was taken all the same. Units: the exit status: 0 done, 1 the file or the store could not be read, 2
/// wrong input and nothing was taken, 3 the sound lines were taken and others left out.
int cli_import(ImportOptions const& options);

/// What a server answers to a tool that wants something imported. Units: `request` is as cli_import sends it.
std::string answer_tool(store::Store& store, Instant now, std::string_view request,
                        std::vector<std::string> const& image_origins);

struct DemoFolder {
    std::string path;
    std::string reencode_program = "/proc/self/exe";  ///< as in ServiceConfig
};

/// Loads mall.json and orders.jsonl of the folder into an empty store, and plays its past/ if it has one
/// (service/demo_play.hpp); does nothing when the mall's orders are there already. All times are moved by
/// whole days, so that the demo is fresh. Promise: all of it or nothing; the exit status as above.
int load_demo(store::Store& store, DemoFolder const& demo, Instant now, wire::Language language);

}  // namespace afterdesk
