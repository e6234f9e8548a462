// The API's documents. One pair of functions per document: what is written and what is read stand side by
// side.

#include <algorithm>
#include <array>

#include "wire/api.hpp"
#include "wire/codec.hpp"
#include "wire/fields.hpp"
#include "wire/messages.hpp"

namespace afterdesk::wire {

namespace {

constexpr std::array<std::string_view, 3> audience_names{"buyer", "merchant", "platform"};
constexpr std::array<std::string_view, 4> shipping_names{"unshipped", "partly_shipped", "shipped",
                                                         "received"};

constexpr int max_cursor_chars = 200;
constexpr int max_image_chars = 2'000;
constexpr int max_items = 1'000;  ///< of a list in a document; pages have at most page_size
constexpr int max_history = 10'000;
constexpr int max_sentence_chars = 1'000;
constexpr int max_path_chars = 1'000;
constexpr int max_buyer_tickets = 5'000;
constexpr Range count64_range{0, INT64_MAX};
constexpr Range any_count_range{0, max_int};

template <class Enum, std::size_t N>
std::optional<Enum> from_table(std::array<std::string_view, N> const& table, std::string_view name) {
    auto const found = std::find(table.begin(), table.end(), name);
    if (found == table.end()) return std::nullopt;
    return static_cast<Enum>(found - table.begin());
}

template <class T, class Read>
Result<T, Mistakes> whole(Value const& value, Read read) {
    Mistakes mistakes;
    T document = read(value, std::string(), mistakes);
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return document;
}

// ---- Shops, orders ----------------------------------------------------------------------------------------

Value shop_json(ShopView const& shop) {
    Object out;
    put(out, "shop_id", shop.shop_id);
    put(out, "name", shop.name);
    put(out, "phone", shop.phone);
    put(out, "addresses", list_json(shop.addresses, address_json));
    return out;
}

ShopView read_shop(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    ShopView shop;
    shop.shop_id = reader.id("shop_id");
    shop.name = reader.text("name", max_title_chars);
    shop.phone = reader.text("phone", max_short_chars);
    shop.addresses = reader.list("addresses", max_items, read_address);
    reader.finish();
    return shop;
}

Value line_view_json(OrderLineView const& line) {
    Object out;
    put(out, "line_no", line.line_no);
    put(out, "title", line.title);
    put(out, "spec", line.spec);
    put(out, "image", line.image);
    put(out, "quantity", line.quantity);
    put(out, "unit_price_fen", line.unit_price_fen);
    return out;
}

OrderLineView read_line_view(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    OrderLineView line;
    line.line_no = reader.number("line_no", line_no_range);
    line.title = reader.text("title", max_title_chars);
    line.spec = reader.text("spec", max_title_chars);
    line.image = reader.text("image", max_image_chars);
    line.quantity = reader.number("quantity", quantity_range);
    line.unit_price_fen = reader.integer("unit_price_fen", fen_range);
    reader.finish();
    return line;
}

Value order_summary_json(OrderSummary const& order) {
    Object out;
    put(out, "order_no", order.order_no);
    put(out, "shop_id", order.shop_id);
    put(out, "shop_name", order.shop_name);
    put(out, "paid_at_ms", order.paid_at_ms);
    put(out, "paid_fen", order.paid_fen);
    put(out, "shipping", shipping_names[static_cast<std::size_t>(order.shipping)]);
    put(out, "lines", list_json(order.lines, line_view_json));
    put(out, "open_tickets", order.open_tickets);
    return out;
}

OrderSummary read_order_summary(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    OrderSummary order;
    order.order_no = reader.id("order_no");
    order.shop_id = reader.id("shop_id");
    order.shop_name = reader.text("shop_name", max_title_chars);
    order.paid_at_ms = reader.integer("paid_at_ms", instant_range);
    order.paid_fen = reader.integer("paid_fen", fen_range);
    order.shipping = reader.name("shipping", Shipping::unshipped);
    order.lines = reader.list("lines", max_lines, read_line_view);
    order.open_tickets = reader.number("open_tickets", any_count_range);
    reader.finish();
    return order;
}

OrderPage read_order_page_fields(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    OrderPage page;
    page.items = reader.list("items", max_items, read_order_summary);
    page.next_cursor = reader.text("next_cursor", max_cursor_chars);
    reader.finish();
    return page;
}

// ---- Tickets ----------------------------------------------------------------------------------------------

Value ticket_summary_json(TicketSummary const& ticket) {
    Object out;
    put(out, "ticket_no", ticket.ticket_no);
    put(out, "order_no", ticket.order_no);
    put(out, "shop_id", ticket.shop_id);
    put(out, "shop_name", ticket.shop_name);
    put(out, "buyer_name", ticket.buyer_name);
    put(out, "type", name_of(ticket.type));
    put(out, "state", name_of(ticket.state));
    put(out, "status", name_of(ticket.status));
    put(out, "title", ticket.title);
    put(out, "spec", ticket.spec);
    put(out, "image", ticket.image);
    put(out, "line_count", ticket.line_count);
    put(out, "quantity", ticket.quantity);
    put(out, "refund_fen", ticket.refund_fen);
    put(out, "reason", ticket.reason);
    put(out, "applied_at_ms", ticket.applied_at_ms);
    put(out, "deadline_ms", ticket.deadline_ms ? Value(*ticket.deadline_ms) : Value());
    put(out, "version", ticket.version);
    return out;
}

TicketSummary read_ticket_summary(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    TicketSummary ticket;
    ticket.ticket_no = reader.id("ticket_no");
    ticket.order_no = reader.id("order_no");
    ticket.shop_id = reader.id("shop_id");
    ticket.shop_name = reader.text("shop_name", max_title_chars);
    ticket.buyer_name = reader.text("buyer_name", max_title_chars);
    ticket.type = reader.name("type", TicketType::refund_unshipped);
    ticket.state = reader.name("state", State::awaiting_merchant);
    ticket.status = reader.name("status", ShortStatus::reviewing);
    ticket.title = reader.text("title", max_title_chars);
    ticket.spec = reader.text("spec", max_title_chars);
    ticket.image = reader.text("image", max_image_chars);
    ticket.line_count = reader.number("line_count", any_count_range);
    ticket.quantity = reader.number("quantity", any_count_range);
    ticket.refund_fen = reader.integer("refund_fen", fen_range);
    ticket.reason = reader.text("reason", max_title_chars);
    ticket.applied_at_ms = reader.integer("applied_at_ms", instant_range);
    if (auto const deadline = read_nullable_instant(reader, "deadline_ms")) ticket.deadline_ms = deadline->ms;
    ticket.version = reader.number("version", version_range);
    reader.finish();
    return ticket;
}

std::map<ShortStatus, int> read_counts(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    std::map<ShortStatus, int> counts;
    for (int i = 0; i <= static_cast<int>(ShortStatus::shut); ++i) {
        auto const status = static_cast<ShortStatus>(i);
        if (reader.has(name_of(status))) counts[status] = reader.number(name_of(status), any_count_range);
    }
    reader.finish();
    return counts;
}

TicketPage read_ticket_page_fields(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    TicketPage page;
    page.items = reader.list("items", max_items, read_ticket_summary);
    page.next_cursor = reader.text("next_cursor", max_cursor_chars);
    page.counts = reader.as("counts", read_counts);
    reader.finish();
    return page;
}

Policy read_whole_policy(Value const& value, std::string const& path, Mistakes& mistakes) {
    return read_policy(value, Policy{}, path, mistakes);
}

Value record_json(EventRecord const& record) { return to_json(record); }
Value claim_json(Claim const& claim) { return to_json(claim); }

OrderDetail read_order_detail_fields(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    OrderDetail detail;
    detail.order = reader.as("order", read_order);
    detail.shop = reader.as("shop", read_shop);
    detail.buyer_name = reader.text("buyer_name", max_title_chars);
    detail.claims = reader.list("prior", max_buyer_tickets, read_claim);
    detail.applications = reader.number("applications", any_count_range);
    detail.policy = reader.as("policy", read_whole_policy);
    detail.tickets = reader.list("tickets", max_buyer_tickets, read_ticket_summary);
    reader.finish();
    return detail;
}

TicketDetail read_ticket_detail_fields(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    TicketDetail detail;
    detail.ticket = reader.as("ticket", read_ticket);
    detail.history = reader.list("history", max_history, read_event_record);
    detail.order = reader.as("order", read_order);
    detail.shop = reader.as("shop", read_shop);
    detail.buyer_name = reader.text("buyer_name", max_title_chars);
    detail.policy = reader.as("policy", read_whole_policy);
    reader.finish();
    return detail;
}

// ---- Sessions, evidence, channel --------------------------------------------------------------------------

constexpr Range seq_range{0, 9'007'199'254'740'991};  // as far as JavaScript counts

SessionView read_session_fields(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    SessionView session;
    session.audience = reader.name("audience", Audience::buyer);
    session.actor_id = reader.id("actor_id");
    session.name = reader.text("name", max_title_chars);
    session.shop_id = reader.text("shop_id", id_max_chars);
    session.shop_name = reader.text("shop_name", max_title_chars);
    session.tenant_name = reader.text("tenant_name", max_title_chars);
    session.order_no = reader.text("order_no", id_max_chars);
    session.demo = reader.boolean("demo");
    session.now_ms = reader.integer("now_ms", instant_range);
    session.live_seq = reader.integer_or("live_seq", seq_range, 0);
    reader.finish();
    return session;
}

EvidenceView read_evidence_fields(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    EvidenceView view;
    view.id = reader.id("id");
    view.bytes = reader.integer("bytes", count64_range);
    view.width = reader.number("width", any_count_range);
    view.height = reader.number("height", any_count_range);
    reader.finish();
    return view;
}

ChannelSettings read_channel_fields(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    ChannelSettings settings;
    settings.delay_ms = reader.number("delay_ms", Range{0, max_channel_delay_ms});
    settings.fail_next = reader.number("fail_next", Range{0, max_channel_faults});
    settings.lose_answer_next = reader.number("lose_answer_next", Range{0, max_channel_faults});
    settings.duplicate_answers = reader.boolean("duplicate_answers");
    reader.finish();
    return settings;
}

// ---- Errors -----------------------------------------------------------------------------------------------

/// The limit travels along, so that the page can say the sentence in its own language.
Value mistake_json(Mistake const& mistake, Language language) {
    Object out;
    put(out, "code", name_of(mistake.rule));
    put(out, "path", mistake.path);
    if (mistake.limit >= 0) put(out, "limit", mistake.limit);
    put(out, "message", message_for(mistake, language));
    return out;
}

Mistake read_mistake(Value const& value, std::string const& path, Mistakes& mistakes) {
    ObjectReader reader(value, path, mistakes);
    Mistake mistake{reader.name("code", Rule::failed), reader.text("path", max_path_chars), -1};
    mistake.limit = reader.integer_or("limit", count64_range, -1);
    reader.text("message", max_sentence_chars);
    reader.finish();
    return mistake;
}

std::optional<ApiError> read_error_fields(std::string_view body) {
    auto const parsed = parse_json(body, answer_limits);
    if (!parsed.ok()) return std::nullopt;
    Mistakes unread;
    ObjectReader document(*parsed, "", unread);
    Value const* inner = document.required("error");
    if (!inner) return std::nullopt;
    ObjectReader reader(*inner, "error", unread);
    ApiError error;
    reader.name("code", Rule::failed);
    reader.text("message", max_sentence_chars);
    reader.text("path", max_path_chars);
    error.request_id = reader.text("request_id", max_title_chars);
    error.mistakes = reader.list("errors", static_cast<int>(max_mistakes), read_mistake);
    if (Value const* current = reader.nullable("current")) {
        auto detail = read_ticket_detail(*current);
        if (detail.ok()) error.current = std::move(detail).value();
    }
    reader.finish();
    document.finish();
    if (!unread.empty() || error.mistakes.empty()) return std::nullopt;
    return error;
}

}  // namespace

std::string_view name_of(Audience audience) { return audience_names[static_cast<std::size_t>(audience)]; }

template <>
std::optional<Audience> from_name<Audience>(std::string_view name) {
    return from_table<Audience>(audience_names, name);
}

template <>
std::optional<Shipping> from_name<Shipping>(std::string_view name) {
    return from_table<Shipping>(shipping_names, name);
}

Value to_json(SessionView const& session) {
    Object out;
    put(out, "audience", name_of(session.audience));
    put(out, "actor_id", session.actor_id);
    put(out, "name", session.name);
    put(out, "shop_id", session.shop_id);
    put(out, "shop_name", session.shop_name);
    put(out, "tenant_name", session.tenant_name);
    put(out, "order_no", session.order_no);
    put(out, "demo", session.demo);
    put(out, "now_ms", session.now_ms);
    put(out, "live_seq", session.live_seq);
    return out;
}

Value to_json(OrderPage const& page) {
    Object out;
    put(out, "items", list_json(page.items, order_summary_json));
    put(out, "next_cursor", page.next_cursor);
    return out;
}

Value to_json(OrderDetail const& detail) {
    Object out;
    put(out, "order", to_json(detail.order));
    put(out, "shop", shop_json(detail.shop));
    put(out, "buyer_name", detail.buyer_name);
    put(out, "prior", list_json(detail.claims, claim_json));
    put(out, "applications", detail.applications);
    put(out, "policy", to_json(detail.policy));
    put(out, "tickets", list_json(detail.tickets, ticket_summary_json));
    return out;
}

Value to_json(TicketPage const& page) {
    Object counts;
    for (auto const& [status, count] : page.counts) put(counts, name_of(status), count);
    Object out;
    put(out, "items", list_json(page.items, ticket_summary_json));
    put(out, "next_cursor", page.next_cursor);
    put(out, "counts", std::move(counts));
    return out;
}

Value to_json(TicketDetail const& detail) {
    Object out;
    put(out, "ticket", to_json(detail.ticket));
    put(out, "history", list_json(detail.history, record_json));
    put(out, "order", to_json(detail.order));
    put(out, "shop", shop_json(detail.shop));
    put(out, "buyer_name", detail.buyer_name);
    put(out, "policy", to_json(detail.policy));
    return out;
}

Value to_json(EvidenceView const& view) {
    Object out;
    put(out, "id", view.id);
    put(out, "bytes", view.bytes);
    put(out, "width", view.width);
    put(out, "height", view.height);
    return out;
}

Value to_json(ChannelSettings const& settings) {
    Object out;
    put(out, "delay_ms", settings.delay_ms);
    put(out, "fail_next", settings.fail_next);
    put(out, "lose_answer_next", settings.lose_answer_next);
    put(out, "duplicate_answers", settings.duplicate_answers);
    return out;
}

Result<SessionView, Mistakes> read_session(Value const& value) {
    return whole<SessionView>(value, read_session_fields);
}
Result<OrderPage, Mistakes> read_order_page(Value const& value) {
    return whole<OrderPage>(value, read_order_page_fields);
}
Result<OrderDetail, Mistakes> read_order_detail(Value const& value) {
    return whole<OrderDetail>(value, read_order_detail_fields);
}
Result<TicketPage, Mistakes> read_ticket_page(Value const& value) {
    return whole<TicketPage>(value, read_ticket_page_fields);
}
Result<TicketDetail, Mistakes> read_ticket_detail(Value const& value) {
    return whole<TicketDetail>(value, read_ticket_detail_fields);
}
Result<EvidenceView, Mistakes> read_evidence(Value const& value) {
    return whole<EvidenceView>(value, read_evidence_fields);
}
Result<ChannelSettings, Mistakes> read_channel_settings(Value const& value) {
    return whole<ChannelSettings>(value, read_channel_fields);
}

ApiError read_api_error(std::string_view body) {
    if (auto error = read_error_fields(body)) return std::move(*error);
    return {{Mistake{Rule::failed, "", -1}}, "", std::nullopt};
}

std::string write_api_error(Mistakes const& mistakes, bool english, std::string_view request_id,
                            TicketDetail const* current) {
    CHECK(!mistakes.empty());
    Language const language = english ? Language::en : Language::zh_cn;
    Object error;
    put(error, "code", name_of(mistakes.front().rule));
    put(error, "message", message_for(mistakes.front(), language));
    put(error, "path", mistakes.front().path);
    put(error, "request_id", request_id);
    put(error, "errors", list_json(mistakes, [&](Mistake const& m) { return mistake_json(m, language); }));
    if (current) put(error, "current", to_json(*current));
    Object out;
    put(out, "error", std::move(error));
    return write_json(out);
}

}  // namespace afterdesk::wire
