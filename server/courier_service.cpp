#include "courier_service.hpp"

#include "base/text.hpp"
#include "domain/order/carriers.hpp"
#include "outside/kuaidi100/kuaidi100.hpp"
#include "outside/simulated/courier.hpp"
#include "problems.hpp"

namespace afterdesk {

namespace {

namespace kuaidi100 = outside::kuaidi100;

constexpr std::string_view simulated = "simulated", real = "kuaidi100", nobody = "none";
constexpr std::string_view usual_carrier = "JD";
constexpr std::string_view letters_and_digits =
    "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// Pushes come by https alone; without, it is only asked.
std::string push_url(std::string const& public_url, std::string_view of_whom) {
    return public_url.starts_with("https://") ? public_url + "/api/v1/notify/" + std::string(of_whom)
                                              : std::string();
}

/// It is told what is wrong, and never shown.
void check_secret(Problems& problems, std::string const& flag, std::string const& word,
                  std::string const& value) {
    if (!value.empty() && value.find_first_not_of(letters_and_digits) == std::string::npos) return;
    problems.add(flag + " 应为快递100 的 " + word + "，只有字母和数字。",
                 flag + " must be the " + word + " of 快递100, letters and digits only.");
}

/// Door pickups, where there is a secret for them.
void add_pickups(CourierConfig const& config, std::string const& public_url, Problems& problems,
                 kuaidi100::Settings& settings) {
    problems.check_address("--kuaidi100-order-url", config.order_address);
    auto const text = problems.file("--kuaidi100-secret", config.secret_file, true);
    settings.order_secret = text ? trim(*text) : std::string_view();
    if (text) check_secret(problems, "--kuaidi100-secret", "secret", settings.order_secret);
    settings.pickup_url = push_url(public_url, "pickup");
    if (settings.pickup_url.empty())
        problems.add(
            "--kuaidi100-secret：上门取件须能收到快递公司的消息，请用 --public-url 给出 https 地址。",
            "--kuaidi100-secret: who books pickups has to be told of them: give an https address by "
            "--public-url.");
    std::string const carrier(config.pickup_carrier.empty() ? usual_carrier : config.pickup_carrier);
    if (kuaidi100::company_named(carrier).empty())
        problems.add("--pickup-carrier：不认识快递公司 " + carrier + "，例如 JD、SF、YTO。",
                     "--pickup-carrier: " + carrier + " is no courier that is known here, like JD, SF, YTO.");
    settings.pickup_carrier = tidy_carrier(carrier);
    if (!config.order_address.empty()) settings.order_address = config.order_address;
}

}  // namespace

std::vector<Said> courier_problems(CourierConfig const& config, bool demo) {
    if (config.name.empty() || config.name == nobody) return {};
    if (config.name == simulated) {
        if (demo) return {};
        return {{"--courier simulated 查不到真实包裹：只能与 --demo 一起用于演示。",
                 "--courier simulated knows no parcel: it is for the demo only, with --demo."}};
    }
    if (config.name != real)
        return {{"--courier 应为 kuaidi100、none，或演示里的 simulated，现在是 " + config.name + "。",
                 "--courier must be kuaidi100, none, or simulated in the demo; it is " + config.name + "."}};
    if (demo)
        return {{"--courier kuaidi100 查询真实包裹，而演示的包裹是虚构的：请去掉 --demo。",
                 "--courier kuaidi100 asks about real parcels, and the demo's are made up: use it without "
                 "--demo."}};
    return {};
}

Result<std::shared_ptr<outside::Courier>, std::vector<Said>> connect_courier(CourierConfig const& config,
                                                                             bool demo,
                                                                             outside::HttpsOptions const& by,
                                                                             std::string const& public_url) {
    using Courier = std::shared_ptr<outside::Courier>;
    if (config.name == nobody || (config.name.empty() && !demo)) return Courier();
    if (demo) return Courier(std::make_shared<outside::simulated::SimulatedCourier>());
    Problems problems;
    problems.check("--kuaidi100-customer", config.customer, letters_and_digits,
                   {"快递100 的授权码（customer），只有字母和数字",
                    "the customer code of 快递100, letters and digits only"});
    problems.check_address("--kuaidi100-url", config.address);
    auto const text = problems.file("--kuaidi100-key", config.key_file, true);
    std::string const key(text ? trim(*text) : std::string_view());
    if (text) check_secret(problems, "--kuaidi100-key", "key", key);
    kuaidi100::Settings settings{{config.customer, key}};
    if (!config.secret_file.empty()) add_pickups(config, public_url, problems, settings);
    auto found = problems.take();
    if (!found.empty()) return Err{std::move(found)};
    if (!config.address.empty()) settings.address = config.address;
    settings.push_url = push_url(public_url, "courier");
    return Courier(std::make_shared<kuaidi100::Kuaidi100>(std::move(settings),
                                                          std::make_shared<outside::CurlHttps>(by)));
}

}  // namespace afterdesk
