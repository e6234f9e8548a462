#pragma once
// What people are told by mail and short message: which things, and where they want to hear of them. A
// contact stands in what a host tells of a buyer or of a member of staff (setup_api).

#include <cstdint>
#include <string>
#include <string_view>

#include "wire/names.hpp"

namespace afterdesk::wire {

/// What somebody is told of. Rule: only what waits for him, or moves his money.
enum class NotificationKind : std::uint8_t {
    agreed,          ///< buyer: goods are to be sent back, and until when
    rejected,        ///< buyer: and until when the platform can be called
    offered,         ///< buyer: another amount or another way
    asked,           ///< buyer, shop: the platform wants proof
    refunded,        ///< buyer: all of the money is back
    verdict,         ///< buyer, shop: the platform has decided
    buyer_deadline,  ///< buyer: his time ends within a day
    applied,         ///< shop: a request to be looked at
    countered,       ///< shop: the buyer's answer to an offer
    parcel_back,     ///< shop: what was returned has arrived
    shop_deadline,   ///< shop: its time ends within a day
    escalated,       ///< platform: a dispute to be decided
    refund_failed,   ///< platform: a channel has refused to pay
};

/// How somebody is told.
enum class NotificationWay : std::uint8_t {
    mail,
    message,  ///< SMS or WeChat, by a provider
};

enum class NotificationState : std::uint8_t {
    waiting,
    sent,
    parked,    ///< refused for good, or not taken for three days
    left_out,  ///< there was no need any more, or no address, or there were too many
};

/// Spelled as languages are: zh-CN, en.
enum class NotificationLanguage : std::uint8_t { zh_cn, en };

inline constexpr int max_email_chars = 254, max_openid_chars = 64;

/// Where somebody hears of it; an empty one is not used.
struct NotificationContact {
    std::string email{}, phone{};
    std::string openid{};  ///< his number at WeChat, for the provider
    NotificationLanguage language = NotificationLanguage::zh_cn;
    bool off = false;  ///< he wants to hear nothing

    bool operator==(NotificationContact const&) const = default;
};

/// "anna@mall.example": letters, digits and signs of ASCII, a dot in the domain. Rule: RFC 5321, without
/// quoted parts and literals.
bool is_email(std::string_view text);
/// "13800138000", "+8613800138000". Units: as tidy_phone leaves it.
bool is_phone(std::string_view text);

/// Errors: bad_characters at "…email", "…phone", "…openid".
Mistakes check_contact(NotificationContact const& contact, std::string const& path);

template <>
std::span<std::string_view const> all_names<NotificationLanguage>();

}  // namespace afterdesk::wire
