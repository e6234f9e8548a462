#include "wire/names.hpp"

#include "base/check.hpp"
#include "base/spelled.hpp"
#include "domain/ticket/work.hpp"
#include "wire/abnormal_api.hpp"
#include "wire/accounts_api.hpp"
#include "wire/admin_api.hpp"
#include "wire/bills_api.hpp"
#include "wire/host_api.hpp"
#include "wire/notification_api.hpp"
#include "wire/pickup_api.hpp"
#include "wire/setup_api.hpp"
#include "wire/shipping_api.hpp"
#include "wire/shop_api.hpp"
#include "wire/staff_api.hpp"
#include "wire/task_api.hpp"
#include "wire/tracks_api.hpp"
#include "wire/webhook_api.hpp"

namespace afterdesk::wire {

namespace {

template <class... Kinds>
constexpr std::array<std::string_view, sizeof...(Kinds)> names_in(std::variant<Kinds...> const*) {
    return {snake_name<Kinds>...};
}
constexpr auto event_names = names_in(static_cast<EventKinds const*>(nullptr));

}  // namespace

std::optional<std::size_t> place_of(std::span<std::string_view const> names, std::string_view name) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i] == name) return i;
    }
    return std::nullopt;
}

template <class Enum>
std::span<std::string_view const> all_names() {
    return enumerator_names<Enum>;
}

template <class Enum>
std::string_view name_of(Enum value) {
    auto const index = static_cast<std::size_t>(value);
    CHECK(index < all_names<Enum>().size());
    return all_names<Enum>()[index];
}

template <class Enum>
std::optional<Enum> from_name(std::string_view name) {
    auto const place = place_of(all_names<Enum>(), name);
    return place ? std::optional(static_cast<Enum>(*place)) : std::nullopt;
}

// What hosts read and write is spelled as their other systems spell it.
template <>
std::span<std::string_view const> all_names<HostScope>() {
    static constexpr std::string_view names[] = {"orders:write", "facts:write",     "events:read",
                                                 "tasks:write",  "refunds:execute", "admin",
                                                 "stock:write",  "tickets:read",    "tickets:write"};
    static_assert(std::size(names) == host_scope_count);
    return names;
}
template <>
std::span<std::string_view const> all_names<HostFactType>() {
    static constexpr std::string_view names[] = {"shipment.created", "shipment.delivered", "entitlement.used",
                                                 "payment.added",    "parcel.tracked",     "shipment.voided",
                                                 "order.cancelled",  "entitlement.unused", "refund.external"};
    static_assert(std::size(names) == enumerator_count<HostFactType>);
    return names;
}

template <>
std::span<std::string_view const> all_names<JwkType>() {
    static constexpr std::string_view names[] = {"OKP", "oct"};
    static_assert(std::size(names) == enumerator_count<JwkType>);
    return names;
}
template <>
std::span<std::string_view const> all_names<NotificationLanguage>() {
    static constexpr std::string_view names[] = {"zh-CN", "en"};
    static_assert(std::size(names) == enumerator_count<NotificationLanguage>);
    return names;
}
template <>
std::span<std::string_view const> all_names<HostTaskKind>() {
    static constexpr std::string_view names[] = {
        "entitlement.reclaim", "coupon.return", "points.return",    "stock.hold",   "stock.release",
        "stock.commit",        "stock.restock", "parcel.intercept", "goods.reship", "refund.execute"};
    static_assert(std::size(names) == enumerator_count<HostTaskKind>);
    return names;
}

std::string_view event_name(Event const& event) { return event_names[event.index()]; }

std::optional<std::size_t> event_index(std::string_view name) { return place_of(event_names, name); }

template std::span<std::string_view const> all_names<Rule>();
template std::string_view name_of(Rule);
template std::optional<Rule> from_name(std::string_view);
template std::span<std::string_view const> all_names<TicketType>();
template std::string_view name_of(TicketType);
template std::optional<TicketType> from_name(std::string_view);
template std::span<std::string_view const> all_names<State>();
template std::string_view name_of(State);
template std::optional<State> from_name(std::string_view);
template std::span<std::string_view const> all_names<ShortStatus>();
template std::string_view name_of(ShortStatus);
template std::optional<ShortStatus> from_name(std::string_view);
template std::span<std::string_view const> all_names<Work>();
template std::string_view name_of(Work);
template std::optional<Work> from_name(std::string_view);
template std::span<std::string_view const> all_names<Due>();
template std::string_view name_of(Due);
template std::optional<Due> from_name(std::string_view);
template std::span<std::string_view const> all_names<AppealStep>();
template std::string_view name_of(AppealStep);
template std::optional<AppealStep> from_name(std::string_view);
template std::span<std::string_view const> all_names<ActorKind>();
template std::string_view name_of(ActorKind);
template std::optional<ActorKind> from_name(std::string_view);
template std::span<std::string_view const> all_names<LineKind>();
template std::string_view name_of(LineKind);
template std::optional<LineKind> from_name(std::string_view);
template std::span<std::string_view const> all_names<DiscountKind>();
template std::string_view name_of(DiscountKind);
template std::optional<DiscountKind> from_name(std::string_view);
template std::span<std::string_view const> all_names<PaymentChannel>();
template std::string_view name_of(PaymentChannel);
template std::optional<PaymentChannel> from_name(std::string_view);
template std::span<std::string_view const> all_names<ClaimState>();
template std::string_view name_of(ClaimState);
template std::optional<ClaimState> from_name(std::string_view);
template std::span<std::string_view const> all_names<ShippingBlock>();
template std::string_view name_of(ShippingBlock);
template std::optional<ShippingBlock> from_name(std::string_view);
template std::span<std::string_view const> all_names<GiftAction>();
template std::string_view name_of(GiftAction);
template std::optional<GiftAction> from_name(std::string_view);
template std::span<std::string_view const> all_names<FreightRule>();
template std::string_view name_of(FreightRule);
template std::optional<FreightRule> from_name(std::string_view);
template std::span<std::string_view const> all_names<Cause>();
template std::string_view name_of(Cause);
template std::optional<Cause> from_name(std::string_view);
template std::span<std::string_view const> all_names<PartStatus>();
template std::string_view name_of(PartStatus);
template std::optional<PartStatus> from_name(std::string_view);
template std::span<std::string_view const> all_names<CommandKind>();
template std::string_view name_of(CommandKind);
template std::optional<CommandKind> from_name(std::string_view);
template std::span<std::string_view const> all_names<StepKind>();
template std::string_view name_of(StepKind);
template std::optional<StepKind> from_name(std::string_view);
template std::span<std::string_view const> all_names<Fault>();
template std::string_view name_of(Fault);
template std::optional<Fault> from_name(std::string_view);
template std::span<std::string_view const> all_names<EvidenceRule>();
template std::string_view name_of(EvidenceRule);
template std::optional<EvidenceRule> from_name(std::string_view);
template std::span<std::string_view const> all_names<FreightPayer>();
template std::string_view name_of(FreightPayer);
template std::optional<FreightPayer> from_name(std::string_view);
template std::span<std::string_view const> all_names<CouponPolicy>();
template std::string_view name_of(CouponPolicy);
template std::optional<CouponPolicy> from_name(std::string_view);
template std::span<std::string_view const> all_names<PointsPolicy>();
template std::string_view name_of(PointsPolicy);
template std::optional<PointsPolicy> from_name(std::string_view);
template std::span<std::string_view const> all_names<ThresholdPolicy>();
template std::string_view name_of(ThresholdPolicy);
template std::optional<ThresholdPolicy> from_name(std::string_view);
template std::span<std::string_view const> all_names<PaymentsPolicy>();
template std::string_view name_of(PaymentsPolicy);
template std::optional<PaymentsPolicy> from_name(std::string_view);
template std::span<std::string_view const> all_names<ExchangePolicy>();
template std::string_view name_of(ExchangePolicy);
template std::optional<ExchangePolicy> from_name(std::string_view);
template std::span<std::string_view const> all_names<Phase>();
template std::string_view name_of(Phase);
template std::optional<Phase> from_name(std::string_view);
template std::span<std::string_view const> all_names<AutoAction>();
template std::string_view name_of(AutoAction);
template std::optional<AutoAction> from_name(std::string_view);
template std::span<std::string_view const> all_names<Goods>();
template std::string_view name_of(Goods);
template std::optional<Goods> from_name(std::string_view);
template std::span<std::string_view const> all_names<Outcome>();
template std::string_view name_of(Outcome);
template std::optional<Outcome> from_name(std::string_view);
template std::span<std::string_view const> all_names<ArbitrationStep>();
template std::string_view name_of(ArbitrationStep);
template std::optional<ArbitrationStep> from_name(std::string_view);
template std::span<std::string_view const> all_names<Via>();
template std::string_view name_of(Via);
template std::optional<Via> from_name(std::string_view);
template std::span<std::string_view const> all_names<Guard>();
template std::string_view name_of(Guard);
template std::optional<Guard> from_name(std::string_view);
template std::span<std::string_view const> all_names<Clock>();
template std::string_view name_of(Clock);
template std::optional<Clock> from_name(std::string_view);
template std::span<std::string_view const> all_names<Audience>();
template std::string_view name_of(Audience);
template std::optional<Audience> from_name(std::string_view);
template std::span<std::string_view const> all_names<Shipping>();
template std::string_view name_of(Shipping);
template std::optional<Shipping> from_name(std::string_view);
template std::span<std::string_view const> all_names<AfterSales>();
template std::string_view name_of(AfterSales);
template std::optional<AfterSales> from_name(std::string_view);
template std::span<std::string_view const> all_names<RefundWay>();
template std::string_view name_of(RefundWay);
template std::optional<RefundWay> from_name(std::string_view);
template std::span<std::string_view const> all_names<SignalKind>();
template std::string_view name_of(SignalKind);
template std::optional<SignalKind> from_name(std::string_view);
template std::span<std::string_view const> all_names<EvidenceKind>();
template std::string_view name_of(EvidenceKind);
template std::optional<EvidenceKind> from_name(std::string_view);
template std::span<std::string_view const> all_names<SignInWay>();
template std::string_view name_of(SignInWay);
template std::optional<SignInWay> from_name(std::string_view);
template std::span<std::string_view const> all_names<FactOutcome>();
template std::string_view name_of(FactOutcome);
template std::optional<FactOutcome> from_name(std::string_view);
template std::span<std::string_view const> all_names<FactConflict>();
template std::string_view name_of(FactConflict);
template std::optional<FactConflict> from_name(std::string_view);
template std::span<std::string_view const> all_names<Right>();
template std::string_view name_of(Right);
template std::optional<Right> from_name(std::string_view);
template std::string_view name_of(HostScope);
template std::optional<HostScope> from_name(std::string_view);
template std::string_view name_of(HostFactType);
template std::optional<HostFactType> from_name(std::string_view);
template std::span<std::string_view const> all_names<HostOrderOutcome>();
template std::string_view name_of(HostOrderOutcome);
template std::optional<HostOrderOutcome> from_name(std::string_view);
template std::span<std::string_view const> all_names<PickupState>();
template std::string_view name_of(PickupState);
template std::optional<PickupState> from_name(std::string_view);
template std::span<std::string_view const> all_names<PickupTodo>();
template std::string_view name_of(PickupTodo);
template std::optional<PickupTodo> from_name(std::string_view);
template std::span<std::string_view const> all_names<ParcelWay>();
template std::string_view name_of(ParcelWay);
template std::optional<ParcelWay> from_name(std::string_view);
template std::span<std::string_view const> all_names<ParcelStatus>();
template std::string_view name_of(ParcelStatus);
template std::optional<ParcelStatus> from_name(std::string_view);
template std::span<std::string_view const> all_names<HostFactOutcome>();
template std::string_view name_of(HostFactOutcome);
template std::optional<HostFactOutcome> from_name(std::string_view);
template std::span<std::string_view const> all_names<HostFactIgnored>();
template std::string_view name_of(HostFactIgnored);
template std::optional<HostFactIgnored> from_name(std::string_view);
template std::span<std::string_view const> all_names<HostFactConflict>();
template std::string_view name_of(HostFactConflict);
template std::optional<HostFactConflict> from_name(std::string_view);
template std::string_view name_of(JwkType);
template std::optional<JwkType> from_name(std::string_view);
template std::string_view name_of(HostTaskKind);
template std::optional<HostTaskKind> from_name(std::string_view);
template std::span<std::string_view const> all_names<HostTaskState>();
template std::string_view name_of(HostTaskState);
template std::optional<HostTaskState> from_name(std::string_view);
template std::span<std::string_view const> all_names<HostTaskStatus>();
template std::string_view name_of(HostTaskStatus);
template std::optional<HostTaskStatus> from_name(std::string_view);
template std::span<std::string_view const> all_names<HostTaskOutcome>();
template std::string_view name_of(HostTaskOutcome);
template std::optional<HostTaskOutcome> from_name(std::string_view);
template std::span<std::string_view const> all_names<WebhookEnd>();
template std::string_view name_of(WebhookEnd);
template std::optional<WebhookEnd> from_name(std::string_view);
template std::span<std::string_view const> all_names<DeliveryState>();
template std::string_view name_of(DeliveryState);
template std::optional<DeliveryState> from_name(std::string_view);
template std::span<std::string_view const> all_names<StaffRole>();
template std::string_view name_of(StaffRole);
template std::optional<StaffRole> from_name(std::string_view);
template std::span<std::string_view const> all_names<DifferenceKind>();
template std::string_view name_of(DifferenceKind);
template std::optional<DifferenceKind> from_name(std::string_view);
template std::span<std::string_view const> all_names<SettleWay>();
template std::string_view name_of(SettleWay);
template std::optional<SettleWay> from_name(std::string_view);
template std::span<std::string_view const> all_names<BillDayState>();
template std::string_view name_of(BillDayState);
template std::optional<BillDayState> from_name(std::string_view);
template std::span<std::string_view const> all_names<BillProblem>();
template std::string_view name_of(BillProblem);
template std::optional<BillProblem> from_name(std::string_view);
template std::span<std::string_view const> all_names<AbnormalTarget>();
template std::string_view name_of(AbnormalTarget);
template std::optional<AbnormalTarget> from_name(std::string_view);
template std::span<std::string_view const> all_names<DebitBank>();
template std::string_view name_of(DebitBank);
template std::optional<DebitBank> from_name(std::string_view);
template std::span<std::string_view const> all_names<BuyerAccount>();
template std::string_view name_of(BuyerAccount);
template std::optional<BuyerAccount> from_name(std::string_view);
template std::span<std::string_view const> all_names<AccountEntryKind>();
template std::string_view name_of(AccountEntryKind);
template std::optional<AccountEntryKind> from_name(std::string_view);
template std::span<std::string_view const> all_names<BillOrigin>();
template std::string_view name_of(BillOrigin);
template std::optional<BillOrigin> from_name(std::string_view);
template std::span<std::string_view const> all_names<NotificationKind>();
template std::string_view name_of(NotificationKind);
template std::optional<NotificationKind> from_name(std::string_view);
template std::span<std::string_view const> all_names<NotificationWay>();
template std::string_view name_of(NotificationWay);
template std::optional<NotificationWay> from_name(std::string_view);
template std::span<std::string_view const> all_names<NotificationState>();
template std::string_view name_of(NotificationState);
template std::optional<NotificationState> from_name(std::string_view);
template std::string_view name_of(NotificationLanguage);
template std::optional<NotificationLanguage> from_name(std::string_view);
template std::span<std::string_view const> all_names<HealthCheck>();
template std::string_view name_of(HealthCheck);
template std::optional<HealthCheck> from_name(std::string_view);
template std::span<std::string_view const> all_names<HealthLevel>();
template std::string_view name_of(HealthLevel);
template std::optional<HealthLevel> from_name(std::string_view);
template std::span<std::string_view const> all_names<HealthQueue>();
template std::string_view name_of(HealthQueue);
template std::optional<HealthQueue> from_name(std::string_view);
template std::span<std::string_view const> all_names<ContactSource>();
template std::string_view name_of(ContactSource);
template std::optional<ContactSource> from_name(std::string_view);
template std::span<std::string_view const> all_names<AuditNoun>();
template std::string_view name_of(AuditNoun);
template std::optional<AuditNoun> from_name(std::string_view);

}  // namespace afterdesk::wire
