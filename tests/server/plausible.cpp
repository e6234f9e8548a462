#include "server/plausible.hpp"

#include <algorithm>

namespace afterdesk::older {

namespace {

constexpr Fen concession_fen = 100;

Address somewhere() { return {"售后组", "0571-1", "杭州市余杭区 18 号"}; }
Parcel some_parcel(std::string const& ticket_no) { return {"zto", "ZT" + ticket_no}; }

/// The difference of an exchange has to be paid before anything is sent.
bool waits_for_difference(Ticket const& ticket) {
    return ticket.state == State::awaiting_reship && ticket.quote.collect_fen > 0 && !ticket.collected;
}

/// The folders' shops have the usual time for it.
bool is_too_late(Desk const& desk, Ticket const& ticket) {
    auto const until = appeal_until(ticket, default_policy());
    return until && desk.now() > *until;
}

Modify same_again(Desk& desk, Caller const& who, wire::TicketDetail const& on) {
    Ticket const& ticket = on.ticket;
    auto const quoted = desk.service->orders.quote_for(who, ticket.order_no.value, ticket.request, ticket.no);
    REQUIRE(quoted.ok());
    Apply again;
    again.request = ticket.request;
    again.expected_refund_fen = quoted->refund_fen;
    again.expected_digest = quote_digest(*quoted);
    again.remark = "补充说明";
    again.evidence = {desk.picture(who)};
    return {again};
}

Reject refusal(wire::TicketDetail const& on) {
    for (RejectReason const& reason : on.policy.reject_reasons) {
        auto const& types = reason.types;
        bool const fits = types.empty() || std::count(types.begin(), types.end(), on.ticket.request.type) > 0;
        if (fits) return {reason.code, "不符合条件", {}};
    }
    FAIL("no reason to refuse a " << wire::name_of(on.ticket.request.type));
    return {};
}

/// Lower by a yuan; where nothing would be paid, a yuan for goods that stay with the buyer.
MakeOffer concession(Ticket const& ticket) {
    Fen const refund_fen = ticket.quote.refund_fen;
    MakeOffer offer{refund_fen - concession_fen, "各让一步", somewhere(), std::nullopt};
    if (refund_fen < concession_fen) {
        offer.refund_fen = concession_fen;
        offer.type = TicketType::refund_shipped;
    }
    return offer;
}

Inspect all_fine(wire::TicketDetail const& on) {
    Inspect inspect;
    for (QuotedLine const& quoted : on.ticket.quote.lines) {
        Line const* const line = find_line(on.order, quoted.line_no);
        bool const physical = line != nullptr && line->kind == LineKind::physical;
        if (physical) inspect.inspection.lines.push_back({quoted.line_no, quoted.quantity, 0});
    }
    return inspect;
}

RecordOffline paid_by_hand(Desk& desk, Caller const& who, Ticket const& ticket) {
    for (RefundPart const& part : ticket.refunds) {
        if (part.status == PartStatus::failed) return {part.refund_no, "银行转账", {desk.picture(who)}};
    }
    FAIL("nothing failed");
    return {};
}

GiveVerdict for_the_buyer(Ticket const& ticket) {
    GiveVerdict given;
    given.verdict.outcome = ticket.refunds.empty() ? Outcome::refund_all : Outcome::refund_none;
    given.verdict.text = "平台裁决";
    return given;
}

}  // namespace

std::vector<Move> live_moves(Desk const& desk, Ticket const& ticket) {
    std::vector<Move> moves;
    Caller const people[] = {desk.caller(ticket.buyer_id.value),
                             desk.merchant_of(ticket.shop_id.value, ticket.first_approval),
                             desk.judge_of(ticket)};
    ActorKind const kinds[] = {ActorKind::buyer, ActorKind::merchant, ActorKind::platform};
    for (std::size_t i = 0; i < std::size(people); ++i) {
        for (int kind = 0; kind < command_kind_count; ++kind) {
            auto const command = static_cast<CommandKind>(kind);
            bool const early = command == CommandKind::reship && waits_for_difference(ticket);
            bool const late = command == CommandKind::appeal && is_too_late(desk, ticket);
            if (!early && !late && !why_not(ticket, kinds[i], command)) moves.push_back({people[i], command});
        }
    }
    return moves;
}

std::optional<Command> plausible(Desk& desk, Move const& move, wire::TicketDetail const& on) {
    Ticket const& ticket = on.ticket;
    switch (move.kind) {
        case CommandKind::modify: return same_again(desk, move.who, on);
        case CommandKind::withdraw: return Withdraw{};
        case CommandKind::agree: return Agree{somewhere()};
        case CommandKind::reject: return refusal(on);
        case CommandKind::make_offer: return concession(ticket);
        case CommandKind::counter_offer: return CounterOffer{ticket.quote.refund_fen, "按原金额"};
        case CommandKind::accept_offer: return AcceptOffer{};
        case CommandKind::decline_offer: return DeclineOffer{};
        case CommandKind::intercept: return Intercept{};
        case CommandKind::intercept_result: return InterceptResult{true, std::nullopt};
        case CommandKind::ship_back: return ShipBack{some_parcel(ticket.no.value)};
        case CommandKind::receive: return Receive{};
        case CommandKind::inspect: return all_fine(on);
        case CommandKind::reship: return Reship{some_parcel(ticket.no.value)};
        case CommandKind::fall_back: return FallBack{"缺货"};
        case CommandKind::confirm_receipt: return ConfirmReceipt{};
        case CommandKind::retry_refund: return RetryRefund{};
        case CommandKind::record_offline: return paid_by_hand(desk, move.who, ticket);
        case CommandKind::extend_deadline: return ExtendDeadline{hours(24)};
        case CommandKind::add_evidence: return AddEvidence{{}, "补充说明"};
        case CommandKind::escalate: return Escalate{"请平台介入", {}};
        case CommandKind::step_in: return StepIn{"平台介入"};
        case CommandKind::appeal: return Appeal{"不认可裁决", {}};
        case CommandKind::ask_evidence: return AskEvidence{"请补充凭证"};
        case CommandKind::verdict: return for_the_buyer(ticket);
        case CommandKind::freeze: return Freeze{"等待检测"};
        case CommandKind::resume: return Resume{};
        case CommandKind::close: return Close{"重复申请"};
        case CommandKind::rate: return Rate{{5, "满意"}};
        case CommandKind::settle_strays: return SettleStrays{"补充说明"};
        case CommandKind::apply:
        case CommandKind::parcel_signed:
        case CommandKind::record_refund:
        case CommandKind::record_collection:
        case CommandKind::order_changed:
        case CommandKind::time_out: return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace afterdesk::older
