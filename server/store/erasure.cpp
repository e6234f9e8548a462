#include "store/erasure.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "base/pasted.hpp"
#include "crypto/digest.hpp"
#include "domain/ticket/personal.hpp"
#include "store/audit.hpp"
#include "store/bodies.hpp"
#include "store/engine.hpp"
#include "store/host_tasks.hpp"
#include "store/notifications.hpp"
#include "store/orders.hpp"
#include "store/people.hpp"
#include "store/pickups.hpp"
#include "store/ticket_row.hpp"
#include "store/tickets.hpp"
#include "store/tracks.hpp"
#include "wire/chain.hpp"
#include "wire/stored/stored.hpp"

namespace afterdesk::store {

namespace {

constexpr std::array<std::string_view, 2> erasable_names{"ticket", "buyer"};

void leave(WriteTx& tx, std::string_view kind, std::string_view name) {
    sql(tx).run("INSERT INTO erasure_rest (kind, name) VALUES ($1, $2) ON CONFLICT DO NOTHING", {kind, name});
}

/// Who takes a freed page into use in the same commit fills a part of it, and the rest of it would stay as it
/// was. Units: what is thrown leaves it so, which is only slower.
template <class Work>
void with_zeroed_pages(WriteTx& tx, Work work) {
    sql(tx).zero_freed_pages(true);
    work();
    sql(tx).zero_freed_pages(false);
}

// ---- Evidence ---------------------------------------------------------------------------------------------

/// The file goes when no row speaks of it any more.
void release_file(WriteTx& tx, std::string const& sha256_hex, ErasedRows& out) {
    if (sha256_hex.empty() || is_file_kept(tx, sha256_hex)) return;
    leave(tx, "file", sha256_hex);
    ++out.files;
}

/// Somebody's row of a file: others may have the same one.
void drop_evidence(WriteTx& tx, TenantId const& tenant, std::string const& id, std::string_view audience,
                   std::string const& actor, ErasedRows& out) {
    std::string thumb;
    {
        Rows rows = sql(tx).query(
            "SELECT thumb_hash FROM evidence WHERE tenant = $1 AND evidence_id = $2 AND audience = $3"
            " AND actor_id = $4",
            {tenant.value, id, audience, actor});
        if (!rows.step()) return;
        thumb = rows.text(0);
    }
    sql(tx).run(
        "DELETE FROM evidence WHERE tenant = $1 AND evidence_id = $2 AND audience = $3 AND actor_id = $4",
        {tenant.value, id, audience, actor});
    release_file(tx, id, out);
    if (thumb != id) release_file(tx, thumb, out);
}

bool is_used(ReadTx& tx, TenantId const& tenant, std::string const& id) {
    return sql(tx)
        .query("SELECT 1 FROM evidence_use WHERE tenant = $1 AND evidence_id = $2 LIMIT 1",
               {tenant.value, id})
        .step();
}

// ---- Kept answers -----------------------------------------------------------------------------------------

/// Those about a ticket, whoever was told.
void forget_replies(WriteTx& tx, TenantId const& tenant, TicketNo const& no) {
    sql(tx).run("DELETE FROM idem WHERE tenant = $1 AND ticket_no = $2 AND ticket_no <> ''",
                {tenant.value, no.value});
}

/// Those of before say in their text alone which ticket they are about.
void forget_replies_of_before(WriteTx& tx, TenantId const& tenant, Actor const& actor, TicketNo const& no) {
    sql(tx).run(
        "DELETE FROM idem WHERE tenant = $1 AND audience = $2 AND actor = $3 AND ticket_no = ''"
        " AND instr(body, $4) > 0",
        {tenant.value, wire::name_of(actor.kind), actor.id, no.value});
}

void forget_shown_of(WriteTx& tx, TenantId const& tenant, std::string_view kind, std::string_view name) {
    sql(tx).run("DELETE FROM shown_before WHERE tenant = $1 AND kind = $2 AND name = $3",
                {tenant.value, kind, name});
}

// ---- Events -----------------------------------------------------------------------------------------------

/// What is gone with the words.
struct Taken {
    std::vector<EventRecord> history;  ///< as it is now
    std::set<std::string> evidence;
    std::set<Actor, bool (*)(Actor const&, Actor const&)> actors{
        [](Actor const& a, Actor const& b) { return std::tie(a.kind, a.id) < std::tie(b.kind, b.id); }};
    int events = 0;
};

Taken erase_events(WriteTx& tx, TenantId const& tenant, TicketNo const& no) {
    wire::Chain const chain(tenant, no, crypto::sha256);
    Taken taken;
    for (EventRow const& row : event_rows(tx, tenant, no)) {
        EventRecord record = read_body(row.linked.body, "ticket_event", wire::stored::read_event);
        for (EvidenceId const& id : evidence_of(record.event)) taken.evidence.insert(id.value);
        taken.actors.insert(record.actor);
        if (auto const erased = chain.erased(row.linked, record)) {
            sql(tx).run(
                "UPDATE ticket_event SET body = $4, seal = $5 WHERE tenant = $1 AND ticket_no = $2 AND seq = "
                "$3",
                {tenant.value, no.value, row.seq, erased->body, Blob{wire::kept_seal(erased->seal)}});
            record = without_personal(std::move(record));
            ++taken.events;
        }
        taken.history.push_back(std::move(record));
    }
    return taken;
}

/// What stands on no ticket any more goes, of those who are in this one's story.
void take_off(WriteTx& tx, TenantId const& tenant, TicketNo const& no, Taken const& taken, ErasedRows& out) {
    for (std::string const& id : taken.evidence) {
        sql(tx).run("DELETE FROM evidence_use WHERE tenant = $1 AND evidence_id = $2 AND ticket_no = $3",
                    {tenant.value, id, no.value});
        if (is_used(tx, tenant, id)) continue;
        for (Actor const& actor : taken.actors)
            drop_evidence(tx, tenant, id, wire::name_of(actor.kind), actor.id, out);
    }
}

}  // namespace

std::string_view name_of(Erasable kind) { return erasable_names[static_cast<std::size_t>(kind)]; }

void note_erasure(WriteTx& tx, ErasureRow const& row) {
    sql(tx).run(
        "INSERT INTO erasure (tenant, kind, name, version, at_ms) VALUES ($1, $2, $3, $4, $5)"
        " ON CONFLICT (tenant, kind, name) DO UPDATE SET version = excluded.version, at_ms = excluded.at_ms",
        {row.tenant.value, name_of(row.kind), row.name, row.version, row.at.ms});
    // Each has a row of its own: what is scrubbed while another one comes does not count for that one.
    leave(tx, "scrub",
          row.tenant.value + " " + std::string(name_of(row.kind)) + " " + row.name + " " +
              std::to_string(row.at.ms));
}

bool is_ticket_erased(ReadTx& tx, TenantId const& tenant, TicketNo const& no, int version) {
    return sql(tx)
        .query("SELECT 1 FROM erasure WHERE tenant = $1 AND kind = 'ticket' AND name = $2 AND version >= $3",
               {tenant.value, no.value, version})
        .step();
}

std::vector<ErasureRow> all_erasures(ReadTx& tx) {
    std::vector<ErasureRow> out;
    for (Tenant const& tenant : tenants(tx)) {
        Rows rows = sql(tx).query(
            "SELECT kind, name, version, at_ms FROM erasure WHERE tenant = $1 ORDER BY kind, name",
            {tenant.id.value});
        while (rows.step()) {
            Erasable const kind = rows.text(0) == erasable_names[0] ? Erasable::ticket : Erasable::buyer;
            out.push_back({tenant.id, kind, rows.text(1), rows.number(2), {rows.integer(3)}});
        }
    }
    return out;
}

namespace {

void erase_story(WriteTx& tx, TenantId const& tenant, TicketNo const& no, ErasedRows& out) {
    Taken const taken = erase_events(tx, tenant, no);
    erase_host_tasks(tx, tenant, no);
    CHECK(!taken.history.empty());
    Ticket const ticket = fold(taken.history);
    out.events += taken.events;
    if (taken.events > 0) ++out.tickets;
    write_anew(tx, tenant, ticket);
    take_off(tx, tenant, no, taken, out);
    sql(tx).run("UPDATE contact SET note = $3 WHERE tenant = $1 AND ticket_no = $2 AND note <> ''",
                {tenant.value, no.value, erased_mark});
    forget_tracks_of(tx, tenant, no);
    forget_pickups_of(tx, tenant, no);
    forget_replies(tx, tenant, no);
    for (Actor const& actor : taken.actors)
        if (actor.kind != ActorKind::system) forget_replies_of_before(tx, tenant, actor, no);
}

void erase_orders(WriteTx& tx, TenantId const& tenant, BuyerId const& id, ErasedRows& out) {
    std::vector<Order> orders = orders_of_buyer(tx, {tenant, id, std::nullopt, std::nullopt, INT32_MAX});
    for (Order& order : orders) {
        for (Line const& line : order.lines) {
            for (Delivery const& one : line.deliveries)
                forget_track(tx, tenant, tracking_key(one.tracking_no));
        }
        Order const erased = without_personal(order);
        if (erased != order) {
            update_order(tx, tenant, erased);
            ++out.orders;
        }
        forget_shown_of(tx, tenant, "order", order.order_no.value);
    }
}

void erase_uploads(WriteTx& tx, TenantId const& tenant, BuyerId const& id, ErasedRows& out) {
    std::vector<std::string> own;
    {
        Rows rows = sql(tx).query(
            "SELECT upload_id FROM upload WHERE tenant = $1 AND audience = 'buyer' AND actor_id = $2",
            {tenant.value, id.value});
        while (rows.step()) leave(tx, "upload", rows.text(0));
    }
    sql(tx).run("DELETE FROM upload WHERE tenant = $1 AND audience = 'buyer' AND actor_id = $2",
                {tenant.value, id.value});
    {
        Rows rows = sql(tx).query(
            "SELECT evidence_id FROM evidence WHERE tenant = $1 AND audience = 'buyer' AND actor_id = $2",
            {tenant.value, id.value});
        while (rows.step()) own.push_back(rows.text(0));
    }
    for (std::string const& one : own) {
        if (!is_used(tx, tenant, one)) drop_evidence(tx, tenant, one, "buyer", id.value, out);
    }
}

void erase_person(WriteTx& tx, TenantId const& tenant, BuyerId const& id, ErasedRows& out) {
    erase_orders(tx, tenant, id, out);
    erase_uploads(tx, tenant, id, out);
    put_buyer(tx, tenant, {id, std::string(erased_mark), ""});
    forget_shown_of(tx, tenant, "buyer", id.value);
    drop_notification_contact(tx, {tenant, true, id.value});
    sql(tx).run("DELETE FROM idem WHERE tenant = $1 AND audience = 'buyer' AND actor = $2",
                {tenant.value, id.value});
    sql(tx).run("DELETE FROM session WHERE tenant = $1 AND audience = 'buyer' AND actor_id = $2",
                {tenant.value, id.value});
}

}  // namespace

void erase_ticket(WriteTx& tx, TenantId const& tenant, TicketNo const& no, ErasedRows& out) {
    with_zeroed_pages(tx, [&] { erase_story(tx, tenant, no, out); });
}

void erase_buyer(WriteTx& tx, TenantId const& tenant, BuyerId const& id, ErasedRows& out) {
    with_zeroed_pages(tx, [&] { erase_person(tx, tenant, id, out); });
}

bool is_buyer_gone(ReadTx& tx, TenantId const& tenant, BuyerId const& id) {
    bool const erased = sql(tx)
                            .query("SELECT 1 FROM erasure WHERE tenant = $1 AND kind = 'buyer' AND name = $2",
                                   {tenant.value, id.value})
                            .step();
    return erased &&
           !sql(tx)
                .query(
                    "SELECT 1 FROM session WHERE tenant = $1 AND audience = 'buyer' AND actor_id = $2"
                    " LIMIT 1",
                    {tenant.value, id.value})
                .step();
}

std::vector<TicketNo> tickets_of_buyer(ReadTx& tx, TenantId const& tenant, BuyerId const& id) {
    Rows rows = sql(tx).query(
        "SELECT ticket_no FROM ticket WHERE tenant = $1 AND buyer_id = $2 ORDER BY applied_at_ms, ticket_no",
        {tenant.value, id.value});
    std::vector<TicketNo> out;
    while (rows.step()) out.push_back({rows.text(0)});
    return out;
}

bool has_open_reclaims(ReadTx& tx, TenantId const& tenant, TicketNo const& no) {
    auto const rows = reclaim_rows(tx, tenant, no);
    return std::any_of(rows.begin(), rows.end(), [](ReclaimRow const& row) { return !row.settled; });
}

// ---- What is left -----------------------------------------------------------------------------------------

bool is_file_kept(ReadTx& tx, std::string_view sha256_hex) {
    if (sql(tx)
            .query("SELECT 1 FROM evidence WHERE thumb_hash = $1 AND thumb_hash <> '' LIMIT 1", {sha256_hex})
            .step())
        return true;
    for (Tenant const& tenant : tenants(tx)) {
        bool const kept = sql(tx)
                              .query("SELECT 1 FROM evidence WHERE tenant = $1 AND evidence_id = $2 LIMIT 1",
                                     {tenant.id.value, sha256_hex})
                              .step();
        if (kept) return true;
    }
    return false;
}

ErasureRest erasure_rest(ReadTx& tx) {
    ErasureRest rest;
    Rows rows = sql(tx).query("SELECT kind, name FROM erasure_rest ORDER BY kind, name");
    while (rows.step()) {
        std::string const kind = rows.text(0);
        if (kind == "file") rest.files.push_back(rows.text(1));
        if (kind == "upload") rest.uploads.push_back(rows.text(1));
        if (kind == "scrub") rest.scrubs.push_back(rows.text(1));
        if (kind == "log") rest.logs.push_back(rows.text(1));
    }
    return rest;
}

void leave_log(WriteTx& tx, std::string const& scrub) {
    leave(tx, "log", scrub);
    forget_rest(tx, "scrub", scrub);
}

void forget_rest(WriteTx& tx, std::string_view kind, std::string_view name) {
    sql(tx).run("DELETE FROM erasure_rest WHERE kind = $1 AND name = $2", {kind, name});
}

}  // namespace afterdesk::store
