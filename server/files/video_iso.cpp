// MP4 and MOV: boxes in boxes, down to the first track of pictures.

#include <algorithm>
#include <array>
#include <optional>

#include "files/bytes.hpp"
#include "files/video.hpp"

namespace afterdesk::files {

namespace {

using Fault = VideoFault;

constexpr int max_boxes = 4'096;  ///< looked at in one box
constexpr std::array codecs = {"avc1", "avc3", "hvc1", "hev1", "vp08", "vp09", "av01", "mp4v"};

struct Box {
    std::string_view type;
    std::size_t type_at = 0;
    std::size_t at = 0;  ///< of its content, in the file
    std::string_view content;
};

/// The boxes of a content, one after the other. `at`: where the content stands in the file.
class Boxes {
  public:
    Boxes(std::string_view content, std::size_t at) : in_(content), at_(at) {}

    /// Nothing at the end, and for a box that goes on behind it (`cut`).
    std::optional<Box> next() {
        if (next_ == in_.size() || ++count_ > max_boxes) return std::nullopt;
        std::uint64_t size = in_.number(next_, 4);
        std::size_t head = 8;
        if (size == 1) {
            size = std::uint64_t{in_.number(next_ + 8, 4)} << 32 | in_.number(next_ + 12, 4);
            head = 16;
        } else if (size == 0) {
            size = in_.size() - next_;
        }
        if (size < head || size > in_.size() - next_) {
            cut_ = true;
            return std::nullopt;
        }
        auto const bytes = static_cast<std::size_t>(size);
        Box const box{in_.part(next_ + 4, 4), at_ + next_ + 4, at_ + next_ + head,
                      in_.part(next_ + head, bytes - head)};
        next_ += bytes;
        return box;
    }
    bool cut() const { return cut_; }

  private:
    Bytes in_;
    std::size_t at_, next_ = 0;
    int count_ = 0;
    bool cut_ = false;
};

/// The content of the box behind these names, each in the one before.
std::string_view inside(std::string_view content, std::initializer_list<std::string_view> names) {
    for (std::string_view const name : names) {
        Boxes boxes(content, 0);
        auto box = boxes.next();
        while (box && box->type != name) box = boxes.next();
        if (!box) return {};
        content = box->content;
    }
    return content;
}

/// The track's codec and measures, when it shows pictures.
bool read_track(std::string_view track, VideoHead& head) {
    std::string_view const media = inside(track, {"mdia"});
    if (!Bytes(inside(media, {"hdlr"})).has(8, "vide")) return false;
    Bytes const entries(inside(media, {"minf", "stbl", "stsd"}));  // version, count, then the first entry
    if (entries.number(4, 4) == 0) return false;
    std::string_view const codec = entries.part(12, 4);
    if (std::find(codecs.begin(), codecs.end(), codec) == codecs.end()) return false;
    head.codec = std::string(codec);
    head.width = static_cast<int>(entries.number(40, 2));
    head.height = static_cast<int>(entries.number(42, 2));
    return head.width > 0 && head.height > 0;
}

/// What phones write beside the pictures: places, names, models.
void note_private(Box const& box, VideoHead& head) {
    bool const tells = box.type == "udta" || box.type == "meta" || box.type == "uuid";
    if (tells && !box.content.empty())
        head.private_parts.push_back({box.type_at, box.at, box.content.size()});
}

bool read_contents(Box const& moov, VideoHead& head) {
    bool has_pictures = false;
    Boxes boxes(moov.content, moov.at);
    while (auto const box = boxes.next()) {
        note_private(*box, head);
        if (box->type != "trak") continue;
        if (!has_pictures) has_pictures = read_track(box->content, head);
        Boxes parts(box->content, box->at);
        while (auto const part = parts.next()) note_private(*part, head);
    }
    return has_pictures;
}

}  // namespace

bool is_iso_media(std::string_view bytes) { return Bytes(bytes).has(4, "ftyp"); }

Result<VideoHead, VideoFault> read_iso_media(std::string_view bytes) {
    if (!is_iso_media(bytes)) return Err{Fault::not_a_video};
    VideoHead head;
    bool has_contents = false, has_pictures = false, has_data = false;
    Boxes boxes(bytes, 0);
    while (auto const box = boxes.next()) {
        note_private(*box, head);
        if (box->type == "mdat") has_data |= !box->content.empty();
        if (box->type != "moov") continue;
        has_contents = true;
        if (!has_pictures) has_pictures = read_contents(*box, head);
    }
    if (boxes.cut() || !has_contents || !has_data) return Err{Fault::cut_short};
    if (!has_pictures) return Err{Fault::not_a_video};
    return head;
}

Result<VideoHead, VideoFault> read_video(std::string_view bytes) {
    if (is_ebml(bytes)) return read_webm(bytes);
    return read_iso_media(bytes);
}

}  // namespace afterdesk::files
