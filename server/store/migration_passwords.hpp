#pragma once
// One step of the schema: passwords that somebody else chose.

namespace afterdesk::store {

// 0: its owner's own, as all of before are taken to be.
inline constexpr char const* given_passwords = R"sql(
ALTER TABLE staff ADD COLUMN password_given_ms INTEGER NOT NULL DEFAULT 0;
)sql";

}  // namespace afterdesk::store
