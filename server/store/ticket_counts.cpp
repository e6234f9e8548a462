#include "store/ticket_counts.hpp"

#include <algorithm>
#include <array>

#include "store/engine.hpp"
#include "store/migrations.hpp"
#include "store/tickets.hpp"

namespace afterdesk::store {

namespace {

constexpr std::array<std::string_view, 3> scope_names{"buyer", "shop", "tenant"};
constexpr std::array<std::string_view, 5> count_names{"type", "work", "queue", "reason", "decided"};

std::string_view name_of(Scope::Of scope) { return scope_names[static_cast<std::size_t>(scope)]; }
std::string_view name_of(CountOf of) { return count_names[static_cast<std::size_t>(of)]; }

template <class Enum, std::size_t count>
Enum with_name(std::array<std::string_view, count> const& names, std::string_view name) {
    auto const found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        throw StoreFailure(FailureKind::other, "unknown name of a count: " + std::string(name));
    return static_cast<Enum>(found - names.begin());
}

void add(WriteTx& tx, TenantId const& tenant, CountKey const& key, int change) {
    sql(tx).run(
        "INSERT INTO ticket_count (tenant, scope, id, counted, name, number) VALUES ($1, $2, $3, $4, $5, $6)"
        " ON CONFLICT (tenant, scope, id, counted, name)"
        " DO UPDATE SET number = ticket_count.number + excluded.number",
        {tenant.value, name_of(key.scope), key.id, name_of(key.of), key.name, change});
}

std::vector<std::string> words_in(std::string const& name) {
    std::vector<std::string> words(1);
    for (char const c : name) {
        if (c == '/') {
            words.emplace_back();
        } else {
            words.back() += c;
        }
    }
    return words;
}

bool is_among(std::vector<CountKey> const& keys, CountKey const& key) {
    return std::find(keys.begin(), keys.end(), key) != keys.end();
}

}  // namespace

CountedRow counted_row(Ticket const& ticket) {
    return {ticket.shop_id.value,
            std::string(wire::name_of(ticket.request.type)),
            std::string(wire::name_of(short_status(ticket))),
            ticket.request.reason,
            work_column(ticket),
            ticket.queue,
            ticket.reminded,
            ticket.arbitration && ticket.arbitration->step == ArbitrationStep::decided};
}

std::vector<CountKey> keys_of(CountedRow const& row) {
    std::vector<CountKey> keys;
    auto const add_key = [&](Scope::Of scope, std::string const& id) {
        keys.push_back({scope, id, CountOf::type, row.type + '/' + row.status});
        if (!row.queue.empty()) keys.push_back({scope, id, CountOf::queue, row.queue + '/' + row.status});
        keys.push_back({scope, id, CountOf::reason, row.reason + '/' + row.type + '/' + row.status});
        if (row.decided) keys.push_back({scope, id, CountOf::decided, "decided/" + row.status});
        if (row.work.empty()) return;
        std::string const late = row.late ? "/late/" : "/in_time/";
        keys.push_back({scope, id, CountOf::work, row.work + late + row.status});
    };
    add_key(Scope::Of::tenant, "");
    add_key(Scope::Of::shop, row.shop);
    return keys;
}

void count_change(WriteTx& tx, TenantId const& tenant, std::optional<CountedRow> const& before,
                  CountedRow const& after) {
    if (before == after) return;
    std::vector<CountKey> const was = before ? keys_of(*before) : std::vector<CountKey>();
    std::vector<CountKey> const is = keys_of(after);
    for (CountKey const& key : was)
        if (!is_among(is, key)) add(tx, tenant, key, -1);
    for (CountKey const& key : is)
        if (!is_among(was, key)) add(tx, tenant, key, 1);
}

std::vector<NamedCount> counts_of(ReadTx& tx, Scope const& scope, CountOf of) {
    std::string_view const id =
        scope.of == Scope::Of::tenant ? std::string_view() : std::string_view(scope.id);
    Rows rows = sql(tx).query(
        "SELECT name, number FROM ticket_count WHERE tenant = $1 AND scope = $2 AND id = $3 AND counted = $4"
        " AND number > 0",
        {scope.tenant.value, name_of(scope.of), id, name_of(of)});
    std::vector<NamedCount> out;
    while (rows.step()) out.push_back({words_in(rows.text(0)), rows.number(1)});
    return out;
}

void each_count(ReadTx& tx,
                std::function<void(TenantId const&, CountKey const&, std::int64_t number)> const& see) {
    Rows rows =
        sql(tx).query("SELECT tenant, scope, id, counted, name, number FROM ticket_count WHERE number <> 0");
    while (rows.step()) {
        see({rows.text(0)},
            {with_name<Scope::Of>(scope_names, rows.text(1)), rows.text(2),
             with_name<CountOf>(count_names, rows.text(3)), rows.text(4)},
            rows.integer(5));
    }
}

void count_tickets_again(WriteTx& tx) {
    sql(tx).run("DELETE FROM ticket_count");
    struct Scoped {
        std::string_view name, id, group;
    };
    constexpr Scoped scopes[] = {{"'tenant'", "''", "tenant"}, {"'shop'", "shop_id", "tenant, shop_id"}};
    struct Counted {
        std::string_view what, name, group, where;
    };
    constexpr Counted all[] = {
        {"'type'", "type || '/' || status", "type, status", "1 = 1"},
        {"'work'", "work || CASE late WHEN 1 THEN '/late/' ELSE '/in_time/' END || status",
         "work, late, status", "work <> ''"},
        {"'queue'", "queue || '/' || status", "queue, status", "queue <> ''"},
        {"'reason'", "reason || '/' || type || '/' || status", "reason, type, status", "1 = 1"},
        {"'decided'", "'decided/' || status", "status", "arbitration = 'decided'"}};
    for (Scoped const& scope : scopes) {
        for (Counted const& one : all) {
            std::string text =
                "INSERT INTO ticket_count (tenant, scope, id, counted, name, number) SELECT tenant";
            for (std::string_view const part : {scope.name, scope.id, one.what, one.name}) {
                text += ", ";
                text += part;
            }
            text += ", COUNT(*) FROM ticket WHERE " + std::string(one.where) + " GROUP BY " +
                    std::string(scope.group) + ", " + std::string(one.group);
            sql(tx).run(text);
        }
    }
}

}  // namespace afterdesk::store
