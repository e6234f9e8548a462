// The dialog of a command: its fields, what may be chosen in them, and why it can not be sent yet.

#include <algorithm>

#include "app/features/ticket/commands.hpp"
#include "app/shell/say.hpp"
#include "domain/order/carriers.hpp"
#include "text/names.hpp"
#include "text/staff.hpp"
#include "text/ticket.hpp"

namespace afterdesk::app::ticket {
namespace {

using screens::FormFieldView;

constexpr std::string_view carrier_path = "parcel.carrier", carrier_name_path = "parcel.carrier_name",
                           stars_path = "stars";

/// Days, up to the longest that the policy allows, and that.
std::vector<ui::Choice> lengths_of(Shell const& shell, Duration longest) {
    std::vector<ui::Choice> choices;
    auto const add = [&](std::int64_t count) {
        std::string const number = std::to_string(count);
        choices.push_back({number, text::fill(shell.language, t::hours_long, {number}), ""});
    };
    std::int64_t const most = longest.ms / hours(1).ms;
    for (std::int64_t const count : {24, 48, 72}) {
        if (count < most) add(count);
    }
    add(most);
    return choices;
}

std::vector<ui::Choice> stars(Shell const& shell) {
    constexpr text::Text const* names[max_stars] = {&t::stars_1, &t::stars_2, &t::stars_3, &t::stars_4,
                                                    &t::stars_5};
    std::vector<ui::Choice> choices;
    for (int i = 0; i < max_stars; ++i) choices.push_back({std::to_string(i + 1), say(shell, *names[i]), ""});
    return choices;
}

/// What may be chosen in a field; the reader of the form knows it by the field's path.
std::vector<ui::Choice> choices_of(Model const& model, Shell const& shell, std::string_view path) {
    wire::TicketDetail const& detail = *model.ticket.value;
    if (has_staff()) {
        std::vector<ui::Choice> theirs = staff_choices(shell, detail, path);
        if (!theirs.empty()) return theirs;
    }
    std::vector<ui::Choice> choices;
    if (path == stars_path) return stars(shell);
    if (path == "by_ms") return lengths_of(shell, detail.policy.extensions.max);
    if (path == "address") {
        for (Address const& address : detail.shop.addresses) {
            choices.push_back({typed_address(address), address.name + "  " + address.phone, address.text});
            if (!has_staff()) continue;
            std::string const why = why_this_address(model, shell, address);
            if (!why.empty()) choices.back().note += " · " + why;
        }
    }
    if (path == "reason") {
        for (RejectReason const& reason : detail.policy.reject_reasons) {
            if (!is_for(reason, detail.ticket.request.type)) continue;
            choices.push_back({reason.code, named(shell, &reason, reason.code), ""});
        }
    }
    if (path == carrier_path) {
        for (Carrier const& carrier : carriers()) {
            choices.push_back(
                {std::string(carrier.code), text::carrier_name(shell.language, carrier.code), ""});
        }
    }
    return choices;
}

/// How a field is drawn; nothing for goods by line, which draw themselves.
std::optional<screens::FormFieldKind> kind_of(wire::FormKind kind) {
    switch (kind) {
        case wire::FormKind::text: return screens::FormFieldKind::text;
        case wire::FormKind::long_text: return screens::FormFieldKind::long_text;
        case wire::FormKind::amount: return screens::FormFieldKind::amount;
        case wire::FormKind::number: return screens::FormFieldKind::number;
        case wire::FormKind::flag: return screens::FormFieldKind::flag;
        case wire::FormKind::duration:
        case wire::FormKind::code:
        case wire::FormKind::name:
        case wire::FormKind::address: return screens::FormFieldKind::choice;
        case wire::FormKind::evidence: return screens::FormFieldKind::files;
        case wire::FormKind::lines: return std::nullopt;
    }
    return std::nullopt;
}

/// Only a carrier that is not listed is asked for its name.
bool is_asked(wire::TicketDetail const& detail, wire::FormField const& field, screens::FormUi const* typed) {
    if (has_staff() && !is_asked_of_staff(detail, field.path, typed)) return false;
    if (field.path != carrier_name_path) return true;
    return typed != nullptr && typed->value_of(carrier_path) == other_carrier;
}

std::string field_sentence_of(Shell const& shell, wire::FormKind kind, Mistake const& mistake) {
    bool const no_amount = kind == wire::FormKind::amount && mistake.rule == Rule::wrong_type;
    return no_amount ? say(shell, t::offer_not_an_amount) : message_of(shell, mistake);
}

/// The refusal that the button shows, with the name of the field that it is about.
std::string why_not_sent(Shell const& shell, std::vector<FormFieldView> const& fields,
                         std::vector<wire::FormKind> const& kinds, Mistakes const& refusal) {
    if (refusal.empty()) return {};
    Mistake const& first = refusal.front();
    std::size_t best = fields.size();  // of those that it is about, the one that stands for least
    for (std::size_t i = 0; i < fields.size(); ++i) {
        bool const closer = best == fields.size() || fields[i].path.size() > fields[best].path.size();
        if (closer && is_about(first, fields[i].path)) best = i;
    }
    if (best == fields.size()) return message_of(shell, first);
    return text::fill(shell.language, t::field_says,
                      {fields[best].label, field_sentence_of(shell, kinds[best], first)});
}

/// The first of both lists that is about this field; null when there is none.
Mistake const* mistake_at(std::string_view path, Mistakes const& ours, Mistakes const& servers) {
    for (Mistakes const* list : {&ours, &servers}) {
        for (Mistake const& mistake : *list) {
            if (is_about(mistake, path)) return &mistake;
        }
    }
    return nullptr;
}

/// The fields that the row asks for, as they are now.
void fill_fields(Model const& model, Shell const& shell, CommandRow const& row, screens::FormView& form) {
    wire::TicketDetail const& detail = *model.ticket.value;
    std::string const refund = yuan(detail.ticket.quote.refund_fen);
    std::string const most = std::to_string(detail.policy.max_evidence);
    Preview const now = preview(model, shell, row);
    auto const found = model.forms.find(row.slug);
    screens::FormUi const* const typed = found == model.forms.end() ? nullptr : &found->second;
    Mistakes const none;
    std::vector<wire::FormKind> kinds;
    for (wire::FormField const& field : wire::form_fields(row.command)) {
        auto const asked = std::find_if(row.fields.begin(), row.fields.end(),
                                        [&field](FieldRow const& it) { return it.path == field.path; });
        bool const by_line = has_staff() && field.kind == wire::FormKind::lines;
        auto const kind = by_line ? screens::FormFieldKind::text : kind_of(field.kind);
        if (asked == row.fields.end() || !kind || !is_asked(detail, field, typed)) continue;
        if (field.kind == wire::FormKind::address && !wants_address(model, shell, row.command)) continue;
        FormFieldView view{field.path, say(shell, *asked->label), *kind};
        view.required = field.required || field.path == carrier_name_path;
        view.choices = choices_of(model, shell, field.path);
        if (by_line) make_inspection(shell, detail, view);
        if (!view.choices.empty()) view.kind = screens::FormFieldKind::choice;
        bool const shared = row.command == CommandKind::make_offer && field.kind == wire::FormKind::amount;
        if (has_staff() && shared) make_share(model, shell, now, view);
        if (field.path == stars_path) view.kind = screens::FormFieldKind::stars;
        bool const words = field.kind == wire::FormKind::long_text;
        bool const files = field.kind == wire::FormKind::evidence;
        view.max_chars = words ? std::min(field.max_chars, detail.policy.max_remark_chars) : field.max_chars;
        if (asked->hint != nullptr)
            view.hint = text::fill(shell.language, *asked->hint, {files ? most : refund});
        bool const filled = typed != nullptr && !typed->value_of(field.path).empty();
        Mistake const* const wrong =
            mistake_at(field.path, filled ? now.refusal : none, model.sending.mistakes);
        if (wrong != nullptr && !by_line) view.error = field_sentence_of(shell, field.kind, *wrong);
        form.fields.push_back(std::move(view));
        kinds.push_back(field.kind);
        if (!by_line || typed == nullptr) continue;
        for (FormFieldView& asked_too : refusals_asked(shell, detail, typed->value_of(field.path))) {
            bool const files_too = asked_too.kind == screens::FormFieldKind::files;
            kinds.push_back(files_too ? wire::FormKind::evidence : wire::FormKind::code);
            form.fields.push_back(std::move(asked_too));
        }
    }
    form.why_not = why_not_sent(shell, form.fields, kinds, now.refusal);
    if (!has_staff() || model.audience == wire::Audience::buyer) return;
    form.follows_title = say(shell, t::follows);
    form.follows = make_follows(model, shell, now);
}

/// Its files, and that it waits for them.
void fill_files(Model const& model, Shell const& shell, screens::FormView& form) {
    Photos const none;
    for (FormFieldView& field : form.fields) {
        if (field.kind != screens::FormFieldKind::files) continue;
        bool const one_of_several = !field.proof.add.empty();
        auto const found = model.proof.find(one_of_several ? form.key + "/" + field.path : form.key);
        std::string add = std::move(field.proof.add);
        field.proof = make_proof(shell, found == model.proof.end() ? none : found->second,
                                 model.ticket.value->policy.max_evidence);
        if (one_of_several) {
            field.proof.field = field.path;
            field.proof.title = field.label;
            field.proof.add = std::move(add);
        }
        std::string const also = say(shell, t::between_hints) + say(shell, t::files_possible);
        field.proof.hint = field.error.empty() ? field.hint + also : field.error;
    }
    if (is_uploading(model, form.key)) form.why_not = say(shell, t::wait_for_uploads);
}

/// Withdrawing says how often the buyer may come back, where that is known.
std::string withdraw_note(Model const& model, Shell const& shell) {
    if (!model.order.value) return say(shell, t::confirm_withdraw);
    wire::OrderDetail const& order = *model.order.value;
    int const left = order.policy.max_applications_per_line - order.applications;
    if (left <= 0) return say(shell, t::withdraw_last);
    return text::fill(shell.language, t::withdraw_left, {std::to_string(left)});
}

/// What stands above its fields. Only a buyer's proof has a ticket reviewed again, and where receiving pays
/// nothing yet, what follows from it says enough.
text::Text const* note_of(Model const& model, CommandRow const& row) {
    wire::TicketDetail const& detail = *model.ticket.value;
    if (model.audience == wire::Audience::buyer) return row.note_for(detail.ticket);
    bool const recalls = detail.ticket.request.recalls();
    bool const pays_now = pays_back(detail.ticket.request.type) && !detail.policy.inspection;
    if (row.command == CommandKind::receive && !recalls && !pays_now) return nullptr;
    return row.command == CommandKind::add_evidence ? row.note : row.note_for(detail.ticket);
}

}  // namespace

screens::FormView make_dialog(Model const& model, Shell const& shell) {
    screens::FormView form;
    CommandRow const* const row = row_of_dialog(shell.route.dialog);
    if (row == nullptr || !row->audiences.has(model.audience)) return form;
    wire::TicketDetail const& detail = *model.ticket.value;
    Context const context = context_of(model, shell);
    if (why_not(detail.ticket, context.actor.kind, row->command)) return form;
    form.key = row->slug;
    form.title = label_of(shell, detail.ticket, *row);
    form.harsh = row->harsh;
    if (text::Text const* const note = note_of(model, *row))
        form.note = text::fill(shell.language, *note, {yuan(detail.ticket.quote.refund_fen)});
    Route closed = shell.route;
    closed.dialog.clear();
    form.close_href = to_hash(closed);
    fill_fields(model, shell, *row, form);
    if (row->command == CommandKind::withdraw) form.note = withdraw_note(model, shell);
    fill_files(model, shell, form);
    return form;
}

}  // namespace afterdesk::app::ticket
