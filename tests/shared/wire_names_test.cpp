// Every name and every sentence is there.

#include <set>

#include "base/spelled.hpp"
#include "wire/api.hpp"
#include "wire_fixture.hpp"

using namespace afterdesk;
using namespace afterdesk::wire;

namespace {

static_assert(enumerator_count<State> == state_count);
static_assert(enumerator_count<Rule> == rule_count);

template <class Enum>
void check_names() {
    std::set<std::string> seen;
    for (int i = 0; i < enumerator_count<Enum>; ++i) {
        auto const value = static_cast<Enum>(i);
        std::string const name(name_of(value));
        CAPTURE(name);
        CHECK(!name.empty());
        CHECK(name.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") == std::string::npos);
        CHECK(name.back() != '_');
        CHECK(seen.insert(name).second);
        CHECK(from_name<Enum>(name) == value);
    }
    CHECK(from_name<Enum>("") == std::nullopt);
    CHECK(from_name<Enum>("no_such_name") == std::nullopt);
}

bool is_ascii_but_yen(std::string text) {
    for (std::size_t at; (at = text.find("¥")) != std::string::npos;)
        text.erase(at, std::string_view("¥").size());
    for (char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80) return false;
    }
    return true;
}

bool ends_with(std::string const& text, std::string_view end) {
    return text.size() > end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

}  // namespace

TEST_CASE("every enum value has a name of its own, and the name leads back to it") {
    check_names<Rule>();
    check_names<SignalKind>();
    check_names<TicketType>();
    check_names<State>();
    check_names<ShortStatus>();
    check_names<ActorKind>();
    check_names<LineKind>();
    check_names<DiscountKind>();
    check_names<PaymentChannel>();
    check_names<ClaimState>();
    check_names<GiftAction>();
    check_names<FreightRule>();
    check_names<Cause>();
    check_names<PartStatus>();
    check_names<CommandKind>();
    check_names<StepKind>();
    check_names<Fault>();
    check_names<EvidenceRule>();
    check_names<FreightPayer>();
    check_names<CouponPolicy>();
    check_names<PointsPolicy>();
    check_names<ThresholdPolicy>();
    check_names<PaymentsPolicy>();
    check_names<ExchangePolicy>();
    check_names<Phase>();
    check_names<AutoAction>();
}

TEST_CASE("names that C++ can not spell are plain on the wire") {
    CHECK(name_of(LineKind::virtual_) == "virtual");
    CHECK(name_of(GiftAction::return_) == "return");
}

TEST_CASE("events are named after the past") {
    CHECK(event_name(Applied{}) == "applied");
    CHECK(event_name(RefundPartSucceeded{}) == "refund_part_succeeded");
    CHECK(event_name(Closed{}) == "closed");
    CHECK(event_index("applied") == 0);
    CHECK(event_index("held_for_shipping") == std::variant_size_v<EventKinds> - 1);
    CHECK(event_index("agree") == std::nullopt);
}

TEST_CASE("every rule has a sentence in both languages, with and without its limit") {
    for (int i = 0; i < rule_count; ++i) {
        auto const rule = static_cast<Rule>(i);
        for (std::int64_t limit : {std::int64_t{-1}, std::int64_t{0}, std::int64_t{123'456}}) {
            for (char const* path : {"", "request.fee_fen", "prior[0].units[0]"}) {
                std::string const zh = message_for({rule, path, limit}, Language::zh_cn);
                std::string const en = message_for({rule, path, limit}, Language::en);
                CAPTURE(zh);
                CAPTURE(en);
                CHECK(ends_with(zh, "。"));
                CHECK(ends_with(en, "."));
                CHECK(is_ascii_but_yen(en));
                CHECK(!is_ascii_but_yen(zh));
                CHECK((zh + en).find_first_of("[]{}") == std::string::npos);
            }
        }
    }
}

TEST_CASE("no two rules have the same sentence") {
    std::set<std::string> zh, en;
    for (int i = 0; i < rule_count; ++i) {
        Mistake const mistake{static_cast<Rule>(i), "", -1};
        CHECK(zh.insert(message_for(mistake, Language::zh_cn)).second);
        CHECK(en.insert(message_for(mistake, Language::en)).second);
    }
}

TEST_CASE("limits read as what they measure") {
    auto const en = [](Rule rule, char const* path, std::int64_t limit) {
        return message_for({rule, path, limit}, Language::en);
    };
    CHECK(en(Rule::too_large, "order.freight_fen", 123'456) == "This is too large; the most is ¥1,234.56.");
    CHECK(en(Rule::too_large, "order.lines[0].quantity", 9'999) == "This is too large; the most is 9999.");
    CHECK(en(Rule::too_large, "", 1 << 20) == "This is too large; the most is 1 MB.");
    CHECK(en(Rule::too_large, "", -1) == "This is too large.");
    CHECK(message_for({Rule::picture_too_large, "", 40'000'000}, Language::zh_cn) ==
          "图片像素过多，总共最多 4000 万像素，请缩小后再上传。");
    CHECK(en(Rule::picture_too_large, "", 40'000'000).find("the most is 40 million in all") !=
          std::string::npos);
    CHECK(message_for({Rule::picture_side_too_long, "", 12'000}, Language::zh_cn) ==
          "图片边长过大，最长 12000 像素，请裁剪或缩小后再上传。");
    CHECK(message_for({Rule::sums_do_not_add_up, "order.payments", 158'000}, Language::zh_cn) ==
          "商品实付与运费之和与支付金额不一致，应为 ¥1,580.00。");
}

TEST_CASE("the language is the wished one, Chinese when in doubt") {
    for (char const* text : {"en", "EN", "en-US,en;q=0.9,zh;q=0.8", "en_GB.UTF-8", "zh;q=0.5, en;q=0.8",
                             "fr,en;q=0.1", "en,zh", "zh;q=0,en;q=0.001"}) {
        CAPTURE(text);
        CHECK(language_from(text) == Language::en);
    }
    for (char const* text : {"", "zh-CN", "zh-CN,en", "*", "fr", "C.UTF-8", "en;q=0", "english",
                             "en;q=0.5,zh;q=0.9", "en;q=x", ",,;;,", "en;q=", "zh,en;q=1"}) {
        CAPTURE(text);
        CHECK(language_from(text) == Language::zh_cn);
    }
}
