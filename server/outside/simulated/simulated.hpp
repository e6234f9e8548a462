#pragma once
// The outside of a demo and of tests: a channel that behaves like WeChat Pay's refunds (a number is paid
// once, what became of it is told by signed messages too), and a mall that takes entitlements back.

#include "outside/ports.hpp"
#include "outside/simulated/book.hpp"

namespace afterdesk::outside::simulated {

/// Seconds since 1970 when the message was signed, and "sha256=" with the HMAC in hexadecimal digits.
inline constexpr std::string_view timestamp_header = "notify-timestamp";
inline constexpr std::string_view signature_header = "notify-signature";
/// How far a message's time may be from ours. Rule: Standard Webhooks and WeChat Pay: five minutes.
inline constexpr Duration notice_window = minutes(5);

/// The channel's key, made when there is none yet: DATA/channel.key, for its owner only.
/// Errors: std::system_error.
std::string ensure_channel_key(std::string const& data_dir);
/// HMAC-SHA256 over "<seconds>.<body>".
std::string signature_of(std::string const& key, std::string_view seconds, std::string_view body);
/// {"tenant","refund_no","refund_fen","outcome":"paid"|"refused","code"}
std::string notice_text(Notice const& notice);

/// Pays from a book that remembers.
class BookPayments final : public Payments {
  public:
    BookPayments(std::shared_ptr<Book> book, std::string key)
        : book_(std::move(book)), key_(std::move(key)) {}
    /// Errors: refused "AMOUNT_MISMATCH" when the number was paid with another amount.
    Answer refund(RefundOrder const& order) override;
    Answer query(RefundOrder const& order) override;
    bool is_signed(Message const& message, Instant now) const override;
    Result<Notice, Mistakes> read_notice(std::string_view body) const override;
    /// In WeChat Pay's form, for each of the channels.
    Result<BillGiven, BillMistake> bill(BillAsked const& asked) override;

  private:
    std::shared_ptr<Book> book_;
    std::string key_;
};

/// Takes back what it is told to.
class BookMall final : public Mall {
  public:
    explicit BookMall(std::shared_ptr<Book> book) : book_(std::move(book)) {}
    Answer reclaim(std::string const& reclaim_no, std::string const& body) override;

  private:
    std::shared_ptr<Book> book_;
};

/// All of it, with faults that can be switched on; the book and the key are kept in the data folder.
Parties simulated_parties(std::string const& data_dir);

}  // namespace afterdesk::outside::simulated
