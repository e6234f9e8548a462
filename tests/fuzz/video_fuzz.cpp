// Videos: whatever the bytes, they are looked at to their end and no further; what is taken has measures, and
// what is blanked lies inside.

#include <string>

#include "base/check.hpp"
#include "files/video.hpp"

using namespace afterdesk;

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    std::string const bytes(reinterpret_cast<char const*>(data), size);
    auto const head = files::read_video(bytes);
    if (!head.ok()) return 0;
    CHECK(head->width > 0 && head->height > 0 && !head->codec.empty());
    for (files::VideoHead::Part const& part : head->private_parts) {
        CHECK(part.at >= 8 && part.name_at + 4 <= part.at);
        CHECK(part.at <= size && part.bytes <= size - part.at);
    }
    return 0;
}
