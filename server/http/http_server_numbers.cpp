// What the server counts of itself, for a monitor.

#include <ctime>

#include "http/http_server.hpp"
#include "http/process.hpp"
#include "wire/names.hpp"

namespace afterdesk::http {

void HttpServer::watch_machine() {
    using Kind = Metrics::Kind;
    metrics_.watch("afterdesk_disk_free_bytes", Kind::gauge, "Room on the data folder's disk.",
                   [this] { return service_.health.storage().free_bytes; });
    metrics_.watch("afterdesk_table_bytes", Kind::gauge, "What the tables and their log take.",
                   [this] { return service_.health.storage().table_bytes; });
    metrics_.watch("afterdesk_disk_full", Kind::gauge, "1 when what is sent can not be kept.",
                   [this] { return std::int64_t{service_.health.storage().has_room ? 0 : 1}; });
    metrics_.watch("process_resident_memory_bytes", Kind::gauge, "Memory of the process.", resident_bytes);
    metrics_.watch("process_threads", Kind::gauge, "Threads of the process.", threads);
    metrics_.watch("process_open_fds", Kind::gauge, "Open descriptors.", open_descriptors);
    std::int64_t const began = std::time(nullptr);
    metrics_.watch("process_start_time_seconds", Kind::gauge, "When it began, in seconds since 1970.",
                   [began] { return began; });
}

void HttpServer::watch_notifications() {
    using Kind = Metrics::Kind;
    Notifications& told = service_.jobs.notifications();
    metrics_.watch("afterdesk_notifications_waiting", Kind::gauge, "Mails and messages that wait.",
                   [&told] { return std::int64_t{told.waiting()}; });
    metrics_.watch("afterdesk_notifications_sent_total", Kind::counter, "Those that were taken.",
                   [&told] { return told.counts().sent.load(); });
    metrics_.watch("afterdesk_notifications_failed_total", Kind::counter, "Tries that are made again.",
                   [&told] { return told.counts().failed_tries.load(); });
    metrics_.watch("afterdesk_notifications_parked_total", Kind::counter, "Those that were given up.",
                   [&told] { return told.counts().parked.load(); });
    metrics_.watch("afterdesk_notifications_left_out_total", Kind::counter,
                   "Those that there was no need for any more, or no address.",
                   [&told] { return told.counts().left_out.load(); });
}

void HttpServer::watch_numbers() {
    using Kind = Metrics::Kind;
    metrics_.watch("afterdesk_connections", Kind::gauge, "Open connections.",
                   [this] { return loop_.counts().open.load(); });
    metrics_.watch("afterdesk_connections_total", Kind::counter, "Connections that came.",
                   [this] { return loop_.counts().accepted.load(); });
    metrics_.watch("afterdesk_slow_requests_total", Kind::counter, "Requests that did not arrive in time.",
                   [this] { return loop_.counts().too_slow.load(); });
    metrics_.watch("afterdesk_live_streams", Kind::gauge, "Live streams.",
                   [this] { return live_.streams(); });
    metrics_.watch("afterdesk_live_dropped_total", Kind::counter,
                   "Live streams dropped because they read too slowly.",
                   [this] { return loop_.counts().slow_readers.load(); });
    metrics_.watch("afterdesk_live_replaced_total", Kind::counter,
                   "Live streams that ended because their session opened too many.",
                   [this] { return streams_.replaced(); });
    metrics_.watch("afterdesk_live_refused_total", Kind::counter, "Live streams for which there was no room.",
                   [this] { return streams_.refused(); });
    metrics_.watch("afterdesk_connections_turned_away_total", Kind::counter,
                   "Connections for which there was no room, of all or of their address.",
                   [this] { return loop_.counts().turned_away.load(); });
    metrics_.watch("afterdesk_body_bytes", Kind::gauge, "Bytes of large bodies that were let in.",
                   [this] { return bodies_.bytes(); });
    metrics_.watch("afterdesk_password_queue", Kind::gauge, "Passwords that wait to be checked.",
                   [this] { return static_cast<std::int64_t>(passwords_.waiting()); });
    metrics_.watch("afterdesk_picture_queue", Kind::gauge, "Pictures that wait to be written anew.",
                   [this] { return static_cast<std::int64_t>(pictures_.waiting()); });
    metrics_.watch("afterdesk_refunds_waiting", Kind::gauge, "Refunds that wait for a way to pay them.",
                   [this] { return static_cast<std::int64_t>(service_.jobs.refunds_waiting()); });
    for (std::size_t i = 0; i < health_checks; ++i) {
        auto const check = static_cast<wire::HealthCheck>(i);
        metrics_.watch("afterdesk_health_" + std::string(wire::name_of(check)), Kind::gauge,
                       "What the health page counts under this name.",
                       [this, check] { return static_cast<std::int64_t>(service_.health.count(check)); });
    }
    watch_notifications();
    watch_machine();
    metrics_.watch("afterdesk_queue", Kind::gauge, "Requests that wait for a worker.",
                   [this] { return static_cast<std::int64_t>(workers_.waiting()); });
}

}  // namespace afterdesk::http
