#pragma once
// A bill's lines and their cells.

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "outside/bill_bytes.hpp"

namespace afterdesk::outside {

/// The lines of a text, without their ends.
class Lines {
  public:
    explicit Lines(Bytes& from) : from_(from) {}
    /// The next one, good until the next call; nothing at the end. Promise: at most 64 KB, or it is the end
    /// and not sound.
    std::optional<std::string_view> next();
    /// Of the line that was given last, when it can not be read: incomplete when its own end is missing,
    /// line_malformed with its number, from 1, when not.
    BillMistake mistake() const;
    bool is_sound() const { return sound_ && from_.is_sound(); }

  private:
    Bytes& from_;
    std::string_view piece_;
    std::string line_;  ///< that began in an earlier piece
    std::int64_t number_ = 0;
    bool sound_ = true, ended_ = true;
};

/// "`a,`b": each cell behind a backtick, so that a comma is a part of it. Rule: WeChat Pay, trade bill.
void split_backticks(std::string_view line, std::vector<std::string_view>& cells);
/// "a,\"b\",c\t": RFC 4180, without the blanks around cells; quotes inside stay doubled.
void split_commas(std::string_view line, std::vector<std::string_view>& cells);

/// "-12.34" in units of 10^-places. Errors: nothing for another form, more digits behind the point, and what
/// is more than 10^13 units of one.
std::optional<std::int64_t> decimal_of(std::string_view text, int places);

/// Where the columns of these names stand in the head; -1 for those that do not.
void find_columns(std::vector<std::string_view> const& head, std::span<std::string_view const> names,
                  std::span<int> places);

/// The number in "退款合计：12笔".
std::optional<std::int64_t> number_behind(std::string_view line, std::string_view words);

}  // namespace afterdesk::outside
