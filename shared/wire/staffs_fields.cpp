#include "wire/staffs_fields.hpp"

#include "wire/describe.hpp"

namespace afterdesk::wire {

void staffs_fields(FieldIo& io, TicketSummary& ticket) {
    io.name_if("arbitration", ticket.arbitration);
    io.name_if("appeal", ticket.appeal);
}

}  // namespace afterdesk::wire
