#include "app/shell/screen_table.hpp"
#include "testing.hpp"

namespace afterdesk::app {

TEST_CASE("an address shows its screen and is written the same again") {
    struct Row {
        char const* hash;
        Screen screen;
        char const* id;
        char const* dialog;
    };
    Row const rows[] = {
        {"#/", Screen::landing, "", ""},
        {"#/about", Screen::about, "", ""},
        {"#/verify", Screen::verify, "", ""},
        {"#/b/orders/%231001", Screen::order, "#1001", ""},
        {"#/b/orders/Cam%2F4567", Screen::order, "Cam/4567", ""},
        {"#/b/orders/%E8%AE%A2%E5%8D%95%201%3F/apply/return_refund", Screen::apply, "订单 1?", ""},
        {"#/b/orders/100%2525", Screen::order, "100%25", ""},
        {"#/b/orders", Screen::orders, "", ""},
        {"#/b/orders/E1001", Screen::order, "E1001", ""},
        {"#/b/orders/E1001/apply/return_refund", Screen::apply, "E1001", ""},
        {"#/b/tickets?status=reviewing", Screen::tickets, "", ""},
        {"#/b/tickets/AS2026112100000001/ship", Screen::ticket, "AS2026112100000001", "ship"},
        {"#/m/sign-in", Screen::sign_in, "", ""},
        {"#/m/tickets?status=to_return&type=return_refund&q=%E5%A4%96%E5%A5%97&sort=deadline",
         Screen::tickets, "", ""},
        {"#/m/tickets/AS1/reject?q=a%26b", Screen::ticket, "AS1", "reject"},
        {"#/p/tickets/AS1/verdict", Screen::ticket, "AS1", "verdict"},
        {"#/m/receive", Screen::receive, "", ""},
        {"#/p/disputes", Screen::disputes, "", ""},
        {"#/p/disputes/evidence", Screen::disputes, "evidence", ""},
        {"#/m/tickets/AS1?work=mine&amount=100.00..&sort=deadline", Screen::ticket, "AS1", ""},
        {"#/m/work", Screen::work, "", ""},
        {"#/p/channel", Screen::channel, "", ""},
        {"#/m/staff/edit-m3", Screen::staff, "", "edit-m3"},
        {"#/p/staff/add?shop=s1", Screen::staff, "", "add"},
        {"#/m/audit?q=AS1&who=m1&days=2026-11-01..", Screen::audit, "", ""},
        {"#/p/health", Screen::health, "", ""},
        {"#/m/security/set-up", Screen::security, "", "set-up"},
        {"#/p/keys/end-0a1b2c3d4e5f", Screen::keys, "", "end-0a1b2c3d4e5f"},
        {"#/m/refund-to/AS2026112100000001", Screen::abnormal, "AS2026112100000001", ""},
        {"#/b/devices", Screen::devices, "", ""},
        {"#/b/pickup/AS2026112100000001", Screen::pickup, "AS2026112100000001", ""},
        {"#/b/pickup/AS2026112100000001/cancel", Screen::pickup, "AS2026112100000001", "cancel"},
        {"#/m/devices/others", Screen::devices, "", "others"},
        {"#/p/me", Screen::me, "", ""},
    };
    for (Row const& row : rows) {
        CAPTURE(row.hash);
        Route const route = parse_route(row.hash);
        CHECK(route.screen == row.screen);
        CHECK(route.id == row.id);
        CHECK(route.dialog == row.dialog);
        CHECK(to_hash(route) == row.hash);
    }
}

TEST_CASE("an address that nobody wrote shows a screen that exists") {
    for (char const* hash : {"", "#", "#/x/y", "#/b", "#/b/channel", "#/m/health", "#/b/staff",
                             "#/m/staff/edit-", "#/m/staff/who", "#/b/orders/..%2F%20", "#/b/orders/%2E%2E",
                             "#/b/orders/a%0Ab", "#/b/orders/E1/apply/nothing", "#/m/orders",
                             "#/p/tickets/A B", "#/m/tickets/AS1/dance", "#/b/tickets?status=nonsense"}) {
        CAPTURE(hash);
        Route const route = parse_route(hash);
        CHECK(parse_route(to_hash(route)) == route);
        CHECK(route.dialog.empty());
        CHECK(route.filter.status.empty());
    }
}

TEST_CASE("percent coding keeps every byte") {
    std::string bytes;
    for (int c = 1; c < 256; ++c) bytes += static_cast<char>(c);
    CHECK(percent_decode(percent_encode(bytes)) == bytes);
    CHECK(percent_decode("100%") == "100%");
    CHECK(percent_decode("%zz") == "%zz");
}

}  // namespace afterdesk::app
