// Which documents there are, how they are called, and what their writers leave out.

#include <algorithm>

#include "base/check.hpp"
#include "base/text.hpp"
#include "wire/admin_api.hpp"
#include "wire/host_fields.hpp"
#include "wire/pickup_api.hpp"
#include "wire/policy_fields.hpp"
#include "wire/proof.hpp"
#include "wire/schema.hpp"
#include "wire/schema_names.hpp"
#include "wire/shop_api.hpp"
#include "wire/staff_fields.hpp"
#include "wire/ticket_fields.hpp"
#include "wire/tracks_api.hpp"
#include "wire/work_api.hpp"

namespace afterdesk::wire {

// Described where they are read and written.
void fields(FieldIo& io, ShopView& shop);
void fields(FieldIo& io, OrderLineView& line);
void fields(FieldIo& io, TicketSummary& ticket);
void fields(FieldIo& io, OrderSummary& order);
void fields(FieldIo& io, OrderPage& page);
void fields(FieldIo& io, TicketPage& page);
void fields(FieldIo& io, LineBeingSent& line);
void fields(FieldIo& io, OrderDetail& detail);
void fields(FieldIo& io, TicketDetail& detail);
void fields(FieldIo& io, SessionView& session);
void fields(FieldIo& io, EvidenceView& view);
void fields(FieldIo& io, UploadBody& body);
void fields(FieldIo& io, UploadView& view);
void fields(FieldIo& io, ChannelSettings& settings);
void fields(FieldIo& io, ChannelView& view);
void fields(FieldIo& io, DemoView& view);
void fields(FieldIo& io, DevicesView& view);
void fields(FieldIo& io, FactsBody& body);
void fields(FieldIo& io, FactsView& view);
void fields(FieldIo& io, StockView& view);
void fields(FieldIo& io, PolicyStamp& stamp);
void fields(FieldIo& io, PolicyView& view);
void fields(FieldIo& io, AutoDecision& decision);
void fields(FieldIo& io, DryRunView& view);
void fields(FieldIo& io, PastView::Then& then);
void fields(FieldIo& io, PastView& view);
void fields(FieldIo& io, CarriersView& view);
void fields(FieldIo& io, TracksView& view);
void fields(FieldIo& io, TracksView::OfParcel& parcel);
void fields(FieldIo& io, Station& station);
void fields(FieldIo& io, PickupSlot& slot);
void fields(FieldIo& io, PickupBooking& booking);
void fields(FieldIo& io, PickupView& view);
void fields(FieldIo& io, PickupBody& body);
void fields(FieldIo& io, PickupChange& body);
void fields(FieldIo& io, PickupCancel& body);
void fields(FieldIo& io, HostTracking& told);
void fields(FieldIo& io, ClockView& view);
void fields(FieldIo& io, StaffView::Item& item);
void fields(FieldIo& io, StaffView::RoleItem& role);
void fields(FieldIo& io, FoundOrders& found);
void fields(FieldIo& io, Apply& apply);
void fields(FieldIo& io, Modify& modify);
void fields(FieldIo& io, ApplyBody& body);
void fields(FieldIo& io, ApplyForBuyer& body);
void fields(FieldIo& io, ContactView& view);
void fields(FieldIo& io, ReturnAddress& one);
void fields(FieldIo& io, AddressBook& book);
void fields(FieldIo& io, ShelfView& view);
void fields(FieldIo& io, ShelfBody& body);
void fields(FieldIo& io, WorkView& view);
void fields(FieldIo& io, Proof& proof);
void fields(FieldIo& io, ProofKeys& keys);
void numbered(FieldIo& io, Delivery& delivery);
void fields(FieldIo& io, LineRequest& line);
void fields(FieldIo& io, QuotedLine& line);
void fields(FieldIo& io, QuotedGift& gift);
void fields(FieldIo& io, ExplainedUnit& unit);
void fields(FieldIo& io, Presale& presale);
void fields(FieldIo& io, Line& line);
void fields(FieldIo& io, Payment& payment);
void fields(FieldIo& io, std::map<ShortStatus, int>& counts);

namespace {

// ---- Their names ------------------------------------------------------------------------------------------

/// What a document is asked for as; without any it is a part of others.
enum Use : unsigned { part = 0, answer = 1, for_buyer = 2, sent = 4 };

struct SchemaRow {
    char const* name;
    FieldIo::Describe how;
    Value (*told)(SchemaBook& book, FieldIo::Describe how);
    unsigned use;
};

template <class T>
Value told(SchemaBook& book, FieldIo::Describe how) {
    T value{};
    return book.of(how, &value);
}

template <class T>
constexpr SchemaRow row(char const* name, unsigned use = part) {
    return {name, &FieldIo::describe<T>, &told<T>, use};
}

SchemaRow const all_schemas[] = {
    row<SessionView>("Session", answer),
    row<DemoView>("DemoDoors", answer),
    row<OrderPage>("OrderPage", answer),
    row<OrderSummary>("OrderSummary"),
    row<OrderLineView>("OrderLine"),
    row<TicketSummary>("TicketSummary"),
    row<TicketPage>("TicketPage", answer),
    row<std::map<ShortStatus, int>>("StatusCounts"),
    row<OrderDetail>("OrderDetail", answer | for_buyer),
    row<ShopView>("Shop"),
    row<TicketDetail>("TicketDetail", answer | for_buyer),
    row<Ticket>("Ticket"),
    row<EventRecord>("Event"),
    row<Actor>("Actor"),
    row<Request>("Request"),
    row<LineRequest>("RequestedLine"),
    row<Claim>("Claim"),
    row<Quote>("Quote", answer),
    row<QuotedLine>("QuotedLine"),
    row<QuotedGift>("QuotedGift"),
    row<ExplainedUnit>("ExplainedUnit"),
    row<Offer>("Offer"),
    row<Rejection>("Rejection"),
    row<Inspection>("Inspection"),
    row<Verdict>("Verdict"),
    row<Arbitration>("Arbitration"),
    row<RefundPart>("RefundPart"),
    row<Rating>("Rating"),
    row<Policy>("Policy"),
    row<TimeLimits>("TimeLimits"),
    row<Reason>("Reason"),
    row<CategoryRule>("CategoryRule"),
    row<AutoRule>("AutoRule"),
    row<AutoDecision>("AutoDecision"),
    {"Order", &FieldIo::describe_by<order_fields, Order>, &told<Order>, part},
    row<Line>("Line"),
    row<Payment>("Payment"),
    row<Presale>("Presale"),
    row<Delivery>("Delivery"),
    {"NumberedDelivery", &FieldIo::describe_by<numbered, Delivery>, &told<Delivery>, part},
    row<Address>("Address"),
    row<Parcel>("Parcel"),
    row<ReturnAddress>("ReturnAddress"),
    row<Ware>("Ware", sent),
    row<LineBeingSent>("LineBeingSent"),
    row<EvidenceView>("Evidence", answer),
    row<UploadBody>("UploadBegun", sent),
    row<UploadView>("Upload", answer),
    row<ChannelSettings>("ChannelSettings", sent),
    row<ChannelView>("Channel", answer),
    row<DevicesView>("Devices", answer),
    row<FactsBody>("Facts", sent),
    row<FactsView>("FactsTaken", answer),
    row<StockView>("Stock", answer),
    row<PolicyStamp>("PolicyStamp"),
    row<PolicyView>("PolicyVersion", answer),
    row<DryRunView>("DryRun", answer),
    row<PastView>("PastTickets", answer),
    row<PastView::Then>("PastPolicy"),
    row<CarriersView>("Carriers", answer),
    row<TracksView>("Tracks", answer),
    row<TracksView::OfParcel>("ParcelTrack"),
    row<Station>("Station"),
    row<PickupView>("Pickup", answer),
    row<PickupBooking>("PickupBooking"),
    row<PickupSlot>("PickupSlot"),
    row<PickupBody>("NewPickup", sent),
    row<PickupChange>("PickupChange", sent),
    row<PickupCancel>("PickupCancel", sent),
    row<HostTracking>("HostTracking", sent),
    row<ClockView>("Clock", answer),
    row<StaffView>("Staff", answer),
    row<StaffView::Item>("StaffMember", answer),
    row<StaffView::RoleItem>("Role", answer),
    row<StaffBody>("NewStaffMember", sent),
    row<ChangeBody>("StaffChange", sent),
    row<GivenPassword>("GivenPassword", answer),
    row<RoleBody>("RoleChange", sent),
    row<PasswordBody>("PasswordChange", sent),
    row<TwoStepView>("TwoStep", answer),
    row<TwoStepSetup>("TwoStepSetup", answer),
    row<RecoveryCodes>("RecoveryCodes", answer),
    row<ShopsView>("Shops", answer),
    row<ShopsView::Item>("ShopOfMall", answer),
    row<ShopBody>("NewShop", sent),
    row<ShopChange>("ShopChange", sent),
    row<AuditPage>("AuditPage", answer),
    row<ChainView>("Chain", answer),
    row<HealthView>("Health", answer),
    row<HostKeysView>("HostKeys", answer),
    row<HostKeyView>("HostKey"),
    row<HostKeyBody>("NewHostKey", sent),
    row<HostKeyMade>("HostKeyMade", answer),
    row<HostOrder>("HostOrder", sent),
    row<HostMistake>("HostMistake"),
    row<HostOrderTaken>("HostOrderTaken", answer),
    row<HostOrdersTaken>("HostOrdersTaken", answer),
    row<HostFact>("HostFact", sent),
    row<HostFactTaken>("HostFactTaken", answer),
    row<ShippingClaimBody>("ShippingClaim", sent),
    row<ShippingClaimTaken>("ShippingClaimTaken", answer),
    row<ShippingReleaseBody>("ShippingRelease", sent),
    row<ShippingReleased>("ShippingReleased", answer),
    row<BlockedPieces>("BlockedPieces"),
    row<LinePieces>("LinePieces"),
    row<HostEvent>("HostEvent"),
    row<HostEventPage>("HostEvents", answer),
    row<HostTicket>("HostTicket", answer),
    row<HostTicketPage>("HostTickets", answer),
    row<HostShopBody>("NewHostShop", sent),
    row<HostShop>("HostShop", answer),
    row<NotificationContact>("NotificationContact"),
    row<HostStaffBody>("NewHostStaff", sent),
    row<HostStaff>("HostStaff", answer),
    row<HostBuyerBody>("NewHostBuyer", sent),
    row<HostBuyer>("HostBuyer", answer),
    row<LaunchJwk>("LaunchJwk", sent),
    row<LaunchKeyKept>("LaunchKey", answer),
    row<HostTaskView>("HostTask"),
    row<HostTaskData>("HostTaskData"),
    row<HostTaskFailure>("HostTaskFailure"),
    row<HostTaskPage>("HostTasks", answer),
    row<HostTaskResult>("HostTaskResult", sent),
    row<HostTaskTaken>("HostTaskTaken", answer),
    row<WebhookBody>("NewWebhook", sent),
    row<WebhookView>("Webhook", answer),
    row<WebhooksView>("Webhooks", answer),
    row<WebhookKept>("WebhookKept", answer),
    row<WebhookPing>("WebhookPing", answer),
    row<WebhookPinged>("WebhookPinged", answer),
    row<RedeliverBody>("Redelivery", sent),
    row<Redelivered>("Redelivered", answer),
    row<DeliveryView>("WebhookDelivery"),
    row<DeliveryPage>("WebhookDeliveries", answer),
    row<AbnormalBody>("AbnormalRefund", sent),
    row<AccountEntryView>("AccountEntry"),
    row<BuyerAccounts>("BuyerAccounts", answer),
    row<AccountEntryBody>("NewAccountEntry", sent),
    row<AccountEntryTaken>("AccountEntryTaken", answer),
    row<BillDayView>("BillDay", answer),
    row<DifferenceView>("Difference", answer),
    row<ReconciliationView>("Reconciliation", answer),
    row<ReconcileBody>("BillWanted", sent),
    row<SettleBody>("Settlement", sent),
    row<HostRefund>("HostRefund"),
    row<HostRefundPage>("HostRefunds", answer),
    row<FoundOrders>("FoundOrders", answer),
    row<ApplyBody>("Application", sent),
    row<ApplyForBuyer>("ApplicationForBuyer", sent),
    row<ContactView>("Contact", answer),
    row<AddressBook>("AddressBook", answer | sent),
    row<ShelfView>("Shelf", answer),
    row<ShelfBody>("Counted", sent),
    row<WorkView>("Work", answer),
    row<Proof>("Proof", answer | for_buyer),
    row<ProofKeys>("ProofKeys", answer),
};

// ---- What writers do not tell of nothing ------------------------------------------------------------------

Value ref_of(SchemaBook& book, FieldIo::Describe how) {
    auto const found = std::find_if(std::begin(all_schemas), std::end(all_schemas),
                                    [&](SchemaRow const& one) { return one.how == how; });
    CHECK(found != std::end(all_schemas));
    return found->told(book, how);
}
template <class T>
Value ref_to(SchemaBook& book) {
    return ref_of(book, &FieldIo::describe<T>);
}

Value evidence_schema(SchemaBook&) {
    Object const demand = names_schema(all_names<EvidenceRule>());
    return Object{{"type", "object"},
                  {"description", "What evidence each reason asks for, by type of ticket."},
                  {"additionalProperties", Object{{"type", "object"}, {"additionalProperties", demand}}}};
}
Value some_object(SchemaBook&) { return Object{{"type", "object"}}; }
Value fen_schema(SchemaBook&) { return integer_schema(fen_range); }
Value number_schema(SchemaBook&) {
    return Object{{"type", "string"}, {"minLength", 1}, {"maxLength", max_outside_id_chars}};
}
Value flag_schema(SchemaBook&) { return Object{{"type", "boolean"}}; }
Value deliveries_schema(SchemaBook& book) { return list_schema(ref_to<Delivery>(book), max_deliveries); }

/// The policy's schema without some keys.
Object policy_schema(SchemaBook& book, std::string_view without = "") {
    ref_to<Policy>(book);
    Value schema = book.schemas().at("Policy");
    for (auto& [key, value] : *schema.as<Object>()) {
        if (key == "properties")
            std::erase_if(*value.as<Object>(), [&](auto const& one) { return one.first == without; });
    }
    return *schema.as<Object>();
}

/// A policy with what shops set otherwise.
Value policy_book_schema(SchemaBook& book) {
    Object schema = policy_schema(book);
    Value const overrides = book.form().sent ? book.ref("Overrides") : some_object(book);
    Object const shops{{"type", "object"},
                       {"description", "What shops set otherwise, by their ids."},
                       {"additionalProperties", overrides}};
    for (auto& [key, value] : schema) {
        if (key == "properties") put(*value.as<Object>(), "shops", shops);
    }
    book.add("PolicyBook", std::move(schema));
    return book.ref("PolicyBook");
}

/// What goes to a queue names it.
Value rule_schema(SchemaBook& book) {
    AutoRule rule;
    SchemaIo io(book);
    fields(static_cast<FieldIo&>(io), rule);
    Value schema = std::move(io).schema();
    Object const to_a_queue{{"properties", Object{{"action", Object{{"const", "queue"}}}}}};
    put(*schema.as<Object>(), "if", to_a_queue);
    put(*schema.as<Object>(), "then",
        Object{{"properties", Object{{"queue", Object{{"type", "string"}}}}}, {"required", Array{"queue"}}});
    return schema;
}

struct Seldom {
    std::string_view document;
    Key key;
    MakeSchema schema;
};
Seldom const seldom[] = {
    {"QuotedGift", if_said("deduct_fen"), &fen_schema},
    {"Presale", if_said("balance_paid"), &flag_schema},
    {"Line", if_said("deliveries"), &deliveries_schema},
    {"NumberedDelivery", "delivery_no", &number_schema},
    {"PolicyVersion", if_said("overrides"), &some_object},
    {"PolicyVersion", if_said("base"), &ref_to<Policy>},
    {"PolicyVersion", "policy", &policy_book_schema},
    {"PolicyVersion", "evidence", &evidence_schema},
    {"PastPolicy", "policy", &ref_to<Policy>},
    {"HostEvent", "type", &host_event_type_schema},
    {"OrderDetail", "evidence", &evidence_schema},
    {"TicketDetail", "evidence", &evidence_schema},
};

Value counts_schema(SchemaBook&) {
    Object properties;
    for (std::string_view const status : all_names<ShortStatus>())
        put(properties, std::string(status) + "?", integer_schema(Range{0, max_int}));
    return object_schema(std::move(properties));
}

/// One schema for each kind of event, told apart by its name.
Value event_schema(SchemaBook& book) {
    Array kinds;
    Object mapping;
    for (int i = 0; i < event_kind_count; ++i) {
        EventRecord record;
        record.event = Event::of_kind(static_cast<std::size_t>(i));
        if (book.form().for_buyer && is_internal(record.event)) continue;
        SchemaIo io(book);
        fields(static_cast<FieldIo&>(io), record);
        std::string const event(event_name(record.event)), name = "event_" + event;
        io.note("event", Object{{"type", "string"}, {"const", event}});
        book.add(name, std::move(io).schema());
        kinds.push_back(book.ref(name));
        put(mapping, event, *kinds.back().find("$ref"));
    }
    return Object{{"type", "object"},
                  {"discriminator", Object{{"propertyName", "event"}, {"mapping", std::move(mapping)}}},
                  {"required", Array{"event"}},
                  {"oneOf", std::move(kinds)}};
}

// ---- Bodies of a field or two -----------------------------------------------------------------------------

void add_bodies(SchemaBook& book) {
    constexpr int max_token_chars = 8'192, max_sign_in_chars = 128;
    Object const version = integer_schema(version_range),
                 since = integer_schema({earliest_told.ms, instant_range.max});
    Object const note = text_schema(max_policy_note_chars), password = text_schema(max_password_chars);
    book.add("LaunchToken", object_schema({{"token", text_schema(max_token_chars)}}));
    book.add("SignIn", object_schema({{"login", text_schema(max_sign_in_chars)},
                                      {"password", password},
                                      {"code?", text_schema(max_short_chars)},
                                      {"new_password?", password}}));
    book.add("Empty", object_schema({}));
    book.add("Question", object_schema({{"order_no", text_schema(max_outside_id_chars, 1)},
                                        {"request", ref_to<Request>(book)},
                                        {"ticket_no?", text_schema(max_short_chars)}}));
    book.add("StockSet", object_schema({{"items", list_schema(ref_to<Ware>(book), max_wares)}}));
    book.add("Overrides", policy_schema(book, "version"));
    Value const policy = policy_book_schema(book), overrides = book.ref("Overrides");
    book.add("PolicyChange", object_schema({{"based_on", version}, {"policy", policy}, {"note?", note}}));
    book.add("OverridesChange",
             object_schema({{"based_on", version}, {"overrides", overrides}, {"note?", note}}));
    book.add("PolicyTrial", object_schema({{"policy", policy}, {"since_ms?", since}}));
    book.add("OverridesTrial", object_schema({{"overrides", overrides}, {"since_ms?", since}}));
    book.add("ClockMove", object_schema({{"advance_ms", integer_schema({1, longest_advance.ms})}}));
    book.add("Password", object_schema({{"password", password}}));
    book.add("Code", object_schema({{"code", text_schema(max_short_chars)}}));
    book.add("HostBatch", object_schema({{"orders", list_schema(ref_to<HostOrder>(book), max_host_orders)}}));
}

void add_answers(SchemaBook& book) {
    Object const words = text_schema(max_title_chars);
    book.add("QuoteAndDigest",
             object_schema({{"quote", ref_to<Quote>(book)},
                            {"digest", Object{{"type", "string"}, {"pattern", "^[0-9a-f]{16}$"}}},
                            {"held_until_ms?", integer_schema(instant_range)}}));
    book.add("Meta", object_schema({{"name", words},
                                    {"version", words},
                                    {"demo", Object{{"type", "boolean"}}},
                                    {"refunds", names_schema(all_names<RefundWay>())}}));
    book.add("Taken", object_schema({{"taken", Object{{"type", "boolean"}}}}));
}

// ---- Joined -----------------------------------------------------------------------------------------------

SchemaBook book_of(Form form, std::string prefix, unsigned use) {
    SchemaBook book(form, std::move(prefix));
    for (SchemaRow const& one : all_schemas) {
        if ((one.use & use) != 0) one.told(book, one.how);
    }
    return book;
}

constexpr ParseLimits schema_limits{8u << 20, 64};

}  // namespace

std::optional<std::string> schema_name_of(FieldIo::Describe how) {
    auto const found = std::find_if(std::begin(all_schemas), std::end(all_schemas),
                                    [&](SchemaRow const& one) { return one.how == how; });
    return found != std::end(all_schemas) ? std::optional<std::string>(found->name) : std::nullopt;
}

MakeSchema special_schema(SchemaBook const& book, FieldIo::Describe how) {
    if (how == &FieldIo::describe<EventRecord>) return &event_schema;
    if (how == &FieldIo::describe<AutoRule>) return &rule_schema;
    if (how == &FieldIo::describe<HostFact>) return &host_fact_schema;
    if (how == &FieldIo::describe<Line> && book.form().sent) return &sent_line_schema;
    return how == &FieldIo::describe<std::map<ShortStatus, int>> ? &counts_schema : nullptr;
}

void note_seldom_fields(std::string const& name, SchemaBook& book, SchemaIo& io) {
    for (Seldom const& one : seldom) {
        if (one.document == name) io.note(one.key, one.schema(book));
    }
    // Buyers are told that somebody of the staff acted, not who.
    bool const unnamed = name == "Actor" && book.form().for_buyer;
    if (unnamed) io.note(if_said("id"), text_schema(max_short_chars));
}

Object document_schemas() {
    SchemaBook answers = book_of({}, "", answer);
    add_answers(answers);
    SchemaBook const buyers = book_of(Form{.for_buyer = true}, "Buyers", for_buyer);
    SchemaBook bodies = book_of(Form{.sent = true}, "Sent", sent);
    add_bodies(bodies);
    add_commands(bodies);
    bodies.leave_out("Policy");  // only its two forms are sent
    SchemaTexts all;
    join(all, answers, "");
    join(all, buyers, "Buyers");
    join(all, bodies, "Sent");
    Object out;
    for (auto const& [name, text] : all) put(out, name, parse_json(text, schema_limits).value());
    return out;
}

}  // namespace afterdesk::wire
