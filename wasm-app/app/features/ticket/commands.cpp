#include "app/features/ticket/commands.hpp"
#include "app/shell/say.hpp"
#include "base/copy.hpp"
#include "domain/ticket/stock_reserved.hpp"
#include "text/staff.hpp"
#include "text/ticket.hpp"

#include <algorithm>
#include <array>

namespace afterdesk::app::ticket {
namespace {

constexpr ui::ButtonKind primary = ui::ButtonKind::primary, secondary = ui::ButtonKind::secondary,
                         quiet = ui::ButtonKind::quiet;

bool has_parcel(Ticket const& ticket) { return ticket.return_parcel.has_value(); }
bool has_out_parcel(Ticket const& ticket) { return ticket.out_parcel.has_value(); }
bool goods_travel(Ticket const& ticket) { return goods_to_come(ticket); }
bool is_recall(Ticket const& ticket) { return ticket.request.recalls(); }
bool is_rejected(Ticket const& ticket) { return ticket.state == State::rejected && !in_arbitration(ticket); }
bool is_sent_back(Ticket const& ticket) { return ticket.state == State::sending_back; }

constexpr Audiences both_sides{buyers.bits | merchants.bits};
constexpr FieldRow address_field{"address", &t::address_choose};

// clang-format off
constexpr FieldRow parcel_fields[] = {
    {"parcel.carrier", &t::carrier}, {"parcel.carrier_name", &t::carrier_name},
    {"parcel.tracking_no", &t::tracking_no, &t::tracking_hint}};
constexpr FieldRow counter_fields[] = {
    {"refund_fen", &t::counter_label, &t::counter_hint}, {"text", &t::words_for_merchant}};
constexpr FieldRow agree_fields[] = {address_field};
constexpr FieldRow intercept_fields[] = {{"stopped", &t::intercept_stopped}, address_field};
constexpr FieldRow receive_fields[] = {{"inspect", &t::inspect_first}};
constexpr FieldRow inspect_fields[] = {{"lines", &t::inspect_lines}, {"text", &t::inspect_text}};
constexpr FieldRow fall_back_fields[] = {{"text", &t::fall_back_text}};
constexpr FieldRow retry_fields[] = {{"via", &t::retry_via}};
constexpr FieldRow offline_fields[] = {
    {"refund_no", &t::offline_part}, {"text", &t::offline_text},
    {"evidence", &t::photos, &t::offline_proof}};
constexpr FieldRow offer_fields[] = {
    {"refund_fen", &t::offer_new_amount, &t::offer_hint}, {"text", &t::offer_text}, address_field,
    {"type", &t::offer_becomes}};
constexpr FieldRow reject_fields[] = {{"reason", &t::reject_reason}, {"text", &t::reject_text}};
constexpr FieldRow settle_fields[] = {{"text", &t::settle_text}};
constexpr FieldRow rate_fields[] = {{"stars", &t::stars_label}, {"text", &t::rate_words}};
constexpr FieldRow proof_fields[] = {{"evidence", &t::photos, &t::proof_hint}, {"text", &t::words_for_proof}};
constexpr FieldRow escalate_fields[] = {
    {"text", &t::words_for_platform}, {"evidence", &t::photos, &t::photos_optional}};
constexpr FieldRow extend_fields[] = {{"by_ms", &t::extend_by}};
constexpr FieldRow step_in_fields[] = {{"text", &t::step_in_text}};
constexpr FieldRow ask_fields[] = {{"text", &t::ask_text}};
constexpr FieldRow freeze_fields[] = {{"text", &t::freeze_text}};
constexpr FieldRow close_fields[] = {{"text", &t::close_text}};
constexpr FieldRow verdict_fields[] = {
    {"verdict.outcome", &t::verdict_outcome}, {"verdict.refund_fen", &t::verdict_amount},
    {"verdict.fault", &t::verdict_fault}, {"verdict.freight_payer", &t::verdict_freight},
    {"verdict.return_goods", &t::verdict_goods},
    {"verdict.text", &t::verdict_reason, &t::verdict_reason_hint}, address_field};

constexpr CommandRow rows[] = {
    {CommandKind::ship_back, "ship", buyers, &t::cmd_ship_back, primary,
     parcel_fields, nullptr, false, &has_parcel, &t::cmd_change_parcel},
    {CommandKind::confirm_receipt, "confirm", buyers, &t::cmd_confirm, secondary, {}, &t::confirm_note, false,
     &is_sent_back, &t::cmd_confirm, &t::confirm_note_back},
    {CommandKind::verdict, verdict_slug, platform, &t::cmd_verdict, primary, verdict_fields},
    {CommandKind::accept_offer, "accept", both_sides, &t::cmd_accept_offer, secondary, {}, nullptr, false, nullptr,
     nullptr, nullptr, buyers},
    {CommandKind::counter_offer, "counter", buyers, &t::cmd_counter, secondary, counter_fields, &t::counter_note},
    {CommandKind::decline_offer, "", buyers, &t::cmd_decline_offer, secondary},
    {CommandKind::agree, "agree", merchants, &t::cmd_agree, primary,
     agree_fields, nullptr, false, &goods_travel, &t::cmd_agree_return},
    {CommandKind::intercept, "intercept", merchants, &t::cmd_intercept, secondary},
    {CommandKind::intercept_result, "intercepted", merchants, &t::cmd_intercept_result, primary,
     intercept_fields, &t::intercept_note},
    {CommandKind::reship, "reship", merchants, &t::cmd_reship, primary,
     parcel_fields, nullptr, false, &has_out_parcel, &t::cmd_change_parcel},
    {CommandKind::receive, "receive", merchants, &t::cmd_receive, primary, receive_fields, &t::confirm_receive,
     false, &is_recall, &t::cmd_receive_recalled, &t::recall_notice},
    {CommandKind::inspect, "inspect", merchants, &t::cmd_inspect, primary, inspect_fields},
    {CommandKind::retry_refund, "retry", staff, &t::cmd_retry_refund, primary, retry_fields, &t::retry_note},
    {CommandKind::record_offline, "offline", staff, &t::cmd_offline, secondary, offline_fields, &t::offline_note},
    {CommandKind::make_offer, "offer", merchants, &t::cmd_offer, secondary, offer_fields},
    {CommandKind::fall_back, "fall-back", merchants, &t::cmd_fall_back, secondary, fall_back_fields,
     &t::fall_back_note},
    {CommandKind::reject, "reject", merchants, &t::cmd_reject, secondary, reject_fields, nullptr, true},
    {CommandKind::settle_strays, "settle", staff, &t::cmd_settle_strays, secondary, settle_fields, &t::settle_note},
    {CommandKind::ask_evidence, "ask", platform, &t::cmd_ask_evidence, secondary, ask_fields, &t::ask_note},
    {CommandKind::step_in, "step-in", platform, &t::cmd_step_in, primary, step_in_fields, &t::step_in_note},
    {CommandKind::rate, "rate", buyers, &t::cmd_rate, secondary, rate_fields},
    {CommandKind::modify, "", buyers, &t::cmd_modify, secondary},
    {CommandKind::add_evidence, "proof", signed_in, &t::cmd_evidence, secondary, proof_fields, &t::proof_note, false,
     &is_rejected, &t::cmd_evidence, &t::proof_note_rejected},
    {CommandKind::escalate, "platform", buyers, &t::cmd_escalate, secondary, escalate_fields, &t::escalate_note},
    {CommandKind::appeal, "appeal", both_sides, &t::cmd_appeal, secondary, escalate_fields, &t::appeal_note},
    {CommandKind::extend_deadline, "extend", both_sides, &t::cmd_extend, quiet, extend_fields, &t::extend_note},
    {CommandKind::freeze, "freeze", platform, &t::cmd_freeze, quiet, freeze_fields, &t::freeze_note},
    {CommandKind::resume, "resume", platform, &t::cmd_resume, secondary},
    {CommandKind::close, "close", platform, &t::cmd_close, quiet, close_fields, &t::close_note, true},
    {CommandKind::withdraw, "withdraw", buyers, &t::cmd_withdraw, quiet, {}, &t::confirm_withdraw, true},
};
// clang-format on

/// Whether the page has a button for it: the others are for orders, the mall, the channel and the clock.
constexpr bool on_the_page(CommandKind kind) {
    switch (kind) {
        case CommandKind::apply:
        case CommandKind::parcel_signed:
        case CommandKind::record_refund:
        case CommandKind::record_collection:
        case CommandKind::order_changed:
        case CommandKind::time_out: return false;
        case CommandKind::modify:
        case CommandKind::withdraw:
        case CommandKind::agree:
        case CommandKind::reject:
        case CommandKind::make_offer:
        case CommandKind::counter_offer:
        case CommandKind::accept_offer:
        case CommandKind::decline_offer:
        case CommandKind::intercept:
        case CommandKind::intercept_result:
        case CommandKind::ship_back:
        case CommandKind::receive:
        case CommandKind::inspect:
        case CommandKind::reship:
        case CommandKind::fall_back:
        case CommandKind::confirm_receipt:
        case CommandKind::retry_refund:
        case CommandKind::record_offline:
        case CommandKind::extend_deadline:
        case CommandKind::add_evidence:
        case CommandKind::escalate:
        case CommandKind::step_in:
        case CommandKind::ask_evidence:
        case CommandKind::verdict:
        case CommandKind::freeze:
        case CommandKind::resume:
        case CommandKind::close:
        case CommandKind::rate:
        case CommandKind::appeal:
        case CommandKind::settle_strays: return true;
    }
    return false;
}

constexpr bool rows_are_complete() {
    for (int i = 0; i < command_kind_count; ++i) {
        auto const kind = static_cast<CommandKind>(i);
        int count = 0;
        for (CommandRow const& row : rows) count += row.command == kind ? 1 : 0;
        if (count != (on_the_page(kind) ? 1 : 0)) return false;
    }
    return true;
}
static_assert(rows_are_complete(), "one row for each command that the page has");

/// Those of some people only, in a table of their own: the linker leaves out what a target does not name.
template <Audiences whose>
constexpr auto rows_for = [] {
    constexpr auto is_theirs = [](CommandRow const& row) { return (row.audiences.bits & whose.bits) != 0; };
    std::array<CommandRow, std::count_if(std::begin(rows), std::end(rows), is_theirs)> theirs{};
    std::copy_if(std::begin(rows), std::end(rows), theirs.begin(), is_theirs);
    for (CommandRow& row : theirs)
        if (row.at_once.bits == whose.bits) row.slug = {}, row.at_once = {};
    return theirs;
}();

ActorKind role_of(wire::Audience audience) {
    switch (audience) {
        case wire::Audience::buyer: return ActorKind::buyer;
        case wire::Audience::merchant: return ActorKind::merchant;
        case wire::Audience::platform: return ActorKind::platform;
    }
    return ActorKind::buyer;
}

/// Refusals that may come only of what the page is not told: the shop's stock, the order's other tickets.
bool is_the_servers(Mistake const& mistake) {
    return mistake.rule == Rule::out_of_stock || mistake.rule == Rule::sku_unknown ||
           mistake.rule == Rule::stock_not_reserved || mistake.rule == Rule::quote_changed;
}

/// Refused whatever is typed into a form with these fields.
bool is_beyond(Mistake const& mistake, std::vector<wire::FormField> const& fields) {
    if (mistake.path == "command") return true;
    return std::none_of(fields.begin(), fields.end(), [&mistake](wire::FormField const& field) {
        return is_about(mistake, field.path) || field.path.starts_with(mistake.path + ".");
    });
}

}  // namespace

std::span<CommandRow const> command_rows() {
    if (serves_only(buyers)) return rows_for<buyers>;
    if (serves_only(staff)) return rows_for<staff>;
    return rows;
}

CommandRow const* row_of_dialog(std::string_view slug) {
    for (CommandRow const& row : command_rows()) {
        if (!slug.empty() && row.slug == slug) return &row;
    }
    return nullptr;
}

CommandRow const* row_of(CommandKind command) {
    for (CommandRow const& row : command_rows()) {
        if (row.command == command) return &row;
    }
    return nullptr;
}

Context context_of(Model const& model, Shell const& shell) {
    wire::TicketDetail const& detail = *model.ticket.value;
    Context context;
    context.now = shell.server_now();
    context.actor.kind = role_of(model.audience);
    if (auto const& session = shell.session_of(model.audience); session.value)
        context.actor.id = session.value->actor_id;
    context.order = copy_of(detail.order);
    context.policy = copy_of(detail.policy);
    context.other_claims = claims_beside(model);
    if (has_staff() && model.order.value) {
        context.stock = shelf_for(detail.ticket, copy_of(model.order.value->stock));
        context.approved_today_fen = model.order.value->approved_today_fen;
    }
    if (!detail.shop.addresses.empty()) context.default_return_address = detail.shop.addresses.front();
    return context;
}

Mistakes refusal_of(Model const& model, Command const& command, Context const& context) {
    auto const decision = decide(model.ticket.value->ticket, command, context);
    if (decision.ok()) return {};
    Mistakes mistakes = decision.error();
    std::erase_if(mistakes, is_the_servers);
    return mistakes;
}

bool wants_address(Model const& model, Shell const& shell, CommandKind command) {
    if (has_staff() && command == CommandKind::verdict) return true;  // the form says when
    Mistakes const refusal =
        refusal_of(model, wire::fill_form(command, {}).command, context_of(model, shell));
    return std::any_of(refusal.begin(), refusal.end(),
                       [](Mistake const& mistake) { return mistake.path == "address"; });
}

std::optional<Mistake> why_not_now(Model const& model, Shell const& shell, CommandKind command) {
    std::vector<wire::FormField> const fields = wire::form_fields(command);
    Mistakes refusal = refusal_of(model, wire::fill_form(command, {}).command, context_of(model, shell));
    for (Mistake& mistake : refusal) {
        if (is_beyond(mistake, fields)) return std::move(mistake);
    }
    return std::nullopt;
}

bool is_about(Mistake const& mistake, std::string_view field) {
    std::string_view const path = mistake.path;
    bool const within =
        path.size() > field.size() && (path[field.size()] == '.' || path[field.size()] == '[');
    return path == field || (path.starts_with(field) && within);
}

std::string typed_address(Address const& address) {
    return address.name + "\n" + address.phone + "\n" + address.text;
}

std::string label_of(Shell const& shell, Ticket const& ticket, CommandRow const& row) {
    std::string label = say(shell, row.label_for(ticket));
    if (has_staff() && is_second_approval(ticket, row.command))
        return text::fill(shell.language, t::cmd_second, {label});
    return label;
}

Preview preview(Model const& model, Shell const& shell, CommandRow const& row) {
    wire::Typed typed;
    auto const form = model.forms.find(row.slug);
    if (form != model.forms.end()) typed = form->second.values;
    if (typed.contains("address") && !wants_address(model, shell, row.command)) typed.erase("address");
    if (has_staff() && form != model.forms.end()) {
        std::erase_if(typed, [&](auto const& it) {
            return !is_asked_of_staff(*model.ticket.value, it.first, &form->second);
        });
    }
    wire::Filled filled = wire::fill_form(row.command, typed);
    Preview result{std::move(filled.command), std::move(filled.mistakes), {}};
    if (!result.refusal.empty()) return result;
    auto decided = decide(model.ticket.value->ticket, result.command, context_of(model, shell));
    if (decided.ok()) {
        result.events = std::move(decided).value();
    } else {
        result.refusal = decided.error();
        std::erase_if(result.refusal, is_the_servers);
    }
    return result;
}

}  // namespace afterdesk::app::ticket
