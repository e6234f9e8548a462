#pragma once
// A file that is gone with its owner, also when the program is killed.

#include <string>

namespace afterdesk::files {

class TemporaryFile {
  public:
    /// On the folder's disk, under no name. Errors: std::system_error.
    explicit TemporaryFile(std::string const& folder);
    ~TemporaryFile();
    TemporaryFile(TemporaryFile const&) = delete;
    TemporaryFile& operator=(TemporaryFile const&) = delete;

    /// By which this program opens it.
    std::string const& path() const { return path_; }

  private:
    int fd_;
    std::string path_;
};

}  // namespace afterdesk::files
