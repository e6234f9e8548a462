#include "cli_import.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iterator>
#include <optional>
#include <set>
#include <stdexcept>
#include <utility>

#include "cli_tools.hpp"
#include "control.hpp"
#include "files/small_file.hpp"
#include "service/demo_play.hpp"
#include "service/import_table.hpp"
#include "service/mall.hpp"
#include "service/order_import.hpp"
#include "store/orders.hpp"
#include "wire/peek.hpp"

namespace afterdesk {

namespace {

constexpr int wrong_input = 2;
constexpr int failed = 1;
constexpr int some_left_out = 3;

/// "line 3, order E1, lines[0].quantity: order_differs: This differs … (1 → 2)".
void print(LineMistake const& at, wire::Language language) {
    std::string text = "line " + std::to_string(at.line);
    if (!at.order_no.empty()) text += ", order " + at.order_no;
    if (!at.mistake.path.empty()) text += ", " + at.mistake.path;
    text +=
        ": " + std::string(wire::name_of(at.mistake.rule)) + ": " + wire::message_for(at.mistake, language);
    auto const shown = [](std::string const& value) { return value.empty() ? "-" : value; };
    if (at.mistake.rule == Rule::order_differs) {
        text += " (" + shown(at.known) + " → " + shown(at.told) + ")";
    } else if (!at.told.empty()) {
        text += " (" + at.told + ")";
    }
    std::fprintf(stderr, "%s\n", text.c_str());
}

/// How many lines they stand in.
std::size_t print(std::vector<LineMistake> mistakes, wire::Language language) {
    std::stable_sort(mistakes.begin(), mistakes.end(),
                     [](LineMistake const& a, LineMistake const& b) { return a.line < b.line; });
    std::set<int> lines;
    for (LineMistake const& mistake : mistakes) {
        print(mistake, language);
        lines.insert(mistake.line);
    }
    return lines.size();
}

int report(Result<Imported, std::vector<LineMistake>> const& imported, wire::Language language) {
    if (!imported.ok()) {
        print(imported.error(), language);
        return wrong_input;
    }
    std::printf("%d orders imported, %d were there already, %d brought news; %d wares\n", imported->added,
                imported->unchanged, imported->updated, imported->wares);
    print(imported->remarks, language);
    if (imported->left_out.empty()) return 0;
    std::printf("%zu lines left out\n", print(imported->left_out, language));
    return some_left_out;
}

/// Whole days, so that an order of the evening stays one of the evening.
Duration shift_to(std::optional<Instant> epoch, Instant now) {
    if (!epoch) return {0};
    std::int64_t const day = days(1).ms;
    std::int64_t const apart = (now - *epoch).ms;
    return {(apart >= 0 ? apart / day : -((day - 1 - apart) / day)) * day};
}

bool is_loaded(store::Store& store, TenantId const& tenant) {
    return store.read([&](store::ReadTx& tx) { return store::has_orders(tx, tenant); });
}

/// What an import came to; nothing without a mall to import into.
using Taken = std::optional<Result<Imported, std::vector<LineMistake>>>;

/// What a tool wants imported. Units: between a tool and its server, the tenant and words on their own lines,
/// then the file.
struct ImportRequest {
    std::string tenant;
    Unsound unsound = Unsound::refuses_all;
    Keeping keeping = Keeping::for_good;
};
constexpr std::string_view skip_word = "skip-bad", dry_word = "dry-run";

std::string head_of(ImportRequest const& wanted) {
    std::string words;
    if (wanted.unsound == Unsound::is_left_out) words += skip_word;
    if (wanted.keeping == Keeping::tried) words += dry_word;
    return wanted.tenant + "\n" + words + "\n";
}

/// Takes the head off the request.
ImportRequest take_head(std::string_view& request) {
    auto const word = [&] {
        std::string_view const line = request.substr(0, request.find('\n'));
        request.remove_prefix(std::min(line.size() + 1, request.size()));
        return line;
    };
    std::string_view const tenant = word();
    std::string_view const words = word();
    return {std::string(tenant), words.starts_with(skip_word) ? Unsound::is_left_out : Unsound::refuses_all,
            words.ends_with(dry_word) ? Keeping::tried : Keeping::for_good};
}

Taken take_import(store::Store& store, Instant now, ImportRequest const& wanted, std::string_view text,
                  std::vector<std::string> const& image_origins,
                  std::function<void(std::size_t, std::size_t)> progress = {}) {
    auto const tenant = pick_tenant(store, wanted.tenant);
    if (!tenant) return std::nullopt;
    ImportWish const wish{wanted.unsound, wanted.keeping, image_origins, std::move(progress)};
    return import_orders(store, tenant->id, text, {now, {0}}, wish);
}

// ---- Between a tool and its server: what came of it, an empty object without a mall -----------------------

wire::Value to_json(std::vector<LineMistake> const& mistakes) {
    wire::Array out;
    for (LineMistake const& one : mistakes) {
        out.push_back(wire::Object{{"line", one.line},
                                   {"order_no", one.order_no},
                                   {"rule", wire::name_of(one.mistake.rule)},
                                   {"path", one.mistake.path},
                                   {"limit", one.mistake.limit},
                                   {"known", one.known},
                                   {"told", one.told}});
    }
    return out;
}

wire::Value to_json(Result<Imported, std::vector<LineMistake>> const& taken) {
    if (!taken.ok()) return wire::Object{{"mistakes", to_json(taken.error())}};
    return wire::Object{{"added", taken->added},
                        {"unchanged", taken->unchanged},
                        {"updated", taken->updated},
                        {"wares", taken->wares},
                        {"left_out", to_json(taken->left_out)},
                        {"remarks", to_json(taken->remarks)}};
}

std::vector<LineMistake> mistakes_in(wire::Value const& object, std::string_view key) {
    std::vector<LineMistake> out;
    wire::Value const* const found = object.find(key);
    auto const* const items = found == nullptr ? nullptr : found->as<wire::Array>();
    for (wire::Value const& one : items == nullptr ? wire::Array{} : *items) {
        Rule const rule = wire::from_name<Rule>(wire::text_in(one, "rule")).value_or(Rule::failed);
        out.push_back({static_cast<int>(wire::number_in(one, "line")),
                       wire::text_in(one, "order_no"),
                       {rule, wire::text_in(one, "path"), wire::number_in(one, "limit")},
                       wire::text_in(one, "known"),
                       wire::text_in(one, "told")});
    }
    return out;
}

/// Errors: std::runtime_error with what the server said went wrong.
Taken read_answer(std::string const& answer) {
    auto const value = wire::parse_json(answer, wire::answer_limits);
    if (!value.ok()) throw std::runtime_error("the server's answer can not be read");
    if (value->find("failure") != nullptr) throw std::runtime_error(wire::text_in(*value, "failure"));
    if (value->find("mistakes") != nullptr) {
        return Result<Imported, std::vector<LineMistake>>(Err{mistakes_in(*value, "mistakes")});
    }
    if (value->find("added") == nullptr) return std::nullopt;
    auto const count = [&](char const* key) { return static_cast<int>(wire::number_in(*value, key)); };
    return Imported{count("added"),
                    count("unchanged"),
                    count("updated"),
                    count("wares"),
                    mistakes_in(*value, "left_out"),
                    mistakes_in(*value, "remarks")};
}

/// A line on the terminal that is written over, at most once a second.
void show_progress(std::size_t taken, std::size_t all) {
    static auto last = std::chrono::steady_clock::now();
    auto const now = std::chrono::steady_clock::now();
    if (now - last < std::chrono::seconds(1)) return;
    last = now;
    std::fprintf(stderr, "afterdesk import: %zu of %zu orders\n", taken, all);
}

/// By the server that serves the folder, or by itself.
Taken import_text(ImportOptions const& options, std::string const& text) {
    ImportRequest const wanted{options.tenant, options.skip_bad ? Unsound::is_left_out : Unsound::refuses_all,
                               options.dry_run ? Keeping::tried : Keeping::for_good};
    if (auto const answer = ask_server(options.data_dir, head_of(wanted) + text)) return read_answer(*answer);
    store::Store store({options.data_dir, store::Sharing::beside, 1, nullptr});
    return take_import(store, desk_now(store), wanted, text, options.image_origins, show_progress);
}

int can_not_read(std::string const& file) {
    std::fprintf(stderr, "afterdesk import: cannot read %s\n", file.c_str());
    return failed;
}

int print_mapping(std::string const& file, Mistakes const& mistakes, wire::Language language) {
    for (Mistake const& one : mistakes) {
        std::fprintf(stderr, "%s, %s: %s: %s\n", file.c_str(), one.path.c_str(),
                     std::string(wire::name_of(one.rule)).c_str(), wire::message_for(one, language).c_str());
    }
    return wrong_input;
}

/// Promise: whether all of it could be read.
bool print_table(ImportTable const& table, wire::Language language) {
    TableOrders const& orders = table.orders;
    std::printf("%s, %zu orders, %d rows left out by their state\n",
                orders.coding == files::TextCoding::gb18030 ? "GB18030" : "UTF-8", orders.rows.size(),
                orders.left_out);
    print(orders.mistakes, language);
    return orders.mistakes.empty();
}

}  // namespace

std::string answer_tool(store::Store& store, Instant now, std::string_view request,
                        std::vector<std::string> const& image_origins) {
    ImportRequest const wanted = take_head(request);
    auto answer = Taken{};
    try {
        answer = take_import(store, now, wanted, request, image_origins);
    } catch (std::exception const& failure) {
        return wire::write_json(wire::Object{{"failure", failure.what()}});
    }
    return wire::write_json(answer ? to_json(*answer) : wire::Value(wire::Object{}));
}

int cli_import(ImportOptions const& options) {
    return guarded("afterdesk import", [&] {
        auto text = read_input(options.file);
        if (!text) return can_not_read(options.file);
        wire::Language const language = terminal_language(options.language);
        std::optional<ImportTable> table;
        if (!options.map.empty()) {
            auto const map = read_input(options.map);
            if (!map) return can_not_read(options.map);
            auto read = ImportTable::read(*map, *text);
            if (!read.ok()) return print_mapping(options.map, read.error(), language);
            table = std::move(read).value();
            bool const sound = print_table(*table, language);
            if (!sound && !options.skip_bad) return wrong_input;
            text = table->orders.lines;
        }
        Taken taken = import_text(options, *text);
        if (!taken) {
            std::fprintf(stderr,
                         "afterdesk import: name the mall with --tenant (there is none, or more than one)\n");
            return wrong_input;
        }
        if (table) table->put_in_place(*taken);
        if (options.dry_run) std::printf("Nothing was kept; it would be: ");
        int const status = report(*taken, language);
        return status == 0 && table && !table->orders.mistakes.empty() ? some_left_out : status;
    });
}

namespace {

using Loaded = Result<Imported, std::vector<LineMistake>>;

/// The demo's past as it lies in its folder.
struct PastFiles {
    std::string orders, tickets;
};

std::optional<PastFiles> read_past(std::string const& folder) {
    auto orders = files::read_small_file(folder + "/orders.jsonl");
    auto tickets = files::read_small_file(folder + "/tickets.jsonl");
    if (!orders || !tickets) return std::nullopt;
    return PastFiles{std::move(*orders), std::move(*tickets)};
}

/// Orders and past in one transaction: who kills us in the middle finds an empty mall, which is loaded again;
/// the outside's book, which is written before, begins anew then.
Loaded load_orders(store::Store& store, Mall const& mall, DemoFolder const& demo, std::string const& orders,
                   Instant now) {
    Duration const shift = shift_to(mall.demo_epoch, now);
    TenantId const& tenant = mall.tenant.id;
    std::string const folder = demo.path + "/past";
    auto const past = read_past(folder);
    if (!past) return import_orders(store, tenant, orders, {now, shift});
    TRY(steps, read_demo_script(past->tickets, shift));
    DemoPhotos const photos = keep_demo_photos(folder + "/photos", store.data_dir(), demo.reencode_program);
    return store.write([&](store::WriteTx& tx) -> Loaded {
        TRY(imported, import_orders_in(tx, tenant, orders + past->orders, {now, shift}));
        TRY(played, play_demo(tx, tenant, {steps, photos}, now));
        outside::simulated::Book(outside::simulated::book_file(store.data_dir()))
            .begin_with(played.paid, played.reclaimed);
        std::printf("%d tickets of the past\n", played.tickets);
        return imported;
    });
}

}  // namespace

int load_demo(store::Store& store, DemoFolder const& demo, Instant now, wire::Language language) {
    std::string const& demo_dir = demo.path;
    auto const mall_text = files::read_small_file(demo_dir + "/mall.json");
    auto const orders_text = files::read_small_file(demo_dir + "/orders.jsonl");
    if (!mall_text || !orders_text) {
        std::fprintf(stderr, "the demo is not in %s (mall.json, orders.jsonl)\n", demo_dir.c_str());
        return failed;
    }
    Mistakes mistakes;
    auto const parsed = wire::parse_json(*mall_text, {64u << 20, 16});
    auto const mall = parsed.ok() ? read_mall(*parsed) : Result<Mall, Mistakes>(Err{parsed.error()});
    if (!mall.ok()) {
        for (Mistake const& mistake : mall.error()) {
            std::fprintf(stderr, "mall.json: %s: %s\n", mistake.path.c_str(),
                         wire::message_for(mistake, language).c_str());
        }
        return wrong_input;
    }
    if (is_loaded(store, mall->tenant.id)) return 0;
    load_mall(store, *mall);
    return report(load_orders(store, *mall, demo, *orders_text, now), language);
}

}  // namespace afterdesk
