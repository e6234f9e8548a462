// The API of buyers' accounts, field by field.

#include "wire/accounts_api.hpp"

#include "wire/describe.hpp"

namespace afterdesk::wire {

namespace {

/// What an account holds adds up over years.
constexpr Range held_range{0, 9'007'199'254'740'991};
constexpr Range moved_range{1, max_fen};

}  // namespace

void fields(FieldIo& io, AccountEntryView& entry) {
    io.text("entry_id", entry.entry_id, max_short_chars);
    io.name("account", entry.account);
    io.name("kind", entry.kind);
    io.fen("amount_fen", entry.amount_fen);
    io.integer("holds_fen", entry.holds_fen, held_range);
    io.text(if_said("order_no"), entry.order_no, max_short_chars);
    io.text(if_said("ticket_no"), entry.ticket_no, max_short_chars);
    io.integer("at_ms", entry.at_ms, instant_range);
}

void fields(FieldIo& io, BuyerAccounts& accounts) {
    io.text("buyer_id", accounts.buyer_id, max_short_chars);
    io.integer("balance_fen", accounts.balance_fen, held_range);
    io.integer("points_fen", accounts.points_fen, held_range);
    io.list("items", accounts.items, max_page_size);
    io.text("next_cursor", accounts.next_cursor, max_short_chars);
}

void fields(FieldIo& io, AccountEntryBody& body) {
    io.outside_id("entry_id", body.entry_id);
    io.name("account", body.account);
    io.name("kind", body.kind);
    io.fen("amount_fen", body.amount_fen, moved_range);
    io.outside_id_or_empty(if_said("order_no"), body.order_no);
}

void fields(FieldIo& io, AccountEntryTaken& taken) {
    io.part("entry", taken.entry);
    io.flag("repeated", taken.repeated);
}

Value to_json(BuyerAccounts const& accounts) { return written(accounts); }
Value to_json(AccountEntryTaken const& taken) { return written(taken); }

Result<AccountEntryBody, Mistakes> read_account_entry(Value const& value) {
    TRY(body, read_sent<AccountEntryBody>(value));
    if (body.kind == AccountEntryKind::refund) return Err{Mistakes{{Rule::unknown_name, "kind", -1}}};
    return body;
}

}  // namespace afterdesk::wire
