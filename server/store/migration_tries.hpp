#pragma once
// One step of the schema: tries to sign in.

namespace afterdesk::store {

// Of the whole program, as nobody who tries is known to be of a tenant yet.
inline constexpr char const* sign_in_tries = R"sql(
CREATE TABLE sign_in_try (
    kind TEXT NOT NULL,
    who BLOB NOT NULL,
    thousandths INTEGER NOT NULL CHECK (thousandths > 0),
    last_ms INTEGER NOT NULL,
    over_ms INTEGER NOT NULL,
    PRIMARY KEY (kind, who)
) STRICT, WITHOUT ROWID;
CREATE INDEX sign_in_try_by_time ON sign_in_try (over_ms);
)sql";

}  // namespace afterdesk::store
