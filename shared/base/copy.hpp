#pragma once
// Assigning with little code.

namespace afterdesk {

/// A copy to move from. `to = copy_of(from)` is a third of the code of `to = from` for a type of many members:
/// constructors of copies and moving exist anyway, and every visitor of the page fetches what there is.
template <class T>
T copy_of(T const& value) {
    return value;
}

}  // namespace afterdesk
