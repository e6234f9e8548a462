// A proof file in the page, without a browser: what each outcome says, in both languages, also offline.

#include "base/sha256.hpp"
#include "browser.hpp"
#include "wire/proof.hpp"
#include "wire/stored/stored.hpp"

namespace afterdesk::app {
namespace {

constexpr Instant made_at{1'795'147'200'000};
std::string const key(64, '1'), other_key(64, '2');

/// A withdrawn ticket with a picture, signed by `key`: the browser of the tests believes what it is told.
std::string proof_text(Audience audience = Audience::platform) {
    Order const order = order_detail().order;
    Applied applied;
    applied.no = {"AS2026112000000001"};
    applied.order_no = order.order_no;
    applied.shop_id = order.shop_id;
    applied.buyer_id = order.buyer_id;
    applied.request = {TicketType::return_refund, "quality", {{1, 1, {}}}};
    applied.quote.refund_fen = applied.quote.goods_fen = 9'667;
    applied.quote.lines = {{1, 1, {1}, {}, 9'667}};
    applied.quote.payments = {{{"w1"}, 9'667}};
    applied.evidence = {{hex_of(sha256_of("a picture"))}};
    std::vector<EventRecord> const history{{1, made_at, {ActorKind::buyer, "b1"}, applied},
                                           {2, made_at, {ActorKind::merchant, "m1"}, Closed{}}};
    wire::Proof proof;
    proof.tenant = {"mall"};
    proof.audience = audience;
    proof.made_at = made_at;
    proof.ticket = fold(history);
    proof.ticket_no = proof.ticket.no;
    proof.order = order;
    proof.policy = default_policy();
    std::string prev = wire::first_chain_hash();
    for (EventRecord const& record : history) {
        std::string const text = wire::stored::text_of(record);
        prev = sha256_of(wire::chained_text(prev, proof.tenant, proof.ticket_no, text));
        bool const cut = audience == Audience::buyer;
        std::string const shown =
            cut ? wire::stored::text_for_buyer(record, wire::stored::newest_version) : text;
        proof.events.push_back({hex_of(prev), shown, cut});
    }
    proof.files = {{applied.evidence[0].value, 9}};
    proof.signature = {key, std::string(128, '3')};
    return wire::write_json(wire::to_json(proof));
}

/// At #/verify, told this desk's keys.
Browser at_verify(std::vector<std::string> const& keys) {
    Browser browser;
    browser.on(started("#/verify", ""));
    HttpCall const call = browser.call("/api/v1/proof-keys");
    wire::ProofKeys told;
    for (std::string const& one : keys) told.items.push_back({one});
    browser.answer(call, 200, wire::to_json(told));
    browser.model.shell.effects.clear();
    return browser;
}

/// Chooses a file with these bytes; gives what the browser is asked about its signature.
std::vector<CheckSignature> choose(Browser& browser, std::string const& bytes, int handle = 5) {
    browser.want(screens::ChooseFile{{handle, "AS1.afterdesk-proof.json", "", 100, ""}});
    REQUIRE(browser.take<ReadFile>().size() == 1);
    CHECK(browser.take<ReadFile>()[0].file_handle == handle);
    browser.model.shell.effects.clear();
    browser.on(FileRead{handle, true, bytes});
    CHECK(browser.take<ReleaseFile>().size() == 1);
    auto asked = browser.take<CheckSignature>();
    browser.model.shell.effects.clear();
    return asked;
}

}  // namespace

TEST_CASE("a sound file of this desk says so, and what it proves and what not") {
    Browser browser = at_verify({other_key, key});
    auto const asked = choose(browser, proof_text());
    REQUIRE(asked.size() == 1);
    CHECK(asked[0].key == key);
    CHECK(asked[0].text.starts_with("afterdesk-proof-1\n"));
    CHECK(browser.shows("正在核验签名…"));
    browser.on(SignatureChecked{5, SignatureFinding::right});
    for (char const* words :
         {"AS2026112000000001", "mall", "2 个事件首尾相连，中间没有缺失或改动。",
          "由事件得出的状态是「已关闭」，与文件一致。", "应退 ¥96.67，已退 ¥0.00，各部分相加一致。",
          "1 张图片，与事件一致。", "它证明", "它不证明"})
        CHECK_MESSAGE(browser.shows(words), words);
    browser.want(screens::ToggleLanguage{});
    for (char const* words : {"2 events follow each other; none between them is missing or changed.",
                              "What it does not prove", "· That pictures and words show the truth."})
        CHECK_MESSAGE(browser.shows(words), words);
}

TEST_CASE("a signature is wrong, of a stranger, of nobody known, or can not be checked: each is said") {
    struct Row {
        std::vector<std::string> keys;
        SignatureFinding found;
        char const* says;
        char const* verdict;
    };
    for (Row const& row :
         {Row{{key},
              SignatureFinding::wrong,
              "签名不符：文件在签发后被改动过。",
              "核验不通过：文件已不是签发时的内容"},
          Row{{other_key},
              SignatureFinding::right,
              ("签名有效，但密钥 "),
              "没有发现改动，但有的项目无法判断"},
          Row{{key},
              SignatureFinding::unknown,
              "这个浏览器不能核验签名：请用新版浏览器经 https 打开，或者运行 afterdesk verify-proof。",
              "没有发现改动，但有的项目无法判断"}}) {
        Browser browser = at_verify(row.keys);
        choose(browser, proof_text());
        browser.on(SignatureChecked{5, row.found});
        CAPTURE(row.says);
        CHECK(browser.shows(row.says));
        CHECK(browser.shows(row.verdict));
    }
}

TEST_CASE("one changed byte is found without the signature, by the event it stands in") {
    Browser browser = at_verify({key});
    std::string text = proof_text();
    std::size_t const at = text.find("\\\"quality\\\"");
    REQUIRE(at != std::string::npos);
    text[at + 2] = 'Q';
    choose(browser, text);
    browser.on(SignatureChecked{5, SignatureFinding::wrong});
    CHECK(browser.shows("第 1 个事件与前面的对不上。"));
    CHECK(browser.shows("由事件得出的售后单与文件所写不同。"));
    CHECK(browser.shows("核验不通过：文件已不是签发时的内容"));
    CHECK_FALSE(browser.shows("它证明"));
}

TEST_CASE("a buyer's file says that the shop's own notes are not in it") {
    Browser browser = at_verify({key});
    choose(browser, proof_text(Audience::buyer));
    browser.on(SignatureChecked{5, SignatureFinding::right});
    CHECK(browser.shows("· 商家内部的记录：不在文件里。"));
    CHECK(browser.shows("没有发现改动，但有的项目无法判断"));  // the made-up amount
}

TEST_CASE("without a network the keys of an earlier visit are known; without those, nobody's") {
    for (bool const seen : {true, false}) {
        CAPTURE(seen);
        Browser browser;
        browser.on(started("#/verify", ""));
        HttpCall const call = browser.call("/api/v1/proof-keys");
        browser.on(HttpDone{call.id, 0, ""});
        REQUIRE(browser.take<Recall>().size() == 1);
        std::vector<KeptItem> items;
        if (seen)
            items.push_back({"proof-keys", wire::write_json(wire::to_json(wire::ProofKeys{{{key}}})), {}});
        browser.on(Recalled{"proof-keys", items});
        browser.model.shell.effects.clear();
        choose(browser, proof_text());
        browser.on(SignatureChecked{5, SignatureFinding::right});
        std::string const print = wire::fingerprint_of(key);
        CHECK(browser.shows("由本平台的密钥 " + print + " 签名，签发后没有改动。") == seen);
        CHECK(browser.shows("签名有效；没有网络，无法确认密钥 " + print + " 属于谁。") == !seen);
    }
}

TEST_CASE("what is no proof file is refused with a reason, and another one can be chosen") {
    Browser browser = at_verify({key});
    CHECK(choose(browser, "PK\x03\x04").empty());
    CHECK(browser.shows("这不是凭证文件，或者已经损坏："));
    CHECK(choose(browser, R"({"format":"invoice"})", 6).empty());
    CHECK(browser.shows("(format)"));
    browser.want(screens::ChooseFile{{7, "large.json", "", std::int64_t{64} << 20, ""}});
    CHECK(browser.take<ReadFile>().empty());
    CHECK(browser.take<ReleaseFile>().size() == 1);
    browser.model.shell.effects.clear();
    browser.want(screens::ChooseFile{{8, "gone.json", "", 10, ""}});
    browser.on(FileRead{8, false, ""});
    CHECK(browser.shows("无法读取这个文件，请重新选择。"));
    browser.model.shell.effects.clear();
    CHECK(choose(browser, proof_text(), 9).size() == 1);
    CHECK_FALSE(browser.shows("无法读取这个文件，请重新选择。"));
    browser.on(SignatureChecked{5, SignatureFinding::wrong});  // of a file before
    CHECK(browser.shows("正在核验签名…"));
}

TEST_CASE("pictures are held against the list by their hash") {
    Browser browser = at_verify({key});
    choose(browser, proof_text());
    browser.want(
        screens::AddPhotos{{{11, "kept.jpg", "image/jpeg", 9, ""}, {12, "other.jpg", "image/jpeg", 9, ""}}});
    REQUIRE(browser.take<ReadFile>().size() == 2);
    browser.on(FileRead{11, true, "a picture"});
    browser.on(FileRead{12, true, "b picture"});
    CHECK(browser.take<ReleaseFile>().size() == 2);
    CHECK(browser.shows("kept.jpg"));
    CHECK(browser.shows("在清单里，没有改动"));
    CHECK(browser.shows("不在清单里，或者改动过"));
}

TEST_CASE("a ticket has its proof as a link, for whoever reads it") {
    Browser browser = at_ticket(State::awaiting_merchant, 1);
    CHECK(browser.ticket_view().proof_href == "/api/v1/merchant/tickets/AS2026112100000001/proof");
    CHECK(browser.shows("下载凭证文件"));
    CHECK(browser.shows("核验凭证文件"));
}

}  // namespace afterdesk::app
