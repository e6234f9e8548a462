#include "domain/staff/rights.hpp"

#include "base/check.hpp"

namespace afterdesk {

namespace {

using R = Right;

constexpr Rights reviews{R::open_tickets, R::review_tickets, R::handle_goods, R::pay_refunds};
constexpr Rights runs_a_shop{R::open_tickets, R::review_tickets, R::handle_goods, R::pay_refunds,
                             R::set_stock,    R::set_policy,     R::manage_staff, R::read_audit};
constexpr Rights arbitrates{R::open_tickets, R::review_tickets, R::pay_refunds, R::decide_disputes,
                            R::tell_facts,   R::set_channel,    R::read_health};
constexpr Rights runs_the_mall{R::open_tickets, R::review_tickets, R::pay_refunds, R::decide_disputes,
                               R::set_policy,   R::tell_facts,     R::set_channel, R::move_clock,
                               R::manage_staff, R::manage_shops,   R::read_audit,  R::read_health};
constexpr Rights only_looks{R::read_audit, R::read_health};

// clang-format off
constexpr RoleRow roles[] = {
    {StaffRole::reviewer,      ActorKind::merchant, reviews},
    {StaffRole::manager,       ActorKind::merchant, runs_a_shop},
    {StaffRole::arbiter,       ActorKind::platform, arbitrates},
    {StaffRole::administrator, ActorKind::platform, runs_the_mall},
    {StaffRole::auditor,       ActorKind::platform, only_looks},
};
// clang-format on

}  // namespace

std::vector<Right> list_of(Rights rights) {
    std::vector<Right> out;
    for (int i = 0; i < right_count; ++i) {
        if (rights.has(static_cast<Right>(i))) out.push_back(static_cast<Right>(i));
    }
    return out;
}

std::span<RoleRow const> role_rows() { return roles; }

RoleRow const& row_of(StaffRole role) {
    for (RoleRow const& row : roles) {
        if (row.role == role) return row;
    }
    CHECK(false);
}

Rights rights_of_side(ActorKind side) {
    if (side == ActorKind::merchant) return runs_a_shop;
    return side == ActorKind::platform ? runs_the_mall : Rights{};
}

std::optional<Right> right_for(CommandKind command) {
    switch (command) {
        case CommandKind::apply: return Right::open_tickets;
        case CommandKind::agree:
        case CommandKind::reject:
        case CommandKind::make_offer:
        case CommandKind::accept_offer:
        case CommandKind::intercept:
        case CommandKind::fall_back:
        case CommandKind::extend_deadline:
        case CommandKind::add_evidence:
        case CommandKind::escalate:
        case CommandKind::appeal:
        case CommandKind::settle_strays: return Right::review_tickets;
        case CommandKind::intercept_result:
        case CommandKind::receive:
        case CommandKind::inspect:
        case CommandKind::reship: return Right::handle_goods;
        case CommandKind::retry_refund:
        case CommandKind::record_offline: return Right::pay_refunds;
        case CommandKind::step_in:
        case CommandKind::ask_evidence:
        case CommandKind::verdict:
        case CommandKind::freeze:
        case CommandKind::resume:
        case CommandKind::close: return Right::decide_disputes;
        case CommandKind::modify:
        case CommandKind::withdraw:
        case CommandKind::counter_offer:
        case CommandKind::decline_offer:
        case CommandKind::ship_back:
        case CommandKind::parcel_signed:
        case CommandKind::confirm_receipt:
        case CommandKind::record_refund:
        case CommandKind::record_collection:
        case CommandKind::order_changed:
        case CommandKind::rate:
        case CommandKind::time_out: break;
    }
    return std::nullopt;
}

}  // namespace afterdesk
