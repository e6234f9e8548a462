// Commands as forms: what a dialog asks for, what it makes of it, and why it can not be sent.

#include <algorithm>

#include "browser.hpp"
#include "domain/order/carriers.hpp"
#include "text/names.hpp"
#include "wire/codec.hpp"

namespace afterdesk::app {
namespace {

wire::FormField const* field_at(std::vector<wire::FormField> const& fields, std::string_view path) {
    auto const at = std::find_if(fields.begin(), fields.end(),
                                 [path](wire::FormField const& field) { return field.path == path; });
    return at == fields.end() ? nullptr : &*at;
}

screens::ActionView action_of(screens::TicketView const& view, CommandKind command) {
    for (screens::ActionView const& action : view.actions) {
        if (action.command == command) return action;
    }
    return {};
}

/// Someone signed in, on a ticket.
Browser someone_at(Audience audience, wire::TicketDetail const& detail, std::string const& dialog) {
    std::string const api = audience == Audience::buyer ? "/api/v1/buyer" : "/api/v1/merchant";
    std::string const place = audience == Audience::buyer ? "#/b" : "#/m";
    Browser browser;
    browser.on(started(place + "/tickets/AS2026112100000001" + dialog, ""));
    browser.answer(browser.call(api + "/session"), 200, wire::to_json(session(audience)));
    browser.answer(browser.call(api + "/tickets/AS2026112100000001"), 200, wire::to_json(detail));
    browser.shell().effects.clear();
    return browser;
}

Browser buyer_at(wire::TicketDetail const& detail, std::string const& dialog) {
    return someone_at(Audience::buyer, detail, dialog);
}

/// A ticket whose clock runs: the merchant is waited for, or the buyer who sends back.
wire::TicketDetail running(Audience waits) {
    wire::TicketDetail detail =
        ticket_detail(waits == Audience::buyer ? State::awaiting_merchant : State::awaiting_return, 3);
    if (waits == Audience::merchant) detail.ticket.return_address = detail.shop.addresses.front();
    detail.ticket.deadline = Instant{session(waits).now_ms + hours(5).ms};
    return detail;
}

}  // namespace

TEST_CASE("a form's fields are those of the command that the API reads") {
    auto const offer = wire::form_fields(CommandKind::make_offer);
    REQUIRE(offer.size() == 4);
    CHECK(offer[0].path == "refund_fen");
    CHECK(offer[0].kind == wire::FormKind::amount);
    CHECK(offer[0].required);
    CHECK(offer[1].kind == wire::FormKind::long_text);
    CHECK(!offer[1].required);
    CHECK(offer[2].kind == wire::FormKind::address);
    CHECK(offer[3].choices.size() == ticket_type_count);
    auto const verdict = wire::form_fields(CommandKind::verdict);
    REQUIRE(field_at(verdict, "verdict.outcome") != nullptr);
    CHECK(field_at(verdict, "verdict.outcome")->choices.back() == wire::name_of(Outcome::exchange));
    CHECK(field_at(wire::form_fields(CommandKind::inspect), "lines")->kind == wire::FormKind::lines);
    CHECK(field_at(wire::form_fields(CommandKind::rate), "stars")->kind == wire::FormKind::number);
    CHECK(wire::form_fields(CommandKind::accept_offer).empty());
}

TEST_CASE("what is typed becomes the command that the API reads back") {
    struct Row {
        CommandKind kind;
        wire::Typed typed;
    };
    Row const rows[] = {
        {CommandKind::make_offer,
         {{"refund_fen", "12.50"},
          {"text", "洗过"},
          {"address", "仓库\n138\n杭州"},
          {"type", "refund_shipped"}}},
        {CommandKind::ship_back, {{"parcel.carrier", "sf"}, {"parcel.tracking_no", " SF1234567 "}}},
        {CommandKind::reship,
         {{"parcel.carrier", "other"}, {"parcel.carrier_name", "顺路带"}, {"parcel.tracking_no", "X123456"}}},
        {CommandKind::reject, {{"reason", "no_proof"}, {"evidence", "abc def"}}},
        {CommandKind::inspect,
         {{"lines", "1:2:0 3:0:1"},
          {"text", "脏"},
          {"lines[1].reason", "used"},
          {"lines[1].evidence", "a b"}}},
        {CommandKind::verdict,
         {{"verdict.outcome", "refund_part"},
          {"verdict.refund_fen", "5"},
          {"verdict.fault", "shop"},
          {"verdict.freight_payer", "shop"},
          {"verdict.return_goods", "1"}}},
        {CommandKind::rate, {{"stars", "4"}}},
        {CommandKind::extend_deadline, {{"by_ms", "48"}}},
    };
    for (Row const& row : rows) {
        CAPTURE(std::string(wire::name_of(row.kind)));
        wire::Filled const filled = wire::fill_form(row.kind, row.typed);
        CHECK(filled.mistakes.empty());
        wire::Value const body = wire::to_json(wire::CommandBody{filled.command, 3});
        auto const read = wire::read_command(body);
        REQUIRE(read.ok());
        CHECK(wire::to_json(*read) == body);
    }
    auto const parcel = std::get<ShipBack>(wire::fill_form(CommandKind::ship_back, rows[1].typed).command);
    CHECK(parcel.parcel.tracking_no == "SF1234567");
    auto const inspected = std::get<Inspect>(
        wire::fill_form(CommandKind::inspect, {{"lines", "1:2:0:1:0 3:0:1"}, {"lines[1].evidence", "a b"}})
            .command);
    CHECK(inspected.inspection.lines ==
          std::vector<InspectedLine>{{1, 2, 0, 1, 0}, {3, 0, 1, 0, 0, "", {{"a"}, {"b"}}}});
    auto const extended = wire::fill_form(CommandKind::extend_deadline, rows[7].typed).command;
    CHECK(std::get<ExtendDeadline>(extended).by == hours(48));
}

TEST_CASE("what is missing or can not be read is named by its field") {
    using wire::fill_form;
    CHECK(fill_form(CommandKind::make_offer, {}).mistakes ==
          Mistakes{{Rule::must_not_be_empty, "refund_fen"}});
    CHECK(fill_form(CommandKind::make_offer, {{"refund_fen", "1.234"}}).mistakes ==
          Mistakes{{Rule::wrong_type, "refund_fen"}});
    CHECK(fill_form(CommandKind::ship_back, {{"parcel.carrier", "sf"}}).mistakes ==
          Mistakes{{Rule::must_not_be_empty, "parcel.tracking_no"}});
    CHECK(fill_form(CommandKind::extend_deadline, {{"by_ms", "a day"}}).mistakes ==
          Mistakes{{Rule::wrong_type, "by_ms"}});
    CHECK(fill_form(CommandKind::rate, {{"stars", "many"}}).mistakes ==
          Mistakes{{Rule::wrong_type, "stars"}});
}

TEST_CASE("each row of the page asks for what its command requires, and for nothing that it does not have") {
    for (ticket::CommandRow const& row : ticket::command_rows()) {
        CAPTURE(std::string(wire::name_of(row.command)));
        auto const fields = wire::form_fields(row.command);
        for (ticket::FieldRow const& asked : row.fields) {
            if (!asked.path.empty()) CHECK(field_at(fields, asked.path) != nullptr);
        }
        for (wire::FormField const& field : fields) {
            if (field.required) CHECK(row.asks_for(field.path));
        }
        CHECK((ticket::row_of_dialog(row.slug) == &row) == !row.slug.empty());
    }
    CHECK(ticket::row_of_dialog("") == nullptr);
    CHECK(ticket::row_of_dialog("dance") == nullptr);
}

TEST_CASE("a dialog's button says what the core says, with the field's name") {
    Browser browser = at_ticket(State::awaiting_merchant, 1);
    browser.on(HashChanged{"#/m/tickets/AS2026112100000001/offer"});
    auto const why_not = [&browser](char const* typed) {
        browser.ticket().forms["offer"].values["refund_fen"] = typed;
        return browser.ticket_view().form.why_not;
    };
    CHECK(why_not("") == "退款金额（元）：不能为空，请填写。");
    CHECK(why_not("abc") == "退款金额（元）：请输入金额，最多两位小数");
    CHECK(why_not("96.67") == "退款金额（元）：协商金额必须低于当前退款金额（¥96.67），请改低。");
    CHECK(why_not("50") == "");
    CHECK(browser.ticket_view().form.fields[0].error == "");
    browser.want(screens::Submit{});
    HttpCall const sent = browser.call("/api/v1/merchant/tickets/AS2026112100000001/commands");
    CHECK(sent.body.find(R"("refund_fen":5000)") != std::string::npos);
    CHECK(sent.body.find("云杉仓库") != std::string::npos);
}

TEST_CASE("without an address to send to, sending back is a dead button with its reason") {
    wire::TicketDetail detail = ticket_detail(State::awaiting_return, 3);
    Browser without = buyer_at(detail, "/ship");
    screens::ActionView const dead = action_of(without.ticket_view(), CommandKind::ship_back);
    CHECK(dead.label == "填写退货物流");
    CHECK(dead.why_not == wire::message_for({Rule::address_required, ""}, wire::Language::zh_cn));
    CHECK(without.ticket_view().form.key.empty());

    detail.ticket.return_address = Address{"云杉仓库", "13800000000", "杭州"};
    Browser with = buyer_at(detail, "/ship");
    CHECK(action_of(with.ticket_view(), CommandKind::ship_back).why_not == "");
    auto& typed = with.ticket().forms["ship"].values;
    typed["parcel.carrier"] = "SF";
    typed["parcel.tracking_no"] = "12";
    CHECK(!with.ticket_view().form.fields[1].error.empty());
    CHECK(with.ticket_view().form.why_not.starts_with("运单号："));
    typed["parcel.tracking_no"] = "SF1234567";
    CHECK(with.ticket_view().form.why_not == "");
}

TEST_CASE("a parcel's carrier is one of the list; another one is asked for its name") {
    wire::TicketDetail detail = ticket_detail(State::awaiting_return, 3);
    detail.ticket.return_address = Address{"云杉仓库", "13800000000", "杭州"};
    Browser buyer = buyer_at(detail, "/ship");
    auto const fields = [&] { return buyer.ticket_view().form.fields; };
    REQUIRE(fields().size() == 2);
    REQUIRE(fields()[0].choices.size() == carriers().size());
    CHECK(fields()[0].choices.front().key == "SF");
    CHECK(fields()[0].choices.front().label == "顺丰速运");
    CHECK(fields()[0].choices.back().key == other_carrier);
    auto& typed = buyer.ticket().forms["ship"].values;
    typed["parcel.carrier"] = "other";
    typed["parcel.tracking_no"] = "X1234567";
    REQUIRE(fields().size() == 3);
    CHECK(fields()[1].path == "parcel.carrier_name");
    CHECK(buyer.ticket_view().form.why_not.starts_with("快递公司名称："));
    CHECK(fields()[0].error.empty());
    typed["parcel.carrier_name"] = "顺路带";
    CHECK(buyer.ticket_view().form.why_not == "");
}

TEST_CASE("a carrier is shown by its name, an unknown one as it was written") {
    using text::Language;
    CHECK(text::carrier_name(Language::zh_cn, "sf") == "顺丰速运");
    CHECK(text::carrier_name(Language::en, Parcel{"YTO", "1"}) == "YTO Express");
    CHECK(text::carrier_name(Language::en, Parcel{"other", "1", "顺路带"}) == "顺路带");
    CHECK(text::carrier_name(Language::en, "nonsense-xyz") == "nonsense-xyz");
}

TEST_CASE("numbers may be pasted as they stand elsewhere, into every field of a form") {
    wire::TicketDetail detail = ticket_detail(State::awaiting_return, 3);
    detail.ticket.return_address = Address{"云杉仓库", "13800000000", "杭州"};
    Browser buyer = buyer_at(detail, "/ship");
    auto& parcel = buyer.ticket().forms["ship"].values;
    parcel["parcel.carrier"] = "sf";
    for (char const* pasted :
         {"SF 1234 5678 9012", "ＳＦ１２３４５６７８９０１２", " SF123456789012\r\n",
          "运单号：SF1234567890123", "顺丰速运 运单号 SF1234-5678-9012", "JDVA12345678901-1-1-"}) {
        CAPTURE(pasted);
        parcel["parcel.tracking_no"] = pasted;
        CHECK(buyer.ticket_view().form.why_not == "");
    }
    for (wire::FormField const& field : wire::form_fields(CommandKind::ship_back)) {
        if (field.path == "parcel.tracking_no") CHECK(field.max_chars > tracking_no_max_chars);
    }
    parcel["parcel.tracking_no"] = "ＳＦ" + std::string(40, '1');
    CHECK(buyer.ticket_view().form.why_not.find("32") != std::string::npos);

    Browser merchant = at_ticket(State::awaiting_merchant, 1);
    merchant.on(HashChanged{"#/m/tickets/AS2026112100000001/offer"});
    for (char const* pasted : {"￥50", "¥ 50.00", "５０．００", " 50元 "}) {
        CAPTURE(pasted);
        merchant.ticket().forms["offer"].values["refund_fen"] = pasted;
        CHECK(merchant.ticket_view().form.why_not == "");
    }
    merchant.want(screens::Submit{});
    CHECK(merchant.call("/api/v1/merchant/tickets/AS2026112100000001/commands")
              .body.find(R"("refund_fen":5000)") != std::string::npos);
    CHECK(std::get<Rate>(wire::fill_form(CommandKind::rate, {{"stars", " ４ "}}).command).rating.stars == 4);
    auto const agreed =
        wire::fill_form(CommandKind::agree, {{"address", "售后组\r\n０５７１－１\r\n杭州\r\n18 号"}}).command;
    CHECK(std::get<Agree>(agreed).address == Address{"售后组", "０５７１－１", "杭州\n18 号"});
}

TEST_CASE("whoever waits gives the other side more time, by its button and a length that is allowed") {
    for (Audience const waits : {Audience::buyer, Audience::merchant}) {
        CAPTURE(static_cast<int>(waits));
        wire::TicketDetail detail = running(waits);
        detail.policy.extensions.max = hours(50);
        Browser browser = someone_at(waits, detail, "");
        screens::Intents out;
        screens::FormUi typed;
        ui::Headless page([&](ui::Ui& ui) { draw_ticket(ui, browser.ticket_view(), typed, out); });
        REQUIRE(page.has(ui::Role::button, "延长对方时间"));
        page.press("延长对方时间");
        REQUIRE(out.size() == 1);
        browser.on(HashChanged{std::get<screens::GoTo>(out.front()).hash});

        screens::FormView const form = browser.ticket_view().form;
        CHECK(form.why_not == "延长多久：不能为空，请填写。");
        std::string lengths;
        for (ui::Choice const& choice : form.fields.at(0).choices) lengths += choice.label + ";";
        CHECK(lengths == "24 小时;48 小时;50 小时;");
        ui::Headless dialog([&](ui::Ui& ui) {
            screens::Intents now;
            screens::FormView const view = browser.ticket_view().form;
            draw_form_dialog(ui, screens::PageView{}, view, browser.ticket().forms["extend"], "", false, now);
            for (screens::Intent const& intent : now) browser.want(intent);
        });
        dialog.press("48 小时");
        dialog.press("延长对方时间");
        std::string const api = waits == Audience::buyer ? "/api/v1/buyer" : "/api/v1/merchant";
        HttpCall const sent = browser.call(api + "/tickets/AS2026112100000001/commands");
        CHECK(sent.body.find(R"("command":"extend_deadline")") != std::string::npos);
        CHECK(sent.body.find(R"("by_ms":172800000)") != std::string::npos);
    }
}

TEST_CASE("more time can be given so often only: then the button is dead and says so") {
    wire::TicketDetail detail = running(Audience::buyer);
    detail.ticket.extensions = 2;
    Browser browser = buyer_at(detail, "");
    CHECK(action_of(browser.ticket_view(), CommandKind::extend_deadline).why_not ==
          wire::message_for({Rule::too_many_extensions, "command", 2}, wire::Language::zh_cn));
    // One's own time is not for oneself to extend: there is no such button.
    Browser own = someone_at(Audience::merchant, detail, "");
    CHECK(action_of(own.ticket_view(), CommandKind::extend_deadline).label.empty());
}

TEST_CASE("who was given more time hears of it, and the history says by whom") {
    wire::TicketDetail detail = running(Audience::buyer);
    Browser browser = someone_at(Audience::merchant, detail, "");
    browser.on(LiveMessage{R"({"ticket_no":"AS2026112100000001","order_no":"E1","version":5})"});
    detail.ticket.version = 5;
    detail.ticket.extensions = 1;
    detail.history = {{4, {1'795'000'000'000}, {ActorKind::buyer, "b1"}, DeadlineExtended{hours(24)}}};
    browser.shell().toasts.clear();
    browser.answer(browser.call("/api/v1/merchant/tickets/AS2026112100000001"), 200, wire::to_json(detail));
    REQUIRE(browser.shell().toasts.size() == 1);
    CHECK(browser.shell().toasts[0].text == "处理期限已延长");
    REQUIRE(browser.ticket_view().history.size() == 1);
    CHECK(browser.ticket_view().history[0].words == "延长对方的处理时间 24 小时");
}

TEST_CASE("a dialog is drawn from its fields, and what is typed is kept, by dialog") {
    Browser browser = at_ticket(State::awaiting_merchant, 1);
    browser.on(HashChanged{"#/m/tickets/AS2026112100000001/reject"});
    screens::FormView form = browser.ticket_view().form;
    screens::FormUi typed;
    bool changed = false;
    ui::Headless page([&](ui::Ui& ui) {
        screens::Intents out;
        screens::draw_form_dialog(ui, screens::PageView{}, form, typed, "", false, out);
        changed |= !out.empty() && std::holds_alternative<screens::Changed>(out.front());
    });
    REQUIRE(form.fields.size() == 2);
    page.choose(form.fields[0].label, form.fields[0].choices[0].label);
    page.type_into("给买家的说明", "看不清");
    CHECK(changed);
    CHECK(typed.values["reason"] == form.fields[0].choices[0].key);
    CHECK(typed.values["text"] == "看不清");

    browser.ticket().forms["reject"] = typed;
    browser.want(screens::Changed{});
    std::string const place = "kept/merchant/b1/ticket/AS2026112100000001/";
    std::vector<KeptItem> const kept = browser.kept(place);
    REQUIRE(kept.size() == 1);
    Browser after = at_ticket(State::awaiting_merchant, 1);
    after.on(Recalled{place, kept});
    CHECK(after.ticket().forms["reject"].value_of("text") == "看不清");
    after.on(HashChanged{"#/m/tickets/AS2026112100000001/reject"});
    CHECK(after.ticket_view().form.why_not == "");
}

TEST_CASE("a command that waited is heard of by the page that comes after it") {
    Browser before = at_ticket(State::awaiting_merchant, 1);
    before.on(HashChanged{"#/m/tickets/AS2026112100000001/agree"});
    before.want(screens::Submit{});
    before.on(HttpDone{before.call("/api/v1/merchant/tickets/AS2026112100000001/commands").id, 0, ""});
    CHECK(waiting_count(before.shell()) == 1);
    std::vector<KeptItem> waits = before.kept("kept/merchant/b1/queue/");
    REQUIRE(waits.size() == 1);
    CHECK(waits[0].text.find(R"("then":"command")") != std::string::npos);

    SUBCASE("as it is kept now") {}
    SUBCASE("as earlier pages kept it") {
        auto const name = waits[0].text.find(R"("then":"command",)");
        waits[0].text.erase(name, std::string_view(R"("then":"command",)").size());
    }
    Browser after = at_ticket(State::awaiting_merchant, 1);
    after.on(Recalled{"kept/merchant/b1/queue/", waits});
    CHECK(after.ticket_view().queued == "网络不通，「同意退货」已保存，联网后自动发送。");
    HttpCall const again = after.call("/api/v1/merchant/tickets/AS2026112100000001/commands");
    after.answer(again, 200, wire::to_json(ticket_detail(State::awaiting_return, 2)));
    CHECK(waiting_count(after.shell()) == 0);
    REQUIRE(!after.shell().toasts.empty());
    CHECK(after.shell().toasts.back().text == "操作成功");
    after.call("/api/v1/merchant/tickets/AS2026112100000001");  // what is shown is fetched again
}

TEST_CASE("a request for which the order was applied too often is dead before it is sent") {
    Browser browser = at_form();
    browser.type_request({{3}, "not_wanted", "", false});
    CHECK(browser.apply_view().submit_why_not == "");
    wire::OrderDetail& detail = *browser.order().order.value;
    detail.applications = detail.policy.max_applications_per_line;
    Mistake const often{Rule::too_many_applications, "", detail.applications};
    CHECK(browser.apply_view().submit_why_not == wire::message_for(often, wire::Language::zh_cn));
    // Told of the line that has most, it says nothing of another line alone.
    detail.order.lines.push_back(detail.order.lines[0]);
    detail.order.lines[1].line_no = 2;
    browser.order().form.ui.quantities = {3, 0};
    CHECK(browser.apply_view().submit_why_not.find("申请次数") == std::string::npos);
}

}  // namespace afterdesk::app
