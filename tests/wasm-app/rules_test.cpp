// The rules' page, without a browser: every field of the policy can be edited, what differs is said in words,
// past tickets are decided again while a number is typed, and a draft becomes a version.

#include "app/features/rules/model.hpp"
#include "browser.hpp"
#include "text/policy.hpp"

namespace afterdesk::app {
namespace {

using ui::Role;
using wire::PolicyField;
using wire::PolicyKind;
using What = screens::ChangeRules::What;

wire::Value json(std::string_view text) {
    auto value = wire::parse_json(text);
    REQUIRE(value.ok());
    return std::move(value).value();
}

/// What a shop with these overrides is answered.
wire::PolicyView shops_view(std::string_view overrides, int version = 3) {
    wire::PolicyView view;
    view.stamp = {version, 1'795'000'000'000, "merchant", "m1", "许蔓", ""};
    view.overrides = json(overrides);
    view.base = wire::to_json(default_policy());
    view.policy = wire::overlaid(*view.base, *view.overrides);
    view.evidence = wire::Object{};
    view.versions = {{std::max(version, 3), 1'795'000'000'000, "merchant", "m1", "许蔓", ""},
                     {2, 1'794'000'000'000, "platform", "", "", "双十一"},
                     {1, 0, "", "", "", ""}};
    return view;
}

wire::PolicyView malls_view() {
    wire::PolicyView view = shops_view("{}");
    view.overrides.reset();
    view.base.reset();
    return view;
}

Browser at_rules(Audience audience, std::string const& section, wire::PolicyView const& view) {
    Browser browser;
    std::string const letter = audience == Audience::platform ? "p" : "m";
    browser.on(started("#/" + letter + "/rules/" + section, ""));
    browser.answer(browser.call(api_path(audience, "/session")), 200, wire::to_json(session(audience)));
    browser.answer(browser.call(api_path(audience, "/policy")), 200, wire::to_json(view));
    browser.model.shell.effects.clear();
    return browser;
}
Browser at_shops_rules(std::string const& section, std::string_view overrides = "{}") {
    return at_rules(Audience::merchant, section, shops_view(overrides));
}

rules::Model& model_of(Browser& browser) { return browser.model.features.of<rules::Model>(); }

/// As drawn, but what the screen wants by itself is left: a dry run goes on when the test asks for it.
template <class Then>
void pressed_in(Browser& browser, Then then, ui::Viewport const& viewport = {}) {
    ScreenParts const& parts = shown_parts(browser.shell());
    parts.show(browser.model.features, browser.shell());
    screens::Intents wanted;
    ui::Headless page([&](ui::Ui& ui) { parts.draw(browser.model.features, browser.shell(), ui, wanted); },
                      viewport);
    wanted.clear();
    then(page);
    for (screens::Intent const& intent : wanted) browser.want(intent);
}
void press_in(Browser& browser, std::string const& name) {
    pressed_in(browser, [&](ui::Headless& page) { page.press(name); });
}
void type(Browser& browser, std::string const& name, std::string const& text) {
    pressed_in(browser, [&](ui::Headless& page) { page.type_into(name, text); });
}
void open(Browser& browser, std::string const& hash) {
    std::string const before = to_hash(browser.shell().route);
    browser.on(HashChanged{hash, before});
}

std::string label_of(PolicyField const& field) {
    text::PolicyWords const* const words = text::policy_words(field.path);
    return words ? std::string(words->label.zh) : field.path;
}

/// Something else than there is now, as a person would write it.
std::string other_text(PolicyField const& field) {
    if (field.kind == PolicyKind::amount) return "12.34";
    if (field.kind == PolicyKind::duration) return "36";
    if (field.kind == PolicyKind::number) return "17";
    if (field.kind == PolicyKind::code) return "another";
    if (field.kind == PolicyKind::date) return field.key == "to_ms" ? "2027-03-04" : "2027-03-01";
    return "别的";
}

/// The words of a value that a field does not have now.
std::string other_choice(PolicyField const& field, wire::Value const* now) {
    bool const first = now != nullptr && *now == wire::Value(field.names.front());
    return std::string(text::policy_value(field.key, field.names[first ? 1 : 0])->zh);
}

/// Edits one field where it is shown; `now`: its value.
void edit(Browser& browser, PolicyField const& field, wire::Value const* now) {
    std::string const label = label_of(field);
    bool const reasons = field.kind == PolicyKind::words && field.key == "reasons";
    pressed_in(browser, [&](ui::Headless& page) {
        if (field.kind == PolicyKind::flag) {
            REQUIRE(page.has(Role::checkbox, label));
            page.press(label);
        } else if (field.kind == PolicyKind::names || reasons) {
            page.choose("添加" + label, "");
        } else if (field.kind == PolicyKind::name) {
            page.choose(label, other_choice(field, now));
        } else {
            REQUIRE(page.has(Role::field, label));
            page.type_into(label, other_text(field));
        }
    });
}

}  // namespace

TEST_CASE("every field of the policy and each of its values has words in both languages") {
    auto const check = [](auto const& self, std::vector<PolicyField> const& fields) -> void {
        for (PolicyField const& field : fields) {
            INFO(field.path);
            bool const is_part = field.kind == PolicyKind::part;
            text::PolicyWords const* const words = text::policy_words(field.path);
            CHECK((words != nullptr || is_part));
            if (words) CHECK_FALSE((words->label.zh.empty() || words->label.en.empty()));
            if (words) CHECK(words->hint.zh.empty() == words->hint.en.empty());
            for (std::string_view const name : field.names) {
                INFO(std::string(name));
                text::Text const* const said = text::policy_value(field.key, name);
                CHECK((said != nullptr && !said->zh.empty() && !said->en.empty()));
            }
            self(self, field.fields);
        }
    };
    check(check, wire::policy_form());
}

TEST_CASE("every field of the policy can be edited on the page") {
    std::size_t seen = 0;
    for (rules::Section const& section : rules::sections()) {
        for (PolicyField const* const field : rules::fields_of(section)) {
            ++seen;
            INFO("not editable: " << field->path);
            if (field->kind != PolicyKind::list) {
                Browser browser = at_shops_rules(std::string(section.slug));
                wire::Value const now = model_of(browser).draft.effective();
                edit(browser, *field, wire::value_at(now, field->path));
                CHECK(model_of(browser).draft.edits.contains(field->path));
                CHECK(browser.shows("1 处修改未发布"));
                continue;
            }
            for (PolicyField const& inner : field->fields) {
                INFO("not editable: " << inner.path);
                Browser browser = at_shops_rules(std::string(section.slug));
                press_in(browser, "新增");
                browser.follow();
                std::string const path =
                    field->path + "[" + browser.shell().route.dialog + "]." + std::string(inner.key);
                wire::Value const before = model_of(browser).draft.effective();
                // Nobody tells risk signals yet: the core refuses a rule that asks for one.
                if (inner.path == "auto_rules.risk_signals") continue;
                edit(browser, inner, wire::value_at(before, path));
                wire::Value const after = model_of(browser).draft.effective();
                wire::Value const *const was = wire::value_at(before, path), *const is =
                                                                                 wire::value_at(after, path);
                REQUIRE(is != nullptr);
                CHECK((was == nullptr || *was != *is));
            }
        }
    }
    std::size_t all = 0;
    for (PolicyField const& field : wire::policy_form())
        all += field.kind == PolicyKind::part ? field.fields.size() : 1;
    CHECK(seen == all);
}

TEST_CASE("the page goes to its first section, and says what it loads, and that it failed") {
    Browser browser;
    browser.on(started("#/m/rules", ""));
    browser.answer(browser.call("/api/v1/merchant/session"), 200, wire::to_json(session(Audience::merchant)));
    browser.follow();
    CHECK(browser.shell().route.id == "windows");
    CHECK(browser.shows("正在加载"));
    browser.on(HashChanged{"#/m/rules/nowhere", ""});
    CHECK(browser.take<Navigate>().back().hash == "#/m/rules/windows");
}

TEST_CASE("what a shop has set otherwise is marked, and can be reset") {
    Browser browser = at_shops_rules("windows", R"({"price_protect_days":15})");
    CHECK(browser.shows("与平台默认不同"));
    CHECK(browser.shows("默认 7"));
    press_in(browser, "恢复默认：价保期限（天）");
    CHECK_FALSE(browser.shows("与平台默认不同"));
    CHECK(model_of(browser).draft.document() == wire::Value(wire::Object{}));
    type(browser, "价保期限（天）", "15");
    CHECK(model_of(browser).draft.edits.empty());
}

TEST_CASE("a bad value is refused at its field by the core's own check, and nothing can be published") {
    Browser browser = at_shops_rules("limits");
    type(browser, "商家审核（小时）", "两天");
    pressed_in(browser, [](ui::Headless& page) {
        ui::Node const* const field = page.find(Role::field, "商家审核（小时）");
        REQUIRE(field != nullptr);
        CHECK((field->state & ui::invalid) != 0);
        CHECK(field->description == wire::message_for({Rule::wrong_type, ""}, wire::Language::zh_cn));
        ui::Node const* const publish = page.find(Role::button, "发布为版本 4");
        REQUIRE(publish != nullptr);
        CHECK((publish->state & ui::disabled) != 0);
    });
    type(browser, "商家审核（小时）", "24");
    CHECK(model_of(browser).mistakes.empty());
    open(browser, "#/m/rules/holidays");
    press_in(browser, "新增");
    browser.follow();
    type(browser, "最后一天", "2020-01-01");
    CHECK(browser.shows(wire::message_for({Rule::period_is_empty, ""}, wire::Language::zh_cn)));
}

TEST_CASE("whoever may not set the rules may try them, and reads at the dead button which right is missing") {
    Browser browser = at_shops_rules("limits");
    browser.shell().session_of(Audience::merchant).value->rights = {Right::review_tickets};
    type(browser, "商家审核（小时）", "24");
    pressed_in(browser, [](ui::Headless& page) {
        ui::Node const* const publish = page.find(Role::button, "发布为版本 4");
        REQUIRE(publish != nullptr);
        CHECK((publish->state & ui::disabled) != 0);
        CHECK(publish->description.find("规则") != std::string::npos);
    });
}

TEST_CASE("a rule to a queue is refused without one; rules are moved and deleted") {
    Browser browser = at_shops_rules("review");
    press_in(browser, "新增");
    browser.follow();
    CHECK(browser.shell().route.dialog == "0");
    CHECK(browser.shows(wire::message_for({Rule::missing_key, ""}, wire::Language::zh_cn)));
    type(browser, "转入的队列", "senior");
    type(browser, "规则名称", "big");
    type(browser, "退款金额至少（元）", "2000");
    CHECK(model_of(browser).mistakes.empty());
    press_in(browser, "新增");
    browser.follow();
    pressed_in(browser, [](ui::Headless& page) { page.choose("结果", "自动同意"); });
    type(browser, "退款金额至多（元）", "168");
    CHECK(browser.shows("金额 ≥ ¥2,000.00"));
    CHECK(browser.shows("金额 ≤ ¥168.00"));
    CHECK(browser.shows("转入 senior"));
    press_in(browser, "上移");
    browser.follow();
    CHECK(wire::write_json(model_of(browser).draft.document()).find(R"("id":"new_1")") <
          wire::write_json(model_of(browser).draft.document()).find(R"("id":"big")"));
    press_in(browser, "删除");
    CHECK(wire::write_json(model_of(browser).draft.document()).find("new_1") == std::string::npos);
}

TEST_CASE("publishing says what changes, asks, and gives the version who, when and why") {
    Browser browser = at_shops_rules("limits");
    type(browser, "商家审核（小时）", "24");
    open(browser, "#/m/rules/limits/publish");
    CHECK(browser.shows("商家审核（小时）：48 → 24"));
    pressed_in(browser, [](ui::Headless& page) { page.type_into("备注", "大促提速"); });
    browser.model.shell.effects.clear();
    browser.want(screens::Submit{});
    browser.want(screens::Submit{});
    CHECK(browser.take<HttpCall>().size() == 1);
    HttpCall const sent = browser.call("/api/v1/merchant/policy");
    CHECK(sent.method == "PUT");
    CHECK(sent.body ==
          R"({"based_on":3,"overrides":{"limits":{"merchant_review_ms":86400000}},"note":"大促提速"})");
    browser.answer(sent, 200, wire::to_json(shops_view(R"({"limits":{"merchant_review_ms":86400000}})", 4)));
    CHECK(model_of(browser).draft.edits.empty());
    CHECK(browser.shell().toasts.back().text == "已发布为版本 4");
    CHECK(browser.take<Forget>().back().prefix == "kept/merchant/b1/draft/rules");
}

TEST_CASE("a version that came between is told with its differences; what was altered stays") {
    Browser browser = at_shops_rules("windows");
    type(browser, "价保期限（天）", "15");
    open(browser, "#/m/rules/windows/publish");
    browser.model.shell.effects.clear();
    browser.want(screens::Submit{});
    HttpCall const sent = browser.call("/api/v1/merchant/policy");
    browser.on(
        HttpDone{sent.id, 409, wire::write_api_error({{Rule::stale_version, "based_on", 4}}, false, "r1")});
    browser.answer(browser.call("/api/v1/merchant/policy"), 200,
                   wire::to_json(shops_view(R"({"inspection":true})", 4)));
    open(browser, "#/m/rules/windows");
    CHECK(browser.shows("版本 4"));
    CHECK(browser.shows("收货后先验货再退款：否 → 是"));
    CHECK(wire::write_json(model_of(browser).draft.document()) ==
          R"({"inspection":true,"price_protect_days":15})");
}

TEST_CASE("a draft is kept in the browser and comes back; discarding asks") {
    Browser browser = at_shops_rules("windows");
    type(browser, "价保期限（天）", "15");
    std::vector<KeptItem> const kept = browser.kept("kept/merchant/b1/draft/");
    REQUIRE(kept.size() == 1);
    Browser again = at_shops_rules("windows");
    again.on(Recalled{"kept/merchant/b1/draft/rules", kept});
    CHECK(again.shows("1 处修改未发布"));
    press_in(again, "放弃修改");
    again.follow();
    CHECK(again.shows("放弃全部未发布的修改？"));
    CHECK(model_of(again).draft.edits.size() == 1);
    again.want(screens::Submit{});
    CHECK(model_of(again).draft.edits.empty());
}

TEST_CASE("a draft of an older version says what came between") {
    Browser browser = at_shops_rules("windows");
    std::string const kept = R"({"based_on":2,"edits":{"price_protect_days":15,"nowhere":1}})";
    browser.on(Recalled{"kept/merchant/b1/draft/rules", {{"kept/merchant/b1/draft/rules", kept, {}}}});
    CHECK(model_of(browser).draft.edits.size() == 1);
    browser.answer(browser.call("/api/v1/merchant/policy?version=2"), 200,
                   wire::to_json(shops_view(R"({"inspection":true})", 2)));
    CHECK(browser.shows("有人刚刚发布了版本 3"));
    CHECK(browser.shows("收货后先验货再退款：是 → 否"));
    browser.on(Recalled{"kept/merchant/b1/draft/rules", {{"kept/merchant/b1/draft/rules", "[", {}}}});
    CHECK(model_of(browser).draft.edits.size() == 1);
}

TEST_CASE("versions name who, when and why; one is shown with its difference and becomes the draft") {
    Browser browser = at_shops_rules("versions", R"({"inspection":true})");
    for (char const* words : {"版本 3", "许蔓", "版本 2", "平台", "双十一", "出厂设置"})
        CHECK_MESSAGE(browser.shows(words), words);
    open(browser, "#/m/rules/versions/2");
    browser.answer(browser.call("/api/v1/merchant/policy?version=2"), 200,
                   wire::to_json(shops_view("{}", 2)));
    CHECK(browser.shows("正在加载"));
    browser.model.shell.effects.clear();
    open(browser, "#/m/rules/versions");
    open(browser, "#/m/rules/versions/3");
    std::vector<HttpCall> const asked = browser.take<HttpCall>();
    REQUIRE(asked.size() == 2);
    browser.answer(asked[0], 200, wire::to_json(shops_view(R"({"inspection":true})", 3)));
    browser.answer(asked[1], 200, wire::to_json(shops_view("{}", 2)));
    CHECK(browser.shows("收货后先验货再退款：否 → 是"));
    browser.model.shell.effects.clear();
    open(browser, "#/m/rules/versions/2");
    for (HttpCall const& call : browser.take<HttpCall>())
        browser.answer(call, 200, wire::to_json(shops_view("{}", call.path.back() - '0')));
    press_in(browser, "以版本 2 为草稿");
    CHECK(browser.shows("1 处修改未发布"));
    CHECK(model_of(browser).draft.document() == wire::Value(wire::Object{}));
}

namespace {

/// A return of E1 for this much that people decided: `rejected`, it came to nothing.
PastTicket past_ticket(std::string no, Fen refund_fen, bool rejected) {
    PastTicket past;
    past.review.ticket_no = std::move(no);
    past.review.facts = {TicketType::return_refund, "quality", refund_fen, {{"apparel"}}, 0, {}};
    past.reviewed = true;
    past.shop_id = ShopId{"s1"};
    past.policy_version = 1;
    past.applied_at = {1'795'000'000'000};
    past.order_no = OrderNo{"nowhere"};  // amounts stay as they were
    past.request = {TicketType::return_refund, "quality", {{1, 1, {}}}, 0, false};
    past.quoted_fen = refund_fen;
    past.came_to_fen = rejected ? 0 : refund_fen;
    return past;
}

wire::PastView three_past() {
    wire::PastView view;
    view.items = {past_ticket("AS1", 9'667, false), past_ticket("AS2", 15'900, true),
                  past_ticket("AS3", 50'000, false)};
    return view;
}

/// They were asked for once, when the page of the rules came up.
void answer_past(Browser& browser, wire::PastView const& view) {
    int const call = model_of(browser).past.call;
    REQUIRE(call != 0);
    browser.on(HttpDone{call, 200, wire::write_json(wire::to_json(view))});
    CHECK(model_of(browser).past.call == 0);
}

constexpr std::string_view small_rule =
    R"({"auto_rules":[{"id":"small","types":[],"reasons":[],"categories":[],"min_refund_fen":0,)"
    R"("max_refund_fen":5000,"risk_signals":[],"action":"agree"}]})";

}  // namespace

TEST_CASE("past tickets are decided again as a number is typed: how many, for how much, each a link") {
    Browser browser = at_shops_rules("review", small_rule);
    open(browser, "#/m/rules/review/0");
    type(browser, "退款金额至多（元）", "100");
    answer_past(browser, three_past());
    pressed_in(browser, [](ui::Headless& page) {
        CHECK(page.shows("用页面里的同一套规则重算最近 3 张售后单"));
        CHECK(page.shows("改为自动同意"));
        CHECK(page.shows("+¥0.00"));
        ui::Node const* const ticket = page.find(Role::link, "AS1 改为自动同意");
        REQUIRE(ticket != nullptr);
        CHECK(ticket->href == "#/m/tickets/AS1");
        CHECK(page.shows("当时：人工审核"));
        CHECK(page.shows("新规则：自动同意（small）"));
    });
    type(browser, "退款金额至多（元）", "168");
    pressed_in(browser, [](ui::Headless& page) {
        CHECK(page.shows("+¥159.00"));
        CHECK(page.shows("¥0.00 → ¥159.00"));
        CHECK_FALSE(page.has(Role::link, "AS3 改为自动同意"));
    });
    press_in(browser, "增加退款金额至多（元）");
    CHECK(browser.shows("金额 ≤ ¥170.00"));
    press_in(browser, "减少退款金额至多（元）");
    CHECK(browser.shows("金额 ≤ ¥160.00"));
    CHECK(browser.shows("+¥159.00"));
    open(browser, "#/m/rules/review/publish");
    CHECK(browser.shows("试算 3 张：改为自动同意 2"));
    browser.model.shell.effects.clear();
    browser.want(screens::Submit{});
    HttpCall const sent = browser.call("/api/v1/merchant/policy");
    CHECK(sent.body.find("\"note\":\"试算 3 张：改为自动同意 2") != std::string::npos);
    open(browser, "#/m/rules/review/0");
    type(browser, "退款金额至多（元）", "50");
    CHECK_FALSE(browser.shows("处修改未发布"));
}

TEST_CASE(
    "many past tickets are decided in slices; a document with less than there should be breaks nothing") {
    Browser browser = at_shops_rules("review", small_rule);
    wire::PastView many;
    for (int i = 0; i < 1'000; ++i)
        many.items.push_back(past_ticket("AS" + std::to_string(i), 10'000, false));
    many.items[7].review.facts.categories.clear();
    many.items[8].request.lines.clear();
    many.items[9].order_no = OrderNo{"E1"};
    many.orders.push_back({});  // one that the core would refuse
    many.orders.back().order_no = OrderNo{"E1"};
    many.orders.back().shop_id = ShopId{"s1"};
    many.orders.back().buyer_id = BuyerId{"b1"};
    answer_past(browser, many);
    open(browser, "#/m/rules/review/0");
    type(browser, "退款金额至多（元）", "168");
    rules::Model& model = model_of(browser);
    CHECK(model.run.running(1'000));
    int frames = 0;
    while (model.run.running(1'000) && frames < 20) {
        ++frames;
        browser.want(screens::ChangeRules{What::go_on, "", ""});
    }
    CHECK(frames >= 3);
    CHECK(model.run.ends[static_cast<std::size_t>(WhatIfEnd::approved)] == 1'000);
    pressed_in(browser, [](ui::Headless& page) { CHECK(page.has(Role::button, "看全部 1000 张")); });
}

TEST_CASE("the platform edits the mall's policy, and sends it whole with its shops' parts") {
    wire::PolicyView view = malls_view();
    view.policy.as<wire::Object>()->emplace_back("shops", json(R"({"s1":{"inspection":true}})"));
    Browser browser = at_rules(Audience::platform, "holidays", view);
    press_in(browser, "新增");
    browser.follow();
    type(browser, "第一天", "2027-02-05");
    type(browser, "最后一天", "2027-02-12");
    CHECK(browser.shows("2027-02-05 – 2027-02-12"));
    open(browser, "#/p/rules/holidays/publish");
    CHECK(browser.shows("节假日：新增"));
    browser.model.shell.effects.clear();
    browser.want(screens::Submit{});
    HttpCall const sent = browser.call("/api/v1/platform/policy");
    CHECK(sent.body.find(R"("holidays":[{"from_ms":1801756800000,"to_ms":1802448000000}])") !=
          std::string::npos);
    CHECK(sent.body.find(R"("shops":{"s1":{"inspection":true}})") != std::string::npos);
}

TEST_CASE("on a phone an open item stands alone, with a way back to its list") {
    ui::Viewport phone;
    phone.w = 390;
    phone.h = 844;
    Browser browser = at_shops_rules("reasons");
    pressed_in(
        browser, [](ui::Headless& page) { CHECK(page.shows("谁承担")); }, phone);
    open(browser, "#/m/rules/reasons/0");
    pressed_in(
        browser,
        [](ui::Headless& page) {
            CHECK(page.has(Role::link, "返回列表"));
            CHECK(page.has(Role::field, "中文名称"));
            CHECK_FALSE(page.has(Role::button, "新增"));
        },
        phone);
    browser.want(screens::ToggleLanguage{});
    pressed_in(browser, [](ui::Headless& page) { CHECK(page.has(Role::field, "Chinese name")); });
}

}  // namespace afterdesk::app
