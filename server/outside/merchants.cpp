#include "outside/merchants.hpp"

#include <algorithm>

#include "wire/reader.hpp"

namespace afterdesk::outside {

namespace {

constexpr wire::ParseLimits file_limits{1u << 20u, 8};
constexpr int most_merchants = 1'000, most_shops = 10'000, most_subs = 10'000;
constexpr int most_chars = 4'096;  ///< of a file's name

/// A setting, and what the file calls it.
template <class Named>
struct Setting {
    std::string_view key;
    std::string Named::*value;
};
constexpr Setting<NamedWechat> wechat_settings[] = {
    {"mchid", &NamedWechat::mchid},
    {"serial", &NamedWechat::serial},
    {"key", &NamedWechat::key_file},
    {"api_v3_key", &NamedWechat::api_v3_key_file},
    {"public_key_id", &NamedWechat::public_key_id},
    {"public_key", &NamedWechat::public_key_file},
    {"certificates", &NamedWechat::certificates},
    {"url", &NamedWechat::address},
};
constexpr Setting<NamedAlipay> alipay_settings[] = {
    {"app_id", &NamedAlipay::app_id},
    {"key", &NamedAlipay::key_file},
    {"public_key", &NamedAlipay::public_key_file},
    {"app_certificate", &NamedAlipay::app_certificate},
    {"root_certificate", &NamedAlipay::root_certificate},
    {"certificate", &NamedAlipay::certificates},
    {"url", &NamedAlipay::address},
};

template <class Named, std::size_t count>
void read_settings(wire::ObjectReader& in, Setting<Named> const (&settings)[count], Named& named) {
    for (Setting<Named> const& one : settings) named.*one.value = in.text_or(one.key, most_chars);
}

/// "all", or a list. Errors: unknown_name for another word; must_not_be_empty for nobody.
std::vector<ShopId> read_shops(wire::ObjectReader& in) {
    std::vector<ShopId> shops;
    wire::Value const* const said = in.required("shops");
    if (said == nullptr) return shops;
    if (auto const* const word = said->as<std::string>()) {
        if (*word != "all") in.mistake(Rule::unknown_name, "shops");
        return shops;
    }
    for (std::string& id : in.list("shops", most_shops, wire::read_outside_id))
        shops.push_back({std::move(id)});
    if (shops.empty()) in.mistake(Rule::must_not_be_empty, "shops");
    return shops;
}

NamedMerchant read_merchant(wire::Value const& value, std::string const& path, Mistakes& mistakes) {
    wire::ObjectReader in(value, path, mistakes);
    NamedMerchant out;
    out.channel = in.name("channel", PaymentChannel::wechat);
    out.shops = read_shops(in);
    if (out.channel == PaymentChannel::wechat) {
        read_settings(in, wechat_settings, out.wechat);
        out.sub_mchids = in.list_or_empty("sub_mchids", most_subs, wire::read_outside_id);
    } else if (out.channel == PaymentChannel::alipay) {
        read_settings(in, alipay_settings, out.alipay);
        out.seller = in.text_or("seller", most_chars);
    } else {
        in.mistake(Rule::unknown_name, "channel");
        return out;
    }
    if (out.number().empty())
        in.mistake(Rule::must_not_be_empty, out.channel == PaymentChannel::wechat ? "mchid" : "app_id");
    in.finish();
    return out;
}

/// An account stands once: there is one who asks its channel, and one bill.
void check_numbers(std::vector<NamedMerchant> const& all, Mistakes& mistakes) {
    for (std::size_t i = 0; i < all.size(); ++i) {
        bool const again = std::any_of(
            all.begin(), all.begin() + static_cast<std::ptrdiff_t>(i), [&](NamedMerchant const& one) {
                return one.channel == all[i].channel && one.number() == all[i].number();
            });
        bool const wechat = all[i].channel == PaymentChannel::wechat;
        if (again && !all[i].number().empty())
            wire::note(mistakes, Rule::name_taken,
                       wire::at_key(wire::at_index("merchants", i), wechat ? "mchid" : "app_id"));
    }
}

}  // namespace

Result<std::vector<NamedMerchant>, Mistakes> read_merchants(std::string_view json) {
    TRY(document, wire::parse_json(json, file_limits));
    Mistakes mistakes;
    wire::ObjectReader in(document, "", mistakes);
    auto all = in.list("merchants", most_merchants, read_merchant);
    in.finish();
    check_numbers(all, mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return all;
}

}  // namespace afterdesk::outside
