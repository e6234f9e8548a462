#include "domain/ticket/personal.hpp"

#include <concepts>
#include <utility>

namespace afterdesk {

namespace {

template <class T, class Kind>
concept Of = std::same_as<std::remove_const_t<T>, Kind>;

/// Looks for what is personal.
struct Finder {
    bool found = false;

    void text(std::string const& text) { found = found || (!text.empty() && text != erased_mark); }
    void words(std::string const& said, std::vector<EvidenceId> const& evidence) {
        text(said);
        found = found || !evidence.empty();
    }
    void codes(std::vector<std::string> const& all) { found = found || !all.empty(); }
};

/// Takes it out.
struct Eraser {
    void text(std::string& text) const {
        if (!text.empty()) text = erased_mark;
    }
    /// Where there were pictures alone, the text says that something was there.
    void words(std::string& said, std::vector<EvidenceId>& evidence) const {
        if (!evidence.empty()) said = erased_mark;
        text(said);
        evidence.clear();
    }
    void codes(std::vector<std::string>& all) const { all.clear(); }
};

void of_parcel(auto& see, auto& parcel) {
    see.text(parcel.tracking_no);
    see.text(parcel.carrier_name);
}

void of_inspection(auto& see, auto& inspection) {
    see.words(inspection.text, inspection.evidence);
    for (auto& line : inspection.lines) see.words(inspection.text, line.evidence);
}

void parts(auto& see, Of<Applied> auto& event) {
    see.words(event.remark, event.evidence);
    see.codes(event.risk_signals);
}

void parts(auto& see, Of<Modified> auto& event) { see.words(event.remark, event.evidence); }

void parts(auto& see, Of<AutoReviewed> auto& event) {
    for (auto& fact : event.why) {
        if (fact.condition == "risk_signals") see.text(fact.fact);
    }
}

void parts(auto& see, Of<Rejected> auto& event) { see.words(event.rejection.text, event.rejection.evidence); }
void parts(auto& see, Of<OfferMade> auto& event) { see.text(event.offer.text); }
void parts(auto& see, Of<OfferCountered> auto& event) { see.text(event.offer.text); }
void parts(auto& see, Of<ShippedBack> auto& event) { of_parcel(see, event.parcel); }
void parts(auto& see, Of<Reshipped> auto& event) { of_parcel(see, event.parcel); }
void parts(auto& see, Of<Inspected> auto& event) { of_inspection(see, event.inspection); }
void parts(auto& see, Of<VerdictGiven> auto& event) { see.text(event.verdict.text); }
void parts(auto& see, Of<Rated> auto& event) { see.text(event.rating.text); }

template <class T>
concept SaysWithProof = requires(T& event) {
    event.text;
    event.evidence;
};
template <class T>
concept Says = requires(T& event) {
    event.text;
}
&&!SaysWithProof<T>;

void parts(auto& see, SaysWithProof auto& event) { see.words(event.text, event.evidence); }
void parts(auto& see, Says auto& event) { see.text(event.text); }

/// Who acts, amounts, codes, times and the shop's own addresses are all that there is.
template <class T>
concept Impersonal = is_one_of<
    std::remove_const_t<T>,
    std::variant<FirstApproval, Withdrawn, Agreed, OfferAccepted, OfferEnded, InterceptStarted,
                 InterceptEnded, ParcelArrived, Received, StockReserved, DifferencePaid, RefundStarted,
                 EntitlementsReclaimed, RefundPartSucceeded, RefundPartFailed, RefundRetried, PaidTwice,
                 EvidenceRoundOver, SendingBack, Reminded, OrderNoted, StraysNoted, Resumed, DeadlineExtended,
                 ClockStarted, ClockPaused, Completed, HeldForShipping>>;
void parts(auto&, Impersonal auto&) {}

}  // namespace

bool is_personal(Event const& event) {
    Finder finder;
    std::visit([&](auto const& kind) { parts(finder, kind); }, static_cast<EventKinds const&>(event));
    return finder.found;
}

Event without_personal(Event event) {
    Eraser eraser;
    std::visit([&](auto& kind) { parts(eraser, kind); }, static_cast<EventKinds&>(event));
    return event;
}

EventRecord without_personal(EventRecord record) {
    record.event = without_personal(std::move(record.event));
    return record;
}

Order without_personal(Order order) {
    Eraser const eraser;
    for (Line& line : order.lines)
        for (Delivery& delivery : line.deliveries) eraser.text(delivery.tracking_no);
    for (ExternalField& field : order.external) eraser.text(field.value);
    return order;
}

std::string_view to_find(std::string_view text) { return text == erased_mark ? std::string_view() : text; }

}  // namespace afterdesk
