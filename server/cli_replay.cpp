#include "cli_replay.hpp"

#include <cstdio>

#include "cli_tools.hpp"
#include "service/replay_folder.hpp"
#include "wire/replay.hpp"

namespace afterdesk {

namespace {

constexpr int failed = 1;
constexpr int wrong_input = 2;

int replay_script(std::string const& path) {
    auto const text = path.empty() ? std::nullopt : read_input(path);
    if (!text) {
        std::fprintf(stderr, "afterdesk replay: cannot read %s\n", path.empty() ? "no file" : path.c_str());
        return failed;
    }
    wire::CliResult const result = wire::replay_text(*text, terminal_language());
    bool const written = std::fwrite(result.out.data(), 1, result.out.size(), stdout) == result.out.size();
    return written && std::fflush(stdout) == 0 ? result.status : failed;
}

int replay_stored(ReplayOptions const& options) {
    Replayed const found = replay_folder(options.data_dir, options.what);
    if (found.tickets == 0 && !options.what.empty()) {
        std::fprintf(stderr, "afterdesk replay: there is no ticket %s\n", options.what.c_str());
        return wrong_input;
    }
    for (std::string const& line : found.lines) std::printf("%s\n", line.c_str());
    std::printf("%d tickets, %d events, %d differ\n", found.tickets, found.events, found.differing);
    return found.differing == 0 ? 0 : failed;
}

}  // namespace

int cli_replay(ReplayOptions const& options) {
    return guarded("afterdesk replay", [&] {
        return options.data_dir.empty() ? replay_script(options.what) : replay_stored(options);
    });
}

}  // namespace afterdesk
