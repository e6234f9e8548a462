#include "files/reencode_wire.hpp"

#include <cstdint>
#include <cstring>

namespace afterdesk::files {

namespace {

/// Both sides are the same program on the same machine.
struct Head {
    std::uint32_t mark = 0x41445831;
    std::uint32_t width = 0, height = 0;
    std::uint32_t jpeg_bytes = 0, thumbnail_bytes = 0;
};

}  // namespace

std::string write_answer(Reencoded const& answer) {
    Head head;
    head.width = static_cast<std::uint32_t>(answer.width);
    head.height = static_cast<std::uint32_t>(answer.height);
    head.jpeg_bytes = static_cast<std::uint32_t>(answer.jpeg.size());
    head.thumbnail_bytes = static_cast<std::uint32_t>(answer.thumbnail.size());
    return std::string(reinterpret_cast<char const*>(&head), sizeof head) + answer.jpeg + answer.thumbnail;
}

bool read_answer(std::string const& bytes, Reencoded& out) {
    Head head;
    std::uint32_t const mark = head.mark;
    if (bytes.size() < sizeof head) return false;
    std::memcpy(&head, bytes.data(), sizeof head);
    bool const whole = head.mark == mark && head.jpeg_bytes > 0 && head.thumbnail_bytes > 0 &&
                       bytes.size() == sizeof head + std::uint64_t{head.jpeg_bytes} + head.thumbnail_bytes;
    constexpr std::uint32_t longest = 65'535;
    if (!whole || head.width == 0 || head.height == 0 || head.width > longest || head.height > longest)
        return false;
    out.width = static_cast<int>(head.width);
    out.height = static_cast<int>(head.height);
    out.jpeg = bytes.substr(sizeof head, head.jpeg_bytes);
    out.thumbnail = bytes.substr(sizeof head + head.jpeg_bytes);
    return true;
}

}  // namespace afterdesk::files
