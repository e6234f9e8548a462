#include "outside/bill.hpp"

#include <algorithm>
#include <utility>

#include "crypto/sha1.hpp"
#include "outside/alipay/bill_text.hpp"
#include "outside/bill_bytes.hpp"
#include "outside/ports.hpp"
#include "outside/wechat/bill_text.hpp"

namespace afterdesk::outside {

namespace {

constexpr std::string_view gzip_mark = "\x1f\x8b";
constexpr std::string_view zip_mark = "PK\x03\x04";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

Err<BillMistake> bad(BillProblem problem) { return Err{BillMistake{problem}}; }

/// The first piece, looked at and put back.
std::string peek(std::unique_ptr<Bytes>& bytes) {
    std::string first(bytes->next());
    bytes = put_back(first, std::move(bytes));
    return first;
}

std::unique_ptr<Bytes> unpacked(BillFile const& file) {
    auto bytes = open_bytes(file);
    bool const packed = peek(bytes).starts_with(gzip_mark);
    return packed ? gunzipped(std::move(bytes)) : std::move(bytes);
}

bool is_zip(BillFile const& file) {
    auto const bytes = open_bytes(file);
    return bytes->next().starts_with(zip_mark);
}

using Tell = std::function<void(BilledRefund const&)>;

/// By how it begins: a head of columns, or Alipay's words of introduction in either coding.
Result<BillTotals, BillMistake> read_text(std::unique_ptr<Bytes> text, BillWanted const& wanted,
                                          Tell const& tell) {
    std::string const first = peek(text);
    std::string_view begin = first;
    bool const marked = begin.starts_with(byte_order_mark);
    if (marked) begin.remove_prefix(byte_order_mark.size());
    if (first.empty() && !text->is_sound()) return bad(BillProblem::damaged);
    if (wechat::begins_bill(begin)) return wechat::read_bill_text(*text, wanted, tell);
    if (!begin.starts_with('#')) return bad(BillProblem::unreadable);
    bool const is_utf8 = marked || alipay::is_utf8(begin);
    if (!is_utf8) text = recoded(std::move(text));
    return alipay::read_bill_text(*text, wanted, tell);
}

/// Alipay's zip holds the bill and a summary of it, which is passed over.
Result<BillTotals, BillMistake> read_zip(BillFile const& file, BillWanted const& wanted, Tell const& tell) {
    Result<BillTotals, BillMistake> read = bad(BillProblem::unreadable);
    bool const sound = each_in_zip(file, [&](std::unique_ptr<Bytes> text) {
        read = read_text(std::move(text), wanted, tell);
        return !read.ok() && read.error().problem == BillProblem::unreadable;
    });
    if (!sound) return bad(BillProblem::damaged);
    return read;
}

}  // namespace

BillFile BillFile::at(std::string path) {
    BillFile file;
    file.path_ = std::move(path);
    return file;
}

BillFile BillFile::of(std::string_view bytes) {
    BillFile file;
    file.bytes_ = bytes;
    return file;
}

std::optional<BillDay> bill_day(std::string_view text) {
    constexpr std::string_view form = "0000-00-00";
    bool formed = text.size() == form.size();
    for (std::size_t i = 0; formed && i < form.size(); ++i)
        formed = form[i] == '-' ? text[i] == '-' : text[i] >= '0' && text[i] <= '9';
    if (!formed) return std::nullopt;
    auto const number = [&](std::size_t at, std::size_t count) {
        int out = 0;
        for (char const c : text.substr(at, count)) out = out * 10 + (c - '0');
        return out;
    };
    Civil const civil{number(0, 4), number(5, 2), number(8, 2)};
    bool const in_range =
        civil.year >= 2000 && civil.month >= 1 && civil.month <= 12 && civil.day >= 1 && civil.day <= 31;
    if (!in_range) return std::nullopt;
    BillDay const day = bill_day_of(from_civil(civil, china_offset_minutes));
    return day.text == text ? std::optional(day) : std::nullopt;
}

BillDay bill_day_of(Instant at) {
    Instant const until = start_of_next_day(at, china_offset_minutes);
    return {format_minute(at, china_offset_minutes).substr(0, 10), {until.ms - days(1).ms}, until};
}

Result<BillGiven, BillMistake> Payments::bill(BillAsked const&) { return bad(BillProblem::not_served); }

Result<BillTotals, BillMistake> read_bill(BillFile const& file, BillWanted const& wanted, Tell const& tell) {
    return is_zip(file) ? read_zip(file, wanted, tell) : read_text(unpacked(file), wanted, tell);
}

Result<std::string, BillMistake> sha1_of_bill(BillFile const& file) {
    auto const bytes = unpacked(file);
    crypto::Sha1 sum;
    for (std::string_view piece = bytes->next(); !piece.empty(); piece = bytes->next()) sum.add(piece);
    if (!bytes->is_sound()) return bad(BillProblem::damaged);
    return std::move(sum).hex();
}

}  // namespace afterdesk::outside
