#include "files/upload_files.hpp"

#include <filesystem>

#include "base/check.hpp"
#include "files/small_file.hpp"

namespace afterdesk::files {

namespace {

/// Never a path.
bool is_hex(std::string_view id) {
    return !id.empty() && id.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

}  // namespace

std::string UploadFiles::path_of(std::string_view id) const {
    CHECK(is_hex(id));
    return folder_ + "/" + std::string(id);
}

void UploadFiles::write(std::string_view id, std::int64_t offset, std::string_view piece) const {
    if (offset == 0) make_folder(folder_);
    write_piece(path_of(id), offset, piece);
}

std::vector<std::string> UploadFiles::all() const {
    std::vector<std::string> ids;
    std::error_code none;
    for (auto const& entry : std::filesystem::directory_iterator(folder_, none)) {
        std::string id = entry.path().filename().string();
        if (is_hex(id)) ids.push_back(std::move(id));
    }
    return ids;
}

void UploadFiles::remove(std::string_view id) const {
    std::error_code gone;
    if (std::filesystem::remove(path_of(id), gone)) make_durable(folder_);
}

}  // namespace afterdesk::files
