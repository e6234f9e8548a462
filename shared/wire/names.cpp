#include "wire/name_table.hpp"

namespace afterdesk::wire {

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
constexpr std::array<Name<ClaimState>, 2> names<ClaimState>{{
    {ClaimState::reserved, "reserved"},
    {ClaimState::refunded, "refunded"},
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

static_assert(names<TicketType>.size() == ticket_type_count);

std::string_view name_of(TicketType value) { return name_in_table(value); }
std::string_view name_of(LineKind value) { return name_in_table(value); }
std::string_view name_of(DiscountKind value) { return name_in_table(value); }
std::string_view name_of(PaymentChannel value) { return name_in_table(value); }
std::string_view name_of(ClaimState value) { return name_in_table(value); }
std::string_view name_of(GiftAction value) { return name_in_table(value); }
std::string_view name_of(FreightRule value) { return name_in_table(value); }
std::string_view name_of(Fault value) { return name_in_table(value); }
std::string_view name_of(EvidenceRule value) { return name_in_table(value); }
std::string_view name_of(FreightPayer value) { return name_in_table(value); }
std::string_view name_of(CouponPolicy value) { return name_in_table(value); }
std::string_view name_of(PointsPolicy value) { return name_in_table(value); }
std::string_view name_of(ThresholdPolicy value) { return name_in_table(value); }
std::string_view name_of(ExchangePolicy value) { return name_in_table(value); }
std::string_view name_of(Phase value) { return name_in_table(value); }
std::string_view name_of(AutoAction value) { return name_in_table(value); }
std::string_view name_of(PaymentsPolicy value) { return name_in_table(value); }

template std::optional<TicketType> from_name<TicketType>(std::string_view);
template std::optional<LineKind> from_name<LineKind>(std::string_view);
template std::optional<DiscountKind> from_name<DiscountKind>(std::string_view);
template std::optional<PaymentChannel> from_name<PaymentChannel>(std::string_view);
template std::optional<ClaimState> from_name<ClaimState>(std::string_view);
template std::optional<GiftAction> from_name<GiftAction>(std::string_view);
template std::optional<FreightRule> from_name<FreightRule>(std::string_view);
template std::optional<Fault> from_name<Fault>(std::string_view);
template std::optional<EvidenceRule> from_name<EvidenceRule>(std::string_view);
template std::optional<FreightPayer> from_name<FreightPayer>(std::string_view);
template std::optional<CouponPolicy> from_name<CouponPolicy>(std::string_view);
template std::optional<PointsPolicy> from_name<PointsPolicy>(std::string_view);
template std::optional<ThresholdPolicy> from_name<ThresholdPolicy>(std::string_view);
template std::optional<ExchangePolicy> from_name<ExchangePolicy>(std::string_view);
template std::optional<Phase> from_name<Phase>(std::string_view);
template std::optional<AutoAction> from_name<AutoAction>(std::string_view);
template std::optional<PaymentsPolicy> from_name<PaymentsPolicy>(std::string_view);

}  // namespace afterdesk::wire
