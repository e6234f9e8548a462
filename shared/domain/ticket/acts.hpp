#pragma once
// Inside of `decide`: one function per act of the edge table, by noun, and what several of them need.

#include "base/spelled.hpp"
#include "domain/ticket/ticket.hpp"

namespace afterdesk {

/// A function and what it is called.
struct Act {
    using Run = Decision(Ticket const&, Command const&, Context const&);
    Run* run;
    std::string_view name;
};
template <Act::Run* run>
inline constexpr Act act_of{run, spelled<run>};

}  // namespace afterdesk

namespace afterdesk::acts {

using Events = std::vector<Event>;

inline Decision refused(Rule rule, std::string path, std::int64_t limit = -1) {
    return Err{Mistakes{Mistake{rule, std::move(path), limit}}};
}

// ---- What several commands carry (checks.cpp) ------------------------------------------------------

void check_text(std::string const& text, std::string const& path, int max_chars, Mistakes& mistakes);
void check_evidence_count(std::vector<EvidenceId> const& evidence, Policy const& policy, Mistakes& mistakes,
                          std::string path = "evidence");
/// A text that has to be there.
void check_said(std::string const& text, std::string const& path, Policy const& policy, Mistakes& mistakes);
/// Text and evidence of a command, at "text" and "evidence".
void check_words(std::string const& text, std::vector<EvidenceId> const& evidence, Policy const& policy,
                 Mistakes& mistakes);
/// With its numbers as they are meant (base/pasted.hpp).
std::optional<Address> tidied(std::optional<Address> address);
Parcel tidied(Parcel parcel);
void check_address(std::optional<Address> const& address, Mistakes& mistakes);
void check_parcel(Parcel const& parcel, Mistakes& mistakes);

// ---- What several commands lead to (outcomes.cpp) --------------------------------------------------

/// The ticket after these events.
Ticket after(Ticket ticket, Events const& events, Context const& context);

/// The request quoted again, with a fee no larger than the goods. An exchange that `before` had agreed on
/// keeps its goods and prices, whatever the shop has by now.
Result<Quote, Mistakes> quote_again(Request const& request, Quote const& before, Context const& context,
                                    std::optional<Fault> fault = std::nullopt);

/// The quote with the fee that leaves `refund_fen`. Errors: offer_not_lower, offer_below_zero,
/// fee_exceeds_goods, at "refund_fen".
Result<Quote, Mistakes> lowered(Quote const& quote, Fen refund_fen, PaymentsPolicy policy);

/// Money goes out, entitlements are taken back; a refund of nothing is complete at once. `ticket` is as after
/// `events`.
void start_refund(Events& events, Ticket const& ticket, Cause cause);

/// Until when the ticket's refund is held back, as its pieces are being sent.
std::optional<Instant> held_until(Ticket const& ticket, Context const& context);

/// What is being sent has changed: what waited for it goes on, or waits for another time.
void go_on(Events& events, Ticket const& ticket, Context const& context);

/// What was asked for is granted: the goods come back, or are sent, or the money goes out; what would be by
/// itself waits while its pieces are being sent. `ticket` is as after `events`.
/// Rule: while no address is known the merchant's clock runs, not the buyer's.
void grant(Events& events, Ticket ticket, std::optional<Address> const& address, Cause cause,
           Context const& context);

/// All parts are paid or there were none: complete, or what inspection refused goes back first.
void finish(Events& events, Ticket const& ticket, Cause cause);

/// The same request as another type, with what that type needs.
Request as_type(Request request, TicketType type);

/// Four eyes and the daily limit, when a merchant lets `quote` go: adds FirstApproval and returns true when a
/// second person is needed yet. Units: `ticket` as it was before. Rule: DOMAIN §4.
bool needs_second_person(Ticket const& ticket, Quote const& quote, Context const& context, Events& events,
                         Mistakes& mistakes);

// ---- The acts ---------------------------------------------------------------------------------------------

// apply.cpp
Decision apply(Ticket const& ticket, Command const& command, Context const& context);
Decision modify(Ticket const& ticket, Command const& command, Context const& context);
Decision note_order(Ticket const& ticket, Command const& command, Context const& context);

// review.cpp
Decision withdraw(Ticket const& ticket, Command const& command, Context const& context);
Decision agree(Ticket const& ticket, Command const& command, Context const& context);
Decision name_address(Ticket const& ticket, Command const& command, Context const& context);
Decision reject(Ticket const& ticket, Command const& command, Context const& context);
Decision intercept(Ticket const& ticket, Command const& command, Context const& context);
Decision end_intercept(Ticket const& ticket, Command const& command, Context const& context);

// offer.cpp
Decision make_offer(Ticket const& ticket, Command const& command, Context const& context);
Decision counter_offer(Ticket const& ticket, Command const& command, Context const& context);
Decision accept_offer(Ticket const& ticket, Command const& command, Context const& context);
Decision end_offer(Ticket const& ticket, Command const& command, Context const& context);

// goods.cpp
Decision ship_back(Ticket const& ticket, Command const& command, Context const& context);
Decision note_parcel(Ticket const& ticket, Command const& command, Context const& context);
Decision receive(Ticket const& ticket, Command const& command, Context const& context);
Decision inspect(Ticket const& ticket, Command const& command, Context const& context);
Decision accept_goods(Ticket const& ticket, Command const& command, Context const& context);
Decision reship(Ticket const& ticket, Command const& command, Context const& context);
Decision fall_back(Ticket const& ticket, Command const& command, Context const& context);
Decision remind(Ticket const& ticket, Command const& command, Context const& context);
Decision confirm_receipt(Ticket const& ticket, Command const& command, Context const& context);
Decision end_sending_back(Ticket const& ticket, Command const& command, Context const& context);

// refund.cpp
Decision retry_refund(Ticket const& ticket, Command const& command, Context const& context);
Decision record_offline(Ticket const& ticket, Command const& command, Context const& context);
Decision record_refund(Ticket const& ticket, Command const& command, Context const& context);
Decision record_collection(Ticket const& ticket, Command const& command, Context const& context);

// strays.cpp
Decision note_strays(Ticket const& ticket, Command const& command, Context const& context);
Decision settle_strays(Ticket const& ticket, Command const& command, Context const& context);

// arbitration.cpp
Decision add_evidence(Ticket const& ticket, Command const& command, Context const& context);
Decision escalate(Ticket const& ticket, Command const& command, Context const& context);
Decision appeal(Ticket const& ticket, Command const& command, Context const& context);
Decision step_in(Ticket const& ticket, Command const& command, Context const& context);
Decision ask_evidence(Ticket const& ticket, Command const& command, Context const& context);
Decision end_evidence_round(Ticket const& ticket, Command const& command, Context const& context);
Decision give_verdict(Ticket const& ticket, Command const& command, Context const& context);
Decision extend_deadline(Ticket const& ticket, Command const& command, Context const& context);
Decision freeze(Ticket const& ticket, Command const& command, Context const& context);
Decision resume(Ticket const& ticket, Command const& command, Context const& context);
Decision close(Ticket const& ticket, Command const& command, Context const& context);
Decision rate(Ticket const& ticket, Command const& command, Context const& context);

}  // namespace afterdesk::acts
