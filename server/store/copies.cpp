#include "store/copies.hpp"

#include "store/engine.hpp"
#include "store/live.hpp"
#include "store/notifications.hpp"
#include "store/pickups.hpp"

namespace afterdesk::store {

BegunAnew begin_anew(WriteTx& tx) {
    BegunAnew out;
    out.sessions = sql(tx).run("DELETE FROM session");
    out.uploads = sql(tx).run("DELETE FROM upload WHERE evidence_id = ''");
    for (std::string_view const table : {"outbox", "webhook_delivery"})
        sql(tx).run("UPDATE " + std::string(table) + " SET leased_until_ms = 0, leased_by = ''");
    rename_streams(tx);
    begin_notifications_anew(tx);
    begin_pickups_anew(tx);
    return out;
}

}  // namespace afterdesk::store
