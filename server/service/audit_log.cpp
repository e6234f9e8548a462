#include "service/audit_log.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

#include "crypto/digest.hpp"
#include "service/cursor.hpp"
#include "service/ground.hpp"
#include "service/load.hpp"
#include "store/audit.hpp"
#include "store/staff.hpp"
#include "wire/proof.hpp"

namespace afterdesk {

namespace {

constexpr std::int64_t end_of_time_ms = 253'402'300'799'999;
constexpr std::size_t day_chars = 10;

/// "2026-11-29" as midnight at its beginning.
std::optional<Instant> day_from(std::string_view text, int offset_minutes) {
    if (text.size() != day_chars || text[4] != '-' || text[7] != '-') return std::nullopt;
    Civil day;
    auto const part = [&](std::size_t at, std::size_t length, int& out) {
        auto const [end, error] = std::from_chars(text.data() + at, text.data() + at + length, out);
        return error == std::errc() && end == text.data() + at + length;
    };
    bool const read = part(0, 4, day.year) && part(5, 2, day.month) && part(8, 2, day.day);
    bool const fits = day.year >= 1970 && day.month >= 1 && day.month <= 12 && day.day >= 1 && day.day <= 31;
    if (!read || !fits) return std::nullopt;
    return from_civil(day, offset_minutes);
}

Mistakes read_time(AuditSearch const& search, int offset_minutes, store::AuditQuery& query) {
    query.until = {end_of_time_ms};
    for (auto const& [text, key] : {std::pair(&search.from, "from"), std::pair(&search.to, "to")}) {
        if (text->empty()) continue;
        auto const day = day_from(*text, offset_minutes);
        if (!day) return one_mistake(Rule::bad_characters, key);
        if (text == &search.from) query.from = *day;
        if (text == &search.to) query.until = start_of_next_day(*day, offset_minutes);
    }
    return {};
}

/// What stood with a ticket's event, where somebody has to say why: "t" + ticket number + five digits of seq.
std::string words_of(store::ReadTx& tx, TenantId const& tenant, store::ListedAudit const& row) {
    constexpr std::array<std::string_view, 3> with_words = {"frozen", "closed", "appealed"};
    constexpr std::size_t seq_chars = 5;
    bool const says = std::find(with_words.begin(), with_words.end(), row.entry.action) != with_words.end();
    if (!says || row.entry.noun != wire::AuditNoun::ticket || row.id.size() <= seq_chars) return {};
    int seq = 0;
    std::from_chars(row.id.data() + row.id.size() - seq_chars, row.id.data() + row.id.size(), seq);
    for (store::EventRow const& event : store::event_rows(tx, tenant, {row.entry.name})) {
        if (event.seq != seq) continue;
        auto const body = wire::parse_json(event.linked.body);
        wire::Value const* const text = body ? body->find("text") : nullptr;
        auto const* const words = text != nullptr ? text->as<std::string>() : nullptr;
        return words != nullptr ? *words : std::string();
    }
    return {};
}

}  // namespace

void note_act(store::WriteTx& tx, Caller const& caller, Instant now, Act const& act) {
    store::add_audit(
        tx, caller.tenant,
        {now, side_of(caller.audience), caller.actor_id,
         act.shop_id.empty() ? caller.shop.value : act.shop_id, act.action, act.noun, act.name, act.note});
}

Result<wire::AuditPage, Mistakes> AuditLog::list(Caller const& caller, AuditSearch const& search) {
    TRY(place, read_cursor(search.cursor));
    if (!search.noun.empty() && !wire::from_name<wire::AuditNoun>(search.noun))
        return Err{one_mistake(Rule::unknown_name, "noun")};
    store::AuditQuery query;
    query.scope = scope_of(caller);
    query.actor_id = search.who;
    query.action = search.action;
    query.noun = search.noun;
    query.name = search.q;
    query.limit = wire::page_size;
    query.behind = place ? store::AuditPlace{place->key, place->id} : store::AuditPlace{end_of_time_ms, "~"};
    return ground_.store.read([&](store::ReadTx& tx) -> Result<wire::AuditPage, Mistakes> {
        int const offset = ground_.policies.newest(tx, caller.tenant, caller.shop)->utc_offset_minutes;
        if (Mistakes wrong = read_time(search, offset, query); !wrong.empty()) return Err{std::move(wrong)};
        wire::AuditPage page;
        std::map<std::string, std::string> names;
        for (store::Staff const& one : store::all_staff(tx)) {
            bool const seen = one.tenant == caller.tenant && (caller.shop.empty() || one.shop == caller.shop);
            if (one.tenant == caller.tenant) names[one.id.value] = one.name;
            if (seen && page.people.size() < std::size_t{wire::max_staff})
                page.people.push_back({one.id.value, one.name});
        }
        auto const rows = store::list_audit(tx, query);
        for (store::ListedAudit const& row : rows) {
            store::AuditEntry const& entry = row.entry;
            bool const staff = entry.side == ActorKind::merchant || entry.side == ActorKind::platform;
            page.items.push_back(
                {entry.at.ms, entry.side, entry.actor_id, staff ? names[entry.actor_id] : std::string(),
                 entry.action, entry.noun, entry.name,
                 entry.note.empty() ? words_of(tx, caller.tenant, row) : entry.note, entry.shop_id});
        }
        if (std::cmp_equal(rows.size(), query.limit))
            page.next_cursor = write_cursor({rows.back().entry.at.ms, rows.back().id});
        return page;
    });
}

Result<wire::ChainView, Mistakes> AuditLog::chain(Caller const& caller, std::string_view ticket_no) {
    TicketNo const no{std::string(ticket_no)};
    return ground_.store.read([&](store::ReadTx& tx) -> Result<wire::ChainView, Mistakes> {
        if (!store::find_ticket(tx, scope_of(caller), no))
            return Err{one_mistake(Rule::not_found, "ticket_no")};
        wire::ChainView view;
        view.ticket_no = no.value;
        wire::Chain const links(caller.tenant, no, crypto::sha256);
        std::string prev = wire::first_chain_hash();
        for (store::EventRow const& event : store::event_rows(tx, caller.tenant, no)) {
            ++view.events;
            auto const record = wire::read_linked(event.linked.body);
            bool const fits = event.seq == view.events && event.prev_hash == prev && record &&
                              links.follows(prev, event.linked, *record);
            if (!fits && view.broken_at == 0) view.broken_at = view.events;
            prev = event.linked.hash;
        }
        view.sound = view.broken_at == 0;
        view.head = crypto::hex(prev);
        return view;
    });
}

}  // namespace afterdesk
