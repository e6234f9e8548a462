// WebP of one frame, lossy or not, with its profile.

#include <webp/decode.h>
#include <webp/demux.h>

#include "files/decode.hpp"

namespace afterdesk::files {

namespace {

struct EndDemux {
    void operator()(WebPDemuxer* demuxer) const { ::WebPDemuxDelete(demuxer); }
};

ToSrgb colours_of(std::string_view bytes, Samples samples) {
    ToSrgb colours;
    WebPData const data{reinterpret_cast<std::uint8_t const*>(bytes.data()), bytes.size()};
    std::unique_ptr<WebPDemuxer, EndDemux> const demuxer(::WebPDemux(&data));
    WebPChunkIterator found{};
    if (demuxer && ::WebPDemuxGetChunk(demuxer.get(), "ICCP", 1, &found) != 0) {
        colours.by_profile({reinterpret_cast<char const*>(found.chunk.bytes), found.chunk.size}, samples);
        ::WebPDemuxReleaseChunkIterator(&found);
    }
    return colours;
}

void check(VP8StatusCode status) {
    if (status == VP8_STATUS_OK) return;
    bool const more_to_come = status == VP8_STATUS_NOT_ENOUGH_DATA || status == VP8_STATUS_SUSPENDED;
    end_child(more_to_come ? ChildExit::cut_short : ChildExit::not_a_picture);
}

}  // namespace

Pixels decode_webp(std::string_view bytes, PictureHead const& head) {
    auto const* data = reinterpret_cast<std::uint8_t const*>(bytes.data());
    WebPDecoderConfig config{};
    if (::WebPInitDecoderConfig(&config) == 0) end_child(ChildExit::failed);
    check(::WebPGetFeatures(data, bytes.size(), &config.input));
    bool const as_told = config.input.has_animation == 0 && config.input.width == head.width &&
                         config.input.height == head.height;
    if (!as_told) end_child(ChildExit::not_a_picture);
    bool const alpha = config.input.has_alpha != 0;
    ToSrgb const colours = colours_of(bytes, alpha ? Samples::rgba8 : Samples::rgb8);

    Pixels out = blank(head.width, head.height);
    std::vector<std::uint8_t> rgba(alpha ? size_of(head.width, head.height) * 4 : 0);
    std::vector<std::uint8_t>& target = alpha ? rgba : out.rgb;
    config.output.colorspace = alpha ? MODE_RGBA : MODE_RGB;
    config.output.is_external_memory = 1;
    config.output.u.RGBA = {target.data(), head.width * (alpha ? 4 : 3), target.size()};
    check(::WebPDecode(data, bytes.size(), &config));

    for (std::size_t y = 0; colours && y < static_cast<std::size_t>(head.height); ++y) {
        std::size_t const at = size_of(head.width, static_cast<int>(y));
        colours.convert(target.data() + at * (alpha ? 4 : 3), out.rgb.data() + at * 3, head.width);
    }
    for (std::size_t i = 0; alpha && i < size_of(head.width, head.height); ++i) {
        for (std::size_t c = 0; c < 3; ++c) {
            std::uint8_t const colour = colours ? out.rgb[3 * i + c] : rgba[4 * i + c];
            out.rgb[3 * i + c] = over_white(colour, rgba[4 * i + 3]);
        }
    }
    return out;
}

}  // namespace afterdesk::files
