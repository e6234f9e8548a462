#include "store/sqlite/schema.hpp"

#include <algorithm>

namespace afterdesk::store::sqlite {

namespace {

/// "AfDk": so that a foreign SQLite file is not taken for ours.
constexpr std::int64_t application_id = 0x4166446b;

std::int64_t pragma_number(Database& db, char const* sql) {
    Rows rows = db.query(sql);
    return rows.step() ? rows.integer(0) : 0;
}

std::int64_t version_of(Database& db) { return pragma_number(db, "PRAGMA user_version"); }

void set_version(Database& db, std::int64_t version) {
    db.script("PRAGMA user_version=" + std::to_string(version));
}

template <class Work>
void in_transaction(Database& db, Work work) {
    db.script("BEGIN IMMEDIATE");
    try {
        work();
        db.script("COMMIT");
    } catch (...) {
        if (db.in_transaction()) db.try_script("ROLLBACK");
        throw;
    }
}

bool is_step(Migration const& step, MigrationCode wanted) {
    auto const* code = std::get_if<MigrationCode>(&step);
    return code != nullptr && *code == wanted;
}

/// A ready step stands on the columns of today: what a later one does is left to it.
bool is_left_to(Migration const& step, Migration const& later) {
    bool const folds = is_step(later, fold_tickets_again);
    if (is_step(step, index_again)) return folds || is_step(later, index_again);
    return folds && is_step(step, fold_tickets_again);
}

void take(Database& db, Migration const& step, std::span<Migration const> later) {
    if (auto const* script = std::get_if<char const*>(&step)) {
        db.script(*script);
    } else if (std::none_of(later.begin(), later.end(),
                            [&](Migration const& other) { return is_left_to(step, other); })) {
        WriteTx tx(db);
        std::get<MigrationCode>(step)(tx);
    }
}

}  // namespace

void migrate(Database& db, std::span<Migration const> steps) {
    auto const id = pragma_number(db, "PRAGMA application_id");
    auto const seen = version_of(db);
    bool const is_ours = id == application_id || (id == 0 && seen == 0);
    if (!is_ours) throw StoreFailure(FailureKind::other, "the store's file belongs to another program");
    if (std::cmp_greater(seen, steps.size())) {
        throw StoreFailure(FailureKind::other,
                           "the data folder was written by a newer version of this program: its schema is " +
                               std::to_string(seen) + ", this one knows " + std::to_string(steps.size()) +
                               "; nothing was changed");
    }
    for (auto version = static_cast<std::size_t>(seen); version < steps.size(); ++version) {
        in_transaction(db, [&] {
            // Another program may have been faster.
            if (std::cmp_not_equal(version_of(db), version)) return;
            take(db, steps[version], steps.subspan(version + 1));
            db.script("PRAGMA application_id=" + std::to_string(application_id));
            set_version(db, static_cast<std::int64_t>(version) + 1);
        });
    }
}

void touch(Database& db) {
    in_transaction(db, [&] { set_version(db, version_of(db)); });
}

void touch_within(WriteTx& tx) {
    auto& db = static_cast<Database&>(sql(tx));
    set_version(db, version_of(db));
}

}  // namespace afterdesk::store::sqlite
