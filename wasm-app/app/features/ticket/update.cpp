// The ticket's screen: what it fetches, what its dialogs keep, and the commands that are given there.

#include <algorithm>

#include "app/features/ticket/commands.hpp"
#include "app/shell/say.hpp"
#include "text/names.hpp"
#include "wire/names.hpp"

namespace afterdesk::app::ticket {
namespace {

using screens::Phase;

// ---- The ticket -------------------------------------------------------------------------------------------

/// What others did to the ticket that is shown is said, not only drawn.
void on_ticket(Model& model, Shell& shell, Answer const& answer);

void fetch(Model& model, Shell& shell) {
    Ask question = get(shell, "/tickets/" + model.no);
    question.seen = Seen::one;
    question.shown = model.ticket.value.has_value();
    load(shell, model.ticket, std::move(question), in_feature<&on_ticket>);
}

void on_order(Model& model, Shell&, Answer const& answer) {
    settle(model.order, answer, wire::read_order_detail);
}

/// What other tickets hold decides only here: goods that were given back are taken again, applications are
/// counted, strays are had back. Staff see what a command leads to; it is there when a form opens, so that
/// nothing moves in it.
bool needs_order(Model const& model, Shell const& shell) {
    if (!model.ticket.value) return false;
    Ticket const& ticket = model.ticket.value->ticket;
    bool const of_buyer = model.audience == wire::Audience::buyer;
    bool const decides = !of_buyer || shell.route.dialog == "withdraw";
    bool const takes_again = ticket.state == State::rejected || holds_true(Guard::against_buyer, ticket);
    return has_strays(ticket) || decides || takes_again;
}

void fetch_order(Model& model, Shell& shell) {
    if (!needs_order(model, shell)) return;
    std::string const& order_no = model.ticket.value->ticket.order_no.value;
    Ask question = get(shell, "/orders/" + percent_encode(order_no));
    question.shown = true;
    load(shell, model.order, std::move(question), in_feature<&on_order>);
}

void show_ticket(Model& model, wire::TicketDetail detail) {
    if (detail.ticket.no.value != model.no) return;
    if (model.ticket.value && model.ticket.value->ticket.version > detail.ticket.version) return;
    model.ticket.value = std::move(detail);
    model.ticket.state = Phase::ready;
}

/// In a form of staff: of which version of the ticket its first values are.
constexpr std::string_view filled_at = "@version";

/// Goods go back to the shop's first address unless another one is chosen; staff's forms begin with what is
/// most likely. `opens`: of another version of the ticket they begin anew.
void prepare_form(Model& model, Shell const& shell, bool opens) {
    CommandRow const* const row = row_of_dialog(shell.route.dialog);
    if (row == nullptr || !model.ticket.value) return;
    wire::TicketDetail const& detail = *model.ticket.value;
    std::string const slug(row->slug), version = std::to_string(detail.ticket.version);
    for (FieldRow const& field : row->fields) {
        std::string begins;
        bool const address = field.path == "address";
        if (address && !detail.shop.addresses.empty()) begins = typed_address(detail.shop.addresses.front());
        if (!address && has_staff()) begins = prefilled(detail, field.path);
        if (begins.empty()) continue;
        auto& values = model.forms[slug].values;
        std::string& value = values[std::string(field.path)];
        bool const old = !address && opens && values[std::string(filled_at)] != version;
        if (value.empty() || old) value = std::move(begins);
    }
    if (has_staff() && opens && model.forms.contains(slug))
        model.forms[slug].values[std::string(filled_at)] = version;
}

void on_ticket(Model& model, Shell& shell, Answer const& answer) {
    bool const shown = model.ticket.value.has_value();
    State const state = shown ? model.ticket.value->ticket.state : State::closed;
    int const extensions = shown ? model.ticket.value->ticket.extensions : 0;
    settle(model.ticket, answer, wire::read_ticket_detail);
    prepare_form(model, shell, !shown);
    fetch_order(model, shell);
    fetch_tracks(model, shell);
    fetch_pickup(model, shell);
    if (has_staff()) ask_for_staff(model, shell);
    if (!shown || !model.ticket.value) return;
    Ticket const& now = model.ticket.value->ticket;
    if (now.state != state) {
        std::string_view const name = text::in(shell.language, text::name(now.state));
        shell.toasts.push_back({text::fill(shell.language, t::moved_on_toast, {name}), ui::Tone::info});
    } else if (now.extensions > extensions) {
        toast(shell, t::extended_toast, ui::Tone::info);
    }
}

// ---- Unsent words -----------------------------------------------------------------------------------------

/// In a draft: the files of a dialog, "photos/field" those of one of its lists.
constexpr std::string_view photos_key = "photos";

void on_draft(Model& model, Shell& shell, Recalled const& recalled) {
    std::string const root = draft_key(model, shell);
    KeptItem const* const kept = find_kept(recalled.items, root + "form");
    bool const ours = recalled.prefix == root && kept != nullptr && !model.touched;
    auto const draft = wire::parse_json(ours ? kept->text : std::string());
    auto const* dialogs = draft ? draft->as<wire::Object>() : nullptr;
    if (dialogs == nullptr) {
        for (KeptItem const& item : recalled.items) shell.effects.push_back(ReleaseFile{item.file.handle});
        return;
    }
    for (auto const& [slug, values] : *dialogs) {
        auto const* object = values.as<wire::Object>();
        if (object == nullptr || row_of_dialog(slug) == nullptr) continue;
        for (auto const& [path, value] : *object) {
            if (auto const* text = value.as<std::string>()) model.forms[slug].values[path] = *text;
            if (auto const* files = value.as<wire::Array>())
                recall_proof(model, shell, slug + path.substr(photos_key.size()), *files, recalled.items);
        }
    }
    prepare_form(model, shell, true);
}

// ---- Commands ---------------------------------------------------------------------------------------------

void send(Model& model, Shell& shell, CommandKind kind, std::string_view place, wire::Value const& body) {
    Outgoing item;
    item.key = new_key(shell);
    item.audience = model.audience;
    item.later = Later::command;
    item.command = kind;
    item.about = model.no;
    item.path = api_path(model.audience, place);
    item.body = wire::write_json(body);
    item.draft = draft_key(model, shell);
    model.sending = {};
    model.sending.key = item.key;
    model.sending.call = send_once(shell, std::move(item));
}

bool may_send(Model const& model, Shell const& shell) {
    return model.ticket.value && model.sending.call == 0 && waiting_about(shell, model.no) == nullptr;
}

void give(Model& model, Shell& shell, CommandKind kind) {
    CommandRow const* const row = row_of(kind);
    if (row == nullptr || !may_send(model, shell) || is_uploading(model, row->slug)) return;
    Preview now = preview(model, shell, *row);
    if (!now.refusal.empty()) return;
    wire::CommandBody const body{std::move(now.command), model.ticket.value->ticket.version};
    send(model, shell, kind, "/tickets/" + model.no + "/commands", wire::to_json(body));
}

/// A ticket of its own has the strays of this one back.
void recall_strays(Model& model, Shell& shell) {
    if (!may_send(model, shell)) return;
    wire::TicketDetail const& detail = *model.ticket.value;
    auto const request = recall_of(detail.ticket, detail.order);
    if (!request) return;
    Apply apply;
    apply.expected_digest = quote_digest(recall_quote(detail.order, *request));
    apply.request = *request;
    send(model, shell, CommandKind::apply, "/tickets",
         wire::to_json(wire::ApplyBody{detail.ticket.order_no, std::move(apply)}));
}

/// What was begun from this ticket is shown in its place.
void open_ticket(Shell& shell, wire::TicketDetail detail) {
    Route route = shell.route;
    route.id = detail.ticket.no.value;
    route.dialog.clear();
    shell.fresh_ticket = std::move(detail);
    ++shell.tickets_changed;
    go(shell, route, false);
}

void forget_forms(Model& model, Shell& shell) {
    release_proof(model, shell);
    model.proof.clear();
    model.forms.clear();
}

/// It was given on another ticket, by an earlier page, or the dialog was closed meanwhile.
void on_given_elsewhere(Model& model, Shell& shell, Answer const& answer) {
    if (answer.good()) {
        toast(shell, t::done_toast, ui::Tone::success);
        if (!answer.draft.empty()) shell.effects.push_back(Forget{answer.draft});
        if (answer.about == model.no) forget_forms(model, shell);
    } else {
        toast_refused(shell, answer);
    }
    shell.stale = true;
}

}  // namespace

std::string draft_key(Model const& model, Shell const& shell) {
    return kept_root(shell, model.audience) + "ticket/" + model.no + "/";
}

void keep_draft(Model const& model, Shell& shell) {
    wire::Object draft;
    for (auto const& [slug, form] : model.forms) {
        wire::Object values;
        for (auto const& [path, value] : form.values) values.emplace_back(path, value);
        for (auto const& [list, files] : model.proof) {
            bool const of_it =
                list.starts_with(slug) && (list.size() == slug.size() || list[slug.size()] == '/');
            if (of_it)
                values.emplace_back(std::string(photos_key) + list.substr(slug.size()),
                                    draft_of_photos(files));
        }
        draft.emplace_back(slug, std::move(values));
    }
    shell.effects.push_back(Keep{draft_key(model, shell) + "form", wire::write_json(draft), 0});
}

bool knows_all(Model const& model) {
    if (!model.order.value || !model.ticket.value) return false;
    Ticket const& ticket = model.ticket.value->ticket;
    auto const& listed = model.order.value->tickets;
    return std::any_of(listed.begin(), listed.end(), [&ticket](wire::TicketSummary const& one) {
        return one.ticket_no == ticket.no.value && one.version == ticket.version;
    });
}

std::vector<Claim> claims_beside(Model const& model) {
    if (!knows_all(model)) return {};
    Ticket const& ticket = model.ticket.value->ticket;
    std::vector<Claim> claims = model.order.value->claims;
    for (Claim const& own : claims_of(ticket)) {
        auto const at = std::find(claims.begin(), claims.end(), own);
        if (at != claims.end()) claims.erase(at);
    }
    return claims;
}

void on_given(Model& model, Shell& shell, Answer const& answer) {
    Sending& sending = model.sending;
    if (answer.about != model.no || answer.key != sending.key) {
        if (answer.status != 0) on_given_elsewhere(model, shell, answer);
        return;
    }
    sending.call = 0;
    sending.mistakes.clear();
    if (answer.status == 0) {  // it waits, and the view says so
        close_dialog(shell);
        return;
    }
    if (answer.good()) {
        sending = {};
        auto detail = read_body(answer.body, wire::read_ticket_detail);
        toast(shell, t::done_toast, ui::Tone::success);
        forget_forms(model, shell);
        shell.effects.push_back(Forget{draft_key(model, shell)});
        close_dialog(shell);
        if (!detail) return;
        bool const another = detail->ticket.no.value != model.no;
        if (!another) {
            show_ticket(model, std::move(detail).value());
            fetch_tracks(model, shell);
            fetch_pickup(model, shell);
            return fetch_order(model, shell);
        }
        if (shell.route.screen == Screen::ticket) open_ticket(shell, std::move(detail).value());
        return;
    }
    sending.key.clear();
    sending.mistakes = wire::read_api_error(answer.body).mistakes;
    for (Mistake const& mistake : sending.mistakes) sending.stale |= mistake.rule == Rule::stale_version;
    if (auto current = wire::read_current(answer.body)) show_ticket(model, std::move(*current));
}

void enter(Model& model, Shell& shell, Route const& before) {
    Route const& route = shell.route;
    if (model.no != route.id || model.audience != route.audience) {
        if (model.ticket.call != 0) shell.effects.push_back(CancelCall{model.ticket.call});
        if (model.order.call != 0) shell.effects.push_back(CancelCall{model.order.call});
        release_proof(model, shell);
        model = {};
        model.no = route.id;
        model.audience = route.audience;
        if (shell.fresh_ticket) show_ticket(model, std::move(*shell.fresh_ticket));
        shell.fresh_ticket.reset();
        recall(shell, draft_key(model, shell), in_feature<&on_draft>);
        fetch(model, shell);
    } else if (before.screen != Screen::ticket) {
        fetch(model, shell);
    }
    if (before.dialog != route.dialog && model.sending.call == 0) model.sending = {};
    prepare_form(model, shell, before.dialog != route.dialog);
    // What staff decide by is as it is now, whenever a form opens.
    bool const opens = has_staff() && model.audience != wire::Audience::buyer && !route.dialog.empty() &&
                       (before.dialog != route.dialog || !knows_all(model));
    if ((opens || !model.order.value) && model.order.call == 0) fetch_order(model, shell);
    if (has_staff()) ask_for_staff(model, shell);
}

void told(Model& model, Shell& shell, News const& news) {
    if (news.online) retry_proof(model, shell);
    if (model.no.empty()) return;
    if (news.ticket_no == model.no) {
        int const shown = model.ticket.value ? model.ticket.value->ticket.version : 0;
        bool const known = model.ticket.value && news.version > 0 && shown >= news.version;
        if (!known) fetch(model, shell);
    } else if (model.ticket.value && news.order_no == model.ticket.value->ticket.order_no.value) {
        fetch_order(model, shell);
    }
}

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    if (std::holds_alternative<screens::Changed>(intent)) {
        model.touched = true;
        auto const form = model.forms.find(shell.route.dialog);
        if (form != model.forms.end()) guess_carrier_of(form->second);
        model.sending.mistakes.clear();
        keep_draft(model, shell);
    }
    act_on_proof(model, shell, intent);
    if (std::holds_alternative<screens::Submit>(intent)) {
        CommandRow const* const row = row_of_dialog(shell.route.dialog);
        if (row != nullptr) give(model, shell, row->command);
    }
    if (auto const* wanted = std::get_if<screens::Give>(&intent)) {
        bool const recalls = wanted->command == CommandKind::apply;
        recalls ? recall_strays(model, shell) : give(model, shell, wanted->command);
    }
}

}  // namespace afterdesk::app::ticket
