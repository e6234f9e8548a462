// PNG: of any depth, with what it says about its colours.

#include <png.h>

#include <bit>
#include <cstring>

#include "files/decode.hpp"

namespace afterdesk::files {

namespace {

constexpr int samples_each = 4;  ///< red, green, blue, alpha

// Errors end the process: there is nothing to return to, and no jump over destructors.
[[noreturn]] void on_error(png_structp, png_const_charp) { end_child(ChildExit::not_a_picture); }
void on_warning(png_structp, png_const_charp) {}

void give_bytes(png_structp png, png_bytep to, std::size_t count) {
    auto& rest = *static_cast<std::string_view*>(::png_get_io_ptr(png));
    if (rest.size() < count) end_child(ChildExit::cut_short);
    std::memcpy(to, rest.data(), count);
    rest.remove_prefix(count);
}

/// A reader. Promise: freed when it goes away.
struct Reader {
    png_structp png = ::png_create_read_struct(PNG_LIBPNG_VER_STRING, nullptr, on_error, on_warning);
    png_infop info = png == nullptr ? nullptr : ::png_create_info_struct(png);
    Reader() {
        if (info == nullptr) end_child(ChildExit::failed);
    }
    Reader(Reader const&) = delete;
    Reader& operator=(Reader const&) = delete;
    ~Reader() { ::png_destroy_read_struct(&png, &info, nullptr); }
};

Samples samples_of(Reader const& in) {
    bool const grey = (::png_get_color_type(in.png, in.info) & PNG_COLOR_MASK_COLOR) == 0;
    if (::png_get_bit_depth(in.png, in.info) == 16) return grey ? Samples::grey_as_rgba16 : Samples::rgba16;
    return grey ? Samples::grey_as_rgba8 : Samples::rgba8;
}

/// Rule: PNG 1.2 §4.2.2: a profile or sRGB counts more than gamma and chromaticities. Without any of them the
/// samples are sRGB, whatever their depth.
ToSrgb colours_of(Reader const& in) {
    ToSrgb colours;
    Samples const samples = samples_of(in);
    int how = 0;
    // Also true of the profiles that are known to be sRGB's own.
    if (::png_get_sRGB(in.png, in.info, &how) != 0) return colours;
    png_charp name = nullptr;
    png_bytep icc = nullptr;
    png_uint_32 size = 0;
    if (::png_get_iCCP(in.png, in.info, &name, &how, &icc, &size) != 0) {
        colours.by_profile({reinterpret_cast<char const*>(icc), size}, samples);
        return colours;
    }
    ColourNumbers numbers;
    bool const gamma = ::png_get_gAMA_fixed(in.png, in.info, &numbers.gamma) != 0;
    bool const primaries = ::png_get_cHRM_fixed(in.png, in.info, &numbers.white_x, &numbers.white_y,
                                                &numbers.red_x, &numbers.red_y, &numbers.green_x,
                                                &numbers.green_y, &numbers.blue_x, &numbers.blue_y) != 0;
    if (gamma || primaries) colours.by_numbers(numbers, samples);
    return colours;
}

/// Rows come as red, green, blue and alpha: in 16 bits as long as there is something to compute with them.
bool ask_for_rgba(Reader const& in, ToSrgb const& colours) {
    bool const deep = ::png_get_bit_depth(in.png, in.info) == 16 && colours;
    ::png_set_expand(in.png);
    ::png_set_gray_to_rgb(in.png);
    ::png_set_add_alpha(in.png, 0xffff, PNG_FILLER_AFTER);
    if (!deep) ::png_set_scale_16(in.png);
    if (deep && std::endian::native == std::endian::little) ::png_set_swap(in.png);
    return deep;
}

int alpha_at(std::uint8_t const* row, std::size_t x, bool deep) {
    if (!deep) return row[samples_each * x + 3];
    std::uint16_t alpha = 0;
    std::memcpy(&alpha, row + 2 * (samples_each * x + 3), sizeof alpha);
    return alpha / 257;
}

void write_row(std::uint8_t const* row, std::uint8_t* rgb, int width, ToSrgb const& colours, bool deep) {
    if (colours) colours.convert(row, rgb, width);
    for (std::size_t x = 0; x < static_cast<std::size_t>(width); ++x) {
        int const alpha = alpha_at(row, x, deep);
        if (alpha == 255 && colours) continue;
        for (std::size_t i = 0; i < 3; ++i) {
            std::uint8_t const colour = colours ? rgb[3 * x + i] : row[samples_each * x + i];
            rgb[3 * x + i] = over_white(colour, alpha);
        }
    }
}

}  // namespace

Pixels decode_png(std::string_view bytes, PictureHead const& head) {
    Reader const in;
    std::string_view rest = bytes;
    ::png_set_read_fn(in.png, &rest, give_bytes);
    ::png_set_benign_errors(in.png, 1);
    ::png_read_info(in.png, in.info);
    bool const as_told = ::png_get_image_width(in.png, in.info) == static_cast<png_uint_32>(head.width) &&
                         ::png_get_image_height(in.png, in.info) == static_cast<png_uint_32>(head.height);
    if (!as_told) end_child(ChildExit::not_a_picture);
    ToSrgb const colours = colours_of(in);
    bool const deep = ask_for_rgba(in, colours);
    bool const interlaced = ::png_set_interlace_handling(in.png) > 1;
    ::png_read_update_info(in.png, in.info);
    std::size_t const row_bytes = size_of(head.width, deep ? 2 * samples_each : samples_each);
    if (::png_get_rowbytes(in.png, in.info) != row_bytes) end_child(ChildExit::failed);

    Pixels out = blank(head.width, head.height);
    // An interlaced picture is whole only after its last pass.
    std::vector<std::uint8_t> rows(interlaced ? row_bytes * static_cast<std::size_t>(head.height)
                                              : row_bytes);
    std::vector<png_bytep> places;
    for (std::size_t y = 0; interlaced && y < static_cast<std::size_t>(head.height); ++y)
        places.push_back(rows.data() + row_bytes * y);
    if (interlaced) ::png_read_image(in.png, places.data());
    for (std::size_t y = 0; y < static_cast<std::size_t>(head.height); ++y) {
        if (!interlaced) ::png_read_row(in.png, rows.data(), nullptr);
        std::uint8_t const* const row = interlaced ? places[y] : rows.data();
        write_row(row, out.rgb.data() + size_of(head.width, 3) * y, head.width, colours, deep);
    }
    return out;
}

}  // namespace afterdesk::files
