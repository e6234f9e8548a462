#include "outside/webhook/networks.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <string>

#include "base/check.hpp"

namespace afterdesk::outside::webhook {

namespace {

constexpr int bits_of_all = 128, bits_before_v4 = 96;
constexpr Address mapped{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0};
constexpr std::size_t v4_at = 12;

Network network(char const* text) {
    auto const read = read_network(text);
    CHECK(read);
    return *read;
}

/// Of IPv4: whatever is not one of these is public.
std::vector<Network> const& special_v4() {
    static std::vector<Network> const all{
        network("0.0.0.0/8"),      network("10.0.0.0/8"),     network("100.64.0.0/10"),
        network("127.0.0.0/8"),    network("169.254.0.0/16"), network("172.16.0.0/12"),
        network("192.0.0.0/24"),   network("192.0.2.0/24"),   network("192.88.99.0/24"),
        network("192.168.0.0/16"), network("198.18.0.0/15"),  network("198.51.100.0/24"),
        network("203.0.113.0/24"), network("224.0.0.0/4"),    network("240.0.0.0/4")};
    return all;
}

/// Of IPv6 only 2000::/3 is given to anybody, and within it these are special: protocols (Teredo among them),
/// documentation, 6to4, which leads to an IPv4 address.
std::vector<Network> const& special_v6() {
    static std::vector<Network> const all{network("2001::/23"), network("2001:db8::/32"),
                                          network("2002::/16"), network("3fff::/20")};
    return all;
}

bool is_v4(Address const& address) {
    return std::equal(mapped.begin(), mapped.begin() + v4_at, address.begin());
}

}  // namespace

std::optional<Address> read_address(std::string_view text) {
    std::string const written(text);
    Address out = mapped;
    if (::inet_pton(AF_INET, written.c_str(), out.data() + v4_at) == 1) return out;
    if (::inet_pton(AF_INET6, written.c_str(), out.data()) == 1) return out;
    return std::nullopt;
}

std::optional<Address> address_of(sockaddr const& address) {
    Address out = mapped;
    if (address.sa_family == AF_INET) {
        auto const& of = reinterpret_cast<sockaddr_in const&>(address);
        std::memcpy(out.data() + v4_at, &of.sin_addr, sizeof of.sin_addr);
        return out;
    }
    if (address.sa_family != AF_INET6) return std::nullopt;
    auto const& of = reinterpret_cast<sockaddr_in6 const&>(address);
    std::memcpy(out.data(), &of.sin6_addr, out.size());
    return out;
}

bool Network::holds(Address const& address) const {
    for (int bit = 0; bit < bits; bit += 8) {
        auto const at = static_cast<std::size_t>(bit / 8);
        int const counted = std::min(8, bits - bit);
        auto const mask = static_cast<unsigned char>(0xff00 >> counted);
        if (((first[at] ^ address[at]) & mask) != 0) return false;
    }
    return true;
}

std::optional<Network> read_network(std::string_view text) {
    std::size_t const slash = text.find('/');
    auto const first = read_address(text.substr(0, slash));
    if (!first) return std::nullopt;
    int const most = is_v4(*first) && text.find(':') == std::string_view::npos ? bits_of_all - bits_before_v4
                                                                               : bits_of_all;
    int bits = most;
    if (slash != std::string_view::npos) {
        std::string_view const told = text.substr(slash + 1);
        auto const [end, error] = std::from_chars(told.data(), told.data() + told.size(), bits);
        bool const whole = error == std::errc() && end == told.data() + told.size();
        if (!whole || bits < 0 || bits > most) return std::nullopt;
    }
    return Network{*first, bits + bits_of_all - most};
}

bool is_public(Address const& address) {
    if (is_v4(address)) return !is_in(special_v4(), address);
    static Network const given = network("2000::/3");
    return given.holds(address) && !is_in(special_v6(), address);
}

bool is_in(std::vector<Network> const& networks, Address const& address) {
    return std::any_of(networks.begin(), networks.end(),
                       [&](Network const& one) { return one.holds(address); });
}

}  // namespace afterdesk::outside::webhook
