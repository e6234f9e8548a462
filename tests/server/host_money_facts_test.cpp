// What hosts tell about money and goods against the tickets' word: it is kept, nothing is paid twice, and
// where it was already, somebody hears of it.

#include "domain/ticket/work.hpp"
#include "server/endpoints.hpp"
#include "wire/fields.hpp"

using namespace afterdesk;
using test::machine;

namespace {

/// What was answered: a document, or "path rule" of what was refused.
struct Answer {
    std::string body, refused;
};

std::string member(std::string const& json, std::string_view key) {
    auto const value = wire::parse_json(json, wire::answer_limits);
    wire::Value const* const found = value.ok() ? value->find(key) : nullptr;
    if (found == nullptr) return "";
    auto const* const text = found->as<std::string>();
    return text != nullptr ? *text : wire::write_json(*found);
}

/// A mall whose host tells what it sends as JSON.
struct Site : world::World {
    template <class T>
    static Answer answered(Result<T, Mistakes> const& result) {
        if (result.ok()) return {wire::write_json(wire::to_json(*result)), ""};
        Mistake const& first = result.error().front();
        return {"", first.path + " " + std::string(wire::name_of(first.rule))};
    }
    static wire::Value parsed(std::string const& json) {
        auto value = wire::parse_json(json);
        REQUIRE(value.ok());
        return std::move(value).value();
    }
    Answer tell(std::string const& json) {
        auto const fact = wire::read_host_fact(parsed(json));
        return fact.ok() ? answered(service->hosts.tell(machine(), *fact))
                         : answered(Result<wire::HostFactTaken, Mistakes>(Err{fact.error()}));
    }
    Answer put(Order const& order, std::int64_t revision) {
        wire::Value value = wire::to_json(order);
        wire::put(*value.as<wire::Object>(), "revision", revision);
        Mistakes mistakes;
        auto const told = wire::read_host_order(parsed(wire::write_json(value)), mistakes);
        if (!mistakes.empty()) return answered(Result<wire::HostOrderTaken, Mistakes>(Err{mistakes}));
        return answered(service->hosts.put_order(machine(), order.order_no.value, told, wire::Language::en));
    }
    std::string events(std::string const& type) {
        EventsWanted wanted;
        wanted.types = {type};
        auto const page = service->hosts.events(machine(), wanted);
        REQUIRE(page.ok());
        return wire::write_json(wire::to_json(*page));
    }
};
using Host = Site&;

std::string fact(std::string const& id, std::string const& type, std::string const& order_no,
                 std::string const& more = "") {
    return R"({"fact_id":")" + id + R"(","type":")" + type + R"(","order_no":")" + order_no +
           R"(","occurred_at_ms":1795140000000)" + (more.empty() ? "" : "," + more) + "}";
}
std::string refund(std::string const& id, std::string const& order_no, std::string const& refund_no,
                   std::string const& payment, Fen amount_fen, std::string const& lines = "") {
    return fact(id, "refund.external", order_no,
                R"("refund_no":")" + refund_no + R"(","payment_id":")" + payment + R"(","amount_fen":)" +
                    std::to_string(amount_fen) + (lines.empty() ? "" : R"(,"lines":)" + lines));
}
std::string outcome(Answer const& answer) {
    REQUIRE(answer.refused == "");
    std::string const why =
        member(answer.body, "reason").empty() ? member(answer.body, "code") : member(answer.body, "reason");
    return member(answer.body, "outcome") + (why.empty() ? "" : " " + why);
}

std::string refusal(Answer const& answer) { return answer.refused; }

/// What asking for so many pieces of line 1 of E1 is refused with, or where its money comes from.
std::string asked(Site& site, int quantity, std::string const& order_no = "E1") {
    Request const wanted = site.request(TicketType::refund_unshipped, "not_wanted", {{1, quantity, {}}});
    auto const quoted = site.service->orders.quote_for(site.buyer, order_no, wanted);
    if (!quoted.ok()) return std::string(wire::name_of(quoted.error().front().rule));
    std::string from;
    for (PaymentShare const& share : quoted->payments)
        from += (from.empty() ? "" : " ") + share.payment_id.value + ":" + std::to_string(share.amount_fen);
    return from;
}

}  // namespace

TEST_CASE("what others paid back of a payment is not paid again") {
    Site site;
    Host host = site;
    REQUIRE(asked(site, 3) == "w1:16000 b1:4000");
    CHECK(outcome(host.tell(refund("f1", "E1", "R1", "w1", 15'000))) == "applied");
    CHECK(asked(site, 1) == "w1:1000 b1:5667");
    CHECK(asked(site, 3) == "payments_exhausted");
    CHECK(outcome(host.tell(refund("f1", "E1", "R1", "w1", 15'000))) == "duplicate");
    CHECK(outcome(host.tell(refund("f2", "E1", "R1", "w1", 15'000))) == "ignored known_already");
    CHECK(refusal(host.tell(refund("f3", "E1", "R1", "w1", 14'000))) == "refund_no fact_told_otherwise");
    CHECK(refusal(host.tell(refund("f3", "E1", "R2", "w1", 1'001))) == "amount_fen prior_exceeds_payment");
    CHECK(refusal(host.tell(refund("f3", "E1", "R2", "w9", 1))) == "payment_id unknown_name");
    CHECK(refusal(host.tell(refund("f3", "E1", "R2", "w1", 0))) == "amount_fen must_be_positive");
    CHECK(site.differences().empty());
}

TEST_CASE("pieces that others paid back can not be asked for again") {
    Site site;
    Host host = site;
    CHECK(outcome(host.tell(refund("f1", "E1", "R1", "w1", 13'334, R"([{"line_no":1,"quantity":2}])"))) ==
          "applied");
    CHECK(asked(site, 2) == "quantity_exceeds_left");
    CHECK(asked(site, 1) == "w1:2666 b1:4000");
    CHECK(refusal(host.tell(refund("f2", "E1", "R2", "b1", 1, R"([{"line_no":1,"quantity":2}])"))) ==
          "lines[0].quantity prior_exceeds_line");
    CHECK(refusal(host.tell(refund("f2", "E1", "R2", "b1", 1, R"([{"line_no":7,"quantity":1}])"))) ==
          "lines[0].line_no line_unknown");
}

TEST_CASE("the same money paid by a ticket and by others is a conflict, an event and work for staff") {
    Site site;
    Host host = site;
    std::string const no = site.refund_one("E1", 3).ticket.no.value;
    Answer const running = host.tell(refund("f1", "E1", "R1", "w1", 100));
    CHECK(outcome(running) == "conflict refunded_twice");
    CHECK(member(running.body, "ticket_no") == no);
    site.service->jobs.run_due();
    CHECK(site.look(no).ticket.paid_twice == std::vector<std::string>{"R1"});
    CHECK(work_of(site.look(no).ticket) == Work::strays);
    CHECK(host.events("ticket.paid_twice").find(no) != std::string::npos);

    CHECK(outcome(host.tell(refund("f2", "E1", "R2", "w1", 100))) == "conflict refunded_twice");
    CHECK(outcome(host.tell(refund("f3", "E1", "R3", "b1", 6'000))) ==
          "applied");  // which nobody had paid back
    Answer const again = host.tell(refund("f1", "E1", "R1", "w1", 100));
    CHECK(member(again.body, "outcome") == "duplicate");
    CHECK(member(again.body, "first") == "conflict");

    std::string const own = site.look(no).ticket.refunds[0].refund_no;
    CHECK(outcome(host.tell(refund("f4", "E1", own, "w1", 16'000))) == "ignored known_already");
    site.must(site.merchant, no, SettleStrays{"已追回"});
    CHECK_FALSE(work_of(site.look(no).ticket));
    CHECK(site.differences().empty());
}

TEST_CASE("an open ticket goes on with what others left, and ends where that is nothing") {
    Site site;
    Host host = site;
    std::string const no = site.returned_one("E2", 1);
    REQUIRE(site.look(no).ticket.quote.payments.at(0).payment_id.value == "w1");
    CHECK(outcome(host.tell(refund("f1", "E2", "R1", "w1", 16'000))) == "applied");
    Ticket const& anew = site.look(no).ticket;
    CHECK(anew.quote.payments.at(0).payment_id.value == "b1");
    CHECK(anew.state == State::awaiting_receipt);
    Answer const told = host.tell(refund("f2", "E2", "R2", "b1", 10'000));
    CHECK(outcome(told) == "applied");
    CHECK(told.body.find(no) != std::string::npos);
    CHECK(site.look(no).ticket.state == State::closed);
    CHECK(site.look(no).ticket.cause == Cause::refunded_outside);
    CHECK(site.differences().empty());
}

TEST_CASE("a delivery that never left is taken back; one that was signed for is not") {
    Site site;
    Host host = site;
    auto const shipped = [&](std::string const& id, std::string const& number) {
        return host.tell(fact(id, "shipment.created", "E1",
                              R"("delivery_no":")" + number + R"(","lines":[{"line_no":1,"quantity":2}])"));
    };
    auto const voided = [&](std::string const& id, std::string const& number) {
        return host.tell(fact(id, "shipment.voided", "E1", R"("delivery_no":")" + number + R"(")"));
    };
    REQUIRE(outcome(shipped("f1", "D1")) == "applied");
    CHECK(asked(site, 3) == "quantity_exceeds_left");
    CHECK(outcome(voided("f2", "D1")) == "applied");
    CHECK(outcome(voided("f2", "D1")) == "duplicate");
    CHECK(asked(site, 3) == "w1:16000 b1:4000");
    CHECK(refusal(voided("f3", "D1")) == "delivery_no not_found");
    REQUIRE(outcome(shipped("f4", "D2")) == "applied");
    REQUIRE(outcome(host.tell(fact("f5", "shipment.delivered", "E1", R"("delivery_no":"D2")"))) == "applied");
    CHECK(refusal(voided("f6", "D2")) == "delivery_no fact_told_otherwise");
}

TEST_CASE("nothing of a cancelled order is granted without a person, and what speaks against it is told") {
    Site site;
    Host host = site;
    CHECK(outcome(host.tell(fact("f1", "order.cancelled", "E1"))) == "applied");
    CHECK(outcome(host.tell(fact("f2", "order.cancelled", "E1"))) == "ignored known_already");
    std::string const no = site.refund_one("E1", 1).ticket.no.value;
    CHECK(site.look(no).ticket.state == State::awaiting_merchant);
    CHECK(outcome(host.tell(fact("f3", "order.cancelled", "E4"))) == "conflict shipped_already");
    std::string const open = site.return_one("E2", 1).ticket.no.value;
    Answer const told = host.tell(fact("f4", "order.cancelled", "E2"));
    CHECK(outcome(told) == "conflict ticket_open");
    CHECK(member(told.body, "ticket_no") == open);
    CHECK(site.differences().empty());
}

TEST_CASE("what speaks against a ticket that runs is on the health page until the ticket ends") {
    Site site;
    Host host = site;
    auto const seen = [&] {
        auto const health = site.service->health.look(site.platform);
        std::string out;
        for (auto const& one : health.checks[static_cast<std::size_t>(wire::HealthCheck::host_tasks)].tickets)
            out += one.ticket_no + " " + one.note + ";";
        return out;
    };
    CHECK(outcome(host.tell(fact("f0", "order.cancelled", "E1"))) == "applied");  // it contradicts nothing
    std::string const open = site.return_one("E2", 1).ticket.no.value;
    CHECK(seen().empty());
    CHECK(outcome(host.tell(fact("f1", "order.cancelled", "E2"))) == "conflict ticket_open");
    CHECK(outcome(host.tell(fact("f1", "order.cancelled", "E2"))) == "duplicate ticket_open");
    CHECK(seen() == open + " ticket_open;");
    CHECK(site.service->health.count(wire::HealthCheck::host_tasks) == 1);

    REQUIRE(outcome(host.tell(fact("f2", "shipment.created", "E3",
                                   R"("delivery_no":"D1","lines":[{"line_no":1,"quantity":3}])"))) ==
            "applied");
    auto const asked = world::World::request(TicketType::refund_shipped, "not_received", {{1, 1, {}}});
    std::string const shipped =
        site.read(site.apply(site.other_buyer, site.application(site.other_buyer, "E3", asked), "k"))
            .ticket.no.value;
    CHECK(outcome(host.tell(fact("f3", "shipment.voided", "E3", R"("delivery_no":"D1")"))) ==
          "conflict shipment_claimed");
    CHECK(seen().find(shipped + " shipment_claimed;") != std::string::npos);

    site.must(site.buyer, open, Withdraw{});
    CHECK(seen() == shipped + " shipment_claimed;");
    CHECK(site.differences().empty());
}

TEST_CASE("an entitlement that was not used after all can be refunded again") {
    Site site;
    Host host = site;
    Order order = world::unshipped_order("N1", "s1", "b1");
    order.lines[1].kind = LineKind::virtual_;
    order.lines[1].entitlements = {{"e1", 1, false}, {"e2", 1, false}};
    for (Payment& payment : order.payments) payment.payment_id.value += "n";
    REQUIRE(host.put(order, 1).refused == "");
    std::string const one = R"("lines":[{"line_no":2,"entitlements":["e1"]}])";
    CHECK(outcome(host.tell(fact("f1", "entitlement.used", "N1", one))) == "applied");
    CHECK(outcome(host.tell(fact("f2", "entitlement.unused", "N1", one))) == "applied");
    CHECK(outcome(host.tell(fact("f3", "entitlement.unused", "N1", one))) == "ignored known_already");
    auto const shown = site.service->orders.show(site.platform, "N1");
    REQUIRE(shown.ok());
    CHECK_FALSE(shown->order.lines[1].entitlements[0].used);
    CHECK(refusal(host.tell(
              fact("f4", "entitlement.unused", "N1", R"("lines":[{"line_no":2,"entitlements":["e9"]}])"))) ==
          "lines[0].entitlements[0] entitlement_unknown");
}

TEST_CASE("an order brings coupons' numbers, refunds by others and the mall's own fields, also later") {
    Site site;
    Host host = site;
    Order order = world::unshipped_order("N1", "s1", "b1");
    for (Payment& payment : order.payments) payment.payment_id.value += "n";
    order.payments[1].channel = PaymentChannel::giftcard;
    REQUIRE(member(host.put(order, 1).body, "outcome") == "added");
    order.lines[0].discounts[0].coupon_id = "C-7";
    order.external = {{"channel", "直播间"}};
    order.prior = {{"R1", {"w1n"}, 15'000, std::nullopt, {}}};
    CHECK(member(host.put(order, 2).body, "outcome") == "updated");
    CHECK(asked(site, 1, "N1") == "w1n:1000 b1n:5667");
    auto const shown = site.service->orders.show(site.platform, "N1");
    REQUIRE(shown.ok());
    CHECK(shown->order == order);
    CHECK(member(host.put(order, 3).body, "outcome") == "unchanged");
    auto const bought = site.service->orders.show(site.buyer, "N1");
    REQUIRE(bought.ok());
    std::string const seen = wire::write_json(wire::to_json(*bought));
    CHECK(seen.find("C-7") == std::string::npos);
    CHECK(seen.find("直播间") == std::string::npos);

    Order without = order;  // what was told once stays
    without.prior.clear();
    without.external.clear();
    without.lines[0].discounts[0].coupon_id.clear();
    CHECK(member(host.put(without, 4).body, "outcome") == "unchanged");
    order.prior[0].amount_fen = 14'000;
    CHECK(refusal(host.put(order, 5)) == "refund_no fact_told_otherwise");
    order.prior = {{"R2", {"w1n"}, 16'001, std::nullopt, {}}};
    CHECK(refusal(host.put(order, 5)) == "prior[0].amount_fen prior_exceeds_payment");
}

TEST_CASE("a refund by others that an order brings says so when a ticket paid the same") {
    Site site;
    Host host = site;
    std::string const no = site.refund_one("E1", 3).ticket.no.value;
    site.service->jobs.run_due();
    Order order = world::unshipped_order("E1", "s1", "b1");
    order.prior = {{"R1", {"w1"}, 5'000, std::nullopt, {}}};
    Answer const told = host.put(order, 1);
    std::string const remarks = member(told.body, "remarks");
    CHECK(remarks.find("refunded_twice") != std::string::npos);
    CHECK(remarks.find(no) != std::string::npos);
    CHECK(work_of(site.look(no).ticket) == Work::strays);
}
