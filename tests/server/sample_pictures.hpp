#pragma once
// Small pictures of four colours, written by hand in many ways, and profiles for them.

#include <array>
#include <cstdint>
#include <cstdio>
#include <string>
#include <vector>

#include <jpeglib.h>

namespace afterdesk::sample {

inline constexpr int width = 60, height = 40;

/// Samples of one pixel, in the order and depth of the file.
using Sample = std::vector<int>;

/// Four quadrants: top left, top right, bottom left, bottom right.
struct Quadrants {
    std::array<Sample, 4> of;
    Sample const& at(int x, int y) const {
        return of[(x < width / 2 ? 0u : 1u) + (y < height / 2 ? 0u : 2u)];
    }
};

/// What the samples are in sRGB, and the same colours in Display P3, by the formulas.
inline Quadrants const srgb{{{{220, 60, 60}, {60, 200, 60}, {60, 60, 220}, {250, 250, 250}}}};
inline Quadrants const as_p3{{{{203, 73, 67}, {104, 197, 82}, {60, 60, 212}, {250, 250, 250}}}};

Quadrants each(Quadrants const& from, auto change) {
    Quadrants out;
    for (std::size_t i = 0; i < 4; ++i) out.of[i] = change(from.of[i]);
    return out;
}
inline Quadrants deep(Quadrants const& from) {
    return each(from, [](Sample sample) {
        for (int& value : sample) value *= 257;
        return sample;
    });
}
inline Quadrants half_seen(Quadrants const& from) {
    return each(from, [](Sample sample) {
        sample.push_back(128);
        return sample;
    });
}
/// What a half-seen colour is on white.
inline Quadrants paled(Quadrants const& from) {
    return each(from, [](Sample sample) {
        for (int& value : sample) value = (value * 128 + 255 * 127) / 255;
        return sample;
    });
}

std::string p3_profile();
/// Grey whose values are amounts of light.
std::string linear_grey_profile();
/// From red, green and blue to the same: no picture's profile.
std::string link_profile();
/// A press whose inks are pale: yellow is hardly seen, black is a middle grey.
std::string pale_press_profile();

/// Chunks of a PNG.
std::string chunk(std::string const& name, std::string const& data);
std::string iccp(std::string const& profile);
std::string gama(std::uint32_t gamma);
/// White and the primaries of Display P3.
std::string p3_chrm();

enum class Pass : bool { one, seven };

std::string png(Quadrants const& samples, int bits, std::string const& chunks = "", Pass passes = Pass::one);
/// Four colours by number; with `alpha`, the last one at 128.
std::string palette_png(Quadrants const& colours, bool alpha);

struct JpegForm {
    J_COLOR_SPACE given = JCS_RGB, kept = JCS_YCbCr;
    bool progressive = false;
    unsigned restart_rows = 0;
    bool arithmetic = false;
    unsigned grain = 1;  ///< so many values differ from pixel to pixel
};

std::string jpeg(Quadrants const& samples, std::string const& profile = "", JpegForm form = {});

/// Lossless.
std::string webp(Quadrants const& samples, std::string const& profile);

}  // namespace afterdesk::sample
