#pragma once
// What the desk begins with: how much work there is, and the names that its lists are narrowed by.
//
//   GET    /api/v1/{merchant|platform}/work          what waits for staff            → 200 WorkView
//   GET    /api/v1/{merchant|platform}/tickets.csv   the queries of GET …/tickets    → 200 text/csv, a file

#include <string>
#include <vector>

#include "domain/ticket/work.hpp"
#include "wire/api.hpp"

namespace afterdesk::wire {

/// So many tickets one file tells of, at most.
inline constexpr int max_csv_rows = 1'000'000;

/// A shop's, or for the platform all shops': those that have something.
struct WorkView {
    struct Pile {
        Work work = Work::review;
        int count = 0;
        int half_day = 0, overdue = 0;  ///< of them, see Due
        Fen half_day_fen = 0;           ///< what those of half_day ask for
        std::optional<std::int64_t> first_deadline_ms;
        bool at_least = false;  ///< half_day and overdue: only so many were looked at
    };
    /// A reason that tickets may have.
    struct Named {
        std::string code, zh, en;
    };
    struct Shop {
        std::string shop_id, name;
    };
    std::vector<Pile> piles;
    std::vector<Named> reasons;
    std::vector<Shop> shops;            ///< the platform's
    std::vector<std::string> queues{};  ///< that automatic review put tickets into
};
Value to_json(WorkView const& view);
Result<WorkView, Mistakes> read_work(Value const& value);

}  // namespace afterdesk::wire
