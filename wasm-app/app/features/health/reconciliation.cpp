// Bills of payment channels beside our books: what is fetched, asked for and settled, and how it is shown.

#include <algorithm>

#include "app/calls/remote.hpp"
#include "app/features/health/model.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "base/money.hpp"
#include "base/text.hpp"
#include "text/bills.hpp"
#include "text/names.hpp"
#include "wire/fields.hpp"

namespace afterdesk::app::health {
namespace {

using screens::FormFieldKind;
using screens::FormView;
using wire::BillDayState;
using wire::BillDayView;
using wire::DifferenceKind;
using wire::DifferenceView;

/// Dialogs: "reconcile", one of a day ("day-wechat-2026-11-29"), one of a difference ("settle-17").
constexpr std::string_view ask_dialog = "reconcile", day_dialog = "day-", settle_dialog = "settle-";
constexpr std::size_t most_settled = 20;

DifferenceView const* difference_of(Model const& model, std::string_view dialog) {
    if (!model.bills.seen.value || !dialog.starts_with(settle_dialog)) return nullptr;
    auto const& all = model.bills.seen.value->differences;
    auto const found = std::find_if(all.begin(), all.end(), [&](DifferenceView const& one) {
        return std::to_string(one.id) == dialog.substr(settle_dialog.size());
    });
    return found == all.end() ? nullptr : &*found;
}

std::string name_of(BillDayView const& day) {
    std::string name = std::string(day_dialog) + std::string(wire::name_of(day.channel)) + "-" + day.day;
    return day.account.empty() ? name : name + "-" + day.account;
}

BillDayView const* day_of(Model const& model, std::string_view dialog) {
    if (!model.bills.seen.value || !dialog.starts_with(day_dialog)) return nullptr;
    auto const& all = model.bills.seen.value->days;
    auto const found =
        std::find_if(all.begin(), all.end(), [&](BillDayView const& one) { return name_of(one) == dialog; });
    return found == all.end() ? nullptr : &*found;
}

std::string href_of(std::string dialog) {
    Route route;
    route.screen = Screen::health;
    route.audience = wire::Audience::platform;
    route.dialog = std::move(dialog);
    return to_hash(route);
}

bool is_served(Model const& model, PaymentChannel channel) {
    auto const& served = model.bills.seen.value->served;
    return std::find(served.begin(), served.end(), channel) != served.end();
}

// ---- What is fetched and done -----------------------------------------------------------------------------

void on_bills_seen(Model& model, Shell&, Answer const& answer) {
    settle(model.bills.seen, answer, wire::read_reconciliation);
}

void on_done(Model& model, Shell& shell, Answer const& answer) {
    if (!went_well(model.bills, answer)) return;
    bool const settles = shell.route.dialog.starts_with(settle_dialog);
    toast(shell, settles ? t::bills_done : t::bills_compared, ui::Tone::success);
    close_dialog(shell);
    fetch_bills(model, shell);
}

// ---- What is shown ----------------------------------------------------------------------------------------

std::string yuan(std::optional<Fen> fen) { return fen ? "¥" + format_fen(*fen) : std::string("—"); }

std::string of_refunds(Shell const& shell, std::int64_t count, Fen fen) {
    return text::fill(shell.language, t::bills_refunds, {std::to_string(count), format_fen(fen)});
}

ui::Tone tone_of(BillDayView const& day) {
    if (day.state == BillDayState::closed) return ui::Tone::success;
    return day.state == BillDayState::differing ? ui::Tone::danger : ui::Tone::warning;
}

std::string state_of(Shell const& shell, BillDayView const& day) {
    if (day.state != BillDayState::differing) return say(shell, text::name(day.state));
    return text::fill(shell.language, t::bills_open, {std::to_string(day.unsettled)});
}

/// "微信支付", and of a merchant account of its own "微信支付 1900000200".
template <class Of>
std::string channel_of(Shell const& shell, Of const& one) {
    std::string const name(say(shell, text::name(one.channel)));
    return one.account.empty() ? name : name + " " + one.account;
}

ui::TableRow row_of(Shell const& shell, BillDayView const& day) {
    ui::TableRow row;
    row.key = name_of(day);
    row.name = day.day + " · " + channel_of(shell, day);
    row.href = href_of(row.key);
    row.cells.push_back({.words = day.day, .style = ui::TextStyle::strong});
    row.cells.push_back({.words = channel_of(shell, day)});
    row.cells.push_back({.words = state_of(shell, day), .is_badge = true, .tone = tone_of(day)});
    row.cells.push_back({.words = of_refunds(shell, day.refunds, day.refunds_fen)});
    row.cells.push_back({.words = of_refunds(shell, day.ours, day.ours_fen)});
    return row;
}

ui::Column column(Shell const& shell, char const* key, text::Text const& title, float least_w,
                  int gives_way) {
    ui::Column out;
    out.key = key;
    out.title = say(shell, title);
    out.least_w = least_w;
    out.gives_way = gives_way;
    return out;
}

void fill_days(Model const& model, Shell const& shell, screens::ReconciliationView& view) {
    view.columns = {
        column(shell, "day", t::bills_day, 104, 0), column(shell, "channel", t::bills_channel, 80, 1),
        column(shell, "state", t::bills_state, 96, 0), column(shell, "theirs", t::bills_theirs, 120, 2),
        column(shell, "ours", t::bills_ours, 120, 3)};
    view.columns[0].on_card = ui::OnCard::title;
    for (BillDayView const& day : model.bills.seen.value->days) view.rows.push_back(row_of(shell, day));
    view.days.name = say(shell, t::bills_title);
    view.days.total = static_cast<int>(view.rows.size());
    view.days.opens = true;
}

screens::ReconciliationView::Difference make_difference(Shell const& shell, DifferenceView const& one) {
    screens::ReconciliationView::Difference out;
    text::DifferenceTexts const& texts = text::texts_of(one.kind);
    out.key = "d" + std::to_string(one.id);
    out.title = say(shell, texts.title);
    out.number = one.refund_no;
    out.about = one.day + " · " + channel_of(shell, one);
    out.means = say(shell, texts.means);
    out.to_do = say(shell, texts.to_do);
    if (!one.ticket_no.empty()) {
        Route route;
        route.screen = Screen::ticket;
        route.audience = wire::Audience::platform;
        route.id = one.ticket_no;
        out.ticket_label = one.ticket_no;
        out.ticket_href = to_hash(route);
    }
    bool const by_others = one.kind == DifferenceKind::external_refund || one.kind == DifferenceKind::surplus;
    if (by_others && !one.ours.empty()) {
        Route order;
        order.screen = Screen::for_buyer;
        order.audience = wire::Audience::platform;
        order.query = "q=" + percent_encode(one.ours);
        out.ticket_label = text::fill(shell.language, t::bills_order, {one.ours});
        out.ticket_href = to_hash(order);
    }
    auto const side = [&](text::Text const& label, std::optional<Fen> fen, std::string const& words) {
        out.sides.push_back({say(shell, label), yuan(fen) + (words.empty() ? "" : " · " + words)});
    };
    side(t::bills_here, one.ours_fen, one.ours);
    side(t::bills_there, one.theirs_fen, one.theirs);
    out.settle = text::fill(shell.language, t::bills_settle_one, {one.refund_no});
    out.settle_href = href_of(std::string(settle_dialog) + std::to_string(one.id));
    out.why_not = why_no_right(shell, Right::pay_refunds);
    if (one.settled) {
        std::string const who = one.settled->by_name.empty() ? one.settled->by : one.settled->by_name;
        out.settled = std::string(say(shell, text::name(one.settled->way))) + " · " + one.settled->note +
                      " · " + who + " · " + minute(shell, {one.settled->at_ms});
    }
    return out;
}

// ---- Dialogs ----------------------------------------------------------------------------------------------

void add_field(FormView& form, Model const& model, Shell const& shell, char const* path,
               screens::FormFieldView field) {
    field.path = path;
    field.required = true;
    for (Mistake const& mistake : model.bills.mistakes) {
        if (mistake.path == path) field.error = message_of(shell, mistake);
    }
    form.fields.push_back(std::move(field));
}

void fill_settling(Model const& model, Shell const& shell, DifferenceView const& one, FormView& form) {
    form.title = say(shell, t::bills_settle);
    form.note = say(shell, t::bills_settle_note);
    screens::FormFieldView way{"", say(shell, t::bills_way), FormFieldKind::choice};
    for (std::string_view const name : wire::all_names<wire::SettleWay>())
        way.choices.push_back(
            {std::string(name), say(shell, text::name(*wire::from_name<wire::SettleWay>(name)))});
    add_field(form, model, shell, "way", std::move(way));
    screens::FormFieldView note{"", say(shell, t::bills_words), FormFieldKind::long_text};
    note.max_chars = wire::max_title_chars;
    note.hint = say(shell, t::bills_words_hint);
    add_field(form, model, shell, "note", std::move(note));
    auto const difference = make_difference(shell, one);
    form.follows_title = difference.title;
    form.follows = difference.sides;
    form.follows.insert(form.follows.begin(), {say(shell, t::bills_refund_no), one.refund_no});
    form.why_not = why_no_right(shell, Right::pay_refunds);
    screens::FormUi const& typed = model.bills.ui.form;
    bool const complete = !typed.value_of("way").empty() && !trim(typed.value_of("note")).empty();
    if (form.why_not.empty() && !complete) form.why_not = say(shell, t::fill_in_first);
}

void fill_day(Model const& model, Shell const& shell, BillDayView const& day, FormView& form) {
    form.title = say(shell, t::bills_again);
    form.follows_title = day.day + " · " + channel_of(shell, day);
    auto const add = [&](text::Text const& label, std::string value) {
        form.follows.push_back({say(shell, label), std::move(value)});
    };
    add(t::bills_state, state_of(shell, day));
    add(t::bills_theirs, of_refunds(shell, day.refunds, day.refunds_fen));
    add(t::bills_ours, of_refunds(shell, day.ours, day.ours_fen));
    add(t::bills_lines, std::to_string(day.lines));
    add(t::bills_runs, std::to_string(day.runs));
    if (day.ran_at_ms) add(t::bills_ran, minute(shell, {*day.ran_at_ms}));
    if (day.settled > 0) add(t::bills_settled_of, std::to_string(day.settled));
    if (day.problem) {
        std::string const detail = day.problem_detail.empty() ? "" : " · " + day.problem_detail;
        add(t::bills_problem, say(shell, text::sentence(*day.problem)) + detail);
    }
    form.why_not = why_no_right(shell, Right::pay_refunds);
    if (form.why_not.empty() && !is_served(model, day.channel)) form.why_not = say(shell, t::bills_no_way);
}

void fill_asking(Model const& model, Shell const& shell, FormView& form) {
    form.title = say(shell, t::bills_ask);
    screens::FormFieldView channel{"", say(shell, t::bills_channel), FormFieldKind::choice};
    for (PaymentChannel const one : model.bills.seen.value->served)
        channel.choices.push_back({std::string(wire::name_of(one)), say(shell, text::name(one))});
    add_field(form, model, shell, "channel", std::move(channel));
    screens::FormFieldView day{"", say(shell, t::bills_day), FormFieldKind::text};
    day.max_chars = wire::bill_day_chars;
    day.hint = say(shell, t::bills_day_hint);
    add_field(form, model, shell, "day", std::move(day));
    form.why_not = why_no_right(shell, Right::pay_refunds);
    screens::FormUi const& typed = model.bills.ui.form;
    bool const complete = !typed.value_of("channel").empty() && !trim(typed.value_of("day")).empty();
    if (form.why_not.empty() && !complete) form.why_not = say(shell, t::fill_in_first);
}

void fill_form(Model const& model, Shell const& shell, FormView& form) {
    std::string const& dialog = shell.route.dialog;
    auto const* const difference = difference_of(model, dialog);
    auto const* const day = day_of(model, dialog);
    if (difference == nullptr && day == nullptr && dialog != ask_dialog) return;
    form.key = dialog;
    form.close_href = href_of("");
    if (difference != nullptr) return fill_settling(model, shell, *difference, form);
    if (day != nullptr) return fill_day(model, shell, *day, form);
    fill_asking(model, shell, form);
}

}  // namespace

bool is_bills_dialog(std::string_view name) {
    return name == ask_dialog || name.starts_with(day_dialog) || name.starts_with(settle_dialog);
}

void fetch_bills(Model& model, Shell& shell) {
    load(shell, model.bills.seen, get(wire::Audience::platform, "/reconciliation"),
         in_feature<&on_bills_seen>);
}

void enter_bills(Model& model, Shell& shell, Route const& before) {
    if (before.dialog == shell.route.dialog || model.bills.filled == shell.route.dialog) return;
    model.bills.filled = shell.route.dialog;
    model.bills.mistakes.clear();
    model.bills.unreachable = false;
    model.bills.ui.form = {};
}

void submit_bills(Model& model, Shell& shell) {
    Model::Bills& bills = model.bills;
    if (bills.call != 0 || bills.view.form.key.empty() || !bills.view.form.why_not.empty()) return;
    bills.mistakes.clear();
    auto const typed = [&](char const* path) { return std::string(trim(bills.ui.form.value_of(path))); };
    std::string path = "/reconciliation";
    wire::Object body{{"channel", typed("channel")}, {"day", typed("day")}};
    if (auto const* const one = difference_of(model, shell.route.dialog)) {
        path = "/differences/" + std::to_string(one->id);
        body = {{"way", typed("way")}, {"note", typed("note")}};
    } else if (auto const* const day = day_of(model, shell.route.dialog)) {
        body = {{"channel", wire::name_of(day->channel)}, {"day", day->day}};
        if (!day->account.empty()) body.emplace_back("account", day->account);
    }
    bills.call = ask(shell, post(wire::Audience::platform, path, std::move(body)), in_feature<&on_done>);
}

void show_bills(Model& model, Shell& shell) {
    Model::Bills& bills = model.bills;
    screens::ReconciliationView& view = bills.view = {};
    view.load = load_view(shell, bills.seen);
    if (!bills.seen.value) return;
    view.note = say(shell, t::bills_note);
    view.ask_href = href_of(std::string(ask_dialog));
    view.ask_why_not = why_no_right(shell, Right::pay_refunds);
    if (view.ask_why_not.empty() && bills.seen.value->served.empty())
        view.ask_why_not = say(shell, t::bills_no_way);
    for (DifferenceView const& one : bills.seen.value->differences)
        view.open.push_back(make_difference(shell, one));
    int const more = bills.seen.value->unsettled - static_cast<int>(view.open.size());
    if (more > 0) view.more = text::fill(shell.language, t::bills_more, {std::to_string(more)});
    for (DifferenceView const& one : bills.seen.value->settled) {
        if (view.settled.size() < most_settled) view.settled.push_back(make_difference(shell, one));
    }
    fill_days(model, shell, view);
    fill_form(model, shell, view.form);
    Mistakes rest;
    for (Mistake const& mistake : bills.mistakes) {
        bool const at_field = std::any_of(view.form.fields.begin(), view.form.fields.end(),
                                          [&](auto const& field) { return field.path == mistake.path; });
        if (!at_field) rest.push_back(mistake);
    }
    view.error = message_of(shell, rest, bills.unreachable);
    view.sending = bills.call != 0;
}

}  // namespace afterdesk::app::health
