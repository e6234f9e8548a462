#pragma once
// A provider under chaos: true books of what it took on and paid, and a line to it that loses, doubles and
// delays. How it speaks is said by the channels below it.

#include <set>

#include "chaos_outside.hpp"
#include "outside/https_client.hpp"

namespace afterdesk::fault {

enum class Standing : unsigned char { processing, paid, closed, abnormal };

/// A refund that a provider took on.
struct Given {
    std::string payment;
    Fen fen = 0;
    Standing standing = Standing::processing;
    Instant since{}, not_before{};  ///< taken on; decided no sooner
    int times_paid = 0;
};

/// A payment as its provider knows it.
struct Received {
    std::string trade_no, out_trade_no;  ///< its own number, and the mall's
    Fen total_fen = 0;
    Instant paid_at{};
    std::string mchid{};   ///< whose account took it, where a provider has several of ours
    std::string newest{};  ///< the refund that was asked for last, and when
    Instant asked_at{};
};

/// How a message is wrong that its sender did not sign, or not as it is.
enum class Flaw : unsigned char { none, other_key, other_serial, stale, ahead, unsigned_, altered, probe };
inline constexpr unsigned flaws = 7;

class Teller : public outside::Https {
  public:
    Teller(Chance const& chance, std::string name) : chance_(chance), name_(std::move(name)) {}

    Result<outside::HttpsAnswer, std::string> call(outside::HttpsRequest const& request) final;

    void add(Received payment) { payments_.push_back(std::move(payment)); }
    void go_on();
    bool has_work() const;
    void calm_down() {
        calm_ = true;
        late_.clear();
    }
    void add_paid(std::vector<Paid>& out) const;
    /// As after merchants mended it: what was abnormal is paid.
    virtual void see_to(std::string const&) {}
    bool has_letters() const { return !mail_.empty(); }
    virtual std::optional<Letter> next_letter() = 0;
    void delivered();

    mutable Happened happened;

  protected:
    /// What it does and says to a request.
    virtual outside::HttpsAnswer handle(outside::HttpsRequest const& request) = 0;
    /// A request was given up that may still be on its way.
    virtual void given_up(outside::HttpsRequest const&) {}
    /// One of those that it took on is decided.
    virtual void decide(std::string const& refund_no, Given& given) = 0;

    bool one_in(unsigned limit) const { return !calm_ && chance_.below(limit) == 0; }
    void note(char const* what) const { ++happened[name_ + " " + what]; }
    Received* payment_by(std::string_view trade_no, std::string_view out_trade_no);
    Given* find(std::string const& refund_no);
    Given& take_on(std::string const& refund_no, Received& payment, Fen fen);
    void pay(std::string const& refund_no, Given& given);
    /// What is paid or under way of a payment.
    Fen live_fen(std::string const& payment) const;
    int count_of(std::string const& payment) const;
    /// It tells by itself: not at all, once, or more often.
    void tell(std::string const& refund_no, Standing standing);
    /// What it would tell next; nothing to tell is nothing.
    struct Told {
        std::string refund_no;
        Standing standing = Standing::paid;
    };
    std::optional<Told> next_told();
    /// A refund that it took on, by chance. Errors: null.
    std::pair<std::string const, Given>* any_given();
    bool is_rude() const { return chance_.temper == Temper::rude && !calm_; }
    bool is_stubborn() const { return chance_.temper == Temper::stubborn && !calm_; }
    bool is_banned();

    Chance const& chance_;
    bool calm_ = false;
    std::vector<Received> payments_;
    std::map<std::string, Given> given_;
    std::vector<outside::HttpsRequest> late_;  ///< requests that still come

  private:
    std::string name_;
    std::vector<Told> mail_;
    std::size_t place_ = 0;
    bool told_ = false;
    Instant banned_until_{0};
};

}  // namespace afterdesk::fault
