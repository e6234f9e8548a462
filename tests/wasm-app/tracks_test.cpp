// Where parcels are, on the pages of buyers and merchants.

#include "text/tracks.hpp"
#include "ticket_page.hpp"

namespace afterdesk::app {
namespace {

namespace fixture = ticket_fixture;

constexpr Instant at(std::int64_t hour) { return Instant{1'795'147'200'000} + hours(hour); }

/// Under way to the shop; the newest station is the first.
wire::TracksView return_under_way() {
    Track track;
    auto const add = [&](std::int64_t hour, char const* text, ParcelStatus status) {
        track = with_station(std::move(track), {at(hour), text, "杭州", status});
    };
    add(-30, "快件已揽收", ParcelStatus::collected);
    add(-20, "快件离开杭州", ParcelStatus::in_transit);
    add(-2, "正在派送", ParcelStatus::out_for_delivery);
    wire::TracksView view;
    view.items.push_back({wire::ParcelWay::to_shop, "SF", "SF1234567890", at(0), std::move(track)});
    return view;
}

/// A return on its way to the shop.
fixture::Given on_its_way() {
    for (ticket_rows::Row const& row : ticket_rows::goods_rows()) {
        fixture::Given at = fixture::given(row.start(), row.history);
        if (at.ticket.state == State::awaiting_receipt && at.ticket.return_parcel) return at;
    }
    FAIL("no such row");
    return {};
}

}  // namespace

TEST_CASE("a track is folded to its newest station, and opens by its button") {
    fixture::Given const at = on_its_way();
    for (Audience const audience : {Audience::buyer, Audience::merchant}) {
        TicketPage page(audience, at, at.context);
        CHECK_FALSE(page.screen().shows("退货物流轨迹"));
        page.tell(return_under_way());
        CHECK(page.screen().shows("退货物流轨迹"));
        CHECK(page.screen().shows("派件中"));
        CHECK(page.screen().shows("正在派送"));
        CHECK_FALSE(page.screen().shows("快件已揽收"));
        page.press("查看全部 3 条轨迹");
        CHECK(page.screen().shows("快件已揽收"));
        page.press("只看最新");
        CHECK_FALSE(page.screen().shows("快件已揽收"));
    }
}

TEST_CASE("nothing stands there while nothing is known") {
    fixture::Given const at = on_its_way();
    BuyerPage page(at, at.context);
    page.tell({});
    CHECK_FALSE(page.screen().shows("退货物流轨迹"));
}

TEST_CASE("the courier is guessed from the number until somebody chooses another") {
    screens::FormUi form;
    form.values["parcel.tracking_no"] = "YT9693083639795";
    ticket::guess_carrier_of(form);
    CHECK(form.value_of("parcel.carrier") == "YTO");
    form.values["parcel.tracking_no"] = "JT0001234567890";
    ticket::guess_carrier_of(form);
    CHECK(form.value_of("parcel.carrier") == "JTSD");
    form.values["parcel.carrier"] = "ZTO";
    form.values["parcel.tracking_no"] = "YT9693083639795";
    ticket::guess_carrier_of(form);
    CHECK(form.value_of("parcel.carrier") == "ZTO");
    screens::FormUi other;
    other.values["parcel.tracking_no"] = "12";
    ticket::guess_carrier_of(other);
    CHECK(other.value_of("parcel.carrier").empty());
}

}  // namespace afterdesk::app
