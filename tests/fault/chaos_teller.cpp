#include "chaos_teller.hpp"

#include <algorithm>

namespace afterdesk::fault {

namespace {

constexpr int most_ban_minutes = 30;
constexpr int most_days = 3;

}  // namespace

/// The request or its answer may be lost, and something between us may send it twice or speak for itself.
Result<outside::HttpsAnswer, std::string> Teller::call(outside::HttpsRequest const& request) {
    chance_.fuse.chance();
    note("calls");
    if (one_in(20)) {
        note("requests lost");
        given_up(request);
        return Err{std::string("Connection refused")};
    }
    if (one_in(60)) return outside::HttpsAnswer{502, {}, "<html>Bad Gateway</html>"};
    outside::HttpsAnswer answer = handle(request);
    if (one_in(40)) {
        note("requests doubled");
        answer = handle(request);
    }
    chance_.fuse.chance();
    if (one_in(20)) {
        note("answers lost");
        return Err{std::string("Timeout was reached")};
    }
    return answer;
}

void Teller::go_on() {
    if (!late_.empty() && chance_.below(2) == 0) {
        note("requests late");
        outside::HttpsRequest const request = late_.back();
        late_.pop_back();
        handle(request);
        return;
    }
    std::vector<std::string> ready;
    for (auto const& [no, given] : given_) {
        // What is abnormal may come through at a rude one's bank, some time.
        bool const open =
            given.standing == Standing::processing || (given.standing == Standing::abnormal && is_rude());
        if (!open) continue;
        if (calm_ || given.not_before <= chance_.now()) ready.push_back(no);
    }
    if (ready.empty()) return;
    std::string const no = ready[chance_.below(static_cast<unsigned>(ready.size()))];
    decide(no, given_.at(no));
}

bool Teller::has_work() const {
    return std::any_of(given_.begin(), given_.end(),
                       [](auto const& one) { return one.second.standing == Standing::processing; });
}

void Teller::add_paid(std::vector<Paid>& out) const {
    for (auto const& [no, given] : given_) {
        if (given.times_paid > 0) out.push_back({no, given.fen, given.times_paid});
    }
}

Received* Teller::payment_by(std::string_view trade_no, std::string_view out_trade_no) {
    auto const found = std::find_if(payments_.begin(), payments_.end(), [&](Received const& one) {
        return trade_no.empty() ? one.out_trade_no == out_trade_no : one.trade_no == trade_no;
    });
    return found == payments_.end() ? nullptr : &*found;
}

Given* Teller::find(std::string const& refund_no) {
    auto const found = given_.find(refund_no);
    return found == given_.end() ? nullptr : &found->second;
}

Given& Teller::take_on(std::string const& refund_no, Received& payment, Fen fen) {
    hold(live_fen(payment.trade_no) + fen <= payment.total_fen, refund_no, "asked for more than came in");
    Instant const now = chance_.now();
    Given given{payment.trade_no, fen, Standing::processing, now, now};
    if (one_in(5)) given.not_before = now + minutes(static_cast<int>(chance_.below(most_days * 24 * 60)));
    payment.newest = refund_no;
    payment.asked_at = now;
    return given_[refund_no] = given;
}

void Teller::pay(std::string const& refund_no, Given& given) {
    given.standing = Standing::paid;
    ++given.times_paid;
    tell(refund_no, Standing::paid);
}

Fen Teller::live_fen(std::string const& payment) const {
    Fen sum = 0;
    for (auto const& one : given_) {
        if (one.second.payment == payment && one.second.standing != Standing::closed) sum += one.second.fen;
    }
    return sum;
}

int Teller::count_of(std::string const& payment) const {
    return static_cast<int>(std::count_if(given_.begin(), given_.end(), [&](auto const& one) {
        return one.second.payment == payment && one.second.standing != Standing::closed;
    }));
}

/// What a rude one pays in the end can be known by nothing else, so it does not keep that to itself.
void Teller::tell(std::string const& refund_no, Standing standing) {
    unsigned const copies = calm_ || is_rude() ? 1 + chance_.below(2) : chance_.below(4);
    for (unsigned i = 0; i < copies; ++i) mail_.push_back({refund_no, standing});
}

std::optional<Teller::Told> Teller::next_told() {
    told_ = !mail_.empty();
    if (!told_) return std::nullopt;
    place_ = chance_.below(static_cast<unsigned>(mail_.size()));
    return mail_[place_];
}

void Teller::delivered() {
    if (told_ && chance_.below(4) != 0) mail_.erase(mail_.begin() + static_cast<std::ptrdiff_t>(place_));
    told_ = false;
}

std::pair<std::string const, Given>* Teller::any_given() {
    if (given_.empty()) return nullptr;
    return &*std::next(given_.begin(), chance_.below(static_cast<unsigned>(given_.size())));
}

bool Teller::is_banned() {
    Instant const now = chance_.now();
    if (one_in(150)) {
        note("bans");
        banned_until_ = now + minutes(1 + static_cast<int>(chance_.below(most_ban_minutes)));
    }
    return !calm_ && now < banned_until_;
}

}  // namespace afterdesk::fault
