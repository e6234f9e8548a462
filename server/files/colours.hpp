#pragma once
// Colours as files mean them → colours as screens without a profile show them (sRGB). Used in the child
// process only.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace afterdesk::files {

/// Larger profiles are for printing presses, or an attack: they are not looked at.
inline constexpr std::size_t max_profile_bytes = 1u << 20;

/// How the samples of a picture lie in memory. Grey pictures have the same value three times.
enum class Samples : unsigned char {
    rgb8,
    grey_as_rgb8,
    rgba8,
    grey_as_rgba8,
    rgba16,  ///< as the machine writes numbers
    grey_as_rgba16,
    cmyk8,
    cmyk8_inverted,  ///< 255 is no ink, as Adobe writes it
};

/// What a PNG says of its colours without a profile. Units: 1/100000, as in the file.
struct ColourNumbers {
    /// The first is that of sRGB, as a power; white and primaries are sRGB's.
    int gamma = 45'455;
    int white_x = 31'270, white_y = 32'900;
    int red_x = 64'000, red_y = 33'000;
    int green_x = 30'000, green_y = 60'000;
    int blue_x = 15'000, blue_y = 6'000;
    bool operator==(ColourNumbers const&) const = default;
};

/// From the colours of a file to sRGB, one byte each of red, green and blue. Alpha is left to the caller.
class ToSrgb {
  public:
    /// As the ICC profile says. Promise: false for one that is broken, too large or of another kind of
    /// picture, as browsers do; the colours are then taken as sRGB.
    bool by_profile(std::string_view icc, Samples samples);
    /// As the numbers say; false when they say sRGB, or nothing sensible.
    bool by_numbers(ColourNumbers const& numbers, Samples samples);

    /// True when there is something to convert.
    explicit operator bool() const { return transform_ != nullptr; }
    /// `from` may be `rgb` itself for samples of rgb8.
    void convert(void const* from, std::uint8_t* rgb, int pixels) const;

  private:
    struct Delete {
        void operator()(void* transform) const;
    };
    bool take(void* profile, Samples samples);

    std::unique_ptr<void, Delete> transform_;
};

/// What shows through is white, in the values as they are written: as browsers paint it on a white page.
std::uint8_t over_white(std::uint8_t colour, int alpha);

}  // namespace afterdesk::files
