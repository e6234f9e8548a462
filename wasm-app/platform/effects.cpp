// What the program asks of the browser, one line each.
#include <string>
#include <type_traits>
#include <utility>
#include <variant>

#include "app/shell/screen_table.hpp"
#include "platform/bridge.hpp"
#include "platform/page.hpp"

namespace afterdesk::platform {
namespace {

/// Only the program with that screen reads and checks files: buyers' comes without the script for it.
bool checks_proofs() { return app::has_staff(); }

}  // namespace

void Page::carry_out_effects() {
    for (std::vector<app::Effect> effects = program_->take_effects(); !effects.empty();
         effects = program_->take_effects()) {
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

void Page::carry_out(app::SendPiece const& piece) {
    bridge_piece(piece.id, piece.path.c_str(), language_.c_str(), piece.file_handle,
                 static_cast<int>(piece.offset), static_cast<int>(piece.bytes), piece.last ? 1 : 0);
}

void Page::carry_out(app::CancelCall const& call) { bridge_cancel(call.id); }

void Page::carry_out(app::Navigate const& navigate) {
    bridge_navigate(navigate.hash.c_str(), navigate.replace ? 1 : 0);
}

void Page::carry_out(app::GoBack const&) { bridge_back(); }

void Page::carry_out(app::ReloadPage const&) { bridge_reload(); }

void Page::carry_out(app::OpenLive const& live) { bridge_live(live.path.c_str()); }

void Page::carry_out(app::CloseLive const&) {
    live_open_ = false;
    bridge_live("");
}

void Page::carry_out(app::Store const& store) { bridge_store(store.key.c_str(), store.text.c_str()); }

void Page::carry_out(app::Load const& load) {
    bridge_load(load.key.c_str());
    program_->on(app::Stored{load.key, std::move(inbox)});
}

void Page::carry_out(app::Keep const& keep) {
    bridge_keep(keep.key.c_str(), keep.text.c_str(), keep.file_handle);
}

void Page::carry_out(app::Recall const& recall) { bridge_recall(recall.prefix.c_str()); }

void Page::carry_out(app::Forget const& forget) { bridge_forget(forget.prefix.c_str()); }

void Page::carry_out(app::ShrinkPicture const& picture) {
    bridge_shrink(picture.file_handle, picture.most_edge);
}

void Page::carry_out(app::MakePoster const& video) { bridge_poster(video.file_handle, video.most_edge); }

void Page::carry_out(app::SetTimer const& timer) { bridge_timer(timer.name.c_str(), timer.delay_ms); }

void Page::carry_out(app::ReleaseFile const& file) { bridge_release_file(file.file_handle); }

void Page::carry_out(app::ReadFile const& file) {
    if (checks_proofs()) bridge_read(file.file_handle);
}

void Page::carry_out(app::CheckSignature const& asked) {
    if (checks_proofs())
        bridge_check_signature(asked.file_handle, asked.key.c_str(), asked.value.c_str(), asked.text.c_str());
}

void Page::carry_out(app::LoadRest const& rest) { bridge_load_rest(rest.here); }

void Page::carry_out(app::SetAppearance const& appearance) {
    theme_ = appearance.theme;
    language_ = appearance.language;
    if (text_percent_ != appearance.text_percent) {  // of the root: the page follows it as it does the host's
        text_percent_ = appearance.text_percent;
        bridge_style("font-size", (std::to_string(text_percent_) + "%").c_str());
    }
    frame_.language = language_;
    view_changed_ = true;
    wake();
}

}  // namespace afterdesk::platform
