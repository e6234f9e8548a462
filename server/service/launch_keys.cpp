#include "service/launch_keys.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <iterator>

#include "store/failure.hpp"

namespace afterdesk {

LaunchKeys::Stamp LaunchKeys::stamp_of(std::string const& path) {
    struct stat seen {};
    if (::stat(path.c_str(), &seen) != 0) return {};
    return {seen.st_mtim.tv_sec, seen.st_mtim.tv_nsec, static_cast<std::int64_t>(seen.st_ino), seen.st_size};
}

std::vector<LaunchKey> LaunchKeys::of(TenantId const& tenant) {
    std::lock_guard const lock(mutex_);
    // Looked at before it is read: what is written in between is read the next time.
    Stamp const now = stamp_of(launch_key_path(data_dir_));
    if (loaded_ != now) {
        ++times_read_;
        auto keys = load_launch_keys(data_dir_);
        if (!keys.ok()) throw store::StoreFailure(store::FailureKind::other, "launch.key is unreadable");
        keys_ = std::move(keys).value();
        loaded_ = now;
    }
    std::vector<LaunchKey> found;
    std::copy_if(keys_.begin(), keys_.end(), std::back_inserter(found),
                 [&](LaunchKey const& key) { return key.tenant == tenant; });
    return found;
}

}  // namespace afterdesk
