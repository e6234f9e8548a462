#pragma once
// When each book was changed last, so that the writer knows whether a decision made elsewhere still stands.

#include <cstdint>
#include <utility>
#include <vector>

#include "store/tx.hpp"

namespace afterdesk::store::sqlite {

/// Books that share a place count as one: then a decision is made once more than it had to be.
class Stamps {
  public:
    void put(std::vector<std::uint64_t> const& books, std::uint64_t commit) {
        for (std::uint64_t const book : books) {
            std::size_t const place = place_of(book);
            before_.emplace_back(place, std::exchange(last_[place], commit));
        }
    }
    /// What was put since the last commit did not happen.
    void take_back() {
        for (; !before_.empty(); before_.pop_back()) last_[before_.back().first] = before_.back().second;
    }
    void committed() { before_.clear(); }
    /// Somebody beside us wrote, nobody knows what.
    void put_all(std::uint64_t commit) { all_ = commit; }

    bool stands(Basis const& basis) const {
        if (all_ > basis.moment) return false;
        for (std::uint64_t const book : basis.books) {
            if (last_[place_of(book)] > basis.moment) return false;
        }
        return true;
    }

  private:
    static constexpr std::size_t places = 1 << 17;
    static std::size_t place_of(std::uint64_t book) { return (book ^ (book >> 32)) % places; }

    std::vector<std::uint64_t> last_ = std::vector<std::uint64_t>(places);
    std::vector<std::pair<std::size_t, std::uint64_t>> before_;  ///< what stood there at the last commit
    std::uint64_t all_ = 0;
};

}  // namespace afterdesk::store::sqlite
