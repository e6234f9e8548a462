#pragma once
// What is personal is taken out of the rows, for good: of a ticket, of a buyer. Money, states, times and
// hashes stay as they are.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "store/tx.hpp"

namespace afterdesk::store {

enum class Erasable : unsigned char { ticket, buyer };
std::string_view name_of(Erasable kind);

/// What was erased, and when. Units: of a ticket the version that it had.
struct ErasureRow {
    TenantId tenant;
    Erasable kind = Erasable::ticket;
    std::string name;
    int version = 0;
    Instant at;
};
/// The last one counts.
void note_erasure(WriteTx& tx, ErasureRow const& row);
/// True when all that the ticket has said until this version was erased.
bool is_ticket_erased(ReadTx& tx, TenantId const& tenant, TicketNo const& no, int version);
/// All of them, in the order of their names.
std::vector<ErasureRow> all_erasures(ReadTx& tx);

/// What an erasure took out.
struct ErasedRows {
    int tickets = 0, events = 0, orders = 0, files = 0;
};

/// Events, the row, what it is found by, evidence, what was said with the buyer, kept answers. Promise: what
/// is erased already stays as it is. Errors: StoreFailure.
void erase_ticket(WriteTx& tx, TenantId const& tenant, TicketNo const& no, ErasedRows& out);
/// His name, the parcels of his orders, where he is signed in, what he uploaded, kept answers; not his
/// tickets. Errors: StoreFailure.
void erase_buyer(WriteTx& tx, TenantId const& tenant, BuyerId const& id, ErasedRows& out);

/// True when he was erased, and has not signed in since: what he was still sending comes too late.
bool is_buyer_gone(ReadTx& tx, TenantId const& tenant, BuyerId const& id);

/// Those of a buyer, the oldest first.
std::vector<TicketNo> tickets_of_buyer(ReadTx& tx, TenantId const& tenant, BuyerId const& id);
/// Entitlements that the mall has not taken back yet.
bool has_open_reclaims(ReadTx& tx, TenantId const& tenant, TicketNo const& no);

/// A place in the walk through old tickets.
struct OldTicket {
    TicketNo no;
    Instant applied_at;
    Instant last_event_at;
    State state = State::closed;
    bool erased = false;
};
/// Tickets applied for before that time, the oldest first, from behind one of them on.
std::vector<OldTicket> old_tickets(ReadTx& tx, TenantId const& tenant, Instant before,
                                   std::optional<OldTicket> const& behind, int limit);
/// A buyer, and when he last ordered, or something happened to one of his tickets; of one without either:
/// when he was signed in, or sent a file.
struct OldBuyer {
    BuyerId id;
    std::optional<Instant> last_seen_at;  ///< nothing: nobody knows
    bool has_open_ticket = false;
    bool erased = false;  ///< and not seen since
};
/// By their ids, from behind one of them on.
std::vector<OldBuyer> buyers_behind(ReadTx& tx, TenantId const& tenant, BuyerId const& behind, int limit);
/// True when nothing has happened to the ticket, or the buyer was not seen, since that time.
bool is_older(ReadTx& tx, TenantId const& tenant, Erasable kind, std::string const& name, Instant before);
/// The numbers of tickets, or the ids of buyers, in their order from behind one of them on.
std::vector<std::string> names_behind(ReadTx& tx, TenantId const& tenant, Erasable kind,
                                      std::string const& behind, int limit);

// ---- What is left to do after the commit ------------------------------------------------------------------

/// Files that no row speaks of any more, by their names; and the erasures of which something still stands in
/// the tables' free space (`scrubs`), or in their log alone (`logs`).
struct ErasureRest {
    std::vector<std::string> files, uploads, scrubs, logs;
};
ErasureRest erasure_rest(ReadTx& tx);
/// Of this erasure nothing is left but in the log.
void leave_log(WriteTx& tx, std::string const& scrub);
/// The file is not there any more.
void forget_rest(WriteTx& tx, std::string_view kind, std::string_view name);
/// True when a row speaks of the kept file (again).
bool is_file_kept(ReadTx& tx, std::string_view sha256_hex);

/// Makes sure that nothing of what was erased is left in the folder's tables and their index: it goes on in
/// small steps beside others who write. `rewrite` writes the tables anew as well, which takes as long as
/// copying them, and nobody else writes meanwhile: only then free space of before is empty, too. Errors:
/// StoreFailure.
void scrub_tables(std::string const& data_dir, bool rewrite);
/// Nor in their log, which comes afterwards. Promise: false when a reader kept it from being emptied. Errors:
/// StoreFailure.
bool empty_log(std::string const& data_dir);

}  // namespace afterdesk::store
