// What happened and the type's own part of the form, ready to print.

#include <algorithm>

#include "app/features/order/model.hpp"
#include "app/shell/say.hpp"
#include "text/names.hpp"
#include "text/shop.hpp"

namespace afterdesk::app::order {
namespace {

using Part = screens::ApplyView::Part;

text::Text const* wants_proof(EvidenceRule rule) {
    switch (rule) {
        case EvidenceRule::none: return nullptr;
        case EvidenceRule::optional: return &t::proof_optional;
        case EvidenceRule::photo: return &t::proof_photo;
        case EvidenceRule::video: return &t::proof_video;
        case EvidenceRule::report: return &t::proof_report;
    }
    return nullptr;
}

text::Text const& freight_by_buyer(Model const& model) {
    return for_a_buyer(model) ? t::freight_by_their_buyer : t::freight_by_buyer;
}

void append(std::string& said, std::string const& more) {
    if (!said.empty()) said += " · ";
    said += more;
}

/// "退货运费由商家承担 · 需要照片 · 15 天内".
std::string what_it_means(Model const& model, Shell const& shell, Reason const& reason,
                          std::vector<LineRequest> const& lines) {
    TicketType const type = model.form.type;
    std::string said;
    if (returns_goods(type)) {
        bool const shop = reason.return_freight_payer == FreightPayer::shop;
        append(said, say(shell, shop ? t::freight_by_shop : freight_by_buyer(model)));
    }
    if (auto const* const proof = wants_proof(evidence_for(reason, type))) append(said, say(shell, *proof));
    Order const& order = model.order.value->order;
    Line const* const line = lines.empty() ? nullptr : find_line(order, lines.front().line_no);
    bool const counted = concerns_shipped(type) || type == TicketType::price_protect;
    int const days = line != nullptr && counted ? window_days(policy_of(model), reason, *line, type) : 0;
    if (days > 0) append(said, text::fill(shell.language, t::within_days, {std::to_string(days)}));
    return said;
}

bool is_about_reason(Mistake const& mistake) {
    constexpr Rule rules[] = {Rule::window_over, Rule::reason_not_for_phase, Rule::not_returnable,
                              Rule::opened_not_returnable};
    return std::find(std::begin(rules), std::end(rules), mistake.rule) != std::end(rules);
}

/// What the core says of this reason for what is chosen; null: nothing.
std::string refusal_of_reason(Shell const& shell, QuoteInput& input, Reason const& reason) {
    if (input.request.lines.empty()) return {};
    input.request.reason = reason.code;
    auto const quoted = quote(input);
    if (quoted.ok()) return {};
    for (Mistake const& mistake : quoted.error()) {
        if (is_about_reason(mistake)) return message_of(shell, mistake);
    }
    return {};
}

/// Whether it matters for the core that they were opened.
bool opened_matters(QuoteInput input) {
    input.request.opened = true;
    auto const quoted = quote(input);
    if (quoted.ok()) return false;
    return std::any_of(quoted.error().begin(), quoted.error().end(),
                       [](Mistake const& mistake) { return mistake.rule == Rule::opened_not_returnable; });
}

// ---- The type's own part ----------------------------------------------------------------------------------

/// The request for this line alone.
QuoteInput alone(QuoteInput const& input, LineRequest const& asked) {
    QuoteInput one = input;
    one.request.lines = {asked};
    return one;
}

/// "有货 3 件 · 每件补 ¥20.00", or why it can not be had.
ui::Choice make_wanted(Shell const& shell, QuoteInput one, Line const& line, Ware const& ware) {
    ui::Choice choice{ware.sku, ware.spec.empty() ? ware.title : ware.spec};
    one.request.lines.front().want_sku = ware.sku == line.sku ? std::string() : ware.sku;
    auto const quoted = quote(one);
    if (!quoted.ok()) {
        for (Mistake const& mistake : quoted.error()) {
            if (mistake.path.ends_with("want_sku")) choice.why_not = message_of(shell, mistake);
        }
    }
    append(choice.note, text::fill(shell.language, t::in_stock, {std::to_string(ware.available)}));
    if (!quoted.ok() || quoted->exchanges.empty()) return choice;
    Fen const back_fen = quoted->exchanges.front().difference_fen;
    if (back_fen == 0) append(choice.note, say(shell, t::same_price));
    if (back_fen > 0) append(choice.note, text::fill(shell.language, t::cheaper, {yuan(back_fen)}));
    if (back_fen < 0) append(choice.note, text::fill(shell.language, t::dearer, {yuan(-back_fen)}));
    return choice;
}

void fill_wanted(Shell const& shell, QuoteInput const& one, Line const& line, Part& part) {
    part.label = text::fill(shell.language, t::want_instead, {line.title});
    for (Ware const& ware : one.stock) {
        bool const fits = ware.sku == line.sku || ware.spu == line.spu;
        if (fits) part.wanted.push_back(make_wanted(shell, one, line, ware));
    }
    auto const quoted = quote(one);
    if (!quoted.ok()) part.error = message_at(shell, quoted.error(), "request.lines[0].want_sku");
    // Nothing is known of the shop's stock: it can be the same goods only.
    if (part.wanted.empty()) part.wanted.push_back({line.sku, line.spec.empty() ? line.title : line.spec});
}

void fill_price(Shell const& shell, QuoteInput const& one, Line const& line, std::string const& typed,
                Part& part) {
    part.asks_price = true;
    part.label = text::fill(shell.language, t::price_of, {line.title});
    std::string const bought = yuan(line.unit_price_fen);
    part.hint = text::fill(shell.language, t::bought_at, {bought});
    if (typed.empty()) return;
    if (!one.request.lines.front().now_price_fen) {
        part.error = say(shell, t::offer_not_an_amount);
        return;
    }
    auto const quoted = quote(one);
    if (quoted.ok()) {
        part.hint = text::fill(shell.language, t::bought_and_back, {bought, yuan(quoted->goods_fen)});
    } else {
        part.error = message_at(shell, quoted.error(), "request.lines[0]");
    }
}

/// All of them; what the core says of each is asked by naming them all.
void fill_pieces(Shell const& shell, QuoteInput one, Line const& line, std::vector<std::string> const& chosen,
                 Part& part) {
    part.title = line.title;
    std::vector<std::string>& named = one.request.lines.front().entitlements;
    named.clear();
    for (Entitlement const& entitlement : line.entitlements) named.push_back(entitlement.id);
    one.request.lines.front().quantity = 1;
    auto const quoted = quote(one);
    Mistakes const none;
    Mistakes const& mistakes = quoted.ok() ? none : quoted.error();
    for (std::size_t i = 0; i < line.entitlements.size(); ++i) {
        Part::Piece piece;
        piece.id = line.entitlements[i].id;
        piece.label = text::fill(shell.language, t::piece_named, {piece.id});
        piece.why_not =
            message_at(shell, mistakes, "request.lines[0].entitlements[" + std::to_string(i) + "]");
        bool const asked =
            chosen.empty() || std::find(chosen.begin(), chosen.end(), piece.id) != chosen.end();
        piece.chosen = asked && piece.why_not.empty();
        part.pieces.push_back(std::move(piece));
    }
}

}  // namespace

void fill_what_happened(Model const& model, Shell const& shell, screens::ApplyView& view) {
    if (model.form.type == TicketType::refund_shipped) {
        view.came_key = came_key(model);
        view.came = {{std::string(screens::came_no), say(shell, t::came_no_label)},
                     {std::string(screens::came_yes), say(shell, t::came_yes_label)}};
    }
    auto input = quote_input_of(model, shell);
    if (!input) return;
    view.opened_asked = model.form.ui.opened || opened_matters(*input);
    for (Reason const& reason : policy_of(model).reasons) {
        if (!is_offered(model, reason)) continue;
        ui::Choice choice{reason.code, named(shell, &reason, reason.code)};
        choice.note = what_it_means(model, shell, reason, input->request.lines);
        choice.why_not = refusal_of_reason(shell, *input, reason);
        view.reasons.push_back(std::move(choice));
    }
}

void fill_parts(Model const& model, Shell const& shell, screens::ApplyView& view) {
    ApplyForm const& form = model.form;
    auto input = quote_input_of(model, shell);
    if (!input) return;
    assume_reason(model, input->request);
    auto const& lines = model.order.value->order.lines;
    for (std::size_t i = 0; i < lines.size() && i < form.ui.parts.size(); ++i) {
        auto const& asked = input->request.lines;
        auto const at = std::find_if(asked.begin(), asked.end(), [&](LineRequest const& request) {
            return request.line_no == lines[i].line_no;
        });
        if (at == asked.end()) continue;
        QuoteInput const one = alone(*input, *at);
        Part part;
        part.line = i;
        part.key = "part" + std::to_string(lines[i].line_no);
        if (form.type == TicketType::exchange) {
            std::string const& chosen = form.ui.parts[i].want_sku;
            part.wanted_key = chosen.empty() ? lines[i].sku : chosen;
            fill_wanted(shell, one, lines[i], part);
        }
        if (form.type == TicketType::price_protect)
            fill_price(shell, one, lines[i], form.ui.parts[i].price, part);
        bool const in_pieces = !lines[i].entitlements.empty() && form.type != TicketType::price_protect;
        if (in_pieces) fill_pieces(shell, one, lines[i], form.ui.parts[i].entitlements, part);
        bool const asks = !part.wanted.empty() || part.asks_price || !part.pieces.empty();
        if (asks) view.parts.push_back(std::move(part));
    }
    text::Text const& title = form.type == TicketType::exchange        ? t::exchange_part
                              : form.type == TicketType::price_protect ? t::price_part
                                                                       : t::pieces_part;
    view.parts_title = say(shell, title);
}

void fill_words(Model const& model, Shell const& shell, screens::ApplyView& view) {
    TicketType const type = model.form.type;
    Policy const& policy = policy_of(model);
    std::string const most = std::to_string(policy.max_remark_chars);
    bool const broken = type == TicketType::repair, missing = type == TicketType::reship;
    text::Text const& label = broken ? t::fault_label : missing ? t::missing_label : t::remark;
    text::Text const& hint = broken ? t::fault_hint : missing ? t::missing_hint : t::remark_hint;
    view.remark_label = say(shell, label);
    view.remark_hint = text::fill(shell.language, hint, {most});
    view.remark_error = message_at(shell, model.form.mistakes, "remark");
    if (!returns_goods(type)) return;
    Reason const* const reason = find_reason(policy, model.form.ui.reason);
    std::string payer;
    if (reason != nullptr) {
        bool const shop = reason->return_freight_payer == FreightPayer::shop;
        payer = say(shell, shop ? t::freight_by_shop : freight_by_buyer(model));
    }
    std::string const days = std::to_string(policy.limits.buyer_return.ms / afterdesk::days(1).ms);
    view.sending_back.push_back({say(shell, t::send_yourself), std::move(payer)});
    view.sending_back.push_back({text::fill(shell.language, t::send_yourself_note, {days}), "", false, true});
}

}  // namespace afterdesk::app::order
