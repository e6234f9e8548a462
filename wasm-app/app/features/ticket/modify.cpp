// The buyer's change of the application: how many, why, in which words, with which proof. The rest stays as
// it was asked for.

#include <algorithm>
#include <charconv>
#include <limits>

#include "app/features/ticket/commands.hpp"
#include "app/shell/say.hpp"
#include "base/copy.hpp"
#include "base/text.hpp"
#include "text/ticket.hpp"

namespace afterdesk::app::ticket {
namespace {

constexpr std::string_view slug = "modify";

std::string line_path(int line_no) { return "lines." + std::to_string(line_no); }

int asked_for(Request const& request, int line_no) {
    for (LineRequest const& line : request.lines) {
        if (line.line_no == line_no) return line.quantity;
    }
    return 0;
}

screens::FormUi const& form_of(Model const& model) {
    static screens::FormUi const empty;
    auto const found = model.forms.find(slug);
    return found == model.forms.end() ? empty : found->second;
}

int number_in(screens::FormUi const& form, std::string_view path, int otherwise) {
    std::string_view const typed = form.value_of(path);
    int number = 0;
    auto const [end, error] = std::from_chars(typed.data(), typed.data() + typed.size(), number);
    return error == std::errc() && end == typed.data() + typed.size() ? number : otherwise;
}

/// Pieces of lines that are counted; single entitlements stay as they were chosen.
bool is_counted(Line const& line) { return line.entitlements.empty(); }

Request changed_request(Model const& model) {
    Ticket const& ticket = model.ticket.value->ticket;
    screens::FormUi const& form = form_of(model);
    Request request = copy_of(ticket.request);
    std::string_view const reason = form.value_of("reason");
    if (!reason.empty()) request.reason = reason;
    for (Line const& line : model.ticket.value->order.lines) {
        if (!is_counted(line)) continue;
        int const wanted = number_in(form, line_path(line.line_no), asked_for(request, line.line_no));
        auto const at = std::find_if(request.lines.begin(), request.lines.end(),
                                     [&line](LineRequest const& one) { return one.line_no == line.line_no; });
        if (at != request.lines.end()) {
            at->quantity = wanted;
        } else if (wanted > 0) {
            request.lines.push_back({line.line_no, wanted, {}});
        }
    }
    std::erase_if(request.lines, [](LineRequest const& line) { return line.quantity == 0; });
    return request;
}

/// An exchange keeps the goods that it was for; what the shop has beside them is the server's to know.
std::vector<Ware> agreed_wares(Quote const& quote) {
    std::vector<Ware> wares;
    for (QuotedExchange const& goods : quote.exchanges) {
        wares.push_back({goods.sku, goods.spu, goods.title, goods.spec, goods.unit_price_fen,
                         std::numeric_limits<int>::max()});
    }
    return wares;
}

Result<Quote, Mistakes> quote_change(Model const& model, Context const& context, Request const& request) {
    return quote(to_change(
        model.ticket.value->ticket,
        {context.now, context.order, context.other_claims, request, context.policy, {}, context.stock}));
}

Context change_context(Model const& model, Shell const& shell) {
    Context context = context_of(model, shell);
    context.stock = agreed_wares(model.ticket.value->ticket.quote);
    return context;
}

/// "request.lines[1].quantity" is about the field of that line.
std::string field_path(Mistake const& mistake, Request const& request) {
    constexpr std::string_view start = "request.lines[";
    std::string_view const path = mistake.path;
    if (path.starts_with(start)) {
        std::size_t index = request.lines.size();
        std::from_chars(path.data() + start.size(), path.data() + path.size(), index);
        return index < request.lines.size() ? line_path(request.lines[index].line_no) : std::string();
    }
    return path == "request.reason" ? "reason" : mistake.path;
}

}  // namespace

int changes_left(wire::TicketDetail const& detail) {
    return std::max(0, detail.policy.max_modifications - detail.ticket.modifications);
}

std::optional<Mistake> why_no_change(Model const& model) {
    wire::TicketDetail const& detail = *model.ticket.value;
    if (changes_left(detail) > 0) return std::nullopt;
    return Mistake{Rule::too_many_modifications, "command", detail.policy.max_modifications};
}

void prepare_change(Model& model) {
    wire::TicketDetail const& detail = *model.ticket.value;
    auto& values = model.forms[std::string(slug)].values;
    if (values.contains("reason")) return;
    Ticket const& ticket = detail.ticket;
    values["reason"] = ticket.request.reason;
    values["remark"] = ticket.remark;
    for (Line const& line : detail.order.lines) {
        if (is_counted(line))
            values[line_path(line.line_no)] = std::to_string(asked_for(ticket.request, line.line_no));
    }
    std::string ids;
    for (EvidenceId const& id : ticket.evidence) ids += (ids.empty() ? "" : " ") + id.value;
    values["evidence"] = ids;
    recall_proof(model);
}

Preview preview_change(Model const& model, Shell const& shell) {
    Context const context = change_context(model, shell);
    Modify modify;
    Apply& apply = modify.apply;
    apply.request = changed_request(model);
    apply.remark = with_line_feeds(std::string(form_of(model).value_of("remark")));
    auto const photos = model.proof.find(slug);
    if (photos != model.proof.end()) {
        for (Photo const& photo : photos->second) {
            if (!photo.evidence_id.empty()) apply.evidence.push_back({photo.evidence_id});
        }
    }
    auto const quoted = quote_change(model, context, apply.request);
    if (quoted.ok()) {
        apply.expected_refund_fen = quoted->refund_fen;
        apply.expected_digest = quote_digest(*quoted);
    }
    Preview result{std::move(modify), {}};
    result.refusal = refusal_of(model, result.command, context);
    return result;
}

void fill_change_form(Model const& model, Shell const& shell, screens::FormView& form) {
    using screens::FormFieldKind;
    wire::TicketDetail const& detail = *model.ticket.value;
    Ticket const& ticket = detail.ticket;
    Context const context = change_context(model, shell);
    Preview const now = preview_change(model, shell);
    Request const& request = std::get<Modify>(now.command).apply.request;
    auto const error_at = [&](std::string_view path) -> std::string {
        for (Mistake const& mistake : now.refusal) {
            if (field_path(mistake, request) == path) return message_of(shell, mistake);
        }
        return {};
    };
    auto const left = units_left(detail.order, context.other_claims, ticket.request.type);
    for (std::size_t i = 0; i < detail.order.lines.size() && i < left.size(); ++i) {
        Line const& line = detail.order.lines[i];
        int const most = std::max(left[i], asked_for(ticket.request, line.line_no));
        if (!is_counted(line) || most == 0) continue;
        std::string label = text::fill(shell.language, t::quantity_of, {line.title});
        screens::FormFieldView field{line_path(line.line_no), std::move(label), FormFieldKind::count};
        field.max = most;
        field.hint = text::fill(shell.language, t::can_take, {std::to_string(most)});
        field.error = error_at(field.path);
        form.fields.push_back(std::move(field));
    }
    screens::FormFieldView reason{"reason", say(shell, t::choose_reason), FormFieldKind::choice, true};
    for (Reason const& one : detail.policy.reasons) {
        if (is_for(one, ticket.request.type))
            reason.choices.push_back({one.code, named(shell, &one, one.code), ""});
    }
    reason.error = error_at("reason");
    form.fields.push_back(std::move(reason));
    screens::FormFieldView remark{"remark", say(shell, t::remark), FormFieldKind::long_text};
    remark.max_chars = detail.policy.max_remark_chars;
    remark.error = error_at("remark");
    form.fields.push_back(std::move(remark));
    screens::FormFieldView files{"evidence", say(shell, t::photos), FormFieldKind::files};
    files.hint = text::fill(shell.language, t::photos_optional, {std::to_string(detail.policy.max_evidence)});
    files.error = error_at("evidence");
    form.fields.push_back(std::move(files));
    auto const quoted = quote_change(model, context, request);
    bool const in_money = quoted.ok() && pays_back(ticket.request.type);
    form.note = in_money ? text::fill(shell.language, t::modify_note,
                                      {yuan(quoted->refund_fen), yuan(ticket.quote.refund_fen)})
                         : say(shell, t::modify_note_goods);
    if (!now.refusal.empty()) form.why_not = message_of(shell, now.refusal.front());
}

}  // namespace afterdesk::app::ticket
