// What each audience may see: the keys of the documents that are made for it, listed. A key that is not
// listed fails; whoever adds one decides here who is told it.

#include <map>
#include <set>
#include <sstream>

#include "wire/api.hpp"
#include "wire_fixture.hpp"
#include "wire_random.hpp"

using namespace afterdesk;
using namespace afterdesk::wire;
using namespace afterdesk::wire_fixture;
using wire_random::Random;

namespace {

constexpr std::uint64_t audience_seeds = 40;

/// The keys of an object, by where it stands. Parts that stand in many places are listed once, under their
/// own name.
using Keys = std::map<std::string, std::set<std::string>>;

bool is_shared(std::string_view key) {
    for (char const* part : {"request", "quote", "order", "shop", "policy", "offer", "verdict", "rejection",
                             "inspection", "address", "parcel"}) {
        if (key == part) return true;
    }
    return key == "return_address" || key == "addresses" || key == "return_parcel" || key == "out_parcel";
}

std::string part_of(std::string const& parent, std::string const& key) {
    if (key == "return_address" || key == "addresses") return "address";
    if (key == "return_parcel" || key == "out_parcel") return "parcel";
    return is_shared(key) ? key : parent + "." + key;
}

void collect(Value const& value, std::string const& parent, Keys& keys) {
    if (auto const* items = value.as<Array>()) {
        for (Value const& item : *items) collect(item, parent, keys);
    } else if (auto const* members = value.as<Object>()) {
        for (auto const& [key, inner] : *members) {
            keys[parent].insert(key);
            if (key == "evidence" && inner.as<Object>() != nullptr) continue;  // by the policy's own codes
            collect(inner, part_of(parent, key), keys);
        }
    }
}

TicketSummary short_ticket(Random& random) {
    TicketSummary out;
    out.ticket_no = out.order_no = out.shop_id = random.id();
    out.version = 1;
    out.has_strays = true;
    return out;
}

OrderDetail order_detail(Random& random) {
    OrderDetail out;
    out.order = random.order();
    out.shop = {random.id(), random.text(), "0571-1", {random.address()}};
    out.claims = random.list(3, [&] { return random.claim(); });
    out.policy = random.policy();
    out.tickets = {short_ticket(random)};
    out.stock = {{random.id(), random.id(), random.text(), random.text(), 100, 2}};
    out.being_sent = {{1, 2, {3}}};
    return out;
}

TicketDetail shown_ticket(Random& random) {
    TicketDetail out;
    out.ticket = random.ticket();
    for (std::size_t kind = 0; kind < std::variant_size_v<EventKinds>; ++kind)
        out.history.push_back(random.event_record(kind));
    out.order = random.order();
    out.shop = {random.id(), random.text(), "0571-1", {random.address()}};
    out.policy = random.policy();
    out.signals = {{SignalKind::parcel_on_other_ticket, random.id()}};
    out.waiting_for_host = {random.id()};
    return out;
}

Order shown_order() {
    Mistakes mistakes;
    return read_order(*parsed(fixture("quote/e1.json")).find("order"), "", mistakes);
}

/// All keys that a document may have when it is written for this audience.
template <class Detail>
Keys keys_for(Audience audience, Detail (*make)(Random&), std::string const& name) {
    Keys keys;
    for (std::uint64_t seed = 1; seed <= audience_seeds; ++seed) {
        Random random(seed);
        Detail detail = make(random);
        detail.audience = audience;
        collect(to_json(detail), name, keys);
    }
    return keys;
}

struct HiddenRow {
    char const* part;
    char const* keys;
};

/// Stands in both documents.
std::vector<HiddenRow> const of_both = {
    {"address", "name phone text"},
    {"order", "buyer_id currency discounts freight_fen lines order_no paid_at_ms payments shop_id"},
    {"order.discounts", "amount_fen kind lines points threshold_fen"},
    {"order.lines",
     "category deliveries discounts entitlements gift image kind line_no points_earned presale quantity "
     "received_at_ms "
     "shipped_quantity sku spec spu tags title unit_price_fen"},
    {"order.lines.deliveries", "carrier delivery_no quantity received_at_ms shipped_at_ms tracking_no"},
    {"order.lines.discounts", "amount_fen kind points threshold_fen"},
    {"order.lines.entitlements", "id used weight"},
    {"order.lines.gift", "of_line per_quantity value_fen"},
    {"order.lines.presale", "balance_paid deposit_fen"},
    {"order.payments", "amount_fen channel payment_id"},
    {"policy",
     "categories coupons exchange_difference extensions freight_when_shop_at_fault holidays inspection "
     "limits "
     "max_applications_per_line max_evidence max_modifications max_remark_chars payments points "
     "price_protect_days reasons reject_reasons replacement_restarts_window threshold findings "
     "unpaid_presale_refund_percent utc_offset_minutes version virtual_is_automatic "
     "window_extension_days"},
    {"policy.categories", "category no_reason_return opened_returnable types warranty_days window_days"},
    {"policy.extensions", "max_ms per_state"},
    {"policy.holidays", "from_ms to_ms"},
    {"policy.limits",
     "buyer_appeal_ms buyer_offer_ms buyer_receipt_ms buyer_return_ms evidence_round_ms merchant_inspect_ms "
     "merchant_intercept_ms merchant_receipt_ms merchant_reship_ms merchant_review_ms merchant_send_back_ms "
     "reminder_grace_ms verdict_appeal_ms"},
    {"policy.findings", "code en zh"},
    {"policy.reasons",
     "allow_opened code en evidence fault no_reason phases return_freight_payer types window_days zh"},
    {"policy.reject_reasons", "code en types zh"},
    {"shop", "addresses name phone shop_id"},
};
/// OrderDetail.
std::vector<HiddenRow> const of_order = {
    {"order_detail", "applications being_sent buyer_name evidence order policy prior shop stock tickets"},
    {"order_detail.being_sent", "left line_no until_ms"},
    {"order_detail.prior",
     "deliveries entitlements granted line_no payments quantity replacement settled state type units"},
    {"order_detail.prior.deliveries", "delivery_no quantity"},
    {"order_detail.prior.granted", "deposit_kept_fen freight_fen goods_fen"},
    {"order_detail.prior.payments", "amount_fen payment_id"},
    {"order_detail.prior.replacement",
     "carrier delivery_no quantity received_at_ms shipped_at_ms tracking_no"},
    {"order_detail.stock", "available sku spec spu title unit_price_fen"},
    {"order_detail.tickets",
     "applied_at_ms buyer_name deadline_ms has_strays image line_count order_no quantity reason refund_fen "
     "shop_id "
     "shop_name spec state status ticket_no title type version"},
};
/// TicketDetail.
std::vector<HiddenRow> const of_ticket = {
    {"inspection", "evidence lines text"},
    {"inspection.lines", "accepted evidence line_no reason refused"},
    {"offer", "address by made_in merchant_left_ms quote refund_fen request text"},
    {"parcel", "carrier carrier_name tracking_no"},
    {"quote",
     "claw_back_fen collect_fen exchanges explain fee_fen freight_fen freight_rule gift_deduct_fen gifts "
     "goods_fen lines merchant_must_decide payments refund_fen returned"},
    {"quote.exchanges", "difference_fen line_no quantity sku spec spu title unit_price_fen"},
    {"quote.explain",
     "deposit_kept_fen discounts entitlement line_no paid_fen price_fen protected_fen rounding_fen unit "
     "unpaid_fen"},
    {"quote.explain.discounts", "amount_fen kind order_discount own_discount points"},
    {"quote.gifts", "action deduct_fen line_no quantity units"},
    {"quote.lines", "deliveries entitlements goods_fen line_no quantity units"},
    {"quote.lines.deliveries", "delivery_no quantity"},
    {"quote.payments", "amount_fen payment_id"},
    {"quote.returned", "coupons points points_earned"},
    {"rejection", "evidence reason text"},
    {"request", "fee_fen keep_gifts lines opened reason type"},
    {"request.lines", "entitlements line_no now_price_fen quantity want_sku"},
    {"ticket_detail", "buyer_name evidence history order policy shop ticket waiting_for_host"},
    {"ticket_detail.history",
     "actor address amount_fen at_ms buyer_id by by_ms cause deadline_ms event evidence failure goods hold "
     "inspect "
     "inspection left_ms lines no offer opened_by order_no outgoing parcel parts payment_no policy_version "
     "quote rating refund_no rejection remark request seq shop_id signed_at_ms stock stopped text verdict "
     "via"},
    {"ticket_detail.history.actor", "id kind"},
    {"ticket_detail.history.hold", "cause until_ms"},
    {"ticket_detail.history.lines", "entitlements line_no quantity settled"},
    {"ticket_detail.history.parts", "amount_fen failure payment_id refund_no status via"},
    {"ticket_detail.history.rating", "stars text"},
    {"ticket_detail.history.stock", "quantity sku"},
    {"ticket_detail.ticket",
     "applied_at_ms arbitration buyer_id cause collected deadline_ms evidence extensions frozen goods "
     "goods_come_back held "
     "inspection modifications no offer opened_by order_no out_parcel out_signed_at_ms paid_twice paused_ms "
     "policy_version quote rating refunds rejection remark reminded request return_address return_parcel "
     "return_signed_at_ms shop_id state state_since_ms stock strays version"},
    {"ticket_detail.ticket.arbitration", "appeal by decided_at_ms less_than_asked step text verdict"},
    {"ticket_detail.ticket.arbitration.appeal", "by first text"},
    {"ticket_detail.ticket.arbitration.appeal.first",
     "fault freight_payer outcome refund_fen return_goods text"},
    {"ticket_detail.ticket.collected", "amount_fen payment_no"},
    {"ticket_detail.ticket.held", "cause until_ms"},
    {"ticket_detail.ticket.rating", "stars text"},
    {"ticket_detail.ticket.refunds", "amount_fen failure payment_id refund_no status via"},
    {"ticket_detail.ticket.stock", "quantity sku"},
    {"ticket_detail.ticket.strays", "line_no quantity settled"},
    {"verdict", "fault freight_payer outcome refund_fen return_goods text"},
};
/// DevicesView, for all of them.
std::vector<HiddenRow> const of_devices = {
    {"devices", "items"},
    {"devices.items", "address browser here id name own seen_ms since_ms system way"},
};
/// DemoView, for everybody.
std::vector<HiddenRow> const of_demo = {{"demo", "doors"}, {"demo.doors", "audience name shop_name"}};
/// Not for buyers.
std::vector<HiddenRow> const for_staff = {
    {"order", "cancelled_at_ms external prior"},
    {"order.discounts", "coupon_id"},
    {"order.lines.discounts", "coupon_id"},
    {"order.external", "name value"},
    {"order.prior", "amount_fen lines payment_id refund_no refunded_at_ms"},
    {"order.prior.lines", "line_no quantity"},
    {"order.payments", "mchid out_trade_no paid_at_ms provider_total_fen sub_mchid transaction_id"},
    {"policy", "auto_rules daily_limit_fen four_eyes_above_fen"},
    {"policy.auto_rules",
     "action categories id max_buyer_tickets_30d max_refund_fen min_buyer_tickets_30d min_refund_fen queue "
     "reasons risk_signals types"},
    {"order_detail", "approved_today_fen"},
    {"ticket_detail", "first_approval_by signals"},
    {"ticket_detail.signals", "kind ticket_no"},
    {"inspection.lines", "scrap seconds"},
    {"ticket_detail.ticket.arbitration", "judge"},
    {"ticket_detail.history", "buyer_tickets_30d judge queue risk_signals rule staff why"},
    {"ticket_detail.history.why", "condition fact"},
    {"ticket_detail.ticket", "auto_rule first_approval queue"},
};

Keys allowed(std::initializer_list<std::vector<HiddenRow>> tables) {
    Keys keys;
    for (std::vector<HiddenRow> const& table : tables) {
        for (HiddenRow const& row : table) {
            std::istringstream words(row.keys);
            for (std::string word; words >> word;) keys[row.part].insert(word);
        }
    }
    return keys;
}

/// "policy.auto_rules …": what is there beyond what may be.
std::string beyond(Keys const& found, Keys const& may) {
    std::string out;
    for (auto const& [part, keys] : found) {
        auto const listed = may.find(part);
        for (std::string const& key : keys) {
            bool const fine = listed != may.end() && listed->second.contains(key);
            if (!fine) out += part + "." + key + " ";
        }
    }
    return out;
}

}  // namespace

TEST_CASE("a buyer sees of an order and a ticket what is listed, staff what is the shop's own besides") {
    Keys const all = allowed({of_order, of_ticket, of_both});
    Keys const staff = allowed({of_order, of_ticket, of_both, for_staff});
    CHECK(beyond(keys_for(Audience::buyer, order_detail, "order_detail"), all) == "");
    CHECK(beyond(keys_for(Audience::buyer, shown_ticket, "ticket_detail"), all) == "");
    for (Audience const audience : {Audience::merchant, Audience::platform}) {
        CHECK(beyond(keys_for(audience, order_detail, "order_detail"), staff) == "");
        CHECK(beyond(keys_for(audience, shown_ticket, "ticket_detail"), staff) == "");
    }
    // The tables say what there is: nothing in them is out of date.
    Keys found = keys_for(Audience::platform, order_detail, "order_detail");
    found.merge(keys_for(Audience::platform, shown_ticket, "ticket_detail"));
    for (auto const& [part, keys] : keys_for(Audience::platform, shown_ticket, "ticket_detail"))
        found[part].insert(keys.begin(), keys.end());
    CHECK(beyond(staff, found) == "");
}

TEST_CASE("of a session its owner's name, device and times are told") {
    Keys found;
    collect(to_json(DevicesView{{{"d1"}}}), "devices", found);
    CHECK(beyond(found, allowed({of_devices})) == "");
    CHECK(beyond(allowed({of_devices}), found) == "");
}

TEST_CASE("of whom a visitor of the demo may be, name and shop are told") {
    Keys found;
    collect(to_json(DemoView{{{Audience::buyer, "林晓", ""}}}), "demo", found);
    CHECK(beyond(found, allowed({of_demo})) == "");
    CHECK(beyond(allowed({of_demo}), found) == "");
}

TEST_CASE("a buyer is not told which member of staff did something, but who of the two sides") {
    TicketDetail detail;
    detail.audience = Audience::buyer;
    detail.history = {{1, {1}, {ActorKind::buyer, "b1"}, Withdrawn{}},
                      {2, {1}, {ActorKind::merchant, "m1"}, Withdrawn{}},
                      {3, {1}, {ActorKind::platform, "p1"}, Withdrawn{}},
                      {4, {1}, {}, AutoReviewed{"small", "", {{"max_refund_fen", "1 ≤ 2"}}}}};
    Value const document = to_json(detail);
    CHECK(write_json(*document.find("history")) ==
          R"([{"seq":1,"at_ms":1,"actor":{"kind":"buyer","id":"b1"},"event":"withdrawn"},)"
          R"({"seq":2,"at_ms":1,"actor":{"kind":"merchant"},"event":"withdrawn"},)"
          R"({"seq":3,"at_ms":1,"actor":{"kind":"platform"},"event":"withdrawn"}])");
}

TEST_CASE("the page reads what a buyer is sent; what he is not told is as it is by default") {
    for (std::uint64_t seed = 1; seed <= audience_seeds; ++seed) {
        CAPTURE(seed);
        Random random(seed);
        OrderDetail order = order_detail(random);
        order.audience = Audience::buyer;
        order.order = shown_order();
        auto const read = read_order_detail(to_json(order));
        REQUIRE_MESSAGE(read.ok(), picture(read.ok() ? Mistakes{} : read.error()));
        CHECK(read->policy.auto_rules.empty());
        CHECK(read->policy.daily_limit_fen == 0);
        CHECK(read->policy.four_eyes_above_fen == 0);
        CHECK(read->policy.reasons == order.policy.reasons);
        CHECK(read->policy.categories == order.policy.categories);
        CHECK(read->policy.limits == order.policy.limits);

        TicketDetail ticket = shown_ticket(random);
        ticket.audience = Audience::buyer;
        ticket.order = order.order;
        auto const told = read_ticket_detail(to_json(ticket));
        REQUIRE_MESSAGE(told.ok(), picture(told.ok() ? Mistakes{} : told.error()));
        CHECK(told->ticket.queue == "");
        CHECK(told->history.size() == ticket.history.size() - 1);
    }
}
