#include "text/names.hpp"

#include "domain/order/carriers.hpp"

namespace afterdesk::text {
namespace {
constexpr Text nothing{"", ""};

[[noreturn]] void unknown() { check_failed("a named enum value", __FILE__, __LINE__); }
}  // namespace

Text const& name(TicketType type) {
    switch (type) {
        case TicketType::refund_unshipped: return t::type_refund_unshipped;
        case TicketType::refund_shipped: return t::type_refund_shipped;
        case TicketType::return_refund: return t::type_return_refund;
        case TicketType::exchange: return t::type_exchange;
        case TicketType::repair: return t::type_repair;
        case TicketType::reship: return t::type_reship;
        case TicketType::price_protect: return t::type_price_protect;
        case TicketType::virtual_refund: return t::type_virtual_refund;
    }
    unknown();
}

Text const& note(TicketType type) {
    switch (type) {
        case TicketType::refund_unshipped: return t::refund_unshipped_note;
        case TicketType::refund_shipped: return t::refund_shipped_note;
        case TicketType::return_refund: return t::return_refund_note;
        case TicketType::exchange: return t::exchange_note;
        case TicketType::repair: return t::repair_note;
        case TicketType::reship: return t::reship_note;
        case TicketType::price_protect: return t::price_protect_note;
        case TicketType::virtual_refund: return t::virtual_refund_note;
    }
    unknown();
}

Text const& name(State state) {
    switch (state) {
        case State::awaiting_merchant: return t::state_awaiting_merchant;
        case State::awaiting_buyer: return t::state_awaiting_buyer;
        case State::intercepting: return t::state_intercepting;
        case State::awaiting_return: return t::state_awaiting_return;
        case State::awaiting_receipt: return t::state_awaiting_receipt;
        case State::inspecting: return t::state_inspecting;
        case State::refunding: return t::state_refunding;
        case State::refund_failed: return t::state_refund_failed;
        case State::awaiting_reship: return t::state_awaiting_reship;
        case State::reshipped: return t::state_reshipped;
        case State::sending_back: return t::state_sending_back;
        case State::rejected: return t::state_rejected;
        case State::completed: return t::state_completed;
        case State::closed: return t::state_closed;
    }
    unknown();
}

Text const& name(ShortStatus status) {
    switch (status) {
        case ShortStatus::reviewing: return t::status_reviewing;
        case ShortStatus::to_return: return t::status_to_return;
        case ShortStatus::to_refund: return t::status_to_refund;
        case ShortStatus::to_exchange: return t::status_to_exchange;
        case ShortStatus::exchanging: return t::status_exchanging;
        case ShortStatus::review_rejected: return t::status_rejected;
        case ShortStatus::done: return t::status_done;
        case ShortStatus::shut: return t::status_shut;
    }
    unknown();
}

Text const& name(wire::Shipping shipping) {
    switch (shipping) {
        case wire::Shipping::unshipped: return t::shipping_unshipped;
        case wire::Shipping::partly_shipped: return t::shipping_partly;
        case wire::Shipping::shipped: return t::shipping_shipped;
        case wire::Shipping::received: return t::shipping_received;
    }
    unknown();
}

Text const& name(DiscountKind kind) {
    switch (kind) {
        case DiscountKind::shop_coupon: return t::discount_shop_coupon;
        case DiscountKind::platform_coupon: return t::discount_platform_coupon;
        case DiscountKind::full_reduction: return t::discount_full_reduction;
        case DiscountKind::member: return t::discount_member;
        case DiscountKind::points: return t::discount_points;
        case DiscountKind::manual: return t::discount_manual;
    }
    unknown();
}

Text const& name(PaymentChannel channel) {
    switch (channel) {
        case PaymentChannel::wechat: return t::channel_wechat;
        case PaymentChannel::alipay: return t::channel_alipay;
        case PaymentChannel::balance: return t::channel_balance;
        case PaymentChannel::points: return t::channel_points;
        case PaymentChannel::offline: return t::channel_offline;
        case PaymentChannel::unionpay: return t::channel_unionpay;
        case PaymentChannel::card: return t::channel_card;
        case PaymentChannel::giftcard: return t::channel_giftcard;
        case PaymentChannel::cod: return t::channel_cod;
        case PaymentChannel::bank: return t::channel_bank;
    }
    unknown();
}

Text const& name(ActorKind kind) {
    switch (kind) {
        case ActorKind::buyer: return t::who_buyer;
        case ActorKind::merchant: return t::who_merchant;
        case ActorKind::platform: return t::who_platform;
        case ActorKind::system: return t::who_system;
    }
    unknown();
}

Text const& name(StepKind kind) {
    switch (kind) {
        case StepKind::applied: return t::step_applied;
        case StepKind::review: return t::step_review;
        case StepKind::return_goods: return t::step_return;
        case StepKind::receipt: return t::step_receipt;
        case StepKind::refund: return t::step_refund;
        case StepKind::send: return t::step_send;
        case StepKind::buyer_receipt: return t::step_buyer_receipt;
        case StepKind::done: return t::step_done;
        case StepKind::closed: return t::step_closed;
    }
    unknown();
}

Text const& name(wire::EvidenceKind kind) {
    switch (kind) {
        case wire::EvidenceKind::photo: return t::photo_number;
        case wire::EvidenceKind::video: return t::video_number;
        case wire::EvidenceKind::report: return t::report_number;
    }
    unknown();
}

Text const& name(FreightRule rule) {
    switch (rule) {
        case FreightRule::none_paid: return t::freight_none_paid;
        case FreightRule::refunded_whole_order: return t::freight_whole;
        case FreightRule::refunded_last_part: return t::freight_last;
        case FreightRule::kept_shipped: return t::freight_kept_shipped;
        case FreightRule::kept_part: return t::freight_kept_part;
        case FreightRule::kept_type: return t::freight_kept_type;
        case FreightRule::added_shop_at_fault: return t::freight_shop_fault;
        case FreightRule::kept_refunded_before: return t::freight_before;
    }
    unknown();
}

Text const* why(Cause cause) {
    switch (cause) {
        case Cause::none: return nullptr;
        case Cause::unshipped_is_automatic: return &t::cause_unshipped_is_automatic;
        case Cause::virtual_is_automatic: return &t::cause_virtual_is_automatic;
        case Cause::auto_rule: return &t::cause_auto_rule;
        case Cause::opened_by_staff: return &t::cause_opened_by_staff;
        case Cause::merchant_timeout: return &t::cause_merchant_timeout;
        case Cause::offer_timeout: return &t::cause_offer_timeout;
        case Cause::intercept_timeout: return &t::cause_intercept_timeout;
        case Cause::return_timeout: return &t::cause_return_timeout;
        case Cause::receipt_timeout: return &t::cause_receipt_timeout;
        case Cause::inspect_timeout: return &t::cause_inspect_timeout;
        case Cause::reship_timeout: return &t::cause_reship_timeout;
        case Cause::send_back_timeout: return &t::cause_send_back_timeout;
        case Cause::buyer_receipt_timeout: return &t::cause_buyer_receipt_timeout;
        case Cause::difference_timeout: return &t::cause_difference_timeout;
        case Cause::appeal_timeout: return &t::cause_appeal_timeout;
        case Cause::withdrawn: return &t::cause_withdrawn;
        case Cause::shipped_meanwhile: return &t::cause_shipped_meanwhile;
        case Cause::used_meanwhile: return &t::cause_used_meanwhile;
        case Cause::out_of_stock: return &t::cause_out_of_stock;
        case Cause::irreparable: return &t::cause_irreparable;
        case Cause::inspection_refused: return &t::cause_inspection_refused;
        case Cause::verdict: return &t::cause_verdict;
        case Cause::refunded_outside: return &t::cause_refunded_outside;
        case Cause::closed_by_platform: return &t::cause_closed_by_platform;
    }
    unknown();
}

Text const& next_in(State state) {
    switch (state) {
        case State::awaiting_merchant: return t::next_awaiting_merchant;
        case State::awaiting_buyer: return t::next_awaiting_buyer;
        case State::awaiting_return: return t::next_awaiting_return;
        case State::awaiting_receipt: return t::next_awaiting_receipt;
        case State::refunding: return t::next_refunding;
        case State::refund_failed: return t::next_refund_failed;
        case State::rejected: return t::next_rejected;
        case State::completed: return t::next_completed;
        case State::closed: return t::next_closed;
        case State::intercepting:
        case State::inspecting:
        case State::awaiting_reship:
        case State::reshipped:
        case State::sending_back: return nothing;
    }
    unknown();
}

std::string carrier_name(Language language, std::string_view code, std::string_view called) {
    if (!called.empty()) return std::string(called);
    Carrier const* const carrier = find_carrier(code);
    if (carrier == nullptr) return std::string(code);
    return std::string(language == Language::en ? carrier->en : carrier->zh);
}

std::string carrier_name(Language language, Parcel const& parcel) {
    return carrier_name(language, parcel.carrier, parcel.carrier_name);
}

}  // namespace afterdesk::text
