// A data folder is its owner's alone, and one that ever had a mall never becomes a new one by itself.

#include <sys/stat.h>

#include <filesystem>
#include <fstream>

#include "files/small_file.hpp"
#include "world.hpp"

using namespace afterdesk;
using store::Sharing;
using store::Store;
using store::StoreFailure;
using store::StoreOptions;
using world::Folder;

namespace {

namespace fs = std::filesystem;

int rights(std::string const& path) {
    struct stat about {};
    REQUIRE(::lstat(path.c_str(), &about) == 0);
    return static_cast<int>(about.st_mode & 0777);
}

void open_to_all(std::string const& path) {
    fs::permissions(path, fs::perms(fs::is_directory(path) ? 0755 : 0644));
}

/// What opening says; empty when it went well.
std::string refusal(std::string const& data_dir) {
    try {
        Store const store(StoreOptions{data_dir});
        return {};
    } catch (StoreFailure const& failure) {
        return failure.what();
    }
}

bool says(std::string const& text, std::string_view words) { return text.find(words) != std::string::npos; }

/// A folder with a mall, closed.
struct LaidAside {
    Folder folder;
    std::string dir = folder.path() + "/data", file = dir + "/afterdesk.db";
    LaidAside() { Store const store(StoreOptions{dir}); }
};

}  // namespace

TEST_CASE("what a new folder holds is its owner's alone") {
    mode_t const before = ::umask(0);
    LaidAside const mall;
    ::umask(before);
    CHECK(rights(mall.dir) == 0700);
    for (char const* name : {"folder.id", "server.lock"}) CHECK(rights(mall.dir + "/" + name) == 0600);
}

TEST_CASE("rights that others have are taken away, and it is said") {
    LaidAside const mall;
    fs::create_directories(mall.dir + "/evidence/ab");
    std::string const picture = mall.dir + "/evidence/ab/abc", key = mall.dir + "/launch.key";
    std::string const elsewhere = mall.folder.path() + "/elsewhere";
    for (std::string const& path : {picture, key, elsewhere}) std::ofstream(path) << "x";
    fs::create_symlink(elsewhere, mall.dir + "/evidence/ab/link");
    for (std::string const& path :
         {mall.dir, mall.dir + "/evidence", mall.dir + "/evidence/ab", picture, key, mall.file, elsewhere})
        open_to_all(path);
    std::string said;
    StoreOptions options{mall.dir};
    options.notice = [&](std::string const& text) { said = text; };
    { Store const store(std::move(options)); }
    CHECK(says(said, "others had rights on 6 files and folders of " + mall.dir));
    for (std::string const& path : {mall.dir, mall.dir + "/evidence", mall.dir + "/evidence/ab"})
        CHECK(rights(path) == 0700);
    for (std::string const& path : {picture, key, mall.file}) CHECK(rights(path) == 0600);
    CHECK(rights(elsewhere) == 0644);  // nobody's business but its owner's
    said.clear();
    StoreOptions again{mall.dir};
    again.notice = [&](std::string const& text) { said = text; };
    Store const store(std::move(again));
    CHECK(said.empty());
}

TEST_CASE("a file that is gone, empty, cut or damaged never becomes a new mall") {
    LaidAside const mall;
    auto const size = fs::file_size(mall.file);
    std::string const whole = *files::read_small_file(mall.file);
    auto const put_back = [&] { std::ofstream(mall.file, std::ios::binary) << whole; };

    fs::resize_file(mall.file, 0);
    std::string said = refusal(mall.dir);
    CHECK(says(said, mall.file + " is empty"));
    CHECK(says(said, "afterdesk restore BACKUP FOLDER"));
    CHECK(fs::file_size(mall.file) == 0);
    CHECK(says(refusal(mall.dir), "is empty"));

    fs::remove(mall.file);
    CHECK(says(refusal(mall.dir), "is missing"));
    CHECK(!fs::exists(mall.file));

    put_back();
    fs::resize_file(mall.file, size / 2);
    CHECK(says(refusal(mall.dir), "is cut short"));
    CHECK(fs::file_size(mall.file) == size / 2);

    put_back();
    std::fstream(mall.file, std::ios::in | std::ios::out | std::ios::binary) << std::string(4'096, '\0');
    CHECK(says(refusal(mall.dir), "damaged at its head"));

    put_back();
    CHECK(refusal(mall.dir).empty());
}

TEST_CASE("what a log still holds is not thrown away with an empty file") {
    LaidAside const mall;
    fs::remove(mall.dir + "/folder.id");
    std::ofstream(mall.file + "-wal") << "commits that are not in the file yet";
    fs::resize_file(mall.file, 0);
    CHECK(says(refusal(mall.dir), "is empty"));
    CHECK(fs::file_size(mall.file + "-wal") > 0);
}

TEST_CASE("a folder of an earlier release says from its next start on that it has a mall") {
    LaidAside const mall;
    fs::remove(mall.dir + "/folder.id");
    CHECK(refusal(mall.dir).empty());
    fs::remove(mall.file);
    CHECK(says(refusal(mall.dir), "is missing"));
}
