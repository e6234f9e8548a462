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

constexpr std::array<std::string_view, 2> kind_names{"ticket", "order"};

/// How many numbers are looked through at once, and how long it goes on with that. Words that all stand in
/// many texts, but never in one, cost some 0.1 µs for each of the texts.
constexpr std::int64_t first_width = 1 << 16;
constexpr std::chrono::milliseconds quick{1}, long_enough{10};

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

std::string_view name_of(Findable kind) { return kind_names[static_cast<std::size_t>(kind)]; }

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
    std::vector<std::string> words = sql(tx).texts().words_for(indexed);
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

struct FoundNumbers::Stretch {
    Rows rows;
    std::int64_t end;  ///< the last number of it
    std::chrono::steady_clock::time_point began;
};

FoundNumbers::FoundNumbers(ReadTx& tx, std::string asked, std::optional<std::int64_t> behind, bool descending)
    : tx_(tx),
      asked_(std::move(asked)),
      descending_(descending),
      width_(first_width),
      began_(std::chrono::steady_clock::now()) {
    Rows rows = sql(tx).query("SELECT MAX(number) FROM search_text");
    most_ = rows.step() ? rows.integer(0) : 0;
    if (!behind) return;
    if (descending) most_ = std::min(most_, *behind - 1);
    if (!descending) least_ = std::max(least_, *behind + 1);
}

FoundNumbers::~FoundNumbers() = default;

bool FoundNumbers::begin_stretch() {
    if (least_ > most_) return false;
    std::int64_t const from = descending_ ? std::max(least_, most_ - width_ + 1) : least_;
    std::int64_t const to = descending_ ? most_ : std::min(most_, least_ + width_ - 1);
    (descending_ ? most_ : least_) = descending_ ? from - 1 : to + 1;
    std::string const text = sql(tx_).texts().found_among("$1", "$2", "$3", descending_);
    stretch_.reset(new Stretch{sql(tx_).query(text, {asked_, from, to}), descending_ ? from : to,
                               std::chrono::steady_clock::now()});
    return true;
}

std::optional<std::int64_t> FoundNumbers::next() {
    while (!left_ && (stretch_ || begin_stretch())) {
        if (stretch_->rows.step()) return stretch_->rows.integer(0);
        auto const now = std::chrono::steady_clock::now();
        std::int64_t const end = stretch_->end;
        if (now - stretch_->began < quick) width_ *= 2;
        stretch_.reset();
        if (now - began_ < long_enough || least_ > most_) continue;
        left_ = end;
        return std::nullopt;
    }
    return std::nullopt;
}

std::optional<std::int64_t> FoundNumbers::left() const { return left_; }

}  // namespace afterdesk::store
