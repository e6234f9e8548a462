#include "service/qr_code.hpp"

#include <memory>

#include <qrencode.h>

namespace afterdesk {

std::vector<std::string> qr_code(std::string_view text) {
    auto const size = static_cast<int>(text.size());
    auto const* const bytes = reinterpret_cast<unsigned char const*>(text.data());
    std::unique_ptr<QRcode, decltype(&QRcode_free)> const code(
        QRcode_encodeData(size, bytes, 0, QR_ECLEVEL_M), &QRcode_free);
    std::vector<std::string> rows;
    if (!code) return rows;
    auto const width = static_cast<std::size_t>(code->width);
    for (std::size_t y = 0; y < width; ++y) {
        std::string row;
        // The lowest bit of a module says whether it is dark.
        for (std::size_t x = 0; x < width; ++x) row += (code->data[y * width + x] & 1) != 0 ? '1' : '0';
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace afterdesk
