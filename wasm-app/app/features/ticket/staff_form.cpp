// What staff's forms may choose from, what they hold when they open, and the keys of staff's commands.

#include <algorithm>

#include "app/features/ticket/commands.hpp"
#include "app/shell/say.hpp"
#include "text/names.hpp"
#include "text/staff.hpp"
#include "wire/names.hpp"

namespace afterdesk::app::ticket {
namespace {

constexpr std::string_view refund_path = "refund_no";

/// A choice of a form: the value's name on the wire, and how it is called.
struct Named {
    std::string_view path, key;
    text::Text const* label;
};
constexpr Named named_choices[] = {
    {"via", "original", &t::via_original},
    {"via", "balance", &t::via_balance},
    {"verdict.outcome", "refund_all", &t::verdict_all},
    {"verdict.outcome", "refund_part", &t::verdict_part},
    {"verdict.outcome", "refund_none", &t::verdict_none},
    {"verdict.outcome", "exchange", &t::verdict_exchange},
    {"verdict.fault", "shop", &t::fault_shop},
    {"verdict.fault", "buyer", &t::fault_buyer},
    {"verdict.fault", "carrier", &t::fault_carrier},
    {"verdict.freight_payer", "shop", &t::fault_shop},
    {"verdict.freight_payer", "buyer", &t::fault_buyer},
};

/// What a merchant may propose in place of what was asked for; nothing where only the amount can be another.
std::vector<ui::Choice> types_to_offer(Shell const& shell, Ticket const& ticket) {
    constexpr TicketType types[] = {TicketType::return_refund, TicketType::refund_shipped,
                                    TicketType::exchange, TicketType::repair, TicketType::reship};
    std::vector<ui::Choice> choices;
    bool const may = ticket.state == State::awaiting_merchant && concerns_shipped(ticket.request.type);
    for (TicketType const type : types) {
        if (may) choices.push_back({std::string(wire::name_of(type)), say(shell, text::name(type)), ""});
    }
    return choices;
}

/// "微信支付 ¥200.00", of each part that failed.
std::vector<ui::Choice> failed_parts(Shell const& shell, wire::TicketDetail const& detail) {
    std::vector<ui::Choice> choices;
    for (RefundPart const& part : detail.ticket.refunds) {
        if (part.status != PartStatus::failed) continue;
        std::string channel;
        for (Payment const& payment : detail.order.payments) {
            if (payment.payment_id == part.payment_id)
                channel = say(shell, text::name(payment.channel)) + " ";
        }
        choices.push_back({part.refund_no, channel + yuan(part.amount_fen), part.refund_no});
    }
    return choices;
}

struct CommandKey {
    CommandKind command;
    std::string_view key;
};
/// What a ticket asks for first is A, whatever it is called in its state.
constexpr CommandKey keys[] = {
    {CommandKind::agree, "A"},
    {CommandKind::receive, "A"},
    {CommandKind::reship, "A"},
    {CommandKind::inspect, "A"},
    {CommandKind::intercept_result, "A"},
    {CommandKind::retry_refund, "A"},
    {CommandKind::verdict, "A"},
    {CommandKind::reject, "R"},
    {CommandKind::make_offer, "O"},
    {CommandKind::accept_offer, "Y"},
    {CommandKind::intercept, "I"},
    {CommandKind::fall_back, "B"},
    {CommandKind::record_offline, "L"},
    {CommandKind::settle_strays, "U"},
    {CommandKind::add_evidence, "E"},
    {CommandKind::appeal, "P"},
    {CommandKind::extend_deadline, "D"},
    {CommandKind::step_in, "P"},
    {CommandKind::ask_evidence, "Q"},
    {CommandKind::freeze, "F"},
    {CommandKind::resume, "F"},
    {CommandKind::close, "Z"},
};

}  // namespace

std::string_view key_of(CommandKind command) {
    for (CommandKey const& row : keys) {
        if (row.command == command) return row.key;
    }
    return {};
}

bool is_second_approval(Ticket const& ticket, CommandKind command) {
    bool const approves = command == CommandKind::agree || command == CommandKind::accept_offer ||
                          command == CommandKind::intercept_result || command == CommandKind::fall_back;
    return approves && !ticket.first_approval.empty();
}

std::vector<ui::Choice> staff_choices(Shell const& shell, wire::TicketDetail const& detail,
                                      std::string_view path) {
    if (path == "type") return types_to_offer(shell, detail.ticket);
    if (path == refund_path) return failed_parts(shell, detail);
    std::vector<ui::Choice> choices;
    for (Named const& one : named_choices) {
        if (one.path == path) choices.push_back({std::string(one.key), say(shell, *one.label), ""});
    }
    return choices;
}

bool is_asked_of_staff(wire::TicketDetail const& detail, std::string_view path,
                       screens::FormUi const* typed) {
    auto const holds = [typed](std::string_view in, std::string_view value) {
        return typed != nullptr && typed->value_of(in) == value;
    };
    if (path == "inspect") return !detail.policy.inspection;
    if (path == "verdict.refund_fen") return holds("verdict.outcome", "refund_part");
    bool const is_verdict = in_arbitration(detail.ticket);  // nothing else asks for an address then
    bool const chosen = typed != nullptr && !typed->value_of("verdict.outcome").empty();
    bool const may_return =
        chosen && !holds("verdict.outcome", "refund_none") && detail.ticket.goods != Goods::returned;
    if (path == "verdict.return_goods") return may_return;
    if (path == "address" && is_verdict) return may_return && holds("verdict.return_goods", "1");
    return true;
}

std::string prefilled(wire::TicketDetail const& detail, std::string_view path) {
    if (path == "via") return "original";
    if (path == "type") return std::string(wire::name_of(detail.ticket.request.type));
    if (path == "lines") return all_accepted(detail);
    if (path != refund_path) return {};
    for (RefundPart const& part : detail.ticket.refunds) {
        if (part.status == PartStatus::failed) return part.refund_no;
    }
    return {};
}

std::string first_approval_notice(Shell const& shell, wire::TicketDetail const& detail) {
    Ticket const& ticket = detail.ticket;
    Instant at = ticket.state_since;
    for (EventRecord const& record : detail.history) {
        if (std::holds_alternative<FirstApproval>(record.event)) at = record.at;
    }
    bool const countered = ticket.offer && ticket.offer->by == ActorKind::buyer;
    Fen const refund_fen = countered ? ticket.offer->refund_fen : ticket.quote.refund_fen;
    std::string const& name =
        detail.first_approval_by.empty() ? ticket.first_approval : detail.first_approval_by;
    return text::fill(shell.language, t::first_approved,
                      {name, minute(shell, at), yuan(refund_fen), yuan(detail.policy.four_eyes_above_fen)});
}

}  // namespace afterdesk::app::ticket
