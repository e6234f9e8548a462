// Which addresses there are, what a mail's bytes are, what somebody reads, and what settings can be.

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "base/text.hpp"
#include "crypto/digest.hpp"
#include "files/small_file.hpp"
#include "notifiers.hpp"
#include "outside/smtp/mail_text.hpp"
#include "outside/webhook/https_endpoints.hpp"
#include "service/notification_text.hpp"
#include "testing.hpp"

using namespace afterdesk;
using namespace afterdesk::outside::smtp;
using wire::NotificationKind;
using wire::NotificationLanguage;

namespace {

std::vector<std::string> lines_of(std::string const& mail) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < mail.size();) {
        std::size_t const end = mail.find("\r\n", at);
        REQUIRE(end != std::string::npos);
        lines.push_back(mail.substr(at, end - at));
        at = end + 2;
    }
    return lines;
}

/// The head, with what is folded on one line.
std::vector<std::string> head_of(std::string const& mail) {
    std::vector<std::string> head;
    for (std::string const& line : lines_of(mail)) {
        if (line.empty()) break;
        if (line.starts_with(' ')) {
            REQUIRE_FALSE(head.empty());
            head.back() += line;
        } else {
            head.push_back(line);
        }
    }
    return head;
}

std::string body_of(std::string const& mail) {
    std::string encoded;
    bool inside = false;
    for (std::string const& line : lines_of(mail)) {
        if (inside) encoded += line;
        inside = inside || line.empty();
    }
    return crypto::from_base64(encoded).value_or("?");
}

Mail mail_about(std::string subject, std::string text) {
    return {"00ff",
            {"云上商城", "desk@mall.example"},
            "anna@example.com",
            std::move(subject),
            std::move(text),
            {1'795'147'200'000}};
}

Told told_of(NotificationKind kind) {
    return {kind,
            "云杉服饰",
            "AS2026112000000001",
            6'667,
            Instant{1'795'147'200'000},
            "https://desk.example/#/b/tickets/AS2026112000000001"};
}

}  // namespace

TEST_CASE("an address is what the Internet's mail knows, and nothing that could be more than one") {
    for (char const* const good :
         {"anna@example.com", "a.b+c@mail.example.co", "x_y-z@1and1.example", "o'neil@example.com"})
        CHECK_MESSAGE(wire::is_email(good), good);
    for (char const* const bad : {"",
                                  "@",
                                  "anna",
                                  "anna@",
                                  "@example.com",
                                  "anna@example",
                                  "a b@example.com",
                                  "a@b@example.com",
                                  "anna@example.com\r\nBcc: all@example.com",
                                  "anna@exa_mple.com",
                                  "anna@-a.com",
                                  "anna@a-.com",
                                  "anna.@example.com",
                                  ".anna@example.com",
                                  "a..b@example.com",
                                  "anna@example..com",
                                  "<anna@example.com>",
                                  "anna@example.com, bob@example.com",
                                  "\"a\"@example.com",
                                  "安娜@example.com",
                                  "anna@[127.0.0.1]",
                                  "anna@example.com>"})
        CHECK_MESSAGE(!wire::is_email(bad), bad);
    CHECK(wire::is_email(std::string(64, 'a') + "@example.com"));
    CHECK_FALSE(wire::is_email(std::string(65, 'a') + "@example.com"));
    CHECK_FALSE(wire::is_email("a@" + std::string(64, 'a') + ".com"));
    CHECK((wire::is_phone("13800138000") && wire::is_phone("+8613800138000")));
    CHECK_FALSE((wire::is_phone("") || wire::is_phone("+") || wire::is_phone("138 0013") ||
                 wire::is_phone("13800138000;ls")));
}

TEST_CASE("a mail is ASCII in short lines, with its own fields and no others") {
    std::string const mail =
        bytes_of(mail_about("商家已同意，请寄回商品 · 云杉服饰旗舰店（杭州）", "您好\n.\n..\nFrom me\n"));
    std::vector<std::string> names;
    for (std::string const& field : head_of(mail)) names.push_back(field.substr(0, field.find(':')));
    CHECK(names == std::vector<std::string>{"Date", "From", "To", "Subject", "Message-ID", "MIME-Version",
                                            "Content-Type", "Content-Transfer-Encoding", "Auto-Submitted"});
    for (std::string const& line : lines_of(mail)) {
        CHECK(line.size() <= 78);
        CHECK(std::all_of(line.begin(), line.end(), [](char c) { return c >= ' ' && c <= '~'; }));
        CHECK_FALSE(line.starts_with('.'));
    }
    CHECK(head_of(mail)[0] == "Date: Fri, 20 Nov 2026 04:00:00 +0000");
    CHECK(head_of(mail)[2] == "To: <anna@example.com>");
    CHECK(head_of(mail)[4] == "Message-ID: <00ff@mall.example>");
    CHECK(body_of(mail) == "您好\r\n.\r\n..\r\nFrom me\r\n");
    CHECK(mail == bytes_of(mail_about("商家已同意，请寄回商品 · 云杉服饰旗舰店（杭州）",
                                      "您好\r\n.\r..\nFrom me\n")));
}

TEST_CASE("whatever a subject says, no field of the head is its") {
    for (char const* const evil : {"x\r\nBcc: all@example.com", "x\nBcc: all@example.com", "x\r\n\r\nbody",
                                   "=?UTF-8?Q?=0D=0ABcc:?=", "a\tb", "\r\n", "x: y", "\x7f\x01"}) {
        auto const head = head_of(bytes_of(mail_about(evil, "text")));
        CHECK(head.size() == 9);
        CHECK(head[3].starts_with("Subject: "));
        CHECK(head[3].find("Bcc:") == std::string::npos);
    }
    Mail named = mail_about("x", "y");
    named.from.name = "Mall\r\nBcc: all@example.com";
    CHECK(head_of(bytes_of(named)).size() == 9);
}

TEST_CASE("a sender is an address, or a name and an address") {
    auto const sender = read_sender("云上商城 <desk@mall.example>");
    REQUIRE(sender);
    CHECK((sender->name == "云上商城" && sender->address == "desk@mall.example"));
    CHECK(sender->domain() == "mall.example");
    CHECK(read_sender(" desk@mall.example ")->name.empty());
    for (char const* const bad : {"", "desk", "<desk@mall.example", "a <b>", "a@b.c d@e.f"})
        CHECK_MESSAGE(!read_sender(bad).has_value(), bad);
}

TEST_CASE("a date is that of its day of the week") {
    CHECK(date_text({0}) == "Thu, 1 Jan 1970 00:00:00 +0000");
    CHECK(date_text({951'782'400'000}) == "Tue, 29 Feb 2000 00:00:00 +0000");
}

TEST_CASE("every kind has its words in both languages, all of them filled in") {
    for (std::string_view const name : wire::all_names<NotificationKind>()) {
        auto const kind = *wire::from_name<NotificationKind>(name);
        for (auto const language : {NotificationLanguage::zh_cn, NotificationLanguage::en}) {
            for (bool const whole : {true, false}) {
                Told told = told_of(kind);
                if (!whole) {
                    told.amount_fen.reset();
                    told.until.reset();
                }
                NotificationText const words = text_of(told, language);
                std::string const& title = words.title;
                std::string const& text = words.text;
                CAPTURE(text);
                CHECK(title.find_first_of("{}[]<>") == std::string::npos);
                CHECK(text.find_first_of("{}[]<>") == std::string::npos);
                CHECK(text.find("https://desk.example/#/b/tickets/AS2026112000000001\n") !=
                      std::string::npos);
                bool const chinese = text.find("售后单号") != std::string::npos;
                CHECK(chinese == (language == NotificationLanguage::zh_cn));
                CHECK(is_clean_utf8(text));
                CHECK((whole || text.find("2026-11") == std::string::npos));
                CHECK(text.find("  ") == std::string::npos);
                CHECK(text.find(" .") == std::string::npos);
            }
        }
    }
    auto const agreed = text_of(told_of(NotificationKind::agreed), NotificationLanguage::en);
    CHECK(agreed.title == "The shop agreed: send the goods back · 云杉服饰");
    CHECK(agreed.text.starts_with(
        "云杉服饰 agreed to your request. Send the goods back and enter the parcel's number "
        "by 2026-11-20 12:00 (China time). The address to send them to is behind the link."));
    Told strange = told_of(NotificationKind::refunded);
    strange.shop = "[{amount}] <shop>";
    CHECK(text_of(strange, NotificationLanguage::en)
              .text.starts_with("Your refund of ¥66.67 from [{amount}] <shop> has"));
}

TEST_CASE("settings that can not be are told with their flag") {
    auto const problem = [](NotifiersConfig const& config, bool demo = false,
                            std::string const& url = "https://desk.example") {
        auto const all = notifier_problems(config, demo, url);
        return all.empty() ? std::string() : all.front().en;
    };
    NotifiersConfig config;
    CHECK(problem(config).empty());
    config.smtp_from = "a@b.example";
    CHECK(problem(config).starts_with("--smtp-from says nothing without --smtp-url"));
    config.smtp_url = "smtps://mx.example";
    CHECK(problem(config).empty());
    CHECK(problem(config, true).find("without --demo") != std::string::npos);
    CHECK(problem(config, false, "http://127.0.0.1:8080").find("--public-url") != std::string::npos);

    auto const endpoints = std::make_shared<outside::webhook::HttpsEndpoints>(outside::webhook::Settings{});
    auto const refused = [&](NotifiersConfig const& with) {
        auto const made = connect_notifiers(with, false, {}, endpoints);
        return made.ok() ? std::string() : made.error().front().en;
    };
    CHECK(refused(config).empty());
    std::string const folder =
        (std::filesystem::temp_directory_path() / ("notifiers-" + std::to_string(::getpid()))).string();
    files::write_small_file(folder, "whsec_short");
    struct Row {
        char const* name;
        std::string NotifiersConfig::*field;
        std::string value, says;
    };
    NotifiersConfig whole = config;
    whole.provider_url = "https://sms.example/send";
    whole.provider_secret_file = folder;
    Row const rows[] = {
        {"no scheme", &NotifiersConfig::smtp_url, "mx.example", "--smtp-url must be like"},
        {"a path", &NotifiersConfig::smtp_url, "smtps://mx.example/x", "--smtp-url must be like"},
        {"a user", &NotifiersConfig::smtp_url, "smtps://u:p@mx.example", "--smtp-url must be like"},
        {"plain, elsewhere", &NotifiersConfig::smtp_url, "smtp-plain://mx.example:25", "smtp-plain:// is"},
        {"no sender", &NotifiersConfig::smtp_from, "", "--smtp-from is missing"},
        {"two senders", &NotifiersConfig::smtp_from, "a@b.c, d@e.f", "--smtp-from must be like"},
        {"no password", &NotifiersConfig::smtp_user, "desk", "--smtp-password is missing"},
        {"a password alone", &NotifiersConfig::smtp_password_file, folder, "--smtp-user is missing"},
        {"a private provider", &NotifiersConfig::provider_url, "https://10.0.0.1/", "--notify-url must be"},
        {"a short secret", &NotifiersConfig::provider_secret_file, folder, "--notify-secret must be whsec_"},
        {"no secret", &NotifiersConfig::provider_secret_file, "", "--notify-secret is missing"},
    };
    for (Row const& row : rows) {
        NotifiersConfig with = whole;
        with.*row.field = row.value;
        if (row.field != &NotifiersConfig::provider_url &&
            row.field != &NotifiersConfig::provider_secret_file)
            with.provider_url.clear();
        std::string const said = refused(with);
        CHECK_MESSAGE(said.starts_with(row.says), (row.name + (": " + said)));
    }
    std::filesystem::remove(folder);
}
