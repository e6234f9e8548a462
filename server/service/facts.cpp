#include "service/facts.hpp"

#include <algorithm>
#include <utility>

#include "base/pasted.hpp"
#include "domain/order/outside_refunds.hpp"
#include "service/carry_out.hpp"
#include "service/shipping.hpp"
#include "store/orders.hpp"
#include "store/tickets.hpp"

namespace afterdesk {

namespace {

std::string place(char const* list, std::size_t index, char const* key) {
    return std::string(list) + "[" + std::to_string(index) + "]." + key;
}

bool has_number(std::optional<Parcel> const& parcel, std::string const& tracking_no) {
    return parcel && is_same_tracking_no(parcel->tracking_no, tracking_no);
}

/// The parcel that the ticket waits for now.
std::optional<Parcel> const& parcel_on_its_way(Ticket const& ticket) {
    return ticket.state == State::awaiting_receipt ? ticket.return_parcel : ticket.out_parcel;
}

/// Its money is gone or on its way.
bool is_refunded(Ticket const& ticket) {
    return ticket.state == State::refunding || ticket.state == State::refund_failed ||
           ticket.state == State::completed;
}

/// One order's facts on their way into the books.
class Telling {
  public:
    Telling(store::WriteTx& tx, PolicyCache& policies, TenantId const& tenant, Order order, Instant now)
        : tx_(tx), policies_(policies), tenant_(tenant), order_(std::move(order)), now_(now) {}

    Result<FactsTaken, Mistakes> take(wire::FactsBody const& facts, OrderNews const& news) {
        tickets_ = store::tickets_of_order(tx_, tenant_, order_.order_no);
        Order known = with_news(with_facts(order_, facts.lines, mistakes_), news);
        check_parcels(facts.parcels);
        auto const collections = new_collections(facts.collections);
        if (!mistakes_.empty()) return Err{std::move(mistakes_)};
        view_.order_changed = known != order_;
        Order const before = std::exchange(order_, std::move(known));
        if (view_.order_changed) {
            store::update_order(tx_, tenant_, order_);
            use_shipping_claims(tx_, tenant_, before, order_, now_);
            tell_all(false);  // what these give up is no stray of the others
        }
        if (!facts.lines.empty()) tell_all(true);  // also of what was known before strays were noted
        note_outcomes(facts.lines, before);
        for (auto const& [no, refund_no] : paid_by_others_) tell_paid(no, refund_no);
        for (std::size_t i = 0; i < facts.parcels.size(); ++i) tell_parcel(facts.parcels[i], i);
        for (std::size_t const i : collections) tell_collection(facts.collections[i], i);
        if (!mistakes_.empty()) return Err{std::move(mistakes_)};
        return std::move(view_);
    }

  private:
    void note(std::optional<Contradicted> found) {
        if (found && !view_.contradicted) view_.contradicted = std::move(found);
    }

    /// What is told is true; what speaks against it is noted.
    Order with_news(Order order, OrderNews const& news) {
        if (news.voids) note(against_voiding(order, tickets_));
        if (news.cancelled_at && !order.cancelled_at) {
            note(against_cancelling(order, tickets_));
            order.cancelled_at = news.cancelled_at;
        }
        for (OutsideRefund const& refund : news.refunds) {
            if (is_own_refund(tickets_, refund.refund_no)) continue;
            std::size_t const before = order.prior.size();
            Order next = with_refund(order, refund, mistakes_);
            if (next.prior.size() == before) continue;
            auto found = against_refund(order, refund, tickets_);
            if (found && !found->ticket.value.empty())
                paid_by_others_.emplace_back(found->ticket, refund.refund_no);
            note(std::move(found));
            order = std::move(next);
        }
        return order;
    }

    /// Staff see to it.
    void tell_paid(TicketNo const& no, std::string const& refund_no) {
        for (Ticket& ticket : tickets_) {
            if (ticket.no == no) tell(ticket, RecordRefund{refund_no, PartStatus::succeeded, ""}, "");
        }
    }

    void check_parcels(std::vector<wire::ParcelFact> const& parcels) {
        for (std::size_t i = 0; i < parcels.size(); ++i) {
            std::string const& number = parcels[i].tracking_no;
            bool const ours = std::any_of(tickets_.begin(), tickets_.end(), [&](Ticket const& ticket) {
                return has_number(ticket.return_parcel, number) || has_number(ticket.out_parcel, number);
            });
            if (!ours) mistakes_.push_back({Rule::parcel_missing, place("parcels", i, "tracking_no"), -1});
        }
    }

    /// Those that were not told before. A number stands for one payment, whoever repeats it.
    std::vector<std::size_t> new_collections(std::vector<wire::CollectionFact> const& collections) {
        std::vector<std::size_t> fresh;
        for (std::size_t i = 0; i < collections.size(); ++i) {
            wire::CollectionFact const& told = collections[i];
            auto const known = store::find_collection(tx_, tenant_, told.payment_no);
            if (!known) {
                fresh.push_back(i);
                continue;
            }
            bool const same = known->ticket_no == told.ticket_no && known->amount_fen == told.amount_fen;
            if (!same)
                mistakes_.push_back({Rule::payment_id_twice, place("collections", i, "payment_no"), -1});
        }
        return fresh;
    }

    void tell_all(bool refunded) {
        for (Ticket& ticket : tickets_) {
            if (is_refunded(ticket) == refunded) tell(ticket, OrderChanged{}, "lines");
        }
    }

    void note_outcomes(std::vector<LineFacts> const& told, Order const& before) {
        for (LineFacts const& facts : told) {
            bool const news = *find_line(before, facts.line_no) != *find_line(order_, facts.line_no);
            view_.lines.push_back(outcome_of(facts.line_no, news));
        }
    }

    /// Of several tickets with strays on the line the newest is named.
    wire::FactsView::OfLine outcome_of(int line_no, bool news) const {
        using enum wire::FactOutcome;
        for (auto ticket = tickets_.rbegin(); ticket != tickets_.rend(); ++ticket) {
            for (Strays const& strays : ticket->strays) {
                if (strays.line_no != line_no || strays.quantity == 0) continue;
                bool const used = !find_line(order_, line_no)->entitlements.empty();
                return {
                    line_no, conflict,
                    used ? wire::FactConflict::used_after_refund : wire::FactConflict::shipped_after_refund,
                    ticket->no.value};
            }
        }
        return {line_no, news ? applied : duplicate, std::nullopt, ""};
    }

    void tell_parcel(wire::ParcelFact const& fact, std::size_t index) {
        for (Ticket& ticket : tickets_) {
            if (!has_number(parcel_on_its_way(ticket), fact.tracking_no)) continue;
            tell(ticket, ParcelSigned{fact.tracking_no, fact.signed_at}, place("parcels", index, ""));
        }
    }

    /// The buyer's money must not get lost: where no ticket waits for it, the mall is told so.
    void tell_collection(wire::CollectionFact const& fact, std::size_t index) {
        auto const found = std::find_if(tickets_.begin(), tickets_.end(),
                                        [&](Ticket const& ticket) { return ticket.no == fact.ticket_no; });
        if (found == tickets_.end()) {
            mistakes_.push_back({Rule::not_found, place("collections", index, "ticket_no"), -1});
            return;
        }
        auto const edge = find_edge(*found, ActorKind::system, CommandKind::record_collection);
        if (!edge.ok()) {
            mistakes_.push_back({edge.error(), place("collections", index, "ticket_no"), -1});
            return;
        }
        tell(*found, RecordCollection{fact.payment_no, fact.amount_fen}, place("collections", index, ""));
    }

    void tell(Ticket& ticket, Command const& command, std::string const& path) {
        auto moved = carry_out_as_system(tx_, policies_, {tenant_, ticket, order_, Actor{}, command, now_});
        if (!moved) return;
        if (!moved->ok()) {
            for (Mistake const& mistake : moved->error()) {
                mistakes_.push_back({mistake.rule, path + mistake.path, mistake.limit});
            }
            return;
        }
        ticket = std::move(*moved).value();
        note_moved(ticket);
    }

    /// Each ticket once, as it is at last.
    void note_moved(Ticket const& ticket) {
        std::erase_if(view_.tickets, [&](auto const& one) { return one.ticket_no == ticket.no.value; });
        view_.tickets.push_back({ticket.no.value, ticket.version, ticket.state});
    }

    store::WriteTx& tx_;
    PolicyCache& policies_;
    TenantId const& tenant_;
    Order order_;
    Instant now_;
    std::vector<Ticket> tickets_;
    Mistakes mistakes_;
    FactsTaken view_;
    std::vector<std::pair<TicketNo, std::string>> paid_by_others_;
};

}  // namespace

Result<FactsTaken, Mistakes> take_facts(store::WriteTx& tx, PolicyCache& policies, TenantId const& tenant,
                                        Order const& order, wire::FactsBody const& facts, Instant now,
                                        OrderNews const& news) {
    return Telling(tx, policies, tenant, order, now).take(facts, news);
}

}  // namespace afterdesk
