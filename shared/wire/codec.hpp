#pragma once
// Values ↔ JSON for everything that crosses the network, a file or the store. Readers collect all mistakes
// with paths; writers give one byte-exact form, so that rows can be compared as bytes.

#include "domain/ticket/ticket.hpp"
#include "wire/json.hpp"
#include "wire/messages.hpp"

namespace afterdesk::wire {

// Orders. Format: DOMAIN §5. `path` is "" for a file of orders, "order" inside a quote.
/// Reads and checks an order (check_order included, as far as what could be read allows).
/// Promise: sound for `quote` while no added mistake leaves_a_gap (wire/reader.hpp).
Order read_order(Value const& value, std::string const& path, Mistakes& mistakes);
/// As the store has it: numbers and ids of earlier releases are read as they are.
Order read_kept_order(Value const& value, std::string const& path, Mistakes& mistakes);
Value to_json(Order const& order);

// Quotes. Format: DOMAIN §5.
/// Reads {now_ms, order, claim, request, policy, fault, stock, later}; `policy` overrides default_policy()
/// key by key, and may have "shops" (wire/policy_book.hpp).
Result<QuoteInput, Mistakes> read_quote_input(Value const& value);
/// The same with the mistakes beside it. Promise: `quote` may be asked while none of them leaves_a_gap.
QuoteInput read_quote_input(Value const& value, Mistakes& mistakes);
Request read_request(Value const& value, std::string const& path, Mistakes& mistakes);
Value to_json(Request const& request);

/// `shown` is the file format; `frozen` adds what a ticket must keep beside it: the units of gifts.
enum class QuoteForm : std::uint8_t { shown, frozen };
/// Exactly the keys of DOMAIN §5 first, then freight_rule; then gift_deduct_fen, claw_back_fen,
/// merchant_must_decide, collect_fen and exchanges when they say something.
Value to_json(Quote const& quote, QuoteForm form = QuoteForm::shown);
/// Reads either form. Promise: to_json(read_quote(x), frozen) == x byte for byte for a frozen x.
Quote read_quote(Value const& value, std::string const& path, Mistakes& mistakes);
Value to_json(Claim const& claim);
Claim read_claim(Value const& value, std::string const& path, Mistakes& mistakes);

/// {"errors":[{"code","path","message"}]}.
Value errors_to_json(Mistakes const& mistakes, Language language);

// Policy.
/// Every key is optional and overrides that of `base`; a list replaces the whole list.
Policy read_policy(Value const& value, Policy base, std::string const& path, Mistakes& mistakes);
Value to_json(Policy const& policy);
/// What the core demands, for each reason by type: {"size_unfit": {"return_refund": "photo"}}.
/// Rule: evidence_for.
Value evidence_demands(Policy const& policy);

// Tickets.
/// The current row, every field. Promise: to_json(read_ticket(x)) == x byte for byte.
Value to_json(Ticket const& ticket);
Ticket read_ticket(Value const& value, std::string const& path, Mistakes& mistakes);
/// {"seq","at_ms","actor":{"kind","id"},"event":"agreed", …fields}.
Value to_json(EventRecord const& record);
EventRecord read_event_record(Value const& value, std::string const& path, Mistakes& mistakes);

/// A command body as the API takes it: {"command":"agree","version":3, …fields}.
struct CommandBody {
    Command command;
    int version = 0;  ///< the ticket version that the sender saw; 0 for apply
};
/// Reads what a person may send: the commands of clock, channel, courier and mall are refused as
/// unknown_name, and so is apply, which has a body of its own.
Result<CommandBody, Mistakes> read_command(Value const& value);
/// Reads every command, as scripts hold them; `version` may be missing.
CommandBody read_any_command(Value const& value, std::string const& path, Mistakes& mistakes);
Value to_json(CommandBody const& body);
/// {"order_no","request","quote":{"refund_fen","digest"},"remark","evidence":[ids]}; the digest
/// is 16 hexadecimal digits, because JavaScript rounds such large numbers.
struct ApplyBody {
    OrderNo order_no;
    Apply apply;
};
Result<ApplyBody, Mistakes> read_apply(Value const& value);
Value to_json(ApplyBody const& body);

}  // namespace afterdesk::wire
