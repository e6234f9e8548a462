#include "cli_verify.hpp"

#include <cstdio>

#include "cli_tools.hpp"
#include "service/verify.hpp"

namespace afterdesk {

int cli_verify(std::string const& data_dir) {
    return guarded("afterdesk verify", [&] {
        Verified const found = verify_folder(data_dir);
        std::printf("%d orders, %d tickets, %d events, %d refunds, %d files\n", found.orders, found.tickets,
                    found.events, found.refunds, found.files);
        for (std::string const& difference : found.differences) std::printf("%s\n", difference.c_str());
        if (found.differences.empty()) std::printf("ok\n");
        return found.differences.empty() ? 0 : 1;
    });
}

}  // namespace afterdesk
