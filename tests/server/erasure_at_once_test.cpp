// Erasing while others are at work on the same bytes, and what they leave behind when they end in the middle.

#include <atomic>
#include <chrono>
#include <thread>

#include "files/small_file.hpp"
#include "server/erasing.hpp"
#include "server/sample_files.hpp"
#include "service/unkept_files.hpp"
#include "store/evidence_uploads.hpp"

namespace {

/// A film of the buyer's, all of whose pieces are there.
struct Film {
    World w;
    std::string bytes = test::sample_mp4({.data = std::string(3'000, 'v')});
    std::string sha256 = crypto::sha256_hex(bytes);
    files::EvidenceFiles kept{w.folder.path()};
    std::string id;

    Film() {
        auto const size = static_cast<std::int64_t>(bytes.size());
        auto const begun = w.service->uploads.begin(w.buyer, {"film.mp4", size, ""}, "film");
        REQUIRE(begun.ok());
        id = begun->id;
        REQUIRE(w.service->uploads.append(w.buyer, id, 0, bytes).ok());
    }

    /// Finishes the film; between its file and its row somebody else writes that.
    template <class Meanwhile>
    Result<wire::EvidenceView, Mistakes> finish_beside(Meanwhile meanwhile) {
        std::atomic<bool> writing{false};
        std::thread other([&] {
            w.store->write([&](store::WriteTx& tx) {
                bool const again = writing.exchange(true);  // tests write twice
                while (!again && !kept.read(sha256, 0, 1)) std::this_thread::yield();
                meanwhile(tx);
                return true;
            });
        });
        while (!writing) std::this_thread::yield();
        auto done = w.service->uploads.finish(w.buyer, id);
        other.join();
        return done;
    }
};

void make_older(std::string const& folder) {
    for (auto const& entry : fs::recursive_directory_iterator(folder)) {
        if (entry.is_regular_file())
            fs::last_write_time(entry.path(), fs::file_time_type::clock::now() - std::chrono::hours(2));
    }
}

}  // namespace

TEST_CASE("a film whose bytes somebody else was erased with at that moment is there with its row") {
    Film film;
    auto const done = film.finish_beside([&](store::WriteTx&) { film.kept.remove(film.sha256); });
    REQUIRE(done.ok());
    CHECK(done->id == film.sha256);
    CHECK(film.kept.is_whole(film.sha256));
    CHECK(film.w.differences() == std::vector<std::string>{});
}

TEST_CASE("a film whose sender was erased at that moment is not kept") {
    Film film;
    auto const done = film.finish_beside([&](store::WriteTx& tx) {
        store::ErasedRows out;
        store::erase_buyer(tx, {"mall"}, {"b1"}, out);
    });
    REQUIRE(!done.ok());
    CHECK(done.error().front().rule == Rule::not_found);
    CHECK_FALSE(film.kept.read(film.sha256));
    CHECK(film.w.differences() == std::vector<std::string>{});
}

TEST_CASE("two programs that erase at once keep each other's lines") {
    Erasing w;
    std::string const list = w.folder.path() + "/erased.list";
    std::string const theirs(64, 'e');
    REQUIRE(w.try_erase(Erasable::ticket, w.no).ok());
    std::thread ours;
    {
        files::FolderLock const lock(w.folder.path());
        ours = std::thread([&] { CHECK(finish_erasures(*w.store, false)); });
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
        files::write_small_file(list, theirs + "\n");
    }
    ours.join();
    std::string const text = bytes_of(list);
    CHECK(text.find(theirs) != std::string::npos);
    CHECK(std::count(text.begin(), text.end(), '\n') == 2);
}

TEST_CASE("a file that goes while a backup takes it is missing, and ends nothing") {
    world::Folder from, to;
    files::EvidenceFiles const theirs(from.path()), ours(to.path());
    using Taken = files::EvidenceFiles::Taken;
    std::string const name = crypto::sha256_hex("bytes");
    CHECK(ours.take(theirs, name, true) == Taken::missing);
    CHECK(ours.take(theirs, name, false) == Taken::missing);
    for (int i = 0; i < 20; ++i) {
        CAPTURE(i);
        theirs.keep("bytes");
        std::thread eraser([&] { theirs.remove(name); });
        Taken const taken = ours.take(theirs, name, i % 2 == 0);
        eraser.join();
        CHECK(ours.is_whole(name) == (taken != Taken::missing));
        if (taken != Taken::missing) ours.remove(name);
    }
}

TEST_CASE("what an upload that was killed left behind is found without a row, and goes") {
    Erasing w;
    files::EvidenceFiles const kept(w.folder.path());
    // Killed between its file and its row, and in the middle of its file.
    std::string const whole = kept.keep("KILLED BEFORE ITS ROW");
    std::string const half = kept.folders().front() + "/" + whole + ".tmp77-1";
    files::write_small_file(half, "KILLED IN THE MIDDLE");
    CHECK(remove_unkept_files(*w.store) == 0);  // their rows may be about to come
    make_older(w.folder.path() + "/evidence");
    CHECK_FALSE(w.daily(0).step());
    CHECK_FALSE(kept.read(whole));
    CHECK_FALSE(fs::exists(half));
    CHECK(left_in(w.folder.path()).find(picture_bytes) != std::string::npos);
    CHECK(w.differences() == std::vector<std::string>{});
}

TEST_CASE("what is not ours among the kept files stays, and keeps no erasure from its end") {
    Erasing w;
    std::string const evidence = w.folder.path() + "/evidence";
    std::string const place = files::EvidenceFiles(w.folder.path()).folders().front();
    auto const ago = fs::file_time_type::clock::now() - std::chrono::hours(2);
    for (std::string const& folder : {evidence + "/lost+found/#12", place + "/theirs"}) {
        fs::create_directories(folder);
        files::write_small_file(folder + "/file", "theirs");
        fs::last_write_time(folder, ago);
    }
    REQUIRE(w.try_erase(Erasable::ticket, w.no).ok());
    CHECK_FALSE(w.daily(0).step());
    CHECK(left_in(w.folder.path()) == "");
    CHECK(fs::exists(evidence + "/lost+found/#12/file"));
    CHECK(fs::exists(place + "/theirs/file"));
}
