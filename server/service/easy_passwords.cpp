#include "service/easy_passwords.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "base/fold_text.hpp"
#include "base/text.hpp"
#include "crypto/digest.hpp"

namespace afterdesk {

namespace {

/// The first four bytes of the SHA-256 of each, in order: tools/common_passwords.
constexpr auto common = std::to_array<std::uint32_t>({
#include "service/common_passwords.inc"
});

/// Of the product, and of whom it is for.
constexpr std::string_view known_words[] = {
    "afterdesk", "aftersale", "after-sale", "password", "passwort", "administrator", "manager",
    "reviewer",  "arbiter",   "merchant",   "platform", "refund",   "admin",         "demo",
    "shouhou",   "mima",      "售后服务台", "售后",     "密码"};
constexpr int least_different = 5;
constexpr int least_left = 8;
constexpr std::size_t least_of_a_word = 3;  ///< bytes: three letters, or one hanzi

bool is_common(std::string_view lower) {
    std::string const hash = crypto::sha256(lower);
    std::uint32_t begin = 0;
    for (std::size_t i = 0; i < 4; ++i) begin = begin << 8 | static_cast<unsigned char>(hash[i]);
    return std::binary_search(common.begin(), common.end(), begin);
}

bool repeats(std::string_view lower) {
    std::string different(lower);
    std::sort(different.begin(), different.end());
    different.erase(std::unique(different.begin(), different.end()), different.end());
    return static_cast<int>(different.size()) < least_different;
}

void cut_out(std::string& from, std::string_view word) {
    for (std::size_t at = from.find(word); at != std::string::npos; at = from.find(word, at))
        from.erase(at, word.size());
}

}  // namespace

std::vector<std::string> words_about(store::ReadTx& tx, store::Staff const& staff) {
    std::vector<std::string> out{staff.login, staff.name, staff.id.value, staff.shop.value,
                                 staff.tenant.value};
    if (auto const shop = store::find_shop(tx, staff.tenant, staff.shop)) out.push_back(shop->name);
    if (auto const mall = store::find_tenant(tx, staff.tenant)) out.push_back(mall->name);
    return out;
}

bool is_easy(std::string_view password, std::vector<std::string> const& words) {
    std::string const lower = fold_text(password);
    if (is_common(lower) || repeats(lower)) return true;
    std::string left = lower;
    for (std::string const& word : words) {
        std::string const folded = fold_text(word);
        if (folded.size() >= least_of_a_word) cut_out(left, folded);
    }
    for (std::string_view const word : known_words) cut_out(left, word);
    return left.size() < lower.size() && count_chars(left) < least_left;
}

}  // namespace afterdesk
