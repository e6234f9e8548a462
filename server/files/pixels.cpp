#include "files/pixels.hpp"

// clang-format off: jpeglib.h needs what stdio.h declares
#include <jpeglib.h>
#include <cstdio>
// clang-format on
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

#include "files/decode.hpp"

namespace afterdesk::files {

namespace {

// Errors end the process: there is nothing to return to, and no jump over destructors.
[[noreturn]] void on_jpeg_error(j_common_ptr) { end_child(ChildExit::failed); }
void on_jpeg_message(j_common_ptr, int) {}

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

std::size_t size_of(int width, int height) {
    return static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
}

Pixels blank(int width, int height) {
    return {width, height, std::vector<std::uint8_t>(size_of(width, height) * 3)};
}

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
    out.err = jpeg_std_error(&errors);
    errors.error_exit = on_jpeg_error;
    errors.emit_message = on_jpeg_message;
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
