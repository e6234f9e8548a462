#include "service/sign_in_tries.hpp"

#include <algorithm>
#include <array>

#include "store/sign_in_tries.hpp"

namespace afterdesk {

namespace {

constexpr Duration one_second{1'000};
constexpr double thousand = 1'000;

struct KindRow {
    std::string_view name;
    GrowingPause::Rule rule;
};
// Guessing one login from many places, many logins from one place, one from one, and one's own in a known
// browser; the codes of the second step. An office behind one address mistypes more than one person.
constexpr std::array<KindRow, 5> kind_rows{{{"login", {10, one_second, minutes(15), minutes(5)}},
                                            {"network", {20, one_second, minutes(15), minutes(1)}},
                                            {"both", {5, minutes(1), minutes(15), minutes(5)}},
                                            {"known", {5, minutes(1), minutes(15), minutes(5)}},
                                            {"code", {10, minutes(15), minutes(15), minutes(5)}}}};

}  // namespace

SignInTries::SignInTries(store::Store& store, KnownBrowsers& browsers, Instant now)
    : store_(store), browsers_(browsers) {
    static_assert(kind_rows.size() == kinds);
    for (KindRow const& row : kind_rows) pauses_.emplace_back(row.rule);
    int const most = static_cast<int>(kinds * GrowingPause::most_names);
    auto const kept = store.read([&](store::ReadTx& tx) { return store::kept_tries(tx, now, most); });
    for (store::TriesRow const& row : kept) {
        auto const found = std::find_if(kind_rows.begin(), kind_rows.end(),
                                        [&](KindRow const& one) { return one.name == row.kind; });
        if (found == kind_rows.end()) continue;
        pauses_[static_cast<std::size_t>(found - kind_rows.begin())].remember(
            row.who, {static_cast<double>(row.thousandths) / thousand, row.last});
    }
}

SignInTries::Counter SignInTries::counter(Kind kind, std::string_view a, std::string_view b) const {
    std::string text(kind_rows[kind].name);
    for (std::string_view const part : {a, b}) {
        text += '\0';
        text += part;
    }
    return {kind, browsers_.keyed_hash(text)};
}

std::vector<SignInTries::Counter> SignInTries::counters_of(By const& by) const {
    if (!by.mark.empty()) return {counter(known, by.login, by.mark)};
    return {counter(both, by.login, by.network), counter(network, by.network), counter(login, by.login)};
}

Duration SignInTries::take_all(std::vector<Counter> const& counters, Instant now) {
    std::lock_guard const lock(mutex_);
    Duration wait{0};
    for (Counter const& one : counters) wait = std::max(wait, pauses_[one.kind].wait(one.who, now));
    if (wait.ms > 0) return wait;
    for (Counter const& one : counters) pauses_[one.kind].count(one.who, now);
    return wait;
}

void SignInTries::forgive_all(std::vector<Counter> const& counters) {
    std::lock_guard const lock(mutex_);
    for (Counter const& one : counters) pauses_[one.kind].forgive(one.who);
}

void SignInTries::keep_all(std::vector<Counter> const& counters, Instant now) {
    std::vector<store::TriesRow> rows;
    {
        std::lock_guard const lock(mutex_);
        for (Counter const& one : counters) {
            auto const tries = pauses_[one.kind].of(one.who);
            auto const thousandths = tries ? static_cast<std::int64_t>(tries->count * thousand) : 0;
            if (thousandths <= 0) continue;
            rows.push_back({std::string(kind_rows[one.kind].name), one.who, thousandths, tries->last,
                            pauses_[one.kind].over(*tries)});
        }
    }
    store_.post([rows = std::move(rows), now](store::WriteTx& tx) {
        for (store::TriesRow const& row : rows) store::put_tries(tx, row, now);
        return true;
    });
}

Duration SignInTries::take(By const& by, Instant now) { return take_all(counters_of(by), now); }
void SignInTries::forgive(By const& by) { forgive_all(counters_of(by)); }
void SignInTries::keep(By const& by, Instant now) { keep_all(counters_of(by), now); }

Duration SignInTries::take_code(std::string_view account, Instant now) {
    return take_all({counter(code, account)}, now);
}
void SignInTries::forgive_code(std::string_view account) { forgive_all({counter(code, account)}); }
void SignInTries::keep_code(std::string_view account, Instant now) {
    keep_all({counter(code, account)}, now);
}

}  // namespace afterdesk
