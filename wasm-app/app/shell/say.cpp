#include "app/shell/say.hpp"

#include <algorithm>

#include "app/shell/screen_table.hpp"
#include "screens/palette_screen.hpp"
#include "text/names.hpp"
#include "text/time_left.hpp"
#include "wire/right_names.hpp"

namespace afterdesk::app {

using wire::Audience;

std::string say(Shell const& shell, text::Text const& sentence) {
    return std::string(text::in(shell.language, sentence));
}

std::string yuan(Fen amount_fen) { return "¥" + format_fen(amount_fen); }
std::string minus_yuan(Fen amount_fen) { return "−\u2060" + yuan(amount_fen); }

std::string size_text(std::int64_t bytes) {
    constexpr std::int64_t kilo = 1'024, mega = kilo * kilo;
    if (bytes >= mega) return std::to_string((bytes + mega / 2) / mega) + " MB";
    return std::to_string((bytes + kilo - 1) / kilo) + " KB";
}

std::string minute(Shell const& shell, Instant at) { return format_minute(at, shell.utc_offset_minutes); }

namespace {

/// A part that one of the files has; null until that is here. Read as volatile: an optimiser that knew what
/// the second file has would call it from the first, and so draw it in there.
template <class Part>
Part part_here(Shell const& shell, Part Parts::*part) {
    Parts const* const files[] = {&target.first, &second_file, &third_file};
    for (int file = 0; file < shell.files; ++file) {
        Part const volatile& place = files[file]->*part;
        if (Part const found = place; found != nullptr) return found;
    }
    return nullptr;
}

}  // namespace

std::string message_of(Shell const& shell, Mistake const& mistake) {
    auto const message = part_here(shell, &Parts::message);
    if (message != nullptr) return message(mistake, shell.language);
    return say(shell, shell.rest == Rest::missing ? t::failed_network : t::loading);
}

std::string message_of(Shell const& shell, Mistakes const& mistakes, bool unreachable) {
    if (unreachable) return say(shell, t::failed_network);
    std::string all;
    for (Mistake const& mistake : mistakes) {
        if (!all.empty())
            all += shell.language == text::Language::en ? " " : "";  // a wide sign ends a Chinese one
        all += message_of(shell, mistake);
    }
    return all;
}

std::string message_at(Shell const& shell, Mistakes const& mistakes, std::string_view path) {
    for (Mistake const& mistake : mistakes) {
        if (std::string_view(mistake.path).starts_with(path)) return message_of(shell, mistake);
    }
    return {};
}

std::string why_no_right(Shell const& shell, Right right) {
    auto const& session = shell.session_of(shell.route.audience);
    if (!session.value) return {};
    auto const& rights = session.value->rights;
    if (std::find(rights.begin(), rights.end(), right) != rights.end()) return {};
    return message_of(shell, Mistake{Rule::right_missing, wire::right_path(right)});
}

void toast_refused(Shell& shell, Answer const& answer) {
    Mistakes const mistakes = wire::read_api_error(answer.body).mistakes;
    std::string said =
        text::fill(shell.language, t::queued_refused, {answer.about, message_of(shell, mistakes, false)});
    shell.toasts.push_back({std::move(said), ui::Tone::danger});
}

namespace {

std::vector<ui::NavItem> make_nav(Shell const& shell, int& seldom) {
    std::vector<ui::NavItem> nav;
    Screen const shown = row_of(shell.route.screen).under;
    for (ScreenRow const& row : screen_rows) {
        NavEntry const& entry = nav_of(row.screen);
        if (entry.icon.empty() || !row.audiences.has(shell.route.audience)) continue;
        Route route;
        route.screen = row.screen;
        route.audience = shell.route.audience;
        std::string href = to_hash(route);
        text::Text const& label = *entry.label[static_cast<std::size_t>(route.audience)];
        std::string key(row.path);
        seldom += entry.seldom ? 1 : 0;
        nav.push_back({std::move(key), say(shell, label), std::move(href), entry.icon, row.screen == shown, 0,
                       row.screen == Screen::me});
    }
    return nav;
}

constexpr text::Text const* role_of[] = {&t::who_buyer, &t::who_merchant, &t::who_platform};  // by audience

}  // namespace

screens::PageView make_page_view(Shell const& shell) {
    screens::PageView page;
    page.language = shell.language;
    auto const& session = shell.session_of(shell.route.audience);
    bool const of_somebody = row_of(shell.route.screen).needs_session;
    page.signed_in = of_somebody && session.ready();
    page.theme = shell.theme;
    page.text_percent = shell.text_percent;
    page.options.brand =
        session.value && page.signed_in ? session.value->tenant_name : say(shell, t::product);
    page.options.menu = say(shell, t::settings);
    page.menu = part_here(shell, &Parts::menu);
    // While the server is asked who that is, too: what stands beside it does not move when it answers.
    if (of_somebody && (page.signed_in || session.state == screens::Phase::loading))
        page.options.nav = make_nav(shell, page.seldom);
    if (page.signed_in) {
        page.options.menu = session.value->name;
        page.options.menu_note = say(shell, *role_of[static_cast<std::size_t>(shell.route.audience)]);
        Route devices;
        devices.screen = Screen::devices;
        devices.audience = shell.route.audience;
        page.devices_href = to_hash(devices);
        devices.screen = Screen::security;
        if (has_staff() && devices.audience != Audience::buyer) {
            page.security_href = to_hash(devices);
            page.menu_entry = &screens::draw_keys_entry;
        }
        if (!session.value->shop_name.empty()) page.options.brand = session.value->shop_name;
        if (!shell.live_open) page.notice = say(shell, t::live_lost);
    }
    Route place = shell.route;
    place.dialog.clear();
    place.filter = {};
    place.query.clear();
    std::size_t const waits = waiting_count(shell);
    if (page.signed_in && waits > 0)
        page.waiting = text::fill(shell.language, t::waiting_count, {std::to_string(waits)});
    page.update_ready = shell.update_ready;
    page.options.key = to_hash(place);
    page.options.back_label = say(shell, t::back);
    page.options.title = say(shell, t::product);
    page.toasts = shell.toasts;
    return page;
}

// ---- Tickets ----------------------------------------------------------------------------------------------

ui::Tone tone_of(ShortStatus status) {
    switch (status) {
        case ShortStatus::reviewing: return ui::Tone::warning;
        case ShortStatus::to_return:
        case ShortStatus::to_refund:
        case ShortStatus::to_exchange:
        case ShortStatus::exchanging: return ui::Tone::info;
        case ShortStatus::review_rejected: return ui::Tone::danger;
        case ShortStatus::done: return ui::Tone::success;
        case ShortStatus::shut: return ui::Tone::neutral;
    }
    return ui::Tone::neutral;
}

std::string time_left(Shell const& shell, Instant deadline) {
    return text::time_left(shell.language, (deadline - shell.server_now()).ms).words;
}

std::int64_t page_clock(Shell const& shell, Instant at) { return at.ms - shell.server_ahead_ms; }

bool is_urgent(Shell const& shell, Instant deadline) { return deadline - shell.server_now() < hours(12); }

screens::TicketRowView make_ticket_row(Shell const& shell, wire::TicketSummary const& ticket) {
    screens::TicketRowView row;
    Route route;
    route.screen = Screen::ticket;
    route.audience = shell.route.audience;
    route.id = ticket.ticket_no;
    if (row_of(shell.route.screen).under == Screen::tickets) {
        route.filter = shell.route.filter;
        route.query = shell.route.query;
    }
    row.ticket_no = ticket.ticket_no;
    row.href = to_hash(route);
    row.title = ticket.title;
    row.spec = ticket.spec;
    row.image = ticket.image;
    if (ticket.line_count > 1) {
        row.more = text::fill(shell.language, t::and_more_lines, {std::to_string(ticket.line_count)});
    }
    row.type = say(shell, text::name(ticket.type));
    row.status = say(shell, text::name(ticket.state));
    row.tone = tone_of(ticket.status);
    row.amount = pays_back(ticket.type) ? yuan(ticket.refund_fen) : std::string();
    row.quantity = text::fill(shell.language, t::pieces, {std::to_string(ticket.quantity)});
    bool const names_shop = shell.route.audience != Audience::merchant;
    bool const names_buyer = shell.route.audience != Audience::buyer;
    if (names_shop) row.shop_or_buyer = ticket.shop_name;
    if (names_buyer && names_shop && !ticket.buyer_name.empty()) row.shop_or_buyer += " · ";
    if (names_buyer) row.shop_or_buyer += ticket.buyer_name;
    row.applied_at = minute(shell, {ticket.applied_at_ms});
    if (ticket.deadline_ms) {
        row.deadline = time_left(shell, {*ticket.deadline_ms});
        row.urgent = is_urgent(shell, {*ticket.deadline_ms});
    }
    if (ticket.has_strays) row.mark = say(shell, t::strays_mark);
    row.selected = shell.route.screen == Screen::ticket && shell.route.id == ticket.ticket_no;
    row.name = row.type + " " + row.title + " " + row.amount + " " + row.status + " " + ticket.ticket_no;
    if (!row.mark.empty()) row.name += " " + row.mark;
    return row;
}

}  // namespace afterdesk::app
