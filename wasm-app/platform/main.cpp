// The entry, and what bridge.js calls: one function per kind of news. Texts lie in the inbox.
#include <emscripten/emscripten.h>

#include <cstdint>
#include <string>
#include <utility>

#include "platform/page.hpp"

namespace {

namespace app = afterdesk::app;
namespace platform = afterdesk::platform;

// Lives as long as the tab: the browser calls back long after main() has returned.
platform::Page& page() {
    static platform::Page* const only = new platform::Page;
    return *only;
}

std::string take_inbox() { return std::exchange(page().inbox, {}); }

std::pair<std::string, std::string> take_pair() {
    std::string const both = take_inbox();
    std::size_t const end = both.find('\0');
    return {both.substr(0, end), both.substr(end + 1)};
}

// Name, type and address of a file stand at the end of the inbox.
afterdesk::ui::PickedFile take_file(int handle, double bytes) {
    auto [name, rest] = take_pair();
    std::size_t const end = rest.find('\0');
    return {handle, std::move(name), rest.substr(0, end), static_cast<std::int64_t>(bytes),
            rest.substr(end + 1)};
}

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE char* page_inbox(std::size_t size) {
    page().inbox.resize(size);
    return page().inbox.data();
}

EMSCRIPTEN_KEEPALIVE void page_module_came(int module, int others_wait) {
    page().module_came(module, others_wait != 0);
}
EMSCRIPTEN_KEEPALIVE void page_view_changed() { page().view_changed(); }
EMSCRIPTEN_KEEPALIVE void page_shown() { page().tell(app::Shown{}); }

EMSCRIPTEN_KEEPALIVE void page_pointer(int kind, int source, float x, float y) {
    page().point({static_cast<platform::PointerKind>(kind), source, x, y});
}
EMSCRIPTEN_KEEPALIVE void page_click(std::uint32_t id) { page().click(id); }
EMSCRIPTEN_KEEPALIVE void page_edit(std::uint32_t id) { page().edit(id, take_inbox()); }
EMSCRIPTEN_KEEPALIVE void page_key(std::uint32_t id) { page().key(id, take_inbox()); }
EMSCRIPTEN_KEEPALIVE void page_scroll(std::uint32_t id, float y) { page().scroll(id, y); }
EMSCRIPTEN_KEEPALIVE void page_focus(std::uint32_t id, int visible) { page().focus(id, visible != 0); }
EMSCRIPTEN_KEEPALIVE void page_escape() { page().escape(); }
EMSCRIPTEN_KEEPALIVE void page_pick(std::uint32_t id, int handle, double bytes) {
    page().pick(id, take_file(handle, bytes));
}

EMSCRIPTEN_KEEPALIVE void page_hash() {
    auto [hash, from] = take_pair();
    page().tell(app::HashChanged{std::move(hash), std::move(from)});
}
EMSCRIPTEN_KEEPALIVE void page_http_done(int id, int status, int retry_after_s) {
    page().tell(app::HttpDone{id, status, take_inbox(), std::nullopt, retry_after_s});
}
EMSCRIPTEN_KEEPALIVE void page_upload_progress(int id, int percent) {
    page().tell(app::UploadProgress{id, percent});
}
EMSCRIPTEN_KEEPALIVE void page_live(int open, int refused) { page().live(open != 0, refused != 0); }
EMSCRIPTEN_KEEPALIVE void page_online() { page().tell(app::Online{}); }
EMSCRIPTEN_KEEPALIVE void page_leave() { page().leave(); }
EMSCRIPTEN_KEEPALIVE void page_recalled_item(int handle, double bytes) {
    auto [key, rest] = take_pair();
    std::size_t const end = rest.find('\0');
    app::KeptItem item{std::move(key), rest.substr(0, end), {}};
    page().inbox = rest.substr(end + 1);
    item.file = take_file(handle, bytes);
    page().recalled(std::move(item));
}
EMSCRIPTEN_KEEPALIVE void page_recalled() { page().recalled(take_inbox()); }
EMSCRIPTEN_KEEPALIVE void page_shrunk(int handle, double bytes, int poster) {
    page().tell(app::PictureShrunk{handle, static_cast<std::int64_t>(bytes), take_inbox(), poster});
}
EMSCRIPTEN_KEEPALIVE void page_file_read(int handle, int readable) {
    page().tell(app::FileRead{handle, readable != 0, take_inbox()});
}
EMSCRIPTEN_KEEPALIVE void page_signature_checked(int handle, int found) {
    page().tell(app::SignatureChecked{handle, static_cast<app::SignatureFinding>(found)});
}
EMSCRIPTEN_KEEPALIVE void page_rest_came(int whole) { page().tell(app::RestCame{whole != 0}); }
EMSCRIPTEN_KEEPALIVE void page_live_message() { page().tell(app::LiveMessage{take_inbox()}); }
EMSCRIPTEN_KEEPALIVE void page_timer() { page().tell(app::TimerFired{take_inbox()}); }

}  // extern "C"

int main() { page().start(); }
