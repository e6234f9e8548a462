// The goods on their way: back to the shop, through inspection, out to the buyer again.

#include <algorithm>

#include "base/pasted.hpp"
#include "base/text.hpp"
#include "domain/ticket/acts.hpp"

namespace afterdesk::acts {
namespace {

/// The goods are here and in order: money goes out or goods are sent.
void go_on(Events& events, Ticket const& ticket) {
    if (pays_back(ticket.request.type)) start_refund(events, ticket, Cause::none);
}

/// Goods that inspection looks at: what was asked for of physical lines, and gifts that come along.
int asked_quantity(Ticket const& ticket, int line_no) {
    for (QuotedLine const& line : ticket.quote.lines) {
        if (line.line_no == line_no) return line.quantity;
    }
    return 0;
}

/// A repetition, also of one that was kept before carriers were a list.
bool is_told_again(std::optional<Parcel> const& known, Parcel const& parcel) {
    return known && tidied(*known) == parcel;
}

}  // namespace

Decision ship_back(Ticket const& ticket, Command const& command, Context const&) {
    Parcel const parcel = tidied(std::get<ShipBack>(command).parcel);
    if (!ticket.return_address) return refused(Rule::address_required, "command");
    Mistakes mistakes;
    check_parcel(parcel, mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    if (is_told_again(ticket.return_parcel, parcel)) return Events{};
    return Events{ShippedBack{parcel}};
}

Decision note_parcel(Ticket const& ticket, Command const& command, Context const& context) {
    ParcelSigned const& signed_for = std::get<ParcelSigned>(command);
    bool const outgoing = ticket.state != State::awaiting_receipt;
    std::optional<Parcel> const& parcel = outgoing ? ticket.out_parcel : ticket.return_parcel;
    if (!parcel || !is_same_tracking_no(parcel->tracking_no, signed_for.tracking_no)) {
        return refused(Rule::parcel_missing, "tracking_no");
    }
    std::optional<Instant> const& known = outgoing ? ticket.out_signed_at : ticket.return_signed_at;
    Instant const at = std::min(signed_for.at, context.now);
    // Told again with another time, it was wrong before; the clock follows.
    if (known == at) return Events{};
    return Events{ParcelArrived{outgoing, at}};
}

Decision receive(Ticket const& ticket, Command const& command, Context const& context) {
    auto const* const received = std::get_if<Receive>(&command);
    // Rule: DOMAIN §3, silence counts as received and in order.
    bool const inspect = received != nullptr && (received->inspect || context.policy.inspection);
    Cause const cause = received == nullptr ? Cause::receipt_timeout : Cause::none;
    Events events;
    if (ticket.offer) events.push_back(OfferEnded{Cause::none});
    events.push_back(Received{inspect, cause});
    if (!inspect) go_on(events, after(ticket, events, context));
    return events;
}

// ---- Inspection -------------------------------------------------------------------------------------------

namespace {

void check_grades(InspectedLine const& line, std::string const& path, Mistakes& mistakes) {
    if (line.seconds < 0) mistakes.push_back({Rule::must_not_be_negative, path + ".seconds"});
    if (line.scrap < 0) mistakes.push_back({Rule::must_not_be_negative, path + ".scrap"});
    int const accepted = std::max(line.accepted, 0);
    if (std::int64_t{line.seconds} + line.scrap > accepted) {
        mistakes.push_back({Rule::grades_exceed_accepted, path + ".seconds", accepted});
    }
}

/// Rule: who refuses goods says what is wrong with them, and shows it: by line, or all of them at once.
void check_refused(Inspection const& inspection, Policy const& policy, Mistakes& mistakes) {
    bool vague = false;
    for (std::size_t i = 0; i < inspection.lines.size(); ++i) {
        InspectedLine const& line = inspection.lines[i];
        if (line.refused <= 0) continue;
        std::string const path = "lines[" + std::to_string(i) + "]";
        if (line.reason.empty()) {
            mistakes.push_back({Rule::must_not_be_empty, path + ".reason"});
        } else if (find_finding(policy, line.reason) == nullptr) {
            mistakes.push_back({Rule::reason_unknown, path + ".reason"});
        }
        check_evidence_count(line.evidence, policy, mistakes, path + ".evidence");
        if (line.evidence.empty() && inspection.evidence.empty()) {
            mistakes.push_back({Rule::evidence_required, path + ".evidence", 1});
        }
        vague |= line.reason == "other";
    }
    // "Other" alone tells the buyer nothing.
    if (vague && trim(inspection.text).empty()) mistakes.push_back({Rule::must_not_be_empty, "text"});
}

/// Reasons and proof are of what was refused: where nothing was, there are none.
Inspection tidied(Inspection inspection) {
    for (InspectedLine& line : inspection.lines) {
        if (line.refused > 0) continue;
        line.reason.clear();
        line.evidence.clear();
    }
    return inspection;
}

void check_inspected(Inspection const& inspection, Ticket const& ticket, Order const& order,
                     Mistakes& mistakes) {
    std::vector<int> seen;
    for (std::size_t i = 0; i < inspection.lines.size(); ++i) {
        InspectedLine const& line = inspection.lines[i];
        std::string const path = "lines[" + std::to_string(i) + "]";
        int const asked = asked_quantity(ticket, line.line_no);
        Line const* const ordered = find_line(order, line.line_no);
        if (asked == 0 || ordered == nullptr || ordered->kind != LineKind::physical) {
            mistakes.push_back({Rule::line_unknown, path + ".line_no"});
            continue;
        }
        if (std::find(seen.begin(), seen.end(), line.line_no) != seen.end()) {
            mistakes.push_back({Rule::line_twice, path + ".line_no"});
        }
        seen.push_back(line.line_no);
        if (line.accepted < 0) mistakes.push_back({Rule::must_not_be_negative, path + ".accepted"});
        if (line.refused < 0) mistakes.push_back({Rule::must_not_be_negative, path + ".refused"});
        if (std::int64_t{line.accepted} + line.refused != asked) {
            mistakes.push_back({Rule::accepted_exceeds_quantity, path + ".accepted", asked});
        }
        check_grades(line, path, mistakes);
    }
    // Rule: every line that came back is judged.
    for (QuotedLine const& quoted : ticket.quote.lines) {
        Line const* const ordered = find_line(order, quoted.line_no);
        bool const physical = ordered != nullptr && ordered->kind == LineKind::physical;
        if (physical && std::find(seen.begin(), seen.end(), quoted.line_no) == seen.end()) {
            mistakes.push_back({Rule::missing_key, "lines"});
            break;
        }
    }
}

/// What was asked for, less what was refused. A virtual line goes with the goods: without them, it stays.
Request accepted_part(Ticket const& ticket, Inspection const& inspection) {
    Request request = ticket.request;
    for (InspectedLine const& line : inspection.lines) {
        for (LineRequest& asked : request.lines) {
            if (asked.line_no == line.line_no) asked.quantity = line.accepted;
        }
    }
    std::erase_if(request.lines, [](LineRequest const& line) { return line.quantity == 0; });
    return request;
}

bool has_refused(Inspection const& inspection) {
    return std::any_of(inspection.lines.begin(), inspection.lines.end(),
                       [](InspectedLine const& line) { return line.refused > 0; });
}

bool has_accepted(Inspection const& inspection) {
    return std::any_of(inspection.lines.begin(), inspection.lines.end(),
                       [](InspectedLine const& line) { return line.accepted > 0; });
}

}  // namespace

Decision inspect(Ticket const& ticket, Command const& command, Context const& context) {
    Inspection const inspection = tidied(std::get<Inspect>(command).inspection);
    Mistakes mistakes;
    check_inspected(inspection, ticket, context.order, mistakes);
    check_refused(inspection, context.policy, mistakes);
    check_words(inspection.text, inspection.evidence, context.policy, mistakes);
    bool const refuses = has_refused(inspection);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    Request request = ticket.request;
    Quote quoted = ticket.quote;
    if (refuses && has_accepted(inspection)) {
        request = accepted_part(ticket, inspection);
        TRY(part, quote_again(request, ticket.quote, context));
        quoted = std::move(part);
        request.fee_fen = quoted.fee_fen;
    }

    // From here on the command must succeed.
    Events events;
    if (ticket.offer) events.push_back(OfferEnded{Cause::none});
    events.push_back(Inspected{inspection, std::move(request), std::move(quoted), Cause::none});
    if (!has_accepted(inspection)) {
        events.push_back(SendingBack{Cause::inspection_refused});
        return events;
    }
    go_on(events, after(ticket, events, context));
    return events;
}

Decision accept_goods(Ticket const& ticket, Command const&, Context const& context) {
    Inspection all;
    for (QuotedLine const& line : ticket.quote.lines) {
        Line const* const ordered = find_line(context.order, line.line_no);
        bool const physical = ordered != nullptr && ordered->kind == LineKind::physical;
        if (physical) all.lines.push_back({line.line_no, line.quantity, 0});
    }
    Events events;
    if (ticket.offer) events.push_back(OfferEnded{Cause::none});
    events.push_back(Inspected{std::move(all), ticket.request, ticket.quote, Cause::inspect_timeout});
    go_on(events, after(ticket, events, context));
    return events;
}

// ---- Out to the buyer -------------------------------------------------------------------------------------

Decision reship(Ticket const& ticket, Command const& command, Context const&) {
    Parcel const parcel = tidied(std::get<Reship>(command).parcel);
    Mistakes mistakes;
    check_parcel(parcel, mistakes);
    bool const unpaid = ticket.quote.collect_fen > 0 && !ticket.collected;
    if (unpaid && ticket.state == State::awaiting_reship) {
        mistakes.push_back({Rule::difference_not_paid, "command", ticket.quote.collect_fen});
    }
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    if (is_told_again(ticket.out_parcel, parcel)) return Events{};
    return Events{Reshipped{parcel}};
}

Decision fall_back(Ticket const& ticket, Command const& command, Context const& context) {
    auto const* const asked = std::get_if<FallBack>(&command);
    Mistakes mistakes;
    if (asked != nullptr) check_text(asked->text, "text", context.policy.max_remark_chars, mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    bool const came_back = ticket.goods == Goods::returned;
    Request const request =
        as_type(ticket.request, came_back ? TicketType::return_refund : TicketType::refund_shipped);
    Cause cause = Cause::difference_timeout;
    if (asked != nullptr) {
        bool const repair = ticket.request.type == TicketType::repair;
        cause = repair ? Cause::irreparable : Cause::out_of_stock;
    }
    TRY(quoted, quote_again(request, ticket.quote, context));
    Events events;
    bool const waits = needs_second_person(ticket, quoted, context, events, mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    if (waits) return events;

    // From here on the command must succeed.
    events.push_back(Requoted{request, std::move(quoted), cause, asked == nullptr ? "" : asked->text});
    start_refund(events, after(ticket, events, context), Cause::none);
    return events;
}

Decision remind(Ticket const& ticket, Command const&, Context const&) {
    bool const back = ticket.state == State::sending_back;
    return Events{Reminded{back ? Cause::send_back_timeout : Cause::reship_timeout}};
}

Decision confirm_receipt(Ticket const& ticket, Command const& command, Context const&) {
    Cause const cause = std::holds_alternative<TimeOut>(command) ? Cause::buyer_receipt_timeout : Cause::none;
    Events events;
    // An exchange for cheaper goods: the difference goes back once the buyer has them.
    if (ticket.quote.refund_fen > 0) {
        start_refund(events, ticket, cause);
    } else {
        events.push_back(Completed{cause});
    }
    return events;
}

Decision end_sending_back(Ticket const& ticket, Command const& command, Context const&) {
    bool const timed_out = std::holds_alternative<TimeOut>(command);
    bool const paid = !ticket.refunds.empty();
    if (paid) {
        return Events{Completed{timed_out ? Cause::buyer_receipt_timeout : Cause::none}};
    }
    bool const by_verdict = ticket.arbitration && ticket.arbitration->step == ArbitrationStep::decided;
    return Events{Closed{by_verdict ? Cause::verdict : Cause::inspection_refused, {}}};
}

}  // namespace afterdesk::acts
