// What stands between the parties of a ticket: offer, rejection, the platform's part, parcels of both ways,
// and what each side has shown.

#include <algorithm>
#include <set>

#include "app/features/ticket/commands.hpp"
#include "app/shell/say.hpp"
#include "app/shell/uploads.hpp"
#include "domain/ticket/personal.hpp"
#include "text/names.hpp"
#include "text/ticket.hpp"

namespace afterdesk::app::ticket {
namespace {

using screens::ReceiptRow;
using screens::TicketView;

void fill_offer(Shell const& shell, Ticket const& ticket, TicketView& view) {
    if (!ticket.offer) return;
    Offer const& offer = *ticket.offer;
    bool const buyers_own = offer.by == ActorKind::buyer;
    Fen const now_fen = ticket.quote.refund_fen, difference_fen = now_fen - offer.refund_fen;
    view.offer_title = say(shell, buyers_own ? t::counter_title : t::offer_title);
    view.offer.push_back({text::fill(shell.language, buyers_own ? t::counter_amount : t::offer_amount,
                                     {yuan(offer.refund_fen), yuan(now_fen)}),
                          "", true, false});
    if (difference_fen > 0)
        view.offer.push_back({say(shell, t::offer_difference), minus_yuan(difference_fen)});
    if (offer.request.type != ticket.request.type) {
        view.offer.push_back({say(shell, t::offer_type), say(shell, text::name(offer.request.type))});
        bool const keeps = goods_to_come(ticket) && !returns_goods(offer.request.type);
        if (keeps) view.offer.push_back({say(shell, t::offer_keeps), "", false, true});
    }
    if (!offer.text.empty())
        view.offer.push_back(
            {say(shell, buyers_own ? t::buyer_says : t::merchant_says), said(shell, offer.text)});
}

void fill_rejection(Shell const& shell, wire::TicketDetail const& detail, TicketView& view) {
    if (!detail.ticket.rejection) return;
    Rejection const& rejection = *detail.ticket.rejection;
    view.rejection.push_back(
        {say(shell, t::reject_reason),
         named(shell, find_reject_reason(detail.policy, rejection.reason), rejection.reason)});
    if (!rejection.text.empty())
        view.rejection.push_back({say(shell, t::merchant_says), said(shell, rejection.text)});
}

std::string grades_of(Shell const& shell, InspectedLine const& found) {
    return text::fill(
        shell.language, t::inspected_grades,
        {std::to_string(resaleable(found)), std::to_string(found.seconds), std::to_string(found.scrap)});
}

/// Of each line what was accepted and refused, and why; grades are in a merchant's ticket only.
void fill_inspection(Shell const& shell, wire::TicketDetail const& detail, TicketView& view) {
    if (!detail.ticket.inspection) return;
    for (InspectedLine const& found : detail.ticket.inspection->lines) {
        Line const* const line = find_line(detail.order, found.line_no);
        if (line == nullptr) continue;
        view.inspection.push_back(
            {line->title, text::fill(shell.language, t::inspected_pieces,
                                     {std::to_string(found.accepted), std::to_string(found.refused)})});
        if (found.refused > 0 && !found.reason.empty())
            view.inspection.push_back(
                {named(shell, find_finding(detail.policy, found.reason), found.reason), "", false, true});
        if (has_staff() && found.seconds + found.scrap > 0)
            view.inspection.push_back({grades_of(shell, found), "", false, true});
    }
}

// ---- The platform -----------------------------------------------------------------------------------------

std::string outcome_of(Shell const& shell, Verdict const& verdict) {
    switch (verdict.outcome) {
        case Outcome::refund_all: return say(shell, t::outcome_refund_all);
        case Outcome::refund_part:
            return text::fill(shell.language, t::outcome_refund_part, {yuan(verdict.refund_fen)});
        case Outcome::refund_none: return say(shell, t::outcome_refund_none);
        case Outcome::exchange: return say(shell, t::outcome_exchange);
    }
    return {};
}

/// The words of the newest round that the platform asked for.
std::string asked_words(wire::TicketDetail const& detail) {
    std::string words;
    for (EventRecord const& record : detail.history) {
        if (auto const* const asked = std::get_if<EvidenceAsked>(&record.event)) words = asked->text;
    }
    return words;
}

void add_verdict(Shell const& shell, Verdict const& verdict, text::Text const& label, TicketView& view) {
    view.arbitration.push_back({say(shell, label), outcome_of(shell, verdict), true, false});
    if (verdict.return_goods) view.arbitration.push_back({say(shell, t::verdict_returns), "", false, true});
    if (!verdict.text.empty())
        view.arbitration.push_back({say(shell, t::verdict_words), said(shell, verdict.text)});
}

void fill_arbitration(Shell const& shell, wire::TicketDetail const& detail, TicketView& view) {
    if (!detail.ticket.arbitration) return;
    Arbitration const& called = *detail.ticket.arbitration;
    view.arbitration.push_back({say(shell, t::called_by), say(shell, text::name(called.by))});
    if (!called.text.empty())
        view.arbitration.push_back({say(shell, t::called_words), said(shell, called.text)});
    std::string const asked = asked_words(detail);
    if (in_evidence_round(detail.ticket) && !asked.empty())
        view.arbitration.push_back({say(shell, t::asked_words), said(shell, asked)});
    if (!called.verdict) return;
    if (!called.appeal) return add_verdict(shell, *called.verdict, t::verdict, view);
    Objection const& appeal = *called.appeal;
    add_verdict(shell, appeal.first ? *appeal.first : *called.verdict, t::verdict_first, view);
    view.arbitration.push_back({say(shell, t::appealed_by), say(shell, text::name(appeal.by))});
    view.arbitration.push_back({say(shell, t::appeal_words), said(shell, appeal.text)});
    if (appeal.first) add_verdict(shell, *called.verdict, t::verdict_final, view);
}

// ---- Parcels ----------------------------------------------------------------------------------------------

/// When it was first said that this parcel was sent.
template <class Sent>
std::optional<Instant> sent_at(std::vector<EventRecord> const& history, Parcel const& parcel) {
    for (EventRecord const& record : history) {
        auto const* const sent = std::get_if<Sent>(&record.event);
        if (sent != nullptr && sent->parcel == parcel) return record.at;
    }
    return std::nullopt;
}

/// When the shop said that it has what was last sent back.
std::optional<Instant> received_at(std::vector<EventRecord> const& history) {
    for (auto record = history.rbegin(); record != history.rend(); ++record) {
        if (std::get_if<Received>(&record->event) != nullptr) return record->at;
        if (std::get_if<ShippedBack>(&record->event) != nullptr) break;
    }
    return std::nullopt;
}

std::vector<ReceiptRow> parcel_rows(Shell const& shell, Parcel const& parcel, std::optional<Instant> sent,
                                    std::optional<Instant> signed_for) {
    std::vector<ReceiptRow> rows;
    rows.push_back(
        {said(shell, text::carrier_name(shell.language, parcel)), said(shell, parcel.tracking_no)});
    if (sent) rows.push_back({say(shell, t::parcel_sent_at), minute(shell, *sent), false, true});
    if (signed_for) {
        rows.push_back({say(shell, t::parcel_signed_at), minute(shell, *signed_for), false, true});
    } else {
        rows.push_back({say(shell, t::filter_status), say(shell, t::parcel_under_way), false, true});
    }
    return rows;
}

void fill_parcels(Shell const& shell, wire::TicketDetail const& detail, TicketView& view) {
    Ticket const& ticket = detail.ticket;
    if (ticket.return_address) {
        Address const& address = *ticket.return_address;
        view.address.push_back({address.name + "  " + address.phone, ""});
        view.address.push_back({address.text, ""});
    }
    if (ticket.return_parcel) {
        auto const known = ticket.return_signed_at;
        view.parcel = parcel_rows(shell, *ticket.return_parcel,
                                  sent_at<ShippedBack>(detail.history, *ticket.return_parcel),
                                  known ? known : received_at(detail.history));
    }
    if (ticket.out_parcel) {
        view.out_parcel =
            parcel_rows(shell, *ticket.out_parcel, sent_at<Reshipped>(detail.history, *ticket.out_parcel),
                        ticket.out_signed_at);
    }
}

// ---- Evidence ---------------------------------------------------------------------------------------------

/// One file as its own browser shows it.
screens::EvidenceItem item_of(Shell const& shell, wire::TicketDetail const& detail, EvidenceId const& id,
                              int number) {
    wire::EvidenceView const file = file_of(detail, id);
    screens::EvidenceItem item;
    item.href = api_path(shell.route.audience, "/evidence/" + id.value);
    item.file.kind = file.kind;
    item.file.label = text::fill(shell.language, text::name(file.kind), {std::to_string(number)});
    item.file.name = file.name;
    if (file.bytes > 0) item.file.size = size_text(file.bytes);
    if (file.has_thumb) item.file.thumb_url = item.href + "?size=thumb";
    return item;
}

}  // namespace

std::string said(Shell const& shell, std::string const& words) {
    return words == erased_mark ? say(shell, t::words_erased) : words;
}

std::vector<screens::EvidenceItem> files_shown_in(Shell const& shell, wire::TicketDetail const& detail,
                                                  Event const& event) {
    std::vector<screens::EvidenceItem> items;
    for (EvidenceId const& id : evidence_of(event))
        items.push_back(item_of(shell, detail, id, static_cast<int>(items.size()) + 1));
    return items;
}

namespace {

void fill_evidence(Shell const& shell, wire::TicketDetail const& detail, TicketView& view) {
    constexpr ActorKind sides[] = {ActorKind::buyer, ActorKind::merchant, ActorKind::platform};
    std::set<std::string> seen;
    int number = 0;
    for (ActorKind side : sides) {
        TicketView::Evidence group;
        group.who = text::fill(shell.language, t::evidence_of, {say(shell, text::name(side))});
        auto const add = [&](std::vector<EvidenceId> const& ids) {
            for (EvidenceId const& id : ids) {
                if (seen.insert(id.value).second) group.items.push_back(item_of(shell, detail, id, ++number));
            }
        };
        // What the request has now stands first, whoever wrote it.
        if (side == ActorKind::buyer) add(detail.ticket.evidence);
        for (EventRecord const& record : detail.history) {
            if (record.actor.kind == side) add(evidence_of(record.event));
        }
        if (!group.items.empty()) view.evidence.push_back(std::move(group));
    }
}

}  // namespace

void fill_records(Shell const& shell, wire::TicketDetail const& detail, TicketView& view) {
    fill_offer(shell, detail.ticket, view);
    fill_rejection(shell, detail, view);
    fill_inspection(shell, detail, view);
    fill_arbitration(shell, detail, view);
    fill_parcels(shell, detail, view);
    fill_evidence(shell, detail, view);
    if (std::optional<Rating> const& rating = detail.ticket.rating) {
        view.data.push_back({say(shell, t::rated),
                             text::fill(shell.language, t::rated_stars, {std::to_string(rating->stars)})});
        if (!rating->text.empty())
            view.data.push_back({say(shell, t::rate_words), said(shell, rating->text)});
    }
}

}  // namespace afterdesk::app::ticket
