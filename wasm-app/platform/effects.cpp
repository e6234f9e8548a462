// What the program asks of the browser, one line each.
#include <type_traits>
#include <utility>
#include <variant>

#include "platform/bridge.hpp"
#include "platform/page.hpp"

namespace afterdesk::platform {

void Page::carry_out_effects() {
    for (std::vector<app::Effect> effects = app_.take_effects(); !effects.empty();
         effects = app_.take_effects()) {
        for (app::Effect const& effect : effects) {
            std::visit([this](auto const& wanted) { carry_out(wanted); }, effect);
        }
    }
}

void Page::carry_out(app::HttpCall const& call) {
    bridge_http(call.id, call.method.c_str(), call.path.c_str(), call.body.c_str(),
                call.idempotency_key.c_str(), language_.c_str(), 0);
}

void Page::carry_out(app::UploadFile const& upload) {
    bridge_http(upload.id, "POST", upload.path.c_str(), "", "", language_.c_str(), upload.file_handle);
}

void Page::carry_out(app::CancelCall const& call) { bridge_cancel(call.id); }

void Page::carry_out(app::Navigate const& navigate) {
    bridge_navigate(navigate.hash.c_str(), navigate.replace ? 1 : 0);
    if (navigate.replace)
        app_.on(app::HashChanged{navigate.hash});  // the browser reports only the other kind
}

void Page::carry_out(app::OpenLive const& live) { bridge_live(live.path.c_str()); }

void Page::carry_out(app::CloseLive const&) {
    live_open_ = false;
    bridge_live("");
}

void Page::carry_out(app::Store const& store) { bridge_store(store.key.c_str(), store.text.c_str()); }

void Page::carry_out(app::Load const& load) {
    bridge_load(load.key.c_str());
    app_.on(app::Stored{load.key, std::move(inbox)});
}

void Page::carry_out(app::SetTimer const& timer) { bridge_timer(timer.name.c_str(), timer.delay_ms); }

void Page::carry_out(app::CopyText const& copy) { bridge_copy(copy.text.c_str()); }

void Page::carry_out(app::ReleaseFile const& file) { bridge_release_file(file.file_handle); }

void Page::carry_out(app::SetAppearance const& appearance) {
    theme_ = appearance.theme;
    language_ = appearance.language;
    frame_.language = language_;
    view_changed_ = true;
    wake();
}

}  // namespace afterdesk::platform
