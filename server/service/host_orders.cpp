#include <algorithm>

#include "base/text.hpp"
#include "outside/accounts.hpp"
#include "service/buyer_names.hpp"
#include "service/ground.hpp"
#include "service/host_room.hpp"
#include "service/order_import.hpp"
#include "store/host_notes.hpp"
#include "store/orders.hpp"
#include "store/people.hpp"
#include "wire/reader.hpp"

namespace afterdesk {

namespace {

using wire::HostOrderOutcome;

/// What goes with a mistake beside its rule.
std::string detail_of(LineMistake const& one) {
    if (one.known.empty() && one.told.empty()) return {};
    return one.known.empty() ? one.told : one.known + " → " + one.told;
}

std::vector<wire::HostMistake> shown(std::vector<LineMistake> const& mistakes, wire::Language language) {
    std::vector<wire::HostMistake> out;
    for (LineMistake const& one : mistakes)
        out.push_back(
            {one.mistake.rule, one.mistake.path, detail_of(one), wire::message_for(one.mistake, language)});
    return out;
}

std::vector<LineMistake> lined(Mistakes mistakes) {
    std::vector<LineMistake> out;
    for (Mistake& one : mistakes) out.push_back({1, "", std::move(one), "", ""});
    return out;
}

HostOrderOutcome outcome_of(Imported const& imported) {
    if (imported.added > 0) return HostOrderOutcome::added;
    return imported.updated > 0 ? HostOrderOutcome::updated : HostOrderOutcome::unchanged;
}

/// A key of one shop knows no other. Errors: shop_unknown; order_differs without saying what is known.
Mistakes check_shop(store::ReadTx& tx, HostCaller const& host, Order const& order) {
    if (!host.sees(order.shop_id)) return one_mistake(Rule::shop_unknown, "shop_id");
    if (host.shop.empty()) return {};
    auto const known = store::find_order(tx, host.tenant, order.order_no);
    bool const of_another = known && !host.sees(known->shop_id);
    return of_another ? one_mistake(Rule::order_differs, "shop_id") : Mistakes{};
}

/// Whether a key of one shop may name the payment: over an account of this shop alone, or by a number that
/// the mall gave it.
bool is_of_shop(std::vector<std::string> const& given, ProviderPayment const& known,
                outside::ChosenAccount const& over) {
    std::string const& number = known.sub_mchid.empty() ? known.mchid : known.sub_mchid;
    return over.is_shops || std::find(given.begin(), given.end(), number) != given.end();
}

/// Money goes back over the channels' accounts that the server has: nobody's order names one that its shop
/// may not use. Errors: scope_missing at the payment.
Mistakes check_payments(store::ReadTx& tx, outside::Parties const& parties, HostCaller const& host,
                        Order const& order) {
    auto const given =
        host.shop.empty() ? std::vector<std::string>{} : store::merchants_of(tx, host.tenant, host.shop);
    for (std::size_t i = 0; i < order.payments.size(); ++i) {
        Payment const& payment = order.payments[i];
        bool const by_account =
            payment.channel == PaymentChannel::wechat || payment.channel == PaymentChannel::alipay;
        if (!by_account) continue;
        auto const over = outside::account_for(parties, {payment.channel, order.shop_id, payment.provider});
        bool const may = !over.is_foreign && (host.shop.empty() || is_of_shop(given, payment.provider, over));
        if (!may) return one_mistake(Rule::scope_missing, wire::at_index("payments", i) + ".mchid");
    }
    return {};
}

struct Taken {
    Imported imported;
    std::int64_t revision = 0;
};

Result<Taken, std::vector<LineMistake>> take(store::WriteTx& tx, outside::Parties const& parties,
                                             HostCaller const& host, wire::HostOrder const& told,
                                             Instant now) {
    Order const& order = told.order;
    if (Mistakes wrong = check_shop(tx, host, order); !wrong.empty()) return Err{lined(std::move(wrong))};
    if (Mistakes wrong = check_payments(tx, parties, host, order); !wrong.empty())
        return Err{lined(std::move(wrong))};
    auto const known = store::revision_of(tx, host.tenant, order.order_no);
    if (known && told.revision < *known)
        return Err{lined(one_mistake(Rule::revision_older, "revision", *known))};
    store::Buyer const buyer{order.buyer_id, clean_name(told.buyer_name),
                             phone_tail_of(told.buyer_phone_tail)};
    TRY(imported, take_order_in(tx, host.tenant, order, buyer, now));
    store::put_revision(tx, host.tenant, order.order_no, told.revision);
    return Taken{std::move(imported), told.revision};
}

wire::HostOrderTaken answer_to(std::string order_no, Taken const& taken, wire::Language language) {
    return {std::move(order_no),
            outcome_of(taken.imported),
            taken.revision,
            {},
            shown(taken.imported.remarks, language)};
}

/// As it was written, also when it may not be written so.
std::string number_in(wire::Value const& order) {
    wire::Value const* const number = order.find("order_no");
    auto const* const text = number == nullptr ? nullptr : number->as<std::string>();
    return text == nullptr ? std::string() : shorten(*text, id_max_chars);
}

/// The newest revision told of an order of its own; 0 when none was.
std::int64_t known_revision(store::ReadTx& tx, HostCaller const& host, OrderNo const& order_no) {
    auto const order = store::find_order(tx, host.tenant, order_no);
    if (!order || !host.sees(order->shop_id)) return 0;
    return store::revision_of(tx, host.tenant, order_no).value_or(0);
}

Mistakes check_phone(wire::HostOrder const& told) {
    bool const sound = told.buyer_phone_tail.empty() || !phone_tail_of(told.buyer_phone_tail).empty();
    return sound ? Mistakes{} : one_mistake(Rule::bad_characters, "buyer_phone_tail");
}

}  // namespace

Result<wire::HostOrderTaken, Mistakes> HostRoom::put_order(HostCaller const& host, std::string_view order_no,
                                                           wire::HostOrder const& told,
                                                           wire::Language language) {
    if (told.order.order_no.value != order_no)
        return Err{one_mistake(Rule::differs_from_address, "order_no")};
    if (Mistakes wrong = check_phone(told); !wrong.empty()) return Err{std::move(wrong)};
    auto const taken = ground_.store.write(
        [&](store::WriteTx& tx) { return take(tx, ground_.config.parties, host, told, ground_.now()); });
    if (taken.ok()) return answer_to(std::string(order_no), *taken, language);
    Mistakes mistakes;
    for (LineMistake const& one : taken.error()) mistakes.push_back(one.mistake);
    return Err{std::move(mistakes)};
}

wire::HostOrdersTaken HostRoom::put_orders(HostCaller const& host, wire::Array const& orders,
                                           wire::Language language) {
    struct Row {
        wire::HostOrder told;
        Mistakes mistakes;
    };
    std::vector<Row> rows;
    for (wire::Value const& one : orders) {
        Row& row = rows.emplace_back();
        row.told = wire::read_host_order(one, row.mistakes);
        if (row.mistakes.empty()) row.mistakes = check_phone(row.told);
    }
    return ground_.store.write([&](store::WriteTx& tx) {
        wire::HostOrdersTaken out;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            std::string const number = number_in(orders[i]);
            std::vector<LineMistake> refused = lined(rows[i].mistakes);
            std::optional<Taken> kept;
            if (refused.empty()) {
                store::attempt(tx, [&] {
                    auto taken = take(tx, ground_.config.parties, host, rows[i].told, ground_.now());
                    if (taken.ok()) kept = std::move(taken).value();
                    if (!taken.ok()) refused = std::move(taken).error();
                    return kept.has_value();
                });
            }
            if (kept) {
                out.items.push_back(answer_to(number, *kept, language));
                continue;
            }
            out.items.push_back({number,
                                 HostOrderOutcome::refused,
                                 known_revision(tx, host, {number}),
                                 shown(refused, language),
                                 {}});
        }
        return out;
    });
}

}  // namespace afterdesk
