// Documents on disk: what any version wrote is read for ever, and written again byte for byte.
//
// tests/fixtures/stored/vN holds one event of each kind (event_<name>.json) and tickets (ticket_<n>.json) as
// version N wrote them; a newline ends each file. They are never changed. A new version adds its own folder.

#include "wire/stored/stored.hpp"

#include "wire_fixture.hpp"
#include "wire_random.hpp"

using namespace afterdesk;
using namespace afterdesk::wire;
using namespace afterdesk::wire_fixture;

namespace {

constexpr int tickets_kept = 6;

/// The version that an event came with; most were there from the first.
int first_version_of(Event const& event) {
    bool const of_strays =
        std::holds_alternative<StraysNoted>(event) || std::holds_alternative<StraysSettled>(event);
    if (of_strays) return 3;
    if (std::holds_alternative<Appealed>(event)) return 5;
    if (std::holds_alternative<HeldForShipping>(event)) return 6;
    return std::holds_alternative<DeadlineExtended>(event) ? 2 : 1;
}

std::string kept(int version, std::string const& name) {
    std::string text = fixture("stored/v" + std::to_string(version) + "/" + name + ".json");
    REQUIRE_MESSAGE(text.back() == '\n', name);
    text.pop_back();
    return text;
}

/// The text again as its own version writes it; the mistakes when it can not be read.
template <class Read>
std::string again(std::string const& text, Read read) {
    Mistakes mistakes;
    auto const document = read(parsed(text), "", mistakes);
    return mistakes.empty() ? stored::text_of(document, stored::version_in(text)) : picture(mistakes);
}

// ---- How documents grow, shown on one that is only here ---------------------------------------------------

struct Line1 {
    int quantity = 1;
};
struct Grown {
    std::string no;
    std::vector<Line1> lines;
    std::string assignee;  ///< since version 2: nobody, before
    int pieces = 0;        ///< since version 3: all lines together
};

void line_fields(FieldIo& io, Line1& line) { io.number("quantity", line.quantity, quantity_range); }

void fields(FieldIo& io, Grown& grown) {
    io.id("no", grown.no);
    io.since(2).text("assignee", grown.assignee, max_short_chars);
    io.list_by<line_fields>("lines", grown.lines, max_lines);
    io.since(3).number("pieces", grown.pieces, count_range);
}

void count_pieces(Grown& grown) {
    for (Line1 const& line : grown.lines) grown.pieces += line.quantity;
}

constexpr void (*steps[])(Grown&) = {nullptr, count_pieces};
constexpr int newest = 3;

Grown grown_from(std::string const& text, std::string& mistakes) {
    Mistakes found;
    Grown grown = stored::read_any<Grown>(parsed(text), "", found, steps);
    mistakes = picture(found);
    return grown;
}

}  // namespace

TEST_CASE("what every version wrote is read, and is the same again in that version") {
    for (int version = 1; version <= stored::newest_version; ++version) {
        CAPTURE(version);
        for (std::size_t kind = 0; kind < std::variant_size_v<EventKinds>; ++kind) {
            Event const event = Event::of_kind(kind);
            if (first_version_of(event) > version) continue;
            std::string const name(event_name(event));
            CAPTURE(name);
            std::string const text = kept(version, "event_" + name);
            CHECK(stored::version_in(text) == version);
            CHECK(again(text, stored::read_event) == text);
        }
        for (int i = 1; i <= tickets_kept; ++i) {
            std::string const text = kept(version, "ticket_" + std::to_string(i));
            CHECK(stored::version_in(text) == version);
            CHECK(again(text, stored::read_ticket) == text);
        }
    }
}

TEST_CASE("a ticket of the first version was never extended") {
    Mistakes mistakes;
    for (int i = 1; i <= tickets_kept; ++i) {
        std::string const text = kept(1, "ticket_" + std::to_string(i));
        CHECK(stored::read_ticket(parsed(text), "", mistakes).extensions == 0);
    }
    CHECK(stored::read_ticket(parsed(kept(2, "ticket_2")), "", mistakes).extensions == 2);
    CHECK(picture(mistakes) == "");
}

TEST_CASE("a verdict of before appeals was given by whoever its event says") {
    Mistakes mistakes;
    for (int version = 1; version <= stored::newest_version; ++version) {
        EventRecord const record =
            stored::read_event(parsed(kept(version, "event_verdict_given")), "", mistakes);
        CHECK(std::get<VerdictGiven>(record.event).judge == record.actor.id);
    }
    CHECK(picture(mistakes) == "");
}

TEST_CASE("what is written now is of the newest version") {
    wire_random::Random random(11);
    std::string const ticket = stored::text_of(random.ticket());
    CHECK(stored::version_in(ticket) == stored::newest_version);
    CHECK(again(ticket, stored::read_ticket) == ticket);
    std::string const event = stored::text_of(random.event_record(0));
    CHECK(stored::version_in(event) == stored::newest_version);
    CHECK(again(event, stored::read_event) == event);
}

TEST_CASE("documents are read strictly, and those of a newer program are not guessed at") {
    std::string const text = kept(1, "event_reminded");
    auto const mistakes = [](std::string const& of) { return again(of, stored::read_event); };
    CHECK(mistakes(with(text, "{\"seq\"", "{\"v\":1,\"seq\"")) == "too_large v");
    CHECK(mistakes(with(text, "{\"seq\"", "{\"v\":99,\"seq\"")) == "too_large v");
    CHECK(mistakes(with(text, "{\"seq\"", "{\"v\":\"2\",\"seq\"")) == "wrong_type v");
    CHECK(mistakes(with(text, "{\"seq\"", "{\"extra\":1,\"seq\"")) == "unknown_key extra");
    CHECK(mistakes(with(text, "\"event\"", "\"evnt\"")) ==
          "missing_key event; unknown_key evnt; unknown_key cause");
}

TEST_CASE("a field of a later version stands in later documents only; older ones mean its default") {
    std::string mistakes;
    std::string const one = R"({"no":"T1","lines":[{"quantity":2},{"quantity":3}]})";
    Grown grown = grown_from(one, mistakes);
    CHECK(mistakes == "");
    CHECK(grown.assignee == "");
    CHECK(grown.pieces == 5);
    CHECK(stored::text_in(grown, 1, newest) == one);

    grown.assignee = "mei";
    std::string const three =
        R"({"v":3,"no":"T1","assignee":"mei","lines":[{"quantity":2},{"quantity":3}],"pieces":5})";
    CHECK(stored::text_in(grown, newest, newest) == three);
    CHECK(grown_from(three, mistakes).assignee == "mei");
    CHECK(mistakes == "");

    std::string const two = R"({"v":2,"no":"T1","assignee":"mei","lines":[{"quantity":4}]})";
    grown = grown_from(two, mistakes);
    CHECK(mistakes == "");
    CHECK(grown.pieces == 4);
    CHECK(stored::text_in(grown, stored::version_in(two), newest) == two);
}

TEST_CASE("a version neither lacks its fields nor has those of a later one") {
    std::string mistakes;
    grown_from(R"({"v":2,"no":"T1","lines":[]})", mistakes);
    CHECK(mistakes == "missing_key assignee");
    grown_from(R"({"no":"T1","lines":[],"assignee":"mei"})", mistakes);
    CHECK(mistakes == "unknown_key assignee");
    grown_from(R"({"v":2,"no":"T1","assignee":"","lines":[],"pieces":0})", mistakes);
    CHECK(mistakes == "unknown_key pieces");
    grown_from(R"({"v":4,"no":"T1","assignee":"","lines":[],"pieces":0})", mistakes);
    CHECK(mistakes == "too_large v");
}

TEST_CASE("the page reads an answer that lacks a later field") {
    Result<Grown, Mistakes> const answer = read_answer<Grown>(parsed(R"({"no":"T1","lines":[],"x":1})"));
    REQUIRE(answer.ok());
    CHECK(answer->assignee == "");
}
