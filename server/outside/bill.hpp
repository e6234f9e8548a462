#pragma once
// The bill of a payment channel: all that it did on one day, as the file that it gives out. Read line by
// line: however long it is, little of it is in memory.

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/money.hpp"
#include "base/result.hpp"
#include "wire/bill_problem.hpp"

namespace afterdesk::outside {

/// A day as China's channels count it.
struct BillDay {
    std::string text;  ///< "2026-11-29"
    Instant from, until;
    bool operator==(BillDay const&) const = default;
};
/// Errors: nothing for what is no day, like "2026-02-30".
std::optional<BillDay> bill_day(std::string_view text);
/// The one in which the instant lies.
BillDay bill_day_of(Instant at);

using wire::BillProblem;
struct BillMistake {
    BillProblem problem = BillProblem::unreadable;
    std::string detail{};  ///< the line's number, or the channel's word for why
};

enum class BillFormat : unsigned char { wechat, alipay };

enum class BillState : unsigned char { paid, processing, failed };

/// What a bill says of one refund. Units: the texts are the reader's, until it goes on.
struct BilledRefund {
    std::string_view refund_no;                     ///< as it was asked for
    std::string_view transaction_id, out_trade_no;  ///< the payment: the channel's number and the mall's
    std::string_view currency;
    BillState state = BillState::paid;
    Fen amount_fen = 0;
    std::int64_t charged = 0;  ///< kept back for the refund. Units: 1/100,000 of a yuan
};

/// What stands in it all in all.
struct BillTotals {
    BillFormat format = BillFormat::wechat;
    std::int64_t lines = 0, refunds = 0;
    Fen refunds_fen = 0;
};

/// A bill's bytes, as they were given out or packed: a text, one in gzip, or a zip.
class BillFile {
  public:
    /// Units: the file stays as it is.
    static BillFile at(std::string path);
    /// Units: the bytes outlive it.
    static BillFile of(std::string_view bytes);

    std::string const* path() const { return path_.empty() ? nullptr : &path_; }
    std::string_view bytes() const { return bytes_; }

  private:
    std::string path_;
    std::string_view bytes_;
};

/// What the bill must be.
struct BillWanted {
    BillDay day;
    std::string mchid{};  ///< WeChat Pay's merchant; empty: anybody's
};

/// Tells each refund of it. Errors: unreadable (neither WeChat Pay's nor Alipay's), damaged,
/// line_malformed with the line's number, incomplete when its end is missing or its own count is
/// another one, other_day, other_merchant. What was told before an error is worth nothing.
Result<BillTotals, BillMistake> read_bill(BillFile const& file, BillWanted const& wanted,
                                          std::function<void(BilledRefund const&)> const& tell);

/// SHA-1 of the text, unpacked, in hexadecimal digits. Errors: damaged.
Result<std::string, BillMistake> sha1_of_bill(BillFile const& file);

}  // namespace afterdesk::outside
