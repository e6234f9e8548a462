// The demo's photos, kept as uploads are.
#include <algorithm>
#include <filesystem>
#include <stdexcept>
#include <vector>

#include "files/evidence_files.hpp"
#include "files/reencode.hpp"
#include "files/small_file.hpp"
#include "service/demo_play.hpp"
#include "wire/api.hpp"

namespace afterdesk {

namespace {

std::vector<std::filesystem::path> files_in(std::string const& folder) {
    std::vector<std::filesystem::path> found;
    for (auto const& entry : std::filesystem::directory_iterator(folder)) found.push_back(entry.path());
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace

DemoPhotos keep_demo_photos(std::string const& folder, std::string const& data_dir,
                            std::string const& program) {
    files::Reencoder reencoder(
        program, {wire::max_evidence_bytes, wire::max_evidence_side_px, wire::max_evidence_pixels});
    files::EvidenceFiles const kept(data_dir);
    DemoPhotos photos;
    for (std::filesystem::path const& path : files_in(folder)) {
        auto const bytes = files::read_small_file(path.string());
        files::Reencoded picture;
        bool const good = bytes && reencoder.reencode(*bytes, picture) == files::ReencodeOutcome::done;
        if (!good) throw std::runtime_error("the demo's photo " + path.string() + " can not be kept");
        store::EvidenceRow& row = photos[path.stem().string()];
        row.id = {kept.keep(picture.jpeg)};
        row.thumb_hash = kept.keep(picture.thumbnail);
        row.bytes = static_cast<std::int64_t>(picture.jpeg.size());
        row.width = picture.width;
        row.height = picture.height;
    }
    return photos;
}

}  // namespace afterdesk
