// What is not as it should be, from the same numbers as /metrics; the demo's clock; bills beside the books.

#include <algorithm>

#include "app/calls/remote.hpp"
#include "app/features/health/model.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "text/acts.hpp"
#include "text/channel_codes.hpp"
#include "wire/admin_api.hpp"

namespace afterdesk::app::health {
namespace {

using wire::HealthLevel;

void on_seen(Model& model, Shell& shell, Answer const& answer) {
    settle(model.seen, answer, wire::read_health);
    if (model.seen.ready()) shell.server_ahead_ms = model.seen.value->now_ms - shell.now.ms;
}

void fetch(Model& model, Shell& shell) {
    load(shell, model.seen, get(wire::Audience::platform, "/health"), in_feature<&on_seen>);
}

void enter(Model& model, Shell& shell, Route const& before) {
    enter_bills(model, shell, before);
    if (before.screen == Screen::health) return;
    fetch(model, shell);
    fetch_bills(model, shell);
}

/// 1 to as many hours as the clock may be moved at once; nothing for anything else.
std::optional<std::int64_t> hours_typed(Model const& model) {
    std::string const& typed = model.ui.hours;
    bool const digits =
        !typed.empty() && typed.size() <= 4 && typed.find_first_not_of("0123456789") == std::string::npos;
    if (!digits) return std::nullopt;
    std::int64_t number = 0;
    for (char c : typed) number = number * 10 + (c - '0');
    bool const fits = number >= 1 && hours(number) <= wire::longest_advance;
    return fits ? std::optional(number) : std::nullopt;
}

void on_moved(Model& model, Shell& shell, Answer const& answer) {
    if (model.call != answer.id) return;
    model.call = 0;
    model.mistakes.clear();
    if (!answer.good()) {
        model.mistakes =
            answer.status == 0 ? Mistakes{{Rule::busy, ""}} : wire::read_api_error(answer.body).mistakes;
        return;
    }
    ++shell.tickets_changed;
    toast(shell, t::clock_moved, ui::Tone::success);
    fetch(model, shell);
}

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    bool const in_dialog = !shell.route.dialog.empty();
    if (in_dialog && std::holds_alternative<screens::Submit>(intent)) return submit_bills(model, shell);
    auto const by = hours_typed(model);
    if (!std::holds_alternative<screens::Submit>(intent) || model.call != 0 || !by) return;
    model.call =
        ask(shell, post(wire::Audience::platform, "/clock", wire::Object{{"advance_ms", hours(*by).ms}}),
            in_feature<&on_moved>);
}

ui::Tone tone_of(HealthLevel level) {
    switch (level) {
        case HealthLevel::good: return ui::Tone::success;
        case HealthLevel::look: return ui::Tone::warning;
        case HealthLevel::bad: return ui::Tone::danger;
    }
    return ui::Tone::neutral;
}

text::Text const& text_of(HealthLevel level) {
    if (level == HealthLevel::good) return t::health_good;
    return level == HealthLevel::look ? t::health_look : t::health_bad;
}

/// What WeChat Pay could not pay out waits to be told where it goes.
bool waits_for_its_way(std::string_view code) { return code == "ABNORMAL" || code == "KEY_CHANGED"; }

screens::HealthView::Ticket make_ticket(Shell const& shell, wire::HealthCheck check,
                                        wire::HealthView::Ticket const& ticket) {
    screens::HealthView::Ticket out;
    out.label = ticket.ticket_no;
    out.note = check == wire::HealthCheck::host_tasks ? text::conflict_text(shell.language, ticket.note)
                                                      : text::channel_code_text(shell.language, ticket.note);
    if (ticket.since_ms > 0)
        out.note += (out.note.empty() ? "" : " · ") +
                    text::fill(shell.language, t::health_since, {minute(shell, {ticket.since_ms})});
    if (ticket.ticket_no.empty()) return out;
    Route route;
    route.screen = Screen::ticket;
    route.audience = wire::Audience::platform;
    route.id = ticket.ticket_no;
    out.href = to_hash(route);
    if (!waits_for_its_way(ticket.note)) return out;
    route.screen = Screen::abnormal;
    out.also_label = text::fill(shell.language, t::health_direct, {ticket.ticket_no});
    out.also_href = to_hash(route);
    return out;
}

/// As the queue narrows them; empty where it can not.
std::string all_of(wire::HealthCheck check) {
    if (check != wire::HealthCheck::refund_failed) return {};
    Route route;
    route.screen = Screen::tickets;
    route.audience = wire::Audience::platform;
    route.query = "work=refund_failed";
    return to_hash(route);
}

screens::HealthView::Check make_check(Shell const& shell, wire::HealthView::Item const& item) {
    text::CheckTexts const& texts = text::texts_of(item.check);
    screens::HealthView::Check check;
    check.key = wire::name_of(item.check);
    check.title = say(shell, texts.title);
    check.count = std::to_string(item.count);
    check.level = say(shell, text_of(item.level));
    check.tone = tone_of(item.level);
    check.means = say(shell, texts.means);
    check.to_do = say(shell, texts.to_do);
    for (auto const& ticket : item.tickets) check.tickets.push_back(make_ticket(shell, item.check, ticket));
    int const more = item.count - static_cast<int>(item.tickets.size());
    if (more <= 0) return check;
    check.all_href = all_of(item.check);
    text::Text const& words = check.all_href.empty() ? t::health_more : t::health_more_link;
    check.more = text::fill(shell.language, words, {std::to_string(more)});
    return check;
}

/// What somebody has to see to, and the rest; when all is well, one half of it and the other.
void fill_groups(Shell const& shell, std::vector<wire::HealthView::Item> const& items,
                 screens::HealthView& view) {
    auto const is_good = [](auto const& item) { return item.level == HealthLevel::good; };
    auto const good = static_cast<std::size_t>(std::count_if(items.begin(), items.end(), is_good));
    bool const all_good = good == items.size();
    view.groups = {{"wrong", say(shell, all_good ? t::health_good : t::health_wrong), {}},
                   {"fine", say(shell, t::health_good), {}}};
    std::size_t const first = all_good ? (good + 1) / 2 : items.size() - good;
    for (HealthLevel const level : {HealthLevel::bad, HealthLevel::look, HealthLevel::good}) {
        for (auto const& item : items) {
            if (item.level != level) continue;
            bool const left = view.groups[0].checks.size() < first;
            view.groups[left ? 0 : 1].checks.push_back(make_check(shell, item));
        }
    }
    std::erase_if(view.groups, [](auto const& group) { return group.checks.empty(); });
    if (!all_good) return;
    view.summary = say(shell, t::health_all_good);
    view.one_title = say(shell, t::health_good);
}

void fill_server(Shell const& shell, wire::HealthView const& seen, screens::HealthView& view) {
    view.server = {{std::string(say(shell, t::health_version)), seen.version}};
    for (auto const& [queue, waiting] : seen.queues)
        view.server.push_back({std::string(say(shell, text::name(queue))), std::to_string(waiting)});
}

void show(Model& model, Shell& shell) {
    screens::HealthView& view = model.view = {};
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::health_title);
    view.page.options.max_width = 1680;
    view.load = load_view(shell, model.seen);
    auto const& session = shell.session_of(wire::Audience::platform);
    view.demo = session.value && session.value->demo;
    view.clock_why_not = why_no_right(shell, Right::move_clock);
    if (!hours_typed(model)) view.clock_why_not = say(shell, t::fill_in_first);
    view.clock_error = message_of(shell, model.mistakes, false);
    view.moving = model.call != 0;
    show_bills(model, shell);
    if (!model.seen.value) return;
    view.at = text::fill(shell.language, t::health_at, {minute(shell, {model.seen.value->now_ms})});
    fill_groups(shell, model.seen.value->checks, view);
    fill_server(shell, *model.seen.value, view);
}

void draw(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) {
    screens::draw_health(ui, {model.view, model.bills.view}, {model.ui, model.bills.ui}, out);
}

}  // namespace

ScreenParts const screen{.enter = in_feature<&enter>,
                         .show = in_feature<&show>,
                         .draw = in_feature<&draw>,
                         .act = in_feature<&act>,
                         .is_dialog = &is_bills_dialog};

}  // namespace afterdesk::app::health
