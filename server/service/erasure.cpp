#include "service/erasure.hpp"

#include <algorithm>
#include <set>

#include "crypto/digest.hpp"
#include "files/evidence_files.hpp"
#include "files/small_file.hpp"
#include "files/upload_files.hpp"
#include "store/audit_log.hpp"
#include "store/people.hpp"
#include "store/tickets.hpp"

namespace afterdesk {

namespace {

using store::Erasable;
using store::ErasedRows;

std::optional<Ticket> ticket_of(store::ReadTx& tx, TenantId const& tenant, TicketNo const& no) {
    return store::find_ticket(tx, {tenant, store::Scope::Of::tenant, {}}, no);
}

bool has_pending_refund(Ticket const& ticket) {
    return std::any_of(ticket.refunds.begin(), ticket.refunds.end(),
                       [](RefundPart const& part) { return part.status == PartStatus::pending; });
}

/// The tickets that it is about; a problem when there is no such thing, or one of them has to stay.
Result<std::vector<Ticket>, ErasureProblem> tickets_for(store::ReadTx& tx, PolicyCache& policies,
                                                        ErasureAsked const& asked) {
    std::vector<TicketNo> numbers{{asked.name}};
    if (asked.kind == Erasable::buyer) {
        if (!store::find_buyer(tx, asked.tenant, {asked.name}))
            return Err{ErasureProblem{ErasureFault::unknown_buyer, asked.name}};
        numbers = store::tickets_of_buyer(tx, asked.tenant, {asked.name});
    }
    std::vector<Ticket> out;
    for (TicketNo const& no : numbers) {
        auto ticket = ticket_of(tx, asked.tenant, no);
        if (!ticket) return Err{ErasureProblem{ErasureFault::unknown_ticket, no.value}};
        if (auto problem = erasure_refused(tx, policies, asked.tenant, *ticket, asked.now))
            return Err{*problem};
        out.push_back(std::move(*ticket));
    }
    if (asked.older_than && !store::is_older(tx, asked.tenant, asked.kind, asked.name, *asked.older_than))
        return Err{ErasureProblem{ErasureFault::too_young, asked.name}};
    return out;
}

void note(store::WriteTx& tx, ErasureAsked const& asked, std::string const& shop) {
    store::AuditEntry entry;
    entry.at = asked.now;
    if (asked.by) {
        bool const of_shop = asked.by->audience == wire::Audience::merchant;
        entry.side = of_shop ? ActorKind::merchant : ActorKind::platform;
        entry.actor_id = asked.by->id.value;
    }
    entry.shop_id = shop;
    entry.action = "erased";
    entry.noun = asked.kind == Erasable::ticket ? wire::AuditNoun::ticket : wire::AuditNoun::buyer;
    entry.name = asked.name;
    entry.note = asked.why;
    store::add_audit(tx, asked.tenant, entry);
}

void erase_one(store::WriteTx& tx, TenantId const& tenant, Ticket const& ticket, Instant now,
               ErasedRows& out) {
    store::erase_ticket(tx, tenant, ticket.no, out);
    store::note_erasure(tx, {tenant, Erasable::ticket, ticket.no.value, ticket.version, now});
}

void erase_all(store::WriteTx& tx, ErasureAsked const& asked, std::vector<Ticket> const& tickets,
               ErasedRows& out) {
    for (Ticket const& ticket : tickets) erase_one(tx, asked.tenant, ticket, asked.now, out);
    if (asked.kind == Erasable::buyer) {
        store::erase_buyer(tx, asked.tenant, {asked.name}, out);
        store::note_erasure(tx, {asked.tenant, Erasable::buyer, asked.name, 0, asked.now});
    }
}

}  // namespace

std::optional<ErasureProblem> erasure_refused(store::ReadTx& tx, PolicyCache& policies,
                                              TenantId const& tenant, Ticket const& ticket, Instant now) {
    auto const problem = [&](ErasureFault fault) { return ErasureProblem{fault, ticket.no.value}; };
    if (!is_end(ticket.state)) return problem(ErasureFault::still_open);
    if (has_pending_refund(ticket) || store::has_open_reclaims(tx, tenant, ticket.no))
        return problem(ErasureFault::money_on_its_way);
    auto const until = appeal_until(ticket, *policies.get(tx, tenant, ticket.policy_version, ticket.shop_id));
    if (until && *until >= now) return problem(ErasureFault::may_be_appealed);
    if (has_strays(ticket)) return problem(ErasureFault::goods_not_settled);
    return std::nullopt;
}

Result<ErasedRows, ErasureProblem> erase(store::Store& store, ErasureAsked const& asked) {
    PolicyCache policies;
    return store.write([&](store::WriteTx& tx) -> Result<ErasedRows, ErasureProblem> {
        TRY(tickets, tickets_for(tx, policies, asked));
        ErasedRows out;
        erase_all(tx, asked, tickets, out);
        bool const one = asked.kind == Erasable::ticket;
        note(tx, asked, one ? tickets.front().shop_id.value : std::string());
        return out;
    });
}

// ---- The list ---------------------------------------------------------------------------------------------

namespace {

std::string line_of(TenantId const& tenant, Erasable kind, std::string_view name) {
    std::string text = tenant.value;
    text += '\0';
    text += store::name_of(kind);
    text += '\0';
    text += name;
    return crypto::sha256_hex(text);
}

void add_lines(std::string const& file, std::set<std::string>& lines) {
    files::read_lines(file, [&](std::string_view line) {
        if (files::is_sha256_hex(line)) lines.emplace(line);
    });
}

/// What was erased in other copies of the folder stays in it, and what another program writes meanwhile.
void write_list(store::Store& store) {
    files::FolderLock const lock(store.data_dir());
    std::string const file = store.data_dir() + "/" + erased_list;
    std::set<std::string> lines;
    add_lines(file, lines);
    std::size_t const known = lines.size();
    for (store::ErasureRow const& row : store.read([](store::ReadTx& tx) { return store::all_erasures(tx); }))
        lines.insert(line_of(row.tenant, row.kind, row.name));
    if (lines.size() == known) return;
    std::string text;
    for (std::string const& line : lines) text += line + "\n";
    files::write_small_file(file, text);
}

/// Units: a file that was sent again meanwhile stays.
void remove_files(store::Store& store, store::ErasureRest const& rest) {
    files::EvidenceFiles const evidence(store.data_dir());
    files::UploadFiles const uploads(store.data_dir());
    for (std::string const& name : rest.files) {
        store.write([&](store::WriteTx& tx) {
            if (!store::is_file_kept(tx, name)) evidence.remove(name);
            store::forget_rest(tx, "file", name);
            return true;
        });
    }
    for (std::string const& id : rest.uploads) {
        uploads.remove(id);
        store.write([&](store::WriteTx& tx) {
            store::forget_rest(tx, "upload", id);
            return true;
        });
    }
}

store::ErasureRest rest_in(store::Store& store) {
    return store.read([](store::ReadTx& tx) { return store::erasure_rest(tx); });
}

/// What was freed is written over once; who waits for the log then waits for that alone.
void scrub(store::Store& store, std::vector<std::string> const& scrubs, bool rewrite) {
    store::scrub_tables(store.data_dir(), rewrite);
    store.write([&](store::WriteTx& tx) {
        for (std::string const& one : scrubs) store::leave_log(tx, one);
        return true;
    });
}

}  // namespace

bool finish_erasures(store::Store& store, bool rewrite) {
    store::ErasureRest const rest = rest_in(store);
    if (rest.files.empty() && rest.uploads.empty() && rest.scrubs.empty() && rest.logs.empty()) return true;
    write_list(store);
    remove_files(store, rest);
    if (rewrite || !rest.scrubs.empty()) scrub(store, rest.scrubs, rewrite);
    std::vector<std::string> const logs = rest_in(store).logs;
    if (logs.empty()) return true;
    if (!store::empty_log(store.data_dir())) return false;
    store.write([&](store::WriteTx& tx) {
        for (std::string const& one : logs) store::forget_rest(tx, "log", one);
        return true;
    });
    return true;
}

namespace {

constexpr char const* again = "restored from a copy of before";

constexpr int names_at_once = 5'000;

/// A snapshot for some of them at a time: reading may not take long.
void add_named(store::Store& store, TenantId const& tenant, Erasable kind, std::set<std::string> const& lines,
               Instant now, std::vector<ErasureAsked>& out) {
    std::vector<std::string> names{""};
    do {
        names = store.read([&](store::ReadTx& tx) {
            return store::names_behind(tx, tenant, kind, names.back(), names_at_once);
        });
        for (std::string const& name : names)
            if (lines.contains(line_of(tenant, kind, name))) out.push_back({tenant, kind, name, again, now});
    } while (!names.empty());
}

/// Everything in the folder that the lists name.
std::vector<ErasureAsked> named_in(store::Store& store, std::set<std::string> const& lines, Instant now) {
    std::vector<ErasureAsked> out;
    for (store::Tenant const& tenant : store.read([](store::ReadTx& tx) { return store::tenants(tx); })) {
        for (Erasable const kind : {Erasable::buyer, Erasable::ticket})
            add_named(store, tenant.id, kind, lines, now, out);
    }
    return out;
}

}  // namespace

int erase_again(store::Store& store, std::vector<std::string> const& lists, Instant now) {
    std::set<std::string> lines;
    for (std::string const& list : lists) add_lines(list, lines);
    if (lines.empty()) return 0;
    auto const all = named_in(store, lines, now);
    for (ErasureAsked const& one : all) {
        store.write([&](store::WriteTx& tx) {
            std::vector<Ticket> tickets;
            ErasedRows out;
            if (one.kind == Erasable::ticket) tickets.push_back(*ticket_of(tx, one.tenant, {one.name}));
            erase_all(tx, one, tickets, out);
            note(tx, one, tickets.empty() ? std::string() : tickets.front().shop_id.value);
            return true;
        });
    }
    if (!all.empty()) finish_erasures(store, true);
    return static_cast<int>(all.size());
}

}  // namespace afterdesk
