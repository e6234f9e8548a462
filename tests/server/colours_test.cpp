// Colours are the same after the re-encoding, however a file says what it means; broken profiles harm nobody;
// nothing but the end mark may be missing. Expected values come from another converter or from the formulas.
#include <cmath>

#include "files/colours.hpp"
#include "files/picture.hpp"
#include "files/pixels.hpp"
#include "files/reencode.hpp"
#include "server/sample_pictures.hpp"
#include "testing.hpp"

using namespace afterdesk;
using namespace afterdesk::files;
using namespace afterdesk::sample;

namespace {

ReencodeOutcome outcome(std::string const& bytes, Reencoded* out = nullptr) {
    static Reencoder reencoder(AFTERDESK_REENCODE, {});
    Reencoded unseen;
    return reencoder.reencode(bytes, out != nullptr ? *out : unseen);
}

/// The middles of the quadrants after the re-encoding.
std::vector<Sample> kept(std::string const& bytes) {
    Reencoded out;
    REQUIRE(outcome(bytes, &out) == ReencodeOutcome::done);
    CHECK(out.jpeg.find("ICC_PROFILE") == std::string::npos);
    auto const head = read_picture_head(out.jpeg);
    REQUIRE(head);
    Pixels const pixels = decode_picture(out.jpeg, *head);
    std::vector<Sample> found;
    for (auto const& [x, y] : {std::pair{15, 10}, {45, 10}, {15, 36}, {45, 36}}) {
        std::uint8_t const* const pixel =
            pixels.rgb.data() + 3 * (static_cast<std::size_t>(y) * width + static_cast<std::size_t>(x));
        found.push_back({pixel[0], pixel[1], pixel[2]});
    }
    return found;
}

/// The farthest that a value is from what is wanted.
int farthest(std::vector<Sample> const& found, Quadrants const& wanted) {
    int far = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        for (std::size_t c = 0; c < 3; ++c) {
            Sample const& want = wanted.of[i];
            far = std::max(far, std::abs(found[i][c] - want[want.size() == 1 ? 0 : c]));
        }
    }
    return far;
}

constexpr int rounding = 4;  ///< of the answer, which is a JPEG, and of bytes in two colour spaces

/// Lab of D50 in sRGB. Rule: CIE 15, IEC 61966-2-1, Bradford.
Sample srgb_of_lab(double l, double a, double b) {
    auto const cube = [](double t) { return t > 6.0 / 29 ? t * t * t : 3 * 36.0 / 841 * (t - 4.0 / 29); };
    double const f = (l + 16) / 116;
    double const x = 0.9642 * cube(f + a / 500), y = cube(f), z = 0.8249 * cube(f - b / 200);
    double const linear[] = {3.1338561 * x - 1.6168667 * y - 0.4906146 * z,
                             -0.9787684 * x + 1.9161415 * y + 0.0334540 * z,
                             0.0719453 * x - 0.2289914 * y + 1.4052427 * z};
    Sample out;
    for (double const v : linear) {
        double const kept = v <= 0.0031308 ? 12.92 * v : 1.055 * std::pow(v, 1 / 2.4) - 0.055;
        out.push_back(static_cast<int>(std::lround(255 * std::min(1.0, std::max(0.0, kept)))));
    }
    return out;
}

}  // namespace

TEST_CASE("a file's colours are kept, in the way in which it says them") {
    Quadrants const grey{{{{110}, {173}, {68}, {250}}}};
    Quadrants const light{{{{128}, {64}, {10}, {255}}}};        // amounts of light
    Quadrants const seen_light{{{{188}, {137}, {56}, {255}}}};  // 255 * (1.055 * (v / 255)^(1 / 2.4) - 0.055)
    Quadrants const colours_of_light{{{{128, 64, 10}, {10, 128, 64}, {64, 10, 128}, {255, 255, 255}}}};
    Quadrants const seen_colours{{{{188, 137, 56}, {56, 188, 137}, {137, 56, 188}, {255, 255, 255}}}};
    std::string const p3 = p3_profile();
    std::string const light_grey = linear_grey_profile();
    struct Row {
        char const* name;
        std::string bytes;
        Quadrants want = srgb;
    };
    for (Row const& row : std::initializer_list<Row>{
             {"PNG", png(srgb, 8)},
             {"PNG, 16 bits, says nothing", png(deep(srgb), 16)},
             {"PNG, 16 bits grey, says nothing", png(deep(grey), 16), grey},
             {"PNG, grey", png(grey, 8), grey},
             {"PNG, palette", palette_png(srgb, false)},
             {"PNG, 16 bits, interlaced", png(deep(srgb), 16, "", Pass::seven)},
             {"PNG, sRGB", png(srgb, 8, chunk("sRGB", std::string(1, '\0')) + gama(100'000))},
             {"PNG, what sRGB is as a power", png(srgb, 8, gama(45'455))},
             {"PNG, the same in 16 bits", png(deep(srgb), 16, gama(45'455))},
             {"PNG, light", png(light, 8, gama(100'000)), seen_light},
             {"PNG, light in colours", png(colours_of_light, 8, gama(100'000)), seen_colours},
             {"PNG, light in 16 bits", png(deep(colours_of_light), 16, gama(100'000)), seen_colours},
             {"PNG, P3 by numbers", png(as_p3, 8, gama(45'455) + p3_chrm())},
             {"PNG, P3 by numbers alone", png(as_p3, 8, p3_chrm())},
             {"PNG, P3", png(as_p3, 8, iccp(p3))},
             {"PNG, P3 in 16 bits", png(deep(as_p3), 16, iccp(p3))},
             {"PNG, P3, interlaced", png(deep(as_p3), 16, iccp(p3), Pass::seven)},
             {"PNG, grey by profile", png(light, 8, iccp(light_grey)), seen_light},
             {"PNG, grey by profile in 16 bits", png(deep(light), 16, iccp(light_grey)), seen_light},
             {"JPEG", jpeg(srgb)},
             {"JPEG, P3", jpeg(as_p3, p3)},
             {"JPEG, P3, progressive", jpeg(as_p3, p3, {JCS_RGB, JCS_YCbCr, true})},
             {"JPEG, P3, kept as RGB", jpeg(as_p3, p3, {JCS_RGB, JCS_RGB})},
             {"JPEG, a profile of several parts", jpeg(as_p3, p3 + std::string(150'000, '\0'))},
             {"JPEG, grey", jpeg(grey, "", {JCS_GRAYSCALE, JCS_GRAYSCALE}), grey},
             {"JPEG, grey by profile", jpeg(light, light_grey, {JCS_GRAYSCALE, JCS_GRAYSCALE}), seen_light},
             {"WebP", webp(srgb, "")},
             {"WebP, P3", webp(as_p3, p3)},
         }) {
        CAPTURE(row.name);
        CHECK(farthest(kept(row.bytes), row.want) <= rounding);
    }
}

TEST_CASE("what shows through is white, mixed as browsers mix it") {
    std::string const p3 = p3_profile();
    Quadrants const red{{{{255, 0, 0, 128}, {255, 0, 0, 0}, {255, 0, 0, 255}, {0, 0, 0, 128}}}};
    Quadrants const want{{{{255, 127, 127}, {255, 255, 255}, {255, 0, 0}, {127, 127, 127}}}};
    Quadrants const red16 = deep(red);
    Quadrants const last_paled{{{srgb.of[0], srgb.of[1], srgb.of[2], paled(srgb).of[3]}}};
    struct Row {
        char const* name;
        std::string bytes;
        Quadrants want;
    };
    for (Row const& row : std::initializer_list<Row>{
             {"PNG", png(red, 8), want},
             {"PNG, 16 bits", png(red16, 16), want},
             {"PNG, interlaced", png(red, 8, "", Pass::seven), want},
             {"PNG, another background", png(red, 8, chunk("bKGD", std::string(6, '\0'))), want},
             {"PNG, palette", palette_png(srgb, true), last_paled},
             {"PNG, P3", png(half_seen(as_p3), 8, iccp(p3)), paled(srgb)},
             {"PNG, P3 in 16 bits", png(deep(half_seen(as_p3)), 16, iccp(p3)), paled(srgb)},
             {"WebP", webp(red, ""), want},
             {"WebP, P3", webp(half_seen(as_p3), p3), paled(srgb)},
         }) {
        CAPTURE(row.name);
        CHECK(farthest(kept(row.bytes), row.want) <= rounding);
    }
}

TEST_CASE("pictures for print become pictures for a screen: by their profile, or as browsers do") {
    // Inks as Adobe writes them: 255 is none.
    Quadrants const inks{
        {{{255, 128, 128, 255}, {128, 255, 255, 200}, {255, 255, 255, 128}, {255, 255, 255, 255}}}};
    Quadrants const multiplied{{{{255, 128, 128}, {100, 200, 200}, {128, 128, 128}, {255, 255, 255}}}};
    Quadrants const by_profile = each(inks, [](Sample const& ink) {
        auto const of = [&](std::size_t i) { return (255 - ink[i]) / 255.0; };
        return srgb_of_lab(100 - 20 * of(0) - 30 * of(1) - 5 * of(2) - 50 * of(3) + 5 * of(0) * of(1),
                           -20 * of(0) + 50 * of(1), -30 * of(0) + 20 * of(2));
    });
    std::string const press = pale_press_profile();
    for (J_COLOR_SPACE const kept_as : {JCS_CMYK, JCS_YCCK}) {
        JpegForm const form{JCS_CMYK, kept_as};
        CHECK(farthest(kept(jpeg(inks, "", form)), multiplied) <= rounding);
        CHECK(farthest(kept(jpeg(inks, press, form)), by_profile) <= rounding);
    }
}

TEST_CASE("a profile that is broken, too large or for something else is passed over") {
    std::string const p3 = p3_profile();
    std::string const past_its_end = p3.substr(0, p3.size() / 2);
    std::string unsigned_one = p3;
    unsigned_one.replace(36, 4, "abcd");
    std::string many_tags = p3;
    many_tags.replace(128, 4, "\xff\xff\xff\xff");
    std::string far_tags = p3;
    std::string too_large = p3;
    too_large.resize(max_profile_bytes + 4);
    too_large.replace(0, 4, std::string("\0\x10\0\4", 4));
    for (std::size_t i = 0; i < static_cast<unsigned char>(p3[131]); ++i)
        far_tags.replace(132 + 12 * i + 4, 4, "\x7f\xff\xff\xf0");
    for (std::string const& profile :
         {std::string("x"), std::string(128, '\0'), std::string(5'000, '\xff'), past_its_end, unsigned_one,
          many_tags, far_tags, link_profile(), linear_grey_profile(), pale_press_profile(), too_large}) {
        CAPTURE(profile.size());
        CHECK(farthest(kept(jpeg(srgb, profile)), srgb) <= rounding);
        CHECK(farthest(kept(png(srgb, 8, iccp(profile))), srgb) <= rounding);
        CHECK(farthest(kept(webp(srgb, profile)), srgb) <= rounding);
    }
    Quadrants const inks{
        {{{255, 128, 128, 255}, {128, 255, 255, 200}, {255, 255, 255, 128}, {255, 255, 255, 255}}}};
    CHECK(kept(jpeg(inks, p3, {JCS_CMYK, JCS_YCCK})) == kept(jpeg(inks, "", {JCS_CMYK, JCS_YCCK})));
    // Numbers that no light has.
    for (std::string const& chunks :
         {gama(0), gama(1), gama(0x7fffffff), chunk("cHRM", std::string(32, '\0')),
          chunk("cHRM", std::string(32, '\x7f')), gama(45'455) + chunk("cHRM", std::string(32, '\1'))}) {
        CHECK(outcome(png(srgb, 8, chunks)) == ReencodeOutcome::done);
    }
}

TEST_CASE("damaged profiles never harm: random changes end in a picture or a refusal") {
    std::uint64_t state = 5;
    auto const random = [&] {
        state = state * 6'364'136'223'846'793'005u + 1'442'695'040'888'963'407u;
        return static_cast<std::size_t>(state >> 33);
    };
    std::string const profiles[] = {p3_profile(), pale_press_profile(), linear_grey_profile()};
    Quadrants const inks{
        {{{255, 128, 128, 255}, {128, 255, 255, 200}, {255, 255, 255, 128}, {255, 255, 255, 255}}}};
    for (int round = 0; round < 150; ++round) {
        CAPTURE(round);
        std::string profile = profiles[round % 3];
        for (int i = 0; i < 6; ++i) {
            std::size_t const among = i < 4 ? std::min<std::size_t>(profile.size(), 400) : profile.size();
            profile[random() % among] = static_cast<char>(random() & 0xff);
        }
        ReencodeOutcome const how = round % 3 == 0 ? outcome(jpeg(srgb, profile))
                                    : round % 3 == 1
                                        ? outcome(jpeg(inks, profile, {JCS_CMYK, JCS_CMYK}))
                                        : outcome(png(Quadrants{{{{1}, {2}, {3}, {4}}}}, 8, iccp(profile)));
        CHECK((how == ReencodeOutcome::done || how == ReencodeOutcome::picture_too_large));
    }
}

TEST_CASE("a JPEG may lack its end mark, but nothing of the picture") {
    // With so much grain something of each block is in the file.
    JpegForm const forms[] = {{JCS_RGB, JCS_YCbCr, false, 0, false, 61},
                              {JCS_RGB, JCS_YCbCr, true, 0, false, 61},
                              {JCS_RGB, JCS_YCbCr, false, 1, false, 61},
                              {JCS_RGB, JCS_YCbCr, true, 1, false, 61},
                              {JCS_CMYK, JCS_YCCK, false, 0, false, 61}};
    for (JpegForm const& form : forms) {
        CAPTURE(form.progressive);
        CAPTURE(form.restart_rows);
        std::string const whole = jpeg(form.given == JCS_CMYK ? half_seen(srgb) : srgb, "", form);
        REQUIRE(whole.substr(whole.size() - 2) == "\xff\xd9");
        std::string const unended = whole.substr(0, whole.size() - 2);
        CHECK(kept(unended) == kept(whole));
        CHECK(kept(unended + "\xff") == kept(whole));
        std::size_t const first_scan = whole.find("\xff\xda");
        std::size_t const data = unended.size() - first_scan;
        for (std::size_t const missing : {std::size_t{3}, data / 10, data / 3, data / 2, data - 20}) {
            CAPTURE(missing);
            CHECK(outcome(unended.substr(0, unended.size() - missing)) == ReencodeOutcome::cut_short);
        }
    }
    // Between two scans nothing is broken off, and yet the finer half is missing.
    std::string const progressive = jpeg(srgb, "", forms[1]);
    std::string const coarse = progressive.substr(0, progressive.rfind("\xff\xda"));
    CHECK(outcome(coarse) == ReencodeOutcome::cut_short);
    // Such a decoder does not notice what is missing: it is believed only with an end mark.
    std::string const arithmetic = jpeg(srgb, "", {JCS_RGB, JCS_YCbCr, false, 0, true, 61});
    CHECK(outcome(arithmetic) == ReencodeOutcome::done);
    CHECK(outcome(arithmetic.substr(0, arithmetic.size() / 2)) == ReencodeOutcome::cut_short);
}
