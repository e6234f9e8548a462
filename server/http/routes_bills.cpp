// Reconciliation: payment channels' bills, what differs from our books, and our refunds for a host's own.
#include <charconv>

#include "http/routes.hpp"
#include "wire/bills_api.hpp"
#include "wire/fields.hpp"

namespace afterdesk::http {

namespace {

constexpr int usual_refunds = 100;

/// A number in the query, within a range. Errors: not_an_integer, must_be_positive, must_not_be_negative,
/// too_large.
std::int64_t number_of(Request const& request, std::string_view key, wire::Range const& range,
                       std::int64_t otherwise, Mistakes& mistakes) {
    std::string_view const text = field(request.query, key);
    if (text.empty()) return otherwise;
    std::int64_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) {
        mistakes.push_back({Rule::not_an_integer, std::string(key), -1});
        return otherwise;
    }
    return wire::read_integer(wire::Value(number), std::string(key), range, mistakes);
}

/// Whose bill of which day it is that comes.
Result<wire::ReconcileBody, Mistakes> bill_in_query(Request const& request) {
    Mistakes mistakes;
    for (std::string_view const key : {"channel", "day"}) {
        if (field(request.query, key).empty()) mistakes.push_back({Rule::missing_key, std::string(key), -1});
    }
    auto const channel = wire::from_name<PaymentChannel>(field(request.query, "channel"));
    if (!channel && mistakes.empty()) mistakes.push_back({Rule::unknown_name, "channel", -1});
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return wire::ReconcileBody{*channel, std::string(field(request.query, "day")),
                               std::string(field(request.query, "account"))};
}

Result<RefundsWanted, Mistakes> refunds_in_query(Rooms const& rooms, Request const& request) {
    Mistakes mistakes;
    RefundsWanted wanted;
    wanted.from = {number_of(request, "settled_from", wire::instant_range, 0, mistakes)};
    wanted.until = {number_of(request, "settled_to", wire::instant_range, rooms.now().ms, mistakes)};
    wanted.limit =
        static_cast<int>(number_of(request, "limit", {1, wire::max_host_refunds}, usual_refunds, mistakes));
    wanted.after = std::string(field(request.query, "after"));
    wanted.shop = request.host.shop;
    if (!mistakes.empty()) return Err{std::move(mistakes)};
    return wanted;
}

}  // namespace

Response show_reconciliation(Rooms const& rooms, Request const& request) {
    return json(200, to_json(rooms.reconciliation.look(request.caller)));
}

/// Bringing a bill takes seconds: no thread waits for it.
Response reconcile_day(Rooms const& rooms, Request const& request) {
    return with_body(request, wire::read_reconcile_body, [&](wire::ReconcileBody const& wanted) {
        Mistakes const refused = rooms.reconciliation.why_not(wanted);
        if (!refused.empty()) return refuse(request, refused);
        if (request.waits) return reply(request, rooms.reconciliation.day(request.caller.tenant, wanted));
        Response response;
        response.write = [&desk = rooms.reconciliation, caller = request.caller,
                          wanted](std::function<void(bool)> const& told) {
            desk.ask(caller, wanted, [told] { told(false); });
        };
        return response;
    });
}

Response take_bill(Rooms const& rooms, Request const& request) {
    auto const wanted = bill_in_query(request);
    if (!wanted.ok()) return refuse(request, wanted.error());
    return reply(request,
                 rooms.reconciliation.take(request.caller, *wanted, outside::BillFile::of(request.body)));
}

/// A bill is of the whole merchant: not for a key that is a shop's.
Response take_host_bill(Rooms const& rooms, Request const& request) {
    auto const wanted = bill_in_query(request);
    if (!wanted.ok()) return refuse(request, wanted.error());
    if (!request.host.shop.empty()) return refuse(request, {{Rule::not_your_part, "", -1}});
    return reply(request, rooms.reconciliation.take(request.host.tenant, *wanted,
                                                    outside::BillFile::of(request.body)));
}

Response settle_difference(Rooms const& rooms, Request const& request) {
    std::string_view const text = field(request.path, "id");
    std::int64_t id = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    if (error != std::errc() || end != text.data() + text.size())
        return refuse(request, {{Rule::not_found, "", -1}});
    return with_body(request, wire::read_settle_body, [&](auto const& body) {
        return reply(request, rooms.reconciliation.settle(request.caller, id, body));
    });
}

Response list_host_refunds(Rooms const& rooms, Request const& request) {
    auto const wanted = refunds_in_query(rooms, request);
    if (!wanted.ok()) return refuse(request, wanted.error());
    return reply(request, rooms.reconciliation.refunds(request.host.tenant, *wanted));
}

Response export_host_refunds(Rooms const& rooms, Request const& request) {
    auto const wanted = refunds_in_query(rooms, request);
    if (!wanted.ok()) return refuse(request, wanted.error());
    Response response;
    response.content_type = "text/csv; charset=utf-8";
    response.headers.emplace_back("Content-Disposition", "attachment; filename=\"refunds.csv\"");
    response.pieces = rooms.reconciliation.csv(request.host.tenant, *wanted);
    return response;
}

}  // namespace afterdesk::http
