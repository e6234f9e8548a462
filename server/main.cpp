// The command line: each command is a function of its own file.
#include <sys/stat.h>

#include <CLI/CLI.hpp>
#include <cstdio>

#include "cli_backup.hpp"
#include "cli_doctor.hpp"
#include "cli_erase.hpp"
#include "cli_graph.hpp"
#include "cli_import.hpp"
#include "cli_init.hpp"
#include "cli_link.hpp"
#include "cli_password.hpp"
#include "cli_quote.hpp"
#include "cli_reconcile.hpp"
#include "cli_reencode.hpp"
#include "cli_replay.hpp"
#include "cli_serve.hpp"
#include "cli_verify.hpp"
#include "cli_verify_proof.hpp"

namespace afterdesk {

namespace {

constexpr int wrong_usage = 2;

void add_image_origins(CLI::App& app, std::vector<std::string>& origins) {
    app.add_option(
           "--image-origins", origins,
           "Whose pictures of goods the page may show beside its own, like https://cdn.example; several "
           "with commas.")
        ->delimiter(',')
        ->envname("AFTERDESK_IMAGE_ORIGINS");
}

void add_refunds(CLI::App& command, std::vector<std::string>& refunds, char const* help) {
    command.add_option("--refunds", refunds, help)->delimiter(',')->envname("AFTERDESK_REFUNDS");
}

void add_channels(CLI::App& command, ChannelsConfig& channels) {
    auto const option = [&](char const* name, std::string& value, char const* help, char const* environment) {
        command.add_option(name, value, help)->envname(environment)->group("Payment channels");
    };
    ChannelsConfig::Wechat& wechat = channels.wechat;
    option("--wechat-mchid", wechat.mchid, "The merchant's number at WeChat Pay.", "AFTERDESK_WECHAT_MCHID");
    option("--wechat-serial", wechat.serial, "The serial number of the merchant's certificate.",
           "AFTERDESK_WECHAT_SERIAL");
    option("--wechat-key", wechat.key_file, "The file of the merchant's private key (apiclient_key.pem).",
           "AFTERDESK_WECHAT_KEY");
    option("--wechat-api-v3-key", wechat.api_v3_key_file, "A file with the APIv3 key.",
           "AFTERDESK_WECHAT_API_V3_KEY");
    option("--wechat-public-key-id", wechat.public_key_id, "WeChat Pay's public key's id, PUB_KEY_ID_….",
           "AFTERDESK_WECHAT_PUBLIC_KEY_ID");
    option("--wechat-public-key", wechat.public_key_file, "The file of WeChat Pay's public key.",
           "AFTERDESK_WECHAT_PUBLIC_KEY");
    option("--wechat-certificates", wechat.certificates,
           "WeChat Pay's platform certificates: a PEM file, or a folder of them; several are valid at once.",
           "AFTERDESK_WECHAT_CERTIFICATES");
    option("--wechat-url", wechat.address,
           "Another address of the service, like https://api2.mch.weixin.qq.com.", "AFTERDESK_WECHAT_URL");
    ChannelsConfig::Alipay& alipay = channels.alipay;
    option("--alipay-app-id", alipay.app_id, "The application's id at Alipay.", "AFTERDESK_ALIPAY_APP_ID");
    option("--alipay-key", alipay.key_file, "The file of the application's private key.",
           "AFTERDESK_ALIPAY_KEY");
    option("--alipay-public-key", alipay.public_key_file, "The file of Alipay's public key.",
           "AFTERDESK_ALIPAY_PUBLIC_KEY");
    option("--alipay-app-certificate", alipay.app_certificate,
           "Certificate mode: the application's certificate (appCertPublicKey_….crt).",
           "AFTERDESK_ALIPAY_APP_CERTIFICATE");
    option("--alipay-root-certificate", alipay.root_certificate,
           "Certificate mode: Alipay's root certificates (alipayRootCert.crt).",
           "AFTERDESK_ALIPAY_ROOT_CERTIFICATE");
    option(
        "--alipay-certificate", alipay.certificates,
        "Certificate mode: Alipay's certificate (alipayCertPublicKey_RSA2.crt), or a folder of them; several "
        "are valid at once.",
        "AFTERDESK_ALIPAY_CERTIFICATE");
    option("--alipay-url", alipay.address, "Another address of the service.", "AFTERDESK_ALIPAY_URL");
    option(
        "--merchants", channels.merchants_file,
        "A file (JSON, for its owner only) with merchant accounts beside the one of each channel that flags "
        "name: whose they are, and their keys.",
        "AFTERDESK_MERCHANTS");
    option("--outside-ca", channels.by.ca_file,
           "Who signs the channels' certificates, as PEM; by default those whom the system trusts.",
           "AFTERDESK_OUTSIDE_CA");
    option("--outside-proxy", channels.by.proxy, "A proxy on the way to the channels; by default none.",
           "AFTERDESK_OUTSIDE_PROXY");
}

void add_courier(CLI::App& serve, CourierConfig& config) {
    auto const option = [&](char const* name, std::string& value, char const* help, char const* environment) {
        serve.add_option(name, value, help)->envname(environment)->group("Couriers");
    };
    option(
        "--courier", config.name,
        "Who knows where parcels are: kuaidi100, or none: then the mall tells it; or simulated, with --demo "
        "only, where it is the default.",
        "AFTERDESK_COURIER");
    option("--kuaidi100-customer", config.customer, "The customer code at kuaidi100.",
           "AFTERDESK_KUAIDI100_CUSTOMER");
    option("--kuaidi100-key", config.key_file, "A file with the key of kuaidi100.",
           "AFTERDESK_KUAIDI100_KEY");
    option("--kuaidi100-url", config.address, "Another address of the service.", "AFTERDESK_KUAIDI100_URL");
    option(
        "--kuaidi100-secret", config.secret_file,
        "A file with the secret of kuaidi100 by which couriers are sent to buyers' doors; by default nobody "
        "is.",
        "AFTERDESK_KUAIDI100_SECRET");
    option("--pickup-carrier", config.pickup_carrier, "Whose couriers come to buyers' doors; by default JD.",
           "AFTERDESK_PICKUP_CARRIER");
    option("--kuaidi100-order-url", config.order_address, "Another address to book them at.",
           "AFTERDESK_KUAIDI100_ORDER_URL");
}

void add_notifiers(CLI::App& command, NotifiersConfig& config) {
    auto const option = [&](char const* name, std::string& value, char const* help, char const* environment) {
        command.add_option(name, value, help)->envname(environment)->group("Mails and messages");
    };
    option("--smtp-url", config.smtp_url,
           "The mail server that buyers and staff are written by: smtps://host:465, smtp://host:587 (with "
           "STARTTLS), or smtp-plain://127.0.0.1:25; by default nobody is written to.",
           "AFTERDESK_SMTP_URL");
    option("--smtp-user", config.smtp_user, "Who we are there.", "AFTERDESK_SMTP_USER");
    option("--smtp-password", config.smtp_password_file, "A file with the password.",
           "AFTERDESK_SMTP_PASSWORD");
    option("--smtp-from", config.smtp_from,
           "Whom mails come from, like desk@mall.example or \"The Mall <desk@mall.example>\".",
           "AFTERDESK_SMTP_FROM");
    option("--notify-url", config.provider_url,
           "Whoever sends SMS and WeChat messages to buyers: each is a signed POST to it.",
           "AFTERDESK_NOTIFY_URL");
    option("--notify-secret", config.provider_secret_file, "A file with the secret that signs it, whsec_….",
           "AFTERDESK_NOTIFY_SECRET");
}

/// What a server is told, for whoever serves or looks whether it can.
void add_settings(CLI::App& command, ServeConfig& config) {
    auto const option = [&](char const* name, auto& value, char const* help, char const* environment) {
        command.add_option(name, value, help)->envname(environment)->capture_default_str();
    };
    option("--port", config.port, "The port to listen on; 0 takes a free one.", "AFTERDESK_PORT");
    option("--host", config.host, "The address to listen on.", "AFTERDESK_HOST");
    option("--data", config.data_dir, "The folder that keeps everything; made when missing.",
           "AFTERDESK_DATA");
    option("--web", config.web_dir, "The folder of the built page.", "AFTERDESK_WEB");
    option("--demo", config.demo_dir, "The folder of a demo mall, loaded when the data folder is new.",
           "AFTERDESK_DEMO");
    command
        .add_flag("--public-demo", config.public_demo,
                  "Let other machines reach the demo, whose passwords are known.")
        ->envname("AFTERDESK_PUBLIC_DEMO");
    option("--public-url", config.public_url,
           "What browsers see, like https://shop.example; https makes cookies Secure.",
           "AFTERDESK_PUBLIC_URL");
    add_image_origins(command, config.image_origins);
    add_refunds(
        command, config.refunds,
        "Who pays refunds back: wechat, alipay, or both with a comma; host: the mall's own shop system what "
        "is "
        "left of them, by tasks; or simulated, with --demo only, "
        "where it is the default. What nobody pays waits (waiting_for_host), and goes out when there is "
        "a way.");
    command
        .add_flag("--refunds-dry-run", config.refunds_dry_run,
                  "Decide refunds and ask nobody to pay them: they wait, the log says what would be asked "
                  "for, and a "
                  "start without it pays.")
        ->envname("AFTERDESK_REFUNDS_DRY_RUN");
    option(
        "--balance", config.balance,
        "internal: refunds to balance and points are posted to accounts that the desk keeps itself, and the "
        "mall reads and tops them up by the API of hosts. Without it who --refunds names pays them.",
        "AFTERDESK_BALANCE");
    add_channels(command, config.channels);
    add_courier(command, config.courier);
    add_notifiers(command, config.notifiers);
    command
        .add_option(
            "--webhook-allow", config.webhook_allow,
            "Networks that are not public in which hosts' endpoints may be, also by http, like 10.1.0.0/16.")
        ->envname("AFTERDESK_WEBHOOK_ALLOW")
        ->delimiter(',');
    option("--address-header", config.address_header,
           "The header in which a proxy on this machine names the client.", "AFTERDESK_ADDRESS_HEADER");
    option("--clock", config.clock,
           "Let the desk's clock differ: +3d, -2h, +1d12h, or an instant like 2026-12-01T08:00:00+08:00.",
           "AFTERDESK_CLOCK");
    option("--workers", config.workers, "Threads that answer requests.", "AFTERDESK_WORKERS");
    option("--senders", config.senders, "Messages to channel and mall that are under way at once.",
           "AFTERDESK_SENDERS");
    option("--evidence-files", config.daily_evidence.files,
           "Files that a buyer may send within 24 hours: photos, videos, reports.",
           "AFTERDESK_EVIDENCE_FILES");
    option("--evidence-mb", config.daily_evidence.megabytes, "Their megabytes.", "AFTERDESK_EVIDENCE_MB");
    option("--least-free-mb", config.least_free_mb,
           "With less room on the data folder's disk /readyz says that the server is not ready.",
           "AFTERDESK_LEAST_FREE_MB");
    option("--retain-days", config.retain_days,
           "Once a day, erase personal data of tickets that ended, and of buyers who were last seen, so many "
           "days ago; 0 keeps all. Amounts, states and times stay.",
           "AFTERDESK_RETAIN_DAYS");
    option("--log-level", config.log_level, "info, warning, error or silent.", "AFTERDESK_LOG_LEVEL");
}

/// Two of them: what the environment says would go into the one that is not meant, over its flags.
void add_serve(CLI::App& app, ServeConfig& config, ServeConfig& examined) {
    CLI::App* serve = app.add_subcommand("serve", "Answer buyers, merchants and the platform over HTTP.");
    add_settings(*serve, config);
    serve->footer(
        "Stops in good order on SIGTERM or Ctrl-C. /healthz, /readyz and (from this machine) /metrics tell "
        "how it is.");

    CLI::App* doctor = app.add_subcommand(
        "doctor",
        "Look whether a server could work with these settings: keys, certificates, clock, who can be "
        "reached. "
        "Takes the options of serve, moves no money, changes nothing. Exit status: 0 nothing is wrong, 1 "
        "something is, and what to do.");
    add_settings(*doctor, examined);
}

/// What prints without a store.
void add_printers(CLI::App& app, std::string& quote_file, ReplayOptions& replay) {
    CLI::App* quote = app.add_subcommand("quote", "Print what a request would refund, explained, as JSON.");
    quote->add_option("file", quote_file, "A JSON file; - is standard input.")->required();

    CLI::App* replaying = app.add_subcommand(
        "replay", "Run a script of commands; or, with --data, fold the stored events and compare the rows.");
    replaying->add_option("what", replay.what,
                          "A script (- is standard input); with --data a ticket's number.");
    replaying->add_option("--data", replay.data_dir, "The data folder.");
    app.add_subcommand("graph", "Print the tickets' edge table as a Mermaid state diagram.");
    app.add_subcommand("rights", "Print which role of staff may do what, as a Markdown table.");
}

void add_verify_proof(CLI::App& app, VerifyProofOptions& options) {
    CLI::App* proving = app.add_subcommand("verify-proof",
                                           "Check a ticket's proof file, without a store. Exit status: 0 all "
                                           "is well, 1 something does not fit, 2 "
                                           "the file can not be read.");
    proving->add_option("file", options.file, "The file as it was downloaded; - is standard input.")
        ->required();
    proving->add_option("pictures", options.pictures,
                        "Pictures saved from the ticket, to be held against it.");
    proving->add_option(
        "--key", options.key,
        "The desk's public key (GET /api/v1/proof-keys); by default the file's own is believed.");
}

void add_others(CLI::App& app, ImportOptions& import, LinkOptions& link, PasswordOptions& password) {
    CLI::App* importing =
        app.add_subcommand("import",
                           "Put the orders of a file into the store: all or none. Exit status: 0 done, 1 the "
                           "file or the store can not be read, 2 wrong input and nothing was taken, 3 with "
                           "--skip-bad: some lines were left out.");
    importing
        ->add_option("file", import.file,
                     "One order (or stock) as JSON on each line, or a table with --map; - is standard input.")
        ->required();
    importing->add_option("--data", import.data_dir, "The data folder.")
        ->envname("AFTERDESK_DATA")
        ->capture_default_str();
    importing->add_option("--tenant", import.tenant, "The mall, when there is more than one.");
    importing->add_option("--lang", import.language, "zh-CN or en; by default the terminal's.");
    add_image_origins(*importing, import.image_origins);
    importing->add_option(
        "--map", import.map,
        "The file is a table (CSV, UTF-8 or GB18030), and this one says what its columns are; "
        "examples lie in assets/import.");
    importing->add_flag("--dry-run", import.dry_run, "Say what would come of it, and keep nothing.");
    importing->add_flag(
        "--skip-bad", import.skip_bad,
        "Take the sound lines, and report the others: line, order, field, rule, both values.");

    CLI::App* linking = app.add_subcommand(
        "link", "Print a fresh launch link for a buyer, to put behind the page's address.");
    linking->add_option("--data", link.data_dir, "The data folder.")
        ->envname("AFTERDESK_DATA")
        ->capture_default_str();
    linking->add_option("--buyer", link.buyer, "The buyer's id.")->required();
    linking->add_option("--order", link.order, "The order to open; none shows the list.");
    linking->add_option("--tenant", link.tenant, "The mall, when there is more than one.");

    CLI::App* passwording = app.add_subcommand(
        "password",
        "Give a member of staff another password: the first line of standard input. No server may serve the "
        "folder meanwhile.");
    passwording->add_option("login", password.login, "What he signs in as.")->required();
    passwording->add_option("--data", password.data_dir, "The data folder.")
        ->envname("AFTERDESK_DATA")
        ->capture_default_str();

    app.add_subcommand("reencode", "What the child process of an upload runs; not for people.")->group("");
}

void add_data(CLI::App& command, std::string& data_dir) {
    command.add_option("--data", data_dir, "The data folder.")
        ->envname("AFTERDESK_DATA")
        ->capture_default_str();
}

void add_copies(CLI::App& app, BackupCommand& backup, RestoreCommand& restoring) {
    CLI::App* copy = app.add_subcommand(
        "backup",
        "Copy the data folder into a new one, also while a server works in it, and check the copy. Exit "
        "status: 0 done, 1 a failure of disk or store, 2 nothing was made and why, 3 made, and not all in it "
        "is as it should be.");
    copy->add_option("target", backup.target, "A folder that is missing or empty.")->required();
    add_data(*copy, backup.data_dir);
    copy->add_flag("--copy-files", backup.copy_files,
                   "Copy pictures, films and reports also within one disk, where a second name would do.");
    copy->add_option("--lang", backup.language, "zh-CN or en; by default the terminal's.");

    CLI::App* back = app.add_subcommand(
        "restore",
        "Bring a backup into a folder that is missing or empty, and check it. Nothing is ever overwritten. "
        "Exit status as of backup.");
    back->add_option("source", restoring.source, "The backup's folder.")->required();
    back->add_option("folder", restoring.data_dir, "The folder that it becomes.")->required();
    back->add_option(
        "--until", restoring.until,
        "Tickets as they were then, like 2026-12-01T08:00:00+08:00: later events are taken back, "
        "but for those of orders whose money or goods went out. Orders, people and rules stay as "
        "the backup has them.");
    back->add_option(
            "--erased", restoring.erased,
            "The erased.list of a newer copy or of the folder itself: what it names is erased again. "
            "That of the backup counts in any case; several with commas.")
        ->delimiter(',');
    back->add_option("--lang", restoring.language, "zh-CN or en; by default the terminal's.");
}

void add_erasing(CLI::App& app, EraseCommand& erase, RetainCommand& retain) {
    CLI::App* erasing = app.add_subcommand("erase",
                                           "Erase personal data of a closed ticket, or of a buyer with all "
                                           "of his tickets, for good; also while a "
                                           "server works in the folder. Amounts, states, times and the hash "
                                           "chain stay. Exit status: 0 done, 1 a "
                                           "failure of disk or store, 2 nothing was erased and why.");
    CLI::App* what = erasing->add_option_group("what");
    what->add_option("--ticket", erase.ticket, "The ticket's number.");
    what->add_option("--buyer", erase.buyer, "The buyer's id.");
    what->require_option(1);
    erasing->add_option("--reason", erase.reason, "Why, for whoever reads the acts; nothing personal.")
        ->required();
    erasing->add_option("--by", erase.by, "The login of the member of staff who decided it.");
    erasing->add_option("--tenant", erase.tenant, "The mall, when there is more than one.");
    add_data(*erasing, erase.data_dir);
    erasing->add_option("--lang", erase.language, "zh-CN or en; by default the terminal's.");

    CLI::App* retaining = app.add_subcommand(
        "retain",
        "List whose personal data is older than so many days, and with --erase erase it. Exit status as of "
        "erase.");
    retaining->add_option("--older-than", retain.days, "Days since the last event, or order.")
        ->required()
        ->check(CLI::Range(1, 36'500));
    retaining->add_flag("--erase", retain.erase, "Erase what is listed; without it nothing is changed.");
    add_data(*retaining, retain.data_dir);
    retaining->add_option("--lang", retain.language, "zh-CN or en; by default the terminal's.");
}

void add_init(CLI::App& app, InitOptions& init) {
    CLI::App* beginning = app.add_subcommand(
        "init",
        "Make a mall of one's own, empty: prints its administrator's one-time password and the key of its "
        "host's machine, once. Exit status: 0 done, 1 the store can not be opened, 2 such a mall or login is "
        "there.");
    beginning->add_option("--tenant", init.tenant, "The mall, as launch links and events name it.")
        ->required();
    add_data(*beginning, init.data_dir);
    beginning->add_option("--name", init.name, "The mall, as people read it; by default the same.");
    beginning->add_option("--login", init.login, "What its administrator signs in as.")
        ->capture_default_str();
}

void add_verify(CLI::App& app, VerifyCommand& verify) {
    CLI::App* verifying = app.add_subcommand(
        "verify",
        "Check the books: histories, rows, money, pictures. Exit status: 0 all is well, 1 it is not, 3 the "
        "time was over; the mark to go on from is printed.");
    add_data(*verifying, verify.data_dir);
    verifying->add_option("--from", verify.from, "Go on behind this mark of an earlier run.");
    verifying->add_option("--seconds", verify.seconds, "Stop after so many seconds.");
}

void add_reconcile(CLI::App& app, ReconcileCommand& reconcile) {
    CLI::App* comparing = app.add_subcommand(
        "reconcile",
        "Hold a day's bill of a payment channel against our refunds and the ledger, also while a server "
        "works "
        "in the folder; no books change. Exit status: 0 the day is closed, 1 a failure of disk or store, 2 "
        "nothing was compared and why, 3 something differs and is not settled.");
    comparing->add_option("--date", reconcile.date, "The day, like 2026-11-29.")->required();
    comparing->add_option("--bill", reconcile.bill,
                          "The bill as the channel gives it out: CSV, gzip or zip; without it the channel is "
                          "asked.");
    comparing->add_option("--channel", reconcile.channel,
                          "wechat or alipay; by default the bill's own, or all that can be asked.");
    comparing->add_option("--account", reconcile.account,
                          "Of several merchant accounts one: mchid or app_id; by default the bill's own, or "
                          "each that can be asked.");
    comparing->add_option("--tenant", reconcile.tenant, "The mall, when there is more than one.");
    add_data(*comparing, reconcile.data_dir);
    comparing->add_option("--lang", reconcile.language, "zh-CN or en; by default the terminal's.");
    add_refunds(*comparing, reconcile.refunds,
                "Whom to ask: wechat, alipay, or both with a comma; simulated, of a demo's folder.");
    add_channels(*comparing, reconcile.channels);
}

int run(int argc, char** argv) {
    CLI::App app("AfterDesk: after-sales for a shopping mall, from application to refund.", "afterdesk");
    app.require_subcommand(1);
    app.set_version_flag("--version", program_version);
    ServeConfig config, examined;
    ImportOptions import{"", "data", "", "", false, "", false, {}};
    LinkOptions link{"data", "", "", ""};
    PasswordOptions password{"", "data"};
    BackupCommand backup;
    RestoreCommand restoring;
    EraseCommand erase;
    RetainCommand retain;
    VerifyCommand verify;
    ReconcileCommand reconcile;
    InitOptions init{"data", "", "", "admin"};
    std::string quote_file;
    ReplayOptions replay;
    VerifyProofOptions proof;
    add_serve(app, config, examined);
    add_printers(app, quote_file, replay);
    add_others(app, import, link, password);
    add_copies(app, backup, restoring);
    add_erasing(app, erase, retain);
    add_verify(app, verify);
    add_reconcile(app, reconcile);
    add_init(app, init);
    add_verify_proof(app, proof);
    try {
        app.parse(argc, argv);
    } catch (CLI::ParseError const& error) {
        return app.exit(error) == 0 ? 0 : wrong_usage;
    }
    if (app.got_subcommand("serve")) return cli_serve(config);
    if (app.got_subcommand("doctor")) return cli_doctor(examined);
    if (app.got_subcommand("quote")) return cli_quote(quote_file.c_str());
    if (app.got_subcommand("replay")) return cli_replay(replay);
    if (app.got_subcommand("graph")) return cli_graph();
    if (app.got_subcommand("rights")) return cli_rights();
    if (app.got_subcommand("import")) return cli_import(import);
    if (app.got_subcommand("init")) return cli_init(init);
    if (app.got_subcommand("verify")) return cli_verify(verify);
    if (app.got_subcommand("reconcile")) return cli_reconcile(reconcile);
    if (app.got_subcommand("backup")) return cli_backup(backup);
    if (app.got_subcommand("restore")) return cli_restore(restoring);
    if (app.got_subcommand("erase")) return cli_erase(erase);
    if (app.got_subcommand("retain")) return cli_retain(retain);
    if (app.got_subcommand("verify-proof")) return cli_verify_proof(proof);
    if (app.got_subcommand("link")) return cli_link(link);
    if (app.got_subcommand("password")) return cli_password(password);
    return cli_reencode();
}

}  // namespace

}  // namespace afterdesk

int main(int argc, char** argv) {
    ::umask(0077);  // whatever we make is for its owner only
    try {
        return afterdesk::run(argc, argv);
    } catch (std::exception const& error) {
        std::fprintf(stderr, "afterdesk: %s\n", error.what());
        return 1;
    }
}
