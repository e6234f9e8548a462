// Link target desk: what merchants and the platform load.
#include "app/targets/frame.hpp"
#include "app/targets/screen_parts.hpp"
#include "screens/opening.hpp"
#include "wire/provider_fields.hpp"

namespace afterdesk::wire {

void provider_fields(FieldIo&, ProviderPayment&) {}
void coupon_fields(FieldIo&, Discount&) {}

}  // namespace afterdesk::wire

namespace afterdesk::app {

constinit DrawFrame const frame_file = &draw_frame<&screens::draw_opening_page>;
constinit MakeProgram const program_file = &make_app;
constinit Target const target = target_in_three(staff);
constinit Parts const second_file = file_for<2>(staff);
constinit Parts const third_file = file_for<3>(staff);

}  // namespace afterdesk::app
