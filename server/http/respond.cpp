#include "http/respond.hpp"

namespace afterdesk::http {

std::string_view const page_policy =
    "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' blob: data:; "
    "connect-src 'self'; font-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'";

namespace {

constexpr std::string_view data_policy = "default-src 'none'; frame-ancestors 'none'";

void set_if_missing(Response& response, std::string_view name, std::string_view value) {
    if (field(response.headers, name).empty()) response.headers.emplace_back(name, value);
}

}  // namespace

int status_of(Rule rule) {
    switch (rule) {
        case Rule::malformed_json:
        case Rule::duplicate_key:
        case Rule::unknown_key:
        case Rule::missing_key:
        case Rule::wrong_type:
        case Rule::not_an_integer:
        case Rule::must_not_be_negative:
        case Rule::must_be_positive:
        case Rule::bad_characters:
        case Rule::unknown_name:
        case Rule::request_malformed:
        case Rule::idempotency_key_required: return 400;

        case Rule::not_signed_in:
        case Rule::wrong_password:
        case Rule::launch_token_malformed:
        case Rule::launch_token_forged:
        case Rule::launch_token_expired:
        case Rule::launch_token_too_long_lived:
        case Rule::launch_token_used:
        case Rule::launch_token_wrong_audience: return 401;

        case Rule::not_your_part:
        case Rule::cross_site: return 403;
        case Rule::not_found: return 404;
        case Rule::method_not_allowed: return 405;

        case Rule::not_in_this_state:
        case Rule::stale_version:
        case Rule::quote_changed:
        case Rule::deadline_not_reached: return 409;

        case Rule::length_required: return 411;
        case Rule::body_too_large:
        case Rule::file_too_large: return 413;
        case Rule::content_type_unsupported: return 415;

        case Rule::too_large:
        case Rule::too_long:
        case Rule::too_many:
        case Rule::must_not_be_empty:
        case Rule::line_no_twice:
        case Rule::payment_id_twice:
        case Rule::entitlement_id_twice:
        case Rule::discount_names_unknown_line:
        case Rule::discount_exceeds_lines:
        case Rule::sums_do_not_add_up:
        case Rule::amount_overflows:
        case Rule::shipped_exceeds_quantity:
        case Rule::virtual_is_not_shipped:
        case Rule::entitlements_need_virtual:
        case Rule::entitled_quantity_is_one:
        case Rule::gift_of_unknown_line:
        case Rule::gift_of_gift:
        case Rule::gift_never_earned:
        case Rule::gift_must_be_free:
        case Rule::deposit_exceeds_price:
        case Rule::currency_unsupported:
        case Rule::order_no_twice:
        case Rule::shop_unknown:
        case Rule::nothing_requested:
        case Rule::line_unknown:
        case Rule::line_twice:
        case Rule::quantity_exceeds_left:
        case Rule::nothing_left:
        case Rule::kind_not_for_type:
        case Rule::units_not_in_line:
        case Rule::prior_exceeds_line:
        case Rule::prior_exceeds_payment:
        case Rule::entitlement_unknown:
        case Rule::entitlement_used:
        case Rule::entitlement_taken:
        case Rule::entitlement_twice:
        case Rule::quantity_is_not_entitlements:
        case Rule::fee_exceeds_goods:
        case Rule::reason_unknown:
        case Rule::reason_not_for_type:
        case Rule::window_over:
        case Rule::not_received_yet:
        case Rule::payments_exhausted:
        case Rule::evidence_required:
        case Rule::evidence_unknown:
        case Rule::address_required:
        case Rule::offer_not_lower:
        case Rule::offer_below_zero:
        case Rule::too_many_applications:
        case Rule::refund_part_unknown:
        case Rule::idempotency_key_reused:
        case Rule::not_a_picture:
        case Rule::picture_too_large: return 422;

        case Rule::too_many_requests: return 429;
        case Rule::failed: return 500;
        case Rule::busy: return 503;
    }
    return 500;
}

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

void complete(Response& response, std::string_view request_id, Outside const& outside) {
    response.headers.emplace_back("X-Request-Id", request_id);
    set_if_missing(response, "Cache-Control", "no-store");
    set_if_missing(response, "Content-Security-Policy", data_policy);
    set_if_missing(response, "X-Content-Type-Options", "nosniff");
    set_if_missing(response, "Referrer-Policy", "same-origin");
    set_if_missing(response, "Cross-Origin-Opener-Policy", "same-origin");
    set_if_missing(response, "Cross-Origin-Resource-Policy", "same-origin");
    set_if_missing(response, "Permissions-Policy", "camera=(), microphone=(), geolocation=(), payment=()");
    if (outside.https) set_if_missing(response, "Strict-Transport-Security", "max-age=31536000");
}

}  // namespace afterdesk::http
