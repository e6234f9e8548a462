#include "app/calls/remote.hpp"
#include "app/features/channel/model.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "text/platform.hpp"

namespace afterdesk::app::channel {
namespace {

using wire::Audience;

std::optional<int> small_number(std::string const& typed, int most) {
    if (typed.empty() || typed.size() > 6) return std::nullopt;
    int number = 0;
    for (char c : typed) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + (c - '0');
    }
    return number <= most ? std::optional<int>(number) : std::nullopt;
}

void on_settings(Model& model, Shell&, Answer const& answer) {
    settle(model.channel, answer, wire::read_channel_view);
    if (!model.channel.ready()) return;
    wire::ChannelSettings const& settings = model.channel.value->settings;
    model.ui = {std::to_string(settings.delay_ms), std::to_string(settings.fail_next),
                std::to_string(settings.lose_answer_next), settings.duplicate_answers};
}

void on_saved(Model& model, Shell& shell, Answer const& answer) {
    if (model.call != answer.id) return;
    model.call = 0;
    model.mistakes.clear();
    if (!answer.good()) {
        model.mistakes =
            answer.status == 0 ? Mistakes{{Rule::busy, ""}} : wire::read_api_error(answer.body).mistakes;
        return;
    }
    auto channel = read_body(answer.body, wire::read_channel_view);
    if (channel) model.channel.value = std::move(channel).value();
    toast(shell, t::done_toast, ui::Tone::success);
}

void on_work(Model& model, Shell&, Answer const& answer) { settle(model.work, answer, wire::read_work); }

void enter(Model& model, Shell& shell, Route const&) {
    load(shell, model.work, get(Audience::platform, "/work"), in_feature<&on_work>);
    load(shell, model.channel, get(Audience::platform, "/channel"), in_feature<&on_settings>);
}

void save(Model& model, Shell& shell) {
    auto const delay = small_number(model.ui.delay_ms, wire::max_channel_delay_ms);
    auto const fail = small_number(model.ui.fail_next, wire::max_channel_faults);
    auto const lose = small_number(model.ui.lose_next, wire::max_channel_faults);
    if (model.call != 0 || !delay || !fail || !lose) return;
    wire::ChannelSettings const settings{*delay, *fail, *lose, model.ui.duplicate};
    model.call =
        ask(shell, post(Audience::platform, "/channel", wire::to_json(settings)), in_feature<&on_saved>);
}

void act(Model& model, Shell& shell, screens::Intent const& intent) {
    if (std::holds_alternative<screens::Submit>(intent)) save(model, shell);
}

void show(Model& model, Shell& shell) { model.view = make_view(model, shell); }

void draw(Model& model, Shell&, ui::Ui& ui, screens::Intents& out) {
    screens::draw_channel(ui, model.view, model.ui, out);
}

text::Text const& text_of(wire::RefundWay way) {
    switch (way) {
        case wire::RefundWay::waiting_for_host: return t::channel_way_none;
        case wire::RefundWay::simulated: return t::channel_way_demo;
        case wire::RefundWay::channels: return t::channel_way_real;
        case wire::RefundWay::dry_run: return t::channel_way_dry;
    }
    return t::channel_way_none;
}

void fill_now(Model const& model, Shell const& shell, screens::ChannelView& view) {
    wire::ChannelView const& channel = *model.channel.value;
    text::Text const& way = text_of(channel.refunds);
    view.now = {{say(shell, t::channel_way), say(shell, way)},
                {say(shell, t::channel_waiting), std::to_string(channel.waiting)}};
    int failed = 0;
    if (model.work.value) {
        for (wire::WorkView::Pile const& pile : model.work.value->piles)
            if (pile.work == Work::refund_failed) failed = pile.count;
        view.now.push_back({say(shell, t::channel_failed), std::to_string(failed)});
    }
    Route route;
    route.audience = Audience::platform;
    route.screen = Screen::health;
    view.health_href = to_hash(route);
    route.screen = Screen::tickets;
    route.query = "work=refund_failed";
    view.failed_href = to_hash(route);
}

}  // namespace

screens::ChannelView make_view(Model const& model, Shell const& shell) {
    screens::ChannelView view;
    view.page = make_page_view(shell);
    view.page.options.title = say(shell, t::channel);
    view.page.options.max_width = 1680;
    view.load = load_view(shell, model.channel);
    if (!model.channel.value) return view;
    wire::ChannelView const& channel = *model.channel.value;
    fill_now(model, shell, view);
    std::string const waiting = std::to_string(channel.waiting);
    if (channel.refunds == wire::RefundWay::waiting_for_host) {
        view.no_switch = text::fill(shell.language, t::channel_none, {waiting});
    } else if (channel.refunds == wire::RefundWay::dry_run) {
        view.no_switch = text::fill(shell.language, t::channel_dry, {waiting});
    } else if (channel.refunds == wire::RefundWay::channels) {
        view.no_switch = channel.waiting == 0 ? std::string(say(shell, t::channel_real))
                                              : text::fill(shell.language, t::channel_some, {waiting});
        view.all_served = channel.waiting == 0;
    }
    auto check = [&shell](std::string const& typed, int most) {
        return small_number(typed, most)
                   ? std::string()
                   : text::fill(shell.language, t::channel_not_a_number, {std::to_string(most)});
    };
    view.delay_error = check(model.ui.delay_ms, wire::max_channel_delay_ms);
    view.fail_error = check(model.ui.fail_next, wire::max_channel_faults);
    view.lose_error = check(model.ui.lose_next, wire::max_channel_faults);
    view.why_not = why_no_right(shell, Right::set_channel);
    view.error = message_of(shell, model.mistakes, false);
    view.saving = model.call != 0;
    return view;
}

ScreenParts const screen{.enter = in_feature<&enter>,
                         .show = in_feature<&show>,
                         .draw = in_feature<&draw>,
                         .act = in_feature<&act>};

}  // namespace afterdesk::app::channel
