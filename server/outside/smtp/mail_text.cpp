#include "outside/smtp/mail_text.hpp"

#include <array>
#include <cstdio>

#include "base/text.hpp"
#include "crypto/digest.hpp"
#include "wire/notification_api.hpp"

namespace afterdesk::outside::smtp {

namespace {

constexpr std::string_view line_end = "\r\n";
constexpr std::size_t base64_line = 76;
/// Of an encoded word: with 12 characters around it, and "Subject: " before it, its line has at most 76.
constexpr std::size_t word_bytes = 39;
constexpr std::size_t most_plain_bytes = 60;
constexpr int days_in_week = 7, day_of_1970 = 4;  // a Thursday
constexpr std::int64_t day_ms = 86'400'000;

bool is_control(unsigned char c) { return c < 0x20 || c == 0x7f; }

/// On one line: whatever breaks or controls it becomes a blank.
std::string one_line(std::string_view text) {
    std::string out(text);
    for (char& c : out) {
        if (is_control(static_cast<unsigned char>(c))) c = ' ';
    }
    return out;
}

/// Letters, digits and blanks alone: what stands for nothing else in a head.
bool is_plain(std::string_view text) {
    for (char const c : text) {
        bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
        if (!letter && c != ' ') return false;
    }
    return text.size() <= most_plain_bytes;
}

std::string encoded_words(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        std::size_t end = 0;
        for (std::size_t at = 0; at < text.size();) {
            next_char(text, at);
            if (at > word_bytes) break;
            end = at;
        }
        if (!out.empty()) out += "\r\n ";
        out += "=?UTF-8?B?" + crypto::base64(text.substr(0, end)) + "?=";
        text.remove_prefix(end);
    }
    return out;
}

std::string header_text(std::string_view text) {
    std::string const line = one_line(text);
    return is_plain(line) ? line : encoded_words(line);
}

/// Each line break as mails have it.
std::string with_line_ends(std::string_view text) {
    std::string out;
    for (char const c : with_line_feeds(text)) {
        if (c == '\n') {
            out += line_end;
        } else {
            out += c;
        }
    }
    return out;
}

std::string folded_base64(std::string_view bytes) {
    std::string const all = crypto::base64(bytes);
    std::string out;
    for (std::size_t at = 0; at < all.size(); at += base64_line) {
        out += all.substr(at, base64_line);
        out += line_end;
    }
    return out;
}

void add_field(std::string& out, std::string_view name, std::string_view value) {
    out += name;
    out += ": ";
    out += value;
    out += line_end;
}

}  // namespace

std::string_view Sender::domain() const { return std::string_view(address).substr(address.rfind('@') + 1); }

std::optional<Sender> read_sender(std::string_view text) {
    text = trim(text);
    Sender out;
    if (text.ends_with('>')) {
        std::size_t const open = text.rfind('<');
        if (open == std::string_view::npos) return std::nullopt;
        out.name = trim(text.substr(0, open));
        text = text.substr(open + 1, text.size() - open - 2);
    }
    out.address = text;
    bool const fits = wire::is_email(out.address) && is_clean_utf8(out.name);
    return fits ? std::optional(std::move(out)) : std::nullopt;
}

std::string message_id_of(std::string_view id, Sender const& from) {
    return "<" + std::string(id) + "@" + std::string(from.domain()) + ">";
}

std::string date_text(Instant at) {
    constexpr std::array<char const*, 7> weekdays{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array<char const*, 12> months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                                 "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    Civil const civil = to_civil(at, 0);
    auto const weekday = static_cast<std::size_t>((at.ms / day_ms + day_of_1970) % days_in_week);
    std::array<char, 64> out{};
    std::snprintf(out.data(), out.size(), "%s, %d %s %d %02d:%02d:%02d +0000", weekdays.at(weekday),
                  civil.day, months.at(static_cast<std::size_t>(civil.month) - 1), civil.year, civil.hour,
                  civil.minute, civil.second);
    return out.data();
}

std::string bytes_of(Mail const& mail) {
    std::string out;
    std::string const from = "<" + mail.from.address + ">";
    add_field(out, "Date", date_text(mail.date));
    add_field(out, "From", mail.from.name.empty() ? from : header_text(mail.from.name) + "\r\n " + from);
    add_field(out, "To", "<" + mail.to + ">");
    add_field(out, "Subject", header_text(mail.subject));
    add_field(out, "Message-ID", message_id_of(mail.id, mail.from));
    add_field(out, "MIME-Version", "1.0");
    add_field(out, "Content-Type", "text/plain; charset=utf-8");
    add_field(out, "Content-Transfer-Encoding", "base64");
    add_field(out, "Auto-Submitted", "auto-generated");  // RFC 3834: nobody's machine answers it
    out += line_end;
    return out + folded_base64(with_line_ends(mail.text));
}

}  // namespace afterdesk::outside::smtp
