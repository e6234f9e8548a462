#include "service/tracks.hpp"

#include "base/pasted.hpp"
#include "domain/order/carriers.hpp"
#include "domain/ticket/personal.hpp"
#include "service/load.hpp"
#include "service/parcels.hpp"
#include "store/orders.hpp"
#include "store/tickets.hpp"
#include "store/tracks.hpp"

namespace afterdesk {

namespace {

/// Collects what is known of one ticket's parcels.
class View {
  public:
    View(store::ReadTx& tx, TenantId const& tenant, Ticket const& ticket)
        : tx_(tx), tenant_(tenant), ticket_(ticket) {}

    /// Units: `behind` is when it was sent at the earliest.
    void add(wire::ParcelWay way, std::string const& carrier, std::string const& tracking_no,
             Instant behind) {
        if (to_find(tracking_no).empty()) return;
        auto const row = store::find_track(tx_, tenant_, tracking_key(tracking_no));
        bool const known = row && row->track && is_of(*row->track, behind);
        if (!known || (!row->told_by.empty() && row->told_by != ticket_.shop_id.value)) return;
        for (auto const& one : view_.items) {
            if (is_same_tracking_no(one.tracking_no, tracking_no)) return;
        }
        view_.items.push_back({way, tidy_carrier(carrier), tracking_no, row->as_of, *row->track});
    }
    wire::TracksView take() { return std::move(view_); }

  private:
    store::ReadTx& tx_;
    TenantId const& tenant_;
    Ticket const& ticket_;
    wire::TracksView view_;
};

}  // namespace

Result<wire::TracksView, Mistakes> Tracks::of_ticket(Caller const& caller, std::string_view ticket_no) {
    return ground_.store.read([&](store::ReadTx& tx) -> Result<wire::TracksView, Mistakes> {
        auto const ticket = store::find_ticket(tx, scope_of(caller), {std::string(ticket_no)});
        if (!ticket) return Err{one_mistake(Rule::not_found, "ticket_no")};
        View view(tx, caller.tenant, *ticket);
        if (auto const& parcel = ticket->return_parcel)
            view.add(wire::ParcelWay::to_shop, parcel->carrier, parcel->tracking_no, ticket->applied_at);
        if (auto const& parcel = ticket->out_parcel)
            view.add(wire::ParcelWay::to_buyer, parcel->carrier, parcel->tracking_no, ticket->applied_at);
        auto const order = store::find_order(tx, caller.tenant, ticket->order_no);
        for (LineRequest const& asked : ticket->request.lines) {
            Line const* const line = order ? find_line(*order, asked.line_no) : nullptr;
            if (line == nullptr) continue;
            for (Delivery const& delivery : line->deliveries)
                view.add(wire::ParcelWay::ordered, delivery.carrier, delivery.tracking_no,
                         sent_from(delivery, *order));
        }
        return view.take();
    });
}

}  // namespace afterdesk
