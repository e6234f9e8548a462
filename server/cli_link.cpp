#include "cli_link.hpp"

#include <cstdio>

#include "base/percent.hpp"
#include "base/text.hpp"
#include "cli_tools.hpp"
#include "crypto/digest.hpp"
#include "service/launch_token.hpp"

namespace afterdesk {

namespace {

constexpr int wrong_input = 2;
constexpr std::size_t jti_bytes = 16;

}  // namespace

std::string launch_fragment(LinkOptions const& options) {
    store::Store store({options.data_dir, store::Sharing::beside, 1, nullptr});
    auto const tenant = pick_tenant(store, options.tenant);
    if (!tenant) return {};
    LaunchKey const key = ensure_own_key(options.data_dir, tenant->id);
    LaunchClaims claims;
    claims.issuer = tenant->issuer;
    claims.tenant = tenant->id;
    claims.buyer = {options.buyer};
    claims.order_no = options.order;
    claims.jti = crypto::base64url(crypto::random_bytes(jti_bytes));
    claims.expires = clock_now() + launch_max_lifetime;
    // Once for the page's address, and once more for the place in this one that it is taken out of.
    std::string const to =
        options.order.empty() ? "" : "&to=/b/orders/" + percent_encode(percent_encode(options.order));
    return "#launch=" + make_launch_token(key, claims) + to;
}

int cli_link(LinkOptions const& options) {
    return guarded("afterdesk link", [&] {
        bool const sound =
            is_outside_id(options.buyer) && (options.order.empty() || is_outside_id(options.order));
        if (!sound) {
            std::fprintf(stderr,
                         "afterdesk link: --buyer and --order must be numbers as the mall has them\n");
            return wrong_input;
        }
        std::string const fragment = launch_fragment(options);
        if (fragment.empty()) {
            std::fprintf(stderr,
                         "afterdesk link: name the mall with --tenant (there is none, or more than one)\n");
            return wrong_input;
        }
        std::printf("%s\n", fragment.c_str());
        return 0;
    });
}

}  // namespace afterdesk
