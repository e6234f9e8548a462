#pragma once
// Merchant accounts as the operator names them: whose they are, and the files with their keys.

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/order/order.hpp"

namespace afterdesk::outside {

struct NamedWechat {
    std::string mchid;
    std::string serial;                          ///< of the merchant's certificate
    std::string key_file, api_v3_key_file;       ///< for their owner only
    std::string public_key_id, public_key_file;  ///< public key mode
    std::string certificates;                    ///< certificate mode: a PEM file, or a folder of them
    std::string address;                         ///< empty: WeChat Pay's own
    bool operator==(NamedWechat const&) const = default;
};

struct NamedAlipay {
    std::string app_id;
    std::string key_file;                        ///< for its owner only
    std::string public_key_file;                 ///< Alipay's: public key mode
    std::string app_certificate;                 ///< certificate mode: the application's, Alipay's root ones,
    std::string root_certificate, certificates;  ///< and its own: a PEM file, or a folder of them
    std::string address;                         ///< empty: Alipay's own
    bool operator==(NamedAlipay const&) const = default;
};

/// One entry of the file of merchants.
struct NamedMerchant {
    PaymentChannel channel = PaymentChannel::wechat;
    NamedWechat wechat;  ///< that of its channel says something
    NamedAlipay alipay;
    std::string seller;                   ///< Alipay's 2088…, by which payments may name it
    std::vector<ShopId> shops;            ///< empty: all
    std::vector<std::string> sub_mchids;  ///< empty: anybody

    std::string const& number() const {
        return channel == PaymentChannel::wechat ? wechat.mchid : alipay.app_id;
    }
    bool operator==(NamedMerchant const&) const = default;
};

/// {"merchants": [{"channel", "shops", "mchid" …}]}. Errors: all mistakes of the document, with their paths;
/// name_taken for a number that an earlier one has.
Result<std::vector<NamedMerchant>, Mistakes> read_merchants(std::string_view json);

}  // namespace afterdesk::outside
