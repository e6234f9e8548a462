#pragma once
// Kept pictures, by the SHA-256 of their bytes: DATA/evidence/ab/abcdef….

#include <optional>
#include <string>
#include <string_view>

namespace afterdesk::files {

class EvidenceFiles {
  public:
    explicit EvidenceFiles(std::string const& data_dir) : folder_(data_dir + "/evidence") {}

    /// Keeps the bytes. Promise: on the disk when it returns; the same bytes are kept once. Units: SHA-256 in
    /// hex. Errors: std::system_error.
    std::string keep(std::string_view bytes) const;

    /// The bytes; nothing when they are not there or are no longer those.
    std::optional<std::string> read(std::string_view sha256_hex) const;

  private:
    std::string path_of(std::string_view sha256_hex) const;

    std::string folder_;
};

/// True for 64 lower-case hexadecimal characters: never a path.
bool is_sha256_hex(std::string_view text);

}  // namespace afterdesk::files
