#pragma once
// Files that come in pieces, until they are whole: DATA/uploads/<id>.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace afterdesk::files {

/// Ids are hexadecimal digits.
class UploadFiles {
  public:
    explicit UploadFiles(std::string const& data_dir) : folder_(data_dir + "/uploads") {}

    /// Writes a piece. Promise: on the disk when it returns. Errors: std::system_error.
    void write(std::string_view id, std::int64_t offset, std::string_view piece) const;
    /// The ids of what lies there.
    std::vector<std::string> all() const;
    /// Promise: it is not there any more, also after the power went. Errors: std::system_error.
    void remove(std::string_view id) const;
    std::string path_of(std::string_view id) const;

  private:
    std::string folder_;
};

}  // namespace afterdesk::files
