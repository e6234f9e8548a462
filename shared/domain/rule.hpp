#pragma once
// Every rule that a request, an order file or a command can break. What each says in both languages, and
// with which HTTP status: wire/messages.cpp.

#include <cstdint>
#include <string>
#include <vector>

namespace afterdesk {

enum class Rule : std::uint8_t {
    // How a document is written (readers in wire/).
    malformed_json,
    duplicate_key,
    unknown_key,
    missing_key,
    wrong_type,
    not_an_integer,
    must_not_be_negative,
    must_be_positive,
    looks_like_seconds,
    too_large,
    too_long,
    too_many,
    must_not_be_empty,
    bad_characters,
    unknown_name,
    period_is_empty,
    risk_signals_unavailable,
    // What an order may be (domain/order/order.hpp).
    line_no_twice,
    payment_id_twice,
    entitlement_id_twice,
    discount_names_unknown_line,
    discount_exceeds_lines,
    sums_do_not_add_up,
    amount_overflows,
    shipped_exceeds_quantity,
    virtual_is_not_shipped,
    entitlements_need_virtual,
    entitled_quantity_is_one,
    gift_of_unknown_line,
    gift_of_gift,
    gift_never_earned,
    gift_must_be_free,
    deposit_exceeds_line,
    currency_unsupported,
    order_no_twice,
    order_differs,
    shop_unknown,
    image_not_shown,
    shipped_after_refund,
    used_after_refund,
    // What may be asked for (domain/money/quote.hpp).
    nothing_requested,
    line_unknown,
    line_twice,
    quantity_exceeds_left,
    nothing_left,
    kind_not_for_type,
    units_not_in_line,
    prior_exceeds_line,
    prior_exceeds_payment,
    entitlement_unknown,
    entitlement_used,
    entitlement_taken,
    entitlement_twice,
    quantity_is_not_entitlements,
    fee_exceeds_goods,
    reason_unknown,
    reason_not_for_type,
    window_over,
    not_received_yet,
    payments_exhausted,
    reason_not_for_phase,
    prior_exceeds_paid,
    not_returnable,
    opened_not_returnable,
    sku_unknown,
    out_of_stock,
    exchange_other_goods,
    exchange_price_differs,
    price_required,
    price_not_lower,
    // What may be done to a ticket (domain/ticket/ticket.hpp).
    not_in_this_state,
    not_your_part,
    stale_version,
    quote_changed,
    evidence_required,
    evidence_unknown,
    address_required,
    offer_not_lower,
    offer_below_zero,
    too_many_applications,
    refund_part_unknown,
    deadline_not_reached,
    under_arbitration,
    second_person_needed,
    daily_limit_reached,
    parcel_missing,
    nothing_accepted,
    accepted_exceeds_quantity,
    difference_not_paid,
    stock_not_reserved,
    too_many_modifications,
    not_a_refund,
    offer_type_not_allowed,
    verdict_not_possible,
    already_rated,
    must_be_between,
    frozen,
    not_frozen,
    too_many_extensions,
    extension_too_short,
    extension_too_long,
    // Who is asking, and how (server).
    not_signed_in,
    wrong_password,
    launch_token_malformed,
    launch_token_forged,
    launch_token_expired,
    launch_token_too_long_lived,
    launch_token_used,
    launch_token_wrong_audience,
    cross_site,
    not_found,
    method_not_allowed,
    content_type_unsupported,
    body_too_large,
    length_required,
    request_malformed,
    form_malformed,
    one_file_expected,
    idempotency_key_required,
    idempotency_key_reused,
    file_too_large,
    not_a_picture,
    picture_cut_short,
    picture_too_large,
    picture_side_too_long,
    file_kind_not_taken,
    not_a_video,
    not_a_report,
    file_cut_short,
    report_encrypted,
    report_acts,
    too_many_files_today,
    too_many_bytes_today,
    piece_out_of_place,
    too_many_requests,
    busy,
    failed,
};

inline constexpr int rule_count = static_cast<int>(Rule::failed) + 1;

/// One broken rule and where: `path` names the field as in "order.lines[2].discounts[0].amount_fen".
/// Units: `limit` is the number that the rule compares with (fen, pieces, characters…), -1 when there is
/// none.
struct Mistake {
    Rule rule;
    std::string path;
    std::int64_t limit = -1;

    bool operator==(Mistake const&) const = default;
};

/// All mistakes at once, in document order. Promise: an error value is never empty.
using Mistakes = std::vector<Mistake>;

}  // namespace afterdesk
