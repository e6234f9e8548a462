#pragma once
// The keys of the malls' launch links, kept loaded.

#include <cstdint>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "service/launch_token.hpp"

namespace afterdesk {

/// Callable from any thread.
class LaunchKeys {
  public:
    explicit LaunchKeys(std::string data_dir) : data_dir_(std::move(data_dir)) {}
    /// The tenant's keys. Reads the file again when it is another one than before, or was written since.
    /// Errors: StoreFailure when it can not be read.
    std::vector<LaunchKey> of(TenantId const& tenant);
    /// How often the file was read.
    int times_read() const { return times_read_; }

  private:
    /// What tells one state of the file from another; all zero without a file.
    struct Stamp {
        std::int64_t seconds = 0, nanoseconds = 0, inode = 0, bytes = 0;
        bool operator==(Stamp const&) const = default;
    };
    static Stamp stamp_of(std::string const& path);

    std::string data_dir_;
    std::mutex mutex_;
    std::optional<Stamp> loaded_;
    std::vector<LaunchKey> keys_;
    int times_read_ = 0;
};

}  // namespace afterdesk
