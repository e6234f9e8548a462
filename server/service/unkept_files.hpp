#pragma once
// What lies among the kept files, and no row speaks of it: an upload ended between its file and its row, or
// in the middle of its file. Nobody would find it when its sender is erased.

#include <chrono>

#include "store/store.hpp"

namespace afterdesk {

/// Longer than anybody takes from a file to its row.
inline constexpr std::chrono::hours unkept_for{1};

/// Removes those that nobody has touched for so long. Promise: how many, gone also after the power went.
/// Errors: StoreFailure; std::system_error.
int remove_unkept_files(store::Store& store, std::chrono::seconds untouched = unkept_for);

}  // namespace afterdesk
