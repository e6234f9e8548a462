// Launch tokens: any text is refused or read, nothing unsigned gets in, and what is signed lets in nobody for
// longer than it may. Units: a token; or, for one that is signed here, the text of its claims.

#include <string>

#include "crypto/digest.hpp"
#include "fuzz_wire.hpp"
#include "service/launch_claims.hpp"

using namespace afterdesk;
using namespace afterdesk::wire_fuzz;

namespace {

constexpr Instant now{1'795'147'200'000};
TenantId const mall{"mall"};
std::string const secret(32, 's');

LaunchKey key() { return {mall, LaunchAlgorithm::hs256, "k1", "", secret}; }

void check_read(std::string_view token) {
    auto const read = parse_launch_token(token);
    if (!read.ok()) {
        CHECK(!read.error().empty());
        return check_told(read.error());
    }
    CHECK(token.starts_with(read->signed_part));
    // Nobody has signed it with this key.
    LaunchKey other = key();
    other.secret = std::string(32, 'o');
    auto const let_in = verify_launch_token(*read, mall, {other}, now);
    CHECK(!let_in.ok() && let_in.error().front().rule == Rule::launch_token_forged);
}

void check_signed(std::string_view claims) {
    std::string const text =
        crypto::base64url(R"({"alg":"HS256","kid":"k1"})") + "." + crypto::base64url(claims);
    auto const read = parse_launch_token(text + "." + crypto::base64url(crypto::hmac_sha256(secret, text)));
    if (!read.ok()) return check_told(read.error());
    auto const let_in = verify_launch_token(*read, mall, {key()}, now);
    if (!let_in.ok()) {
        CHECK(let_in.error().front().rule != Rule::launch_token_forged);
        return check_told(let_in.error());
    }
    CHECK(let_in->tenant == mall && !let_in->buyer.value.empty() && !let_in->jti.empty());
    CHECK(let_in->expires + launch_clock_skew > now);
    CHECK(let_in->expires <= now + launch_clock_skew + launch_max_lifetime);
    // Told in our own words it is the same.
    auto const again = parse_launch_token(make_launch_token(key(), *let_in));
    CHECK(again.ok() && again->claims.buyer == let_in->buyer && again->claims.jti == let_in->jti);
}

void check_mended(std::string_view text) {
    std::string const mended = mended_json(text);
    CHECK(mended_json(mended) == mended);
    auto const read = wire::parse_json(text, {64u << 10u, 16});
    CHECK(!read.ok() || wire::parse_json(mended, {256u << 10u, 16}).ok());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    std::string_view const text = text_of(data, size);
    check_read(text);
    check_signed(text);
    check_mended(text);
    return 0;
}
