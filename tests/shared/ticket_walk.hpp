#pragma once
// A walk through every state that the tickets of one small order can reach, by every command of every actor
// and every timer. The required properties of DOMAIN §3 are checked at every step.

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "ticket_fixture.hpp"

namespace afterdesk::ticket_walk {

/// What may change around the tickets: the order as the mall tells it, and what the shop has.
struct Fact {
    Order order;
    std::vector<Ware> stock;
};

/// An order, the rules of its shop, and what its buyer may ask for.
struct Shop {
    std::string name;
    Context context;
    std::vector<Fact> facts;  ///< one after the other, at any time
    std::vector<Request> wishes;
    std::size_t deep = 1;  ///< times as many states of one ticket are visited here
    /// Every command in every shape; else one shape of those that move pieces or money.
    bool everything = true;
};

/// Well-formed commands for a ticket, also those that its state refuses; one kind may come several times.
std::vector<Command> commands_for(Ticket const& ticket, Shop const& shop);

/// All of a ticket that decides what can still happen to it: not the times, the causes, the numbers of
/// parcels.
std::string key_of(Ticket const& ticket);
/// Likewise of what the other tickets of the order hold.
std::string key_of(std::vector<Claim> const& occupied);

/// How far a walk goes. Units: states of one ticket, and of two together; what lies beyond is not visited.
struct Budget {
    std::size_t alone = 0;
    std::size_t together = 0;
};

class Walk {
  public:
    Walk(Shop shop, Budget budget);

    /// One ticket, whatever the order's facts.
    void run_alone();
    /// Two tickets of the same order.
    void run_together();

    std::vector<std::string> const& broken() const { return broken_; }
    std::size_t tickets() const { return nodes_.size(); }
    std::size_t states() const { return states_; }
    std::uint64_t transitions() const { return transitions_; }
    std::uint64_t refusals() const { return refusals_; }
    std::size_t decisions() const { return decisions_; }
    bool complete() const { return complete_; }
    std::set<Edge const*> const& used() const { return used_; }

  private:
    /// A ticket, the first found of those with its key, and how it came about. Number 0: none yet, or closed.
    struct Node {
        Ticket ticket;
        Instant at;
        int before = 0;
        std::vector<EventRecord> events;  ///< since `before`
        int occupied = 0;
    };
    /// What can happen to a ticket while the other holds this and the order is so.
    struct Around {
        int node = 0;
        int others = 0;
        int fact = 0;
        auto operator<=>(Around const&) const = default;
    };
    struct Exits {
        std::vector<int> to;  ///< other nodes, each once
        std::uint64_t accepted = 0;
        std::uint64_t refused = 0;
    };
    struct Pair {
        int a = 0;
        int b = 0;
        int fact = 0;
    };

    void hold(bool holds, Around const& at, std::string_view what);
    Context context_of(Around const& around) const;
    int number_of(Ticket const& ticket, Instant at, int before, std::vector<EventRecord> events);
    int number_of(std::vector<Claim> const& occupied);
    Exits const& exits(Around const& around);
    Exits find_exits(Around const& around);
    void try_apply(Around const& around, Exits& exits);
    void try_command(Around const& around, Command const& command, ActorKind actor, Exits& exits);
    void follow(Around const& around, Command const& command, Context const& context,
                std::vector<Event> const& events, Exits& exits);
    void check_ticket(Around const& around, Ticket const& ticket);
    void check_deliveries(Around const& around, Ticket const& ticket);
    void check_money(Around const& around, Ticket const& ticket);
    void check_history(Around const& around, int node);
    void check_needs(Around const& around, Ticket const& ticket, Command const& command, Context context);
    void check_ends();
    void visit(Pair pair);
    std::string picture(Around const& around) const;

    Shop shop_;
    Budget budget_;
    Pricing pricing_;
    std::vector<Node> nodes_;
    std::unordered_map<std::string, int> node_by_key_;
    std::vector<std::vector<Claim>> holdings_;
    std::map<std::string, int> holdings_by_key_;
    std::map<Around, Exits> exits_;
    std::vector<Pair> pairs_;
    std::unordered_map<std::uint64_t, std::uint32_t> pair_numbers_;
    std::set<Edge const*> used_;
    std::vector<std::string> broken_;
    std::size_t states_ = 0;
    std::uint64_t transitions_ = 0;
    std::uint64_t refusals_ = 0;
    std::size_t decisions_ = 0;
    bool complete_ = true;
};

}  // namespace afterdesk::ticket_walk
