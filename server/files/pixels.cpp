#include "files/pixels.hpp"

// clang-format off: jpeglib.h needs what stdio.h declares
#include <jpeglib.h>
#include <cstdio>
// clang-format on
#include <jerror.h>
#include <png.h>
#include <webp/decode.h>

#include <unistd.h>
#include <algorithm>
#include <cstdlib>

namespace afterdesk::files {

namespace {

std::size_t size_of(int width, int height) {
    return static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
}

Pixels blank(int width, int height) {
    return {width, height, std::vector<std::uint8_t>(size_of(width, height) * 3)};
}

// ---- JPEG -------------------------------------------------------------------------------------------------

// Errors end the process: there is nothing to return to, and no jump over destructors.
[[noreturn]] void on_jpeg_error(j_common_ptr) { end_child(ChildExit::not_a_picture); }
// A picture that ends too early is half a picture; other warnings are common in good photos.
void on_jpeg_message(j_common_ptr info, int level) {
    if (level < 0 && info->err->msg_code == JWRN_JPEG_EOF) end_child(ChildExit::not_a_picture);
}

jpeg_error_mgr* quiet_errors(jpeg_error_mgr& errors) {
    jpeg_std_error(&errors);
    errors.error_exit = on_jpeg_error;
    errors.emit_message = on_jpeg_message;
    return &errors;
}

/// Printing colours, inverted as Adobe writes them, to the screen's.
void cmyk_to_rgb(std::vector<std::uint8_t> const& row, int width, std::uint8_t* out, bool inverted) {
    for (std::size_t x = 0; x < static_cast<std::size_t>(width); ++x) {
        int const black = inverted ? row[4 * x + 3] : 255 - row[4 * x + 3];
        for (std::size_t i = 0; i < 3; ++i) {
            int const ink = inverted ? row[4 * x + i] : 255 - row[4 * x + i];
            out[3 * x + i] = static_cast<std::uint8_t>(ink * black / 255);
        }
    }
}

Pixels decode_jpeg(std::string_view bytes, PictureHead const& head) {
    jpeg_decompress_struct in{};
    jpeg_error_mgr errors{};
    in.err = quiet_errors(errors);
    jpeg_create_decompress(&in);
    jpeg_mem_src(&in, reinterpret_cast<unsigned char const*>(bytes.data()), bytes.size());
    jpeg_read_header(&in, TRUE);
    bool const printing = in.jpeg_color_space == JCS_CMYK || in.jpeg_color_space == JCS_YCCK;
    in.out_color_space = printing ? JCS_CMYK : JCS_RGB;
    bool const inverted = in.saw_Adobe_marker != FALSE;
    jpeg_start_decompress(&in);
    bool const as_told = in.output_width == static_cast<JDIMENSION>(head.width) &&
                         in.output_height == static_cast<JDIMENSION>(head.height);
    if (!as_told) end_child(ChildExit::not_a_picture);
    Pixels out = blank(head.width, head.height);
    std::vector<std::uint8_t> inks(printing ? size_of(head.width, 4) : 0);
    std::size_t const row_bytes = size_of(head.width, 3);
    while (in.output_scanline < in.output_height) {
        std::uint8_t* const row = out.rgb.data() + row_bytes * in.output_scanline;
        JSAMPROW target = printing ? inks.data() : row;
        if (jpeg_read_scanlines(&in, &target, 1) != 1) end_child(ChildExit::not_a_picture);
        if (printing) cmyk_to_rgb(inks, head.width, row, inverted);
    }
    jpeg_destroy_decompress(&in);
    return out;
}

// ---- PNG, WebP --------------------------------------------------------------------------------------------

Pixels decode_png(std::string_view bytes, PictureHead const& head) {
    png_image in{};
    in.version = PNG_IMAGE_VERSION;
    if (png_image_begin_read_from_memory(&in, bytes.data(), bytes.size()) == 0)
        end_child(ChildExit::not_a_picture);
    bool const as_told = in.width == static_cast<png_uint_32>(head.width) &&
                         in.height == static_cast<png_uint_32>(head.height);
    if (!as_told) end_child(ChildExit::not_a_picture);
    in.format = PNG_FORMAT_RGB;
    Pixels out = blank(head.width, head.height);
    png_color const white{255, 255, 255};
    if (png_image_finish_read(&in, &white, out.rgb.data(), 0, nullptr) == 0)
        end_child(ChildExit::not_a_picture);
    return out;
}

Pixels decode_webp(std::string_view bytes, PictureHead const& head) {
    auto const* data = reinterpret_cast<std::uint8_t const*>(bytes.data());
    WebPBitstreamFeatures about{};
    bool const readable =
        WebPGetFeatures(data, bytes.size(), &about) == VP8_STATUS_OK && about.has_animation == 0;
    if (!readable || about.width != head.width || about.height != head.height)
        end_child(ChildExit::not_a_picture);
    Pixels out = blank(head.width, head.height);
    int const row_bytes = head.width * 3;
    if (about.has_alpha == 0) {
        if (WebPDecodeRGBInto(data, bytes.size(), out.rgb.data(), out.rgb.size(), row_bytes) == nullptr) {
            end_child(ChildExit::not_a_picture);
        }
        return out;
    }
    std::vector<std::uint8_t> rgba(size_of(head.width, head.height) * 4);
    if (WebPDecodeRGBAInto(data, bytes.size(), rgba.data(), rgba.size(), head.width * 4) == nullptr) {
        end_child(ChildExit::not_a_picture);
    }
    for (std::size_t i = 0; i < size_of(head.width, head.height); ++i) {
        int const alpha = rgba[4 * i + 3];
        for (std::size_t c = 0; c < 3; ++c) {
            out.rgb[3 * i + c] =
                static_cast<std::uint8_t>((rgba[4 * i + c] * alpha + 255 * (255 - alpha) + 127) / 255);
        }
    }
    return out;
}

/// Where the pixel that comes to (x, y) stood. Rule: EXIF 2.3, orientation.
struct Place {
    int x = 0, y = 0;
};
Place before_turning(int x, int y, int width, int height, int orientation) {
    switch (orientation) {
        case 2: return {width - 1 - x, y};
        case 3: return {width - 1 - x, height - 1 - y};
        case 4: return {x, height - 1 - y};
        case 5: return {y, x};
        case 6: return {y, height - 1 - x};
        case 7: return {width - 1 - y, height - 1 - x};
        case 8: return {width - 1 - y, x};
        default: return {x, y};
    }
}

}  // namespace

void end_child(ChildExit how) { ::_exit(static_cast<int>(how)); }

Pixels decode_picture(std::string_view bytes, PictureHead const& head) {
    switch (head.kind) {
        case PictureKind::jpeg: return decode_jpeg(bytes, head);
        case PictureKind::png: return decode_png(bytes, head);
        case PictureKind::webp: return decode_webp(bytes, head);
    }
    end_child(ChildExit::failed);
}

Pixels turn_upright(Pixels pixels, int orientation) {
    if (orientation <= upright || orientation > 8) return pixels;
    bool const on_its_side = orientation >= 5;
    Pixels out =
        blank(on_its_side ? pixels.height : pixels.width, on_its_side ? pixels.width : pixels.height);
    std::uint8_t* to = out.rgb.data();
    for (int y = 0; y < out.height; ++y) {
        for (int x = 0; x < out.width; ++x) {
            Place const from = before_turning(x, y, pixels.width, pixels.height, orientation);
            std::size_t const place = size_of(pixels.width, from.y) + static_cast<std::size_t>(from.x);
            to = std::copy_n(pixels.rgb.data() + place * 3, 3, to);
        }
    }
    return out;
}

Pixels shrink(Pixels const& pixels, int side) {
    int const longest = std::max(pixels.width, pixels.height);
    if (longest <= side) return pixels;
    auto const scaled = [&](int length) {
        return std::max(1, static_cast<int>(std::int64_t{length} * side / longest));
    };
    Pixels out = blank(scaled(pixels.width), scaled(pixels.height));
    std::uint8_t* to = out.rgb.data();
    for (int y = 0; y < out.height; ++y) {
        auto const top = static_cast<int>(std::int64_t{y} * pixels.height / out.height);
        auto const bottom =
            std::max(top + 1, static_cast<int>(std::int64_t{y + 1} * pixels.height / out.height));
        for (int x = 0; x < out.width; ++x) {
            auto const left = static_cast<int>(std::int64_t{x} * pixels.width / out.width);
            auto const right =
                std::max(left + 1, static_cast<int>(std::int64_t{x + 1} * pixels.width / out.width));
            std::uint64_t sum[3] = {0, 0, 0};
            for (int row = top; row < bottom; ++row) {
                std::uint8_t const* from =
                    pixels.rgb.data() + (size_of(pixels.width, row) + static_cast<std::size_t>(left)) * 3;
                for (int i = 0; i < (right - left) * 3; ++i) sum[i % 3] += from[i];
            }
            auto const covered =
                static_cast<std::uint64_t>(bottom - top) * static_cast<std::uint64_t>(right - left);
            for (std::uint64_t const s : sum) *to++ = static_cast<std::uint8_t>((s + covered / 2) / covered);
        }
    }
    return out;
}

std::string encode_jpeg(Pixels const& pixels, int quality) {
    jpeg_compress_struct out{};
    jpeg_error_mgr errors{};
    out.err = quiet_errors(errors);
    jpeg_create_compress(&out);
    unsigned char* bytes = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&out, &bytes, &size);
    out.image_width = static_cast<JDIMENSION>(pixels.width);
    out.image_height = static_cast<JDIMENSION>(pixels.height);
    out.input_components = 3;
    out.in_color_space = JCS_RGB;
    jpeg_set_defaults(&out);
    jpeg_set_quality(&out, quality, TRUE);
    jpeg_start_compress(&out, TRUE);
    std::vector<std::uint8_t> row(size_of(pixels.width, 3));
    while (out.next_scanline < out.image_height) {
        std::copy_n(pixels.rgb.data() + row.size() * out.next_scanline, row.size(), row.data());
        JSAMPROW from = row.data();
        jpeg_write_scanlines(&out, &from, 1);
    }
    jpeg_finish_compress(&out);
    jpeg_destroy_compress(&out);
    std::string jpeg(reinterpret_cast<char const*>(bytes), size);
    std::free(bytes);  // libjpeg took it from malloc
    return jpeg;
}

}  // namespace afterdesk::files
