#include "app/features/ticket/commands.hpp"
#include "base/copy.hpp"
#include "text/ticket.hpp"

#include <algorithm>
#include <array>

namespace afterdesk::app::ticket {
namespace {

constexpr ui::ButtonKind primary = ui::ButtonKind::primary, secondary = ui::ButtonKind::secondary,
                         danger = ui::ButtonKind::danger, quiet = ui::ButtonKind::quiet;

bool has_parcel(Ticket const& ticket) { return ticket.return_parcel.has_value(); }
bool has_out_parcel(Ticket const& ticket) { return ticket.out_parcel.has_value(); }
bool goods_travel(Ticket const& ticket) { return goods_to_come(ticket); }
bool is_recall(Ticket const& ticket) { return ticket.request.recalls(); }
bool is_rejected(Ticket const& ticket) { return ticket.state == State::rejected && !in_arbitration(ticket); }
bool is_sent_back(Ticket const& ticket) { return ticket.state == State::sending_back; }

constexpr Audiences both_sides{buyers.bits | merchants.bits};
constexpr FieldRow address_field{"address", &t::address_choose};
constexpr std::array<FieldRow, 3> parcel_fields{{{"parcel.carrier", &t::carrier},
                                                 {"parcel.carrier_name", &t::carrier_name},
                                                 {"parcel.tracking_no", &t::tracking_no, &t::tracking_hint}}};

// clang-format off
constexpr CommandRow rows[] = {
    {CommandKind::ship_back, "ship", buyers, &t::cmd_ship_back, primary,
     parcel_fields, nullptr, false, &has_parcel, &t::cmd_change_parcel},
    {CommandKind::confirm_receipt, "confirm", buyers, &t::cmd_confirm, secondary, {}, &t::confirm_note, false,
     &is_sent_back, &t::cmd_confirm, &t::confirm_note_back},
    {CommandKind::accept_offer, "", both_sides, &t::cmd_accept_offer, secondary},
    {CommandKind::counter_offer, "counter", buyers, &t::cmd_counter, secondary,
     {{{"refund_fen", &t::counter_label, &t::counter_hint}, {"text", &t::words_for_merchant}}}, &t::counter_note},
    {CommandKind::decline_offer, "", buyers, &t::cmd_decline_offer, secondary},
    {CommandKind::agree, "agree", merchants, &t::cmd_agree, primary,
     {{address_field}}, nullptr, false, &goods_travel, &t::cmd_agree_return},
    {CommandKind::intercept, "", merchants, &t::cmd_intercept, secondary},
    {CommandKind::intercept_result, "intercepted", merchants, &t::cmd_intercept_result, primary,
     {{{"stopped", &t::intercept_stopped}, address_field}}, &t::intercept_note},
    {CommandKind::reship, "reship", merchants, &t::cmd_reship, primary,
     parcel_fields, nullptr, false, &has_out_parcel, &t::cmd_change_parcel},
    {CommandKind::receive, "receive", merchants, &t::cmd_receive, primary, {}, &t::confirm_receive, false,
     &is_recall, &t::cmd_receive_recalled, &t::recall_notice},
    {CommandKind::retry_refund, "", staff, &t::cmd_retry_refund, primary},
    {CommandKind::make_offer, "offer", merchants, &t::cmd_offer, secondary,
     {{{"refund_fen", &t::offer_new_amount, &t::offer_hint}, {"text", &t::offer_text}, address_field}}},
    {CommandKind::reject, "reject", merchants, &t::cmd_reject, danger,
     {{{"reason", &t::reject_reason}, {"text", &t::reject_text}}}, nullptr, true},
    {CommandKind::settle_strays, "settle", staff, &t::cmd_settle_strays, secondary,
     {{{"text", &t::settle_text}}}, &t::settle_note},
    {CommandKind::rate, "rate", buyers, &t::cmd_rate, secondary,
     {{{"stars", &t::stars_label}, {"text", &t::rate_words}}}},
    {CommandKind::modify, "", buyers, &t::cmd_modify, secondary},
    {CommandKind::add_evidence, "proof", both_sides, &t::cmd_evidence, secondary,
     {{{"evidence", &t::photos, &t::proof_hint}, {"text", &t::words_for_proof}}}, &t::proof_note, false,
     &is_rejected, &t::cmd_evidence, &t::proof_note_rejected},
    {CommandKind::escalate, "platform", buyers, &t::cmd_escalate, secondary,
     {{{"text", &t::words_for_platform}, {"evidence", &t::photos, &t::photos_optional}}}, &t::escalate_note},
    {CommandKind::extend_deadline, "extend", both_sides, &t::cmd_extend, quiet,
     {{{"by_ms", &t::extend_by}}}, &t::extend_note},
    {CommandKind::withdraw, "withdraw", buyers, &t::cmd_withdraw, quiet, {}, &t::confirm_withdraw, true},
};
// clang-format on

/// Whether the page has a button for it: those without one wait for their texts, or nobody gives them here.
constexpr bool on_the_page(CommandKind kind) {
    switch (kind) {
        case CommandKind::modify:
        case CommandKind::withdraw:
        case CommandKind::agree:
        case CommandKind::reject:
        case CommandKind::make_offer:
        case CommandKind::counter_offer:
        case CommandKind::accept_offer:
        case CommandKind::decline_offer:
        case CommandKind::ship_back:
        case CommandKind::receive:
        case CommandKind::intercept:
        case CommandKind::intercept_result:
        case CommandKind::reship:
        case CommandKind::confirm_receipt:
        case CommandKind::add_evidence:
        case CommandKind::escalate:
        case CommandKind::rate:
        case CommandKind::extend_deadline:
        case CommandKind::settle_strays:
        case CommandKind::retry_refund: return true;
        case CommandKind::apply:
        case CommandKind::parcel_signed:
        case CommandKind::inspect:
        case CommandKind::fall_back:
        case CommandKind::record_offline:
        case CommandKind::record_refund:
        case CommandKind::record_collection:
        case CommandKind::step_in:
        case CommandKind::ask_evidence:
        case CommandKind::verdict:
        case CommandKind::freeze:
        case CommandKind::resume:
        case CommandKind::close:
        case CommandKind::order_changed:
        case CommandKind::time_out: return false;
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
    if (target.serves == buyers) return rows_for<buyers>;
    if (target.serves == staff) return rows_for<staff>;
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

Preview preview(Model const& model, Shell const& shell, CommandRow const& row) {
    wire::Typed typed;
    auto const form = model.forms.find(row.slug);
    if (form != model.forms.end()) typed = form->second.values;
    if (typed.contains("address") && !wants_address(model, shell, row.command)) typed.erase("address");
    wire::Filled filled = wire::fill_form(row.command, typed);
    Preview result{std::move(filled.command), std::move(filled.mistakes)};
    if (result.refusal.empty()) result.refusal = refusal_of(model, result.command, context_of(model, shell));
    return result;
}

}  // namespace afterdesk::app::ticket
