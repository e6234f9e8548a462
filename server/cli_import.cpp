#include "cli_import.hpp"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <iterator>
#include <optional>
#include <utility>

#include "cli_tools.hpp"
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

}  // namespace

int cli_import(ImportOptions const& options) {
    return guarded("afterdesk import", [&] {
        auto const text = read_input(options.file);
        if (!text) {
            std::fprintf(stderr, "afterdesk import: cannot read %s\n", options.file.c_str());
            return failed;
        }
        store::Store store({options.data_dir, store::Sharing::beside, 1, nullptr});
        auto const tenant = pick_tenant(store, options.tenant);
        if (!tenant) {
            std::fprintf(stderr,
                         "afterdesk import: name the mall with --tenant (there is none, or more than one)\n");
            return wrong_input;
        }
        return report(import_orders(store, tenant->id, *text, {desk_now(store), {0}}),
                      terminal_language(options.language));
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
