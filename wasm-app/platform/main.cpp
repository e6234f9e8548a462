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

}  // namespace

extern "C" {

EMSCRIPTEN_KEEPALIVE char* page_inbox(std::size_t size) {
    page().inbox.resize(size);
    return page().inbox.data();
}

EMSCRIPTEN_KEEPALIVE void page_view_changed() { page().view_changed(); }
EMSCRIPTEN_KEEPALIVE void page_shown() {
    page().tell_time();
    page().wake();
}

EMSCRIPTEN_KEEPALIVE void page_pointer(int kind, int source, float x, float y) {
    page().point({static_cast<platform::PointerKind>(kind), source, x, y});
}
EMSCRIPTEN_KEEPALIVE void page_click(std::uint32_t id) { page().click(id); }
EMSCRIPTEN_KEEPALIVE void page_edit(std::uint32_t id) { page().edit(id, take_inbox()); }
EMSCRIPTEN_KEEPALIVE void page_scroll(std::uint32_t id, float y) { page().scroll(id, y); }
EMSCRIPTEN_KEEPALIVE void page_focus(std::uint32_t id, int visible) { page().focus(id, visible != 0); }
EMSCRIPTEN_KEEPALIVE void page_escape() { page().escape(); }
EMSCRIPTEN_KEEPALIVE void page_pick(std::uint32_t id, int handle, double bytes) {
    std::string const name = page().inbox.c_str(), type = page().inbox.c_str() + name.size() + 1;
    std::string url = take_inbox().substr(name.size() + type.size() + 2);
    page().pick(id, {handle, name, type, static_cast<std::int64_t>(bytes), std::move(url)});
}

EMSCRIPTEN_KEEPALIVE void page_hash() { page().tell(app::HashChanged{take_inbox()}); }
EMSCRIPTEN_KEEPALIVE void page_http_done(int id, int status) {
    page().tell(app::HttpDone{id, status, take_inbox()});
}
EMSCRIPTEN_KEEPALIVE void page_upload_progress(int id, int percent) {
    page().tell(app::UploadProgress{id, percent});
}
EMSCRIPTEN_KEEPALIVE void page_live(int open) { page().live(open != 0); }
EMSCRIPTEN_KEEPALIVE void page_live_message() {
    auto [event, data] = take_pair();
    page().tell(app::LiveMessage{std::move(event), std::move(data)});
}
EMSCRIPTEN_KEEPALIVE void page_timer() { page().tell(app::TimerFired{take_inbox()}); }

}  // extern "C"

int main() { page().start(); }
