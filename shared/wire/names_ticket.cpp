#include <algorithm>

#include "wire/name_table.hpp"

namespace afterdesk::wire {

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
constexpr std::array<Name<Cause>, 24> names<Cause>{{
    {Cause::none, "none"},
    {Cause::unshipped_is_automatic, "unshipped_is_automatic"},
    {Cause::virtual_is_automatic, "virtual_is_automatic"},
    {Cause::auto_rule, "auto_rule"},
    {Cause::opened_by_staff, "opened_by_staff"},
    {Cause::merchant_timeout, "merchant_timeout"},
    {Cause::offer_timeout, "offer_timeout"},
    {Cause::intercept_timeout, "intercept_timeout"},
    {Cause::return_timeout, "return_timeout"},
    {Cause::receipt_timeout, "receipt_timeout"},
    {Cause::inspect_timeout, "inspect_timeout"},
    {Cause::reship_timeout, "reship_timeout"},
    {Cause::send_back_timeout, "send_back_timeout"},
    {Cause::buyer_receipt_timeout, "buyer_receipt_timeout"},
    {Cause::difference_timeout, "difference_timeout"},
    {Cause::appeal_timeout, "appeal_timeout"},
    {Cause::withdrawn, "withdrawn"},
    {Cause::shipped_meanwhile, "shipped_meanwhile"},
    {Cause::used_meanwhile, "used_meanwhile"},
    {Cause::out_of_stock, "out_of_stock"},
    {Cause::irreparable, "irreparable"},
    {Cause::inspection_refused, "inspection_refused"},
    {Cause::verdict, "verdict"},
    {Cause::closed_by_platform, "closed_by_platform"},
}};

template <>
constexpr std::array<Name<PartStatus>, 3> names<PartStatus>{{
    {PartStatus::pending, "pending"},
    {PartStatus::succeeded, "succeeded"},
    {PartStatus::failed, "failed"},
}};

template <>
constexpr std::array<Name<CommandKind>, 34> names<CommandKind>{{
    {CommandKind::apply, "apply"},
    {CommandKind::modify, "modify"},
    {CommandKind::withdraw, "withdraw"},
    {CommandKind::agree, "agree"},
    {CommandKind::reject, "reject"},
    {CommandKind::make_offer, "make_offer"},
    {CommandKind::counter_offer, "counter_offer"},
    {CommandKind::accept_offer, "accept_offer"},
    {CommandKind::decline_offer, "decline_offer"},
    {CommandKind::intercept, "intercept"},
    {CommandKind::intercept_result, "intercept_result"},
    {CommandKind::ship_back, "ship_back"},
    {CommandKind::parcel_signed, "parcel_signed"},
    {CommandKind::receive, "receive"},
    {CommandKind::inspect, "inspect"},
    {CommandKind::reship, "reship"},
    {CommandKind::fall_back, "fall_back"},
    {CommandKind::confirm_receipt, "confirm_receipt"},
    {CommandKind::retry_refund, "retry_refund"},
    {CommandKind::record_offline, "record_offline"},
    {CommandKind::record_refund, "record_refund"},
    {CommandKind::record_collection, "record_collection"},
    {CommandKind::extend_deadline, "extend_deadline"},
    {CommandKind::add_evidence, "add_evidence"},
    {CommandKind::escalate, "escalate"},
    {CommandKind::step_in, "step_in"},
    {CommandKind::ask_evidence, "ask_evidence"},
    {CommandKind::verdict, "verdict"},
    {CommandKind::freeze, "freeze"},
    {CommandKind::resume, "resume"},
    {CommandKind::close, "close"},
    {CommandKind::order_changed, "order_changed"},
    {CommandKind::rate, "rate"},
    {CommandKind::time_out, "time_out"},
}};

template <>
constexpr std::array<Name<StepKind>, 9> names<StepKind>{{
    {StepKind::applied, "applied"},
    {StepKind::review, "review"},
    {StepKind::return_goods, "return_goods"},
    {StepKind::receipt, "receipt"},
    {StepKind::refund, "refund"},
    {StepKind::send, "send"},
    {StepKind::buyer_receipt, "buyer_receipt"},
    {StepKind::done, "done"},
    {StepKind::closed, "closed"},
}};

template <>
constexpr std::array<Name<Goods>, 3> names<Goods>{{
    {Goods::not_received, "not_received"},
    {Goods::received, "received"},
    {Goods::returned, "returned"},
}};

template <>
constexpr std::array<Name<Outcome>, 4> names<Outcome>{{
    {Outcome::refund_all, "refund_all"},
    {Outcome::refund_part, "refund_part"},
    {Outcome::refund_none, "refund_none"},
    {Outcome::exchange, "exchange"},
}};

template <>
constexpr std::array<Name<ArbitrationStep>, 3> names<ArbitrationStep>{{
    {ArbitrationStep::requested, "requested"},
    {ArbitrationStep::evidence, "evidence"},
    {ArbitrationStep::decided, "decided"},
}};

template <>
constexpr std::array<Name<Via>, 3> names<Via>{{
    {Via::original, "original"},
    {Via::balance, "balance"},
    {Via::offline, "offline"},
}};

template <>
constexpr std::array<Name<Guard>, 23> names<Guard>{{
    {Guard::always, "always"},
    {Guard::offer_of_merchant, "offer_of_merchant"},
    {Guard::offer_of_buyer, "offer_of_buyer"},
    {Guard::goods_with_buyer, "goods_with_buyer"},
    {Guard::parcel_under_way, "parcel_under_way"},
    {Guard::pays_back, "pays_back"},
    {Guard::address_known, "address_known"},
    {Guard::address_missing, "address_missing"},
    {Guard::nothing_came_back, "nothing_came_back"},
    {Guard::way_out_open, "way_out_open"},
    {Guard::out_parcel_sent, "out_parcel_sent"},
    {Guard::out_parcel_missing, "out_parcel_missing"},
    {Guard::difference_open, "difference_open"},
    {Guard::merchant_is_late, "merchant_is_late"},
    {Guard::not_rated, "not_rated"},
    {Guard::not_in_arbitration, "not_in_arbitration"},
    {Guard::in_arbitration, "in_arbitration"},
    {Guard::evidence_round, "evidence_round"},
    {Guard::clock_running, "clock_running"},
    {Guard::buyers_time, "buyers_time"},
    {Guard::merchants_time, "merchants_time"},
    {Guard::frozen, "frozen"},
    {Guard::nothing_paid, "nothing_paid"},
}};

template <>
constexpr std::array<Name<Act>, 38> names<Act>{{
    {Act::apply, "apply"},
    {Act::modify, "modify"},
    {Act::withdraw, "withdraw"},
    {Act::agree, "agree"},
    {Act::name_address, "name_address"},
    {Act::reject, "reject"},
    {Act::make_offer, "make_offer"},
    {Act::counter_offer, "counter_offer"},
    {Act::accept_offer, "accept_offer"},
    {Act::end_offer, "end_offer"},
    {Act::intercept, "intercept"},
    {Act::end_intercept, "end_intercept"},
    {Act::ship_back, "ship_back"},
    {Act::note_parcel, "note_parcel"},
    {Act::receive, "receive"},
    {Act::inspect, "inspect"},
    {Act::accept_goods, "accept_goods"},
    {Act::reship, "reship"},
    {Act::fall_back, "fall_back"},
    {Act::remind, "remind"},
    {Act::confirm_receipt, "confirm_receipt"},
    {Act::end_sending_back, "end_sending_back"},
    {Act::retry_refund, "retry_refund"},
    {Act::record_offline, "record_offline"},
    {Act::record_refund, "record_refund"},
    {Act::record_collection, "record_collection"},
    {Act::extend_deadline, "extend_deadline"},
    {Act::add_evidence, "add_evidence"},
    {Act::escalate, "escalate"},
    {Act::step_in, "step_in"},
    {Act::ask_evidence, "ask_evidence"},
    {Act::end_evidence_round, "end_evidence_round"},
    {Act::give_verdict, "give_verdict"},
    {Act::freeze, "freeze"},
    {Act::resume, "resume"},
    {Act::close, "close"},
    {Act::note_order, "note_order"},
    {Act::rate, "rate"},
}};

template <>
constexpr std::array<Name<Clock>, 3> names<Clock>{{
    {Clock::runs_on, "runs_on"},
    {Clock::starts, "starts"},
    {Clock::restores, "restores"},
}};

namespace {

/// In the variant's order.
constexpr std::array<std::string_view, std::variant_size_v<EventKinds>> event_names{
    "applied",
    "modified",
    "auto_reviewed",
    "first_approval",
    "withdrawn",
    "agreed",
    "rejected",
    "offer_made",
    "offer_accepted",
    "offer_ended",
    "offer_countered",
    "intercept_started",
    "intercept_ended",
    "shipped_back",
    "parcel_arrived",
    "received",
    "inspected",
    "requoted",
    "stock_reserved",
    "difference_paid",
    "reshipped",
    "refund_started",
    "entitlements_reclaimed",
    "refund_part_succeeded",
    "refund_part_failed",
    "refund_retried",
    "paid_offline",
    "paid_twice",
    "evidence_added",
    "escalated",
    "evidence_asked",
    "evidence_round_over",
    "verdict_given",
    "sending_back",
    "reminded",
    "order_noted",
    "frozen",
    "resumed",
    "deadline_extended",
    "clock_started",
    "clock_paused",
    "rated",
    "completed",
    "closed",
};

}  // namespace

static_assert(std::none_of(event_names.begin(), event_names.end(),
                           [](std::string_view name) { return name.empty(); }),
              "an event has no name");
static_assert(names<State>.size() == state_count);
static_assert(names<CommandKind>.size() == command_kind_count);

std::string_view name_of(State value) { return name_in_table(value); }
std::string_view name_of(ShortStatus value) { return name_in_table(value); }
std::string_view name_of(ActorKind value) { return name_in_table(value); }
std::string_view name_of(Cause value) { return name_in_table(value); }
std::string_view name_of(PartStatus value) { return name_in_table(value); }
std::string_view name_of(CommandKind value) { return name_in_table(value); }
std::string_view name_of(StepKind value) { return name_in_table(value); }
std::string_view name_of(Goods value) { return name_in_table(value); }
std::string_view name_of(Outcome value) { return name_in_table(value); }
std::string_view name_of(ArbitrationStep value) { return name_in_table(value); }
std::string_view name_of(Via value) { return name_in_table(value); }
std::string_view name_of(Guard value) { return name_in_table(value); }
std::string_view name_of(Act value) { return name_in_table(value); }
std::string_view name_of(Clock value) { return name_in_table(value); }

template std::optional<State> from_name<State>(std::string_view);
template std::optional<ShortStatus> from_name<ShortStatus>(std::string_view);
template std::optional<ActorKind> from_name<ActorKind>(std::string_view);
template std::optional<Cause> from_name<Cause>(std::string_view);
template std::optional<PartStatus> from_name<PartStatus>(std::string_view);
template std::optional<CommandKind> from_name<CommandKind>(std::string_view);
template std::optional<StepKind> from_name<StepKind>(std::string_view);
template std::optional<Goods> from_name<Goods>(std::string_view);
template std::optional<Outcome> from_name<Outcome>(std::string_view);
template std::optional<ArbitrationStep> from_name<ArbitrationStep>(std::string_view);
template std::optional<Via> from_name<Via>(std::string_view);
template std::optional<Guard> from_name<Guard>(std::string_view);
template std::optional<Act> from_name<Act>(std::string_view);
template std::optional<Clock> from_name<Clock>(std::string_view);

std::string_view event_name(Event const& event) { return event_names[event.index()]; }

std::optional<std::size_t> event_index(std::string_view name) {
    for (std::size_t i = 0; i < event_names.size(); ++i) {
        if (event_names[i] == name) return i;
    }
    return std::nullopt;
}

}  // namespace afterdesk::wire
