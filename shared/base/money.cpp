#include "base/money.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "base/check.hpp"
#include "base/pasted.hpp"
#include "base/sort.hpp"
#include "base/text.hpp"

namespace afterdesk {

namespace {

/// Wide enough for the product of two amounts, and for the sum of any number of them.
__extension__ typedef __int128 Wide;

/// The figures of an amount, without what only says that it is money.
std::string bare_amount(std::string_view typed) {
    constexpr std::string_view yuan_sign = "¥", yuan = "元";
    std::string const folded = half_width(typed);
    std::string_view text = trim(folded);
    if (text.starts_with(yuan_sign)) text.remove_prefix(yuan_sign.size());
    if (text.ends_with(yuan)) text.remove_suffix(yuan.size());
    std::string amount(trim(text));
    // What a Chinese keyboard gives for the point.
    constexpr std::string_view full_stop = "。";
    if (std::size_t const at = amount.find(full_stop); at != std::string::npos) {
        amount[at] = '.';
        amount.erase(at + 1, full_stop.size() - 1);
    }
    return amount;
}

}  // namespace

std::optional<Fen> add_fen(Fen a, Fen b) {
    Fen sum = 0;
    if (__builtin_add_overflow(a, b, &sum)) return std::nullopt;
    return sum;
}

std::optional<Fen> multiply_fen(Fen a, std::int64_t b) {
    Fen product = 0;
    if (__builtin_mul_overflow(a, b, &product)) return std::nullopt;
    return product;
}

std::vector<Fen> allocate(Fen total, std::vector<Fen> const& weights) {
    CHECK(total >= 0);
    CHECK(total == 0 || !weights.empty());
    Wide sum = 0;
    for (Fen weight : weights) {
        CHECK(weight >= 0);
        sum += weight;
    }
    std::vector<Fen> shares(weights.size(), 0);
    if (total == 0) return shares;
    if (sum == 0) {
        shares.front() = total;
        return shares;
    }
    std::vector<Wide> remainders(weights.size());
    Fen left = total;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        Wide const exact = static_cast<Wide>(total) * weights[i];
        shares[i] = static_cast<Fen>(exact / sum);
        remainders[i] = exact % sum;
        left -= shares[i];
    }
    // Fewer fen are left than weights have a remainder, so nobody without one gets any.
    std::vector<std::size_t> by_remainder(weights.size());
    std::iota(by_remainder.begin(), by_remainder.end(), std::size_t{0});
    sort_small(by_remainder, [&](std::size_t a, std::size_t b) {
        return remainders[a] != remainders[b] ? remainders[a] > remainders[b] : a < b;
    });
    for (std::size_t i = 0; left > 0; ++i, --left) ++shares[by_remainder[i]];
    return shares;
}

std::vector<Fen> split_evenly(Fen total, int units) {
    CHECK(total >= 0);
    CHECK(units >= 1);
    Fen const each = total / units;
    Fen const larger = total % units;
    std::vector<Fen> parts(static_cast<std::size_t>(units), each);
    for (std::size_t i = 0; i < static_cast<std::size_t>(larger); ++i) ++parts[i];
    return parts;
}

std::string format_fen(Fen amount_fen) {
    bool const negative = amount_fen < 0;
    // The negation of the smallest Fen is no Fen; as an unsigned number it is right.
    std::uint64_t const size =
        negative ? 0 - static_cast<std::uint64_t>(amount_fen) : static_cast<std::uint64_t>(amount_fen);
    std::string text = std::to_string(size / 100);
    for (std::size_t at = text.size(); at > 3;) {
        at -= 3;
        text.insert(at, 1, ',');
    }
    text += '.';
    text += static_cast<char>('0' + size % 100 / 10);
    text += static_cast<char>('0' + size % 10);
    return negative ? "-" + text : text;
}

std::optional<Fen> parse_fen(std::string const& given) {
    std::string const typed = bare_amount(given);
    std::size_t const point = typed.find('.');
    std::string const yuan = typed.substr(0, point);
    std::string cents = point == std::string::npos ? "0" : typed.substr(point + 1);
    if (cents.empty() || cents.size() > 2) return std::nullopt;
    if (cents.size() == 1) cents += '0';

    std::string digits;
    std::size_t const first_comma = yuan.find(',');
    for (std::size_t i = 0; i < yuan.size(); ++i) {
        // With commas, every one of them and no other place stands three digits before the next or the end.
        bool const comma_here =
            first_comma != std::string::npos && i >= first_comma && (yuan.size() - i) % 4 == 0;
        if (comma_here != (yuan[i] == ',')) return std::nullopt;
        if (!comma_here) digits += yuan[i];
    }
    if (digits.empty() || first_comma == 0 || (first_comma != std::string::npos && first_comma > 3)) {
        return std::nullopt;
    }
    digits += cents;
    Fen amount = 0;
    for (char c : digits) {
        if (!is_digit(c)) return std::nullopt;
        amount = amount * 10 + (c - '0');
        if (amount > max_fen) return std::nullopt;
    }
    return amount;
}

}  // namespace afterdesk
