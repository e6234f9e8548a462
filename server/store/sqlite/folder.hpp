#pragma once
// A data folder with SQLite inside: who may use it, its reading connections and its writer.

#include <memory>
#include <string>

#include "store/engine.hpp"
#include "store/store.hpp"

namespace afterdesk::store::sqlite {

/// Makes the folder when it is missing, locks it, and brings its file up to date. Errors: StoreFailure.
std::unique_ptr<Engine> open(StoreOptions options);

/// A connection that stands on one moment of the folder's file. Errors: StoreFailure.
std::unique_ptr<Connection> open_moment(std::string const& data_dir);

}  // namespace afterdesk::store::sqlite
