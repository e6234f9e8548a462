#pragma once
// Paths to the fields of a document, as mistakes name them: "order.lines[2].gift.of_line".

#include <cstddef>
#include <string>
#include <string_view>

namespace afterdesk {

/// "order" + "lines" → "order.lines"; "" + "lines" → "lines".
inline std::string path_to(std::string const& path, std::string_view key) {
    return path.empty() ? std::string(key) : path + "." + std::string(key);
}

/// "order" + "lines" + 2 → "order.lines[2]".
inline std::string path_to(std::string const& path, std::string_view list, std::size_t index) {
    return path_to(path, list) + "[" + std::to_string(index) + "]";
}

/// "order" + "lines" + 2 + "sku" → "order.lines[2].sku".
inline std::string path_to(std::string const& path, std::string_view list, std::size_t index,
                           std::string_view key) {
    return path_to(path_to(path, list, index), key);
}

}  // namespace afterdesk
