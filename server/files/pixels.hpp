#pragma once
// Decoded pictures: pixels in rows, turned upright, made smaller, written as JPEG. Used in the child process
// only: what cannot be decoded ends that process.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "files/picture.hpp"

namespace afterdesk::files {

/// Red, green, blue of sRGB, one byte each. Shape: height rows of width pixels.
struct Pixels {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgb;
};

std::size_t size_of(int width, int height);
/// Black.
Pixels blank(int width, int height);

/// How the child process ends.
enum class ChildExit : int { ok = 0, not_a_picture = 3, too_large = 4, failed = 5, cut_short = 6 };
[[noreturn]] void end_child(ChildExit how);

/// Decodes; colours become those of sRGB, transparent parts white. Promise: as many pixels as the head says,
/// or end_child(not_a_picture, cut_short).
Pixels decode_picture(std::string_view bytes, PictureHead const& head);

/// Turns the pixels so that they stand upright. Rule: EXIF orientation 1-8.
Pixels turn_upright(Pixels pixels, int orientation);

/// Smaller, so that neither side is longer than `side`; each new pixel is the mean of those it covers.
Pixels shrink(Pixels const& pixels, int side);

/// A baseline JPEG without any metadata.
std::string encode_jpeg(Pixels const& pixels, int quality);

}  // namespace afterdesk::files
