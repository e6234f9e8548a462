#include "app/update.hpp"
#include "base/text.hpp"
#include "wire/codec.hpp"

namespace afterdesk::app {
namespace {

std::optional<Address> chosen_address(Model const& model) {
    auto const& addresses = model.ticket.value->shop.addresses;
    for (std::size_t i = 0; i < addresses.size(); ++i) {
        if (std::to_string(i) == model.ticket_ui.address) return addresses[i];
    }
    return std::nullopt;
}

std::optional<Command> offer_of(Model const& model) {
    auto const amount = parse_fen(model.ticket_ui.offer_amount);
    if (!amount || *amount >= model.ticket.value->ticket.quote.refund_fen) return std::nullopt;
    bool const needs_address =
        returns_goods(model.ticket.value->ticket.request.type) && !model.ticket.value->ticket.return_address;
    if (needs_address && !chosen_address(model)) return std::nullopt;
    return MakeOffer{*amount, model.ticket_ui.offer_text,
                     needs_address ? chosen_address(model) : std::nullopt, std::nullopt};
}

std::optional<Command> build(Model const& model, CommandKind kind) {
    screens::TicketUi const& fields = model.ticket_ui;
    switch (kind) {
        case CommandKind::withdraw: return Withdraw{};
        case CommandKind::agree: {
            bool const needs_address = returns_goods(model.ticket.value->ticket.request.type);
            if (needs_address && !chosen_address(model)) return std::nullopt;
            return Agree{needs_address ? chosen_address(model) : std::nullopt};
        }
        case CommandKind::reject:
            if (fields.reject_reason.empty()) return std::nullopt;
            return Reject{fields.reject_reason, fields.reject_text, {}};
        case CommandKind::make_offer: return offer_of(model);
        case CommandKind::accept_offer: return AcceptOffer{};
        case CommandKind::decline_offer: return DeclineOffer{};
        case CommandKind::ship_back:
            if (fields.carrier.empty() || trim(fields.tracking_no).empty()) return std::nullopt;
            return ShipBack{{fields.carrier, std::string(trim(fields.tracking_no))}};
        case CommandKind::receive: return Receive{};
        case CommandKind::retry_refund: return RetryRefund{};
        // The page has no screens for these yet, or nobody gives them here.
        case CommandKind::apply:
        case CommandKind::modify:
        case CommandKind::counter_offer:
        case CommandKind::intercept:
        case CommandKind::intercept_result:
        case CommandKind::parcel_signed:
        case CommandKind::inspect:
        case CommandKind::reship:
        case CommandKind::fall_back:
        case CommandKind::confirm_receipt:
        case CommandKind::record_offline:
        case CommandKind::record_refund:
        case CommandKind::record_collection:
        case CommandKind::add_evidence:
        case CommandKind::escalate:
        case CommandKind::step_in:
        case CommandKind::ask_evidence:
        case CommandKind::verdict:
        case CommandKind::freeze:
        case CommandKind::resume:
        case CommandKind::close:
        case CommandKind::order_changed:
        case CommandKind::rate:
        case CommandKind::time_out: return std::nullopt;
    }
    return std::nullopt;
}

}  // namespace

std::optional<wire::CommandBody> command_of(Model const& model, CommandKind kind) {
    if (!model.ticket.value) return std::nullopt;
    auto command = build(model, kind);
    if (!command) return std::nullopt;
    return wire::CommandBody{std::move(*command), model.ticket.value->ticket.version};
}

void give(Model& model, CommandKind kind) {
    Sending& sending = model.sending;
    if (sending.call != 0 || queued_about(model, model.ticket_key) != nullptr) return;
    auto const body = command_of(model, kind);
    if (!body) return;
    std::string text = wire::write_json(wire::to_json(*body));
    sending.idempotency_key = new_key(model);
    sending.command = kind;
    sending.body = std::move(text);
    sending.mistakes.clear();
    sending.stale = false;
    std::string const path = api_path(model.route.audience, "/tickets/" + model.ticket_key + "/commands");
    sending.call = send(model, {Purpose::command, model.route.audience, model.ticket_key},
                        {0, "POST", path, sending.body, sending.idempotency_key});
}

}  // namespace afterdesk::app
