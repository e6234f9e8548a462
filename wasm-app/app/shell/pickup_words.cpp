#include "app/shell/pickup_words.hpp"

#include "text/names.hpp"
#include "text/pickup.hpp"

namespace afterdesk::app {
namespace {

constexpr std::size_t clock_chars = 5, year_chars = 5;  // "11:00", "2026-"

text::Text const& words_of(PickupState state) {
    switch (state) {
        case PickupState::asked: return t::pickup_asked;
        case PickupState::unknown: return t::pickup_unknown;
        case PickupState::booked: return t::pickup_booked;
        case PickupState::assigned: return t::pickup_assigned;
        case PickupState::collected: return t::pickup_collected;
        case PickupState::cancelled: return t::pickup_cancelled;
        case PickupState::failed: return t::pickup_failed;
    }
    return t::pickup_asked;
}

text::Text const* day_of(Shell const& shell, PickupSlot const& slot) {
    constexpr text::Text const* names[pickup_days] = {&t::pickup_today, &t::pickup_tomorrow,
                                                      &t::pickup_after_tomorrow};
    auto const day = pickup_day(slot, shell.server_now());
    return day ? names[*day] : nullptr;
}

void add(std::vector<screens::ReceiptRow>& rows, Shell const& shell, text::Text const& label,
         std::string const& value) {
    if (!value.empty()) rows.push_back({say(shell, label), value});
}

}  // namespace

std::string slot_words(Shell const& shell, PickupSlot const& slot) {
    std::string const until = minute(shell, slot.until);
    std::string const time = minute(shell, slot.from) + " – " + until.substr(until.size() - clock_chars);
    text::Text const* const day = day_of(shell, slot);
    return day == nullptr ? time : say(shell, *day) + " " + time.substr(year_chars);
}

std::string pickup_state_words(Shell const& shell, wire::PickupBooking const& booking) {
    bool const ending = booking.todo == wire::PickupTodo::cancel && booking.state != PickupState::unknown;
    return say(shell, ending ? t::pickup_ending : words_of(booking.state));
}

ui::Tone tone_of(wire::PickupBooking const& booking) {
    switch (booking.state) {
        case PickupState::asked:
        case PickupState::booked:
        case PickupState::assigned: return ui::Tone::info;
        case PickupState::unknown:
        case PickupState::failed: return ui::Tone::warning;
        case PickupState::collected: return ui::Tone::success;
        case PickupState::cancelled: return ui::Tone::neutral;
    }
    return ui::Tone::neutral;
}

std::vector<screens::ReceiptRow> pickup_rows(Shell const& shell, wire::PickupBooking const& booking) {
    std::vector<screens::ReceiptRow> rows;
    add(rows, shell, t::pickup_state, pickup_state_words(shell, booking));
    add(rows, shell, t::pickup_slot, slot_words(shell, booking.slot));
    if (booking.wanted) add(rows, shell, t::pickup_wanted, slot_words(shell, *booking.wanted));
    add(rows, shell, t::pickup_courier, text::carrier_name(shell.language, booking.carrier));
    add(rows, shell, t::pickup_person, booking.courier_name);
    add(rows, shell, t::pickup_person_phone, booking.courier_phone);
    add(rows, shell, t::pickup_code, booking.code);
    add(rows, shell, t::pickup_number, booking.tracking_no);
    return rows;
}

}  // namespace afterdesk::app
