// What orders have of their mall's own. In a file of its own, as staff's page reads these and no others of
// provider_fields.hpp.

#include "wire/describe.hpp"
#include "wire/provider_fields.hpp"

namespace afterdesk::wire {

void fields(FieldIo& io, OutsideRefund& refund);
void fields(FieldIo& io, ExternalField& field);

void mall_fields(FieldIo& io, Order& order) {
    io.internal().list(if_said("prior"), order.prior, max_outside_refunds);
    io.internal().instant(if_said("cancelled_at_ms"), order.cancelled_at);
    io.internal().list(if_said("external"), order.external, max_external_fields);
}

}  // namespace afterdesk::wire
