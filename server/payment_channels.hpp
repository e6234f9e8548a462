#pragma once
// Real payment channels, as the operator names them: flags, environment, files with keys.

#include <functional>
#include <string>
#include <vector>

#include "outside/https_client.hpp"
#include "outside/ports.hpp"

namespace afterdesk {

/// A sentence for the operator.
struct Said {
    std::string zh, en;
};

struct ChannelsConfig {
    struct Wechat {
        std::string mchid;
        std::string serial;                          ///< of the merchant's certificate
        std::string key_file, api_v3_key_file;       ///< for their owner only
        std::string public_key_id, public_key_file;  ///< public key mode
        std::string certificates;                    ///< certificate mode: a PEM file, or a folder of them
        std::string address;                         ///< empty: WeChat Pay's own
    } wechat;
    struct Alipay {
        std::string app_id;
        std::string key_file;         ///< for its owner only
        std::string public_key_file;  ///< Alipay's: public key mode
        std::string app_certificate;  ///< certificate mode: the application's, Alipay's root ones,
        std::string root_certificate, certificates;  ///< and its own: a PEM file, or a folder of them
        std::string address;                         ///< empty: Alipay's own
    } alipay;
    outside::HttpsOptions by;  ///< how they are reached
};

/// What every channel needs to know of the server.
struct ServedAt {
    std::string public_url;  ///< notices come to https alone
    std::function<Instant()> now;
};

/// The channels of these names ("wechat", "alipay"), ready to pay. Reads the files of keys. Errors: a
/// sentence for each thing that lacks or does not fit.
Result<outside::Parties, std::vector<Said>> connect_channels(ChannelsConfig const& config,
                                                             std::vector<std::string> const& names,
                                                             ServedAt const& at);

/// Files with platform certificates: the file itself, or those of the folder, by name.
std::vector<std::string> certificate_files(std::string const& path);

}  // namespace afterdesk
