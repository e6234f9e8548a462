#include "cli_verify.hpp"

#include <cstdio>

#include "cli_tools.hpp"
#include "service/verify.hpp"

namespace afterdesk {

namespace {

constexpr int all_is_well = 0, not_well = 1, wrong_input = 2, not_at_the_end = 3;

int report(Verified const& found, bool whole) {
    std::printf("%d orders, %d tickets, %d events, %d refunds, %d files\n", found.orders, found.tickets,
                found.events, found.refunds, found.files);
    for (std::string const& difference : found.differences) std::printf("%s\n", difference.c_str());
    if (found.stopped_at)
        std::printf("not at the end; go on with --from %s\n", verify_mark(*found.stopped_at).c_str());
    if (!whole) std::printf("kept numbers and strays of the search are compared by a whole run only\n");
    if (!found.differences.empty()) return not_well;
    if (found.stopped_at) return not_at_the_end;
    std::printf("ok\n");
    return all_is_well;
}

}  // namespace

int cli_verify(VerifyCommand const& command) {
    return guarded("afterdesk verify", [&] {
        VerifyOptions options;
        options.data_dir = command.data_dir;
        options.seconds = command.seconds;
        if (!command.from.empty()) options.from = verify_place(command.from);
        bool const sound = command.from.empty() || options.from;
        if (!sound || command.seconds < 0) {
            std::fprintf(
                stderr, "afterdesk verify: %s\n",
                sound ? "--seconds must not be negative" : "--from must be a mark as verify printed it");
            return wrong_input;
        }
        Verified const found = verify_folder(options);
        return report(found, !options.from && !found.stopped_at);
    });
}

}  // namespace afterdesk
