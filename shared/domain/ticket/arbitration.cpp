// The platform's part: called in, asking for evidence, deciding; time limits that grow or stand still.

#include <algorithm>

#include "domain/ticket/acts.hpp"

namespace afterdesk::acts {

namespace {

/// A buyer's proof for a rejected ticket counts as a change of it. Beyond the changes allowed, and while the
/// platform decides, it is only kept; so too when others have taken the pieces that the rejection gave back.
void look_again(Events& events, Ticket const& ticket, Context const& context) {
    bool const rejected = ticket.state == State::rejected && !in_arbitration(ticket);
    bool const may_change = ticket.modifications < context.policy.max_modifications;
    if (!rejected || !may_change || context.actor.kind != ActorKind::buyer) return;
    auto again = quote_again(ticket.request, ticket.quote, context);
    if (!again.ok()) return;
    events.push_back(Modified{ticket.request, std::move(again).value(), ticket.remark, ticket.evidence});
}

}  // namespace

Decision add_evidence(Ticket const& ticket, Command const& command, Context const& context) {
    AddEvidence const& added = std::get<AddEvidence>(command);
    Mistakes mistakes;
    check_words(added.text, added.evidence, context.policy, mistakes);
    if (added.evidence.empty() && added.text.empty()) {
        mistakes.push_back({Rule::must_not_be_empty, "evidence"});
    }
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    Events events = {EvidenceAdded{added.evidence, added.text}};
    if (!added.evidence.empty()) look_again(events, ticket, context);
    return events;
}

Decision escalate(Ticket const& ticket, Command const& command, Context const& context) {
    auto const* const asked = std::get_if<Escalate>(&command);
    if (asked == nullptr) {
        bool const back = ticket.state == State::sending_back;
        return Events{
            Escalated{ActorKind::system, {}, {}, back ? Cause::send_back_timeout : Cause::reship_timeout}};
    }
    Mistakes mistakes;
    check_words(asked->text, asked->evidence, context.policy, mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    Events events;
    // A rejected ticket had given its units back: it takes them again, if they are still there.
    if (!has_claims(ticket)) {
        TRY(again, quote_again(ticket.request, ticket.quote, context));
        if (again != ticket.quote) {
            events.push_back(Requoted{ticket.request, std::move(again), Cause::none});
        }
    }
    events.push_back(Escalated{context.actor.kind, asked->text, asked->evidence, Cause::none});
    return events;
}

Decision appeal(Ticket const& ticket, Command const& command, Context const& context) {
    Appeal const& asked = std::get<Appeal>(command);
    Mistakes mistakes;
    // Whatever is written: the page shows this at the button.
    if (auto const until = appeal_until(ticket, context.policy); until && context.now > *until) {
        Duration const limit = context.policy.limits.verdict_appeal;
        mistakes.push_back({Rule::appeal_too_late, "command", limit.ms / hours(1).ms});
    }
    Events events;
    if (!has_claims(ticket)) {
        // Where nothing was granted, the amount is still the one that was asked for.
        bool const judged = ticket.arbitration->verdict->outcome != Outcome::refund_none;
        auto again =
            judged ? quote_anew(ticket, context) : quote_again(ticket.request, ticket.quote, context);
        if (!again.ok()) {
            mistakes.insert(mistakes.end(), again.error().begin(), again.error().end());
        } else if (*again != ticket.quote) {
            events.push_back(Requoted{ticket.request, std::move(again).value(), Cause::none});
        }
    }
    check_said(asked.text, "text", context.policy, mistakes);
    check_evidence_count(asked.evidence, context.policy, mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};

    // From here on the command must succeed.
    events.push_back(Appealed{context.actor.kind, asked.text, asked.evidence});
    return events;
}

Decision step_in(Ticket const& ticket, Command const& command, Context const& context) {
    StepIn const& asked = std::get<StepIn>(command);
    return escalate(ticket, Escalate{asked.text, {}}, context);
}

Decision ask_evidence(Ticket const&, Command const& command, Context const& context) {
    AskEvidence const& asked = std::get<AskEvidence>(command);
    Mistakes mistakes;
    check_text(asked.text, "text", context.policy.max_remark_chars, mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    Instant const until = due(context.now, context.policy.limits.evidence_round, context.policy);
    return Events{EvidenceAsked{asked.text}, ClockStarted{until}};
}

Decision end_evidence_round(Ticket const&, Command const&, Context const&) {
    return Events{EvidenceRoundOver{}};
}

// ---- The verdict ------------------------------------------------------------------------------------------

namespace {

/// What the ticket is about once the verdict holds.
std::optional<TicketType> type_after(Ticket const& ticket, Verdict const& verdict) {
    TicketType const type = ticket.request.type;
    bool const back = ticket.goods == Goods::returned || verdict.return_goods;
    switch (verdict.outcome) {
        case Outcome::refund_none: return type;
        case Outcome::refund_all:
        case Outcome::refund_part:
            if (!concerns_shipped(type)) return verdict.return_goods ? std::nullopt : std::optional(type);
            return back ? TicketType::return_refund : TicketType::refund_shipped;
        case Outcome::exchange:
            if (!concerns_shipped(type)) return std::nullopt;
            return back ? TicketType::exchange : TicketType::reship;
    }
    CHECK(false);
}

/// The request quoted as the verdict finds. Errors: at "verdict.…".
Result<Requoted, Mistakes> quote_verdict(Ticket const& ticket, Verdict const& verdict, TicketType type,
                                         Context const& context) {
    Context judged = context;
    // Rule: DOMAIN §5.3 and §5.4, the shop's fault pays the deposit out, and the freight where it bears it.
    judged.policy.freight_when_shop_at_fault = verdict.freight_payer == FreightPayer::shop;
    Request const request = type == ticket.request.type ? ticket.request : as_type(ticket.request, type);
    auto quoted = quote_again(request, ticket.quote, judged, verdict.fault);
    if (!quoted.ok()) return Err{Mistakes{{Rule::verdict_not_possible, "verdict.outcome"}}};
    Requoted requoted{request, std::move(quoted).value(), Cause::verdict};
    if (verdict.outcome == Outcome::refund_part) {
        auto lower = lowered(requoted.quote, verdict.refund_fen, context.policy.payments);
        if (!lower.ok()) {
            Mistakes mistakes = lower.error();
            for (Mistake& mistake : mistakes) mistake.path = "verdict.refund_fen";
            return Err{std::move(mistakes)};
        }
        requoted.quote = std::move(lower).value();
    }
    requoted.request.fee_fen = requoted.quote.fee_fen;
    return requoted;
}

void check_verdict(Verdict const& verdict, Context const& context, Mistakes& mistakes) {
    check_text(verdict.text, "verdict.text", context.policy.max_remark_chars, mistakes);
    bool const amount_elsewhere = verdict.outcome != Outcome::refund_part && verdict.refund_fen != 0;
    if (amount_elsewhere) mistakes.push_back({Rule::not_a_refund, "verdict.refund_fen"});
    if (verdict.return_goods && verdict.outcome == Outcome::refund_none) {
        mistakes.push_back({Rule::verdict_not_possible, "verdict.return_goods"});
    }
}

/// The buyer gets nothing: what the shop holds of them, or is about to receive, goes back.
void end_without_refund(Events& events, Ticket const& ticket) {
    if (goods_with_shop(ticket)) {
        events.push_back(SendingBack{Cause::verdict});
    } else if (ticket.state == State::reshipped || !ticket.refunds.empty()) {
        events.push_back(Completed{Cause::verdict});
    } else {
        events.push_back(Closed{Cause::verdict, {}});
    }
}

}  // namespace

Decision give_verdict(Ticket const& ticket, Command const& command, Context const& context) {
    GiveVerdict const& given = std::get<GiveVerdict>(command);
    Verdict const& verdict = given.verdict;
    std::optional<Address> const address =
        given.address ? tidied(given.address) : context.default_return_address;
    Mistakes mistakes;
    // Rule: four eyes, the second verdict is another's.
    auto const& called = ticket.arbitration;
    if (called && called->appeal && called->judge == context.actor.id) {
        mistakes.push_back({Rule::second_judge_needed, "command"});
    }
    check_verdict(verdict, context, mistakes);
    bool const to_come = verdict.return_goods && ticket.goods != Goods::returned;
    if (to_come) check_address(address, mistakes);
    auto const type = type_after(ticket, verdict);
    bool const paid_already = !ticket.refunds.empty();
    bool const pays_twice = paid_already && verdict.outcome != Outcome::refund_none;
    // Rule: a difference that the buyer paid goes back with a refund, or for the goods it was paid for.
    bool const keeps_difference =
        ticket.collected && ticket.state == State::awaiting_reship && verdict.outcome == Outcome::refund_none;
    if (!type || pays_twice || keeps_difference)
        mistakes.push_back({Rule::verdict_not_possible, "verdict.outcome"});
    if (!mistakes.empty()) return Err{std::move(mistakes)};

    Events events;
    if (ticket.offer) events.push_back(OfferEnded{Cause::verdict});
    events.push_back(VerdictGiven{verdict, context.actor.id});
    if (verdict.outcome == Outcome::refund_none) {
        end_without_refund(events, ticket);
        return events;
    }
    TRY(requoted, quote_verdict(ticket, verdict, *type, context));

    // From here on the command must succeed.
    events.push_back(std::move(requoted));
    grant(events, after(ticket, events, context), address, Cause::verdict, context);
    return events;
}

// ---- The platform's other means ---------------------------------------------------------------------------

/// Rule: DOMAIN §4, `extend_deadline`.
Decision extend_deadline(Ticket const& ticket, Command const& command, Context const& context) {
    Duration const by = std::get<ExtendDeadline>(command).by;
    Extensions const& allowed = context.policy.extensions;
    Mistakes mistakes;
    // Whatever the length: the page shows this at the button, not in the form.
    if (ticket.extensions >= allowed.per_state) {
        mistakes.push_back({Rule::too_many_extensions, "command", allowed.per_state});
    }
    if (by <= Duration{0}) {
        mistakes.push_back({Rule::extension_too_short, "by_ms"});
    } else if (by > allowed.max) {
        mistakes.push_back({Rule::extension_too_long, "by_ms", allowed.max.ms / hours(1).ms});
    }
    if (!mistakes.empty()) return Err{std::move(mistakes)};

    // From here on the command must succeed. A limit that is over while its timer has not come yet goes on
    // from now, or the other side would be given less than was meant.
    Instant const from = std::max(ticket.deadline.value_or(context.now), context.now);
    return Events{DeadlineExtended{by}, ClockStarted{due(from, by, context.policy)}};
}

Decision freeze(Ticket const&, Command const& command, Context const& context) {
    std::string const& why = std::get<Freeze>(command).text;
    Mistakes mistakes;
    check_said(why, "text", context.policy, mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return Events{Frozen{why}};
}

Decision resume(Ticket const&, Command const&, Context const&) { return Events{Resumed{}}; }

Decision close(Ticket const& ticket, Command const& command, Context const& context) {
    auto const* const asked = std::get_if<Close>(&command);
    if (asked == nullptr) {
        bool const appeal = ticket.state == State::rejected;
        return Events{Closed{appeal ? Cause::appeal_timeout : Cause::return_timeout, {}}};
    }
    Mistakes mistakes;
    check_text(asked->text, "text", context.policy.max_remark_chars, mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return Events{Closed{Cause::closed_by_platform, asked->text}};
}

Decision rate(Ticket const&, Command const& command, Context const& context) {
    Rating const& rating = std::get<Rate>(command).rating;
    Mistakes mistakes;
    if (rating.stars < 1 || rating.stars > max_stars) {
        mistakes.push_back({Rule::must_be_between, "stars", max_stars});
    }
    check_text(rating.text, "text", context.policy.max_remark_chars, mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return Events{Rated{rating}};
}

}  // namespace afterdesk::acts
