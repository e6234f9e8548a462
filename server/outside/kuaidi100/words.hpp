#pragma once
// 快递100's words: what is asked, what is answered, what is pushed. Rule: api.kuaidi100.com 实时快递查询
// (poll/query.do) and 快递信息推送 (poll).

#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "outside/courier.hpp"
#include "wire/json.hpp"

namespace afterdesk::outside::kuaidi100 {

struct Account {
    std::string customer;  ///< 授权码: who asks
    std::string key;       ///< 授权 key; signs questions
};

/// Its code for the parcel's courier: of the desk's list, else guessed from the number; "" when it must
/// guess.
std::string company_of(ParcelAsked const& parcel);

// Forms, as they are sent.
/// Units: sign is MD5(param + key + customer) in capitals.
std::string query_form(Account const& account, ParcelAsked const& parcel);
std::string subscribe_form(Account const& account, ParcelAsked const& parcel, std::string const& callback_url,
                           std::string const& salt);

/// A state's number ("3", "301") in the desk's words; of one that nobody knows in_transit, from which nothing
/// follows. Nothing for what is no number.
std::optional<ParcelStatus> status_of(std::string_view state);

// Answers. Units: an HTTP status, and a body.
TrackAnswer read_answer(int status, std::string_view body, ParcelAsked const& parcel);
/// acknowledged for 200 and 501 (subscribed already); refused with its code; unknown for the rest.
Answer read_subscribed(int status, std::string_view body);

/// Its code for a courier of the desk's list; "" for others.
std::string company_named(std::string_view code);
/// A text, or a number as text.
std::string text_in(wire::Value const& value, std::string_view key);
/// Code and message as one, to be shown.
std::string word_of(std::string const& code, std::string const& message);

/// The members of a form. Errors: nothing for what is none, or says a name twice.
std::optional<std::map<std::string, std::string>> read_form(std::string_view body);

/// True for a push whose sign is MD5(param + salt), in letters of any size.
bool is_signed(std::string_view body, std::string_view salt);
inline constexpr std::string_view thanks = R"({"result":true,"returnCode":"200","message":"成功"})";

}  // namespace afterdesk::outside::kuaidi100
