#include "files/colours.hpp"

#include <lcms2.h>

#include <cstdlib>

namespace afterdesk::files {

namespace {

struct CloseProfile {
    void operator()(void* profile) const { ::cmsCloseProfile(profile); }
};
using Profile = std::unique_ptr<void, CloseProfile>;

struct FreeCurve {
    void operator()(cmsToneCurve* curve) const { ::cmsFreeToneCurve(curve); }
};

bool is_grey(Samples samples) {
    return samples == Samples::grey_as_rgb8 || samples == Samples::grey_as_rgba8 ||
           samples == Samples::grey_as_rgba16;
}

/// How lcms shall read the samples; 0 when the profile is for another kind of picture. A grey profile reads
/// the first of three equal values.
cmsUInt32Number format_for(Samples samples, cmsColorSpaceSignature space) {
    bool const grey = space == cmsSigGrayData;
    if (grey && !is_grey(samples)) return 0;
    if (!grey && space != (samples >= Samples::cmyk8 ? cmsSigCmykData : cmsSigRgbData)) return 0;
    auto const one_of = [](unsigned bytes, unsigned skipped) -> cmsUInt32Number {
        return COLORSPACE_SH(PT_GRAY) | CHANNELS_SH(1) | EXTRA_SH(skipped) | BYTES_SH(bytes);
    };
    switch (samples) {
        case Samples::rgb8:
        case Samples::grey_as_rgb8: return grey ? one_of(1, 2) : TYPE_RGB_8;
        case Samples::rgba8:
        case Samples::grey_as_rgba8: return grey ? one_of(1, 3) : TYPE_RGBA_8;
        case Samples::rgba16:
        case Samples::grey_as_rgba16: return grey ? one_of(2, 3) : TYPE_RGBA_16;
        case Samples::cmyk8: return TYPE_CMYK_8;
        case Samples::cmyk8_inverted: return TYPE_CMYK_8_REV;
    }
    return 0;
}

/// Not a link between two devices, a list of names or an effect.
bool describes_pictures(Profile const& profile) {
    cmsProfileClassSignature const kind = ::cmsGetDeviceClass(profile.get());
    return kind == cmsSigInputClass || kind == cmsSigDisplayClass || kind == cmsSigOutputClass ||
           kind == cmsSigColorSpaceClass;
}

double part(int hundred_thousandths) { return hundred_thousandths / 100'000.0; }

/// 1/2.2 is what sRGB is written as where only a power can be said.
bool is_srgb_gamma(int gamma) { return std::abs(gamma - 45'455) <= 500; }

cmsToneCurve* curve_of(int gamma) {
    if (!is_srgb_gamma(gamma)) return ::cmsBuildGamma(nullptr, 100'000.0 / gamma);
    double const srgb[] = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
    return ::cmsBuildParametricToneCurve(nullptr, 4, srgb);
}

}  // namespace

void ToSrgb::Delete::operator()(void* transform) const { ::cmsDeleteTransform(transform); }

bool ToSrgb::take(void* profile, Samples samples) {
    cmsUInt32Number const format = format_for(samples, ::cmsGetColorSpace(profile));
    if (format == 0) return false;
    Profile const srgb(::cmsCreate_sRGBProfile());
    if (!srgb) return false;
    transform_.reset(::cmsCreateTransform(profile, format, srgb.get(), TYPE_RGB_8, INTENT_PERCEPTUAL, 0));
    return transform_ != nullptr;
}

bool ToSrgb::by_profile(std::string_view icc, Samples samples) {
    if (icc.empty() || icc.size() > max_profile_bytes) return false;
    Profile const profile(::cmsOpenProfileFromMem(icc.data(), static_cast<cmsUInt32Number>(icc.size())));
    return profile && describes_pictures(profile) && take(profile.get(), samples);
}

bool ToSrgb::by_numbers(ColourNumbers const& numbers, Samples samples) {
    constexpr ColourNumbers srgb;
    ColourNumbers same_gamma = numbers;
    same_gamma.gamma = srgb.gamma;
    if (same_gamma == srgb && is_srgb_gamma(numbers.gamma)) return false;
    for (int const divisor :
         {numbers.gamma, numbers.white_y, numbers.red_y, numbers.green_y, numbers.blue_y}) {
        if (divisor <= 0) return false;
    }
    std::unique_ptr<cmsToneCurve, FreeCurve> const curve(curve_of(numbers.gamma));
    if (!curve) return false;
    cmsToneCurve* const curves[] = {curve.get(), curve.get(), curve.get()};
    cmsCIExyY const white{part(numbers.white_x), part(numbers.white_y), 1};
    cmsCIExyYTRIPLE const primaries{{part(numbers.red_x), part(numbers.red_y), 1},
                                    {part(numbers.green_x), part(numbers.green_y), 1},
                                    {part(numbers.blue_x), part(numbers.blue_y), 1}};
    Profile const profile(::cmsCreateRGBProfile(&white, &primaries, curves));
    return profile && take(profile.get(), samples);
}

void ToSrgb::convert(void const* from, std::uint8_t* rgb, int pixels) const {
    ::cmsDoTransform(transform_.get(), from, rgb, static_cast<cmsUInt32Number>(pixels));
}

std::uint8_t over_white(std::uint8_t colour, int alpha) {
    return static_cast<std::uint8_t>((colour * alpha + 255 * (255 - alpha) + 127) / 255);
}

}  // namespace afterdesk::files
