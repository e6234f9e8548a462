// The API of staff, audit and health, field by field.

#include "wire/staff_api.hpp"

#include "wire/describe.hpp"

namespace afterdesk::wire {

namespace {

constexpr int max_note_chars = 500;

}  // namespace

void fields(FieldIo& io, StaffView::Item& item) {
    io.id("staff_id", item.staff_id);
    io.text("name", item.name, max_title_chars);
    io.text(if_said("login"), item.login, max_login_chars);
    io.text("role", item.role, max_short_chars);
    io.flag("disabled", item.disabled);
    io.flag("two_step", item.two_step);
    io.flag("own", item.own);
    io.number("sessions", item.sessions, any_count_range);
    io.integer("seen_ms", item.seen_ms, instant_range);
}

void fields(FieldIo& io, StaffView::RoleItem& role) {
    io.text("id", role.id, max_short_chars);
    io.text(if_said("name"), role.name, max_short_chars);
    io.names("rights", role.rights, right_count);
    io.flag("own", role.own);
}

void fields(FieldIo& io, StaffView& view) {
    io.list("items", view.items, max_listed);
    io.list("roles", view.roles, max_listed);
}

void fields(FieldIo& io, StaffBody& body) {
    io.id("login", body.login);
    io.filled("name", body.name, max_short_chars);
    io.id("role", body.role);
}

void fields(FieldIo& io, ChangeBody& body) {
    io.filled("name", body.name, max_short_chars);
    io.id("role", body.role);
    io.flag("disabled", body.disabled);
}

void fields(FieldIo& io, GivenPassword& given) {
    io.id("staff_id", given.staff_id);
    io.text("login", given.login, max_login_chars);
    io.text("password", given.password, max_password_chars);
}

void fields(FieldIo& io, RoleBody& body) {
    io.filled("name", body.name, max_short_chars);
    io.names("rights", body.rights, right_count);
}

void fields(FieldIo& io, PasswordBody& body) {
    io.text("old", body.old_password, max_password_chars);
    io.text("password", body.password, max_password_chars);
}

void fields(FieldIo& io, TwoStepView& view) {
    io.flag("on", view.on);
    io.number("recovery_left", view.recovery_left, any_count_range);
}

void fields(FieldIo& io, TwoStepSetup& setup) {
    io.text("secret", setup.secret, max_short_chars);
    io.text("link", setup.link, max_note_chars);
    io.texts(or_default("code"), setup.code, max_code_rows, max_code_rows);
}

void fields(FieldIo& io, RecoveryCodes& codes) { io.texts("codes", codes.codes, recovery_code_count); }

void fields(FieldIo& io, ShopsView::Item& shop) {
    io.outside_id("shop_id", shop.shop_id);
    io.text("name", shop.name, max_title_chars);
    io.text("phone", shop.phone, max_short_chars);
    io.number("staff", shop.staff, any_count_range);
    io.flag(if_said("disabled"), shop.disabled);
}

void fields(FieldIo& io, ShopsView& view) { io.list("items", view.items, max_listed); }

void fields(FieldIo& io, ShopBody& body) {
    io.outside_id("shop_id", body.shop_id);
    io.filled("name", body.name, max_short_chars);
    io.text(or_default("phone"), body.phone, address_phone_max_chars);
}

void fields(FieldIo& io, ShopChange& change) { io.flag("disabled", change.disabled); }

void fields(FieldIo& io, AuditPage::Item& item) {
    io.integer("at_ms", item.at_ms, instant_range);
    io.name("side", item.side);
    io.text("actor_id", item.actor_id, max_short_chars);
    io.text("actor", item.actor, max_title_chars);
    io.text("action", item.action, max_short_chars);
    io.name("noun", item.noun);
    io.text("name", item.name, max_title_chars);
    io.text(if_said("note"), item.note, max_long_chars);
    io.text(if_said("shop_id"), item.shop_id, max_short_chars);
}

void fields(FieldIo& io, AuditPage::Person& person) {
    io.text("id", person.id, max_short_chars);
    io.text("name", person.name, max_title_chars);
}

void fields(FieldIo& io, AuditPage& page) {
    io.list("items", page.items, max_listed);
    io.text("next_cursor", page.next_cursor, max_title_chars);
    io.list("people", page.people, max_listed);
}

void fields(FieldIo& io, ChainView& view) {
    io.id("ticket_no", view.ticket_no);
    io.number("events", view.events, any_count_range);
    io.flag("sound", view.sound);
    io.number("broken_at", view.broken_at, any_count_range);
    io.text("head", view.head, max_short_chars);
}

void fields(FieldIo& io, HealthView::Ticket& ticket) {
    io.text("ticket_no", ticket.ticket_no, max_short_chars);
    io.text("note", ticket.note, max_note_chars);
    io.integer("since_ms", ticket.since_ms, instant_range);
}

void fields(FieldIo& io, HealthView::Item& item) {
    io.name("check", item.check);
    io.name("level", item.level);
    io.number("count", item.count, any_count_range);
    io.list("tickets", item.tickets, max_listed);
}

void fields(FieldIo& io, HealthView::Queue& queue) {
    io.name("queue", queue.queue);
    io.number("waiting", queue.waiting, any_count_range);
}

void fields(FieldIo& io, HealthView& view) {
    io.integer("now_ms", view.now_ms, instant_range);
    io.text("version", view.version, max_short_chars);
    io.list("checks", view.checks, max_listed);
    io.list("queues", view.queues, max_listed);
}

Value to_json(StaffView const& view) { return written(view); }
Value to_json(StaffView::Item const& item) { return written(item); }
Value to_json(StaffView::RoleItem const& role) { return written(role); }
Value to_json(GivenPassword const& given) { return written(given); }
Value to_json(TwoStepView const& view) { return written(view); }
Value to_json(TwoStepSetup const& setup) { return written(setup); }
Value to_json(RecoveryCodes const& codes) { return written(codes); }
Value to_json(ShopsView const& view) { return written(view); }
Value to_json(ShopsView::Item const& shop) { return written(shop); }
Value to_json(AuditPage const& page) { return written(page); }
Value to_json(ChainView const& view) { return written(view); }
Value to_json(HealthView const& view) { return written(view); }
Value to_json(RoleBody const& body) { return written(body); }

Result<StaffView, Mistakes> read_staff_view(Value const& value) { return read_answer<StaffView>(value); }
Result<GivenPassword, Mistakes> read_given_password(Value const& value) {
    return read_answer<GivenPassword>(value);
}
Result<TwoStepView, Mistakes> read_two_step(Value const& value) { return read_answer<TwoStepView>(value); }
Result<TwoStepSetup, Mistakes> read_two_step_setup(Value const& value) {
    return read_answer<TwoStepSetup>(value);
}
Result<RecoveryCodes, Mistakes> read_recovery_codes(Value const& value) {
    return read_answer<RecoveryCodes>(value);
}
Result<ShopsView, Mistakes> read_shops(Value const& value) { return read_answer<ShopsView>(value); }
Result<AuditPage, Mistakes> read_audit_page(Value const& value) { return read_answer<AuditPage>(value); }
Result<ChainView, Mistakes> read_chain(Value const& value) { return read_answer<ChainView>(value); }
Result<HealthView, Mistakes> read_health(Value const& value) { return read_answer<HealthView>(value); }

Result<StaffBody, Mistakes> read_staff_body(Value const& value) { return read_sent<StaffBody>(value); }
Result<ChangeBody, Mistakes> read_change_body(Value const& value) { return read_sent<ChangeBody>(value); }
Result<RoleBody, Mistakes> read_role_body(Value const& value) { return read_sent<RoleBody>(value); }
Result<PasswordBody, Mistakes> read_password_body(Value const& value) {
    return read_sent<PasswordBody>(value);
}
Result<ShopBody, Mistakes> read_shop_body(Value const& value) { return read_sent<ShopBody>(value); }
Result<ShopChange, Mistakes> read_shop_change(Value const& value) { return read_sent<ShopChange>(value); }

}  // namespace afterdesk::wire
