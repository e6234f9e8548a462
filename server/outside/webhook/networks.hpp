#pragma once
// Which addresses may be called: the public ones, and those that an operator allows.

#include <sys/socket.h>

#include <array>
#include <optional>
#include <string_view>
#include <vector>

namespace afterdesk::outside::webhook {

/// Units: 16 bytes as of IPv6; IPv4 as ::ffff:a.b.c.d.
using Address = std::array<unsigned char, 16>;

/// "203.0.113.7" or "2001:db8::1". Errors: nothing when it is neither.
std::optional<Address> read_address(std::string_view text);
/// Errors: nothing for what is not of the Internet.
std::optional<Address> address_of(sockaddr const& address);

struct Network {
    Address first{};
    int bits = 0;  ///< that are the same for all of it

    bool holds(Address const& address) const;
};
/// "10.0.0.0/8", "fd00::/8", or one address. Errors: nothing.
std::optional<Network> read_network(std::string_view text);

/// What the whole Internet knows it by: neither loopback, private, link-local, shared (CGNAT), unique local,
/// documentation, multicast nor reserved, and no way through to one of these. Rule: IANA's special-purpose
/// registries, RFC 6890 and its updates.
bool is_public(Address const& address);

bool is_in(std::vector<Network> const& networks, Address const& address);

}  // namespace afterdesk::outside::webhook
