#pragma once
// The moves of a ticket as rows: where it stands, who does what, what happens, where it is then, what its
// clock shows. Together they use every edge of the table (ticket_test.cpp).

#include <string>
#include <vector>

#include "ticket_fixture.hpp"

namespace afterdesk::ticket_rows {

struct Row {
    char const* name;
    ticket_fixture::Start (*start)();
    std::vector<ticket_fixture::Move> history;
    ticket_fixture::Move move;
    std::string events;      ///< names_of; empty: already so
    State state;             ///< then
    std::string clock = {};  ///< clock_of, then
    Cause cause = Cause::none;
};

std::vector<Row> review_rows();    ///< the merchant's review, offers, rejections, interceptions
std::vector<Row> goods_rows();     ///< goods on their way back, and their inspection
std::vector<Row> sending_rows();   ///< goods on their way to the buyer
std::vector<Row> money_rows();     ///< refunds, and what may still be done at the end
std::vector<Row> appeal_rows();    ///< after a verdict: appeals, and what comes of them
std::vector<Row> platform_rows();  ///< evidence, arbitration, freezing, closing, news of the order

}  // namespace afterdesk::ticket_rows
