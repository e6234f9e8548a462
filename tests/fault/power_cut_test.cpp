// The power goes at any moment of a day's work: what was answered is there, nothing is half done, and the
// work goes on. Every write of the run is recorded; each state is a disk as it may be found again.

#include <algorithm>
#include <array>
#include <numeric>
#include <random>
#include <set>

#include "aftermath.hpp"
#include "power_cut.hpp"
#include "scenario.hpp"
#include "soak.hpp"
#include "store/failure.hpp"
#include "testing.hpp"

using namespace afterdesk;
using fault::Folder;
namespace disk = afterdesk::fault::disk;

namespace {

using Steady = std::chrono::steady_clock;
constexpr std::chrono::seconds usual_time{15};
constexpr int fewest_states = 200, fewest_erasures = 60;
constexpr int orders = 4;
constexpr int settled_of = 10;  ///< each of so many states is worked on, too
/// The channel is another party: it remembers what it paid.
constexpr char const* never_cut = "channel.db";

disk::Recording record_a_day() {
    Folder const folder("-day");
    fault::prepare(folder.path, orders);
    disk::record(folder.path);
    fault::on_answer = [](std::string const& line) { disk::note(line); };
    fault::work_through(folder.path, true);
    fault::on_answer = nullptr;
    return disk::stop_recording();
}

disk::Recording const& a_day() {
    static disk::Recording const day = record_a_day();
    return day;
}

fault::Answers answers_by(disk::Recording const& day, std::size_t after) {
    std::string told;
    for (std::string const& line : fault::promised(day, after)) told += line + "\n";
    return fault::answers_in(told);
}

/// How often the file was synced while the log was written: commits went on as the log was moved.
int synced_beside_commits(disk::Recording const& day) {
    int const tables = day.names.at("afterdesk.db");
    std::set<int> logs;
    int out = 0;
    for (std::size_t i = 0; i < day.ops.size(); ++i) {
        disk::Op const& op = day.ops[i];
        if (op.act == disk::Act::name && op.name == "afterdesk.db-wal") logs.insert(op.file);
        if (op.act != disk::Act::sync || op.file != tables) continue;
        out += std::any_of(day.ops.begin() + op.at, day.ops.begin() + static_cast<std::ptrdiff_t>(i),
                           [&](disk::Op const& other) {
                               return other.act == disk::Act::write && logs.contains(other.file);
                           })
                   ? 1
                   : 0;
    }
    return out;
}

std::string name_of(fault::Unsynced unsynced) {
    constexpr std::array<char const*, 3> names{"kept", "lost", "some"};
    return names[static_cast<std::size_t>(unsynced)];
}

void check_state(disk::Recording const& day, fault::Cut const& cut, bool settled) {
    CAPTURE(cut.after);
    CAPTURE(cut.seed);
    std::string const unsynced = name_of(cut.unsynced);
    CAPTURE(unsynced);
    Folder const folder("-state");
    fault::write_state(day, cut, folder.path, never_cut);
    auto const answers = answers_by(day, cut.after);
    CHECK(fault::lost_answers(folder.path, answers) == 0);
    CHECK(fault::lost_files(folder.path, answers) == "");
    fault::check_folder(folder.path);
    if (settled) fault::settle_here(folder.path);
}

/// All moments of the day in some order, one kind of loss after the other, and then anew with other seeds.
class Cuts {
  public:
    Cuts(disk::Recording const& day, unsigned seed) : random_(seed), moments_(day.ops.size() + 1) {
        std::iota(moments_.begin(), moments_.end(), std::size_t{0});
        std::shuffle(moments_.begin(), moments_.end(), random_);
    }
    fault::Cut next() {
        constexpr std::array<fault::Unsynced, 5> kinds{fault::Unsynced::some, fault::Unsynced::lost,
                                                       fault::Unsynced::some, fault::Unsynced::kept,
                                                       fault::Unsynced::some};
        fault::Cut cut;
        cut.after = moments_[count_ % moments_.size()];
        cut.unsynced = kinds[(count_ + count_ / moments_.size()) % kinds.size()];
        cut.seed = static_cast<unsigned>(random_());
        ++count_;
        return cut;
    }

  private:
    std::minstd_rand random_;
    std::vector<std::size_t> moments_;
    std::size_t count_ = 0;
};

}  // namespace

TEST_CASE("the power goes at any moment: all that was answered is there, nothing is half done, it goes on") {
    disk::Recording const& day = a_day();
    auto const all = answers_by(day, day.ops.size());
    CHECK(all.size() > 10);
    CHECK(all.contains("kept"));
    CHECK(all.contains("moved"));
    int const beside = synced_beside_commits(day);
    CHECK(beside > 0);
    unsigned const seed = std::random_device()();
    std::string const by = "seed " + std::to_string(seed);
    MESSAGE(by);
    Cuts cuts(day, seed);
    auto const until = Steady::now() + fault::time_for(usual_time, 70);
    int states = 0;
    for (; states < fewest_states || Steady::now() < until; ++states)
        check_state(day, cuts.next(), states % settled_of == 0);
    std::string const told = std::to_string(states) + " states of " + std::to_string(day.ops.size()) +
                             " calls, 10000 wanted in a soak; the log was moved " +
                             std::to_string(all.at("moved")) + " times beside the writing, " +
                             std::to_string(beside) + " times as commits went on";
    MESSAGE(told);
}

namespace {

/// A day that ends with somebody's erasure.
disk::Recording record_an_erasure(void (*work)(std::string const& data_dir)) {
    Folder const folder("-erasing");
    fault::prepare(folder.path, 1);
    disk::record(folder.path);
    fault::on_answer = [](std::string const& line) { disk::note(line); };
    fault::prepare_erasure(folder.path);
    work(folder.path);
    fault::on_answer = nullptr;
    return disk::stop_recording();
}

/// All of him is there, or nothing; and whoever asks once more brings it to its end.
void check_erasure(disk::Recording const& day, fault::Cut const& cut) {
    CAPTURE(cut.after);
    CAPTURE(cut.seed);
    std::string const unsynced = name_of(cut.unsynced);
    CAPTURE(unsynced);
    Folder const folder("-erased");
    fault::write_state(day, cut, folder.path, never_cut);
    auto const answers = answers_by(day, cut.after);
    CHECK(fault::lost_answers(folder.path, answers) == 0);
    if (answers.contains("gone")) CHECK_FALSE(fault::says_erased_words(folder.path));
    fault::check_folder(folder.path);
    CHECK(fault::half_in_rows(folder.path) == "");
    CHECK(fault::books_of(folder.path) == 0);
    fault::settle_here(folder.path);
    CHECK(fault::erase_to_the_end(folder.path) == "");
    fault::check_folder(folder.path);
    CHECK(fault::half_in_rows(folder.path) == "");
    CHECK(fault::books_of(folder.path) == 0);
}

/// Fixed cuts with all tests, others in a soak.
void cut_the_erasure(char const* how, void (*work)(std::string const& data_dir)) {
    disk::Recording const day = record_an_erasure(work);
    CHECK(answers_by(day, day.ops.size()).contains("gone"));
    unsigned const seed = fault::is_soak() ? std::random_device()() : 1'913;
    Cuts cuts(day, seed);
    auto const until = Steady::now() + fault::time_for(usual_time / 3, 15);
    int states = 0;
    for (; states < fewest_erasures || Steady::now() < until; ++states) check_erasure(day, cuts.next());
    std::string const told = std::string(how) + ": " + std::to_string(states) + " states of " +
                             std::to_string(day.ops.size()) + " calls, seed " + std::to_string(seed);
    MESSAGE(told);
}

}  // namespace

TEST_CASE("the power goes while somebody is erased: all of him is there or gone, and a second pass ends it") {
    cut_the_erasure("erased", fault::work_on_erasure);
}

TEST_CASE("the power goes while his time is over: likewise") {
    cut_the_erasure("kept too long", fault::work_on_retention);
}

TEST_CASE("a disk that only says that it syncs is caught: the proof above can fail") {
    disk::Recording const& day = a_day();
    for (fault::Lies const lies : {fault::Lies::of_files, fault::Lies::of_folders}) {
        int lost = 0, lost_files = 0;
        for (std::size_t at = 1; at <= 8; ++at) {
            Folder const folder("-lie");
            std::size_t const after = day.ops.size() * at / 8;
            fault::write_state(day, {after, fault::Unsynced::lost, 1, lies}, folder.path, never_cut);
            auto const answers = answers_by(day, after);
            try {
                lost += fault::lost_answers(folder.path, answers);
            } catch (store::StoreFailure const&) {
                ++lost;  // it does not even open
            }
            lost_files += fault::lost_files(folder.path, answers).empty() ? 0 : 1;
        }
        CHECK(lost > 0);
        CHECK(lost_files > 0);
    }
}
