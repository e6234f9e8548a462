#pragma once
// Real payment channels, as the operator names them: flags, environment, files with keys.

#include <functional>
#include <string>
#include <vector>

#include "outside/https_client.hpp"
#include "outside/merchants.hpp"
#include "outside/ports.hpp"

namespace afterdesk {

/// A sentence for the operator.
struct Said {
    std::string zh, en;
};

struct ChannelsConfig {
    using Wechat = outside::NamedWechat;
    using Alipay = outside::NamedAlipay;
    Wechat wechat;               ///< the account of everybody
    Alipay alipay;               ///< likewise
    std::string merchants_file;  ///< accounts beside these (outside/merchants.hpp); for its owner only
    outside::HttpsOptions by;    ///< how they are reached
};

/// What every channel needs to know of the server.
struct ServedAt {
    std::string public_url;  ///< notices come to https alone
    std::function<Instant()> now;
};

/// What a setting is called: as a flag, or in the file of merchants.
class SettingNames {
  public:
    /// Units: `before` is "--wechat-" of flags, "FILE: merchants[0]." in the file.
    explicit SettingNames(std::string before) : before_(std::move(before)) {}
    /// Units: `key` as in the file: "api_v3_key".
    std::string operator()(std::string_view key) const;

  private:
    std::string before_;
};

/// A merchant account that is ready to pay.
struct ConnectedMerchant {
    outside::NamedMerchant named;
    bool is_everybodys = true;  ///< by flags
    SettingNames names;
    std::shared_ptr<outside::Payments> payments;
};
/// All accounts of the channels of these names ("wechat", "alipay"), those by flags first. Reads the files of
/// keys. Errors: a sentence for each thing that lacks or does not fit.
Result<std::vector<ConnectedMerchant>, std::vector<Said>> connect_merchants(
    ChannelsConfig const& config, std::vector<std::string> const& names, ServedAt const& at);

/// The same as the parties that serve.
Result<outside::Parties, std::vector<Said>> connect_channels(ChannelsConfig const& config,
                                                             std::vector<std::string> const& names,
                                                             ServedAt const& at);

/// Files with platform certificates: the file itself, or those of the folder, by name.
std::vector<std::string> certificate_files(std::string const& path);

}  // namespace afterdesk
