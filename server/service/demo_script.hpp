#pragma once
// What happened in the demo before its first visitor came: a script of requests, one JSON object a line. Each
// has "at_ms" (as the demo's orders say times) and one of
//   "by","ticket","apply":{"order_no","request","remark"?},"photos"?,"channel"?
//   "by","ticket","give":{"command",…},"photos"?
//   "facts":{…}
// "by" is a buyer or a member of staff; "ticket" is the script's own name for one; "give" is a command as
// scripts hold them, "facts" what the mall tells, with the script's names for tickets. Pictures are named in
// "photos", what the channel answers to the ticket's refunds in "channel".

#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "service/order_import.hpp"
#include "wire/admin_api.hpp"

namespace afterdesk {

/// What the payment channel says to a refund; to those that the script does not name, that it is paid.
enum class DemoAnswer : std::uint8_t { paid, refused, processing };

/// Somebody asks for something. What it comes to is quoted when it is asked, as the page does.
struct DemoApply {
    OrderNo order_no;
    Request request;
    std::string remark;
    std::vector<DemoAnswer> channel;  ///< to the ticket's refunds, in their order
};

struct DemoStep {
    int line = 0;  ///< of the script
    Instant at;
    std::string by, ticket;           ///< empty for facts
    std::vector<std::string> photos;  ///< files of the demo, without their endings
    std::variant<DemoApply, Command, wire::FactsBody> what;
};

/// All steps in the order of time, which is moved by `shift`. Errors: all mistakes of all lines.
Result<std::vector<DemoStep>, std::vector<LineMistake>> read_demo_script(std::string_view text,
                                                                         Duration shift);

}  // namespace afterdesk
