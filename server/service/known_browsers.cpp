#include "service/known_browsers.hpp"

#include <algorithm>
#include <charconv>

#include "base/sha256.hpp"
#include "crypto/digest.hpp"
#include "files/small_file.hpp"
#include "store/failure.hpp"

namespace afterdesk {

namespace {

constexpr std::size_t key_bytes = 32, nonce_bytes = 9, signature_bytes = 16;
constexpr std::size_t most_marks = 6;  ///< colleagues who share a browser
constexpr std::size_t max_mark_chars = 64;

std::int64_t day_of(Instant at) { return at.ms / days(1).ms; }

/// "20787.Ab3…" of "20787.Ab3….signature".
std::string_view signed_part(std::string_view mark) { return mark.substr(0, mark.rfind('.')); }

bool is_fresh(std::string_view mark, Instant now) {
    std::int64_t day = 0;
    auto const read = std::from_chars(mark.data(), mark.data() + mark.size(), day);
    bool const number = read.ec == std::errc() && read.ptr != mark.data() + mark.size() && *read.ptr == '.';
    return number && day <= day_of(now) && day_of(now) - day <= KnownBrowsers::mark_is_good.ms / days(1).ms;
}

bool is_clean(std::string_view mark) {
    return mark.size() <= max_mark_chars && std::all_of(mark.begin(), mark.end(), [](char c) {
               bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
               return letter || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
           });
}

/// Calls `look` with each mark until it is true of one; that one, or "".
template <class Look>
std::string_view first_of(std::string_view marks, Look look) {
    for (std::size_t seen = 0; !marks.empty() && seen < most_marks; ++seen) {
        std::string_view const mark = marks.substr(0, marks.find('~'));
        if (is_clean(mark) && look(mark)) return mark;
        marks.remove_prefix(std::min(marks.size(), mark.size() + 1));
    }
    return {};
}

}  // namespace

std::string const& KnownBrowsers::key() {
    std::lock_guard const lock(mutex_);
    if (!key_.empty()) return key_;
    std::string const path = data_dir_ + "/browser.key";
    if (auto const text = files::read_small_file(path)) {
        if (!is_hex(*text, key_bytes))
            throw store::StoreFailure(store::FailureKind::other, "unreadable file: " + path);
        key_ = bytes_of_hex(*text);
        return key_;
    }
    std::string fresh = crypto::random_bytes(key_bytes);
    files::write_small_file(path, crypto::hex(fresh));
    key_ = std::move(fresh);
    return key_;
}

std::string KnownBrowsers::signature(std::string_view day_and_nonce, store::Staff const& staff) {
    std::string text = "known browser";
    for (std::string_view const part :
         {std::string_view(staff.tenant.value), std::string_view(staff.id.value),
          std::string_view(staff.password_hash), day_and_nonce}) {
        text += '\0';
        text += part;
    }
    return crypto::base64url(crypto::hmac_sha256(key(), text).substr(0, signature_bytes));
}

std::string KnownBrowsers::find(std::string_view marks, store::Staff const& staff, Instant now) {
    return std::string(first_of(marks, [&](std::string_view mark) {
        std::string_view const told = signed_part(mark);
        if (told.size() == mark.size() || !is_fresh(mark, now)) return false;
        return crypto::same(mark.substr(told.size() + 1), signature(told, staff));
    }));
}

std::string KnownBrowsers::add(std::string_view marks, store::Staff const& staff, Instant now) {
    std::string const old = find(marks, staff, now);
    std::string const told =
        std::to_string(day_of(now)) + "." + crypto::base64url(crypto::random_bytes(nonce_bytes));
    std::string kept = told + "." + signature(told, staff);
    std::size_t count = 1;
    first_of(marks, [&](std::string_view mark) {
        bool const stays = mark != old && is_fresh(mark, now) && count < most_marks;
        if (stays) kept.append("~").append(mark);
        count += stays ? 1 : 0;
        return false;
    });
    return kept;
}

}  // namespace afterdesk
