// The API's documents, field by field. What the page reads of them it reads as answers.

#include <algorithm>

#include "wire/describe.hpp"
#include "wire/messages.hpp"
#include "wire/staffs_fields.hpp"

namespace afterdesk::wire {

namespace {

constexpr int max_cursor_chars = 200;
constexpr int max_history = 10'000;
constexpr int max_shown_chars = 1'000;
constexpr int max_path_chars = 1'000;
constexpr int max_buyer_tickets = 5'000;
constexpr Range count64_range{0, INT64_MAX};
constexpr Range sent_bytes_range{1, max_counted};

}  // namespace

// ---- Shops, orders ----------------------------------------------------------------------------------------

void fields(FieldIo& io, ShopView& shop) {
    io.outside_id("shop_id", shop.shop_id);
    io.text("name", shop.name, max_title_chars);
    io.text("phone", shop.phone, max_short_chars);
    io.list("addresses", shop.addresses, max_items);
}

void fields(FieldIo& io, OrderLineView& line) {
    io.number("line_no", line.line_no, line_no_range);
    io.text("title", line.title, max_title_chars);
    io.text("spec", line.spec, max_title_chars);
    io.text("image", line.image, max_image_chars);
    io.number("quantity", line.quantity, quantity_range);
    io.fen("unit_price_fen", line.unit_price_fen);
}

// ---- Tickets ----------------------------------------------------------------------------------------------

void fields(FieldIo& io, TicketSummary& ticket) {
    io.id("ticket_no", ticket.ticket_no);
    io.outside_id("order_no", ticket.order_no);
    io.outside_id("shop_id", ticket.shop_id);
    io.text("shop_name", ticket.shop_name, max_title_chars);
    io.text("buyer_name", ticket.buyer_name, max_title_chars);
    io.name("type", ticket.type);
    io.name("state", ticket.state);
    io.name("status", ticket.status);
    io.text("title", ticket.title, max_title_chars);
    io.text("spec", ticket.spec, max_title_chars);
    io.text("image", ticket.image, max_image_chars);
    io.number("line_count", ticket.line_count, any_count_range);
    io.number("quantity", ticket.quantity, any_count_range);
    io.fen("refund_fen", ticket.refund_fen);
    io.text("reason", ticket.reason, max_title_chars);
    io.integer("applied_at_ms", ticket.applied_at_ms, instant_range);
    std::optional<Instant> deadline;
    if (ticket.deadline_ms) deadline = Instant{*ticket.deadline_ms};
    io.instant("deadline_ms", deadline);
    if (io.reads() && deadline) ticket.deadline_ms = deadline->ms;
    io.number("version", ticket.version, version_range);
    io.flag(if_said("has_strays"), ticket.has_strays);
    io.integer(if_said("updated_at_ms"), ticket.updated_at_ms, instant_range);
    staffs_fields(io, ticket);
}

void fields(FieldIo& io, OrderSummary& order) {
    io.outside_id("order_no", order.order_no);
    io.outside_id("shop_id", order.shop_id);
    io.text("shop_name", order.shop_name, max_title_chars);
    io.integer("paid_at_ms", order.paid_at_ms, instant_range);
    io.fen("paid_fen", order.paid_fen);
    io.name("shipping", order.shipping);
    io.list("lines", order.lines, max_lines);
    io.number("open_tickets", order.open_tickets, any_count_range);
    io.list(if_said("tickets"), order.tickets, max_buyer_tickets);
}

void fields(FieldIo& io, OrderPage& page) {
    io.list("items", page.items, max_items);
    io.text("next_cursor", page.next_cursor, max_cursor_chars);
}

void fields(FieldIo& io, std::map<ShortStatus, int>& counts) {
    for (int i = 0; i <= static_cast<int>(ShortStatus::shut); ++i) {
        auto const status = static_cast<ShortStatus>(i);
        std::string const key(name_of(status));
        bool const there = io.reads() ? io.reader().has(key) : counts.contains(status);
        if (there) io.number(key.c_str(), counts[status], any_count_range);
    }
}

void fields(FieldIo& io, TicketPage& page) {
    io.list("items", page.items, max_items);
    io.text("next_cursor", page.next_cursor, max_cursor_chars);
    io.part("counts", page.counts);
    io.flag(if_said("counts_at_least"), page.counts_at_least);
    io.number(if_said("with_strays"), page.with_strays, any_count_range);
}

bool is_internal(Event const& event) { return std::holds_alternative<AutoReviewed>(event); }

namespace {

void tell_policy(FieldIo& io, Policy& policy) {
    MadeParts const* const made = io.made_parts();
    return made && made->policy ? io.made("policy", made->policy->policy) : io.part("policy", policy);
}

/// Said by the function that decides. The page asks it itself.
void tell_evidence(FieldIo& io, Policy const& policy) {
    if (io.reads()) return;
    MadeParts const* const made = io.made_parts();
    if (made && made->policy) return io.made("evidence", made->policy->evidence);
    Value demands = evidence_demands(policy);
    io.raw("evidence", demands);
}

}  // namespace

void fields(FieldIo& io, LineBeingSent& line) {
    io.number("line_no", line.line_no, line_no_range);
    io.number("left", line.left, count_range);
    io.instant("until_ms", line.until);
}

void fields(FieldIo& io, OrderDetail& detail) {
    io.part_by<order_fields>("order", detail.order);
    io.part("shop", detail.shop);
    io.text("buyer_name", detail.buyer_name, max_title_chars);
    io.list("prior", detail.claims, max_buyer_tickets);
    io.number("applications", detail.applications, any_count_range);
    io.part("policy", detail.policy);
    tell_evidence(io, detail.policy);
    io.list("tickets", detail.tickets, max_buyer_tickets);
    io.list(if_said("stock"), detail.stock, max_wares);
    io.list(if_said("being_sent"), detail.being_sent, max_lines);
    io.internal().fen_or_zero("approved_today_fen", detail.approved_today_fen);
}

namespace {

void public_history(FieldIo& io, std::vector<EventRecord>& history) {
    std::vector<EventRecord> shown;
    std::copy_if(history.begin(), history.end(), std::back_inserter(shown),
                 [](EventRecord const& record) { return !is_internal(record.event); });
    io.list("history", shown, max_history);
}

}  // namespace

void fields(FieldIo& io, Signal& signal) {
    io.name("kind", signal.kind);
    io.text("ticket_no", signal.ticket_no, max_short_chars);
}

void fields(FieldIo& io, TicketDetail& detail) {
    io.part("ticket", detail.ticket);
    MadeParts const* const made = io.made_parts();
    if (made && made->history) {
        io.made("history", *made->history);
    } else if (io.form().for_buyer) {
        public_history(io, detail.history);
    } else {
        io.list("history", detail.history, max_history);
    }
    io.texts(if_said("waiting_for_host"), detail.waiting_for_host, max_payments);
    io.part_by<order_fields>("order", detail.order);
    io.part("shop", detail.shop);
    io.text("buyer_name", detail.buyer_name, max_title_chars);
    tell_policy(io, detail.policy);
    io.internal().list(if_said("signals"), detail.signals, max_items);
    io.list(if_said("files"), detail.files, max_items);
    io.internal().text_or_empty("first_approval_by", detail.first_approval_by, max_title_chars);
    tell_evidence(io, detail.policy);
}

// ---- Sessions, evidence, channel --------------------------------------------------------------------------

void fields(FieldIo& io, SessionView& session) {
    io.name("audience", session.audience);
    io.outside_id("actor_id", session.actor_id);
    io.text("name", session.name, max_title_chars);
    io.text("shop_id", session.shop_id, id_max_chars);
    io.text("shop_name", session.shop_name, max_title_chars);
    io.text("tenant_name", session.tenant_name, max_title_chars);
    io.text("order_no", session.order_no, id_max_chars);
    io.text(if_said("role"), session.role, max_short_chars);
    io.names(if_said("rights"), session.rights, right_count);
    io.flag("demo", session.demo);
    io.integer("now_ms", session.now_ms, instant_range);
    io.integer(or_default("live_seq"), session.live_seq, counted_range);
}

void fields(FieldIo& io, EvidenceView& view) {
    io.id("id", view.id);
    io.integer("bytes", view.bytes, count64_range);
    io.number("width", view.width, any_count_range);
    io.number("height", view.height, any_count_range);
    io.name(or_default("kind"), view.kind);
    io.text(if_said("name"), view.name, max_file_name_chars);
    io.flag(or_default("has_thumb"), view.has_thumb);
}

void fields(FieldIo& io, UploadBody& body) {
    io.text("name", body.name, max_file_name_chars);
    io.integer("bytes", body.bytes, sent_bytes_range);
    io.text(if_said("poster"), body.poster, id_max_chars);
}

void fields(FieldIo& io, UploadView& view) {
    io.id("id", view.id);
    io.integer("bytes", view.bytes, count64_range);
    io.integer("offset", view.offset, count64_range);
    io.integer("piece_bytes", view.piece_bytes, count64_range);
}

void fields(FieldIo& io, ChannelSettings& settings) {
    io.number("delay_ms", settings.delay_ms, Range{0, max_channel_delay_ms});
    io.number("fail_next", settings.fail_next, Range{0, max_channel_faults});
    io.number("lose_answer_next", settings.lose_answer_next, Range{0, max_channel_faults});
    io.flag("duplicate_answers", settings.duplicate_answers);
}

void fields(FieldIo& io, ChannelView& view) {
    io.name("refunds", view.refunds);
    io.number("waiting", view.waiting, any_count_range);
    fields(io, view.settings);
}

void fields(FieldIo& io, DemoView::Door& door) {
    io.name("audience", door.audience);
    io.text("name", door.name, max_title_chars);
    io.text("shop_name", door.shop_name, max_title_chars);
}

void fields(FieldIo& io, DemoView& view) { io.list("doors", view.doors, max_items); }

void fields(FieldIo& io, DevicesView::Item& item) {
    io.id("id", item.id);
    io.text("name", item.name, max_title_chars);
    io.flag("own", item.own);
    io.flag("here", item.here);
    io.text("browser", item.browser, max_short_chars);
    io.text("system", item.system, max_short_chars);
    io.text("address", item.address, max_short_chars);
    io.name("way", item.way);
    io.integer("since_ms", item.since_ms, instant_range);
    io.integer("seen_ms", item.seen_ms, instant_range);
}

void fields(FieldIo& io, DevicesView& view) { io.list("items", view.items, max_items); }

// ---- Errors -----------------------------------------------------------------------------------------------

namespace {

/// A mistake in the words of one language. The limit travels along, so that the page can say the sentence in
/// its own.
struct Told {
    Rule rule = Rule::failed;
    std::string path;
    std::optional<std::int64_t> limit;
    std::string message;
};

std::vector<Told> told(Mistakes const& mistakes, Language language) {
    std::vector<Told> out;
    for (Mistake const& mistake : mistakes) {
        out.push_back({mistake.rule, mistake.path, {}, message_for(mistake, language)});
        if (mistake.limit >= 0) out.back().limit = mistake.limit;
    }
    return out;
}

void mistake_fields(FieldIo& io, Told& told) {
    io.name("code", told.rule);
    io.text("path", told.path, max_path_chars);
    io.integer(if_said("limit"), told.limit, count64_range);
    io.text("message", told.message, max_shown_chars);
}

/// The document of an error: the first mistake, then all of them.
struct ErrorFields {
    Told first;
    std::string request_id;
    std::vector<Told> errors;
    std::optional<Value> current;
};

void error_fields(FieldIo& io, ErrorFields& error) {
    io.name("code", error.first.rule);
    io.text("message", error.first.message, max_shown_chars);
    io.text("path", error.first.path, max_path_chars);
    io.text("request_id", error.request_id, max_title_chars);
    io.list_by<mistake_fields>("errors", error.errors, static_cast<int>(max_mistakes));
    if (error.current || io.reads()) {
        Value current = error.current.value_or(Value());
        io.raw(or_default("current"), current);
        if (!current.is_null()) error.current = std::move(current);
    }
}

void error_document(FieldIo& io, ErrorFields& error) { io.part_by<error_fields>("error", error); }

std::optional<ErrorFields> read_error(std::string_view body) {
    auto const parsed = parse_json(body, answer_limits);
    if (!parsed.ok()) return std::nullopt;
    Mistakes unread;
    ErrorFields read;
    read_by<error_document>(read, *parsed, "", unread, Form{.answer = true});
    if (!unread.empty() || read.errors.empty()) return std::nullopt;
    return read;
}

}  // namespace

ApiError read_api_error(std::string_view body) {
    auto const read = read_error(body);
    if (!read) return {{Mistake{Rule::failed, "", -1}}, ""};
    ApiError error{{}, read->request_id};
    for (Told const& one : read->errors)
        error.mistakes.push_back({one.rule, one.path, one.limit.value_or(-1)});
    return error;
}

std::optional<TicketDetail> read_current(std::string_view error_body) {
    auto const read = read_error(error_body);
    if (!read || !read->current) return std::nullopt;
    auto detail = read_ticket_detail(*read->current);
    return detail.ok() ? std::optional(std::move(detail).value()) : std::nullopt;
}

std::string write_api_error(Mistakes const& mistakes, bool english, std::string_view request_id,
                            TicketDetail const* current) {
    CHECK(!mistakes.empty());
    ErrorFields error;
    error.errors = told(mistakes, english ? Language::en : Language::zh_cn);
    error.first = error.errors.front();
    error.request_id = request_id;
    if (current) error.current = to_json(*current);
    return write_json(written_by<error_document>(error));
}

Value errors_to_json(Mistakes const& mistakes, Language language) {
    std::vector<Told> errors = told(mistakes, language);
    for (Told& error : errors) error.limit.reset();
    Object out;
    FieldIo io(out, {});
    io.list_by<mistake_fields>("errors", errors, static_cast<int>(max_mistakes));
    return out;
}

// ---- Values -----------------------------------------------------------------------------------------------

namespace {

Form shown_to(Audience audience) { return Form{.for_buyer = audience == Audience::buyer}; }

}  // namespace

Value to_json(SessionView const& session) { return written(session); }
Value to_json(OrderPage const& page) { return written(page); }
Value to_json(OrderDetail const& detail) { return written(detail, shown_to(detail.audience)); }
Value to_json(TicketPage const& page) { return written(page); }
Value to_json(TicketDetail const& detail) { return written(detail, shown_to(detail.audience)); }
std::string to_text(OrderDetail const& detail) { return written_text(detail, shown_to(detail.audience)); }
std::string to_text(TicketPage const& page) { return written_text(page); }
std::string to_text(TicketDetail const& detail) { return to_text(detail, {}); }
std::string to_text(TicketDetail const& detail, MadeParts const& made) {
    Form form = shown_to(detail.audience);
    form.made = &made;
    return written_text(detail, form);
}
PolicyText policy_text(Policy const& policy, Audience audience) {
    return {written_text(policy, shown_to(audience)), write_json(evidence_demands(policy))};
}
Value to_json(EvidenceView const& view) { return written(view); }
Value to_json(UploadBody const& body) { return written(body); }
Value to_json(UploadView const& view) { return written(view); }
Value to_json(ChannelSettings const& settings) { return written(settings); }
Value to_json(ChannelView const& view) { return written(view); }

Result<SessionView, Mistakes> read_session(Value const& value) { return read_answer<SessionView>(value); }
Result<OrderPage, Mistakes> read_order_page(Value const& value) { return read_answer<OrderPage>(value); }
Result<OrderDetail, Mistakes> read_order_detail(Value const& value) {
    return read_answer<OrderDetail>(value);
}
Result<TicketPage, Mistakes> read_ticket_page(Value const& value) { return read_answer<TicketPage>(value); }
Result<TicketDetail, Mistakes> read_ticket_detail(Value const& value) {
    return read_answer<TicketDetail>(value);
}
Result<EvidenceView, Mistakes> read_evidence(Value const& value) { return read_answer<EvidenceView>(value); }
Result<UploadView, Mistakes> read_upload(Value const& value) { return read_answer<UploadView>(value); }
Result<UploadBody, Mistakes> read_upload_body(Value const& value) { return read_sent<UploadBody>(value); }
Result<ChannelView, Mistakes> read_channel_view(Value const& value) {
    return read_answer<ChannelView>(value);
}
Result<ChannelSettings, Mistakes> read_channel_body(Value const& value) {
    return read_sent<ChannelSettings>(value);
}

Value to_json(DemoView const& view) { return written(view); }
Result<DemoView, Mistakes> read_demo(Value const& value) { return read_answer<DemoView>(value); }
Value to_json(DevicesView const& view) { return written(view); }
Result<DevicesView, Mistakes> read_devices(Value const& value) { return read_answer<DevicesView>(value); }

}  // namespace afterdesk::wire
