// A folder is copied while it is at work, and comes back from its copy.

#include <sys/stat.h>

#include <atomic>
#include <filesystem>
#include <fstream>
#include <thread>

#include "files/evidence_files.hpp"
#include "files/small_file.hpp"
#include "outside/simulated/book.hpp"
#include "server/tamper.hpp"
#include "service/backup.hpp"
#include "short_log.hpp"
#include "world.hpp"

using namespace afterdesk;
using world::Folder;
using world::World;

namespace {

namespace fs = std::filesystem;

std::string text_of(std::string const& path) { return files::read_small_file(path).value_or("nothing"); }

/// A world with tickets, a picture on the disk, and a refund that was paid.
struct Busy : World {
    Folder elsewhere;
    std::string target = elsewhere.path() + "/backup", back = elsewhere.path() + "/back";
    std::string picture_name = files::EvidenceFiles(folder.path()).keep("a picture's bytes");

    Busy() {
        refund_one();
        service->jobs.run_due();
        picture(buyer, picture_name);
    }
    Copied must_back_up() {
        auto made = back_up({folder.path(), target});
        if (!made.ok()) FAIL("fault " << static_cast<int>(made.error().fault) << " " << made.error().detail);
        CHECK(made->found.differences == std::vector<std::string>{});
        return *made;
    }
    Restored must_restore(std::optional<Instant> until = {}) {
        auto made = restore({target, back, until});
        if (!made.ok()) FAIL("fault " << static_cast<int>(made.error().fault) << " " << made.error().detail);
        CHECK(made->copied.found.differences == std::vector<std::string>{});
        return *made;
    }
    CopyFault refusal_to_restore() {
        auto const made = restore({target, back, {}});
        REQUIRE(!made.ok());
        return made.error().fault;
    }
    std::string picture_in(std::string const& dir) {
        return dir + "/evidence/" + picture_name.substr(0, 2) + "/" + picture_name;
    }
};

}  // namespace

TEST_CASE("a backup holds what the folder holds, and comes back as a mall that works") {
    Busy w;
    Copied const made = w.must_back_up();
    CHECK(made.found.orders == 4);
    CHECK(made.found.tickets == 1);
    CHECK(made.found.refunds >= 1);
    CHECK(made.linked == 1);
    CHECK(made.copied == 0);
    CHECK(fs::exists(w.target + "/backup.json"));
    CHECK(!fs::exists(w.target + "/unfinished"));
    Restored const back = w.must_restore();
    CHECK(back.copied.found.tickets == 1);
    CHECK(back.copied.copied == 1);
    CHECK(world::dump_of(w.back) == world::dump_of(w.folder.path()));
    CHECK(text_of(w.picture_in(w.back)) == "a picture's bytes");
    CHECK(fs::hard_link_count(w.picture_in(w.back)) == 1);
    store::Store const opens(store::StoreOptions{w.back});
}

TEST_CASE("keys go with the folder, and everything is for its owner only") {
    Busy w;
    for (char const* key : {"launch.key", "proof.key"}) {
        std::ofstream(w.folder.path() + "/" + key) << key;
        fs::permissions(w.folder.path() + "/" + key, fs::perms(0644));
    }
    w.must_back_up();
    w.must_restore();
    for (std::string const& dir : {w.target, w.back}) {
        for (char const* key : {"launch.key", "proof.key"}) CHECK(text_of(dir + "/" + key) == key);
        for (auto const& entry : fs::recursive_directory_iterator(dir))
            CHECK((entry.status().permissions() & fs::perms(0077)) == fs::perms::none);
    }
}

TEST_CASE("writes go on while a backup is made, and the log is moved: it is of one moment") {
    static std::atomic<int> moved = 0;
    test::ShortLog const log(20, [] { ++moved; });
    Busy w;
    std::atomic<bool> stop{false};
    std::thread writer([&] {
        for (int i = 0; !stop; ++i) {
            w.store->write([&](store::WriteTx& tx) {
                store::add_evidence(tx, {"mall"},
                                    {{std::to_string(i)}, wire::Audience::platform, "p1", 1, 1, 1, ""},
                                    world::noon);
                return true;
            });
        }
    });
    auto const made = back_up({w.folder.path(), w.target});
    stop = true;
    writer.join();
    REQUIRE(made.ok());
    // The rows of the writer speak of files that never were: nothing else is missing.
    for (std::string const& difference : made->found.differences)
        CHECK(difference.find("is missing or damaged") != std::string::npos);
    CHECK(made->found.tickets == 1);
    CHECK(moved > 0);
}

TEST_CASE("nothing is overwritten, and half a backup is none") {
    Busy w;
    fs::create_directories(w.target);
    std::ofstream(w.target + "/mine") << "x";
    auto refused = back_up({w.folder.path(), w.target});
    CHECK(refused.error().fault == CopyFault::target_taken);
    CHECK(back_up({w.folder.path(), w.folder.path() + "/backup"}).error().fault == CopyFault::target_inside);
    CHECK(back_up({w.elsewhere.path() + "/none", w.elsewhere.path() + "/b"}).error().fault ==
          CopyFault::no_mall);
    fs::remove_all(w.target);
    CHECK(w.refusal_to_restore() == CopyFault::not_a_backup);
    w.must_back_up();
    std::string const manifest = text_of(w.target + "/backup.json");
    fs::remove(w.target + "/backup.json");
    CHECK(w.refusal_to_restore() == CopyFault::not_a_backup);
    std::ofstream(w.target + "/backup.json") << manifest;
    fs::create_directories(w.back + "/unfinished");
    CHECK(w.refusal_to_restore() == CopyFault::target_unfinished);
    fs::remove_all(w.back);
    w.must_restore();
    CHECK(w.refusal_to_restore() == CopyFault::target_taken);
}

TEST_CASE("a backup that was damaged is not restored; a picture that was is named") {
    Busy w;
    w.must_back_up();
    std::string const file = w.target + "/afterdesk.db";
    std::fstream(file, std::ios::in | std::ios::out | std::ios::binary).seekp(5'000) << "?";
    auto const refused = restore({w.target, w.back, {}});
    REQUIRE(!refused.ok());
    CHECK(refused.error().fault == CopyFault::damaged);
    CHECK(refused.error().detail == file);
    CHECK(!fs::exists(w.back));
    fs::remove_all(w.target);
    w.must_back_up();
    fs::remove(w.picture_in(w.target));
    std::ofstream(w.picture_in(w.target)) << "another";
    auto const made = restore({w.target, w.back, {}});
    REQUIRE(made.ok());
    CHECK(made->copied.found.differences ==
          std::vector<std::string>{"file " + w.picture_name + ": is missing or damaged"});
}

TEST_CASE("who was signed in, and what was half sent, begins anew") {
    Busy w;
    world::tamper(
        w.folder.path(),
        "INSERT INTO session (token_hash, tenant, audience, actor_id, order_no, created_ms, seen_ms,"
        " idle_ms, expires_ms) VALUES (x'00', 'mall', 'buyer', 'b1', '', 1, 1, 1, 1);"
        "INSERT INTO upload (tenant, upload_id, audience, actor_id, name, bytes, kept_bytes, poster,"
        " evidence_id, created_ms) VALUES ('mall', 'ab', 'buyer', 'b1', 'film', 9, 3, '', '', 1)");
    w.must_back_up();
    Restored const back = w.must_restore();
    CHECK(back.sessions == 1);
    CHECK(back.uploads == 1);
}

TEST_CASE("what the channel paid after the tables were copied is no difference, and is counted") {
    Busy w;
    outside::simulated::Book(outside::simulated::book_file(w.folder.path())).pay("R-later", 100);
    CHECK(w.differences() == std::vector<std::string>{"channel R-later: paid a number that we do not know"});
    Copied const made = w.must_back_up();
    CHECK(made.paid_later == 1);
    CHECK(paid_later(w.target) == std::vector<std::string>{"R-later"});
    CHECK(w.must_restore().copied.paid_later == 1);
    CHECK(verify_folder(w.back).differences.empty());
}
