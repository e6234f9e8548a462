#pragma once
// What the tests of staff's forms share.

#include "text/staff.hpp"
#include "text/ticket.hpp"
#include "ticket_page.hpp"

namespace afterdesk::app {

inline std::string zh(text::Text const& text) { return std::string(text.zh); }

/// Chooses what the verdict says.
inline void fill_verdict(TicketPage& page, Verdict const& verdict) {
    constexpr text::Text const* outcomes[] = {&t::verdict_all, &t::verdict_part, &t::verdict_none,
                                              &t::verdict_exchange};
    page.press(zh(*outcomes[static_cast<int>(verdict.outcome)]));
    if (verdict.outcome == Outcome::refund_part)
        page.type(zh(t::verdict_amount), format_fen(verdict.refund_fen));
    constexpr text::Text const* faults[] = {&t::fault_buyer, &t::fault_shop, &t::fault_carrier};
    page.press_in(zh(t::verdict_fault), zh(*faults[static_cast<int>(verdict.fault)]));
    bool const by_shop = verdict.freight_payer == FreightPayer::shop;
    page.press_in(zh(t::verdict_freight), zh(by_shop ? t::fault_shop : t::fault_buyer));
    if (verdict.return_goods && page.has_live(zh(t::verdict_goods))) page.press(zh(t::verdict_goods));
    page.type(zh(t::verdict_reason), "证据充分");
}

}  // namespace afterdesk::app
