// The names of the API's own enums.

#include "wire/api.hpp"
#include "wire/name_table.hpp"

namespace afterdesk::wire {

template <>
constexpr std::array<Name<Audience>, 3> names<Audience>{{
    {Audience::buyer, "buyer"},
    {Audience::merchant, "merchant"},
    {Audience::platform, "platform"},
}};

template <>
constexpr std::array<Name<Shipping>, 4> names<Shipping>{{
    {Shipping::unshipped, "unshipped"},
    {Shipping::partly_shipped, "partly_shipped"},
    {Shipping::shipped, "shipped"},
    {Shipping::received, "received"},
}};

template <>
constexpr std::array<Name<SignInWay>, 2> names<SignInWay>{{
    {SignInWay::launch, "launch"},
    {SignInWay::password, "password"},
}};

std::string_view name_of(Audience audience) { return name_in_table(audience); }
std::string_view name_of(Shipping shipping) { return name_in_table(shipping); }
std::string_view name_of(SignInWay way) { return name_in_table(way); }
template std::optional<Audience> from_name<Audience>(std::string_view);
template std::optional<Shipping> from_name<Shipping>(std::string_view);
template std::optional<SignInWay> from_name<SignInWay>(std::string_view);

}  // namespace afterdesk::wire
