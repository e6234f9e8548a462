#pragma once
// A courier that keeps true books of its pickups, and loses questions and answers as a test says.

#include <deque>
#include <map>
#include <stdexcept>

#include "outside/courier.hpp"

namespace afterdesk::test {

class ScriptedPickups final : public outside::Courier {
  public:
    enum class Fate { answered, lost_before, lost_after, refused, absent };
    struct Booked {
        int times = 0;  ///< that a courier was sent out
        PickupState state = PickupState::booked;
        PickupSlot slot;
        std::string tracking_no;
    };

    outside::TrackAnswer ask(outside::ParcelAsked const&) override {
        return {outside::Found::nothing, {}, ""};
    }
    bool is_signed(std::string_view body, std::string_view salt) const override { return body == salt; }
    std::string task_in(std::string_view) const override { return pushed_task; }
    std::string picks_up_by() const override { return carrier; }

    outside::PickupAnswer book(outside::PickupOrder const& order) override {
        asked.push_back(order);
        Fate const fate = next(fates);
        if (fate == Fate::absent) return {.outcome = outside::Outcome::absent};
        if (fate == Fate::lost_before) throw std::runtime_error("cut off");
        if (fate == Fate::refused) return {.outcome = outside::Outcome::refused, .code = "该地址停派"};
        Booked& one = books[order.booking_no];
        ++one.times;
        one.slot = order.slot;
        if (fate == Fate::lost_after) throw std::runtime_error("cut off");
        return about(order.booking_no, one);
    }
    outside::PickupAnswer look(outside::PickupOrder const& order) override {
        ++looks;
        if (next(look_fates) != Fate::answered) throw std::runtime_error("cut off");
        auto const found = books.find(order.booking_no);
        bool const by_ours = order.task_id.empty();
        if (found == books.end() || (by_ours && !finds_by_ours)) return {.outcome = outside::Outcome::absent};
        return about(order.booking_no, found->second);
    }
    outside::Answer move(outside::PickupOrder const& order) override {
        Fate const fate = next(move_fates);
        if (fate == Fate::refused) return {outside::Outcome::refused, "已出发"};
        if (fate == Fate::lost_before) throw std::runtime_error("cut off");
        books.at(order.booking_no).slot = order.slot;
        if (fate == Fate::lost_after) throw std::runtime_error("cut off");
        return {outside::Outcome::acknowledged, ""};
    }
    outside::Answer cancel(outside::PickupOrder const& order) override {
        ++cancels;
        Fate const fate = next(cancel_fates);
        if (fate == Fate::lost_before) throw std::runtime_error("cut off");
        Booked& one = books.at(order.booking_no);
        if (fate == Fate::refused || is_over(one.state)) return {outside::Outcome::refused, "已取件"};
        one.state = PickupState::cancelled;
        if (fate == Fate::lost_after) throw std::runtime_error("cut off");
        return {outside::Outcome::acknowledged, ""};
    }

    /// How many will come to somebody's door.
    int alive() const {
        int count = 0;
        for (auto const& [no, one] : books) count += is_over(one.state) ? 0 : one.times;
        return count;
    }

    std::string carrier = "SF", pushed_task;
    std::deque<Fate> fates, look_fates, move_fates,
        cancel_fates;  ///< of the next calls; then all is answered
    std::map<std::string, Booked> books;
    std::vector<outside::PickupOrder> asked;
    int looks = 0, cancels = 0;
    bool finds_by_ours = true;

  private:
    static Fate next(std::deque<Fate>& from) {
        if (from.empty()) return Fate::answered;
        Fate const fate = from.front();
        from.pop_front();
        return fate;
    }
    static outside::PickupAnswer about(std::string const& no, Booked const& one) {
        outside::PickupAnswer out{.outcome = outside::Outcome::acknowledged, .state = one.state};
        out.task_id = "T" + no;
        out.order_id = "O" + no;
        out.tracking_no = one.tracking_no;
        if (one.state == PickupState::assigned) {
            out.courier_name = "李师傅";
            out.courier_phone = "13800000001";
            out.pickup_code = "4321";
        }
        return out;
    }
};

}  // namespace afterdesk::test
