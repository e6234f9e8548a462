// Where a refund goes that WeChat Pay could not pay out. What is typed of a buyer's card lives as long as the
// dialog: it is in no draft, no address and nothing that waits for the network, and is overwritten when it
// was sent or the dialog is left.

#include <algorithm>

#include "app/calls/remote.hpp"
#include "app/shell/abnormal_parts.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "base/text.hpp"
#include "screens/abnormal_screen.hpp"
#include "text/abnormal.hpp"
#include "text/channel_codes.hpp"
#include "text/ticket.hpp"
#include "wire/abnormal_api.hpp"

namespace afterdesk::app::abnormal {
namespace {

using screens::FormFieldKind;
using wire::AbnormalTarget;

constexpr std::string_view refund_path = "refund_no", target_path = "target", bank_path = "bank",
                           account_path = "account", name_path = "name";
constexpr std::size_t least_digits = 12, most_digits = 19;  ///< of a card
constexpr int most_account_chars = 23;                      ///< with its blanks
constexpr int most_name_chars = 40;

struct Model {
    std::string no;
    Remote<wire::TicketDetail> ticket;
    int call = 0;
    Mistakes mistakes;
    bool unreachable = false;
    screens::AbnormalUi ui;
    screens::AbnormalView view;
};

/// Nothing of what was typed stays.
void forget(Model& model) {
    for (auto& [path, value] : model.ui.form.values) std::fill(value.begin(), value.end(), '\0');
    model.ui.form = {};
}

std::string digits_of(std::string_view typed) {
    std::string digits(typed);
    std::erase(digits, ' ');
    return digits;
}

bool is_card_number(std::string_view typed) {
    std::string const digits = digits_of(typed);
    return digits.size() >= least_digits && digits.size() <= most_digits &&
           digits.find_first_not_of("0123456789") == std::string::npos;
}

/// The one that is chosen; null where none waits.
RefundPart const* chosen_part(Model const& model) {
    if (!model.ticket.value) return nullptr;
    auto const parts = abnormal_parts(*model.ticket.value);
    for (RefundPart const* part : parts)
        if (part->refund_no == model.ui.form.value_of(refund_path)) return part;
    return parts.empty() ? nullptr : parts.front();
}

std::string ticket_hash(Shell const& shell) {
    Route route;
    route.screen = Screen::ticket;
    route.audience = shell.route.audience;
    route.id = shell.route.id;
    return to_hash(route);
}

// ---- What is fetched and done -----------------------------------------------------------------------------

void on_ticket(Model& model, Shell&, Answer const& answer) {
    settle(model.ticket, answer, wire::read_ticket_detail);
    if (RefundPart const* const part = chosen_part(model))
        model.ui.form.values[std::string(refund_path)] = part->refund_no;
}

void fetch(Model& model, Shell& shell) {
    load(shell, model.ticket, get(shell, "/tickets/" + percent_encode(model.no)), in_feature<&on_ticket>);
}

void leave(Model& model, Shell&) {
    forget(model);
    model = {};
}

void enter(Model& model, Shell& shell, Route const&) {
    if (model.no != shell.route.id) leave(model, shell);
    model.no = shell.route.id;
    if (why_no_right(shell, Right::pay_refunds).empty()) fetch(model, shell);
}

bool has_moved(Mistakes const& mistakes) {
    return std::any_of(mistakes.begin(), mistakes.end(), [](Mistake const& mistake) {
        return mistake.rule == Rule::stale_version || mistake.rule == Rule::refund_part_unknown;
    });
}

void on_settled(Model& model, Shell& shell, Answer const& answer) {
    if (!went_well(model, answer)) {
        if (has_moved(model.mistakes)) fetch(model, shell);
        return;
    }
    forget(model);
    ++shell.tickets_changed;
    toast(shell, t::abnormal_sent, ui::Tone::success);
    leave_to(shell, ticket_hash(shell));
}

void submit(Model& model, Shell& shell) {
    RefundPart const* const part = chosen_part(model);
    bool const ready = model.call == 0 && part != nullptr && model.view.form.why_not.empty();
    if (!ready || model.view.form.key.empty()) return;
    screens::FormUi const& typed = model.ui.form;
    wire::Object body{{"refund_no", part->refund_no},
                      {"version", model.ticket.value->ticket.version},
                      {"target", std::string(typed.value_of(target_path))}};
    if (typed.value_of(target_path) == wire::name_of(AbnormalTarget::buyer)) {
        body.emplace_back("bank", std::string(typed.value_of(bank_path)));
        body.emplace_back("account", digits_of(typed.value_of(account_path)));
        body.emplace_back("name", std::string(trim(typed.value_of(name_path))));
    }
    model.mistakes.clear();
    model.unreachable = false;
    model.call = ask(
        shell, post(shell.route.audience, "/tickets/" + percent_encode(model.no) + "/abnormal-refund", body),
        in_feature<&on_settled>);
}

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    if (std::holds_alternative<screens::Changed>(intent)) model.mistakes.clear();
    if (std::holds_alternative<screens::Submit>(intent)) submit(model, shell);
}

void told(Model& model, Shell& shell, News const& news) {
    if (!news.ticket_no.empty() && news.ticket_no == model.no && model.call == 0) fetch(model, shell);
}

// ---- What is shown ----------------------------------------------------------------------------------------

std::string what_happened(Shell const& shell, RefundPart const& part) {
    if (part.failure == "ABNORMAL") return say(shell, t::abnormal_happened);
    if (part.failure == "KEY_CHANGED") return say(shell, t::abnormal_key_changed);
    return text::fill(shell.language, t::abnormal_refused,
                      {text::channel_code_text(shell.language, part.failure)});
}

void add_which(Shell const& shell, std::vector<RefundPart const*> const& parts, screens::FormView& form) {
    screens::FormFieldView field{std::string(refund_path), say(shell, t::abnormal_which),
                                 FormFieldKind::choice, true};
    for (RefundPart const* part : parts)
        field.choices.push_back({part->refund_no, yuan(part->amount_fen), part->refund_no});
    form.fields.push_back(std::move(field));
}

void add_target(Shell const& shell, screens::FormView& form) {
    screens::FormFieldView field{std::string(target_path), say(shell, t::abnormal_target),
                                 FormFieldKind::choice, true};
    field.choices = {{std::string(wire::name_of(AbnormalTarget::buyer)), say(shell, t::abnormal_to_buyer),
                      say(shell, t::abnormal_to_buyer_note)},
                     {std::string(wire::name_of(AbnormalTarget::merchant)),
                      say(shell, t::abnormal_to_merchant), say(shell, t::abnormal_to_merchant_note)}};
    form.fields.push_back(std::move(field));
}

void add_card(Model const& model, Shell const& shell, screens::FormView& form) {
    screens::FormFieldView bank{std::string(bank_path), say(shell, t::abnormal_bank), FormFieldKind::choice,
                                true};
    auto const names = wire::all_names<wire::DebitBank>();
    for (std::size_t i = 0; i < names.size(); ++i)
        bank.choices.push_back({std::string(names[i]), say(shell, t::debit_banks[i])});
    bank.error = message_at(shell, model.mistakes, bank_path);

    screens::FormFieldView account{std::string(account_path), say(shell, t::abnormal_account),
                                   FormFieldKind::text, true, most_account_chars};
    account.hint = say(shell, t::abnormal_account_hint);
    account.draw = &screens::draw_card_number;
    std::string_view const typed = model.ui.form.value_of(account_path);
    bool const wrong = digits_of(typed).size() >= least_digits && !is_card_number(typed);
    bool const refused = !message_at(shell, model.mistakes, account_path).empty();
    if (wrong || refused) account.error = say(shell, t::abnormal_account_wrong);

    screens::FormFieldView name{std::string(name_path), say(shell, t::abnormal_name), FormFieldKind::text,
                                true, most_name_chars};
    name.hint = say(shell, t::abnormal_name_hint);
    name.draw = &screens::draw_card_holder;
    name.error = message_at(shell, model.mistakes, name_path);
    for (screens::FormFieldView* field : {&bank, &account, &name}) form.fields.push_back(std::move(*field));
}

void fill_follows(Model const& model, Shell const& shell, RefundPart const& part, screens::FormView& form) {
    std::string_view const target = model.ui.form.value_of(target_path);
    if (target.empty()) return;
    bool const to_buyer = target == wire::name_of(AbnormalTarget::buyer);
    auto const add = [&](std::string sentence) {
        form.follows.push_back({std::move(sentence), "", false, true});
    };
    form.follows_title = say(shell, t::abnormal_means);
    add(text::fill(shell.language, to_buyer ? t::abnormal_buyer_gets : t::abnormal_merchant_gets,
                   {yuan(part.amount_fen)}));
    add(say(shell, to_buyer ? t::abnormal_buyer_wrong : t::abnormal_merchant_then));
    auto const& refunds = model.ticket.value->ticket.refunds;
    bool const others = std::any_of(refunds.begin(), refunds.end(), [&](RefundPart const& other) {
        return other.status == PartStatus::failed && other.refund_no != part.refund_no;
    });
    if (others) add(say(shell, t::abnormal_others));
}

std::string why_not(Model const& model, Shell const& shell) {
    screens::FormUi const& typed = model.ui.form;
    std::string_view const target = typed.value_of(target_path);
    if (target == wire::name_of(AbnormalTarget::merchant)) return {};
    bool const complete = !target.empty() && !typed.value_of(bank_path).empty() &&
                          !typed.value_of(account_path).empty() && !trim(typed.value_of(name_path)).empty();
    if (!complete) return say(shell, t::fill_in_first);
    return is_card_number(typed.value_of(account_path)) ? std::string()
                                                        : say(shell, t::abnormal_account_wrong);
}

/// What its button does not say already, with what to do.
std::string error_of(Model const& model, Shell const& shell) {
    Mistakes rest;
    for (Mistake const& mistake : model.mistakes) {
        if (mistake.rule == Rule::busy) return say(shell, t::abnormal_no_key);
        if (mistake.rule == Rule::refund_part_unknown) return say(shell, t::abnormal_unknown);
        if (mistake.rule == Rule::stale_version) return say(shell, t::stale_notice);
        auto const& fields = model.view.form.fields;
        bool const at_field = std::any_of(fields.begin(), fields.end(),
                                          [&](auto const& field) { return field.path == mistake.path; });
        if (!at_field) rest.push_back(mistake);
    }
    return message_of(shell, rest, model.unreachable);
}

void fill_form(Model const& model, Shell const& shell, RefundPart const& part, screens::FormView& form) {
    auto const parts = abnormal_parts(*model.ticket.value);
    form.key = "refund-to";
    form.title = say(shell, t::abnormal_title);
    form.note = what_happened(shell, part);
    form.close_href = ticket_hash(shell);
    if (parts.size() > 1) add_which(shell, parts, form);
    add_target(shell, form);
    if (model.ui.form.value_of(target_path) == wire::name_of(AbnormalTarget::buyer))
        add_card(model, shell, form);
    fill_follows(model, shell, part, form);
    form.why_not = why_not(model, shell);
}

void show(Model& model, Shell& shell) {
    screens::AbnormalView& view = model.view = {};
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::abnormal_title);
    view.page.options.back_href = view.ticket_href = ticket_hash(shell);
    view.ticket_label = say(shell, t::abnormal_ticket);
    view.why_not = why_no_right(shell, Right::pay_refunds);
    view.load = load_view(shell, model.ticket);
    if (!view.why_not.empty() || !model.ticket.value) return;
    RefundPart const* const part = chosen_part(model);
    if (part == nullptr) {
        view.nothing = say(shell, t::abnormal_none);
        view.nothing_note = say(shell, t::abnormal_none_note);
        return forget(model);
    }
    view.happened = what_happened(shell, *part);
    view.facts = {{say(shell, t::ticket_no), model.no},
                  {say(shell, t::abnormal_refund_no), part->refund_no},
                  {say(shell, t::abnormal_amount), yuan(part->amount_fen)},
                  {say(shell, t::abnormal_reason), part->failure}};
    fill_form(model, shell, *part, view.form);
    view.error = error_of(model, shell);
    view.sending = model.call != 0;
}

void draw(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) {
    screens::draw_abnormal(ui, model.view, model.ui, out);
}

}  // namespace

ScreenParts const screen{.enter = in_feature<&enter>,
                         .show = in_feature<&show>,
                         .draw = in_feature<&draw>,
                         .act = in_feature<&act>,
                         .told = in_feature<&told>,
                         .leave = in_feature<&leave>};

}  // namespace afterdesk::app::abnormal
