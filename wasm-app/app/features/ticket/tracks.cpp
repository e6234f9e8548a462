// Where the ticket's parcels are, as it was told: asked for beside the ticket, and nothing while nothing is
// known.

#include "text/tracks.hpp"
#include "app/features/ticket/commands.hpp"
#include "app/shell/say.hpp"
#include "domain/order/carriers.hpp"
#include "text/names.hpp"

namespace afterdesk::app::ticket {
namespace {

using screens::TicketView;

void on_tracks(Model& model, Shell&, Answer const& answer) {
    settle(model.tracks, answer, wire::read_tracks_view);
}

bool has_parcels(wire::TicketDetail const& detail) {
    Ticket const& ticket = detail.ticket;
    if (ticket.return_parcel || ticket.out_parcel) return true;
    for (Line const& line : detail.order.lines) {
        for (Delivery const& delivery : line.deliveries) {
            if (!delivery.tracking_no.empty()) return true;
        }
    }
    return false;
}

text::Text const& words_of(ParcelStatus status) {
    switch (status) {
        case ParcelStatus::in_transit: return t::parcel_in_transit;
        case ParcelStatus::signed_for: return t::parcel_signed_for;
        case ParcelStatus::returned: return t::parcel_returned;
        case ParcelStatus::problem: return t::parcel_problem;
        case ParcelStatus::collected: return t::parcel_collected;
        case ParcelStatus::out_for_delivery: return t::parcel_out_for_delivery;
        case ParcelStatus::returning: return t::parcel_returning;
        case ParcelStatus::refused: return t::parcel_was_refused;
        case ParcelStatus::customs: return t::parcel_customs;
    }
    return t::parcel_in_transit;
}

text::Text const& title_of(wire::ParcelWay way) {
    switch (way) {
        case wire::ParcelWay::to_shop: return t::track_to_shop;
        case wire::ParcelWay::to_buyer: return t::track_to_buyer;
        case wire::ParcelWay::ordered: return t::track_ordered;
    }
    return t::track_ordered;
}

TicketView::Track track_of(Shell const& shell, wire::TracksView::OfParcel const& parcel) {
    Parcel const sent{parcel.carrier, parcel.tracking_no};
    TicketView::Track out;
    out.title = say(shell, title_of(parcel.way));
    out.parcel = text::carrier_name(shell.language, sent) + "  " + parcel.tracking_no;
    out.status = say(shell, words_of(parcel.track.status));
    out.as_of = text::fill(shell.language, t::track_as_of, {minute(shell, parcel.as_of)});
    for (Station const& one : parcel.track.stations) {
        ParcelStatus const status = one.status.value_or(parcel.track.status);
        out.stations.push_back(
            {minute(shell, one.at), one.text.empty() ? say(shell, words_of(status)) : one.text, one.place});
    }
    return out;
}

}  // namespace

void fetch_tracks(Model& model, Shell& shell) {
    if (!model.ticket.value || !has_parcels(*model.ticket.value)) return;
    Ask question = get(shell, "/tickets/" + model.no + "/tracks");
    question.shown = true;
    load(shell, model.tracks, std::move(question), in_feature<&on_tracks>);
}

void fill_tracks(Model const& model, Shell const& shell, TicketView& view) {
    if (!model.tracks.value) return;
    for (wire::TracksView::OfParcel const& parcel : model.tracks.value->items)
        view.tracks.push_back(track_of(shell, parcel));
}

void guess_carrier_of(screens::FormUi& form) {
    constexpr std::string_view guessed = "@guessed";
    auto const typed = form.values.find(std::string("parcel.tracking_no"));
    if (typed == form.values.end()) return;
    std::string& carrier = form.values[std::string("parcel.carrier")];
    std::string& last = form.values[std::string(guessed)];
    std::string_view const guess = guess_carrier(typed->second);
    if (guess.empty() || (!carrier.empty() && carrier != last)) return;
    carrier = last = guess;
}

}  // namespace afterdesk::app::ticket
