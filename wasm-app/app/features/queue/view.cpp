#include <algorithm>

#include "app/features/queue/model.hpp"
#include "app/shell/filter_words.hpp"
#include "app/shell/own_text.hpp"
#include "app/shell/say.hpp"
#include "app/shell/screen_table.hpp"
#include "app/shell/ticket_table.hpp"
#include "app/shell/ticket_views.hpp"
#include "text/names.hpp"
#include "wire/names.hpp"

namespace afterdesk::app::queue {
namespace {

using wire::Audience;

std::string hash_of(Shell const& shell, Screen screen, std::string id, std::string query) {
    Route route;
    route.screen = screen;
    route.audience = shell.route.audience;
    route.id = std::move(id);
    route.query = std::move(query);
    return to_hash(route);
}

// ---- The list ---------------------------------------------------------------------------------------------

int count_of(Model const& model, std::string_view status) {
    if (!model.list.page.value) return -1;
    int all = 0;
    for (auto const& [one, count] : model.list.page.value->counts)
        if (status.empty() || wire::name_of(one) == status) all += count;
    return all;
}

/// More of them may be there than were counted.
bool is_cut(Remote<wire::TicketPage> const& page) { return page.value && page.value->counts_at_least; }

std::string counted(int count, bool cut) { return std::to_string(count) + (cut ? "+" : ""); }

ui::Tab make_tab(Model const& model, std::string key, std::string label, int count) {
    if (count <= 0 || !is_cut(model.list.page)) return {std::move(key), std::move(label), "", count};
    return {std::move(key), std::move(label) + " " + counted(count, true), "", -1};
}

/// With a tab for each, as long as nobody would miss it.
std::vector<ui::Tab> make_statuses(Model const& model, Shell const& shell) {
    std::vector<ui::Tab> tabs{make_tab(model, "", say(shell, t::status_all), count_of(model, {}))};
    std::string_view const chosen = model.ui.filters.get("status");
    for (int i = 0; i <= static_cast<int>(ShortStatus::shut); ++i) {
        auto const status = static_cast<ShortStatus>(i);
        std::string_view const key = wire::name_of(status);
        int const count = count_of(model, key);
        bool const seldom = status == ShortStatus::to_exchange || status == ShortStatus::exchanging;
        if (seldom && count <= 0 && chosen != key) continue;
        tabs.push_back(make_tab(model, std::string(key), say(shell, text::name(status)), count));
    }
    return tabs;
}

ui::ViewOptions view_options(Model const& model, Shell const& shell) {
    ui::ViewOptions options;
    options.query = query_of(model, shell);
    options.href = hash_of(shell, Screen::tickets, {}, {});
    options.words = {.label = say(shell, t::views_label),
                     .save = say(shell, t::views_save),
                     .name = say(shell, t::views_name),
                     .rename = say(shell, t::views_rename),
                     .remove = say(shell, t::views_remove),
                     .refused = say(shell, t::views_refused)};
    return options;
}

void fill_filters(Model const& model, Shell const& shell, screens::QueueView& view) {
    view.fields = filter_fields(model, shell);
    std::erase_if(view.fields, [](ui::FilterField const& field) { return field.key == "status"; });
    view.filters.words = filter_words(shell);
    int const count = count_of(model, model.ui.filters.get("status"));
    if (count >= 0)
        (view.ticket_open ? view.filters.count : view.count) =
            text::fill(shell.language, t::found_count, {counted(count, is_cut(model.list.page))});
    view.statuses = make_statuses(model, shell);
    view.views = view_options(model, shell);
    Query asked = api_query(model, shell);
    std::string const sorted = asked.text.substr(0, asked.text.find("sort="));
    view.export_href =
        api_path(shell.route.audience, "/tickets.csv" + sorted.substr(0, sorted.find_last_not_of("?&") + 1));
}

/// The list beside a ticket is narrow.
TableWidth width_of(Shell const& shell) {
    return shell.route.screen == Screen::ticket ? TableWidth::narrow : TableWidth::whole;
}

ui::TableRow make_row(void const* of, int index) {
    RowsOf const& from = *static_cast<RowsOf const*>(of);
    auto const& items = from.model->list.page.value->items;
    wire::WorkView const* const names = from.model->names.value ? &*from.model->names.value : nullptr;
    return ticket_table_row(*from.shell, items[static_cast<std::size_t>(index)], names,
                            width_of(*from.shell));
}

void fill_table(Model& model, Shell const& shell, screens::QueueView& view) {
    bool const narrow = view.ticket_open;
    view.columns = ticket_columns(shell, width_of(shell));
    view.decides = shell.route.audience == Audience::merchant;
    view.table.name = view.page.options.title;
    view.table.opens = true;
    view.table.chooses = view.decides && !narrow;
    view.table.words = {.choose = say(shell, t::table_choose),
                        .choose_all = say(shell, t::table_choose_all),
                        .sort = say(shell, t::table_sort),
                        .columns = say(shell, t::table_columns),
                        .dense = say(shell, t::table_dense)};
    if (!model.list.page.value) return;
    model.rows_of = {&model, &shell};
    view.rows = {static_cast<int>(model.list.rows()), &make_row, &model.rows_of};
    view.table.total = view.rows.count();
    view.more = model.list.more();
    auto const some = chosen(model);
    Fen sum_fen = 0;
    for (wire::TicketSummary const* ticket : some) sum_fen += ticket->refund_fen;
    if (!some.empty())
        view.chosen =
            text::fill(shell.language, t::chosen_count, {std::to_string(some.size()), yuan(sum_fen)});
}

// ---- Beside a ticket --------------------------------------------------------------------------------------

void fill_order(Shell const& shell, wire::TicketDetail const& open, screens::SideView& side) {
    Order const& order = open.order;
    side.order_title = text::fill(shell.language, t::side_order, {order.order_no.value});
    Fen paid_fen = 0;
    for (Payment const& payment : order.payments) paid_fen += payment.amount_fen;
    side.order.push_back({say(shell, t::paid_total), yuan(paid_fen)});
    side.order.push_back({say(shell, t::side_paid_at), minute(shell, order.paid_at)});
    std::optional<Instant> signed_at;
    for (Line const& line : order.lines) {
        for (Delivery const& delivery : line.deliveries)
            if (delivery.received_at && (!signed_at || *signed_at < *delivery.received_at))
                signed_at = delivery.received_at;
        side.order.push_back({line.title,
                              text::fill(shell.language, t::times_quantity, {std::to_string(line.quantity)}),
                              false, true});
    }
    if (signed_at) side.order.push_back({say(shell, t::side_signed_at), minute(shell, *signed_at)});
}

void fill_buyer(Model const& model, Shell const& shell, screens::SideView& side) {
    if (!model.others.value) return;
    side.buyer_title = say(shell, t::side_buyer);
    side.last_title = say(shell, t::side_last);
    int all = 0;
    for (auto const& [status, count] : model.others.value->counts) all += count;
    side.buyer.push_back({say(shell, t::side_tickets), counted(all, is_cut(model.others))});
    for (auto const& [status, count] : model.others.value->counts)
        side.buyer.push_back({say(shell, text::name(status)), std::to_string(count), false, true});
    for (wire::TicketSummary const& other : model.others.value->items) {
        if (other.ticket_no == model.open) continue;
        std::string const words =
            say(shell, text::name(other.type)) + " · " + say(shell, text::name(other.status));
        side.last.push_back({other.ticket_no, words, near_minute(shell, {other.applied_at_ms}),
                             hash_of(shell, Screen::ticket, other.ticket_no, {})});
    }
}

void fill_split(Model const& model, Shell const& shell, screens::QueueView& view) {
    view.split.wanted = ui::SplitPart::main;
    view.split.main_key = model.open;
    view.split.list_name = say(shell, t::list_region);
    view.split.main_name = say(shell, t::ticket_region);
    view.split.side_name = say(shell, t::side_region);
    view.split.list_border = say(shell, t::list_border);
    view.split.side_border = say(shell, t::side_border);
    view.list_href = hash_of(shell, Screen::tickets, {}, shell.route.query);
    if (!model.list.page.value) return;
    auto const& items = model.list.page.value->items;
    bool const there = model.at < items.size() && items[model.at].ticket_no == model.open;
    int const all = count_of(model, model.ui.filters.get("status"));
    view.place = say(shell, t::merchant_queue);
    if (there)
        view.place =
            text::fill(shell.language, t::list_place, {std::to_string(model.at + 1), std::to_string(all)});
}

/// Where nothing is: what it is narrowed by can be taken off, the order stays.
void fill_empty(Model const& model, Shell const& shell, screens::QueueView& view) {
    ui::FilterState const& set = model.ui.filters;
    bool const narrowed = !set.values.empty();
    bool const by_words = view.by_words = set.values.size() == 1 && !set.get("q").empty();
    view.empty_note = say(shell, !narrowed  ? t::tickets_empty_note
                                 : by_words ? t::none_found_note
                                            : t::no_match_note);
    if (narrowed) view.clear_href = hash_of(shell, Screen::tickets, {}, order_query(model));
}

}  // namespace

void show(Model& model, Shell& shell, wire::TicketDetail const* open) {
    screens::QueueView& view = model.view = {};
    model.ui.views = ticket_views(shell);
    model.ui.split = ui::parse_split(own_text(shell, "split"));
    ui::parse_columns(own_text(shell, "columns"), model.ui.table);
    view.page = make_page_view(shell);
    bool const merchant = shell.route.audience == Audience::merchant;
    view.page.options.title = say(shell, merchant ? t::merchant_queue : t::platform_queue);
    view.page.options.max_width = 1680;
    view.page.options.key = "queue";
    view.ticket_open = shell.route.screen == Screen::ticket;
    view.load = load_view(shell, model.list.page);
    if (model.list.rows() == 0 && model.list.calls.more_call != 0) view.load.state = screens::Phase::loading;
    view.empty_title = say(shell, t::tickets_empty);
    fill_empty(model, shell, view);
    view.batch_why_not = why_no_right(shell, Right::review_tickets);
    note_seen(shell, model.list.page, view.page);
    fill_filters(model, shell, view);
    fill_table(model, shell, view);
    view.batch = make_batch_view(model, shell);
    if (why_no_right(shell, Right::open_tickets).empty()) {
        Query search;
        search.add("q", model.ui.filters.get("q"));
        view.for_buyer_href =
            hash_of(shell, Screen::for_buyer, {}, search.text.substr(search.text.empty() ? 0 : 1));
    }
    if (!view.ticket_open) return;
    fill_split(model, shell, view);
    if (open != nullptr)
        view.head = say(shell, text::name(open->ticket.request.type)) + " · " + open->buyer_name + " · " +
                    open->ticket.no.value;
    if (open != nullptr) fill_order(shell, *open, view.side);
    if (open != nullptr) fill_buyer(model, shell, view.side);
}

}  // namespace afterdesk::app::queue
