#include "files/evidence_files.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>

#include "base/check.hpp"
#include "crypto/digest.hpp"
#include "files/mapped_file.hpp"
#include "files/small_file.hpp"

namespace afterdesk::files {

namespace fs = std::filesystem;

bool is_sha256_hex(std::string_view text) {
    auto const is_digit = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    return text.size() == 64 && std::all_of(text.begin(), text.end(), is_digit);
}

std::string EvidenceFiles::path_of(std::string_view sha256_hex) const {
    CHECK(is_sha256_hex(sha256_hex));
    return folder_ + "/" + std::string(sha256_hex.substr(0, 2)) + "/" + std::string(sha256_hex);
}

void EvidenceFiles::make_place(std::string_view sha256_hex) const {
    make_folder(folder_);
    make_folder(folder_ + "/" + std::string(sha256_hex.substr(0, 2)));
}

std::string EvidenceFiles::keep(std::string_view bytes) const {
    std::string name = crypto::sha256_hex(bytes);
    make_place(name);
    if (read(name)) {
        // Another request may be just about to sync the same picture; our row must not be there before it.
        make_durable(path_of(name));
    } else {
        write_small_file(path_of(name), bytes);
    }
    return name;
}

void EvidenceFiles::adopt(std::string const& path, std::string_view sha256_hex) const {
    CHECK(is_sha256_hex(sha256_hex));
    make_place(sha256_hex);
    auto const there = MappedFile::open(path_of(sha256_hex));
    if (there && crypto::sha256_hex(there->bytes()) == sha256_hex) return make_durable(path_of(sha256_hex));
    link_file(path, path_of(sha256_hex));
}

EvidenceFiles::Taken EvidenceFiles::take(EvidenceFiles const& from, std::string_view sha256_hex,
                                         bool may_link) const {
    if (!is_sha256_hex(sha256_hex)) return Taken::missing;
    std::string const theirs = from.path_of(sha256_hex), ours = path_of(sha256_hex);
    make_place(sha256_hex);
    // It may be erased at any moment, so nobody looks first whether it is there.
    if (may_link && ::link(theirs.c_str(), ours.c_str()) == 0) return Taken::linked;
    return copy_file(theirs, ours) ? Taken::copied : Taken::missing;
}

std::optional<std::string> EvidenceFiles::read(std::string_view sha256_hex, std::int64_t offset,
                                               std::size_t bytes) const {
    if (!is_sha256_hex(sha256_hex)) return std::nullopt;
    return read_piece(path_of(sha256_hex), offset, bytes);
}

bool EvidenceFiles::is_whole(std::string_view sha256_hex) const {
    if (!is_sha256_hex(sha256_hex)) return false;
    auto const file = MappedFile::open(path_of(sha256_hex));
    return file && crypto::sha256_hex(file->bytes()) == sha256_hex;
}

void EvidenceFiles::remove(std::string_view sha256_hex) const {
    fs::path const path = path_of(sha256_hex);
    if (!fs::remove(path)) return;
    make_durable(path.parent_path().string());
}

namespace {

/// Two digits. Others are not ours: where a disk begins there is a lost+found.
bool is_place(std::string_view name) {
    return name.size() == 2 && name.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

std::vector<std::string> EvidenceFiles::folders() const {
    std::vector<std::string> out;
    std::error_code none;
    for (auto const& entry : fs::directory_iterator(folder_, none)) {
        if (is_place(entry.path().filename().string()) && entry.is_directory())
            out.push_back(entry.path().string());
    }
    return out;
}

namespace {

/// What was not written for so long, of those that are whole, or of the others.
std::vector<fs::path> untouched_in(std::string const& folder, std::chrono::seconds time, bool whole) {
    auto const before = fs::file_time_type::clock::now() - time;
    std::vector<fs::path> out;
    for (auto const& entry : fs::directory_iterator(folder)) {
        std::error_code gone;
        bool const wanted = is_sha256_hex(entry.path().filename().string()) == whole;
        if (!wanted || !entry.is_regular_file(gone)) continue;
        auto const written = entry.last_write_time(gone);
        if (!gone && written <= before) out.push_back(entry.path());
    }
    return out;
}

}  // namespace

std::vector<std::string> EvidenceFiles::untouched(std::string const& folder,
                                                  std::chrono::seconds time) const {
    std::vector<std::string> out;
    for (fs::path const& path : untouched_in(folder, time, true)) out.push_back(path.filename().string());
    return out;
}

int EvidenceFiles::remove_halves(std::string const& folder, std::chrono::seconds time) const {
    int removed = 0;
    for (fs::path const& path : untouched_in(folder, time, false)) removed += fs::remove(path) ? 1 : 0;
    if (removed > 0) make_durable(folder);
    return removed;
}

std::optional<std::string> EvidenceFiles::read(std::string_view sha256_hex) const {
    if (!is_sha256_hex(sha256_hex)) return std::nullopt;
    auto bytes = read_small_file(path_of(sha256_hex));
    if (bytes && crypto::sha256_hex(*bytes) != sha256_hex) return std::nullopt;
    return bytes;
}

}  // namespace afterdesk::files
