// Link target buyer: what the mall's buyers load.
#include "app/targets/frame.hpp"
#include "app/targets/screen_parts.hpp"
#include "domain/ticket/deciders.hpp"
#include "screens/opening.hpp"
#include "wire/provider_fields.hpp"
#include "wire/staffs_fields.hpp"

namespace afterdesk {

constinit Actors const deciders = only_buyers;

}  // namespace afterdesk

namespace afterdesk::wire {

void staffs_fields(FieldIo&, TicketSummary&) {}
void provider_fields(FieldIo&, ProviderPayment&) {}
void coupon_fields(FieldIo&, Discount&) {}
void mall_fields(FieldIo&, Order&) {}

}  // namespace afterdesk::wire

namespace afterdesk::app {

constinit DrawFrame const frame_file = &draw_frame<&screens::draw_opening_orders>;
constinit MakeProgram const program_file = &make_app;
constinit Target const target = target_in_three(buyers);
constinit Parts const second_file = file_for<2>(buyers);
constinit Parts const third_file = file_for<3>(buyers);

}  // namespace afterdesk::app
