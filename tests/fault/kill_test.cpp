// The server is killed at any moment, again and again: what was answered is there, nothing is half done, the
// channel paid every number once.

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <filesystem>
#include <map>
#include <random>
#include <sstream>
#include <thread>

#include "crypto/digest.hpp"
#include "files/evidence_files.hpp"
#include "files/small_file.hpp"
#include "files/upload_files.hpp"
#include "outside/simulated/book.hpp"
#include "scenario.hpp"
#include "service/verify.hpp"
#include "store/audit.hpp"
#include "store/evidence_uploads.hpp"
#include "store/store.hpp"
#include "testing.hpp"

using namespace afterdesk;

namespace {

using Steady = std::chrono::steady_clock;
constexpr std::chrono::seconds time_for_random{20};
constexpr std::chrono::seconds time_for_sweep{20};
constexpr int most_cycles = 200;
/// However slow the machine is: so many places of each kind are tried.
constexpr int fewest_places = 3;

struct Folder {
    std::string path =
        (std::filesystem::temp_directory_path() / ("afterdesk-kill-" + std::to_string(::getpid()))).string();
    explicit Folder(char const* suffix) {
        path += suffix;
        std::filesystem::remove_all(path);
    }
    ~Folder() { std::filesystem::remove_all(path); }
    Folder(Folder const&) = delete;
    Folder& operator=(Folder const&) = delete;
};

/// A victim and the pipe it talks into.
struct Victim {
    pid_t pid = -1;
    int out = -1;
    std::string told;

    explicit Victim(std::vector<std::string> command) {
        int ends[2];
        REQUIRE(::pipe2(ends, O_CLOEXEC) == 0);
        posix_spawn_file_actions_t actions;
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, ends[1], STDOUT_FILENO);
        std::vector<char*> arguments;
        for (std::string& word : command) arguments.push_back(word.data());
        arguments.push_back(nullptr);
        std::string quiet = "ASAN_OPTIONS=detect_leaks=0";  // the leak check can not work under strace
        char* environment[] = {quiet.data(), nullptr};
        REQUIRE(::posix_spawn(&pid, command[0].c_str(), &actions, nullptr, arguments.data(), environment) ==
                0);
        posix_spawn_file_actions_destroy(&actions);
        ::close(ends[1]);
        out = ends[0];
        ::fcntl(out, F_SETPIPE_SZ, 1 << 20);
    }
    ~Victim() { ::close(out); }
    Victim(Victim const&) = delete;
    Victim& operator=(Victim const&) = delete;

    /// Until it has said something, or is gone.
    void wait_for_a_word() const {
        pollfd waiting{out, POLLIN, 0};
        ::poll(&waiting, 1, 30'000);
    }
    /// Reads all that it says until it is gone.
    int wait_for_end() {
        char buffer[4'096];
        for (ssize_t n = 0; (n = ::read(out, buffer, sizeof buffer)) > 0;)
            told.append(buffer, static_cast<std::size_t>(n));
        int status = 0;
        ::waitpid(pid, &status, 0);
        return status;
    }
};

/// The newest version of each ticket that was answered.
std::map<std::string, int> acknowledged(std::string const& told) {
    std::map<std::string, int> out;
    std::istringstream lines(told.substr(0, told.rfind('\n') + 1));
    std::string no;
    int version = 0;
    while (lines >> no >> version) out[no] = std::max(out[no], version);
    return out;
}

int lost_answers(std::string const& folder, std::map<std::string, int> const& answers) {
    std::map<std::string, std::int64_t> there;
    store::Moment moment(folder);
    store::each_ticket(moment.tx(), [&](store::TicketRow const& row) { there[row.no.value] = row.version; });
    int lost = 0;
    for (auto const& [no, version] : answers) lost += there[no] < version ? 1 : 0;
    return lost;
}

void check_folder(std::string const& folder) {
    // The scenario's one picture is a row without files.
    for (std::string const& difference : verify_folder(folder).differences) {
        if (difference.find("file aaaa") != 0) FAIL_CHECK(difference);
    }
}

void check_all_paid_once(std::string const& folder) {
    outside::simulated::Book book(folder + "/channel.db");
    store::Moment moment(folder);
    auto const refunds = store::all_refunds(moment.tx());
    auto const paid = book.all();
    CHECK(paid.size() == refunds.size());
    for (auto const& entry : paid) CHECK(entry.times_paid == 1);
    for (auto const& entry : refunds) {
        CAPTURE(entry.first);
        CHECK(entry.second.state == PartStatus::succeeded);
    }
}

void settle(std::string const& folder) {
    Victim victim({AFTERDESK_VICTIM, "settle", folder, "0"});
    CHECK(victim.wait_for_end() == 0);
    check_folder(folder);
    check_all_paid_once(folder);
}

bool has_strace() {
    if (!std::filesystem::exists("/usr/bin/strace")) return false;
    Victim probe({"/usr/bin/strace", "-qq", "-o", "/dev/null", "/bin/true"});
    return probe.wait_for_end() == 0;
}

}  // namespace

TEST_CASE("killed at random under load: no answer is lost, nothing is half done, every refund is paid once") {
    Folder const folder("-random");
    fault::prepare(folder.path);
    unsigned const seed = std::random_device()();
    std::string const by = "seed " + std::to_string(seed);
    MESSAGE(by);
    std::minstd_rand random(seed);
    std::map<std::string, int> answers;
    auto const until = Steady::now() + time_for_random;
    int cycles = 0;
    for (; cycles < most_cycles && Steady::now() < until; ++cycles) {
        Victim victim({AFTERDESK_VICTIM, "for_ever", folder.path, std::to_string(random())});
        // Some are killed while they start, most of them at work.
        if (cycles % 3 != 0) victim.wait_for_a_word();
        std::this_thread::sleep_for(std::chrono::milliseconds(20 + random() % 500));
        ::kill(victim.pid, SIGKILL);
        int const status = victim.wait_for_end();
        CHECK(WIFSIGNALED(status));
        for (auto const& [no, version] : acknowledged(victim.told))
            answers[no] = std::max(answers[no], version);
        CHECK(lost_answers(folder.path, answers) == 0);
        if (cycles % 8 == 0) check_folder(folder.path);
    }
    check_folder(folder.path);
    settle(folder.path);
    std::string const told =
        std::to_string(cycles) + " kills, " + std::to_string(answers.size()) + " tickets answered";
    MESSAGE(told);
    CHECK(!answers.empty());
}

namespace {

/// Kills the victim at its n-th call of this kind, and looks at what it left. False when it had ended before.
bool kill_at(std::string const& fresh, std::string const& call, char const* work, int n) {
    CAPTURE(call);
    CAPTURE(work);
    CAPTURE(n);
    Folder const folder("-sweep");
    std::filesystem::copy(fresh, folder.path, std::filesystem::copy_options::recursive);
    Victim victim({"/usr/bin/strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=" + call, "-e",
                   "inject=" + call + ":signal=KILL:when=" + std::to_string(n), AFTERDESK_VICTIM, work,
                   folder.path, "0"});
    bool const killed = victim.wait_for_end() != 0;
    CHECK(lost_answers(folder.path, acknowledged(victim.told)) == 0);
    check_folder(folder.path);
    settle(folder.path);
    return killed;
}

/// Every place at first, then wider apart, as long as there is time.
int sweep(std::string const& fresh, std::string const& call, std::chrono::milliseconds time) {
    auto const until = Steady::now() + time;
    int runs = 0;
    for (int n = 1; runs < fewest_places || Steady::now() < until; n += 1 + n / 12) {
        ++runs;
        if (!kill_at(fresh, call, "once", n)) break;
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
    int most = 400;  // more writes than there are; known better as soon as one run is not killed
    int runs = 0;
    while (runs < fewest_places || Steady::now() < until) {
        int const n = 1 + static_cast<int>(random() % static_cast<unsigned>(most));
        ++runs;
        if (!kill_at(fresh, "pwrite64", work, n)) most = n;
    }
    return runs;
}

}  // namespace

TEST_CASE("killed at the n-th write or sync: everything or nothing") {
    if (!has_strace()) {
        MESSAGE("strace is not usable here: skipped");
        return;
    }
    Folder const fresh("-fresh");
    fault::prepare(fresh.path);
    constexpr std::chrono::milliseconds each = time_for_sweep / 4;
    int const runs = sweep(fresh.path, "fdatasync", each) + sweep(fresh.path, "pwrite64", each) +
                     scatter(fresh.path, "exchange", each) + scatter(fresh.path, "verdict", each);
    std::string const told = std::to_string(runs) + " places";
    MESSAGE(told);
    CHECK(runs >= 4 * fewest_places);
}

TEST_CASE("killed between two pieces of a film: what was acknowledged is there, and it goes on to its end") {
    Folder const folder("-film");
    fault::prepare(folder.path);
    std::string const film = fault::sample_film();
    std::minstd_rand random(std::random_device{}());
    files::UploadFiles const uploads(folder.path);
    std::int64_t told = 0;
    int kills = 0;
    for (bool ended = false; !ended && kills < 60; ++kills) {
        Victim victim({AFTERDESK_VICTIM, "upload", folder.path, "0"});
        victim.wait_for_a_word();
        std::this_thread::sleep_for(std::chrono::microseconds(random() % 20'000));
        ::kill(victim.pid, SIGKILL);
        ended = WIFEXITED(victim.wait_for_end());
        auto answers = acknowledged(victim.told);
        told = std::max<std::int64_t>(told, answers["upload"]);
        for (std::string const& id : uploads.all()) {
            store::Moment moment(folder.path);
            auto const row = store::find_upload(moment.tx(), {"mall"}, wire::Audience::buyer, "b1", id);
            REQUIRE(row);
            CHECK(row->kept_bytes >= told);
            auto const kept =
                files::read_piece(uploads.path_of(id), 0, static_cast<std::size_t>(row->kept_bytes));
            CHECK(kept == film.substr(0, static_cast<std::size_t>(row->kept_bytes)));
        }
    }
    std::string const said = std::to_string(kills) + " kills";
    MESSAGE(said);
    CHECK(kills > 1);
    Victim last({AFTERDESK_VICTIM, "upload", folder.path, "0"});
    CHECK(last.wait_for_end() == 0);
    CHECK(files::EvidenceFiles(folder.path).read(crypto::sha256_hex(film)) == film);
    CHECK(uploads.all().empty());
    check_folder(folder.path);
}

TEST_CASE("a failed sync of the log ends the process before anything more is answered") {
    if (!has_strace()) return;
    Folder const fresh("-fresh");
    fault::prepare(fresh.path);
    for (int n = 1; n <= 5; ++n) {
        CAPTURE(n);
        Folder const folder("-eio");
        std::filesystem::copy(fresh.path, folder.path, std::filesystem::copy_options::recursive);
        Victim victim({"/usr/bin/strace", "-f", "-qq", "-o", "/dev/null", "-P",
                       folder.path + "/afterdesk.db-wal", "-e", "trace=fdatasync", "-e",
                       "inject=fdatasync:error=EIO:when=" + std::to_string(n), AFTERDESK_VICTIM, "once",
                       folder.path, "0"});
        CHECK(victim.wait_for_end() != 0);
        CHECK(lost_answers(folder.path, acknowledged(victim.told)) == 0);
        check_folder(folder.path);
        settle(folder.path);
    }
}
