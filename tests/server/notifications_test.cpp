// People are told what waits for them and what moves their money: once each, however badly it is taken, and
// nobody more than he wants to hear.

#include "service/notifications.hpp"
#include "server/endpoints.hpp"
#include "service/erasure.hpp"

using namespace afterdesk;
using outside::Handed;
using outside::HandedOver;
using outside::Letter;
using test::machine;
using wire::NotificationKind;

namespace {

/// Keeps what it was handed, and answers what a test says.
class Postman final : public outside::Notifier {
  public:
    explicit Postman(bool by_phone = false) : by_phone_(by_phone) {}
    std::function<HandedOver(Letter const&)> answer;
    std::vector<Letter> letters;

    bool reaches(wire::NotificationContact const& contact) const override {
        return !(by_phone_ ? contact.phone : contact.email).empty();
    }
    HandedOver hand_over(Letter const& letter) override {
        letters.push_back(letter);
        return answer ? answer(letter) : HandedOver{Handed::taken};
    }
    HandedOver examine(Instant) override { return {Handed::taken}; }

  private:
    bool by_phone_;
};

/// A mall whose people want to hear: the buyer b1, the shop's m1, the platform's p2.
struct NoteWorld : world::World {
    std::shared_ptr<Postman> mail = std::make_shared<Postman>();
    std::shared_ptr<Postman> messages = std::make_shared<Postman>(true);

    NoteWorld() {
        parties.mail = mail;
        parties.messages = messages;
        start();
        contact(true, "b1", {"b1@example.com", "13800138000"});
        contact(false, "m1", {"m1@example.com"});
        contact(false, "p2", {"p2@example.com"});
        service->jobs.run_due();
    }
    void contact(bool is_buyer, std::string id, wire::NotificationContact const& contact) {
        store->write([&](store::WriteTx& tx) {
            store::put_notification_contact(tx, {{"mall"}, is_buyer, id}, contact);
            return true;
        });
    }
    void run() { service->jobs.run_due(); }
    void live_for(Duration time, Duration step = minutes(30)) {
        for (Duration gone{0}; gone < time; gone.ms += step.ms) {
            pass(step);
            run();
        }
    }
    /// "b1 agreed", in order.
    std::vector<std::string> heard(Postman const& by) const {
        std::vector<std::string> out;
        for (Letter const& one : by.letters) out.push_back(one.person + " " + one.kind);
        return out;
    }
    std::vector<std::string> heard() const { return heard(*mail); }
    int parked() {
        auto const health = service->health.look(platform);
        return health.checks[static_cast<std::size_t>(wire::HealthCheck::notifications)].count;
    }
};

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a return is told on its way: applied, agreed with its deadline, refunded") {
    NoteWorld world;
    std::string const no = world.return_one().ticket.no.value;
    world.run();
    CHECK(world.heard() == Lines{"m1 applied"});
    world.must(world.merchant, no, Agree{world::address()});
    world.run();
    REQUIRE(world.heard() == Lines{"m1 applied", "b1 agreed"});
    Letter const& agreed = world.mail->letters.back();
    CHECK(agreed.to.email == "b1@example.com");
    CHECK(agreed.title == "商家已同意，请寄回商品 · 云杉服饰");
    CHECK(agreed.text.find("https://desk.example/#/b/tickets/" + no) != std::string::npos);
    CHECK(agreed.text.find("2026-") != std::string::npos);
    for (std::string const& secret : {world::address().phone, world::address().text, std::string("林晓")})
        CHECK(agreed.text.find(secret) == std::string::npos);
    world.must(world.buyer, no, ShipBack{world::parcel()});
    world.must(world.merchant, no, Receive{});
    world.run();
    CHECK(world.heard() == Lines{"m1 applied", "b1 agreed", "b1 refunded"});
    CHECK(world.mail->letters.back().text.find("¥66.67") != std::string::npos);
    CHECK(world.heard(*world.messages) == Lines{"b1 agreed", "b1 refunded"});
    CHECK(world.messages->letters.back().params.back() ==
          std::pair<std::string, std::string>("amount", "¥66.67"));
    CHECK(world.differences().empty());
}

TEST_CASE("what is decided by itself waits for nobody: the buyer alone hears that he is paid") {
    NoteWorld world;
    world.refund_one();
    world.run();
    CHECK(world.heard() == Lines{"b1 refunded"});
}

TEST_CASE("offers, rejections, disputes and verdicts are told to the other side, in each one's language") {
    NoteWorld world;
    world.contact(false, "m1", {"m1@example.com", "", "", wire::NotificationLanguage::en});
    std::string const no = world.return_one().ticket.no.value;
    world.must(world.merchant, no, MakeOffer{3'000, "各让一步", {}, TicketType::refund_shipped});
    world.must(world.buyer, no, CounterOffer{5'000, "再加一点"});
    world.must(world.merchant, no, Reject{"other", "请补充照片", {}});
    world.must(world.buyer, no, Escalate{"不同意", {}});
    world.must(world.platform, no, AskEvidence{"请补充"});
    world.run();
    auto const heard = world.heard();
    for (char const* const line :
         {"m1 applied", "b1 offered", "m1 countered", "b1 rejected", "p2 escalated", "b1 asked", "m1 asked"})
        CHECK_MESSAGE(std::count(heard.begin(), heard.end(), line) == 1, line);
    CHECK(heard.size() == 7);
    for (Letter const& one : world.mail->letters) {
        CHECK((one.text.find("Case: ") != std::string::npos) == (one.person == "m1"));
        char const* const side = one.person == "b1" ? "/#/b/" : one.person == "m1" ? "/#/m/" : "/#/p/";
        CHECK(one.text.find(side) != std::string::npos);
        CHECK(one.text.find("请补充") == std::string::npos);  // what people write stays behind the link
        CHECK(one.text.find("各让一步") == std::string::npos);
    }
}

TEST_CASE("a time limit of some days is told again a day before it ends, once, and not when it is met") {
    NoteWorld world;
    std::string const no = world.return_one().ticket.no.value;
    world.must(world.merchant, no, Agree{world::address()});
    world.run();
    auto const until = *world.look(no).ticket.deadline;
    world.live_for({until.ms - world.now_ms - hours(25).ms});
    CHECK(world.heard() == Lines{"m1 applied", "b1 agreed"});
    world.live_for(hours(20));
    CHECK(world.heard() == Lines{"m1 applied", "b1 agreed", "b1 buyer_deadline"});
    world.live_for(hours(3));
    CHECK(world.mail->letters.size() == 3);

    NoteWorld other;
    other.return_one();
    other.run();
    auto const limit = *other.look(other.mail->letters.front().params[1].second).ticket.deadline;
    other.live_for({limit.ms - other.now_ms - hours(2).ms});
    CHECK(other.heard() == Lines{"m1 applied", "m1 shop_deadline"});
}

TEST_CASE("who wants to hear nothing, has no address, or has gone hears nothing") {
    NoteWorld world;
    world.contact(true, "b1", {"b1@example.com", "", "", {}, true});
    world.refund_one("E1");
    world.run();
    CHECK(world.heard().empty());
    world.contact(true, "b1", {});
    world.refund_one("E1");
    world.run();
    CHECK(world.heard().empty());
    // What waited when he said so, too.
    world.contact(true, "b1", {"b1@example.com"});
    world.mail->answer = [](auto const&) { return HandedOver{Handed::later, "SMTP 451 RCPT"}; };
    world.refund_one("E1");
    world.run();
    CHECK(world.heard().size() == 1);
    world.contact(true, "b1", {"b1@example.com", "", "", {}, true});
    world.live_for(days(4));
    CHECK(world.heard().size() == 1);
    CHECK(world.parked() == 0);
    CHECK(world.service->jobs.notifications().counts().left_out == 1);
}

TEST_CASE(
    "what is not taken goes again under the same id with the same words, and is parked after three days") {
    NoteWorld world;
    world.mail->answer = [](auto const&) { return HandedOver{Handed::later, "SMTP 451 RCPT"}; };
    world.refund_one();
    world.run();
    CHECK(world.service->jobs.notifications().waiting() == 1);
    world.live_for(days(2), minutes(10));
    std::size_t const tries = world.mail->letters.size();
    CHECK((tries > 40 && tries < 90));
    for (Letter const& one : world.mail->letters) {
        CHECK(one.id == world.mail->letters.front().id);
        CHECK(one.title == world.mail->letters.front().title);
        CHECK(one.text == world.mail->letters.front().text);
        CHECK(one.made == world.mail->letters.front().made);
    }
    CHECK(world.parked() == 0);
    world.live_for(days(2), minutes(10));
    CHECK(world.parked() == 1);
    std::size_t const last = world.mail->letters.size();
    world.live_for(days(1));
    CHECK(world.mail->letters.size() == last);
    world.live_for(days(4), hours(2));
    world.service->jobs.notifications().clean_up();  // after a week nobody is reminded of it any more
    CHECK(world.parked() == 0);
}

TEST_CASE("a definite no parks at once, and others go on") {
    NoteWorld world;
    world.mail->answer = [](Letter const& letter) {
        return letter.person == "b1" ? HandedOver{Handed::refused, "SMTP 550 RCPT"}
                                     : HandedOver{Handed::taken};
    };
    std::string const no = world.return_one().ticket.no.value;
    world.must(world.merchant, no, Reject{"other", "说明", {}});
    world.run();
    CHECK(world.heard() == Lines{"m1 applied", "b1 rejected"});
    CHECK(world.parked() == 1);
    world.live_for(hours(12));
    CHECK(world.mail->letters.size() == 2);
    auto const health = world.service->health.look(world.platform);
    auto const& seen = health.checks[static_cast<std::size_t>(wire::HealthCheck::notifications)];
    CHECK(seen.tickets.front().ticket_no == no);
    CHECK(seen.tickets.front().note == "mail · rejected · SMTP 550 RCPT");
}

TEST_CASE(
    "a server that takes none is left alone for longer and longer, and gets all of it when it is back") {
    NoteWorld world;
    world.mail->answer = [](auto const&) { return HandedOver{Handed::away, "nobody listens"}; };
    world.refund_one("E1");
    world.return_one("E2");
    world.live_for(hours(10), minutes(5));
    CHECK(world.mail->letters.size() < 80);
    CHECK(world.heard(*world.messages) == Lines{"b1 refunded"});  // the other way goes on
    world.mail->letters.clear();
    world.mail->answer = nullptr;
    world.live_for(hours(1), minutes(5));
    auto heard = world.heard();
    std::sort(heard.begin(), heard.end());
    CHECK(heard == Lines{"b1 refunded", "m1 applied"});
}

TEST_CASE("a crash between being taken and being noted repeats one under the same id, and no other") {
    NoteWorld world;
    world.mail->answer = [](Letter const&) -> HandedOver { throw std::runtime_error("the power goes"); };
    world.refund_one("E1");
    world.run();
    std::string const id = world.mail->letters.front().id;
    world.restart();
    world.mail->answer = nullptr;
    world.pass(minutes(5));
    world.run();
    REQUIRE(world.mail->letters.size() == 2);
    CHECK(world.mail->letters.back().id == id);
    world.restart();
    world.live_for(hours(30));
    CHECK(world.mail->letters.size() == 2);
}

TEST_CASE("nobody is sent more than twenty a day") {
    NoteWorld world;
    std::vector<Order> orders;
    for (int i = 0; i < 30; ++i)
        orders.push_back(world::unshipped_order("F" + std::to_string(i), "s1", "b1"));
    world.import(orders);
    for (int i = 0; i < 30; ++i) world.refund_one("F" + std::to_string(i));
    world.run();
    CHECK(world.mail->letters.size() == most_a_day);
    CHECK(world.messages->letters.size() == most_a_day);
    world.pass(hours(25));
    world.refund_one("E1");
    world.run();
    CHECK(world.mail->letters.size() == most_a_day + 1);
}

TEST_CASE("what happened before there was a way, or while there was none for a day, is told to nobody") {
    world::World world;
    world.store->write([&](store::WriteTx& tx) {
        store::put_notification_contact(tx, {{"mall"}, true, "b1"}, {"b1@example.com"});
        return true;
    });
    world.refund_one("E1");
    world.service->jobs.run_due();
    auto const mail = std::make_shared<Postman>();
    auto const start_with = [&](std::shared_ptr<outside::Notifier> by) {
        world.parties.mail = std::move(by);
        world.restart();
        world.service->jobs.run_due();
    };
    start_with(mail);
    CHECK(mail->letters.empty());
    start_with(nullptr);
    world.refund_one("E1");
    world.service->jobs.run_due();
    world.pass(hours(30));
    start_with(mail);
    CHECK(mail->letters.empty());
    start_with(nullptr);
    world.refund_one("E1");
    world.service->jobs.run_due();
    world.pass(hours(3));
    start_with(mail);
    CHECK(mail->letters.size() == 1);
}

TEST_CASE(
    "a host tells where its people want to hear, and what is not told stays; erasing a buyer takes it away") {
    NoteWorld world;
    wire::HostBuyerBody body;
    body.contact = wire::NotificationContact{"new@example.com", "138-0013 8000", "o-X_1",
                                             wire::NotificationLanguage::en, false};
    auto const put = [&] { return world.service->people.put_buyer(machine(), "b1", body); };
    REQUIRE(put().ok());
    CHECK(put()->contact->phone == "13800138000");
    body.contact.reset();
    body.name = "林晓晓";
    CHECK(put()->contact->email == "new@example.com");
    for (auto const& [wrong, path] : std::vector<std::pair<wire::NotificationContact, std::string>>{
             {{"x\r\nBcc: y@example.com"}, "contact.email"},
             {{"", "phone"}, "contact.phone"},
             {{"", "", "o x"}, "contact.openid"}}) {
        body.contact = wrong;
        auto const refused = put();
        REQUIRE_FALSE(refused.ok());
        CHECK(refused.error().front().path == path);
        CHECK(refused.error().front().rule == Rule::bad_characters);
    }
    // Buyers are the whole mall's.
    wire::HostBuyerBody of_shop;
    CHECK_FALSE(world.service->people.put_buyer(machine("s1"), "b1", of_shop)->contact.has_value());
    of_shop.contact = wire::NotificationContact{"shop@example.com"};
    auto const not_his = world.service->people.put_buyer(machine("s1"), "b1", of_shop);
    REQUIRE_FALSE(not_his.ok());
    CHECK(not_his.error().front().rule == Rule::scope_missing);
    wire::HostStaffBody staff{"anna", "安娜", "s1", "reviewer", false, false};
    staff.contact = wire::NotificationContact{"anna@example.com"};
    CHECK(world.service->people.put_staff(machine(), "h1", staff)->contact->email == "anna@example.com");

    world.refund_one("E1");
    world.run();
    world.pass(days(400));
    world.run();
    auto const erased =
        erase(*world.store, {{"mall"}, store::Erasable::buyer, "b1", "asked", {world.now_ms}});
    REQUIRE(erased.ok());
    bool const gone = world.store->read([](store::ReadTx& tx) {
        return !store::find_notification_contact(tx, {{"mall"}, true, "b1"});
    });
    CHECK(gone);
}
