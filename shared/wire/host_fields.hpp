#pragma once
// The fields of hosts' documents, for whoever tells what documents there are.

#include "wire/abnormal_api.hpp"
#include "wire/accounts_api.hpp"
#include "wire/bills_api.hpp"
#include "wire/host_api.hpp"
#include "wire/host_tickets_api.hpp"
#include "wire/setup_api.hpp"
#include "wire/shipping_api.hpp"
#include "wire/task_api.hpp"
#include "wire/webhook_api.hpp"

namespace afterdesk::wire {

class FieldIo;

void fields(FieldIo& io, HostKeyView& key);
void fields(FieldIo& io, HostKeysView& view);
void fields(FieldIo& io, HostKeyBody& body);
void fields(FieldIo& io, HostKeyMade& made);
void fields(FieldIo& io, HostOrder& told);
void fields(FieldIo& io, HostMistake& mistake);
void fields(FieldIo& io, HostOrderTaken& taken);
void fields(FieldIo& io, HostOrdersTaken& taken);
void fields(FieldIo& io, HostFact& fact);
void fields(FieldIo& io, HostFactTaken& taken);
void fields(FieldIo& io, LinePieces& pieces);
void fields(FieldIo& io, BlockedPieces& blocked);
void fields(FieldIo& io, ShippingClaimBody& body);
void fields(FieldIo& io, ShippingClaimTaken& taken);
void fields(FieldIo& io, ShippingReleaseBody& body);
void fields(FieldIo& io, ShippingReleased& released);
void fields(FieldIo& io, HostEvent& event);
void fields(FieldIo& io, HostEventPage& page);
void fields(FieldIo& io, HostEvent::OfRefund& refund);
void fields(FieldIo& io, HostTicket& ticket);
void fields(FieldIo& io, HostTicketPage& page);
void fields(FieldIo& io, HostShopBody& body);
void fields(FieldIo& io, HostShop& shop);
void fields(FieldIo& io, NotificationContact& contact);
void fields(FieldIo& io, HostStaffBody& body);
void fields(FieldIo& io, HostStaff& staff);
void fields(FieldIo& io, HostBuyerBody& body);
void fields(FieldIo& io, HostBuyer& buyer);
void fields(FieldIo& io, LaunchJwk& key);
void fields(FieldIo& io, LaunchKeyKept& kept);
void fields(FieldIo& io, HostTaskView& task);
void fields(FieldIo& io, HostTaskData& data);
void fields(FieldIo& io, HostTaskFailure& failure);
void fields(FieldIo& io, HostTaskPage& page);
void fields(FieldIo& io, HostTaskResult& result);
void fields(FieldIo& io, HostTaskTaken& taken);
void fields(FieldIo& io, WebhookBody& body);
void fields(FieldIo& io, WebhookView& view);
void fields(FieldIo& io, WebhooksView& view);
void fields(FieldIo& io, WebhookKept& kept);
void fields(FieldIo& io, WebhookPing& ping);
void fields(FieldIo& io, WebhookPinged& pinged);
void fields(FieldIo& io, RedeliverBody& body);
void fields(FieldIo& io, Redelivered& done);
void fields(FieldIo& io, DeliveryView& view);
void fields(FieldIo& io, DeliveryPage& page);
void fields(FieldIo& io, AbnormalBody& body);
void fields(FieldIo& io, AccountEntryView& entry);
void fields(FieldIo& io, BuyerAccounts& accounts);
void fields(FieldIo& io, AccountEntryBody& body);
void fields(FieldIo& io, AccountEntryTaken& taken);
void fields(FieldIo& io, BillDayView& day);
void fields(FieldIo& io, DifferenceView& one);
void fields(FieldIo& io, ReconciliationView& view);
void fields(FieldIo& io, ReconcileBody& body);
void fields(FieldIo& io, SettleBody& body);
void fields(FieldIo& io, HostRefund& refund);
void fields(FieldIo& io, HostRefundPage& page);

}  // namespace afterdesk::wire
