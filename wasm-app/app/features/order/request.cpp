// What the form asks for, and what the core says to it.

#include <algorithm>
#include <utility>

#include "app/features/order/model.hpp"
#include "base/copy.hpp"
#include "base/text.hpp"

namespace afterdesk::app::order {
namespace {

/// What the order's other tickets hold.
std::vector<Claim> claims_of_others(Model const& model) {
    std::vector<Claim> claims = model.order.value->claims;
    if (model.form.changes.empty()) return claims;
    for (Claim const& own : claims_of(model.ticket.value->ticket)) {
        auto const at = std::find(claims.begin(), claims.end(), own);
        if (at != claims.end()) claims.erase(at);
    }
    return claims;
}

void say_part(LineRequest& asked, Line const& line, TicketType type, screens::ApplyPart const& part) {
    if (type == TicketType::exchange && part.want_sku != line.sku) asked.want_sku = part.want_sku;
    if (type == TicketType::price_protect) asked.now_price_fen = parse_fen(part.price);
    if (!line.entitlements.empty()) asked.entitlements = part.entitlements;
}

/// What the shop has matters for what it gives in exchange.
std::vector<Ware> stock_of(Model const& model) {
    bool const exchanges = model.form.type == TicketType::exchange;
    return exchanges ? model.order.value->stock : std::vector<Ware>();
}

}  // namespace

bool is_known(Model const& model) {
    ApplyForm const& form = model.form;
    if (!model.order.value || model.order_no != form.order_no) return false;
    return form.changes.empty() ||
           (model.ticket.value && model.ticket.value->ticket.no.value == form.changes);
}

Policy const& policy_of(Model const& model) {
    return model.form.changes.empty() ? model.order.value->policy : model.ticket.value->policy;
}

std::vector<int> left_of(Model const& model) {
    return units_left(model.order.value->order, claims_of_others(model), model.form.type);
}

Request request_of(Model const& model) {
    ApplyForm const& form = model.form;
    Request request;
    request.type = form.type;
    request.reason = form.ui.reason;
    request.keep_gifts = form.ui.keep_gifts;
    request.opened = form.ui.opened;
    if (!model.order.value) return request;
    auto const& lines = model.order.value->order.lines;
    for (std::size_t i = 0; i < lines.size() && i < form.ui.quantities.size(); ++i) {
        if (form.ui.quantities[i] <= 0) continue;
        LineRequest& asked = request.lines.emplace_back();
        asked.line_no = lines[i].line_no;
        asked.quantity = form.ui.quantities[i];
        if (i < form.ui.parts.size()) say_part(asked, lines[i], form.type, form.ui.parts[i]);
    }
    return request;
}

std::optional<QuoteInput> quote_input_of(Model const& model, Shell const& shell) {
    if (!is_known(model)) return std::nullopt;
    QuoteInput input;
    input.now = shell.server_now();
    input.order = model.order.value->order;
    input.claims = claims_of_others(model);
    input.request = request_of(model);
    input.policy = policy_of(model);
    input.stock = stock_of(model);
    if (model.form.changes.empty()) return input;
    return to_change(model.ticket.value->ticket, std::move(input));
}

std::string_view came_key(Model const& model) {
    if (!model.form.ui.came.empty()) return model.form.ui.came;
    auto const left = left_of(model);
    auto const& lines = model.order.value->order.lines;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        bool const under_way = lines[i].received_quantity() < lines[i].shipped_quantity();
        if (left[i] > 0 && under_way) return screens::came_no;
    }
    return screens::came_yes;
}

bool is_offered(Model const& model, Reason const& reason) {
    TicketType const type = model.form.type;
    if (!is_for(reason, type) || type != TicketType::refund_shipped) return is_for(reason, type);
    bool const came = came_key(model) == screens::came_yes;
    Phase const phase = came ? Phase::received : Phase::shipped;
    auto const& phases = reason.phases;
    bool const fits = phases.empty() || std::find(phases.begin(), phases.end(), phase) != phases.end();
    // What is wrong with goods can be shown of those that came; a buyer's wish needs neither.
    bool const shows_goods = needs_evidence(policy_of(model), reason.code, type);
    return fits && (reason.fault == Fault::buyer || shows_goods == came);
}

void assume_reason(Model const& model, Request& request) {
    for (Reason const& reason : policy_of(model).reasons) {
        if (request.reason.empty() && is_offered(model, reason)) request.reason = reason.code;
    }
}

Apply apply_of(Model const& model, Request const& request, Quote const& shown) {
    Apply apply;
    apply.request = copy_of(request);
    apply.expected_refund_fen = shown.refund_fen;
    apply.expected_digest = quote_digest(shown);
    apply.remark = with_line_feeds(model.form.ui.remark);
    for (Photo const& photo : model.form.photos) {
        if (!photo.evidence_id.empty()) apply.evidence.push_back(EvidenceId{photo.evidence_id});
    }
    return apply;
}

Mistakes refusal_of(Model const& model, Shell const& shell, Apply const& apply) {
    wire::OrderDetail const& detail = *model.order.value;
    bool const changes = !model.form.changes.empty();
    Context context;
    context.now = shell.server_now();
    context.actor = {ActorKind::buyer, detail.order.buyer_id.value};
    if (for_a_buyer(model)) {
        auto const& session = shell.session_of(asker(model));
        context.actor.kind =
            asker(model) == wire::Audience::merchant ? ActorKind::merchant : ActorKind::platform;
        context.actor.id = session.value ? session.value->actor_id : std::string();
        context.approved_today_fen = detail.approved_today_fen;
    }
    context.order = copy_of(detail.order);
    context.other_claims = claims_of_others(model);
    context.policy = copy_of(policy_of(model));
    context.stock = stock_of(model);
    // It is told of the line that has most: it counts here when all lines are asked for.
    bool const all_lines = apply.request.lines.size() == detail.order.lines.size();
    context.applications = all_lines ? detail.applications : 0;
    Command const command = changes ? Command(Modify{apply}) : Command(Apply(apply));
    auto const decision = decide(changes ? model.ticket.value->ticket : Ticket{}, command, context);
    return decision.ok() ? Mistakes{} : decision.error();
}

}  // namespace afterdesk::app::order
