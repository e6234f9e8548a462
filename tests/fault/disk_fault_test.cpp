// A disk that fails at one call, whichever: the caller is told, nothing is half done, and after a failed sync
// of the log nothing more is answered.

#include <algorithm>
#include <array>
#include <random>

#include "aftermath.hpp"
#include "scenario.hpp"
#include "soak.hpp"
#include "store/failure.hpp"
#include "testing.hpp"
#include "victim_process.hpp"

using namespace afterdesk;
using fault::Answers;
using fault::Folder;
using fault::Victim;

namespace {

using Steady = std::chrono::steady_clock;
constexpr std::chrono::seconds usual_time{20};
constexpr int orders = 4;
constexpr int fewest_runs = 14;  ///< far enough that the work is under way
constexpr int gave_up = 74, could_not = 3;

struct Outcome {
    int code = 0;  ///< of the process; below 0: ended by that signal
    Answers answers;
    std::string complaint;

    bool failed_with(store::FailureKind kind) const {
        auto const found = answers.find("failed");
        return found != answers.end() && found->second == static_cast<int>(kind);
    }
};

/// Works with a disk that fails there, then looks at what it left, and goes on with it.
Outcome work_with(std::string const& fresh, std::string const& what, std::string const& fails) {
    CAPTURE(fails);
    Folder const folder("-fails");
    folder.copy_of(fresh);
    Victim victim({AFTERDESK_VICTIM, what, folder.path, "0", fails});
    int const status = victim.wait_for_end();
    Outcome out;
    out.code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    out.answers = fault::answers_in(victim.told);
    out.complaint = victim.complaint;
    CHECK(fault::lost_answers(folder.path, out.answers) == 0);
    CHECK(fault::lost_files(folder.path, out.answers) == "");
    fault::check_folder(folder.path);
    fault::settle_here(folder.path);
    return out;
}

/// Wider and wider apart to the end of the work; in a soak then each call in turn, as long as there is time.
template <class See>
void sweep(std::string const& fresh, std::string const& error, std::string const& calls, See see,
           std::string const& work = "once") {
    auto const until = Steady::now() + fault::time_for(usual_time / 8, 12);
    int runs = 0;
    auto const try_at = [&](int n) {
        auto const out = work_with(fresh, work, error + "@" + std::to_string(n) + ":" + calls);
        ++runs;
        see(out);
        return !out.answers.contains("calls") || out.answers.at("calls") >= n;
    };
    for (int n = 1; (runs < fewest_runs || Steady::now() < until) && try_at(n);) n += 1 + n / 3;
    for (int n = 1; fault::is_soak() && Steady::now() < until && try_at(n);) ++n;
    std::string const told = std::to_string(runs) + " × " + error + " at " + calls;
    MESSAGE(told);
}

}  // namespace

TEST_CASE("a failed sync of the log ends the process before anything more is answered") {
    Folder const fresh("-fresh");
    fault::prepare(fresh.path, orders);
    int ended = 0;
    sweep(fresh.path, "EIO", "sync:afterdesk.db-wal", [&](Outcome const& out) {
        CHECK((out.code == gave_up || out.code == could_not || out.answers.contains("calls")));
        CHECK((out.code != 0 || !out.answers.contains("failed")));
        ended += out.code == gave_up ? 1 : 0;
    });
    CHECK(ended > 0);
}

TEST_CASE("any other failed sync: of the file, of a folder, of the channel's book") {
    Folder const fresh("-fresh");
    fault::prepare(fresh.path, orders);
    sweep(fresh.path, "EIO", "sync", [&](Outcome const& out) {
        CHECK((out.code == 0 || out.code == gave_up || out.code == could_not));
    });
}

TEST_CASE("a failed write of the log ends the process; nothing is half done") {
    Folder const fresh("-fresh");
    fault::prepare(fresh.path, orders);
    int ended = 0;
    sweep(fresh.path, "EIO", "write:afterdesk.db-wal", [&](Outcome const& out) {
        CHECK((out.code == gave_up || out.code == could_not || out.answers.contains("calls")));
        CHECK((out.code != 0 || !out.answers.contains("failed")));
        ended += out.code == gave_up ? 1 : 0;
    });
    CHECK(ended > 0);
}

TEST_CASE("a failed sync or write while the log is moved beside the writing ends the process, and says so") {
    Folder const fresh("-fresh");
    fault::prepare(fresh.path, orders);
    for (std::string const work : {"once", "through"}) {
        for (std::string const calls : {"sync:afterdesk.db", "write:afterdesk.db"}) {
            CAPTURE(work);
            CAPTURE(calls);
            int ended = 0;
            auto const see = [&](Outcome const& out) {
                // When it fails as the file is closed, all of it lies in the log.
                CHECK((out.code == gave_up || out.answers.contains("calls")));
                if (out.code != gave_up) return;
                CHECK(out.complaint.find("can not be written any more: checkpoint: ") != std::string::npos);
                ++ended;
            };
            sweep(fresh.path, "EIO", calls, see, work);
            CHECK(ended > 0);
        }
    }
}

TEST_CASE("no room while the log is moved beside the writing: nobody hears of it, and it is moved later") {
    Folder const fresh("-fresh");
    fault::prepare(fresh.path, orders);
    int moved = 0;
    sweep(fresh.path, "ENOSPC", "write:afterdesk.db", [&](Outcome const& out) {
        CHECK(out.code == 0);
        CHECK(!out.answers.contains("failed"));
        moved += out.answers.contains("moved") ? 1 : 0;
    });
    CHECK(moved > 0);
}

TEST_CASE("a full disk: the one is told that it is full, the next is served") {
    Folder const fresh("-fresh");
    fault::prepare(fresh.path, orders);
    int told = 0;
    sweep(fresh.path, "ENOSPC", "write", [&](Outcome const& out) {
        CHECK((out.code == 0 || out.code == could_not));
        told += out.failed_with(store::FailureKind::full) ? 1 : 0;
        // One write failed, once: there is nothing to give up for.
        CHECK((out.code == could_not || fault::tickets_in(out.answers) > 0));
    });
    CHECK(told > 0);
}

TEST_CASE("a short write is carried on") {
    Folder const fresh("-fresh");
    fault::prepare(fresh.path, orders);
    sweep(fresh.path, "short", "write", [](Outcome const& out) {
        CHECK(out.code == 0);
        CHECK(!out.answers.contains("failed"));
    });
}

TEST_CASE("a file that can not be cut") {
    Folder const fresh("-fresh");
    fault::prepare(fresh.path, orders);
    sweep(fresh.path, "EIO", "cut",
          [](Outcome const& out) { CHECK((out.code == 0 || out.code == gave_up || out.code == could_not)); });
}

TEST_CASE("a file that can not be opened") {
    Folder const fresh("-fresh");
    fault::prepare(fresh.path, orders);
    sweep(fresh.path, "EIO", "open",
          [](Outcome const& out) { CHECK((out.code == 0 || out.code == gave_up || out.code == could_not)); });
}

TEST_CASE("a file that can not be read: whoever asks is told, or it is the end; what was answered stays") {
    Folder const fresh("-fresh");
    fault::prepare(fresh.path, orders);
    for (std::string const calls : {"read", "read:afterdesk.db", "read:afterdesk.db-wal"}) {
        CAPTURE(calls);
        int told = 0;
        sweep(fresh.path, "EIO", calls, [&](Outcome const& out) {
            CHECK((out.code == 0 || out.code == gave_up || out.code == could_not));
            told += out.code != 0 || out.failed_with(store::FailureKind::broken) ? 1 : 0;
        });
        CHECK(told > 0);
    }
}

TEST_CASE("a film whose piece can not be written, or that gets no name: said so, and taken again") {
    constexpr std::array<char const*, 5> calls{":write", ":sync", ":name", ":open", ""};
    Folder const fresh("-fresh");
    fault::prepare(fresh.path, orders);
    unsigned const seed = std::random_device()();
    std::string const by = "film, seed " + std::to_string(seed);
    MESSAGE(by);
    std::minstd_rand random(seed);
    auto const until = Steady::now() + fault::time_for(usual_time / 6, 12);
    int told = 0;
    for (std::size_t runs = 0; Steady::now() < until || runs < 10; ++runs) {
        std::string const error = runs % 2 == 0 ? "ENOSPC@" : "EIO@";
        char const* const call = calls[runs % calls.size()];
        std::string const at = std::to_string(1 + random() % (runs % calls.size() == 2 ? 8 : 100));
        auto const out = work_with(fresh.path, "upload", error + at + call);
        CHECK((out.code == 0 || out.code == gave_up || out.code == could_not));
        told += out.answers.contains("failed_file") || out.answers.contains("failed") ? 1 : 0;
    }
    CHECK(told > 0);
}
