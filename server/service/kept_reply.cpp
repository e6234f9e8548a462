#include "service/kept_reply.hpp"

#include "store/bodies.hpp"
#include "store/shown_before.hpp"
#include "wire/fields.hpp"

namespace afterdesk {

namespace {

constexpr int any_number = wire::max_int;

wire::Value signal_json(wire::Signal const& signal) {
    return wire::Object{{"kind", std::string(wire::name_of(signal.kind))}, {"ticket_no", signal.ticket_no}};
}

wire::Signal read_signal(wire::Value const& value, std::string const& path, Mistakes& mistakes) {
    wire::ObjectReader reader(value, path, mistakes);
    return {reader.name("kind", wire::SignalKind::parcel_on_other_ticket),
            reader.text("ticket_no", wire::max_short_chars)};
}

wire::EvidenceView read_file(wire::Value const& value, std::string const& path, Mistakes& mistakes) {
    auto view = wire::read_evidence(value);
    if (view.ok()) return std::move(view).value();
    mistakes.push_back({Rule::wrong_type, path});
    return {};
}

std::string read_kept_number(wire::Value const& value, std::string const& path, Mistakes& mistakes) {
    return wire::read_text(value, path, wire::max_short_chars, mistakes);
}

/// Puts what `rest_of` said into the detail.
void add_rest(std::string const& rest, wire::TicketDetail& detail) {
    if (rest.empty()) return;
    Mistakes mistakes;
    wire::Value const value = store::parse_body(rest, "idem.rest");
    wire::ObjectReader reader(value, "", mistakes);
    detail.waiting_for_host = reader.list_or_empty("waiting_for_host", any_number, read_kept_number);
    detail.signals = reader.list_or_empty("signals", any_number, read_signal);
    detail.files = reader.list_or_empty("files", any_number, read_file);
    detail.first_approval_by = reader.text_or("first_approval_by", wire::max_title_chars);
    store::require_sound(mistakes, "idem.rest");
}

}  // namespace

std::string rest_of(wire::TicketDetail const& detail) {
    wire::Object rest;
    if (!detail.waiting_for_host.empty())
        wire::put(rest, "waiting_for_host", wire::texts_json(detail.waiting_for_host));
    if (!detail.signals.empty()) wire::put(rest, "signals", wire::list_json(detail.signals, signal_json));
    if (!detail.files.empty()) {
        wire::put(rest, "files", wire::list_json(detail.files, [](wire::EvidenceView const& file) {
                      return wire::to_json(file);
                  }));
    }
    if (!detail.first_approval_by.empty())
        wire::put(rest, "first_approval_by", wire::Value(detail.first_approval_by));
    return rest.empty() ? std::string() : wire::write_json(rest);
}

std::string reply_again(store::ReadTx& tx, PolicyCache& policies, Caller const& caller,
                        store::IdemRow const& row) {
    if (!row.body.empty()) return row.body;
    TenantId const& tenant = caller.tenant;
    Shown shown;
    shown.history = store::history_of(tx, tenant, row.ticket_no);
    if (std::cmp_less(shown.history.size(), row.version))
        throw store::StoreFailure(store::FailureKind::other, "an answer's ticket is missing");
    shown.history.resize(static_cast<std::size_t>(row.version));
    shown.ticket = fold(shown.history);
    shown.order = store::order_shown(tx, tenant, shown.ticket.order_no, row.seq);
    shown.shop = store::shop_shown(tx, tenant, shown.ticket.shop_id, row.seq);
    shown.buyer_name = store::buyer_name_shown(tx, tenant, shown.ticket.buyer_id, row.seq);
    auto const policy =
        policies.text(tx, tenant, shown.ticket.policy_version, shown.ticket.shop_id, caller.audience);
    wire::TicketDetail detail = plain_detail(caller.audience, std::move(shown));
    add_rest(row.rest, detail);
    return wire::to_text(detail, {policy.get(), nullptr});
}

}  // namespace afterdesk
