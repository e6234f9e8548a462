#pragma once
// Those outside, as chaos meets them: adapters for the server, letters that come in by themselves, and the
// truth about what was paid, which only the tests may know.

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "base/instant.hpp"
#include "base/money.hpp"
#include "domain/order/order.hpp"
#include "outside/ports.hpp"

namespace afterdesk::fault {

/// The process ends here. No exception of the standard, so that nobody takes it for a failure.
struct Crash {};

/// Ends the process after so many more chances.
class Fuse {
  public:
    void arm(int chances) { left_ = chances; }
    void disarm() { left_ = 0; }
    void chance() {
        if (left_ > 0 && --left_ == 0) throw Crash{};
    }

  private:
    int left_ = 0;
};

/// As CHECK, which is too slow for so many.
void hold(bool promise, std::string const& about, char const* broken);

/// What came in by itself: from the channel, or from somebody who says so.
struct Letter {
    PaymentChannel channel = PaymentChannel::wechat;
    std::vector<std::pair<std::string, std::string>> fields;  ///< names in small letters
    std::string body;
    bool is_signed = true;  ///< what has to be found of its signature
    bool is_ours = true;    ///< signed by the channel, and for our merchant
};

/// A number that a channel paid.
struct Paid {
    std::string refund_no;
    Fen fen = 0;
    int times = 0;
};

/// How a channel is: rude ones pay what they had said no to, stubborn ones never pay.
enum class Temper : unsigned char { usual, rude, stubborn };

/// What everybody in a run shares.
struct Chance {
    std::minstd_rand& random;
    Fuse& fuse;
    std::string folder;
    Temper temper = Temper::usual;
    std::function<Instant()> now;         ///< the world's clock
    std::function<Instant()> server_now;  ///< the server's

    unsigned below(unsigned limit) const { return static_cast<unsigned>(random()) % limit; }
};

/// How often what happened. Names as they are printed.
using Happened = std::map<std::string, int>;

class ChaosOutside {
  public:
    ChaosOutside() = default;
    virtual ~ChaosOutside() = default;
    ChaosOutside(ChaosOutside const&) = delete;
    ChaosOutside& operator=(ChaosOutside const&) = delete;

    /// For a server that has just begun.
    virtual outside::Parties parties() = 0;
    /// Decides about one of the refunds that were taken on.
    virtual void go_on() = 0;
    virtual bool has_work() const = 0;
    /// From now on everybody answers at once, and pays.
    virtual void calm_down() = 0;
    virtual bool has_letters() const = 0;
    /// One of the letters. Units: there may be none.
    virtual std::optional<Letter> next_letter() = 0;
    /// It was taken; it may come again.
    virtual void delivered() = 0;
    virtual std::vector<Paid> paid() = 0;
    /// Staff see to it at the channel, before they ask again for the number.
    virtual void see_to(std::string const&) {}
    /// Days go by, and the server's clock is wrong by minutes.
    virtual bool moves_clocks() const { return false; }
    virtual Happened happened() const { return {}; }
};

/// A mall, and who pays for it.
struct ChaosKind {
    /// Units: `received`: goods that can be returned; the others were not sent yet.
    Order (*order)(int number, bool received);
    std::unique_ptr<ChaosOutside> (*outside)(Chance const& chance);
};
ChaosKind simulated_kind();
ChaosKind channels_kind();

/// An order without payments, as both malls have it, and what was paid for it.
Order unpaid_order(int number, bool received);
Fen price_of(Order const& order);
inline constexpr int chaos_orders = 10;
inline constexpr Instant chaos_noon{1'795'147'200'000};

}  // namespace afterdesk::fault
