#pragma once
// Films, by what stands in them: MP4 and MOV (ISO base media), WebM. Only the structure is walked, nothing is
// decoded. The walk is ours and not a library's in a child process: it can not read outside of a string_view,
// and is a hundred lines where libavformat has a million.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace afterdesk::files {

enum class VideoKind : unsigned char { mp4, webm };

struct VideoHead {
    VideoKind kind = VideoKind::mp4;  ///< MOV is MP4 with another brand
    std::string codec;                ///< as the file names it: "avc1", "V_VP9"
    int width = 0, height = 0;        ///< of the first track of pictures, as stored
    /// What says where and by whom it was filmed (MP4): named `free` and blanked, it does no harm.
    struct Part {
        std::size_t name_at = 0;
        std::size_t at = 0, bytes = 0;
    };
    std::vector<Part> private_parts{};
};

enum class VideoFault : unsigned char { not_a_video, cut_short };

/// Errors: not_a_video also for films without pictures, or of a codec that browsers do not play;
/// cut_short when parts go on behind the end, or the table of contents or the pictures are missing.
/// Rule: ISO/IEC 14496-12; RFC 8794, RFC 9559.
Result<VideoHead, VideoFault> read_video(std::string_view bytes);

/// One of a kind each; read_video chooses.
bool is_iso_media(std::string_view bytes);
bool is_ebml(std::string_view bytes);
Result<VideoHead, VideoFault> read_iso_media(std::string_view bytes);
Result<VideoHead, VideoFault> read_webm(std::string_view bytes);

}  // namespace afterdesk::files
