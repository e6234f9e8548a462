#pragma once
// Where parcels are, as far as it was told: by number, whoever has it.

#include <optional>
#include <string>
#include <vector>

#include "domain/order/tracks.hpp"
#include "store/tx.hpp"

namespace afterdesk::store {

struct TrackRow {
    TenantId tenant;
    std::string number;  ///< tracking_key of it
    std::string carrier, tracking_no;
    Instant since{};                ///< when the desk heard of it
    std::optional<Track> track{};   ///< nothing: nothing is known
    Instant as_of{};                ///< when that was told
    std::string told_by{};          ///< the shop whose machine told it; empty: the mall's, or a courier
    Instant asked{};                ///< the courier, last. Units: the machine's clock; 0: never
    Instant first_asked{};          ///< likewise, first. Units: the desk's clock; 0: never
    std::optional<Instant> next{};  ///< when it is looked at again
    std::string code{};             ///< why the courier did not tell, in its own word
    std::string token{}, salt{};    ///< where it tells news by itself, and what it signs with
    bool subscribed = false;
    bool used = false;  ///< a ticket has the number
};

std::optional<TrackRow> find_track(ReadTx& tx, TenantId const& tenant, std::string const& number);
std::optional<TrackRow> track_with_token(ReadTx& tx, std::string const& token);
void put_track(WriteTx& tx, TrackRow const& row);

std::optional<Instant> next_track_due(ReadTx& tx);
/// One that is to be looked at by now.
std::optional<TrackRow> due_track(ReadTx& tx, Instant now);
/// When the number was asked about, for whichever mall. Units: the machine's clock; 0: never.
Instant last_asked(ReadTx& tx, std::string const& number);
/// Those that nobody could be asked about when they came are due: there may be somebody by now.
void wake_unasked_tracks(WriteTx& tx, Instant now);

/// The ticket has a parcel of this number.
void use_track(WriteTx& tx, TenantId const& tenant, TicketNo const& no, std::string const& number);
std::vector<TicketNo> tickets_with_track(ReadTx& tx, TenantId const& tenant, std::string const& number);

/// What no other ticket has.
void forget_tracks_of(WriteTx& tx, TenantId const& tenant, TicketNo const& no);
void forget_track(WriteTx& tx, TenantId const& tenant, std::string const& number);
/// Those told before that time which no ticket has. Promise: how many.
int forget_old_tracks(WriteTx& tx, TenantId const& tenant, Instant before, int limit);

}  // namespace afterdesk::store
