#pragma once
// The routes' answers, by noun. Each is short: parse, ask the service, respond. The map is in router.cpp.

#include "http/router.hpp"

namespace afterdesk::http {

// routes_session.cpp
Response sign_in_buyer(Desk const& desk, Request const& request);
Response sign_in_merchant(Desk const& desk, Request const& request);
Response sign_in_platform(Desk const& desk, Request const& request);
Response show_session(Desk const& desk, Request const& request);
Response sign_out(Desk const& desk, Request const& request);
Response open_events(Desk const& desk, Request const& request);

// routes_orders.cpp
/// ?count=: how many items a page of a list holds at most; page_size where it is not said.
/// Errors: not_an_integer, must_be_positive, too_large, with the key as path.
int count_of(Request const& request, Mistakes& mistakes);
Response list_orders(Desk const& desk, Request const& request);
Response show_order(Desk const& desk, Request const& request);
Response quote_request(Desk const& desk, Request const& request);

// routes_tickets.cpp
Response apply_for_ticket(Desk const& desk, Request const& request);
Response list_tickets(Desk const& desk, Request const& request);
Response show_ticket(Desk const& desk, Request const& request);
Response command_ticket(Desk const& desk, Request const& request);

// routes_evidence.cpp
Response add_evidence(Desk const& desk, Request const& request);
Response show_evidence(Desk const& desk, Request const& request);

// routes_platform.cpp
Response show_channel(Desk const& desk, Request const& request);
Response set_channel(Desk const& desk, Request const& request);

// routes_admin.cpp
Response note_facts(Desk const& desk, Request const& request);
Response show_stock(Desk const& desk, Request const& request);
Response put_stock(Desk const& desk, Request const& request);
Response show_policy(Desk const& desk, Request const& request);
Response put_policy(Desk const& desk, Request const& request);
Response dry_run_policy(Desk const& desk, Request const& request);
Response show_clock(Desk const& desk, Request const& request);
Response advance_clock(Desk const& desk, Request const& request);
Response show_openapi(Desk const& desk, Request const& request);

// routes_site.cpp
Response show_meta(Desk const& desk, Request const& request);
Response show_health(Desk const& desk, Request const& request);
Response show_ready(Desk const& desk, Request const& request);
Response show_metrics(Desk const& desk, Request const& request);
Response show_media(Desk const& desk, Request const& request);
Response show_page(Desk const& desk, Request const& request);

}  // namespace afterdesk::http
