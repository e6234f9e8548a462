// JPEG: also grey ones and those for print, with the profile in as many parts as it comes.

#include "files/decode.hpp"

#include <cstdio>  // before jpeglib.h, which needs it

#include <jpeglib.h>

#include <jerror.h>

#include <algorithm>
#include <cstdlib>

namespace afterdesk::files {

namespace {

struct Errors : jpeg_error_mgr {
    bool at_end = false;  ///< of the bytes, and the picture still goes on
};

// Errors end the process: there is nothing to return to, and no jump over destructors.
[[noreturn]] void on_error(j_common_ptr info) {
    bool const at_end = static_cast<Errors*>(info->err)->at_end;
    end_child(at_end ? ChildExit::cut_short : ChildExit::not_a_picture);
}
// When the decoder asks for bytes after the last one, it is told that the end mark follows. Only when it then
// misses what belongs to the picture, half a picture was sent; other warnings are common in good photos.
void on_message(j_common_ptr info, int level) {
    if (level >= 0) return;
    auto* const errors = static_cast<Errors*>(info->err);
    if (info->err->msg_code == JWRN_JPEG_EOF) errors->at_end = true;
    if (info->err->msg_code == JWRN_HIT_MARKER && errors->at_end) end_child(ChildExit::cut_short);
}

/// True when every part of the picture came, so that nothing but the end mark can be missing.
bool is_complete(jpeg_decompress_struct const& in) {
    if (in.arith_code != FALSE) return false;  // such a decoder does not notice
    for (int i = 0; i < in.num_components; ++i) {
        if (in.comp_info[i].quant_table == nullptr) return false;  // no scan had it
        if (in.coef_bits == nullptr) continue;
        int const* const bits_left = in.coef_bits[i];
        if (!std::all_of(bits_left, bits_left + DCTSIZE2, [](int bits) { return bits == 0; })) return false;
    }
    return true;
}

/// Printing colours without a profile to the screen's, as browsers do.
void cmyk_to_rgb(std::vector<std::uint8_t> const& row, int width, std::uint8_t* out, bool inverted) {
    for (std::size_t x = 0; x < static_cast<std::size_t>(width); ++x) {
        int const black = inverted ? row[4 * x + 3] : 255 - row[4 * x + 3];
        for (std::size_t i = 0; i < 3; ++i) {
            int const ink = inverted ? row[4 * x + i] : 255 - row[4 * x + i];
            out[3 * x + i] = static_cast<std::uint8_t>(ink * black / 255);
        }
    }
}

Samples samples_of(jpeg_decompress_struct const& in) {
    if (in.out_color_space == JCS_CMYK)
        return in.saw_Adobe_marker != FALSE ? Samples::cmyk8_inverted : Samples::cmyk8;
    return in.jpeg_color_space == JCS_GRAYSCALE ? Samples::grey_as_rgb8 : Samples::rgb8;
}

ToSrgb colours_of(jpeg_decompress_struct& in) {
    ToSrgb colours;
    JOCTET* icc = nullptr;
    unsigned size = 0;
    if (::jpeg_read_icc_profile(&in, &icc, &size) != FALSE)
        colours.by_profile({reinterpret_cast<char const*>(icc), size}, samples_of(in));
    std::free(icc);  // libjpeg took it from malloc
    return colours;
}

}  // namespace

Pixels decode_jpeg(std::string_view bytes, PictureHead const& head) {
    jpeg_decompress_struct in{};
    Errors errors{};
    in.err = ::jpeg_std_error(&errors);
    errors.error_exit = on_error;
    errors.emit_message = on_message;
    ::jpeg_create_decompress(&in);
    ::jpeg_save_markers(&in, JPEG_APP0 + 2, 0xffff);  // where profiles are
    ::jpeg_mem_src(&in, reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
    ::jpeg_read_header(&in, TRUE);
    bool const printing = in.jpeg_color_space == JCS_CMYK || in.jpeg_color_space == JCS_YCCK;
    in.out_color_space = printing ? JCS_CMYK : JCS_RGB;
    ToSrgb const colours = colours_of(in);
    bool const inverted = in.saw_Adobe_marker != FALSE;
    ::jpeg_start_decompress(&in);
    bool const as_told = in.output_width == static_cast<JDIMENSION>(head.width) &&
                         in.output_height == static_cast<JDIMENSION>(head.height);
    if (!as_told) end_child(ChildExit::not_a_picture);
    Pixels out = blank(head.width, head.height);
    std::vector<std::uint8_t> inks(printing ? size_of(head.width, 4) : 0);
    std::size_t const row_bytes = size_of(head.width, 3);
    while (in.output_scanline < in.output_height) {
        std::uint8_t* const row = out.rgb.data() + row_bytes * in.output_scanline;
        JSAMPROW target = printing ? inks.data() : row;
        if (::jpeg_read_scanlines(&in, &target, 1) != 1) end_child(ChildExit::not_a_picture);
        if (colours) {
            colours.convert(target, row, head.width);
        } else if (printing) {
            cmyk_to_rgb(inks, head.width, row, inverted);
        }
    }
    if (errors.at_end && !is_complete(in)) end_child(ChildExit::cut_short);
    ::jpeg_destroy_decompress(&in);
    return out;
}

}  // namespace afterdesk::files
