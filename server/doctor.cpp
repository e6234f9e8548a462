#include "doctor.hpp"

#include <sys/stat.h>
#include <sys/statvfs.h>

#include <filesystem>

#include "service/launch_keys.hpp"
#include "service/staff.hpp"
#include "store/host_keys.hpp"
#include "store/store.hpp"

namespace afterdesk {

namespace {

namespace fs = std::filesystem;
using Kind = Diagnosis::Kind;

constexpr Duration soon = days(30);

class Diagnoses {
  public:
    void sound(std::string zh, std::string en) { add(Kind::sound, std::move(zh), std::move(en)); }
    void remark(std::string zh, std::string en) { add(Kind::remark, std::move(zh), std::move(en)); }
    void wrong(std::string zh, std::string en) { add(Kind::wrong, std::move(zh), std::move(en)); }
    void take(std::vector<Diagnosis> more) {
        for (Diagnosis& one : more) all_.push_back(std::move(one));
    }
    std::vector<Diagnosis> all() { return std::move(all_); }

  private:
    void add(Kind kind, std::string zh, std::string en) {
        all_.push_back({kind, {std::move(zh), std::move(en)}});
    }
    std::vector<Diagnosis> all_;
};

void examine_room(Diagnoses& out, ServeConfig const& config) {
    struct statvfs about {};
    if (::statvfs(config.data_dir.c_str(), &about) != 0) return;
    auto const free_mb =
        static_cast<std::int64_t>(about.f_bavail) * static_cast<std::int64_t>(about.f_frsize) >> 20;
    if (free_mb >= config.least_free_mb) return;
    std::string const mb = std::to_string(free_mb);
    out.wrong(
        config.data_dir + " 所在磁盘只剩 " + mb + " MB：请清理磁盘，或调低 --least-free-mb。",
        "The disk of " + config.data_dir + " has " + mb + " MB left: make room, or lower --least-free-mb.");
}

void examine_modes(Diagnoses& out, std::string const& data_dir) {
    struct stat about {};
    bool const open = ::stat(data_dir.c_str(), &about) == 0 && (about.st_mode & (S_IRWXG | S_IRWXO)) != 0;
    if (!open) return;
    out.wrong("其他用户可以进入 " + data_dir + "：请执行 chmod 700 " + data_dir + "。",
              "Other users may look into " + data_dir + ": run chmod 700 " + data_dir + ".");
}

void examine_staff(Diagnoses& out, store::ReadTx& tx, ServeConfig const& config) {
    if (!config.demo_dir.empty()) return;
    for (std::string const& login : logins_of_the_demo(tx)) {
        out.wrong("账号 " + login + " 仍使用演示密码：请执行 afterdesk password " + login + " --data " +
                      config.data_dir + "。",
                  "The demo's password still opens " + login + ": run afterdesk password " + login +
                      " --data " + config.data_dir + ".");
    }
}

void examine_host_keys(Diagnoses& out, store::ReadTx& tx, TenantId const& tenant, Instant now) {
    for (store::HostKey const& key : store::host_keys(tx, tenant)) {
        if (!key.expires || now + soon < *key.expires) continue;
        std::string const name = key.name.empty() ? key.id : key.name;
        std::string const day = format_minute(*key.expires, 8 * 60).substr(0, 10);
        out.remark("商城密钥 " + name + " 的有效期到 " + day + "：请新建一个，并在商城系统里更换。",
                   "The host's key " + name + " is valid until " + day +
                       ": make another one, and give it to the mall's system.");
    }
}

void examine_malls(Diagnoses& out, store::ReadTx& tx, ServeConfig const& config, Instant now) {
    LaunchKeys launch_keys(config.data_dir);
    auto const malls = store::tenants(tx);
    if (malls.empty())
        out.remark("还没有商城：请执行 afterdesk init。", "There is no mall yet: run afterdesk init.");
    for (store::Tenant const& mall : malls) {
        if (launch_keys.of(mall.id).empty()) {
            out.wrong("商城 " + mall.id.value + " 没有进入链接的密钥，买家无法进入：请登记一个。",
                      "The mall " + mall.id.value +
                          " has no key for launch links, so that no buyer comes in: register one.");
        }
        examine_host_keys(out, tx, mall.id, now);
    }
}

void examine_folder(Diagnoses& out, ServeConfig const& config, Instant now) {
    std::error_code error;
    std::string const& folder = config.data_dir;
    if (!fs::is_directory(folder, error)) {
        return out.remark("数据目录 " + folder + " 还不存在：afterdesk init 会新建。",
                          "There is no data folder " + folder + " yet: afterdesk init makes it.");
    }
    examine_modes(out, folder);
    examine_room(out, config);
    try {
        store::Moment moment(folder);
        examine_staff(out, moment.tx(), config);
        examine_malls(out, moment.tx(), config, now);
    } catch (store::StoreFailure const& failure) {
        return out.wrong(
            "无法打开数据目录 " + folder + "（" + failure.what() + "）：请检查路径，或从备份恢复。",
            "The data folder " + folder + " can not be opened (" + failure.what() +
                "): check the path, or restore a backup.");
    }
    out.sound("数据目录可以打开。", "The data folder can be opened.");
}

/// Buyers come, and channels tell what became of refunds, by this address.
void examine_address(Diagnoses& out, ServeConfig const& config) {
    bool const real = !channels_of(config).empty();
    bool const encrypted = config.public_url.starts_with("https://");
    if (real && !encrypted) {
        out.remark(
            "没有 https 的 --public-url，支付渠道无法通知退款结果，只能靠查询（较慢）。",
            "Without a --public-url of https channels can not tell what became of refunds; they are asked, "
            "which takes longer.");
    }
    if (!encrypted) return;
    outside::CurlHttps by({"", config.channels.by.proxy});
    auto const answer = by.call({"GET", config.public_url + "/healthz"});
    if (answer.ok() && answer->status == 200)
        return out.sound(config.public_url + " 可以访问。", config.public_url + " answers.");
    std::string const why = answer.ok() ? "HTTP " + std::to_string(answer->status) : answer.error();
    out.remark(
        "从本机访问 " + config.public_url + " 失败（" + why + "）：服务未启动时属正常，否则请检查反向代理。",
        config.public_url + " does not answer from here (" + why +
            "): right while no server runs; else look at the proxy before it.");
}

void examine_refunds(Diagnoses& out, ServeConfig const& config) {
    if (!config.refunds.empty() || !config.demo_dir.empty()) return;
    out.remark("未设置 --refunds：退款会记为 waiting_for_host，等有支付方式后再付。",
               "There is no --refunds: refunds stay waiting_for_host until there is a way to pay them.");
}

}  // namespace

std::vector<Diagnosis> examine(ServeConfig const& config, Instant now) {
    Diagnoses out;
    for (Said const& problem : problems_of(config)) out.wrong(problem.zh, problem.en);
    examine_folder(out, config, now);
    examine_refunds(out, config);
    out.take(examine_channels(config, now));
    out.take(examine_notifiers(config, now));
    out.take(examine_couriers(config, now));
    examine_address(out, config);
    return out.all();
}

}  // namespace afterdesk
