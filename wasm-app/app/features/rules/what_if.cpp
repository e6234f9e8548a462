// The dry run in the page: the core decides past tickets again, some in each frame.

#include <algorithm>

#include "app/features/rules/model.hpp"
#include "app/shell/say.hpp"
#include "text/numbers.hpp"
#include "text/rules.hpp"

namespace afterdesk::app::rules {
namespace {

/// In one frame: a few milliseconds on a phone.
constexpr std::size_t slice = 150;
constexpr std::size_t first_rows = 10;
constexpr char const* asked_for = "/policy/past?count=1000";

/// Where amounts come out as they did: its order is there and sound, and so is the policy of then.
void look_at(Model& model, std::size_t index) {
    wire::PastView const& past = *model.past.value;
    PastTicket const& ticket = past.items[index];
    Order const*& known = model.known.orders[index];
    known = nullptr;
    auto const order = std::find_if(past.orders.begin(), past.orders.end(),
                                    [&](Order const& it) { return it.order_no == ticket.order_no; });
    auto const then = model.known.policies.find({ticket.policy_version, ticket.shop_id});
    bool const there = order != past.orders.end() && then != model.known.policies.end();
    if (!there || !check_order(*order, "").empty()) return;
    if (can_be_quoted_again(ticket, {*order, then->second})) known = &*order;
}

void on_past(Model& model, Shell&, Answer const& answer) {
    if (!settle(model.past, answer, wire::read_past_view) || !model.past.value) return;
    model.known = {};
    model.known.orders.resize(model.past.value->items.size());
    for (wire::PastView::Then const& then : model.past.value->policies) {
        Mistakes mistakes;
        Policy policy = wire::read_policy(then.policy, default_policy(), "", mistakes);
        if (mistakes.empty())
            model.known.policies.emplace(std::pair(then.version, then.shop_id), std::move(policy));
    }
    start_run(model);
}

Policy const& policy_in(WhatIfRun& run, ShopId const& shop) {
    auto found = run.shops.find(shop);
    if (found == run.shops.end()) found = run.shops.emplace(shop, wire::policy_for(run.book, shop)).first;
    return found->second;
}

std::string decided(Shell const& shell, AutoDecision const& decision, bool reviewed) {
    if (!reviewed) return say(shell, t::what_if_by_itself);
    if (decision.rule.empty()) return say(shell, t::what_if_by_people);
    bool const agrees = decision.action == AutoAction::agree;
    return text::fill(shell.language, agrees ? t::what_if_by_rule : t::what_if_by_queue,
                      {agrees ? decision.rule : decision.queue});
}

constexpr text::Text const* mark_of[] = {nullptr, &t::what_if_approved, &t::what_if_queued,
                                         &t::what_if_refused, &t::what_if_amount};  // by WhatIfEnd
constexpr ui::Tone tone_of_end[] = {ui::Tone::neutral, ui::Tone::success, ui::Tone::warning, ui::Tone::danger,
                                    ui::Tone::info};

std::string signed_yuan(Fen more_fen) { return more_fen < 0 ? minus_yuan(-more_fen) : "+" + yuan(more_fen); }

screens::WhatIfRow make_row(Shell const& shell, PastTicket const& past, WhatIf const& found) {
    screens::WhatIfRow row;
    auto const end = static_cast<std::size_t>(found.end);
    Route route;
    route.screen = Screen::ticket;
    route.audience = shell.route.audience;
    route.id = row.ticket_no = past.review.ticket_no;
    row.href = to_hash(route);
    row.mark = say(shell, *mark_of[end]);
    row.tone = tone_of_end[end];
    row.then =
        text::fill(shell.language, t::what_if_then, {decided(shell, past.review.decision, past.reviewed)});
    bool const refused = found.end == WhatIfEnd::refused;
    row.now = text::fill(shell.language, t::what_if_now,
                         {refused ? row.mark : decided(shell, found.after, past.reviewed)});
    if (found.before_fen != found.after_fen)
        row.amount = yuan(found.before_fen) + " → " + yuan(found.after_fen);
    return row;
}

void fill_figures(Shell const& shell, WhatIfRun const& run, screens::WhatIfView& view) {
    for (std::size_t end = 1; end < run.ends.size(); ++end) {
        if (run.ends[end] == 0 && end != 1) continue;
        view.figures.push_back({text::grouped_number(run.ends[end]), say(shell, *mark_of[end])});
    }
    view.figures.push_back({signed_yuan(run.more_fen), say(shell, t::what_if_money)});
}

}  // namespace

void fetch_past(Model& model, Shell& shell) {
    if (model.past.call != 0 || model.past.value) return;
    load(shell, model.past, get(model.audience, asked_for), in_feature<&on_past>);
}

void start_run(Model& model) {
    model.run = {};
    model.show_all = false;
    model.run.wanted = !model.draft.edits.empty();
    if (!model.run.wanted) return;
    auto book = wire::read_draft(model.draft);
    model.run.sound = book.ok();
    if (book.ok()) model.run.book = std::move(book).value();
    go_on(model);
}

void go_on(Model& model) {
    WhatIfRun& run = model.run;
    if (!model.past.value) return;
    std::vector<PastTicket> const& items = model.past.value->items;
    std::size_t const end = std::min(items.size(), run.at + slice);
    if (!run.running(items.size())) return;
    for (; run.at < end; ++run.at) {
        if (model.known.looked_at <= run.at) look_at(model, model.known.looked_at++);
        PastTicket const& past = items[run.at];
        WhatIf const found = what_if(past, model.known.orders[run.at], policy_in(run, past.shop_id));
        if (found.end == WhatIfEnd::same) continue;
        ++run.ends[static_cast<std::size_t>(found.end)];
        run.more_fen += found.after_fen - found.before_fen;
        run.changed.emplace_back(run.at, found);
    }
}

std::string what_if_says(Model const& model, Shell const& shell) {
    WhatIfRun const& run = model.run;
    bool const over = model.past.value && run.wanted && run.sound &&
                      !run.running(model.past.value->items.size()) && run.at > 0;
    if (!over) return {};
    screens::WhatIfView found;
    fill_figures(shell, run, found);
    std::string said = run.changed.empty() ? say(shell, t::what_if_none) : std::string();
    for (screens::WhatIfFigure const& figure : found.figures) {
        if (run.changed.empty()) break;
        said += (said.empty() ? "" : " · ") + figure.label + " " + figure.number;
    }
    return text::fill(shell.language, t::what_if_says, {std::to_string(run.at), said});
}

screens::WhatIfView make_what_if(Model const& model, Shell const& shell) {
    screens::WhatIfView view;
    WhatIfRun const& run = model.run;
    bool const asked = run.wanted || shell.route.id == "review";
    view.shown = shell.route.id != versions_slug;
    view.load = load_view(shell, model.past);
    if (!asked && view.load.state != screens::Phase::ready) {
        view.load = {screens::Phase::ready, ""};
        view.says = say(shell, t::what_if_idle);
        return view;
    }
    if (!model.past.value) return view;
    std::vector<PastTicket> const& items = model.past.value->items;
    view.note = text::fill(shell.language, t::what_if_note,
                           {text::grouped_number(static_cast<std::int64_t>(items.size()))});
    if (items.empty() || !run.wanted || !run.sound) {
        view.says = say(shell, items.empty() ? t::what_if_empty
                               : !run.wanted ? t::what_if_idle
                                             : t::what_if_broken);
        return view;
    }
    view.running = run.running(items.size());
    view.percent = static_cast<int>(run.at * 100 / items.size());
    view.progress = text::fill(shell.language, t::what_if_running, {std::to_string(view.percent)});
    fill_figures(shell, run, view);
    if (!view.running)
        view.says = run.changed.empty() ? say(shell, t::what_if_none) : what_if_says(model, shell);
    std::size_t const shown = model.show_all ? run.changed.size() : std::min(first_rows, run.changed.size());
    for (std::size_t i = 0; i < shown; ++i)
        view.rows.push_back(make_row(shell, items[run.changed[i].first], run.changed[i].second));
    if (shown < run.changed.size())
        view.all = text::fill(shell.language, t::what_if_all, {std::to_string(run.changed.size())});
    return view;
}

}  // namespace afterdesk::app::rules
