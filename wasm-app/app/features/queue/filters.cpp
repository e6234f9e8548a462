// What the queue is narrowed by: as controls, as an address, as a question to the server.

#include <algorithm>

#include "app/features/queue/model.hpp"
#include "app/shell/filter_words.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "app/shell/ticket_table.hpp"
#include "base/instant.hpp"
#include "base/money.hpp"
#include "text/names.hpp"
#include "wire/names.hpp"

namespace afterdesk::app::queue {
namespace {

using ui::FilterField;
using ui::FilterKind;
using wire::Audience;

/// All piles of who reads.
constexpr std::string_view mine = "mine";

// ---- Sorting ----------------------------------------------------------------------------------------------

struct Sort {
    std::string_view name, column;
    bool descending;
};
constexpr Sort sorts[] = {{"newest", "at", true},          {"oldest", "at", false},
                          {"deadline", "deadline", false}, {"deadline_last", "deadline", true},
                          {"amount", "amount", true},      {"amount_least", "amount", false}};
constexpr std::string_view sort_key = "sort";

/// As the address and the API call it; empty for the usual one.
std::string_view sort_name(ui::TableUi const& table) {
    for (Sort const& sort : sorts)
        if (sort.column == table.sort && sort.descending == table.descending)
            return &sort == sorts ? "" : sort.name;
    return {};
}

// ---- Fields -----------------------------------------------------------------------------------------------

template <class Enum>
ui::Choice choice(Shell const& shell, Enum value, text::Text const& name) {
    return {std::string(wire::name_of(value)), say(shell, name), ""};
}

std::vector<ui::Choice> statuses(Shell const& shell) {
    std::vector<ui::Choice> items;
    for (int i = 0; i <= static_cast<int>(ShortStatus::shut); ++i)
        items.push_back(choice(shell, static_cast<ShortStatus>(i), text::name(static_cast<ShortStatus>(i))));
    return items;
}

std::vector<ui::Choice> types(Shell const& shell) {
    std::vector<ui::Choice> items;
    for (int i = 0; i <= static_cast<int>(TicketType::virtual_refund); ++i)
        items.push_back(choice(shell, static_cast<TicketType>(i), text::name(static_cast<TicketType>(i))));
    return items;
}

std::vector<ui::Choice> piles(Shell const& shell) {
    std::vector<ui::Choice> items{{std::string(mine), say(shell, t::work_any), ""}};
    for (int i = 0; i < work_count; ++i)
        items.push_back(choice(shell, static_cast<Work>(i), name_of(static_cast<Work>(i))));
    return items;
}

std::vector<ui::Choice> limits(Shell const& shell) {
    std::vector<ui::Choice> items;
    for (Due const due : {Due::overdue, Due::half_day, Due::day})
        items.push_back(choice(shell, due, name_of(due)));
    return items;
}

std::vector<ui::Choice> arbitrations(Shell const& shell) {
    return {{"open", say(shell, t::arbitration_open), ""},
            choice(shell, ArbitrationStep::requested, t::arbitration_requested),
            choice(shell, ArbitrationStep::evidence, t::arbitration_evidence),
            choice(shell, ArbitrationStep::decided, t::arbitration_decided)};
}

std::vector<ui::Choice> reasons(Model const& model, Shell const& shell) {
    if (!model.names.value) return said_in(shell.route.query, "reason");
    std::vector<ui::Choice> items;
    for (wire::WorkView::Named const& reason : model.names.value->reasons)
        items.push_back({reason.code, named(shell, &reason, reason.code), ""});
    return items;
}

std::vector<ui::Choice> appeals(Shell const& shell) {
    return {choice(shell, AppealStep::open, t::appeal_open),
            choice(shell, AppealStep::decided, t::appeal_decided)};
}

std::vector<ui::Choice> queues(Model const& model, Shell const& shell) {
    if (!model.names.value) return said_in(shell.route.query, "queue");
    std::vector<ui::Choice> items;
    for (std::string const& queue : model.names.value->queues) items.push_back({queue, queue, ""});
    // One that is no more narrows all the same, and can be taken off.
    for (ui::Choice& asked : said_in(shell.route.query, "queue")) {
        auto const is_asked = [&](ui::Choice const& one) { return one.key == asked.key; };
        if (std::none_of(items.begin(), items.end(), is_asked)) items.push_back(std::move(asked));
    }
    return items;
}

std::vector<ui::Choice> shops(Model const& model, Shell const& shell) {
    if (!model.names.value) return said_in(shell.route.query, "shop");
    std::vector<ui::Choice> items;
    for (wire::WorkView::Shop const& shop : model.names.value->shops)
        items.push_back({shop.shop_id, shop.name, ""});
    return items;
}

// ---- For the server ---------------------------------------------------------------------------------------

std::string with_commas(std::string_view keys) {
    std::string all;
    for (std::string const& key : ui::filter_keys(keys)) all += (all.empty() ? "" : ",") + key;
    return all;
}

std::string fen_text(std::string const& yuan) {
    auto const fen = yuan.empty() ? std::nullopt : parse_fen(yuan);
    return fen ? std::to_string(*fen) : std::string();
}

/// When a day begins, or the one after it; empty for none.
std::string day_text(Shell const& shell, std::string const& day, int later) {
    if (day.size() != 10) return {};
    auto const number = [&day](std::size_t from, std::size_t count) {
        int value = 0;
        for (char const c : day.substr(from, count)) value = value * 10 + (c - '0');
        return value;
    };
    Civil const civil{number(0, 4), number(5, 2), number(8, 2)};
    return std::to_string((from_civil(civil, shell.utc_offset_minutes) + days(later)).ms);
}

}  // namespace

std::vector<FilterField> filter_fields(Model const& model, Shell const& shell) {
    std::vector<FilterField> fields{
        {.key = "q", .label = say(shell, t::search), .kind = FilterKind::words},
        {.key = "status", .label = say(shell, t::filter_status), .items = statuses(shell), .behind = true},
        {.key = "work", .label = say(shell, t::filter_work), .items = piles(shell)},
        {.key = "due", .label = say(shell, t::filter_due), .items = limits(shell)},
        {.key = "type",
         .label = say(shell, t::filter_type),
         .kind = FilterKind::any_of,
         .items = types(shell)},
        {.key = "amount", .label = say(shell, t::column_amount), .kind = FilterKind::amount},
        {.key = "days", .label = say(shell, t::filter_days), .kind = FilterKind::days},
        {.key = "arbitration",
         .label = say(shell, t::filter_arbitration),
         .items = arbitrations(shell),
         .behind = true},
        {.key = "appeal", .label = say(shell, t::filter_appeal), .items = appeals(shell), .behind = true},
        {.key = "reason",
         .label = say(shell, t::reason),
         .kind = FilterKind::any_of,
         .items = reasons(model, shell)}};
    if (auto items = queues(model, shell); !items.empty())
        fields.push_back({.key = "queue",
                          .label = say(shell, t::filter_queue),
                          .items = std::move(items),
                          .behind = true});
    if (shell.route.audience == Audience::platform)
        fields.push_back(
            {.key = "shop", .label = say(shell, t::shop), .items = shops(model, shell), .behind = true});
    return fields;
}

void take_query(Model& model, Shell const& shell) {
    std::vector<FilterField> fields = filter_fields(model, shell);
    fields.push_back({.key = std::string(sort_key)});
    for (Sort const& sort : sorts) fields.back().items.push_back({std::string(sort.name), "", ""});
    ui::FilterState said = ui::parse_filters(fields, shell.route.query);
    std::string const sort(said.get(sort_key));
    said.set(sort_key, {});
    model.ui.filters = std::move(said);
    Sort const* chosen = sorts;
    for (Sort const& one : sorts)
        if (one.name == sort) chosen = &one;
    model.ui.table.sort = chosen->column;
    model.ui.table.descending = chosen->descending;
}

std::string query_of(Model const& model, Shell const& shell) {
    std::string query = ui::format_filters(filter_fields(model, shell), model.ui.filters);
    std::string const order = order_query(model);
    return query + (query.empty() || order.empty() ? "" : "&") + order;
}

std::string order_query(Model const& model) {
    std::string_view const sort = sort_name(model.ui.table);
    return sort.empty() ? std::string() : "sort=" + std::string(sort);
}

Query api_query(Model const& model, Shell const& shell) {
    ui::FilterState const& set = model.ui.filters;
    Query query;
    for (std::string_view const key : {"status", "due", "arbitration", "appeal", "queue", "shop", "q"})
        query.add(key, set.get(key));
    query.add("type", with_commas(set.get("type")));
    query.add("reason", with_commas(set.get("reason")));
    bool const all = set.get("work") == mine;
    query.add("work", all ? own_piles(shell.route.audience) : std::string(set.get("work")));
    ui::FilterRange const amount = ui::filter_range(set.get("amount"));
    query.add("least_fen", fen_text(amount.from));
    query.add("most_fen", fen_text(amount.to));
    ui::FilterRange const days = ui::filter_range(set.get("days"));
    query.add("since_ms", day_text(shell, days.from, 0));
    query.add("before_ms", day_text(shell, days.to, 1));
    query.add(sort_key, sort_name(model.ui.table));
    return query;
}

}  // namespace afterdesk::app::queue
