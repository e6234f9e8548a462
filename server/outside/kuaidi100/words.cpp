#include "outside/kuaidi100/words.hpp"

#include <algorithm>
#include <charconv>

#include "base/pasted.hpp"
#include "base/percent.hpp"
#include "base/text.hpp"
#include "crypto/digest.hpp"
#include "crypto/md5.hpp"
#include "domain/order/carriers.hpp"
#include "wire/fields.hpp"
#include "wire/json.hpp"

namespace afterdesk::outside::kuaidi100 {

namespace {

using wire::Object;
using wire::Value;

constexpr wire::ParseLimits answer_limits{1u << 20u, 12};
constexpr std::size_t most_members = 20, most_code_chars = 64;
constexpr int answered = 200;

struct Company {
    std::string_view ours, theirs;
};
constexpr Company companies[] = {
    {"SF", "shunfeng"},         {"ZTO", "zhongtong"},    {"YTO", "yuantong"},   {"STO", "shentong"},
    {"YUNDA", "yunda"},         {"JTSD", "jtexpress"},   {"JD", "jd"},          {"EMS", "ems"},
    {"YZPY", "youzhengguonei"}, {"DBL", "debangkuaidi"}, {"ZJS", "zhaijisong"}, {"KYSY", "kuayue"},
};

struct State {
    std::string_view theirs;
    ParcelStatus ours;
};
using enum ParcelStatus;
/// The ten of its documents; 10 to 13 are customs, of which 13 is a problem.
constexpr State states[] = {{"0", in_transit}, {"1", collected},
                            {"2", problem},    {"3", signed_for},
                            {"4", returned},   {"5", out_for_delivery},
                            {"6", returning},  {"7", in_transit},
                            {"8", customs},    {"10", customs},
                            {"11", customs},   {"12", customs},
                            {"13", problem},   {"14", ParcelStatus::refused}};
/// What a station says with `resultv2`.
constexpr State words[] = {{"在途", in_transit},
                           {"揽收", collected},
                           {"疑难", problem},
                           {"签收", signed_for},
                           {"退签", returned},
                           {"派件", out_for_delivery},
                           {"退回", returning},
                           {"转单", in_transit},
                           {"转投", in_transit},
                           {"清关", customs},
                           {"拒签", ParcelStatus::refused}};

/// "2012-08-28 16:33:19", as clocks in China show it.
std::optional<Instant> time_of(std::string_view text) {
    constexpr std::string_view form = "0000-00-00 00:00:00";
    if (text.size() != form.size()) return std::nullopt;
    for (std::size_t i = 0; i < form.size(); ++i) {
        bool const digit = text[i] >= '0' && text[i] <= '9';
        if (form[i] == '0' ? !digit : text[i] != form[i]) return std::nullopt;
    }
    auto const number = [&](std::size_t at, std::size_t size) {
        int out = 0;
        std::from_chars(text.data() + at, text.data() + at + size, out);
        return out;
    };
    Civil const at{number(0, 4), number(5, 2), number(8, 2), number(11, 2), number(14, 2), number(17, 2)};
    bool const sound = at.year >= 2001 && at.month >= 1 && at.month <= 12 && at.day >= 1 && at.day <= 31 &&
                       at.hour < 24 && at.minute < 60 && at.second < 60;
    return sound ? std::optional(from_civil(at, china_offset_minutes)) : std::nullopt;
}

std::optional<ParcelStatus> status_said(Value const& station) {
    std::string const word = text_in(station, "status");
    auto const found = std::find_if(std::begin(words), std::end(words),
                                    [&](State const& one) { return one.theirs == word; });
    return found == std::end(words) ? std::nullopt : std::optional(found->ours);
}

std::optional<Station> read_station(Value const& value) {
    auto at = time_of(text_in(value, "time"));
    if (!at) at = time_of(text_in(value, "ftime"));
    if (!at) return std::nullopt;
    Station station{*at, text_in(value, "context"), text_in(value, "areaName"), status_said(value)};
    if (!is_clean_utf8(station.text) || !is_clean_utf8(station.place)) return std::nullopt;
    return station;
}

/// 400, 408, 503, 600, 601, 700 … : asking again says the same. 500: it knows nothing yet.
TrackAnswer without_track(std::string const& code, std::string const& message) {
    std::string const word = word_of(code, message);
    if (code == "500") return {Found::nothing, {}, word};
    bool const busy = code == "501" || code == "502";
    if (code.empty() || busy) return {Found::unknown, {}, word.empty() ? "UNREADABLE" : word};
    return {Found::refused, {}, word};
}

bool is_about(Value const& answer, ParcelAsked const& parcel) {
    std::string const number = text_in(answer, "nu");
    return number.empty() || is_same_tracking_no(number, parcel.tracking_no);
}

std::string decoded(std::string_view text) {
    std::string spaced(text);
    std::replace(spaced.begin(), spaced.end(), '+', ' ');
    return percent_decode(spaced);
}

/// 顺丰 and 中通 tell nobody who does not know the receiver's number; others need not hear it.
void put_phone(Object& object, ParcelAsked const& parcel) {
    std::string const company = company_of(parcel);
    bool const wanted = company.empty() || company == "shunfeng" || company == "zhongtong";
    if (wanted && !parcel.phone.empty()) wire::put(object, "phone", parcel.phone);
}

}  // namespace

std::string company_named(std::string_view code) {
    Carrier const* const known = find_carrier(code);
    auto const found = std::find_if(std::begin(companies), std::end(companies), [&](Company const& one) {
        return known != nullptr && one.ours == known->code;
    });
    return found == std::end(companies) ? std::string() : std::string(found->theirs);
}

std::string text_in(Value const& value, std::string_view key) {
    Value const* const found = value.find(key);
    if (found == nullptr) return {};
    if (auto const* const text = found->as<std::string>()) return *text;
    auto const* const number = found->as<std::int64_t>();
    return number == nullptr ? std::string() : std::to_string(*number);
}

std::string word_of(std::string const& code, std::string const& message) {
    std::string text = is_clean_utf8(code) ? code : "?";
    if (!message.empty() && is_clean_utf8(message)) text += (text.empty() ? "" : " ") + message;
    return shorten(text, most_code_chars);
}

std::string company_of(ParcelAsked const& parcel) {
    std::string const named = company_named(parcel.carrier);
    return named.empty() ? company_named(guess_carrier(parcel.tracking_no)) : named;
}

std::string query_form(Account const& account, ParcelAsked const& parcel) {
    Object param{{"com", company_of(parcel)}, {"num", tidy_tracking_no(parcel.tracking_no)}};
    put_phone(param, parcel);
    wire::put(param, "resultv2", "1");
    wire::put(param, "show", "0");
    wire::put(param, "order", "desc");
    std::string const text = wire::write_json(param);
    std::string sign = crypto::md5_hex(text + account.key + account.customer);
    std::transform(sign.begin(), sign.end(), sign.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return "customer=" + percent_encode(account.customer) + "&sign=" + sign +
           "&param=" + percent_encode(text);
}

std::string subscribe_form(Account const& account, ParcelAsked const& parcel, std::string const& callback_url,
                           std::string const& salt) {
    std::string const company = company_of(parcel);
    Object parameters{{"callbackurl", callback_url}, {"salt", salt}, {"resultv2", "1"}};
    if (company.empty()) wire::put(parameters, "autoCom", "1");
    put_phone(parameters, parcel);
    Object const param{{"company", company},
                       {"number", tidy_tracking_no(parcel.tracking_no)},
                       {"key", account.key},
                       {"parameters", std::move(parameters)}};
    return "schema=json&param=" + percent_encode(wire::write_json(param));
}

std::optional<ParcelStatus> status_of(std::string_view state) {
    bool const number = !state.empty() && state.find_first_not_of("0123456789") == std::string_view::npos;
    if (!number) return std::nullopt;
    auto const found = std::find_if(std::begin(states), std::end(states),
                                    [&](State const& one) { return one.theirs == state; });
    return found == std::end(states) ? in_transit : found->ours;
}

TrackAnswer read_answer(int status, std::string_view body, ParcelAsked const& parcel) {
    if (status != answered) return {Found::unknown, {}, "HTTP_" + std::to_string(status)};
    auto const document = wire::parse_json(body, answer_limits);
    if (!document.ok()) return {Found::unknown, {}, "UNREADABLE"};
    Value const* const data = document->find("data");
    auto const* const list = data == nullptr ? nullptr : data->as<wire::Array>();
    if (list == nullptr)
        return without_track(text_in(*document, "returnCode"), text_in(*document, "message"));
    auto const state = status_of(text_in(*document, "state"));
    if (!state || !is_about(*document, parcel)) return {Found::unknown, {}, "UNREADABLE"};
    Track track{*state, {}};
    for (Value const& one : *list) {
        if (auto station = read_station(one)) track.stations.push_back(std::move(*station));
    }
    if (track.stations.empty()) return {Found::nothing, {}, word_of("", text_in(*document, "message"))};
    return {Found::track, tidied(std::move(track)), ""};
}

Answer read_subscribed(int status, std::string_view body) {
    if (status != answered) return {Outcome::unknown, "HTTP_" + std::to_string(status)};
    auto const document = wire::parse_json(body, answer_limits);
    if (!document.ok()) return {Outcome::unknown, "UNREADABLE"};
    std::string const code = text_in(*document, "returnCode");
    std::string const word = word_of(code, text_in(*document, "message"));
    if (code == "200" || code == "501") return {Outcome::acknowledged, ""};
    if (code.empty() || code == "500") return {Outcome::unknown, word.empty() ? "UNREADABLE" : word};
    return {Outcome::refused, word};
}

std::optional<std::map<std::string, std::string>> read_form(std::string_view body) {
    std::map<std::string, std::string> members;
    while (!body.empty()) {
        std::string_view const part = body.substr(0, body.find('&'));
        body.remove_prefix(std::min(part.size() + 1, body.size()));
        std::size_t const equals = part.find('=');
        if (equals == std::string_view::npos || members.size() == most_members) return std::nullopt;
        bool const is_new =
            members.emplace(decoded(part.substr(0, equals)), decoded(part.substr(equals + 1))).second;
        if (!is_new) return std::nullopt;
    }
    return members;
}

bool is_signed(std::string_view body, std::string_view salt) {
    auto const form = read_form(body);
    if (!form || !form->contains("param") || !form->contains("sign")) return false;
    std::string sign = form->at("sign");
    std::transform(sign.begin(), sign.end(), sign.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return crypto::same(crypto::md5_hex(form->at("param") + std::string(salt)), sign);
}

}  // namespace afterdesk::outside::kuaidi100
