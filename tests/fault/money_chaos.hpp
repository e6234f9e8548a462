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
#include "chaos_outside.hpp"
#include "service/outbox.hpp"
#include "service/service.hpp"
#include "short_log.hpp"
#include "store/orders.hpp"
#include "store/outbox.hpp"
#include "store/store.hpp"

namespace afterdesk::fault {

/// What a run came to.
struct Tally {
    int tickets = 0, refunds = 0, crashes = 0, notices = 0, mended = 0, elsewhere = 0, rude = 0,
        paid_twice = 0, erased = 0, by_age = 0, moved = 0;
    Happened outside{};  ///< what its channels did

    void add(Tally const& one);
    std::string text() const;
};

/// One mall with one seed.
class Chaos {
  public:
    /// Units: `fresh` is a folder of prepare_chaos with the same kind; stubborn channels never pay.
    Chaos(std::string const& fresh, unsigned seed, ChaosKind const& kind, Temper temper = Temper::usual);

    /// So many steps, the promises checked after each.
    void run(int steps);
    /// The channel calms down and everybody does his work; then nothing may be open.
    void finish();
    Tally tally();
    /// Numbers that WeChat Pay and Alipay paid.
    int count_paid_by_channels();
    /// Refunds that nobody paid, of tickets that are over.
    int count_over_unpaid();
    /// Tickets in a state, by its name.
    int count_in(State state);

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
    void move_clocks();
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
    void check_received();
    void check_ledger();
    void check_under_way();
    void check_ends();
    unsigned below(unsigned limit) { return static_cast<unsigned>(random_()) % limit; }

    test::ShortLog short_log_;
    std::minstd_rand random_;
    Folder folder_;
    Fuse fuse_;
    std::int64_t now_ms_, wrong_by_ms_ = 0;  ///< the world's clock, and how wrong the server's is
    Chance chance_;
    std::unique_ptr<ChaosOutside> outside_;
    std::unique_ptr<store::Store> store_;
    std::unique_ptr<Ground> ground_;
    outside::Parties parties_;
    std::unique_ptr<Outbox> outbox_;
    std::unique_ptr<Service> service_;
    std::vector<std::string> touched_;  ///< orders of this step
    Tally tally_;
    int keys_ = 0;
};

/// A mall with its orders, to begin from.
void prepare_chaos(std::string const& data_dir, ChaosKind const& kind);

}  // namespace afterdesk::fault
