#include "store/texts.hpp"

#include <algorithm>
#include <array>

#include "base/fold_text.hpp"
#include "base/hash.hpp"
#include "crypto/digest.hpp"
#include "store/engine.hpp"
#include "store/migrations.hpp"
#include "store/orders.hpp"
#include "store/tickets.hpp"

namespace afterdesk::store {

namespace {

constexpr std::array<std::string_view, 2> findable_names{"ticket", "order"};

/// The word by which the index knows a scope. Two scopes may share one: whoever asks looks at the row too.
std::string scope_word(Findable kind, TenantId const& tenant, Scope::Of of, std::string_view id) {
    std::string named(name_of(kind));
    for (std::string_view const part : {std::string_view(tenant.value), id}) {
        named += '\0';
        named += part;
    }
    std::uint64_t const hash = fnv1a(named, static_cast<std::uint64_t>(of));
    return crypto::hex({reinterpret_cast<char const*>(&hash), sizeof hash});
}

}  // namespace

std::string_view name_of(Findable kind) { return findable_names[static_cast<std::size_t>(kind)]; }

std::optional<KeptText> find_text(ReadTx& tx, TenantId const& tenant, Findable kind, std::string_view name) {
    Rows rows =
        sql(tx).query("SELECT number, text FROM search_text WHERE tenant = $1 AND kind = $2 AND name = $3",
                      {tenant.value, name_of(kind), name});
    if (!rows.step()) return std::nullopt;
    return KeptText{rows.integer(0), rows.text(1)};
}

IndexedText indexed_as(FindableText const& found, std::int64_t number) {
    IndexedText indexed;
    indexed.number = number;
    indexed.scopes = {scope_word(found.kind, found.tenant, Scope::Of::tenant, ""),
                      scope_word(found.kind, found.tenant, Scope::Of::shop, found.shop.value),
                      scope_word(found.kind, found.tenant, Scope::Of::buyer, found.buyer.value)};
    indexed.text = fold_text(found.text);
    return indexed;
}

namespace {

ReadyText ready_as(ReadTx& tx, FindableText const& found, IndexedText indexed) {
    std::string words = sql(tx).texts().words_for(indexed);
    return {found.tenant, found.kind, found.name, std::move(indexed.text), indexed.number, std::move(words)};
}

}  // namespace

std::optional<ReadyText> ready_text(ReadTx& tx, FindableText const& found) {
    auto const known = find_text(tx, found.tenant, found.kind, found.name);
    IndexedText indexed = indexed_as(found, known ? known->number : 0);
    if (known && known->text == indexed.text) return std::nullopt;
    return ready_as(tx, found, std::move(indexed));
}

ReadyText ready_new_text(ReadTx& tx, FindableText const& found) {
    return ready_as(tx, found, indexed_as(found, 0));
}

void keep_text(WriteTx& tx, ReadyText const& text) {
    if (text.number != 0) {
        sql(tx).run("UPDATE search_text SET text = $2 WHERE number = $1", {text.number, text.text});
        return sql(tx).texts().put(text.number, text.words);
    }
    std::int64_t number = 1;
    {
        Rows rows = sql(tx).query("SELECT COALESCE(MAX(number), 0) + 1 FROM search_text");
        if (rows.step()) number = rows.integer(0);
    }
    sql(tx).run("INSERT INTO search_text (number, tenant, kind, name, text) VALUES ($1, $2, $3, $4, $5)",
                {number, text.tenant.value, name_of(text.kind), text.name, text.text});
    sql(tx).texts().add(number, text.words);
}

void keep_text(WriteTx& tx, FindableText const& found) {
    if (auto const text = ready_text(tx, found)) keep_text(tx, *text);
}

void index_again(WriteTx& tx) {
    sql(tx).run("DELETE FROM search_text");
    sql(tx).texts().make_anew();
    put_order_texts(tx);
    put_ticket_texts(tx);
}

std::string asked_for(ReadTx& tx, Findable kind, Scope const& scope, SearchQuery const& search) {
    std::string_view const whose =
        scope.of == Scope::Of::tenant ? std::string_view() : std::string_view(scope.id);
    return sql(tx).texts().ask(scope_word(kind, scope.tenant, scope.of, whose), search);
}

// ---- One by one -------------------------------------------------------------------------------------------

struct FoundNumbers::Found {
    Rows rows;
};

namespace {

/// A place comes from outside: above this one no text is, and rows can still be reckoned from it.
constexpr std::int64_t most_number = std::int64_t{1} << 62;

std::int64_t last_number(ReadTx& tx) {
    Rows rows = sql(tx).query("SELECT MAX(number) FROM search_text");
    return rows.step() ? rows.integer(0) : 0;
}

}  // namespace

FoundNumbers::FoundNumbers(ReadTx& tx, std::string const& asked, std::optional<std::int64_t> behind,
                           bool descending, std::chrono::milliseconds most)
    : descending_(descending), until_(std::chrono::steady_clock::now() + most) {
    std::int64_t const place = std::clamp<std::int64_t>(behind.value_or(0), 0, most_number);
    std::int64_t const last = descending && behind ? place - 1 : last_number(tx);
    std::int64_t const first = !descending && behind ? place + 1 : 1;
    if (first > last) return;
    std::string const text = sql(tx).texts().found_among("$1", "$2", "$3", descending);
    found_.reset(new Found{sql(tx).query(text, {asked, first, last})});
}

FoundNumbers::~FoundNumbers() = default;

std::optional<std::int64_t> FoundNumbers::next() {
    while (!left_ && found_ && found_->rows.step()) {
        std::int64_t const number = found_->rows.integer(0);
        if (found_->rows.integer(1) != 0) return number;
        // Going down it has come from above: what stands at the number itself is still to be looked at.
        if (std::chrono::steady_clock::now() > until_) left_ = descending_ ? number + 1 : number;
    }
    if (!left_) found_.reset();
    return std::nullopt;
}

}  // namespace afterdesk::store
