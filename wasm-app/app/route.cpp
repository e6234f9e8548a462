#include "app/route.hpp"

#include <vector>

#include "base/text.hpp"
#include "wire/names.hpp"

namespace afterdesk::app {
namespace {

using wire::Audience;

std::vector<std::string> split(std::string_view text, char at) {
    std::vector<std::string> parts;
    std::string part;
    for (char c : text) {
        if (c == at) {
            if (!part.empty()) parts.push_back(part);
            part.clear();
        } else {
            part += c;
        }
    }
    if (!part.empty()) parts.push_back(part);
    return parts;
}

TicketFilter read_filter(std::string_view query) {
    TicketFilter filter;
    for (std::string const& pair : split(query, '&')) {
        auto const equals = pair.find('=');
        if (equals == std::string::npos) continue;
        std::string const key = pair.substr(0, equals);
        std::string const value = percent_decode(std::string_view(pair).substr(equals + 1));
        if (key == "status" && wire::from_name<ShortStatus>(value)) filter.status = value;
        if (key == "type" && wire::from_name<TicketType>(value)) filter.type = value;
        if (key == "q" && is_clean_utf8(value)) filter.q = value;
        if (key == "sort") filter.by_deadline = value == "deadline";
    }
    return filter;
}

std::string write_filter(TicketFilter const& filter) {
    std::string out;
    auto add = [&out](std::string_view key, std::string_view value) {
        out += out.empty() ? '?' : '&';
        out += key;
        out += '=';
        out += percent_encode(value);
    };
    if (!filter.status.empty()) add("status", filter.status);
    if (!filter.type.empty()) add("type", filter.type);
    if (!filter.q.empty()) add("q", filter.q);
    if (filter.by_deadline) add("sort", "deadline");
    return out;
}

bool is_dialog(std::string_view name) {
    for (std::string_view known : {"agree", "reject", "offer", "ship", "receive", "withdraw"}) {
        if (name == known) return true;
    }
    return false;
}

Route orders_route(std::vector<std::string> const& parts, std::string_view query) {
    Route route;
    route.screen = Screen::orders;
    if (parts.size() < 3 || !is_id(parts[2])) {
        route.filter.q = read_filter(query).q;
        return route;
    }
    route.screen = Screen::order;
    route.id = parts[2];
    if (parts.size() == 5 && parts[3] == "apply") {
        if (auto const type = wire::from_name<TicketType>(parts[4])) {
            route.screen = Screen::apply;
            route.type = *type;
        }
    }
    return route;
}

Route tickets_route(std::vector<std::string> const& parts, Audience audience, std::string_view query) {
    Route route;
    route.audience = audience;
    route.screen = Screen::tickets;
    route.filter = read_filter(query);
    if (parts.size() < 3 || !is_id(parts[2])) return route;
    route.screen = Screen::ticket;
    route.id = parts[2];
    if (parts.size() == 4 && is_dialog(parts[3])) route.dialog = parts[3];
    return route;
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

Route parse_route(std::string_view hash) {
    if (hash.starts_with('#')) hash.remove_prefix(1);
    std::string_view query;
    if (auto const mark = hash.find('?'); mark != std::string_view::npos) {
        query = hash.substr(mark + 1);
        hash = hash.substr(0, mark);
    }
    std::vector<std::string> const parts = split(hash, '/');
    Route route;
    if (parts.empty()) return route;
    if (parts[0] == "about" || parts[0] == "gallery") {
        route.screen = parts[0] == "about" ? Screen::about : Screen::gallery;
        if (parts[0] == "gallery" && parts.size() == 2) route.id = parts[1];
        return route;
    }
    if (parts.size() < 2) return route;
    if (parts[0] != "b" && parts[0] != "m" && parts[0] != "p") return route;
    Audience const audience = parts[0] == "b"   ? Audience::buyer
                              : parts[0] == "m" ? Audience::merchant
                                                : Audience::platform;
    if (audience == Audience::buyer && parts[1] == "orders") return orders_route(parts, query);
    if (parts[1] == "tickets") return tickets_route(parts, audience, query);
    route.audience = audience;
    if (audience != Audience::buyer && parts[1] == "sign-in") route.screen = Screen::sign_in;
    if (audience == Audience::platform && parts[1] == "channel") route.screen = Screen::channel;
    if (route.screen == Screen::landing) route.audience = Audience::buyer;
    return route;
}

std::string to_hash(Route const& route) {
    std::string const root = route.audience == Audience::buyer      ? "#/b"
                             : route.audience == Audience::merchant ? "#/m"
                                                                    : "#/p";
    switch (route.screen) {
        case Screen::landing: return "#/";
        case Screen::about: return "#/about";
        case Screen::gallery: return route.id.empty() ? "#/gallery" : "#/gallery/" + route.id;
        case Screen::sign_in: return root + "/sign-in";
        case Screen::orders: return root + "/orders" + write_filter({"", "", route.filter.q, false});
        case Screen::order: return root + "/orders/" + route.id;
        case Screen::apply:
            return root + "/orders/" + route.id + "/apply/" + std::string(wire::name_of(route.type));
        case Screen::tickets: return root + "/tickets" + write_filter(route.filter);
        case Screen::ticket:
            return root + "/tickets/" + route.id + (route.dialog.empty() ? "" : "/" + route.dialog) +
                   write_filter(route.filter);
        case Screen::channel: return root + "/channel";
    }
    return "#/";
}

std::string percent_encode(std::string_view text) {
    constexpr char digits[] = "0123456789ABCDEF";
    std::string out;
    for (char c : text) {
        bool const plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           c == '-' || c == '_' || c == '.' || c == '~';
        if (plain) {
            out += c;
        } else {
            auto const byte = static_cast<unsigned char>(c);
            out += '%';
            out += digits[byte >> 4];
            out += digits[byte & 15];
        }
    }
    return out;
}

std::string percent_decode(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        int const high = text[at] == '%' && at + 2 < text.size() ? hex_digit(text[at + 1]) : -1;
        int const low = high >= 0 ? hex_digit(text[at + 2]) : -1;
        if (low < 0) {
            out += text[at];
            continue;
        }
        out += static_cast<char>(high * 16 + low);
        at += 2;
    }
    return out;
}

}  // namespace afterdesk::app
