#include "domain/ticket/events.hpp"

namespace afterdesk {

Event::Event() = default;
Event::Event(Event const&) = default;
Event::Event(Event&&) noexcept = default;
Event& Event::operator=(Event const& other) { return *this = Event(other); }
Event& Event::operator=(Event&& other) noexcept { return replace(*this, std::move(other)); }
Event::~Event() = default;

Event Event::of_kind(std::size_t index) {
    return make_kind<Event>(index, static_cast<EventKinds const*>(nullptr));
}

std::vector<EvidenceId> evidence_of(Inspection const& inspection) {
    std::vector<EvidenceId> all = inspection.evidence;
    for (InspectedLine const& line : inspection.lines)
        all.insert(all.end(), line.evidence.begin(), line.evidence.end());
    return all;
}

std::vector<EvidenceId> evidence_of(Event const& event) {
    return std::visit(
        [](auto const& one) -> std::vector<EvidenceId> {
            if constexpr (requires { one.evidence; }) return one.evidence;
            if constexpr (requires { one.rejection.evidence; }) return one.rejection.evidence;
            if constexpr (requires { one.inspection; }) return evidence_of(one.inspection);
            return {};
        },
        event);
}

}  // namespace afterdesk
