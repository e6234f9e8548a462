#pragma once
// The write-ahead log, written in few large pieces: SQLite writes the head and the page of each frame on its
// own, forty frames or more for a commit.

namespace afterdesk::store::sqlite {

/// A name for sqlite3_open_v2: the system's own files, but for the log. What is written to that comes to the
/// system at the latest when it is synced. Units: for connections with synchronous=FULL alone, as nobody
/// reads of a log what its writer has not synced.
char const* files_with_whole_pieces();

}  // namespace afterdesk::store::sqlite
