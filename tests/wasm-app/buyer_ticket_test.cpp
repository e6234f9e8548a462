// Whatever the core lets a buyer do to a ticket the page lets him do: each edge of the table is looked for as
// a control, pressed, and what goes to the server is carried out there.

#include <algorithm>
#include <set>

#include "domain/money/strays.hpp"
#include "text/history.hpp"
#include "text/names.hpp"
#include "text/ticket.hpp"
#include "ticket_page.hpp"

namespace afterdesk::app {
namespace {

namespace fixture = ticket_fixture;

std::string zh(text::Text const& text) { return std::string(text.zh); }

/// What the command's control is called.
std::string name_of_control(ticket::CommandRow const& row, wire::TicketDetail const& detail) {
    if (row.command == CommandKind::modify)
        return text::fill(text::Language::zh_cn, t::cmd_modify_left,
                          {std::to_string(ticket::changes_left(detail))});
    return zh(row.label_for(detail.ticket));
}

/// Fills in the dialog as a person would.
void fill_in(BuyerPage& page, CommandKind command, Ticket const& ticket) {
    auto const is = [command](CommandKind kind) { return command == kind; };
    if (is(CommandKind::ship_back)) {
        page.choose("快递公司", "中通快递");
        page.type("运单号", "ZT0000000001");
    } else if (is(CommandKind::counter_offer)) {
        page.type("希望退款（元）", format_fen(ticket.quote.refund_fen));
        page.type("给商家的说明", "再加一点");
    } else if (is(CommandKind::escalate)) {
        page.type("给平台的说明", "请平台处理");
        page.show_picture("e8");
    } else if (is(CommandKind::appeal)) {
        page.type("给平台的说明", "裁决没有看我的凭证");
        page.show_picture("e8");
    } else if (is(CommandKind::add_evidence)) {
        page.show_picture("e9");
        page.type("凭证说明", "吊牌还在");
    } else if (is(CommandKind::rate)) {
        page.press("4 星 · 满意");
        page.type("说说感受", "很快");
    } else if (is(CommandKind::extend_deadline)) {
        page.press("24 小时");
    } else if (is(CommandKind::modify)) {
        page.type("补充说明", "改一下");
    }
}

/// Gives the command by the page's controls; nothing when there are none for it, or they are dead.
std::string give(BuyerPage& page, CommandKind command, wire::TicketDetail const& detail) {
    ticket::CommandRow const* const row = ticket::row_of(command);
    if (row == nullptr || !row->audiences.has(Audience::buyer)) return {};
    std::string const control = name_of_control(*row, detail);
    if (!page.has_live(control)) return {};
    page.press(control);
    bool const changes = command == CommandKind::modify;
    if (!row->opens_for(Audience::buyer) && !changes) return page.sent();
    fill_in(page, command, detail.ticket);
    std::string const send = changes ? "提交修改" : zh(row->label_for(detail.ticket));
    if (!page.has_live(send)) return {};
    page.press(send);
    return page.sent();
}

std::set<Edge const*> edges_of_buyer() {
    std::set<Edge const*> wanted;
    for (Edge const& edge : edges()) {
        if (edge.actor == ActorKind::buyer && edge.from) wanted.insert(&edge);
    }
    return wanted;
}

}  // namespace

TEST_CASE("each edge of a buyer has a live control, whose command the core carries out along that edge") {
    std::set<Edge const*> missing = edges_of_buyer();
    REQUIRE(missing.size() >= 35);
    for (ticket_rows::Row const& row : all_rows()) {
        if (row.move.actor != ActorKind::buyer) continue;
        CAPTURE(row.name);
        fixture::Given const at = fixture::given(row.start(), row.history);
        Context const now = at.next(row.move);
        CommandKind const command = kind_of(row.move.command);
        auto const edge = find_edge(at.ticket, ActorKind::buyer, command);
        REQUIRE(edge.ok());
        INFO(name_of(**edge));
        BuyerPage page(at, now, row.history.size() % 2 == 0 ? ui::Viewport{} : ui::Viewport{390, 844});
        std::string const body = give(page, command, shown_to_buyer(at, now));
        if (is_carried_out(body, command, at.ticket, now)) missing.erase(*edge);
    }
    for (Edge const* edge : missing) FAIL_CHECK("the page has no control for " << name_of(*edge));
}

TEST_CASE("what the core refuses to a buyer has no live control; where there is one, it says why") {
    std::set<std::string> places;
    for (ticket_rows::Row const& row : all_rows()) {
        fixture::Given const at = fixture::given(row.start(), row.history);
        std::string place = std::to_string(static_cast<int>(at.ticket.state));
        place += in_arbitration(at.ticket) ? "a" : at.ticket.frozen ? "f" : at.ticket.offer ? "o" : "";
        place += at.ticket.return_address ? "" : "n";
        place += at.ticket.extensions > 0 ? "x" : "";
        if (!places.insert(place).second) continue;
        CAPTURE(row.name);
        BuyerPage page(at, at.context);
        wire::TicketDetail const detail = shown_to_buyer(at, at.context);
        int mains = 0;
        for (screens::ActionView const& action : page.view().actions)
            mains += action.kind == ui::ButtonKind::primary ? 1 : 0;
        CHECK(mains <= 1);
        CHECK(!page.view().next.empty());
        for (ticket::CommandRow const& of : ticket::command_rows()) {
            if (!of.audiences.has(Audience::buyer)) continue;
            CAPTURE(std::string(wire::name_of(of.command)));
            std::string const control = name_of_control(of, detail);
            bool const may = !why_not(at.ticket, ActorKind::buyer, of.command);
            if (!may) CHECK(!page.has_live(control));
            ui::Node const* const node = page.screen().control(control);
            bool const dead = node != nullptr && (node->state & ui::disabled) != 0;
            if (dead) CHECK(!page.why_dead(control).empty());
        }
    }
    CHECK(places.size() >= 30);
}

TEST_CASE("a refund that waits for its goods to be sent says so, by when, and what then") {
    fixture::Start start = fixture::unshipped();
    start.context.shipping.claims = {{"c1", {{1, 1}}, start.context.now + minutes(30)}};
    fixture::Given const at = fixture::given(start, {});
    REQUIRE(at.ticket.held);
    BuyerPage page(at, at.context);
    CHECK(page.screen().shows(zh(t::now_being_sent)));
    CHECK(page.view().then.find(zh(t::then_not_sent)) != std::string::npos);
    CHECK(page.has_live(zh(t::cmd_withdraw)));
    CHECK(page.view().history.back().words == zh(t::event_held));
    CHECK_FALSE(page.has_live(zh(ticket::row_of(CommandKind::extend_deadline)->label_for(at.ticket))));
}

namespace {

/// What a buyer may give wrongly, of each command.
std::vector<Command> wrong_commands(Ticket const& ticket) {
    std::string const long_text(4'000, 'x');
    std::vector<EvidenceId> const many(30, EvidenceId{"e1"});
    auto const changed = [&ticket](auto change) {
        Apply apply{ticket.request, ticket.quote.refund_fen, quote_digest(ticket.quote), "", {{"e1"}}};
        change(apply);
        return Modify{std::move(apply)};
    };
    return {Withdraw{},
            AcceptOffer{},
            DeclineOffer{},
            ConfirmReceipt{},
            CounterOffer{ticket.quote.refund_fen + 1, ""},
            CounterOffer{-1, ""},
            CounterOffer{0, long_text},
            CounterOffer{0, "\x01"},
            ShipBack{{"", ""}},
            ShipBack{{"nobody", "1"}},
            ShipBack{{"other", std::string(60, '1'), ""}},
            AddEvidence{{}, ""},
            AddEvidence{many, long_text},
            Escalate{long_text, many},
            Appeal{long_text, many},
            Appeal{},
            Rate{{9, ""}},
            ExtendDeadline{Duration{0}},
            ExtendDeadline{hours(24 * 365)},
            changed([](Apply& it) { it.request.lines.clear(); }),
            changed([](Apply& it) { it.request.lines[0].quantity = 50; }),
            changed([](Apply& it) { it.request.lines[0].line_no = 77; }),
            changed([](Apply& it) { it.request.lines.push_back(it.request.lines[0]); }),
            changed([](Apply& it) { it.request.reason = "nonsense"; }),
            changed([](Apply& it) { it.request.reason = "address_wrong"; }),
            changed([](Apply& it) { it.evidence.clear(); }),
            changed([](Apply& it) { it.expected_refund_fen += 1; }),
            changed([](Apply& it) { it.remark = std::string(4'000, 'x'); })};
}

/// All that the core refuses a buyer with, in every state.
std::set<Rule> refusals_of_buyers() {
    std::set<Rule> rules;
    auto const note = [&rules](Decision const& decided) {
        if (decided.ok()) return;
        for (Mistake const& mistake : decided.error()) rules.insert(mistake.rule);
    };
    for (ticket_rows::Row const& row : all_rows()) {
        fixture::Given const at = fixture::given(row.start(), row.history);
        Context now = at.context;
        now.actor = fixture::actor_of(ActorKind::buyer);
        Context crowded = now;  // the order's other tickets took what this one had given back
        crowded.other_claims = fixture::all_refunded();
        Ticket changed = at.ticket;
        changed.modifications = now.policy.max_modifications;
        changed.extensions = now.policy.extensions.per_state;
        for (Command const& command : wrong_commands(at.ticket)) {
            for (Context const& context : {now, crowded}) {
                note(decide(at.ticket, command, context));
                note(decide(changed, command, context));
            }
        }
        if (auto const rule = why_not(at.ticket, ActorKind::buyer, CommandKind::ship_back))
            rules.insert(*rule);
    }
    return rules;
}

bool names_a_way_out(std::string const& zh, std::string const& en) {
    auto const has = [](std::string const& in, std::initializer_list<std::string_view> words) {
        return std::any_of(words.begin(), words.end(),
                           [&in](std::string_view word) { return in.find(word) != std::string::npos; });
    };
    return has(zh, {"请", "可以"}) && has(en, {"Please", "please", "you may"});
}

}  // namespace

TEST_CASE("each refusal that a buyer can meet says in both languages what to do next") {
    std::set<Rule> const rules = refusals_of_buyers();
    CHECK(rules.size() >= 22);
    for (Rule rule : {Rule::not_in_this_state, Rule::not_your_part, Rule::under_arbitration,
                      Rule::address_required, Rule::offer_not_lower, Rule::nothing_left,
                      Rule::too_many_modifications, Rule::too_many_extensions, Rule::must_be_between}) {
        CAPTURE(static_cast<int>(rule));
        CHECK(rules.contains(rule));
    }
    for (Rule rule : rules) {
        std::string const in_chinese = wire::message_for({rule, "", 3}, wire::Language::zh_cn);
        std::string const in_english = wire::message_for({rule, "", 3}, wire::Language::en);
        CAPTURE(in_chinese);
        CAPTURE(in_english);
        CHECK(names_a_way_out(in_chinese, in_english));
    }
}

TEST_CASE("what is typed wrongly makes the dialog's button dead, with the core's sentence") {
    using wire::Language;
    struct Wrong {
        std::vector<fixture::Move> history;
        char const* dialog;
        char const* path;
        std::string typed;
        Rule rule;
        std::int64_t limit = -1;
    };
    std::string const long_text(501, 'x');
    std::vector<Wrong> const wrong = {
        {{fixture::offer(20'000)}, "counter", "refund_fen", "99999", Rule::offer_not_lower, 25'000},
        {{fixture::offer(20'000)}, "counter", "text", long_text, Rule::too_long, 500},
        {{fixture::reject()}, "platform", "text", long_text, Rule::too_long, 500},
        {{}, "proof", "text", long_text, Rule::too_long, 500},
        {{}, "proof", "evidence", "e1 e1 e1 e1 e1 e1 e1 e1 e1 e1", Rule::too_many, 9},
        {{}, "extend", "by_ms", "999", Rule::extension_too_long, 72},
        {{fixture::agree()}, "ship", "parcel.tracking_no", "12", Rule::bad_characters},
    };
    for (Wrong const& one : wrong) {
        CAPTURE(one.dialog);
        CAPTURE(one.path);
        fixture::Given const at = fixture::given(fixture::returned(), one.history);
        BuyerPage page(at, at.context);
        page.browser().on(HashChanged{"#/b/tickets/" + at.ticket.no.value + "/" + one.dialog});
        auto& values = page.browser().ticket().forms[one.dialog].values;
        values["refund_fen"] = "10.00";
        values["parcel.carrier"] = "sf";
        values["by_ms"] = "24";
        values[one.path] = one.typed;
        std::string const why = page.view().form.why_not;
        std::string const said = wire::message_for({one.rule, one.path, one.limit}, Language::zh_cn);
        CAPTURE(why);
        CHECK(why.ends_with(said));
    }
}

TEST_CASE("a change begins with what was asked for, and is counted") {
    fixture::Given const at = fixture::given(fixture::returned(), {});
    BuyerPage page(at, at.context);
    page.press("修改申请（还可改 5 次）");
    CHECK(page.browser().shell().route.screen == Screen::apply);
    CHECK(page.screen().has(ui::Role::image, "照片 1"));
    page.press("减少羊绒衫 的数量");
    page.press("提交修改");
    auto const sent = wire::read_command(*wire::parse_json(page.sent()));
    REQUIRE(sent.ok());
    Apply const& apply = std::get<Modify>(sent->command).apply;
    CHECK(apply.request.lines[0].quantity == 1);
    CHECK(apply.evidence == std::vector<EvidenceId>{{"e1"}});
    CHECK(decide(at.ticket, sent->command, at.context).ok());

    fixture::Given often = at;
    often.ticket.modifications = 5;
    BuyerPage last(often, at.context);
    CHECK(!last.has_live("修改申请（还可改 0 次）"));
    CHECK(last.view().actions.size() > 1);
    Mistake const why{Rule::too_many_modifications, "command", 5};
    CHECK(last.why_dead("修改申请（还可改 0 次）").find(wire::message_for(why, wire::Language::zh_cn)) !=
          std::string::npos);
}

TEST_CASE("who has added proof as often as a round allows finds the button off, and why") {
    fixture::Given at = fixture::given(fixture::returned(), {fixture::reject()});
    BuyerPage before(at, at.context);
    CHECK(before.has_live("补充凭证"));
    while (at.history.size() < 20) {
        EventRecord added = at.history.back();
        ++added.seq;
        added.actor = {ActorKind::buyer, "b1"};
        added.event = EvidenceAdded{{}, "说明"};
        at.history.push_back(std::move(added));
    }
    at.ticket.version = at.history.back().seq;
    BuyerPage page(at, at.context);
    CHECK(!page.has_live("补充凭证"));
    CHECK(page.why_dead("补充凭证").find("平台再次要求举证时可以继续补充") != std::string::npos);
}

TEST_CASE("after a rejection others may have taken the goods: the platform is not called for nothing") {
    fixture::Given const at = fixture::given(fixture::returned(), {fixture::reject()});
    Context now = at.context;
    now.other_claims = claims_of(at.ticket.quote, TicketType::return_refund, ClaimState::reserved);
    BuyerPage page(at, now);
    CHECK(!page.has_live("申请平台介入"));
    CHECK(!page.why_dead("申请平台介入").empty());
    BuyerPage free(at, at.context);
    CHECK(free.has_live("申请平台介入"));
}

TEST_CASE("withdrawing says how often one may come back") {
    fixture::Given const at = fixture::given(fixture::returned(), {});
    BuyerPage page(at, at.context);
    page.press("撤销申请");
    CHECK(page.view().form.note == "撤销后可以重新申请，这些商品还可申请 4 次。确定撤销吗？");
}

TEST_CASE("an offer is shown with both amounts and the difference, and has three answers") {
    fixture::Given const at = fixture::given(fixture::returned(), {fixture::offer(20'000)});
    BuyerPage page(at, at.context, {390, 844});
    CHECK(page.screen().shows("商家提出退款 ¥200.00（原 ¥250.00）"));
    CHECK(page.screen().shows("相差"));
    CHECK(page.screen().shows("−\u2060¥50.00"));
    for (char const* answer : {"接受协商", "还价", "不接受"}) CHECK(page.has_live(answer));
    CHECK(page.view().next == "请回复商家的协商");
    CHECK(page.screen().shows("还剩 1 天 16 小时，到期协商失效，由商家继续处理"));
}

TEST_CASE(
    "proof can be added before, after and in a round; files are waited for, can be removed and tried again") {
    fixture::Given const at = fixture::given(
        fixture::returned(), {fixture::reject(), fixture::escalate(), fixture::ask_evidence()});
    BuyerPage page(at, at.context, {390, 844});
    CHECK(page.view().next == "平台要求举证，请补充凭证");
    CHECK(page.screen().shows("请举证"));
    page.press("补充凭证");
    CHECK(page.view().form.why_not.ends_with("不能为空，请填写。"));
    page.screen().pick("添加照片", {{7, "a.jpg", "image/jpeg", 1'000, "blob:a"}});
    CHECK(page.view().form.why_not == "文件正在上传");
    page.browser().on(PictureShrunk{7, 500, "blob:b"});
    HttpDone lost{page.browser().take<UploadFile>().back().id, 0, ""};
    page.browser().on(lost);
    page.screen().draw();
    CHECK(page.has_live("重新上传照片 1"));
    page.browser().shell().effects.clear();
    page.browser().on(Online{});
    REQUIRE(page.browser().take<UploadFile>().size() == 1);
    page.screen().draw();
    page.press("移除照片 1");
    CHECK(page.browser().ticket().proof["proof"].empty());
    page.show_picture("e7");
    CHECK(page.view().form.why_not.empty());
}

TEST_CASE("a report goes in pieces from a dialog, too, and its draft knows what it is") {
    fixture::Given const at = fixture::given(fixture::returned(), {fixture::reject(), fixture::escalate()});
    BuyerPage page(at, at.context);
    page.press("补充凭证");
    page.screen().pick("添加照片", {{8, "检测.pdf", "application/pdf", 1'000, ""}});
    Browser& browser = page.browser();
    browser.answer(browser.call("/api/v1/buyer/uploads"), 201,
                   wire::to_json(wire::UploadView{"u1", 1'000, 0}));
    auto const pieces = browser.take<SendPiece>();
    REQUIRE(pieces.size() == 1);
    CHECK(pieces[0].last);
    CHECK(page.view().form.why_not == "文件正在上传");
    wire::EvidenceView const report{"e5", 1'000, 0, 0, wire::EvidenceKind::report, "检测.pdf", false};
    browser.on(HttpDone{pieces[0].id, 201, wire::write_json(wire::to_json(report))});
    page.screen().draw();
    CHECK(page.view().form.why_not.empty());

    std::string const place = "kept/buyer/b1/ticket/" + at.ticket.no.value + "/";
    BuyerPage after(at, at.context);
    after.browser().on(Recalled{place, browser.kept(place)});
    after.press("补充凭证");
    CHECK(after.has_live("移除报告 1"));
    CHECK(after.browser().ticket().proof["proof"][0].preview_url.empty());
}

TEST_CASE("both sides' proof, parcels of both ways with their times, and the decision are shown") {
    using namespace ticket_fixture;
    Given const at =
        given(ticket_fixture::exchange(), {agree(), ship_back(), ticket_fixture::receive(), reship()});
    BuyerPage page(at, at.context);
    CHECK(page.view().parcel.size() == 3);
    CHECK(page.view().out_parcel.size() == 3);
    CHECK(page.screen().shows("中通快递"));
    CHECK(page.screen().shows("ZTO000001"));
    CHECK(page.screen().shows("运输中"));

    Given const disputed = given(returned(), {reject(), ticket_fixture::escalate(), refund_none()});
    BuyerPage decided(disputed, disputed.context);
    CHECK(decided.view().evidence.size() == 2);
    CHECK(decided.screen().shows("买家的凭证"));
    CHECK(decided.screen().shows("商家的凭证"));
    CHECK(decided.screen().has(ui::Role::link, "照片 3"));
    decided.browser().ticket().ticket.value->files = {
        {"e1", 3 << 20, 0, 0, wire::EvidenceKind::report, "检测.pdf", false}};
    decided.screen().draw();
    CHECK(decided.screen().has(ui::Role::link, "报告 1"));
    CHECK(decided.screen().shows("3 MB"));
    CHECK(decided.screen().shows("不予退款"));
    CHECK(decided.screen().shows("看不清"));  // the words stand in the history, too
}

TEST_CASE(
    "who got nothing by a verdict is told until when he may appeal, and no longer has the button then") {
    using namespace ticket_fixture;
    Given const at = given(returned(), {reject(), ticket_fixture::escalate(), refund_none()});
    BuyerPage page(at, at.context, {390, 844});
    CHECK(page.view().after.find("前可以申诉一次") != std::string::npos);
    CHECK(page.has_live("申诉"));
    Context late = at.context;
    late.now = {late.now.ms + hours(71).ms};
    BuyerPage too_late(at, late);
    CHECK(too_late.screen().control("申诉") == nullptr);
    CHECK(too_late.view().after.find("申诉") == std::string::npos);

    Context taken = at.context;
    taken.other_claims = claims_of(at.ticket.quote, TicketType::return_refund, ClaimState::reserved);
    BuyerPage gone(at, taken);
    CHECK(!gone.has_live("申诉"));
    CHECK(!gone.why_dead("申诉").empty());
}

TEST_CASE("a recall that is under way is not begun a second time") {
    fixture::Given at = fixture::given(fixture::unshipped(), {fixture::paid(1), fixture::paid(2)});
    Context now = at.context;
    now.order = fixture::order(2, 1);
    at.ticket.strays = {{1, 2, 0}};
    BuyerPage page(at, now);
    CHECK(page.has_live("寄回商品"));
    wire::TicketSummary other = page.order().tickets.front();
    other.ticket_no = "AS2026112100000002";
    other.reason = std::string(recall_reason);
    other.state = State::awaiting_return;
    page.order().tickets.push_back(other);
    page.browser().on(LiveMessage{R"({"ticket_no":"AS2026112100000002","order_no":"E1","version":3})"});
    HttpCall const again = page.browser().call("/api/v1/buyer/orders/E1");
    page.browser().answer(again, 200, wire::to_json(page.order()));
    page.screen().draw();
    CHECK(page.why_dead("寄回商品").find("售后单 AS2026112100000002 正在追回这些商品") != std::string::npos);
}

}  // namespace afterdesk::app
