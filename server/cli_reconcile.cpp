#include "cli_reconcile.hpp"

#include <cstdio>

#include "base/money.hpp"
#include "cli_tools.hpp"
#include "crypto/digest.hpp"
#include "outside/accounts.hpp"
#include "outside/simulated/simulated.hpp"
#include "service/ground.hpp"
#include "service/reconciliation.hpp"
#include "store/bills.hpp"
#include "store/desk_clock.hpp"

namespace afterdesk {

namespace {

constexpr int closed = 0, nothing_compared = 2, differing = 3;
constexpr int most_printed = 10'000;

/// Says it in its language.
class Voice {
  public:
    explicit Voice(std::string const& language)
        : english_(terminal_language(language) == wire::Language::en) {}
    std::string in(char const* zh, char const* en) const { return english_ ? en : zh; }
    int refuse(std::string const& zh, std::string const& en) const {
        std::fprintf(stderr, "afterdesk reconcile: %s\n", (english_ ? en : zh).c_str());
        return nothing_compared;
    }
    int refuse(Mistake const& mistake) const {
        wire::Language const language = english_ ? wire::Language::en : wire::Language::zh_cn;
        std::string const said = mistake.path + ": " + wire::message_for(mistake, language);
        return refuse(said, said);
    }

  private:
    bool english_;
};

Result<outside::Parties, std::vector<Said>> parties_of(ReconcileCommand const& command) {
    if (command.refunds == std::vector<std::string>{"simulated"})
        return outside::simulated::simulated_parties(command.data_dir);
    return connect_channels(command.channels, command.refunds, {"", clock_now});
}

/// As the server of the folder has it: its clock, too.
ServiceConfig config_of(store::Store& store, outside::Parties parties) {
    ServiceConfig config;
    config.now = clock_now;
    config.clock_offset = store.read([](store::ReadTx& tx) { return store::read_clock(tx).offset; });
    config.random64 = crypto::random64;
    config.parties = std::move(parties);
    return config;
}

/// Whose bill is compared. Errors: none.
std::vector<PaymentChannel> channels_of(ReconcileCommand const& command, outside::Parties const& parties,
                                        outside::BillDay const& day) {
    if (!command.channel.empty()) {
        auto const named = wire::from_name<PaymentChannel>(command.channel);
        return named ? std::vector{*named} : std::vector<PaymentChannel>{};
    }
    if (!command.bill.empty()) {
        auto const read = outside::read_bill(outside::BillFile::at(command.bill), {day}, [](auto const&) {});
        bool const alipay = read.ok() && read->format == outside::BillFormat::alipay;
        return {alipay ? PaymentChannel::alipay : PaymentChannel::wechat};
    }
    std::vector<PaymentChannel> out;
    for (PaymentChannel const channel : {PaymentChannel::wechat, PaymentChannel::alipay}) {
        if (!outside::serving(parties, channel).empty()) out.push_back(channel);
    }
    return out;
}

/// Of a bill that is brought one; else of each account that can be asked.
std::vector<wire::ReconcileBody> wanted_of(ReconcileCommand const& command, Reconciliation const& desk,
                                           std::vector<PaymentChannel> const& channels,
                                           outside::BillDay const& day) {
    std::vector<wire::ReconcileBody> out;
    for (PaymentChannel const channel : channels) {
        auto accounts = desk.accounts_of(channel);
        bool const one = !command.bill.empty() || !command.account.empty() || accounts.empty();
        if (one) accounts = {command.account};
        for (std::string const& account : accounts) out.push_back({channel, day.text, account});
    }
    return out;
}

std::string yuan(std::optional<Fen> fen) { return fen ? format_fen(*fen) : std::string("-"); }

int print(Voice const& voice, wire::BillDayView const& day,
          std::vector<wire::DifferenceView> const& differences) {
    std::string channel(wire::name_of(day.channel));
    if (!day.account.empty()) channel += " " + day.account;
    if (day.problem) {
        std::printf("%s %s: %s %s\n", day.day.c_str(), channel.c_str(),
                    std::string(wire::name_of(*day.problem)).c_str(), day.problem_detail.c_str());
        return nothing_compared;
    }
    std::printf(voice
                    .in("%s %s：账单 %lld 行，退款 %lld 笔共 %s 元；本地退款 %lld 笔共 %s 元\n",
                        "%s %s: a bill of %lld lines, %lld refunds of %s yuan; ours %lld of %s yuan\n")
                    .c_str(),
                day.day.c_str(), channel.c_str(), static_cast<long long>(day.lines),
                static_cast<long long>(day.refunds), format_fen(day.refunds_fen).c_str(),
                static_cast<long long>(day.ours), format_fen(day.ours_fen).c_str());
    for (wire::DifferenceView const& one : differences) {
        if (one.day != day.day || one.channel != day.channel || one.account != day.account) continue;
        std::printf("  %s %s  %s | %s  %s | %s\n", std::string(wire::name_of(one.kind)).c_str(),
                    one.refund_no.c_str(), yuan(one.ours_fen).c_str(), yuan(one.theirs_fen).c_str(),
                    one.ours.c_str(), one.theirs.c_str());
    }
    if (day.state == wire::BillDayState::closed) {
        std::printf("%s\n", voice.in("已结账，没有未处理的差异。", "Closed: nothing is open.").c_str());
        return closed;
    }
    std::printf(voice
                    .in("有 %d 条差异待处理，请在平台的运行状况页面处理。\n",
                        "%d differences are open; settle them on the platform's health page.\n")
                    .c_str(),
                day.unsettled);
    return differing;
}

int reconcile(ReconcileCommand const& command, Voice const& voice) {
    auto const day = outside::bill_day(command.date);
    if (!day) return voice.refuse("--date 应形如 2026-11-29。", "--date must be like 2026-11-29.");
    auto parties = parties_of(command);
    if (!parties.ok()) {
        for (Said const& said : parties.error()) voice.refuse(said.zh, said.en);
        return nothing_compared;
    }
    store::Store store({command.data_dir, store::Sharing::beside, 2});
    auto const tenant = pick_tenant(store, command.tenant);
    if (!tenant) return voice.refuse("请用 --tenant 指明商城。", "Say which mall with --tenant.");
    auto const channels = channels_of(command, *parties, *day);
    if (channels.empty())
        return voice.refuse("请用 --bill 给出账单，或用 --refunds 指明可以询问的渠道。",
                            "Give a --bill, or say with --refunds which channels can be asked.");
    Ground ground(store, config_of(store, std::move(parties).value()));
    Reconciliation desk(ground);
    int worst = closed;
    for (wire::ReconcileBody const& wanted : wanted_of(command, desk, channels, *day)) {
        Result<wire::BillDayView, Mistakes> view = Err{Mistakes{}};
        if (!command.bill.empty()) {
            view = desk.take(tenant->id, wanted, outside::BillFile::at(command.bill));
        } else {
            Mistakes const refused = desk.why_not(wanted);
            if (!refused.empty()) return voice.refuse(refused.front());
            view = desk.run(*desk.key_of(tenant->id, wanted));
        }
        if (!view.ok()) return voice.refuse(view.error().front());
        auto const open = store.read(
            [&](store::ReadTx& tx) { return store::open_differences(tx, tenant->id, most_printed); });
        worst = std::max(worst, print(voice, *view, open));
    }
    return worst;
}

}  // namespace

int cli_reconcile(ReconcileCommand const& command) {
    return guarded("afterdesk reconcile", [&] { return reconcile(command, Voice(command.language)); });
}

}  // namespace afterdesk
