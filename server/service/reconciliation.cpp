#include "service/reconciliation.hpp"

#include <algorithm>
#include <array>

#include "files/temporary_file.hpp"
#include "outside/accounts.hpp"
#include "service/audit_log.hpp"
#include "service/bill_comparison.hpp"
#include "service/ground.hpp"
#include "store/people.hpp"

namespace afterdesk {

namespace {

using outside::BillDay;
using outside::BillFile;
using outside::BillFormat;
using outside::BillMistake;
using outside::BillProblem;
using store::BillKey;
using wire::BillDayView;
using wire::ReconcileBody;

/// Bills of the day before are there after ten in the morning.
constexpr Duration made_after = minutes(10 * 60 + 15);
constexpr Duration again_after_failure = hours(1), again_with_differences = hours(24);
constexpr int days_back = 7;
constexpr std::size_t lines_at_once = 500;
constexpr std::int64_t longest_nap_ms = 600'000;

/// Those whose bills can be read.
struct ChannelRow {
    PaymentChannel channel;
    BillFormat format;
};
constexpr std::array channels{ChannelRow{PaymentChannel::wechat, BillFormat::wechat},
                              ChannelRow{PaymentChannel::alipay, BillFormat::alipay}};

ChannelRow const* row_of(PaymentChannel channel) {
    auto const found = std::find_if(channels.begin(), channels.end(),
                                    [&](ChannelRow const& one) { return one.channel == channel; });
    return found == channels.end() ? nullptr : &*found;
}

/// How whoever brought a bill is told that it can not be used.
Mistakes refusal_of(BillMistake const& mistake) {
    switch (mistake.problem) {
        case BillProblem::unreadable: return one_mistake(Rule::wrong_type, "bill");
        case BillProblem::damaged:
        case BillProblem::incomplete: return one_mistake(Rule::file_cut_short, "bill");
        case BillProblem::line_malformed:
            return one_mistake(Rule::bad_characters, "bill[" + mistake.detail + "]");
        case BillProblem::other_day: return one_mistake(Rule::differs_from_address, "day");
        case BillProblem::other_merchant: return one_mistake(Rule::differs_from_address, "merchant");
        case BillProblem::not_ready:
        case BillProblem::out_of_reach:
        case BillProblem::not_served: break;
    }
    CHECK(false);  // it has come
}

std::string act_name(ReconcileBody const& wanted) {
    std::string name = std::string(wire::name_of(wanted.channel)) + " " + wanted.day;
    return wanted.account.empty() ? name : name + " " + wanted.account;
}

}  // namespace

Reconciliation::Reconciliation(Ground& ground) : ground_(ground) {}

Reconciliation::~Reconciliation() { stop(); }

outside::Payments* Reconciliation::served(PaymentChannel channel, std::string_view account) const {
    if (row_of(channel) == nullptr) return nullptr;
    return outside::account_numbered(ground_.config.parties, channel, account);
}

std::string Reconciliation::everybodys(PaymentChannel channel) const {
    outside::Payments const* const one = served(channel, "");
    return one == nullptr ? std::string() : one->account_no();
}

std::vector<std::string> Reconciliation::accounts_of(PaymentChannel channel) const {
    std::vector<std::string> all;
    if (served(channel, "") != nullptr) all.emplace_back();
    for (outside::Account const& one : ground_.config.parties.accounts) {
        if (one.channel == channel) all.push_back(one.payments->account_no());
    }
    return all;
}

Result<BillKey, Mistakes> Reconciliation::key_of(TenantId const& tenant, ReconcileBody const& wanted) const {
    auto const all = accounts_of(wanted.channel);
    bool const of_everybody = wanted.account == everybodys(wanted.channel);
    std::string const account = of_everybody ? std::string() : wanted.account;
    bool const known = std::find(all.begin(), all.end(), account) != all.end();
    if (!known && !account.empty()) return Err{one_mistake(Rule::unknown_name, "account")};
    if (!known && all.size() == 1) return BillKey{tenant, wanted.channel, wanted.day, all.front()};
    if (!known && !all.empty()) return Err{one_mistake(Rule::missing_key, "account")};
    return BillKey{tenant, wanted.channel, wanted.day, account};
}

/// Whose bill it is: as it is said, or by the number in it.
Result<BillKey, Mistakes> Reconciliation::key_of_bill(TenantId const& tenant, ReconcileBody const& wanted,
                                                      BillDay const& day, BillFile const& bill) const {
    auto const all = accounts_of(wanted.channel);
    if (!wanted.account.empty() || all.size() < 2) return key_of(tenant, wanted);
    for (std::string const& account : all) {
        std::string const number = served(wanted.channel, account)->merchant_no();
        if (number.empty()) break;  // its bills do not say it
        auto const read = outside::read_bill(bill, {day, number}, [](outside::BilledRefund const&) {});
        bool const other = !read.ok() && read.error().problem == BillProblem::other_merchant;
        if (!other) return BillKey{tenant, wanted.channel, wanted.day, account};
    }
    return Err{one_mistake(Rule::missing_key, "account")};
}

Result<BillDay, Mistakes> Reconciliation::day_over(std::string_view text) {
    auto const day = outside::bill_day(text);
    if (!day) return Err{one_mistake(Rule::bad_characters, "day")};
    if (day->until > ground_.now()) return Err{one_mistake(Rule::deadline_not_reached, "day")};
    return *day;
}

// ---- What is due ------------------------------------------------------------------------------------------

bool Reconciliation::is_due(BillKey const& key, BillDay const& day) {
    if (ground_.now() < day.until + made_after) return false;
    return ground_.store.read([&](store::ReadTx& tx) {
        auto const first = store::first_settled(tx, key.tenant);
        if (!first || *first >= day.until) return false;
        if (!store::find_bill_day(tx, key)) return true;
        auto const next = store::next_bill_look(tx, key);
        return next && *next <= ground_.now();
    });
}

/// The oldest first: what spans several days is looked for in those before.
std::vector<BillKey> Reconciliation::due_days() {
    auto const tenants = ground_.store.read([](store::ReadTx& tx) { return store::tenants(tx); });
    std::vector<BillKey> due;
    for (store::Tenant const& tenant : tenants) {
        for (int back = days_back; back > 0; --back) {
            BillDay const day = outside::bill_day_of({ground_.now().ms - days(back).ms});
            for (ChannelRow const& one : channels) {
                for (std::string const& account : accounts_of(one.channel)) {
                    BillKey const key{tenant.id, one.channel, day.text, account};
                    if (is_due(key, day)) due.push_back(key);
                }
            }
        }
    }
    return due;
}

int Reconciliation::run_due() {
    auto const due = due_days();
    for (BillKey const& key : due) run(key);
    return static_cast<int>(due.size());
}

void Reconciliation::start() {
    {
        std::lock_guard const lock(mutex_);
        started_ = true;
    }
    worker_.start([this] { return turn(); });
}

/// Whoever still waits is told.
void Reconciliation::stop() {
    {
        std::lock_guard const lock(mutex_);
        started_ = false;
    }
    worker_.stop();
    while (auto const one = next_asked()) one->told();
}

std::optional<Reconciliation::Asked> Reconciliation::next_asked() {
    std::lock_guard const lock(mutex_);
    if (asked_.empty()) return std::nullopt;
    Asked one = std::move(asked_.front());
    asked_.pop_front();
    return one;
}

/// A failure of the store is told, and whoever waits sees the day as it was.
bool Reconciliation::try_run(BillKey const& key) {
    try {
        run(key);
        return true;
    } catch (std::exception const& failure) {
        ground_.log(std::string("reconciliation: ") + failure.what());
        return false;
    }
}

std::int64_t Reconciliation::turn() {
    while (auto const one = next_asked()) {
        try_run(one->key);
        one->told();
    }
    try {
        auto const due = due_days();
        if (due.empty() || !try_run(due.front())) return longest_nap_ms;
        return 0;  // somebody may have asked meanwhile
    } catch (std::exception const& failure) {
        ground_.log(std::string("reconciliation: ") + failure.what());
        return longest_nap_ms;
    }
}

void Reconciliation::ask(Caller const& caller, ReconcileBody const& wanted,
                         std::function<void()> const& told) {
    auto const named = key_of(caller.tenant, wanted);
    CHECK(named.ok());
    BillKey const& key = *named;
    ground_.store.write([&](store::WriteTx& tx) {
        note_act(tx, caller, ground_.now(), {"bill_asked", wire::AuditNoun::bill, act_name(wanted)});
        return true;
    });
    if (leave_it_to_worker(key, told)) return worker_.poke();
    run(key);
    told();
}

bool Reconciliation::leave_it_to_worker(BillKey const& key, std::function<void()> const& told) {
    std::lock_guard const lock(mutex_);
    if (started_) asked_.push_back({key, told});
    return started_;
}

// ---- Comparing --------------------------------------------------------------------------------------------

BillDayView Reconciliation::fail(BillKey const& key, outside::BillMistake const& why) {
    return ground_.store.write([&](store::WriteTx& tx) {
        return store::keep_failure(tx, key, {why.problem, why.detail}, ground_.now() + again_after_failure);
    });
}

BillDayView Reconciliation::run(BillKey const& key) {
    auto const day = outside::bill_day(key.day);
    CHECK(day);
    outside::Payments* const payments = served(key.channel, key.account);
    if (payments == nullptr) return fail(key, {BillProblem::not_served});
    files::TemporaryFile const file(ground_.store.data_dir());
    Result<outside::BillGiven, BillMistake> given = Err{BillMistake{BillProblem::out_of_reach}};
    try {
        given = payments->bill({key.channel, *day, file.path()});
    } catch (std::exception const& failure) {  // a party that throws has not answered
        given = Err{BillMistake{BillProblem::out_of_reach, failure.what()}};
    }
    if (!given.ok()) return fail(key, given.error());
    store::BillRun run;
    run.key = key;
    BillFile const bill = BillFile::at(file.path());
    bool const is_there = *given == outside::BillGiven::written;
    auto done = compare(std::move(run), *day, is_there ? &bill : nullptr);
    return done.ok() ? std::move(done).value() : fail(key, done.error());
}

Result<BillDayView, Mistakes> Reconciliation::take(TenantId const& tenant, ReconcileBody const& wanted,
                                                   BillFile const& bill) {
    if (row_of(wanted.channel) == nullptr) return Err{one_mistake(Rule::unknown_name, "channel")};
    TRY(day, day_over(wanted.day));
    store::BillRun run;
    TRY(key, key_of_bill(tenant, wanted, day, bill));
    run.key = std::move(key);
    run.origin = wire::BillOrigin::upload;
    auto done = compare(std::move(run), day, &bill);
    if (!done.ok()) return Err{refusal_of(done.error())};
    return std::move(done).value();
}

Result<BillDayView, Mistakes> Reconciliation::take(Caller const& caller, ReconcileBody const& wanted,
                                                   BillFile const& bill) {
    auto done = take(caller.tenant, wanted, bill);
    if (!done.ok()) return done;
    ground_.store.write([&](store::WriteTx& tx) {
        note_act(tx, caller, ground_.now(), {"bill_brought", wire::AuditNoun::bill, act_name(wanted)});
        return true;
    });
    return done;
}

/// Lines are looked up many at a time, each time in the books as they are then: none of it takes long.
Result<outside::BillTotals, BillMistake> Reconciliation::read_all(BillComparison& comparison,
                                                                  BillDay const& day,
                                                                  store::BillRun const& run,
                                                                  BillFile const& bill) {
    std::vector<BillLine> lines;
    auto const look_up = [&] {
        ground_.store.read([&](store::ReadTx& tx) {
            for (BillLine const& line : lines) comparison.take(tx, line);
            return true;
        });
        lines.clear();
    };
    outside::Payments const* const payments = served(run.key.channel, run.key.account);
    outside::BillWanted const wanted{day, payments == nullptr ? std::string() : payments->merchant_no()};
    auto const totals = outside::read_bill(bill, wanted, [&](outside::BilledRefund const& refund) {
        lines.push_back(line_of(refund));
        if (lines.size() >= lines_at_once) look_up();
    });
    look_up();
    return totals;
}

Result<BillDayView, BillMistake> Reconciliation::compare(store::BillRun run, BillDay const& day,
                                                         BillFile const* bill) {
    std::lock_guard const lock(running_);
    BillComparison comparison(run.key, day, everybodys(run.key.channel));
    if (bill != nullptr) {
        TRY(totals, read_all(comparison, day, run, *bill));
        bool const brought = run.origin == wire::BillOrigin::upload;
        if (brought && totals.format != row_of(run.key.channel)->format)
            return Err{BillMistake{BillProblem::other_merchant}};
        run.lines = totals.lines;
        run.refunds = totals.refunds;
        run.refunds_fen = totals.refunds_fen;
    }
    for (std::optional place(comparison.first_place()); place;) {
        place = ground_.store.read([&](store::ReadTx& tx) { return comparison.take_ours(tx, *place); });
    }
    run.ours = comparison.ours();
    run.ours_fen = comparison.ours_fen();
    run.is_all = comparison.is_all();
    run.seen = comparison.seen();
    run.differences = std::move(comparison.differences());
    Instant const now = ground_.now();
    return ground_.store.write(
        [&](store::WriteTx& tx) { return store::keep_run(tx, run, now, now + again_with_differences); });
}

}  // namespace afterdesk
