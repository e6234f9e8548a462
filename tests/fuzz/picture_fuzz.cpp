// Heads of pictures: whatever the bytes, they are looked at to their end and no further, and what is read of
// them depends on them alone.

#include <string>

#include "base/check.hpp"
#include "files/picture.hpp"

using namespace afterdesk;

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* data, std::size_t size) {
    std::string const bytes(reinterpret_cast<char const*>(data), size);
    auto const head = files::read_picture_head(bytes);
    if (!head) return 0;
    CHECK(head->width >= 0 && head->height >= 0);
    CHECK(head->orientation >= 1 && head->orientation <= 8);
    auto const again = files::read_picture_head(bytes);
    CHECK(again && again->kind == head->kind && again->width == head->width &&
          again->height == head->height && again->orientation == head->orientation);
    return 0;
}
