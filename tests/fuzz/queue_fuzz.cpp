// What stands in the address of staff's tickets: read into the controls and written again it is the same, and
// the server is asked for nothing that an address can not hold.

#include "app/features/queue/model.hpp"
#include "app/shell/screen_table.hpp"
#include "fuzz_wire.hpp"

using namespace afterdesk;
using namespace afterdesk::wire_fuzz;

namespace {

struct Read {
    std::string query, asked;
};

Read read_query(app::Shell& shell, std::string_view hash) {
    shell.route = app::parse_route(hash, app::Rest::here);
    app::queue::Model model;
    model.audience = shell.route.audience;
    app::queue::take_query(model, shell);
    return {app::queue::query_of(model, shell), app::queue::api_query(model, shell).text};
}

bool is_plain(std::string_view text) {
    for (char const c : text)
        if (c <= ' ' || c > '~' || c == '#') return false;
    return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    std::string const typed(text_of(data, size));
    for (std::string const address : {"#/m/tickets?", "#/p/tickets?", "#/m/tickets/AS1?"}) {
        app::Shell shell;
        Read const first = read_query(shell, address + typed);
        if (shell.route.screen != app::Screen::tickets && shell.route.screen != app::Screen::ticket) continue;
        CHECK(is_plain(first.query));
        CHECK(is_plain(first.asked));
        CHECK(first.asked.empty() || first.asked.starts_with('?'));
        // An address is kept up to a length; what it says is said shorter when it is written again.
        Read const again = read_query(shell, address + first.query);
        bool const fits = first.query.size() <= 1'000;
        CHECK(!fits || (again.query == first.query && again.asked == first.asked));
    }
    return 0;
}
