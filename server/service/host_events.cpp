#include <algorithm>

#include "service/ground.hpp"
#include "service/host_log.hpp"
#include "service/host_room.hpp"
#include "store/scope.hpp"

namespace afterdesk {

namespace {

/// One page looks at so many commits at most, also when few of them are asked for.
constexpr int commits_looked_at = 2'000;

/// A page of the pull log on its way.
class Page {
  public:
    Page(store::ReadTx& tx, HostCaller const& host, EventsWanted const& wanted)
        : tx_(tx), host_(host), wanted_(wanted), log_(tx, host.tenant) {
        bool const one = !host.shop.empty();
        scope_ = {host.tenant, one ? store::Scope::Of::shop : store::Scope::Of::tenant, host.shop.value};
    }

    Result<wire::HostEventPage, Mistakes> read() {
        std::int64_t const head = store::live_head(tx_, host_.tenant);
        std::int64_t const floor = store::live_floor(tx_, host_.tenant);
        TRY(from, begin(head, floor));
        place_ = from;
        // Within a commit it goes on with the commit itself.
        std::int64_t const behind = from.version > 0 ? from.seq - 1 : from.seq;
        auto const commits = store::logged_commits(tx_, scope_, behind, commits_looked_at);
        for (store::LoggedCommit const& commit : commits) {
            int const told = commit.seq == from.seq ? from.version : 0;
            if (!take(commit, told)) return finished(true);
        }
        bool const more = std::cmp_equal(commits.size(), commits_looked_at);
        if (!more) place_ = {place_.stream, std::max(head, from.seq), 0};
        return finished(more);
    }

  private:
    Result<LogPlace, Mistakes> begin(std::int64_t head, std::int64_t floor) {
        std::string const& stream = log_.stream();
        if (wanted_.after.empty()) return LogPlace{stream, floor, 0};
        auto const place = read_place(wanted_.after);
        if (!place) return Err{one_mistake(Rule::bad_characters, "after")};
        // Within a forgotten commit nobody knows whether it was read to its end.
        bool const behind_floor = place->seq > floor || (place->seq == floor && place->version == 0);
        bool const kept = place->stream == stream && behind_floor && place->seq <= head;
        if (!kept) return Err{one_mistake(Rule::cursor_expired, "after")};
        return *place;
    }

    /// False when the page is full before all of the commit's events were told.
    bool take(store::LoggedCommit const& commit, int told) {
        int const first = HostLog::first_version(commit);
        for (int version = std::max(first, told + 1); version <= commit.version; ++version) {
            if (std::cmp_greater_equal(page_.items.size(), wanted_.limit)) return false;
            auto event = log_.event(commit, version, wanted_.types);
            if (event) page_.items.push_back(std::move(*event));
            place_ = {place_.stream, commit.seq, version};
        }
        place_ = {place_.stream, commit.seq, 0};
        return true;
    }

    wire::HostEventPage finished(bool more) {
        page_.next_after = text_of(place_);
        page_.more = more;
        return std::move(page_);
    }

    store::ReadTx& tx_;
    HostCaller const& host_;
    EventsWanted const& wanted_;
    HostLog log_;
    store::Scope scope_;
    LogPlace place_;
    wire::HostEventPage page_;
};

}  // namespace

Result<wire::HostEventPage, Mistakes> HostRoom::events(HostCaller const& host, EventsWanted const& wanted) {
    return ground_.store.read([&](store::ReadTx& tx) { return Page(tx, host, wanted).read(); });
}

}  // namespace afterdesk
