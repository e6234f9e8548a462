// The server is killed at any moment, again and again: what was answered is there, nothing is half done, the
// channel paid every number once.

#include <algorithm>
#include <chrono>
#include <random>
#include <thread>

#include "aftermath.hpp"
#include "crypto/digest.hpp"
#include "files/evidence_files.hpp"
#include "files/upload_files.hpp"
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
constexpr std::chrono::seconds time_for_random{40};
constexpr std::chrono::seconds time_for_sweep{20};
constexpr std::chrono::seconds time_for_erasure{10};
constexpr int usual_cycles = 200, soak_cycles = 2'000;
constexpr int sweep_calls = 1'000;
/// However slow the machine is: so many places of each kind are tried.
constexpr int fewest_places = 5;

/// The newest of each.
void add(Answers& all, Answers const& more) {
    for (auto const& [what, number] : more) all[what] = std::max(all[what], number);
}

}  // namespace

TEST_CASE("killed at random under load: no answer is lost, nothing is half done, every refund is paid once") {
    Folder const folder("-random");
    fault::prepare(folder.path);
    unsigned const seed = std::random_device()();
    std::string const by = "seed " + std::to_string(seed);
    MESSAGE(by);
    std::minstd_rand random(seed);
    Answers answers;
    int const most = fault::is_soak() ? soak_cycles : usual_cycles;
    auto const until = Steady::now() + fault::time_for(time_for_random, 50);
    int cycles = 0, moved = 0;
    for (; cycles < most && Steady::now() < until; ++cycles) {
        Victim victim({AFTERDESK_VICTIM, "for_ever", folder.path, std::to_string(random())});
        // Some are killed while they start, most of them at work.
        if (cycles % 3 != 0) victim.wait_for_a_word();
        std::this_thread::sleep_for(std::chrono::milliseconds(1 + random() % 100));
        ::kill(victim.pid, SIGKILL);
        int const status = victim.wait_for_end();
        CHECK(WIFSIGNALED(status));
        Answers const told = fault::answers_in(victim.told);
        moved += told.contains("moved") ? told.at("moved") : 0;
        add(answers, told);
        CHECK(fault::lost_answers(folder.path, answers) == 0);
        if (cycles % 16 == 0) fault::check_folder(folder.path);
    }
    fault::check_folder(folder.path);
    fault::settle_here(folder.path);
    std::string const told = std::to_string(cycles) + " kills of " + std::to_string(most) + ", " +
                             std::to_string(fault::tickets_in(answers)) +
                             " tickets answered, the log moved " + std::to_string(moved) +
                             " times beside the writing";
    MESSAGE(told);
    CHECK(fault::tickets_in(answers) > 0);
    CHECK(moved > 0);
}

namespace {

/// Kills the victim at its n-th call, and looks at what it left. False when it had ended before.
bool kill_at(std::string const& fresh, char const* work, int n) {
    CAPTURE(work);
    CAPTURE(n);
    Folder const folder("-sweep");
    folder.copy_of(fresh);
    Victim victim({AFTERDESK_VICTIM, work, folder.path, "0", "kill@" + std::to_string(n)});
    int const status = victim.wait_for_end();
    Answers const answers = fault::answers_in(victim.told);
    CHECK(fault::lost_answers(folder.path, answers) == 0);
    CHECK(fault::lost_files(folder.path, answers) == "");
    fault::check_folder(folder.path);
    fault::settle_here(folder.path);
    return WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
}

/// In a soak each of the first calls; else every one at first, then wider apart, as long as there is time.
int sweep(std::string const& fresh, char const* work, std::chrono::milliseconds time) {
    auto const until = Steady::now() + time;
    int runs = 0;
    for (int n = 1; n <= sweep_calls && (runs < fewest_places || Steady::now() < until);
         n += fault::is_soak() ? 1 : 1 + n / 12) {
        ++runs;
        if (!kill_at(fresh, work, n)) break;
    }
    return runs;
}

/// Places anywhere in the work, as long as there is time.
int scatter(std::string const& fresh, char const* work, std::chrono::milliseconds time) {
    auto const until = Steady::now() + time;
    unsigned const seed = std::random_device()();
    std::string const by = std::string(work) + ", seed " + std::to_string(seed);
    MESSAGE(by);
    std::minstd_rand random(seed);
    int most = sweep_calls;  // perhaps more than there are; known better as soon as one run is not killed
    int runs = 0;
    while (runs < fewest_places || Steady::now() < until) {
        int const n = 1 + static_cast<int>(random() % static_cast<unsigned>(most));
        ++runs;
        if (!kill_at(fresh, work, n)) most = n;
    }
    return runs;
}

}  // namespace

TEST_CASE("killed at the n-th write, cut or sync: everything or nothing") {
    Folder const fresh("-fresh");
    fault::prepare(fresh.path, 4);
    auto const each = fault::time_for(time_for_sweep, 40) / 4;
    int const in_turn = sweep(fresh.path, "through", 2 * each);
    int const anywhere = scatter(fresh.path, "exchange", each) + scatter(fresh.path, "verdict", each);
    std::string const told = std::to_string(in_turn) + " calls in turn (" + std::to_string(sweep_calls) +
                             " wanted in a soak), " + std::to_string(anywhere) + " anywhere";
    MESSAGE(told);
    CHECK(in_turn + anywhere >= 3 * fewest_places);
}

TEST_CASE("killed between two pieces of a film: what was acknowledged is there, and it goes on to its end") {
    Folder const folder("-film");
    fault::prepare(folder.path, 1);
    std::minstd_rand random(std::random_device{}());
    Answers answers;
    int kills = 0;
    for (bool ended = false; !ended && kills < 60; ++kills) {
        // Anywhere in its first pieces; the next one goes on from there.
        std::string const fails = "kill@" + std::to_string(1 + random() % 60);
        Victim victim({AFTERDESK_VICTIM, "upload", folder.path, "0", fails});
        ended = WIFEXITED(victim.wait_for_end());
        add(answers, fault::answers_in(victim.told));
        CHECK(fault::lost_files(folder.path, answers) == "");
    }
    std::string const said = std::to_string(kills) + " kills";
    MESSAGE(said);
    CHECK(kills > 1);
    Victim last({AFTERDESK_VICTIM, "upload", folder.path, "0"});
    CHECK(last.wait_for_end() == 0);
    std::string const film = fault::sample_film();
    CHECK(files::EvidenceFiles(folder.path).read(crypto::sha256_hex(film)) == film);
    CHECK(files::UploadFiles(folder.path).all().empty());
    fault::check_folder(folder.path);
}

namespace {

/// Kills the erasing wider and wider apart, to its end when there is time.
std::string erase_and_kill(std::string const& fresh, char const* work, std::chrono::milliseconds time) {
    CAPTURE(work);
    auto const until = Steady::now() + time;
    int runs = 0;
    bool ended = false;
    for (int n = 1; !ended && (runs < fewest_places || Steady::now() < until); n += 1 + n / 12) {
        CAPTURE(n);
        Folder const folder("-erasure");
        folder.copy_of(fresh);
        Victim victim({AFTERDESK_VICTIM, work, folder.path, "0", "kill@" + std::to_string(n)});
        int const status = victim.wait_for_end();
        ended = !WIFSIGNALED(status);
        if (ended) CHECK(status == 0);
        CHECK(fault::half_erased(folder.path) == "");
        fault::check_folder(folder.path);
        ++runs;
    }
    return std::string(work) + ": " + std::to_string(runs) + " places" + (ended ? ", to the end" : "");
}

}  // namespace

TEST_CASE("killed while a buyer is erased: it has happened with all that follows, or it has not begun") {
    Folder const fresh("-erasure-fresh");
    fault::prepare(fresh.path, 1);
    fault::prepare_erasure(fresh.path);
    CHECK(fault::half_erased(fresh.path) == "");
    auto const each = fault::time_for(time_for_erasure, 5) / 2;
    std::string const asked = erase_and_kill(fresh.path, "erase", each);
    std::string const by_age = erase_and_kill(fresh.path, "retain", each);
    MESSAGE(asked);
    MESSAGE(by_age);
}
