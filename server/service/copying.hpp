#pragma once
// What backup and restore share: the place where a copy is made, the files beside the tables, backup.json.

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "service/backup.hpp"

namespace afterdesk::copying {

inline constexpr std::string_view manifest_name = "backup.json";
inline constexpr int manifest_format = 1;

/// A file beside the tables, as it was copied.
struct KeptFile {
    std::string name, sha256;
    std::int64_t bytes = 0;
};
struct Manifest {
    Instant moment;
    std::vector<KeptFile> files;
};
Result<Manifest, CopyProblem> read_manifest(std::string const& folder);
void write_manifest(std::string const& folder, Manifest const& manifest);

/// A file of the folder with its sum. Errors: std::system_error.
KeptFile kept_file(std::string const& folder, std::string const& name);

/// Where a copy is made. Promise: what is in it when it is finished has its place, the manifest or the tables
/// last; otherwise it stays for whoever wants to look.
class Place {
  public:
    /// Errors: target_taken, target_unfinished.
    static std::optional<CopyProblem> refusal(std::string const& target);
    explicit Place(std::string target);
    std::string const& path() const { return path_; }
    void finish(std::string_view last) const;

  private:
    std::string target_, path_;
};

/// target_inside when one of them lies in the other.
std::optional<CopyProblem> overlap(std::string const& a, std::string const& b);
/// no_room when the disk of the folder has less than these bytes.
std::optional<CopyProblem> lack_of_room(std::string const& target, std::int64_t bytes);

/// Copies the files that the tables in `to` speak of.
void take_files(std::string const& from, std::string const& to, bool may_link, Copied& out);
/// The same from a folder that lives on: what was erased there since, with its files, is erased in the copy.
void take_evidence(std::string const& from, std::string const& to, bool may_link, Copied& out);

/// Writes down what the channel has paid and the tables do not know. Promise: how many.
int note_paid_later(std::string const& data_dir);

}  // namespace afterdesk::copying
