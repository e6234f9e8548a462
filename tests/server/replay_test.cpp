// Scripts of commands: text in, text out; and the drawing of the edge table.

#include <fstream>
#include <sstream>

#include "service/replay_folder.hpp"
#include "wire/edge_text.hpp"
#include "wire/replay.hpp"
#include "world.hpp"

using namespace afterdesk;
using world::World;

namespace {

std::string const buyer = R"("actor":{"kind":"buyer","id":"b1"})";
std::string const merchant = R"("actor":{"kind":"merchant","id":"m1"})";
std::string const address = R"("address":{"name":"售后组","phone":"0571-1","text":"杭州市余杭区 18 号"})";

std::string step(std::int64_t after_ms, std::string const& rest) {
    return R"({"at_ms":)" + std::to_string(world::noon.ms + after_ms) + "," + rest + "}";
}

std::string script(std::vector<std::string> const& steps, std::string const& more = "") {
    std::string text = R"({"order":)" +
                       wire::write_json(wire::to_json(world::received_order("E2", "s1", "b1"))) + more +
                       R"(,"steps":[)";
    for (std::size_t i = 0; i < steps.size(); ++i) text += (i == 0 ? "" : ",") + steps[i];
    return text + "]}";
}

std::string apply(std::string const& type, int quantity, std::string const& more = "") {
    return buyer + R"(,"command":{"command":"apply","request":{"type":")" + type +
           R"(","reason":"size_unfit","lines":[{"line_no":1,"quantity":)" + std::to_string(quantity) + more +
           R"(}]},"remark":"","evidence":[")" + std::string(64, 'a') + R"("]})";
}

wire::Value run(std::string const& text) {
    auto const result = wire::replay_text(text, wire::Language::en);
    CAPTURE(result.out);
    REQUIRE(result.status == 0);
    auto value = wire::parse_json(result.out, wire::answer_limits);
    REQUIRE(value.ok());
    return std::move(value).value();
}

wire::Value const& item(wire::Value const& value, char const* list, std::size_t index) {
    auto const* items = value.find(list)->as<wire::Array>();
    REQUIRE(items->size() > index);
    return (*items)[index];
}

std::string text_at(wire::Value const& value, char const* key) {
    wire::Value const* found = value.find(key);
    REQUIRE(found != nullptr);
    auto const* text = found->as<std::string>();
    return text != nullptr ? *text : wire::write_json(*found);
}

std::string first_code(wire::Value const& done) { return text_at(item(done, "errors", 0), "code"); }

}  // namespace

TEST_CASE("a return, step by step: events of each step, rows at the end") {
    auto const out = run(script(
        {step(0, apply("return_refund", 1)),
         step(1'000, merchant + R"(,"ticket":1,"command":{"command":"agree",)" + address + "}"),
         step(2'000, buyer + R"(,"ticket":1,"command":{"command":"ship_back","parcel":{"carrier":"sf",)"
                             R"("tracking_no":"SF1234567890"}})"),
         step(days(10).ms + 2'000,
              R"("actor":{"kind":"system"},"ticket":1,"command":{"command":"time_out"})")}));
    CHECK(text_at(item(item(out, "steps", 0), "events", 0), "event") == "applied");
    CHECK(text_at(item(item(out, "steps", 3), "events", 0), "cause") == "receipt_timeout");
    wire::Value const& ticket = item(out, "tickets", 0);
    CHECK(text_at(ticket, "state") == "refunding");
    CHECK(text_at(ticket, "no") == "AS2026112000000001");
}

TEST_CASE("what is refused is told at its step, and the script goes on") {
    auto const out =
        run(script({step(0, apply("return_refund", 9)), step(0, apply("return_refund", 3)),
                    step(0, buyer + R"(,"ticket":1,"command":{"command":"withdraw","version":7})"),
                    step(0, buyer + R"(,"ticket":2,"command":{"command":"withdraw"})"),
                    step(0, apply("return_refund", 1))}));
    CHECK(first_code(item(out, "steps", 0)) == "quantity_exceeds_left");
    CHECK(item(out, "steps", 1).find("events") != nullptr);
    CHECK(first_code(item(out, "steps", 2)) == "stale_version");
    CHECK(first_code(item(out, "steps", 3)) == "not_found");
    CHECK(item(out, "steps", 4).find("errors") != nullptr);
    CHECK(out.find("tickets")->as<wire::Array>()->size() == 1);
}

TEST_CASE("facts change the order and tell its tickets; stock is kept back and given back") {
    std::string const stock = R"(,"stock":[{"sku":"K1-XL","spu":"P1","unit_price_fen":10000,"available":2}])";
    auto const out =
        run(script({step(0, apply("exchange", 1, R"(,"want_sku":"K1-XL")")),
                    step(1, merchant + R"(,"command":{"command":"agree",)" + address + R"(},"ticket":1)"),
                    step(2, R"("facts":[{"line_no":2,"shipped_quantity":1}])"),
                    step(3, R"("facts":[{"line_no":2,"shipped_quantity":9}])")},
                   stock));
    CHECK(text_at(item(out, "stock", 0), "available") == "1");
    CHECK(text_at(item(item(out, "tickets", 0), "stock", 0), "sku") == "K1-XL");
    CHECK(first_code(item(out, "steps", 3)) == "shipped_exceeds_quantity");
}

TEST_CASE("cases from the field, as scripts: deliveries, replacements, changes after the window") {
    auto const run_case = [](std::string const& name) {
        std::ifstream file(std::string(AFTERDESK_ROOT) + "/tests/fixtures/cases/" + name + ".json");
        std::ostringstream text;
        text << file.rdbuf();
        return run(text.str());
    };
    auto const said = [](wire::Value const& out, std::size_t index) {
        wire::Value const& done = item(out, "steps", index);
        return done.find("errors") != nullptr ? first_code(done) : text_at(item(done, "events", 0), "event");
    };
    CHECK(said(run_case("split-delivery"), 2) == "applied");

    auto const changed = run_case("modify-after-window");
    CHECK(said(changed, 2) == "modified");
    CHECK(said(changed, 3) == "evidence_added");
    CHECK(said(changed, 4) == "not_in_this_state");

    auto const defect = run_case("exchange-then-defect");
    CHECK(said(defect, 7) == "applied");
    CHECK(said(defect, 8) == "nothing_left");

    auto const appealed = run_case("appeal");
    CHECK(said(appealed, 4) == "appealed");
    CHECK(said(appealed, 5) == "second_judge_needed");
    CHECK(said(appealed, 6) == "verdict_given");
    CHECK(said(appealed, 7) == "not_in_this_state");  // the second verdict is final
    CHECK(said(appealed, 8) == "frozen");
    CHECK(said(appealed, 12) == "inspected");
}

TEST_CASE("a wrong script is refused as a whole, with all of its mistakes and their paths") {
    auto const result =
        wire::replay_text(R"({"order":{},"steps":[{"at_ms":-1,"actor":{}}],"more":1})", wire::Language::en);
    CHECK(result.status == 2);
    for (char const* path :
         {"order.order_no", "steps[0].at_ms", "steps[0].actor.kind", "steps[0].command", "more"}) {
        CAPTURE(path);
        CHECK(result.out.find('"' + std::string(path) + '"') != std::string::npos);
    }
}

TEST_CASE("the stored events lead to the stored rows") {
    World w;
    std::string const no = w.returned_one();
    w.must(w.merchant, no, Receive{});
    w.service->jobs.run_due();
    Replayed const all = replay_folder(w.folder.path(), "");
    CHECK(all.tickets == 1);
    CHECK(all.differing == 0);
    Replayed const one = replay_folder(w.folder.path(), no);
    CHECK(one.lines.size() == static_cast<std::size_t>(w.look(no).ticket.version));
    CHECK(one.lines.back().find("→ completed") != std::string::npos);
    CHECK(replay_folder(w.folder.path(), "AS1").tickets == 0);
}

TEST_CASE("the drawing has every state, and the README shows it as it is") {
    std::string const graph = wire::mermaid_graph();
    CHECK(graph.rfind("stateDiagram-v2\n", 0) == 0);
    for (StateRow const& row : state_rows()) {
        CHECK(graph.find(std::string(wire::name_of(row.state))) != std::string::npos);
    }
    std::ifstream file(std::string(AFTERDESK_ROOT) + "/shared/README.md");
    std::stringstream readme;
    readme << file.rdbuf();
    CHECK(readme.str().find("```mermaid\n" + graph + "```") != std::string::npos);
}
