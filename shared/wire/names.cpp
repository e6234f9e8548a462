#include "wire/names.hpp"

#include <array>
#include <type_traits>

#include "base/check.hpp"

namespace afterdesk::wire {

namespace {

template <class Enum>
struct Name {
    Enum value;
    std::string_view name;
};

/// The names of an enum, in its order.
template <class Enum>
constexpr std::nullptr_t names = nullptr;

template <>
constexpr std::array<Name<Rule>, rule_count> names<Rule>{{
    {Rule::malformed_json, "malformed_json"},
    {Rule::duplicate_key, "duplicate_key"},
    {Rule::unknown_key, "unknown_key"},
    {Rule::missing_key, "missing_key"},
    {Rule::wrong_type, "wrong_type"},
    {Rule::not_an_integer, "not_an_integer"},
    {Rule::must_not_be_negative, "must_not_be_negative"},
    {Rule::must_be_positive, "must_be_positive"},
    {Rule::too_large, "too_large"},
    {Rule::too_long, "too_long"},
    {Rule::too_many, "too_many"},
    {Rule::must_not_be_empty, "must_not_be_empty"},
    {Rule::bad_characters, "bad_characters"},
    {Rule::unknown_name, "unknown_name"},
    {Rule::period_is_empty, "period_is_empty"},
    {Rule::line_no_twice, "line_no_twice"},
    {Rule::payment_id_twice, "payment_id_twice"},
    {Rule::entitlement_id_twice, "entitlement_id_twice"},
    {Rule::discount_names_unknown_line, "discount_names_unknown_line"},
    {Rule::discount_exceeds_lines, "discount_exceeds_lines"},
    {Rule::sums_do_not_add_up, "sums_do_not_add_up"},
    {Rule::amount_overflows, "amount_overflows"},
    {Rule::shipped_exceeds_quantity, "shipped_exceeds_quantity"},
    {Rule::virtual_is_not_shipped, "virtual_is_not_shipped"},
    {Rule::entitlements_need_virtual, "entitlements_need_virtual"},
    {Rule::entitled_quantity_is_one, "entitled_quantity_is_one"},
    {Rule::gift_of_unknown_line, "gift_of_unknown_line"},
    {Rule::gift_of_gift, "gift_of_gift"},
    {Rule::gift_never_earned, "gift_never_earned"},
    {Rule::gift_must_be_free, "gift_must_be_free"},
    {Rule::deposit_exceeds_price, "deposit_exceeds_price"},
    {Rule::currency_unsupported, "currency_unsupported"},
    {Rule::order_no_twice, "order_no_twice"},
    {Rule::shop_unknown, "shop_unknown"},
    {Rule::nothing_requested, "nothing_requested"},
    {Rule::line_unknown, "line_unknown"},
    {Rule::line_twice, "line_twice"},
    {Rule::quantity_exceeds_left, "quantity_exceeds_left"},
    {Rule::nothing_left, "nothing_left"},
    {Rule::kind_not_for_type, "kind_not_for_type"},
    {Rule::units_not_in_line, "units_not_in_line"},
    {Rule::prior_exceeds_line, "prior_exceeds_line"},
    {Rule::prior_exceeds_payment, "prior_exceeds_payment"},
    {Rule::entitlement_unknown, "entitlement_unknown"},
    {Rule::entitlement_used, "entitlement_used"},
    {Rule::entitlement_taken, "entitlement_taken"},
    {Rule::entitlement_twice, "entitlement_twice"},
    {Rule::quantity_is_not_entitlements, "quantity_is_not_entitlements"},
    {Rule::fee_exceeds_goods, "fee_exceeds_goods"},
    {Rule::reason_unknown, "reason_unknown"},
    {Rule::reason_not_for_type, "reason_not_for_type"},
    {Rule::window_over, "window_over"},
    {Rule::not_received_yet, "not_received_yet"},
    {Rule::payments_exhausted, "payments_exhausted"},
    {Rule::reason_not_for_phase, "reason_not_for_phase"},
    {Rule::prior_exceeds_paid, "prior_exceeds_paid"},
    {Rule::not_returnable, "not_returnable"},
    {Rule::opened_not_returnable, "opened_not_returnable"},
    {Rule::sku_unknown, "sku_unknown"},
    {Rule::out_of_stock, "out_of_stock"},
    {Rule::exchange_other_goods, "exchange_other_goods"},
    {Rule::exchange_price_differs, "exchange_price_differs"},
    {Rule::price_required, "price_required"},
    {Rule::price_not_lower, "price_not_lower"},
    {Rule::not_in_this_state, "not_in_this_state"},
    {Rule::not_your_part, "not_your_part"},
    {Rule::stale_version, "stale_version"},
    {Rule::quote_changed, "quote_changed"},
    {Rule::evidence_required, "evidence_required"},
    {Rule::evidence_unknown, "evidence_unknown"},
    {Rule::address_required, "address_required"},
    {Rule::offer_not_lower, "offer_not_lower"},
    {Rule::offer_below_zero, "offer_below_zero"},
    {Rule::too_many_applications, "too_many_applications"},
    {Rule::refund_part_unknown, "refund_part_unknown"},
    {Rule::deadline_not_reached, "deadline_not_reached"},
    {Rule::under_arbitration, "under_arbitration"},
    {Rule::second_person_needed, "second_person_needed"},
    {Rule::daily_limit_reached, "daily_limit_reached"},
    {Rule::parcel_missing, "parcel_missing"},
    {Rule::nothing_accepted, "nothing_accepted"},
    {Rule::accepted_exceeds_quantity, "accepted_exceeds_quantity"},
    {Rule::difference_not_paid, "difference_not_paid"},
    {Rule::stock_not_reserved, "stock_not_reserved"},
    {Rule::too_many_modifications, "too_many_modifications"},
    {Rule::not_a_refund, "not_a_refund"},
    {Rule::offer_type_not_allowed, "offer_type_not_allowed"},
    {Rule::verdict_not_possible, "verdict_not_possible"},
    {Rule::already_rated, "already_rated"},
    {Rule::must_be_between, "must_be_between"},
    {Rule::frozen, "frozen"},
    {Rule::not_frozen, "not_frozen"},
    {Rule::not_signed_in, "not_signed_in"},
    {Rule::wrong_password, "wrong_password"},
    {Rule::launch_token_malformed, "launch_token_malformed"},
    {Rule::launch_token_forged, "launch_token_forged"},
    {Rule::launch_token_expired, "launch_token_expired"},
    {Rule::launch_token_too_long_lived, "launch_token_too_long_lived"},
    {Rule::launch_token_used, "launch_token_used"},
    {Rule::launch_token_wrong_audience, "launch_token_wrong_audience"},
    {Rule::cross_site, "cross_site"},
    {Rule::not_found, "not_found"},
    {Rule::method_not_allowed, "method_not_allowed"},
    {Rule::content_type_unsupported, "content_type_unsupported"},
    {Rule::body_too_large, "body_too_large"},
    {Rule::length_required, "length_required"},
    {Rule::request_malformed, "request_malformed"},
    {Rule::idempotency_key_required, "idempotency_key_required"},
    {Rule::idempotency_key_reused, "idempotency_key_reused"},
    {Rule::file_too_large, "file_too_large"},
    {Rule::not_a_picture, "not_a_picture"},
    {Rule::picture_too_large, "picture_too_large"},
    {Rule::too_many_requests, "too_many_requests"},
    {Rule::busy, "busy"},
    {Rule::failed, "failed"},
}};

template <>
constexpr std::array<Name<TicketType>, 8> names<TicketType>{{
    {TicketType::refund_unshipped, "refund_unshipped"},
    {TicketType::refund_shipped, "refund_shipped"},
    {TicketType::return_refund, "return_refund"},
    {TicketType::exchange, "exchange"},
    {TicketType::repair, "repair"},
    {TicketType::reship, "reship"},
    {TicketType::price_protect, "price_protect"},
    {TicketType::virtual_refund, "virtual_refund"},
}};

template <>
constexpr std::array<Name<State>, 14> names<State>{{
    {State::awaiting_merchant, "awaiting_merchant"},
    {State::awaiting_buyer, "awaiting_buyer"},
    {State::intercepting, "intercepting"},
    {State::awaiting_return, "awaiting_return"},
    {State::awaiting_receipt, "awaiting_receipt"},
    {State::inspecting, "inspecting"},
    {State::refunding, "refunding"},
    {State::refund_failed, "refund_failed"},
    {State::awaiting_reship, "awaiting_reship"},
    {State::reshipped, "reshipped"},
    {State::sending_back, "sending_back"},
    {State::rejected, "rejected"},
    {State::completed, "completed"},
    {State::closed, "closed"},
}};

template <>
constexpr std::array<Name<ShortStatus>, 8> names<ShortStatus>{{
    {ShortStatus::reviewing, "reviewing"},
    {ShortStatus::to_return, "to_return"},
    {ShortStatus::to_refund, "to_refund"},
    {ShortStatus::to_exchange, "to_exchange"},
    {ShortStatus::exchanging, "exchanging"},
    {ShortStatus::review_rejected, "review_rejected"},
    {ShortStatus::done, "done"},
    {ShortStatus::shut, "shut"},
}};

template <>
constexpr std::array<Name<ActorKind>, 4> names<ActorKind>{{
    {ActorKind::buyer, "buyer"},
    {ActorKind::merchant, "merchant"},
    {ActorKind::platform, "platform"},
    {ActorKind::system, "system"},
}};

template <>
constexpr std::array<Name<LineKind>, 2> names<LineKind>{{
    {LineKind::physical, "physical"},
    {LineKind::virtual_, "virtual"},
}};

template <>
constexpr std::array<Name<DiscountKind>, 6> names<DiscountKind>{{
    {DiscountKind::shop_coupon, "shop_coupon"},
    {DiscountKind::platform_coupon, "platform_coupon"},
    {DiscountKind::full_reduction, "full_reduction"},
    {DiscountKind::member, "member"},
    {DiscountKind::points, "points"},
    {DiscountKind::manual, "manual"},
}};

template <>
constexpr std::array<Name<PaymentChannel>, 5> names<PaymentChannel>{{
    {PaymentChannel::wechat, "wechat"},
    {PaymentChannel::alipay, "alipay"},
    {PaymentChannel::balance, "balance"},
    {PaymentChannel::points, "points"},
    {PaymentChannel::offline, "offline"},
}};

template <>
constexpr std::array<Name<HoldState>, 2> names<HoldState>{{
    {HoldState::reserved, "reserved"},
    {HoldState::refunded, "refunded"},
}};

template <>
constexpr std::array<Name<GiftAction>, 3> names<GiftAction>{{
    {GiftAction::cancel, "cancel"},
    {GiftAction::return_, "return"},
    {GiftAction::deduct, "deduct"},
}};

template <>
constexpr std::array<Name<FreightRule>, 8> names<FreightRule>{{
    {FreightRule::none_paid, "none_paid"},
    {FreightRule::refunded_whole_order, "refunded_whole_order"},
    {FreightRule::refunded_last_part, "refunded_last_part"},
    {FreightRule::kept_shipped, "kept_shipped"},
    {FreightRule::kept_part, "kept_part"},
    {FreightRule::kept_type, "kept_type"},
    {FreightRule::added_shop_at_fault, "added_shop_at_fault"},
    {FreightRule::kept_refunded_before, "kept_refunded_before"},
}};

template <>
constexpr std::array<Name<Cause>, 8> names<Cause>{{
    {Cause::none, "none"},
    {Cause::unshipped_is_automatic, "unshipped_is_automatic"},
    {Cause::merchant_timeout, "merchant_timeout"},
    {Cause::offer_timeout, "offer_timeout"},
    {Cause::return_timeout, "return_timeout"},
    {Cause::receipt_timeout, "receipt_timeout"},
    {Cause::appeal_timeout, "appeal_timeout"},
    {Cause::withdrawn, "withdrawn"},
}};

template <>
constexpr std::array<Name<PartStatus>, 3> names<PartStatus>{{
    {PartStatus::pending, "pending"},
    {PartStatus::succeeded, "succeeded"},
    {PartStatus::failed, "failed"},
}};

template <>
constexpr std::array<Name<CommandKind>, 12> names<CommandKind>{{
    {CommandKind::apply, "apply"},
    {CommandKind::withdraw, "withdraw"},
    {CommandKind::agree, "agree"},
    {CommandKind::reject, "reject"},
    {CommandKind::make_offer, "make_offer"},
    {CommandKind::accept_offer, "accept_offer"},
    {CommandKind::decline_offer, "decline_offer"},
    {CommandKind::ship_back, "ship_back"},
    {CommandKind::receive, "receive"},
    {CommandKind::retry_refund, "retry_refund"},
    {CommandKind::record_refund, "record_refund"},
    {CommandKind::time_out, "time_out"},
}};

template <>
constexpr std::array<Name<StepKind>, 7> names<StepKind>{{
    {StepKind::applied, "applied"},
    {StepKind::review, "review"},
    {StepKind::return_goods, "return_goods"},
    {StepKind::receipt, "receipt"},
    {StepKind::refund, "refund"},
    {StepKind::done, "done"},
    {StepKind::closed, "closed"},
}};

template <>
constexpr std::array<Name<Fault>, 3> names<Fault>{{
    {Fault::buyer, "buyer"},
    {Fault::shop, "shop"},
    {Fault::carrier, "carrier"},
}};

template <>
constexpr std::array<Name<EvidenceRule>, 5> names<EvidenceRule>{{
    {EvidenceRule::none, "none"},
    {EvidenceRule::optional, "optional"},
    {EvidenceRule::photo, "photo"},
    {EvidenceRule::video, "video"},
    {EvidenceRule::report, "report"},
}};

template <>
constexpr std::array<Name<FreightPayer>, 2> names<FreightPayer>{{
    {FreightPayer::buyer, "buyer"},
    {FreightPayer::shop, "shop"},
}};

template <>
constexpr std::array<Name<CouponPolicy>, 2> names<CouponPolicy>{{
    {CouponPolicy::never, "never"},
    {CouponPolicy::when_whole_order, "when_whole_order"},
}};

template <>
constexpr std::array<Name<PointsPolicy>, 2> names<PointsPolicy>{{
    {PointsPolicy::never, "never"},
    {PointsPolicy::by_unit_share, "by_unit_share"},
}};

template <>
constexpr std::array<Name<ThresholdPolicy>, 3> names<ThresholdPolicy>{{
    {ThresholdPolicy::keep, "keep"},
    {ThresholdPolicy::claw_back, "claw_back"},
    {ThresholdPolicy::ask, "ask"},
}};

template <>
constexpr std::array<Name<ExchangePolicy>, 2> names<ExchangePolicy>{{
    {ExchangePolicy::refuse, "refuse"},
    {ExchangePolicy::settle, "settle"},
}};

template <>
constexpr std::array<Name<Phase>, 3> names<Phase>{{
    {Phase::unshipped, "unshipped"},
    {Phase::shipped, "shipped"},
    {Phase::received, "received"},
}};

template <>
constexpr std::array<Name<AutoAction>, 2> names<AutoAction>{{
    {AutoAction::agree, "agree"},
    {AutoAction::queue, "queue"},
}};

template <>
constexpr std::array<Name<PaymentsPolicy>, 2> names<PaymentsPolicy>{{
    {PaymentsPolicy::cash_first, "cash_first"},
    {PaymentsPolicy::proportional, "proportional"},
}};

/// In the variant's order.
constexpr std::array<std::string_view, std::variant_size_v<Event>> event_names{
    "applied",
    "withdrawn",
    "agreed",
    "rejected",
    "offer_made",
    "offer_accepted",
    "offer_ended",
    "shipped_back",
    "received",
    "refund_started",
    "refund_part_succeeded",
    "refund_part_failed",
    "refund_retried",
    "completed",
    "closed",
};

template <class Enum>
constexpr bool in_enum_order() {
    for (std::size_t i = 0; i < names<Enum>.size(); ++i) {
        if (static_cast<std::size_t>(names<Enum>[i].value) != i) return false;
    }
    return true;
}

template <class Enum>
std::string_view name_in_table(Enum value) {
    static_assert(in_enum_order<Enum>());
    auto index = static_cast<std::size_t>(value);
    CHECK(index < names<Enum>.size());
    return names<Enum>[index].name;
}

}  // namespace

static_assert(names<Rule>.size() == rule_count);
static_assert(names<TicketType>.size() == ticket_type_count);
static_assert(names<State>.size() == state_count);
static_assert(names<CommandKind>.size() == command_kind_count);
static_assert(names<CommandKind>.size() == std::variant_size_v<Command>);

template <class Enum>
std::optional<Enum> from_name(std::string_view name) {
    for (auto const& entry : names<Enum>) {
        if (entry.name == name) return entry.value;
    }
    return std::nullopt;
}

std::string_view name_of(Rule value) { return name_in_table(value); }
std::string_view name_of(TicketType value) { return name_in_table(value); }
std::string_view name_of(State value) { return name_in_table(value); }
std::string_view name_of(ShortStatus value) { return name_in_table(value); }
std::string_view name_of(ActorKind value) { return name_in_table(value); }
std::string_view name_of(LineKind value) { return name_in_table(value); }
std::string_view name_of(DiscountKind value) { return name_in_table(value); }
std::string_view name_of(PaymentChannel value) { return name_in_table(value); }
std::string_view name_of(HoldState value) { return name_in_table(value); }
std::string_view name_of(GiftAction value) { return name_in_table(value); }
std::string_view name_of(FreightRule value) { return name_in_table(value); }
std::string_view name_of(Cause value) { return name_in_table(value); }
std::string_view name_of(PartStatus value) { return name_in_table(value); }
std::string_view name_of(CommandKind value) { return name_in_table(value); }
std::string_view name_of(StepKind value) { return name_in_table(value); }
std::string_view name_of(Fault value) { return name_in_table(value); }
std::string_view name_of(EvidenceRule value) { return name_in_table(value); }
std::string_view name_of(FreightPayer value) { return name_in_table(value); }
std::string_view name_of(CouponPolicy value) { return name_in_table(value); }
std::string_view name_of(PointsPolicy value) { return name_in_table(value); }
std::string_view name_of(ThresholdPolicy value) { return name_in_table(value); }
std::string_view name_of(PaymentsPolicy value) { return name_in_table(value); }
std::string_view name_of(ExchangePolicy value) { return name_in_table(value); }
std::string_view name_of(Phase value) { return name_in_table(value); }
std::string_view name_of(AutoAction value) { return name_in_table(value); }

template std::optional<Rule> from_name<Rule>(std::string_view);
template std::optional<TicketType> from_name<TicketType>(std::string_view);
template std::optional<State> from_name<State>(std::string_view);
template std::optional<ShortStatus> from_name<ShortStatus>(std::string_view);
template std::optional<ActorKind> from_name<ActorKind>(std::string_view);
template std::optional<LineKind> from_name<LineKind>(std::string_view);
template std::optional<DiscountKind> from_name<DiscountKind>(std::string_view);
template std::optional<PaymentChannel> from_name<PaymentChannel>(std::string_view);
template std::optional<HoldState> from_name<HoldState>(std::string_view);
template std::optional<GiftAction> from_name<GiftAction>(std::string_view);
template std::optional<FreightRule> from_name<FreightRule>(std::string_view);
template std::optional<Cause> from_name<Cause>(std::string_view);
template std::optional<PartStatus> from_name<PartStatus>(std::string_view);
template std::optional<CommandKind> from_name<CommandKind>(std::string_view);
template std::optional<StepKind> from_name<StepKind>(std::string_view);
template std::optional<Fault> from_name<Fault>(std::string_view);
template std::optional<EvidenceRule> from_name<EvidenceRule>(std::string_view);
template std::optional<FreightPayer> from_name<FreightPayer>(std::string_view);
template std::optional<CouponPolicy> from_name<CouponPolicy>(std::string_view);
template std::optional<PointsPolicy> from_name<PointsPolicy>(std::string_view);
template std::optional<ThresholdPolicy> from_name<ThresholdPolicy>(std::string_view);
template std::optional<PaymentsPolicy> from_name<PaymentsPolicy>(std::string_view);
template std::optional<ExchangePolicy> from_name<ExchangePolicy>(std::string_view);
template std::optional<Phase> from_name<Phase>(std::string_view);
template std::optional<AutoAction> from_name<AutoAction>(std::string_view);

std::string_view event_name(Event const& event) { return event_names[event.index()]; }

std::optional<std::size_t> event_index(std::string_view name) {
    for (std::size_t i = 0; i < event_names.size(); ++i) {
        if (event_names[i] == name) return i;
    }
    return std::nullopt;
}

}  // namespace afterdesk::wire
