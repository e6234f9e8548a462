#include "widgets/chart_axis.hpp"

#include <algorithm>

namespace afterdesk::ui {

std::vector<std::int64_t> Axis::ticks() const {
    std::vector<std::int64_t> all;
    for (std::int64_t at = first; at <= last; at += step) all.push_back(at);
    return all;
}

Axis nice_axis(std::int64_t least, std::int64_t most, int most_steps) {
    least = std::min<std::int64_t>(least, 0);
    most = std::max<std::int64_t>(most, 0);
    for (std::int64_t power = 1;; power *= 10) {
        for (std::int64_t const times : {1, 2, 5}) {
            std::int64_t const step = times * power;
            std::int64_t const below = (-least + step - 1) / step, above = (most + step - 1) / step;
            if (below + above > most_steps) continue;
            return {-below * step, std::max(above * step, below == 0 ? step : 0), step};
        }
    }
}

}  // namespace afterdesk::ui
