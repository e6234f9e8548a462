#pragma once
// A data folder with SQLite inside: who may use it, its reading connections and its writer.

#include <memory>
#include <string>

#include "store/copies.hpp"
#include "store/engine.hpp"
#include "store/sqlite/guard.hpp"
#include "store/store.hpp"

namespace afterdesk::store::sqlite {

/// Makes the folder when it is missing, locks it, and brings its file up to date. Errors: StoreFailure.
std::unique_ptr<Engine> open(StoreOptions options);

/// A connection that stands on one moment of the folder's file. Errors: StoreFailure.
std::unique_ptr<Connection> open_moment(std::string const& data_dir);

/// Copies the folder's file as it is at one moment. Errors: StoreFailure.
void copy_file(std::string const& data_dir, std::string const& to_dir, CopyPace const& pace);

}  // namespace afterdesk::store::sqlite
