// The API of orders found for buyers, return addresses and the shelf, field by field.

#include "wire/shop_api.hpp"

#include "wire/describe.hpp"

namespace afterdesk::wire {

namespace {

constexpr int max_categories = 50;
constexpr int max_back = 300;

}  // namespace

void fields(FieldIo& io, ApplyBody& body);

// ---- For a buyer ------------------------------------------------------------------------------------------

void fields(FieldIo& io, FoundOrders::Item& item) {
    io.outside_id("order_no", item.order_no);
    io.outside_id("shop_id", item.shop_id);
    io.text("shop_name", item.shop_name, max_title_chars);
    io.text("buyer_name", item.buyer_name, max_title_chars);
    io.text("phone_tail", item.phone_tail, max_short_chars);
    io.integer("paid_at_ms", item.paid_at_ms, instant_range);
    io.fen("paid_fen", item.paid_fen);
    io.name("shipping", item.shipping);
    io.flag("virtual", item.is_virtual);
    io.text("title", item.title, max_title_chars);
    io.text("image", item.image, max_long_chars);
    io.number("quantity", item.quantity, any_count_range);
    io.number("open_tickets", item.open_tickets, any_count_range);
}

void fields(FieldIo& io, FoundOrders& found) {
    io.list("items", found.items, max_found_orders);
    io.flag("more", found.more);
}

void fields(FieldIo& io, Contact& contact) {
    io.name("source", contact.source);
    io.text(or_default("note"), contact.note, max_contact_chars);
}

void fields(FieldIo& io, ApplyForBuyer& body) {
    fields(io, body.application);
    io.part_if("contact", body.contact);
}

void fields(FieldIo& io, ContactView& view) {
    fields(io, view.contact);
    io.text("by", view.by, max_title_chars);
    io.integer("at_ms", view.at_ms, instant_range);
}

Value to_json(FoundOrders const& found) { return written(found); }
Result<FoundOrders, Mistakes> read_found_orders(Value const& value) {
    return read_answer<FoundOrders>(value);
}
Result<ApplyForBuyer, Mistakes> read_apply_for_buyer(Value const& value) {
    return read_sent<ApplyForBuyer>(value);
}
Value to_json(ApplyForBuyer const& body) { return written(body); }
Value to_json(ContactView const& view) { return written(view); }
Result<ContactView, Mistakes> read_contact(Value const& value) { return read_answer<ContactView>(value); }

// ---- Return addresses -------------------------------------------------------------------------------------

void fields(FieldIo& io, ReturnAddress& one) {
    fields(io, one.address);
    io.text(if_said("region"), one.region, address_text_max_chars);
    io.words(if_said("categories"), one.categories, max_categories);
    io.names(if_said("types"), one.types, ticket_type_count);
    io.flag(if_said("default"), one.is_default);
}

void fields(FieldIo& io, AddressBook& book) {
    io.number("version", book.version, any_count_range);
    io.list("items", book.items, max_return_addresses);
}

Value to_json(AddressBook const& book) { return written(book); }
Result<AddressBook, Mistakes> read_address_book(Value const& value) {
    return read_answer<AddressBook>(value);
}
Result<AddressBook, Mistakes> read_address_body(Value const& value) { return read_sent<AddressBook>(value); }
ReturnAddress read_return_address(Value const& value, std::string const& path, Mistakes& mistakes) {
    return read_fields<ReturnAddress>(value, path, mistakes);
}
Value to_json(ReturnAddress const& one) { return written(one); }

// ---- The shelf --------------------------------------------------------------------------------------------

void fields(FieldIo& io, ShelfView::Item& item) {
    fields(io, item.ware);
    io.number("reserved", item.reserved, any_count_range);
}

void fields(FieldIo& io, ShelfView::Use& use) {
    io.outside_id("sku", use.sku);
    io.id("ticket_no", use.ticket_no);
    io.name("state", use.state);
    io.number("quantity", use.quantity, any_count_range);
    io.flag("holds", use.holds);
}

void fields(FieldIo& io, ShelfView::Back& back) {
    io.outside_id("sku", back.sku);
    io.text("title", back.title, max_title_chars);
    io.text("spec", back.spec, max_title_chars);
    io.id("ticket_no", back.ticket_no);
    io.number("quantity", back.quantity, count_range);
    io.number_or_zero("seconds", back.seconds, count_range);
    io.number_or_zero("scrap", back.scrap, count_range);
    io.integer("at_ms", back.at_ms, instant_range);
}

void fields(FieldIo& io, ShelfView& view) {
    io.list("items", view.items, max_wares);
    io.list("uses", view.uses, max_shelf_tickets * max_lines);
    io.list("back", view.back, max_back);
}

void fields(FieldIo& io, ShelfBody& body) {
    io.number("available", body.available, any_count_range);
    io.number("seen", body.seen, any_count_range);
}

Value to_json(ShelfView const& view) { return written(view); }
Result<ShelfView, Mistakes> read_shelf(Value const& value) { return read_answer<ShelfView>(value); }
Result<ShelfBody, Mistakes> read_shelf_body(Value const& value) { return read_sent<ShelfBody>(value); }

}  // namespace afterdesk::wire
