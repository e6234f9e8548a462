// What people and hosts see of reconciliation, and what they say to it.

#include <charconv>
#include <utility>

#include "service/audit_log.hpp"
#include "service/csv_cell.hpp"
#include "service/ground.hpp"
#include "service/reconciliation.hpp"
#include "store/orders.hpp"

namespace afterdesk {

namespace {

using wire::BillDayView;
using wire::DifferenceView;

constexpr int refunds_shown = 500;

/// "<settled>-<refund number>".
std::string place_text(store::SettledPlace const& place) {
    return std::to_string(place.settled.ms) + "-" + place.refund_no;
}
std::optional<store::SettledPlace> place_in(std::string_view text) {
    std::int64_t ms = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), ms);
    bool const formed = error == std::errc() && end != text.data() + text.size() && *end == '-';
    if (!formed) return std::nullopt;
    return store::SettledPlace{{ms}, std::string(end + 1, text.data() + text.size())};
}

wire::HostRefund view_of(store::BookedRefund const& booked) {
    store::RefundRow const& refund = booked.refund;
    return {refund.refund_no,      refund.ticket_no.value,
            refund.order_no.value, refund.payment_id.value,
            refund.channel,        refund.via,
            refund.state,          refund.amount_fen,
            refund.failure,        booked.started.ms,
            booked.settled->ms};
}

}  // namespace

wire::ReconciliationView Reconciliation::look(Caller const& caller) {
    wire::ReconciliationView view;
    for (PaymentChannel const channel : {PaymentChannel::wechat, PaymentChannel::alipay}) {
        if (!accounts_of(channel).empty()) view.served.push_back(channel);
    }
    ground_.store.read([&](store::ReadTx& tx) {
        view.days = store::bill_days(tx, caller.tenant, wire::max_bill_days);
        view.differences = store::open_differences(tx, caller.tenant, wire::max_listed_differences);
        view.settled = store::settled_differences(tx, caller.tenant, wire::max_listed_differences);
        view.unsettled = store::count_open_differences(tx, caller.tenant);
        return true;
    });
    return view;
}

Result<BillDayView, Mistakes> Reconciliation::day(TenantId const& tenant, wire::ReconcileBody const& wanted) {
    TRY(key, key_of(tenant, wanted));
    auto day = ground_.store.read([&](store::ReadTx& tx) { return store::find_bill_day(tx, key); });
    if (!day) return Err{one_mistake(Rule::not_found)};
    return std::move(*day);
}

Mistakes Reconciliation::why_not(wire::ReconcileBody const& wanted) {
    auto const day = day_over(wanted.day);
    if (!day.ok()) return day.error();
    if (accounts_of(wanted.channel).empty()) return one_mistake(Rule::not_found, "channel");
    auto const key = key_of({}, wanted);
    return key.ok() ? Mistakes{} : key.error();
}

Result<DifferenceView, Mistakes> Reconciliation::settle(Caller const& caller, std::int64_t id,
                                                        wire::SettleBody const& body) {
    using Settled = Result<DifferenceView, Mistakes>;
    return ground_.store.write([&](store::WriteTx& tx) -> Settled {
        auto const one = store::find_difference(tx, caller.tenant, id);
        if (!one) return Err{one_mistake(Rule::not_found)};
        if (one->settled) {
            bool const same = one->settled->way == body.way && one->settled->note == body.note;
            if (same) return *one;
            return Err{one_mistake(Rule::stale_version)};
        }
        Instant const now = ground_.now();
        store::settle_difference(tx, caller.tenant, id,
                                 {body.way, body.note, caller.actor_id, caller.name, now.ms});
        note_act(tx, caller, now,
                 {"difference_settled", wire::AuditNoun::bill, one->refund_no,
                  std::string(wire::name_of(one->kind)) + " · " + body.note});
        return *store::find_difference(tx, caller.tenant, id);
    });
}

Result<wire::HostRefundPage, Mistakes> Reconciliation::refunds(TenantId const& tenant,
                                                               RefundsWanted const& wanted) {
    store::SettledPlace behind{{wanted.from.ms}, ""};
    if (!wanted.after.empty()) {
        auto const place = place_in(wanted.after);
        if (!place) return Err{one_mistake(Rule::bad_characters, "after")};
        behind = *place;
    }
    wire::HostRefundPage page;
    ground_.store.read([&](store::ReadTx& tx) {
        int const limit = wanted.shop.empty() ? wanted.limit : refunds_shown;
        auto const found = store::settled_refunds(tx, tenant, {behind, wanted.until}, limit);
        std::size_t seen = 0;
        for (; seen < found.size() && std::cmp_less(page.items.size(), wanted.limit); ++seen) {
            OrderNo const& order_no = found[seen].refund.order_no;
            bool const his = wanted.shop.empty() || store::shop_of_order(tx, tenant, order_no) == wanted.shop;
            if (his) page.items.push_back(view_of(found[seen]));
        }
        bool const more = seen < found.size() || std::cmp_equal(found.size(), limit);
        if (more && seen > 0)
            page.next_after = place_text({*found[seen - 1].settled, found[seen - 1].refund.refund_no});
        return true;
    });
    return page;
}

namespace {

std::string row_of(wire::HostRefund const& refund) {
    std::string amount = format_fen(refund.amount_fen);
    std::erase(amount, ',');
    std::string const settled = format_minute({refund.settled_at_ms}, china_offset_minutes);
    std::string row;
    for (std::string_view const cell :
         {std::string_view(refund.refund_no), std::string_view(refund.ticket_no),
          std::string_view(refund.order_no), std::string_view(refund.payment_id),
          wire::name_of(refund.channel), wire::name_of(refund.via), wire::name_of(refund.status),
          std::string_view(amount), std::string_view(refund.failure), std::string_view(settled)})
        add_csv_cell(row, cell);
    return row + "\r\n";
}

}  // namespace

std::function<std::string()> Reconciliation::csv(TenantId const& tenant, RefundsWanted wanted) {
    wanted.limit = refunds_shown;
    wanted.after.clear();
    return [this, tenant, wanted, begun = false, ended = false]() mutable {
        std::string piece;
        if (!std::exchange(begun, true)) {
            piece = std::string(csv_mark) +
                    "refund_no,ticket_no,order_no,payment_id,channel,via,status,amount_yuan,failure,settled_"
                    "at\r\n";
        }
        while (!ended && piece.empty()) {
            auto const page = refunds(tenant, wanted);
            CHECK(page.ok());  // the place is our own
            for (wire::HostRefund const& one : page->items) piece += row_of(one);
            wanted.after = page->next_after;
            ended = wanted.after.empty();
        }
        return piece;
    };
}

}  // namespace afterdesk
