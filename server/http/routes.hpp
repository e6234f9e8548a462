#pragma once
// The routes' answers, by noun. Each is short: parse, ask the service, respond. The map is in router.cpp.

#include "http/router.hpp"

namespace afterdesk::http {

// routes_demo.cpp
Response show_demo(Rooms const& rooms, Request const& request);
Response enter_demo_buyer(Rooms const& rooms, Request const& request);
Response enter_demo_merchant(Rooms const& rooms, Request const& request);
Response enter_demo_platform(Rooms const& rooms, Request const& request);

// routes_session.cpp
inline constexpr int max_code_chars = 64;  ///< of the second step
/// A new session: its cookie, and the end of the one that this browser had for the audience.
Response signed_in(Rooms const& rooms, Request const& request, Result<SignedIn, Mistakes> const& result);
/// Whoever has just proven again who he is goes on with a fresh token; a refusal stays what it is. `event` is
/// for the log.
Response renewed(Rooms const& rooms, Request const& request, Response response, std::string event);
Response sign_in_buyer(Rooms const& rooms, Request const& request);
Response sign_in_merchant(Rooms const& rooms, Request const& request);
Response sign_in_platform(Rooms const& rooms, Request const& request);
Response show_session(Rooms const& rooms, Request const& request);
Response sign_out(Rooms const& rooms, Request const& request);
Response open_events(Rooms const& rooms, Request const& request);
Response show_devices(Rooms const& rooms, Request const& request);
Response end_device(Rooms const& rooms, Request const& request);
Response end_other_devices(Rooms const& rooms, Request const& request);

// routes_orders.cpp
/// ?count=: how many items a page of a list holds at most; page_size where it is not said.
/// Errors: not_an_integer, must_be_positive, too_large, with the key as path.
int count_of(Request const& request, Mistakes& mistakes);
Response list_orders(Rooms const& rooms, Request const& request);
Response show_order(Rooms const& rooms, Request const& request);
Response quote_request(Rooms const& rooms, Request const& request);

// routes_tickets.cpp
/// An answer as it is kept beside the idempotency key: the same bytes each time.
Response kept(Request const& request, Result<Kept, Refusal> const& result);
/// The same of one that is true when it is written.
Response kept(Request const& request, Soon soon);
Idempotency idempotency_of(Request const& request);
Response apply_for_ticket(Rooms const& rooms, Request const& request);
Response list_tickets(Rooms const& rooms, Request const& request);
Response show_work(Rooms const& rooms, Request const& request);
Response export_tickets(Rooms const& rooms, Request const& request);
Response show_ticket(Rooms const& rooms, Request const& request);
Response command_ticket(Rooms const& rooms, Request const& request);

// routes_shop.cpp
Response find_orders(Rooms const& rooms, Request const& request);
Response apply_for_buyer(Rooms const& rooms, Request const& request);
Response show_contact(Rooms const& rooms, Request const& request);
Response show_addresses(Rooms const& rooms, Request const& request);
Response put_addresses(Rooms const& rooms, Request const& request);
Response look_at_shelf(Rooms const& rooms, Request const& request);
Response count_ware(Rooms const& rooms, Request const& request);
Response change_shop(Rooms const& rooms, Request const& request);

// routes_proofs.cpp
Response download_proof(Rooms const& rooms, Request const& request);
Response show_proof_keys(Rooms const& rooms, Request const& request);

// routes_evidence.cpp
Response add_evidence(Rooms const& rooms, Request const& request);
Mistakes why_not_picture(Rooms const& rooms, Request const& request);
Response show_evidence(Rooms const& rooms, Request const& request);

// routes_evidence_uploads.cpp
Response begin_upload(Rooms const& rooms, Request const& request);
Response show_upload(Rooms const& rooms, Request const& request);
Response show_upload_offset(Rooms const& rooms, Request const& request);
Response take_piece(Rooms const& rooms, Request const& request);
Mistakes why_not_piece(Rooms const& rooms, Request const& request);
Response cancel_upload(Rooms const& rooms, Request const& request);

// routes_pickups.cpp
Response show_pickup(Rooms const& rooms, Request const& request);
Response book_pickup(Rooms const& rooms, Request const& request);
Response change_pickup(Rooms const& rooms, Request const& request);
Response cancel_pickup(Rooms const& rooms, Request const& request);
bool is_pickups_courier(Rooms const& rooms, Request const& request);
Response take_pickup_push(Rooms const& rooms, Request const& request);
void add_pickups(std::vector<Route>& routes);

// routes_platform.cpp
Response show_channel(Rooms const& rooms, Request const& request);
Response set_channel(Rooms const& rooms, Request const& request);

// routes_notify.cpp
/// The entry of what payment channels tell by themselves.
bool is_channels(Rooms const& rooms, Request const& request);
Response take_notice(Rooms const& rooms, Request const& request);

// routes_staff.cpp
Response show_staff(Rooms const& rooms, Request const& request);
Response add_staff(Rooms const& rooms, Request const& request);
Response change_staff(Rooms const& rooms, Request const& request);
Response reset_password(Rooms const& rooms, Request const& request);
Response end_sessions(Rooms const& rooms, Request const& request);
Response drop_two_step(Rooms const& rooms, Request const& request);
Response add_role(Rooms const& rooms, Request const& request);
Response change_role(Rooms const& rooms, Request const& request);
Response drop_role(Rooms const& rooms, Request const& request);
Response set_own_password(Rooms const& rooms, Request const& request);
Response show_two_step(Rooms const& rooms, Request const& request);
Response set_up_two_step(Rooms const& rooms, Request const& request);
Response confirm_two_step(Rooms const& rooms, Request const& request);
Response renew_recovery_codes(Rooms const& rooms, Request const& request);
Response take_two_step_off(Rooms const& rooms, Request const& request);
Response show_shops(Rooms const& rooms, Request const& request);
Response add_shop(Rooms const& rooms, Request const& request);

// routes_host.cpp
Response show_keys(Rooms const& rooms, Request const& request);
Response make_key(Rooms const& rooms, Request const& request);
Response end_key(Rooms const& rooms, Request const& request);
Response put_host_order(Rooms const& rooms, Request const& request);
Response put_host_orders(Rooms const& rooms, Request const& request);
Response tell_host_fact(Rooms const& rooms, Request const& request);
Response show_host_events(Rooms const& rooms, Request const& request);

// routes_host_people.cpp
Response put_host_shop(Rooms const& rooms, Request const& request);
Response put_host_staff(Rooms const& rooms, Request const& request);
Response put_host_buyer(Rooms const& rooms, Request const& request);
Response put_launch_key(Rooms const& rooms, Request const& request);
Response drop_launch_key(Rooms const& rooms, Request const& request);

// routes_tasks.cpp
Response list_host_tickets(Rooms const& rooms, Request const& request);
Response show_host_ticket(Rooms const& rooms, Request const& request);
Response command_host_ticket(Rooms const& rooms, Request const& request);
Response put_host_stock(Rooms const& rooms, Request const& request);
Response list_host_tasks(Rooms const& rooms, Request const& request);
Response answer_host_task(Rooms const& rooms, Request const& request);

// routes_webhooks.cpp
Response list_webhooks(Rooms const& rooms, Request const& request);
Response show_webhook(Rooms const& rooms, Request const& request);
Response put_webhook(Rooms const& rooms, Request const& request);
Response drop_webhook(Rooms const& rooms, Request const& request);
Response ping_webhook(Rooms const& rooms, Request const& request);
Response redeliver(Rooms const& rooms, Request const& request);
Response list_deliveries(Rooms const& rooms, Request const& request);
// router_bills.cpp
/// Adds the routes of payment channels' bills.
void add_bills(std::vector<Route>& routes);

// routes_accounts.cpp
Response settle_abnormal_refund(Rooms const& rooms, Request const& request);
Response show_own_accounts(Rooms const& rooms, Request const& request);
Response show_host_accounts(Rooms const& rooms, Request const& request);
Response book_host_entry(Rooms const& rooms, Request const& request);

// router_accounts.cpp
void add_accounts(std::vector<Route>& routes);

// routes_bills.cpp
Response show_reconciliation(Rooms const& rooms, Request const& request);
Response reconcile_day(Rooms const& rooms, Request const& request);
Response take_bill(Rooms const& rooms, Request const& request);
Response take_host_bill(Rooms const& rooms, Request const& request);
Response settle_difference(Rooms const& rooms, Request const& request);
Response list_host_refunds(Rooms const& rooms, Request const& request);
Response export_host_refunds(Rooms const& rooms, Request const& request);

// routes_health.cpp
Response list_audit(Rooms const& rooms, Request const& request);
Response show_chain(Rooms const& rooms, Request const& request);
Response show_desk_health(Rooms const& rooms, Request const& request);

// routes_admin.cpp
Response note_facts(Rooms const& rooms, Request const& request);
Response show_stock(Rooms const& rooms, Request const& request);
Response put_stock(Rooms const& rooms, Request const& request);
Response show_policy(Rooms const& rooms, Request const& request);
Response put_policy(Rooms const& rooms, Request const& request);
Response dry_run_policy(Rooms const& rooms, Request const& request);
Response show_past(Rooms const& rooms, Request const& request);
Response show_carriers(Rooms const& rooms, Request const& request);
Response show_tracks(Rooms const& rooms, Request const& request);
Response tell_host_tracking(Rooms const& rooms, Request const& request);
Response claim_host_shipment(Rooms const& rooms, Request const& request);
Response release_host_shipment(Rooms const& rooms, Request const& request);
bool is_couriers(Rooms const& rooms, Request const& request);
Response take_push(Rooms const& rooms, Request const& request);
Response show_clock(Rooms const& rooms, Request const& request);
Response advance_clock(Rooms const& rooms, Request const& request);

// routes_api.cpp
Response show_openapi(Rooms const& rooms, Request const& request);
Response show_api_page(Rooms const& rooms, Request const& request);

// routes_site.cpp
Response show_meta(Rooms const& rooms, Request const& request);
Response show_health(Rooms const& rooms, Request const& request);
Response show_ready(Rooms const& rooms, Request const& request);
Response show_metrics(Rooms const& rooms, Request const& request);
Response show_media(Rooms const& rooms, Request const& request);
Response show_page(Rooms const& rooms, Request const& request);

}  // namespace afterdesk::http
