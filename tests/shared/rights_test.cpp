// Rights and roles: every command that staff can give needs one, and each is somebody's.
#include "domain/staff/rights.hpp"

#include <fstream>
#include <sstream>

#include "domain/ticket/edges.hpp"
#include "testing.hpp"
#include "wire/names.hpp"
#include "wire/right_names.hpp"

using namespace afterdesk;

TEST_CASE("every command that staff may give at some time needs a right that a role of theirs has") {
    for (Edge const& edge : edges()) {
        bool const staff = edge.actor == ActorKind::merchant || edge.actor == ActorKind::platform;
        if (!staff) continue;
        CAPTURE(wire::name_of(edge.command));
        auto const right = right_for(edge.command);
        REQUIRE(right);
        CHECK(rights_of_side(edge.actor).has(*right));
    }
}

TEST_CASE("every right has a name in both languages, and is in a role; no role has one of the other side") {
    for (int i = 0; i < right_count; ++i) {
        auto const right = static_cast<Right>(i);
        CAPTURE(wire::name_of(right));
        CHECK_FALSE(wire::right_text(right, wire::Language::zh_cn).empty());
        CHECK_FALSE(wire::right_text(right, wire::Language::en).empty());
        CHECK(wire::missing_right_text(wire::right_path(right), wire::Language::en) ==
              wire::right_text(right, wire::Language::en));
        bool somebodys = false;
        for (RoleRow const& row : role_rows()) somebodys |= row.rights.has(right);
        CHECK(somebodys);
    }
    CHECK(wire::all_names<Right>().size() == static_cast<std::size_t>(right_count));
    for (RoleRow const& row : role_rows()) CHECK(rights_of_side(row.side).cover(row.rights));
    CHECK(row_of(StaffRole::manager).rights.cover(row_of(StaffRole::reviewer).rights));
    CHECK(row_of(StaffRole::administrator).rights.cover(row_of(StaffRole::arbiter).rights));
    CHECK_FALSE(row_of(StaffRole::auditor).rights.has_any(acts_on_tickets));
}

TEST_CASE("the README's table of who may do what is what the code says") {
    std::ifstream file(AFTERDESK_ROOT "/shared/README.md");
    std::stringstream text;
    text << file.rdbuf();
    CHECK_MESSAGE(text.str().find(wire::rights_table()) != std::string::npos,
                  "print it with `afterdesk graph --rights`");
}
