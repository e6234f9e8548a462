#pragma once
// The demo as it is kept, and without its past: the mall on its first day, with an empty queue.

#include <filesystem>
#include <string>

namespace afterdesk::test {

inline std::string living_demo() { return std::string(AFTERDESK_ROOT) + "/assets/demo"; }

/// A copy in this folder, of all but the past.
inline std::string quiet_demo(std::string const& folder) {
    std::string const copy = folder + "/demo";
    std::filesystem::create_directories(copy);
    for (char const* name : {"mall.json", "orders.jsonl", "media"}) {
        std::filesystem::copy(living_demo() + "/" + name, copy + "/" + name,
                              std::filesystem::copy_options::recursive);
    }
    return copy;
}

}  // namespace afterdesk::test
