#include "http/respond.hpp"

#include <array>

namespace afterdesk::http {

std::string_view const page_policy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self'; font-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'";

namespace {

constexpr std::string_view data_policy = "default-src 'none'; frame-ancestors 'none'";

struct RuleStatus {
    Rule rule;
    int status;
};

/// In the order of the enum; the compiler finds a missing rule.
constexpr std::array<RuleStatus, rule_count> statuses{{
    // How a document is written (readers in wire/).
    {Rule::malformed_json, 400},
    {Rule::duplicate_key, 400},
    {Rule::unknown_key, 400},
    {Rule::missing_key, 400},
    {Rule::wrong_type, 400},
    {Rule::not_an_integer, 400},
    {Rule::must_not_be_negative, 400},
    {Rule::must_be_positive, 400},
    {Rule::too_large, 422},
    {Rule::too_long, 422},
    {Rule::too_many, 422},
    {Rule::must_not_be_empty, 422},
    {Rule::bad_characters, 400},
    {Rule::unknown_name, 400},
    {Rule::period_is_empty, 422},
    {Rule::risk_signals_unavailable, 422},
    // What an order may be (domain/order/order.hpp).
    {Rule::line_no_twice, 422},
    {Rule::payment_id_twice, 422},
    {Rule::entitlement_id_twice, 422},
    {Rule::discount_names_unknown_line, 422},
    {Rule::discount_exceeds_lines, 422},
    {Rule::sums_do_not_add_up, 422},
    {Rule::amount_overflows, 422},
    {Rule::shipped_exceeds_quantity, 422},
    {Rule::virtual_is_not_shipped, 422},
    {Rule::entitlements_need_virtual, 422},
    {Rule::entitled_quantity_is_one, 422},
    {Rule::gift_of_unknown_line, 422},
    {Rule::gift_of_gift, 422},
    {Rule::gift_never_earned, 422},
    {Rule::gift_must_be_free, 422},
    {Rule::deposit_exceeds_line, 422},
    {Rule::currency_unsupported, 422},
    {Rule::order_no_twice, 422},
    {Rule::shop_unknown, 422},
    // What may be asked for (domain/money/quote.hpp).
    {Rule::nothing_requested, 422},
    {Rule::line_unknown, 422},
    {Rule::line_twice, 422},
    {Rule::quantity_exceeds_left, 422},
    {Rule::nothing_left, 422},
    {Rule::kind_not_for_type, 422},
    {Rule::units_not_in_line, 422},
    {Rule::prior_exceeds_line, 422},
    {Rule::prior_exceeds_payment, 422},
    {Rule::entitlement_unknown, 422},
    {Rule::entitlement_used, 422},
    {Rule::entitlement_taken, 422},
    {Rule::entitlement_twice, 422},
    {Rule::quantity_is_not_entitlements, 422},
    {Rule::fee_exceeds_goods, 422},
    {Rule::reason_unknown, 422},
    {Rule::reason_not_for_type, 422},
    {Rule::window_over, 422},
    {Rule::not_received_yet, 422},
    {Rule::payments_exhausted, 422},
    {Rule::reason_not_for_phase, 422},
    {Rule::prior_exceeds_paid, 422},
    {Rule::not_returnable, 422},
    {Rule::opened_not_returnable, 422},
    {Rule::sku_unknown, 422},
    {Rule::out_of_stock, 422},
    {Rule::exchange_other_goods, 422},
    {Rule::exchange_price_differs, 422},
    {Rule::price_required, 422},
    {Rule::price_not_lower, 422},
    // What may be done to a ticket (domain/ticket/ticket.hpp).
    {Rule::not_in_this_state, 409},
    {Rule::not_your_part, 403},
    {Rule::stale_version, 409},
    {Rule::quote_changed, 409},
    {Rule::evidence_required, 422},
    {Rule::evidence_unknown, 422},
    {Rule::address_required, 422},
    {Rule::offer_not_lower, 422},
    {Rule::offer_below_zero, 422},
    {Rule::too_many_applications, 422},
    {Rule::refund_part_unknown, 422},
    {Rule::deadline_not_reached, 409},
    {Rule::under_arbitration, 409},
    {Rule::second_person_needed, 403},
    {Rule::daily_limit_reached, 403},
    {Rule::parcel_missing, 409},
    {Rule::nothing_accepted, 422},
    {Rule::accepted_exceeds_quantity, 422},
    {Rule::difference_not_paid, 409},
    {Rule::stock_not_reserved, 409},
    {Rule::too_many_modifications, 422},
    {Rule::not_a_refund, 409},
    {Rule::offer_type_not_allowed, 422},
    {Rule::verdict_not_possible, 422},
    {Rule::already_rated, 409},
    {Rule::must_be_between, 422},
    {Rule::frozen, 409},
    {Rule::not_frozen, 409},
    {Rule::too_many_extensions, 422},
    {Rule::extension_too_short, 422},
    {Rule::extension_too_long, 422},
    // Who is asking, and how (server).
    {Rule::not_signed_in, 401},
    {Rule::wrong_password, 401},
    {Rule::launch_token_malformed, 401},
    {Rule::launch_token_forged, 401},
    {Rule::launch_token_expired, 401},
    {Rule::launch_token_too_long_lived, 401},
    {Rule::launch_token_used, 401},
    {Rule::launch_token_wrong_audience, 401},
    {Rule::cross_site, 403},
    {Rule::not_found, 404},
    {Rule::method_not_allowed, 405},
    {Rule::content_type_unsupported, 415},
    {Rule::body_too_large, 413},
    {Rule::length_required, 411},
    {Rule::request_malformed, 400},
    {Rule::idempotency_key_required, 400},
    {Rule::idempotency_key_reused, 422},
    {Rule::file_too_large, 413},
    {Rule::not_a_picture, 422},
    {Rule::picture_too_large, 422},
    {Rule::too_many_requests, 429},
    {Rule::busy, 503},
    {Rule::failed, 500},
}};

constexpr bool is_in_order() {
    for (std::size_t i = 0; i < statuses.size(); ++i) {
        if (statuses[i].rule != static_cast<Rule>(i) || statuses[i].status == 0) return false;
    }
    return true;
}
static_assert(is_in_order(), "each rule has one row, in the order of the enum");

void set_if_missing(Response& response, std::string_view name, std::string_view value) {
    if (field(response.headers, name).empty()) response.headers.emplace_back(name, value);
}

}  // namespace

int status_of(Rule rule) { return statuses[static_cast<std::size_t>(rule)].status; }

Addressee addressee_of(Head const& head, std::string request_id) {
    return {wire::language_from(head.header("accept-language")), std::move(request_id)};
}

Response refuse(Addressee const& to, Mistakes const& mistakes, wire::TicketDetail const* current) {
    CHECK(!mistakes.empty());
    Response response;
    response.status = status_of(mistakes.front().rule);
    response.content_type = "application/json";
    bool const english = to.language == wire::Language::en;
    response.body = wire::write_api_error(mistakes, english, to.request_id, current);
    if (response.status == 429 || response.status == 503) response.headers.emplace_back("Retry-After", "1");
    return response;
}

Response refuse(Request const& to, Mistakes const& mistakes) {
    return refuse({to.language, to.request_id}, mistakes);
}

Response refuse(Request const& to, Refusal const& refusal) {
    return refuse({to.language, to.request_id}, refusal.mistakes,
                  refusal.current ? &*refusal.current : nullptr);
}

Response json(int status, wire::Value const& value) {
    Response response;
    response.status = status;
    response.content_type = "application/json";
    response.body = wire::write_json(value);
    return response;
}

Response text(int status, std::string body) {
    Response response;
    response.status = status;
    response.content_type = "text/plain; charset=utf-8";
    response.body = std::move(body);
    return response;
}

void complete(Response& response, std::string_view request_id, PublicAddress const& address) {
    response.headers.emplace_back("X-Request-Id", request_id);
    set_if_missing(response, "Cache-Control", "no-store");
    set_if_missing(response, "Content-Security-Policy", data_policy);
    set_if_missing(response, "X-Content-Type-Options", "nosniff");
    set_if_missing(response, "Referrer-Policy", "same-origin");
    set_if_missing(response, "Cross-Origin-Opener-Policy", "same-origin");
    set_if_missing(response, "Cross-Origin-Resource-Policy", "same-origin");
    set_if_missing(response, "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
    if (address.https) set_if_missing(response, "Strict-Transport-Security", "max-age=31536000");
}

}  // namespace afterdesk::http
