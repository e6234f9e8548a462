// What a host sets up, field by field.

#include "wire/setup_api.hpp"

#include "domain/ticket/return_address.hpp"
#include "wire/describe.hpp"
#include "wire/host_fields.hpp"

namespace afterdesk::wire {

namespace {

constexpr int max_key_chars = 500, max_merchants = 16, max_merchant_chars = 32;

}  // namespace

void fields(FieldIo& io, HostShopBody& body) {
    io.filled("name", body.name, max_short_chars);
    io.text(or_default("phone"), body.phone, address_phone_max_chars);
    io.flag_or_false("disabled", body.disabled);
    io.texts(if_said("merchants"), body.merchants, max_merchants, max_merchant_chars);
}

void fields(FieldIo& io, HostShop& shop) {
    io.text("shop_id", shop.shop_id, max_short_chars);
    io.text("name", shop.name, max_short_chars);
    io.text("phone", shop.phone, max_short_chars);
    io.flag("disabled", shop.disabled);
    io.texts(if_said("merchants"), shop.merchants, max_merchants, max_merchant_chars);
}

void fields(FieldIo& io, HostStaffBody& body) {
    io.id("login", body.login);
    io.filled("name", body.name, max_short_chars);
    io.outside_id(if_said("shop_id"), body.shop_id);
    io.id("role", body.role);
    io.flag_or_false("disabled", body.disabled);
    io.flag_or_false("new_password", body.new_password);
    io.part_if("contact", body.contact);
}

void fields(FieldIo& io, HostStaff& staff) {
    io.text("staff_id", staff.staff_id, max_short_chars);
    io.text("login", staff.login, max_short_chars);
    io.text("name", staff.name, max_short_chars);
    io.text(if_said("shop_id"), staff.shop_id, max_short_chars);
    io.text("role", staff.role, max_short_chars);
    io.flag("disabled", staff.disabled);
    io.text(if_said("password"), staff.password, max_short_chars);
    io.part_if("contact", staff.contact);
}

void fields(FieldIo& io, HostBuyerBody& body) {
    io.text(if_said("name"), body.name, max_title_chars);
    io.text(if_said("phone_tail"), body.phone_tail, max_short_chars);
    io.part_if("contact", body.contact);
}

void fields(FieldIo& io, HostBuyer& buyer) {
    io.text("buyer_id", buyer.buyer_id, max_short_chars);
    io.text("name", buyer.name, max_title_chars);
    io.text("phone_tail", buyer.phone_tail, max_short_chars);
    io.part_if("contact", buyer.contact);
}

void fields(FieldIo& io, LaunchJwk& key) {
    io.name("kty", key.type);
    io.text(if_said("crv"), key.curve, max_short_chars);
    io.text(if_said("x"), key.x, max_key_chars);
    io.text(if_said("k"), key.k, max_key_chars);
}

void fields(FieldIo& io, LaunchKeyKept& kept) {
    io.text("kid", kept.kid, max_short_chars);
    io.text("alg", kept.alg, max_short_chars);
}

Result<HostShopBody, Mistakes> read_host_shop(Value const& value) { return read_sent<HostShopBody>(value); }
Result<HostStaffBody, Mistakes> read_host_staff(Value const& value) {
    return read_sent<HostStaffBody>(value);
}
Result<HostBuyerBody, Mistakes> read_host_buyer(Value const& value) {
    return read_sent<HostBuyerBody>(value);
}
Result<LaunchJwk, Mistakes> read_launch_jwk(Value const& value) { return read_sent<LaunchJwk>(value); }

Value to_json(HostShop const& shop) { return written(shop); }
Value to_json(HostStaff const& staff) { return written(staff); }
Value to_json(HostBuyer const& buyer) { return written(buyer); }
Value to_json(LaunchKeyKept const& kept) { return written(kept); }

}  // namespace afterdesk::wire
