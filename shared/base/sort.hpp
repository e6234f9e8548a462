#pragma once
// Sorting with little code.

#include <algorithm>

namespace afterdesk {

/// Sorts by `before`, a total order. A heap takes twice as long as std::sort and a quarter of its code, which
/// every visitor of the page fetches.
template <class Items, class Before>
void sort_small(Items& items, Before before) {
    std::make_heap(items.begin(), items.end(), before);
    std::sort_heap(items.begin(), items.end(), before);
}

}  // namespace afterdesk
