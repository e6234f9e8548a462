#pragma once
// Money under chaos: buyers apply, staff mend, a channel behaves as badly as a channel may, time jumps, what
// is over is erased, and the server ends at any step. All of it follows from one seed, on one thread, over
// the real service and store.

#include <map>
#include <memory>
#include <random>
#include <string>
#include <vector>

#include "aftermath.hpp"
#include "outside/ports.hpp"
#include "outside/simulated/book.hpp"
#include "service/service.hpp"
#include "short_log.hpp"
#include "store/orders.hpp"
#include "store/outbox.hpp"
#include "store/store.hpp"

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

/// A channel that loses, delays, doubles and refuses; what it paid it paid, a number once.
class Bank final : public outside::Payments {
  public:
    /// Units: `rude`: it also repeats a refusal after the same number was asked for again.
    Bank(std::shared_ptr<outside::Payments> inner, std::minstd_rand& random, Fuse& fuse, bool rude)
        : inner_(std::move(inner)), random_(random), fuse_(fuse), rude_(rude) {}

    outside::Answer refund(outside::RefundOrder const& order) override;
    outside::Answer query(outside::RefundOrder const& order) override;
    bool is_signed(outside::Message const& message, Instant now) const override {
        return inner_->is_signed(message, now);
    }
    Result<outside::Notice, Mistakes> read_notice(std::string_view body) const override {
        return inner_->read_notice(body);
    }

    /// Decides about one of those that it took on.
    void go_on();
    bool has_work() const { return !taken_on_.empty(); }
    /// From now on it answers at once, and pays.
    void calm_down() { calm_ = true; }

    std::vector<outside::Notice> mail;  ///< what it has to tell by itself

  private:
    outside::Answer pay(outside::RefundOrder const& order);
    outside::Answer refuse(outside::RefundOrder const& order);
    unsigned below(unsigned limit) { return static_cast<unsigned>(random_()) % limit; }

    std::shared_ptr<outside::Payments> inner_;
    std::minstd_rand& random_;
    Fuse& fuse_;
    bool rude_, calm_ = false;
    std::map<std::string, outside::RefundOrder> taken_on_;
    std::map<std::string, bool> refused_;
};

/// What a run came to.
struct Tally {
    int tickets = 0, refunds = 0, crashes = 0, notices = 0, mended = 0, elsewhere = 0, rude = 0,
        paid_twice = 0, erased = 0, by_age = 0, moved = 0;
};

/// One mall with one seed.
class Chaos {
  public:
    /// Units: `fresh` is a folder of prepare_chaos.
    Chaos(std::string const& fresh, unsigned seed);

    /// So many steps, the promises checked after each.
    void run(int steps);
    /// The channel calms down and everybody does his work; then nothing may be open.
    void finish();
    Tally tally();

  private:
    void open();
    void restart();
    /// Does it; when the process ends on the way, it is begun again and asked the same once more.
    template <class Work>
    void survive(Work work);
    void step();
    void buy_back();
    void return_goods();
    std::optional<Ticket> apply(std::string const& order_no, TicketType type, int pieces);
    std::optional<Ticket> give(Caller const& who, std::optional<Ticket> const& ticket,
                               Command const& command);
    void send();
    void deliver();
    bool mend();
    void erase_one();
    void retain();
    void erase_buyer();
    void put_pictures();
    void check_erased(std::string const& no);
    std::string books(std::string const& order_no);
    std::string all_books();
    std::map<std::string, std::string> states();
    std::map<std::string, store::RefundRow> refunds();
    std::vector<store::PaymentRow> payments(std::string const& order_no);
    void check_money();
    void check_paid();
    void check_ledger();
    void check_under_way();
    void check_ends();
    unsigned below(unsigned limit) { return static_cast<unsigned>(random_()) % limit; }

    test::ShortLog short_log_;
    std::minstd_rand random_;
    Folder folder_;
    Fuse fuse_;
    std::int64_t now_ms_;
    std::shared_ptr<outside::simulated::Book> book_;
    std::shared_ptr<Bank> bank_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<Ground> ground_;
    outside::Parties parties_;
    std::unique_ptr<Outbox> outbox_;
    std::unique_ptr<Service> service_;
    std::vector<std::string> touched_;  ///< orders of this step
    Tally tally_;
    int keys_ = 0, paid_ = 0;
    bool rude_ = false;
};

/// A mall with its orders, to begin from.
void prepare_chaos(std::string const& data_dir);

}  // namespace afterdesk::fault
