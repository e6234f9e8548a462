// Door pickups, field by field.

#include "wire/pickup_api.hpp"

#include "wire/describe.hpp"
#include "wire/fields.hpp"

namespace afterdesk::wire {

namespace {

constexpr Range parcel_weight_range{0, pickup_max_weight_g};
constexpr int most_slots = 50;

}  // namespace

void fields(FieldIo& io, PickupSlot& slot) {
    io.instant("from_ms", slot.from);
    io.instant("until_ms", slot.until);
}

void fields(FieldIo& io, PickupBooking& booking) {
    io.text("booking_no", booking.booking_no, max_short_chars);
    io.name("state", booking.state);
    io.name("todo", booking.todo);
    io.part("slot", booking.slot);
    io.part_if("wanted", booking.wanted);
    io.text("carrier", booking.carrier, max_short_chars);
    io.name("payer", booking.payer);
    io.text(if_said("tracking_no"), booking.tracking_no, max_short_chars);
    io.text(if_said("courier_name"), booking.courier_name, max_short_chars);
    io.text(if_said("courier_phone"), booking.courier_phone, max_short_chars);
    io.text(if_said("code"), booking.code, max_short_chars);
    io.text(if_said("reason"), booking.reason, max_title_chars);
    io.part_if("sender", booking.sender);
    io.text(if_said("goods"), booking.goods, max_short_chars);
    io.number(if_said("weight_g"), booking.weight_g, parcel_weight_range);
    io.instant("as_of_ms", booking.as_of);
    io.flag("can_change", booking.can_change);
    io.flag("can_cancel", booking.can_cancel);
}

void fields(FieldIo& io, PickupView& view) {
    io.flag("offered", view.offered);
    io.text("carrier", view.carrier, max_short_chars);
    io.name("payer", view.payer);
    io.list("slots", view.slots, most_slots);
    io.part_if("booking", view.booking);
}

void fields(FieldIo& io, PickupBody& body) {
    io.instant("slot_from_ms", body.slot_from);
    io.part("address", body.address);
    io.text(if_said("goods"), body.goods, pickup_goods_max_chars);
    io.number(if_said("weight_g"), body.weight_g, parcel_weight_range);
}

void fields(FieldIo& io, PickupChange& body) { io.instant("slot_from_ms", body.slot_from); }

void fields(FieldIo& io, PickupCancel& body) { io.filled("booking_no", body.booking_no, max_short_chars); }

Value to_json(PickupView const& view) { return written(view); }
Value to_json(PickupBody const& body) { return written(body); }
Value to_json(PickupChange const& body) { return written(body); }
Value to_json(PickupCancel const& body) { return written(body); }
Result<PickupView, Mistakes> read_pickup_view(Value const& value) { return read_answer<PickupView>(value); }
Result<PickupBody, Mistakes> read_pickup_body(Value const& value) { return read_sent<PickupBody>(value); }
Result<PickupChange, Mistakes> read_pickup_change(Value const& value) {
    return read_sent<PickupChange>(value);
}
Result<PickupCancel, Mistakes> read_pickup_cancel(Value const& value) {
    return read_sent<PickupCancel>(value);
}

}  // namespace afterdesk::wire
