#include "cli_init.hpp"

#include <cstdio>

#include "base/text.hpp"
#include "cli_tools.hpp"
#include "service/host_setup.hpp"

namespace afterdesk {

namespace {

constexpr int wrong_input = 2;

int refuse(char const* sentence) {
    std::fprintf(stderr, "afterdesk init: %s\n", sentence);
    return wrong_input;
}

void print(InitOptions const& options, MadeMall const& made) {
    std::printf("mall       %s, in %s\n", options.tenant.c_str(), options.data_dir.c_str());
    std::printf("sign in    #/p/sign-in as %s with %s\n", options.login.c_str(), made.password.c_str());
    std::printf("           once, within three days: a password of one's own is chosen there\n");
    std::printf("key        %s\n", made.key.key.c_str());
    std::printf("           of the host's machine, shown once: Authorization: Bearer <key>\n");
}

}  // namespace

int cli_init(InitOptions const& options) {
    return guarded("afterdesk init", [&] {
        bool const sound = is_id(options.tenant) && is_id(options.login);
        if (!sound) return refuse("--tenant and --login are letters, digits, and . _ - between them");
        store::Store store({options.data_dir, store::Sharing::alone, 1, nullptr});
        std::string const& name = options.name.empty() ? options.tenant : options.name;
        auto const made =
            make_mall(store, {{{options.tenant}, name, options.tenant}, options.login}, clock_now());
        if (made.ok()) {
            print(options, *made);
            return 0;
        }
        bool const login = made.error().front().path == "login";
        return refuse(login ? "somebody signs in by that --login already; choose another"
                            : "there is such a mall already");
    });
}

}  // namespace afterdesk
