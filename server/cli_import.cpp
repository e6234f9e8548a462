#include "cli_import.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <utility>

#include "cli_tools.hpp"
#include "control.hpp"
#include "files/small_file.hpp"
#include "service/mall.hpp"
#include "service/order_import.hpp"
#include "store/orders.hpp"

namespace afterdesk {

namespace {

constexpr int wrong_input = 2;
constexpr int failed = 1;

void print(LineMistake const& at, wire::Language language) {
    std::string const path = at.mistake.path.empty() ? "" : at.mistake.path + ": ";
    std::fprintf(stderr, "line %d: %s%s\n", at.line, path.c_str(),
                 wire::message_for(at.mistake, language).c_str());
}

int report(Result<Imported, std::vector<LineMistake>> imported, wire::Language language) {
    if (imported.ok()) {
        std::printf("%d orders imported, %d were there already, %d brought news; %d wares\n", imported->added,
                    imported->unchanged, imported->updated, imported->wares);
        return 0;
    }
    auto mistakes = std::move(imported).error();
    std::stable_sort(mistakes.begin(), mistakes.end(),
                     [](LineMistake const& a, LineMistake const& b) { return a.line < b.line; });
    for (LineMistake const& mistake : mistakes) print(mistake, language);
    return wrong_input;
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

Taken take_import(store::Store& store, Instant now, std::string const& tenant_id, std::string_view text) {
    auto const tenant = pick_tenant(store, tenant_id);
    if (!tenant) return std::nullopt;
    return import_orders(store, tenant->id, text, {now, {0}});
}

// ---- Between a tool and its server: what came of it, an empty object without a mall -----------------------

wire::Value to_json(Result<Imported, std::vector<LineMistake>> const& taken) {
    if (taken.ok()) {
        return wire::Object{{"added", taken->added},
                            {"unchanged", taken->unchanged},
                            {"updated", taken->updated},
                            {"wares", taken->wares}};
    }
    wire::Array mistakes;
    for (LineMistake const& one : taken.error()) {
        mistakes.push_back(wire::Object{{"line", one.line},
                                        {"rule", wire::name_of(one.mistake.rule)},
                                        {"path", one.mistake.path},
                                        {"limit", one.mistake.limit}});
    }
    return wire::Object{{"mistakes", std::move(mistakes)}};
}

std::int64_t number_in(wire::Value const& object, std::string_view key) {
    wire::Value const* const found = object.find(key);
    auto const* const number = found == nullptr ? nullptr : found->as<std::int64_t>();
    return number == nullptr ? 0 : *number;
}

std::string text_in(wire::Value const& object, std::string_view key) {
    wire::Value const* const found = object.find(key);
    auto const* const text = found == nullptr ? nullptr : found->as<std::string>();
    return text == nullptr ? "" : *text;
}

LineMistake read_mistake(wire::Value const& one) {
    Rule const rule = wire::from_name<Rule>(text_in(one, "rule")).value_or(Rule::failed);
    return {static_cast<int>(number_in(one, "line")), {rule, text_in(one, "path"), number_in(one, "limit")}};
}

/// Errors: std::runtime_error with what the server said went wrong.
Taken read_answer(std::string const& answer) {
    auto const value = wire::parse_json(answer, wire::answer_limits);
    if (!value.ok()) throw std::runtime_error("the server's answer can not be read");
    if (value->find("failure") != nullptr) throw std::runtime_error(text_in(*value, "failure"));
    if (wire::Value const* const list = value->find("mistakes")) {
        std::vector<LineMistake> mistakes;
        auto const* const items = list->as<wire::Array>();
        for (wire::Value const& one : items == nullptr ? wire::Array{} : *items) {
            mistakes.push_back(read_mistake(one));
        }
        return Result<Imported, std::vector<LineMistake>>(Err{std::move(mistakes)});
    }
    if (value->find("added") == nullptr) return std::nullopt;
    auto const count = [&](char const* key) { return static_cast<int>(number_in(*value, key)); };
    return Imported{count("added"), count("unchanged"), count("updated"), count("wares")};
}

}  // namespace

std::string answer_tool(store::Store& store, Instant now, std::string_view request) {
    std::string_view const tenant_id = request.substr(0, request.find('\n'));
    request.remove_prefix(std::min(tenant_id.size() + 1, request.size()));
    auto answer = Taken{};
    try {
        answer = take_import(store, now, std::string(tenant_id), request);
    } catch (std::exception const& failure) {
        return wire::write_json(wire::Object{{"failure", failure.what()}});
    }
    return wire::write_json(answer ? to_json(*answer) : wire::Value(wire::Object{}));
}

int cli_import(ImportOptions const& options) {
    return guarded("afterdesk import", [&] {
        auto const text = read_input(options.file);
        if (!text) {
            std::fprintf(stderr, "afterdesk import: cannot read %s\n", options.file.c_str());
            return failed;
        }
        Taken taken;
        if (auto const answer = ask_server(options.data_dir, options.tenant + "\n" + *text)) {
            taken = read_answer(*answer);
        } else {
            store::Store store({options.data_dir, store::Sharing::beside, 1, nullptr});
            taken = take_import(store, desk_now(store), options.tenant, *text);
        }
        if (!taken) {
            std::fprintf(stderr,
                         "afterdesk import: name the mall with --tenant (there is none, or more than one)\n");
            return wrong_input;
        }
        return report(std::move(*taken), terminal_language(options.language));
    });
}

int load_demo(store::Store& store, std::string const& demo_dir, Instant now, wire::Language language) {
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
    return report(import_orders(store, mall->tenant.id, *orders_text, {now, shift_to(mall->demo_epoch, now)}),
                  language);
}

}  // namespace afterdesk
