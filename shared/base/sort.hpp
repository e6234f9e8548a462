#pragma once
// Sorting with little code.

#include <algorithm>

namespace afterdesk {

/// Sorts by `before`, a total order. A heap sort is less code than std::sort, and every visitor of the page
/// fetches it.
template <class Items, class Before>
void sort_small(Items& items, Before before) {
    std::make_heap(items.begin(), items.end(), before);
    std::sort_heap(items.begin(), items.end(), before);
}

}  // namespace afterdesk
