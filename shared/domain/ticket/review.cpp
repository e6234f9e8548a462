// The merchant's review: agree, reject, intercept; and the buyer's way out of it.

#include "base/text.hpp"
#include "domain/ticket/acts.hpp"

namespace afterdesk::acts {
namespace {

/// A rejected ticket had given its units back: it takes them again, if they are still there.
/// Errors: what the quote says.
Result<Done, Mistakes> take_again(Events& events, Ticket& ticket, Context const& context) {
    if (has_claims(ticket)) return Done{};
    TRY(again, quote_again(ticket.request, ticket.quote, context));
    if (again == ticket.quote) return Done{};
    events.push_back(Requoted{ticket.request, std::move(again), Cause::none});
    ticket = evolve(std::move(ticket), events.back(), context.now);
    return Done{};
}

}  // namespace

Decision withdraw(Ticket const&, Command const&, Context const&) { return Events{Withdrawn{}}; }

Decision agree(Ticket const& ticket, Command const& command, Context const& context) {
    auto const* const agreed = std::get_if<Agree>(&command);
    bool const timed_out = agreed == nullptr;
    // What becomes of a cancelled order's money is a person's to say: the platform's, if the shop is silent.
    if (timed_out && context.order.cancelled_at)
        return Events{Escalated{ActorKind::system, {}, {}, Cause::merchant_timeout}};
    std::optional<Address> const address =
        timed_out ? context.default_return_address : tidied(agreed->address);
    Mistakes mistakes;
    Events events;
    if (!timed_out && goods_to_come(ticket)) check_address(address, mistakes);
    bool const waits = !timed_out && needs_second_person(ticket, ticket.quote, context, events, mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    if (waits) return events;
    Ticket granted = ticket;
    if (auto taken = take_again(events, granted, context); !taken.ok()) return Err{taken.error()};

    // From here on the command must succeed.
    if (granted.offer) {
        // An offer that is still open has lost its point.
        events.push_back(OfferEnded{Cause::none});
        granted = evolve(std::move(granted), events.back(), context.now);
    }
    Cause const by_time = granted.held ? granted.held->cause : Cause::merchant_timeout;
    grant(events, granted, address, timed_out ? by_time : Cause::none, context);
    return events;
}

Decision name_address(Ticket const&, Command const& command, Context const& context) {
    if (auto const* const agreed = std::get_if<Agree>(&command)) {
        std::optional<Address> const address = tidied(agreed->address);
        Mistakes mistakes;
        check_address(address, mistakes);
        if (!mistakes.empty()) return Err{std::move(mistakes)};
        return Events{Agreed{address, Cause::none}};
    }
    // The merchant owes the address: the buyer does not lose the ticket for it, the clock starts again.
    return Events{Agreed{context.default_return_address, Cause::merchant_timeout}};
}

Decision reject(Ticket const& ticket, Command const& command, Context const& context) {
    Reject const& asked = std::get<Reject>(command);
    RejectReason const* const reason = find_reject_reason(context.policy, asked.reason);
    Mistakes mistakes;
    if (reason == nullptr) {
        mistakes.push_back({Rule::reason_unknown, "reason"});
    } else if (!is_for(*reason, ticket.request.type)) {
        mistakes.push_back({Rule::reason_not_for_type, "reason"});
    }
    check_words(asked.text, asked.evidence, context.policy, mistakes);
    // "Other" alone tells the buyer nothing.
    if (asked.reason == "other" && trim(asked.text).empty()) {
        mistakes.push_back({Rule::must_not_be_empty, "text"});
    }
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return Events{Rejected{{asked.reason, asked.text, asked.evidence}}};
}

// ---- Interception -----------------------------------------------------------------------------------------

Decision intercept(Ticket const&, Command const&, Context const&) { return Events{InterceptStarted{}}; }

Decision end_intercept(Ticket const& ticket, Command const& command, Context const& context) {
    auto const* const result = std::get_if<InterceptResult>(&command);
    bool const stopped = result != nullptr && result->stopped;
    bool const by_person = context.actor.kind == ActorKind::merchant;
    std::optional<Address> const address =
        result != nullptr && result->address ? tidied(result->address) : context.default_return_address;
    Mistakes mistakes;
    Events events;
    if (!stopped && by_person) check_address(address, mistakes);
    bool const waits = stopped && needs_second_person(ticket, ticket.quote, context, events, mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    if (waits) return events;

    // From here on the command must succeed.
    Cause const cause = result == nullptr ? Cause::intercept_timeout : Cause::none;
    events.push_back(InterceptEnded{stopped, stopped ? std::nullopt : address, cause});
    if (stopped) start_refund(events, after(ticket, events, context), Cause::none);
    return events;
}

}  // namespace afterdesk::acts
