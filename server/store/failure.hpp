#pragma once
// The store could not do what it was asked: a failure of the world, not a refusal.

#include <stdexcept>
#include <string>

namespace afterdesk::store {

/// What went wrong, so far as a caller may act on it.
enum class FailureKind : unsigned char {
    busy,        ///< too much is waiting, or another program holds the file: try again
    full,        ///< the disk is full: reading still works
    constraint,  ///< a row broke a rule of the schema
    moved,       ///< somebody else changed the row since it was read: begin again from reading it
    broken,      ///< the file or the disk is damaged
    other,
};

/// Thrown when the store fails. The route answers 503, the log gets `what()`.
class StoreFailure : public std::runtime_error {
  public:
    StoreFailure(FailureKind kind, std::string const& detail) : std::runtime_error(detail), kind_(kind) {}
    FailureKind kind() const { return kind_; }

  private:
    FailureKind kind_;
};

}  // namespace afterdesk::store
