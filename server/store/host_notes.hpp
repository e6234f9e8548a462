#pragma once
// What is kept of a host's own numbers: the revision of each order that it told, and its facts.

#include <optional>
#include <string>

#include "store/health.hpp"
#include "store/tx.hpp"
#include "wire/host_api.hpp"

namespace afterdesk::store {

/// The newest revision that a host told of the order; nothing when none did.
std::optional<std::int64_t> revision_of(ReadTx& tx, TenantId const& tenant, OrderNo const& order_no);
void put_revision(WriteTx& tx, TenantId const& tenant, OrderNo const& order_no, std::int64_t revision);

/// A fact that was told, and what it was answered.
struct HostFactRow {
    std::string fact_id;
    std::string told_hash;
    wire::HostFactOutcome outcome = wire::HostFactOutcome::applied;
    std::optional<wire::HostFactIgnored> reason;
    std::optional<wire::HostFactConflict> code;
    std::string ticket_no;
};
std::optional<HostFactRow> find_host_fact(ReadTx& tx, TenantId const& tenant, std::string_view fact_id);
void add_host_fact(WriteTx& tx, TenantId const& tenant, HostFactRow const& row, Instant now);
/// Open tickets that speak against what a host told (it cancelled their order, took back what had been sent,
/// or money that they do not wait for), the oldest first. Units: the note is the conflict's name.
Ailments contradicted_tickets(ReadTx& tx, TenantId const& tenant, int limit);
/// Forgets those told before that time, the oldest first, at most so many. Promise: how many.
int forget_host_facts(WriteTx& tx, TenantId const& tenant, Instant before, int limit);

}  // namespace afterdesk::store
