#pragma once
// What a file says it is, read from its head alone: kind, size in pixels, orientation. Nothing is decoded
// here.

#include <cstdint>
#include <optional>
#include <string_view>

namespace afterdesk::files {

enum class PictureKind : unsigned char { jpeg, png, webp };

/// How to turn the pixels so that they stand upright. Rule: EXIF 2.3, tag 0x0112, values 1-8.
inline constexpr int upright = 1;

struct PictureHead {
    PictureKind kind = PictureKind::jpeg;
    int width = 0, height = 0;  ///< as stored, before turning
    int orientation = upright;
};

/// Reads the head. Errors: nothing when it is not a picture that we take: JPEG, PNG, or WebP of one frame.
std::optional<PictureHead> read_picture_head(std::string_view bytes);

}  // namespace afterdesk::files
