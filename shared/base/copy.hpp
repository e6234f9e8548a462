#pragma once
// Assigning with little code.

namespace afterdesk {

/// A copy to move from. `to = copy_of(from)` is less code than `to = from` for a type of many parts,
/// as constructors that copy and assignments that move are there anyway. Every visitor fetches the code.
template <class T>
T copy_of(T const& value) {
    return value;
}

}  // namespace afterdesk
