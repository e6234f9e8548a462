// Several merchant accounts: a refund goes over the one that took its payment, and over no other.

#include <filesystem>
#include <fstream>

#include "outside/accounts.hpp"
#include "outside/merchants.hpp"
#include "server/bill_sample.hpp"
#include "server/wechat_sample.hpp"
#include "server/world.hpp"

using namespace afterdesk;
using outside::Answer;
using Told = outside::Outcome;
using world::World;

namespace {

constexpr auto wechat = PaymentChannel::wechat, alipay = PaymentChannel::alipay;
constexpr char const* day = "2026-11-20";

/// A merchant account that does as it is told, and remembers what it was asked.
class FakeAccount final : public outside::Payments {
  public:
    explicit FakeAccount(std::string no) : no_(std::move(no)) {}
    Answer refund(outside::RefundOrder const& order) override {
        asked.push_back(order.refund_no);
        return {says, "CODE"};
    }
    Answer query(outside::RefundOrder const& order) override {
        queried.push_back(order.refund_no);
        return {knows, "CODE"};
    }
    bool is_signed(outside::Message const&, Instant) const override { return false; }
    Result<outside::Notice, Mistakes> read_notice(std::string_view) const override {
        return Err{one_mistake(Rule::not_found)};
    }
    Result<outside::BillGiven, outside::BillMistake> bill(outside::BillAsked const& wanted) override {
        if (of_bill.empty()) return outside::BillGiven::none;
        std::ofstream(wanted.into) << of_bill;
        return outside::BillGiven::written;
    }
    std::string account_no() const override { return no_; }
    std::string merchant_no() const override { return no_; }

    Told says = Told::paid, knows = Told::absent;
    std::vector<std::string> asked, queried;
    std::string of_bill;

  private:
    std::string no_;
};

std::shared_ptr<FakeAccount> account(char const* no) { return std::make_shared<FakeAccount>(no); }

/// The account of everybody (100), one of shop s1 (101) and of s3 (102), a provider's for all (103) that acts
/// for 7 and 8; and a shop's at Alipay.
struct Accounts {
    std::shared_ptr<FakeAccount> everybodys = account("100"), first = account("101"), second = account("102"),
                                 provider = account("103"), app = account("2021");
    outside::Parties parties() const {
        outside::Parties out;
        out.payments = {{wechat, everybodys}};
        out.accounts = {{wechat, {}, {{"s1"}}, {}, first},
                        {wechat, {}, {{"s3"}, {"s4"}}, {}, second},
                        {wechat, {}, {}, {"7", "8"}, provider},
                        {alipay, "2088", {{"s1"}}, {}, app}};
        return out;
    }
};

Order order_of(std::string no, std::string const& mchid, std::string const& shop = "s1") {
    Order order = world::unshipped_order(std::move(no), shop, "b1");
    order.payments = {{{"w-" + order.order_no.value}, wechat, 26'000}};
    order.payments[0].provider.mchid = mchid;
    return order;
}

/// A mall with these accounts, and orders that name them.
struct Desk {
    Accounts mall;
    World w;

    Desk() {
        w.parties = mall.parties();
        w.start();
        // A folder that was no demo has no book of a simulated channel.
        std::filesystem::remove(outside::simulated::book_file(w.folder.path()));
        w.import({order_of("N0", ""), order_of("N1", "101"), order_of("N2", "102"), order_of("N3", "103"),
                  order_of("N9", "999"), order_of("M0", "", "s2"), order_of("D0", "100")});
    }
    std::string refund(std::string const& order) {
        std::string const no = w.refund_one(order).ticket.no.value;
        w.service->jobs.run_due();
        return no;
    }
    Ticket look(std::string const& no) { return w.look(no).ticket; }
    std::string part_of(std::string const& no) { return look(no).refunds.front().refund_no; }
    std::size_t all_asked() const {
        return mall.everybodys->asked.size() + mall.first->asked.size() + mall.second->asked.size() +
               mall.provider->asked.size();
    }
};

}  // namespace

TEST_CASE("which account a refund goes over") {
    Accounts const mall;
    struct Row {
        char const* name;
        PaymentChannel channel;
        std::string shop;
        ProviderPayment payment;
        std::string sent_over;
        outside::Payments const* want;
        bool is_foreign = false;
    };
    auto const by = [](std::string mchid, std::string sub = "") {
        ProviderPayment out;
        out.mchid = std::move(mchid);
        out.sub_mchid = std::move(sub);
        return out;
    };
    outside::Payments const* const none = nullptr;
    std::vector<Row> const rows{
        {"the shop's, where the payment names none", wechat, "s1", by(""), "", mall.first.get()},
        {"the other shop's likewise", wechat, "s3", by(""), "", mall.second.get()},
        {"everybody's, where the shop has none", wechat, "s9", by(""), "", mall.everybodys.get()},
        {"the one that is named", wechat, "s1", by("101"), "", mall.first.get()},
        {"everybody's, when it is named", wechat, "s1", by("100"), "", mall.everybodys.get()},
        {"one that is for all, when it is named", wechat, "s9", by("103"), "", mall.provider.get()},
        {"none, when nobody has what is named", wechat, "s1", by("999"), "", none},
        {"none, when another shop's is named", wechat, "s1", by("102"), "", none, true},
        {"nor when a shop without one names it", wechat, "s9", by("102"), "", none, true},
        {"the provider's, by whom it acts for", wechat, "s1", by("", "7"), "", mall.provider.get()},
        {"the provider's, by both", wechat, "s1", by("103", "8"), "", mall.provider.get()},
        {"none, when it does not act for it", wechat, "s1", by("103", "9"), "", none, true},
        {"everybody's as a provider for anybody", wechat, "s9", by("100", "9"), "", mall.everybodys.get()},
        {"the one that was asked, whose it is now", wechat, "s1", by(""), "102", mall.second.get()},
        {"and whatever is named now", wechat, "s1", by("101"), "103", mall.provider.get()},
        {"none, when the one that was asked is gone", wechat, "s1", by(""), "105", none},
        {"everybody's, where it was asked before accounts were kept", wechat, "s1", by(""), "default",
         mall.everybodys.get()},
        {"of another channel by its own number", alipay, "s1", by("2021"), "", mall.app.get()},
        {"or its seller's", alipay, "s1", by("2088"), "", mall.app.get()},
        {"none of it for a shop that has none there", alipay, "s2", by(""), "", none},
        {"nor for one that names it", alipay, "s2", by("2088"), "", none, true},
    };
    outside::Parties const parties = mall.parties();
    for (Row const& row : rows) {
        CAPTURE(row.name);
        ShopId const shop{row.shop};
        auto const over = outside::account_for(parties, {row.channel, shop, row.payment, row.sent_over});
        CHECK(over.payments == row.want);
        CHECK(over.is_foreign == row.is_foreign);
    }
}

TEST_CASE("what pays without accounts of its own takes whatever is named") {
    outside::Parties parties;
    auto const host = account("");
    parties.payments = {{wechat, host}};
    ProviderPayment named;
    named.mchid = "999";
    ShopId const shop{"s1"};
    CHECK(outside::account_for(parties, {wechat, shop, named}).payments == host.get());
    CHECK(outside::account_for(parties, {wechat, shop, named, "101"}).payments == nullptr);
    parties.payments.clear();
    auto const all = account("103");
    parties.accounts = {{wechat, {}, {}, {}, all}};
    CHECK(outside::account_for(parties, {wechat, shop, {}}).payments == all.get());
    CHECK(outside::account_for(parties, {wechat, shop, named}).payments == nullptr);
}

TEST_CASE("a refund goes over the account that took the payment") {
    Desk desk;
    for (auto const& [order, over] : {std::pair{"N0", desk.mall.first.get()},
                                      {"N1", desk.mall.first.get()},
                                      {"N3", desk.mall.provider.get()},
                                      {"M0", desk.mall.everybodys.get()},
                                      {"D0", desk.mall.everybodys.get()}}) {
        CAPTURE(order);
        std::size_t const before = over->asked.size(), all = desk.all_asked();
        std::string const no = desk.refund(order);
        CHECK(over->asked.size() == before + 1);
        CHECK(desk.all_asked() == all + 1);
        CHECK(desk.look(no).state == State::completed);
    }
    CHECK(desk.w.differences().empty());
}

TEST_CASE(
    "what names an account that is not there waits, and goes over none; what names another shop's fails") {
    Desk desk;
    std::string const waits = desk.refund("N9");
    CHECK(desk.w.look(waits).waiting_for_host == std::vector{desk.part_of(waits)});
    CHECK(desk.w.service->jobs.refunds_waiting() == 1);
    std::string const foreign = desk.refund("N2");
    CHECK(desk.look(foreign).state == State::refund_failed);
    CHECK(desk.look(foreign).refunds.front().failure == "OTHER_MCHID");
    CHECK(desk.all_asked() == 0);

    SUBCASE("until it is there") {
        auto const added = account("999");
        desk.w.parties.accounts.push_back({wechat, {}, {{"s1"}}, {}, added});
        desk.w.restart();
        desk.w.pass(hours(1));
        desk.w.service->jobs.run_due();
        CHECK(desk.look(waits).state == State::completed);
        CHECK(added->asked == std::vector{desk.part_of(waits)});
    }
    SUBCASE("staff ask again once the shop may use it") {
        desk.w.parties.accounts[1].shops.push_back({"s1"});
        desk.w.restart();
        desk.w.must(desk.w.merchant, foreign, RetryRefund{});
        desk.w.service->jobs.run_due();
        CHECK(desk.look(foreign).state == State::completed);
        CHECK(desk.mall.second->asked.size() == 1);
    }
    CHECK(desk.w.differences().empty());
}

TEST_CASE("a number that was asked for stays with its account, whatever the settings say later") {
    Desk desk;
    desk.mall.first->says = Told::unknown;
    std::string const no = desk.refund("N0");
    REQUIRE(desk.mall.first->asked.size() == 1);
    auto const again = [&](outside::Parties parties) {
        desk.w.parties = std::move(parties);
        desk.w.restart();
        desk.w.pass(hours(1));
        desk.w.service->jobs.run_due();
    };
    SUBCASE("when it is taken out it waits, and is asked about when it is back") {
        auto parties = desk.mall.parties();
        parties.accounts.erase(parties.accounts.begin());
        again(parties);
        CHECK(desk.w.look(no).waiting_for_host == std::vector{desk.part_of(no)});
        CHECK(desk.all_asked() == 1);
        desk.mall.first->knows = Told::paid;
        again(desk.mall.parties());
        CHECK(desk.look(no).state == State::completed);
        CHECK(desk.mall.first->queried.size() == 1);
        CHECK(desk.all_asked() == 1);
    }
    SUBCASE("when the shop has another one now") {
        auto parties = desk.mall.parties();
        std::swap(parties.accounts[0].shops, parties.accounts[1].shops);
        desk.mall.first->says = Told::paid;
        again(parties);
        CHECK(desk.mall.first->queried.size() == 1);
        CHECK(desk.mall.first->asked.size() == 2);
        CHECK(desk.all_asked() == 2);
        CHECK(desk.look(no).state == State::completed);
    }
    SUBCASE("when the payment is said to be another one's it is only asked about, and then a person's task") {
        desk.w.import({order_of("N0", "103")});
        for (int i = 0; i < 12; ++i) again(desk.mall.parties());
        CHECK(desk.mall.first->queried.size() == 8);
        CHECK(desk.all_asked() == 1);
        CHECK(desk.look(no).state == State::refund_failed);
        CHECK(desk.look(no).refunds.front().failure == "OTHER_MCHID");
    }
    CHECK(desk.w.differences().empty());
}

// ---- What WeChat Pay tells --------------------------------------------------------------------------------

TEST_CASE("a notice counts for the account whose key signed it, and for no other's refunds") {
    World w;
    auto const https = std::make_shared<test::ScriptedHttps>();
    auto const clock = [&] { return Instant{w.now_ms.load()}; };
    w.parties.payments = {{wechat, test::wechat_payments(https, clock)}};
    w.parties.accounts = {
        {wechat, {}, {{"s1"}}, {}, test::wechat_payments(https, clock, test::second_merchant)}};
    w.start();
    w.import({order_of("T1", test::wechat_mchid), order_of("T2", test::second_merchant.mchid)});
    std::string const first = w.refund_one("T1").ticket.no.value, second = w.refund_one("T2").ticket.no.value;
    w.service->jobs.run_due();
    REQUIRE(https->asked.size() == 2);

    auto const tell = [&](std::string const& ticket, char const* says, test::WechatMerchant const& by) {
        RefundPart const part = w.look(ticket).ticket.refunds.front();
        wire::Object const refund{{"mchid", says},
                                  {"out_refund_no", part.refund_no},
                                  {"refund_status", "SUCCESS"},
                                  {"amount", wire::Object{{"refund", part.amount_fen}}}};
        std::string const body = test::wechat_notice("REFUND.SUCCESS", wire::write_json(refund), by);
        auto const fields = test::signed_by_channel(body, clock(), by);
        auto const header = [&](std::string_view name) {
            auto const found = std::find_if(fields.begin(), fields.end(),
                                            [&](auto const& field) { return field.first == name; });
            return found == fields.end() ? std::string_view() : std::string_view(found->second);
        };
        CHECK(w.service->jobs.is_signed("wechat", {header, body}));
        auto const refused = w.service->jobs.take_notice("wechat", {header, body});
        return refused ? refused->front().path + " " + std::string(wire::name_of(refused->front().rule))
                       : std::string();
    };
    test::WechatMerchant const ours = test::first_merchant, other = test::second_merchant;
    CHECK(tell(first, other.mchid, other) == "refund_no not_found");
    CHECK(tell(second, ours.mchid, ours) == "refund_no not_found");
    CHECK(tell(second, other.mchid, ours) == "mchid not_found");
    CHECK(w.look(first).ticket.state == State::refunding);
    CHECK(w.look(second).ticket.state == State::refunding);
    CHECK(tell(first, ours.mchid, ours) == "");
    CHECK(tell(second, other.mchid, other) == "");
    CHECK(w.look(first).ticket.state == State::completed);
    CHECK(w.look(second).ticket.state == State::completed);
}

// ---- Bills ------------------------------------------------------------------------------------------------

TEST_CASE("each account's bill is fetched and held against its own refunds") {
    Desk desk;
    std::string const by_shop = desk.refund("N1"), by_all = desk.refund("D0");
    auto const line_of = [&](std::string const& ticket, std::string const& mchid) {
        test::WechatLine line{desk.part_of(ticket), "w-" + desk.look(ticket).order_no.value, "66.67"};
        line.mchid = mchid;
        return line;
    };
    auto const& room = desk.w.service->reconciliation;
    CHECK(room.accounts_of(wechat) == std::vector<std::string>{"", "101", "102", "103"});
    desk.w.pass(days(1));

    SUBCASE("clean") {
        desk.mall.everybodys->of_bill = test::wechat_bill({line_of(by_all, "100")});
        desk.mall.first->of_bill = test::wechat_bill({line_of(by_shop, "101")});
        CHECK(desk.w.service->reconciliation.run_due() == 5);
        auto const seen = desk.w.service->reconciliation.look(desk.w.platform);
        CHECK(seen.differences.empty());
        for (wire::BillDayView const& one : seen.days) {
            CAPTURE(one.account);
            CHECK(one.state == wire::BillDayState::closed);
            CHECK(one.ours ==
                  (one.channel == wechat && (one.account.empty() || one.account == "101") ? 1 : 0));
        }
    }
    SUBCASE("one that another account paid differs in both") {
        desk.mall.everybodys->of_bill = test::wechat_bill({line_of(by_all, "100"), line_of(by_shop, "100")});
        desk.w.service->reconciliation.run_due();
        auto const found = desk.w.service->reconciliation.look(desk.w.platform).differences;
        REQUIRE(found.size() == 2);
        CHECK(found[0].kind == wire::DifferenceKind::payment);
        CHECK((found[0].ours == "101" && found[0].theirs == "100" && found[0].account.empty()));
        CHECK(found[1].kind == wire::DifferenceKind::missing_there);
        CHECK((found[1].refund_no == desk.part_of(by_shop) && found[1].account == "101"));
    }
    SUBCASE("brought, it is the account's whose number is in it, or that is said") {
        auto const take = [&](std::string const& account, std::string const& mchid) -> std::string {
            std::string const bill = test::wechat_bill({line_of(by_shop, mchid)});
            auto const done = desk.w.service->reconciliation.take(TenantId{"mall"}, {wechat, day, account},
                                                                  outside::BillFile::of(bill));
            if (done.ok()) return "of " + done->account;
            return done.error().front().path + " " + std::string(wire::name_of(done.error().front().rule));
        };
        CHECK(take("", "101") == "of 101");
        CHECK(take("101", "101") == "of 101");
        CHECK(take("", "100") == "of ");
        CHECK(take("100", "100") == "of ");
        CHECK(take("", "999") == "account missing_key");
        CHECK(take("999", "101") == "account unknown_name");
        CHECK(take("101", "100") == "merchant differs_from_address");
    }
}

// ---- The file ---------------------------------------------------------------------------------------------

TEST_CASE("the file of merchants is read whole, and each mistake has its field and rule") {
    auto const read = [](std::string const& entry, std::string const& more = "") -> std::string {
        auto const done = outside::read_merchants(R"({"merchants":[)" + entry + "]" + more + "}");
        if (done.ok()) return "";
        std::string out;
        for (Mistake const& one : done.error())
            out += (out.empty() ? "" : ", ") + one.path + " " + std::string(wire::name_of(one.rule));
        return out;
    };
    std::string const one = R"({"channel":"wechat","shops":["s1"],"mchid":"1","key":"k.pem"})";
    std::string const app = R"({"channel":"alipay","shops":"all","app_id":"1","seller":"2088"})";
    CHECK(read("") == "");
    CHECK(read(one + "," + app) == "");
    CHECK(read(one + "," + one) == "merchants[1].mchid name_taken");
    CHECK(read(one, R"(,"more":1)") == "more unknown_key");
    CHECK(read(R"({"channel":"wechat","shops":[],"mchid":"1"})") == "merchants[0].shops must_not_be_empty");
    CHECK(read(R"({"channel":"wechat","shops":"some","mchid":"1"})") == "merchants[0].shops unknown_name");
    CHECK(read(R"({"channel":"wechat","mchid":"1"})") == "merchants[0].shops missing_key");
    CHECK(read(R"({"channel":"wechat","shops":"all"})") == "merchants[0].mchid must_not_be_empty");
    CHECK(read(R"({"channel":"alipay","shops":"all"})") == "merchants[0].app_id must_not_be_empty");
    CHECK(read(R"({"channel":"bank","shops":"all"})") == "merchants[0].channel unknown_name");
    CHECK(read(R"({"channel":"wechat","shops":"all","mchid":"1","app_id":"2"})") ==
          "merchants[0].app_id unknown_key");
    CHECK(read(R"({"channel":"wechat","shops":"all","mchid":1})").find("merchants[0].mchid wrong_type") == 0);
    CHECK(outside::read_merchants("[").error().front().rule == Rule::malformed_json);

    auto const full = outside::read_merchants(
        R"({"merchants":[{"channel":"wechat","shops":["s1","s2"],"mchid":"1","serial":"A","key":"k",)"
        R"("api_v3_key":"v",)"
        R"("public_key_id":"P","public_key":"p","certificates":"c","url":"https://x","sub_mchids":["7"]}]})");
    REQUIRE(full.ok());
    outside::NamedMerchant const& named = full->front();
    CHECK(named.wechat == outside::NamedWechat{"1", "A", "k", "v", "P", "p", "c", "https://x"});
    CHECK(named.shops == std::vector<ShopId>{{"s1"}, {"s2"}});
    CHECK(named.sub_mchids == std::vector<std::string>{"7"});
}
