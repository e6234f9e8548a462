#include "server/tamper.hpp"

#include <sqlite3.h>

#include "testing.hpp"

namespace afterdesk::world {

namespace {

int add_row(void* out, int count, char** values, char**) {
    auto& text = *static_cast<std::string*>(out);
    for (int i = 0; i < count; ++i) text += std::string(values[i] != nullptr ? values[i] : "NULL") + '|';
    text += '\n';
    return 0;
}

std::string run(std::string const& data_dir, std::string const& sql) {
    sqlite3* db = nullptr;
    REQUIRE(sqlite3_open((data_dir + "/afterdesk.db").c_str(), &db) == SQLITE_OK);
    std::string rows;
    int const code = sqlite3_exec(db, sql.c_str(), add_row, &rows, nullptr);
    std::string const error = sqlite3_errmsg(db);
    sqlite3_close(db);
    CAPTURE(error);
    REQUIRE(code == SQLITE_OK);
    return rows;
}

}  // namespace

void tamper(std::string const& data_dir, std::string const& sql) { run(data_dir, sql); }

std::string dump_of(std::string const& data_dir) {
    return run(data_dir,
               "SELECT * FROM ticket ORDER BY tenant, ticket_no;"
               "SELECT kind, name, text FROM search_text ORDER BY tenant, kind, name;"
               "SELECT kind, name, term FROM search_term LEFT JOIN search_text ON number = doc"
               " ORDER BY tenant, kind, name, term;");
}

}  // namespace afterdesk::world
