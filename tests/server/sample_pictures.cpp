#include "server/sample_pictures.hpp"

#include <lcms2.h>
#include <webp/encode.h>
#include <zlib.h>

#include <algorithm>
#include <cstdlib>

#include "testing.hpp"

namespace afterdesk::sample {

// ---- Profiles ---------------------------------------------------------------------------------------------

static std::string bytes_of(cmsHPROFILE profile) {
    cmsUInt32Number size = 0;
    REQUIRE(cmsSaveProfileToMem(profile, nullptr, &size) != 0);
    std::string out(size, '\0');
    REQUIRE(cmsSaveProfileToMem(profile, out.data(), &size) != 0);
    cmsCloseProfile(profile);
    return out;
}

std::string p3_profile() {
    cmsFloat64Number const curve[] = {2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045};
    cmsToneCurve* const tone = cmsBuildParametricToneCurve(nullptr, 4, curve);
    cmsToneCurve* const tones[] = {tone, tone, tone};
    cmsCIExyY const white{0.3127, 0.3290, 1};
    cmsCIExyYTRIPLE const primaries{{0.680, 0.320, 1}, {0.265, 0.690, 1}, {0.150, 0.060, 1}};
    cmsHPROFILE const profile = cmsCreateRGBProfile(&white, &primaries, tones);
    cmsFreeToneCurve(tone);
    return bytes_of(profile);
}

std::string linear_grey_profile() {
    cmsToneCurve* const tone = cmsBuildGamma(nullptr, 1.0);
    cmsHPROFILE const profile = cmsCreateGrayProfile(cmsD50_xyY(), tone);
    cmsFreeToneCurve(tone);
    return bytes_of(profile);
}

std::string link_profile() {
    cmsToneCurve* const tone = cmsBuildGamma(nullptr, 3.0);
    cmsToneCurve* const tones[] = {tone, tone, tone};
    cmsHPROFILE const profile = cmsCreateLinearizationDeviceLink(cmsSigRgbData, tones);
    cmsFreeToneCurve(tone);
    return bytes_of(profile);
}

/// A press whose inks are pale: yellow is hardly seen, black is a middle grey.
static cmsInt32Number pale_inks(cmsUInt16Number const in[], cmsUInt16Number out[], void*) {
    auto const ink = [&](int i) { return in[i] / 65'535.0; };
    cmsCIELab const lab{100 - 20 * ink(0) - 30 * ink(1) - 5 * ink(2) - 50 * ink(3) + 5 * ink(0) * ink(1),
                        -20 * ink(0) + 50 * ink(1), -30 * ink(0) + 20 * ink(2)};
    cmsFloat2LabEncoded(out, &lab);
    return 1;
}

std::string pale_press_profile() {
    cmsHPROFILE const profile = cmsCreateProfilePlaceholder(nullptr);
    cmsSetProfileVersion(profile, 4.3);
    cmsSetDeviceClass(profile, cmsSigOutputClass);
    cmsSetColorSpace(profile, cmsSigCmykData);
    cmsSetPCS(profile, cmsSigLabData);
    cmsPipeline* const pipeline = cmsPipelineAlloc(nullptr, 4, 3);
    cmsStage* const table = cmsStageAllocCLut16bit(nullptr, 9, 4, 3, nullptr);
    cmsStageSampleCLut16bit(table, pale_inks, nullptr, 0);
    cmsPipelineInsertStage(pipeline, cmsAT_BEGIN, table);
    // The format asks for curves on both sides.
    cmsPipelineInsertStage(pipeline, cmsAT_BEGIN, cmsStageAllocToneCurves(nullptr, 4, nullptr));
    cmsPipelineInsertStage(pipeline, cmsAT_END, cmsStageAllocToneCurves(nullptr, 3, nullptr));
    REQUIRE(cmsWriteTag(profile, cmsSigAToB0Tag, pipeline) != 0);
    REQUIRE(cmsWriteTag(profile, cmsSigAToB1Tag, pipeline) != 0);
    cmsPipelineFree(pipeline);
    return bytes_of(profile);
}

// ---- Files ------------------------------------------------------------------------------------------------

static std::string be(std::uint32_t value, int bytes) {
    std::string out;
    for (int i = bytes - 1; i >= 0; --i) out += static_cast<char>(value >> (8 * i) & 0xff);
    return out;
}

static std::string deflated(std::string const& plain) {
    uLongf size = compressBound(plain.size());
    std::string out(size, '\0');
    REQUIRE(compress(reinterpret_cast<Bytef*>(out.data()), &size,
                     reinterpret_cast<Bytef const*>(plain.data()), plain.size()) == Z_OK);
    out.resize(size);
    return out;
}

std::string chunk(std::string const& name, std::string const& data) {
    std::string const text = name + data;
    auto const sum = crc32(0, reinterpret_cast<Bytef const*>(text.data()), static_cast<uInt>(text.size()));
    return be(static_cast<std::uint32_t>(data.size()), 4) + text + be(static_cast<std::uint32_t>(sum), 4);
}

std::string iccp(std::string const& profile) {
    return chunk("iCCP", std::string("x\0\0", 3) + deflated(profile));
}
std::string gama(std::uint32_t gamma) { return chunk("gAMA", be(gamma, 4)); }
std::string p3_chrm() {
    std::string data;
    for (std::uint32_t const n : {31'270u, 32'900u, 68'000u, 32'000u, 26'500u, 69'000u, 15'000u, 6'000u})
        data += be(n, 4);
    return chunk("cHRM", data);
}

/// The rows of a part of the picture: every `step`-th pixel from `from` on, without filters.
static std::string png_rows(Quadrants const& samples, int bytes, int from_x, int from_y, int step_x,
                            int step_y) {
    std::string rows;
    for (int y = from_y; y < height; y += step_y) {
        rows += '\0';
        for (int x = from_x; x < width; x += step_x) {
            for (int const value : samples.at(x, y)) rows += be(static_cast<std::uint32_t>(value), bytes);
        }
    }
    return rows;
}

std::string png(Quadrants const& samples, int bits, std::string const& chunks, Pass passes) {
    constexpr std::array colour_types = {0, 4, 2, 6};
    int const type = colour_types[samples.of[0].size() - 1];
    std::string const head = be(width, 4) + be(height, 4) + static_cast<char>(bits) +
                             static_cast<char>(type) + std::string("\0\0", 2) +
                             (passes == Pass::seven ? '\1' : '\0');
    std::string rows;
    if (passes == Pass::one) {
        rows = png_rows(samples, bits / 8, 0, 0, 1, 1);
    } else {
        constexpr int adam7[][4] = {{0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4},
                                    {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}};
        for (auto const& [x, y, dx, dy] : adam7) rows += png_rows(samples, bits / 8, x, y, dx, dy);
    }
    return std::string("\x89PNG\r\n\x1a\n", 8) + chunk("IHDR", head) + chunks +
           chunk("IDAT", deflated(rows)) + chunk("IEND", "");
}

std::string palette_png(Quadrants const& colours, bool alpha) {
    std::string palette, rows;
    for (Sample const& colour : colours.of) {
        for (int const value : colour) palette += static_cast<char>(value);
    }
    for (int y = 0; y < height; ++y) {
        rows += '\0';
        for (int x = 0; x < width; x += 4)
            rows += y < height / 2 ? (x < 28    ? '\x00'
                                      : x == 28 ? '\x05'
                                                : '\x55')
                                   : (x < 28    ? '\xaa'
                                      : x == 28 ? '\xaf'
                                                : '\xff');
    }
    std::string const head = be(width, 4) + be(height, 4) + std::string("\2\3\0\0\0", 5);
    std::string const seen = alpha ? chunk("tRNS", "\xff\xff\xff\x80") : "";
    return std::string("\x89PNG\r\n\x1a\n", 8) + chunk("IHDR", head) + chunk("PLTE", palette) + seen +
           chunk("IDAT", deflated(rows)) + chunk("IEND", "");
}

std::string jpeg(Quadrants const& samples, std::string const& profile, JpegForm form) {
    jpeg_compress_struct out{};
    jpeg_error_mgr errors{};
    out.err = jpeg_std_error(&errors);
    jpeg_create_compress(&out);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&out, &bytes, &size);
    out.image_width = width;
    out.image_height = height;
    out.input_components = static_cast<int>(samples.of[0].size());
    out.in_color_space = form.given;
    jpeg_set_defaults(&out);
    jpeg_set_colorspace(&out, form.kept);
    jpeg_set_quality(&out, 100, TRUE);
    out.restart_in_rows = static_cast<int>(form.restart_rows);
    out.arith_code = form.arithmetic ? TRUE : FALSE;
    if (form.progressive) jpeg_simple_progression(&out);
    jpeg_start_compress(&out, TRUE);
    if (!profile.empty()) {
        jpeg_write_icc_profile(&out, reinterpret_cast<JOCTET const*>(profile.data()),
                               static_cast<unsigned>(profile.size()));
    }
    for (int y = 0; y < height; ++y) {
        std::vector<JSAMPLE> row;
        for (int x = 0; x < width; ++x) {
            for (int const value : samples.at(x, y)) {
                int const grain =
                    static_cast<int>((row.size() * 37 + static_cast<unsigned>(y) * 101) % form.grain);
                row.push_back(static_cast<JSAMPLE>(std::min(255, value + grain)));
            }
        }
        JSAMPROW from = row.data();
        jpeg_write_scanlines(&out, &from, 1);
    }
    jpeg_finish_compress(&out);
    jpeg_destroy_compress(&out);
    std::string jpeg(reinterpret_cast<char const*>(bytes), size);
    std::free(bytes);
    return jpeg;
}

static std::string le(std::uint32_t value, int bytes) {
    std::string out = be(value, bytes);
    return {out.rbegin(), out.rend()};
}

static std::string riff(std::string const& name, std::string const& data) {
    return name + le(static_cast<std::uint32_t>(data.size()), 4) + data + std::string(data.size() % 2, '\0');
}

std::string webp(Quadrants const& samples, std::string const& profile) {
    bool const alpha = samples.of[0].size() == 4;
    std::vector<std::uint8_t> pixels;
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            for (int const value : samples.at(x, y)) pixels.push_back(static_cast<std::uint8_t>(value));
        }
    }
    std::uint8_t* bytes = nullptr;
    std::size_t const size = alpha ? WebPEncodeLosslessRGBA(pixels.data(), width, height, width * 4, &bytes)
                                   : WebPEncodeLosslessRGB(pixels.data(), width, height, width * 3, &bytes);
    std::string const plain(reinterpret_cast<char const*>(bytes), size);
    WebPFree(bytes);
    if (profile.empty()) return plain;
    std::string const flags{static_cast<char>(0x20 | (alpha ? 0x10 : 0)), '\0', '\0', '\0'};
    std::string const inside = "WEBP" + riff("VP8X", flags + le(width - 1, 3) + le(height - 1, 3)) +
                               riff("ICCP", profile) + plain.substr(12);
    return "RIFF" + le(static_cast<std::uint32_t>(inside.size()), 4) + inside;
}

}  // namespace afterdesk::sample
