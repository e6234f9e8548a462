#pragma once
// What the server can do for somebody, by noun. Every call is bound to a tenant and an actor; nothing here
// knows HTTP. Refusals come back as Mistakes; a failure of the store throws StoreFailure.

#include "service/abnormal_refunds.hpp"
#include "service/account_book.hpp"
#include "service/audit_log.hpp"
#include "service/evidence.hpp"
#include "service/evidence_uploads.hpp"
#include "service/ground.hpp"
#include "service/health.hpp"
#include "service/host_people.hpp"
#include "service/host_room.hpp"
#include "service/host_tasks.hpp"
#include "service/host_tickets.hpp"
#include "service/jobs.hpp"
#include "service/live.hpp"
#include "service/orders.hpp"
#include "service/pickups.hpp"
#include "service/policies.hpp"
#include "service/proofs.hpp"
#include "service/reconciliation.hpp"
#include "service/return_addresses.hpp"
#include "service/sessions.hpp"
#include "service/shelf.hpp"
#include "service/staff_room.hpp"
#include "service/tickets.hpp"
#include "service/tracks.hpp"
#include "service/two_step.hpp"
#include "service/webhook_room.hpp"

namespace afterdesk {

/// All parts over one store. Each stands on the ground alone; only a commit wakes the jobs.
class Service {
    Ground ground_;

  public:
    Service(store::Store& store, ServiceConfig config) : ground_(store, std::move(config)) {}

    /// Who sends events to hosts. Units: before the jobs start.
    void connect(std::shared_ptr<outside::Endpoints> const& endpoints) {
        webhooks.connect(endpoints);
        jobs.connect(endpoints);
    }

    /// The desk's time.
    Instant now() const { return ground_.now(); }

    Sessions sessions{ground_};
    Orders orders{ground_};
    Tickets tickets{ground_};
    Shelf shelf{ground_};
    ReturnAddresses addresses{ground_};
    Policies policies{ground_};
    Evidence evidence{ground_};
    Uploads uploads{ground_};
    Proofs proofs{ground_};
    StaffRoom staff{ground_};
    OwnAccount account{ground_};
    AuditLog audit{ground_};
    Health health{ground_};
    Tracks tracks{ground_};
    Pickups pickups{ground_};
    Jobs jobs{ground_};
    Live live{ground_, [this](std::vector<store::LiveRow> const& rows) { jobs.changed(rows); }};
    HostRoom hosts{ground_};
    HostTickets host_tickets{ground_};
    HostPeople people{ground_};
    HostTasks tasks{ground_};
    WebhookRoom webhooks{ground_};
    Reconciliation reconciliation{ground_};
    AccountBook accounts{ground_};
    AbnormalRefunds abnormal{ground_};
};

}  // namespace afterdesk
