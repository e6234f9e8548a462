#pragma once
// A folder for each number of tickets, so that they are made once, and looked at when the machine is quiet.

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <string>

#include "server/many_tickets.hpp"

namespace afterdesk::many {

inline constexpr int smallest = 1'000, base = 10'000;
/// The buyer b6 has as many tickets in the smallest as in the largest, so that his lists can be compared.
inline constexpr Sizes large_mall{
    .shops = 50, .buyers = 20'000, .open_in_100 = 3, .apart_ms = 30'000, .of_one_buyer = 50};

inline std::string folder_of(std::string const& folder, int tickets) {
    return folder + "/" + std::to_string(tickets);
}

/// Each is grown out of the one before; what is there already stays.
template <class Tickets>
void make_folders(std::string const& folder, int most) {
    using Steady = std::chrono::steady_clock;
    std::string last;
    int made = 0;
    for (int tickets = smallest; tickets <= most; tickets *= 10) {
        std::string const next = folder_of(folder, tickets);
        if (std::filesystem::exists(next)) {
            store::Store const brought_up_to_date(store::StoreOptions{next});
        } else {
            std::string const part = next + ".part";
            std::filesystem::remove_all(part);
            if (last.empty()) std::filesystem::create_directories(part);
            if (!last.empty()) std::filesystem::copy(last, part);
            auto const began = Steady::now();
            {
                store::Store store(store::StoreOptions{part});
                Tickets(store, large_mall, made).add(tickets - made);
            }
            std::chrono::duration<double, std::milli> const took = Steady::now() - began;
            std::fprintf(stderr, "%d tickets: %.2f ms to make one of them\n", tickets,
                         took.count() / (tickets - made));
            std::filesystem::rename(part, next);
        }
        last = next;
        made = tickets;
    }
}

}  // namespace afterdesk::many
