#pragma once
// Kept files, by the SHA-256 of their bytes: DATA/evidence/ab/abcdef….

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace afterdesk::files {

class EvidenceFiles {
  public:
    explicit EvidenceFiles(std::string const& data_dir) : folder_(data_dir + "/evidence") {}

    /// Keeps the bytes. Promise: on the disk when it returns; the same bytes are kept once. Units: SHA-256 in
    /// hex. Errors: std::system_error.
    std::string keep(std::string_view bytes) const;

    /// The same with a whole file on this disk, which stays where it is as well. `sha256_hex` is that of its
    /// bytes.
    void adopt(std::string const& path, std::string_view sha256_hex) const;

    /// Has the file of another folder here as well, when it is there: by a second name on the same disk,
    /// which costs no room, or as a copy. Errors: std::system_error.
    enum class Taken : std::uint8_t { missing, linked, copied };
    Taken take(EvidenceFiles const& from, std::string_view sha256_hex, bool may_link) const;

    /// The bytes; nothing when they are not there or are no longer those.
    std::optional<std::string> read(std::string_view sha256_hex) const;
    /// True when they are there, of any length, and still those.
    bool is_whole(std::string_view sha256_hex) const;
    /// Promise: they are not there any more, also after the power went. Errors: std::system_error.
    void remove(std::string_view sha256_hex) const;
    /// A part of them, unchecked; nothing when they are not there.
    std::optional<std::string> read(std::string_view sha256_hex, std::int64_t offset,
                                    std::size_t bytes) const;

    /// The folders in which they lie.
    std::vector<std::string> folders() const;
    /// The names of those in one of them that nobody has written for so long.
    std::vector<std::string> untouched(std::string const& folder, std::chrono::seconds time) const;
    /// Removes likewise what an end of the program left half written. Promise: how many. Errors:
    /// std::system_error.
    int remove_halves(std::string const& folder, std::chrono::seconds time) const;

  private:
    std::string path_of(std::string_view sha256_hex) const;
    void make_place(std::string_view sha256_hex) const;

    std::string folder_;
};

/// True for 64 lower-case hexadecimal characters: never a path.
bool is_sha256_hex(std::string_view text);

}  // namespace afterdesk::files
