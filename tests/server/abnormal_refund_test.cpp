// Refunds that their channel took on and that did not come through: staff say whose account takes them, the
// channel is told once, and a card stands nowhere but sealed.

#include <filesystem>
#include <fstream>
#include <iterator>

#include "server/world.hpp"
#include "store/abnormal_refunds.hpp"
#include "store/outbox.hpp"

using namespace afterdesk;
using outside::Answer;
using Told = outside::Outcome;
using wire::AbnormalBody;
using wire::AbnormalTarget;

namespace {

constexpr char const* card = "6214830012345678";
constexpr char const* holder = "欧阳持卡人";

/// As WeChat Pay has it: what becomes of a refund is said by its status.
class Bank final : public outside::Payments {
  public:
    std::string status;  ///< of all refunds
    int directed = 0;
    outside::AbnormalWay last;
    bool loses_next = false, refuses_next = false, has_key = true;
    int asked = 0;

    Answer refund(outside::RefundOrder const&) override {
        ++asked;
        return {Told::processing, "PROCESSING"};
    }
    Answer query(outside::RefundOrder const&) override {
        if (status == "SUCCESS") return {Told::paid, ""};
        if (status == "PROCESSING") return {Told::processing, ""};
        return {Told::refused, status};
    }
    bool settles_abnormal() const override { return true; }
    std::optional<outside::AbnormalWay> seal(outside::BankCard const& given) const override {
        if (!has_key) return std::nullopt;
        bool const right = given.account == card && given.name == holder;
        return outside::AbnormalWay{outside::AbnormalTarget::buyer, given.bank, right ? "sealed-a" : "?",
                                    "sealed-n", "K1"};
    }
    Answer settle_abnormal(outside::RefundOrder const& order, outside::AbnormalWay const& way) override {
        if (status != "ABNORMAL") return query(order);
        if (std::exchange(refuses_next, false)) return {Told::refused, "PARAM_ERROR"};
        ++directed;
        last = way;
        status = "PROCESSING";
        if (std::exchange(loses_next, false)) return {Told::unknown, "TIMEOUT"};
        return {Told::processing, "PROCESSING"};
    }
    bool is_signed(outside::Message const&, Instant) const override { return true; }
    Result<outside::Notice, Mistakes> read_notice(std::string_view) const override { return notice; }

    outside::Notice notice{};  ///< what it tells next
};

struct Desk : world::World {
    std::shared_ptr<Bank> bank = std::make_shared<Bank>();
    std::string no, refund_no;

    Desk() {
        parties = outside::simulated::simulated_parties(folder.path());
        parties.faults = nullptr;
        parties.payments[PaymentChannel::wechat] = bank;
        restart();
        no = refund_one().ticket.no.value;
        refund_no = look(no).ticket.refunds.front().refund_no;
        run();
        bank->status = "ABNORMAL";
        run();
        REQUIRE(state() == State::refund_failed);
        REQUIRE(part().failure == "ABNORMAL");
    }
    void run(Duration later = hours(2)) {
        pass(later);
        service->jobs.run_due();
    }
    State state() { return look(no).ticket.state; }
    RefundPart part() { return look(no).ticket.refunds.front(); }
    AbnormalBody body(AbnormalTarget target) {
        AbnormalBody out{refund_no, look(no).ticket.version, target, std::nullopt, "", ""};
        if (target == AbnormalTarget::merchant) return out;
        out.bank = wire::DebitBank::cmb;
        out.account = card;
        out.name = holder;
        return out;
    }
    Result<Done, Mistakes> settle(AbnormalBody const& body, Caller const* who = nullptr) {
        return service->abnormal.settle(who == nullptr ? merchant : *who, no, body);
    }
    std::optional<store::AbnormalRow> row() {
        return store->read([&](store::ReadTx& tx) { return store::find_abnormal(tx, {"mall"}, refund_no); });
    }
    bool stands_anywhere(std::string_view words) {
        for (auto const& entry : std::filesystem::recursive_directory_iterator(folder.path())) {
            if (!entry.is_regular_file()) continue;
            std::ifstream in(entry.path(), std::ios::binary);
            std::string const bytes{std::istreambuf_iterator<char>(in), {}};
            if (bytes.find(words) != std::string::npos) return true;
        }
        return false;
    }
};

std::string mistake_of(Result<Done, Mistakes> const& result) {
    if (result.ok()) return "";
    return std::string(wire::name_of(result.error().front().rule)) + " " + result.error().front().path;
}

}  // namespace

TEST_CASE("what goes to the merchant's account is not paid to the buyer, and can be paid another way") {
    Desk w;
    REQUIRE(w.settle(w.body(AbnormalTarget::merchant)).ok());
    CHECK(w.state() == State::refunding);
    w.run();
    CHECK(w.bank->directed == 1);
    CHECK(w.bank->last.target == outside::AbnormalTarget::merchant);
    CHECK(w.row()->told.has_value());
    w.bank->status = "RETURNED_TO_MERCHANT";
    w.run();
    CHECK(w.state() == State::refund_failed);
    CHECK(w.part().failure == "RETURNED_TO_MERCHANT");
    CHECK(mistake_of(w.settle(w.body(AbnormalTarget::merchant))) == "refund_part_unknown refund_no");
    int const before = w.bank->asked;
    w.must(w.merchant, w.no, RetryRefund{Via::original});  // it says the same again, and asks for nothing
    w.run();
    CHECK(w.bank->asked == before);
    CHECK(w.part().failure == "RETURNED_TO_MERCHANT");
    w.must(w.merchant, w.no, RetryRefund{Via::balance});
    w.run();
    CHECK(w.state() == State::completed);
    CHECK(w.bank->directed == 1);
}

TEST_CASE("a card is sealed, forgotten once it was sent, and stands in no file") {
    Desk w;
    REQUIRE(w.settle(w.body(AbnormalTarget::buyer)).ok());
    REQUIRE(w.row());
    CHECK(w.row()->sealed_account == "sealed-a");
    CHECK(w.row()->bank == "CMB_DEBIT");
    w.run();
    CHECK(w.bank->directed == 1);
    CHECK(w.bank->last.sealed_account == "sealed-a");
    CHECK(w.bank->last.sealed_name == "sealed-n");
    CHECK(w.bank->last.key_id == "K1");
    CHECK((w.row()->sealed_account.empty() && w.row()->sealed_name.empty()));
    w.bank->status = "SUCCESS";
    w.run();
    CHECK(w.state() == State::completed);
    w.restart();
    CHECK_FALSE(w.stands_anywhere(card));
    CHECK_FALSE(w.stands_anywhere(holder));
}

TEST_CASE(
    "told, and its answer lost: it is found out by asking, also by a server that was killed meanwhile") {
    for (bool const killed : {false, true}) {
        CAPTURE(killed);
        Desk w;
        REQUIRE(w.settle(w.body(AbnormalTarget::buyer)).ok());
        w.bank->loses_next = true;
        w.run();
        CHECK(w.bank->directed == 1);
        CHECK_FALSE(w.row()->told.has_value());
        CHECK(w.state() == State::refunding);
        if (killed) w.restart();
        w.run();
        CHECK(w.bank->directed == 1);
        CHECK(w.row()->told.has_value());
        w.bank->status = "SUCCESS";
        w.run();
        CHECK(w.state() == State::completed);
        CHECK(w.bank->directed == 1);
    }
}

TEST_CASE("just after it was told a channel may still call it abnormal; later that is its answer") {
    Desk w;
    REQUIRE(w.settle(w.body(AbnormalTarget::buyer)).ok());
    w.run(minutes(0));
    CHECK(w.bank->directed == 1);
    w.bank->status = "ABNORMAL";
    w.run(minutes(10));
    CHECK(w.state() == State::refunding);
    w.run(hours(2));
    CHECK(w.state() == State::refund_failed);
    CHECK(w.bank->directed == 1);
    REQUIRE(w.settle(w.body(AbnormalTarget::buyer)).ok());  // another card
    w.run();
    CHECK(w.bank->directed == 2);
}

TEST_CASE("a card that the channel does not take is forgotten, and another one may be said") {
    Desk w;
    REQUIRE(w.settle(w.body(AbnormalTarget::buyer)).ok());
    w.bank->refuses_next = true;
    w.run();
    CHECK(w.state() == State::refund_failed);
    CHECK(w.part().failure == "PARAM_ERROR");
    CHECK(w.row()->sealed_account.empty());
    w.must(w.merchant, w.no, RetryRefund{Via::original});  // says only that it is abnormal still
    w.run(minutes(1));
    CHECK(w.part().failure == "ABNORMAL");
    CHECK(w.bank->directed == 0);
    REQUIRE(w.settle(w.body(AbnormalTarget::merchant)).ok());
    w.run();
    CHECK(w.bank->directed == 1);
    CHECK(w.state() == State::refunding);
}

TEST_CASE("a notice of before that comes late changes nothing") {
    Desk w;
    auto const nothing = [](std::string_view) { return std::string_view(); };
    REQUIRE(w.settle(w.body(AbnormalTarget::buyer)).ok());
    w.run();
    w.bank->notice = {{"mall"}, w.refund_no, 6'667, {Told::refused, "ABNORMAL"}};
    CHECK_FALSE(w.service->jobs.take_notice("wechat", {nothing, "{}"}).has_value());
    CHECK(w.state() == State::refunding);
    w.bank->notice = {{"mall"}, w.refund_no, 6'667, {Told::paid, ""}};
    CHECK_FALSE(w.service->jobs.take_notice("wechat", {nothing, "{}"}).has_value());
    CHECK(w.state() == State::completed);
}

TEST_CASE("who may not, what is not so, and what is not there") {
    Desk w;
    AbnormalBody const right = w.body(AbnormalTarget::merchant);
    Caller idle = w.merchant;
    idle.rights = Rights{};
    CHECK(mistake_of(w.settle(right, &idle)).starts_with("right_missing"));
    CHECK(mistake_of(w.settle(right, &w.other_merchant)) == "not_found ticket_no");
    AbnormalBody other = right;
    other.version -= 1;
    CHECK(mistake_of(w.settle(other)) == "stale_version version");
    other = right;
    other.refund_no += "x";
    CHECK(mistake_of(w.settle(other)) == "refund_part_unknown refund_no");
    w.bank->has_key = false;
    CHECK(mistake_of(w.settle(w.body(AbnormalTarget::buyer))) == "busy ");
    CHECK(w.state() == State::refund_failed);
    CHECK_FALSE(w.row().has_value());
    CHECK(w.settle(right, &w.platform).ok());
    CHECK(mistake_of(w.settle(right)) == "stale_version version");
}

TEST_CASE("the words for it: each part of a card for a card alone") {
    struct Row {
        std::string rest;  ///< behind the refund's number and the ticket's version
        std::string mistakes;
    };
    std::string const number = R"("account":"6214830012345678","name":"林")";
    for (Row const& row : std::initializer_list<Row>{
             {R"("merchant")", ""},
             {R"("buyer","bank":"cmb",)" + number, ""},
             {R"("buyer","bank":"cmb","account":"6214 8300 1234 5678","name":"林")", ""},
             {R"("buyer")", "must_not_be_empty bank, must_not_be_empty account, must_not_be_empty name, "},
             {R"("merchant","bank":"cmb","name":"林")", "too_many bank, too_many name, "},
             {R"("buyer","bank":"xyz",)" + number, "unknown_name bank, "},
             {R"("buyer","bank":"cmb","account":"62148300123","name":"林")", "bad_characters account, "},
             {R"("buyer","bank":"cmb","account":"6214x30012345678","name":"林")", "bad_characters account, "},
             {R"("nobody")", "unknown_name target, "},
         }) {
        CAPTURE(row.rest);
        std::string const json = R"({"refund_no":"R","version":1,"target":)" + row.rest + "}";
        auto const read = wire::read_abnormal(*wire::parse_json(json));
        std::string said;
        if (!read.ok()) {
            for (Mistake const& one : read.error())
                said += std::string(wire::name_of(one.rule)) + " " + one.path + ", ";
        }
        CHECK(said == row.mistakes);
    }
}
