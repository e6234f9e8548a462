// Buyers' accounts that are our own books: a buyer sees his, a host reads and books. And refunds that did not
// come through: staff say whose account takes them.
#include "http/routes.hpp"
#include "wire/abnormal_api.hpp"
#include "wire/accounts_api.hpp"

namespace afterdesk::http {

namespace {

Result<AccountAsked, Mistakes> asked_in(Request const& request) {
    Mistakes mistakes;
    AccountAsked asked{std::string(field(request.query, "cursor")), count_of(request, mistakes)};
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return asked;
}

}  // namespace

Response show_own_accounts(Rooms const& rooms, Request const& request) {
    auto const asked = asked_in(request);
    if (!asked.ok()) return refuse(request, asked.error());
    return reply(request, rooms.accounts.own(request.caller, *asked));
}

Response show_host_accounts(Rooms const& rooms, Request const& request) {
    auto const asked = asked_in(request);
    if (!asked.ok()) return refuse(request, asked.error());
    return reply(request, rooms.accounts.look(request.host, field(request.path, "buyer"), *asked));
}

Response book_host_entry(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_account_entry, [&](auto const& body) {
        return reply(request, rooms.accounts.post(request.host, field(request.path, "buyer"), body));
    });
}

/// The answer is the ticket as it is then.
Response settle_abnormal_refund(Rooms const& rooms, Request const& request) {
    auto const ticket_no = field(request.path, "ticket_no");
    return with_body(request, wire::read_abnormal, [&](auto const& body) {
        auto const done = rooms.abnormal.settle(request.caller, ticket_no, body);
        return done.ok() ? show_ticket(rooms, request) : refuse(request, done.error());
    });
}

}  // namespace afterdesk::http
