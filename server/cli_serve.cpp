#include "cli_serve.hpp"

#include <pthread.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <csignal>
#include <cstdio>
#include <filesystem>

#include "cli_import.hpp"
#include "cli_link.hpp"
#include "cli_tools.hpp"
#include "control.hpp"
#include "crypto/digest.hpp"
#include "files/small_file.hpp"
#include "http/http_server.hpp"
#include "outside/host/host_payments.hpp"
#include "outside/internal/internal_payments.hpp"
#include "outside/simulated/simulated.hpp"
#include "outside/webhook/https_endpoints.hpp"
#include "service/mall.hpp"
#include "service/retention.hpp"
#include "service/staff.hpp"
#include "store/desk_clock.hpp"

namespace afterdesk {

namespace {

constexpr int wrong_setting = 2;
constexpr int not_opened = 1;
/// Beside the workers and the senders, the live hub, the timers, the eraser, reconciliation, who watches
/// parcels, those who send events, those who tell people, and those who look at passwords and pictures read
/// too.
constexpr int more_readers = 15;
/// For the store, pictures under way and the like.
constexpr std::size_t own_descriptors = 300;

int say(char const* sentence) {
    std::fprintf(stderr, "afterdesk serve: %s\n", sentence);
    return not_opened;
}

/// In the language of whoever runs the server.
void say_all(std::vector<Said> const& problems) {
    bool const english = operators_language() == wire::Language::en;
    for (Said const& problem : problems) say((english ? problem.en : problem.zh).c_str());
}

/// Each connection is a descriptor: take all that the system allows.
void raise_descriptor_limit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

/// As many as there are descriptors for.
std::size_t connections_within(std::size_t wanted) {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return wanted;
    auto const all = static_cast<std::size_t>(limit.rlim_cur);
    return std::min(wanted, std::max(all, own_descriptors * 2) - own_descriptors);
}

/// The signals that stop us are taken by wait_for_stop() alone, in every thread to come.
sigset_t hold_stop_signals() {
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    ::pthread_sigmask(SIG_BLOCK, &set, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    return set;
}

std::optional<Mall> demo_mall(std::string const& demo_dir) {
    auto const text = files::read_small_file(demo_dir + "/mall.json");
    auto const document = text ? wire::parse_json(*text) : Result<wire::Value, Mistakes>(Err{Mistakes{}});
    if (!document.ok()) return std::nullopt;
    auto mall = read_mall(*document);
    return mall.ok() ? std::optional(std::move(mall).value()) : std::nullopt;
}

void print_sign_in(Mall const& mall, std::string const& address, wire::Audience audience, char const* who,
                   char const* page) {
    for (MallStaff const& member : mall.staff) {
        if (member.staff.audience != audience) continue;
        std::printf("  %s %s/#/%s/sign-in   %s / %s\n", who, address.c_str(), page,
                    member.staff.login.c_str(), member.password.c_str());
        return;
    }
}

/// How to get in, for somebody who sees AfterDesk for the first time.
void print_ways_in(ServeConfig const& config, std::string const& address) {
    auto const mall = demo_mall(config.demo_dir);
    if (!mall || mall->buyers.empty()) return;
    std::string const buyer = mall->buyers.front().id.value;
    std::string const fragment = launch_fragment({config.data_dir, mall->tenant.id.value, buyer, ""});
    std::printf("\n  Try it:  %s/\n", address.c_str());
    std::printf("\n  buyer    %s/%s\n", address.c_str(), fragment.c_str());
    print_sign_in(*mall, address, wire::Audience::merchant, "merchant", "m");
    print_sign_in(*mall, address, wire::Audience::platform, "platform", "p");
    std::printf(
        "\n  The buyer's link works once, within five minutes. Another one:\n    afterdesk link --data %s "
        "--buyer %s\n",
        config.data_dir.c_str(), buyer.c_str());
}

std::optional<std::string> load_files(ServeConfig const& config, http::HttpOptions& options) {
    auto const load = [&](std::string const& folder, http::StaticFiles& into) -> std::optional<std::string> {
        if (folder.empty()) return std::nullopt;
        auto loaded = http::StaticFiles::load(folder, http::StaticFiles::max_bytes, config.image_origins);
        if (!loaded.ok()) return loaded.error();
        into = std::move(loaded).value();
        return std::nullopt;
    };
    if (auto problem = load(config.web_dir, options.page)) return problem;
    return load(config.demo_dir.empty() ? "" : config.demo_dir + "/media", options.media);
}

/// What everybody knows opens nothing outside the demo.
bool has_demo_passwords(ServeConfig const& config, store::Store& store) {
    if (!config.demo_dir.empty()) return false;
    auto const logins = store.read([](store::ReadTx& tx) { return logins_of_the_demo(tx); });
    if (logins.empty()) return false;
    std::string named;
    for (std::string const& login : logins) named += (named.empty() ? "" : ", ") + login;
    say_all({{"人人皆知的演示密码仍能登录 " + config.data_dir + "：" + named +
                  "。请用 \"afterdesk password LOGIN --data " + config.data_dir +
                  "\" 逐个更换，或加 --demo 作为演示启动。",
              "The demo's password, which everybody knows, still opens " + config.data_dir + ": for " +
                  named + ". Give each another one with \"afterdesk password LOGIN --data " +
                  config.data_dir + "\", or serve the demo with --demo."}});
    return true;
}

http::HttpOptions options_of(ServeConfig const& config) {
    http::HttpOptions options;
    options.host = config.host;
    options.port = config.port;
    options.workers = config.workers;
    options.address = address_of(config);
    options.address_header = http::lower_case(config.address_header);
    options.version = program_version;
    options.limits.connections = connections_within(options.limits.connections);
    options.demo = !config.demo_dir.empty();
    return options;
}

/// What this start was told about the clock. An instant is meant to be what the clock shows, so that what it
/// was moved by before does not count.
Duration offset_of(ServeConfig const& config, store::Store& store) {
    auto const row = store.read([](store::ReadTx& tx) { return store::read_clock(tx); });
    Instant const shown = clock_now() + row.advanced;
    return clock_offset(config.clock, shown).value_or(Duration{0});
}

/// The machine and the folder: two servers on a store never have the same, a restarted one its own.
std::string server_name(std::string const& data_dir) {
    std::array<char, 256> host{};
    ::gethostname(host.data(), host.size() - 1);
    std::error_code error;
    return std::string(host.data()) + ":" + std::filesystem::weakly_canonical(data_dir, error).string();
}

std::shared_ptr<outside::Endpoints> endpoints_of(ServeConfig const& config) {
    outside::webhook::Settings settings;
    settings.ca_file = config.channels.by.ca_file;
    settings.program = std::string("AfterDesk/") + program_version;
    for (std::string const& network : config.webhook_allow)
        settings.allowed.push_back(*outside::webhook::read_network(network));
    return std::make_shared<outside::webhook::HttpsEndpoints>(std::move(settings));
}

/// Outside the demo nothing is faked: what nobody serves waits. Errors: nothing, and why is said.
std::optional<outside::Parties> parties_of(ServeConfig const& config,
                                           std::shared_ptr<outside::Endpoints> const& endpoints) {
    bool const demo = !config.demo_dir.empty();
    auto courier = connect_courier(config.courier, demo, config.channels.by, config.public_url);
    if (!courier.ok()) say_all(courier.error());
    auto notifiers = connect_notifiers(config.notifiers, demo, config.channels.by, endpoints);
    if (!notifiers.ok()) say_all(notifiers.error());
    auto parties =
        demo ? outside::simulated::simulated_parties(config.data_dir)
             : connect_channels(config.channels, channels_of(config), {config.public_url, clock_now});
    if (!parties.ok()) say_all(parties.error());
    if (!courier.ok() || !parties.ok() || !notifiers.ok()) return std::nullopt;
    outside::Parties out = std::move(parties).value();
    if (keeps_accounts(config)) {
        // What the demo's channel has paid already is not posted again.
        for (PaymentChannel const channel : {PaymentChannel::balance, PaymentChannel::points}) {
            auto const before = demo ? out.payments.at(channel) : nullptr;
            out.payments[channel] = std::make_shared<outside::internal::InternalPayments>(before);
        }
    }
    if (pays_by_host(config)) {
        auto const host = std::make_shared<outside::host::HostPayments>();
        for (std::string_view const name : wire::all_names<PaymentChannel>())
            out.payments.try_emplace(*wire::from_name<PaymentChannel>(name), host);
    }
    out.dry_run = config.refunds_dry_run;
    out.courier = std::move(courier).value();
    out.mail = notifiers->mail;
    out.messages = notifiers->messages;
    return out;
}

void say_what_waits(Log const& log, Jobs& jobs) {
    wire::RefundWay const way = jobs.refund_way();
    int const waiting = jobs.refunds_waiting();
    char const* detail =
        "nobody serves the channels or merchant accounts of some: they are kept until somebody does";
    if (way == wire::RefundWay::waiting_for_host) {
        detail = "there is no way to pay them: they are kept, and go out when there is one";
    } else if (way == wire::RefundWay::dry_run) {
        detail = "a dry run: nobody is asked to pay, and they go out at a start without --refunds-dry-run";
    } else if (waiting == 0) {
        return;
    }
    log.write(LogLevel::warning, "refunds",
              {{"state", std::string(wire::name_of(way))},
               {"waiting", std::to_string(waiting)},
               {"detail", detail}});
}

/// The first of each audience in the demo's file.
std::vector<DemoPerson> demo_people(ServeConfig const& config) {
    auto const mall = config.demo_dir.empty() ? std::nullopt : demo_mall(config.demo_dir);
    if (!mall) return {};
    std::vector<DemoPerson> people;
    TenantId const& tenant = mall->tenant.id;
    if (!mall->buyers.empty())
        people.push_back({tenant, wire::Audience::buyer, mall->buyers.front().id.value});
    for (MallStaff const& one : mall->staff)
        people.push_back({tenant, one.staff.audience, one.staff.id.value});
    return people;
}

int serve(ServeConfig const& config, sigset_t const& stop_signals) {
    Log const log(log_level_of(config));
    int const readers = config.workers + config.senders + more_readers;
    store::StoreOptions opening{config.data_dir, store::Sharing::alone, readers};
    opening.notice = [&log](std::string const& text) {
        log.write(LogLevel::warning, "folder", {{"detail", text}});
    };
    store::Store store(std::move(opening));
    if (has_demo_passwords(config, store)) return wrong_setting;
    Duration const offset = offset_of(config, store);
    if (!config.demo_dir.empty()) {
        Instant const now = clock_now() + offset;
        int const status = load_demo(store, {config.demo_dir}, now, wire::Language::zh_cn);
        if (status != 0) return status;
    }
    auto const endpoints = endpoints_of(config);
    auto parties = parties_of(config, endpoints);
    if (!parties) return wrong_setting;
    ServiceConfig service_config;
    service_config.demo = !config.demo_dir.empty();
    service_config.demo_people = demo_people(config);
    service_config.now = clock_now;
    service_config.clock_offset = offset;
    service_config.random64 = crypto::random64;
    service_config.parties = std::move(*parties);
    service_config.outbox_workers = config.senders;
    service_config.daily_evidence = config.daily_evidence;
    service_config.least_free_bytes = std::int64_t{config.least_free_mb} << 20;
    service_config.public_url = public_address(config, config.port);
    service_config.server_name = server_name(config.data_dir);
    auto const failed = [&log](std::string_view text) {
        log.write(LogLevel::error, "background", {{"detail", std::string(text)}});
    };
    service_config.log = failed;
    Service service(store, std::move(service_config));
    service.connect(endpoints);

    http::HttpOptions options = options_of(config);
    if (auto const problem = load_files(config, options)) return say(problem->c_str());
    http::HttpServer server(service, log, std::move(options));
    if (auto const problem = server.start()) return say(problem->c_str());
    service.jobs.start();
    service.reconciliation.start();
    DailyRetention retention(
        store, days(config.retain_days), [&service] { return service.now(); }, failed);
    retention.start();
    ControlServer const control(config.data_dir, [&](std::string_view request) {
        return answer_tool(store, service.now(), request, shown_origins(config));
    });

    std::string const address = public_address(config, server.port());
    std::printf("AfterDesk %s listens on %s\n", program_version, address.c_str());
    if (!config.demo_dir.empty()) print_ways_in(config, address);
    std::fflush(stdout);
    say_what_waits(log, service.jobs);
    log.write(LogLevel::info, "started", {{"port", std::to_string(server.port())}});

    int signal = 0;
    ::sigwait(&stop_signals, &signal);
    ::pthread_sigmask(SIG_UNBLOCK, &stop_signals, nullptr);  // a second one ends us at once
    log.write(LogLevel::info, "stopping", {{"signal", std::to_string(signal)}});
    server.stop();
    service.jobs.stop();
    service.reconciliation.stop();
    log.write(LogLevel::info, "stopped");
    return 0;
}

}  // namespace

int cli_serve(ServeConfig const& config) {
    auto problems = problems_of(config);
    if (!clock_offset(config.clock, clock_now())) {
        problems.push_back({"--clock 应形如 +3d、-2h 或 2026-12-01T08:00:00+08:00。",
                            "--clock must be like +3d, -2h or 2026-12-01T08:00:00+08:00."});
    }
    say_all(problems);
    if (!problems.empty()) return wrong_setting;
    raise_descriptor_limit();
    sigset_t const stop_signals = hold_stop_signals();
    return guarded("afterdesk serve", [&] { return serve(config, stop_signals); });
}

}  // namespace afterdesk
