// A policy being changed: as a form, as a draft on top of a version, and what differs between two documents.

#include "testing.hpp"
#include "wire/policy_draft.hpp"

using namespace afterdesk;
using namespace afterdesk::wire;

namespace {

Value json(std::string_view text) {
    auto value = parse_json(text);
    REQUIRE(value.ok());
    return std::move(value).value();
}

PolicyDraft shops_draft(std::string_view set) { return {to_json(default_policy()), json(set), false, {}}; }

std::string sent(PolicyDraft const& draft) { return write_json(draft.document()); }

/// "changed reasons.window_days quality_issue; moved auto_rules b".
std::string told(Value const& before, Value const& after) {
    constexpr char const* kinds[] = {"changed", "added", "removed", "moved"};
    std::string all;
    for (PolicyChange const& change : policy_changes(before, after)) {
        all += (all.empty() ? "" : "; ") + std::string(kinds[static_cast<std::size_t>(change.kind)]) + " " +
               change.field->path;
        if (!change.item.empty()) all += " " + change.item;
        if (!change.shop.empty()) all += " in " + change.shop;
    }
    return all;
}

/// What people would read of a value comes to the same value again.
void check_typed(PolicyField const& field, Value const& value) {
    INFO(field.path);
    if (field.kind == PolicyKind::part || field.kind == PolicyKind::list) return;
    CHECK(value_of(field, typed_of(field, &value, china_offset_minutes), china_offset_minutes) == value);
}

}  // namespace

TEST_CASE("each value of a policy that is shown and typed again is the same") {
    Policy policy = default_policy();
    policy.four_eyes_above_fen = 123'456;
    policy.limits.buyer_offer = minutes(90);
    policy.holidays = {
        {from_civil({2027, 2, 5}, china_offset_minutes), from_civil({2027, 2, 13}, china_offset_minutes)}};
    policy.auto_rules = {{"small",
                          {TicketType::return_refund},
                          {"quality"},
                          {"a", "b"},
                          0,
                          16'800,
                          {},
                          3,
                          {},
                          AutoAction::queue,
                          "q"}};
    Value const document = to_json(policy);
    for (PolicyField const& field : policy_form()) {
        Value const* const value = document.find(field.key);
        REQUIRE(value != nullptr);
        check_typed(field, *value);
        for (PolicyField const& inner : field.fields) {
            Array const* const items = value->as<Array>();
            for (Value const& one : items ? *items : Array{*value}) {
                if (Value const* const part = one.find(inner.key)) check_typed(inner, *part);
            }
        }
    }
}

TEST_CASE("what is typed is read as people write it; what can not be read is left to the core") {
    auto const read = [](std::string_view path, std::string_view typed) {
        return write_json(value_of(*find_policy_field(path), typed, china_offset_minutes));
    };
    CHECK(read("four_eyes_above_fen", "￥1,234.50") == "123450");
    CHECK(read("four_eyes_above_fen", "") == "0");
    CHECK(read("limits.buyer_offer_ms", "1.5") == "5400000");
    CHECK(read("limits.buyer_offer_ms", "bald") == R"("bald")");
    CHECK(read("price_protect_days", "１５") == "15");
    CHECK(read("price_protect_days", "") == R"("")");
    CHECK(read("utc_offset_minutes", "-300") == "-300");
    CHECK(read("categories.window_days", "") == "null");
    CHECK(read("auto_rules.categories", "鲜花，蛋糕、 cake") == R"(["鲜花","蛋糕","cake"])");
    CHECK(read("holidays.from_ms", "2027-02-30") == R"("2027-02-30")");
    CHECK(read("auto_rules.queue", " senior ") == R"("senior")");
}

TEST_CASE("a draft holds what was altered, and nothing that comes to the same") {
    PolicyDraft draft = shops_draft(R"({"inspection":true})");
    draft.put("limits.buyer_offer_ms", 1'000);
    draft.put("price_protect_days", 7);
    CHECK(draft.edits.size() == 1);
    CHECK(sent(draft) == R"({"inspection":true,"limits":{"buyer_offer_ms":1000}})");
    draft.reset("limits.buyer_offer_ms");
    draft.reset("inspection");
    CHECK(sent(draft) == "{}");
    draft.put("inspection", true);
    CHECK(draft.edits.empty());
    draft.put("auto_rules", Array{});
    draft.put("auto_rules[3].queue", "nobody");
    CHECK(sent(draft) == R"({"inspection":true})");
}

TEST_CASE("the mall's draft is sent whole; a reset is the desk's own value") {
    Policy policy = default_policy();
    policy.max_modifications = 2;
    PolicyDraft draft{to_json(default_policy()), to_json(policy), true, {}};
    draft.reset("max_modifications");
    CHECK(draft.document() == to_json(default_policy()));
    draft.edits.clear();
    draft.restore(to_json(default_policy()));
    CHECK(draft.document() == to_json(default_policy()));
    CHECK(check_draft(draft).empty());
}

TEST_CASE("the core says what is wrong with a draft, at the field's path") {
    PolicyDraft draft = shops_draft("{}");
    draft.put("limits.buyer_offer_ms", "bald");
    draft.put("auto_rules", json(R"([{"id":"a","action":"queue","risk_signals":["vpn"]}])"));
    Mistakes const mistakes = check_draft(draft);
    auto const at = [&](Rule rule, std::string const& path) {
        for (Mistake const& mistake : mistakes) {
            if (mistake.rule == rule && mistake.path == path) return true;
        }
        return false;
    };
    CHECK(at(Rule::wrong_type, "limits.buyer_offer_ms"));
    CHECK(at(Rule::missing_key, "auto_rules[0].queue"));
    CHECK(at(Rule::risk_signals_unavailable, "auto_rules[0].risk_signals"));
}

TEST_CASE("another version's overrides become the draft, also where they said less") {
    PolicyDraft draft = shops_draft(R"({"inspection":true,"limits":{"buyer_offer_ms":1000}})");
    draft.put("price_protect_days", 30);
    draft.restore(json(R"({"limits":{"buyer_return_ms":2000}})"));
    CHECK(sent(draft) == R"({"limits":{"buyer_return_ms":2000}})");
}

TEST_CASE("differences are told by field and by item, shop by shop") {
    Value const before = json(R"({"inspection":false,"limits":{"buyer_offer_ms":1},)"
                              R"("auto_rules":[{"id":"a","max_refund_fen":1},{"id":"b"},{"id":"c"}]})");
    CHECK(told(before, before).empty());
    CHECK(told(before, json(R"({"inspection":true,"limits":{"buyer_offer_ms":2},)"
                            R"("auto_rules":[{"id":"c"},{"id":"a","max_refund_fen":2},{"id":"d"}]})")) ==
          "changed limits.buyer_offer_ms; changed inspection; removed auto_rules b; moved auto_rules a; "
          "changed auto_rules.max_refund_fen a; added auto_rules d");
    CHECK(told(json(R"({"shops":{"s1":{"inspection":true}}})"),
               json(R"({"shops":{"s1":{},"s2":{"max_evidence":3}}})")) ==
          "changed inspection in s1; changed max_evidence in s2");
}
