#pragma once
// Many tickets of all kinds, put straight into a store: for lists, which see no more of them than their rows.

#include <random>

#include "service/mall.hpp"
#include "service/order_import.hpp"
#include "store/store.hpp"
#include "store/tickets.hpp"
#include "wire/api.hpp"

namespace afterdesk::many {

inline constexpr Instant start{1'795'147'200'000};
inline constexpr std::array<char const*, 18> titles{
    "羊绒衫",        "双排扣风衣", "iPhone15Pro 手机壳", "羊毛围巾", "登山鞋",       "编程课 10 课时",
    "运动跑鞋",      "真丝衬衫",   "无线蓝牙耳机",       "儿童书包", "不锈钢保温杯", "亚麻四件套",
    "机械键盘 87键", "蜂蜜柚子茶", "折叠自行车",         "护眼台灯", "瑜伽垫 6mm",   "电动牙刷"};
inline constexpr std::array<char const*, 4> reasons{"size_unfit", "quality", "not_wanted", "missing_parts"};

inline constexpr char const* password = "many-tickets-1";  ///< of "admin", on the platform's side

struct Sizes {
    int shops = 3, buyers = 7;
    int open_in_100 = 40;
    std::int64_t apart_ms = 60'000;  ///< between two tickets, about
    int of_one_buyer = 0;            ///< of the first thousand, and of all: these are b6's
};

inline std::string padded(int number) {
    std::string const digits = std::to_string(number);
    return std::string(8 - digits.size(), '0') + digits;
}

inline void put_mall(store::Store& store, Sizes const& sizes) {
    Mall mall;
    mall.tenant = {{"mall"}, "云上商城", "mall"};
    for (int i = 0; i < sizes.shops; ++i)
        mall.shops.push_back({{"s" + std::to_string(i)}, "云杉服饰", "400-1", {}});
    for (int i = 0; i < sizes.buyers; ++i) mall.buyers.push_back({{"b" + std::to_string(i)}, "林晓", "6218"});
    mall.staff = {{{{}, {"p1"}, "admin", "小云", wire::Audience::platform, {}, ""}, password}};
    mall.staff[0].staff.role = "administrator";
    load_mall(store, mall);
}

/// The same tickets every time.
class Filling {
  public:
    /// Units: `count` of them are there already.
    Filling(store::Store& store, Sizes sizes, int count = 0) : store_(store), sizes_(sizes), count_(count) {
        if (count == 0) put_mall(store, sizes);
        for (int i = 0; i < count; ++i) static_cast<void>(ticket(i));  // as chance had it
    }

    /// So many more, in commits of a thousand.
    void add(int count) {
        for (int left = count; left > 0; left -= at_once) add_some(std::min(left, at_once));
    }
    int count() const { return count_; }

    static Order order(int number, Sizes const& sizes) {
        Order out;
        out.order_no = {"7700" + padded(number)};
        out.shop_id = {"s" + std::to_string(number % 2 == 0 ? 0 : number % sizes.shops)};
        out.buyer_id = {"b" + std::to_string(buyer_of(number, sizes))};
        out.paid_at = {start.ms - days(1).ms};
        Line line;
        line.line_no = 1;
        line.sku = "K1";
        line.spu = "P1";
        line.title = std::string("秋冬新款 ") + titles[static_cast<std::size_t>(number) % titles.size()];
        line.quantity = 1;
        line.unit_price_fen = 10'001;
        out.lines = {line};
        out.payments = {{{"w1"}, PaymentChannel::wechat, 10'001}};
        return out;
    }

  private:
    static constexpr int at_once = 1'000;

    static int buyer_of(int number, Sizes const& sizes) {
        int const plain = number % sizes.buyers;
        if (sizes.of_one_buyer == 0) return plain;
        int const every = 1'000 / sizes.of_one_buyer;
        if (number < 1'000 && number % every == 6) return 6;
        return plain == 6 ? 7 : plain;
    }

    int below(int limit) { return static_cast<int>(random_() % static_cast<unsigned>(limit)); }

    void add_some(int count) {
        std::string text;
        for (int i = 0; i < count; ++i)
            text += wire::write_json(wire::to_json(order(count_ + i, sizes_))) + "\n";
        static_cast<void>(import_orders(store_, tenant_, text, {start, {0}}));
        std::vector<Ticket> tickets;
        for (int i = 0; i < count; ++i) tickets.push_back(ticket(count_ + i));
        store_.write([&](store::WriteTx& tx) {
            for (int i = 0; i < count; ++i) {
                Ticket const& one = tickets[static_cast<std::size_t>(i)];
                EventRecord applied;
                applied.seq = 1;
                applied.at = one.applied_at;
                std::vector<EventRecord> const events{applied};
                store::save_ticket(
                    tx, {tenant_, one, events, order(count_ + i, sizes_), {one.buyer_id, "林晓", "6218"}});
            }
            return true;
        });
        count_ += count;
    }

    Ticket ticket(int number) {
        Order const of = order(number, sizes_);
        Ticket out;
        out.no = {"AS" + padded(number)};
        out.order_no = of.order_no;
        out.shop_id = of.shop_id;
        out.buyer_id = of.buyer_id;
        if (below(4) != 0) now_ms_ += below(static_cast<int>(2 * sizes_.apart_ms));
        out.applied_at = {now_ms_};
        out.version = 1;
        out.request.type = static_cast<TicketType>(below(8));
        out.request.reason = reasons[static_cast<std::size_t>(below(4))];
        out.request.lines = {{1, 1, {}}};
        out.quote.refund_fen = below(10'000);
        bool const open = below(100) < sizes_.open_in_100;
        if (open) fill_open(out);
        if (!open) out.state = below(3) == 0 ? State::closed : State::completed;
        if (!open && below(20) == 0) {
            out.arbitration.emplace();
            out.arbitration->step = ArbitrationStep::decided;
            appeal_at_times(out);
        }
        if (below(30) == 0) out.queue = std::string(strays_queue);
        return out;
    }
    void fill_open(Ticket& out) {
        constexpr State states[] = {State::awaiting_merchant, State::awaiting_buyer,  State::awaiting_return,
                                    State::awaiting_receipt,  State::inspecting,      State::refunding,
                                    State::refund_failed,     State::awaiting_reship, State::sending_back,
                                    State::rejected};
        out.state = states[below(10)];
        out.reminded = below(6) == 0;
        if (below(10) != 0) out.deadline = Instant{now_ms_ + hours(48).ms - below(3'600'000)};
        if (below(8) == 0) {
            out.arbitration.emplace();
            out.arbitration->step = below(2) == 0 ? ArbitrationStep::requested : ArbitrationStep::evidence;
            appeal_at_times(out);
        }
    }

    static void appeal_at_times(Ticket& out) {
        if (out.applied_at.ms % 3 == 0) out.arbitration->appeal = Objection{ActorKind::buyer, "不服"};
    }

    store::Store& store_;
    Sizes sizes_;
    TenantId const tenant_{"mall"};
    std::mt19937 random_{20261129};
    std::int64_t now_ms_ = start.ms;
    int count_;
};

}  // namespace afterdesk::many
