// A commit writes each part of the tables once, however many operations it holds.

#include "server/many_tickets.hpp"
#include "server/world.hpp"
#include "store/engine.hpp"
#include "store/evidence.hpp"
#include "store/live.hpp"
#include "store/orders.hpp"
#include "store/sessions.hpp"
#include "store/texts.hpp"

using namespace afterdesk;
using namespace afterdesk::store;

namespace {

TenantId const tenant{"mall"};

/// Parts that FTS5 has written: each is a piece of the index that later has to be put together.
int parts_of_index(Store& store) {
    return store.read([](ReadTx& tx) {
        Rows rows = sql(tx).query("SELECT COUNT(DISTINCT segid) FROM search_index_idx");
        return rows.step() ? rows.number(0) : 0;
    });
}

Ticket ticket_of(Order const& order) {
    Ticket ticket;
    ticket.no = {"AS" + order.order_no.value};
    ticket.order_no = order.order_no;
    ticket.shop_id = order.shop_id;
    ticket.buyer_id = order.buyer_id;
    ticket.applied_at = many::start;
    ticket.version = 1;
    ticket.request.lines = {{1, 1, {}}};
    return ticket;
}

/// What an application writes.
void apply(WriteTx& tx, Order const& order) {
    Ticket const ticket = ticket_of(order);
    EventRecord applied;
    applied.seq = 1;
    applied.at = many::start;
    std::vector<EventRecord> const events{applied};
    save_ticket(tx, {tenant, ticket, events, order, {ticket.buyer_id, "林晓", "6218"}});
    use_evidence(tx, tenant, {"photo"}, ticket.no);
    transfer(tx, tenant, {order.order_no, {"w1"}, ticket.no, Account::kept, Account::reserved, 100},
             many::start);
    IdemRow row;
    row.request_hash = "hash";
    row.ticket_no = ticket.no;
    row.version = 1;
    row.seq = live_head(tx, tenant);
    add_idem(tx, {tenant, wire::Audience::buyer, ticket.buyer_id.value, ticket.no.value}, row, many::start);
}

}  // namespace

TEST_CASE("the index of texts is written once for a commit, not for each ticket in it") {
    world::Folder const folder;
    Store store{StoreOptions{folder.path()}};
    many::Filling(store, {}).add(1);
    std::vector<Order> orders;
    std::string text;
    for (int i = 100; i < 103; ++i) {
        orders.push_back(many::Filling::order(i, {}));
        text += wire::write_json(wire::to_json(orders.back())) + "\n";
    }
    REQUIRE(import_orders(store, tenant, text, {many::start, {0}}).ok());
    store.write([&](WriteTx& tx) {
        add_evidence(tx, tenant, {{"photo"}, wire::Audience::buyer, "b1", 10, 1, 1, "photo"}, many::start);
        return true;
    });
    int const before = parts_of_index(store);
    store.write([&](WriteTx& tx) {
        for (Order const& order : orders) apply(tx, order);
        return true;
    });
    CHECK(parts_of_index(store) == before + 1);
}
