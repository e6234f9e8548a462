#pragma once
// Data folders that earlier releases left (tests/fixtures/folders): what is inside, and a desk over a copy.

#include <map>

#include "server/world.hpp"

namespace afterdesk::older {

/// A ticket as the release that wrote the folder saw it.
struct Told {
    std::string no, order_no, shop_id, buyer_id, type, state, arbitration, what;
};

struct Login {
    std::string staff_id, login, password, audience, shop_id, role;
};

/// An application that was sent once, with its answer's ticket.
struct Answered {
    std::string buyer_id, key, body, ticket_no;
};

struct Contents {
    std::string written_by, tenant;
    Instant left_at;  ///< the desk's time when it was left
    std::vector<Login> logins;
    std::vector<std::string> buyers;
    Answered answered;
    std::vector<Told> tickets;
};

/// The folders' names without their ending, the oldest first.
std::vector<std::string> names();

Contents contents_of(std::string const& name);

/// A copy of the folder's files.
void unpack(std::string const& name, std::string const& into);

/// A desk of today over a copy, at the time at which the folder was left.
class Desk {
  public:
    explicit Desk(std::string const& name);
    ~Desk();

    /// A member of the staff, or a buyer.
    Caller caller(std::string const& id) const;
    /// Staff of the shop: managers first, `but` left out.
    Caller merchant_of(std::string const& shop_id, std::string const& but = {}) const;
    Caller platform() const { return caller("p1"); }
    /// Whoever did not give the first verdict.
    Caller judge_of(Ticket const& ticket) const {
        bool const first = ticket.arbitration && ticket.arbitration->judge == "p1";
        return first ? caller("p2") : platform();
    }

    wire::TicketDetail look(std::string const& ticket_no) const;
    Result<Kept, Refusal> give(Caller const& who, wire::TicketDetail const& on, Command const& command);
    /// A picture of the caller's own.
    EvidenceId picture(Caller const& whose);
    /// The outbox, then silence for so long with everything that it leads to, then the outbox again.
    void pass(Duration time);
    /// The desk's clock, and the machine's.
    Instant now() const { return {service->jobs.clock().now_ms}; }
    Instant machine_now() const { return {machine_ms_}; }
    std::vector<std::string> differences() const { return verify_folder(folder.path()).differences; }

    world::Folder folder;
    Contents contents;
    std::unique_ptr<store::Store> store;
    std::unique_ptr<Service> service;

  private:
    std::map<std::string, EvidenceId> pictures_;
    std::int64_t machine_ms_ = 0;
    std::uint64_t next_random_ = 1;
    int keys_ = 0;
};

}  // namespace afterdesk::older
