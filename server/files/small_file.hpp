#pragma once
// Whole files: read, and written so that after a crash the old or the new one is there, never half of one.

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace afterdesk::files {

/// The file's bytes; nothing when there is none (or it can not be read, or has more than 64 MB).
std::optional<std::string> read_small_file(std::string const& path);

/// Tells each line of a file of any size, without its end. Promise: false when there is no such file. Errors:
/// std::system_error when there is one and it can not be read.
bool read_lines(std::string const& path, std::function<void(std::string_view)> const& tell);

/// Writes beside, syncs, renames, syncs the folder. Promise: when it returns the file is on the disk, for its
/// owner only. Errors: std::system_error.
void write_small_file(std::string const& path, std::string_view bytes);

/// Writes a part of a file, which is made when the part is the first. Promise: when it returns the part is on
/// the disk, and the file has its name. Errors: std::system_error.
void write_piece(std::string const& path, std::int64_t offset, std::string_view piece);

/// A part of a file's bytes, fewer at its end; nothing when it can not be read.
std::optional<std::string> read_piece(std::string const& path, std::int64_t offset, std::size_t bytes);

/// Gives a file a second name, on the same disk, which another one may have had. Promise: on the disk when it
/// returns. Errors: std::system_error.
void link_file(std::string const& from, std::string const& to);

/// Copies a file of any size, for its owner only. Promise: on the disk when it returns; false when there is
/// none. Errors: std::system_error, also when there is one of that name.
bool copy_file(std::string const& from, std::string const& to);

/// Makes a folder and those above it, unless they are there. Promise: it stands in the one above it on the
/// disk too, whoever made it. Errors: std::system_error.
void make_folder(std::string const& path);

/// Makes sure that a file that somebody else wrote is on the disk, with its name. Errors: std::system_error.
void make_durable(std::string const& path);

/// While it lives, nobody else has one of this folder, in this program or another; others wait. Errors:
/// std::system_error.
class FolderLock {
  public:
    explicit FolderLock(std::string const& folder);
    ~FolderLock();
    FolderLock(FolderLock const&) = delete;
    FolderLock& operator=(FolderLock const&) = delete;

  private:
    int fd_ = -1;
};

}  // namespace afterdesk::files
