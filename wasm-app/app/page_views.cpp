#include "app/views.hpp"
#include "text/names.hpp"

namespace afterdesk::app {
namespace {

using screens::Phase;
using wire::Audience;

ui::NavItem nav_item(Model const& model, std::string key, text::Text const& label, std::string icon,
                     Route route) {
    route.audience = model.route.audience;
    std::string href = to_hash(route);
    return {std::move(key), say(model, label), std::move(href), std::move(icon), false, 0};
}

std::vector<ui::NavItem> make_nav(Model const& model) {
    Route orders, tickets, channel;
    orders.screen = Screen::orders;
    tickets.screen = Screen::tickets;
    channel.screen = Screen::channel;
    Screen const shown = model.route.screen;
    bool const in_tickets = shown == Screen::tickets || shown == Screen::ticket;
    std::vector<ui::NavItem> nav;
    switch (model.route.audience) {
        case Audience::buyer:
            nav.push_back(nav_item(model, "orders", t::my_orders, "orders", orders));
            nav.back().current = shown == Screen::orders || shown == Screen::order || shown == Screen::apply;
            nav.push_back(nav_item(model, "tickets", t::my_tickets, "list", tickets));
            nav.back().current = in_tickets;
            break;
        case Audience::merchant:
            nav.push_back(nav_item(model, "tickets", t::merchant_queue, "list", tickets));
            nav.back().current = in_tickets;
            break;
        case Audience::platform:
            nav.push_back(nav_item(model, "tickets", t::platform_queue, "list", tickets));
            nav.back().current = in_tickets;
            nav.push_back(nav_item(model, "channel", t::channel, "wallet", channel));
            nav.back().current = shown == Screen::channel;
            break;
    }
    return nav;
}

bool inside(Screen screen) {
    switch (screen) {
        case Screen::orders:
        case Screen::order:
        case Screen::apply:
        case Screen::tickets:
        case Screen::ticket:
        case Screen::channel: return true;
        case Screen::landing:
        case Screen::sign_in:
        case Screen::about:
        case Screen::gallery: return false;
    }
    return false;
}

}  // namespace

std::string say(Model const& model, text::Text const& sentence) {
    return std::string(text::in(model.language, sentence));
}

std::string yuan(Fen amount_fen) { return "¥" + format_fen(amount_fen); }

std::string minute(Model const& model, Instant at) { return format_minute(at, model.utc_offset_minutes); }

std::string message_of(Model const& model, Mistake const& mistake) {
    return wire::message_for(mistake, model.language);
}

std::string message_of(Model const& model, Mistakes const& mistakes, bool unreachable) {
    if (unreachable) return say(model, t::failed_network);
    std::string all;
    for (Mistake const& mistake : mistakes) {
        if (!all.empty()) all += ' ';
        all += message_of(model, mistake);
    }
    return all;
}

std::string message_at(Model const& model, Mistakes const& mistakes, std::string_view path) {
    for (Mistake const& mistake : mistakes) {
        if (std::string_view(mistake.path).starts_with(path)) return message_of(model, mistake);
    }
    return {};
}

screens::PageView make_page_view(Model const& model) {
    screens::PageView page;
    page.language = model.language;
    page.signed_in = inside(model.route.screen) && model.session_of(model.route.audience).ready();
    page.theme_toggle = say(model, model.dark ? t::theme_to_light : t::theme_to_dark);
    auto const& session = model.session_of(model.route.audience);
    page.options.brand =
        session.value && page.signed_in ? session.value->tenant_name : say(model, t::product);
    if (page.signed_in) {
        page.options.nav = make_nav(model);
        if (!session.value->shop_name.empty()) page.options.brand = session.value->shop_name;
        if (!model.live_open) page.notice = say(model, t::live_lost);
    }
    Route place = model.route;
    place.dialog.clear();
    place.filter = {};
    if (page.signed_in && !model.queue.empty())
        page.waiting = text::fill(model.language, t::waiting_count, {std::to_string(model.queue.size())});
    page.update_ready = model.update_ready;
    page.options.key = to_hash(place);
    page.options.back_label = say(model, t::back);
    page.options.title = say(model, t::product);
    page.toasts = model.toasts;
    return page;
}

screens::LandingView make_landing_view(Model const& model) {
    screens::LandingView view;
    view.page = make_page_view(model);
    view.page.options.title = say(model, t::landing_title);
    view.busy = model.launching;
    if (model.launch_unreachable) view.error = say(model, t::failed_network);
    if (!model.launch_mistakes.empty()) {
        view.error = message_of(model, model.launch_mistakes, false) + " " + say(model, t::landing_expired);
    }
    return view;
}

screens::SignInView make_sign_in_view(Model const& model) {
    screens::SignInView view;
    view.page = make_page_view(model);
    bool const merchant = model.route.audience == Audience::merchant;
    view.title = say(model, merchant ? t::landing_merchant : t::landing_platform);
    view.page.options.title = view.title;
    view.page.options.back_href = "#/";
    view.sending = model.signing_in.call != 0;
    if (model.signing_in.state == Phase::failed) {
        view.error = message_of(model, model.signing_in.mistakes, model.signing_in.mistakes.empty());
    }
    return view;
}

screens::AboutView make_about_view(Model const& model) {
    screens::AboutView view;
    view.page = make_page_view(model);
    view.page.options.title = say(model, t::about);
    view.page.options.back_href = "#/";
    view.licences = {
        {"AfterDesk", "MIT", ""},
        {"Dear ImGui", "MIT", ""},
        {"nlohmann/json", "MIT", ""},
        {"Emscripten runtime, musl, libc++", "MIT / Apache-2.0 with LLVM exception", ""},
        {"cpp-httplib", "MIT", ""},
        {"SQLite", "Public domain", ""},
        {"libsodium", "ISC", ""},
        {"libjpeg-turbo", "IJG / BSD-3-Clause", ""},
        {"libpng", "PNG Reference Library License 2.0", ""},
        {"libwebp", "BSD-3-Clause", ""},
        {"CLI11", "BSD-3-Clause", ""},
    };
    return view;
}

screens::ChannelView make_channel_view(Model const& model) {
    screens::ChannelView view;
    view.page = make_page_view(model);
    view.page.options.title = say(model, t::channel);
    view.load = load_view(model, model.channel);
    auto check = [&model](std::string const& typed, std::string_view most) {
        bool good = !typed.empty() && typed.size() <= most.size();
        for (char c : typed) good = good && c >= '0' && c <= '9';
        if (good && typed.size() == most.size()) good = typed <= most;
        return good ? std::string() : text::fill(model.language, t::channel_not_a_number, {most});
    };
    view.delay_error = check(model.channel_ui.delay_ms, "60000");
    view.fail_error = check(model.channel_ui.fail_next, "100");
    view.lose_error = check(model.channel_ui.lose_next, "100");
    view.error = message_of(model, model.channel_mistakes, false);
    view.saving = model.channel_call != 0;
    return view;
}

}  // namespace afterdesk::app
