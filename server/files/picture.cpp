#include "files/picture.hpp"

#include <string>

#include "files/bytes.hpp"

namespace afterdesk::files {

namespace {

constexpr std::size_t max_parts = 10'000;  ///< of a file, until its size stands there
constexpr std::uint32_t orientation_tag = 0x0112;
constexpr std::uint32_t max_directory_entries = 512;

/// The orientation in a TIFF block (what EXIF is); upright when it says nothing sensible.
int orientation_in(std::string_view tiff) {
    bool const big = tiff.substr(0, 4) == std::string_view("MM\0*", 4);
    if (!big && tiff.substr(0, 4) != std::string_view("II*\0", 4)) return upright;
    Bytes const in(tiff, big ? Bytes::Order::big_endian : Bytes::Order::little_endian);
    std::size_t const directory = in.number(4, 4);
    std::uint32_t const entries = std::min(in.number(directory, 2), max_directory_entries);
    for (std::uint32_t i = 0; i < entries; ++i) {
        std::size_t const entry = directory + 2 + std::size_t{12} * i;
        if (in.number(entry, 2) != orientation_tag) continue;
        std::uint32_t const value = in.number(entry + 8, 2);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : upright;
    }
    return upright;
}

bool is_frame_header(std::uint32_t marker) {
    bool const in_range = marker >= 0xc0 && marker <= 0xcf;
    return in_range && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
}

std::optional<PictureHead> jpeg_head(std::string_view bytes) {
    Bytes const in(bytes);
    PictureHead head{PictureKind::jpeg, 0, 0, upright};
    std::size_t at = 2;
    for (std::size_t i = 0; i < max_parts && at + 4 <= in.size(); ++i) {
        if (in.number(at, 1) != 0xff) return std::nullopt;
        std::uint32_t const marker = in.number(at + 1, 1);
        if (marker == 0xff) {  // fill byte
            ++at;
            continue;
        }
        std::size_t const length = in.number(at + 2, 2);
        if (length < 2) return std::nullopt;
        if (marker == 0xe1 && in.has(at + 4, std::string_view("Exif\0\0", 6))) {
            head.orientation = orientation_in(in.part(at + 10, length - 2));
        }
        if (is_frame_header(marker)) {
            head.height = static_cast<int>(in.number(at + 5, 2));
            head.width = static_cast<int>(in.number(at + 7, 2));
            return head;
        }
        at += 2 + length;
    }
    return std::nullopt;
}

std::optional<PictureHead> png_head(std::string_view bytes) {
    Bytes const in(bytes);
    if (!in.has(12, "IHDR")) return std::nullopt;
    PictureHead head{PictureKind::png, static_cast<int>(in.number(16, 4) & 0x7fffffffu),
                     static_cast<int>(in.number(20, 4) & 0x7fffffffu), upright};
    std::size_t at = 8;
    for (std::size_t i = 0; i < max_parts && at + 12 <= in.size(); ++i) {
        std::size_t const length = in.number(at, 4);
        if (in.has(at + 4, "acTL")) return std::nullopt;  // an animation
        if (in.has(at + 4, "eXIf")) head.orientation = orientation_in(in.part(at + 8, length));
        at += 12 + length;
    }
    return head;
}

/// The size in a VP8 (lossy) or VP8L (lossless) block.
bool read_frame(Bytes const& in, std::size_t at, PictureHead& head) {
    if (in.has(at, "VP8L")) {
        if (in.number(at + 8, 1) != 0x2f) return false;
        std::uint32_t const bits = in.number(at + 9, 4);
        head.width = static_cast<int>(bits & 0x3fffu) + 1;
        head.height = static_cast<int>(bits >> 14 & 0x3fffu) + 1;
        return true;
    }
    if (!in.has(at, "VP8 ") || in.number(at + 11, 3) != 0x2a019d) return false;
    head.width = static_cast<int>(in.number(at + 14, 2) & 0x3fffu);
    head.height = static_cast<int>(in.number(at + 16, 2) & 0x3fffu);
    return true;
}

std::optional<PictureHead> webp_head(std::string_view bytes) {
    Bytes const in(bytes, Bytes::Order::little_endian);
    PictureHead head{PictureKind::webp, 0, 0, upright};
    bool has_frame = false;
    std::size_t at = 12;
    for (std::size_t i = 0; i < max_parts && at + 8 <= in.size(); ++i) {
        std::size_t const length = in.number(at + 4, 4);
        if (in.has(at, "ANIM") || in.has(at, "ANMF")) return std::nullopt;
        if (!has_frame) has_frame = read_frame(in, at, head);
        if (in.has(at, "EXIF")) {
            std::string_view block = in.part(at + 8, length);
            if (block.substr(0, 6) == std::string_view("Exif\0\0", 6)) block.remove_prefix(6);
            head.orientation = orientation_in(block);
        }
        at += 8 + length + length % 2;
    }
    if (!has_frame) return std::nullopt;
    return head;
}

}  // namespace

std::optional<PictureHead> read_picture_head(std::string_view bytes) {
    Bytes const in(bytes);
    std::optional<PictureHead> head;
    if (in.has(0, "\xff\xd8\xff")) {
        head = jpeg_head(bytes);
    } else if (in.has(0, std::string_view("\x89PNG\r\n\x1a\n", 8))) {
        head = png_head(bytes);
    } else if (in.has(0, "RIFF") && in.has(8, "WEBP")) {
        head = webp_head(bytes);
    }
    if (head && (head->width <= 0 || head->height <= 0)) return std::nullopt;
    return head;
}

}  // namespace afterdesk::files
