#include "wire/notification_api.hpp"

#include "base/text.hpp"
#include "wire/describe.hpp"
#include "wire/host_fields.hpp"

namespace afterdesk::wire {

namespace {

constexpr std::size_t max_local_chars = 64, max_label_chars = 63;
constexpr std::size_t least_phone_digits = 5, most_phone_digits = 20;
constexpr std::string_view digits = "0123456789";
constexpr std::string_view letters_and_digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
constexpr std::string_view signs = "!#$%&'*+/=?^_`{|}~-";

bool is_only(std::string_view text, std::string_view characters, std::string_view more) {
    for (char const c : text) {
        if (characters.find(c) == std::string_view::npos && more.find(c) == std::string_view::npos)
            return false;
    }
    return true;
}

/// Parts with a full stop between them, none of them empty. Promise: how many; 0 when one does not fit.
template <class Fits>
int count_parts(std::string_view text, Fits fits) {
    int count = 0;
    for (;;) {
        std::size_t const stop = text.find('.');
        std::string_view const part = text.substr(0, stop);
        if (part.empty() || !fits(part)) return 0;
        ++count;
        if (stop == std::string_view::npos) return count;
        text.remove_prefix(stop + 1);
    }
}

bool is_label(std::string_view label) {
    return label.size() <= max_label_chars && label.front() != '-' && label.back() != '-' &&
           is_only(label, letters_and_digits, "-");
}

}  // namespace

bool is_email(std::string_view text) {
    std::size_t const at = text.rfind('@');
    if (at == std::string_view::npos || text.size() > std::size_t{max_email_chars} || at > max_local_chars)
        return false;
    return count_parts(text.substr(0, at),
                       [](std::string_view part) { return is_only(part, letters_and_digits, signs); }) > 0 &&
           count_parts(text.substr(at + 1), is_label) > 1;
}

bool is_phone(std::string_view text) {
    if (text.starts_with('+')) text.remove_prefix(1);
    return text.size() >= least_phone_digits && text.size() <= most_phone_digits && is_only(text, digits, "");
}

Mistakes check_contact(NotificationContact const& contact, std::string const& path) {
    Mistakes mistakes;
    auto const check = [&](bool fits, char const* name) {
        if (!fits) mistakes.push_back({Rule::bad_characters, path + "." + name, -1});
    };
    check(contact.email.empty() || is_email(contact.email), "email");
    check(contact.phone.empty() || is_phone(contact.phone), "phone");
    check(is_only(contact.openid, letters_and_digits, "-_"), "openid");
    return mistakes;
}

void fields(FieldIo& io, NotificationContact& contact) {
    io.text(if_said("email"), contact.email, max_email_chars);
    io.text(if_said("phone"), contact.phone, address_phone_max_chars);
    io.text(if_said("openid"), contact.openid, max_openid_chars);
    io.name_or("language", contact.language);
    io.flag_or_false("off", contact.off);
}

}  // namespace afterdesk::wire
