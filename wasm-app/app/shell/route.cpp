#include "app/shell/route.hpp"

#include <algorithm>
#include <vector>

#include "app/shell/screen_table.hpp"
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
        bool const is_tab = wire::from_name<ShortStatus>(value) || wire::from_name<wire::AfterSales>(value);
        if (key == "status" && is_tab) filter.status = value;
        if (key == "q" && is_clean_utf8(value)) filter.q = value;
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
    if (!filter.q.empty()) add("q", filter.q);
    return out;
}

constexpr std::string_view letters[] = {"b", "m", "p"};  // by audience

/// The part of an address that ":type" stands for, and its like; false when it may not stand there.
bool take_part(std::string_view wanted, std::string const& part, int files, Route& route) {
    if (wanted == ":id" || wanted == ":id?") {
        route.id = percent_decode(part);
        return is_outside_id(route.id);
    }
    if (wanted == ":type") {
        auto const type = wire::from_name<TicketType>(part);
        route.type = type.value_or(route.type);
        return type.has_value();
    }
    if (wanted == ":dialog?") {
        route.dialog = part;
        if (file_of(route.screen) > files) return true;
        ScreenParts const* const parts = parts_of(route);
        return parts != nullptr && parts->is_dialog != nullptr && parts->is_dialog(part);
    }
    return wanted == part;
}

/// The route when the address begins as the row says, and how many of its parts the row knows.
struct Match {
    std::size_t length = 0;
    Route route;
};
std::optional<Match> match(ScreenRow const& row, std::vector<std::string> const& parts, int files) {
    Match found;
    found.route.screen = row.screen;
    if (row.audiences.bits != 0) {
        if (parts.empty()) return std::nullopt;
        bool fits = false;
        for (Audience audience : {Audience::buyer, Audience::merchant, Audience::platform}) {
            if (parts[0] != letters[static_cast<std::size_t>(audience)]) continue;
            found.route.audience = audience;
            fits = row.audiences.has(audience);
        }
        if (!fits) return std::nullopt;
        found.length = 1;
    }
    for (std::string const& wanted : split(row.path, '/')) {
        Route const before = found.route;
        bool const there =
            found.length < parts.size() && take_part(wanted, parts[found.length], files, found.route);
        if (there) {
            ++found.length;
            continue;
        }
        found.route = before;
        if (!wanted.ends_with('?')) return std::nullopt;
    }
    return found;
}

constexpr std::size_t max_query = 1'000;

/// A query as it is kept whole; empty when no address has such a one.
std::string clean_query(std::string_view query) {
    bool const sound = query.size() <= max_query &&
                       std::all_of(query.begin(), query.end(), [](char c) { return c > ' ' && c <= '~'; });
    return sound ? std::string(query) : std::string();
}

bool is_narrowed_by_staff(ScreenRow const& row, Audience audience) {
    return row.filter == FilterPart::whole && audience != Audience::buyer;
}

/// What the row's address says of the filter.
TicketFilter kept_part(FilterPart part, TicketFilter filter) {
    if (part == FilterPart::none) return {};
    bool const of_orders = wire::from_name<wire::AfterSales>(filter.status).has_value();
    if (of_orders != (part == FilterPart::words)) filter.status.clear();
    return filter;
}

}  // namespace

Route parse_route(std::string_view hash, int files) {
    if (hash.starts_with('#')) hash.remove_prefix(1);
    std::string_view query;
    if (auto const mark = hash.find('?'); mark != std::string_view::npos) {
        query = hash.substr(mark + 1);
        hash = hash.substr(0, mark);
    }
    std::vector<std::string> const parts = split(hash, '/');
    Match best;
    for (ScreenRow const& row : screen_rows) {
        auto found = match(row, parts, files);
        if (!found || found->length <= best.length) continue;
        if (is_narrowed_by_staff(row, found->route.audience)) {
            found->route.query = clean_query(query);
        } else {
            found->route.filter = kept_part(row.filter, read_filter(query));
        }
        best = std::move(*found);
    }
    return best.route;
}

std::string to_hash(Route const& route) {
    ScreenRow const& row = row_of(route.screen);
    std::string hash = "#/";
    auto add = [&hash](std::string_view part) {
        if (part.empty()) return;
        if (!hash.ends_with('/')) hash += '/';
        hash += part;
    };
    if (row.audiences.bits != 0) add(letters[static_cast<std::size_t>(route.audience)]);
    for (std::string const& wanted : split(row.path, '/')) {
        if (wanted == ":id" || wanted == ":id?") {
            add(percent_encode(route.id));
        } else if (wanted == ":type") {
            add(wire::name_of(route.type));
        } else if (wanted == ":dialog?") {
            add(route.dialog);
        } else {
            add(wanted);
        }
    }
    if (!is_narrowed_by_staff(row, route.audience))
        return hash + write_filter(kept_part(row.filter, route.filter));
    return hash + (route.query.empty() ? "" : "?") + route.query;
}

}  // namespace afterdesk::app
