#pragma once
// The decoders, one of a kind each, with the libraries that nobody else sees.

#include "files/colours.hpp"
#include "files/pixels.hpp"

namespace afterdesk::files {

/// Promise of each: sRGB, as many pixels as the head says, or end_child(not_a_picture, cut_short).
Pixels decode_jpeg(std::string_view bytes, PictureHead const& head);
Pixels decode_png(std::string_view bytes, PictureHead const& head);
Pixels decode_webp(std::string_view bytes, PictureHead const& head);

}  // namespace afterdesk::files
