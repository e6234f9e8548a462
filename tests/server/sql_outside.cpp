// Ways to write SQL outside of server/store/, tried on the compiler: each has to be refused, and only those.

#include "store/store.hpp"

#if defined(BY_ENGINE)
#include "store/engine.hpp"
#elif defined(BY_SQLITE)
#include "store/sqlite/database.hpp"
#elif defined(BY_CONNECTION)
int forget(afterdesk::store::WriteTx& tx) { return tx.connection_.run("DELETE FROM ticket"); }
#else
bool write(afterdesk::store::Store& store) {
    return store.write([](afterdesk::store::WriteTx&) { return true; });
}
#endif
