// A disk that fails at one call while a buyer is erased, whichever: it is said, all of him is erased or
// nothing, and the next who tries comes to the end of it.

#include <chrono>

#include "aftermath.hpp"
#include "scenario.hpp"
#include "soak.hpp"
#include "testing.hpp"
#include "victim_process.hpp"

using namespace afterdesk;
using fault::Answers;
using fault::Folder;
using fault::Victim;

namespace {

using Steady = std::chrono::steady_clock;
constexpr std::chrono::seconds usual_time{3};
constexpr int orders = 1;
constexpr int fewest_runs = 10;  ///< far enough that the work is under way
constexpr int gave_up = 74, could_not = 3;

/// The errors of one kind of call.
struct Failing {
    char const* error;
    char const* calls;
    bool seen = true;  ///< whether somebody has to be told of it at some place
};

struct Outcome {
    int code = 0;
    Answers answers;
};

Outcome erase_with(std::string const& fresh, std::string const& fails) {
    CAPTURE(fails);
    Folder const folder("-erase-fails");
    folder.copy_of(fresh);
    Victim victim({AFTERDESK_VICTIM, "erase", folder.path, "0", fails});
    int const status = victim.wait_for_end();
    Outcome out;
    out.code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    out.answers = fault::answers_in(victim.told);
    CHECK((out.code == 0 || out.code == gave_up || out.code == could_not));
    bool const erased = out.answers.contains("erased"), gone = out.answers.contains("gone");
    CHECK((out.code == 0) == gone);  // what is told is what happened
    if (gone) CHECK(!fault::says_erased_words(folder.path));
    CHECK(fault::half_in_rows(folder.path) == "");
    fault::check_folder(folder.path);
    CHECK(fault::half_erased(folder.path) == "");
    if (erased) CHECK(!fault::says_erased_words(folder.path));
    CHECK(fault::erase_to_the_end(folder.path) == "");
    fault::check_folder(folder.path);
    return out;
}

/// Wider and wider apart to the end of the work; in a soak then each call in turn, as long as there is time.
void sweep(std::string const& fresh, Failing const& failing) {
    auto const until = Steady::now() + fault::time_for(usual_time, 16);
    int runs = 0, told = 0;
    auto const try_at = [&](int n) {
        auto const out =
            erase_with(fresh, std::string(failing.error) + "@" + std::to_string(n) + ":" + failing.calls);
        ++runs;
        told += out.code != 0 ? 1 : 0;
        return !out.answers.contains("calls") || out.answers.at("calls") >= n;
    };
    for (int n = 1; (runs < fewest_runs || Steady::now() < until) && try_at(n);) n += 1 + n / 3;
    for (int n = 1; fault::is_soak() && Steady::now() < until && try_at(n);) ++n;
    if (failing.seen) CHECK(told > 0);
    std::string const all = std::to_string(runs) + " × " + failing.error + " at " + failing.calls + ", " +
                            std::to_string(told) + " told";
    MESSAGE(all);
}

}  // namespace

TEST_CASE("a buyer is erased on a disk that fails: all of him or nothing, and then to the end") {
    Folder const fresh("-erase-fresh");
    fault::prepare(fresh.path, orders);
    fault::prepare_erasure(fresh.path);
    for (Failing const& failing : {Failing{"EIO", "write"},
                                   {"ENOSPC", "write"},
                                   {"short", "write", false},
                                   {"EIO", "sync"},
                                   {"EIO", "cut", false},  // tried again, unless it is the writer's at rest
                                   {"EIO", "name"},
                                   {"EIO", "open"}})
        sweep(fresh.path, failing);
}
