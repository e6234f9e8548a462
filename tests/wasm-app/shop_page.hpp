#pragma once
// Staff before one of the shop's pages, drawn again and again as in a browser; the test is the server.

#include "browser.hpp"

namespace afterdesk::app {

class ShopPage {
  public:
    explicit ShopPage(std::string const& hash, float width = 1280,
                      wire::SessionView const& who = session(Audience::merchant))
        : audience_(who.audience), screen_([this](ui::Ui& ui) { draw(ui); }, viewport(width)) {
        browser.on(started(hash, ""));
        browser.answer(browser.call(api_path(audience_, "/session")), 200, wire::to_json(who));
        screen_.draw();
    }

    Browser browser;
    ui::Headless& screen() { return screen_; }
    bool shows(std::string_view text) { return screen_.shows(text); }
    void press(std::string const& name) { screen_.press(name); }
    HttpCall call(std::string_view rest) { return browser.call(api_path(audience_, rest)); }
    void answer(std::string_view rest, int status, wire::Value const& body) {
        answer(call(rest), status, body);
    }
    void answer(HttpCall const& call, int status, wire::Value const& body) {
        browser.answer(call, status, body);
        screen_.draw();
    }
    void refuse(HttpCall const& call, int status, Mistakes const& mistakes) {
        browser.on(HttpDone{call.id, status, wire::write_api_error(mistakes, false, "r")});
        screen_.draw();
    }
    /// Where the page wants to be.
    void follow() {
        browser.follow();
        screen_.draw();
    }
    void follow_link(std::string_view name) {
        ui::Node const* const link = screen_.find(ui::Role::link, name);
        REQUIRE(link != nullptr);
        browser.on(HashChanged{link->href});
        screen_.draw();
    }
    /// Why a button can not be pressed; empty when it can.
    std::string why_not(std::string_view name) {
        ui::Node const* const button = screen_.find(ui::Role::button, name);
        REQUIRE(button != nullptr);
        return (button->state & ui::disabled) == 0 ? std::string() : button->description;
    }

  private:
    static ui::Viewport viewport(float width) {
        ui::Viewport made;
        made.w = width;
        made.h = 900;
        return made;
    }
    void draw(ui::Ui& ui) {
        ScreenParts const& parts = shown_parts(browser.shell());
        if (parts.show != nullptr) parts.show(browser.model.features, browser.shell());
        screens::Intents intents;
        parts.draw(browser.model.features, browser.shell(), ui, intents);
        browser.shell().toasts.clear();
        for (screens::Intent const& intent : intents) browser.want(intent);
    }

    Audience audience_;
    ui::Headless screen_;
};

/// Somebody of the shop who may do nothing.
inline wire::SessionView onlooker() {
    wire::SessionView view = session(Audience::merchant);
    view.rights.clear();
    return view;
}

}  // namespace afterdesk::app
