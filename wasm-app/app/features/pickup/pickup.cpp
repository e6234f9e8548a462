// A courier who comes for what goes back. What is typed here is personal and kept nowhere but in this page.

#include <algorithm>

#include "app/calls/remote.hpp"
#include "app/shell/missing.hpp"
#include "app/shell/pickup_words.hpp"
#include "app/shell/screen_table.hpp"
#include "base/pasted.hpp"
#include "base/text.hpp"
#include "screens/pickup_screen.hpp"
#include "text/names.hpp"
#include "text/pickup.hpp"

namespace afterdesk::app::pickup {
namespace {

constexpr std::string_view change = "change", cancel = "cancel";
/// While the courier is being told the page asks how it stands, a few times.
constexpr int ask_again_ms = 1'500, most_asks = 8;
constexpr int weights_kg[] = {1, 3, 5, 10, 20};
constexpr int grams = 1'000;

struct Model {
    std::string no;
    Remote<wire::PickupView> pickup;
    screens::FormUi form, dialog;
    int call = 0;  ///< of what is being sent
    Mistakes mistakes;
    bool unreachable = false;
    int asks = 0;
    screens::PickupScreenView view;
};

// ---- What is fetched and sent -----------------------------------------------------------------------------

void on_pause(Model& model, Shell& shell, Answer const&);

/// Something is on its way to the courier.
bool is_moving(Model const& model) {
    if (!model.pickup.value || !model.pickup.value->booking) return false;
    auto const& booking = *model.pickup.value->booking;
    return !is_over(booking.state) &&
           (booking.state == PickupState::asked || booking.todo != wire::PickupTodo::nothing);
}

void go_on_asking(Model& model, Shell& shell) {
    if (!is_moving(model) || model.asks >= most_asks) return;
    ++model.asks;
    pause(shell, ask_again_ms, in_feature<&on_pause>);
}

void on_pickup(Model& model, Shell& shell, Answer const& answer) {
    if (settle(model.pickup, answer, wire::read_pickup_view)) go_on_asking(model, shell);
}

void fetch(Model& model, Shell& shell) {
    Ask question = get(shell, "/tickets/" + percent_encode(model.no) + "/pickup");
    question.shown = model.pickup.value.has_value();
    load(shell, model.pickup, std::move(question), in_feature<&on_pickup>);
}

void on_pause(Model& model, Shell& shell, Answer const&) {
    if (shell.route.screen == Screen::pickup && model.pickup.call == 0) fetch(model, shell);
}

void enter(Model& model, Shell& shell, Route const& before) {
    bool const other = model.no != shell.route.id;
    if (other) {
        if (model.pickup.call != 0) shell.effects.push_back(CancelCall{model.pickup.call});
        model = {};
        model.no = shell.route.id;
    }
    if (other || before.screen != Screen::pickup) {
        model.asks = 0;
        fetch(model, shell);
    }
    if (before.dialog == shell.route.dialog || model.call != 0) return;
    model.mistakes.clear();
    model.unreachable = false;
}

void told(Model& model, Shell& shell, News const& news) {
    if (!model.no.empty() && news.ticket_no == model.no) fetch(model, shell);
}

/// Also a lost answer is followed by a look: what was asked for may stand there.
void on_sent(Model& model, Shell& shell, Answer const& answer) {
    if (went_well(model, answer)) {
        toast(shell, t::pickup_asked_toast, ui::Tone::success);
        close_dialog(shell);
    } else if (model.call != 0) {
        return;
    }
    model.asks = 0;
    fetch(model, shell);
}

Instant chosen(screens::FormUi const& form) {
    std::string const text(form.value_of("slot_from_ms"));
    std::int64_t ms = 0;
    for (char const c : text) ms = c >= '0' && c <= '9' ? ms * 10 + (c - '0') : ms;
    return {ms};
}

Address sender_of(screens::FormUi const& form) {
    auto const typed = [&](std::string_view path) { return std::string(trim(form.value_of(path))); };
    return {typed("address.name"), tidy_phone(form.value_of("address.phone")), typed("address.text")};
}

int weight_of(screens::FormUi const& form) {
    for (int const kg : weights_kg) {
        if (form.value_of("weight_g") == std::to_string(kg * grams)) return kg * grams;
    }
    return 0;
}

void send(Model& model, Shell& shell, std::string_view verb, wire::Value const& body) {
    model.mistakes.clear();
    model.unreachable = false;
    std::string const path = "/tickets/" + percent_encode(model.no) + "/pickup" + std::string(verb);
    model.call = ask(shell, post(wire::Audience::buyer, path, body), in_feature<&on_sent>);
}

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    if (std::holds_alternative<screens::Changed>(intent)) model.mistakes.clear();
    if (!std::holds_alternative<screens::Submit>(intent) || model.call != 0 || !model.pickup.value) return;
    std::string const& dialog = shell.route.dialog;
    auto const& booking = model.pickup.value->booking;
    if (dialog == change)
        return send(model, shell, ":change", to_json(wire::PickupChange{chosen(model.dialog)}));
    if (dialog == cancel && booking)
        return send(model, shell, ":cancel", to_json(wire::PickupCancel{booking->booking_no}));
    wire::PickupBody body{chosen(model.form), sender_of(model.form)};
    body.goods = trim(model.form.value_of("goods"));
    body.weight_g = weight_of(model.form);
    send(model, shell, "", to_json(body));
}

bool is_dialog(std::string_view name) { return name == change || name == cancel; }

// ---- What is shown ----------------------------------------------------------------------------------------

using Field = screens::FormFieldView;
using Kind = screens::FormFieldKind;

Field slot_field(Model const& model, Shell const& shell) {
    Field field{"slot_from_ms", say(shell, t::pickup_slot), Kind::choice, true};
    for (PickupSlot const& slot : model.pickup.value->slots)
        field.choices.push_back({std::to_string(slot.from.ms), slot_words(shell, slot)});
    field.error = message_at(shell, model.mistakes, "slot_from_ms");
    return field;
}

/// A mistake is said at its field: the server's, or the core's of what is typed already.
std::string error_at(Model const& model, Shell const& shell, std::string const& path) {
    std::string const sent = message_at(shell, model.mistakes, path);
    if (!sent.empty() || trim(model.form.value_of(path)).empty()) return sent;
    Mistakes const mistakes = check_pickup_sender(sender_of(model.form));
    return message_at(shell, mistakes, path);
}

std::vector<Field> fields_of(Model const& model, Shell const& shell) {
    std::vector<Field> fields{slot_field(model, shell)};
    auto const add = [&](std::string path, text::Text const& label, int max_chars, auto* draw) {
        Field field{std::move(path), say(shell, label), Kind::text, true, max_chars};
        field.draw = draw;
        field.error = error_at(model, shell, field.path);
        fields.push_back(std::move(field));
    };
    add("address.name", t::pickup_name, address_name_max_chars, &screens::draw_sender_name);
    add("address.phone", t::pickup_phone, address_phone_max_chars, &screens::draw_sender_phone);
    add("address.text", t::pickup_address, address_text_max_chars, &screens::draw_sender_address);
    fields.back().hint = say(shell, t::pickup_address_hint);
    fields.push_back({"goods", say(shell, t::pickup_goods), Kind::text, false, pickup_goods_max_chars});
    Field weight{"weight_g", say(shell, t::pickup_weight), Kind::choice};
    for (int const kg : weights_kg)
        weight.choices.push_back({std::to_string(kg * grams),
                                  text::fill(shell.language, t::pickup_weight_up_to, {std::to_string(kg)})});
    fields.push_back(std::move(weight));
    return fields;
}

bool is_offered(Model const& model, Instant from) {
    auto const& slots = model.pickup.value->slots;
    return std::any_of(slots.begin(), slots.end(), [&](PickupSlot const& one) { return one.from == from; });
}

std::string why_not(Model const& model, Shell const& shell) {
    bool const filled =
        is_offered(model, chosen(model.form)) && check_pickup_sender(sender_of(model.form)).empty();
    return filled ? std::string() : say(shell, t::pickup_fill);
}

std::string href_of(Shell const& shell, std::string_view dialog) {
    Route route = shell.route;
    route.dialog = dialog;
    return to_hash(route);
}

void fill_note(Shell const& shell, wire::PickupBooking const& booking, screens::PickupScreenView& view) {
    bool const given_up = booking.todo == wire::PickupTodo::cancel;
    if (booking.state == PickupState::unknown)
        view.note = say(shell, given_up ? t::pickup_given_up_note : t::pickup_unknown_note);
    if (booking.state == PickupState::collected && booking.tracking_no.empty())
        view.note = say(shell, t::pickup_number_note);
    if (!booking.reason.empty()) view.reason = text::fill(shell.language, t::pickup_reason, {booking.reason});
}

void fill_booking(Shell const& shell, wire::PickupBooking const& booking, screens::PickupScreenView& view) {
    view.state = pickup_state_words(shell, booking);
    view.tone = tone_of(booking);
    view.booking = pickup_rows(shell, booking);
    view.booking.erase(view.booking.begin());  // the state is the card's badge
    if (booking.sender) {
        view.booking.push_back({say(shell, t::pickup_name), booking.sender->name});
        view.booking.push_back({say(shell, t::pickup_phone), booking.sender->phone});
        view.booking.push_back({say(shell, t::pickup_address), booking.sender->text});
    }
    fill_note(shell, booking, view);
    if (booking.can_change) view.change_href = href_of(shell, change);
    if (booking.can_cancel) view.cancel_href = href_of(shell, cancel);
}

screens::FormView make_dialog(Model const& model, Shell const& shell) {
    screens::FormView form;
    form.close_href = href_of(shell, "");
    auto const& booking = model.pickup.value->booking;
    if (!booking) return form;
    if (shell.route.dialog == change && booking->can_change) {
        form.key = change;
        form.title = say(shell, t::pickup_change);
        form.fields = {slot_field(model, shell)};
        if (!is_offered(model, chosen(model.dialog))) form.why_not = say(shell, t::fill_in_first);
    }
    if (shell.route.dialog == cancel && booking->can_cancel) {
        form.key = cancel;
        form.title = say(shell, t::pickup_cancel);
        form.note = say(shell, t::pickup_cancel_confirm);
        form.stay = say(shell, t::pickup_keep);
        form.harsh = true;
    }
    return form;
}

void show(Model& model, Shell& shell) {
    screens::PickupScreenView& view = model.view = {};
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::pickup_title);
    Route ticket = shell.route;
    ticket.screen = Screen::ticket;
    ticket.dialog.clear();
    view.ticket_href = view.page.options.back_href = to_hash(ticket);
    view.load = load_view(shell, model.pickup);
    view.missing = is_missing(model.pickup);
    if (!model.pickup.value) return;
    wire::PickupView const& pickup = *model.pickup.value;
    if (pickup.booking) fill_booking(shell, *pickup.booking, view);
    view.intro = text::carrier_name(shell.language, pickup.carrier) + " · " +
                 say(shell, pickup.payer == FreightPayer::shop ? t::freight_by_shop : t::freight_by_buyer) +
                 " · " + say(shell, t::pickup_intro);
    view.privacy = say(shell, t::pickup_privacy);
    if (pickup.offered) view.fields = fields_of(model, shell);
    if (pickup.offered) view.why_not = why_not(model, shell);
    if (!pickup.offered && !pickup.booking) view.not_now = say(shell, t::pickup_not_now);
    view.form = make_dialog(model, shell);
    view.error = message_of(shell, model.mistakes, model.unreachable);
    view.sending = model.call != 0;
}

void draw(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) {
    screens::draw_pickup(ui, model.view, model.form, model.dialog, out);
}

}  // namespace

ScreenParts const screen{.enter = in_feature<&enter>,
                         .show = in_feature<&show>,
                         .draw = in_feature<&draw>,
                         .act = in_feature<&act>,
                         .told = in_feature<&told>,
                         .is_dialog = &is_dialog};

}  // namespace afterdesk::app::pickup
