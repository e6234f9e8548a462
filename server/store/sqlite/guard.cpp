#include "store/sqlite/guard.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <filesystem>
#include <optional>
#include <string_view>

#include "store/failure.hpp"

namespace afterdesk::store::sqlite {

namespace {

namespace fs = std::filesystem;

constexpr mode_t others = S_IRWXG | S_IRWXO;
constexpr std::string_view head_begins{"SQLite format 3\0", 16};
constexpr std::size_t head_bytes = 100;
constexpr std::array<std::string_view, 10> own_files{
    "afterdesk.db", "channel.db",  "channel.key", "folder.id",       "launch.key",
    "proof.key",    "server.lock", "backup.json", "paid_later.json", "erased.list"};
constexpr std::array<std::string_view, 2> own_folders{"evidence", "uploads"};
constexpr std::string_view of_sqlite[] = {"-wal", "-shm", "-journal"};

std::string id_in(std::string const& data_dir) { return data_dir + "/folder.id"; }

// ---- Rights -----------------------------------------------------------------------------------------------

/// Takes others' rights away, of files and folders themselves: a link is not followed.
class Tightening {
  public:
    /// Promise: true when others had rights.
    bool tighten(std::string const& path) {
        struct stat about {};
        bool const ours =
            ::lstat(path.c_str(), &about) == 0 && (S_ISREG(about.st_mode) || S_ISDIR(about.st_mode));
        if (!ours || (about.st_mode & others) == 0) return false;
        bool const done = ::chmod(path.c_str(), about.st_mode & 07777 & ~others) == 0;
        ++(done ? tightened_ : left_);
        return true;
    }
    void tighten_all(std::string const& folder) {
        std::error_code error;
        for (auto it = fs::recursive_directory_iterator(folder, error);
             it != fs::recursive_directory_iterator(); it.increment(error))
            tighten(it->path().string());
    }
    std::string sentence(std::string const& data_dir) const {
        std::string out;
        if (tightened_ > 0) {
            out = "others had rights on " + std::to_string(tightened_) + " files and folders of " + data_dir +
                  "; they are for their owner only now.";
        }
        if (left_ > 0) {
            out += (out.empty() ? "" : " ") + std::string("Others have rights on ") + std::to_string(left_) +
                   " files and folders of " + data_dir +
                   ", and this program may not change that: their owner is somebody else.";
        }
        return out;
    }

  private:
    int tightened_ = 0, left_ = 0;
};

bool is_own_file(std::string_view name) {
    for (std::string_view const end : of_sqlite)
        if (name.ends_with(end)) name.remove_suffix(end.size());
    return std::find(own_files.begin(), own_files.end(), name) != own_files.end();
}

// ---- What is there ----------------------------------------------------------------------------------------

std::optional<std::int64_t> size_of(std::string const& path) {
    struct stat about {};
    if (::stat(path.c_str(), &about) != 0) return std::nullopt;
    return about.st_size;
}

/// Folders of before folder.id have other traces of a mall.
bool had_a_mall(std::string const& data_dir) {
    bool const logged = size_of(file_in(data_dir) + "-wal").value_or(0) > 0;
    return logged || size_of(id_in(data_dir)) || size_of(data_dir + "/proof.key") ||
           size_of(data_dir + "/evidence");
}

std::uint32_t number_at(char const* bytes) {
    auto const byte = [&](int i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(bytes[i])); };
    return byte(0) << 24 | byte(1) << 16 | byte(2) << 8 | byte(3);
}

/// What is wrong with the file's head; empty when it is sound.
std::string head_fault(std::string const& path, std::int64_t size, bool has_log) {
    std::array<char, head_bytes> head{};
    int const fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    bool const read = fd >= 0 && ::read(fd, head.data(), head.size()) == static_cast<ssize_t>(head.size());
    if (fd >= 0) ::close(fd);
    if (!read || std::string_view(head.data(), head_begins.size()) != head_begins)
        return "damaged at its head";
    // Pages are of a power of two; 65536 does not fit and is written as 1.
    auto const two = number_at(head.data() + 16) >> 16;
    std::int64_t const page = two == 1 ? 65'536 : two;
    bool const told = number_at(head.data() + 24) == number_at(head.data() + 92);
    std::int64_t const whole = page * static_cast<std::int64_t>(number_at(head.data() + 28));
    // What a log still holds may not have reached the file yet.
    return told && !has_log && size < whole ? "cut short" : "";
}

void sync_folder(std::string const& data_dir) {
    int const fd = ::open(data_dir.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    bool const synced = fd >= 0 && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (!synced) throw StoreFailure(FailureKind::broken, "can not sync " + data_dir);
}

}  // namespace

std::string file_in(std::string const& data_dir) { return data_dir + "/afterdesk.db"; }

std::string keep_private(std::string const& data_dir) {
    std::error_code error;
    bool const is_new = fs::create_directories(data_dir, error);
    if (error) throw StoreFailure(FailureKind::other, "can not make " + data_dir + ": " + error.message());
    if (is_new) fs::permissions(data_dir, fs::perms::owner_all, error);
    Tightening tightening;
    bool const was_open = tightening.tighten(data_dir);
    for (auto const& entry : fs::directory_iterator(data_dir, error))
        if (is_own_file(entry.path().filename().string())) tightening.tighten(entry.path().string());
    for (std::string_view const name : own_folders) {
        std::string const folder = data_dir + "/" + std::string(name);
        if (tightening.tighten(folder) || was_open) tightening.tighten_all(folder);
    }
    return tightening.sentence(data_dir);
}

std::string damaged_sentence(std::string const& data_dir, std::string const& how) {
    return file_in(data_dir) + " is " + how + ", and " + data_dir +
           " held a mall: nothing was started, nothing was changed. Put the file back, or bring a backup "
           "into "
           "another folder with \"afterdesk restore BACKUP FOLDER\". To begin a new mall, name an empty "
           "folder.";
}

void expect_whole(std::string const& data_dir, Look look) {
    auto const refuse = [&](std::string const& how) {
        throw StoreFailure(FailureKind::broken, damaged_sentence(data_dir, how));
    };
    std::string const path = file_in(data_dir);
    auto const size = size_of(path);
    if (!size || *size == 0) {
        if (had_a_mall(data_dir)) refuse(size ? "empty" : "missing");
        return;
    }
    if (look == Look::size) return;
    bool const has_log = size_of(path + "-wal").value_or(0) > 0;
    if (std::string const fault = head_fault(path, *size, has_log); !fault.empty()) refuse(fault);
}

void mark_as_mall(std::string const& data_dir) {
    std::string const path = id_in(data_dir);
    if (size_of(path).value_or(0) > 0) return;
    constexpr std::string_view text =
        "A mall is kept in this folder. As long as this file lies here, AfterDesk begins no new one when "
        "afterdesk.db is missing or empty.\n";
    int const fd = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
    bool const written =
        fd >= 0 && ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    bool const synced = written && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (!synced) throw StoreFailure(FailureKind::other, "can not write " + path);
    sync_folder(data_dir);
}

}  // namespace afterdesk::store::sqlite
