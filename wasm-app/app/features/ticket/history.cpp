// One sentence for each event of a ticket's history.

#include "text/history.hpp"

#include <limits>
#include <utility>

#include "app/features/ticket/model.hpp"
#include "app/shell/say.hpp"
#include "text/desk.hpp"
#include "text/names.hpp"
#include "text/ticket.hpp"

namespace afterdesk::app::ticket {
namespace {

/// The sentence of each event; empty for those that another sentence says already.
struct EventText {
    Shell const& shell;
    Policy const& policy;
    Ticket const& ticket;

    std::string say_it(text::Text const& sentence) const { return say(shell, sentence); }
    std::string with(text::Text const& sentence, std::initializer_list<std::string_view> values) const {
        return text::fill(shell.language, sentence, values);
    }
    /// The cause says more where there is one.
    std::string because(Cause cause, text::Text const& otherwise) const {
        text::Text const* const why = text::why(cause);
        return say(shell, why != nullptr ? *why : otherwise);
    }
    std::string part(text::Text const& sentence, std::string const& refund_no) const {
        for (RefundPart const& refund : ticket.refunds) {
            if (refund.refund_no == refund_no) return with(sentence, {yuan(refund.amount_fen)});
        }
        return with(sentence, {""});
    }
    std::string sent(text::Text const& sentence, Parcel const& parcel) const {
        return with(sentence, {said(shell, text::carrier_name(shell.language, parcel)),
                               said(shell, parcel.tracking_no)});
    }

    std::string operator()(Applied const& it) const {
        if (it.quote.refund_fen == 0) return say_it(t::event_asked);
        return with(t::event_applied, {yuan(it.quote.refund_fen)});
    }
    std::string operator()(Modified const& it) const {
        if (it.quote.refund_fen == 0) return say_it(t::event_changed);
        return with(t::event_modified, {yuan(it.quote.refund_fen)});
    }
    std::string operator()(AutoReviewed const& it) const {
        return it.queue.empty() ? with(t::event_auto_agreed, {it.rule})
                                : with(t::event_auto_queued, {it.rule, it.queue});
    }
    std::string operator()(FirstApproval const&) const { return say_it(t::event_first_approval); }
    std::string operator()(Withdrawn const&) const { return say_it(t::event_withdrawn); }
    std::string operator()(Agreed const& it) const { return because(it.cause, t::event_agreed); }
    std::string operator()(Rejected const& it) const {
        RejectReason const* const reason = find_reject_reason(policy, it.rejection.reason);
        if (reason == nullptr) return with(t::event_rejected, {it.rejection.reason});
        return with(t::event_rejected, {shell.language == text::Language::en ? reason->en : reason->zh});
    }
    std::string operator()(OfferMade const& it) const {
        return with(t::event_offer_made, {yuan(it.offer.refund_fen)});
    }
    std::string operator()(OfferAccepted const&) const { return say_it(t::event_offer_accepted); }
    std::string operator()(OfferEnded const& it) const { return because(it.cause, t::event_offer_declined); }
    std::string operator()(OfferCountered const& it) const {
        return with(t::event_offer_countered, {yuan(it.offer.refund_fen)});
    }
    std::string operator()(InterceptStarted const&) const { return say_it(t::event_intercepting); }
    std::string operator()(InterceptEnded const& it) const {
        return say_it(it.stopped ? t::event_intercepted : t::event_not_intercepted);
    }
    std::string operator()(ShippedBack const& it) const { return sent(t::event_shipped_back, it.parcel); }
    std::string operator()(ParcelArrived const& it) const {
        return say_it(it.outgoing ? t::event_parcel_out_signed : t::event_parcel_back_signed);
    }
    std::string operator()(Received const& it) const {
        return because(it.cause, it.inspect ? t::event_received_to_inspect : t::event_received);
    }
    std::string operator()(Inspected const& it) const {
        int accepted = 0;
        int refused = 0;
        std::string why;
        for (InspectedLine const& line : it.inspection.lines) {
            accepted += line.accepted;
            refused += line.refused;
            if (!line.reason.empty())
                why +=
                    say_it(t::between_hints) + named(shell, find_finding(policy, line.reason), line.reason);
        }
        return with(t::event_inspected, {std::to_string(accepted), std::to_string(refused)}) + why;
    }
    std::string operator()(Requoted const& it) const {
        return with(t::event_requoted, {say(shell, text::name(it.request.type)), yuan(it.quote.refund_fen)});
    }
    std::string operator()(StockReserved const&) const { return say_it(t::event_stock_reserved); }
    std::string operator()(DifferencePaid const& it) const {
        return with(t::event_difference_paid, {yuan(it.amount_fen)});
    }
    std::string operator()(Reshipped const& it) const { return sent(t::event_reshipped, it.parcel); }
    std::string operator()(RefundStarted const&) const { return say_it(t::event_refund_started); }
    std::string operator()(EntitlementsReclaimed const&) const { return say_it(t::event_reclaimed); }
    std::string operator()(RefundPartSucceeded const& it) const {
        return part(t::event_part_succeeded, it.refund_no);
    }
    std::string operator()(RefundPartFailed const& it) const {
        return part(t::event_part_failed, it.refund_no);
    }
    std::string operator()(RefundRetried const& it) const {
        return say_it(it.via == Via::balance ? t::event_retried_to_balance : t::event_refund_retried);
    }
    std::string operator()(PaidOffline const& it) const { return part(t::event_paid_offline, it.refund_no); }
    std::string operator()(PaidTwice const&) const { return say_it(t::event_paid_twice); }
    std::string operator()(EvidenceAdded const&) const { return say_it(t::event_evidence_added); }
    std::string operator()(Escalated const& it) const {
        return because(it.cause, it.by == ActorKind::platform ? t::event_stepped_in : t::event_escalated);
    }
    std::string operator()(EvidenceAsked const&) const { return say_it(t::event_evidence_asked); }
    std::string operator()(EvidenceRoundOver const&) const { return say_it(t::event_evidence_over); }
    std::string operator()(VerdictGiven const& it) const {
        return with(t::event_verdict, {outcome(it.verdict)});
    }
    std::string operator()(Appealed const&) const { return say_it(t::event_appealed); }
    std::string operator()(HeldForShipping const&) const { return say_it(t::event_held); }
    std::string operator()(SendingBack const&) const { return say_it(t::event_sending_back); }
    std::string operator()(Reminded const&) const { return say_it(t::event_reminded); }
    std::string operator()(OrderNoted const&) const { return {}; }
    std::string operator()(StraysNoted const& it) const {
        int count = 0;
        for (Strays const& line : it.lines) count += line.quantity;
        if (count == 0) return say_it(t::event_strays_gone);
        return with(t::event_strays_noted, {std::to_string(count)});
    }
    std::string operator()(StraysSettled const& it) const {
        return with(t::event_strays_settled, {said(shell, it.text)});
    }
    std::string operator()(Frozen const&) const { return say_it(t::event_frozen); }
    std::string operator()(Resumed const&) const { return say_it(t::event_resumed); }
    std::string operator()(DeadlineExtended const& it) const {
        return with(t::event_deadline_extended, {std::to_string(it.by.ms / hours(1).ms)});
    }
    std::string operator()(ClockStarted const&) const { return {}; }
    std::string operator()(ClockPaused const&) const { return {}; }
    std::string operator()(Rated const& it) const {
        return with(t::event_rated, {std::to_string(it.rating.stars)});
    }
    std::string operator()(Completed const& it) const { return because(it.cause, t::event_completed); }
    std::string operator()(Closed const& it) const { return because(it.cause, t::event_closed); }

    std::string outcome(Verdict const& verdict) const {
        switch (verdict.outcome) {
            case Outcome::refund_all: return say_it(t::outcome_refund_all);
            case Outcome::refund_part: return with(t::outcome_refund_part, {yuan(verdict.refund_fen)});
            case Outcome::refund_none: return say_it(t::outcome_refund_none);
            case Outcome::exchange: return say_it(t::outcome_exchange);
        }
        return {};
    }
};

/// What somebody wrote with it.
std::string words_of(Event const& event) {
    return std::visit(
        [](auto const& one) -> std::string {
            using One = std::remove_cvref_t<decltype(one)>;
            if constexpr (std::is_same_v<One, StraysSettled>) {
                return {};  // its sentence says it
            } else if constexpr (requires { one.text; }) {
                return one.text;
            } else if constexpr (requires { one.remark; }) {
                return one.remark;
            } else if constexpr (requires { one.rejection.text; }) {
                return one.rejection.text;
            } else if constexpr (requires { one.offer.text; }) {
                return one.offer.text;
            } else if constexpr (requires { one.inspection.text; }) {
                return one.inspection.text;
            } else if constexpr (requires { one.verdict.text; }) {
                return one.verdict.text;
            } else if constexpr (requires { one.rating.text; }) {
                return one.rating.text;
            } else {
                return {};
            }
        },
        event);
}

/// The refund that the event leaves the ticket with; nothing when it is not about that.
std::optional<Fen> refund_after(Event const& event) {
    return std::visit(
        [](auto const& one) -> std::optional<Fen> {
            if constexpr (requires { one.quote.refund_fen; }) {
                return one.quote.refund_fen;
            } else {
                return std::nullopt;
            }
        },
        event);
}

/// The refund that the event speaks of: one that is only proposed, too.
std::optional<Fen> named_refund(Event const& event) {
    return std::visit(
        [](auto const& one) -> std::optional<Fen> {
            if constexpr (requires { one.quote.refund_fen; }) {
                return one.quote.refund_fen;
            } else if constexpr (requires { one.offer.refund_fen; }) {
                return one.offer.refund_fen;
            } else {
                return std::nullopt;
            }
        },
        event);
}

constexpr std::size_t day_chars = 10;  ///< "2026-11-28 10:02"

/// A buyer neither approves nor pays: that followed by itself from what he did.
ActorKind who_acts(EventRecord const& record) {
    Event const& event = record.event;
    bool const follows = std::holds_alternative<Agreed>(event) ||
                         std::holds_alternative<RefundStarted>(event) ||
                         std::holds_alternative<EntitlementsReclaimed>(event);
    return follows && record.actor.kind == ActorKind::buyer ? ActorKind::system : record.actor.kind;
}

}  // namespace

std::string sentence_of(Shell const& shell, Policy const& policy, Ticket const& ticket, Event const& event) {
    return std::visit(EventText{shell, policy, ticket}, event);
}

ui::TimelineEntry entry_of(Shell const& shell, wire::TicketDetail const& detail, EventRecord const& record) {
    ui::TimelineEntry entry;
    entry.words = sentence_of(shell, detail.policy, detail.ticket, record.event);
    std::string const at = minute(shell, record.at);
    entry.key = std::to_string(record.seq);
    entry.day = at.substr(0, day_chars);
    entry.at = at.substr(day_chars + 1);
    entry.who = say(shell, text::name(who_acts(record)));
    entry.said = said(shell, words_of(record.event));
    for (screens::EvidenceItem const& it : files_shown_in(shell, detail, record.event)) {
        entry.files.push_back({it.file.label, it.file.thumb_url, it.href, screens::icon_of(it.file.kind)});
    }
    return entry;
}

namespace {

/// What the mall did to the order, among what happened to its ticket.
ui::TimelineEntry cancelled_entry(Shell const& shell, Instant at, std::size_t place) {
    std::string const when = minute(shell, at);
    ui::TimelineEntry entry;
    entry.key = std::to_string(place);
    entry.day = when.substr(0, day_chars);
    entry.at = when.substr(day_chars + 1);
    entry.who = say(shell, t::the_mall);
    entry.words = say(shell, t::event_cancelled);
    return entry;
}

}  // namespace

std::vector<ui::TimelineEntry> make_history(Shell const& shell, wire::TicketDetail const& detail) {
    std::vector<ui::TimelineEntry> entries;
    Fen shown_fen = 0;
    auto cancelled_at = detail.order.cancelled_at;  // told to staff alone, and no event of the ticket's
    auto const add_cancelled = [&](Instant before) {
        bool const for_staff = has_staff() && shell.route.audience != wire::Audience::buyer;
        if (!for_staff || !cancelled_at || *cancelled_at > before) return;
        entries.push_back(cancelled_entry(shell, *cancelled_at, entries.size() + 1));
        cancelled_at.reset();
    };
    for (EventRecord const& record : detail.history) {
        add_cancelled(record.at);
        std::optional<Fen> const refund_fen = named_refund(record.event);
        Fen const before_fen = std::exchange(shown_fen, refund_after(record.event).value_or(shown_fen));
        ui::TimelineEntry entry = entry_of(shell, detail, record);
        if (entry.words.empty()) continue;
        entry.key = std::to_string(entries.size() + 1);
        if (refund_fen && before_fen > 0 && *refund_fen != before_fen) {
            entry.before = yuan(before_fen);
            entry.after = yuan(*refund_fen);
        }
        entries.push_back(std::move(entry));
    }
    add_cancelled(Instant{std::numeric_limits<std::int64_t>::max()});
    return entries;
}

}  // namespace afterdesk::app::ticket
