#pragma once
// The simulated outside: a payment channel that behaves like WeChat Pay's refunds (the same number is paid
// once, an answer may be lost or come twice), and a mall that takes entitlements back; with faults that can
// be switched on.

#include <condition_variable>
#include <mutex>
#include <string>

#include "base/instant.hpp"
#include "store/channel_book.hpp"
#include "wire/api.hpp"

namespace afterdesk {

class Channel {
  public:
    /// Keeps its book in the data folder, in a file of its own.
    explicit Channel(std::string const& data_dir);

    enum class Outcome : unsigned char {
        paid,
        refused,  ///< a definite no, with a code
        unknown,  ///< no answer: it may have paid or not
        absent,   ///< it does not know the number
    };
    struct Answer {
        Outcome outcome = Outcome::unknown;
        std::string code;
        int times_told = 1;  ///< answers may come twice
    };

    /// Asks for a refund. Promise: however often it is asked, the same number is paid once.
    /// Errors: refused "AMOUNT_MISMATCH" when the number was paid with another amount.
    Answer refund(std::string const& refund_no, Fen amount_fen);
    /// Asks what became of a number: paid or absent (or unknown).
    Answer query(std::string const& refund_no);
    /// The simulated mall takes entitlements back: paid or unknown. Promise: each number has an effect once.
    Answer reclaim(std::string const& reclaim_no, std::string const& body);

    wire::ChannelSettings settings();
    void set(wire::ChannelSettings const& settings);
    /// Answers come at once from now on, so that nobody waits for them while the program ends.
    void hurry();

  private:
    void delay();

    store::ChannelBook book_;
    std::mutex mutex_;
    std::condition_variable changed_;
    wire::ChannelSettings settings_;
    bool hurrying_ = false;
};

}  // namespace afterdesk
