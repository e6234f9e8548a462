// The default policy: a catalogue that every ticket type can use, and what proof each asks for.

#include <algorithm>
#include <set>

#include "domain/policy/policy.hpp"
#include "testing.hpp"

namespace afterdesk {
namespace {

using enum TicketType;

std::vector<TicketType> const all_types = {refund_unshipped, refund_shipped, return_refund, exchange,
                                           repair,           reship,         price_protect, virtual_refund};

bool serves(Reason const& reason, TicketType type) {
    return std::find(reason.types.begin(), reason.types.end(), type) != reason.types.end();
}

TEST_CASE("Every ticket type has reasons, and one that fits anything") {
    Policy const policy = default_policy();
    for (TicketType type : all_types) {
        CAPTURE(static_cast<int>(type));
        auto const count = std::count_if(policy.reasons.begin(), policy.reasons.end(),
                                         [&](Reason const& reason) { return serves(reason, type); });
        CHECK(count >= 3);
        CHECK(serves(*find_reason(policy, "other"), type));
        CHECK(std::any_of(policy.reject_reasons.begin(), policy.reject_reasons.end(),
                          [&](RejectReason const& reason) { return reason.types.empty(); }));
    }
}

TEST_CASE("Codes are snake case and stand once, with both languages") {
    Policy const policy = default_policy();
    std::set<std::string> reasons;
    std::set<std::string> reject_reasons;
    auto const is_code = [](std::string const& code) {
        return !code.empty() && std::all_of(code.begin(), code.end(),
                                            [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; });
    };
    for (Reason const& reason : policy.reasons) {
        CAPTURE(reason.code);
        CHECK(is_code(reason.code));
        CHECK(reasons.insert(reason.code).second);
        CHECK_FALSE(reason.zh.empty());
        CHECK_FALSE(reason.en.empty());
        CHECK_FALSE(reason.types.empty());
    }
    for (RejectReason const& reason : policy.reject_reasons) {
        CAPTURE(reason.code);
        CHECK(is_code(reason.code));
        CHECK(reject_reasons.insert(reason.code).second);
        CHECK_FALSE(reason.zh.empty());
        CHECK_FALSE(reason.en.empty());
    }
}

TEST_CASE("Return freight is on the one at fault") {
    for (Reason const& reason : default_policy().reasons) {
        CAPTURE(reason.code);
        FreightPayer const payer = reason.fault == Fault::buyer ? FreightPayer::buyer : FreightPayer::shop;
        CHECK(static_cast<int>(reason.return_freight_payer) == static_cast<int>(payer));
    }
}

TEST_CASE("Seven days without reasons, on the buyer's account") {
    Policy const policy = default_policy();
    Reason const* const found = find_reason(policy, "not_wanted");
    REQUIRE(found != nullptr);
    CHECK(found->zh == "不想要了");
    CHECK(found->window_days == 7);
    CHECK(found->evidence == EvidenceRule::optional);
    CHECK(find_reason(policy, "mood") == nullptr);
    CHECK(find_reject_reason(policy, "window_over") != nullptr);
    CHECK(find_reject_reason(policy, "mood") == nullptr);
}

TEST_CASE("Proof is asked for by type and reason") {
    struct Row {
        TicketType type;
        EvidenceRule of_reason;
        EvidenceRule want;
    };
    for (Row const& row : std::vector<Row>{
             {refund_unshipped, EvidenceRule::photo, EvidenceRule::none},
             {virtual_refund, EvidenceRule::photo, EvidenceRule::none},
             {return_refund, EvidenceRule::none, EvidenceRule::photo},
             {return_refund, EvidenceRule::optional, EvidenceRule::photo},
             {return_refund, EvidenceRule::video, EvidenceRule::video},
             {exchange, EvidenceRule::optional, EvidenceRule::photo},
             {repair, EvidenceRule::report, EvidenceRule::report},
             {reship, EvidenceRule::optional, EvidenceRule::photo},
             {refund_shipped, EvidenceRule::optional, EvidenceRule::optional},
             {refund_shipped, EvidenceRule::photo, EvidenceRule::photo},
             {price_protect, EvidenceRule::photo, EvidenceRule::optional},
         }) {
        CAPTURE(static_cast<int>(row.type));
        Reason reason;
        reason.evidence = row.of_reason;
        CHECK(static_cast<int>(evidence_for(reason, row.type)) == static_cast<int>(row.want));
    }
}

TEST_CASE("Types know whether they take shipped goods, and whether they pay") {
    struct Row {
        TicketType type;
        bool shipped;
        bool pays;
    };
    for (Row const& row : std::vector<Row>{{refund_unshipped, false, true},
                                           {refund_shipped, true, true},
                                           {return_refund, true, true},
                                           {exchange, true, false},
                                           {repair, true, false},
                                           {reship, true, false},
                                           {price_protect, false, true},
                                           {virtual_refund, false, true}}) {
        CAPTURE(static_cast<int>(row.type));
        CHECK(concerns_shipped(row.type) == row.shipped);
        CHECK(pays_back(row.type) == row.pays);
    }
}

}  // namespace
}  // namespace afterdesk
