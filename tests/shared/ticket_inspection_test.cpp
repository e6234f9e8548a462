// An inspection by line: what is refused with its reason and proof, what of the rest goes back to stock.

#include "ticket_fixture.hpp"

using namespace afterdesk;
using namespace afterdesk::ticket_fixture;

namespace {

Given here() { return given(inspected(), {agree(), ship_back(), look_at()}); }

/// What an inspection of the fixture's two lines is refused with.
struct Row {
    char const* name;
    Inspection inspection;
    Mistakes want;
};

}  // namespace

TEST_CASE("what is refused needs a reason of the catalogue and proof, of the line or of all the goods") {
    Mistakes const fine;
    std::vector<EvidenceId> const photo = {{"e3"}};
    std::string const at = "lines[0].";
    std::vector<Row> const rows = {
        {"all accepted", {{{1, 2, 0}, {2, 1, 0}}, "", {}}, fine},
        {"proof of the line", {{{1, 1, 1, 0, 0, "damaged", photo}, {2, 1, 0}}, "", {}}, fine},
        {"proof of all", {{{1, 1, 1, 0, 0, "damaged", {}}, {2, 1, 0}}, "", photo}, fine},
        {"no reason",
         {{{1, 1, 1, 0, 0, "", photo}, {2, 1, 0}}, "", {}},
         {{Rule::must_not_be_empty, at + "reason"}}},
        {"an unknown reason",
         {{{1, 1, 1, 0, 0, "ugly", photo}, {2, 1, 0}}, "", {}},
         {{Rule::reason_unknown, at + "reason"}}},
        {"no proof",
         {{{1, 1, 1, 0, 0, "damaged", {}}, {2, 1, 0}}, "", {}},
         {{Rule::evidence_required, at + "evidence", 1}}},
        {"too much proof",
         {{{1, 1, 1, 0, 0, "damaged", std::vector<EvidenceId>(10, {"e1"})}, {2, 1, 0}}, "", {}},
         {{Rule::too_many, at + "evidence", 9}}},
        {"something else, without words",
         {{{1, 1, 1, 0, 0, "other", photo}, {2, 1, 0}}, " ", {}},
         {{Rule::must_not_be_empty, "text"}}},
        {"something else, with words", {{{1, 1, 1, 0, 0, "other", photo}, {2, 1, 0}}, "有异味", {}}, fine},
        {"grades of what was accepted", {{{1, 2, 0, 1, 1}, {2, 1, 0, 1}}, "", {}}, fine},
        {"more grades than accepted",
         {{{1, 1, 1, 1, 1, "damaged", photo}, {2, 1, 0}}, "", {}},
         {{Rule::grades_exceed_accepted, at + "seconds", 1}}},
        {"grades below nothing",
         {{{1, 2, 0, -1, 0}, {2, 1, 0, 0, -1}}, "", {}},
         {{Rule::must_not_be_negative, at + "seconds"}, {Rule::must_not_be_negative, "lines[1].scrap"}}},
    };
    Given const place = here();
    for (Row const& row : rows) {
        CAPTURE(row.name);
        CHECK(refused(place, merchant(Inspect{row.inspection})) == row.want);
    }
}

TEST_CASE("the ticket keeps reason, proof and grades by line; where nothing was refused there is no reason") {
    Given at = here();
    Inspection const said{{{1, 1, 1, 1, 0, "used", {{"e3"}}}, {2, 1, 0, 0, 0, "used", {{"e4"}}}}, "已验", {}};
    REQUIRE(try_move(at, merchant(Inspect{said})).ok());
    std::vector<InspectedLine> const& lines = at.ticket.inspection->lines;
    CHECK(lines[0] == said.lines[0]);
    CHECK(resaleable(lines[0]) == 0);
    CHECK(lines[1] == InspectedLine{2, 1, 0});
    CHECK(resaleable(lines[1]) == 1);
    std::vector<EvidenceId> shown;
    for (EventRecord const& record : at.history) {
        if (std::holds_alternative<Inspected>(record.event)) shown = evidence_of(record.event);
    }
    CHECK(shown == std::vector<EvidenceId>{{"e3"}});
    CHECK(at.ticket.quote.refund_fen == 15'000);  // grades are the shop's own matter
}
