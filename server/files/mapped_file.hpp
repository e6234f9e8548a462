#pragma once
// A file's bytes without copying them: films are long.

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace afterdesk::files {

class MappedFile {
  public:
    /// Nothing when there is none, or it is empty. Promise: nobody shortens the file meanwhile.
    static std::optional<MappedFile> open(std::string const& path);

    MappedFile(MappedFile&& other) noexcept : bytes_(std::exchange(other.bytes_, {})) {}
    MappedFile& operator=(MappedFile&&) = delete;
    ~MappedFile();

    std::string_view bytes() const { return bytes_; }

  private:
    explicit MappedFile(std::string_view bytes) : bytes_(bytes) {}

    std::string_view bytes_;
};

}  // namespace afterdesk::files
